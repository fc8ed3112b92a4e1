/**
 * From the finder's map to one region for each paper. What the edges part is one paper each. Where an edge has gaps, papers
 * hang together: a straight cut parts them where the edge runs along it, or where the parts are papers' shapes and the whole
 * is none. What has no edge around it is bare table.
 */
import { freeing, type Keep, type Mat, type OpenCv } from '../opencv.ts'
import { fourCorners, pointsOf } from './four-corners.ts'
import { type Cut, likelyCuts } from './likely-cuts.ts'
import type { PaperMap } from './paper-map.ts'

/** A paper's pixels, and the outline around them. */
export interface Region { mask: Mat; contour: Mat; areaPx: number }

/** From this probability a pixel is inside and on no edge. */
const leastInside = 0.5
/** Of the frame: smaller things are clips, cards and smears. */
const smallestShare = 0.004
/** Of what hangs together: a smaller part is a corner or a smear of it. */
const smallestPart = 0.05
/** What the parts must keep of the whole: the rest is the cut. */
const leastKept = 0.8
/** Notches up to twice as wide are print, folds or shade, or a gap in which the edge is seen. */
const notchPx = 4
/** Less of its hull is no paper. */
const leastSolid = 0.8
/** More of the circle around it is a round thing. */
const mostRound = 0.85
/** So much of an outline must have an edge of this probability near it. */
const leastEdged = 0.5
/** Less of the frame is smaller than most tickets: beside a paper bare table looks like that, with an edge on one side or two. */
const smallShare = 0.015
const leastEdgedSmall = 0.8
const likelyEdge = 0.3
const nearPx = 2
/** As wide as the network's edge between two papers. */
const cutPx = 3
const beyondPx = 4
/** A cut is worth its edge's sureness, and eight times what the parts are better shapes than the whole. */
const worthOfShape = 8
const leastWorth = 0.85
/** Whatever the shapes: some of an edge must be seen. */
const leastEdge = 0.1

export function partPapers(cv: OpenCv, keep: Keep, map: PaperMap): Region[] {
  const inside = keep(new cv.Mat(map.heightPx, map.widthPx, cv.CV_8UC1))
  inside.data.set(map.inside.map((share, i) => (Math.min(share, 1 - map.edge[i]!) > leastInside ? 255 : 0)))
  const nearEdge = keep(edgesOf(cv, keep, map))
  const smallestPx = smallestShare * map.widthPx * map.heightPx
  return regionsIn(cv, keep, inside, smallestPx)
    .filter(({ contour }) => edgedShare(contour, nearEdge) >= leastEdged)
    .flatMap((region) => {
      const parts = parted(cv, keep, closed(cv, keep, region), { map, smallestPx })
      return parts.length > 1 ? parts : [region]
    })
    .filter((region) => isPaper(cv, keep, region) && (region.areaPx >= smallShare * map.widthPx * map.heightPx || edgedShare(region.contour, nearEdge) >= leastEdgedSmall))
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

/** Without the notches in its outline. */
function closed(cv: OpenCv, keep: Keep, { mask }: Region): Region {
  const filled = keep(new cv.Mat())
  cv.morphologyEx(mask, filled, cv.MORPH_CLOSE, keep(square(cv, notchPx)))
  return regionsIn(cv, keep, filled, 0).sort((a, b) => b.areaPx - a.areaPx)[0]!
}

function isPaper(cv: OpenCv, keep: Keep, { contour, areaPx }: Region): boolean {
  const hull = keep(hullOf(cv, contour))
  const { radius } = cv.minEnclosingCircle(contour)
  return areaPx >= leastSolid * cv.contourArea(hull) && areaPx <= mostRound * Math.PI * radius ** 2
}

function hullOf(cv: OpenCv, contour: Mat): Mat {
  const hull = new cv.Mat()
  cv.convexHull(contour, hull)
  return hull
}

/** What hangs together, cut as long as a cut is worth it. */
function parted(cv: OpenCv, keep: Keep, region: Region, known: { map: PaperMap; smallestPx: number }): Region[] {
  const shape = likeness(cv, region)
  const worth = (cut: Cut) => freeing((keepHere) => {
    const parts = cutAlong(cv, keepHere, region, cut, known.smallestPx)
    if (parts.length < 2) return -Infinity
    const areaPx = parts.reduce((sum, part) => sum + part.areaPx, 0)
    return cut.sureness + worthOfShape * (parts.reduce((sum, part) => sum + part.areaPx * likeness(cv, part), 0) / areaPx - shape)
  })
  // No parts are better shapes than four-sided ones.
  const leastSureness = Math.max(leastEdge, leastWorth - worthOfShape * (1 - shape))
  const cuts = likelyCuts(cv, keep, { mask: region.mask, outline: pointsOf(region.contour), map: known.map }, leastSureness)
  const [best] = cuts.map((cut) => ({ cut, worth: worth(cut) })).sort((a, b) => b.worth - a.worth)
  if (!best || best.worth < leastWorth) return [region]
  return cutAlong(cv, keep, region, best.cut, known.smallestPx).flatMap((part) => parted(cv, keep, part, known))
}

/** None where it parts no more than a corner or a smear. */
function cutAlong(cv: OpenCv, keep: Keep, region: Region, { from, to }: Cut, smallestPx: number): Region[] {
  const mask = keep(new cv.Mat())
  region.mask.copyTo(mask)
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const [dx, dy] = [((to[0] - from[0]) / length) * beyondPx, ((to[1] - from[1]) / length) * beyondPx]
  const at = (x: number, y: number) => new cv.Point(Math.round(x), Math.round(y))
  cv.line(mask, at(from[0] - dx, from[1] - dy), at(to[0] + dx, to[1] + dy), new cv.Scalar(0), cutPx)
  const parts = regionsIn(cv, keep, mask, Math.max(smallestPx / 2, smallestPart * region.areaPx))
  return parts.reduce((sum, { areaPx }) => sum + areaPx, 0) < leastKept * region.areaPx ? [] : parts
}

/** How much a region is like the four-sided shape around it: what both hold, of what either holds. */
function likeness(cv: OpenCv, { mask, contour }: Region): number {
  return freeing((keep) => {
    const corners = fourCorners(cv, keep, keep(hullOf(cv, contour))).flat().map(Math.round)
    const [shape, shared] = [keep(cv.Mat.zeros(mask.rows, mask.cols, cv.CV_8UC1)), keep(new cv.Mat())]
    cv.fillConvexPoly(shape, keep(cv.matFromArray(4, 1, cv.CV_32SC2, corners)), new cv.Scalar(255))
    cv.bitwise_and(shape, mask, shared)
    const both = cv.countNonZero(shared)
    return both / (cv.countNonZero(shape) + cv.countNonZero(mask) - both)
  })
}
