/** Tickets and the small invoices that are no VAT forms: on the road, on rails, in the air. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { VoucherMaker } from '../voucher.ts'
import { air } from './air.ts'
import { bus } from './bus.ts'
import { quota } from './quota.ts'
import { roll } from './roll.ts'
import { machine } from './small-invoices.ts'
import { taxi } from './taxi.ts'
import { toll } from './toll.ts'
import { train } from './train.ts'

export const tickets: Partial<Record<VoucherKind, VoucherMaker>> = { train, taxi, roll, machine, quota, bus, toll, air }
