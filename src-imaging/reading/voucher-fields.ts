/** From a page's lines to a voucher: its kind, its fields, its rows. The same for photographs and for the text of documents. */
import type { Line, LineItem } from '../../src-shared/scan.ts'
import type { Fields, VoucherKind } from '../../src-shared/voucher.ts'
import { tellKind } from './kind.ts'
import { PageText } from './page-text.ts'
import { reconcile } from './reconcile.ts'
import { findVatFields } from './vat-fields.ts'

export interface ReadingOptions {
  isBlank?: boolean
  /** Photographs are read by `ocr`; documents' text is exact. */
  source?: 'ocr' | 'pdf' | 'ofd'
  /** The unit at whose desk the paper lies. */
  unit?: { taxId: string; name?: string }
}

export interface VoucherReading { kind: VoucherKind; kindScore: number; fields: Fields; lineItems: LineItem[] }

export function readVoucher(lines: readonly Line[], qr: readonly string[], { isBlank = false, source = 'ocr', unit }: ReadingOptions = {}): VoucherReading {
  const told = tellKind(lines, qr, isBlank)
  const isInvoice = told.kind.startsWith('vat-') || told.kind.startsWith('digital-')
  const fields = isInvoice ? reconcile(findVatFields(new PageText(lines), told.kind), qr, unit) : {}
  return { ...told, fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, source }])), lineItems: [] }
}
