/**
 * Stamps taken off the page by colour, so that the print beneath is read and the stamp's own words are not mistaken for it.
 * Only red ink inside the outline of a round or oval stamp is touched: red print elsewhere stays.
 */
import { freeing, type Keep, type Mat, type OpenCv } from '../opencv.ts'

const searchScale = 4
/** Stamp ink on bare paper is bright in red, and much darker in green and blue, in both alike: brown print is not. */
const leastRed = 165
const leastRedness = 26
const mostGreenOverBlue = 0.25
/** A stamp's shorter and longer diameter as shares of the page's long side: 14 mm on a wide invoice to most of a narrow roll. */
const smallestShare = 0.055
const largestShare = 0.4
/** A filled ellipse covers π/4 of its box, a rectangle all of it. */
const ellipseCover = [0.68, 0.88] as const
const flattestAspect = 2.4
/** Of a hull: a round edge turns at every few pixels, rules and words that touch each other do not. */
const fewestCorners = 12
/** Of the smallest stamp: words and rules, which touch it, are thinner. */
const bodyShare = 0.75
const bodyCover = [0.74, 0.83] as const
const bodyFill = 0.94
/** Of the page's long side. */
const ruleShare = 0.2
/** Less of what a stamp covers is no print in another colour than its own. */
const leastDark = 0.003
/** So much red in the strips at both its sides, this part of the shorter diameter wide, is print that goes on under the stamp. */
const leastBeside = 0.01
const stripShare = 0.15
/** In red light print of another ink than the stamp's is so much darker, and stays when the stamp is taken off. */
const otherInk = 30

export interface Stamp { left: number; top: number; width: number; height: number }

/**
 * Changes the page in place. A stamp over print of its own red alone, as one printed on a title, stays: the print would go with it.
 * @returns where stamps were taken off, in the page's pixels
 */
export function removeStamps(cv: OpenCv, page: Mat): Stamp[] {
  const red = redInk(cv, page)
  const outlines = stampOutlines(cv, red)
  const stamps: Stamp[] = []
  for (let i = 0; i < outlines.size(); i++) {
    const outline = outlines.get(i)
    const stamp = clipped(cv.boundingRect(outline), page)
    outline.delete()
    const inside = insideOf(cv, outlines, i, stamp)
    const redness = rednessOf(cv, page, stamp)
    const ink = inkOf(page, redness.own, inside, stamp)
    const hidesItsOwnInk = darkShare(page, inside, stamp) < leastDark && redBeside(page, stamp) > ink.red - otherInk
    if (!hidesItsOwnInk) {
      fadeRed(page, { inside, nearRedness: redness.near, ink }, stamp)
      stamps.push(stamp)
    }
    for (const mat of [inside, redness.own, redness.near]) mat.delete()
  }
  for (const mat of [red, outlines]) mat.delete()
  return stamps
}

/** Share of what is dark inside the stamp, and not red. */
function darkShare(page: Mat, inside: Mat, { left, top, width, height }: Stamp): number {
  const [pixels, mask] = [page.data, inside.data]
  let [dark, all] = [0, 0]
  for (let y = 0; y < height; y++) {
    let at = ((top + y) * page.cols + left) * 3
    for (let x = 0; x < width; x++, at += 3) {
      if (mask[(y >> 2) * inside.cols + (x >> 2)] === 0) continue
      all++
      if (pixels[at]! <= leastRed && rednessAt(pixels, at) <= leastRedness) dark++
    }
  }
  return dark / Math.max(1, all)
}

/** How bright in red the red print is that goes on at both sides of the stamp, or above and below it on a page that lies on its side; 0 where there is none. */
function redBeside(page: Mat, { left, top, width, height }: Stamp): number {
  const reach = Math.round(stripShare * Math.min(width, height))
  const [across, down] = [[left - reach, left + width].map((x) => redsWithin(page, x, top, reach, height)), [top - reach, top + height].map((y) => redsWithin(page, left, y, width, reach))]
  const least = ([one, other]: { length: number }[], area: number) => Math.min(one!.length, other!.length) / area
  const [beside, overAndUnder] = [least(across, reach * height), least(down, width * reach)]
  const reds = (beside > overAndUnder ? across : down).flat().sort((a, b) => b.redness - a.redness)
  const inks = reds.slice(0, Math.ceil(reds.length / 2)).map(({ red }) => red).sort((a, b) => a - b)
  return Math.max(beside, overAndUnder) > leastBeside ? inks[inks.length >> 1]! : 0
}

