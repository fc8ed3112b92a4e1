/** From the detector's probability map to rotated boxes around lines of text (the post-processing of DB, Liao et al. 2020). */
import { type Corners, type Point, withOpenCv } from '../opencv.ts'

const pixelThreshold = 0.3
const boxThreshold = 0.5
/** How far a box grows beyond the shrunk text core the network marks. */
const unclipRatio = 1.6
const shortestSidePx = 3

/** @returns boxes in pixels of the map */
export async function textBoxes(map: Float32Array, widthPx: number, heightPx: number): Promise<Corners[]> {
  return withOpenCv((cv, keep) => {
    const mask = keep(new cv.Mat(heightPx, widthPx, cv.CV_8UC1))
    const bits = mask.data
    for (let i = 0; i < map.length; i++) bits[i] = map[i]! > pixelThreshold ? 255 : 0
    const contours = keep(new cv.MatVector())
    cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE)
    const boxes: Corners[] = []
    for (let i = 0; i < contours.size(); i++) {
      const contour = keep(contours.get(i))
      const core = cv.minAreaRect(contour)
      if (Math.min(core.size.width, core.size.height) < shortestSidePx) continue
      if (meanInside(map, widthPx, heightPx, cv.RotatedRect.points(core)) < boxThreshold) continue
      const grow = (core.size.width * core.size.height * unclipRatio) / (2 * (core.size.width + core.size.height))
      const box = new cv.RotatedRect(core.center, new cv.Size(core.size.width + 2 * grow, core.size.height + 2 * grow), core.angle)
      if (Math.min(box.size.width, box.size.height) < shortestSidePx + 2) continue
      boxes.push(cv.RotatedRect.points(box).map(({ x, y }) => [Math.min(widthPx, Math.max(0, x)), Math.min(heightPx, Math.max(0, y))] as Point) as Corners)
    }
    return boxes
  })
}

/** Mean probability inside a convex box. */
function meanInside(map: Float32Array, widthPx: number, heightPx: number, corners: { x: number; y: number }[]): number {
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
