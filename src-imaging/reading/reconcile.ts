/**
 * Chooses among readings of the print, and says which values need no person's eyes. Witnesses (QR code, arithmetic,
 * upper-case amount, check digits) decide between readings the print allows; they never put a value there that is not printed.
 */
import { type InvoiceQr, parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import { formatYuan, parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import type { FieldName, Fields } from '../../src-shared/voucher.ts'
import type { FoundFields } from './vat-fields.ts'

/** Without any witness a value is believed only when read this clearly. */
const clearWithoutWitness = 0.985
const clearWithWitness = 0.8

/** @param unit whose desk it is: a buyer read exactly as its name is read right */
export function reconcile(found: FoundFields, qrTexts: readonly string[], unit?: { taxId: string; name?: string }): Fields {
  const qr = qrTexts.map(parseInvoiceQr).find((parsed) => parsed !== null) ?? null
  const values = new Map<FieldName, string>(Object.entries(found).map(([name, field]) => [name as FieldName, field.value]))
  chooseAmounts(values, qr)
  for (const name of ['buyerTaxId', 'sellerTaxId'] as const) chooseTaxId(values, name)
  const witnessed = witnessedFields(values, qr)
  for (const [name, expected] of [['buyerName', unit?.name], ['buyerTaxId', unit?.taxId]] as const) if (expected && values.get(name) === expected) witnessed.add(name)
  const contradicted = contradictedFields(values, qr)
  const fields: Fields = {}
  for (const [name, field] of Object.entries(found) as [FieldName, NonNullable<FoundFields[FieldName]>][]) {
    const score = Math.min(1, Math.max(0, field.score))
    const needed = witnessed.has(name) ? clearWithWitness : clearWithoutWitness
    fields[name] = { value: values.get(name)!, score, sure: score >= needed && !contradicted.has(name), source: 'ocr', boxPx: field.boxPx }
  }
  return fields
}

/** Amount readings that the same print allows: as read, and with a decimal point that was read as a digit or not at all. */
function readings(text: string): bigint[] {
  const direct = /\.\d{2}$/.test(text) ? parseYuan(text) : null
  const digits = text.replace(/[^\d-]/g, '')
  const withPoint = text.includes('.') ? [] : [`${digits.slice(0, -3)}.${digits.slice(-2)}`, `${digits.slice(0, -2)}.${digits.slice(-2)}`]
  return [direct, ...withPoint.map(parseYuan)].filter((fen) => fen !== null)
}

function chooseAmounts(values: Map<FieldName, string>, qr: InvoiceQr | null): void {
  const names = ['amountNet', 'amountTax', 'amountTotal'] as const
  const options = names.map((name) => readings(values.get(name) ?? ''))
  const upper = parseUpperAmount(values.get('amountTotalUpper') ?? '')
  const qrAmount = qr?.amount ? parseYuan(qr.amount) : null
  let best: { chosen: (bigint | null)[]; support: number } = { chosen: options.map((list) => list[0] ?? null), support: -1 }
  for (const net of orNothing(options[0]!)) for (const tax of orNothing(options[1]!)) for (const total of orNothing(options[2]!)) {
    const support = Number(net !== null && tax !== null && total !== null && net + tax === total) * 2
      + Number(total !== null && total === upper) * 2 + Number(qrAmount !== null && (qrAmount === net || qrAmount === total))
    if (support > best.support) best = { chosen: [net, tax, total], support }
  }
  names.forEach((name, i) => {
    const fen = best.chosen[i]
    if (fen !== null && fen !== undefined) values.set(name, formatYuan(fen))
  })
}

const orNothing = (list: bigint[]): (bigint | null)[] => (list.length > 0 ? list : [null])

/** Pairs that readers confuse; credit codes have no I, O, S, V, Z. */
const confusable: Record<string, string> = { O: '0', I: '1', S: '5', Z: '2', V: 'Y', '0': 'Q', Q: '0', '8': 'B', B: '8', '5': 'S', D: '0', G: '6', '6': 'G', U: 'J', '1': 'T', T: '1', '2': 'Z' }
const alphabet = /^[0-9A-HJ-NPQRTUWXY]$/

/** A code whose check digit is wrong: letters it cannot hold are put right first, then one confusable character, if exactly one way fits. */
function chooseTaxId(values: Map<FieldName, string>, name: FieldName): void {
  const read = values.get(name)
  if (!read || isValidTaxId(read) || read.length !== 18) return
  const legal = [...read].map((char) => (alphabet.test(char) ? char : confusable[char] ?? char)).join('')
  if (isValidTaxId(legal)) {
    values.set(name, legal)
    return
  }
  const fits = [...legal].flatMap((char, i) => {
    const other = confusable[char]
    const candidate = other && alphabet.test(other) ? legal.slice(0, i) + other + legal.slice(i + 1) : null
    return candidate && isValidTaxId(candidate) ? [candidate] : []
  })
  if (fits.length === 1) values.set(name, fits[0]!)
}

/** Fields that something else on the paper confirms. */
function witnessedFields(values: Map<FieldName, string>, qr: InvoiceQr | null): Set<FieldName> {
  const witnessed = new Set<FieldName>()
  const agree = (name: FieldName, expected: string | null | undefined) => {
    if (expected && values.get(name) === expected) witnessed.add(name)
  }
  agree('invoiceCode', qr?.invoiceCode)
  agree('invoiceNumber', qr?.invoiceNumber)
  agree('date', qr?.date)
  agree('checkCode', qr?.checkCode)
  agree('amountNet', qr?.amount)
  agree('amountTotal', qr?.amount)
  for (const name of ['buyerTaxId', 'sellerTaxId'] as const) {
    const id = values.get(name)
    if (id?.length === 18 && isValidTaxId(id)) witnessed.add(name)
  }
  const { net, tax, total, upper } = amounts(values)
  if (net !== null && tax !== null && total !== null && net + tax === total) for (const name of ['amountNet', 'amountTax', 'amountTotal'] as const) witnessed.add(name)
  if (total !== null && total === upper) for (const name of ['amountTotal', 'amountTotalUpper'] as const) witnessed.add(name)
  return witnessed
}

/** Fields that something else on the paper speaks against. */
function contradictedFields(values: Map<FieldName, string>, qr: InvoiceQr | null): Set<FieldName> {
  const against = new Set<FieldName>()
  const differ = (name: FieldName, expected: string | null | undefined) => {
    const value = values.get(name)
    if (expected && value !== undefined && value !== expected) against.add(name)
  }
  differ('invoiceCode', qr?.invoiceCode)
  differ('invoiceNumber', qr?.invoiceNumber)
  differ('date', qr?.date)
  differ('checkCode', qr?.checkCode)
  if (qr?.amount && ![values.get('amountNet'), values.get('amountTotal')].includes(qr.amount)) for (const name of ['amountNet', 'amountTotal'] as const) against.add(name)
  for (const name of ['buyerTaxId', 'sellerTaxId'] as const) if (!isValidTaxId(values.get(name) ?? '')) against.add(name)
  const { net, tax, total, upper } = amounts(values)
  if (net !== null && tax !== null && total !== null && net + tax !== total) for (const name of ['amountNet', 'amountTax', 'amountTotal'] as const) against.add(name)
  if (values.has('amountTotalUpper') && total !== null && total !== upper) for (const name of ['amountTotal', 'amountTotalUpper'] as const) against.add(name)
  return against
}

function amounts(values: Map<FieldName, string>): Record<'net' | 'tax' | 'total' | 'upper', bigint | null> {
  const yuan = (name: FieldName) => parseYuan(values.get(name) ?? '')
  return { net: yuan('amountNet'), tax: yuan('amountTax'), total: yuan('amountTotal'), upper: parseUpperAmount(values.get('amountTotalUpper') ?? '') }
}