function redsWithin(page: Mat, left: number, top: number, width: number, height: number): { redness: number; red: number }[] {
  const [pixels, reds] = [page.data, [] as { redness: number; red: number }[]]
  for (let y = Math.max(0, top); y < Math.min(page.rows, top + height); y++) {
    for (let x = Math.max(0, left), at = (y * page.cols + x) * 3; x < Math.min(page.cols, left + width); x++, at += 3) {
      const redness = rednessAt(pixels, at)
      if (redness > leastRedness) reds.push({ redness, red: pixels[at]! })
    }
  }
  return reds
}

const rednessAt = (pixels: Uint8Array, at: number) => pixels[at]! - ((pixels[at + 1]! + pixels[at + 2]!) >> 1)

type MatVector = InstanceType<OpenCv['MatVector']>

/** @param red ink. @returns outlines in its pixels, one for each stamp */
function stampOutlines(cv: OpenCv, red: Mat): MatVector {
  return freeing((keep) => {
    const mask = keep(new cv.Mat())
    red.copyTo(mask)
    eraseRules(cv, mask)
    const longSide = Math.max(mask.cols, mask.rows)
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(5, 5))))
    const whole = hullsOf(cv, keep, mask).filter((hull) => isStamp(cv, hull, longSide, ellipseCover))
    keepBodies(cv, mask, Math.round(bodyShare * smallestShare * longSide))
    const bodies = hullsOf(cv, keep, mask, bodyFill).filter((hull) => isStamp(cv, hull, longSide, bodyCover))
    const found = new cv.MatVector()
    for (const hull of whole) found.push_back(bodies.find((body) => isWithin(cv, body, hull) && cv.contourArea(body) > cv.contourArea(hull) / 2) ?? hull)
    for (const body of bodies) if (!whole.some((hull) => isWithin(cv, body, hull))) found.push_back(body)
    return found
  })
}

/** Whether each pixel of the page made small is red ink. */
function redInk(cv: OpenCv, page: Mat): Mat {
  const small = new cv.Mat()
  cv.resize(page, small, new cv.Size(Math.ceil(page.cols / searchScale), Math.ceil(page.rows / searchScale)), 0, 0, cv.INTER_AREA)
  const mask = new cv.Mat(small.rows, small.cols, cv.CV_8UC1)
  const [pixels, bits] = [small.data, mask.data]
  for (let i = 0, at = 0; i < bits.length; i++, at += 3) {
    const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
    const redness = red - Math.max(green, blue)
    bits[i] = red > leastRed && redness > leastRedness && green - blue < mostGreenOverBlue * redness ? 255 : 0
  }
  small.delete()
  return mask
}

/** @param fill what has less of its hull's area is left out */
function hullsOf(cv: OpenCv, keep: Keep, mask: Mat, fill = 0): Mat[] {
  const contours = keep(new cv.MatVector())
  cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
  return Array.from({ length: contours.size() }, (_, i) => i).flatMap((i) => {
    const [contour, hull] = [keep(contours.get(i)), keep(new cv.Mat())]
    cv.convexHull(contour, hull)
    return cv.contourArea(contour) >= fill * cv.contourArea(hull) ? [hull] : []
  })
}

/** What a closed line runs round, without the words and rules that touch it. @param acrossPx they are thinner */
function keepBodies(cv: OpenCv, mask: Mat, acrossPx: number): void {
  const [contours, tree] = [new cv.MatVector(), new cv.Mat()]
  cv.findContours(mask, contours, tree, cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
  mask.setTo(new cv.Scalar(0))
  const disc = cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(acrossPx, acrossPx))
  for (let i = 0; i < contours.size(); i++) {
    const contour = contours.get(i)
    const { width, height, ...corner } = cv.boundingRect(contour)
    contour.delete()
    if (Math.min(width, height) < acrossPx) continue
    const [x, y] = [Math.max(0, corner.x - 2), Math.max(0, corner.y - 2)]
    const area = new cv.Rect(x, y, Math.min(mask.cols, corner.x + width + 2) - x, Math.min(mask.rows, corner.y + height + 2) - y)
    const [body, part] = [new cv.Mat(area.height, area.width, cv.CV_8UC1, new cv.Scalar(0)), mask.roi(area)]
    cv.drawContours(body, contours, i, new cv.Scalar(255), cv.FILLED, cv.LINE_8, tree, 0, new cv.Point(-x, -y))
    cv.morphologyEx(body, body, cv.MORPH_OPEN, disc)
    cv.bitwise_or(part, body, part)
    for (const mat of [body, part]) mat.delete()
  }
  // A disc of pixels does not reach all of a round edge.
  const margin = cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(3, 3))
  cv.dilate(mask, mask, margin)
  for (const mat of [contours, tree, disc, margin]) mat.delete()
}

