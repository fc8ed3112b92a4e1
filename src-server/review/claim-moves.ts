/** Moves of a claim under review. Each is a conditional update with its history and event in one transaction. */
import { AppError } from '../../src-shared/errors.ts'
import { type ClaimSummary, type returnClaimSchema } from '../../src-shared/station-api.ts'
import { type AccountId, type ClaimId, type UnitId } from '../../src-shared/voucher.ts'
import { type ClaimState } from '../../src-shared/voucher-state.ts'
import { type z } from 'zod'
import { type SignedIn } from '../accounts/sessions.ts'
import { hasBlockingAlerts } from '../alerts/alerts.ts'
import { releaseInvoiceUses } from '../alerts/invoice-uses.ts'
import { tellFeeds } from '../events/event-log.ts'
import { type Database, mustChangeOne, type Sql } from '../store/database.ts'
import { getSummary, recordHistory } from './claims.ts'

interface LockedClaim { id: ClaimId; unit_id: UnitId; state: ClaimState; round: number; taken_by: AccountId | null }

interface Move { from: ClaimState; to: ClaimState; takenBy: AccountId | null; action: string; text?: string }

/** One reviewer has it from now on. @throws AppError `taken-by-other` where another was faster */
export function takeClaim(database: Database, who: SignedIn, id: ClaimId): Promise<ClaimSummary> {
  return change(database, who, id, async (sql, claim) => {
    if (claim.taken_by === who.accountId) return
    if (claim.taken_by) throw new AppError('taken-by-other', `claim ${id}`)
    await move(sql, who, claim, { from: 'kept', to: 'in-review', takenBy: who.accountId, action: 'taken' })
  })
}

/** Gives it back to the queue. */
export function releaseClaim(database: Database, who: SignedIn, id: ClaimId): Promise<ClaimSummary> {
  return change(database, who, id, async (sql, claim) => {
    mustHave(claim, who)
    await move(sql, who, claim, { from: 'in-review', to: 'kept', takenBy: null, action: 'released' })
  })
}

/** All its pages with it. @throws AppError `alerts-open` */
export function approveClaim(database: Database, who: SignedIn, id: ClaimId): Promise<ClaimSummary> {
  return change(database, who, id, async (sql, claim) => {
    mustHave(claim, who)
    if (await hasBlockingAlerts(sql, id)) throw new AppError('alerts-open', `claim ${id}`)
    await sql.query(`UPDATE claim_pages SET review = 'approved' WHERE claim_id = $1 AND round = $2`, [id, claim.round])
    await move(sql, who, claim, { from: 'in-review', to: 'approved', takenBy: null, action: 'approved' })
  })
}

/** Pages go back to the desk, each with its reason. @throws AppError `not-found` for a page that is not the claim's */
export function returnClaim(database: Database, who: SignedIn, id: ClaimId, pages: z.infer<typeof returnClaimSchema>['pages']): Promise<ClaimSummary> {
  return change(database, who, id, async (sql, claim) => {
    mustHave(claim, who)
    for (const { pageId, reason } of pages) {
      const { rowCount } = await sql.query(`UPDATE claim_pages SET review = 'returned', return_reason = $4 WHERE claim_id = $1 AND round = $2 AND page_id = $3`, [id, claim.round, pageId, reason])
      if (rowCount === 0) throw new AppError('not-found', `page ${pageId}`)
    }
    await move(sql, who, claim, { from: 'in-review', to: 'returned', takenBy: null, action: 'returned', text: pages.map(({ reason }) => reason).join('；') })
  })
}

/** The unit calls back what nobody has taken; asked again, it is already done. */
export function recallClaim(database: Database, who: SignedIn, id: ClaimId): Promise<ClaimSummary> {
  return change(database, who, id, async (sql, claim) => {
    if (claim.state === 'draft') return
    await releaseInvoiceUses(sql, id)
    await move(sql, who, claim, { from: 'kept', to: 'draft', takenBy: null, action: 'recalled' })
  })
}

/** Locks the claim, lets `work` change it, answers what it is then. @throws AppError `not-found`, also for another unit's claim */
function change(database: Database, who: SignedIn, id: ClaimId, work: (sql: Sql, claim: LockedClaim) => Promise<void>): Promise<ClaimSummary> {
  return database.transaction(async (sql) => {
    const { rows } = await sql.query<LockedClaim>('SELECT id, unit_id, state, round, taken_by FROM claims WHERE id = $1 AND ($2::uuid IS NULL OR unit_id = $2) FOR UPDATE', [id, who.unit?.id ?? null])
    if (!rows[0]) throw new AppError('not-found', `claim ${id}`)
    await work(sql, rows[0])
    return getSummary(sql, who, id)
  })
}

function mustHave(claim: LockedClaim, who: SignedIn): void {
  if (claim.taken_by && claim.taken_by !== who.accountId) throw new AppError('taken-by-other', `claim ${claim.id}`)
}

async function move(sql: Sql, who: SignedIn, claim: LockedClaim, { from, to, takenBy, action, text = '' }: Move): Promise<void> {
  mustChangeOne(await sql.query('UPDATE claims SET state = $3, taken_by = $4, changed_at = $5 WHERE id = $1 AND state = $2', [claim.id, from, to, takenBy, new Date()]), `claim ${claim.id} is ${claim.state}, not ${from}`)
  await recordHistory(sql, claim.id, who.name, action, text)
  await tellFeeds(sql, claim.id, claim.unit_id, 'claim')
}
