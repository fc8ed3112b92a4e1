/** The moves of a claim at the bureau: each one a conditional update and a row in the claim's history, in one transaction. */
import { AppError } from '../../src-shared/errors.ts'
import type { AccountId, ClaimId, PageId } from '../../src-shared/voucher.ts'
import { mustChangeOne, type Sql } from '../store/database.ts'

export interface Actor { id: AccountId; name: string }

export async function recordStep(sql: Sql, claimId: ClaimId, actor: string, action: string, text = ''): Promise<void> {
  await sql.query('INSERT INTO claim_history (claim_id, at, actor, action, text) VALUES ($1, $2, $3, $4, $5)', [claimId, new Date(), actor, action, text])
}

/** Taking again what one has already is no change. @throws AppError `taken-by-other`, `state-conflict` */
export async function takeClaim(sql: Sql, claimId: ClaimId, actor: Actor): Promise<void> {
  const { rowCount } = await sql.query(`UPDATE claims SET state = 'in-review', taken_by = $2, changed_at = $3 WHERE id = $1 AND state = 'kept'`, [claimId, actor.id, new Date()])
  if (rowCount === 1) return recordStep(sql, claimId, actor.name, 'taken')
  const { rows: [claim] } = await sql.query<{ state: string; taken_by: string | null }>('SELECT state, taken_by FROM claims WHERE id = $1', [claimId])
  if (!claim) throw new AppError('not-found', `claim ${claimId}`)
  if (claim.state !== 'in-review') throw new AppError('state-conflict', `${claimId} is ${claim.state}`)
  if (claim.taken_by !== actor.id) throw new AppError('taken-by-other', claimId)
}

export async function releaseClaim(sql: Sql, claimId: ClaimId, actor: Actor): Promise<void> {
  await leaveReview(sql, claimId, actor, 'kept')
  await sql.query(`UPDATE claim_pages SET review = 'none', return_reason = NULL FROM claims WHERE claims.id = claim_id AND claims.round = claim_pages.round AND claim_id = $1`, [claimId])
  await recordStep(sql, claimId, actor.name, 'released')
}

/**
 * 三级预警: a confirmed first-level alert blocks the payment; first and second level must be closed before it goes on.
 * @throws AppError `alerts-open`, `state-conflict`
 */
export async function approveClaim(sql: Sql, claimId: ClaimId, actor: Actor): Promise<void> {
  await leaveReview(sql, claimId, actor, 'approved')
  const { rowCount } = await sql.query(`SELECT 1 FROM alerts WHERE claim_id = $1 AND stands AND ((level <= 2 AND state IN ('open', 'explained')) OR (level = 1 AND state = 'confirmed'))`, [claimId])
  if (rowCount !== 0) throw new AppError('alerts-open', claimId)
  await sql.query(`UPDATE claim_pages SET review = 'approved' FROM claims WHERE claims.id = claim_id AND claims.round = claim_pages.round AND claim_id = $1`, [claimId])
  await recordStep(sql, claimId, actor.name, 'approved')
}

/** The pages named go back with their reasons, the others stand approved. @throws AppError `not-found` for a page that is not in the claim */
export async function returnClaim(sql: Sql, claimId: ClaimId, actor: Actor, pages: readonly { pageId: PageId; reason: string }[]): Promise<void> {
  await leaveReview(sql, claimId, actor, 'returned')
  await sql.query(`UPDATE claim_pages SET review = 'approved' FROM claims WHERE claims.id = claim_id AND claims.round = claim_pages.round AND claim_id = $1`, [claimId])
  for (const { pageId, reason } of pages) {
    const { rowCount } = await sql.query(`UPDATE claim_pages SET review = 'returned', return_reason = $3 FROM claims
      WHERE claims.id = claim_id AND claims.round = claim_pages.round AND claim_id = $1 AND page_id = $2`, [claimId, pageId, reason])
    if (rowCount !== 1) throw new AppError('not-found', `page ${pageId} of ${claimId}`)
  }
  await recordStep(sql, claimId, actor.name, 'returned', pages.map(({ reason }) => reason).join('；'))
}

/** The unit takes it back, as long as nobody has begun to review it. */
export async function recallClaim(sql: Sql, claimId: ClaimId, unitId: string, actor: string): Promise<void> {
  const known = await sql.query('SELECT 1 FROM claims WHERE id = $1 AND unit_id = $2', [claimId, unitId])
  if (known.rowCount === 0) throw new AppError('not-found', `claim ${claimId}`)
  mustChangeOne(await sql.query(`UPDATE claims SET state = 'draft', changed_at = $3 WHERE id = $1 AND unit_id = $2 AND state = 'kept'`, [claimId, unitId, new Date()]), `recall of ${claimId}`)
  await recordStep(sql, claimId, actor, 'recalled')
}

async function leaveReview(sql: Sql, claimId: ClaimId, actor: Actor, to: 'kept' | 'approved' | 'returned'): Promise<void> {
  mustChangeOne(await sql.query(`UPDATE claims SET state = $3, taken_by = NULL, changed_at = $4 WHERE id = $1 AND state = 'in-review' AND taken_by = $2`, [claimId, actor.id, to, new Date()]), `${claimId} to ${to}`)
}
