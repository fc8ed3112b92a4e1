/**
 * Stills of a desk with papers on it, and where each lies: what finding is trained on and measured with. Papers lie any way
 * round, alone, several apart, or touching; the table is a mat or anything else, and now and then a hand or a ruler lies there too.
 */
import type { Quad, VoucherKind } from '../src-shared/voucher.ts'
import { addLightAndNoise, asJpeg, castShadow, layPaper, placeOn, throughLens } from './camera.ts'
import { layClutter, type Thing } from './clutter.ts'
import { makeVoucher, sampleKinds } from './make-voucher.ts'
import { layMat, type MatKind, tables } from './mats.ts'
import { Random, seedOf } from './random.ts'
import type { Sheet } from './sheet.ts'
import type { SampleSet } from './voucher.ts'

export const frameClasses = ['single', 'several', 'touching'] as const
export type FrameClass = (typeof frameClasses)[number]

export interface FrameWishes {
  class: FrameClass
  set: SampleSet
  /** Any of the set's where it is not given. */
  table?: MatKind
  /** Of the frame, which is three quarters as high; 3264 where it is not given, as a camera of 8 MP has it. */
  widthPx?: number
  /** Lies there too, else now and then something does. */
  clutter?: Thing
  /** What else is printed on each paper. */
  printOver?: (sheet: Sheet, random: Random) => void
}

export interface FramePaper {
  kind: VoucherKind
  /** Clockwise from the paper's own top left; beyond the frame where the paper is. */
  quadPx: Quad
  isCut: boolean
}

export interface Frame { jpeg: Buffer; truth: { widthPx: number; heightPx: number; table: MatKind; papers: FramePaper[] } }

/** All that is placed is placed in millimetres of the table. */
interface Placed { kind: VoucherKind; sheet: Sheet; corners: Quad }
interface View { widthMm: number; heightMm: number }

/** Between papers that lie apart. */
const leastGapMm = 3
/** From the frame's edge. */
const edgeMm = 4
/** Papers that touch lie over each other by no more, or leave no more white. */
const deepestOverlapMm = 3
const widestSlitMm = 0.3
/** Where more lie on the table they are tickets, no longer than this. */
const fewPapers = 4
const longestTicketMm = 200
const triesToPlace = 60
const shareCut = 0.05
const shareWithClutter = 0.25

/** The same picture to the byte for the same seed and wishes. */
export async function makeFrame(seed: number, { class: frameClass, set, table, widthPx = 3264, clutter, printOver }: FrameWishes): Promise<Frame> {
  const random = new Random(seedOf(seed, `frame ${frameClass} ${set}`))
  const view: View = { widthMm: 0, heightMm: 0 }
  view.widthMm = frameClass === 'single' ? random.between(230, 400) : random.between(330, 460)
  view.heightMm = 0.75 * view.widthMm
  const placed = place(seed, { frameClass, set, view, printOver }, random)
  const anyTable = random.pick<MatKind>(tables[set])
  return picture(placed, { view, widthPx, heightPx: Math.round(0.75 * widthPx), table: table ?? anyTable, clutter }, random)
}

function place(seed: number, of: { frameClass: FrameClass; view: View } & Pick<FrameWishes, 'set' | 'printOver'>, random: Random): Placed[] {
  const count = { single: 1, several: random.pick([2, 2, 3, 3, 4, 4, 5, 6, 8, 10, 12]), touching: random.pick([2, 2, 2, 3, 3, 4]) }[of.frameClass]
  const placed: Placed[] = []
  // A sheet that finds no room gives way to another, so that there are as many as there should be wherever that is possible.
  for (let nth = 0; placed.length < count && nth < 4 * count; nth++) {
    const paper = draw(seedOf(seed, `paper ${nth}`), of, count > fewPapers || nth >= count, random)
    const corners = of.frameClass === 'touching' && placed.length > 0 ? besideOne(paper.sheet, placed, of.view, random) : apart(paper.sheet, placed, of.view, random)
    if (corners) placed.push({ ...paper, corners })
  }
  const [only] = placed
  if (placed.length === 1 && only && random.next() < shareCut) only.corners = shifted(only.corners, beyondEdge(only.corners, of.view, random))
  return placed
}

function draw(seed: number, { set, printOver }: Pick<FrameWishes, 'set' | 'printOver'>, isTicket: boolean, random: Random): Omit<Placed, 'corners'> {
  for (;;) {
    const kind = random.pick(sampleKinds)
    const [sheet] = makeVoucher(seed, { kind, set, isTrimmed: true }).sheets
    if (isTicket && Math.max(sheet!.widthMm, sheet!.heightMm) > longestTicketMm) continue
    printOver?.(sheet!, new Random(seedOf(seed, 'print over')))
    return { kind, sheet: sheet! }
  }
}

/** Any way round; a single one mostly a little askew. */
function apart(sheet: Sheet, placed: readonly Placed[], view: View, random: Random): Quad | null {
  for (let attempt = 0; attempt < triesToPlace; attempt++) {
    const turnDeg = random.next() < 0.5 ? random.between(-12, 12) + random.pick([0, 0, 0, 90, 180, 270]) : random.between(0, 360)
    const corners = rectangle(sheet, [random.between(0, view.widthMm), random.between(0, view.heightMm)], turnDeg)
    if (isInView(corners, view) && placed.every((other) => gapBetween(corners, other.corners) > leastGapMm)) return corners
  }
  return null
}

