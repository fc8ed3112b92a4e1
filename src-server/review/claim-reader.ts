/** Claims as they are told: summaries for lists, details with pages, alerts and history. */
import { AppError } from '../../src-shared/errors.ts'
import type { ClaimDetail, ClaimForm, ClaimSummary, ReviewedPage, SubmittedPage } from '../../src-shared/station-api.ts'
import type { AccountId, ClaimId, PageId, UnitId } from '../../src-shared/voucher.ts'
import type { ClaimState } from '../../src-shared/voucher-state.ts'
import { readAlerts } from '../alerts/alert-reader.ts'
import type { Sql } from '../store/database.ts'

interface ClaimRow {
  id: ClaimId; unit_id: UnitId; unit_name: string; tax_id: string; state: ClaimState; round: number; form: ClaimForm; taken_by: AccountId | null; taken_by_name: string | null
  submitted_at: Date; changed_at: Date; page_count: number; level1: number; level2: number; level3: number
}

const openLevel = (level: number) => `(SELECT count(*) FROM alerts WHERE claim_id = claims.id AND stands AND level = ${level} AND alerts.state IN ('open', 'explained')) AS level${level}`

const selectClaims = `SELECT claims.*, units.name AS unit_name, units.tax_id, accounts.name AS taken_by_name,
  (SELECT count(*) FROM claim_pages WHERE claim_id = claims.id AND claim_pages.round = claims.round) AS page_count,
  ${openLevel(1)}, ${openLevel(2)}, ${openLevel(3)}
  FROM claims JOIN units ON units.id = claims.unit_id LEFT JOIN accounts ON accounts.id = taken_by`

/** @param unitId the asker's own unit, to whom other units' claims do not exist; null for a reviewer */
export async function readSummary(sql: Sql, claimId: string, unitId: string | null): Promise<ClaimSummary> {
  const { rows } = await sql.query<ClaimRow>(`${selectClaims} WHERE claims.id = $1 AND ($2::uuid IS NULL OR claims.unit_id = $2)`, [claimId, unitId])
  if (!rows[0]) throw new AppError('not-found', `claim ${claimId}`)
  return asSummary(rows[0])
}

export interface ClaimQuery { states: readonly ClaimState[] | null; unitId: string | null; cursor: { submittedAt: Date; id: string } | null; limit: number }

/** Newest first. */
export async function listClaims(sql: Sql, { states, unitId, cursor, limit }: ClaimQuery): Promise<ClaimSummary[]> {
  const { rows } = await sql.query<ClaimRow>(`${selectClaims} WHERE ($1::text[] IS NULL OR claims.state = ANY($1)) AND ($2::uuid IS NULL OR claims.unit_id = $2)
    AND ($3::timestamptz IS NULL OR (claims.submitted_at, claims.id) < ($3, $4::uuid)) ORDER BY claims.submitted_at DESC, claims.id DESC LIMIT $5`,
  [states, unitId, cursor?.submittedAt ?? null, cursor?.id ?? null, limit])
  return rows.map(asSummary)
}

export async function readDetail(sql: Sql, claimId: string, unitId: string | null): Promise<ClaimDetail> {
  const summary = await readSummary(sql, claimId, unitId)
  const { rows: history } = await sql.query<{ at: Date; actor: string; action: string; text: string }>('SELECT at, actor, action, text FROM claim_history WHERE claim_id = $1 ORDER BY id', [claimId])
  return {
    ...summary,
    pages: await readPages(sql, summary),
    alerts: await readAlerts(sql, 'claim_id', claimId),
    history: history.map((step) => ({ ...step, at: step.at.toISOString() })),
  }
}

async function readPages(sql: Sql, { id, round }: ClaimSummary): Promise<ReviewedPage[]> {
  const { rows } = await sql.query<{ page_id: PageId; position: number; body: SubmittedPage; review: ReviewedPage['review']; return_reason: string | null }>(
    'SELECT * FROM claim_pages WHERE claim_id = $1 AND round = $2 ORDER BY position', [id, round])
  return rows.map((row) => ({ ...row.body, position: row.position, review: row.review, returnReason: row.return_reason }))
}

function asSummary(row: ClaimRow): ClaimSummary {
  return {
    id: row.id, unit: { id: row.unit_id, name: row.unit_name, taxId: row.tax_id }, form: row.form, round: row.round, state: row.state, pageCount: row.page_count,
    openAlerts: { level1: row.level1, level2: row.level2, level3: row.level3 },
    takenBy: row.taken_by ? { id: row.taken_by, name: row.taken_by_name! } : null,
    submittedAt: row.submitted_at.toISOString(), changedAt: row.changed_at.toISOString(),
  }
}
