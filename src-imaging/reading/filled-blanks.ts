/**
 * What a form leaves blanks and boxes for, and a hand or a machine fills in character by character: a day between 年, 月
 * and 日, an amount with a box for every figure, 大写 between 万, 仟 and 佰. Each part is a line of its own to the
 * detector; together they are the value.
 */
import type { Piece } from './page-text.ts'

/** Pieces that are one value, left to right, and what they say together. */
export interface Filled { parts: Piece[]; text: string }

/** @param rows the page's rows, each from left to right */
export function filledBlanks(rows: readonly Piece[][]): Filled[] {
  const taken = new Set<Piece>()
  const found: Filled[] = []
  for (const one of [...rows.flatMap((row) => [...daysIn(row), ...wordsIn(row), ...placesIn(row).filter(({ parts }) => parts.length > 1)]), ...amountsInBoxes(rows)]) {
    if (one.parts.some((part) => taken.has(part))) continue
    for (const part of one.parts) taken.add(part)
    found.push(one)
  }
  return found
}

const heightOf = (piece: Piece) => piece.bottom - piece.top
const textOf = (parts: readonly Piece[]) => parts.map((part) => part.text).join('')
const wholeDay = /(?<!\d)(?:20)?\d{2} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日/

function daysIn(row: readonly Piece[]): Filled[] {
  const found: Filled[] = []
  row.forEach((piece, start) => {
    if (!/(?:^|\D)(?:20)?\d{2} ?(?:年.{0,6})?$/.test(piece.text) || wholeDay.test(piece.text)) return
    for (let end = start + 1; end < Math.min(row.length, start + 6) && row[end]!.left - row[end - 1]!.right < 4 * heightOf(piece); end++) {
      const parts = row.slice(start, end + 1)
      if (!wholeDay.test(textOf(parts))) continue
      found.push({ parts, text: textOf(parts) })
      break
    }
  })
  return [...found, ...onPreprinted(row)]
}

/** 年 月 日 as one line with room between them, the figures written over it. */
function onPreprinted(row: readonly Piece[]): Filled[] {
  return row.filter((piece) => /^年 ?月 ?日$/.test(piece.text)).flatMap((marks) => {
    const figures = row.filter((piece) => /^\d{1,4}$/.test(piece.text) && piece.right > marks.left - 5 * heightOf(marks) && piece.left < marks.right)
    const text = figures.length === 3 ? `${figures[0]!.text}年${figures[1]!.text}月${figures[2]!.text}日` : ''
    return wholeDay.test(text) ? [{ parts: [...figures, marks], text }] : []
  })
}

/** 大写 a character at a time, or between places that are preprinted. */
function wordsIn(row: readonly Piece[]): Filled[] {
  const runs: Piece[][] = []
  for (const piece of row) {
    const last = runs.at(-1)?.at(-1)
    if (!/^[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正 ]{1,3}$/.test(piece.text)) runs.push([])
    else if (last && piece.left - last.right < 5 * heightOf(last)) runs.at(-1)!.push(piece)
    else runs.push([piece])
  }
  return runs.filter((run) => run.length >= 3 && /^[壹贰叁肆伍陆柒捌玖].*[元圆].*$/.test(textOf(run))).map((parts) => ({ parts, text: textOf(parts) }))
}

/** A figure or the name of a place, with the middle of its box. */
interface Mark { char: string; x: number; piece: Piece }

/** Characters of lines that hold nothing else, each where it stands. */
function marksOf(row: readonly Piece[], chars: RegExp): Mark[] {
  return row.filter((piece) => chars.test(piece.text)).flatMap((piece) => {
    const bare = [...piece.text.replace(/ /g, '')]
    return bare.map((char, i) => ({ char, piece, x: piece.left + ((piece.right - piece.left) * (i + 0.5)) / bare.length }))
  })
}

/** The names of the places over their boxes; `fenX` is the middle of the last. */
interface Places extends Filled { fenX: number; stepPx: number; count: number; bottom: number }

function placesIn(row: readonly Piece[]): Places[] {
  const marks = marksOf(row, /^[亿千百十万仟佰拾元圆角分 ]+$/)
  const names = marks.map(({ char }) => char).join('')
  return [...names.matchAll(/[亿千百十万仟佰拾]{2,9}[元圆]角分/g)].map((match) => {
    const own = marks.slice(match.index, match.index + match[0].length)
    const [first, last] = [own[0]!, own.at(-1)!]
    return { parts: [...new Set(own.map(({ piece }) => piece))], text: match[0], fenX: last.x, stepPx: (last.x - first.x) / (own.length - 1), count: own.length, bottom: last.piece.bottom }
  })
}

function amountsInBoxes(rows: readonly Piece[][]): Filled[] {
  return rows.flatMap(placesIn).flatMap((places, _, all) => {
    const lower = all.filter((other) => other.bottom > places.bottom && Math.abs(other.fenX - places.fenX) < places.stepPx)
    const below = Math.min(...lower.map(({ bottom }) => bottom))
    return rows.filter(([first]) => first!.top > places.bottom - 0.3 * heightOf(first!) && first!.bottom < below).flatMap((row) => amountUnder(places, row) ?? [])
  })
}

/** An amount typed without heed of the boxes, its figures closer than they are: it ends where the last boxes are. */
function isTypedAcross({ fenX, stepPx, count }: Places, { text, left, right }: Piece): boolean {
  return /^[¥￥]?\d{3,}$/.test(text) && (right - left) / text.length < 0.7 * stepPx && Math.abs(right - fenX) < 1.5 * stepPx && left > fenX - count * stepPx
}

/** Between figures one of which was not read, so that none of the others is taken for the amount. */
const lost = 'x'

/** The figures of a row that stand in the boxes, each worth what its place says. */
function amountUnder(places: Places, row: readonly Piece[]): Filled | null {
  const { fenX, stepPx, count } = places
  const typed = row.find((piece) => isTypedAcross(places, piece))
  if (typed) return { parts: [typed], text: `${typed.text.slice(0, -2)}.${typed.text.slice(-2)}` }
  const placed = marksOf(row, /^[¥￥Y]?[\d ]*$/).map((mark) => ({ ...mark, place: Math.round((fenX - mark.x) / stepPx) }))
    .filter(({ place }) => place >= 0 && place <= count)
  const figures = placed.filter(({ char }) => /\d/.test(char))
  const [first, last] = [figures[0], figures.at(-1)]
  if (!first || !last || figures.length < 3 || last.place > 2) return null
  const parts = [...new Set(placed.map(({ piece }) => piece))]
  const steps = figures.slice(1).map(({ place }, i) => figures[i]!.place - place)
  if (steps.some((step) => step < 1)) return null
  const signs = placed.filter(({ char }) => !/\d/.test(char))
  // The sign stands in the box before the first figure.
  if (steps.some((step) => step > 1) || signs.some(({ place }) => place > first.place + 1)) return { parts, text: figures.map(({ char }) => char).join(lost) }
  const fen = figures.map(({ char }) => char).join('') + '0'.repeat(last.place)
  const sign = signs.length > 0 ? '¥' : ''
  return { parts, text: `${sign}${fen.slice(0, -2)}.${fen.slice(-2)}` }
}
