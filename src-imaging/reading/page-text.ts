/** A page's lines as things with places: rows, what stands right of or below a thing, and parts of a line with their own place. */
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import { filledBlanks } from './filled-blanks.ts'
import { asSureAsPrintedAgain } from './printed-again.ts'

/**
 * A line, or a part of one. Left, right, top and bottom are of the page laid straight; `boxPx` is the page's own.
 * `score` is that of its least certain character.
 */
export interface Piece { text: string; score: number; charScores: readonly number[]; boxPx: Quad; left: number; right: number; top: number; bottom: number }

/** A line as an engine gives it; documents' lines have no scores of single characters. */
type ScoredLine = Line & { charScores?: readonly number[] }

/** A value found on the page, with where and how surely it was read. */
export interface Found { value: string; score: number; boxPx: Quad }

export class PageText {
  readonly pieces: readonly Piece[]
  /** The usual height of a line. */
  readonly lineHeightPx: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number

  constructor(lines: readonly ScoredLine[]) {
    const slope = usualSlope(lines)
    this.pieces = joinFilled(joinRemarks(joinSpaced(asSureAsPrintedAgain(lines.flatMap((line) => {
      const { text, charScores } = shown(line)
      return text === '' ? [] : [{ text, charScores, score: least(charScores), boxPx: line.boxPx, ...bounds(line.boxPx, slope) }]
    })))))
    this.lineHeightPx = median(this.pieces.filter((piece) => !isTall(piece)).map((piece) => piece.bottom - piece.top)) || 1
    this.left = least(this.pieces.map((piece) => piece.left))
    this.right = -least(this.pieces.map((piece) => -piece.right))
    this.top = least(this.pieces.map((piece) => piece.top))
    this.bottom = -least(this.pieces.map((piece) => -piece.bottom))
  }

  /** Pieces of the same row, left to right, itself left out. Text that runs downwards is in no row. */
  rowOf(piece: Piece): Piece[] {
    return this.pieces.filter((other) => other !== piece && sameRow(piece, other)).sort((a, b) => a.left - b.left)
  }

  rightOf(piece: Piece): Piece[] {
    const middle = (piece.left + piece.right) / 2
    return this.rowOf(piece).filter((other) => other.left > middle && other.left > piece.right - 2 * (piece.bottom - piece.top))
  }

  /** Pieces under this one that share its width, nearest first, down to so many line heights. */
  below(piece: Piece, lines = 3): Piece[] {
    const height = Math.max(piece.bottom - piece.top, this.lineHeightPx)
    return this.pieces.filter((other) => other !== piece && middleOf(other) > piece.bottom && other.top - piece.bottom < lines * height
      && Math.min(other.right, piece.right) - Math.max(other.left, piece.left) > 0)
      .sort((a, b) => a.top - b.top)
  }

  matching(pattern: RegExp): Piece[] {
    return this.pieces.filter((piece) => pattern.test(piece.text))
  }

  /** All rows from top to bottom, each from left to right. */
  rows(): Piece[][] {
    return rowsOf(this.pieces)
  }
}

