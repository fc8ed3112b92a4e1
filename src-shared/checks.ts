/** What a voucher can be checked for by itself: its print against its QR code, its upper-case amount, arithmetic and number formats. */
import { parseInvoiceQr } from './invoice-qr.ts'
import { formatYuan, parseUpperAmount, parseYuan } from './money.ts'
import type { Check } from './scan.ts'
import { isValidTaxId } from './tax-id.ts'
import type { FieldName, Fields, VoucherKind } from './voucher.ts'

export interface VoucherPrint {
  kind: VoucherKind
  fields: Fields
  /** Texts of the QR codes on the paper. */
  qr: readonly string[]
  /** The unit at whose desk the paper lies; without it the buyer is not checked. */
  unitTaxId?: string
  /** YYYY-MM-DD */
  today: string
}

/** Every check that the print gives enough for, in the contract's order; nothing is corrected here. */
export function checkVoucher(print: VoucherPrint): Check[] {
  return [checkQr(print), checkUpper(print), checkArithmetic(print), checkTaxIds(print), checkDate(print), checkNumberFormat(print), checkBuyer(print)]
    .filter((check) => check !== null)
}

const check = (rule: Check['rule'], ok: boolean, message: string): Check => ({ rule, ok, message })
const valueOf = (print: VoucherPrint, name: FieldName) => print.fields[name]?.value
const yuanOf = (print: VoucherPrint, name: FieldName) => parseYuan(valueOf(print, name) ?? '')

function checkQr(print: VoucherPrint): Check | null {
  const qr = print.qr.map(parseInvoiceQr).find((parsed) => parsed !== null)
  if (!qr) return null
  const faults: string[] = []
  const compare = (label: string, name: FieldName, expected: string | null) => {
    const printed = valueOf(print, name)
    if (expected && printed !== undefined && printed !== expected) faults.push(`${label} ${printed} ≠ ${expected}`)
  }
  compare('发票代码', 'invoiceCode', qr.invoiceCode)
  compare('发票号码', 'invoiceNumber', qr.invoiceNumber)
  compare('开票日期', 'date', qr.date)
  compare('校验码', 'checkCode', qr.checkCode)
  const amounts = [yuanOf(print, 'amountNet'), yuanOf(print, 'amountTotal')].filter((fen) => fen !== null)
  const expected = qr.amount === null ? null : parseYuan(qr.amount)
  if (expected !== null && amounts.length > 0 && !amounts.includes(expected)) faults.push(`金额 ${amounts.map(formatYuan).join(' / ')} ≠ ${qr.amount}`)
  return check('qr', faults.length === 0, faults.length === 0 ? '二维码与票面一致' : `二维码与票面不一致：${faults.join('；')}`)
}

function checkUpper(print: VoucherPrint): Check | null {
  const text = valueOf(print, 'amountTotalUpper')
  const total = yuanOf(print, 'amountTotal')
  if (text === undefined || total === null) return null
  const upper = parseUpperAmount(text)
  if (upper === null) return check('upper', false, `大写金额“${text}”不成形`)
  return check('upper', upper === total, upper === total ? '大写与小写金额一致' : `大写 ${formatYuan(upper)} ≠ 小写 ${formatYuan(total)}`)
}

function checkArithmetic(print: VoucherPrint): Check | null {
  const net = yuanOf(print, 'amountNet')
  const tax = yuanOf(print, 'amountTax')
  const total = yuanOf(print, 'amountTotal')
  if (net === null || tax === null || total === null) return null
  const ok = net + tax === total
  return check('arithmetic', ok, `金额 ${formatYuan(net)} + 税额 ${formatYuan(tax)} ${ok ? '=' : '≠'} 价税合计 ${formatYuan(total)}`)
}

function checkTaxIds(print: VoucherPrint): Check | null {
  const ids = (['buyerTaxId', 'sellerTaxId'] as const).flatMap((name) => valueOf(print, name) ?? [])
  if (ids.length === 0) return null
  const wrong = ids.filter((id) => !isValidTaxId(id))
  return check('tax-id', wrong.length === 0, wrong.length === 0 ? '纳税人识别号校验位正确' : `纳税人识别号校验位不对：${wrong.join('、')}`)
}

function checkDate(print: VoucherPrint): Check | null {
  const date = valueOf(print, 'date')
  if (date === undefined) return null
  const parsed = new Date(`${date}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
  if (!isDay) return check('date', false, `日期 ${date} 不成立`)
  return check('date', date <= print.today, date <= print.today ? '日期有效' : `日期 ${date} 在今天之后`)
}

const codeLength: Partial<Record<VoucherKind, readonly number[]>> = { 'vat-special': [10], 'vat-normal': [10, 12], 'vat-e-normal': [12], 'vat-e-special': [10, 12], roll: [12] }

function checkNumberFormat(print: VoucherPrint): Check | null {
  const number = valueOf(print, 'invoiceNumber')
  const code = valueOf(print, 'invoiceCode')
  const lengths = codeLength[print.kind]
  const isDigital = print.kind === 'digital-normal' || print.kind === 'digital-special'
  if (number === undefined || (!lengths && !isDigital)) return null
  const faults: string[] = []
  if (!(isDigital ? /^\d{20}$/ : /^\d{8}$/).test(number)) faults.push(`发票号码 ${number}`)
  if (lengths && code !== undefined && !(lengths.includes(code.length) && /^\d+$/.test(code))) faults.push(`发票代码 ${code}`)
  const checkCode = valueOf(print, 'checkCode')
  if (checkCode !== undefined && !/^\d{20}$/.test(checkCode)) faults.push(`校验码 ${checkCode}`)
  return check('number-format', faults.length === 0, faults.length === 0 ? '代码号码位数正确' : `位数不对：${faults.join('、')}`)
}

function checkBuyer(print: VoucherPrint): Check | null {
  const buyer = valueOf(print, 'buyerTaxId')
  if (!print.unitTaxId || buyer === undefined) return null
  const ok = buyer === print.unitTaxId
  return check('buyer', ok, ok ? '购买方是本单位' : `购买方税号 ${buyer} 不是本单位 ${print.unitTaxId}`)
}
