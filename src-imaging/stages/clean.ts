/** Evens out the light: every part of the paper gets the paper's own brightness. Only luminance is touched, so stamps and coloured paper stay. */
import type { PageTone } from '../../src-shared/scan.ts'
import { type Mat, type OpenCv, type Picture, toMat, toPicture, withOpenCv } from '../opencv.ts'

const target = 243
const strongestGain = 2.2
const blocks = 48

/** Ink is told from paper within so much of an inch, and is darker than what is there by so many grey levels. */
const neighbourhoodInch = 0.2
const inkDepth = 26

/** The page as it is to be kept. @param page with its light evened */
export async function toned(page: Picture, dpi: number, tone: PageTone = 'colour'): Promise<Picture> {
  if (tone === 'colour') return page
  return withOpenCv((cv, keep) => {
    const gray = keep(new cv.Mat())
    cv.cvtColor(keep(toMat(cv, page)), gray, cv.COLOR_RGB2GRAY)
    const blockPx = 2 * Math.max(5, Math.round((neighbourhoodInch * dpi) / 2)) + 1
    if (tone === 'black-white') cv.adaptiveThreshold(gray, gray, 255, cv.ADAPTIVE_THRESH_GAUSSIAN_C, cv.THRESH_BINARY, blockPx, inkDepth)
    const kept = keep(new cv.Mat())
    cv.cvtColor(gray, kept, cv.COLOR_GRAY2RGB)
    return toPicture(kept)
  })
}

/** Changes the picture in place. */
export function evenLight(cv: OpenCv, flat: Mat): void {
  const gain = gainMap(cv, flat)
  // Each question to a Mat crosses into WebAssembly.
  const [pixels, width, height] = [flat.data, flat.cols, flat.rows]
  const row = new Uint16Array(width)
  for (let y = 0; y < height; y++) {
    // Light changes slowly: one row of gains serves for four of pixels.
    if (y % 4 === 0) fillRow(row, gain, (y + 2) / height)
    let at = y * width * 3
    for (let x = 0; x < width; x++, at += 3) {
      const g = row[x]!
      const r = (pixels[at]! * g) >> 8
      const green = (pixels[at + 1]! * g) >> 8
      const b = (pixels[at + 2]! * g) >> 8
      pixels[at] = r > 255 ? 255 : r
      pixels[at + 1] = green > 255 ? 255 : green
      pixels[at + 2] = b > 255 ? 255 : b
    }
  }
}

/** By block. */
interface GainMap { gains: Float32Array; columns: number; rows: number }

/** Gains along one row of pixels, in 256ths, between the middles of the blocks. */
function fillRow(row: Uint16Array, map: GainMap, share: number): void {
  const gy = Math.min(map.rows - 1.001, Math.max(0, share * map.rows - 0.5))
  const column = columnOf(map, Math.floor(gy), gy - Math.floor(gy))
  for (let x = 0; x < row.length; x++) {
    const gx = Math.min(map.columns - 1.001, Math.max(0, ((x + 0.5) / row.length) * map.columns - 0.5))
    const x0 = Math.floor(gx)
    row[x] = Math.round(256 * (column[x0]! + (column[x0 + 1]! - column[x0]!) * (gx - x0)))
  }
}

/** Gain by block: the target over the brightness of the paper there, which is the brightest that most of a block reaches. */
function gainMap(cv: OpenCv, flat: Mat): GainMap {
  const small = new cv.Mat()
  const scale = 8
  cv.resize(flat, small, new cv.Size(Math.ceil(flat.cols / scale), Math.ceil(flat.rows / scale)), 0, 0, cv.INTER_AREA)
  const gray = new cv.Mat()
  cv.cvtColor(small, gray, cv.COLOR_RGB2GRAY)
  const kernel = cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(15, 15))
  cv.dilate(gray, gray, kernel)
  cv.medianBlur(gray, gray, 21)
  const paper = new cv.Mat()
  cv.resize(gray, paper, new cv.Size(blocks, Math.max(8, Math.round((blocks * flat.rows) / flat.cols))), 0, 0, cv.INTER_AREA)
  cv.GaussianBlur(paper, paper, new cv.Size(5, 5), 0)
  const map = { gains: Float32Array.from(paper.data, (level) => Math.min(strongestGain, Math.max(1, target / Math.max(1, level)))), columns: paper.cols, rows: paper.rows }
  for (const mat of [small, gray, kernel, paper]) mat.delete()
  return map
}

function columnOf({ gains, columns }: GainMap, y0: number, fy: number): Float32Array {
  return Float32Array.from({ length: columns }, (_, x) => {
    const upper = gains[y0 * columns + x]!
    return upper + (gains[(y0 + 1) * columns + x]! - upper) * fy
  })
}