function isStamp(cv: OpenCv, hull: Mat, longSide: number, [leastCover, mostCover]: readonly [number, number]): boolean {
  const { size } = cv.minAreaRect(hull)
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
  const cover = cv.contourArea(hull) / (size.width * size.height)
  return hull.rows >= fewestCorners && short >= smallestShare * longSide && long <= largestShare * longSide && long <= flattestAspect * short && cover >= leastCover && cover <= mostCover
}

/** Whether the middle of the one lies inside the other. */
function isWithin(cv: OpenCv, inner: Mat, outer: Mat): boolean {
  const { x, y, width, height } = cv.boundingRect(inner)
  return cv.pointPolygonTest(outer, new cv.Point(x + width / 2, y + height / 2), false) >= 0
}

/** A form's rules in red would join a stamp to all that is printed in red: they run straight on longer than a stamp's edge. */
function eraseRules(cv: OpenCv, mask: Mat): void {
  const length = Math.round(ruleShare * Math.max(mask.cols, mask.rows))
  const rules = new cv.Mat()
  for (const isLevel of [true, false]) {
    const [thick, gap] = [3, 7].map((over) => cv.getStructuringElement(cv.MORPH_RECT, isLevel ? new cv.Size(1, over) : new cv.Size(over, 1))) as [Mat, Mat]
    // A rule that is not quite level is a stair of shorter runs.
    cv.dilate(mask, rules, thick)
    keepLongRuns(rules, length, isLevel)
    cv.subtract(mask, rules, mask)
    // What crosses the rule goes on.
    cv.morphologyEx(mask, mask, cv.MORPH_CLOSE, gap)
    for (const mat of [thick, gap]) mat.delete()
  }
  rules.delete()
}

/** Clears what does not run on for so many pixels along its row, or along its column. */
function keepLongRuns({ data, rows, cols }: Mat, lengthPx: number, isLevel: boolean): void {
  const [lines, along, step, stride] = isLevel ? [rows, cols, 1, cols] : [cols, rows, cols, 1]
  for (let line = 0; line < lines; line++) {
    for (let at = 0, run = 0; at <= along; at++) {
      if (at < along && data[line * stride + at * step]! > 0) run++
      else {
        if (run < lengthPx) for (let back = at - run; back < at; back++) data[line * stride + back * step] = 0
        run = 0
      }
    }
  }
}

function clipped({ x, y, width, height }: { x: number; y: number; width: number; height: number }, page: Mat): Stamp {
  const [left, top] = [Math.max(0, (x - 1) * searchScale), Math.max(0, (y - 1) * searchScale)]
  return { left, top, width: Math.min(page.cols, (x + width + 1) * searchScale) - left, height: Math.min(page.rows, (y + height + 1) * searchScale) - top }
}

/**
 * In red light a stamp's ink is nearly as bright as paper, and print as dark as ever: what a pixel lacks of the paper's red is
 * mostly print. The little that the ink lacks is taken off, by how much redder than paper the pixel, or one beside it, is; then
 * the print's contrast, which the ink over it had weakened, is given back. What is left is gray.
 */
function fadeRed(page: Mat, { inside, nearRedness, ink }: { inside: Mat; nearRedness: Mat; ink: Ink }, stamp: Stamp): void {
  const [pixels, reds, mask] = [page.data, nearRedness.data, inside.data]
  for (let y = 0, i = 0; y < stamp.height; y++) {
    let at = ((stamp.top + y) * page.cols + stamp.left) * 3
    for (let x = 0; x < stamp.width; x++, i++, at += 3) {
      const share = Math.min(1, reds[i]! / ink.redness)
      if (share < 0.12 || mask[(y >> 2) * inside.cols + (x >> 2)] === 0) continue
      const lack = ink.paper - redOf(pixels, at, ink) - share * ink.lack
      const faded = lack <= 0 ? 0 : lack < ghost ? lack ** 3 / ghost ** 2 : lack
      pixels[at] = pixels[at + 1] = pixels[at + 2] = Math.max(0, ink.paper - faded / (1 - ink.cover * share))
    }
  }
}

