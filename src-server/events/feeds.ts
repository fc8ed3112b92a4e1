/**
 * What happened, for those who listen: numbered without gaps in each feed, written in the transaction of the change,
 * kept so that a desk that was away hears all of it at its next connection.
 */
import { EventEmitter } from 'node:events'
import type { ClaimEvent } from '../../src-shared/station-api.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import type { Database, Sql } from '../store/database.ts'

/** The reviewers' queue. */
export const queueFeed = '00000000-0000-0000-0000-000000000000'
const batchSize = 200

export class Feeds {
  private readonly database: Database
  /** A hint to look; what happened is read from the table. */
  private readonly news = new EventEmitter().setMaxListeners(0)

  constructor(database: Database) {
    this.database = database
  }

  /** Inside the change's transaction; the row lock on the feed makes its numbers gapless and in order of commit. */
  async add(sql: Sql, unitId: string, claimId: ClaimId, what: ClaimEvent['what']): Promise<void> {
    // Always the unit's feed first: two changes never wait for each other in a ring.
    for (const feedId of [unitId, queueFeed]) {
      await sql.query('INSERT INTO feeds (id) VALUES ($1) ON CONFLICT (id) DO NOTHING', [feedId])
      const { rows } = await sql.query<{ seq: number }>('UPDATE feeds SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq AS seq', [feedId])
      await sql.query('INSERT INTO feed_events (feed_id, seq, claim_id, at, what) VALUES ($1, $2, $3, $4, $5)', [feedId, rows[0]!.seq, claimId, new Date(), what])
    }
  }

  /** After the commit: those who listen look again. */
  announce(unitId: string): void {
    this.news.emit(unitId)
    this.news.emit(queueFeed)
  }

  async after(feedId: string, seq: number): Promise<ClaimEvent[]> {
    const { rows } = await this.database.query<{ seq: number; claim_id: ClaimId; at: Date; what: ClaimEvent['what'] }>(
      'SELECT seq, claim_id, at, what FROM feed_events WHERE feed_id = $1 AND seq > $2 ORDER BY seq LIMIT $3', [feedId, seq, batchSize])
    return rows.map((row) => ({ seq: row.seq, claimId: row.claim_id, at: row.at.toISOString(), what: row.what }))
  }

  async lastSeq(feedId: string): Promise<number> {
    const { rows } = await this.database.query<{ last_seq: number }>('SELECT last_seq FROM feeds WHERE id = $1', [feedId])
    return rows[0]?.last_seq ?? 0
  }

  /** @returns a function that stops listening */
  onNews(feedId: string, listener: () => void): () => void {
    this.news.on(feedId, listener)
    return () => this.news.off(feedId, listener)
  }
}
