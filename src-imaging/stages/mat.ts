/**
 * The table under a camera that stands still, learnt once: a sheet of known size on it says how many millimetres a pixel is
 * anywhere on it, and the look of the empty table tells later whether the camera or the table has been moved since.
 */
import type { KnownMat, MatSheet } from '../../src-shared/mat.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import { betweenQuads, type Corners, distance, type Keep, type Mat, type OpenCv, type Picture, toMat } from '../opencv.ts'
import { type FoundItem, itemAt } from './find-items.ts'
import { fourCorners } from './four-corners.ts'
import { refineEdges } from './refine-edges.ts'

/** Long side first: ISO 216, ISO/IEC 7810 ID-1. */
const sheetsMm: Record<MatSheet, readonly [longMm: number, shortMm: number]> = { a4: [297, 210], card: [85.6, 53.98] }
/** How far a sheet's proportions may be off as a camera sees it, as a share. */
const sheetTolerance = 0.05
/** What changed is told in pictures so wide; in grey levels, and as a share of the frame. */
const changeWidthPx = 512
const leastChange = 22
const leastSheet = 0.006
/** How much a shadow may change one colour more than another. */
const shadowTint = 0.1
/** With its shadow a sheet seems larger than it is by as much, as a share of the frame. */
const roughReach = 0.015
/** Of pictures that show the same part of the table. */
const sameShape = 0.01

/** What tells one table from another is compared so wide, and no finer or coarser than this, in its pixels. */
const lookWidthPx = 256
const [finestPx, coarsestPx] = [1.5, 8]
/** Block by block, since a hand or a shadow may lie on some. */
const blockPx = 32
/** Standard deviation, in grey levels: what a block must have of its own to be told by. */
const leastTexture = 1.2
/** Of a block: less of it free of papers says nothing. */
const leastFree = 0.5
const fewestBlocks = 3
/** Correlation of a block with itself, another time. */
const alike = 0.5
/** Papers cast shadows as far as this. */
const shadowPx = 6

/**
 * The one sheet of known size that was laid on the empty table, by what changed between two stills: a blank sheet or a card
 * with pictures is no voucher, and the finder need not know it.
 * @returns null where nothing lies there, or more than that, or not all of it is in the picture
 */
export function sheetLaid(cv: OpenCv, keep: Keep, bare: Picture, laid: Picture): { sheet: MatSheet; quadPx: Quad } | null {
  const [before, after] = [bare, laid].map((picture) => smallColours(cv, keep, picture)) as [Mat, Mat]
  for (const isShadowLeftOut of [true, false]) {
    const [outline, ...others] = outlinesOf(cv, keep, changes(cv, keep, before, after, isShadowLeftOut))
    if (!outline || others.length > 0) continue
    const rough = fourCorners(cv, keep, outline).map(([x, y]) => [(x + 0.5) * (laid.widthPx / after.cols), (y + 0.5) * (laid.widthPx / after.cols)]) as Corners
    const known = knownSheet(itemAt(laid, refineEdges(laid, refineEdges(laid, rough, roughReach))))
    if (known) return known
  }
  return null
}

/** 255 where the table looks another than before. @param isShadowLeftOut what became darker in all colours alike */
function changes(cv: OpenCv, keep: Keep, before: Mat, after: Mat, isShadowLeftOut: boolean): Mat {
  const mask = keep(new cv.Mat(before.rows, before.cols, cv.CV_8UC1))
  const [then, now, bits] = [before.data, after.data, mask.data]
  const gain = gainOf(then, now)
  for (let i = 0, at = 0; i < bits.length; i++, at += 3) {
    const shares = [0, 1, 2].map((c) => (now[at + c]! + 1) / (gain * then[at + c]! + 1))
    const difference = Math.max(...[0, 1, 2].map((c) => Math.abs(now[at + c]! - gain * then[at + c]!)))
    const isShadow = Math.max(...shares) < 1 && Math.max(...shares) - Math.min(...shares) < shadowTint
    bits[i] = difference > leastChange && !(isShadowLeftOut && isShadow) ? 255 : 0
  }
  cv.morphologyEx(mask, mask, cv.MORPH_OPEN, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(3, 3))))
  cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(9, 9))))
  return mask
}

