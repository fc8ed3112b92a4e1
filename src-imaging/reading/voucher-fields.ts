/** From a page's lines to a voucher: its kind, its fields, its rows. The same for photographs and for the text of documents. */
import type { Line, LineItem } from '../../src-shared/scan.ts'
import type { Fields, VoucherKind } from '../../src-shared/voucher.ts'
import { airETicket, airItinerary } from './fields/air.ts'
import { type Family, findFields } from './fields/family.ts'
import { bankSlip, contract, fiscal, hotelBill, office } from './fields/papers.ts'
import { otherThings } from './fields/parties.ts'
import { railETicket, trainTicket } from './fields/rail.ts'
import { cardSlip, machine, quota, roll } from './fields/receipts.ts'
import { bus, taxi, toll } from './fields/road.ts'
import { digitalVat, oldVat } from './fields/vat.ts'
import { tellKind } from './kind.ts'
import { findLineItems } from './line-items.ts'
import { PageText } from './page-text.ts'
import { type Reconciled, reconcile } from './reconcile.ts'

const families: Partial<Record<VoucherKind, Family>> = {
  'vat-special': oldVat, 'vat-normal': oldVat, 'vat-e-normal': oldVat, 'vat-e-special': oldVat, 'digital-normal': digitalVat, 'digital-special': digitalVat,
  'rail-e': railETicket, 'air-e': airETicket, train: trainTicket, air: airItinerary, taxi, bus, toll, quota, roll, machine, 'card-slip': cardSlip,
  'fiscal-nontax': fiscal, 'fiscal-medical': fiscal, 'bank-slip': bankSlip, 'hotel-bill': hotelBill, contract, attendance: office, approval: office, acceptance: office, 'claim-form': office,
}

/** Words of two characters and more that head something on any form. */
const everyLabel = new Set([...Object.values(families).flatMap(({ labels }) => Object.values(labels).flat()), ...otherThings].filter((word) => /^[\u4e00-\u9fff/]{2,}$/.test(word)))

export interface ReadingOptions {
  isBlank?: boolean
  /** Photographs are read by `ocr`; documents' text is exact. */
  source?: 'ocr' | 'pdf' | 'ofd'
  /** The unit at whose desk the paper lies. */
  unit?: { taxId: string; name?: string }
}

export interface VoucherReading {
  kind: VoucherKind
  kindScore: number
  fields: Fields
  lineItems: LineItem[]
  /** What each field's certainty was reckoned from. */
  features: Reconciled['features']
}

export function readVoucher(lines: readonly Line[], qr: readonly string[], { isBlank = false, source = 'ocr', unit }: ReadingOptions = {}): VoucherReading {
  const page = new PageText(lines)
  const { kind, kindScore } = tellKind(page, qr, isBlank)
  const family = familyOf(kind, page)
  if (!family) return { kind, kindScore, fields: {}, lineItems: [], features: {} }
  const lineItems = findLineItems(page, kind)
  const found = findFields(page, family, everyLabel)
  if (source === 'ocr') widenBrackets(found)
  return { kind, kindScore, lineItems, ...reconcile(found, { kind, kindScore, qr, lineItems, unit, source }) }
}

/** Toll roads' invoices are old electronic ones, with a code, or 数电票, without. */
function familyOf(kind: VoucherKind, page: PageText): Family | undefined {
  if (kind !== 'toll-e') return families[kind]
  return page.matching(/发 ?票 ?代 ?码/).length > 0 ? oldVat : digitalVat
}

/** Readers give narrow brackets for wide ones; inside Chinese names and amounts they are printed wide. */
function widenBrackets(found: ReturnType<typeof findFields>): void {
  for (const name of ['buyerName', 'sellerName', 'amountTotalUpper'] as const) {
    for (const reading of found[name] ?? []) reading.value = reading.value.replace(/\(/g, '（').replace(/\)/g, '）')
  }
}
