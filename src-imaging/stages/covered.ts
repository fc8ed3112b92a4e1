/** What hides print on a page: a lamp's reflection, a hand. Where it lies, in pixels of the page. */
import { type Corners, freeing, type Keep, type Mat, type OpenCv } from '../opencv.ts'

/** Both are large: this is enough to see them. */
const seenDpi = 50
const pxPerMm = seenDpi / 25.4

/** All channels at least this: nothing is left of what was printed there. */
const washedOut = 253
/** Where the paper itself comes near that, the exposure is too bright to tell a reflection from it. */
const brightestPaper = 250
/** A reflection is so much brighter than the paper round it. */
const leastGlare = 4
const leastGlareMm2 = 12
/** What is printed round a reflection tells that print lay under it: darker than the paper by this share, on this share of the ring. */
const inkDepth = 0.12
const leastInk = 0.012
const ringMm = 4

/** Skin is redder than the paper by this, and reddish and less than blue at all (YCrCb). */
const leastRedder = 9
const skinCr = [138, 180] as const
const mostSkinCb = 123
/** A finger is thicker than this, and covers more than that. */
const fingerMm = 7
const leastHandMm2 = 60
/** So deep over the paper, at the least: along an edge that was not found exactly there is a strip of the table. */
const leastDeepMm = 4
/** It comes in over the paper's edge. */
const edgeMm = 2

/** Each clockwise from its upper left corner, in pixels of the page; null where there is none. */
export interface Covered { glare: Corners | null; hand: Corners | null }

/** @param page RGB, before its light was evened */
export function coveredBy(cv: OpenCv, page: Mat, dpi: number): Covered {
  return freeing((keep) => {
    const small = shrunk(cv, keep, page, dpi)
    return { glare: glareOver(cv, small, dpi), hand: handOver(cv, small, dpi) }
  })
}

/** @param small at `seenDpi`, as in the next */
function glareOver(cv: OpenCv, small: Mat, dpi: number): Corners | null {
  return freeing((keep) => {
    const darkest = keep(new cv.Mat(small.rows, small.cols, cv.CV_8UC1))
    const [to, from] = [darkest.data, small.data]
    for (let i = 0, at = 0; i < to.length; i++, at += 3) to[i] = Math.min(from[at]!, from[at + 1]!, from[at + 2]!)
    const white = keep(new cv.Mat())
    cv.threshold(darkest, white, washedOut - 1, 255, cv.THRESH_BINARY)
    if (cv.countNonZero(white) < leastGlareMm2 * pxPerMm ** 2) return null
    const paper = keep(new cv.Mat())
    cv.dilate(darkest, paper, disc(cv, keep, 2.5))
    if (quantile(paper.data, 0.5) > brightestPaper) return null
    cv.morphologyEx(white, white, cv.MORPH_OPEN, disc(cv, keep, 1))
    return largest(cv, white, { leastMm2: leastGlareMm2, leastSideMm: 0 }, (spot) => freeing((keepFor) => isOverPrint(cv, keepFor, spot, darkest, paper)), dpi)
  })
}

/** Whether a spot is a reflection, with print round it. */
function isOverPrint(cv: OpenCv, keep: Keep, spot: Mat, darkest: Mat, paper: Mat): boolean {
  const [near, ring] = [keep(new cv.Mat()), keep(new cv.Mat())]
  // Its own soft edge is neither paper nor print.
  cv.dilate(spot, near, disc(cv, keep, 1.5))
  cv.dilate(spot, ring, disc(cv, keep, 1.5 + ringMm))
  const [inside, outside, levels, papers] = [near.data, ring.data, darkest.data, paper.data]
  const around: number[] = []
  let ink = 0
  for (let i = 0; i < outside.length; i++) {
    if (outside[i] === 0 || inside[i] !== 0) continue
    around.push(levels[i]!)
    if (papers[i]! - levels[i]! > inkDepth * papers[i]!) ink++
  }
  return around.length > 0 && quantile(around, 0.75) <= washedOut - leastGlare && ink >= leastInk * around.length
}

