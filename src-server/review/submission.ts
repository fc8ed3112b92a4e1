/** A claim's arrival: once for each round, when every byte of it is kept; the rules run and alerts are raised in the same transaction. */
import { AppError } from '../../src-shared/errors.ts'
import type { ClaimSubmission, Unit } from '../../src-shared/station-api.ts'
import { type ClaimId, invoiceKey } from '../../src-shared/voucher.ts'
import { explainBeforehand, raiseAlerts } from '../alerts/raise-alerts.ts'
import type { Sql } from '../store/database.ts'
import { recordStep } from './claim-steps.ts'

interface KnownClaim { unit_id: string; state: string; round: number }

/**
 * Takes a claim in. The same round again changes nothing.
 * @param actor who submits, for the record
 * @returns whether anything changed
 * @throws AppError `files-missing`, `state-conflict` (an older round, or the claim is under review), `not-found` (another unit's id)
 */
export async function takeInClaim(sql: Sql, claimId: ClaimId, unit: Unit, actor: string, submission: ClaimSubmission): Promise<boolean> {
  // One arrival at a time of the same claim, and of claims that may use the same invoices.
  for (const key of lockKeys(claimId, submission)) await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
  const { rows: [known] } = await sql.query<KnownClaim>('SELECT unit_id, state, round FROM claims WHERE id = $1 FOR UPDATE', [claimId])
  if (known && known.unit_id !== unit.id) throw new AppError('not-found', `claim ${claimId} is another unit's`)
  if (known && known.round === submission.round) return false
  if (known && (submission.round < known.round || !['draft', 'returned'].includes(known.state))) throw new AppError('state-conflict', `${claimId} is ${known.state} in round ${known.round}`)
  await mustBeKept(sql, unit, submission)
  await writeClaim(sql, claimId, unit, submission, known !== undefined)
  await recordStep(sql, claimId, actor, 'submitted', `${submission.pages.length}`)
  await raiseAlerts(sql, claimId, unit, submission)
  await explainBeforehand(sql, claimId, actor, submission.explanations)
  return true
}

/** Sorted, so that two arrivals with common invoices never wait for each other in a ring. */
function lockKeys(claimId: ClaimId, { pages }: ClaimSubmission): string[] {
  const invoices = pages.flatMap((page) => invoiceKey(page.fields) ?? [])
  return [claimId, ...new Set(invoices)].sort()
}

/** Every page's image and its capture's original must be here with the very bytes the claim names. */
async function mustBeKept(sql: Sql, unit: Unit, { pages }: ClaimSubmission): Promise<void> {
  const wanted = pages.flatMap((page) => [{ id: page.pageId as string, sha256: page.sha256, role: 'page' }, { id: page.captureId as string, sha256: page.originalSha256, role: 'original' }])
  const { rows } = await sql.query<{ id: string; sha256: string; role: string }>('SELECT id, sha256, role FROM files WHERE unit_id = $1 AND id = ANY($2::uuid[])', [unit.id, wanted.map(({ id }) => id)])
  const kept = new Map(rows.map((row) => [row.id, `${row.role} ${row.sha256}`]))
  const missing = wanted.filter((file) => kept.get(file.id) !== `${file.role} ${file.sha256}`)
  if (missing.length > 0) throw new AppError('files-missing', missing.map(({ id }) => id).join(' '))
}

async function writeClaim(sql: Sql, claimId: ClaimId, unit: Unit, { round, form, pages }: ClaimSubmission, isKnown: boolean): Promise<void> {
  const now = new Date()
  if (isKnown) await sql.query(`UPDATE claims SET state = 'kept', round = $2, form = $3, submitted_at = $4, changed_at = $4 WHERE id = $1`, [claimId, round, JSON.stringify(form), now])
  else await sql.query(`INSERT INTO claims (id, unit_id, state, round, form, submitted_at, changed_at) VALUES ($1, $2, 'kept', $3, $4, $5, $5)`, [claimId, unit.id, round, JSON.stringify(form), now])
  for (const [index, page] of pages.entries()) {
    await sql.query('INSERT INTO claim_pages (claim_id, round, page_id, position, body) VALUES ($1, $2, $3, $4, $5)', [claimId, round, page.pageId, index + 1, JSON.stringify(page)])
  }
  const keys = [...new Set(pages.flatMap((page) => invoiceKey(page.fields) ?? []))]
  await sql.query('DELETE FROM invoice_uses WHERE claim_id = $1 AND invoice_key <> ALL($2)', [claimId, keys])
  for (const key of keys) await sql.query('INSERT INTO invoice_uses (invoice_key, claim_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [key, claimId])
}