/** Flush with a side of one that lies there, or a little over it. */
function besideOne(sheet: Sheet, placed: readonly Placed[], view: View, random: Random): Quad | null {
  for (let attempt = 0; attempt < 3 * triesToPlace; attempt++) {
    const { corners: own } = random.pick(placed)
    const side = random.integer(0, 3)
    const [a, b] = [own[side]!, own[(side + 1) % 4]!]
    const [lengthMm, sideDeg] = [Math.hypot(b[0] - a[0], b[1] - a[1]), (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI]
    const quarter = random.integer(0, 3)
    const turnDeg = sideDeg + 90 * quarter + (random.next() < 0.4 ? 0 : random.between(-2, 2))
    const [along, outwards] = quarter % 2 === 0 ? [sheet.widthMm, sheet.heightMm] : [sheet.heightMm, sheet.widthMm]
    const gap = random.between(-deepestOverlapMm, widestSlitMm)
    const off = random.between(-0.35, 0.35) * (lengthMm + along)
    const [tx, ty] = [(b[0] - a[0]) / lengthMm, (b[1] - a[1]) / lengthMm]
    // Clockwise in a picture: outwards is to the left of the way along the side.
    const by = outwards / 2 + gap
    const corners = rectangle(sheet, [(a[0] + b[0]) / 2 + tx * off + ty * by, (a[1] + b[1]) / 2 + ty * off - tx * by], turnDeg)
    if (isInView(corners, view) && placed.every((other) => gapBetween(corners, other.corners) > -1.5 * deepestOverlapMm)) return corners
  }
  return null
}

function rectangle({ widthMm, heightMm }: Sheet, [x, y]: readonly [number, number], turnDeg: number): Quad {
  const [cos, sin] = [Math.cos((turnDeg * Math.PI) / 180), Math.sin((turnDeg * Math.PI) / 180)]
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sy]) => {
    const [dx, dy] = [(sx! * widthMm) / 2, (sy! * heightMm) / 2]
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos]
  }) as Quad
}

const shifted = (corners: Quad, [x, y]: readonly [number, number]) => corners.map((corner) => [corner[0] + x, corner[1] + y]) as Quad
const isInView = (corners: Quad, { widthMm, heightMm }: View) => corners.every(([x, y]) => x > edgeMm && y > edgeMm && x < widthMm - edgeMm && y < heightMm - edgeMm)

/** So far that a part of the paper lies outside at the left or the right. */
function beyondEdge(corners: Quad, { widthMm }: View, random: Random): [number, number] {
  const xs = corners.map(([x]) => x)
  const beyond = random.between(6, 0.3 * (Math.max(...xs) - Math.min(...xs)))
  return random.next() < 0.5 ? [-beyond - Math.min(...xs), 0] : [widthMm + beyond - Math.max(...xs), 0]
}

/** Millimetres between two rectangles along the best of their sides' directions (separating axes); less than 0 where they lie over each other. */
function gapBetween(a: Quad, b: Quad): number {
  const axes = [a, b].flatMap((quad) => [0, 1].map((i) => {
    const [dx, dy] = [quad[i + 1]![0] - quad[i]![0], quad[i + 1]![1] - quad[i]![1]]
    return [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)] as const
  }))
  return Math.max(...axes.map(([x, y]) => {
    const [onA, onB] = [a, b].map((quad) => quad.map((corner) => corner[0] * x + corner[1] * y))
    return Math.max(Math.min(...onB!) - Math.max(...onA!), Math.min(...onA!) - Math.max(...onB!))
  }))
}

async function picture(placed: readonly Placed[], { view, widthPx, heightPx, table, clutter }: { view: View; widthPx: number; heightPx: number; table: MatKind; clutter: Thing | undefined }, random: Random): Promise<Frame> {
  const pxPerMm = widthPx / view.widthMm
  const inFrame = placeOn(seenFrom(widthPx, heightPx, random))
  const frame = layMat(table, widthPx, heightPx, random, pxPerMm)
  const [shift, depth]: [[number, number], number] = [[random.between(-1.4, 1.4) * pxPerMm, random.between(-1.4, 1.4) * pxPerMm], random.between(0.05, 0.45)]
  const papers: FramePaper[] = []
  for (const { kind, sheet, corners } of placed) {
    const quadPx = corners.map(([x, y]) => inFrame(x / view.widthMm, y / view.heightMm)) as Quad
    castShadow(frame, quadPx, shift, depth)
    layPaper(frame, await sheet.draw(pxPerMm), quadPx)
    papers.push({ kind, quadPx, isCut: quadPx.some(([x, y]) => x < 0 || y < 0 || x > widthPx || y > heightPx) })
  }
  if (random.next() < shareWithClutter || clutter) await layClutter(frame, random, pxPerMm, clutter)
  const seen = await throughLens(frame, random.between(0.4, 1) * (widthPx / 3264))
  const light = { lamp: [random.between(0.1, 0.9), random.between(0.1, 0.9)], fall: random.between(0.1, 0.4), noise: random.between(1.5, 5) } as const
  const shade = { turn: random.between(0, 2 * Math.PI), at: random.between(-0.3, 0.7), dark: random.between(0.1, 0.35), edge: random.between(0.05, 0.5) }
  addLightAndNoise(seen, random.next() < 0.35 ? { ...light, shade } : light, random)
  return { jpeg: await asJpeg(seen, random.integer(70, 90)), truth: { widthPx, heightPx, table, papers } }
}

/** The table's corners in the frame, where the camera looks down a little aslant. */
function seenFrom(widthPx: number, heightPx: number, random: Random): Quad {
  const off = () => random.between(-0.012, 0.012)
  return [[0, 0], [1, 0], [1, 1], [0, 1]].map(([x, y]) => [(x! + off()) * widthPx, (y! + off()) * heightPx]) as Quad
}
