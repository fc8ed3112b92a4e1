/** What a box that the detector found says, by what was printed on the page: the truth a line is learnt with. */
import { type Corners, distance } from '../src-imaging/opencv.ts'
import type { TruthText } from './sample-pages.ts'

/** How far a box may miss the ends of its words, and how wide the gap of a space is at least, as shares of its height. */
const slack = 0.35
/** Of the lower one's height: less is a neighbouring row, more is in the row. */
const [anotherRow, sameRow] = [0.1, 0.6]

/**
 * What is printed inside a box, its words parted by spaces; null where it holds nothing, a part of something, or a cipher.
 * A seal's words over print are not part of it: the recogniser learns to read through them.
 */
export function textIn(box: Corners, texts: readonly TruthText[]): string | null {
  return isTall(box) ? textAlong(turned(box), texts.map(({ quad, ...rest }) => ({ ...rest, quad: turned(quad) }))) : textAlong(box, texts)
}

/** Characters below each other are a line that runs down: seen so, its first corner is the upper right one. */
const turned = <Quadrangle extends TruthText['quad']>([a, b, c, d]: Quadrangle) => [b, c, d, a] as Quadrangle

function isTall([a, b, , d]: Corners): boolean {
  return distance(a, d) > 1.5 * distance(a, b)
}

function textAlong(box: Corners, texts: readonly TruthText[]): string | null {
  const along = unit(box[0], box[1])
  const place = (point: readonly [number, number]) => (point[0] - box[0][0]) * along[0] + (point[1] - box[0][1]) * along[1]
  const height = distance(box[0], box[3])
  const right = distance(box[0], box[1])
  const inside: { at: number; end: number; text: string; from: TruthText }[] = []
  for (const text of texts.filter(({ role }) => role !== 'seal')) {
    const shared = sharedHeight(box, text)
    if (shared <= anotherRow) continue
    const runsAcross = [...text.text].length > 1 && distance(text.quad[0], text.quad[3]) > 1.5 * distance(text.quad[0], text.quad[1])
    for (const word of wordsOf(text)) {
      const [at, end] = [place(word.from), place(word.to)]
      if (end < slack * height * 0.5 || at > right - slack * height * 0.5) continue
      if (runsAcross) return null
      if (text.role !== 'print' || shared < sameRow || at < -slack * height || end > right + slack * height) return null
      inside.push({ at, end, text: word.text, from: text })
    }
  }
  const sorted = inside.toSorted((a, b) => a.at - b.at)
  if (sorted.some(({ at }, i) => i > 0 && at < sorted[i - 1]!.end - 0.3 * height)) return null
  return sorted.map(({ at, text, from }, i) => (i > 0 && (from === sorted[i - 1]!.from || at - sorted[i - 1]!.end > slack * height) ? ` ${text}` : text)).join('') || null
}

/** Of the lower one's height, the part that a text and a box share across the line. */
function sharedHeight(box: Corners, { quad }: TruthText): number {
  const down = unit(box[0], box[3])
  const place = (point: readonly [number, number]) => (point[0] - box[0][0]) * down[0] + (point[1] - box[0][1]) * down[1]
  const [boxBottom, top, bottom] = [distance(box[0], box[3]), (place(quad[0]) + place(quad[1])) / 2, (place(quad[2]) + place(quad[3])) / 2]
  return (Math.min(boxBottom, bottom) - Math.max(0, top)) / Math.min(boxBottom, bottom - top)
}

/** A text's words between its spaces, with where each starts and ends on the line, by the usual widths of characters. */
function wordsOf({ text, quad }: TruthText): { text: string; from: [number, number]; to: [number, number] }[] {
  const chars = [...text]
  const widths = chars.map((char) => (char < '\u0100' ? 0.55 : 1))
  const total = widths.reduce((sum, width) => sum + width, 0)
  const words: { text: string; start: number; end: number }[] = []
  let reached = 0
  chars.forEach((char, i) => {
    const [start, end] = [reached, reached + widths[i]!]
    reached = end
    if (/\s/.test(char)) return
    const open = words.at(-1)
    if (open && i > 0 && !/\s/.test(chars[i - 1]!)) Object.assign(open, { text: open.text + char, end })
    else words.push({ text: char, start, end })
  })
  const at = (share: number): [number, number] => [0, 1].map((axis) => ((quad[0][axis]! + quad[3][axis]!) * (1 - share) + (quad[1][axis]! + quad[2][axis]!) * share) / 2) as [number, number]
  return words.map((word) => ({ text: word.text, from: at(word.start / total), to: at(word.end / total) }))
}

function unit(from: readonly [number, number], to: readonly [number, number]): readonly [number, number] {
  const length = Math.max(1, Math.hypot(to[0] - from[0], to[1] - from[1]))
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const
}
