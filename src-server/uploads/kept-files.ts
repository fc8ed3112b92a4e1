/** Files the bureau has for good: one row each, committed only when the bytes and their folder are synced. */
import { createHmac } from 'node:crypto'
import { AppError } from '../../src-shared/errors.ts'
import type { Receipt } from '../../src-shared/station-api.ts'
import type { FileId, UnitId } from '../../src-shared/voucher.ts'
import type { Database } from '../store/database.ts'

/** What a station said of a file when it announced it. */
export interface FileNotice { id: FileId; unitId: UnitId; sha256: string; bytes: number; role: 'original' | 'page'; mediaType: string }

export interface KeptFile extends FileNotice { keptAt: Date }

const columns = 'id, unit_id AS "unitId", sha256, bytes, role, media_type AS "mediaType", kept_at AS "keptAt"'

export class KeptFiles {
  private readonly database: Database
  private readonly receiptKey: string

  constructor(database: Database, receiptKey: string) {
    this.database = database
    this.receiptKey = receiptKey
  }

  async find(id: FileId): Promise<KeptFile | null> {
    const { rows } = await this.database.query<KeptFile>(`SELECT ${columns} FROM files WHERE id = $1`, [id])
    return rows[0] ?? null
  }

  /** Writes the row; a second time changes nothing. */
  async record(file: FileNotice): Promise<void> {
    await this.database.query(
      `INSERT INTO files (id, unit_id, sha256, bytes, role, media_type, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
      [file.id, file.unitId, file.sha256, file.bytes, file.role, file.mediaType, new Date()],
    )
  }

  /** The same receipt every time: its time is that of keeping. */
  receiptOf(file: KeptFile): Receipt {
    const keptAt = file.keptAt.toISOString()
    const signature = createHmac('sha256', this.receiptKey).update([file.id, file.sha256, file.bytes, keptAt].join('\n')).digest('hex')
    return { fileId: file.id, sha256: file.sha256, bytes: file.bytes, keptAt, signature }
  }
}

/** Whether two notices mean the same file. @throws AppError `digest-mismatch` where an id is used for other bytes */
export function mustBeSameFile(known: FileNotice, announced: FileNotice): void {
  if (known.sha256 !== announced.sha256 || known.bytes !== announced.bytes || known.role !== announced.role) throw new AppError('digest-mismatch', `file ${known.id} is known with other bytes`)
}
