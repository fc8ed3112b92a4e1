/** The QR codes of Chinese invoices and fiscal receipts. VAT: `01,<kind>,<code>,<number>,<amount>,<yyyymmdd>,<check code>,<crc>,`. */
import { formatYuan, parseYuan } from './money.ts'
import type { VoucherKind } from './voucher.ts'

export interface InvoiceQr {
  kind: VoucherKind | null
  /** Empty for 数电票, whose 20-digit number stands alone. */
  invoiceCode: string
  invoiceNumber: string
  /** "104.72". Net of tax where a code is present, the total for 20-digit numbers; compare with both. */
  amount: string | null
  /** YYYY-MM-DD */
  date: string | null
  /** Empty where the invoice has none. */
  checkCode: string
}

const kinds: Record<string, VoucherKind> = {
  '01': 'vat-special', '04': 'vat-normal', '08': 'vat-e-special', '10': 'vat-e-normal', '11': 'roll', '31': 'digital-special', '32': 'digital-normal', '51': 'rail-e', '61': 'air-e',
}

/** @returns null where the text is neither an invoice's nor a fiscal receipt's QR code */
export function parseInvoiceQr(text: string): InvoiceQr | null {
  const parts = text.trim().split(',').map((part) => part.trim())
  return parts.length < 6 || parts.length > 16 ? null : invoiceOf(parts) ?? fiscalOf(parts)
}

function invoiceOf(parts: readonly string[]): InvoiceQr | null {
  if (parts[0] !== '01') return null
  const [, kind = '', invoiceCode = '', invoiceNumber = '', amount = '', date = '', checkCode = ''] = parts
  if (!/^(\d{10}|\d{12}|)$/.test(invoiceCode) || !/^(\d{8}|\d{20})$/.test(invoiceNumber)) return null
  const fen = parseYuan(amount)
  return {
    kind: kinds[kind] ?? null, invoiceCode, invoiceNumber,
    amount: fen === null ? null : formatYuan(fen),
    date: dayOf(date), checkCode: /^\d{20}$/.test(checkCode) ? checkCode : '',
  }
}

const dayOf = (digits: string) => (/^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : null)

/** 财政电子票据: 票据代码 of 8 digits, then 票据号码 of 10; where check code, day and amount stand differs between provinces. */
function fiscalOf(parts: readonly string[]): InvoiceQr | null {
  const at = parts.findIndex((part, i) => /^\d{8}$/.test(part) && /^\d{10}$/.test(parts[i + 1] ?? ''))
  if (at < 0) return null
  const rest = parts.slice(at + 2)
  const day = rest.find((part) => /^20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/.test(part))
  const fen = parseYuan(rest.find((part) => /^-?\d+\.\d{1,2}$/.test(part)) ?? '')
  return {
    kind: null, invoiceCode: parts[at]!, invoiceNumber: parts[at + 1]!, amount: fen === null ? null : formatYuan(fen), date: day ? dayOf(day) : null,
    checkCode: rest.slice(0, 2).find((part) => /^[0-9a-zA-Z]{6}$/.test(part)) ?? '',
  }
}
