/** What stands on a page of a document: its text where it has any, read from the picture where it has none or too little. */
import { parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import type { Line } from '../../src-shared/scan.ts'
import { keyFieldsOf, type Quad } from '../../src-shared/voucher.ts'
import { type Picture, toMat, toPicture, turn, withOpenCv } from '../opencv.ts'
import type { PageReading, ReadingEngine } from '../reading/engine.ts'
import { readQrCodes } from '../reading/qr.ts'
import { readVoucher, type VoucherReading } from '../reading/voucher-fields.ts'
import type { DocumentPage, ElectronicDocument } from './document.ts'
import { withoutRemarks } from './without-remarks.ts'

export interface ReadPage {
  /** Upright. */
  picture: Picture
  quarterTurns: number
  lines: Line[]
  qr: string[]
  found: VoucherReading
}

/** Less than this is a watermark or a page number, not the page's text. */
const fewestCharacters = 24

export interface ReadingMeans {
  engine: () => Promise<ReadingEngine>
  unit?: { taxId: string; name?: string }
  /** A page without text is left unread, where there is no more time for it. */
  isLate: boolean
}

export async function readPage(page: DocumentPage, type: ElectronicDocument['type'], { engine, unit, isLate }: ReadingMeans): Promise<ReadPage> {
  const source = type === 'xml' ? 'ocr' : type
  const qr = isLate ? [] : await readQrCodes(page.picture)
  const byText = { picture: page.picture, quarterTurns: 0, lines: page.lines, qr, found: readVoucher(withoutRemarks(page.lines), qr, { source, unit }) }
  if (isLate || type === 'xml' || !(page.isPartial || lacksText(byText))) return byText
  const reading = await (await engine()).read(page.picture)
  const picture = await turned(page.picture, reading.quarterTurns)
  const lines = withExact(reading, page.lines)
  const codes = reading.quarterTurns === 0 || qr.length > 0 ? qr : await readQrCodes(picture)
  const byPicture = { picture, quarterTurns: reading.quarterTurns, lines, qr: codes, found: readVoucher(lines, codes, { unit }) }
  const gain = fieldCount(byPicture) - fieldCount(byText)
  return page.lines.length > 0 && (gain < 0 || (gain === 0 && !page.isPartial)) ? byText : byPicture
}

const fieldCount = ({ found }: ReadPage) => Object.keys(found.fields).length

/** No text to speak of, or an invoice of which the text gives less than half: its form is a picture, only what was filled in is text. */
function lacksText({ lines, qr, found }: ReadPage): boolean {
  if (lines.reduce((sum, line) => sum + line.text.length, 0) < fewestCharacters) return true
  const wanted = keyFieldsOf(found.kind)
  const isInvoice = /^(vat-|digital-|rail-e|air-e|toll-e)/.test(found.kind) || qr.some((text) => parseInvoiceQr(text) !== null)
  return isInvoice && (wanted.length === 0 || wanted.filter((name) => found.fields[name]).length < wanted.length / 2)
}

/** The picture's lines, with the exact text in place of what was read where it stands. */
function withExact({ lines, quarterTurns }: PageReading, exact: readonly Line[]): Line[] {
  if (quarterTurns !== 0) return lines
  return [...exact, ...lines.flatMap((line) => {
    const over = exact.filter((other) => covers(other.boxPx, line.boxPx)).map((other) => boundsOf(other.boxPx).left)
    return over.length === 0 ? [line] : beginningOf(line, Math.min(...over))
  })]
}

/** A label that was read in one line with its value, without the value. */
function beginningOf(line: Line, untilPx: number): Line[] {
  const { left, right, top, bottom } = boundsOf(line.boxPx)
  if (untilPx - left < 0.8 * (bottom - top)) return []
  const widths = [...line.text].map((char) => (char > '\u2e7f' ? 2 : 1))
  const share = (untilPx - left) / (right - left)
  const total = widths.reduce((sum, width) => sum + width, 0)
  let sum = 0
  const cut = widths.findIndex((width) => (sum += width) > share * total + 0.5)
  const text = /^[^:：]*[:：]/.exec(line.text)?.[0] ?? [...line.text].slice(0, cut < 0 ? undefined : cut).join('')
  return text.trim() === '' ? [] : [{ ...line, text, boxPx: [[left, top], [untilPx, top], [untilPx, bottom], [left, bottom]] }]
}

/** Whether a good part of a line's height and more than a hair of its width is under the box. */
function covers(box: Quad, line: Quad): boolean {
  const [a, b] = [boundsOf(box), boundsOf(line)]
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const lower = Math.min(a.bottom - a.top, b.bottom - b.top)
  return height > 0.5 * lower && width > 0.4 * Math.min(a.right - a.left, b.right - b.left)
}

function boundsOf(box: Quad): Record<'left' | 'right' | 'top' | 'bottom', number> {
  const [xs, ys] = [box.map(([x]) => x), box.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

async function turned(picture: Picture, quarterTurns: number): Promise<Picture> {
  return quarterTurns === 0 ? picture : withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, picture)), quarterTurns))))
}
