/** Opens the station's SQLite file so that a commit is on disk before it is answered, and journals every change of state. */
import Database from 'better-sqlite3'
import { AppError } from '../../src-shared/errors.ts'
import { station001 } from './migrations/001-station.ts'
import { station002 } from './migrations/002-originals.ts'
import { station003 } from './migrations/003-outlines-and-likenesses.ts'
import { station004 } from './migrations/004-mats.ts'
import { indexPage } from './page-index.ts'

export type StationDatabase = Database.Database

const migrations: readonly ((db: StationDatabase) => void)[] = [
  (db) => db.exec(station001),
  (db) => {
    db.exec(station002)
    for (const { id } of db.prepare('SELECT id FROM pages ORDER BY rowid').all() as { id: string }[]) indexPage(db, id)
  },
  (db) => db.exec(station003),
  (db) => db.exec(station004),
]

/**
 * @param path the database file, made where missing
 * @param updating told before data of an earlier version is brought up to date: about 1 ms for each page
 * @throws AppError `newer-database` where a later version wrote it; nothing is touched then
 */
export function openDatabase(path: string, updating = () => {}): StationDatabase {
  const db = new Database(path)
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    db.close()
    throw new AppError('newer-database', `schema ${version}, this program knows ${migrations.length}`)
  }
  if (version > 0 && version < migrations.length) updating()
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('busy_timeout = 5000')
  // A table that others refer to can only be rebuilt while references are not enforced; they are checked before the commit.
  db.pragma('foreign_keys = OFF')
  db.transaction(() => {
    for (const migrate of migrations.slice(version)) migrate(db)
    const dangling = db.pragma('foreign_key_check') as unknown[]
    if (dangling.length > 0) throw new AppError('internal', `${dangling.length} dangling references after migration from schema ${version}`)
    db.pragma(`user_version = ${migrations.length}`)
  }).immediate()
  db.pragma('foreign_keys = ON')
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
