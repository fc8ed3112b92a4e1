/** Takes kept captures to imaging one by one, and their pages into the vault and the database. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import type { ScanErrorCode } from '../../src-shared/scan.ts'
import type { PageId } from '../../src-shared/voucher.ts'
import type { ImagedItem } from '../../src-imaging/messages.ts'
import type { Vault } from '../capture/vault.ts'
import type { Log } from '../log.ts'
import type { CaptureWork, NewPage } from '../store/captures.ts'
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
  changed: (claimId: string) => void
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
      await store.captures.finish(work.id, pages)
      log.info({ captureId: work.id, pages: pages.length }, 'capture ready')
    } catch (error) {
      if (this.closed) return
      log.warn({ captureId: work.id, attempt: work.attempts, error: String(error) }, 'imaging failed')
      const parked = parkingCode(error, work.attempts)
      if (parked) await store.captures.park(work.id, parked)
      else await store.captures.retry(work.id)
    }
  }

  private async image(work: CaptureWork): Promise<NewPage[]> {
    const { store, vault, child, workFolder, unit, engine } = this.options
    const file = await store.captures.file(work.id)
    const outDir = join(workFolder, work.id)
    await mkdir(outDir, { recursive: true })
    try {
      const answer = await child.ask({
        id: work.id, type: 'process', inputPath: vault.pathOf(file!.sha256, file!.mediaType), outDir, engine: engine(), unit: unit() ?? undefined,
      }, answerTimeoutMs)
      if (!answer.ok) throw new ScanFailure(answer.error.code, answer.error.message)
      if (answer.items.length === 0) throw new AppError('nothing-found')
      const pages: NewPage[] = []
      for (const item of answer.items) pages.push(await this.adopt(item))
      return pages
    } finally {
      await rm(outDir, { recursive: true, force: true })
    }
  }

  private async adopt(item: ImagedItem): Promise<NewPage> {
    const image = await this.options.vault.adopt(item.output.path, item.output.mediaType)
    const thumb = await this.options.vault.adopt(item.thumbPath, 'image/jpeg')
    return {
      id: randomUUID() as PageId, sha256: image.sha256, bytes: image.bytes, mediaType: item.output.mediaType, thumbSha256: thumb.sha256,
      widthPx: item.output.widthPx, heightPx: item.output.heightPx, dpi: item.output.dpi,
      reading: { kind: item.kind, kindScore: item.kindScore, quality: item.quality, fields: item.fields, lines: item.lines, qr: item.qr, checks: item.checks },
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

/** Why a capture is set aside for a person; null where it is worth another try. */
function parkingCode(error: unknown, attempts: number): ErrorCode | null {
  if (error instanceof AppError && error.code === 'nothing-found') return 'nothing-found'
  if (error instanceof ScanFailure && ['unreadable', 'unsupported', 'truncated', 'too-large', 'unsafe', 'encrypted'].includes(error.code)) return 'unreadable-image'
  if (attempts < attemptsBeforeParking) return null
  return error instanceof ImagingCrash || error instanceof ScanFailure ? 'imaging-failed' : 'internal'
}
