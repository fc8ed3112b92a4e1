/** Lays a found paper flat at the resolution it was taken, and says how many dots an inch that is. */
import { type Corners, distance, type Mat, type OpenCv, warp } from '../opencv.ts'

/** Papers of known size in millimetres, long side first: VAT invoice, 数电票 printed small, A4. */
const paperSizesMm: [longMm: number, shortMm: number][] = [[240, 140], [210, 140], [297, 210]]
/** Where the paper's size is unknown: an A4 sheet's worth of desk under an 8-megapixel camera. */
const unknownDpi = 240

/** @returns the flat paper; its side that is upper in the frame is on top */
export function flatten(cv: OpenCv, source: Mat, corners: Corners): Mat {
  const widthPx = Math.round(Math.max(distance(corners[0], corners[1]), distance(corners[3], corners[2])))
  const heightPx = Math.round(Math.max(distance(corners[0], corners[3]), distance(corners[1], corners[2])))
  return warp(cv, source, corners, Math.max(16, widthPx), Math.max(16, heightPx))
}

/** Dots an inch by the known paper of nearest proportions. */
export function estimateDpi(widthPx: number, heightPx: number): number {
  const [long, short] = [Math.max(widthPx, heightPx), Math.min(widthPx, heightPx)]
  const fits = paperSizesMm.map(([longMm, shortMm]) => ({ longMm, misfit: Math.abs(Math.log(long / short / (longMm / shortMm))) }))
  const best = fits.reduce((a, b) => (b.misfit < a.misfit ? b : a))
  return best.misfit > 0.06 ? unknownDpi : Math.round(long / (best.longMm / 25.4))
}
