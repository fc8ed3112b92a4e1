/** Print that the detector overlooks because it stands alone in its cell: a digit, a character, a few asterisks. */
import { type Corners, distance, type OpenCv, type Picture, withOpenCv } from '../opencv.ts'
import { spanOf } from './text-boxes.ts'

/** So much darker than the paper, in green, is ink. */
const contrast = 60
/** All as shares of the usual height of a box. What is alone is so high and so wide; asterisks are lower. */
const lowest = 0.42
const highest = 0.95
const narrowest = 0.1
const widest = 1.9
const lowestStar = 0.14
/** White on every side of what is alone; signs of one word stand closer to each other. */
const alone = 0.55
const together = 0.3
/** Ink so near, outside its rectangle, of all that is so near: more is a code's pattern or a drawing. */
const around = 0.3
const mostAround = 0.25
/** What goes on longer is a rule. */
const longestSign = 3
/** A box as low and as short as this holds but a part of a character. */
const partHeight = 0.7
const longestPart = 1.2
/** Of the usual height squared: less ink is a speck. */
const leastInk = 0.008
/** Share of its rectangle that is ink: less is a corner of a frame, more a block. */
const inkShare = [0.12, 0.75] as const
/** Signs that stand together; more are a drawing. */
const mostParts = 4
/** More of them are a texture, and would take minutes to compare. */
const mostPieces = 3000
const margin = 0.15
/** An asterisk's line goes on below it: from its top, so high. */
const starLine = 0.75

interface Rect { left: number; top: number; right: number; bottom: number; ink: number; parts: number }

/** @param boxes in the picture's pixels. @returns them with boxes of print that none of them holds, in place of those that hold but a part of it */
export async function withLonePrint(picture: Picture, boxes: readonly Corners[]): Promise<Corners[]> {
  const heights = boxes.map(shortSide).sort((a, b) => a - b)
  const height = heights[heights.length >> 1]
  if (height === undefined) return []
  const isWhole = (box: Corners) => shortSide(box) > partHeight * height || longSide(box) > longestPart * height
  const whole = boxes.filter(isWhole)
  const seen = await withOpenCv((cv) => markedBy(cv, picture, whole))
  const inks = pieces(picture, seen).filter(({ ink }) => ink > leastInk * height ** 2)
  if (inks.length > mostPieces) return [...boxes]
  const isRule = ({ left, right, top, bottom }: Rect) => right - left > longestSign * height || bottom - top > longestSign * height
  const words = joined(inks.filter((ink) => !isRule(ink)), together * height)
  const lone = words.filter((word) => isPrint(word, height) && isAlone(word, words, seen, picture.widthPx, height)).map((word) => boxAround(word, height))
  const isPart = (box: Corners) => lone.some((one) => middleIsIn(box, one))
  return [...boxes.filter((box) => isWhole(box) || !isPart(box)), ...lone]
}

function boxAround({ left, top, right, bottom }: Rect, height: number): Corners {
  const by = margin * height
  const foot = bottom - top < lowest * height ? Math.max(bottom + by, top + starLine * height) : bottom + by
  return [[left - by, top - by], [right + by, top - by], [right + by, foot], [left - by, foot]]
}

function middleIsIn(box: Corners, [[left, top], , [right, bottom]]: Corners): boolean {
  const { left: from, right: to, top: upper, bottom: lower } = spanOf(box)
  const [x, y] = [(from + to) / 2, (upper + lower) / 2]
  return x > left && x < right && y > top && y < bottom
}

const sides = (box: Corners) => [distance(box[0], box[1]), distance(box[1], box[2])] as const
const shortSide = (box: Corners) => Math.min(...sides(box))
const longSide = (box: Corners) => Math.max(...sides(box))

