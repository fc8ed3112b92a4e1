/** Claims (报销单) and the bureau's word on them. */
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import type { ClaimOverview, DeskClaim, DraftForm } from '../../src-shared/ipc-contract.ts'
import { type Alert, claimFormSchema, type ClaimDetail, type ClaimForm, type ClaimSubmission } from '../../src-shared/station-api.ts'
import type { ClaimId, UnitId } from '../../src-shared/voucher.ts'
import { claimMoves, type ClaimState } from '../../src-shared/voucher-state.ts'
import { journal, mustChangeOne, type StationDatabase } from './database.ts'

interface ClaimRow {
  id: string; unit_id: string; state: ClaimState; round: number; number: string; purpose: string; budget_item: string; payee: string; amount: string
  budget_year: number; explanations: string; taken_by: string | null; error: ErrorCode | null; changed_at: string
}

interface OverviewRow extends ClaimRow {
  page_count: number; returned_pages: number; captures_waiting: number; sent_bytes: number | null; total_bytes: number | null; open_alerts: number
}

/** A claim whose files all are at the bureau, so that it can be handed in. */
export interface ReadyClaim { id: ClaimId; round: number; form: ClaimForm; explanations: ClaimSubmission['explanations'] }

const selectOverview = `SELECT claims.*,
  (SELECT count(*) FROM pages WHERE claim_id = claims.id AND removed_at IS NULL) AS page_count,
  (SELECT count(*) FROM pages WHERE claim_id = claims.id AND removed_at IS NULL AND review = 'returned') AS returned_pages,
  (SELECT count(*) FROM captures WHERE claim_id = claims.id AND removed_at IS NULL AND state IN ('kept', 'imaging')) AS captures_waiting,
  (SELECT sum(sent_bytes) FROM uploads WHERE claim_id = claims.id) AS sent_bytes,
  (SELECT sum(bytes) FROM uploads WHERE claim_id = claims.id) AS total_bytes,
  (SELECT count(*) FROM alerts WHERE claim_id = claims.id AND body ->> 'state' IN ('open', 'explained')) AS open_alerts
  FROM claims`

