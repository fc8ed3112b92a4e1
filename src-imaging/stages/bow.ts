/**
 * Paper that is arched, or lifted at one side, shows its lines of print bent. How far each place of the page is shifted up
 * or down is told by the lines that were read: along each of them, where the middle of its print runs. A smooth surface
 * through all of them says it for the whole page, and the page is drawn again without it.
 */
import type { Quad } from '../../src-shared/voucher.ts'
import { distance, freeing, type Keep, type Mat, type OpenCv, type Picture, type Point, toMat, toPicture } from '../opencv.ts'

/** The surface's powers: so many along the lines, so many down the page. */
const [powersAcross, powersDown] = [4, 3]
const unknowns = powersAcross * powersDown
/** Lines and places along them that it takes: fewer may be bent by chance. */
const fewestLines = 8
const fewestPlaces = 28
/** Heights of a line between two places along it. */
const placeHeights = 3
/** Of the page's width: what is bent less is flat, a fifth of a degree askew at the most. */
const leastBow = 0.0035
/** The same of a line's height: across a narrow ticket the places along its lines tell no better. */
const leastOfLine = 0.15
/** More than that, of the width, is no paper in a camera's view. */
const mostBow = 0.08
/** What the surface leaves of the bend, at most. */
const mostLeft = 0.6
/** Every other line tells a bend, and the lines between must have it too: so much of theirs may be left, at most. What few lines have by chance the others have not. */
const mostUnconfirmed = 0.83
/** The farthest tenth of the places does not count then: they are no print, or not of that line. */
const counted = 0.9
/** Keeps the surface still where no line runs. */
const stiffness = 0.002
/** Places farther from the surface than so many times the usual are no print, or not of that line. */
const outlying = 2.5
/** Rows that are drawn at once. */
const bandPx = 256

/** How far lower a place of the straight page lies in the bent one, in pixels: a polynomial in its place, -1 to 1 across and down the page. */
interface Surface { coefficients: Float64Array; widthPx: number; heightPx: number }

export interface Bow {
  /** Of the straight page, which is as wide as the bent one. */
  heightPx: number
  toBent: (point: Point) => Point
  toStraight: (point: Point) => Point
  surface: Surface
  topPx: number
}

interface Place { line: number; x: number; y: number }

/** @param lines as they were read on the page. @returns null for a page that is flat, or tells too little */
export function bowOf(cv: OpenCv, keep: Keep, page: Picture, lines: readonly { boxPx: Quad }[]): Bow | null {
  const { widthPx, heightPx } = page
  const gray = keep(new cv.Mat())
  cv.cvtColor(keep(toMat(cv, page)), gray, cv.COLOR_RGB2GRAY)
  const places = lines.map(({ boxPx }) => boxPx).filter(isLying).flatMap((box, line) => placesAlong(gray, box).map((point) => ({ line, ...point })))
  if (new Set(places.map(({ line }) => line)).size < fewestLines || places.length < fewestPlaces) return null
  const heights = lines.map(({ boxPx }) => distance(boxPx[0], boxPx[3])).sort((a, b) => a - b)
  const surface = surfaceThrough(cv, places, { widthPx, heightPx })
  const isDeep = surface && depthOf(surface) >= leastOfLine * heights[Math.floor(heights.length / 2)]!
  return isDeep && isConfirmed(cv, places, { widthPx, heightPx }) ? bowBy(surface) : null
}

/** The page without its bow. */
export function straightened(cv: OpenCv, keep: Keep, page: Picture, { surface, topPx, heightPx }: Bow): Picture {
  const { widthPx } = page
  const source = keep(toMat(cv, page))
  const straight = keep(new cv.Mat(heightPx, widthPx, cv.CV_8UC3))
  for (let top = 0; top < heightPx; top += bandPx) {
    const rows = Math.min(bandPx, heightPx - top)
    const [mapX, mapY, band] = [new cv.Mat(rows, widthPx, cv.CV_32FC1), new cv.Mat(rows, widthPx, cv.CV_32FC1), new cv.Mat()]
    const [xs, ys] = [mapX.data32F, mapY.data32F]
    for (let row = 0, at = 0; row < rows; row++) {
      const y = top + row + topPx
      for (let x = 0; x < widthPx; x++, at++) {
        xs[at] = x
        ys[at] = y + shiftAt(surface, x, y)
      }
    }
    cv.remap(source, band, mapX, mapY, cv.INTER_LINEAR, cv.BORDER_REPLICATE, new cv.Scalar())
    const part = straight.roi(new cv.Rect(0, top, widthPx, rows))
    band.copyTo(part)
    for (const mat of [mapX, mapY, band, part]) mat.delete()
  }
  return toPicture(straight)
}

