/** The vocabulary of the trade: kinds of voucher, their fields, and the ids everything is looked up by. */
import { z } from 'zod'

export const captureIdSchema = z.uuid().brand<'CaptureId'>()
export const pageIdSchema = z.uuid().brand<'PageId'>()
export const claimIdSchema = z.uuid().brand<'ClaimId'>()
export const unitIdSchema = z.uuid().brand<'UnitId'>()
export const accountIdSchema = z.uuid().brand<'AccountId'>()
export const alertIdSchema = z.uuid().brand<'AlertId'>()
/** A file the bureau keeps: a capture's original bytes carry the capture's id, a page's image the page's id. */
export const fileIdSchema = z.uuid().brand<'FileId'>()

export type CaptureId = z.infer<typeof captureIdSchema>
export type PageId = z.infer<typeof pageIdSchema>
export type ClaimId = z.infer<typeof claimIdSchema>
export type UnitId = z.infer<typeof unitIdSchema>
export type AccountId = z.infer<typeof accountIdSchema>
export type AlertId = z.infer<typeof alertIdSchema>
export type FileId = z.infer<typeof fileIdSchema>

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** Kinds of paper, as named by the scan contract (docs/scan-contract.md). */
export const voucherKinds = [
  'vat-special', 'vat-normal', 'vat-e-normal', 'vat-e-special', 'digital-normal', 'digital-special',
  'rail-e', 'air-e', 'toll-e', 'train', 'taxi', 'roll', 'machine', 'quota', 'bus', 'toll', 'air',
  'fiscal-nontax', 'fiscal-medical', 'bank-slip', 'card-slip', 'hotel-bill',
  'contract', 'attendance', 'approval', 'acceptance', 'claim-form', 'other', 'blank',
] as const
export const voucherKindSchema = z.enum(voucherKinds)
export type VoucherKind = z.infer<typeof voucherKindSchema>

export const fieldNames = [
  'invoiceCode', 'invoiceNumber', 'date', 'checkCode', 'buyerName', 'buyerTaxId', 'sellerName', 'sellerTaxId',
  'amountNet', 'amountTax', 'amountTotal', 'amountTotalUpper',
  'trainNumber', 'fromStation', 'toStation', 'passengerName', 'seat', 'plateNumber',
  'boardingTime', 'alightingTime', 'distance', 'contractNumber', 'accountTail',
] as const
export const fieldNameSchema = z.enum(fieldNames)
export type FieldName = z.infer<typeof fieldNameSchema>

/** Where a field's value comes from; `qr` only where the paper does not print it. */
export const fieldSourceSchema = z.enum(['ocr', 'qr', 'xml', 'ofd', 'pdf', 'person'])

/** Four corners [x, y], clockwise from the thing's own top left as a reader holds it. */
export const quadSchema = z.tuple([
  z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number()]),
  z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number()]),
])
export type Quad = z.infer<typeof quadSchema>

export const fieldSchema = z.object({
  value: z.string().max(1000),
  /** 0 to 1: how certain the reading is. */
  score: z.number().min(0).max(1),
  /** May be used without a person looking. */
  sure: z.boolean(),
  source: fieldSourceSchema,
  boxPx: quadSchema.optional(),
})
export type Field = z.infer<typeof fieldSchema>
export const fieldsSchema = z.partialRecord(fieldNameSchema, fieldSchema)
export type Fields = z.infer<typeof fieldsSchema>

const parties = ['buyerName', 'buyerTaxId', 'sellerName', 'sellerTaxId'] as const
const sums = ['amountNet', 'amountTax', 'amountTotal'] as const
const numbers = ['invoiceCode', 'invoiceNumber', 'date'] as const

const keyFields: Record<VoucherKind, readonly FieldName[]> = {
  'vat-special': [...numbers, ...parties, ...sums],
  'vat-normal': [...numbers, 'checkCode', ...parties, ...sums],
  'vat-e-normal': [...numbers, 'checkCode', ...parties, ...sums],
  'vat-e-special': [...numbers, 'checkCode', ...parties, ...sums],
  'digital-normal': ['invoiceNumber', 'date', ...parties, ...sums],
  'digital-special': ['invoiceNumber', 'date', ...parties, ...sums],
  'rail-e': ['invoiceNumber', 'date', 'buyerName', 'buyerTaxId', 'trainNumber', 'fromStation', 'toStation', 'seat', 'passengerName', 'amountTotal'],
  'air-e': ['invoiceNumber', 'date', 'buyerName', 'buyerTaxId', 'passengerName', 'trainNumber', 'fromStation', 'toStation', 'amountTax', 'amountTotal'],
  'toll-e': ['invoiceNumber', 'date', 'plateNumber', ...parties, ...sums],
  train: ['invoiceNumber', 'date', 'trainNumber', 'fromStation', 'toStation', 'seat', 'passengerName', 'amountTotal'],
  taxi: [...numbers, 'plateNumber', 'boardingTime', 'alightingTime', 'distance', 'amountTotal'],
  roll: [...numbers, 'checkCode', 'buyerName', 'sellerName', 'sellerTaxId', 'amountTotal'],
  machine: [...numbers, 'buyerName', 'sellerName', 'amountTotal'],
  quota: ['invoiceCode', 'invoiceNumber', 'amountTotal'],
  bus: [...numbers, 'fromStation', 'toStation', 'amountTotal'],
  toll: [...numbers, 'fromStation', 'toStation', 'amountTotal'],
  air: ['invoiceNumber', 'date', 'passengerName', 'trainNumber', 'fromStation', 'toStation', 'amountTotal'],
  'fiscal-nontax': [...numbers, 'checkCode', 'buyerName', 'sellerName', 'amountTotal'],
  'fiscal-medical': [...numbers, 'checkCode', 'buyerName', 'sellerName', 'amountTotal'],
  'bank-slip': ['date', 'buyerName', 'sellerName', 'accountTail', 'amountTotal'],
  'card-slip': ['date', 'sellerName', 'accountTail', 'amountTotal'],
  'hotel-bill': ['date', 'sellerName', 'passengerName', 'amountTotal'],
  contract: ['contractNumber', 'date', 'buyerName', 'sellerName', 'amountTotal'],
  attendance: ['date'],
  approval: ['date', 'amountTotal'],
  acceptance: ['date', 'buyerName', 'sellerName', 'amountTotal'],
  'claim-form': ['date', 'amountTotal'],
  other: [],
  blank: [],
}

/**
 * The fields an accountant must see right before a page of this kind is worth sending. A flight is a `trainNumber`,
 * entry and exit of a toll road are stations, a hotel's guest is a passenger: the like under the same names.
 */
export function keyFieldsOf(kind: VoucherKind): readonly FieldName[] {
  return keyFields[kind]
}

const supporting: ReadonlySet<VoucherKind> = new Set(['bank-slip', 'card-slip', 'hotel-bill', 'contract', 'attendance', 'approval', 'acceptance', 'claim-form', 'other', 'blank'])

/** Whether a page of this kind is itself evidence of a cost; the others agree to one, pay it or describe it. */
export function isCostVoucher(kind: VoucherKind): boolean {
  return !supporting.has(kind)
}

/** One invoice's identity across every desk: code and number, or the 20-digit number alone. Null where it has none. */
export function invoiceKey(fields: Fields): string | null {
  const number = fields.invoiceNumber?.value
  if (!number) return null
  return `${fields.invoiceCode?.value ?? ''}:${number}`
}
