/** GET /api/events: server-sent events of one feed, from any number on. The table is the truth; the bell only says when to look. */
import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { once } from 'node:events'
import { type ServerResponse } from 'node:http'
import { z } from 'zod'
import { type Sessions, type SignedIn } from '../accounts/sessions.ts'
import { tokenOf, whoIs } from '../accounts/sign-in-guard.ts'
import { parse } from '../http-errors.ts'
import { type Database } from '../store/database.ts'
import { eventsAfter, type FeedId, lastSeqOf, queueFeed } from './event-log.ts'
import { type FeedBell } from './feed-bell.ts'

/** Proxies cut lines that are silent for longer; stations give up after 40 s. */
const heartbeatMs = 15_000
const seqSchema = z.coerce.number().int().min(0)

export interface EventServices { database: Database; bell: FeedBell; sessions: Sessions }

export function eventRoutes(app: FastifyInstance, services: EventServices): void {
  const open = new Set<AbortController>()
  app.addHook('preClose', async () => open.forEach((line) => line.abort()))

  app.get('/api/events', { config: { roles: ['accountant', 'reviewer'] } }, async (request, reply) => {
    const feed = feedOf(whoIs(request))
    const start = await startOf(services.database, feed, request)
    reply.hijack()
    const line = new AbortController()
    open.add(line)
    reply.raw.on('close', () => line.abort())
    try {
      await follow(services, feed, start, tokenOf(request)!, reply.raw, line.signal)
    } catch (error) {
      if (!line.signal.aborted) request.log.error({ err: error }, 'event line')
    } finally {
      open.delete(line)
      reply.raw.end()
    }
  })
}

const feedOf = ({ unit }: SignedIn): FeedId => unit?.id ?? queueFeed

/** After which event: as asked, as a browser repeats it when it reconnects, or from now on. */
async function startOf(database: Database, feed: FeedId, request: FastifyRequest): Promise<number> {
  const asked = request.headers['last-event-id'] ?? (request.query as { after?: string }).after
  const last = await lastSeqOf(database, feed)
  const after = asked === undefined ? last : parse(seqSchema, asked)
  // A number that was never given comes from another database: all of ours is news.
  return after > last ? 0 : after
}

async function follow({ database, bell, sessions }: EventServices, feed: FeedId, start: number, token: string, response: ServerResponse, signal: AbortSignal): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff' })
  const bellRope = new BellRope(signal)
  const leave = bell.listen(feed, () => bellRope.pull())
  let after = start
  let heard = 'at once'
  try {
    while (!signal.aborted) {
      const events = await eventsAfter(database, feed, after)
      for (const event of events) await write(response, `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`, signal)
      after = events.at(-1)?.seq ?? after
      if (events.length > 0) continue
      // A session that ended meanwhile hears no more.
      if (heard === 'silence' && !(await sessions.find(token))) return
      if (heard !== 'bell') await write(response, ': heartbeat\n\n', signal)
      heard = await bellRope.wait(heartbeatMs)
    }
  } finally {
    leave()
  }
}

async function write(response: ServerResponse, text: string, signal: AbortSignal): Promise<void> {
  if (!response.write(text)) await once(response, 'drain', { signal })
}

/** Remembers a pull that comes while nobody waits. */
class BellRope {
  private wasPulled = false
  private wake: (() => void) | null = null

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.pull(), { once: true })
  }

  pull(): void {
    this.wasPulled = true
    this.wake?.()
  }

  async wait(longestMs: number): Promise<'bell' | 'silence'> {
    if (!this.wasPulled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestMs)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const heard = this.wasPulled ? 'bell' : 'silence'
    this.wasPulled = false
    this.wake = null
    return heard
  }
}