const isLying = (box: Quad) => distance(box[0], box[1]) > 2 * distance(box[0], box[3])

/** Where the middle of a line's print runs, from its left end to its right one: at its ends alone where it is short. */
function placesAlong(gray: Mat, [a, b, c, d]: Quad): Omit<Place, 'line'>[] {
  const heightPx = (distance(a, d) + distance(b, c)) / 2
  const count = Math.floor(distance(a, b) / (placeHeights * heightPx))
  const middle = (share: number): Point => [0, 1].map((i) => ((a[i]! + d[i]!) * (1 - share) + (b[i]! + c[i]!) * share) / 2) as Point
  if (count < 3) return [0.1, 0.9].map(middle).map(([x, y]) => ({ x, y }))
  return Array.from({ length: count }, (_, i) => middle((i + 0.5) / count)).map(([x, y]) => ({ x, y: inkMiddle(gray, x, y, (placeHeights * heightPx) / 2, 0.8 * heightPx) ?? y }))
}

/** Mean height of what is darker than the paper round a place; null where nothing is. */
function inkMiddle(gray: Mat, x: number, y: number, halfWidthPx: number, halfHeightPx: number): number | null {
  const [left, right] = [Math.max(0, Math.round(x - halfWidthPx)), Math.min(gray.cols - 1, Math.round(x + halfWidthPx))]
  const [top, bottom] = [Math.max(0, Math.round(y - halfHeightPx)), Math.min(gray.rows - 1, Math.round(y + halfHeightPx))]
  const pixels = gray.data
  let paper = 0
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) paper = Math.max(paper, pixels[row * gray.cols + column]!)
  let [ink, sum] = [0, 0]
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const dark = paper - pixels[row * gray.cols + column]!
      if (dark < paper / 3) continue
      ink += dark
      sum += dark * row
    }
  }
  return ink > 0 ? sum / ink : null
}

/** Least squares over all places, each line's own height left free; outliers are let go. */
function surfaceThrough(cv: OpenCv, all: readonly Place[], size: { widthPx: number; heightPx: number }): Surface | null {
  let places = all
  let surface: Surface = { ...size, coefficients: new Float64Array(unknowns) }
  for (let round = 0; round < 3; round++) {
    surface = { ...size, coefficients: coefficientsFor(cv, places, size) }
    const left = leftBy(surface, places)
    const usual = rms([...left.values()])
    places = places.filter((place) => Math.abs(left.get(place)!) <= outlying * usual)
  }
  const [bent, rest] = [noneOf(size), surface].map((by) => rms([...leftBy(by, places).values()])) as [number, number]
  const bow = depthOf(surface)
  return rest <= mostLeft * bent && bow >= leastBow * size.widthPx && bow <= mostBow * size.widthPx ? surface : null
}

const noneOf = (size: { widthPx: number; heightPx: number }): Surface => ({ ...size, coefficients: new Float64Array(unknowns) })

/** Whether what each half of the lines says holds for the other half. */
function isConfirmed(cv: OpenCv, places: readonly Place[], size: { widthPx: number; heightPx: number }): boolean {
  const halfOf = new Map([...new Set(places.map(({ line }) => line))].map((line, nth) => [line, nth % 2]))
  let [rest, bent] = [0, 0]
  for (const half of [0, 1]) {
    const [own, others] = [places.filter(({ line }) => halfOf.get(line) === half), places.filter(({ line }) => halfOf.get(line) !== half)]
    rest += meanSquare(leftBy({ ...size, coefficients: coefficientsFor(cv, own, size) }, others))
    bent += meanSquare(leftBy(noneOf(size), others))
  }
  return rest <= mostUnconfirmed ** 2 * bent
}

