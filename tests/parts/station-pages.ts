/** Pages as imaging would hand them to the station's memory, and shots in it. */
import { randomUUID } from 'node:crypto'
import type { CoverFound, NewPage } from '../../src-main/store/captures.ts'
import type { Reading } from '../../src-main/store/reading.ts'
import type { StationStore } from '../../src-main/store/station-store.ts'
import type { CaptureId, ClaimId, Field, PageId, UnitId } from '../../src-shared/voucher.ts'

export const unit = randomUUID() as UnitId
export const digest = () => randomUUID().replaceAll('-', '').padEnd(64, '0')
export const box = (y: number): Reading['lines'][number]['boxPx'] => [[10, y], [200, y], [200, y + 20], [10, y + 20]]
export const field = (value: string, y: number): Field => ({ value, score: 0.9, sure: false, source: 'ocr', boxPx: box(y) })
export const reading = (lines: string[], fields: Reading['fields'] = {}, more: Partial<Reading> = {}): Reading =>
  ({ kind: 'digital-normal', kindScore: 1, quality: { verdict: 'good', reasons: [] }, fields, lines: lines.map((text, i) => ({ text, boxPx: box(i * 30) })), qr: [], checks: [], ...more })
export const invoiceLines = ['云州市示范实验小学（样例）', '发票号码：26533285588455327851', '价税合计　￥12,503.53', '名 称：云州恒信电器商贸有限公司']
export const invoice = (more: Partial<Reading> = {}) => reading(invoiceLines, { invoiceNumber: field('26533285588455327851', 30), amountTotal: field('12503.53', 60), sellerName: field('云州恒信电器商贸有限公司', 90) }, more)
export const page = (read: Reading, model = 'm1'): NewPage => ({ id: randomUUID() as PageId, sha256: digest(), bytes: 10, mediaType: 'image/jpeg', thumbSha256: digest(), widthPx: 300, heightPx: 200, dpi: 300, model, place: null, reading: read })

/** A shot, or by another media type a file, that is kept and waits to be imaged. */
export function keptIn(store: StationStore, claimId: ClaimId, mediaType = 'image/jpeg'): CaptureId {
  const id = randomUUID() as CaptureId
  const isFile = mediaType !== 'image/jpeg'
  store.captures.add({ id, claimId, sha256: digest(), bytes: 9, mediaType, origin: isFile ? 'file' : 'camera', widthPx: 100, heightPx: 100, cameraLabel: '', fileName: isFile ? '原件.pdf' : null, retakeOf: null })
  return id
}

/** The same with its pages. */
export function readIn(store: StationStore, claimId: ClaimId, pages: readonly NewPage[], mediaType?: string): { captureId: CaptureId; cover: CoverFound | null } {
  const captureId = keptIn(store, claimId, mediaType)
  store.captures.lease(1000)
  return { captureId, cover: store.captures.finish(captureId, pages, null) }
}