function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = []
  for (const piece of pieces.filter((one) => !isTall(one)).sort((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.findLast((candidate) => candidate.some((other) => sameRow(piece, other)))
    if (row) row.push(piece)
    else rows.push([piece])
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left)
  return rows
}

/** Words that forms space out over their column, so that a detector takes each character for a word. */
const spacedWords = new Set(['合计', '数量', '单价', '金额', '税额', '单位', '税率', '名称', '备注', '大写', '小写', '日期', '姓名', '小计', '票价', '项目', '用途', '摘要', '品名', '总计', '内容', '规格', '部门', '事由', '甲方', '乙方', '买方', '卖方', '供方', '需方', '编号', '地址', '电话'])

/** Other words' characters stand no further apart than this, in heights, and alike in two rows or more. */
const spacedOut = 3

interface Pair { first: Piece; next: Piece; word: string; gap: number }

function joinSpaced(pieces: Piece[]): Piece[] {
  const pairs = pieces.filter((piece) => isHan(piece.text)).flatMap((first) => {
    const next = pieces.filter((other) => other !== first && sameRow(first, other) && other.left >= first.right).sort((a, b) => a.left - b.left)[0]
    const rest = /^([\u4e00-\u9fff])(?=$|[:(（])/.exec(next?.text ?? '')?.[1]
    return next && rest ? [{ first, next, word: first.text + rest, gap: (next.left - first.right) / (first.bottom - first.top) }] : []
  })
  const joined = pairs.filter((pair) => (spacedWords.has(pair.word) ? pair.gap <= 12 : isOfColumn(pair, pairs)))
  const taken = new Set(joined.flatMap(({ first, next }) => [first, next]))
  return [...pieces.filter((piece) => !taken.has(piece)), ...joined.map(({ first, next }) => together(first, next))]
}

const together = (first: Piece, next: Piece): Piece => ({
  ...first, text: first.text + next.text, score: Math.min(first.score, next.score), charScores: [...first.charScores, ...next.charScores], boxPx: around([first, next]),
  right: next.right, top: Math.min(first.top, next.top), bottom: Math.max(first.bottom, next.bottom),
})

/** A bracket's white parts it from the name it belongs to: so far, in heights. */
const bracketGap = 0.9

/** A name and the remark in brackets right behind it are one. */
function joinRemarks(pieces: readonly Piece[]): Piece[] {
  const isRemark = ({ text }: Piece) => /^[（(][\u4e00-\u9fff]{1,10}[）)]$/.test(text)
  const remarks = pieces.filter(isRemark).flatMap((next) => {
    const first = pieces.find((other) => !isRemark(other) && /[\u4e00-\u9fff]$/.test(other.text) && sameRow(other, next) && Math.abs(next.left - other.right) < bracketGap * (next.bottom - next.top))
    return first ? [{ first, next }] : []
  })
  const taken = new Set(remarks.flatMap(({ first, next }) => [first, next]))
  return [...pieces.filter((piece) => !taken.has(piece)), ...remarks.map(({ first, next }) => together(first, next))]
}

const isHan = (text: string) => /^[\u4e00-\u9fff]$/.test(text)

/** Two characters that stand over, or under, two others as far apart, with no third in either row: labels of one column. */
function isOfColumn(pair: Pair, pairs: readonly Pair[]): boolean {
  const isLabel = ({ first, next, gap }: Pair) => gap <= spacedOut && !pairs.some((other) => (other.first === next || other.next === first) && other.gap <= spacedOut)
  const height = pair.first.bottom - pair.first.top
  const isNear = (a: number, b: number) => Math.abs(a - b) < height / 2
  return isLabel(pair) && pairs.some((other) => other !== pair && isLabel(other) && isNear(other.first.left, pair.first.left) && isNear(other.next.left, pair.next.left)
    && Math.abs(other.first.top - pair.first.top) < spacedOut * height)
}

/** What was filled in part by part is one piece, as sure as its least certain character. */
function joinFilled(pieces: Piece[]): Piece[] {
  const filled = filledBlanks(rowsOf(pieces))
  const joined = filled.map(({ parts, text }): Piece => {
    const score = Math.min(...parts.map((part) => part.score))
    return { text, score, charScores: [...text].map(() => score), boxPx: around(parts), left: Math.min(...parts.map((part) => part.left)), right: Math.max(...parts.map((part) => part.right)), top: Math.min(...parts.map((part) => part.top)), bottom: Math.max(...parts.map((part) => part.bottom)) }
  })
  const taken = new Set(filled.flatMap(({ parts }) => parts))
  return [...pieces.filter((piece) => !taken.has(piece)), ...joined]
}

const middleOf = (piece: Piece) => (piece.top + piece.bottom) / 2

function sameRow(a: Piece, b: Piece): boolean {
  if (isTall(a) || isTall(b)) return false
  const [low, high] = [a.bottom - a.top, b.bottom - b.top].sort((x, y) => x - y) as [number, number]
  return Math.abs(middleOf(a) - middleOf(b)) < 0.5 * Math.min(high, 1.6 * low)
}

function isTall(piece: Piece): boolean {
  return piece.text.length > 1 && piece.bottom - piece.top > 1.8 * (piece.right - piece.left)
}

/** A part of a piece by its characters, its place reckoned from their widths. */
export function partOf(piece: Piece, start: number, end: number): Piece {
  if (start <= 0 && end >= piece.text.length) return piece
  const total = widthUpTo(piece.text, piece.text.length)
  const [from, to] = [widthUpTo(piece.text, start) / total, widthUpTo(piece.text, end) / total]
  const [topLeft, topRight, bottomRight, bottomLeft] = piece.boxPx
  const at = (a: readonly [number, number], b: readonly [number, number], share: number): [number, number] => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
  const width = piece.right - piece.left
  const charScores = piece.charScores.slice(start, end)
  return {
    text: piece.text.slice(start, end), score: least(charScores), charScores, left: piece.left + width * from, right: piece.left + width * to, top: piece.top, bottom: piece.bottom,
    boxPx: [at(topLeft, topRight, from), at(topLeft, topRight, to), at(bottomLeft, bottomRight, to), at(bottomLeft, bottomRight, from)],
  }
}

const widthUpTo = (text: string, end: number) => [...text.slice(0, end)].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.54), 0) || 1e-6

