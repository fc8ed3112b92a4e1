/** What a voucher is and says, from its lines and codes. */
import type { Line, LineItem } from '../../src-shared/scan.ts'
import type { Fields, VoucherKind } from '../../src-shared/voucher.ts'
import { tellKind } from './kind.ts'
import { PageText } from './page-text.ts'
import { reconcile } from './reconcile.ts'
import { findVatFields } from './vat-fields.ts'

export interface VoucherReading { kind: VoucherKind; kindScore: number; fields: Fields; lineItems: LineItem[] }

export function readVoucher(lines: readonly Line[], qr: readonly string[], unit?: { taxId: string; name?: string }): VoucherReading {
  const told = tellKind(lines, qr, false)
  const isInvoice = told.kind.startsWith('vat-') || told.kind.startsWith('digital-')
  return { ...told, fields: isInvoice ? reconcile(findVatFields(new PageText(lines), told.kind), qr, unit) : {}, lineItems: [] }
}
