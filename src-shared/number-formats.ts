/** What codes and numbers look like on each kind of voucher; kinds and fields not named here have no fixed format. */
import type { FieldName, VoucherKind } from './voucher.ts'

interface Format { pattern: RegExp; words: string }

const digitsOf = (...lengths: number[]): Format => ({ pattern: new RegExp(`^(?:${lengths.map((length) => `\\d{${length}}`).join('|')})$`), words: lengths.join('/') })
const code10 = digitsOf(10)
const code12 = digitsOf(12)
const paperNumber = digitsOf(8)
const digitalNumber = digitsOf(20)
const checkCode20 = digitsOf(20)
const oldCode = digitsOf(10, 12)
const printed = { invoiceCode: oldCode, invoiceNumber: paperNumber }
const fiscal = { invoiceCode: digitsOf(8), invoiceNumber: digitsOf(10), checkCode: { pattern: /^[0-9a-zA-Z]{6}$/, words: '6' } }

const formats: Partial<Record<VoucherKind, Partial<Record<FieldName, Format>>>> = {
  'vat-special': { invoiceCode: code10, invoiceNumber: paperNumber, checkCode: checkCode20 },
  'vat-normal': { invoiceCode: oldCode, invoiceNumber: paperNumber, checkCode: checkCode20 },
  'vat-e-normal': { invoiceCode: code12, invoiceNumber: paperNumber, checkCode: checkCode20 },
  'vat-e-special': { invoiceCode: oldCode, invoiceNumber: paperNumber, checkCode: checkCode20 },
  'digital-normal': { invoiceNumber: digitalNumber }, 'digital-special': { invoiceNumber: digitalNumber }, 'rail-e': { invoiceNumber: digitalNumber }, 'air-e': { invoiceNumber: digitalNumber },
  // Toll roads' invoices are old electronic ones or 数电票.
  'toll-e': { invoiceCode: code12, invoiceNumber: digitsOf(8, 20), checkCode: checkCode20 },
  roll: { invoiceCode: code12, invoiceNumber: paperNumber, checkCode: checkCode20 },
  taxi: printed, machine: printed, quota: printed, bus: printed, toll: printed,
  train: { invoiceNumber: { pattern: /^(?=.*[A-Z])[A-Z0-9]{7,12}$/, words: 'A0, 7–12' } },
  air: { invoiceNumber: { pattern: /^\d{3}-?\d{10}$|^\d{11,13}$/, words: '11–13' } },
  'fiscal-nontax': fiscal, 'fiscal-medical': fiscal,
}

const everywhere: Partial<Record<FieldName, Format>> = {
  date: { pattern: /^\d{4}-\d{2}-\d{2}$/, words: 'YYYY-MM-DD' }, amountNet: { pattern: /^-?\d+\.\d{2}$/, words: '0.00' }, amountTax: { pattern: /^-?\d+\.\d{2}$/, words: '0.00' }, amountTotal: { pattern: /^-?\d+\.\d{2}$/, words: '0.00' },
  buyerTaxId: { pattern: /^[0-9A-Z]{15}$|^[0-9A-Z]{18}$|^[0-9A-Z]{20}$/, words: '15/18/20' }, sellerTaxId: { pattern: /^[0-9A-Z]{15}$|^[0-9A-Z]{18}$|^[0-9A-Z]{20}$/, words: '15/18/20' },
  boardingTime: { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, words: 'HH:MM' }, alightingTime: { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, words: 'HH:MM' }, accountTail: { pattern: /^\d{4}$/, words: '4' }, distance: { pattern: /^\d{1,4}(\.\d{1,2})?$/, words: '0.0' },
}

/** The form a value should have on this kind of voucher where it has another, as lengths or a pattern anyone can read; null where nothing is wrong. */
export function formatFault(kind: VoucherKind, name: FieldName, value: string): string | null {
  const format = formats[kind]?.[name] ?? everywhere[name]
  return format && !format.pattern.test(value) ? format.words : null
}
