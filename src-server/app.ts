/** The bureau's HTTP service put together. */
import cookie from '@fastify/cookie'
import files from '@fastify/static'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountRoutes } from './accounts/account-routes.ts'
import { Accounts } from './accounts/accounts.ts'
import { guardRoutes } from './accounts/sign-in-guard.ts'
import { alertRoutes } from './alerts/alert-routes.ts'
import { installRules } from './alerts/raise-alerts.ts'
import { eventRoutes } from './events/event-routes.ts'
import { Feeds } from './events/feeds.ts'
import { answerErrors, send } from './http-errors.ts'
import { FileObjects } from './objects/file-objects.ts'
import { reviewRoutes } from './review/review-routes.ts'
import type { Database } from './store/database.ts'
import { fileRoutes } from './uploads/file-routes.ts'
import { IncomingFiles } from './uploads/incoming-files.ts'
import { KeptFiles } from './uploads/kept-files.ts'

export interface BureauOptions {
  database: Database
  dataFolder: string
  receiptKey: string
  /** The reviewer's built page; null: none is served. */
  pageFolder: string | null
  version: string
  /** Behind TLS: cookies are for https alone. */
  isSecure: boolean
  log: FastifyBaseLogger
}

export interface Bureau { app: FastifyInstance; accounts: Accounts }

export async function buildBureau({ database, dataFolder, receiptKey, pageFolder, version, isSecure, log }: BureauOptions): Promise<Bureau> {
  await installRules(database)
  const app = Fastify({ loggerInstance: log, genReqId: () => randomUUID(), bodyLimit: 256 * 1024, forceCloseConnections: true })
  await app.register(cookie)
  securityHeaders(app)
  answerErrors(app)
  const accounts = new Accounts(database)
  guardRoutes(app, accounts)
  const feeds = new Feeds(database)
  const objects = new FileObjects(join(dataFolder, 'objects'))
  const kept = new KeptFiles(database, receiptKey)
  const incoming = new IncomingFiles(join(dataFolder, 'incoming'), objects, kept)
  await incoming.open()

  app.get('/api/health', { config: { roles: 'anyone' } }, async () => ({ name: 'pingying-bureau', version }))
  accountRoutes(app, accounts, isSecure)
  fileRoutes(app, { kept, incoming, objects })
  reviewRoutes(app, database, feeds)
  alertRoutes(app, database, feeds)
  eventRoutes(app, feeds, accounts)
  await serveReviewPage(app, pageFolder)
  return { app, accounts }
}

const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "connect-src 'self'", "font-src 'self' data:",
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ')

function securityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', contentSecurityPolicy)
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' })
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** The page's own addresses all give the same page; what begins with /api is never a page. */
async function serveReviewPage(app: FastifyInstance, folder: string | null): Promise<void> {
  const page = folder === null ? null : await readFile(join(folder, 'index.html')).catch(() => null)
  if (page) {
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, roles: 'anyone' }
      })
      await scope.register(files, { root: join(folder!, 'assets'), prefix: '/assets/', wildcard: false, immutable: true, maxAge: '365d' })
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (!page || request.method !== 'GET' || /^\/(api|uploads|assets)(\/|$)/.test(request.url)) return send(request, reply, 404, 'not-found')
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}
