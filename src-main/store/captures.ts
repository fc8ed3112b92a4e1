/** Captures: the shots, from the moment they are safe until their pages exist. */
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { Capture } from '../../src-shared/ipc-contract.ts'
import type { Check } from '../../src-shared/scan.ts'
import type { CaptureId, ClaimId, Fields, PageId, Quad, VoucherKind } from '../../src-shared/voucher.ts'
import { journal, mustChangeOne, type StationDatabase } from './database.ts'
import { indexInvoice } from './pages.ts'

/** A still that is on disk and synced, about to be committed. */
export interface NewCapture {
  id: CaptureId
  claimId: ClaimId
  sha256: string
  bytes: number
  mediaType: string
  origin: 'camera' | 'frame'
  widthPx: number
  heightPx: number
  cameraLabel: string
  retakeOf: PageId | null
}

/** What imaging said of one paper; boxes are pixels of the page image. */
export interface Reading {
  kind: VoucherKind
  kindScore: number
  quality: { verdict: 'good' | 'retake' | 'blank'; reasons: { code: 'blur' | 'glare' | 'cut' | 'finger' | 'low-dpi' | 'dark' | 'blank' | 'duplicate'; regionPx?: Quad }[] }
  fields: Fields
  lines: { text: string; boxPx: Quad }[]
  qr: string[]
  checks: Check[]
}

/** A paper found in a capture, its image and thumbnail already in the vault. */
export interface NewPage {
  id: PageId
  sha256: string
  bytes: number
  mediaType: string
  thumbSha256: string
  widthPx: number
  heightPx: number
  dpi: number
  reading: Reading
}

export interface CaptureWork { id: CaptureId; claimId: ClaimId; sha256: string; attempts: number }

interface CaptureRow { id: string; claim_id: string; sha256: string; bytes: number; media_type: string; state: Capture['state']; attempts: number; error: string | null; retake_of: string | null; taken_at: string }

