/** The table under a document camera that stands still, learnt once with a sheet whose size everybody knows. */
import { z } from 'zod'
import type { Quad } from './voucher.ts'

export const matSheetSchema = z.enum(['a4', 'card'])
export type MatSheet = z.infer<typeof matSheetSchema>

export interface KnownMat {
  /** Of the pictures it was learnt from. */
  widthPx: number
  heightPx: number
  sheet: MatSheet
  /** Where that sheet lay in them, clockwise, a long side first. */
  quadPx: Quad
  /** How the empty table looks: a small picture's grey levels, rows from the top. */
  look: Uint8Array
}
