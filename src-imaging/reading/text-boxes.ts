/** From the detector's probability map to rotated boxes around lines of text (the post-processing of DB, Liao et al. 2020). */
import { type Corners, distance, type Mat, type OpenCv, type Point, withOpenCv } from '../opencv.ts'

const boxThreshold = 0.45
/** How far a box grows beyond the shrunk text core the network marks. */
const unclipRatio = 1.6
const shortestSidePx = 2
/** A blob of less is a smear, not lines run together. */
const shortestBlobPx = 12

/** Where two lines, or a line and what a stamp left, run into one blob, its core alone is taken, from which they part. */
const pixelThresholds = [0.3, 0.6, 0.8, 0.8]
/** Where even the cores run together, what at the last is no level run of this length, a stamp's bent edge, is taken off. */
const levelRunPx = 25

/** @returns boxes in pixels of the map */
export async function textBoxes(map: Float32Array, widthPx: number, heightPx: number): Promise<Corners[]> {
  return withOpenCv((cv) => boxesWithin(cv, { map, widthPx, heightPx }, { x: 0, y: 0, width: widthPx, height: heightPx }))
}

/** Of OpenCV's four numbers for a contour, the blob whose hole it is, or -1: the edge of a hole in a line is no line. */
const enclosing = 3

type MatVector = InstanceType<OpenCv['MatVector']>
type RotatedRect = ReturnType<OpenCv['minAreaRect']>
/** Row by row, how surely each pixel is text. */
export interface ProbabilityMap { map: Float32Array; widthPx: number; heightPx: number }
interface Area { x: number; y: number; width: number; height: number }

/** @param blob where in the area the blob lies whose cores are looked for; all of it where it is not given */
function boxesWithin(cv: OpenCv, of: ProbabilityMap, area: Area, level = 0, blob?: Mat): Corners[] {
  const { contours, tree } = contoursAbove(cv, of, area, level, blob)
  const boxes: Corners[] = []
  for (let i = 0; i < contours.size(); i++) {
    if (tree.data32S[4 * i + enclosing]! >= 0) continue
    const contour = contours.get(i)
    const around = cv.boundingRect(contour)
    const core = upright(cv, cv.minAreaRect(contour), around)
    contour.delete()
    const short = Math.min(core.size.width, core.size.height)
    if (short < shortestSidePx) continue
    core.center = { x: core.center.x + area.x, y: core.center.y + area.y }
    if (meanInside(of, cv.RotatedRect.points(core)) >= boxThreshold) boxes.push(...unclipped(cv, of, core))
    else if (short > shortestBlobPx && level + 1 < pixelThresholds.length) {
      const own = filled(cv, contours, i, around)
      boxes.push(...boxesWithin(cv, of, { ...around, x: around.x + area.x, y: around.y + area.y }, level + 1, own))
      own.delete()
    }
  }
  for (const mat of [contours, tree]) mat.delete()
  return boxes
}

/** Other lines may lie within the rectangle round a bent blob. */
function filled(cv: OpenCv, contours: MatVector, index: number, { x, y, width, height }: Area): Mat {
  const [mask, hierarchy] = [new cv.Mat(height, width, cv.CV_8UC1, new cv.Scalar(0)), new cv.Mat()]
  cv.drawContours(mask, contours, index, new cv.Scalar(255), cv.FILLED, cv.LINE_8, hierarchy, 0, new cv.Point(-x, -y))
  hierarchy.delete()
  return mask
}

function contoursAbove(cv: OpenCv, { map, widthPx }: ProbabilityMap, { x, y, width, height }: Area, level: number, blob?: Mat): { contours: MatVector; tree: Mat } {
  const mask = new cv.Mat(height, width, cv.CV_8UC1)
  const bits = mask.data
  const threshold = pixelThresholds[level]!
  for (let row = 0, i = 0; row < height; row++) {
    const start = (y + row) * widthPx + x
    for (let at = start; at < start + width; at++) bits[i++] = map[at]! > threshold ? 255 : 0
  }
  if (blob) cv.bitwise_and(mask, blob, mask)
  if (level === pixelThresholds.length - 1) {
    const run = cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(levelRunPx, 1))
    cv.morphologyEx(mask, mask, cv.MORPH_OPEN, run)
    run.delete()
  }
  const [contours, tree] = [new cv.MatVector(), new cv.Mat()]
  cv.findContours(mask, contours, tree, cv.RETR_CCOMP, cv.CHAIN_APPROX_SIMPLE)
  mask.delete()
  return { contours, tree }
}

/** The smallest box around one character's round blob may stand on its corner; print does not. */
function upright(cv: OpenCv, core: RotatedRect, { x, y, width, height }: Area): RotatedRect {
  const tilt = Math.abs(((core.angle % 90) + 90) % 90 - 45)
  const isAlone = Math.max(width, height) < 1.5 * Math.min(width, height)
  return isAlone && tilt < 30 ? new cv.RotatedRect({ x: x + width / 2, y: y + height / 2 }, new cv.Size(width, height), 0) : core
}

function unclipped(cv: OpenCv, { widthPx, heightPx }: ProbabilityMap, core: RotatedRect): Corners[] {
  const { width, height } = core.size
  const grow = (width * height * unclipRatio) / (2 * (width + height))
  const box = new cv.RotatedRect(core.center, new cv.Size(width + 2 * grow, height + 2 * grow), core.angle)
  if (Math.min(box.size.width, box.size.height) < shortestSidePx + 2) return []
  return [cv.RotatedRect.points(box).map(({ x, y }) => [Math.min(widthPx, Math.max(0, x)), Math.min(heightPx, Math.max(0, y))] as Point) as Corners]
}

