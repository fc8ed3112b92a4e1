/**
 * A page in layers (mixed raster content, ISO/IEC 16485): which pixels are print, at the page's own resolution; at 200 dpi
 * what colours the print has, and the paper with its seals and pictures, where the print is filled in. Both are smooth.
 */
import sharp from 'sharp'
import type { Quad } from '../../src-shared/voucher.ts'
import { freeing, type Keep, type Mat, type OpenCv, type Picture, toPicture, withOpenCv } from '../opencv.ts'

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

/** @param codes where bar codes lie */
export async function pageLayers(page: Picture, dpi: number, codes: readonly Quad[] = []): Promise<PageLayers> {
  const { widthPx, heightPx } = page
  const scale = Math.min(1, colourDpi / dpi)
  const size = { widthPx: Math.round(widthPx * scale), heightPx: Math.round(heightPx * scale) }
  const { print, bare, ink } = await withOpenCv((cv, keep) => {
    const print = keep(freeing((keepFor) => printMask(cv, keepFor, page, dpi, codes)))
    return { print: new Uint8Array(print.data), bare: barePaper(cv, keep, page, print), ink: inkOf(cv, keep, page, print.data, size) }
  })
  const [sums, weights] = await Promise.all([reduced(bare.colours, 3, page, size), reduced(bare.where, 1, page, size)])
  const paper = await withOpenCv((cv, keep) => paperUnder(cv, keep, sums, weights, size))
  return { print, ink, paper, widthPx, heightPx }
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
function printMask(cv: OpenCv, keep: Keep, page: Picture, dpi: number, codes: readonly Quad[]): Mat {
  // What is nearby is told at half the size: without the camera's noise, whose lightest points are lighter than paper.
  const half = keep(halfOf(cv, page))
  const sidePx = 2 * Math.round((strokeInch * dpi) / 4) + 1
  const kernel = keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(sidePx, sidePx)))
  const [level, lightest, darkest, taken] = [brightest(cv, keep, half), keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())]
  cv.dilate(half, lightest, kernel)
  cv.erode(level, darkest, kernel)
  // A stroke's colour is told by all of it that is near.
  cv.subtract(lightest, half, taken)
  cv.blur(taken, taken, new cv.Size(5, 5))
  const [light, limits, took, levels] = [lightest.data, darkest.data, taken.data, level.data]
  for (let i = 0, at = 0; i < limits.length; i++, at += 3) {
    const high = Math.max(light[at]!, light[at + 1]!, light[at + 2]!)
    const isSeal = took[at]! < sealTakesRed * Math.max(took[at + 1]!, took[at + 2]!)
    limits[i] = isSeal || high - limits[i]! < leastContrast ? 0 : (high + limits[i]!) >> 1
  }
  for (const box of codes) limitCode(levels, limits, half, box)
  return darkerThan(cv, page, darkest)
}

/** A code is print, however wide its darkest parts are: one limit for all of it. @param levels,limits of `half`; the limits change */
function limitCode(levels: Uint8Array, limits: Uint8Array, half: Mat, box: Quad): void {
  const [columns, rows] = [half.cols, half.rows]
  const span = (values: number[], most: number) => [Math.max(0, Math.floor(Math.min(...values) / 2)), Math.min(most, Math.ceil(Math.max(...values) / 2))] as const
  const [[left, right], [top, bottom]] = [span(box.map(([x]) => x), columns), span(box.map(([, y]) => y), rows)]
  let [low, high] = [255, 0]
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) [low, high] = [Math.min(low, levels[y * columns + x]!), Math.max(high, levels[y * columns + x]!)]
  for (let y = top; y < bottom; y++) limits.fill((low + high) >> 1, y * columns + left, y * columns + right)
}

