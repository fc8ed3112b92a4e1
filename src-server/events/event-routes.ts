/** Server-sent events: a desk hears its unit's feed, a reviewer the queue's. */
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Accounts } from '../accounts/accounts.ts'
import { tokenOf, whoIs } from '../accounts/sign-in-guard.ts'
import { parse } from '../http-errors.ts'
import { type Feeds, queueFeed } from './feeds.ts'

/** Below the idle limits of the proxies on the way; the desk takes 40 s of silence for a dead line. */
const heartbeatMs = 15_000
/** Another server on the same database may have written, and the session may have ended: looked for even without a hint. */
const lookAgainMs = 5_000

export function eventRoutes(app: FastifyInstance, feeds: Feeds, accounts: Accounts): void {
  const open = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const response of open) response.end()
  })
  app.get('/api/events', { config: { roles: ['accountant', 'reviewer'] } }, async (request, reply) => {
    const feedId = whoIs(request).unit?.id ?? queueFeed
    const token = tokenOf(request)!
    const { after } = parse(z.object({ after: z.coerce.number().int().min(0).optional() }), request.query)
    const lastHeard = z.coerce.number().int().min(0).safeParse(request.headers['last-event-id'])
    const start = after ?? (lastHeard.success ? lastHeard.data : await feeds.lastSeq(feedId))
    reply.hijack()
    const response = reply.raw
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff' })
    open.add(response)
    response.on('close', () => open.delete(response))
    tell(response, {
      feeds, feedId, start,
      isSignedIn: async () => (await accounts.whoHas(token)) !== null,
      failed: (error) => request.log.error({ err: error }, 'events'),
    })
  })
}

interface Line { feeds: Feeds; feedId: string; start: number; isSignedIn: () => Promise<boolean>; failed: (error: unknown) => void }

function tell(response: ServerResponse, { feeds, feedId, start, isSignedIn, failed }: Line): void {
  let seq = start
  let isLooking = false
  let isStale = false
  const look = async (): Promise<void> => {
    isStale = true
    if (isLooking) return
    isLooking = true
    try {
      while (isStale && !response.writableEnded) {
        isStale = false
        // A line outlives no session: it may have run out, been ended, or its account been disabled.
        if (!(await isSignedIn())) return void response.end()
        for (let events = await feeds.after(feedId, seq); events.length > 0; events = await feeds.after(feedId, seq)) {
          for (const event of events) response.write(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`)
          seq = events.at(-1)!.seq
        }
      }
    } catch (error) {
      failed(error)
      response.end()
    } finally {
      isLooking = false
    }
  }
  response.write(': hello\n\n')
  const stop = feeds.onNews(feedId, () => void look())
  const looking = setInterval(() => void look(), lookAgainMs)
  const beating = setInterval(() => response.write(': beat\n\n'), heartbeatMs)
  response.on('close', () => {
    stop()
    clearInterval(looking)
    clearInterval(beating)
  })
  void look()
}
