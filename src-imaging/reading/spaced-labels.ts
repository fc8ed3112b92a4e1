/**
 * Labels of two characters spaced over their column, 电 话 above 车 号: where each character stands nearer to the row below
 * than to its fellow, the detector takes the left ones for a line that runs down the page, and the right ones for another.
 */
import type { Corners, Picture } from '../opencv.ts'
import { type ProbabilityMap, type Span, spanOf } from './text-boxes.ts'

/** What the detector gives for text at all. */
const leastText = 0.3
/** All as shares of the rows' height. How far from the lines beside them labels may stand, and their characters from each other. */
const farthest = 12
const closestGap = 0.3
const widestGap = 2.5
/** A character is so wide, the last one with its colon. */
const narrowest = 0.35
const widest = 1.8
/** Paper between two rows, and the most of it in one table. */
const leastBlank = 0.15
const widestRowGap = 1.6
/** The detector marks a core so much within the print. */
const inset = 0.3
/** Share of the darkest print's contrast from which it is ink; less contrast in all, of 255, is no print. */
const inkShare = 0.3
const leastContrast = 40

/**
 * Lines that run across stand in rows. What the map joins down from one of their rows to the next is parted if it is one
 * character wide and has another such beside it, with white between the two and between the rows; the two of a row are joined
 * instead. A rule between them says that a word runs down its cell of the table.
 * @param of changed in place. @param picture the page at the map's size. @returns whether there was any such place
 */
export function joinAcross(of: ProbabilityMap, picture: Picture, boxes: readonly Corners[]): boolean {
  const pairs = rowPairs(boxes.map(spanOf))
  const joinedDown = pairs.flatMap((rows) => bridges(of, rows).flatMap((bridge) => labelsBeside(picture, rows, bridge)))
  // Rows of the same labels that the map does not join: their characters stand alone.
  const alone = pairs.flatMap((rows) => joinedDown.filter(({ left }) => isBeside(rows, left)).flatMap(({ left }) => labelsBeside(picture, rows, left)))
  for (const label of [...joinedDown, ...alone]) joinLabel(of, label)
  return joinedDown.length > 0
}

interface Stretch { from: number; to: number }
/** Two rows, one below the other: the upper one's top, the middle between them and the lower one's bottom, at `x`; lower by `slope` further right. */
interface Rows { x: number; top: number; middle: number; bottom: number; slope: number; across: Stretch; height: number }

/** Of every line that runs across, with the one below it. None on a page most of whose lines run down. */
function rowPairs(lines: readonly Span[]): Rows[] {
  const across = lines.filter(({ left, right, height, slope }) => right - left > 2 * height && Math.abs(slope) < 0.1)
  const down = lines.filter(({ left, right, top, bottom }) => bottom - top > 2 * (right - left))
  if (across.length <= down.length) return []
  const slope = across.map((line) => line.slope).sort((a, b) => a - b)[across.length >> 1]!
  return across.flatMap((upper) => {
    const x = upper.left
    const [top, bottom] = [upper.corners[0][1], upper.corners[3][1]]
    const below = across.flatMap((line) => {
      const lift = slope * (x - line.left)
      const lower = { top: line.corners[0][1] + lift, bottom: line.corners[3][1] + lift }
      const isNext = line.left < upper.right && line.right > x && lower.top > (top + bottom) / 2 && lower.top - bottom < widestRowGap * upper.height
      return isNext ? [lower] : []
    }).sort((a, b) => a.top - b.top)[0]
    return below ? [{ x, top, middle: (bottom + below.top) / 2, bottom: below.bottom, slope, across: { from: x, to: upper.right }, height: upper.height }] : []
  })
}

/** Where the map has text between the rows: what joins them, so wide as a character at most. */
function bridges({ map, widthPx, heightPx }: ProbabilityMap, { x, middle, slope, across, height }: Rows): Stretch[] {
  const isText = (at: number) => {
    const y = Math.round(middle + slope * (at - x))
    return y >= 0 && y < heightPx && map[y * widthPx + at]! > leastText
  }
  return stretches(Math.max(0, Math.floor(across.from - farthest * height)), Math.min(widthPx, Math.ceil(across.to + farthest * height)), isText)
    .filter((bridge) => bridge.to - bridge.from < widest * height)
}

const isBeside = ({ across, height }: Rows, { from, to }: Stretch) => to > across.from - farthest * height && from < across.to + farthest * height

/** Stretches of numbers for which it holds. */
function stretches(from: number, to: number, holds: (at: number) => boolean): Stretch[] {
  const found: Stretch[] = []
  for (let at = from; at < to; at++) {
    if (!holds(at)) continue
    const open = found.at(-1)
    if (open?.to === at) open.to = at + 1
    else found.push({ from: at, to: at + 1 })
  }
  return found
}

