/** The tables under this computer's cameras, as they were learnt. */
import type { KnownMat, MatSheet } from '../../src-shared/mat.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import type { StationDatabase } from './database.ts'

interface MatRow { sheet: MatSheet; width_px: number; height_px: number; quad: string; look: Buffer; learnt_at: string }

export class MatStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  /** An earlier one stays: stills that were taken on it may be read again. */
  learn(cameraLabel: string, { sheet, widthPx, heightPx, quadPx, look }: KnownMat): void {
    this.db.prepare('INSERT INTO mats (camera_label, learnt_at, sheet, width_px, height_px, quad, look) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(cameraLabel, new Date().toISOString(), sheet, widthPx, heightPx, JSON.stringify(quadPx), Buffer.from(look))
  }

  of(cameraLabel: string): KnownMat | null {
    return matAt(this.db, cameraLabel, new Date().toISOString())
  }

  forget(cameraLabel: string): void {
    this.db.prepare('DELETE FROM mats WHERE camera_label = ?').run(cameraLabel)
  }
}

/** The table as it was known when a still was taken; null where that camera's was not. */
export function matAt(db: StationDatabase, cameraLabel: string, takenAt: string): KnownMat | null {
  const row = db.prepare('SELECT * FROM mats WHERE camera_label = ? AND learnt_at <= ? ORDER BY learnt_at DESC LIMIT 1').get(cameraLabel, takenAt) as MatRow | undefined
  return row ? { sheet: row.sheet, widthPx: row.width_px, heightPx: row.height_px, quadPx: JSON.parse(row.quad) as Quad, look: new Uint8Array(row.look) } : null
}