export class ClaimStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  list(unitId: UnitId): ClaimOverview[] {
    const rows = this.db.prepare(`${selectOverview} WHERE unit_id = ? ORDER BY changed_at DESC, id`).all(unitId) as OverviewRow[]
    return rows.map(overview)
  }

  /** @throws AppError `not-found`, also for another unit's claim on the same computer */
  get(claimId: ClaimId, unitId: UnitId): Omit<DeskClaim, 'pages' | 'captures'> {
    const row = this.db.prepare(`${selectOverview} WHERE id = ? AND unit_id = ?`).get(claimId, unitId) as OverviewRow | undefined
    if (!row) throw new AppError('not-found', `claim ${claimId}`)
    const history = this.db.prepare("SELECT at, action, detail AS text FROM events WHERE claim_id = ? AND entity IN ('claim', 'alert') ORDER BY seq").all(claimId) as DeskClaim['history']
    return { ...overview(row), alerts: this.alerts(claimId), error: row.error, history }
  }

  /** @throws AppError `not-found` where a claim, page or shot named is not the unit's: those of others on the same computer do not exist for it */
  mustBeOf(unitId: UnitId, ids: readonly string[]): void {
    for (const id of ids) if (!this.isOf(unitId, id)) throw new AppError('not-found', id)
  }

  /** Whether a claim, page or shot is the unit's. */
  isOf(unitId: UnitId, id: string): boolean {
    return this.db.prepare(`SELECT 1 FROM claims WHERE unit_id = @unitId AND id IN (@id, (SELECT claim_id FROM pages WHERE id = @id), (SELECT claim_id FROM captures WHERE id = @id))`).get({ unitId, id }) !== undefined
  }

  create(id: ClaimId, unitId: UnitId, budgetYear: number): void {
    this.db.transaction(() => {
      this.db.prepare(`INSERT INTO claims (id, unit_id, state, number, purpose, budget_item, payee, amount, budget_year, changed_at)
        VALUES (?, ?, 'draft', '', '', '', '', '', ?, ?)`).run(id, unitId, budgetYear, new Date().toISOString())
      journal(this.db, 'claim', id, id, 'created')
    }).immediate()
  }

  update(claimId: ClaimId, form: DraftForm): void {
    const changes = this.db.prepare(`UPDATE claims SET number = @number, purpose = @purpose, budget_item = @budgetItem, payee = @payee,
      amount = @amount, budget_year = @budgetYear, changed_at = @now WHERE id = @claimId AND state IN ('draft', 'returned')`)
      .run({ ...form, claimId, now: new Date().toISOString() }).changes
    mustChangeOne(changes, `claim ${claimId} is sealed`)
  }

  remove(claimId: ClaimId): void {
    this.db.transaction(() => {
      const used = this.db.prepare('SELECT 1 FROM captures WHERE claim_id = @claimId UNION SELECT 1 FROM pages WHERE claim_id = @claimId').get({ claimId })
      mustChangeOne(used ? 0 : this.db.prepare("DELETE FROM claims WHERE id = ? AND state = 'draft'").run(claimId).changes, `claim ${claimId} holds pages`)
    }).immediate()
  }

  /**
   * Seals a claim and queues its files, in one transaction.
   * @throws AppError `claim-incomplete`, `retake-missing`, `state-conflict`
   */
  seal(claimId: ClaimId, explanations: ClaimSubmission['explanations']): void {
    this.db.transaction(() => {
      const row = this.db.prepare(`${selectOverview} WHERE id = ?`).get(claimId) as OverviewRow | undefined
      if (!row) throw new AppError('not-found', `claim ${claimId}`)
      if (!claimFormSchema.safeParse(formOf(row)).success || row.page_count === 0 || row.captures_waiting > 0) throw new AppError('claim-incomplete', claimId)
      if (row.returned_pages > 0) throw new AppError('retake-missing', claimId)
      this.moveState(claimId, row.state, 'submitted', `round ${row.round + 1}`)
      this.db.prepare('UPDATE claims SET round = round + 1, explanations = ? WHERE id = ?').run(JSON.stringify(explanations), claimId)
      this.queueFiles(claimId)
    }).immediate()
  }

  /** A file already queued, for a claim recalled since or set aside, is sent for this one. */
  private queueFiles(claimId: ClaimId): void {
    const insert = `INSERT INTO uploads (file_id, claim_id, role, sha256, bytes, media_type, state)`
    const again = `ON CONFLICT (file_id) DO UPDATE SET claim_id = excluded.claim_id, due_at = 0, error = NULL, state = CASE state WHEN 'parked' THEN 'waiting' ELSE state END WHERE state <> 'kept'`
    this.db.prepare(`${insert} SELECT DISTINCT captures.id, @claimId, 'original', captures.sha256, captures.bytes, captures.media_type, 'waiting'
      FROM captures JOIN pages ON pages.capture_id = captures.id WHERE pages.claim_id = @claimId AND pages.removed_at IS NULL ${again}`).run({ claimId })
    this.db.prepare(`${insert} SELECT id, @claimId, 'page', sha256, bytes, media_type, 'waiting'
      FROM pages WHERE claim_id = @claimId AND removed_at IS NULL ${again}`).run({ claimId })
  }

  /** Submitted claims whose every page and original is kept by the bureau. */
  readyToHandIn(unitId: UnitId): ReadyClaim[] {
    const rows = this.db.prepare(`SELECT * FROM claims WHERE unit_id = ? AND state = 'submitted' AND NOT EXISTS (
      SELECT 1 FROM pages WHERE pages.claim_id = claims.id AND pages.removed_at IS NULL AND (
        NOT EXISTS (SELECT 1 FROM uploads WHERE file_id = pages.id AND state = 'kept')
        OR NOT EXISTS (SELECT 1 FROM uploads WHERE file_id = pages.capture_id AND state = 'kept')))`).all(unitId) as ClaimRow[]
    return rows.map((row) => ({ id: row.id as ClaimId, round: row.round, form: formOf(row), explanations: JSON.parse(row.explanations) as ReadyClaim['explanations'] }))
  }

  stateOf(claimId: ClaimId): { state: ClaimState; round: number } | null {
    return (this.db.prepare('SELECT state, round FROM claims WHERE id = ?').get(claimId) as { state: ClaimState; round: number } | undefined) ?? null
  }

  /** Whether a submitted claim certainly never reached the bureau: it is handed in only when every file is kept there. */
  isUnsent(claimId: ClaimId): boolean {
    return this.db.prepare("SELECT 1 FROM uploads WHERE claim_id = ? AND state <> 'kept'").get(claimId) !== undefined
  }

  /** Back to a draft, where the bureau does not hold this round. A claim kept there is recalled there first, and comes back by applyBureau. */
  recallUnsent(claimId: ClaimId): void {
    this.db.transaction(() => this.moveState(claimId, 'submitted', 'draft', 'recalled')).immediate()
  }

  setError(claimId: ClaimId, error: ErrorCode | null): void {
    this.db.prepare('UPDATE claims SET error = ? WHERE id = ? AND error IS NOT ?').run(error, claimId, error)
  }

  /** Takes over the bureau's word on a claim this desk knows: state, who has it, each page's review, alerts. Older rounds are ignored. */
  applyBureau(detail: ClaimDetail): boolean {
    return this.db.transaction(() => {
      const row = this.db.prepare('SELECT * FROM claims WHERE id = ?').get(detail.id) as ClaimRow | undefined
      if (!row || detail.round < row.round) return false
      this.db.prepare('UPDATE claims SET taken_by = ?, error = NULL WHERE id = ?').run(detail.takenBy?.name ?? null, detail.id)
      for (const page of detail.pages) {
        this.db.prepare('UPDATE pages SET review = ?, return_reason = ? WHERE id = ? AND claim_id = ?').run(page.review, page.returnReason, page.pageId, detail.id)
      }
      this.saveAlerts(detail.id, detail.alerts)
      if (row.state !== detail.state) this.follow(detail.id, row.state, detail.state)
      return true
    }).immediate()
  }

  private follow(claimId: ClaimId, from: ClaimState, to: ClaimState): void {
    this.db.prepare('UPDATE claims SET state = ?, changed_at = ? WHERE id = ? AND state = ?').run(to, new Date().toISOString(), claimId, from)
    journal(this.db, 'claim', claimId, claimId, to, 'bureau')
  }

  private moveState(claimId: ClaimId, from: ClaimState, to: ClaimState, detail: string): void {
    const legal = claimMoves[from].includes(to)
    const changes = legal ? this.db.prepare('UPDATE claims SET state = ?, error = NULL, changed_at = ? WHERE id = ? AND state = ?').run(to, new Date().toISOString(), claimId, from).changes : 0
    mustChangeOne(changes, `claim ${claimId}: ${from} to ${to}`)
    journal(this.db, 'claim', claimId, claimId, to, detail)
  }

  alerts(claimId: ClaimId): Alert[] {
    const rows = this.db.prepare('SELECT body FROM alerts WHERE claim_id = ? ORDER BY id').all(claimId) as { body: string }[]
    return rows.map((row) => JSON.parse(row.body) as Alert).sort((a, b) => a.level - b.level)
  }

  private saveAlerts(claimId: ClaimId, alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      const before = this.db.prepare("SELECT body ->> 'state' AS state FROM alerts WHERE id = ?").get(alert.id) as { state: string } | undefined
      this.db.prepare('INSERT INTO alerts (id, claim_id, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body').run(alert.id, claimId, JSON.stringify(alert))
      if (before?.state !== alert.state) journal(this.db, 'alert', alert.id, claimId, alert.state, alert.text.zh)
    }
  }

}

function formOf(row: ClaimRow): ClaimForm {
  return { number: row.number, purpose: row.purpose, budgetItem: row.budget_item, payee: row.payee, amount: row.amount, budgetYear: row.budget_year }
}

function overview(row: OverviewRow): ClaimOverview {
  return {
    id: row.id as ClaimId, form: formOf(row), state: row.state, round: row.round,
    pageCount: row.page_count, capturesWaiting: row.captures_waiting,
    uploadPercent: row.total_bytes ? Math.floor((100 * (row.sent_bytes ?? 0)) / row.total_bytes) : 0,
    takenBy: row.taken_by, openAlerts: row.open_alerts, returnedPages: row.returned_pages, changedAt: row.changed_at,
  }
}
