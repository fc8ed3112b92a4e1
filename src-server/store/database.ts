/** PostgreSQL: a pool, transactions, and the schema brought up to date at the start. A commit is on disk before it is answered. */
import pg from 'pg'
import { AppError } from '../../src-shared/errors.ts'
import { bureau001 } from './migrations/001-bureau.ts'

const migrations = [bureau001]
/** Any number will do, as long as every server that migrates asks for the same lock. */
const migrationLock = 8686

/** Where a statement runs: the pool, or one transaction. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>
}

export interface Database extends Sql {
  readonly url: string
  /** Commits what `work` did, all or nothing. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

// Counts and sizes stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * Opens the database and migrates it.
 * @param url postgres://…
 * @param onLost told when an idle connection breaks; the pool opens another by itself
 * @throws AppError `newer-database` where a later version wrote it; nothing is touched then
 */
export async function openDatabase(url: string, onLost: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 20, application_name: applicationName, options: '-c synchronous_commit=on', connectionTimeoutMillis: 10_000 })
  pool.on('error', onLost)
  const database: Database = {
    url,
    query: (text, values) => pool.query(text, values),
    transaction: (work) => inTransaction(pool, work),
    close: () => {
      // Its connections end now on purpose, whichever side is faster.
      pool.off('error', onLost).on('error', () => {})
      return pool.end()
    },
  }
  try {
    await database.transaction(migrate)
  } catch (error) {
    await pool.end()
    throw error
  }
  return database
}

/** By this name a server's connections are known to another that would use the same database folder. */
export const applicationName = 'pingying-bureau'

async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot even roll back is broken and must not go back to the pool.
    await client.query('ROLLBACK').then(() => client.release(), (broken: Error) => client.release(broken))
    throw error
  }
}

async function migrate(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
  await sql.query('CREATE TABLE IF NOT EXISTS schema_version (version int NOT NULL)')
  const { rows } = await sql.query<{ version: number }>('SELECT version FROM schema_version')
  const version = rows[0]?.version ?? 0
  if (version > migrations.length) throw new AppError('newer-database', `schema ${version}, this program knows ${migrations.length}`)
  for (const migration of migrations.slice(version)) await sql.query(migration)
  if (rows.length === 0) await sql.query('INSERT INTO schema_version VALUES ($1)', [migrations.length])
  else await sql.query('UPDATE schema_version SET version = $1', [migrations.length])
}

/** A conditional update must have changed exactly one row, else somebody was faster. */
export function mustChangeOne(result: { rowCount: number | null }, what: string): void {
  if (result.rowCount !== 1) throw new AppError('state-conflict', what)
}
