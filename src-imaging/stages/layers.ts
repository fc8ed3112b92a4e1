/**
 * A page in layers (mixed raster content, ISO/IEC 16485): which pixels are print, at the page's own resolution; at 200 dpi
 * what colours the print has, and the paper with its seals and pictures, where the print is filled in. Both are smooth.
 */
import type { Quad } from '../../src-shared/voucher.ts'
import { freeing, type Keep, type Mat, type OpenCv, type Picture, toMat, toPicture, withOpenCv } from '../opencv.ts'

export interface PageLayers {
  /** Row by row, 255 where it prints, else 0. */
  print: Uint8Array
  ink: Picture
  /** As large as the ink. */
  paper: Picture
  widthPx: number
  heightPx: number
}

/** A part of the page as it is, to lie over all layers. */
export interface Patch extends Picture { leftPx: number; topPx: number }

/** What the archive wants of every layer at the least. */
const colourDpi = 200
/** Width of the widest stroke that counts as print; wider dark areas are pictures. */
const strokeInch = 0.06
/** Print is darker than the lightest nearby by so much. */
const leastContrast = 44
/** Seals, and what is printed red, stay on the paper with their shades: of its red they take less than this share of what they take of green or blue. */
const sealTakesRed = 0.42
/** So much of a pixel's paper, and of a cell's ink, tells its colour without those around. */
const enoughPaper = 0.4
const enoughInk = 0.05
/** Of a line's height. */
const patchMargin = 0.15

export async function pageLayers(page: Picture, dpi: number): Promise<PageLayers> {
  return withOpenCv((cv, keep) => {
    const source = keep(toMat(cv, page))
    const print = keep(freeing((keepFor) => printMask(cv, keepFor, source, dpi)))
    const scale = Math.min(1, colourDpi / dpi)
    return {
      print: new Uint8Array(print.data),
      ink: freeing((keepFor) => inkOf(cv, keepFor, { page, print, scale })),
      paper: freeing((keepFor) => paperUnder(cv, keepFor, { source, print, scale })),
      widthPx: page.widthPx, heightPx: page.heightPx,
    }
  })
}

/** The page as a reader's screen shows it, at its coarsest: no colour is smoothed between two pixels of its layer. */
export function paintLayers({ print, ink, paper, widthPx, heightPx }: PageLayers): Picture {
  const data = new Uint8Array(3 * widthPx * heightPx)
  const columns = Uint32Array.from({ length: widthPx }, (_, x) => Math.floor((x * paper.widthPx) / widthPx))
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = Math.floor((y * paper.heightPx) / heightPx) * paper.widthPx
    for (let x = 0; x < widthPx; x++, i++) {
      const colours = print[i] === 0 ? paper.data : ink.data
      const from = 3 * (row + columns[x]!)
      data[3 * i] = colours[from]!
      data[3 * i + 1] = colours[from + 1]!
      data[3 * i + 2] = colours[from + 2]!
    }
  }
  return { data, widthPx, heightPx }
}

/** What a box of the page holds, and a little around it. */
export function patchOf({ data, widthPx, heightPx }: Picture, box: Quad): Patch {
  const [xs, ys] = [box.map(([x]) => x), box.map(([, y]) => y)]
  const margin = patchMargin * (Math.max(...ys) - Math.min(...ys))
  const span = (values: number[], most: number) => [Math.max(0, Math.min(most - 1, Math.floor(Math.min(...values) - margin))), Math.max(1, Math.min(most, Math.ceil(Math.max(...values) + margin)))] as const
  const [[left, right], [top, bottom]] = [span(xs, widthPx), span(ys, heightPx)]
  const part = new Uint8Array(3 * (right - left) * (bottom - top))
  for (let y = top; y < bottom; y++) part.set(data.subarray(3 * (y * widthPx + left), 3 * (y * widthPx + right)), 3 * (y - top) * (right - left))
  return { data: part, widthPx: right - left, heightPx: bottom - top, leftPx: left, topPx: top }
}

/** 255 where there is print: its brightest channel is nearer to the darkest nearby than to the lightest. The caller deletes it. */
function printMask(cv: OpenCv, keep: Keep, source: Mat, dpi: number): Mat {
  // What is nearby is told at half the size: without the camera's noise, whose lightest points are lighter than paper.
  const half = keep(new cv.Mat())
  cv.resize(source, half, new cv.Size(Math.ceil(source.cols / 2), Math.ceil(source.rows / 2)), 0, 0, cv.INTER_AREA)
  const sidePx = 2 * Math.round((strokeInch * dpi) / 4) + 1
  const kernel = keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(sidePx, sidePx)))
  const [lightest, darkest, taken] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())]
  cv.dilate(half, lightest, kernel)
  cv.erode(brightest(cv, keep, half), darkest, kernel)
  // A stroke's colour is told by all of it that is near.
  cv.subtract(lightest, half, taken)
  cv.blur(taken, taken, new cv.Size(5, 5))
  const [high, limits, light] = [brightest(cv, keep, lightest).data, darkest.data, taken.data]
  for (let i = 0, at = 0; i < limits.length; i++, at += 3) {
    const isSeal = light[at]! < sealTakesRed * Math.max(light[at + 1]!, light[at + 2]!)
    limits[i] = isSeal || high[i]! - limits[i]! < leastContrast ? 0 : (high[i]! + limits[i]!) >> 1
  }
  return darkerThan(cv, source, darkest)
}

