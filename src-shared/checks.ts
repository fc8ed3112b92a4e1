/**
 * What a voucher can be checked for by itself: its print against its QR code, its upper-case amount, arithmetic, check
 * digits and number formats. Nothing is corrected here.
 *
 * A check speaks only of what was read legibly. Where values disagree and one of them is a picture's reading so poor that
 * the disagreement is more likely the reader's slip than the paper's fault, the check is left out: its fields are not sure,
 * a person looks at them, and the check is made again on what the person says.
 */
import { type InvoiceQr, parseInvoiceQr } from './invoice-qr.ts'
import { formatYuan, parseUpperAmount, parseYuan } from './money.ts'
import { formatFault } from './number-formats.ts'
import type { Check, LineItem } from './scan.ts'
import { isValidTaxId } from './tax-id.ts'
import type { FieldName, Fields, VoucherKind } from './voucher.ts'

export interface VoucherPrint {
  kind: VoucherKind
  fields: Fields
  lineItems?: readonly LineItem[]
  /** Texts of the codes on the paper. */
  qr: readonly string[]
  /** The unit at whose desk the paper lies; without it the buyer is not checked. */
  unitTaxId?: string
  /** YYYY-MM-DD */
  today: string
}

/** Every check that the print gives enough for, in the contract's order. */
export function checkVoucher(print: VoucherPrint): Check[] {
  return [checkQr(print), checkUpper(print), checkArithmetic(print), checkTaxIds(print), checkDate(print), checkNumberFormat(print), checkBuyer(print)]
    .filter((check) => check !== null)
}

/** Below this score a picture's reading is more often wrong than a paper is at fault. */
const legibleScore = 0.75
/** A check code, which nobody forges, that is the QR code's but for one or two characters was misread, unless it was read very clearly. */
const clearScore = 0.945

const check = (rule: Check['rule'], ok: boolean, message: string, messageEn: string): Check => ({ rule, ok, message, messageEn })
const valueOf = (print: VoucherPrint, name: FieldName) => print.fields[name]?.value
const yuanOf = (print: VoucherPrint, name: FieldName) => parseYuan(valueOf(print, name) ?? '')
const isLegible = (print: VoucherPrint, name: FieldName) => print.fields[name]?.source !== 'ocr' || print.fields[name].score >= legibleScore

/** The outcome where the values were legible, else none. */
function judged(print: VoucherPrint, rule: Check['rule'], names: readonly FieldName[], ok: boolean, { zh, en }: Words): Check | null {
  return ok || names.every((name) => isLegible(print, name)) ? check(rule, ok, zh, en) : null
}

interface Words { zh: string; en: string }

const labels = { invoiceCode: { zh: '代码', en: 'code' }, invoiceNumber: { zh: '号码', en: 'number' }, date: { zh: '日期', en: 'date' }, checkCode: { zh: '校验码', en: 'check code' } } as const
/** The same fault in both languages. */
const words = (label: Words, values: string): Words => ({ zh: `${label.zh} ${values}`, en: `${label.en} ${values}` })
const list = (faults: readonly Words[]): Words => ({ zh: faults.map(({ zh }) => zh).join('；'), en: faults.map(({ en }) => en).join('; ') })

function checkQr(print: VoucherPrint): Check | null {
  const qr = print.qr.map(parseInvoiceQr).find((parsed) => parsed !== null)
  if (!qr) return null
  const compared = [...(['invoiceCode', 'invoiceNumber', 'date', 'checkCode'] as const).flatMap((name) => againstQr(print, name, qr[name])), ...amountAgainstQr(print, qr)]
  if (compared.length === 0) return null
  const faults = list(compared.flatMap(({ fault, names }) => (fault && names.every((name) => isLegible(print, name)) ? [fault] : [])))
  if (faults.zh) return check('qr', false, `二维码与票面不一致：${faults.zh}`, `QR code and print disagree: ${faults.en}`)
  return compared.some(({ fault }) => fault) ? null : check('qr', true, '二维码与票面一致', 'QR code and print agree')
}

interface Compared { names: FieldName[]; fault: Words | null }