function meanSquare(left: ReadonlyMap<Place, number>): number {
  const near = [...left.values()].map((value) => value * value).toSorted((a, b) => a - b).slice(0, Math.floor(counted * left.size))
  return near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length)
}

function leftBy(surface: Surface, places: readonly Place[]): Map<Place, number> {
  const left = new Map(places.map((place) => [place, place.y - shiftAt(surface, place.x, place.y)]))
  const heights = Map.groupBy(left, ([{ line }]) => line)
  const means = new Map([...heights].map(([line, own]) => [line, own.reduce((sum, [, y]) => sum + y, 0) / own.length]))
  return new Map([...left].map(([place, y]) => [place, y - means.get(place.line)!]))
}

const rms = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length))

/** Between the highest and the lowest place of what would be one straight line across the page. */
function depthOf(surface: Surface): number {
  const across = Array.from({ length: 21 }, (_, i) => (i / 20) * surface.widthPx)
  return Math.max(...[0.1, 0.5, 0.9].map((share) => across.map((x) => shiftAt(surface, x, share * surface.heightPx))).map((shifts) => Math.max(...shifts) - Math.min(...shifts)))
}

/** Powers of the place, from the first power across on: what shifts whole lines alike is no bend. */
function powersAt(x: number, y: number, { widthPx, heightPx }: { widthPx: number; heightPx: number }): Float64Array {
  const [u, v] = [(2 * x) / widthPx - 1, (2 * y) / heightPx - 1]
  return Float64Array.from({ length: unknowns }, (_, i) => u ** (1 + Math.floor(i / powersDown)) * v ** (i % powersDown))
}

function shiftAt({ coefficients, widthPx, heightPx }: Surface, x: number, y: number): number {
  const [u, v] = [(2 * x) / widthPx - 1, (2 * y) / heightPx - 1]
  let shift = 0
  for (let across = powersAcross - 1; across >= 0; across--) {
    const at = across * powersDown
    shift = (shift + coefficients[at]! + v * (coefficients[at + 1]! + v * coefficients[at + 2]!)) * u
  }
  return shift
}

/** Each line tells how its places lie to one another; where it lies itself is left free. */
function coefficientsFor(cv: OpenCv, places: readonly Place[], size: { widthPx: number; heightPx: number }): Float64Array {
  const equations = [...Map.groupBy(places, (place) => place.line).values()].flatMap((line) => {
    const powers = line.map(({ x, y }) => powersAt(x, y, size))
    const mean = powers[0]!.map((_, i) => powers.reduce((sum, own) => sum + own[i]!, 0) / line.length)
    const meanY = line.reduce((sum, { y }) => sum + y, 0) / line.length
    return line.map(({ y }, n) => ({ factors: powers[n]!.map((power, i) => power - mean[i]!), shift: y - meanY }))
  })
  const still = Math.sqrt((stiffness * places.length) / unknowns)
  for (let i = 0; i < unknowns; i++) equations.push({ factors: new Float64Array(unknowns).fill(still, i, i + 1), shift: 0 })
  return freeing((keep) => {
    const factors = keep(cv.matFromArray(equations.length, unknowns, cv.CV_64FC1, equations.flatMap((equation) => [...equation.factors])))
    const shifts = keep(cv.matFromArray(equations.length, 1, cv.CV_64FC1, equations.map(({ shift }) => shift)))
    const coefficients = keep(new cv.Mat())
    cv.solve(factors, shifts, coefficients, cv.DECOMP_SVD)
    return new Float64Array(coefficients.data64F)
  })
}

/** The paper's upper and lower edges are bent like the lines near them: the straight page ends where they do on average. */
function bowBy(surface: Surface): Bow {
  const { widthPx, heightPx } = surface
  const meanShift = (y: number) => Array.from({ length: 41 }, (_, i) => shiftAt(surface, (i / 40) * widthPx, y)).reduce((sum, shift) => sum + shift, 0) / 41
  const [topPx, bottomPx] = [-meanShift(0), heightPx - meanShift(heightPx)]
  return {
    surface, topPx, heightPx: Math.round(bottomPx - topPx),
    toBent: ([x, y]) => [x, y + topPx + shiftAt(surface, x, y + topPx)],
    toStraight: ([x, y]) => [x, y - topPx - shiftAt(surface, x, y)],
  }
}
