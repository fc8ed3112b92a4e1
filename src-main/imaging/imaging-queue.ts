/** Takes kept captures to imaging one by one, and their pages into the vault and the database. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import type { PageTone, ScanErrorCode } from '../../src-shared/scan.ts'
import { isElectronic } from '../../src-shared/originals.ts'
import type { PageId } from '../../src-shared/voucher.ts'
import type { ImagedItem } from '../../src-imaging/messages.ts'
import type { Vault } from '../capture/vault.ts'
import type { Log } from '../log.ts'
import type { CaptureWork, CoverFound, NewPage } from '../store/captures.ts'
import type { Store } from '../store/store-client.ts'
import type { ImagingChild} from './imaging-child.ts';
import { ImagingCrash } from './imaging-child.ts'

const attemptsBeforeParking = 3
const answerTimeoutMs = 120_000

export interface ImagingQueueOptions {
  store: Store
  vault: Vault
  child: ImagingChild
  workFolder: string
  log: Log
  unit: () => { name: string; taxId: string } | null
  engine: () => 'auto' | 'paddle' | 'tesseract'
  tone: () => PageTone
  changed: (claimId: string) => void
  /** A claim's own code was on a page. */
  coverFound: (cover: CoverFound) => void
}

export class ImagingQueue {
  private readonly options: ImagingQueueOptions
  private running: Promise<void> | null = null
  private closed = false

  constructor(options: ImagingQueueOptions) {
    this.options = options
  }

  /** Works until nothing waits; calling it while it works is free. */
  wake(): void {
    if (this.closed) return
    this.running ??= this.drain().finally(() => {
      this.running = null
    })
  }

  close(): void {
    this.closed = true
    this.options.child.stop()
  }

  private async drain(): Promise<void> {
    const { store, log } = this.options
    // Once closed nothing more is leased: the store closes right behind.
    while (!this.closed) {
      const work = await store.captures.lease(answerTimeoutMs * 2)
      if (!work) return
      await this.process(work).catch((error: unknown) => log.error({ captureId: work.id, error: String(error) }, 'imaging queue'))
      this.options.changed(work.claimId)
    }
  }

  private async process(work: CaptureWork): Promise<void> {
    const { store, log } = this.options
    try {
      const pages = await this.image(work)
      const cover = await store.captures.finish(work.id, pages, work.papers)
      if (cover) this.tellOfCover(cover)
      log.info({ captureId: work.id, pages: pages.length }, 'capture ready')
    } catch (error) {
      if (this.closed) return
      log.warn({ captureId: work.id, attempt: work.attempts, error: String(error) }, 'imaging failed')
      const parked = parkingCode(error, work)
      if (parked) await store.captures.park(work.id, parked)
      else await store.captures.retry(work.id)
    }
  }

  private tellOfCover(cover: CoverFound): void {
    this.options.coverFound(cover)
    if (cover.to) this.options.changed(cover.to.claimId)
  }

  private async image(work: CaptureWork): Promise<NewPage[]> {
    const { store, vault, child, workFolder, unit, engine, tone } = this.options
    const file = await store.captures.file(work.id)
    const outDir = join(workFolder, work.id)
    await mkdir(outDir, { recursive: true })
    try {
      const answer = await child.ask({
        id: work.id, type: 'process', inputPath: vault.pathOf(file!.sha256, file!.mediaType), outDir, engine: engine(), tone: tone(), unit: unit() ?? undefined, papers: work.papers ?? undefined, mat: work.mat ?? undefined,
      }, answerTimeoutMs)
      if (!answer.ok) throw new ScanFailure(answer.error.code, answer.error.message)
      if (answer.items.length === 0) throw new AppError('nothing-found')
      const pages: NewPage[] = []
      // A document's own text needs no model; only where imaging says one was used is it noted.
      const model = answer.model ?? (isElectronic(work.mediaType) ? null : answer.engine)
      for (const item of answer.items) pages.push(await this.adopt(item, work, model))
      return pages
    } finally {
      await rm(outDir, { recursive: true, force: true })
    }
  }

  private async adopt(item: ImagedItem, { mediaType }: CaptureWork, model: string | null): Promise<NewPage> {
    const image = await this.options.vault.adopt(item.output.path, item.output.mediaType)
    const thumb = await this.options.vault.adopt(item.thumbPath, 'image/jpeg')
    return {
      id: randomUUID() as PageId, sha256: image.sha256, bytes: image.bytes, mediaType: item.output.mediaType, thumbSha256: thumb.sha256,
      widthPx: item.output.widthPx, heightPx: item.output.heightPx, dpi: item.output.dpi,
      model, place: isElectronic(mediaType) ? null : { frame: item.page ?? 1, quadPx: item.quadPx },
      reading: {
        kind: item.kind, kindScore: item.kindScore, quality: item.quality, fields: item.fields, lineItems: item.lineItems, documentPage: item.page, voucherId: item.voucherId,
        lines: item.lines, likeness: item.likeness, qr: item.qr, checks: item.checks,
      },
    }
  }
}

class ScanFailure extends Error {
  readonly code: ScanErrorCode

  constructor(code: ScanErrorCode, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/** Faults of the file itself, which another try would find again. A shot has one remedy for them all: take it again. */
const finalFaults: Partial<Record<ScanErrorCode, ErrorCode>> = {
  unreadable: 'unreadable-file', unsupported: 'unsupported', truncated: 'truncated', 'too-large': 'too-large', unsafe: 'unsafe', encrypted: 'encrypted', timeout: 'timeout',
}

/** Why a capture is set aside for a person; null where it is worth another try. */
function parkingCode(error: unknown, { attempts, origin }: CaptureWork): ErrorCode | null {
  if (error instanceof AppError && error.code === 'nothing-found') return 'nothing-found'
  const final = error instanceof ScanFailure ? finalFaults[error.code] : undefined
  if (final) return origin === 'file' ? final : 'unreadable-image'
  if (attempts < attemptsBeforeParking) return null
  return error instanceof ImagingCrash || error instanceof ScanFailure ? 'imaging-failed' : 'internal'
}
