/** Claims as the bureau shows them: lists, one with all of it, and its history. */
import { AppError } from '../../src-shared/errors.ts'
import { type ClaimDetail, type ClaimForm, type ClaimSummary, type ReviewedPage, type SubmittedPage, type Unit } from '../../src-shared/station-api.ts'
import { type ClaimId } from '../../src-shared/voucher.ts'
import { type ClaimState, type PageReview } from '../../src-shared/voucher-state.ts'
import { type SignedIn } from '../accounts/sessions.ts'
import { alertsOf } from '../alerts/alerts.ts'
import { type Sql } from '../store/database.ts'

const listLength = 50

interface SummaryRow {
  id: ClaimId; unit: Unit; form: ClaimForm; round: number; state: ClaimState; page_count: number; level1: number; level2: number; level3: number
  taken_by: ClaimSummary['takenBy']; submitted_at: Date; changed_at: Date
}

const openAlerts = (level: number) => `(SELECT count(*) FROM alerts WHERE claim_id = claims.id AND level = ${level} AND alerts.state IN ('open', 'explained'))`
const selectSummaries = `SELECT claims.id, json_build_object('id', units.id, 'name', units.name, 'taxId', units.tax_id) AS unit, form, round, state,
  (SELECT count(*) FROM claim_pages WHERE claim_id = claims.id AND claim_pages.round = claims.round) AS page_count,
  ${openAlerts(1)} AS level1, ${openAlerts(2)} AS level2, ${openAlerts(3)} AS level3,
  CASE WHEN taken_by IS NULL THEN NULL ELSE json_build_object('id', accounts.id, 'name', accounts.name) END AS taken_by, submitted_at, changed_at
  FROM claims JOIN units ON units.id = claims.unit_id LEFT JOIN accounts ON accounts.id = taken_by`

export interface ClaimFilter { states: readonly ClaimState[] | null; cursor: string | null }

/** Newest submission first; an accountant's own unit's only, and reviewers see no claim that was called back. */
export async function listClaims(sql: Sql, who: SignedIn, { states, cursor }: ClaimFilter): Promise<{ claims: ClaimSummary[]; nextCursor: string | null }> {
  const after = cursor === null ? null : readCursor(cursor)
  const { rows } = await sql.query<SummaryRow>(`${selectSummaries}
    WHERE ($1::uuid IS NULL OR claims.unit_id = $1) AND ($2::text[] IS NULL OR state = ANY($2)) AND ($1::uuid IS NOT NULL OR state <> 'draft')
      AND ($3::timestamptz IS NULL OR (submitted_at, claims.id) < ($3, $4::uuid))
    ORDER BY submitted_at DESC, claims.id DESC LIMIT ${listLength + 1}`,
  [who.unit?.id ?? null, states, after?.submittedAt ?? null, after?.id ?? null])
  const shown = rows.slice(0, listLength)
  return { claims: shown.map(summary), nextCursor: rows.length > listLength ? cursorOf(shown.at(-1)!) : null }
}

/** @throws AppError `not-found`, also for another unit's claim */
export async function getSummary(sql: Sql, who: SignedIn, id: ClaimId): Promise<ClaimSummary> {
  const { rows } = await sql.query<SummaryRow>(`${selectSummaries} WHERE claims.id = $1 AND ($2::uuid IS NULL OR claims.unit_id = $2)`, [id, who.unit?.id ?? null])
  if (!rows[0]) throw new AppError('not-found', `claim ${id}`)
  return summary(rows[0])
}

/** Runs in one transaction, so that state, pages and alerts belong together. @throws AppError `not-found` */
export async function getDetail(sql: Sql, who: SignedIn, id: ClaimId): Promise<ClaimDetail> {
  await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const found = await getSummary(sql, who, id)
  return { ...found, pages: await pagesOf(sql, id, found.round), alerts: await alertsOf(sql, id), history: await historyOf(sql, id) }
}

async function pagesOf(sql: Sql, id: ClaimId, round: number): Promise<ReviewedPage[]> {
  const { rows } = await sql.query<{ body: SubmittedPage; position: number; review: PageReview; return_reason: string | null }>(
    'SELECT body, position, review, return_reason FROM claim_pages WHERE claim_id = $1 AND round = $2 ORDER BY position', [id, round])
  return rows.map(({ body, position, review, return_reason }) => ({ ...body, position, review, returnReason: return_reason }))
}

async function historyOf(sql: Sql, id: ClaimId): Promise<ClaimDetail['history']> {
  const { rows } = await sql.query<{ at: Date; actor: string; action: string; text: string }>('SELECT at, actor, action, text FROM claim_history WHERE claim_id = $1 ORDER BY id', [id])
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Writes a line of a claim's history, in the transaction that makes the change. */
export async function recordHistory(sql: Sql, id: ClaimId, actor: string, action: string, text = ''): Promise<void> {
  await sql.query('INSERT INTO claim_history (claim_id, at, actor, action, text) VALUES ($1, $2, $3, $4, $5)', [id, new Date(), actor, action, text])
}

function summary(row: SummaryRow): ClaimSummary {
  return {
    id: row.id, unit: row.unit, form: row.form, round: row.round, state: row.state, pageCount: row.page_count,
    openAlerts: { level1: row.level1, level2: row.level2, level3: row.level3 }, takenBy: row.taken_by,
    submittedAt: row.submitted_at.toISOString(), changedAt: row.changed_at.toISOString(),
  }
}

const cursorOf = (row: SummaryRow) => `${row.submitted_at.toISOString()}_${row.id}`

function readCursor(cursor: string): { submittedAt: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new AppError('bad-request', 'cursor')
  return { submittedAt: match[1]!, id: match[2]! }
}