/** Rounded up; beyond the page's edge is what is at it. The caller deletes it. */
function halfOf(cv: OpenCv, { data, widthPx, heightPx }: Picture): Mat {
  const [columns, rows] = [(widthPx + 1) >> 1, (heightPx + 1) >> 1]
  const half = new cv.Mat(rows, columns, cv.CV_8UC3)
  const to = half.data
  for (let y = 0, at = 0; y < rows; y++) {
    const upper = 6 * y * widthPx
    const lower = 2 * y + 1 < heightPx ? upper + 3 * widthPx : upper
    for (let x = 0; x < columns; x++, at += 3) {
      const left = 6 * x
      const right = 2 * x + 1 < widthPx ? left + 3 : left
      for (let c = 0; c < 3; c++) to[at + c] = (data[upper + left + c]! + data[upper + right + c]! + data[lower + left + c]! + data[lower + right + c]! + 2) >> 2
    }
  }
  return half
}

/** 255 where the brightest channel is below the limit, which is given at half the size. */
function darkerThan(cv: OpenCv, { data, widthPx, heightPx }: Picture, limits: Mat): Mat {
  const mask = new cv.Mat(heightPx, widthPx, cv.CV_8UC1)
  // Only now: a new Mat may move all others' pixels.
  const [bits, half, halfWidth] = [mask.data, limits.data, limits.cols]
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = (y >> 1) * halfWidth
    for (let x = 0; x < widthPx; x++, i++) {
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

/** The page where it is paper, 0 where it is print; and 255 where it is paper. */
function barePaper(cv: OpenCv, keep: Keep, { data }: Picture, print: Mat): { colours: Uint8Array; where: Uint8Array } {
  const covered = keep(new cv.Mat())
  // Print's soft edge is not paper.
  cv.dilate(print, covered, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(5, 5))))
  const [colours, where] = [new Uint8Array(data), new Uint8Array(covered.data)]
  for (let i = 0; i < where.length; i++) {
    if (where[i] === 0) where[i] = 255
    else where[i] = colours[3 * i] = colours[3 * i + 1] = colours[3 * i + 2] = 0
  }
  return { colours, where }
}

/** Each pixel the mean of those that it stands for. */
async function reduced(data: Uint8Array, channels: 1 | 3, from: Size, to: Size): Promise<Uint8Array> {
  if (from.widthPx === to.widthPx && from.heightPx === to.heightPx) return data
  return sharp(data, { raw: { width: from.widthPx, height: from.heightPx, channels } }).toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .resize(to.widthPx, to.heightPx, { fit: 'fill', kernel: 'linear' }).raw().toBuffer()
}

/** The print's colours; a stroke's darker middle counts for more than its soft edge. They change from word to word, so that cells of eight pixels tell them. */
function inkOf(cv: OpenCv, keep: Keep, { data, widthPx, heightPx }: Picture, print: Uint8Array, size: Size): Picture {
  const [columns, rows] = [Math.ceil(size.widthPx / 8), Math.ceil(size.heightPx / 8)]
  const [sums, weights] = [new Float32Array(3 * rows * columns), new Float32Array(rows * columns)]
  const columnOf = Uint16Array.from({ length: widthPx }, (_, x) => Math.floor((x * columns) / widthPx))
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = Math.floor((y * rows) / heightPx) * columns
    for (let x = 0; x < widthPx; x++, i++) {
      if (print[i] === 0) continue
      const cell = row + columnOf[x]!
      const dark = (765 - data[3 * i]! - data[3 * i + 1]! - data[3 * i + 2]!) / 765
      const weight = dark * dark * dark * dark
      weights[cell]! += weight
      for (let c = 0; c < 3; c++) sums[3 * cell + c]! += weight * data[3 * i + c]!
    }
  }
  return toPicture(keep(larger(cv, keep(filledIn(cv, { sums, weights, widthPx: columns, heightPx: rows }, enoughInk)), size)))
}

interface Size { widthPx: number; heightPx: number }

/** Colours times how well each is known, and how well, 0 to 1. */
interface Known extends Size { sums: Float32Array; weights: Float32Array }

