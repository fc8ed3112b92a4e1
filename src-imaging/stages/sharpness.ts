/** How sharp print is, told without knowing what is printed: by how much a further, known blur takes from its edges (Zhuo and Sim 2011). */
import { freeing, type Keep, type Mat, type OpenCv } from '../opencv.ts'

/** The further blur, in pixels. */
const furtherPx = 2
/** Print is looked at where it has most contrast, in squares of this side, so many at most. */
const squarePx = 160
const mostSquares = 12
/** Squares are parted by this much from the page's edge. */
const marginPx = 8
/** The strongest of the edges count: noise and pale grounds have weak ones. */
const strongest = 0.1

/**
 * Energy of the strongest edges over what a further blur leaves of it: about (1 + (2 / s)²)^1.5 for print whose edges are
 * blurred by s pixels. Sharp print gives 5 and more, s = 2 gives 2.8, thin strokes somewhat more. Null where no square fits in.
 */
export function sharpness(cv: OpenCv, gray: Mat): number | null {
  return freeing((keep) => {
    const edges = inkiest(gray).map(([x, y]) => edgesIn(cv, keep, gray, x, y))
    if (edges.length === 0) return null
    const sorted = sampled(edges.map(({ before }) => before)).sort()
    const limit = sorted[Math.floor((1 - strongest) * sorted.length)]!
    let [kept, all] = [0, 0]
    for (const { before, after } of edges) {
      for (let i = 0; i < before.length; i++) {
        if (before[i]! < limit) continue
        all += before[i]!
        kept += after[i]!
      }
    }
    return all / Math.max(1, kept)
  })
}

/** Every fifth. */
function sampled(lists: readonly Float32Array[]): Float32Array {
  const each = Math.ceil(lists[0]!.length / 5)
  const values = new Float32Array(each * lists.length)
  for (let i = 0; i < values.length; i++) values[i] = lists[Math.floor(i / each)]![5 * (i % each)]!
  return values
}

/** Upper left corners of the squares with most contrast, most first. */
function inkiest({ data, cols, rows }: Mat): [x: number, y: number][] {
  const squares: { x: number; y: number; contrast: number }[] = []
  for (let y = marginPx; y + squarePx + marginPx <= rows; y += squarePx) {
    for (let x = marginPx; x + squarePx + marginPx <= cols; x += squarePx) squares.push({ x, y, contrast: contrastIn(data, cols, x, y) })
  }
  return squares.toSorted((a, b) => b.contrast - a.contrast).slice(0, mostSquares).map(({ x, y }) => [x, y])
}

function contrastIn(pixels: Uint8Array, cols: number, left: number, top: number): number {
  let sum = 0
  for (let y = top; y < top + squarePx; y += 4) {
    for (let x = left; x < left + squarePx; x += 4) {
      const at = y * cols + x
      const [across, down] = [pixels[at]! - pixels[at + 4]!, pixels[at]! - pixels[at + 4 * cols]!]
      sum += across * across + down * down
    }
  }
  return sum
}

function edgesIn(cv: OpenCv, keep: Keep, gray: Mat, x: number, y: number): { before: Float32Array; after: Float32Array } {
  const square = keep(gray.roi(new cv.Rect(x, y, squarePx, squarePx)))
  const blurred = keep(new cv.Mat())
  cv.GaussianBlur(square, blurred, new cv.Size(0, 0), furtherPx)
  return { before: slopes(cv, keep, square), after: slopes(cv, keep, blurred) }
}

/** Squared steepness at each pixel. */
function slopes(cv: OpenCv, keep: Keep, gray: Mat): Float32Array {
  const [across, down] = [keep(new cv.Mat()), keep(new cv.Mat())]
  cv.Sobel(gray, across, cv.CV_16S, 1, 0)
  cv.Sobel(gray, down, cv.CV_16S, 0, 1)
  const [dx, dy] = [across.data16S, down.data16S]
  const squares = new Float32Array(dx.length)
  for (let i = 0; i < squares.length; i++) squares[i] = dx[i]! * dx[i]! + dy[i]! * dy[i]!
  return squares
}
