/**
 * The finance bureau's server.
 *   --port 8686  --host 127.0.0.1  --data out/bureau (or PINGYING_BUREAU_DATA)  --sample  --with-parent (ends when standard input does)
 * DATABASE_URL names a PostgreSQL; without it the server runs one of its own in the data folder.
 * When it listens, standard output gets one line: {"ready":true,"url":"http://…"}. Everything else goes to <data>/bureau.log.
 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { buildApp } from './app.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './store/embedded-postgres.ts'

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8686' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: process.env.PINGYING_BUREAU_DATA ?? 'out/bureau' },
    sample: { type: 'boolean', default: false },
    'with-parent': { type: 'boolean', default: false },
  },
})
const dataFolder = resolve(options.data)
await mkdir(dataFolder, { recursive: true, mode: 0o700 })
const log = pino({ base: null }, pino.multistream([
  { level: 'info', stream: pino.destination({ dest: join(dataFolder, 'bureau.log'), mode: 0o600, sync: true }) },
  { level: 'warn', stream: pino.destination(2) },
]))

let postgres: EmbeddedPostgres | null = null
try {
  if (!process.env.DATABASE_URL) postgres = await startEmbeddedPostgres(dataFolder, (line) => log.info({ postgres: line.trim() }))
  const app = await buildApp({
    databaseUrl: process.env.DATABASE_URL ?? postgres!.url, dataFolder, reviewFolder: join(import.meta.dirname, '../out/review'), isSample: options.sample, log,
  })
  const end = once(async () => {
    await app.close()
    await postgres?.stop()
    process.exit(0)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (options['with-parent']) process.stdin.resume().on('end', end)
  const url = await app.listen({ port: Number(options.port), host: options.host })
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`)
} catch (error) {
  log.fatal({ err: error }, 'the server could not start')
  await postgres?.stop()
  process.exit(1)
}

function once(work: () => Promise<void>): () => void {
  let hasBegun = false
  return () => {
    if (hasBegun) return
    hasBegun = true
    work().catch((error: unknown) => {
      log.fatal({ err: error }, 'the server did not close cleanly')
      process.exit(1)
    })
  }
}
