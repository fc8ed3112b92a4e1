/** Sends the files of sealed claims, then the claims themselves; waits, backs off and goes on by itself. */
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import { claimSummarySchema } from '../../src-shared/station-api.ts'
import type { UnitId } from '../../src-shared/voucher.ts'
import type { BureauClient } from '../bureau/bureau-client.ts'
import type { Vault } from '../capture/vault.ts'
import type { Log } from '../log.ts'
import type { ReadyClaim } from '../store/claims.ts'
import type { Store } from '../store/store-client.ts'
import type { UploadWork } from '../store/uploads.ts'
import { uploadFile } from './tus-upload.ts'

const longestWaitMs = 60_000

export interface UploaderOptions {
  store: Store
  vault: Vault
  client: BureauClient
  log: Log
  /** The unit signed in, or null: nothing is sent then. */
  unitId: () => UnitId | null
  /** Asked when a claim has been handed in: its state at the bureau is fetched and applied. */
  handedIn: (claimId: ReadyClaim['id']) => Promise<void>
  failed: (code: ErrorCode) => void
  changed: (claimId: string) => void
}

export class Uploader {
  private readonly options: UploaderOptions
  private running: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null
  private closed = false

  constructor(options: UploaderOptions) {
    this.options = options
  }

  wake(): void {
    if (this.closed || this.running) return
    if (this.timer) clearTimeout(this.timer)
    this.running = this.drain()
      .catch((error: unknown) => this.options.log.error({ error: String(error) }, 'uploader'))
      .finally(() => {
        this.running = null
        void this.sleepUntilDue()
      })
  }

  close(): void {
    this.closed = true
    if (this.timer) clearTimeout(this.timer)
  }

  private async drain(): Promise<void> {
    // One file is sent at a time: whatever still counts as being sent was left by a run that broke off.
    await this.options.store.uploads.releaseSending()
    for (let unitId = this.options.unitId(); unitId && !this.closed; unitId = this.options.unitId()) {
      const work = await this.options.store.uploads.next(unitId)
      if (!work) break
      await this.send(work)
      this.options.changed(work.claimId)
    }
    const unitId = this.options.unitId()
    if (unitId && !this.closed) for (const claim of await this.options.store.claims.readyToHandIn(unitId)) await this.handIn(claim)
  }

  private async send(work: UploadWork): Promise<void> {
    const { store, vault, client, log, changed } = this.options
    try {
      const receipt = await uploadFile(client, work, vault.pathOf(work.sha256, work.mediaType), (sentBytes) => {
        void store.uploads.progress(work.fileId, sentBytes)
        changed(work.claimId)
      })
      await store.uploads.kept(work.fileId, receipt)
      await store.claims.setError(work.claimId, null)
      log.info({ fileId: work.fileId, sha256: work.sha256 }, 'file kept by the bureau')
    } catch (error) {
      const failure = error instanceof AppError ? error : new AppError('internal', String(error))
      log.warn({ fileId: work.fileId, code: failure.code, detail: failure.detail }, 'upload failed')
      await store.claims.setError(work.claimId, failure.code)
      if (isFinal(failure)) await store.uploads.park(work.fileId, failure.code)
      else await store.uploads.postpone(work.fileId, failure.code, Date.now() + backoffMs(work.attempts))
      this.options.failed(failure.code)
    }
  }

  private async handIn(claim: ReadyClaim): Promise<void> {
    const { store, client, log, handedIn, failed, changed } = this.options
    try {
      const pages = await store.pages.forSubmission(claim.id)
      await client.ask('PUT', `/api/claims/${claim.id}`, claimSummarySchema, { round: claim.round, form: claim.form, pages, explanations: claim.explanations })
      await handedIn(claim.id)
      log.info({ claimId: claim.id, round: claim.round }, 'claim handed in')
    } catch (error) {
      const failure = error instanceof AppError ? error : new AppError('internal', String(error))
      log.warn({ claimId: claim.id, code: failure.code, detail: failure.detail }, 'handing in failed')
      await store.claims.setError(claim.id, failure.code)
      failed(failure.code)
    }
    changed(claim.id)
  }

  /** Wakes for the next due file, or for a claim whose handing in failed. */
  private async sleepUntilDue(): Promise<void> {
    const unitId = this.options.unitId()
    if (this.closed || !unitId) return
    const dueInMs = await this.options.store.uploads.nextDueInMs(unitId)
    const claims = dueInMs === null ? await this.options.store.claims.readyToHandIn(unitId) : []
    const waitMs = dueInMs ?? (claims.length > 0 ? 5_000 : null)
    if (waitMs !== null && !this.closed && !this.running) this.timer = setTimeout(() => this.wake(), waitMs)
  }
}

/** Refused for good: sending the same again would be refused again. */
function isFinal(failure: AppError): boolean {
  return failure.kind === 'permanent' || failure.code === 'not-found'
}

/** Exponential with full jitter, at most a minute: 400 desks must not come back in step. */
function backoffMs(attempts: number): number {
  return Math.round(500 + Math.random() * Math.min(longestWaitMs, 1000 * 2 ** Math.min(attempts, 10)))
}