/** Two characters in each of two rows: their places across the page, and the white between the rows. */
interface Label { left: Stretch; right: Stretch; blank: Stretch; sizePx: number }

/** The character that the bridge is under, with the one at its left and the one at its right. */
function labelsBeside(picture: Picture, rows: Rows, bridge: Stretch): Label[] {
  const { height } = rows
  const lift = rows.slope * ((bridge.from + bridge.to) / 2 - rows.x)
  const window = { from: Math.max(0, Math.floor(bridge.from - (widest + widestGap) * height)), to: Math.min(picture.widthPx, Math.ceil(bridge.to + (widest + widestGap) * height)) }
  const band = { from: Math.max(0, Math.round(rows.top + lift)), to: Math.min(picture.heightPx, Math.round(rows.bottom + lift)) }
  const isInk = inkWithin(picture, window, band)
  if (!isInk) return []
  const parts = together(stretches(window.from, window.to, (x) => count(band, (y) => isInk(x, y)) > 0.03 * height), closestGap * height)
  const own = parts.findIndex((part) => part.from < bridge.to && part.to > bridge.from)
  return [own - 1, own].filter((first) => areFellows(parts, first, height)).flatMap((first) => {
    const [left, right] = [parts[first]!, parts[first + 1]!]
    const isWhite = (y: number) => [left, right].every((part) => count(part, (x) => isInk(x, y)) === 0)
    const middle = Math.round(rows.middle + lift)
    const blank = stretches(band.from, band.to, isWhite).filter(({ from, to }) => from - height / 2 < middle && to + height / 2 > middle).sort((a, b) => b.to - b.from - a.to + a.from)[0]
    return blank && blank.to - blank.from > leastBlank * height ? [{ left, right, blank, sizePx: Math.min(height, Math.max(left.to - left.from, height / 2)) }] : []
  })
}

/** One character and the next, close by; where a third follows, evenly spaced, or the first is no part of that word. */
function areFellows(parts: readonly Stretch[], first: number, height: number): boolean {
  const gapAfter = (index: number) => {
    const [left, right] = [parts[index], parts[index + 1]]
    const gap = left && right && [left, right].every(({ from, to }) => to - from > narrowest * height && to - from < widest * height) ? right.from - left.to : Infinity
    return gap > widestGap * height ? Infinity : gap
  }
  const [own, next] = [gapAfter(first), gapAfter(first + 1)]
  return own < Infinity && (next === Infinity || Math.abs(next - own) < closestGap * height)
}

const count = ({ from, to }: Stretch, holds: (at: number) => boolean) => stretches(from, to, holds).reduce((sum, one) => sum + one.to - one.from, 0)

/** Stretches with less than `gap` between them are one. */
function together(parts: readonly Stretch[], gap: number): Stretch[] {
  const joined: Stretch[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && part.from - last.to < gap) last.to = part.to
    else joined.push({ ...part })
  }
  return joined
}

/** What is ink in a stretch across the page and one down it; null where there is no print. Green is dark in print of any colour. */
export function inkWithin({ data, widthPx }: Pick<Picture, 'data' | 'widthPx'>, { from, to }: Stretch, band: Stretch): ((x: number, y: number) => boolean) | null {
  const levels: number[] = []
  for (let y = band.from; y < band.to; y++) for (let x = from; x < to; x++) levels.push(data[(y * widthPx + x) * 3 + 1]!)
  levels.sort((a, b) => a - b)
  const [paper, darkest] = [levels[Math.floor(0.75 * levels.length)] ?? 0, levels[Math.floor(0.02 * levels.length)] ?? 0]
  if (paper - darkest < leastContrast) return null
  const lightest = paper - Math.max(leastContrast, inkShare * (paper - darkest))
  return (x, y) => data[(y * widthPx + x) * 3 + 1]! < lightest
}

/** Takes the text off the map from one row's characters to the other's, and fills it in from the left one to the right one of each. */
function joinLabel({ map, widthPx, heightPx }: ProbabilityMap, { left, right, blank, sizePx }: Label): void {
  const fill = (from: number, to: number, top: number, bottom: number, value: number) => {
    for (let y = Math.max(0, Math.round(top)); y < Math.min(heightPx, Math.round(bottom)); y++) map.fill(value, y * widthPx + Math.round(from), y * widthPx + Math.round(to))
  }
  const core = inset * sizePx
  for (const part of [left, right]) fill(part.from, part.to, blank.from - core, blank.to + core, 0)
  const [from, to] = [left.from + core, right.to - core]
  fill(from, to, blank.from - sizePx + core, blank.from - core, 1)
  fill(from, to, blank.to + core, blank.to + sizePx - core, 1)
}
