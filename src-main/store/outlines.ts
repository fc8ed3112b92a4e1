/** Where the papers of a picture lie: as found, and as a person set it, which always wins. */
import type { KnownPaper } from '../../src-imaging/messages.ts'
import type { PageOutline } from '../../src-shared/outline.ts'
import { documentTypeSchema } from '../../src-shared/originals.ts'
import type { CaptureId, ClaimId, PageId, Quad } from '../../src-shared/voucher.ts'
import { journal, mustChangeOne, type StationDatabase } from './database.ts'

interface OutlineRow { item_index: number; frame: number; found: string | null; by_hand: string | null; waits: 0 | 1 }

const documents = documentTypeSchema.options.map((type) => `'${type}'`).join(', ')

export class OutlineStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  /**
   * Sets where a page's paper lies, or, by null, back to where it was found; the page's image and reading follow.
   * Answers what a person had set before, for the way back. A page the bureau may have already stays as it is.
   * @throws AppError `state-conflict`
   */
  set(pageId: PageId, quadPx: Quad | null): { claimId: ClaimId; before: Quad | null } {
    return this.db.transaction(() => {
      const page = this.db.prepare(`SELECT pages.claim_id, pages.capture_id, pages.item_index, coalesce(pages.reading ->> '$.documentPage', 1) AS frame FROM pages
        JOIN claims ON claims.id = pages.claim_id JOIN captures ON captures.id = pages.capture_id
        WHERE pages.id = ? AND pages.removed_at IS NULL AND claims.state IN ('draft', 'returned') AND captures.media_type NOT IN (${documents})
          AND NOT EXISTS (SELECT 1 FROM uploads WHERE file_id IN (pages.id, captures.id))`).get(pageId) as { claim_id: string; capture_id: string; item_index: number; frame: number } | undefined
      mustChangeOne(page ? 1 : 0, `page ${pageId} cannot be outlined`)
      const { claim_id, capture_id, item_index, frame } = page!
      const before = this.rowOf(capture_id, item_index)?.by_hand ?? null
      this.put(capture_id, { itemIndex: item_index, frame, quadPx })
      this.waitTogether(pageId)
      this.queue(capture_id)
      journal(this.db, 'page', pageId, claim_id, 'outlined', JSON.stringify(quadPx))
      return { claimId: claim_id as ClaimId, before: before === null ? null : JSON.parse(before) as Quad }
    }).immediate()
  }

  /** Another paper of a shot that has pages: its page comes. @throws AppError `state-conflict` */
  add(captureId: CaptureId, quadPx: Quad): ClaimId {
    return this.db.transaction(() => {
      const capture = this.db.prepare(`SELECT captures.claim_id FROM captures JOIN claims ON claims.id = captures.claim_id
        WHERE captures.id = ? AND captures.removed_at IS NULL AND claims.state IN ('draft', 'returned') AND captures.media_type NOT IN (${documents})
          AND EXISTS (SELECT 1 FROM pages WHERE capture_id = captures.id)`).get(captureId) as { claim_id: string } | undefined
      mustChangeOne(capture ? 1 : 0, `capture ${captureId} takes no paper`)
      const { next } = this.db.prepare(`SELECT coalesce(max(item_index), -1) + 1 AS next FROM (SELECT item_index FROM outlines WHERE capture_id = @captureId UNION ALL SELECT item_index FROM pages WHERE capture_id = @captureId)`).get({ captureId }) as { next: number }
      this.put(captureId, { itemIndex: next, frame: 1, quadPx })
      this.queue(captureId)
      journal(this.db, 'capture', captureId, capture!.claim_id, 'outlined', JSON.stringify(quadPx))
      return capture!.claim_id as ClaimId
    }).immediate()
  }

  private rowOf(captureId: string, itemIndex: number): OutlineRow | undefined {
    return this.db.prepare('SELECT * FROM outlines WHERE capture_id = ? AND item_index = ?').get(captureId, itemIndex) as OutlineRow | undefined
  }

  private put(captureId: string, { itemIndex, frame, quadPx }: { itemIndex: number; frame: number; quadPx: Quad | null }): void {
    const byHand = quadPx === null ? null : JSON.stringify(quadPx)
    // A page of an earlier version has no outline: there is nothing to go back to.
    if (byHand === null) mustChangeOne(this.db.prepare('UPDATE outlines SET by_hand = NULL, waits = 1 WHERE capture_id = ? AND item_index = ? AND found IS NOT NULL').run(captureId, itemIndex).changes, 'no outline was found')
    else this.db.prepare(`INSERT INTO outlines (capture_id, item_index, frame, by_hand, waits) VALUES (?, ?, ?, ?, 1)
      ON CONFLICT (capture_id, item_index) DO UPDATE SET by_hand = excluded.by_hand, waits = 1`).run(captureId, itemIndex, frame, byHand)
  }

  /** Pages that are one voucher are read together. */
  private waitTogether(pageId: PageId): void {
    this.db.prepare(`UPDATE outlines SET waits = 1 WHERE (capture_id, item_index) IN (
      SELECT others.capture_id, others.item_index FROM pages JOIN pages AS others ON others.capture_id = pages.capture_id AND others.reading ->> '$.voucherId' = pages.reading ->> '$.voucherId' WHERE pages.id = ?)`).run(pageId)
  }

  /** A capture that is being imaged is queued again when that ends. */
  private queue(captureId: string): void {
    this.db.prepare("UPDATE captures SET state = 'kept', attempts = 0, error = NULL WHERE id = ? AND state = 'ready'").run(captureId)
  }
}

