/** The upload queue: files of sealed claims, each sent until the bureau's receipt for its very digest is here. */
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { Receipt } from '../../src-shared/station-api.ts'
import type { ClaimId, FileId, UnitId } from '../../src-shared/voucher.ts'
import { journal, mustChangeOne, type StationDatabase } from './database.ts'

export interface UploadWork { fileId: FileId; claimId: ClaimId; role: 'original' | 'page'; sha256: string; bytes: number; mediaType: string; attempts: number }

interface UploadRow { file_id: string; claim_id: string; role: 'original' | 'page'; sha256: string; bytes: number; media_type: string; attempts: number }

export class UploadStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  /** Files that a run left as 'sending' wait again, due at once; the bureau tells how far they came. */
  releaseSending(): void {
    this.db.prepare("UPDATE uploads SET state = 'waiting', due_at = 0 WHERE state = 'sending'").run()
  }

  /** The next file that is due, of a submitted claim of this unit, marked as being sent. Null where none is. */
  next(unitId: UnitId): UploadWork | null {
    return this.db.transaction(() => {
      const row = this.db.prepare(`SELECT uploads.* FROM uploads JOIN claims ON claims.id = uploads.claim_id
        WHERE uploads.state = 'waiting' AND uploads.due_at <= ? AND claims.state = 'submitted' AND claims.unit_id = ?
        ORDER BY uploads.attempts, claims.changed_at, uploads.rowid LIMIT 1`).get(Date.now(), unitId) as UploadRow | undefined
      if (!row) return null
      this.db.prepare("UPDATE uploads SET state = 'sending', attempts = attempts + 1 WHERE file_id = ?").run(row.file_id)
      return { fileId: row.file_id as FileId, claimId: row.claim_id as ClaimId, role: row.role, sha256: row.sha256, bytes: row.bytes, mediaType: row.media_type, attempts: row.attempts + 1 }
    }).immediate()
  }

  /** Milliseconds until the next waiting file is due, or null where none waits. */
  nextDueInMs(unitId: UnitId): number | null {
    const row = this.db.prepare(`SELECT min(due_at) AS due FROM uploads JOIN claims ON claims.id = uploads.claim_id
      WHERE uploads.state = 'waiting' AND claims.state = 'submitted' AND claims.unit_id = ?`).get(unitId) as { due: number | null }
    return row.due === null ? null : Math.max(0, row.due - Date.now())
  }

  /** Everything is due now: the network or the session is back. */
  hurry(): void {
    this.db.prepare("UPDATE uploads SET due_at = 0 WHERE state = 'waiting'").run()
  }

  progress(fileId: FileId, sentBytes: number): void {
    this.db.prepare("UPDATE uploads SET sent_bytes = ? WHERE file_id = ? AND state = 'sending'").run(sentBytes, fileId)
  }

  kept(fileId: FileId, receipt: Receipt): void {
    this.db.transaction(() => {
      const row = this.db.prepare('SELECT claim_id FROM uploads WHERE file_id = ?').get(fileId) as { claim_id: string }
      const changes = this.db.prepare("UPDATE uploads SET state = 'kept', sent_bytes = bytes, error = NULL, receipt = ? WHERE file_id = ? AND sha256 = ? AND state = 'sending'")
        .run(JSON.stringify(receipt), fileId, receipt.sha256).changes
      mustChangeOne(changes, `receipt for ${fileId}`)
      journal(this.db, 'upload', fileId, row.claim_id, 'kept', receipt.sha256)
    }).immediate()
  }

  postpone(fileId: FileId, error: ErrorCode, dueAtMs: number): void {
    this.db.prepare("UPDATE uploads SET state = 'waiting', error = ?, due_at = ? WHERE file_id = ? AND state = 'sending'").run(error, dueAtMs, fileId)
  }

  /** Out of attempts or refused for good: set aside for a person, never dropped. */
  park(fileId: FileId, error: ErrorCode): void {
    this.db.transaction(() => {
      const row = this.db.prepare('SELECT claim_id FROM uploads WHERE file_id = ?').get(fileId) as { claim_id: string }
      this.db.prepare("UPDATE uploads SET state = 'parked', error = ? WHERE file_id = ? AND state = 'sending'").run(error, fileId)
      journal(this.db, 'upload', fileId, row.claim_id, 'parked', error)
    }).immediate()
  }

  /** Files of every unit at this desk that are still to be sent, whoever is signed in. */
  waitingAtDesk(): number {
    return (this.db.prepare("SELECT count(*) AS n FROM uploads JOIN claims ON claims.id = uploads.claim_id WHERE uploads.state IN ('waiting', 'sending') AND claims.state = 'submitted'").get() as { n: number }).n
  }

  waiting(unitId: UnitId | null): { waitingFiles: number; waitingBytes: number; parkedFiles: number } {
    return this.db.prepare(`SELECT coalesce(sum(uploads.state IN ('waiting', 'sending')), 0) AS waitingFiles,
      coalesce(sum((uploads.bytes - uploads.sent_bytes) * (uploads.state IN ('waiting', 'sending'))), 0) AS waitingBytes,
      coalesce(sum(uploads.state = 'parked'), 0) AS parkedFiles
      FROM uploads JOIN claims ON claims.id = uploads.claim_id WHERE claims.state = 'submitted' AND claims.unit_id = ?`).get(unitId) as { waitingFiles: number; waitingBytes: number; parkedFiles: number }
  }
}
