/**
 * Outlines made of long straight edges, however the light falls: a shadow parts a paper into two colours, yet its border is
 * an edge all round. Each edge is known with its lighter side, so that only four that enclose a lighter field are joined: what
 * is darker is a field of the mat between its rules and the papers.
 */
import { type Corners, distance, type Mat, type OpenCv, type Point } from '../opencv.ts'
import { colourAt } from './edge-support.ts'
import { leastSquares, type Line, meet } from './lines.ts'
import type { Keep } from './mat-difference.ts'

/** Of the frame's long side: the shortest piece of an edge that counts, and the widest gap in it. */
const [shortestPiece, widestGap] = [0.05, 0.012]
/** The longest ones; a page full of print has hundreds. */
const [mostPieces, mostEdges] = [160, 28]
/** Pieces so near each other are of one edge: degrees, pixels of the small picture. */
const [sameTurnDeg, sameOffsetPx] = [2.5, 5]
/** Opposite edges run nearly alike and neighbours nearly square; a camera that looks askew bends both a little. */
const [mostOppositeDeg, mostSkewDeg] = [10, 14]
/** Lightness is compared so far from the edge, every few pixels along it; a rule has no lighter side, a row of print has one here and there. */
const [besidePx, everyPx, leastRise, leastSeen] = [4, 6, 2, 0.75]
/** Of the frame's shorter side. */
const leastSideShare = 0.08
/** A corner may lie so far outside the frame. */
const outsidePx = 12

interface Piece { from: Point; to: Point; lengthPx: number }
interface Edge { line: Line; middle: Point; angleDeg: number; lengthPx: number; /** Points to the lighter side. */ lighter: Point }
type Pair = [Edge, Edge]

/** @param lab the small picture; @param edges its edge pixels; @returns every four edges that enclose a field lighter than its surroundings */
export function quadsFromEdges(cv: OpenCv, keep: Keep, lab: Mat, edges: Mat): Corners[] {
  const pairs = oppositePairs(edgesOf(lab, piecesOf(cv, keep, edges)), leastSideShare * Math.min(lab.cols, lab.rows))
  return pairs.flatMap((one, i) => pairs.slice(i + 1).flatMap((other) => {
    if (Math.abs(90 - turnBetween(one[0], other[0])) > mostSkewDeg) return []
    const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([a, b]) => meet(one[a!]!.line, other[b!]!.line))
    return corners.every((corner) => corner && isWithin(corner, lab)) ? [corners as Corners] : []
  }))
}

function piecesOf(cv: OpenCv, keep: Keep, edges: Mat): Piece[] {
  const long = Math.max(edges.cols, edges.rows)
  const found = keep(new cv.Mat())
  cv.HoughLinesP(edges, found, 1, Math.PI / 360, 30, shortestPiece * long, widestGap * long)
  const values = found.data32S
  return Array.from({ length: found.rows }, (_, i): Piece => {
    const [from, to] = [[values[i * 4]!, values[i * 4 + 1]!], [values[i * 4 + 2]!, values[i * 4 + 3]!]] as [Point, Point]
    return { from, to, lengthPx: distance(from, to) }
  }).sort((a, b) => b.lengthPx - a.lengthPx).slice(0, mostPieces)
}

/** Pieces in line with each other are one edge. */
function edgesOf(lab: Mat, pieces: readonly Piece[]): Edge[] {
  const groups: { line: Line; angleDeg: number; pieces: Piece[] }[] = []
  for (const piece of pieces) {
    const angleDeg = (Math.atan2(piece.to[1] - piece.from[1], piece.to[0] - piece.from[0]) * 180) / Math.PI
    const group = groups.find(({ line, angleDeg: other }) => turnOf(angleDeg - other) < sameTurnDeg && [piece.from, piece.to].every((point) => Math.abs(offset(line, point)) < sameOffsetPx))
    if (group) group.pieces.push(piece)
    else groups.push({ line: leastSquares([piece.from, piece.to]), angleDeg, pieces: [piece] })
  }
  return groups.flatMap((group) => asEdge(lab, group.pieces, group.angleDeg) ?? []).sort((a, b) => b.lengthPx - a.lengthPx).slice(0, mostEdges)
}

function asEdge(lab: Mat, pieces: Piece[], angleDeg: number): Edge | null {
  const points = pieces.flatMap(pointsAlong)
  const line = leastSquares(points)
  const rises = points.map(([x, y]) => {
    const [there, here] = [colourAt(lab, x + besidePx * line.nx, y + besidePx * line.ny), colourAt(lab, x - besidePx * line.nx, y - besidePx * line.ny)]
    return there && here ? there[0] - here[0] : 0
  })
  const way = Math.sign(rises.reduce((sum, rise) => sum + rise, 0))
  const seen = points.filter((_, i) => way * rises[i]! > leastRise)
  if (seen.length < leastSeen * points.length) return null
  const middle: Point = [points.reduce((sum, p) => sum + p[0], 0) / points.length, points.reduce((sum, p) => sum + p[1], 0) / points.length]
  return { line, middle, angleDeg, lengthPx: lengthOf(line, seen), lighter: [way * line.nx, way * line.ny] }
}

/** Where pieces lie over each other they count once. */
function lengthOf({ nx, ny }: Line, points: readonly Point[]): number {
  return everyPx * new Set(points.map(([x, y]) => Math.round((x * ny - y * nx) / everyPx))).size
}

function pointsAlong({ from, to, lengthPx }: Piece): Point[] {
  const count = Math.max(2, Math.round(lengthPx / everyPx))
  return Array.from({ length: count }, (_, i) => [from[0] + ((to[0] - from[0]) * i) / (count - 1), from[1] + ((to[1] - from[1]) * i) / (count - 1)])
}

/** Two edges that run alike, each with its lighter side towards the other. */
function oppositePairs(edges: readonly Edge[], leastPx: number): Pair[] {
  return edges.flatMap((a, i) => edges.slice(i + 1).flatMap((b): Pair[] => {
    const isApart = Math.abs(offset(a.line, b.middle)) > leastPx && Math.abs(offset(b.line, a.middle)) > leastPx
    return isApart && turnBetween(a, b) < mostOppositeDeg && isTowards(a, b.middle) && isTowards(b, a.middle) ? [[a, b]] : []
  }))
}

const isTowards = ({ lighter, middle }: Edge, point: Point) => lighter[0] * (point[0] - middle[0]) + lighter[1] * (point[1] - middle[1]) > 0
const offset = ({ nx, ny, c }: Line, [x, y]: Point) => nx * x + ny * y - c
const turnBetween = (a: Edge, b: Edge) => turnOf(a.angleDeg - b.angleDeg)
/** Of two lines, 0 to 90. */
const turnOf = (degrees: number) => { const turn = Math.abs(degrees) % 180; return Math.min(turn, 180 - turn) }
const isWithin = ([x, y]: Point, { cols, rows }: Mat) => x > -outsidePx && y > -outsidePx && x < cols + outsidePx && y < rows + outsidePx
