/**
 * The bureau's server: `npm run server -- [--port N] [--host H] [--data DIR] [--sample] [--https]`.
 * PostgreSQL is its own unless DATABASE_URL names one. Prints one line of JSON when it listens.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { makeFirstAdministrator, seedSampleWorld } from './accounts/sample-world.ts'
import { buildBureau } from './app.ts'
import { openDatabase } from './store/database.ts'
import { startEmbeddedPostgres } from './store/embedded-postgres.ts'
import { secretFile } from './store/secret-file.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8686' }, host: { type: 'string', default: '127.0.0.1' }, data: { type: 'string', default: join(root, 'out/bureau') },
    sample: { type: 'boolean', default: false }, https: { type: 'boolean', default: false },
  },
})

const log = pino({ base: null, redact: ['req.headers.authorization', 'req.headers.cookie'] }, pino.destination({ dest: 2, sync: true }))
log.level = process.env.PINGYING_LOG ?? 'warn'
const dataFolder = resolve(values.data)
await mkdir(dataFolder, { recursive: true, mode: 0o700 })

const postgres = process.env.DATABASE_URL ? null : await startEmbeddedPostgres(dataFolder, (line) => log.debug(line))
const database = await openDatabase(process.env.DATABASE_URL ?? postgres!.url, (error) => log.warn({ err: error }, 'idle database connection lost'))
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
const { app, accounts } = await buildBureau({
  database, dataFolder, version, isSecure: values.https, log,
  receiptKey: await secretFile(join(dataFolder, 'receipt-key'), () => randomBytes(32).toString('hex')),
  pageFolder: join(root, 'out/review'),
})
if (values.sample) await seedSampleWorld(accounts)
const passwordPath = await makeFirstAdministrator(accounts, dataFolder)
if (passwordPath) log.warn(`account "admin" was made; its first password is in ${passwordPath}`)

const url = await app.listen({ port: Number(values.port), host: values.host })
process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`)

let isClosing = false
async function close(): Promise<void> {
  if (isClosing) return
  isClosing = true
  await app.close()
  await database.close()
  await postgres?.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close())
