/** One side of a voucher as a scanner or a document camera gives it, with every printed text's place in the picture. */
import type { Quad, VoucherKind } from '../src-shared/voucher.ts'
import { addGlare, addLightAndNoise, asJpeg, type Bend, castShadow, cornersOf, layPaper, type Light, type Picture, placeOn, throughLens } from './camera.ts'
import { layHand } from './clutter.ts'
import { layMat, mats } from './mats.ts'
import { Random, seedOf } from './random.ts'
import { type PrintedText, Sheet } from './sheet.ts'
import type { SampleVoucher } from './voucher.ts'

/** What spoils a still, so that it should be taken again. */
export const flaws = ['blur', 'glare', 'finger', 'cut'] as const
export type Flaw = (typeof flaws)[number]

export interface PhotographWishes {
  /** clean: a flat scan that is the page. degraded: a still of the page on a mat, used, under poor light. */
  severity: 'clean' | 'degraded'
  /** Of the paper in the picture; for degraded ones 250 to 320 where it is not given. */
  dpi?: number
  /** Which of the voucher's sheets, from 0. */
  side?: number
  /** Of a degraded one: out of focus by 2 pixels at 300 dpi and more, a lamp's reflection over print, a hand over the paper, a part of the paper outside the frame. */
  flaw?: Flaw
  /** A degraded one that does not lie flat: arched, or lifted along one side. Its outline and its lines are bent. */
  isBent?: boolean
}

export interface PhotographTruth {
  widthPx: number
  heightPx: number
  /** The paper's corners, clockwise from its own top left. */
  quadPx: Quad
  texts: { text: string; role: PrintedText['role']; field?: PrintedText['field']; quadPx: Quad }[]
  /** What this side prints. */
  fields: SampleVoucher['fields']
}

export interface Photograph { jpeg: Buffer; truth: PhotographTruth }

/** The same picture to the byte for the same voucher, seed and wishes. */
export async function photograph(voucher: SampleVoucher, seed: number, { severity, dpi, side = 0, flaw, isBent }: PhotographWishes): Promise<Photograph> {
  const sheet = voucher.sheets[side]!
  const fields = voucher.sheets.length === 1 ? voucher.fields : fieldsOn(sheet, voucher.fields)
  if (severity === 'clean') return scan(sheet, fields, dpi ?? 300)
  const random = new Random(seedOf(seed, `photograph ${voucher.kind} ${side}`))
  return still(voucher.kind, sheet, fields, { dpi: dpi ?? random.between(250, 320), random, flaw, flawRandom: new Random(seedOf(seed, `flaw ${flaw}`)), bend: isBent ? bendOf(sheet, new Random(seedOf(seed, 'bend'))) : undefined })
}

function fieldsOn(sheet: Sheet, fields: SampleVoucher['fields']): SampleVoucher['fields'] {
  const printed = new Set<string | undefined>(sheet.texts.map((text) => text.field))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => printed.has(name)))
}

async function scan(sheet: Sheet, fields: SampleVoucher['fields'], dpi: number): Promise<Photograph> {
  const picture = await sheet.draw(dpi / 25.4)
  const { widthPx, heightPx } = picture
  const quadPx: Quad = [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]]
  return { jpeg: await asJpeg(picture, 92, dpi), truth: { widthPx, heightPx, quadPx, texts: textsIn(sheet, quadPx), fields } }
}

interface StillWishes { dpi: number; random: Random; flaw?: Flaw; /** Its own, so that the rest of the picture is as it were without it. */ flawRandom: Random; bend?: Bend }

