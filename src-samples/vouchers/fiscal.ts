/** 财政票据: 非税收入 and medical receipts as the provincial platforms print them. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { VoucherMaker } from '../voucher.ts'
import { medical } from './medical.ts'
import { nontax } from './nontax.ts'

export const fiscal: Partial<Record<VoucherKind, VoucherMaker>> = { 'fiscal-nontax': nontax, 'fiscal-medical': medical }
