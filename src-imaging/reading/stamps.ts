/**
 * Stamps taken off the page by colour, so that the print beneath is read and the stamp's own words are not mistaken for it.
 * Only red ink inside the outline of a round or oval stamp is touched: red print elsewhere stays.
 */
import type { Mat, OpenCv } from '../opencv.ts'

const searchScale = 4
/** How much redder than its other colours a pixel of stamp ink is. */
const leastRedness = 28
/** A stamp's shorter and longer diameter as shares of the page's long side: 14 mm on a wide invoice to most of a narrow roll. */
const smallestShare = 0.055
const largestShare = 0.4
/** A filled ellipse covers π/4 of its box, a rectangle all of it. */
const ellipseCover = [0.68, 0.88] as const
const flattestAspect = 2.4
const paperLevel = 243

export interface Stamp { left: number; top: number; width: number; height: number }

/** Changes the page in place. @returns where stamps were, in the page's pixels */
export function removeStamps(cv: OpenCv, page: Mat): Stamp[] {
  const outlines = stampOutlines(cv, page)
  const stamps: Stamp[] = []
  for (let i = 0; i < outlines.size(); i++) {
    const outline = outlines.get(i)
    const stamp = clipped(cv.boundingRect(outline), page)
    outline.delete()
    fadeRed(cv, page, outlines, i, stamp)
    stamps.push(stamp)
  }
  outlines.delete()
  return stamps
}

type MatVector = InstanceType<OpenCv['MatVector']>

/** Outlines in the small picture's pixels, one for each stamp. */
function stampOutlines(cv: OpenCv, page: Mat): MatVector {
  const small = new cv.Mat()
  cv.resize(page, small, new cv.Size(Math.ceil(page.cols / searchScale), Math.ceil(page.rows / searchScale)), 0, 0, cv.INTER_AREA)
  const mask = new cv.Mat(small.rows, small.cols, cv.CV_8UC1)
  const [pixels, bits] = [small.data, mask.data]
  for (let i = 0, at = 0; i < bits.length; i++, at += 3) bits[i] = pixels[at]! - Math.max(pixels[at + 1]!, pixels[at + 2]!) > leastRedness ? 255 : 0
  const kernel = cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(5, 5))
  cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, kernel)
  const [contours, tree, found] = [new cv.MatVector(), new cv.Mat(), new cv.MatVector()]
  cv.findContours(mask, contours, tree, cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
  const longSide = Math.max(small.cols, small.rows)
  for (let i = 0; i < contours.size(); i++) {
    const contour = contours.get(i)
    const { size } = cv.minAreaRect(contour)
    const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
    if (short >= smallestShare * longSide && long <= largestShare * longSide && long <= flattestAspect * short) {
      const hull = new cv.Mat()
      cv.convexHull(contour, hull)
      const cover = cv.contourArea(hull) / (size.width * size.height)
      if (cover >= ellipseCover[0] && cover <= ellipseCover[1]) found.push_back(hull)
      hull.delete()
    }
    contour.delete()
  }
  for (const mat of [small, mask, kernel, contours, tree]) mat.delete()
  return found
}

function clipped({ x, y, width, height }: { x: number; y: number; width: number; height: number }, page: Mat): Stamp {
  const [left, top] = [Math.max(0, (x - 1) * searchScale), Math.max(0, (y - 1) * searchScale)]
  return { left, top, width: Math.min(page.cols, (x + width + 1) * searchScale) - left, height: Math.min(page.rows, (y + height + 1) * searchScale) - top }
}

/**
 * Red ink is light in the red channel and what is printed under it dark. The redder a pixel, the more of it was ink:
 * so much of the paper's brightness is given back, and the print's contrast with it.
 */
function fadeRed(cv: OpenCv, page: Mat, outlines: MatVector, index: number, { left, top, width, height }: Stamp): void {
  const inside = new cv.Mat(Math.ceil(height / searchScale), Math.ceil(width / searchScale), cv.CV_8UC1, new cv.Scalar(0))
  const offset = new cv.Point(-left / searchScale, -top / searchScale)
  const hierarchy = new cv.Mat()
  cv.drawContours(inside, outlines, index, new cv.Scalar(255), cv.FILLED, cv.LINE_8, hierarchy, 0, offset)
  cv.drawContours(inside, outlines, index, new cv.Scalar(255), 3, cv.LINE_8, hierarchy, 0, offset)
  const pixels = page.data
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (inside.data[Math.floor(y / searchScale) * inside.cols + Math.floor(x / searchScale)] === 0) continue
      const at = ((top + y) * page.cols + left + x) * 3
      const redness = pixels[at]! - Math.max(pixels[at + 1]!, pixels[at + 2]!)
      if (redness < 10) continue
      const ink = Math.min(1, redness / 110)
      const lifted = pixels[at]! + 32 * ink
      const level = Math.max(0, Math.min(255, paperLevel - (paperLevel - lifted) * (1 + 0.8 * ink)))
      pixels[at] = pixels[at + 1] = pixels[at + 2] = level
    }
  }
  for (const mat of [inside, hierarchy]) mat.delete()
}