async function still(kind: VoucherKind, sheet: Sheet, fields: SampleVoucher['fields'], { dpi, random, flaw, flawRandom, bend }: StillWishes): Promise<Photograph> {
  const stamped = random.next() < 1 / 3 ? withStamp(sheet, random) : sheet
  const paper = await stamped.draw(dpi / 25.4)
  if (thermalKinds.has(kind)) fade(paper, random)
  for (let creases = random.pick([0, 0, 1, 1, 2]); creases > 0; creases--) crease(paper, dpi, random)
  const laid = layDown(paper, random, bend)
  const { frame, quadPx } = flaw === 'cut' ? cutOff(laid, flawRandom) : laid
  if (flaw === 'finger') await layHand(frame, flawRandom, dpi / 25.4)
  const lensPx = random.between(0.4, 1.2)
  const seen = await throughLens(frame, ((flaw === 'blur' ? flawRandom.between(2, 3.5) : lensPx) * dpi) / 300)
  addLightAndNoise(seen, lightOf(random), random)
  if (flaw === 'glare') glareOverPrint(seen, stamped, quadPx, dpi, flawRandom)
  const { widthPx, heightPx } = seen
  return { jpeg: await asJpeg(seen, random.integer(55, 85)), truth: { widthPx, heightPx, quadPx, texts: textsIn(stamped, quadPx, bend), fields } }
}

/** Between two and four hundredths of the paper's width, as a camera beside it sees a sheet that is arched or lifted at one side. */
function bendOf({ widthMm, heightMm }: Sheet, random: Random): Bend {
  const depth = (random.between(0.02, 0.04) * widthMm * random.pick([-1, 1])) / heightMm
  return random.pick<Bend>([(u) => depth * 4 * u * (1 - u), (u) => depth * u * u, (u) => depth * (1 - u) * (1 - u)])
}

function textsIn({ texts, widthMm, heightMm }: Sheet, quadPx: Quad, bend: Bend = () => 0): PhotographTruth['texts'] {
  const place = placeOn(quadPx)
  return texts.map(({ text, role, field, quadMm }) => ({ text, role, ...(field ? { field } : {}), quadPx: quadMm.map(([x, y]) => place(x / widthMm, y / heightMm + bend(x / widthMm))) as Quad }))
}

/** On a mat, a few degrees askew, now and then a quarter or a half turn; the frame is cut close, as a camera's own cropping does, or left a little wider. */
function layDown(paper: Picture, random: Random, bend?: Bend): { frame: Picture; quadPx: Quad } {
  const turnDeg = random.between(-5, 5) + (random.next() < 0.2 ? random.pick([90, 180, 270]) : 0)
  const loose = cornersOf([0, 0], paper.widthPx, paper.heightPx, turnDeg, 0.012, random)
  const [xs, ys] = [loose.map(([x]) => x), loose.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const margin = Math.max(width, height) * (bend ? 0.06 : random.next() < 0.5 ? 0.006 : random.between(0.02, 0.07))
  const quadPx = loose.map(([x, y]) => [x - left + margin, y - top + margin]) as Quad
  const frame = layMat(random.pick(mats), Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin), random)
  castShadow(frame, quadPx)
  layPaper(frame, paper, quadPx, bend)
  return { frame, quadPx }
}

/** A lamp mirrored by shiny paper, somewhere over a printed text. */
function glareOverPrint(frame: Picture, sheet: Sheet, quadPx: Quad, dpi: number, random: Random): void {
  const [[left, top], , [right, bottom]] = random.pick(sheet.texts).quadMm
  const at = placeOn(quadPx)((left + right) / 2 / sheet.widthMm, (top + bottom) / 2 / sheet.heightMm)
  addGlare(frame, { at, radiiPx: [random.between(6, 20), random.between(4, 14)].map((mm) => (mm * dpi) / 25.4) as [number, number], turn: random.between(0, Math.PI), strength: random.between(280, 420) })
}

/** The frame without one of its sides, and some of the paper with it. */
function cutOff({ frame, quadPx }: { frame: Picture; quadPx: Quad }, random: Random): { frame: Picture; quadPx: Quad } {
  const [xs, ys] = [quadPx.map(([x]) => x), quadPx.map(([, y]) => y)]
  const share = random.between(0.04, 0.3)
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
  const [left, top, right, bottom] = random.pick([[Math.min(...xs) + share * width, 0, 0, 0], [0, Math.min(...ys) + share * height, 0, 0], [0, 0, frame.widthPx - Math.max(...xs) + share * width, 0], [0, 0, 0, frame.heightPx - Math.max(...ys) + share * height]]).map(Math.round) as [number, number, number, number]
  const [widthPx, heightPx] = [frame.widthPx - left - right, frame.heightPx - top - bottom]
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) data.set(frame.data.subarray(3 * ((y + top) * frame.widthPx + left), 3 * ((y + top) * frame.widthPx + left + widthPx)), 3 * y * widthPx)
  return { frame: { data, widthPx, heightPx }, quadPx: quadPx.map(([x, y]) => [x - left, y - top]) as Quad }
}

