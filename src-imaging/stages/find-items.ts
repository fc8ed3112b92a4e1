/**
 * Finds each paper in a still. A network says which pixels lie inside papers and which on their edges; what its edges part
 * is one paper each. Straight lines through the outline give four corners, and the full-size picture says where exactly the
 * edges run.
 */
import { clockwise, fourCorners, pointsOf } from './four-corners.ts'
import { areaOf, leastSquares, type Line, meet } from './lines.ts'
import { type PaperMap, paperMap } from './paper-map.ts'
import { partPapers } from './part-papers.ts'
import { refineEdges } from './refine-edges.ts'
import { type Corners, distance, type Keep, type Mat, type OpenCv, type Picture, type Point, withOpenCv } from '../opencv.ts'

/** The network's edge is so wide that a paper's inside ends this far within it, in pixels of the map. */
const edgePx = 1.9
/** How far from a rough side its outline may run, in pixels of the map. */
const nearSidePx = 4
/** A page that is the whole picture, or nearly. */
const wholeShare = 0.97
/** As a share of the frame: a corner as near as that to its edge may lie beyond it. */
const cutShare = 0.004

export interface FoundItem {
  /** Clockwise from the corner nearest the frame's top left, in input pixels. */
  corners: Corners
  /** It reaches the frame's edge: part of the paper may be missing. */
  isCut: boolean
}

/** Papers in reading order (top to bottom, left to right); a picture that is itself a flat page is one item, whole. */
export async function findItems(picture: Picture): Promise<FoundItem[]> {
  const outlines = (await outlinesIn(picture)).filter((outline) => areaOf(outline) < wholeShare * picture.widthPx * picture.heightPx)
  const items = outlines.map((outline) => itemAt(picture, refineEdges(picture, outline)))
  return items.length > 0 ? inReadingOrder(items, picture.heightPx) : [itemAt(picture, wholePicture(picture))]
}

/** The same eyes on a small frame, for a person to see: as exact as the network alone, in no order; a bare table has none. */
export async function seeItems(frame: Picture): Promise<FoundItem[]> {
  return (await outlinesIn(frame)).map((outline) => itemAt(frame, outline))
}

/** A paper whose corners are known; a page that is the whole picture is not cut by its edge. */
export function itemAt(picture: Picture, corners: Corners): FoundItem {
  const inside = corners.map((corner) => within(picture, corner)) as Corners
  const isWhole = areaOf(inside) > wholeShare * picture.widthPx * picture.heightPx
  return { corners: inside, isCut: !isWhole && corners.some((corner) => isAtEdge(picture, corner)) }
}

/** Four corners of each paper, as exactly as the network says. */
async function outlinesIn(picture: Picture): Promise<Corners[]> {
  const map = await paperMap(picture)
  const [scaleX, scaleY] = [picture.widthPx / map.widthPx, picture.heightPx / map.heightPx]
  const outlines = await withOpenCv((cv, keep) => partPapers(cv, keep, map).map(({ contour }) => outlineOf(cv, keep, contour, map)))
  return outlines.map((outline) => outline.map(([x, y]) => [x * scaleX, y * scaleY]) as Corners)
}

/** In the map's pixels from its upper left corner. */
function outlineOf(cv: OpenCv, keep: Keep, contour: Mat, map: PaperMap): Corners {
  const hull = keep(new cv.Mat())
  cv.convexHull(contour, hull)
  return clockwise(fitSides(fourCorners(cv, keep, hull), pointsOf(contour), map))
}

/** Each side as the straight line through the outline along it, moved out to the paper's edge; corners are where the lines meet. */
function fitSides(rough: Corners, outline: readonly Point[], frame: { widthPx: number; heightPx: number }): Corners {
  const centre: Point = [rough.reduce((sum, [x]) => sum + x, 0) / 4, rough.reduce((sum, [, y]) => sum + y, 0) / 4]
  const sides = rough.map((from, i) => movedOut(fitSide(from, rough[(i + 1) % 4]!, outline), centre, frame))
  // The middle of the map's first pixel lies half a pixel from its corner.
  return rough.map((corner, i) => {
    const [x, y] = meet(sides[(i + 3) % 4]!, sides[i]!) ?? corner
    return [x + 0.5, y + 0.5]
  }) as Corners
}

function fitSide(from: Point, to: Point, outline: readonly Point[]): Line {
  const length = distance(from, to)
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  let near = outline.filter(([x, y]) => {
    const along = (x - from[0]) * dx + (y - from[1]) * dy
    return along > 0.06 * length && along < 0.94 * length && Math.abs((x - from[0]) * dy - (y - from[1]) * dx) < nearSidePx
  })
  let line = leastSquares(near.length > 2 ? near : [from, to])
  for (const trimPx of [1.5, 0.8]) {
    const { nx, ny, c } = line
    near = near.filter(([x, y]) => Math.abs(nx * x + ny * y - c) <= trimPx)
    if (near.length < 6) return line
    line = leastSquares(near)
  }
  return line
}

/** At the frame's edge there is no paper's edge to move out to. */
function movedOut(line: Line, centre: Point, { widthPx, heightPx }: { widthPx: number; heightPx: number }): Line {
  const way = line.nx * centre[0] + line.ny * centre[1] < line.c ? 1 : -1
  const [x, y] = [centre[0] + line.nx * (line.c - line.nx * centre[0] - line.ny * centre[1]), centre[1] + line.ny * (line.c - line.nx * centre[0] - line.ny * centre[1])]
  const isAtFrame = Math.min(x, y, widthPx - 1 - x, heightPx - 1 - y) < 1
  return { ...line, c: line.c + way * (isAtFrame ? 0.5 : edgePx) }
}

const within = ({ widthPx, heightPx }: Picture, [x, y]: Point): Point => [Math.min(widthPx, Math.max(0, x)), Math.min(heightPx, Math.max(0, y))]

function isAtEdge({ widthPx, heightPx }: Picture, [x, y]: Point): boolean {
  return Math.min(x, y, widthPx - x, heightPx - y) < cutShare * Math.max(widthPx, heightPx)
}

function wholePicture({ widthPx, heightPx }: Picture): Corners {
  return [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]]
}

function inReadingOrder(items: FoundItem[], frameHeightPx: number): FoundItem[] {
  const centre = ({ corners }: FoundItem) => [corners.reduce((s, p) => s + p[0], 0) / 4, corners.reduce((s, p) => s + p[1], 0) / 4] as const
  const row = (item: FoundItem) => Math.round(centre(item)[1] / (frameHeightPx / 4))
  return items.sort((a, b) => row(a) - row(b) || centre(a)[0] - centre(b)[0])
}
