/** The standing line to the bureau: hears its events, fetches what changed, and says whether we are online. */
import { createParser } from 'eventsource-parser'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import { claimDetailSchema, claimEventSchema, ruleListSchema } from '../../src-shared/station-api.ts'
import type { ClaimId, UnitId } from '../../src-shared/voucher.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store-client.ts'
import type { BureauClient } from './bureau-client.ts'

const longestWaitMs = 15_000
/** The bureau sends a heartbeat every 15 s; a line silent for longer is dead, whatever TCP believes. */
const silenceMs = 40_000

export type LinkState = 'signed-out' | 'connecting' | 'online' | 'offline'

export interface BureauLinkOptions {
  store: Store
  client: BureauClient
  log: Log
  unitId: () => UnitId | null
  changed: (claimId: ClaimId) => void
  /** The state of the line, and why it is not up. */
  linkChanged: (state: LinkState, error: ErrorCode | null) => void
}

export class BureauLink {
  private readonly options: BureauLinkOptions
  private session = new AbortController()
  private applying: Promise<void> = Promise.resolve()

  constructor(options: BureauLinkOptions) {
    this.options = options
  }

  /** Connects, or connects anew after another sign-in or address. */
  restart(): void {
    this.session.abort()
    this.session = new AbortController()
    const unitId = this.options.unitId()
    if (unitId) void this.keepListening(unitId, this.session.signal)
    else this.options.linkChanged('signed-out', null)
  }

  close(): void {
    this.session.abort()
  }

  /** Fetches a claim's state and applies it. One after another, so that an older answer never overtakes a newer. */
  refresh(claimId: ClaimId): Promise<void> {
    const next = this.applying.then(async () => {
      const detail = await this.options.client.ask('GET', `/api/claims/${claimId}`, claimDetailSchema)
      if (await this.options.store.claims.applyBureau(detail)) this.options.changed(claimId)
    })
    this.applying = next.catch(() => {})
    return next
  }

  private async keepListening(unitId: UnitId, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        this.options.linkChanged('connecting', null)
        await this.listen(unitId, signal, () => {
          failures = 0
        })
      } catch (error) {
        if (signal.aborted) return
        const failure = error instanceof AppError ? error : new AppError('offline', String(error))
        this.options.log.info({ code: failure.code, detail: failure.detail }, 'line to the bureau is down')
        this.options.linkChanged('offline', failure.code)
        if (failure.code === 'session-expired') return
      }
      await sleep(Math.min(longestWaitMs, 500 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
    }
  }

  /** Returns when the line ends; events missed while away come first, by their number. */
  private async listen(unitId: UnitId, signal: AbortSignal, connected: () => void): Promise<void> {
    const { store, client } = this.options
    const after = await store.settings.lastEventSeq(unitId)
    const response = await client.send('GET', `/api/events?after=${after}`, { timeoutMs: null, signal, headers: { accept: 'text/event-stream' } })
    if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) throw new AppError('captive-portal', 'not an event stream')
    await store.settings.saveRules((await client.ask('GET', '/api/rules', ruleListSchema)).rules)
    connected()
    this.options.linkChanged('online', null)
    const arrived: string[] = []
    const parser = createParser({ onEvent: (event) => arrived.push(event.data) })
    const decoder = new TextDecoder()
    const reader = response.body!.getReader()
    for (;;) {
      const { done, value } = await withTimeout(reader.read(), silenceMs)
      if (done) throw new AppError('offline', 'the line was closed')
      parser.feed(decoder.decode(value, { stream: true }))
      for (const data of arrived.splice(0)) await this.hear(unitId, data)
    }
  }

  private async hear(unitId: UnitId, data: string): Promise<void> {
    const event = claimEventSchema.parse(JSON.parse(data))
    const known = await this.options.store.claims.stateOf(event.claimId)
    if (known) await this.refresh(event.claimId)
    await this.options.store.settings.saveLastEventSeq(unitId, event.seq)
  }
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('offline', `silent for ${timeoutMs} ms`)), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