/** The papers of a capture that wait to be imaged; null where none does, and its papers are to be found. */
export function waitingPapers(db: StationDatabase, captureId: string): KnownPaper[] | null {
  const rows = db.prepare('SELECT * FROM outlines WHERE capture_id = ? AND waits = 1 ORDER BY frame, item_index').all(captureId) as OutlineRow[]
  return rows.length === 0 ? null : rows.map((row) => ({ itemIndex: row.item_index, frame: row.frame, quadPx: JSON.parse((row.by_hand ?? row.found)!) as Quad, isByHand: row.by_hand !== null }))
}

/** Queues every paper of a capture as it lies, where that is known of all its pages: they are read again, not looked for. */
export function waitAsTheyLie(db: StationDatabase, captureId: string): void {
  db.prepare(`UPDATE outlines SET waits = 1 WHERE capture_id = @captureId AND NOT EXISTS (
    SELECT 1 FROM pages WHERE capture_id = @captureId AND NOT EXISTS (SELECT 1 FROM outlines AS own WHERE own.capture_id = pages.capture_id AND own.item_index = pages.item_index))`).run({ captureId })
}

/**
 * Notes where an imaged paper lies. Answers whether its image may be taken: not where a person has set its outline
 * meanwhile, or had before and it was looked for all the same; then it waits for another turn.
 */
export function imagedAt(db: StationDatabase, captureId: string, paper: { itemIndex: number; frame: number; quadPx: Quad }, asked: KnownPaper | null): boolean {
  const row = db.prepare('SELECT * FROM outlines WHERE capture_id = ? AND item_index = ?').get(captureId, paper.itemIndex) as OutlineRow | undefined
  const isCurrent = asked?.isByHand ? row?.by_hand === JSON.stringify(asked.quadPx) : (row?.by_hand ?? null) === null
  const found = JSON.stringify(paper.quadPx)
  if (!row) db.prepare('INSERT INTO outlines (capture_id, item_index, frame, found) VALUES (?, ?, ?, ?)').run(captureId, paper.itemIndex, paper.frame, found)
  else db.prepare('UPDATE outlines SET found = ?, waits = ? WHERE capture_id = ? AND item_index = ?').run(asked?.isByHand ? row.found : found, isCurrent ? 0 : 1, captureId, paper.itemIndex)
  return isCurrent
}

export function hasWaitingPapers(db: StationDatabase, captureId: string): boolean {
  return db.prepare('SELECT 1 FROM outlines WHERE capture_id = ? AND waits = 1').get(captureId) !== undefined
}

/** @param row of `pages` joined with `outlines`; null for what is no picture, and for pictures a window cannot show */
export function outlineOf(row: { original_media_type: string; found: string | null; by_hand: string | null }): PageOutline | null {
  if (!['image/jpeg', 'image/png', 'image/webp'].includes(row.original_media_type)) return null
  const parsed = (quad: string | null) => (quad === null ? null : JSON.parse(quad) as Quad)
  return { foundPx: parsed(row.found), byHandPx: parsed(row.by_hand) }
}