/** One box around several pieces. */
export function around(pieces: readonly Piece[]): Quad {
  const xs = pieces.flatMap((piece) => piece.boxPx.map((point) => point[0]))
  const ys = pieces.flatMap((piece) => piece.boxPx.map((point) => point[1]))
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return pieces.length === 1 ? pieces[0]!.boxPx : [[left, top], [right, top], [right, bottom], [left, bottom]]
}

/** Compatibility forms plain, character by character, spaces single; wide brackets, which names are printed with, stay. */
export function plain(text: string): string {
  return shown({ text, score: 1 }).text
}

function shown({ text, score, charScores }: Pick<ScoredLine, 'text' | 'score' | 'charScores'>): { text: string; charScores: number[] } {
  const out: { text: string; charScores: number[] } = { text: '', charScores: [] }
  ;[...text].forEach((char, i) => {
    const isSpace = /[\s\u200b\ufeff]/.test(char)
    if (isSpace && (out.text === '' || out.text.endsWith(' '))) return
    const normal = char.normalize('NFKC')
    const plainChar = isSpace ? ' ' : normal.length === 1 && char !== '（' && char !== '）' ? normal : char
    out.text += plainChar
    // Indexes are those of the string: a character of two units counts twice. A space is nobody's reading.
    for (let unit = 0; unit < plainChar.length; unit++) out.charScores.push(isSpace ? 1 : charScores?.[i] ?? score)
  })
  if (out.text.endsWith(' ')) {
    out.text = out.text.slice(0, -1)
    out.charScores.pop()
  }
  return out
}

/** The tilt of the lines, by the long ones. */
function usualSlope(lines: readonly Line[]): number {
  const slopes = lines.flatMap(({ boxPx: [[x1, y1], [x2, y2]] }) => (x2 - x1 > 60 && Math.abs(y2 - y1) < 0.2 * (x2 - x1) ? [(y2 - y1) / (x2 - x1)] : []))
  return median(slopes)
}

function bounds(boxPx: Quad, slope: number): Pick<Piece, 'left' | 'right' | 'top' | 'bottom'> {
  const xs = boxPx.map(([x, y]) => x + slope * y)
  const ys = boxPx.map(([x, y]) => y - slope * x)
  // The box of a tilted line is taller than the line: its middle heights count.
  const tall = Math.max(...ys) - Math.min(...ys)
  const [topMiddle, bottomMiddle] = [(ys[0]! + ys[1]!) / 2, (ys[2]! + ys[3]!) / 2]
  const isPlain = bottomMiddle - topMiddle > 0.3 * tall
  return { left: Math.min(...xs), right: Math.max(...xs), top: isPlain ? topMiddle : Math.min(...ys), bottom: isPlain ? bottomMiddle : Math.max(...ys) }
}

function median(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.toSorted((a, b) => a - b)[values.length >> 1]!
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0)