function againstQr(print: VoucherPrint, name: keyof typeof labels, expected: string | null): Compared[] {
  const printed = valueOf(print, name)
  if (!expected || printed === undefined) return []
  const isSlip = name === 'checkCode' && isNearly(printed, expected) && print.fields[name]!.source === 'ocr' && print.fields[name]!.score < clearScore
  return isSlip ? [] : [{ names: [name], fault: printed === expected ? null : words(labels[name], `${printed} ≠ ${expected}`) }]
}

const isNearly = (one: string, other: string) => one !== other && one.length === other.length && [...one].filter((char, i) => char !== other[i]).length <= 2

/** Net of tax where the invoice has a code, the total where it has none; makers differ, so either may be meant. */
function amountAgainstQr(print: VoucherPrint, qr: InvoiceQr): Compared[] {
  const names = (['amountNet', 'amountTotal'] as const).filter((name) => yuanOf(print, name) !== null)
  const expected = qr.amount === null ? null : parseYuan(qr.amount)
  if (expected === null || names.length === 0) return []
  const amounts = names.map((name) => yuanOf(print, name)!)
  return [{ names, fault: amounts.includes(expected) ? null : words({ zh: '金额', en: 'amount' }, `${amounts.map(formatYuan).join(' / ')} ≠ ${qr.amount}`) }]
}

function checkUpper(print: VoucherPrint): Check | null {
  const text = valueOf(print, 'amountTotalUpper')
  const total = yuanOf(print, 'amountTotal')
  if (text === undefined || total === null) return null
  const upper = parseUpperAmount(text)
  const names = ['amountTotalUpper', 'amountTotal'] as const
  if (upper === null) return judged(print, 'upper', names, false, { zh: `大写金额“${text}”不成形`, en: `The amount in words “${text}” is not one` })
  if (upper === total) return check('upper', true, '大写与小写金额一致', 'Amount in words and figures agree')
  return judged(print, 'upper', names, false, { zh: `大写 ${formatYuan(upper)} ≠ 小写 ${formatYuan(total)}`, en: `In words ${formatYuan(upper)} ≠ in figures ${formatYuan(total)}` })
}

function checkArithmetic(print: VoucherPrint): Check | null {
  const [net, tax, total] = [yuanOf(print, 'amountNet'), yuanOf(print, 'amountTax'), yuanOf(print, 'amountTotal')]
  const rows = checkRows(print, net, tax)
  if (rows) return rows
  if (net === null || tax === null || total === null) return null
  const ok = net + tax === total
  const sign = ok ? '=' : '≠'
  return judged(print, 'arithmetic', ['amountNet', 'amountTax', 'amountTotal'], ok, {
    zh: `金额 ${formatYuan(net)} + 税额 ${formatYuan(tax)} ${sign} 价税合计 ${formatYuan(total)}`, en: `Net ${formatYuan(net)} + tax ${formatYuan(tax)} ${sign} total ${formatYuan(total)}`,
  })
}

/**
 * The rows' sums against the printed sums, where each row bears itself out: quantity by price, amount by rate. A row that
 * does not is a fault only in exact text; in a picture it was more likely misread.
 */
function checkRows(print: VoucherPrint, net: bigint | null, tax: bigint | null): Check | null {
  const rows = print.lineItems ?? []
  const isExact = Object.values(print.fields).some(({ source }) => source === 'xml' || source === 'ofd' || source === 'pdf')
  const odd = rows.find((row) => rowFault(row) !== null)
  if (odd) return isExact ? check('arithmetic', false, `明细“${odd.name}”：${rowFault(odd)}`, `Row “${odd.name}”: ${rowFault(odd)}`) : null
  if (rows.length === 0 || rows.some((row) => !row.quantity && !row.taxRate)) return null
  const amounts = rows.map((row) => parseYuan(row.amount))
  const taxes = rows.map((row) => parseYuan(row.tax ?? ''))
  const faults: Words[] = []
  const compare = (label: Words, values: (bigint | null)[], printed: bigint | null) => {
    if (printed === null || values.includes(null)) return
    const sum = (values as bigint[]).reduce((a, b) => a + b, 0n)
    if (sum !== printed) faults.push(words(label, `${formatYuan(sum)} ≠ ${formatYuan(printed)}`))
  }
  compare({ zh: '明细金额合计', en: 'rows’ net' }, amounts, net)
  compare({ zh: '明细税额合计', en: 'rows’ tax' }, taxes, tax)
  return faults.length > 0 ? judged(print, 'arithmetic', (['amountNet', 'amountTax'] as const).filter((name) => print.fields[name]), false, list(faults)) : null
}