/** A level is so much smaller than the one that it fills. */
const stepBits = 2
const step = 2 ** stepBits

/** What lies under the print, as the paper around it. Changes the sums. @param sums of each pixel what of its colour is known @param weights how well, 0 to 255 */
function paperUnder(cv: OpenCv, keep: Keep, sums: Uint8Array, weights: Uint8Array, { widthPx, heightPx }: Size): Picture {
  const coarse = smaller(sums, weights, { widthPx, heightPx }, 255)
  const around = keep(filledIn(cv, coarse, enoughPaper)).data
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = (y >> stepBits) * coarse.widthPx
    for (let x = 0; x < widthPx; x++, i++) {
      if (weights[i] === 255) continue
      const from = 3 * (row + (x >> stepBits))
      const weight = weights[i]! / 255
      // What is known has its weight in it already.
      const [gain, rest] = weight < enoughPaper ? [1 / enoughPaper, 1 - weight / enoughPaper] : [1 / weight, 0]
      for (let c = 0; c < 3; c++) sums[3 * i + c] = Math.min(255, gain * sums[3 * i + c]! + rest * around[from + c]! + 0.5)
    }
  }
  return { data: sums, widthPx, heightPx }
}

/**
 * Colours everywhere, where they are known in places (push and pull, Gortler et al. 1996): each pixel has its own as far as
 * its weight goes, and for the rest what the smaller picture has there. The caller deletes it.
 * @param enough a weight that needs nothing from around
 */
function filledIn(cv: OpenCv, known: Known, enough: number): Mat {
  const { sums, weights, widthPx, heightPx } = known
  const isLast = Math.max(widthPx, heightPx) <= 2
  const filled = isLast ? cv.Mat.zeros(heightPx, widthPx, cv.CV_8UC3) : freeing((keep) => larger(cv, keep(filledIn(cv, smaller(sums, weights, known, 1), enough)), known))
  const data = filled.data
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!
    if (weight === 0) continue
    const own = isLast ? 1 : Math.min(1, weight / enough)
    for (let at = 3 * i; at < 3 * i + 3; at++) data[at] = Math.min(255, (own * sums[at]!) / weight + (1 - own) * data[at]! + 0.5)
  }
  return filled
}

/** The caller deletes it. */
function larger(cv: OpenCv, mat: Mat, { widthPx, heightPx }: Size): Mat {
  const large = new cv.Mat()
  cv.resize(mat, large, new cv.Size(widthPx, heightPx), 0, 0, cv.INTER_LINEAR)
  return large
}

/** @param whole the weight of what is wholly known */
function smaller(sums: Uint8Array | Float32Array, weights: Uint8Array | Float32Array, { widthPx, heightPx }: Size, whole: number): Known {
  const [columns, rows] = [Math.ceil(widthPx / step), Math.ceil(heightPx / step)]
  const few: Known = { sums: new Float32Array(3 * rows * columns), weights: new Float32Array(rows * columns), widthPx: columns, heightPx: rows }
  const share = 1 / step ** 2
  for (let cell = 0; cell < rows * columns; cell++) {
    const [left, top] = [step * (cell % columns), step * Math.floor(cell / columns)]
    const [right, bottom] = [Math.min(left + step, widthPx), Math.min(top + step, heightPx)]
    let [weight, red, green, blue] = [0, 0, 0, 0]
    for (let y = top; y < bottom; y++) {
      for (let i = y * widthPx + left; i < y * widthPx + right; i++) {
        weight += weights[i]!
        red += sums[3 * i]!
        green += sums[3 * i + 1]!
        blue += sums[3 * i + 2]!
      }
    }
    few.weights[cell] = (share * weight) / whole
    few.sums[3 * cell] = share * red
    few.sums[3 * cell + 1] = share * green
    few.sums[3 * cell + 2] = share * blue
  }
  return few
}
