/**
 * Key fields of VAT invoices, on paper, electronic, and 数电票, by their labels and where things stand.
 * A value is what is printed; choosing among readings is reconcile.ts's work.
 */
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import type { FieldName, VoucherKind } from '../../src-shared/voucher.ts'
import type { PageText} from './page-text.ts';
import { type Found, type Piece } from './page-text.ts'

export type FoundFields = Partial<Record<FieldName, Found>>

const upperAmount = /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[圆元][零壹贰叁肆伍陆柒捌玖角分整正]*/

export function findVatFields(text: PageText, kind: VoucherKind): FoundFields {
  const isDigital = kind.startsWith('digital-')
  const found: FoundFields = { ...findNumbers(text, isDigital), ...findParties(text, isDigital), ...findAmounts(text) }
  const date = findDate(text)
  if (date) found.date = date
  return found
}

function findNumbers(text: PageText, isDigital: boolean): FoundFields {
  const found: FoundFields = {}
  const numberPattern = isDigital ? /\d{18,22}/ : /\d{8}(?!\d)/
  const number = firstMatch(text.after(/发?票号码/), numberPattern) ?? (isDigital ? null : firstMatch(text.after(/N[oO0º°][.:]?/), numberPattern))
  if (number) found.invoiceNumber = number
  if (isDigital) return found
  const code = firstMatch(text.after(/发?票代码/), /\d{10,12}/) ?? firstMatch(text.pieces.filter((piece) => /^\d{10}(\d{2})?$/.test(piece.text)).map((piece) => ({ ...piece, value: piece.text })), /\d{10,12}/)
  if (code) found.invoiceCode = code
  const checkCode = findCheckCode(text)
  if (checkCode) found.checkCode = checkCode
  return found
}

/** Twenty digits, often printed in groups of five that are read as several pieces. */
function findCheckCode(text: PageText): Found | null {
  const label = text.matching(/校验码/)[0]
  if (!label) return null
  const pieces = [label, ...text.rightOf(label).filter((piece) => /^\d+$/.test(piece.text))]
  const digits = pieces.map((piece) => piece.text.replace(/^.*校验码:?/, '')).join('').replace(/\D/g, '')
  if (digits.length < 15) return null
  return { value: digits.slice(0, 20), score: Math.min(...pieces.map((piece) => piece.score)), boxPx: around(pieces) }
}

function findDate(text: PageText): Found | null {
  for (const { text: line, score, boxPx } of [...text.after(/开票日期/).map((found) => ({ ...found, text: found.value })), ...text.pieces]) {
    const match = /(20\d{2})[年\-/.]?(\d{1,2})[月\-/.](\d{1,2})日?/.exec(line)
    if (match) return { value: `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`, score, boxPx }
  }
  return null
}

interface Party extends Found { label: Piece }

/** Paper: the buyer's block above the total, the seller's below it. 数电票: the buyer's in the left half, the seller's in the right. */
function findParties(text: PageText, isDigital: boolean): FoundFields {
  const isSeller = isDigital ? inRightHalf(text) : belowTotal(text)
  const names = text.after(/^名?称:/).map((name) => ({ ...name, value: withWideBrackets(name.value) })).filter((name) => /[\u4e00-\u9fff]{3}/.test(name.value))
  const ids = text.matching(/(纳税人)?识别号/).flatMap((label) => taxIdBeside(text, label) ?? [])
  const found: FoundFields = {}
  const put = (name: FieldName, party: Party | undefined) => {
    if (party) found[name] = { value: party.value, score: party.score, boxPx: party.boxPx }
  }
  put('buyerName', names.find((name) => !isSeller(name.label)))
  put('sellerName', names.find((name) => isSeller(name.label)))
  put('buyerTaxId', ids.find((id) => !isSeller(id.label)))
  put('sellerTaxId', ids.find((id) => isSeller(id.label)))
  return found
}

function inRightHalf(text: PageText): (label: Piece) => boolean {
  const [left, right] = [Math.min(...text.pieces.map((piece) => piece.left)), Math.max(...text.pieces.map((piece) => piece.right))]
  return (label) => label.left > (left + right) / 2 - 0.06 * (right - left)
}

/** Without the total's row, the middle of the page parts the two blocks as well. */
function belowTotal(text: PageText): (label: Piece) => boolean {
  const total = text.matching(/价税合计/)[0]
  const middle = total ? total.bottom : (Math.min(...text.pieces.map((piece) => piece.top)) + Math.max(...text.pieces.map((piece) => piece.bottom))) / 2
  return (label) => label.top > middle
}

