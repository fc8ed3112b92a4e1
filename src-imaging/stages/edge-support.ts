/** How much of a quad's outline is truly an edge in the picture: what tells a paper's outline from a line across it. */
import { type Corners, distance, type Mat, type Point } from '../opencv.ts'

const placesPerSide = 40
/** Inside and outside are compared so far from the side, in pixels of the small picture. */
const stepsPx = [2, 4]
/** Difference of colour that makes an edge, in Lab levels: so much in the dark, and this share of lightness more. */
const leastEdge = 3
const edgeShare = 0.025

/**
 * @returns 0 to 1: the share of the outline that is an edge, its weakest side counting as much as all four together.
 * A paper is lighter than what is around it on every side, or darker on every side; a shadow beside it is not.
 */
export function edgeSupport(lab: Mat, corners: Corners): number {
  const sides = corners.map((from, i) => sideSupport(lab, from, corners[(i + 1) % 4]!))
  return Math.max(...(['lighter', 'darker'] as const).map((way) => 0.5 * Math.min(...sides.map((side) => side[way])) + 0.125 * sides.reduce((sum, side) => sum + side[way], 0)))
}

/** Mean change of lightness right on the outline, over two pixels: of nearly equal outlines the one that lies on the edge has the most. */
export function edgeSteepness(lab: Mat, corners: Corners): number {
  let steepness = 0
  for (const [i, from] of corners.entries()) {
    for (const { at, outward } of placesAlong(from, corners[(i + 1) % 4]!)) {
      const [outside, inside] = [colourAt(lab, at[0] + outward[0], at[1] + outward[1]), colourAt(lab, at[0] - outward[0], at[1] - outward[1])]
      if (outside && inside) steepness += Math.abs(inside[0] - outside[0]) / (4 * placesPerSide)
    }
  }
  return steepness
}

/** Corners run clockwise, so that the left of a side is outside. */
function placesAlong(from: Point, to: Point): { at: Point; outward: Point }[] {
  const length = distance(from, to)
  if (length < 4) return []
  const outward: Point = [(to[1] - from[1]) / length, (from[0] - to[0]) / length]
  return Array.from({ length: placesPerSide }, (_, i) => {
    const t = 0.03 + (0.94 * i) / (placesPerSide - 1)
    return { at: [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t], outward }
  })
}

interface SideSupport { lighter: number; darker: number }

/** A side along the frame's border cannot be seen; it counts as half seen. */
function sideSupport(lab: Mat, from: Point, to: Point): SideSupport {
  const support: SideSupport = { lighter: 0, darker: 0 }
  for (const { at, outward } of placesAlong(from, to)) {
    const seen = stepsPx.map((step) => across(lab, at, outward, step))
    const best = (way: keyof SideSupport) => Math.max(...seen.map((one) => (one ? one[way] : 0.5)))
    support.lighter += best('lighter') / placesPerSide
    support.darker += best('darker') / placesPerSide
  }
  return support
}

/** Whether colour changes here, and which way lightness does; null beyond the frame. */
function across(lab: Mat, [x, y]: Point, [nx, ny]: Point, step: number): SideSupport | null {
  const [outside, inside] = [colourAt(lab, x + nx * step, y + ny * step), colourAt(lab, x - nx * step, y - ny * step)]
  if (!outside || !inside) return null
  const least = leastEdge + edgeShare * Math.max(inside[0], outside[0])
  const isHue = Math.hypot(inside[1] - outside[1], inside[2] - outside[2]) > least
  const rise = inside[0] - outside[0]
  return { lighter: Number(rise > least || (isHue && rise > -least)), darker: Number(rise < -least || (isHue && rise < least)) }
}

/** Null beyond the frame. */
export function colourAt(lab: Mat, x: number, y: number): [number, number, number] | null {
  const [column, row] = [Math.round(x), Math.round(y)]
  if (column < 0 || row < 0 || column >= lab.cols || row >= lab.rows) return null
  const at = (row * lab.cols + column) * 3
  return [lab.data[at]!, lab.data[at + 1]!, lab.data[at + 2]!]
}
