/** Opens the station's SQLite file so that a commit is on disk before it is answered, and journals every change of state. */
import Database from 'better-sqlite3'
import { AppError } from '../../src-shared/errors.ts'
import { station001 } from './migrations/001-station.ts'

export type StationDatabase = Database.Database

const migrations = [station001]

/**
 * @param path the database file, made where missing
 * @throws AppError `newer-database` where a later version wrote it; nothing is touched then
 */
export function openDatabase(path: string): StationDatabase {
  const db = new Database(path)
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    db.close()
    throw new AppError('newer-database', `schema ${version}, this program knows ${migrations.length}`)
  }
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.transaction(() => {
    for (const migration of migrations.slice(version)) db.exec(migration)
    db.pragma(`user_version = ${migrations.length}`)
  }).immediate()
  return db
}

export type EventEntity = 'claim' | 'capture' | 'page' | 'upload' | 'alert'

/** Writes an event row; called inside the transaction that makes the change. */
export function journal(db: StationDatabase, entity: EventEntity, entityId: string, claimId: string, action: string, detail = ''): void {
  db.prepare('INSERT INTO events (at, entity, entity_id, claim_id, action, detail) VALUES (?, ?, ?, ?, ?, ?)')
    .run(new Date().toISOString(), entity, entityId, claimId, action, detail)
}

/** A conditional update must have changed exactly one row, else somebody was faster. */
export function mustChangeOne(changes: number, what: string): void {
  if (changes !== 1) throw new AppError('state-conflict', what)
}
