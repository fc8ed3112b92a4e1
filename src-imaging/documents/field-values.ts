/** The forms that a file writes values in, brought to the scan contract's one form; null where a text is no such value. */
import type { FieldName } from '../../src-shared/voucher.ts'

type Normaliser = (text: string) => string | null

const amountFields = new Set<FieldName>(['amountNet', 'amountTax', 'amountTotal'])
const taxIdFields = new Set<FieldName>(['buyerTaxId', 'sellerTaxId'])
const nameFields = new Set<FieldName>(['buyerName', 'sellerName', 'passengerName'])

export function isAmount(field: FieldName): boolean {
  return amountFields.has(field)
}

export function isName(field: FieldName): boolean {
  return nameFields.has(field)
}

const patterns: Partial<Record<FieldName, RegExp>> = {
  invoiceCode: /^\d{6,12}$/, invoiceNumber: /^[0-9A-Za-z]{6,30}$/, checkCode: /^(\d{20}|[0-9A-Za-z]{6})$/,
  trainNumber: /^[A-Z0-9]{1,8}$/i, plateNumber: /^[\p{L}\p{N}·-]{5,12}$/u, accountTail: /^\d{4}$/,
}

export function normaliseValue(field: FieldName, text: string): string | null {
  const clean = withoutLabel(unfolded(text))
  if (clean === '') return null
  if (field === 'date') return normaliseDate(clean)
  if (amountFields.has(field)) return normaliseAmount(clean) ?? onlyAmountIn(clean)
  if (field === 'amountTotalUpper') return normaliseUpper(clean)
  if (taxIdFields.has(field)) return matching(/^[0-9A-Za-z*]{6,20}$/)(plainForm(clean))
  if (field === 'accountTail') return /\d{4}$/.exec(plainForm(clean))?.[0] ?? null
  const pattern = patterns[field]
  if (pattern) return matching(pattern)(plainForm(clean).replace(/^(N[oO0°º]?[.:]?|№)(?=\d)/, ''))
  // A tag beside the right one gives a tax number in place of a name.
  const isCode = nameFields.has(field) && /^[0-9A-Z]{12,20}$/.test(plainForm(clean))
  return clean.length <= 200 && /[\p{L}\p{N}]/u.test(clean) && !isCode ? clean : null
}

function matching(pattern: RegExp): Normaliser {
  return (text) => (pattern.test(text) ? text : null)
}

/** Radicals and compatibility forms that look like Han characters become them; brackets and letters stay as they are printed. */
export function unfolded(text: string): string {
  return text.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (char) => char.normalize('NFKC')).replace(/[\s\u3000\u00a0\u200b\ufeff]+/g, ' ').trim()
}

/** For comparing and matching: plain letters and digits, no white space. */
export function plainForm(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '')
}

const labelEnd = /(名称|姓名|户名|全称|代码|号码|号|日期|时间|校验码|验证码|金额|合计|税额|票价|费|[大小]写[)）]?|车次|航班)$/

/** A value's object sometimes holds its label too. */
function withoutLabel(text: string): string {
  const parts = /^([^:：]{1,24})[:：]\s*(.*)$/s.exec(text)
  return parts && labelEnd.test(plainForm(parts[1]!)) ? parts[2]!.trim() : text.trim()
}

export function normaliseDate(text: string): string | null {
  const match = /(?<!\d)(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)/.exec(text) ?? /^\s*(\d{4})\s(\d{1,2})\s(\d{1,2})\s*$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})(?:\d{6,9})?$/.exec(text)
  if (!match) return null
  const [year, month, day] = [match[1]!, match[2]!.padStart(2, '0'), match[3]!.padStart(2, '0')]
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return date.getUTCFullYear() >= 1990 && date.toISOString().startsWith(`${year}-${month}-${day}`) ? `${year}-${month}-${day}` : null
}

/** "¥1,188.00", "CNY 610.46", "-150.000000": two decimals, a third and further ones rounded half up. */
export function normaliseAmount(text: string): string | null {
  const bare = plainForm(text).replace(/[¥￥$]|CNY|RMB|人民币|元|,/g, '')
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,12}))?$/.exec(bare)
  if (!match) return null
  const decimals = (match[3] ?? '').padEnd(3, '0')
  const fen = BigInt(match[2]!) * 100n + BigInt(decimals.slice(0, 2)) + (decimals[2]! >= '5' ? 1n : 0n)
  return `${match[1] && fen > 0n ? '-' : ''}${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`
}

/** An amount among words, where it is the only one. */
function onlyAmountIn(text: string): string | null {
  const amounts = plainForm(text).match(/-?[¥￥]?-?\d[\d,]*\.\d{2}(?!\d)/g) ?? []
  return amounts.length === 1 ? normaliseAmount(amounts[0]!) : null
}

function normaliseUpper(text: string): string | null {
  const match = /(?:[(（]?负数?[)）]?)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿貳陸萬億]+[圆元圓][零壹贰叁肆伍陆柒捌玖角分整正]*|(?:[零壹贰叁肆伍陆柒捌玖]角)?[零壹贰叁肆伍陆柒捌玖]分/.exec(text.replace(/\s/g, ''))
  return match?.[0] ?? null
}