function lightOf(random: Random): Light {
  const light: Light = { lamp: [random.between(0, 1), random.between(0, 1)], fall: random.between(0.1, 0.42), noise: random.between(2, 6) }
  if (random.next() < 0.5) light.shade = { turn: random.between(0, 2 * Math.PI), at: random.between(-0.3, 0.7), dark: random.between(0.15, 0.45), edge: random.between(0.04, 0.5) }
  return light
}

/** The unit's own red seal, set down on the total or on the title. */
function withStamp(sheet: Sheet, random: Random): Sheet {
  const stamped = new Sheet(sheet.widthMm, sheet.heightMm, sheet.paper)
  stamped.lay(sheet, 0, 0, 1)
  const heights = (text: PrintedText) => text.quadMm[3][1] - text.quadMm[0][1]
  const title = sheet.texts.filter((text) => text.role === 'print').toSorted((a, b) => heights(b) - heights(a))[0]
  const amount = sheet.texts.find((text) => text.field === 'amountTotal')
  const under = random.next() < 0.6 ? amount ?? title : title
  if (!under) return sheet
  const radius = Math.min(random.between(14, 20), sheet.widthMm / 4, sheet.heightMm / 4)
  const [[left, top], , [right, bottom]] = under.quadMm
  const shift = () => random.between(-0.5, 0.5) * radius
  stamped.roundSeal((left + right) / 2 + shift(), (top + bottom) / 2 + shift(), '样例单位财务专用章', 'Noto Serif CJK SC', { radius, opacity: random.between(0.4, 0.7) })
  return stamped
}

/** Printed by heat: the print pales with time, and where the head was dirty it leaves streaks. */
const thermalKinds: ReadonlySet<VoucherKind> = new Set(['roll', 'taxi', 'card-slip'])

function fade({ data, widthPx, heightPx }: Picture, random: Random): void {
  const keep = random.between(0.45, 0.85)
  const [far, streaks] = [random.between(0.85, 1), Array.from({ length: random.integer(0, 3) }, () => ({ x: random.between(0, widthPx), half: random.between(1, 4), keep: random.between(0.35, 0.7) }))]
  const paper = [data[0]!, data[1]!, data[2]!]
  for (let x = 0; x < widthPx; x++) {
    const streak = streaks.find((each) => Math.abs(x - each.x) < each.half)
    for (let y = 0; y < heightPx; y++) {
      const left = keep * (1 - (1 - far) * (y / heightPx)) * (streak?.keep ?? 1)
      const at = (y * widthPx + x) * 3
      for (let c = 0; c < 3; c++) data[at + c] = paper[c]! + (data[at + c]! - paper[c]!) * left
    }
  }
}

/** A fold pressed flat again: one side catches the light, the other lies in shade, and the ink has cracked along it. */
function crease({ data, widthPx, heightPx }: Picture, dpi: number, random: Random): void {
  const isAcross = random.next() < 0.5
  const [length, breadth] = isAcross ? [widthPx, heightPx] : [heightPx, widthPx]
  const [start, slope, depth] = [random.between(0.2, 0.8) * breadth, random.between(-0.03, 0.03), random.between(0.06, 0.16)]
  const half = (dpi / 25.4) * random.between(0.8, 2.2)
  for (let along = 0; along < length; along++) {
    const middle = start + slope * along
    for (let off = Math.ceil(-half); off <= half; off++) {
      const across = Math.round(middle + off)
      if (across < 0 || across >= breadth) continue
      const at = (isAcross ? across * widthPx + along : along * widthPx + across) * 3
      const share = off / half
      const change = 1 + depth * Math.sign(share) * (1 - Math.abs(share))
      for (let c = 0; c < 3; c++) data[at + c] = Math.min(255, data[at + c]! * change)
    }
  }
}
