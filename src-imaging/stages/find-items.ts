/**
 * Finds each paper on the mat. The mat's colours are learned from the picture's border; what differs from them, more or less,
 * and is solid and four-sided may be a paper, and so may what four long straight edges enclose; of these outlines the ones
 * that are edges in the picture all round are the papers. Their edges are fitted as straight lines, so that corners are
 * better than a pixel of the small frame.
 */
import { quadsFromEdges } from './edge-quads.ts'
import { edgeSteepness, edgeSupport } from './edge-support.ts'
import { areaOf, leastSquares, type Line, meet, sharedArea } from './lines.ts'
import { differsFromMat, edgePixels, type Keep } from './mat-difference.ts'
import { refineEdges } from './refine-edges.ts'
import { type Corners, distance, type Mat, type OpenCv, type Picture, type Point, toMat, withOpenCv } from '../opencv.ts'

const longSidePx = 800
/** Of the frame: smaller things are clips, pens and shadows. */
const smallestShare = 0.012
/** Of the frame's shorter side: a heading on a flat page is wide but never this high. */
const lowestSide = 0.08
const largestShare = 0.985
/** On a border as white as paper, things no larger than this share are print on a flat page: its QR code, its seal. */
const largestPrintShare = 0.1
/** An outline of which less is an edge is a line across a paper, not around it. */
const leastSupport = 0.55
/** The same of an outline that was put together from single edges. */
const leastDrawnSupport = 0.8
/** A wider outline is preferred to a narrower one inside it although it is this much less of an edge: frames printed on a paper are sharper than its border. */
const widerBonus = 0.3

export interface FoundItem {
  /** Clockwise from the corner nearest the frame's top left, in input pixels. */
  corners: Corners
  /** It reaches the frame's edge: part of the paper may be missing. */
  isCut: boolean
}

/** Papers in reading order (top to bottom, left to right); a picture that is itself a flat page is one item, whole. */
export async function findItems(picture: Picture): Promise<FoundItem[]> {
  return withOpenCv((cv, keep) => {
    const scale = longSidePx / Math.max(picture.widthPx, picture.heightPx)
    const small = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, picture)), small, new cv.Size(Math.round(picture.widthPx * scale), Math.round(picture.heightPx * scale)), 0, 0, cv.INTER_AREA)
    const lab = keep(new cv.Mat())
    cv.cvtColor(small, lab, cv.COLOR_RGB2Lab)
    cv.GaussianBlur(lab, lab, new cv.Size(5, 5), 0)
    const edges = edgePixels(cv, keep, lab)
    const { masks, isMatWhite } = differsFromMat(cv, keep, lab, edges)
    const quads = masks.flatMap((mask) => quadsOf(cv, keep, mask))
    // On white, straight edges are the print's own frames.
    if (!isMatWhite) quads.push(...quadsFromEdges(cv, keep, lab, edges).map(clockwise).filter((corners) => edgeSupport(lab, corners) > leastDrawnSupport))
    const items = bestOf(lab, quads).map((corners) => ({
      corners: refineEdges(picture, corners.map(([x, y]) => [(x + 0.5) / scale, (y + 0.5) / scale]) as Corners),
      isCut: corners.some(([x, y]) => x < 2 || y < 2 || x > small.cols - 3 || y > small.rows - 3),
    }))
    const isPrint = isMatWhite && items.every((item) => areaOf(item.corners) < largestPrintShare * picture.widthPx * picture.heightPx)
    return items.length > 0 && !isPrint ? inReadingOrder(items, picture.heightPx) : [wholePicture(picture)]
  })
}

interface Outline { corners: Corners; areaPx: number; support: number }

/** Of outlines that overlap, the one that is most of an edge, wider ones preferred. */
function bestOf(lab: Mat, quads: readonly Corners[]): Corners[] {
  const outlines = quads.map((corners): Outline => ({ corners, areaPx: areaOf(corners), support: edgeSupport(lab, corners) })).filter(({ support }) => support > leastSupport)
  const largest = Math.max(1, ...outlines.map(({ areaPx }) => areaPx))
  const worth = ({ support, areaPx }: Outline) => support + widerBonus * Math.sqrt(areaPx / largest)
  const chosen: Outline[] = []
  for (const outline of outlines.sort((a, b) => worth(b) - worth(a))) {
    if (chosen.every((other) => sharedArea(outline.corners, other.corners) < 0.1 * Math.min(outline.areaPx, other.areaPx))) chosen.push(outline)
  }
  // Several masks draw nearly the same outline: the one that lies best on the edge is the paper's.
  const isSame = (a: Outline, b: Outline) => sharedArea(a.corners, b.corners) > 0.93 * Math.max(a.areaPx, b.areaPx)
  return chosen.map((outline) => outlines.filter((other) => isSame(outline, other)).map(({ corners }) => corners).reduce((best, other) => (edgeSteepness(lab, other) > edgeSteepness(lab, best) ? other : best)))
}

function wholePicture({ widthPx, heightPx }: Picture): FoundItem {
  return { corners: [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]], isCut: false }
}

