/** Pages: the straightened papers of a claim, with what was read and what a person put right. */
import { copiesOf, documentTypeSchema, isElectronic, isIssuedElectronically } from '../../src-shared/originals.ts'
import type { Page } from '../../src-shared/ipc-contract.ts'
import type { EarlierUse } from '../../src-shared/rules/rule.ts'
import type { MediaType, SubmittedPage } from '../../src-shared/station-api.ts'
import type { CaptureId, ClaimId, FieldName, PageId, VoucherKind } from '../../src-shared/voucher.ts'
import type { PageReview, UploadState } from '../../src-shared/voucher-state.ts'
import { logCorrection } from './corrections.ts'
import { journal, mustChangeOne, type StationDatabase } from './database.ts'
import { outlineOf } from './outlines.ts'
import { indexPage } from './page-index.ts'
import { correctedReading, kindCorrection } from './reading.ts'

interface PageRow {
  id: string; capture_id: string; claim_id: string; position: number; sha256: string; bytes: number; media_type: string; thumb_sha256: string
  width_px: number; height_px: number; dpi: number; reading: string; review: PageReview; return_reason: string | null; retake_of: string | null
  model: string | null; original_sha256: string; original_media_type: string; found: string | null; by_hand: string | null; alike: string | null; alike_claim_id: string | null; alike_claim_number: string | null; file_name: string | null; upload_state: UploadState | null; sent_bytes: number | null
}

const selectPages = `SELECT pages.*, captures.sha256 AS original_sha256, captures.media_type AS original_media_type, captures.file_name, outlines.found, outlines.by_hand, earlier.id AS alike, earlier.claim_id AS alike_claim_id, earlier_claim.number AS alike_claim_number, uploads.state AS upload_state, uploads.sent_bytes
  FROM pages JOIN captures ON captures.id = pages.capture_id LEFT JOIN outlines ON outlines.capture_id = pages.capture_id AND outlines.item_index = pages.item_index LEFT JOIN likenesses ON likenesses.page_id = pages.id LEFT JOIN pages AS earlier ON earlier.id = likenesses.alike AND earlier.removed_at IS NULL LEFT JOIN claims AS earlier_claim ON earlier_claim.id = earlier.claim_id
  LEFT JOIN uploads ON uploads.file_id = pages.id`

