/** Events of a feed, numbered without gaps: the number is drawn and the row written in the transaction that makes the change. */
import { type ClaimEvent } from '../../src-shared/station-api.ts'
import { type ClaimId, type UnitId } from '../../src-shared/voucher.ts'
import { type Sql } from '../store/database.ts'

/** What one listener follows: its unit's id, or the reviewers' queue. */
export type FeedId = string
export const queueFeed: FeedId = '00000000-0000-0000-0000-000000000000'
/** PostgreSQL's channel on which a commit tells that a feed has grown. */
export const feedChannel = 'feeds'

interface EventRow { seq: number; claimId: ClaimId; at: Date; what: ClaimEvent['what'] }

/** Tells unit and queue. The last thing of a transaction, since other transactions wait for the feeds' numbers until it commits. */
export async function tellFeeds(sql: Sql, claimId: ClaimId, unitId: UnitId, ...whats: ClaimEvent['what'][]): Promise<void> {
  for (const feed of [unitId, queueFeed]) {
    for (const what of whats) {
      await sql.query(`WITH drawn AS (UPDATE feeds SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq)
        INSERT INTO feed_events (feed_id, seq, claim_id, at, what) SELECT $1, last_seq, $2, $3, $4 FROM drawn`, [feed, claimId, new Date(), what])
    }
    await sql.query('SELECT pg_notify($1, $2)', [feedChannel, feed])
  }
}

export async function lastSeqOf(sql: Sql, feed: FeedId): Promise<number> {
  const { rows } = await sql.query<{ last_seq: number }>('SELECT last_seq FROM feeds WHERE id = $1', [feed])
  return rows[0]?.last_seq ?? 0
}

/** Up to 500 events after a number, oldest first. */
export async function eventsAfter(sql: Sql, feed: FeedId, after: number): Promise<ClaimEvent[]> {
  const { rows } = await sql.query<EventRow>(`SELECT seq, claim_id AS "claimId", at, what FROM feed_events WHERE feed_id = $1 AND seq > $2 ORDER BY seq LIMIT 500`, [feed, after])
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