export class CaptureStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  /** Commits a kept still. Only a claim that is open for change takes new captures. */
  add(capture: NewCapture): void {
    this.db.transaction(() => {
      const claim = this.db.prepare("SELECT id FROM claims WHERE id = ? AND state IN ('draft', 'returned')").get(capture.claimId)
      mustChangeOne(claim ? 1 : 0, `claim ${capture.claimId} does not take captures`)
      this.db.prepare(`INSERT INTO captures (id, claim_id, sha256, bytes, media_type, origin, width_px, height_px, camera_label, retake_of, state, taken_at)
        VALUES (@id, @claimId, @sha256, @bytes, @mediaType, @origin, @widthPx, @heightPx, @cameraLabel, @retakeOf, 'kept', @takenAt)`)
        .run({ ...capture, takenAt: new Date().toISOString() })
      journal(this.db, 'capture', capture.id, capture.claimId, 'kept', capture.sha256)
    }).immediate()
  }

  ofClaim(claimId: ClaimId): Capture[] {
    const rows = this.db.prepare('SELECT * FROM captures WHERE claim_id = ? AND removed_at IS NULL ORDER BY taken_at, id').all(claimId) as CaptureRow[]
    return rows.map((row) => ({
      id: row.id as CaptureId, claimId: row.claim_id as ClaimId, takenAt: row.taken_at, state: row.state,
      error: row.error as ErrorCode | null, bytes: row.bytes,
    }))
  }

  /** Digest and type of a capture's original, for the image protocol. */
  file(captureId: CaptureId): { sha256: string; mediaType: string } | null {
    const row = this.db.prepare('SELECT sha256, media_type FROM captures WHERE id = ?').get(captureId) as { sha256: string; media_type: string } | undefined
    return row ? { sha256: row.sha256, mediaType: row.media_type } : null
  }

  /** Leases the oldest capture that waits, or whose lease ran out with its worker. Null where none does. */
  lease(leaseMs: number): CaptureWork | null {
    return this.db.transaction(() => {
      const now = Date.now()
      const row = this.db.prepare(`SELECT * FROM captures WHERE removed_at IS NULL AND (state = 'kept' OR (state = 'imaging' AND lease_until < ?))
        ORDER BY taken_at, id LIMIT 1`).get(now) as CaptureRow | undefined
      if (!row) return null
      this.db.prepare("UPDATE captures SET state = 'imaging', attempts = attempts + 1, lease_until = ? WHERE id = ?").run(now + leaseMs, row.id)
      return { id: row.id as CaptureId, claimId: row.claim_id as ClaimId, sha256: row.sha256, attempts: row.attempts + 1 }
    }).immediate()
  }

  /** At start every lease is void: its worker died with the process before. */
  releaseLeases(): void {
    this.db.prepare("UPDATE captures SET lease_until = 0 WHERE state = 'imaging'").run()
  }

  waiting(): number {
    return (this.db.prepare("SELECT count(*) AS n FROM captures WHERE state IN ('kept', 'imaging') AND removed_at IS NULL").get() as { n: number }).n
  }

  /** Stores what imaging found. A rerun replaces images and readings by item, never ids, places or corrections. */
  finish(captureId: CaptureId, pages: readonly NewPage[]): void {
    this.db.transaction(() => {
      const row = this.db.prepare('SELECT * FROM captures WHERE id = ?').get(captureId) as CaptureRow
      mustChangeOne(this.db.prepare("UPDATE captures SET state = 'ready', error = NULL, lease_until = 0 WHERE id = ? AND state = 'imaging'").run(captureId).changes, `capture ${captureId} is not being imaged`)
      pages.forEach((page, index) => this.putPage(row, page, index))
      journal(this.db, 'capture', captureId, row.claim_id, 'ready', String(pages.length))
    }).immediate()
  }

  private putPage(capture: CaptureRow, page: NewPage, index: number): void {
    const known = this.db.prepare('SELECT id FROM pages WHERE capture_id = ? AND item_index = ?').get(capture.id, index) as { id: string } | undefined
    const values = { ...page, id: known?.id ?? page.id, reading: JSON.stringify(page.reading) }
    if (known) {
      this.db.prepare(`UPDATE pages SET sha256 = @sha256, bytes = @bytes, media_type = @mediaType, thumb_sha256 = @thumbSha256,
        width_px = @widthPx, height_px = @heightPx, dpi = @dpi, reading = @reading WHERE id = @id`).run(values)
    } else {
      const replaced = index === 0 && capture.retake_of ? this.replace(capture.retake_of) : null
      const position = replaced ?? this.nextPosition(capture.claim_id)
      this.db.prepare(`INSERT INTO pages (id, capture_id, item_index, claim_id, position, sha256, bytes, media_type, thumb_sha256, width_px, height_px, dpi, reading, retake_of)
        VALUES (@id, @captureId, @index, @claimId, @position, @sha256, @bytes, @mediaType, @thumbSha256, @widthPx, @heightPx, @dpi, @reading, @retakeOf)`)
        .run({ ...values, captureId: capture.id, index, claimId: capture.claim_id, position, retakeOf: replaced === null ? null : capture.retake_of })
      journal(this.db, 'page', page.id, capture.claim_id, 'found', page.sha256)
    }
    indexInvoice(this.db, values.id)
  }

  /** Takes a page out for its retake; answers the place it leaves, or null where it is gone already. */
  private replace(pageId: string): number | null {
    const row = this.db.prepare('SELECT position, claim_id FROM pages WHERE id = ? AND removed_at IS NULL').get(pageId) as { position: number; claim_id: string } | undefined
    if (!row) return null
    this.db.prepare('UPDATE pages SET removed_at = ? WHERE id = ?').run(new Date().toISOString(), pageId)
    journal(this.db, 'page', pageId, row.claim_id, 'retaken')
    return row.position
  }

  private nextPosition(claimId: string): number {
    return (this.db.prepare('SELECT coalesce(max(position), 0) + 1 AS next FROM pages WHERE claim_id = ? AND removed_at IS NULL').get(claimId) as { next: number }).next
  }

  /** Hands a capture back for another try, at once. */
  retry(captureId: CaptureId): void {
    this.db.prepare("UPDATE captures SET state = 'kept', lease_until = 0 WHERE id = ? AND state = 'imaging'").run(captureId)
  }

  /** Sets a capture aside for a person, with the reason; the original stays. */
  park(captureId: CaptureId, error: ErrorCode): void {
    this.db.transaction(() => {
      const row = this.db.prepare('SELECT claim_id FROM captures WHERE id = ?').get(captureId) as { claim_id: string }
      this.db.prepare("UPDATE captures SET state = 'parked', error = ?, lease_until = 0 WHERE id = ?").run(error, captureId)
      journal(this.db, 'capture', captureId, row.claim_id, 'parked', error)
    }).immediate()
  }

  processAgain(captureId: CaptureId): void {
    const changes = this.db.prepare("UPDATE captures SET state = 'kept', attempts = 0, error = NULL WHERE id = ? AND state = 'parked'").run(captureId).changes
    mustChangeOne(changes, `capture ${captureId}`)
  }

  /** Out of sight, not off the disk: only a parked shot, for which no page exists. */
  remove(captureId: CaptureId): void {
    this.db.transaction(() => {
      const row = this.db.prepare("SELECT claim_id FROM captures WHERE id = ? AND state = 'parked' AND removed_at IS NULL").get(captureId) as { claim_id: string } | undefined
      mustChangeOne(row ? 1 : 0, `capture ${captureId} cannot be removed`)
      this.db.prepare('UPDATE captures SET removed_at = ? WHERE id = ?').run(new Date().toISOString(), captureId)
      journal(this.db, 'capture', captureId, row!.claim_id, 'removed')
    }).immediate()
  }
}
