/** Straight lines through points, and where they meet. */
import type { Point } from '../opencv.ts'

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