function isPrint({ left, right, top, bottom, ink, parts }: Rect, height: number): boolean {
  const [width, tall, share] = [(right - left) / height, (bottom - top) / height, ink / ((right - left) * (bottom - top))]
  if (tall > highest || width > widest || width < narrowest || parts > mostParts || share < inkShare[0] || share > inkShare[1]) return false
  return tall >= lowest || (parts >= 2 && tall >= lowestStar && width > 2 * tall)
}

/** With white round it, or a little of its cell's frame. */
function isAlone(word: Rect, words: readonly Rect[], seen: Uint8Array, widthPx: number, height: number): boolean {
  if (words.some((other) => other !== word && isNear(word, other, alone * height))) return false
  const by = Math.ceil(around * height)
  let [ink, all] = [-word.ink, -(word.right - word.left) * (word.bottom - word.top)]
  for (let y = Math.max(0, word.top - by); y < Math.min(seen.length / widthPx, word.bottom + by); y++) {
    for (let x = Math.max(0, word.left - by); x < Math.min(widthPx, word.right + by); x++) {
      const mark = seen[y * widthPx + x]
      if (mark === boxed) return false
      ink += Number(mark === dark)
      all++
    }
  }
  return ink < mostAround * all
}

const isNear = (a: Rect, b: Rect, gap: number) => a.left - gap < b.right && b.left - gap < a.right && a.top - gap < b.bottom && b.top - gap < a.bottom

function joined(rects: readonly Rect[], gap: number): Rect[] {
  const words: Rect[] = []
  for (const rect of rects) {
    let word = rect
    for (let i = words.findIndex((other) => isNear(word, other, gap)); i >= 0; i = words.findIndex((other) => isNear(word, other, gap))) {
      const [other] = words.splice(i, 1) as [Rect]
      word = { left: Math.min(word.left, other.left), top: Math.min(word.top, other.top), right: Math.max(word.right, other.right), bottom: Math.max(word.bottom, other.bottom), ink: word.ink + other.ink, parts: word.parts + other.parts }
    }
    words.push(word)
  }
  return words
}

/** What a pixel is known to be: nothing yet, inside a box, ink outside them. */
const [unseen, boxed, dark] = [0, 1, 2]

function markedBy(cv: OpenCv, { widthPx, heightPx }: Picture, boxes: readonly Corners[]): Uint8Array {
  const marks = new cv.Mat(heightPx, widthPx, cv.CV_8UC1, new cv.Scalar(unseen))
  for (const box of boxes) {
    const corners = cv.matFromArray(4, 1, cv.CV_32SC2, box.flat().map(Math.round))
    cv.fillConvexPoly(marks, corners, new cv.Scalar(boxed))
    corners.delete()
  }
  const seen = marks.data.slice()
  marks.delete()
  return seen
}

/** Connected pieces of ink outside the boxes. @param seen where they are marked */
function pieces({ data, widthPx, heightPx }: Picture, seen: Uint8Array): Rect[] {
  const levels = new Uint32Array(256)
  for (let i = 1; i < data.length; i += 3) levels[data[i]!]!++
  const lightest = levels.indexOf(Math.max(...levels)) - contrast
  const found: Rect[] = []
  const open: number[] = []
  const visit = (at: number) => {
    if (seen[at] !== unseen || data[3 * at + 1]! > lightest) return
    seen[at] = dark
    open.push(at)
  }
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] !== unseen || data[3 * start + 1]! > lightest) continue
    const piece: Rect = { left: widthPx, top: heightPx, right: 0, bottom: 0, ink: 0, parts: 1 }
    visit(start)
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % widthPx, Math.floor(at / widthPx)]
      piece.ink++
      piece.left = Math.min(piece.left, x)
      piece.right = Math.max(piece.right, x + 1)
      piece.top = Math.min(piece.top, y)
      piece.bottom = Math.max(piece.bottom, y + 1)
      for (let near = Math.max(0, x - 1); near < Math.min(widthPx, x + 2); near++) for (let row = Math.max(0, y - 1); row < Math.min(heightPx, y + 2); row++) visit(row * widthPx + near)
    }
    found.push(piece)
  }
  return found
}
