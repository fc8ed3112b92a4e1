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

const check = (rule: Check['rule'], ok: boolean, message: string, messageEn: string): Check => ({ rule, ok, message, messageEn })
const valueOf = (print: VoucherPrint, name: FieldName) => print.fields[name]?.value
const yuanOf = (print: VoucherPrint, name: FieldName) => parseYuan(valueOf(print, name) ?? '')

function checkQr(print: VoucherPrint): Check | null {
  const qr = print.qr.map(parseInvoiceQr).find((parsed) => parsed !== null)
  if (!qr) return null
  const faults: string[] = []
  const faultsEn: string[] = []
  const compare = (label: string, labelEn: string, name: FieldName, expected: string | null) => {
    const printed = valueOf(print, name)
    if (!expected || printed === undefined || printed === expected) return
    faults.push(`${label} ${printed} ≠ ${expected}`)
    faultsEn.push(`${labelEn} ${printed} ≠ ${expected}`)
  }
  compare('发票代码', 'code', 'invoiceCode', qr.invoiceCode)
  compare('发票号码', 'number', 'invoiceNumber', qr.invoiceNumber)
  compare('开票日期', 'date', 'date', qr.date)
  compare('校验码', 'check code', 'checkCode', qr.checkCode)
  const amounts = [yuanOf(print, 'amountNet'), yuanOf(print, 'amountTotal')].filter((fen) => fen !== null)
  const expected = qr.amount === null ? null : parseYuan(qr.amount)
  if (expected !== null && amounts.length > 0 && !amounts.includes(expected)) {
    const differing = `${amounts.map(formatYuan).join(' / ')} ≠ ${qr.amount}`
    faults.push(`金额 ${differing}`)
    faultsEn.push(`amount ${differing}`)
  }
  if (faults.length === 0) return check('qr', true, '二维码与票面一致', 'QR code and print agree')
  return check('qr', false, `二维码与票面不一致：${faults.join('；')}`, `QR code and print disagree: ${faultsEn.join('; ')}`)
}

function checkUpper(print: VoucherPrint): Check | null {
  const text = valueOf(print, 'amountTotalUpper')
  const total = yuanOf(print, 'amountTotal')
  if (text === undefined || total === null) return null
  const upper = parseUpperAmount(text)
  if (upper === null) return check('upper', false, `大写金额“${text}”不成形`, `The amount in words “${text}” is not one`)
  if (upper === total) return check('upper', true, '大写与小写金额一致', 'Amount in words and figures agree')
  return check('upper', false, `大写 ${formatYuan(upper)} ≠ 小写 ${formatYuan(total)}`, `In words ${formatYuan(upper)} ≠ in figures ${formatYuan(total)}`)
}

function checkArithmetic(print: VoucherPrint): Check | null {
  const net = yuanOf(print, 'amountNet')
  const tax = yuanOf(print, 'amountTax')
  const total = yuanOf(print, 'amountTotal')
  if (net === null || tax === null || total === null) return null
  const ok = net + tax === total
  const sign = ok ? '=' : '≠'
  return check('arithmetic', ok, `金额 ${formatYuan(net)} + 税额 ${formatYuan(tax)} ${sign} 价税合计 ${formatYuan(total)}`, `Net ${formatYuan(net)} + tax ${formatYuan(tax)} ${sign} total ${formatYuan(total)}`)
}

function checkTaxIds(print: VoucherPrint): Check | null {
  const ids = (['buyerTaxId', 'sellerTaxId'] as const).flatMap((name) => valueOf(print, name) ?? [])
  if (ids.length === 0) return null
  const wrong = ids.filter((id) => !isValidTaxId(id))
  if (wrong.length === 0) return check('tax-id', true, '纳税人识别号校验位正确', 'Check digits of the tax ids are right')
  return check('tax-id', false, `纳税人识别号校验位不对：${wrong.join('、')}`, `Wrong check digit: ${wrong.join(', ')}`)
}

function checkDate(print: VoucherPrint): Check | null {
  const date = valueOf(print, 'date')
  if (date === undefined) return null
  const parsed = new Date(`${date}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
  if (!isDay) return check('date', false, `日期 ${date} 不成立`, `${date} is no date`)
  return date <= print.today ? check('date', true, '日期有效', 'The date is valid') : check('date', false, `日期 ${date} 在今天之后`, `Dated ${date}, after today`)
}

const codeLength: Partial<Record<VoucherKind, readonly number[]>> = { 'vat-special': [10], 'vat-normal': [10, 12], 'vat-e-normal': [12], 'vat-e-special': [10, 12], roll: [12] }

function checkNumberFormat(print: VoucherPrint): Check | null {
  const number = valueOf(print, 'invoiceNumber')
  const code = valueOf(print, 'invoiceCode')
  const lengths = codeLength[print.kind]
  const isDigital = print.kind === 'digital-normal' || print.kind === 'digital-special'
  if (number === undefined || (!lengths && !isDigital)) return null
  const faults: string[] = []
  const faultsEn: string[] = []
  const fault = (label: string, labelEn: string, value: string) => {
    faults.push(`${label} ${value}`)
    faultsEn.push(`${labelEn} ${value}`)
  }
  if (!(isDigital ? /^\d{20}$/ : /^\d{8}$/).test(number)) fault('发票号码', 'number', number)
  if (lengths && code !== undefined && !(lengths.includes(code.length) && /^\d+$/.test(code))) fault('发票代码', 'code', code)
  const checkCode = valueOf(print, 'checkCode')
  if (checkCode !== undefined && !/^\d{20}$/.test(checkCode)) fault('校验码', 'check code', checkCode)
  if (faults.length === 0) return check('number-format', true, '代码号码位数正确', 'Code and number have their lengths')
  return check('number-format', false, `位数不对：${faults.join('、')}`, `Wrong length: ${faultsEn.join(', ')}`)
}

function checkBuyer(print: VoucherPrint): Check | null {
  const buyer = valueOf(print, 'buyerTaxId')
  if (!print.unitTaxId || buyer === undefined) return null
  if (buyer === print.unitTaxId) return check('buyer', true, '购买方是本单位', 'The buyer is this unit')
  return check('buyer', false, `购买方税号 ${buyer} 不是本单位 ${print.unitTaxId}`, `Buyer tax id ${buyer} is not this unit’s ${print.unitTaxId}`)
}
