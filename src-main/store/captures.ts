/** Captures: the shots, from the moment they are safe until their pages exist. */
import type { KnownPaper } from '../../src-imaging/messages.ts'
import type { KnownMat } from '../../src-shared/mat.ts'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import type { Capture } from '../../src-shared/ipc-contract.ts'
import { parseClaimQr } from '../../src-shared/claim-qr.ts'
import { documentTypeSchema } from '../../src-shared/originals.ts'
import type { CaptureId, ClaimId, PageId, Quad, UnitId } from '../../src-shared/voucher.ts'
import { journal, mustChangeOne, type StationDatabase } from './database.ts'
import { matAt } from './mats.ts'
import { hasWaitingPapers, imagedAt, waitAsTheyLie, waitingPapers } from './outlines.ts'
import { indexPage } from './page-index.ts'
import type { Reading } from './reading.ts'

/** A still or a file that is on disk and synced, about to be committed. */
export interface NewCapture {
  id: CaptureId
  claimId: ClaimId
  sha256: string
  bytes: number
  mediaType: string
  origin: 'camera' | 'frame' | 'file'
  /** Null for a file, which may be no picture at all. */
  widthPx: number | null
  heightPx: number | null
  cameraLabel: string
  /** The name a file had where it was taken from. */
  fileName: string | null
  retakeOf: PageId | null
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
  /** Where it lies in the capture; null for a document's page. */
  place: { frame: number; quadPx: Quad } | null
  reading: Reading
  /** Engine and model that read it; null where none was needed. */
  model: string | null
}

/** A claim's own code was on a page: what was taken from that shot on went to the claim it names, or stayed where that claim is not open here. */
export interface CoverFound { from: ClaimId; named: ClaimId; to: { claimId: ClaimId; number: string } | null; captureIds: CaptureId[] }

export interface CaptureWork { id: CaptureId; claimId: ClaimId; sha256: string; mediaType: string; origin: NewCapture['origin']; attempts: number; /** Only these are to be imaged; null: what there is. */ papers: KnownPaper[] | null; /** The table under its camera, as it was known then. */ mat: KnownMat | null }

interface CaptureRow { id: string; claim_id: string; sha256: string; bytes: number; media_type: string; origin: NewCapture['origin']; camera_label: string; file_name: string | null; state: Capture['state']; attempts: number; error: string | null; retake_of: string | null; taken_at: string }

