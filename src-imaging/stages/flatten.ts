/** Lays a found paper flat at the resolution it was taken, and says how many dots an inch that is. */
import type { Quad } from '../../src-shared/voucher.ts'
import { type Corners, distance, type Mat, type OpenCv, warp } from '../opencv.ts'

/** Papers of known size in millimetres, long side first: VAT invoice, 数电票 printed small, A4. */
const paperSizesMm: [longMm: number, shortMm: number][] = [[240, 140], [210, 140], [297, 210]]
/** Where the paper's size is unknown: an A4 sheet's worth of desk under an 8-megapixel camera. */
const unknownDpi = 240
/** Height of a line's box on most vouchers: of 28 kinds' medians the middle one; they lie between 2.9 and 4.7 mm. */
const lineMm = 3.65
const fewestLines = 5
/** Large print makes the resolution seem higher than it is. */
const mostByPrint = 300
/** A document camera takes known forms finer than this. What seems coarser and has print as large as that is a ticket. */
const fineDpi = 180

/** Size of a paper as it is, its upper side's width first. */
export interface PaperSize { widthMm: number; heightMm: number }

/**
 * @param size where it is known: the page then has the paper's own proportions, whatever the camera's angle
 * @returns the flat paper; its side that is upper in the frame is on top
 */
export function flatten(cv: OpenCv, source: Mat, corners: Corners, size?: PaperSize): Mat {
  const widthPx = Math.max(distance(corners[0], corners[1]), distance(corners[3], corners[2]))
  const heightPx = Math.max(distance(corners[0], corners[3]), distance(corners[1], corners[2]))
  const pxPerMm = size && Math.max(widthPx / size.widthMm, heightPx / size.heightMm)
  const [flatWidth, flatHeight] = pxPerMm ? [size.widthMm * pxPerMm, size.heightMm * pxPerMm] : [widthPx, heightPx]
  return warp(cv, source, corners, Math.max(16, Math.round(flatWidth)), Math.max(16, Math.round(flatHeight)))
}

/** Dots an inch of a page whose size is known. @param widthPx of the page as it was laid flat */
export function dpiBySize(widthPx: number, { widthMm }: PaperSize): number {
  return Math.max(1, Math.round(widthPx / (widthMm / 25.4)))
}

/** Dots an inch by the known paper of nearest proportions. */
export function estimateDpi(widthPx: number, heightPx: number): number {
  return paperDpi(widthPx, heightPx) ?? unknownDpi
}

/**
 * The same once its lines are read: a small ticket has the proportions of a large form now and then, and then it seems
 * taken from far away, yet its print is as large as print is.
 */
export function estimateDpiByPrint(widthPx: number, heightPx: number, lines: readonly { boxPx: Quad }[]): number {
  const paper = paperDpi(widthPx, heightPx)
  if (lines.length < fewestLines || (paper !== null && paper >= fineDpi)) return paper ?? unknownDpi
  const heights = lines.map(({ boxPx: [a, b, , d] }) => Math.min(distance(a, b), distance(a, d))).sort((x, y) => x - y)
  const print = Math.min(mostByPrint, Math.round(heights[Math.floor(heights.length / 2)]! / (lineMm / 25.4)))
  return paper !== null && print < fineDpi ? paper : print
}

function paperDpi(widthPx: number, heightPx: number): number | null {
  const [long, short] = [Math.max(widthPx, heightPx), Math.min(widthPx, heightPx)]
  const fits = paperSizesMm.map(([longMm, shortMm]) => ({ longMm, misfit: Math.abs(Math.log(long / short / (longMm / shortMm))) }))
  const best = fits.reduce((a, b) => (b.misfit < a.misfit ? b : a))
  return best.misfit > 0.06 ? null : Math.round(long / (best.longMm / 25.4))
}
