/** The correction log: what was read and what a person set instead, edit by edit. It leaves this computer only when a person exports it. */
import type { UnitId } from '../../src-shared/voucher.ts'
import type { StationDatabase } from './database.ts'
import { kindCorrection, type Reading } from './reading.ts'

export interface LoggedCorrection {
  seq: number
  at: string
  kind: string
  /** A field's name, or `#kind`. */
  name: string
  readValue: string | null
  readScore: number | null
  value: string
  model: string | null
  /** The page's image in the vault. */
  sha256: string
  mediaType: string
}

export class CorrectionStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  count(unitId: UnitId): number {
    return (this.db.prepare(`SELECT count(*) AS n FROM correction_log JOIN pages ON pages.id = page_id JOIN claims ON claims.id = pages.claim_id WHERE claims.unit_id = ?`).get(unitId) as { n: number }).n
  }

  /** The unit's own, in order, a batch at a time. */
  after(unitId: UnitId, seq: number, limit: number): LoggedCorrection[] {
    return this.db.prepare(`SELECT correction_log.seq, at, correction_log.kind, name, read_value AS readValue, read_score AS readScore, value, correction_log.model, sha256, media_type AS mediaType
      FROM correction_log JOIN pages ON pages.id = page_id JOIN claims ON claims.id = pages.claim_id
      WHERE claims.unit_id = ? AND seq > ? ORDER BY seq LIMIT ?`).all(unitId, seq, limit) as LoggedCorrection[]
  }
}

/** Writes one edit down; called inside the transaction that makes it. */
export function logCorrection(db: StationDatabase, pageId: string, name: string, value: string): void {
  const row = db.prepare('SELECT reading, model FROM pages WHERE id = ?').get(pageId) as { reading: string; model: string | null }
  const reading = JSON.parse(row.reading) as Reading
  const read = name === kindCorrection ? { value: reading.kind, score: reading.kindScore } : reading.fields[name as keyof Reading['fields']]
  db.prepare('INSERT INTO correction_log (at, page_id, kind, name, read_value, read_score, value, model) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(new Date().toISOString(), pageId, reading.kind, name, read?.value ?? null, read?.score ?? null, value, row.model)
}