export class CaptureStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  /**
   * Commits a kept still or file. Only a claim that is open for change takes new captures.
   * @throws AppError `state-conflict`, `already-in-claim` (the same file, or pages of it, are in the claim)
   */
  add(capture: NewCapture): void {
    this.db.transaction(() => {
      const claim = this.db.prepare("SELECT id FROM claims WHERE id = ? AND state IN ('draft', 'returned')").get(capture.claimId)
      mustChangeOne(claim ? 1 : 0, `claim ${capture.claimId} does not take captures`)
      if (capture.origin === 'file' && this.holds(capture.claimId, capture.sha256)) throw new AppError('already-in-claim', capture.sha256)
      this.db.prepare(`INSERT INTO captures (id, claim_id, sha256, bytes, media_type, origin, width_px, height_px, camera_label, file_name, retake_of, state, taken_at)
        VALUES (@id, @claimId, @sha256, @bytes, @mediaType, @origin, @widthPx, @heightPx, @cameraLabel, @fileName, @retakeOf, 'kept', @takenAt)`)
        .run({ ...capture, takenAt: new Date().toISOString() })
      journal(this.db, 'capture', capture.id, capture.claimId, 'kept', capture.sha256)
    }).immediate()
  }

  /** Whether the file is in the claim: still to be read, set aside there, or with a page that was not deleted. */
  private holds(claimId: ClaimId, sha256: string): boolean {
    return this.db.prepare(`SELECT 1 FROM captures WHERE claim_id = @claimId AND origin = 'file' AND sha256 = @sha256 AND removed_at IS NULL AND state <> 'ready'
      UNION ALL SELECT 1 FROM pages JOIN captures ON captures.id = pages.capture_id
        WHERE pages.claim_id = @claimId AND pages.removed_at IS NULL AND captures.origin = 'file' AND captures.sha256 = @sha256`).get({ claimId, sha256 }) !== undefined
  }

  ofClaim(claimId: ClaimId): Capture[] {
    const rows = this.db.prepare('SELECT * FROM captures WHERE claim_id = ? AND removed_at IS NULL ORDER BY taken_at, rowid').all(claimId) as CaptureRow[]
    return rows.map((row) => ({
      id: row.id as CaptureId, claimId: row.claim_id as ClaimId, takenAt: row.taken_at, state: row.state,
      error: row.error as ErrorCode | null, bytes: row.bytes, mediaType: row.media_type, fileName: row.file_name,
      isRereading: row.state !== 'ready' && this.hasPages(row.id),
    }))
  }

  /** Digest and type of a capture's original, for the image protocol and for saving it elsewhere. */
  file(captureId: CaptureId): { sha256: string; mediaType: string; fileName: string | null } | null {
    const row = this.db.prepare('SELECT sha256, media_type AS mediaType, file_name AS fileName FROM captures WHERE id = ?').get(captureId)
    return (row as { sha256: string; mediaType: string; fileName: string | null } | undefined) ?? null
  }

  /** Leases the oldest capture that waits, or whose lease ran out with its worker. Null where none does. */
  lease(leaseMs: number): CaptureWork | null {
    return this.db.transaction(() => {
      const now = Date.now()
      const row = this.db.prepare(`SELECT * FROM captures WHERE removed_at IS NULL AND (state = 'kept' OR (state = 'imaging' AND lease_until < ?))
        ORDER BY taken_at, rowid LIMIT 1`).get(now) as CaptureRow | undefined
      if (!row) return null
      this.db.prepare("UPDATE captures SET state = 'imaging', attempts = attempts + 1, lease_until = ? WHERE id = ?").run(now + leaseMs, row.id)
      return { id: row.id as CaptureId, claimId: row.claim_id as ClaimId, sha256: row.sha256, mediaType: row.media_type, origin: row.origin, attempts: row.attempts + 1, papers: waitingPapers(this.db, row.id), mat: row.camera_label === '' ? null : matAt(this.db, row.camera_label, row.taken_at) }
    }).immediate()
  }

  /** At start every lease is void: its worker died with the process before. */
  releaseLeases(): void {
    this.db.prepare("UPDATE captures SET lease_until = 0 WHERE state = 'imaging'").run()
  }

  waiting(): number {
    return (this.db.prepare("SELECT count(*) AS n FROM captures WHERE state IN ('kept', 'imaging') AND removed_at IS NULL").get() as { n: number }).n
  }

  /**
   * Stores what imaging found, or made of the papers it was asked for. A rerun replaces images and readings by item, never
   * ids, places or corrections; what a person outlined meanwhile has another turn.
   */
  finish(captureId: CaptureId, pages: readonly NewPage[], papers: readonly KnownPaper[] | null): CoverFound | null {
    return this.db.transaction(() => {
      const isRerun = this.hasPages(captureId)
      const row = this.db.prepare('SELECT * FROM captures WHERE id = ?').get(captureId) as CaptureRow
      mustChangeOne(this.db.prepare("UPDATE captures SET state = 'ready', error = NULL, lease_until = 0 WHERE id = ? AND state = 'imaging'").run(captureId).changes, `capture ${captureId} is not being imaged`)
      pages.forEach((page, i) => {
        const asked = papers?.[i] ?? null
        const itemIndex = asked?.itemIndex ?? i
        if (!page.place || imagedAt(this.db, captureId, { itemIndex, ...page.place }, asked)) this.putPage(row, page, itemIndex)
      })
      if (hasWaitingPapers(this.db, captureId)) this.db.prepare("UPDATE captures SET state = 'kept', attempts = 0 WHERE id = ?").run(captureId)
      journal(this.db, 'capture', captureId, row.claim_id, 'ready', String(pages.length))
      return isRerun ? null : this.followCover(row, pages)
    }).immediate()
  }

  /** A page that carries another claim's own code takes along everything its claim's screen took from then on. */
  private followCover(capture: CaptureRow, pages: readonly NewPage[]): CoverFound | null {
    const named = pages.flatMap(({ reading }) => reading.qr.map(parseClaimQr)).find((claimId) => claimId !== null)
    if (!named || named === capture.claim_id) return null
    const target = this.db.prepare(`SELECT target.number FROM claims AS target JOIN claims AS here ON here.unit_id = target.unit_id
      WHERE target.id = ? AND here.id = ? AND target.state IN ('draft', 'returned')`).get(named, capture.claim_id) as { number: string } | undefined
    const from = capture.claim_id as ClaimId
    if (!target) return { from, named, to: null, captureIds: [] }
    const later = this.db.prepare('SELECT id FROM captures WHERE claim_id = ? AND removed_at IS NULL AND retake_of IS NULL AND rowid >= (SELECT rowid FROM captures WHERE id = ?) ORDER BY rowid')
      .all(from, capture.id) as { id: string }[]
    const captureIds = later.map(({ id }) => id as CaptureId)
    this.moveTogether(captureIds, named)
    return { from, named, to: { claimId: named, number: target.number }, captureIds }
  }

  /** Moves shots with their pages, or with the pages they will have, to the end of another open claim. */
  move(captureIds: readonly CaptureId[], claimId: ClaimId): void {
    this.db.transaction(() => this.moveTogether(captureIds, claimId)).immediate()
  }

  private moveTogether(captureIds: readonly CaptureId[], claimId: ClaimId): void {
    for (const captureId of captureIds) {
      const changes = this.db.prepare(`UPDATE captures SET claim_id = @claimId WHERE id = @captureId
        AND EXISTS (SELECT 1 FROM claims WHERE id = captures.claim_id AND state IN ('draft', 'returned'))
        AND EXISTS (SELECT 1 FROM claims JOIN claims AS here ON here.unit_id = claims.unit_id WHERE claims.id = @claimId AND here.id = captures.claim_id AND claims.state IN ('draft', 'returned'))`)
        .run({ claimId, captureId }).changes
      mustChangeOne(changes, `capture ${captureId} to ${claimId}`)
      const pages = this.db.prepare('SELECT id FROM pages WHERE capture_id = ? AND removed_at IS NULL ORDER BY item_index').all(captureId) as { id: string }[]
      for (const { id } of pages) this.db.prepare('UPDATE pages SET claim_id = ?, position = ? WHERE id = ?').run(claimId, this.nextPosition(claimId), id)
      journal(this.db, 'capture', captureId, claimId, 'moved')
    }
  }

  private hasPages(captureId: string): boolean {
    return this.db.prepare('SELECT 1 FROM pages WHERE capture_id = ?').get(captureId) !== undefined
  }

  /**
   * Shots whose pages another model read, or one that was not noted, of one open claim or of all. What the bureau has
   * already is left alone: its image is known there under the page's id. Text that electronic originals carry needs no model.
   */
  readByOther(unitId: UnitId, model: string, claimId: ClaimId | null): CaptureId[] {
    const documents = documentTypeSchema.options.map((type) => `'${type}'`).join(', ')
    return (this.db.prepare(`SELECT captures.id FROM captures JOIN claims ON claims.id = captures.claim_id
      WHERE captures.state = 'ready' AND captures.removed_at IS NULL AND claims.unit_id = @unitId AND claims.state IN ('draft', 'returned') AND (@claimId IS NULL OR claims.id = @claimId)
        AND NOT EXISTS (SELECT 1 FROM uploads WHERE file_id = captures.id)
        AND EXISTS (SELECT 1 FROM pages WHERE capture_id = captures.id AND removed_at IS NULL AND model IS NOT @model AND (model IS NOT NULL OR captures.media_type NOT IN (${documents})))
      ORDER BY captures.taken_at, captures.rowid`).all({ unitId, model, claimId }) as { id: string }[]).map(({ id }) => id as CaptureId)
  }

  /** Queues shots to be read again; their pages stay as they are until then. */
  readAgain(captureIds: readonly CaptureId[]): void {
    this.db.transaction(() => {
      for (const id of captureIds) this.db.prepare("UPDATE captures SET state = 'kept', attempts = 0, error = NULL WHERE id = ? AND state = 'ready'").run(id)
      for (const id of captureIds) waitAsTheyLie(this.db, id)
    }).immediate()
  }

  private putPage(capture: CaptureRow, page: NewPage, index: number): void {
    const known = this.db.prepare('SELECT id FROM pages WHERE capture_id = ? AND item_index = ?').get(capture.id, index) as { id: string } | undefined
    const values = { ...page, id: known?.id ?? page.id, reading: JSON.stringify(page.reading) }
    if (known) {
      this.db.prepare(`UPDATE pages SET sha256 = @sha256, bytes = @bytes, media_type = @mediaType, thumb_sha256 = @thumbSha256,
        width_px = @widthPx, height_px = @heightPx, dpi = @dpi, reading = @reading, model = @model WHERE id = @id`).run(values)
    } else {
      const replaced = index === 0 && capture.retake_of ? this.replace(capture.retake_of) : null
      const position = replaced ?? this.nextPosition(capture.claim_id)
      this.db.prepare(`INSERT INTO pages (id, capture_id, item_index, claim_id, position, sha256, bytes, media_type, thumb_sha256, width_px, height_px, dpi, reading, model, retake_of)
        VALUES (@id, @captureId, @index, @claimId, @position, @sha256, @bytes, @mediaType, @thumbSha256, @widthPx, @heightPx, @dpi, @reading, @model, @retakeOf)`)
        .run({ ...values, captureId: capture.id, index, claimId: capture.claim_id, position, retakeOf: replaced === null ? null : capture.retake_of })
      journal(this.db, 'page', page.id, capture.claim_id, 'found', page.sha256)
    }
    indexPage(this.db, values.id)
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

  /** Sets a capture aside for a person, with the reason; the original stays. One that was only to be read again keeps the pages it has. */
  park(captureId: CaptureId, error: ErrorCode): void {
    this.db.transaction(() => {
      const row = this.db.prepare('SELECT claim_id FROM captures WHERE id = ?').get(captureId) as { claim_id: string }
      if (this.hasPages(captureId)) {
        this.db.prepare("UPDATE captures SET state = 'ready', lease_until = 0 WHERE id = ?").run(captureId)
        return journal(this.db, 'capture', captureId, row.claim_id, 'not-read-again', error)
      }
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
