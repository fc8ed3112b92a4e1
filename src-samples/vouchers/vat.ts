/** The vouchers of the tax bureau: VAT invoices on paper and electronic, 数电票, and the e-tickets that deduct tax. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { VoucherMaker } from '../voucher.ts'
import { airE } from './air-e.ts'
import { drawDigital } from './digital.ts'
import { railE } from './rail-e.ts'
import { drawToll } from './toll-e.ts'
import { drawVatPaper } from './vat-paper.ts'

export const vat: Partial<Record<VoucherKind, VoucherMaker>> = {
  'vat-special': drawVatPaper,
  'vat-normal': drawVatPaper,
  'vat-e-normal': drawVatPaper,
  'vat-e-special': drawVatPaper,
  'digital-normal': drawDigital,
  'digital-special': drawDigital,
  'toll-e': drawToll,
  'rail-e': railE,
  'air-e': airE,
}
