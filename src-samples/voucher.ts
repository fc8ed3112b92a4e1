/** A sample voucher: what it says, as its maker printed it, with every fault that was planted in it. Invented throughout. */
import type { LineItem } from '../src-shared/scan.ts'
import type { FieldName, VoucherKind } from '../src-shared/voucher.ts'
import type { Typefaces } from './names.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheet.ts'

/**
 * Layouts, fonts and names are in two sets that share nothing: what reading is tuned on, and what it is measured on.
 * Whoever tunes never looks at a `held-out` voucher; layouts that were looked at move to `tuning`, and new ones are drawn.
 */
export type SampleSet = 'tuning' | 'held-out'

/** qr: the code says another amount than the print. upper: 大写 says ten yuan more. tax-id: one digit of the seller's id is wrong. */
export type PlantedFault = 'qr' | 'upper' | 'tax-id'

export interface VoucherWishes {
  kind: VoucherKind
  set?: SampleSet
  year?: number
  /** Made out to this unit; else to an invented one. */
  buyer?: { name: string; taxId: string }
  /** Printed in these; else in a maker's of the set. */
  typefaces?: Typefaces
  /** Cut out of the A4 that its office printer used, where the kind is printed so. */
  isTrimmed?: boolean
  fault?: PlantedFault
}

export interface SampleVoucher {
  kind: VoucherKind
  /** What is printed, under the scan contract's names and in its form. */
  fields: Partial<Record<FieldName, string>>
  lineItems: LineItem[]
  /** Texts of the codes on the paper. */
  qr: string[]
  fault: PlantedFault | null
  /** The sides of the paper; most vouchers have one, contracts several. */
  sheets: Sheet[]
}

/** Draws one kind. What it draws depends on `random` and the wishes alone; `wishes.set` chooses layouts, fonts and names. */
export type VoucherMaker = (random: Random, wishes: Required<Pick<VoucherWishes, 'kind' | 'set' | 'year'>> & VoucherWishes) => SampleVoucher