export class PageStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  ofClaim(claimId: ClaimId): Page[] {
    const pages = this.rowsOf(claimId).map((row) => ({ row, reading: correctedReading(this.db, row) }))
    const originals = this.originalsOf(claimId, pages.map(({ row, reading }) => ({ pageId: row.id as PageId, kind: reading.kind, fields: reading.fields, originalMediaType: row.original_media_type, voucherId: reading.voucherId ?? null })))
    return pages.map(({ row, reading }) => {
      const copyOf = originals.get(row.id as PageId) ?? null
      return {
        id: row.id as PageId, captureId: row.capture_id as CaptureId, claimId, position: row.position,
        kind: reading.kind, kindScore: reading.kindScore, quality: reading.quality, fields: reading.fields, lineItems: reading.lineItems ?? [], lines: reading.lines, checks: reading.checks,
        voucherId: reading.voucherId ?? null, documentPage: reading.documentPage ?? null, model: row.model, originalMediaType: row.original_media_type as MediaType, fileName: row.file_name,
        outline: outlineOf(row), alike: row.alike === null ? null : { pageId: row.alike as PageId, claimId: row.alike_claim_id as ClaimId, claimNumber: row.alike_claim_id === claimId ? null : row.alike_claim_number },
        copyOf, lacksOriginal: copyOf === null && !isElectronic(row.original_media_type) && isIssuedElectronically(reading.kind),
        widthPx: row.width_px, heightPx: row.height_px, bytes: row.bytes, dpi: row.dpi,
        version: row.sha256.slice(0, 12), review: row.review, returnReason: row.return_reason, retakeOf: row.retake_of as PageId | null,
        upload: row.upload_state ? { state: row.upload_state, sentBytes: row.sent_bytes ?? 0, totalBytes: row.bytes } : null,
      }
    })
  }

  /** The pages as the bureau gets them, corrections in. */
  forSubmission(claimId: ClaimId): SubmittedPage[] {
    return this.rowsOf(claimId).map((row) => {
      const { kind, kindScore, quality, fields, lineItems = [], voucherId = null, qr, checks } = correctedReading(this.db, row)
      return {
        pageId: row.id as PageId, captureId: row.capture_id as CaptureId, sha256: row.sha256, originalSha256: row.original_sha256, originalMediaType: row.original_media_type as MediaType, fileName: row.file_name,
        widthPx: row.width_px, heightPx: row.height_px, dpi: row.dpi, kind, kindScore, quality, fields, lineItems, voucherId, model: row.model, qr, checks,
        retakeOf: row.retake_of as PageId | null,
      }
    })
  }

  private rowsOf(claimId: ClaimId): PageRow[] {
    return this.db.prepare(`${selectPages} WHERE pages.claim_id = ? AND pages.removed_at IS NULL ORDER BY pages.position, pages.id`).all(claimId) as PageRow[]
  }

  /** Where the electronic originals are that the claim's pages are copies of: in the claim itself, else in another of the unit. */
  private originalsOf(claimId: ClaimId, pages: Parameters<typeof copiesOf>[0]): Map<PageId, NonNullable<Page['copyOf']>> {
    const documents = documentTypeSchema.options.map((type) => `'${type}'`).join(', ')
    const elsewhere = this.db.prepare(`SELECT ours.page_id AS pageId, their_page.id AS originalId, claims.id AS claimId, claims.number AS claimNumber
      FROM invoice_uses AS ours JOIN pages AS our_page ON our_page.id = ours.page_id AND our_page.claim_id = @claimId
      JOIN captures AS our_capture ON our_capture.id = our_page.capture_id AND our_capture.media_type NOT IN (${documents})
      JOIN invoice_uses AS theirs ON theirs.invoice_key = ours.invoice_key JOIN pages AS their_page ON their_page.id = theirs.page_id AND their_page.removed_at IS NULL
      JOIN captures AS their_capture ON their_capture.id = their_page.capture_id AND their_capture.media_type IN (${documents})
      JOIN claims ON claims.id = their_page.claim_id JOIN claims AS here ON here.id = @claimId AND here.unit_id = claims.unit_id
      WHERE claims.id <> @claimId ORDER BY their_page.rowid DESC`).all({ claimId }) as { pageId: PageId; originalId: PageId; claimId: ClaimId; claimNumber: string }[]
    return new Map<PageId, NonNullable<Page['copyOf']>>([
      ...elsewhere.map(({ pageId, originalId, ...claim }) => [pageId, { pageId: originalId, ...claim }] as const),
      ...[...copiesOf(pages)].map(([pageId, originalId]) => [pageId, { pageId: originalId, claimId, claimNumber: null }] as const),
    ])
  }

  /** Digests and type of a page's files, for the image protocol. */
  file(pageId: PageId): { sha256: string; thumbSha256: string; mediaType: string } | null {
    const row = this.db.prepare('SELECT sha256, thumb_sha256, media_type FROM pages WHERE id = ?').get(pageId) as Pick<PageRow, 'sha256' | 'thumb_sha256' | 'media_type'> | undefined
    return row ? { sha256: row.sha256, thumbSha256: row.thumb_sha256, mediaType: row.media_type } : null
  }

  correctField(pageId: PageId, name: FieldName, value: string): ClaimId {
    return this.correct(pageId, name, value)
  }

  setKind(pageId: PageId, kind: VoucherKind): ClaimId {
    return this.correct(pageId, kindCorrection, kind)
  }

  private correct(pageId: PageId, name: string, value: string): ClaimId {
    return this.change(pageId, 'corrected', name, () => {
      logCorrection(this.db, pageId, name, value)
      this.db.prepare(`INSERT INTO corrections (page_id, name, value, corrected_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (page_id, name) DO UPDATE SET value = excluded.value, corrected_at = excluded.corrected_at`).run(pageId, name, value, new Date().toISOString())
      indexPage(this.db, pageId)
      return 1
    })
  }

  remove(pageId: PageId): ClaimId {
    return this.change(pageId, 'removed', '', () =>
      this.db.prepare('UPDATE pages SET removed_at = ? WHERE id = ? AND removed_at IS NULL').run(new Date().toISOString(), pageId).changes)
  }

  /** Undoes a removal; the page comes back at its old place. */
  restore(pageId: PageId): ClaimId {
    return this.change(pageId, 'restored', '', () =>
      this.db.prepare('UPDATE pages SET removed_at = NULL WHERE id = ? AND removed_at IS NOT NULL').run(pageId).changes)
  }

  /** Moves a page to the end of another open claim. */
  move(pageId: PageId, claimId: ClaimId): ClaimId {
    return this.change(pageId, 'moved', claimId, () =>
      this.db.prepare(`UPDATE pages SET claim_id = @claimId, position = (SELECT coalesce(max(position), 0) + 1 FROM pages WHERE claim_id = @claimId)
        WHERE id = @pageId AND EXISTS (SELECT 1 FROM claims WHERE id = @claimId AND state IN ('draft', 'returned'))`).run({ claimId, pageId }).changes)
  }

  /** Puts the pages in the order given; pages left out keep their order behind them. */
  reorder(claimId: ClaimId, pageIds: readonly PageId[]): void {
    this.db.transaction(() => {
      mustChangeOne(this.isOpen(claimId), `claim ${claimId} is sealed`)
      const known = this.rowsOf(claimId).map((row) => row.id as PageId)
      const wanted = pageIds.filter((id) => known.includes(id))
      const order = [...wanted, ...known.filter((id) => !wanted.includes(id))]
      const place = this.db.prepare('UPDATE pages SET position = ? WHERE id = ?')
      order.forEach((id, index) => place.run(index + 1, id))
      journal(this.db, 'claim', claimId, claimId, 'reordered')
    }).immediate()
  }

  /** Earlier uses of the claim's own invoices in other claims of its unit on this desk, by invoice key. Those of other units are theirs to see, and the bureau's to compare. */
  earlierUses(claimId: ClaimId, unitName: string): Map<string, EarlierUse[]> {
    const rows = this.db.prepare(`SELECT DISTINCT theirs.invoice_key AS key, claims.id, claims.number
      FROM invoice_uses AS ours JOIN pages AS our_page ON our_page.id = ours.page_id AND our_page.claim_id = @claimId AND our_page.removed_at IS NULL
      JOIN invoice_uses AS theirs ON theirs.invoice_key = ours.invoice_key
      JOIN pages AS their_page ON their_page.id = theirs.page_id AND their_page.claim_id <> @claimId AND their_page.removed_at IS NULL
      JOIN claims ON claims.id = their_page.claim_id JOIN claims AS here ON here.id = @claimId AND here.unit_id = claims.unit_id ORDER BY claims.number`).all({ claimId }) as { key: string; id: string; number: string }[]
    const uses = new Map<string, EarlierUse[]>()
    for (const row of rows) uses.set(row.key, [...(uses.get(row.key) ?? []), { claimId: row.id as ClaimId, claimNumber: row.number, unitName }])
    return uses
  }

  private change(pageId: PageId, action: string, detail: string, update: () => number): ClaimId {
    return this.db.transaction(() => {
      const row = this.db.prepare('SELECT claim_id FROM pages WHERE id = ?').get(pageId) as { claim_id: string } | undefined
      mustChangeOne(row ? this.isOpen(row.claim_id) : 0, `page ${pageId} is not open for change`)
      mustChangeOne(update(), `page ${pageId}`)
      journal(this.db, 'page', pageId, row!.claim_id, action, detail)
      return row!.claim_id as ClaimId
    }).immediate()
  }

  private isOpen(claimId: string): number {
    return this.db.prepare("SELECT 1 FROM claims WHERE id = ? AND state IN ('draft', 'returned')").get(claimId) ? 1 : 0
  }
}
