/** Statements that run once for each of many pages, prepared once for each open database. */
import type { Statement } from 'better-sqlite3'
import type { StationDatabase } from './database.ts'

const prepared = new WeakMap<StationDatabase, Map<string, Statement>>()

export function statement(db: StationDatabase, sql: string): Statement {
  const known = prepared.get(db) ?? new Map<string, Statement>()
  prepared.set(db, known)
  const ready = known.get(sql) ?? db.prepare(sql)
  known.set(sql, ready)
  return ready
}