/** The id after its label; a box cut in the middle of it leaves its head with the label and its whole or its tail in the next piece. */
function taxIdBeside(text: PageText, label: Piece): Party | null {
  const next = text.rightOf(label)[0]
  const rest = label.text.replace(/^.*识别号:?/, '')
  const options = [[rest, label], ...(next ? [[next.text, next], [rest + next.text, next]] as const : [])] as const
  const ids = options.map(([value, piece]) => ({ value: value.toUpperCase().replace(/[^0-9A-Z]/g, ''), score: Math.min(label.score, piece.score), boxPx: piece.boxPx, label }))
  return ids.find((id) => isValidTaxId(id.value)) ?? ids.find((id) => id.value.length >= 15 && id.value.length <= 20) ?? null
}

function findAmounts(text: PageText): FoundFields {
  const found: FoundFields = {}
  const totalLabel = text.matching(/价税合计/)[0]
  const totalRow = totalLabel ? [totalLabel, ...text.rowOf(totalLabel)] : text.matching(/小写/)
  const upperPiece = (totalLabel ? totalRow : text.pieces).find((piece) => upperAmount.test(piece.text))
  if (upperPiece) found.amountTotalUpper = { value: upperAmount.exec(upperPiece.text)![0], score: upperPiece.score, boxPx: upperPiece.boxPx }
  const total = lastAmount(totalRow)
  if (total) found.amountTotal = total
  const sumRow = sumRowOf(text, totalLabel)
  if (sumRow[0]) found.amountNet = sumRow[0]
  if (sumRow[1]) found.amountTax = sumRow[1]
  return found
}

/** The 合计 row: net, then tax. Where its label was not read, the last row above the total that has two amounts with a currency sign. */
function sumRowOf(text: PageText, totalLabel: Piece | undefined): Found[] {
  const label = text.matching(/^合?计$|^合计/).find((piece) => !totalLabel || piece.bottom <= totalLabel.bottom)
  const candidates = label ? [label] : text.matching(/^[¥Y].*\d/).filter((piece) => !totalLabel || piece.bottom < totalLabel.top).sort((a, b) => b.top - a.top)
  for (const candidate of candidates) {
    const amounts = [candidate, ...text.rowOf(candidate)].sort((a, b) => a.left - b.left).flatMap(amountsOf)
    if (amounts.length >= 2) return amounts.slice(0, 2)
  }
  return []
}

/** A currency sign glued to digits may be read as Y or left out; two decimals make an amount. */
function amountsOf(piece: Piece): Found[] {
  return [...piece.text.matchAll(/[¥Y半羊]?(-?\d[\d,，]*[.．·]\d{2}|-?(?<=[¥Y])\d{3,})(?!\d)/g)]
    .map((match) => ({ value: match[1]!.replace(/[,，]/g, '').replace(/[．·]/g, '.'), score: piece.score, boxPx: piece.boxPx }))
}

function lastAmount(row: Piece[]): Found | null {
  const small = row.filter((piece) => /小写/.test(piece.text))
  const pieces = [...row].sort((a, b) => a.left - b.left)
  return [...pieces.flatMap(amountsOf), ...small.flatMap(amountsOf)].at(-1) ?? null
}

function firstMatch(list: Found[], pattern: RegExp): Found | null {
  for (const { value, score, boxPx } of list) {
    const match = pattern.exec(asDigits(value))
    if (match) return { value: match[0], score, boxPx }
  }
  return null
}

/** Letters that a digit is mistaken for. */
function asDigits(text: string): string {
  return text.replace(/[OoQD]/g, '0').replace(/[lI|]/g, '1').replace(/[Bb]/g, '8').replace(/[sS]/g, '5').replace(/[zZ]/g, '2')
}

/** Readers give narrow brackets for wide ones; inside Chinese names they are printed wide. */
function withWideBrackets(name: string): string {
  return name.replace(/\(/g, '（').replace(/\)/g, '）')
}

function around(pieces: Piece[]): Found['boxPx'] {
  const [left, right] = [Math.min(...pieces.map((p) => p.left)), Math.max(...pieces.map((p) => p.right))]
  const [top, bottom] = [Math.min(...pieces.map((p) => p.top)), Math.max(...pieces.map((p) => p.bottom))]
  return [[left, top], [right, top], [right, bottom], [left, bottom]]
}