function handOver(cv: OpenCv, small: Mat, dpi: number): Corners | null {
  return freeing((keep) => {
    const colours = keep(new cv.Mat())
    cv.cvtColor(small, colours, cv.COLOR_RGB2YCrCb)
    const skin = keep(new cv.Mat(small.rows, small.cols, cv.CV_8UC1))
    const [mask, from] = [skin.data, colours.data]
    const paperCr = quantile(from, 0.5, { first: 1, every: 3 })
    for (let i = 0, at = 0; i < mask.length; i++, at += 3) {
      const [cr, cb] = [from[at + 1]!, from[at + 2]!]
      mask[i] = cr >= Math.max(skinCr[0], paperCr + leastRedder) && cr <= skinCr[1] && cb <= mostSkinCb ? 255 : 0
    }
    if (cv.countNonZero(skin) < leastHandMm2 * pxPerMm ** 2) return null
    const thick = keep(new cv.Mat())
    // Beyond the paper's edge there may be more of it.
    const beyond = Math.round(fingerMm * pxPerMm)
    cv.copyMakeBorder(skin, thick, beyond, beyond, beyond, beyond, cv.BORDER_REPLICATE, new cv.Scalar())
    opened(cv, keep, thick, fingerMm / 2)
    const inside = keep(new cv.Mat())
    keep(thick.roi(new cv.Rect(beyond, beyond, small.cols, small.rows))).copyTo(inside)
    return largest(cv, inside, { leastMm2: leastHandMm2, leastSideMm: leastDeepMm }, (spot) => reachesEdge(spot), dpi)
  })
}

function reachesEdge({ data, cols, rows }: Mat): boolean {
  const edge = Math.round(edgeMm * pxPerMm)
  for (let y = 0, i = 0; y < rows; y++) for (let x = 0; x < cols; x++, i++) if (data[i] !== 0 && (x < edge || y < edge || x >= cols - edge || y >= rows - edge)) return true
  return false
}

function shrunk(cv: OpenCv, keep: Keep, page: Mat, dpi: number): Mat {
  const [small, scale] = [keep(new cv.Mat()), seenDpi / dpi]
  cv.resize(page, small, new cv.Size(Math.max(8, Math.round(page.cols * scale)), Math.max(8, Math.round(page.rows * scale))), 0, 0, cv.INTER_AREA)
  return small
}

/** The largest part of a mask that is at least so large each way and passes: its bounds on the page. */
function largest(cv: OpenCv, mask: Mat, { leastMm2, leastSideMm }: { leastMm2: number; leastSideMm: number }, passes: (spot: Mat) => boolean, dpi: number): Corners | null {
  return freeing((keep) => {
    const [labels, stats, centres] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())]
    const count = cv.connectedComponentsWithStats(mask, labels, stats, centres, 8, cv.CV_32S)
    const [bounds, labelled] = [stats.data32S, labels.data32S]
    const found = Array.from({ length: count - 1 }, (_, i) => i + 1).map((label) => [label, ...bounds.subarray(5 * label, 5 * label + 5)] as [label: number, left: number, top: number, width: number, height: number, area: number])
    const large = found.filter(([, , , width, height, area]) => area >= leastMm2 * pxPerMm ** 2 && Math.min(width, height) >= leastSideMm * pxPerMm).toSorted((a, b) => b[5] - a[5])
    for (const [label, left, top, width, height] of large) {
      const spot = keep(new cv.Mat(labels.rows, labels.cols, cv.CV_8UC1))
      spot.data.set(Uint8Array.from(labelled, (own) => (own === label ? 255 : 0)))
      if (passes(spot)) return [[left, top], [left + width, top], [left + width, top + height], [left, top + height]].map(([x, y]) => [(x! * dpi) / seenDpi, (y! * dpi) / seenDpi]) as Corners
    }
    return null
  })
}

/** Leaves of a mask what a disc can fill: by distances, which for one as large as a finger is ten times as fast as looking disc by disc. */
function opened(cv: OpenCv, keep: Keep, mask: Mat, radiusMm: number): void {
  const distances = keep(new cv.Mat())
  // Of the mask's pixels those far enough from its edge are a disc's middle; then all that are as near as that to a middle.
  for (let pass = 0; pass < 2; pass++) {
    cv.distanceTransform(mask, distances, cv.DIST_L2, 3)
    cv.threshold(distances, distances, radiusMm * pxPerMm, 255, cv.THRESH_BINARY_INV)
    distances.convertTo(mask, cv.CV_8U)
  }
}

function disc(cv: OpenCv, keep: Keep, radiusMm: number): Mat {
  const side = 2 * Math.max(1, Math.round(radiusMm * pxPerMm)) + 1
  return keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)))
}

/** Of levels of 8 bits, of which every so many-th is one. */
function quantile(levels: ArrayLike<number>, share: number, { first, every } = { first: 0, every: 1 }): number {
  const counts = new Uint32Array(256)
  let all = 0
  for (let i = first; i < levels.length; i += every, all++) counts[levels[i]!]!++
  let level = 0
  for (let below = counts[0]!; level < 255 && below <= Math.floor(share * all); below += counts[level]!) level++
  return level
}