/** Mean probability inside a convex box. */
function meanInside({ map, widthPx, heightPx }: ProbabilityMap, corners: { x: number; y: number }[]): number {
  const low = (values: number[], limit: number) => Math.min(limit, Math.max(0, Math.floor(Math.min(...values))))
  const high = (values: number[], limit: number) => Math.min(limit, Math.max(0, Math.ceil(Math.max(...values))))
  const xs = corners.map((p) => p.x)
  const ys = corners.map((p) => p.y)
  let sum = 0
  let count = 0
  for (let y = low(ys, heightPx - 1); y <= high(ys, heightPx - 1); y++) {
    for (let x = low(xs, widthPx - 1); x <= high(xs, widthPx - 1); x++) {
      if (!isInside(x, y, corners)) continue
      sum += map[y * widthPx + x]!
      count++
    }
  }
  return count === 0 ? 0 : sum / count
}

function isInside(x: number, y: number, corners: { x: number; y: number }[]): boolean {
  let sign = 0
  for (let i = 0; i < 4; i++) {
    const a = corners[i]!
    const b = corners[(i + 1) % 4]!
    const cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
    if (cross === 0) continue
    if (sign !== 0 && Math.sign(cross) !== sign) return false
    sign = Math.sign(cross)
  }
  return true
}

/** A sliver between two lines, or at one's end, is lower than they are and mostly lies in their boxes. */
const sliverHeight = 0.8
const sliverShare = 0.5

/** @returns the boxes without those that show but the edges of others */
export function withoutSlivers(boxes: readonly Corners[]): Corners[] {
  const spans = boxes.map(spanOf)
  const shared = (a: Span, b: Span) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
  const isSliver = (one: Span) => {
    const higher = spans.filter((other) => other !== one && other.right - other.left > other.height && one.height < sliverHeight * other.height)
    return higher.reduce((sum, other) => sum + shared(one, other), 0) > sliverShare * (one.right - one.left) * (one.bottom - one.top)
  }
  return boxes.filter((_, i) => !isSliver(spans[i]!))
}

/** Boxes of one row that touch show a strip of each other's characters: they are one line. So are boxes that stand on each other, a column. */
export function joinTouching(boxes: readonly Corners[]): Corners[] {
  const rows = joinAll(boxes.map((box) => spanOf(box)).sort((a, b) => a.left - b.left), touch)
  return joinAll(rows.sort((a, b) => a.top - b.top), stand).map((line) => line.corners)
}

function joinAll(lines: Span[], belong: (a: Span, b: Span) => Corners | null): Span[] {
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length; j++) {
      const corners = belong(lines[i]!, lines[j]!)
      if (!corners) continue
      lines[i] = spanOf(corners)
      lines.splice(j, 1)
      j = i
    }
  }
  return lines
}

export interface Span { corners: Corners; left: number; right: number; top: number; bottom: number; height: number; slope: number }

/** Corners from the top left, for boxes that lie more than they stand. */
export function spanOf(box: Corners): Span {
  const byX = [...box].sort((a, b) => a[0] - b[0])
  const [left, right] = [byX.slice(0, 2).sort((a, b) => a[1] - b[1]), byX.slice(2).sort((a, b) => a[1] - b[1])]
  const corners: Corners = [left[0]!, right[0]!, right[1]!, left[1]!]
  const height = (distance(corners[0], corners[3]) + distance(corners[1], corners[2])) / 2
  const ys = box.map((point) => point[1])
  return { corners, left: (left[0]![0] + left[1]![0]) / 2, right: (right[0]![0] + right[1]![0]) / 2, top: Math.min(...ys), bottom: Math.max(...ys), height, slope: (right[0]![1] - left[0]![1]) / Math.max(1, right[0]![0] - left[0]![0]) }
}

/** Alike in height and slope, end to end with no gap to speak of, on one line. */
function touch(a: Span, b: Span): Corners | null {
  const height = Math.min(a.height, b.height)
  if (Math.max(a.height, b.height) > 1.45 * height || Math.abs(a.slope - b.slope) > 0.1) return null
  if (a.right - a.left < 0.9 * a.height || b.right - b.left < 0.4 * b.height) return null
  const overlap = a.right - b.left
  if (overlap < 0 || overlap > 0.8 * height || b.right <= a.right) return null
  const [endOfA, startOfB] = [(a.corners[1][1] + a.corners[2][1]) / 2, (b.corners[0][1] + b.corners[3][1]) / 2]
  return Math.abs(endOfA - startOfB) < 0.22 * height ? [a.corners[0], b.corners[1], b.corners[2], a.corners[3]] : null
}

/** One character wide, one below the other, and over each other's margins: rows of a table keep more apart. */
function stand(a: Span, b: Span): Corners | null {
  const [widthA, widthB] = [a.right - a.left, b.right - b.left]
  const width = Math.min(widthA, widthB)
  if (Math.max(widthA, widthB) > 1.5 * width || a.bottom - a.top < 0.7 * widthA || b.bottom - b.top < 0.7 * widthB) return null
  const overlap = a.bottom - b.top
  if (overlap < 0.05 * width || overlap > 0.9 * width || b.bottom <= a.bottom) return null
  if (Math.abs(a.left + a.right - b.left - b.right) > 0.4 * width) return null
  const [left, right] = [Math.min(a.left, b.left), Math.max(a.right, b.right)]
  return [[left, a.top], [right, a.top], [right, b.bottom], [left, b.bottom]]
}
