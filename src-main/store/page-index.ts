/** Keeps what is looked up by content in step with what a page now says: used invoices, other shots of the page, and the search index. Called in the transaction that changes the page. */
import { invoiceKey } from '../../src-shared/voucher.ts'
import { indexLikeness } from './alike.ts'
import type { StationDatabase } from './database.ts'
import { correctedReading, type Reading } from './reading.ts'
import { gramToken, searchText, shortGrams } from './search-text.ts'
import { statement } from './statements.ts'

export function indexPage(db: StationDatabase, pageId: string): void {
  const row = statement(db, `SELECT pages.id, reading, file_name AS fileName FROM pages JOIN captures ON captures.id = capture_id WHERE pages.id = ?`)
    .get(pageId) as { id: string; reading: string; fileName: string | null }
  const reading = correctedReading(db, row)
  indexInvoice(db, pageId, reading)
  indexLikeness(db, pageId, reading)
  indexText(db, pageId, [...reading.lines.map(({ text }) => text), ...Object.values(reading.fields).map(({ value }) => value), row.fileName ?? ''])
}

function indexInvoice(db: StationDatabase, pageId: string, reading: Reading): void {
  const key = invoiceKey(reading.fields)
  if (key) statement(db, 'INSERT INTO invoice_uses (page_id, invoice_key) VALUES (?, ?) ON CONFLICT (page_id) DO UPDATE SET invoice_key = excluded.invoice_key').run(pageId, key)
  else statement(db, 'DELETE FROM invoice_uses WHERE page_id = ?').run(pageId)
}

function indexText(db: StationDatabase, pageId: string, texts: readonly string[]): void {
  const lines = texts.map(searchText).filter((line) => line !== '')
  const known = statement(db, 'SELECT seq FROM search_pages WHERE page_id = ?').get(pageId) as { seq: number } | undefined
  const seq = known?.seq ?? Number(statement(db, 'INSERT INTO search_pages (page_id) VALUES (?)').run(pageId).lastInsertRowid)
  if (known) for (const table of ['search_long', 'search_short']) statement(db, `DELETE FROM ${table} WHERE rowid = ?`).run(seq)
  statement(db, 'INSERT INTO search_long (rowid, text) VALUES (?, ?)').run(seq, lines.join('\n'))
  statement(db, 'INSERT INTO search_short (rowid, grams) VALUES (?, ?)').run(seq, shortGrams(lines).map(gramToken).join(' '))
}
