/** A claim handed in by its unit: all of it or nothing, and the same round again changes nothing. */
import { AppError } from '../../src-shared/errors.ts'
import { type ClaimSubmission, type ClaimSummary, type SubmittedPage, type Unit } from '../../src-shared/station-api.ts'
import { type ClaimId, type UnitId } from '../../src-shared/voucher.ts'
import { type ClaimState } from '../../src-shared/voucher-state.ts'
import { type SignedIn } from '../accounts/sessions.ts'
import { invoiceKeysOf, recordInvoiceUses } from '../alerts/invoice-uses.ts'
import { raiseAlerts } from '../alerts/raise-alerts.ts'
import { tellFeeds } from '../events/event-log.ts'
import { type Database, mustChangeOne, type Sql } from '../store/database.ts'
import { getSummary, recordHistory } from './claims.ts'

interface KnownClaim { unit_id: UnitId; state: ClaimState; round: number }

/**
 * @throws AppError `files-missing` where a page's files are not all kept with these digests; `state-conflict` where the claim
 *   is not open for another round; `not-found` where it is another unit's
 */
export function submitClaim(database: Database, who: SignedIn, unit: Unit, id: ClaimId, submission: ClaimSubmission): Promise<ClaimSummary> {
  return database.transaction(async (sql) => {
    const keys = invoiceKeysOf(submission.pages)
    // Two claims with one invoice arriving at once must see each other, and so must the same claim arriving twice.
    await lockNames(sql, [id, ...keys])
    const known = (await sql.query<KnownClaim>('SELECT unit_id, state, round FROM claims WHERE id = $1 FOR UPDATE', [id])).rows[0]
    if (known && known.unit_id !== unit.id) throw new AppError('not-found', `claim ${id}`)
    if (known?.round === submission.round) return getSummary(sql, who, id)
    await mustHaveFiles(sql, unit.id, submission.pages)
    await writeClaim(sql, id, unit.id, submission, known)
    const facts = { unit, claim: submission.form, pages: submission.pages, earlierUses: await recordInvoiceUses(sql, id, keys) }
    const alertsChanged = await raiseAlerts(sql, id, facts, submission, who.name)
    await recordHistory(sql, id, who.name, 'submitted', `第 ${submission.round} 次提交，${submission.pages.length} 页`)
    await tellFeeds(sql, id, unit.id, 'claim', ...(alertsChanged ? (['alert'] as const) : []))
    return getSummary(sql, who, id)
  })
}

async function lockNames(sql: Sql, names: readonly string[]): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(lock) FROM (SELECT DISTINCT hashtextextended(name, 0) AS lock FROM unnest($1::text[]) AS name ORDER BY lock) AS locks', [names])
}

async function mustHaveFiles(sql: Sql, unitId: UnitId, pages: readonly SubmittedPage[]): Promise<void> {
  const ids = pages.flatMap((page) => [page.pageId, page.captureId])
  if (new Set(pages.map((page) => page.pageId)).size < pages.length) throw new AppError('bad-request', 'a page is named twice')
  const { rows } = await sql.query<{ name: string }>(`SELECT concat_ws(' ', id, role, sha256) AS name FROM files WHERE unit_id = $1 AND id = ANY($2)`, [unitId, ids])
  const kept = new Set(rows.map((row) => row.name))
  const missing = pages.flatMap((page) => [`${page.pageId} page ${page.sha256}`, `${page.captureId} original ${page.originalSha256}`]).filter((name) => !kept.has(name.toLowerCase()))
  if (missing.length > 0) throw new AppError('files-missing', missing.join(', '))
}

async function writeClaim(sql: Sql, id: ClaimId, unitId: UnitId, { round, form, pages }: ClaimSubmission, known: KnownClaim | undefined): Promise<void> {
  const now = new Date()
  if (!known) {
    await sql.query(`INSERT INTO claims (id, unit_id, state, round, form, submitted_at, changed_at) VALUES ($1, $2, 'kept', $3, $4, $5, $5)`, [id, unitId, round, JSON.stringify(form), now])
  } else {
    mustChangeOne(await sql.query(`UPDATE claims SET state = 'kept', round = $2, form = $3, submitted_at = $4, changed_at = $4
      WHERE id = $1 AND state IN ('draft', 'returned') AND round < $2`, [id, round, JSON.stringify(form), now]), `claim ${id} is ${known.state} in round ${known.round}`)
  }
  await sql.query(`INSERT INTO claim_pages (claim_id, round, page_id, position, body)
    SELECT $1, $2, (page ->> 'pageId')::uuid, position, page FROM jsonb_array_elements($3) WITH ORDINALITY AS given (page, position)`, [id, round, JSON.stringify(pages)])
}
