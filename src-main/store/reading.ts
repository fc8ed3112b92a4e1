/** What imaging read of a page, and what it says once a person's corrections are laid over it. */
import { checkVoucher } from '../../src-shared/checks.ts'
import type { Check, LineItem, ScanItem } from '../../src-shared/scan.ts'
import { type FieldName, type Fields, type Quad, type VoucherKind, voucherKindSchema } from '../../src-shared/voucher.ts'
import type { StationDatabase } from './database.ts'
import { statement } from './statements.ts'

/** As stored, in JSON; boxes are pixels of the page image. What came with the second schema is missing in older readings. */
export interface Reading {
  kind: VoucherKind
  kindScore: number
  quality: ScanItem['quality']
  fields: Fields
  lineItems?: LineItem[]
  /** Page of a document, from 1. */
  documentPage?: number
  /** The same for pages that are one voucher. */
  voucherId?: string
  lines: { text: string; boxPx: Quad }[]
  /** What a photographed page looks like, by which another shot of it is known: 576 bits in hexadecimal. */
  likeness?: string
  qr: string[]
  checks: Check[]
}

/** The name under which a corrected kind stands among the corrections. */
export const kindCorrection = '#kind'

/** What was read, with what a person put right laid over it: a person's word always wins. */
export function correctedReading(db: StationDatabase, row: { id: string; reading: string }): Reading {
  const reading = JSON.parse(row.reading) as Reading
  const corrections = statement(db, 'SELECT name, value FROM corrections WHERE page_id = ?').all(row.id) as { name: string; value: string }[]
  for (const { name, value } of corrections) {
    if (name === kindCorrection) {
      reading.kind = voucherKindSchema.catch(reading.kind).parse(value)
      reading.kindScore = 1
    } else {
      const field = name as FieldName
      reading.fields[field] = { value, score: 1, sure: true, source: 'person', boxPx: reading.fields[field]?.boxPx }
    }
  }
  if (corrections.length > 0) reading.checks = recheck(reading)
  return reading
}

/** The checks again, on what a person put right. Whether the buyer is this unit was judged with the unit known, and is judged again at review. */
function recheck(reading: Reading): Reading['checks'] {
  const today = new Date().toISOString().slice(0, 10)
  const buyer = reading.fields.buyerTaxId?.source === 'person' ? [] : reading.checks.filter((check) => check.rule === 'buyer')
  return [...checkVoucher({ kind: reading.kind, fields: reading.fields, lineItems: reading.lineItems, qr: reading.qr, today }), ...buyer]
}
