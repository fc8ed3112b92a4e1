/**
 * From the finder's map to one region for each paper. What the edges part is one paper each. Where an edge has a gap, two
 * papers hang together and are no four-sided shape: then only what is surer counts, until they come apart, and each takes
 * back what is nearer to it. What has no edge around it is bare table.
 */
import type { PaperMap } from './paper-map.ts'
import { type Keep, type Mat, type OpenCv } from '../opencv.ts'

/** A paper's pixels, and the outline around them. */
export interface Region { mask: Mat; contour: Mat; areaPx: number }

/** From this probability a pixel is inside and on no edge; from the later ones, where papers hang together. */
const levels = [0.5, 0.7, 0.85, 0.95]
/** Pixels that are taken off all around where even the surest hang together. */
const erosionsPx = [1, 2, 3, 4, 5]
/** Of the frame: smaller things are clips, cards and smears. */
const smallestShare = 0.004
/** Of what hangs together: a smaller part is a corner or a smear of it. */
const smallestPart = 0.06
/** What fills its hull so far is one paper, and what fills it less than the second is none. */
const whole = 0.87
const leastSolid = 0.8
/** Notches up to twice as wide are no gap between papers. */
const notchPx = 4
/** So much of an outline must have an edge of this probability near it. */
const leastEdged = 0.5
const likelyEdge = 0.3
const nearPx = 2

export function partPapers(cv: OpenCv, keep: Keep, map: PaperMap): Region[] {
  const sure = keep(new cv.Mat(map.heightPx, map.widthPx, cv.CV_32FC1))
  sure.data32F.set(map.inside.map((share, i) => Math.min(share, 1 - map.edge[i]!)))
  const nearEdge = keep(edgesOf(cv, keep, map))
  const smallestPx = smallestShare * map.widthPx * map.heightPx
  return regionsIn(cv, keep, atLevel(cv, keep, sure, levels[0]!), smallestPx)
    .filter(({ contour }) => edgedShare(contour, nearEdge) >= leastEdged)
    .flatMap((region) => parted(cv, keep, region, { sure, smallestPx }))
    .filter((region) => solidity(cv, keep, region) >= leastSolid)
}

function atLevel(cv: OpenCv, keep: Keep, sure: Mat, level: number): Mat {
  const mask = keep(new cv.Mat())
  cv.threshold(sure, mask, level, 255, cv.THRESH_BINARY)
  mask.convertTo(mask, cv.CV_8U)
  return mask
}

/** 255 near an edge. */
function edgesOf(cv: OpenCv, keep: Keep, { edge, widthPx, heightPx }: PaperMap): Mat {
  const mask = new cv.Mat(heightPx, widthPx, cv.CV_8UC1)
  mask.data.set(edge.map((share) => (share > likelyEdge ? 255 : 0)))
  cv.dilate(mask, mask, keep(square(cv, nearPx)))
  return mask
}

const square = (cv: OpenCv, reachPx: number) => cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(2 * reachPx + 1, 2 * reachPx + 1))

/** Along the frame's rim no edge can be seen: only the rest of the outline is asked. */
function edgedShare(contour: Mat, nearEdge: Mat): number {
  const [points, edges, { cols, rows }] = [contour.data32S, nearEdge.data, nearEdge]
  let [asked, edged] = [0, 0]
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!]
    if (Math.min(x, y, cols - 1 - x, rows - 1 - y) < nearPx) continue
    asked++
    edged += Number(edges[y * cols + x] !== 0)
  }
  return asked === 0 ? 1 : edged / asked
}

/** Each connected part that is large enough, holes filled. */
function regionsIn(cv: OpenCv, keep: Keep, mask: Mat, smallestPx: number): Region[] {
  const contours = keep(new cv.MatVector())
  cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE)
  return Array.from({ length: contours.size() }, (_, i) => i).flatMap((i) => {
    const contour = keep(contours.get(i))
    const areaPx = cv.contourArea(contour)
    if (areaPx < smallestPx) return []
    const own = keep(cv.Mat.zeros(mask.rows, mask.cols, cv.CV_8UC1))
    cv.drawContours(own, contours, i, new cv.Scalar(255), cv.FILLED)
    return [{ mask: own, contour, areaPx }]
  })
}

function solidity(cv: OpenCv, keep: Keep, { contour, areaPx }: Region): number {
  const hull = keep(new cv.Mat())
  cv.convexHull(contour, hull)
  return areaPx / cv.contourArea(hull)
}

/** What hangs together, taken apart as far as its parts are better shapes than the whole. */
function parted(cv: OpenCv, keep: Keep, region: Region, known: { sure: Mat; smallestPx: number }): Region[] {
  const solid = solidity(cv, keep, region)
  if (solid >= whole || solidity(cv, keep, closed(cv, keep, region)) >= whole) return [region]
  for (const mask of narrower(cv, keep, region, known.sure)) {
    const parts = regionsIn(cv, keep, mask, Math.max(known.smallestPx / 2, smallestPart * region.areaPx))
    if (parts.length < 2) continue
    const grown = takeBack(cv, keep, region, parts)
    if (Math.min(...grown.map((part) => solidity(cv, keep, part))) > solid) return grown.flatMap((part) => parted(cv, keep, part, known))
  }
  return [region]
}

/** Without the notches that print, folds and shade cut into a paper. */
function closed(cv: OpenCv, keep: Keep, { mask }: Region): Region {
  const filled = keep(new cv.Mat())
  cv.morphologyEx(mask, filled, cv.MORPH_CLOSE, keep(square(cv, notchPx)))
  return regionsIn(cv, keep, filled, 1)[0]!
}

function* narrower(cv: OpenCv, keep: Keep, { mask }: Region, sure: Mat): Generator<Mat> {
  const within = (level: number) => {
    const surer = atLevel(cv, keep, sure, level)
    cv.bitwise_and(surer, mask, surer)
    return surer
  }
  for (const level of levels) yield within(level)
  for (const reachPx of erosionsPx) {
    const eroded = keep(new cv.Mat())
    cv.erode(within(levels.at(-1)!), eroded, keep(square(cv, reachPx)))
    yield eroded
  }
}

/** Every pixel of the region goes to the part that is nearest to it, step by step within the region. */
function takeBack(cv: OpenCv, keep: Keep, region: Region, parts: readonly Region[]): Region[] {
  const { rows, cols } = region.mask
  const owner = new Uint8Array(rows * cols)
  let front: number[] = []
  for (const [number, part] of parts.entries()) {
    part.mask.data.forEach((bit, i) => {
      if (bit === 0) return
      owner[i] = number + 1
      front.push(i)
    })
  }
  const free = region.mask.data
  while (front.length > 0) {
    const next: number[] = []
    for (const i of front) {
      for (const step of [-1, 1, -cols, cols]) {
        const to = i + step
        if (free[to] === 255 && owner[to] === 0) {
          owner[to] = owner[i]!
          next.push(to)
        }
      }
    }
    front = next
  }
  return parts.flatMap((_, number) => {
    const mask = keep(new cv.Mat(rows, cols, cv.CV_8UC1))
    mask.data.set(owner.map((own) => (own === number + 1 ? 255 : 0)))
    return regionsIn(cv, keep, mask, 1).sort((a, b) => b.areaPx - a.areaPx).slice(0, 1)
  })
}