/** The camera sets its exposure anew for a white sheet: how much brighter most of the picture became. */
function gainOf(then: Uint8Array, now: Uint8Array): number {
  const gains = Array.from({ length: Math.floor(then.length / 97) }, (_, i) => (now[97 * i]! + 1) / (then[97 * i]! + 1)).sort((a, b) => a - b)
  // A sheet covers less than half; it makes its pixels brighter, so that the table's are the lower ones.
  return gains[Math.floor(0.3 * gains.length)]!
}

function outlinesOf(cv: OpenCv, keep: Keep, mask: Mat): Mat[] {
  const contours = keep(new cv.MatVector())
  cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
  return Array.from({ length: contours.size() }, (_, i) => keep(contours.get(i)))
    .filter((contour) => cv.contourArea(contour) > leastSheet * mask.rows * mask.cols)
    .map((contour) => {
      const hull = keep(new cv.Mat())
      cv.convexHull(contour, hull)
      return hull
    })
}

function knownSheet({ corners: [a, b, c, d], isCut }: FoundItem): { sheet: MatSheet; quadPx: Quad } | null {
  if (isCut) return null
  const quadPx: Quad = distance(a, b) + distance(c, d) > distance(b, c) + distance(d, a) ? [a, b, c, d] : [b, c, d, a]
  const proportion = (distance(quadPx[0], quadPx[1]) + distance(quadPx[2], quadPx[3])) / (distance(quadPx[1], quadPx[2]) + distance(quadPx[3], quadPx[0]))
  const sheet = (Object.keys(sheetsMm) as MatSheet[]).find((name) => Math.abs(Math.log(proportion / (sheetsMm[name][0] / sheetsMm[name][1]))) < sheetTolerance)
  return sheet ? { sheet, quadPx } : null
}

/** What an empty table looks like: grey levels, rows from the top. */
export function lookOf(cv: OpenCv, keep: Keep, picture: Picture): Uint8Array {
  return new Uint8Array(smallGray(cv, keep, picture).data)
}

/** A paper's sides in millimetres: the upper or lower, then the left or right one. @param picture of any size, of the same shape as those the table was learnt from */
export function sizeOnMat(cv: OpenCv, mat: KnownMat, picture: Pick<Picture, 'widthPx'>, [a, b, c, d]: Corners): { widthMm: number; heightMm: number } {
  const [long, short] = sheetsMm[mat.sheet]
  const scale = mat.widthPx / picture.widthPx
  const onSheet = betweenQuads(cv, mat.quadPx, [[0, 0], [long, 0], [long, short], [0, short]])
  const [p, q, r, s] = [a, b, c, d].map(([x, y]) => onSheet([x * scale, y * scale])) as Corners
  return { widthMm: (distance(p, q) + distance(s, r)) / 2, heightMm: (distance(p, s) + distance(q, r)) / 2 }
}

/** Whether the picture can be of that table at all: of another shape, another part of it is seen. */
export function showsMat(mat: KnownMat, { widthPx, heightPx }: Pick<Picture, 'widthPx' | 'heightPx'>): boolean {
  return Math.abs((widthPx / heightPx) / (mat.widthPx / mat.heightPx) - 1) < sameShape
}

