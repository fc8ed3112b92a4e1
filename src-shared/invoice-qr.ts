/** The QR code of Chinese VAT invoices: `01,<kind>,<code>,<number>,<amount>,<yyyymmdd>,<check code>,<crc>,`. */
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
  '01': 'vat-special', '04': 'vat-normal', '08': 'vat-e-special', '10': 'vat-e-normal', '11': 'roll', '31': 'digital-special', '32': 'digital-normal',
}

/** @returns null where the text is not an invoice's QR code */
export function parseInvoiceQr(text: string): InvoiceQr | null {
  const parts = text.trim().split(',').map((part) => part.trim())
  if (parts[0] !== '01' || parts.length < 6) return null
  const [, kind = '', invoiceCode = '', invoiceNumber = '', amount = '', date = '', checkCode = ''] = parts
  if (!/^(\d{10}|\d{12}|)$/.test(invoiceCode) || !/^(\d{8}|\d{20})$/.test(invoiceNumber)) return null
  const fen = parseYuan(amount)
  return {
    kind: kinds[kind] ?? null, invoiceCode, invoiceNumber,
    amount: fen === null ? null : formatYuan(fen),
    date: /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : null,
    checkCode: /^\d{20}$/.test(checkCode) ? checkCode : '',
  }
}
