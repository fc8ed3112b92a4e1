/** Boxes end where their print does: a first *, a last bracket, 、 between spaced words; and not far above and below 二. */
import { type Corners, distance, type Mat } from '../opencv.ts'
import { inkWithin } from './spaced-labels.ts'

/** All as shares of the box's height: how far a sign may stand off, how wide it may be, and the white kept beside it. */
const farthest = 0.5
const widest = 0.6
const margin = 0.08
/** Of the box's height squared: less ink is a speck. */
const leastInk = 0.004
/** Lower boxes, in pixels, hold no print that can be read. */
const lowestPx = 8
/** So much darker than the brightest beside the box is ink. */
const contrast = 60

/** @param boxes of lines on an upright page, from the top left. @returns them in the same order, longer where there is ink at their ends that is in no other box */
export function reachToInk(page: Mat, boxes: readonly Corners[]): Corners[] {
  const reached = [...boxes]
  // A line's left end is the right end of the box turned half round.
  for (const turns of [0, 2]) reached.forEach((box, i) => (reached[i] = turned(reach(page, turned(box, turns), reached), turns)))
  return reached.map((box) => fitToSign(page, box))
}

/** As shares of its width, the height of a box that is too tall for one Chinese character, and that holds more than one. */
const tallBox = 1.2
const tallestBox = 1.8
/** The white kept above and below it, as a share of the box's width. */
const signMargin = 0.12

/** The box of a sign alone that is wider than tall, 二 or 一, no taller than it is wide: the recogniser knows it only so. */
function fitToSign(page: Mat, box: Corners): Corners {
  const [left, top, right, bottom] = [box[0][0], box[0][1], box[2][0], box[2][1]].map(Math.round) as [number, number, number, number]
  const [width, height] = [right - left, bottom - top]
  if (width < lowestPx || height < tallBox * width || height > tallestBox * width) return box
  const isInk = inkWithin({ data: page.data, widthPx: page.cols }, { from: left, to: right }, { from: top, to: bottom })
  if (!isInk) return box
  const [first, last] = ends(top, bottom, (y) => someBetween(left, right, (x) => isInk(x, y)))
  const [firstColumn, lastColumn] = ends(left, right, (x) => someBetween(top, bottom, (y) => isInk(x, y)))
  if (last - first > lastColumn - firstColumn) return box
  const half = Math.max((last - first) / 2 + signMargin * width, width / 2)
  const [upper, lower] = [Math.max(top, (first + last) / 2 - half), Math.min(bottom, (first + last) / 2 + half)]
  return [[left, upper], [right, upper], [right, lower], [left, lower]]
}

/** First and last place that has ink. */
function ends(from: number, to: number, hasInk: (at: number) => boolean): [number, number] {
  const inked = Array.from({ length: to - from }, (_, n) => from + n).filter(hasInk)
  return [inked[0] ?? from, inked.at(-1) ?? to]
}

function someBetween(from: number, to: number, holds: (at: number) => boolean): boolean {
  for (let at = from; at < to; at++) if (holds(at)) return true
  return false
}

const turned = (box: Corners, turns: number) => box.map((_, i) => box[(i + turns) % 4]) as Corners

/** The box with its right end moved. */
function reach(page: Mat, box: Corners, boxes: readonly Corners[]): Corners {
  const [a, b, c, d] = box
  const [widthPx, heightPx] = [distance(a, b), distance(a, d)]
  if (heightPx < lowestPx || widthPx < 1.2 * heightPx) return box
  const along = [(b[0] - a[0]) / widthPx, (b[1] - a[1]) / widthPx] as const
  const down = [(d[0] - a[0]) / heightPx, (d[1] - a[1]) / heightPx] as const
  const end: End = { corner: b, along, down, heightPx }
  const by = signBeyond(page, end, Math.min((farthest + widest + margin) * heightPx, ...boxes.map((other) => gap(end, other))))
  const moved = ([x, y]: Corners[number]) => [x + along[0] * by, y + along[1] * by] as Corners[number]
  return by === 0 ? box : [a, moved(b), moved(c), d]
}

/** A box's right end: its upper corner, and the ways on along the line and down. */
interface End { corner: readonly [number, number]; along: readonly [number, number]; down: readonly [number, number]; heightPx: number }

/** Pixels from the end to another box of the same row; Infinity where it is behind or in another row. */
function gap({ corner, along, down, heightPx }: End, other: Corners): number {
  const on = (axis: readonly [number, number]) => other.map(([x, y]) => (x - corner[0]) * axis[0] + (y - corner[1]) * axis[1])
  const [xs, ys] = [on(along), on(down)]
  // The box's own corners end at 0.
  if (Math.max(...xs) < 1 || Math.min(heightPx, Math.max(...ys)) - Math.max(0, Math.min(...ys)) < 0.2 * heightPx) return Infinity
  return Math.min(...xs)
}

/** @returns by how many pixels the box must grow to hold the one small sign beyond its end; 0 where there is none, or a rule */
function signBeyond(page: Mat, end: End, roomPx: number): number {
  const columns = Math.floor(roomPx)
  if (columns < 2) return 0
  const { heightPx } = end
  const levels = Array.from({ length: columns }, (_, off) => levelsAt(page, end, off + 1))
  const paper = Math.max(...levels.map((column) => Math.max(...column)))
  const ink = levels.map((column) => column.reduce((sum, level) => sum + Number(level < paper - contrast), 0))
  const first = ink.findIndex((count) => count > 0)
  if (first < 0 || first > farthest * heightPx) return 0
  const length = ink.slice(first).findIndex((count) => count === 0)
  // What goes on to the next box, or as far as is looked, is a rule or a smear.
  if (length < 0 || length > widest * heightPx) return 0
  const sign = ink.slice(first, first + length)
  const isRule = sign.some((count) => count > 0.92 * levels[0]!.length)
  if (isRule || sign.reduce((a, b) => a + b) < leastInk * heightPx ** 2) return 0
  return Math.min(columns, first + length + margin * heightPx)
}

/** Brightness (of green) down the box's height, so many pixels beyond its end. */
function levelsAt({ data, cols, rows }: Mat, { corner, along, down, heightPx }: End, off: number): number[] {
  return Array.from({ length: Math.round(heightPx) }, (_, t) => {
    const [x, y] = [Math.round(corner[0] + along[0] * off + down[0] * t), Math.round(corner[1] + along[1] * off + down[1] * t)]
    return x < 0 || y < 0 || x >= cols || y >= rows ? 255 : data[(y * cols + x) * 3 + 1]!
  })
}