/** Whether what can be seen of the table lies elsewhere than it lay. A table without any pattern cannot tell: then it has not. */
export function hasMatMoved(cv: OpenCv, keep: Keep, mat: KnownMat, picture: Picture, papers: readonly Corners[]): boolean {
  const now = smallGray(cv, keep, picture)
  const then = keep(new cv.Mat(now.rows, now.cols, cv.CV_8UC1))
  if (mat.look.length !== now.rows * now.cols) return false
  then.data.set(mat.look)
  const free = freeTable(cv, keep, now, papers.map((corners) => corners.map(([x, y]) => [x * (now.cols / picture.widthPx), y * (now.cols / picture.widthPx)]) as Corners))
  const [patternThen, patternNow] = [patternOf(cv, keep, then), patternOf(cv, keep, now)]
  const likeness: number[] = []
  for (let y = 0; y + blockPx <= now.rows; y += blockPx) {
    for (let x = 0; x + blockPx <= now.cols; x += blockPx) {
      const block = correlation(patternThen, patternNow, free, { x, y, width: now.cols })
      if (block !== null) likeness.push(block)
    }
  }
  return likeness.length >= fewestBlocks && likeness.filter((value) => value > alike).length < likeness.length / 2
}

function smallGray(cv: OpenCv, keep: Keep, picture: Picture): Mat {
  const gray = keep(new cv.Mat())
  cv.cvtColor(smallColours(cv, keep, picture, lookWidthPx), gray, cv.COLOR_RGB2GRAY)
  return gray
}

function smallColours(cv: OpenCv, keep: Keep, picture: Picture, widthPx = changeWidthPx): Mat {
  const small = keep(new cv.Mat())
  cv.resize(keep(toMat(cv, picture)), small, new cv.Size(widthPx, Math.round((widthPx * picture.heightPx) / picture.widthPx)), 0, 0, cv.INTER_AREA)
  return small
}

/** Its pattern without the lamp's light and the sensor's noise. */
function patternOf(cv: OpenCv, keep: Keep, gray: Mat): Float32Array {
  const [fine, coarse] = [keep(new cv.Mat()), keep(new cv.Mat())]
  gray.convertTo(fine, cv.CV_32F)
  const blurred = (sigmaPx: number, to: Mat) => cv.GaussianBlur(fine, to, new cv.Size(0, 0), sigmaPx)
  blurred(coarsestPx, coarse)
  blurred(finestPx, fine)
  cv.subtract(fine, coarse, fine)
  return new Float32Array(fine.data32F)
}

/** 1 where no paper lies near. */
function freeTable(cv: OpenCv, keep: Keep, { rows, cols }: Mat, papers: readonly Corners[]): Uint8Array {
  const covered = keep(cv.Mat.zeros(rows, cols, cv.CV_8UC1))
  for (const corners of papers) {
    const outline = keep(cv.matFromArray(4, 1, cv.CV_32SC2, corners.flat().map(Math.round)))
    cv.fillConvexPoly(covered, outline, new cv.Scalar(255))
  }
  cv.dilate(covered, covered, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(2 * shadowPx + 1, 2 * shadowPx + 1))))
  return new Uint8Array(covered.data).map((value) => Number(value === 0))
}

/** -1 to 1; null where the block is covered, or has no pattern to tell by. */
function correlation(then: Float32Array, now: Float32Array, free: Uint8Array, block: { x: number; y: number; width: number }): number | null {
  let [count, sumThen, sumNow, squaresThen, squaresNow, products] = [0, 0, 0, 0, 0, 0]
  for (let y = block.y; y < block.y + blockPx; y++) {
    for (let i = y * block.width + block.x; i < y * block.width + block.x + blockPx; i++) {
      if (free[i] === 0) continue
      const [a, b] = [then[i]!, now[i]!]
      count++
      sumThen += a
      sumNow += b
      squaresThen += a * a
      squaresNow += b * b
      products += a * b
    }
  }
  if (count < leastFree * blockPx * blockPx) return null
  const [varianceThen, varianceNow] = [squaresThen / count - (sumThen / count) ** 2, squaresNow / count - (sumNow / count) ** 2]
  if (varianceThen < leastTexture ** 2) return null
  return (products / count - (sumThen / count) * (sumNow / count)) / Math.sqrt(Math.max(1e-6, varianceThen * varianceNow))
}