function quadsOf(cv: OpenCv, keep: Keep, mask: Mat): Corners[] {
  const closed = keep(new cv.Mat())
  const round = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(9, 9)))
  cv.morphologyEx(mask, closed, cv.MORPH_CLOSE, round)
  const contours = keep(new cv.MatVector())
  cv.findContours(closed, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE)
  const found: Corners[] = []
  for (let i = 0; i < contours.size(); i++) {
    const contour = keep(contours.get(i))
    const corners = quadOf(cv, keep, contour, mask)
    if (corners) found.push(corners)
  }
  return found
}

function quadOf(cv: OpenCv, keep: Keep, contour: Mat, mask: Mat): Corners | null {
  const frame = mask.rows * mask.cols
  const area = cv.contourArea(contour)
  if (area < smallestShare * frame || area > largestShare * frame) return null
  const hull = keep(new cv.Mat())
  cv.convexHull(contour, hull)
  const rough = fourCorners(cv, keep, hull)
  if (!rough || cv.contourArea(hull) < 0.6 * areaOf(rough)) return null
  if (Math.min(distance(rough[0], rough[1]), distance(rough[1], rough[2])) < lowestSide * Math.min(mask.rows, mask.cols)) return null
  if (occupancy(cv, keep, rough, mask) < 0.55) return null
  return clockwise(fitEdges(rough, points(contour)))
}

/** Four corners of a convex outline: the coarsest polygon of four sides, else its smallest rectangle. */
function fourCorners(cv: OpenCv, keep: Keep, hull: Mat): Corners | null {
  const length = cv.arcLength(hull, true)
  for (const tolerance of [0.015, 0.02, 0.03, 0.04, 0.06]) {
    const polygon = keep(new cv.Mat())
    cv.approxPolyDP(hull, polygon, tolerance * length, true)
    if (polygon.rows === 4) return points(polygon) as Corners
  }
  const rectangle = cv.minAreaRect(hull)
  return cv.RotatedRect.points(rectangle).map((p) => [p.x, p.y] as Point) as Corners
}

/** How much of the quad the mask covers: a printed frame on a flat white page is a thin line, a paper is solid. */
function occupancy(cv: OpenCv, keep: Keep, corners: Corners, mask: Mat): number {
  const inside = keep(new cv.Mat(mask.rows, mask.cols, cv.CV_8UC1, new cv.Scalar(0)))
  const polygon = keep(cv.matFromArray(4, 1, cv.CV_32SC2, corners.flat().map(Math.round)))
  cv.fillConvexPoly(inside, polygon, new cv.Scalar(255))
  const total = cv.countNonZero(inside)
  cv.bitwise_and(inside, mask, inside)
  return total === 0 ? 0 : cv.countNonZero(inside) / total
}

/** Each side as the straight line through the outline's points along it, twice trimmed of outliers; corners are where the lines meet. */
function fitEdges(rough: Corners, outline: Point[]): Corners {
  const lines = rough.map((from, i) => fitLine(from, rough[(i + 1) % 4]!, outline))
  const fitted = lines.map((line, i) => {
    const before = lines[(i + 3) % 4]!
    return line && before ? meet(before, line) : null
  })
  return rough.map((corner, i) => {
    const better = fitted[i]
    return better && distance(better, corner) < 20 ? better : corner
  }) as Corners
}

function fitLine(from: Point, to: Point, outline: Point[]): Line | null {
  const length = distance(from, to)
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  let near = outline.filter(([x, y]) => {
    const along = (x - from[0]) * dx + (y - from[1]) * dy
    const across = Math.abs((x - from[0]) * dy - (y - from[1]) * dx)
    return along > 0.06 * length && along < 0.94 * length && across < 12
  })
  let line: Line | null = null
  for (const trimPx of [4, 1.5, 0]) {
    if (near.length < 12) return line
    line = leastSquares(near)
    const { nx, ny, c } = line
    near = near.filter(([x, y]) => Math.abs(nx * x + ny * y - c) <= trimPx)
  }
  return line
}

function points(mat: Mat): Point[] {
  const values = mat.data32S
  return Array.from({ length: mat.rows }, (_, i) => [values[i * 2]!, values[i * 2 + 1]!])
}

/** Clockwise on the screen, from the corner nearest the top left. */
function clockwise(corners: Corners): Corners {
  const [cx, cy] = [corners.reduce((s, p) => s + p[0], 0) / 4, corners.reduce((s, p) => s + p[1], 0) / 4]
  const sorted = [...corners].sort((a, b) => Math.atan2(a[1] - cy, a[0] - cx) - Math.atan2(b[1] - cy, b[0] - cx))
  const first = sorted.reduce((best, p, i) => (p[0] + p[1] < sorted[best]![0] + sorted[best]![1] ? i : best), 0)
  return [0, 1, 2, 3].map((i) => sorted[(first + i) % 4]!) as Corners
}

function inReadingOrder(items: FoundItem[], frameHeightPx: number): FoundItem[] {
  const centre = ({ corners }: FoundItem) => [corners.reduce((s, p) => s + p[0], 0) / 4, corners.reduce((s, p) => s + p[1], 0) / 4] as const
  const row = (item: FoundItem) => Math.round(centre(item)[1] / (frameHeightPx / 4))
  return items.sort((a, b) => row(a) - row(b) || centre(a)[0] - centre(b)[0])
}
