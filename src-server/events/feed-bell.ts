/** Rings when a feed has grown, whichever server made the change: one connection listening to PostgreSQL, opened anew where it breaks. */
import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { applicationName } from '../store/database.ts'
import { feedChannel, type FeedId } from './event-log.ts'

export class FeedBell {
  private readonly url: string
  private readonly onLost: (error: unknown) => void
  private readonly listeners = new Map<FeedId, Set<() => void>>()
  private client: pg.Client | null = null
  private isClosed = false

  /** @param onLost told when the connection breaks */
  constructor(url: string, onLost: (error: unknown) => void) {
    this.url = url
    this.onLost = onLost
  }

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: applicationName, keepAlive: true })
    client.on('error', this.onLost)
    client.on('notification', ({ payload }) => this.listeners.get(payload ?? '')?.forEach((ring) => ring()))
    client.on('end', () => void this.reopen())
    await client.connect()
    await client.query(`LISTEN ${feedChannel}`)
    this.client = client
  }

  /** @returns call it to hear no more */
  listen(feed: FeedId, ring: () => void): () => void {
    const rings = this.listeners.get(feed) ?? new Set()
    this.listeners.set(feed, rings.add(ring))
    return () => {
      rings.delete(ring)
    }
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.client?.end()
  }

  private async reopen(): Promise<void> {
    while (!this.isClosed) {
      await sleep(1000)
      try {
        await this.open()
        // Whatever was rung meanwhile was not heard.
        for (const rings of this.listeners.values()) for (const ring of rings) ring()
        return
      } catch (error) {
        this.onLost(error)
      }
    }
  }
}
