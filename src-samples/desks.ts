/** The sample desks: what lies on each, and why. The same seed gives the same desks, to the pixel. */
import { sampleUnit, secondSampleUnit } from '../src-shared/sample-world.ts'
import type { VoucherKind } from '../src-shared/voucher.ts'
import { asJpeg } from './camera.ts'
import { type DeskScene, type DeskTruth, frameHeightPx, frameWidthPx, takePicture, type VoucherTruth } from './desk-picture.ts'
import { makeVoucher } from './make-voucher.ts'
import { type MatKind, mats } from './mats.ts'
import type { Typefaces } from './names.ts'
import { Random, seedOf } from './random.ts'
import type { SampleVoucher, VoucherWishes } from './voucher.ts'

export const sampleSeed = 20260101

/** The desks are there as soon as the app is: they need no typefaces but those that the app needs. */
const appTypefaces: Typefaces = { label: 'Noto Serif CJK SC', ink: 'Noto Sans CJK SC', digits: 'Noto Sans CJK SC' }

interface PaperPlan extends VoucherWishes {
  /** Papers of one name are one and the same paper. */
  name: string
}

interface DeskPlan { name: string; title: { zh: string; en: string }; mat: MatKind; papers: PaperPlan[]; isBlurred?: boolean; turnDeg?: number }

/** In the order they are offered; any kind in `sampleKinds` can lie on a desk, one line each. */
export const deskPlans: readonly DeskPlan[] = [
  { name: 'special', title: { zh: '增值税专用发票', en: 'VAT special invoice' }, mat: 'walnut', papers: [{ name: 'a', kind: 'vat-special' }], turnDeg: 4 },
  { name: 'normal', title: { zh: '增值税普通发票', en: 'VAT normal invoice' }, mat: 'dark', papers: [{ name: 'b', kind: 'vat-normal' }], turnDeg: -6 },
  { name: 'e-normal', title: { zh: '电子普通发票', en: 'VAT e-invoice' }, mat: 'green', papers: [{ name: 'c', kind: 'vat-e-normal' }], turnDeg: 182 },
  { name: 'digital-normal', title: { zh: '数电票（普通）', en: 'Digital invoice' }, mat: 'gray', papers: [{ name: 'd', kind: 'digital-normal' }], turnDeg: 3 },
  { name: 'digital-special', title: { zh: '数电票（专用）', en: 'Digital special invoice' }, mat: 'walnut', papers: [{ name: 'e', kind: 'digital-special' }], turnDeg: 94 },
  { name: 'two-papers', title: { zh: '一次两张', en: 'Two papers at once' }, mat: 'dark', papers: [{ name: 'f', kind: 'vat-e-normal' }, { name: 'l', kind: 'digital-normal' }] },
  { name: 'blurred', title: { zh: '没对准焦的一张', en: 'Out of focus' }, mat: 'gray', papers: [{ name: 'o', kind: 'vat-normal' }], isBlurred: true, turnDeg: 5 },
  { name: 'focused', title: { zh: '同一张，对好焦', en: 'The same, in focus' }, mat: 'gray', papers: [{ name: 'o', kind: 'vat-normal' }], turnDeg: -3 },
  { name: 'other-buyer', title: { zh: '抬头是别的单位', en: 'Made out to another unit' }, mat: 'green', papers: [{ name: 'i', kind: 'digital-normal', buyer: secondSampleUnit }], turnDeg: -8 },
  { name: 'upper-differs', title: { zh: '大小写金额不符', en: 'Amounts disagree' }, mat: 'walnut', papers: [{ name: 'j', kind: 'vat-e-normal', fault: 'upper' }], turnDeg: 9 },
  { name: 'last-year', title: { zh: '上一年度开票', en: 'Dated last year' }, mat: 'dark', papers: [{ name: 'k', kind: 'vat-special', year: 2025 }], turnDeg: -2 },
  { name: 'used-again', title: { zh: '用过的专用发票', en: 'An invoice used before' }, mat: 'gray', papers: [{ name: 'a', kind: 'vat-special' }], turnDeg: -11 },
]

export function planOf(name: string): DeskPlan {
  const plan = deskPlans.find((desk) => desk.name === name)
  if (!plan) throw new Error(`no desk ${name}`)
  return plan
}

export async function makeDesk(name: string, options: { seed?: number; frame?: number } = {}): Promise<{ jpeg: Buffer; truth: DeskTruth }> {
  const seed = options.seed ?? sampleSeed
  const plan = planOf(name)
  return takePicture(sceneOf(plan, seed), seedOf(seed, plan.name), options.frame)
}

function paperFor(seed: number, wishes: VoucherWishes): SampleVoucher {
  return makeVoucher(seed, { buyer: sampleUnit, typefaces: appTypefaces, isTrimmed: true, ...wishes })
}

function sceneOf(plan: DeskPlan, seed: number): DeskScene {
  const isPair = plan.papers.length > 1
  return {
    mat: plan.mat, blurSigmaPx: plan.isBlurred ? 7 : 0.6,
    papers: plan.papers.map(({ name, ...wishes }, i) => {
      const voucher = paperFor(seedOf(seed, `paper ${name}`), wishes)
      const turnDeg = plan.turnDeg ?? (i === 0 ? 2 : -3)
      const at: [number, number] = isPair ? [0.5, 0.27 + 0.47 * i] : [0.5, 0.5]
      return { voucher, at, turnDeg, pxPerMm: fittingScale(voucher, turnDeg, isPair ? 0.46 : 1) }
    }),
  }
}

/** As near to the lens as the paper can come, all of it in the frame; 320 dpi at the most. @param heightShare of the frame that the paper may take */
function fittingScale({ sheets: [sheet] }: SampleVoucher, turnDeg: number, heightShare: number): number {
  const angle = (turnDeg * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const { widthMm, heightMm } = sheet!
  return Math.min(12.6, (0.97 * frameWidthPx) / (widthMm * cos + heightMm * sin), (0.97 * heightShare * frameHeightPx) / (widthMm * sin + heightMm * cos))
}

/** One random voucher on a random mat, for tests and measurements. */
export async function makeStill(seed: number, kind: VoucherKind): Promise<{ jpeg: Buffer; truth: DeskTruth }> {
  const random = new Random(seedOf(seed, kind))
  const voucher = paperFor(seedOf(seed, `still ${kind}`), { kind })
  const turnDeg = random.between(-10, 10)
  return takePicture({
    mat: random.pick(mats), blurSigmaPx: 0.6,
    papers: [{ voucher, at: [random.between(0.48, 0.52), random.between(0.47, 0.53)], pxPerMm: fittingScale(voucher, turnDeg, 1) * random.between(0.85, 0.96), turnDeg }],
  }, seed)
}

/** The voucher alone, flat, as a scanner gives it: the picture is the page. */
export async function makeScan(seed: number, kind: VoucherKind, dpi: number): Promise<{ jpeg: Buffer; voucher: VoucherTruth }> {
  const { sheets, ...voucher } = paperFor(seedOf(seed, `scan ${kind}`), { kind })
  return { voucher, jpeg: await asJpeg(await sheets[0]!.draw(dpi / 25.4), 90, dpi) }
}
