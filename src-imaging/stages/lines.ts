/** Straight lines through points, where they meet, and what lies between them. */
import type { Corners, Point } from '../opencv.ts'

/** All points with nx·x + ny·y = c; the normal has length one. */
export interface Line { nx: number; ny: number; c: number }

/** The line from which the points are least far, squared and summed (total least squares). */
export function leastSquares(list: Point[]): Line {
  const n = list.length
  const mx = list.reduce((sum, p) => sum + p[0], 0) / n
  const my = list.reduce((sum, p) => sum + p[1], 0) / n
  let xx = 0
  let xy = 0
  let yy = 0
  for (const [x, y] of list) {
    xx += (x - mx) ** 2
    xy += (x - mx) * (y - my)
    yy += (y - my) ** 2
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy)
  const [nx, ny] = [-Math.sin(angle), Math.cos(angle)]
  return { nx, ny, c: nx * mx + ny * my }
}

/** Null where they are parallel. */
export function meet(a: Line, b: Line): Point | null {
  const det = a.nx * b.ny - a.ny * b.nx
  if (Math.abs(det) < 1e-6) return null
  return [(a.c * b.ny - b.c * a.ny) / det, (a.nx * b.c - b.nx * a.c) / det]
}

/** Of two outlines that run clockwise on the screen: what lies in both, in square pixels (Sutherland and Hodgman, 1974). Sides may coincide. */
export function sharedArea(a: Corners, b: Corners): number {
  let shape: Point[] = [...a]
  for (const [i, from] of b.entries()) {
    const to = b[(i + 1) % 4]!
    const inside = ([x, y]: Point) => (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0])
    shape = shape.flatMap((point, k) => {
      const before = shape[(k + shape.length - 1) % shape.length]!
      const [here, there] = [inside(point), inside(before)]
      const share = there / (there - here)
      const crossing: Point[] = here * there < 0 ? [[before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share]] : []
      return here >= 0 ? [...crossing, point] : crossing
    })
  }
  return areaOf(shape)
}

/** Of any outline that does not cross itself. */
export function areaOf(shape: readonly Point[]): number {
  return Math.abs(shape.reduce((sum, [x, y], i) => sum + x * shape[(i + 1) % shape.length]![1] - shape[(i + 1) % shape.length]![0] * y, 0)) / 2
}