/**
 * JPEG keeps colour at half the size: at the ink's edges and in thin strokes it is paler than it was, and red seems darker. So much
 * of it as the pixel's brightness bears out is given back: print is dark, and has no room for it.
 */
function redOf(pixels: Uint8Array, at: number, ink: Ink): number {
  const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
  const brightness = lumaOf(red, green, blue)
  const room = Math.max(0, Math.min(1, (brightness - printLuma) / (ink.luma - printLuma)))
  return Math.max(red, brightness + overLuma * Math.min(paled * Math.max(0, rednessAt(pixels, at)), room * ink.redness))
}

/** ITU-R BT.601, as JPEG has it; so much of its redness a colour is redder than it is bright, where green and blue are alike. */
const lumaOf = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue
const overLuma = 0.701
/** By so much, at most. */
const paled = 1.5
/** How bright black print is. */
const printLuma = 40

/** Red over the mean of green and blue, by pixel, and the reddest within two pixels. */
function rednessOf(cv: OpenCv, page: Mat, { left, top, width, height }: Stamp): { own: Mat; near: Mat } {
  const own = new cv.Mat(height, width, cv.CV_8UC1)
  const [pixels, reds] = [page.data, own.data]
  for (let y = 0, i = 0; y < height; y++) {
    let at = ((top + y) * page.cols + left) * 3
    for (let x = 0; x < width; x++, i++, at += 3) reds[i] = Math.max(0, rednessAt(pixels, at))
  }
  const near = new cv.Mat()
  const kernel = cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(5, 5))
  cv.dilate(own, near, kernel)
  kernel.delete()
  return { own, near }
}

/** What is left fainter than this is the more of the ink's edges, whose colour JPEG smears, the fainter it is. */
const ghost = 15

/** `red` is how bright in red it is, `paper` the bare paper around it, `lack` how much darker the ink is. */
interface Ink { red: number; redness: number; luma: number; paper: number; lack: number; cover: number }

/** Pure stamp ink is very dark in green: how dark the stamp is there tells how much of the print beneath shows through. */
const pureInkGreen = 30
const mostCover = 0.6

/** The ink on bare paper: the redder half of the pixels that are bright in red. */
function inkOf(page: Mat, redness: Mat, inside: Mat, { left, top, width, height }: Stamp): Ink {
  const [pixels, reds, mask] = [page.data, redness.data, inside.data]
  const levels = Array.from({ length: 256 }, () => [0, 0, 0, 0] as [count: number, red: number, green: number, blue: number])
  const bare = new Uint32Array(256)
  for (let y = 0, i = 0; y < height; y++) {
    let at = ((top + y) * page.cols + left) * 3
    for (let x = 0; x < width; x++, i++, at += 3) {
      if (pixels[at]! <= leastRed || mask[(y >> 2) * inside.cols + (x >> 2)] === 0) continue
      if (reds[i]! <= leastRedness) {
        bare[pixels[at]!]!++
        continue
      }
      const level = levels[reds[i]!]!
      level[0]++
      level[1] += pixels[at]!
      level[2] += pixels[at + 1]!
      level[3] += pixels[at + 2]!
    }
  }
  const half = levels.reduce((sum, [count]) => sum + count, 0) / 2
  const total = [0, 0, 0, 0]
  for (let level = 255; level > 0 && total[0]! < half; level--) levels[level]!.forEach((value, c) => (total[c]! += value))
  const [red, green, blue] = [1, 2, 3].map((c) => total[c]! / Math.max(1, total[0]!)) as [number, number, number]
  const paper = bare.indexOf(Math.max(...bare))
  return {
    red, redness: Math.max(leastRedness, red - (green + blue) / 2), luma: Math.max(printLuma + 1, lumaOf(red, green, blue)), paper, lack: paper - red,
    cover: Math.max(0, Math.min(mostCover, (paper - green) / (paper - pureInkGreen))),
  }
}

function insideOf(cv: OpenCv, outlines: MatVector, index: number, { left, top, width, height }: Stamp): Mat {
  const inside = new cv.Mat(Math.ceil(height / searchScale), Math.ceil(width / searchScale), cv.CV_8UC1, new cv.Scalar(0))
  const offset = new cv.Point(-left / searchScale, -top / searchScale)
  const hierarchy = new cv.Mat()
  for (const thickness of [cv.FILLED, 3]) cv.drawContours(inside, outlines, index, new cv.Scalar(255), thickness, cv.LINE_8, hierarchy, 0, offset)
  hierarchy.delete()
  return inside
}
