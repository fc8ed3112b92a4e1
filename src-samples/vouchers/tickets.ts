/** Tickets and the small invoices that are no VAT forms: on the road, on rails, in the air. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { VoucherMaker } from '../voucher.ts'
import { train } from './train.ts'

export const tickets: Partial<Record<VoucherKind, VoucherMaker>> = { train }
