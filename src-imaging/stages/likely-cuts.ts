/**
 * Straight ways across a region of the finder's map along which two papers may part: from every place of its outline inwards
 * as far as it reaches, where the network sees at least some of an edge.
 */
import { distance, type Keep, type Mat, type OpenCv, type Point } from '../opencv.ts'
import type { PaperMap } from './paper-map.ts'

export interface Cut {
  from: Point
  to: Point
  /** How surely an edge runs along it, on average; 0 to 1. */
  sureness: number
}

/** Along the outline, in pixels of the map. */
const everyPx = 2
/** The outline's own direction at a place is told from so many of its points to each side. */
const sidePoints = 5
/** Degrees from square to the outline: papers are seen a little aslant, and touch a little askew. */
const mostAskew = 16
const askewStep = 2
/** Near a region's outline the edge seen is its own. */
const shallowPx = 3
const mostShallow = 12
const leastDeep = 4
/** From the outline it may take so many steps to be within. */
const stepsIn = 3
/** Pixels at or beside an edge: with fewer there is none to cut along. */
const fewestEdged = 12
/** Cuts whose ends lie nearer together are the same. */
const samePx = 4
const mostCuts = 40

/** What a pixel holds where no edge can be looked for. */
const outside = -2
const shallow = -1

/** Those at least so sure, the surest first. @param mask of the region, of the map's size @param outline around it */
export function likelyCuts(cv: OpenCv, keep: Keep, { mask, outline, map }: { mask: Mat; outline: readonly Point[]; map: PaperMap }, leastSureness: number): Cut[] {
  const field = fieldOf(cv, keep, mask, map)
  if (field.reduce((count, share) => count + Number(share >= leastSureness / 2), 0) < fewestEdged) return []
  const cuts = outline.flatMap((_, i) => (i % everyPx === 0 ? cutsFrom(outline, i, field, map) : [])).filter(({ sureness }) => sureness >= leastSureness)
  const distinct: Cut[] = []
  for (const cut of cuts.sort((a, b) => b.sureness - a.sureness)) {
    if (distinct.length < mostCuts && !distinct.some((other) => isSame(cut, other))) distinct.push(cut)
  }
  return distinct
}

/** Of each pixel deep within the region, how surely there is an edge at it or beside it. */
function fieldOf(cv: OpenCv, keep: Keep, mask: Mat, { edge, widthPx, heightPx }: PaperMap): Float32Array {
  const near = keep(new cv.Mat(heightPx, widthPx, cv.CV_32FC1))
  near.data32F.set(edge)
  cv.dilate(near, near, keep(cv.Mat.ones(3, 3, cv.CV_8UC1)))
  const deep = keep(new cv.Mat())
  const reach = 2 * shallowPx + 1
  cv.erode(mask, deep, keep(cv.Mat.ones(reach, reach, cv.CV_8UC1)), new cv.Point(-1, -1), 1, cv.BORDER_CONSTANT, new cv.Scalar(0))
  const [within, deepWithin] = [mask.data, deep.data]
  return near.data32F.map((share, i) => (within[i] === 0 ? outside : deepWithin[i] === 0 ? shallow : share))
}

function cutsFrom(outline: readonly Point[], i: number, field: Float32Array, map: PaperMap): Cut[] {
  const at = (by: number) => outline[(i + by + outline.length) % outline.length]!
  const [before, after] = [at(-sidePoints), at(sidePoints)]
  const along = Math.atan2(after[1] - before[1], after[0] - before[0])
  const cuts: Cut[] = []
  for (const square of [along - Math.PI / 2, along + Math.PI / 2]) {
    for (let askew = -mostAskew; askew <= mostAskew; askew += askewStep) {
      const cut = cutTowards(at(0), square + (askew * Math.PI) / 180, field, map)
      if (cut) cuts.push(cut)
    }
  }
  return cuts
}

function cutTowards(from: Point, angle: number, field: Float32Array, { widthPx, heightPx }: PaperMap): Cut | null {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  let [x, y, steps, deep, sum] = [from[0], from[1], 0, 0, 0]
  for (;;) {
    const [nextX, nextY] = [x + dx, y + dy]
    if (nextX < 0 || nextY < 0 || nextX > widthPx - 1 || nextY > heightPx - 1) break
    const share = field[Math.round(nextY) * widthPx + Math.round(nextX)]!
    if (share === outside && steps >= stepsIn) break
    ;[x, y] = [nextX, nextY]
    steps++
    if (share >= 0) {
      deep++
      sum += share
    }
  }
  const sureness = sum / Math.max(1, deep)
  return deep >= leastDeep && deep >= steps - mostShallow ? { from, to: [x, y], sureness } : null
}

function isSame(a: Cut, b: Cut): boolean {
  const areNear = (p: Point, q: Point) => distance(p, q) < samePx
  return (areNear(a.from, b.from) && areNear(a.to, b.to)) || (areNear(a.from, b.to) && areNear(a.to, b.from))
}
