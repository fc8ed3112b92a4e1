/** Fields that were read from a document's own text: exact, so sure unless something on the page speaks against them. */
import { parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import type { Check, Line } from '../../src-shared/scan.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import type { Field, FieldName, Fields } from '../../src-shared/voucher.ts'
import type { ElectronicDocument } from './document.ts'
import { nonsenseShare } from './han.ts'

const sums: readonly FieldName[] = ['amountNet', 'amountTax', 'amountTotal']

/** The fields that a check which fails puts in doubt. */
const doubtedBy: Record<Check['rule'], readonly FieldName[]> = {
  qr: ['invoiceCode', 'invoiceNumber', 'date', 'checkCode', 'amountNet', 'amountTotal'], upper: ['amountTotal', 'amountTotalUpper'], arithmetic: sums,
  'tax-id': ['buyerTaxId', 'sellerTaxId'], date: ['date'], 'number-format': ['invoiceCode', 'invoiceNumber', 'checkCode'], buyer: [],
}

/**
 * Takes back what was said sure too lightly: a value that a check speaks against, that does not look as it must, that the text does not hold.
 * @param source of the fields that were read from exact text; others stay as they are
 */
export function exactFields(fields: Fields, lines: readonly Line[], checks: readonly Check[], source: ElectronicDocument['type']): Fields {
  const doubted = new Set(checks.filter((check) => !check.ok).flatMap((check) => doubtedBy[check.rule]))
  const print = bare(lines.map((line) => line.text).join('\n'))
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => {
    if (field.source !== source) return [name, field]
    const sure = field.sure && !doubted.has(name as FieldName) && isPlausible(name as FieldName, field.value) && isPrinted(name as FieldName, field.value, print)
    return [name, { ...field, sure }]
  }))
}

const bare = (text: string) => text.normalize('NFKC').replace(/[ \t\u3000,]/g, '')

/** A value that the text does not hold letter for letter was put together or mended. */
function isPrinted(name: FieldName, value: string, print: string): boolean {
  if (name === 'date') return value.split('-').every((part) => print.includes(String(Number(part))))
  if (sums.includes(name)) return print.includes(value) || print.includes(value.replace(/\.?0+$/, ''))
  // Groups of digits are often pieces of their own.
  return print.includes(bare(value)) || (name === 'checkCode' && print.replaceAll('\n', '').includes(value))
}

function isPlausible(name: FieldName, value: string): boolean {
  // One character that the font's map does not know stands among good ones.
  if (nonsenseShare(value) > 0) return false
  if (sums.includes(name)) return parseYuan(value) !== null
  if (name === 'amountTotalUpper') return parseUpperAmount(value) !== null
  if (name === 'buyerTaxId' || name === 'sellerTaxId') return isValidTaxId(value)
  if (name === 'buyerName' || name === 'sellerName') return /\p{Script=Han}{2}|^[\p{Script=Latin} .,&-]{3,}$/u.test(value) && !/名称|识别号|地址|开户|密码|[:：<>*，,。；;]/.test(value)
  if (name === 'passengerName') return !/清单|账单|[:：，,。]/.test(value)
  if (name === 'invoiceNumber' || name === 'invoiceCode') return /^[0-9A-Z-]{6,24}$/.test(value)
  return value !== ''
}

/**
 * The print, and what an original inside the file states beside it. Where the two differ neither is sure: what is
 * printed as text wins, what was read from a picture may be a slip of the reading.
 */
export function withStated(printed: Fields, stated: Fields): Fields {
  const both: Fields = { ...stated, ...printed }
  for (const [name, field] of Object.entries(printed) as [FieldName, Field][]) {
    const other = stated[name]
    if (other && !sameValue(name, field.value, other.value)) both[name] = { ...(field.source === 'ocr' ? other : field), boxPx: field.boxPx, sure: false }
    else if (other) both[name] = { ...field, sure: field.sure || other.sure }
  }
  return both
}

function sameValue(name: FieldName, a: string, b: string): boolean {
  if (sums.includes(name)) return parseYuan(a) === parseYuan(b)
  if (name === 'amountTotalUpper') return parseUpperAmount(a) === parseUpperAmount(b)
  return bare(a) === bare(b)
}
