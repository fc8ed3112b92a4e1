/** Papers that go with a payment and are no invoices: slips of the bank, bills, contracts, forms of the office. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { VoucherMaker } from '../voucher.ts'
import { attendance } from './attendance.ts'
import { bankSlip, cardSlip } from './bank.ts'
import { contract, attendance, approval, acceptance } from './contract.ts'
import { hotelBill } from './hotel.ts'
import { acceptance, approval } from './office-forms.ts'

export const papers: Partial<Record<VoucherKind, VoucherMaker>> = { 'bank-slip': bankSlip, 'card-slip': cardSlip, 'hotel-bill': hotelBill, contract, attendance, approval, acceptance }
