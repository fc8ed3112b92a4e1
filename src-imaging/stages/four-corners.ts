/** The four corners of a paper from an outline around it. */
import { type Corners, distance, type Keep, type Mat, type OpenCv, type Point } from '../opencv.ts'
import { areaOf, leastSquares, meet } from './lines.ts'

/** Of an outline's length: what bends less is one side. */
const sideTolerance = 0.015
/** More sides are no paper's. */
const mostSides = 8
/** Cosine of the angle at a paper's corner, at most: a camera beside the table sees some 25 degrees askew. */
const leastRight = 0.42
/** Of the outline's area: so much larger may a shape be whose corners' cosines are smaller by one in all. */
const worthOfRight = 0.1

/**
 * Four corners of a convex outline: of its sides those four whose lines enclose it most closely at angles near to right ones,
 * so that a corner under a hand or a ruler is where its sides would meet; else its smallest rectangle.
 */
export function fourCorners(cv: OpenCv, keep: Keep, hull: Mat): Corners {
  const polygon = keep(new cv.Mat())
  cv.approxPolyDP(hull, polygon, sideTolerance * cv.arcLength(hull, true), true)
  const corners = pointsOf(polygon)
  const enclosing = fourOf(corners.length).map((sides) => quadOf(corners, sides)).filter((quad) => quad !== null)
  const cost = (quad: Corners) => areaOf(quad) * (1 + worthOfRight * cosines(quad).reduce((sum, cosine) => sum + cosine, 0))
  return clockwise(enclosing.sort((a, b) => cost(a) - cost(b))[0] ?? cv.RotatedRect.points(cv.minAreaRect(hull)).map(({ x, y }) => [x, y] as Point) as Corners)
}

/** Every choice of four sides of so many, in their order. */
function fourOf(count: number): number[][] {
  const choose = (from: number, left: number): number[][] => (left === 0 ? [[]] : Array.from({ length: Math.max(0, count - from) }, (_, i) => from + i).flatMap((i) => choose(i + 1, left - 1).map((rest) => [i, ...rest])))
  return count > mostSides ? [] : choose(0, 4)
}

/** Where four sides of an outline meet; null where that is no paper's shape. */
function quadOf(corners: readonly Point[], sides: readonly number[]): Corners | null {
  const lines = sides.map((i) => leastSquares([corners[i]!, corners[(i + 1) % corners.length]!]))
  const quad = lines.map((line, i) => meet(lines[(i + 3) % 4]!, line))
  if (!quad.every((corner) => corner !== null)) return null
  return cosines(quad as Corners).every((cosine) => cosine < leastRight) ? quad as Corners : null
}

/** Of the angle at each corner; 0 where it is a right one. */
function cosines(quad: Corners): number[] {
  return quad.map((corner, i) => {
    const [before, after] = [quad[(i + 3) % 4]!, quad[(i + 1) % 4]!]
    return Math.abs(((before[0] - corner[0]) * (after[0] - corner[0]) + (before[1] - corner[1]) * (after[1] - corner[1])) / (distance(before, corner) * distance(after, corner)))
  })
}

/** Of an outline as OpenCV gives it. */
export function pointsOf({ data32S, rows }: Mat): Point[] {
  return Array.from({ length: rows }, (_, i) => [data32S[i * 2]!, data32S[i * 2 + 1]!])
}

/** Clockwise on the screen, from the corner nearest the top left. */
export function clockwise(corners: Corners): Corners {
  const [cx, cy] = [corners.reduce((s, p) => s + p[0], 0) / 4, corners.reduce((s, p) => s + p[1], 0) / 4]
  const sorted = [...corners].sort((a, b) => Math.atan2(a[1] - cy, a[0] - cx) - Math.atan2(b[1] - cy, b[0] - cx))
  const first = sorted.reduce((best, p, i) => (p[0] + p[1] < sorted[best]![0] + sorted[best]![1] ? i : best), 0)
  return [0, 1, 2, 3].map((i) => sorted[(first + i) % 4]!) as Corners
}
