/** The sample desks: what lies on each, and why. The same seed gives the same desks, to the pixel. */
import { type DeskScene, type DeskTruth, type MatKind, mats, takePicture } from './desk-picture.ts'
import { drawInvoice } from './draw-invoice.ts'
import { type InvoiceKind, type InvoiceWishes, makeInvoice, type SampleInvoice } from './invoice.ts'
import { Random, seedOf } from './random.ts'
import sharp from 'sharp'

export const sampleSeed = 20260101

interface PaperPlan extends InvoiceWishes {
  /** Papers of one name are one and the same paper. */
  name: string
}

interface DeskPlan { name: string; title: { zh: string; en: string }; mat: MatKind; papers: PaperPlan[]; isBlurred?: boolean; turnDeg?: number }

export const deskPlans: readonly DeskPlan[] = [
  { name: 'special', title: { zh: '增值税专用发票', en: 'VAT special invoice' }, mat: 'walnut', papers: [{ name: 'a', kind: 'vat-special' }], turnDeg: 4 },
  { name: 'normal', title: { zh: '增值税普通发票', en: 'VAT normal invoice' }, mat: 'dark', papers: [{ name: 'b', kind: 'vat-normal' }], turnDeg: -6 },
  { name: 'e-normal', title: { zh: '电子普通发票', en: 'VAT e-invoice' }, mat: 'green', papers: [{ name: 'c', kind: 'vat-e-normal' }], turnDeg: 182 },
  { name: 'digital-normal', title: { zh: '数电票（普通）', en: 'Digital invoice' }, mat: 'gray', papers: [{ name: 'd', kind: 'digital-normal' }], turnDeg: 3 },
  { name: 'digital-special', title: { zh: '数电票（专用）', en: 'Digital special invoice' }, mat: 'walnut', papers: [{ name: 'e', kind: 'digital-special' }], turnDeg: 94 },
  { name: 'two-papers', title: { zh: '一次两张', en: 'Two papers at once' }, mat: 'dark', papers: [{ name: 'f', kind: 'vat-e-normal' }, { name: 'g', kind: 'digital-normal' }] },
  { name: 'blurred', title: { zh: '没对准焦的一张', en: 'Out of focus' }, mat: 'gray', papers: [{ name: 'h', kind: 'vat-normal' }], isBlurred: true, turnDeg: 5 },
  { name: 'focused', title: { zh: '同一张，对好焦', en: 'The same, in focus' }, mat: 'gray', papers: [{ name: 'h', kind: 'vat-normal' }], turnDeg: -3 },
  { name: 'other-buyer', title: { zh: '抬头是别的单位', en: 'Made out to another unit' }, mat: 'green', papers: [{ name: 'i', kind: 'digital-normal', otherBuyer: true }], turnDeg: -8 },
  { name: 'upper-differs', title: { zh: '大小写金额不符', en: 'Amounts disagree' }, mat: 'walnut', papers: [{ name: 'j', kind: 'vat-e-normal', upperDiffers: true }], turnDeg: 9 },
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

function sceneOf(plan: DeskPlan, seed: number): DeskScene {
  const isPair = plan.papers.length > 1
  return {
    mat: plan.mat, blurSigmaPx: plan.isBlurred ? 7 : 0.6,
    papers: plan.papers.map((paper, i) => ({
      invoice: makeInvoice(seedOf(seed, `paper ${paper.name}`), paper),
      at: isPair ? [0.5, 0.27 + 0.47 * i] as [number, number] : [0.5, 0.5] as [number, number],
      pxPerMm: isPair ? 9.3 : plan.turnDeg && Math.abs(plan.turnDeg - 90) < 20 ? 12 : 12.6,
      turnDeg: plan.turnDeg ?? (i === 0 ? 2 : -3),
    })),
  }
}

/** One random voucher on a random mat, for tests and measurements. */
export async function makeStill(seed: number, kind: InvoiceKind): Promise<{ jpeg: Buffer; truth: DeskTruth }> {
  const random = new Random(seedOf(seed, kind))
  const invoice = makeInvoice(seedOf(seed, `still ${kind}`), { kind })
  return takePicture({
    mat: random.pick(mats), blurSigmaPx: 0.6,
    papers: [{ invoice, at: [random.between(0.47, 0.53), random.between(0.46, 0.54)], pxPerMm: random.between(10.5, 12.8), turnDeg: random.between(-10, 10) }],
  }, seed)
}

/** The voucher alone, flat, as a scanner gives it: the picture is the page. */
export async function makeScan(seed: number, kind: InvoiceKind, dpi: number): Promise<{ jpeg: Buffer; invoice: SampleInvoice }> {
  const invoice = makeInvoice(seedOf(seed, `scan ${kind}`), { kind })
  const { data, widthPx, heightPx } = await drawInvoice(invoice, dpi / 25.4)
  return { invoice, jpeg: await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).withMetadata({ density: dpi }).jpeg({ quality: 90 }).toBuffer() }
}
