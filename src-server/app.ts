/** The bureau's server put together. It keeps no state of its own: that is in PostgreSQL and the object store. */
import cookie from '@fastify/cookie'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import about from '../package.json' with { type: 'json' }
import { accountRoutes, sessionRoutes } from './accounts/account-routes.ts'
import { Accounts } from './accounts/accounts.ts'
import { ensureAdministrator, ensureSampleWorld } from './accounts/first-accounts.ts'
import { Sessions } from './accounts/sessions.ts'
import { guardRoutes } from './accounts/sign-in-guard.ts'
import { installRules } from './alerts/rules-in-force.ts'
import { sendSafetyHeaders, serveReviewPage } from './browser-safety.ts'
import { eventRoutes } from './events/event-stream.ts'
import { FeedBell } from './events/feed-bell.ts'
import { answerErrors } from './http-errors.ts'
import { FileObjects } from './objects/file-objects.ts'
import { alertRoutes, claimRoutes } from './review/claim-routes.ts'
import { type Database, openDatabase } from './store/database.ts'
import { secretFile } from './store/secret-file.ts'
import { fileRoutes, type FileServices } from './uploads/file-routes.ts'
import { IncomingFiles } from './uploads/incoming-files.ts'
import { KeptFiles } from './uploads/kept-files.ts'

export interface BureauOptions {
  databaseUrl: string
  /** Holds objects, files on their way in, and the key of the receipts. */
  dataFolder: string
  /** Where the reviewer's page was built. */
  reviewFolder: string
  isSample: boolean
  log: FastifyBaseLogger
}

/** Closing it closes the database too. */
export async function buildApp(options: BureauOptions): Promise<FastifyInstance> {
  const { log, dataFolder } = options
  const database = await openDatabase(options.databaseUrl, (error) => log.warn({ err: error }, 'database connection lost'))
  const bell = new FeedBell(options.databaseUrl, (error) => log.warn({ err: error }, 'bell connection lost'))
  const app = fastify({ loggerInstance: log, disableRequestLogging: true, genReqId: () => randomUUID(), trustProxy: 'loopback', requestTimeout: 0 })
  app.addHook('onClose', async () => {
    await bell.close()
    await database.close()
  })
  try {
    await prepare(database, options)
    await bell.open()
    const sessions = new Sessions(database)
    await app.register(cookie)
    answerErrors(app)
    sendSafetyHeaders(app)
    guardRoutes(app, sessions)
    app.get('/api/health', { config: { roles: 'anyone' } }, async () => ({ name: 'pingying-bureau', version: about.version }))
    sessionRoutes(app, sessions)
    accountRoutes(app, new Accounts(database))
    fileRoutes(app, await openFiles(database, dataFolder))
    claimRoutes(app, database)
    alertRoutes(app, database)
    eventRoutes(app, { database, bell, sessions })
    await serveReviewPage(app, options.reviewFolder)
    return app
  } catch (error) {
    await app.close()
    throw error
  }
}

async function prepare(database: Database, { dataFolder, isSample, log }: BureauOptions): Promise<void> {
  await installRules(database)
  const accounts = new Accounts(database)
  if (isSample) return ensureSampleWorld(accounts)
  const passwordPath = join(dataFolder, 'first-admin-password.txt')
  if (await ensureAdministrator(accounts, passwordPath)) log.warn(`account admin was made; its password is in ${passwordPath}`)
}

async function openFiles(database: Database, dataFolder: string): Promise<FileServices> {
  const kept = new KeptFiles(database, await secretFile(join(dataFolder, 'receipt-key'), () => randomBytes(32).toString('hex')))
  const objects = new FileObjects(join(dataFolder, 'objects'))
  const incoming = new IncomingFiles(join(dataFolder, 'incoming'), objects, kept)
  await incoming.open()
  return { kept, objects, incoming }
}
