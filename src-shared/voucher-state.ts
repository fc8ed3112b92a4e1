/** The states a claim, a file and an alert pass through, and the only moves that are legal. */
import { z } from 'zod'

/**
 * draft: at the desk, open for change. submitted: sealed, on its way. kept: the bureau holds every byte.
 * in-review: one reviewer has taken it. returned: pages came back with reasons. approved: the end.
 */
export const claimStateSchema = z.enum(['draft', 'submitted', 'kept', 'in-review', 'approved', 'returned'])
export type ClaimState = z.infer<typeof claimStateSchema>

export const claimMoves: Record<ClaimState, readonly ClaimState[]> = {
  draft: ['submitted'],
  submitted: ['kept', 'draft'],
  kept: ['in-review', 'draft'],
  'in-review': ['kept', 'approved', 'returned'],
  returned: ['submitted'],
  approved: [],
}

/** kept: on the desk's disk, not read yet. imaging: claimed by a lease. ready: its pages exist. parked: needs a person. */
export const captureStateSchema = z.enum(['kept', 'imaging', 'ready', 'parked'])
export type CaptureState = z.infer<typeof captureStateSchema>

export const uploadStateSchema = z.enum(['waiting', 'sending', 'kept', 'parked'])
export type UploadState = z.infer<typeof uploadStateSchema>

export const pageReviewSchema = z.enum(['none', 'approved', 'returned'])
export type PageReview = z.infer<typeof pageReviewSchema>

export const alertStateSchema = z.enum(['open', 'explained', 'confirmed', 'voided'])
export type AlertState = z.infer<typeof alertStateSchema>

export const alertMoves: Record<AlertState, readonly AlertState[]> = {
  open: ['explained', 'confirmed', 'voided'],
  explained: ['explained', 'confirmed', 'voided'],
  confirmed: [],
  voided: [],
}
