/** Small signs that the detector leaves just outside a line's box, a first *, a last bracket, 、 between spaced words, are taken into it. */
import { type Corners, distance, type Mat } from '../opencv.ts'

/** All as shares of the box's height: how far a sign may stand off, how wide it may be, and the white kept beside it. */
const farthest = 0.5
const widest = 0.6
const margin = 0.08
/** Of the box's height squared: less ink is a speck. */
const leastInk = 0.004
/** So much darker than the brightest beside the box is ink. */
const contrast = 60

interface End { isRight: boolean; corner: readonly [number, number]; along: readonly [number, number]; down: readonly [number, number]; heightPx: number }

/** @param boxes of lines on an upright page, from the top left. @returns them in the same order, longer where there is ink at their ends that is in no other box */
export function reachToInk(page: Mat, boxes: readonly Corners[]): Corners[] {
  const reached = [...boxes]
  for (const isRight of [true, false]) reached.forEach((box, i) => (reached[i] = reach(page, box, isRight, reached)))
  return reached
}

function reach(page: Mat, box: Corners, isRight: boolean, boxes: readonly Corners[]): Corners {
  const [a, b, c, d] = box
  const [widthPx, heightPx] = [distance(a, b), distance(a, d)]
  if (heightPx < 8 || widthPx < 1.2 * heightPx) return box
  const sign = isRight ? 1 : -1
  const along = [(sign * (b[0] - a[0])) / widthPx, (sign * (b[1] - a[1])) / widthPx] as const
  const down = [(d[0] - a[0]) / heightPx, (d[1] - a[1]) / heightPx] as const
  const by = signBeyond(page, { isRight, corner: isRight ? b : a, along, down, heightPx }, roomBeside(box, isRight, boxes, heightPx))
  if (by === 0) return box
  const moved = ([x, y]: Corners[number]) => [x + along[0] * by, y + along[1] * by] as Corners[number]
  return isRight ? [a, moved(b), moved(c), d] : [moved(a), b, c, moved(d)]
}

/** Pixels to the next box of the same row, or as far as is looked. */
function roomBeside(box: Corners, isRight: boolean, boxes: readonly Corners[], heightPx: number): number {
  const [top, bottom] = isRight ? [box[1][1], box[2][1]] : [box[0][1], box[3][1]]
  const own = isRight ? Math.max(box[1][0], box[2][0]) : Math.min(box[0][0], box[3][0])
  let room = (farthest + widest + margin) * heightPx
  for (const other of boxes) {
    if (other === box) continue
    const [from, to] = [Math.min(other[0][1], other[1][1]), Math.max(other[2][1], other[3][1])]
    if (Math.min(to, bottom) - Math.max(from, top) < 0.2 * heightPx) continue
    const [near, far] = isRight ? [Math.min(other[0][0], other[3][0]) - own, Math.max(other[1][0], other[2][0]) - own] : [own - Math.max(other[1][0], other[2][0]), own - Math.min(other[0][0], other[3][0])]
    if (far > 0) room = Math.min(room, near)
  }
  return room
}

/** @returns by how many pixels the box must grow to hold the one small sign beyond its end; 0 where there is none, or more than one, or a rule */
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

/** Brightness down the box's height, so many pixels beyond its end. */
function levelsAt({ data, cols, rows }: Mat, { corner, along, down, heightPx }: End, off: number): number[] {
  return Array.from({ length: Math.round(heightPx) }, (_, t) => {
    const [x, y] = [Math.round(corner[0] + along[0] * off + down[0] * t), Math.round(corner[1] + along[1] * off + down[1] * t)]
    return x < 0 || y < 0 || x >= cols || y >= rows ? 255 : data[(y * cols + x) * 3 + 1]!
  })
}
