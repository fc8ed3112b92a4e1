/** Papers that go with a payment and are no invoices: slips of the bank, bills, contracts, forms of the office; and papers of no use at all. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { VoucherMaker } from '../voucher.ts'
import { attendance } from './attendance.ts'
import { bankSlip, cardSlip } from './bank.ts'
import { claimForm } from './claim-form.ts'
import { contract } from './contract.ts'
import { hotelBill } from './hotel.ts'
import { acceptance, approval } from './office-forms.ts'
import { blank, other } from './plain-papers.ts'

export const papers: Partial<Record<VoucherKind, VoucherMaker>> = {
  'bank-slip': bankSlip, 'card-slip': cardSlip, 'hotel-bill': hotelBill, contract, attendance, approval, acceptance, 'claim-form': claimForm, other, blank,
}
