/** Every kind of sample voucher through one door. */
import { seedOf, Random } from './random.ts'
import type { VoucherKind } from '../src-shared/voucher.ts'
import type { SampleVoucher, VoucherMaker, VoucherWishes } from './voucher.ts'
import { fiscal } from './vouchers/fiscal.ts'
import { papers } from './vouchers/papers.ts'
import { tickets } from './vouchers/tickets.ts'
import { vat } from './vouchers/vat.ts'

const makers: Partial<Record<VoucherKind, VoucherMaker>> = { ...vat, ...tickets, ...fiscal, ...papers }

export const sampleKinds = Object.keys(makers) as VoucherKind[]

/**
 * Always the same for the same seed and wishes.
 * @throws Error where no maker draws the kind
 */
export function makeVoucher(seed: number, wishes: VoucherWishes): SampleVoucher {
  const { set = 'tuning', year = 2026 } = wishes
  const make = makers[wishes.kind]
  if (!make) throw new Error(`no sample of ${wishes.kind}`)
  return make(new Random(seedOf(seed, `${wishes.kind} ${set}`)), { ...wishes, set, year })
}
