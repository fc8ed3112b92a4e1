/**
 * 明细 where no column says what it is: a name, then figures, row under row, one table or two side by side. Believed only
 * where the amounts come to a sum that is printed elsewhere on the page.
 */
import { formatYuan, parseYuan } from '../../src-shared/money.ts'
import type { LineItem } from '../../src-shared/scan.ts'
import type { PageText, Piece } from './page-text.ts'
import { amountsIn } from './shapes.ts'

interface Entry { item: LineItem; left: number }

const isFigure = (text: string) => /^[-¥￥]{0,2}[\d,]+(?:\.\d+)?$/.test(text)
const isAmount = (text: string) => /^[-¥￥]{0,2}[\d,]*\d\.\d{2}$/.test(text)
const isName = (text: string) => /[\u4e00-\u9fff]/.test(text) && !/[:：。;；]/.test(text)
const plainAmount = (text: string) => text.replace(/[¥￥,]/g, '')

/** "11把×30.53", "拖把 11把×30.53", "21.29 * 12": what was counted, if the price times the count is the amount. */
function countIn(text: string, amount: string): Omit<LineItem, 'amount'> | null {
  const match = /^(.*?) ?(?<![\d.])(\d+(?:\.\d+)?) ?([\u4e00-\u9fff]{0,3}) ?[×xX*＊✕@] ?[¥￥]?(\d[\d,]*(?:\.\d+)?) ?([\u4e00-\u9fff]{0,3})$/.exec(text)
  if (!match) return null
  const [, name, first, unitOfFirst, second, unitOfSecond] = match as unknown as [string, string, string, string, string, string]
  const figures = [first, plainAmount(second)]
  if (Math.abs(Number(figures[0]) * Number(figures[1]) - Number(amount)) > 0.011) return null
  const [quantity, unitPrice] = figures.toSorted((a, b) => Number(a.includes('.')) - Number(b.includes('.'))) as [string, string]
  const unit = quantity === first ? unitOfFirst : unitOfSecond
  return { name: name.replace(/ /g, ''), ...(unit ? { unit } : {}), quantity, unitPrice }
}
const isCount = (text: string) => /^[\d. ]+[\u4e00-\u9fff]{0,3} ?[×xX*＊✕@] ?[¥￥]?[\d,.]+ ?[\u4e00-\u9fff]{0,3}$/.test(text)

/** @param isOther words that head something else: sums, payments, accounts */
export function rowsWithoutHeads(page: PageText, isOther: (text: string) => boolean): LineItem[] {
  const entries: Entry[] = []
  let pending: Piece | null = null
  for (const row of page.rows()) {
    const cells = row.filter((piece, i) => !(i === 0 && /^(?:\d{1,2}[.、]?|\d{2}[-/]\d{2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})$/.test(piece.text)))
    if (cells.length === 1 && isName(cells[0]!.text) && !isCount(cells[0]!.text) && !isOther(cells[0]!.text)) {
      pending = cells[0]!
      continue
    }
    const counted = cells.length === 1 && !pending ? entries.at(-1)?.item : undefined
    if (counted && !counted.quantity) {
      const { name, ...count } = countIn(cells[0]!.text, counted.amount) ?? {}
      if (name === '') Object.assign(counted, count)
    }
    for (const segment of segments(cells, pending)) {
      const item = itemOf(segment)
      if (item && !isOther(item.name)) entries.push({ item, left: segment[0]!.left })
    }
    pending = null
  }
  return borneOut(entries, page)
}

/** A name with the figures after it, and the next name with its own; figures alone belong to the name above them. */
function segments(cells: readonly Piece[], above: Piece | null): Piece[][] {
  const parts: Piece[][] = []
  for (const cell of cells) {
    const open = parts.at(-1)
    const startsAnother = open?.some((piece) => isAmount(piece.text)) && isName(cell.text)
    if (!open || startsAnother) parts.push([cell])
    else open.push(cell)
  }
  return parts.map((part) => (above && part.every((piece) => isFigure(piece.text) || isCount(piece.text)) ? [above, ...part] : part))
}

function itemOf([first, ...rest]: readonly Piece[]): LineItem | null {
  const last = rest.at(-1)
  if (!first || !last || !isName(first.text) || !isAmount(last.text)) return null
  const amount = plainAmount(last.text)
  const count = countIn([first, ...rest.slice(0, -1)].map((piece) => piece.text).join(' '), amount)
  if (count?.name) return { ...count, amount }
  const figures = rest.slice(0, -1).filter((piece) => isFigure(piece.text)).map((piece) => plainAmount(piece.text))
  const words = rest.slice(0, -1).filter((piece) => !isFigure(piece.text)).map((piece) => piece.text)
  if (words.length > 1 || (words[0] && words[0].length > 4)) return null
  const item: LineItem = { name: first.text.replace(/ /g, ''), amount }
  if (words[0]) item.unit = words[0]
  if (figures.length === 0) return item
  // Whole ones before ones with a fraction: a quantity is counted, a price is in fen.
  const [quantity, unitPrice] = figures.toSorted((a, b) => Number(a.includes('.')) - Number(b.includes('.')))
  if (figures.length !== 2 || Math.abs(Number(quantity) * Number(unitPrice) - Number(amount)) > 0.011 + 0.005 * Math.abs(Number(quantity))) return null
  return { ...item, quantity: quantity!, unitPrice: unitPrice! }
}

/** The tables from the left whose amounts come to a printed sum, each read down before the next. */
function borneOut(entries: readonly Entry[], page: PageText): LineItem[] {
  const lefts = [...new Set(entries.map(({ left }) => Math.round(left / (2 * page.lineHeightPx))))].sort((a, b) => a - b)
  const columnOf = ({ left }: Entry) => lefts.indexOf(Math.round(left / (2 * page.lineHeightPx)))
  for (let count = lefts.length; count > 0; count--) {
    const own = entries.filter((entry) => columnOf(entry) < count)
    const sum = own.reduce((total, { item }) => total + (parseYuan(item.amount) ?? 0n), 0n)
    const isPrinted = page.pieces.filter((piece) => !own.some(({ item }) => plainAmount(piece.text) === item.amount) || own.length === 1).flatMap((piece) => amountsIn(piece.text)).filter(({ value, hasDecimals }) => hasDecimals && value === formatYuan(sum)).length >= (own.length === 1 ? 2 : 1)
    if (own.length > 0 && isPrinted) return own.toSorted((a, b) => columnOf(a) - columnOf(b)).map(({ item }) => item)
  }
  return []
}