/** 255 where the brightest channel is below the limit, which is given at half the size. */
function darkerThan(cv: OpenCv, source: Mat, limits: Mat): Mat {
  const { data, rows, cols } = source
  const mask = new cv.Mat(rows, cols, cv.CV_8UC1)
  const [bits, half, halfCols] = [mask.data, limits.data, limits.cols]
  for (let y = 0, i = 0; y < rows; y++) {
    const row = (y >> 1) * halfCols
    for (let x = 0; x < cols; x++, i++) {
      const limit = half[row + (x >> 1)]!
      bits[i] = data[3 * i]! < limit && data[3 * i + 1]! < limit && data[3 * i + 2]! < limit ? 255 : 0
    }
  }
  return mask
}

function brightest(cv: OpenCv, keep: Keep, colours: Mat): Mat {
  const level = keep(new cv.Mat(colours.rows, colours.cols, cv.CV_8UC1))
  const [to, from] = [level.data, colours.data]
  for (let i = 0, at = 0; i < to.length; i++, at += 3) to[i] = Math.max(from[at]!, from[at + 1]!, from[at + 2]!)
  return level
}

/** What lies under the print, as the paper around it. */
function paperUnder(cv: OpenCv, keep: Keep, { source, print, scale }: { source: Mat; print: Mat; scale: number }): Picture {
  const paper = keep(new cv.Mat())
  // Print's soft edge is not paper.
  cv.dilate(print, paper, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(5, 5))))
  cv.bitwise_not(paper, paper)
  const bare = keep(cv.Mat.zeros(source.rows, source.cols, cv.CV_8UC3))
  source.copyTo(bare, paper)
  const size = new cv.Size(Math.round(source.cols * scale), Math.round(source.rows * scale))
  const [sums, weights] = [keep(new cv.Mat()), keep(new cv.Mat())]
  cv.resize(bare, sums, size, 0, 0, cv.INTER_AREA)
  cv.resize(paper, weights, size, 0, 0, cv.INTER_AREA)
  return toPicture(keep(filledIn(cv, sums, weights, enoughPaper)))
}

/** The print's colours; a stroke's darker middle counts for more than its soft edge. They change from word to word, so that cells of eight pixels tell them. */
function inkOf(cv: OpenCv, keep: Keep, { page: { data, widthPx, heightPx }, print, scale }: { page: Picture; print: Mat; scale: number }): Picture {
  const [width, height] = [widthPx, heightPx].map((px) => Math.round(px * scale)) as [number, number]
  const [columns, rows] = [Math.ceil(width / 8), Math.ceil(height / 8)]
  const [sums, weights] = [keep(cv.Mat.zeros(rows, columns, cv.CV_32FC3)), keep(cv.Mat.zeros(rows, columns, cv.CV_32FC1))]
  const [colours, shares, bits] = [sums.data32F, weights.data32F, print.data]
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = Math.floor((y * rows) / heightPx) * columns
    for (let x = 0; x < widthPx; x++, i++) {
      if (bits[i] === 0) continue
      const cell = row + Math.floor((x * columns) / widthPx)
      const weight = ((765 - data[3 * i]! - data[3 * i + 1]! - data[3 * i + 2]!) / 765) ** 4
      shares[cell]! += weight
      for (let c = 0; c < 3; c++) colours[3 * cell + c]! += weight * data[3 * i + c]!
    }
  }
  const ink = keep(new cv.Mat())
  cv.resize(keep(filledIn(cv, sums, weights, enoughInk)), ink, new cv.Size(width, height), 0, 0, cv.INTER_LINEAR)
  return toPicture(ink)
}

/**
 * Colours everywhere, where they are known in places (push and pull, Gortler et al. 1996): each pixel has its own as far as
 * its weight goes, and for the rest what the half-size picture has there. Sums are colours times weights; weights are
 * 0 to 255 beside 8-bit sums, else floating-point numbers. The caller deletes it. @param enough a weight that needs nothing from around, of 1
 */
function filledIn(cv: OpenCv, sums: Mat, weights: Mat, enough: number): Mat {
  const isByte = sums.type() === cv.CV_8UC3
  const isLast = Math.max(sums.cols, sums.rows) <= 2
  const filled = cv.Mat.zeros(sums.rows, sums.cols, cv.CV_8UC3)
  if (!isLast) freeing((keep) => cv.resize(keep(filledIn(cv, keep(halved(cv, sums, 1)), keep(halved(cv, weights, isByte ? 1 / 255 : 1)), enough)), filled, new cv.Size(sums.cols, sums.rows), 0, 0, cv.INTER_LINEAR))
  const [known, shares, data] = isByte ? [sums.data, weights.data, filled.data] : [sums.data32F, weights.data32F, filled.data]
  const unit = isByte ? 255 : 1
  for (let i = 0; i < shares.length; i++) {
    const weight = shares[i]! / unit
    if (weight === 0) continue
    const own = isLast ? 1 : Math.min(1, weight / enough)
    for (let at = 3 * i; at < 3 * i + 3; at++) data[at] = Math.min(255, Math.round((own * known[at]!) / weight + (1 - own) * data[at]!))
  }
  return filled
}

/** The caller deletes it. */
function halved(cv: OpenCv, mat: Mat, factor: number): Mat {
  const half = new cv.Mat()
  cv.resize(mat, half, new cv.Size(Math.ceil(mat.cols / 2), Math.ceil(mat.rows / 2)), 0, 0, cv.INTER_AREA)
  half.convertTo(half, cv.CV_32F, factor)
  return half
}
