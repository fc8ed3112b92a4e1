/**
 * Moves a paper's edges to where the full-size picture shows them: across each side, at many places, the steepest change
 * of brightness near the rough edge is sought, and a straight line laid through what most of them say.
 */
import type { Corners, Picture, Point } from '../opencv.ts'
import { distance } from '../opencv.ts'
import { leastSquares, type Line, meet } from './lines.ts'

/** Half the stretch that is searched, as a share of the frame's long side: the rough edge is a pixel or two of the small frame off. */
const reachShare = 0.005
const placesPerSide = 48

/** @param reach how far to look for the edge, as a share of the frame's long side. @returns the corners, each moved only where both its sides were found */
export function refineEdges(picture: Picture, rough: Corners, reach = reachShare): Corners {
  const reachPx = Math.max(6, Math.round(reach * Math.max(picture.widthPx, picture.heightPx)))
  const centre: Point = [rough.reduce((sum, p) => sum + p[0], 0) / 4, rough.reduce((sum, p) => sum + p[1], 0) / 4]
  const sides = rough.map((from, i) => fitSide(picture, from, rough[(i + 1) % 4]!, centre, reachPx))
  return rough.map((corner, i) => {
    const [before, after] = [sides[(i + 3) % 4], sides[i]]
    const better = before && after ? meet(before, after) : null
    return better && distance(better, corner) < 2 * reachPx ? better : corner
  }) as Corners
}

function fitSide(picture: Picture, from: Point, to: Point, centre: Point, reachPx: number): Line | null {
  const length = distance(from, to)
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const outward = outwardNormal(from, along, centre)
  let found: Point[] = []
  for (let i = 0; i < placesPerSide; i++) {
    const t = (0.04 + (0.92 * i) / (placesPerSide - 1)) * length
    const edge = steepest(picture, [from[0] + along[0] * t, from[1] + along[1] * t], outward, reachPx)
    if (edge) found.push(edge)
  }
  let line: Line | null = null
  for (const trimPx of [reachPx / 2, reachPx / 5, 2]) {
    if (found.length < placesPerSide / 3) return line
    line = leastSquares(found)
    const { nx, ny, c } = line
    found = found.filter(([x, y]) => Math.abs(nx * x + ny * y - c) <= trimPx)
  }
  return line
}

function outwardNormal(from: Point, along: Point, centre: Point): Point {
  const normal: Point = [along[1], -along[0]]
  const isOutward = (from[0] - centre[0]) * normal[0] + (from[1] - centre[1]) * normal[1] > 0
  return isOutward ? normal : [-normal[0], -normal[1]]
}

/** The outermost place where brightness falls (or rises) most steeply, walking outward; null where it hardly changes. */
function steepest(picture: Picture, at: Point, outward: Point, reachPx: number): Point | null {
  const profile: number[] = []
  for (let step = -reachPx - 2; step <= reachPx + 2; step++) profile.push(brightness(picture, at[0] + outward[0] * step, at[1] + outward[1] * step))
  let best = { step: 0, slope: 12 }
  for (let i = 2; i < profile.length - 2; i++) {
    const slope = Math.abs(profile[i - 2]! + profile[i - 1]! - profile[i + 1]! - profile[i + 2]!)
    if (slope > best.slope) best = { step: i - reachPx - 2, slope }
  }
  return best.slope === 12 ? null : [at[0] + outward[0] * best.step, at[1] + outward[1] * best.step]
}

function brightness({ data, widthPx, heightPx }: Picture, x: number, y: number): number {
  const column = Math.min(widthPx - 1, Math.max(0, Math.round(x)))
  const row = Math.min(heightPx - 1, Math.max(0, Math.round(y)))
  const i = (row * widthPx + column) * 3
  return 0.3 * data[i]! + 0.6 * data[i + 1]! + 0.1 * data[i + 2]!
}