/** Printed prices are rounded to the places they show: the product may be off by half a unit of the last place for each piece. */
function rowFault({ quantity, unitPrice, amount, taxRate, tax }: LineItem): string | null {
  const value = Number(amount)
  if (!Number.isFinite(value)) return null
  if (quantity && unitPrice) {
    const [count, price] = [Number(quantity), Number(unitPrice)]
    const places = /\.(\d+)$/.exec(unitPrice)?.[1]?.length ?? 0
    const slack = 0.011 + Math.abs(count) * 0.5 * 10 ** -places
    if (Number.isFinite(count) && Number.isFinite(price) && Math.abs(count * price - value) > slack) return `${quantity} × ${unitPrice} ≠ ${amount}`
  }
  const rate = /^(\d{1,2}(?:\.\d+)?)%$/.exec(taxRate ?? '')?.[1]
  if (rate && tax && Number.isFinite(Number(tax)) && Math.abs((value * Number(rate)) / 100 - Number(tax)) > 0.06) return `${amount} × ${taxRate} ≠ ${tax}`
  return null
}

function checkTaxIds(print: VoucherPrint): Check | null {
  const names = (['buyerTaxId', 'sellerTaxId'] as const).filter((name) => valueOf(print, name) !== undefined)
  if (names.length === 0) return null
  const wrong = names.filter((name) => !isValidTaxId(valueOf(print, name)!))
  if (wrong.length === 0) return check('tax-id', true, '纳税人识别号校验位正确', 'Check digits of the tax ids are right')
  const ids = wrong.filter((name) => isLegible(print, name) && !lacksCharacters(print, name)).map((name) => valueOf(print, name))
  return ids.length > 0 ? check('tax-id', false, `纳税人识别号校验位不对：${ids.join('、')}`, `Wrong check digit: ${ids.join(', ')}`) : null
}

/** A reader loses a character sooner than a paper is printed without one. */
const lacksCharacters = ({ fields }: VoucherPrint, name: FieldName) => fields[name]!.source === 'ocr' && ![15, 18, 20].includes(fields[name]!.value.length)

function checkDate(print: VoucherPrint): Check | null {
  const date = valueOf(print, 'date')
  if (date === undefined) return null
  const parsed = new Date(`${date}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
  if (!isDay) return judged(print, 'date', ['date'], false, { zh: `日期 ${date} 不成立`, en: `${date} is no date` })
  if (date <= print.today) return check('date', true, '日期有效', 'The date is valid')
  return judged(print, 'date', ['date'], false, { zh: `日期 ${date} 在今天之后`, en: `Dated ${date}, after today` })
}

function checkNumberFormat(print: VoucherPrint): Check | null {
  const names = (['invoiceCode', 'invoiceNumber', 'checkCode'] as const).filter((name) => valueOf(print, name) !== undefined)
  if (names.length === 0) return null
  const faults = names.flatMap((name) => {
    const wanted = formatFault(print.kind, name, valueOf(print, name)!)
    return wanted ? [{ name, text: words(labels[name], `${valueOf(print, name)} (${wanted})`) }] : []
  })
  if (faults.length === 0) return check('number-format', true, '代码号码位数正确', 'Code and number have their lengths')
  const { zh, en } = list(faults.map(({ text }) => text))
  return judged(print, 'number-format', faults.map(({ name }) => name), false, { zh: `位数不对：${zh}`, en: `Wrong length: ${en}` })
}

function checkBuyer(print: VoucherPrint): Check | null {
  const buyer = valueOf(print, 'buyerTaxId')
  if (!print.unitTaxId || buyer === undefined) return null
  if (buyer === print.unitTaxId) return check('buyer', true, '购买方是本单位', 'The buyer is this unit')
  return judged(print, 'buyer', ['buyerTaxId'], false, { zh: `购买方税号 ${buyer} 不是本单位 ${print.unitTaxId}`, en: `Buyer tax id ${buyer} is not this unit’s ${print.unitTaxId}` })
}
