/** The station's database itself: its record takes additions alone, and a newer version's file is refused untouched. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { journal, openDatabase } from '../../src-main/store/database.ts'
import { folderFor } from '../parts/folder.ts'

const folder = folderFor(after)

test('what was recorded is neither changed nor deleted', () => {
  const db = openDatabase(join(folder, 'station.db'))
  journal(db, 'claim', 'a', 'a', 'created')
  assert.throws(() => db.prepare("UPDATE events SET action = 'other'").run(), /append-only/)
  assert.throws(() => db.prepare('DELETE FROM events').run(), /append-only/)
  assert.deepEqual(db.prepare('SELECT action FROM events').all(), [{ action: 'created' }])
  db.close()
})

test('a newer version’s database is refused and stays as it is', () => {
  const path = join(folder, 'newer.db')
  const newer = new Database(path)
  newer.pragma('user_version = 99')
  newer.close()
  const before = readFileSync(path)
  assert.throws(() => openDatabase(path), (error: { code: string }) => error.code === 'newer-database')
  assert.deepEqual(readFileSync(path), before)
})
