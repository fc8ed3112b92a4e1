/** Whether a page was taken before: it looks like another one, and the same numbers stand on it. */
import { hash } from 'node:crypto'
import type { StationDatabase } from './database.ts'
import type { Reading } from './reading.ts'
import { searchText } from './search-text.ts'
import { statement } from './statements.ts'

/** Bits of the picture (576) that differ between two shots of a page, also where one has a seal more. */
const mostOfPicture = 80
/** Bits (64) by which the numbers of two shots of a page differ; those of two pages differ by half. */
const mostOfNumbers = 12
/** Pages without numbers must look nearly the same. */
const mostOfPictureAlone = 24
/** So many pieces of numbers tell a page. */
const fewestPieces = 12
const pieceLength = 4

interface Likeness { picture: Uint8Array; numbers: Uint8Array | null }

/** Notes what a page looks like and which earlier page of its unit it is another shot of, if any. */
export function indexLikeness(db: StationDatabase, pageId: string, { likeness, lines }: Reading): void {
  if (!likeness) return
  const { unitId } = statement(db, 'SELECT claims.unit_id AS unitId FROM pages JOIN claims ON claims.id = pages.claim_id WHERE pages.id = ?').get(pageId) as { unitId: string }
  const own: Likeness = { picture: Buffer.from(likeness, 'hex'), numbers: numbersHash(lines.map(({ text }) => text)) }
  statement(db, `INSERT INTO likenesses (page_id, unit_id, picture, numbers, alike) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (page_id) DO UPDATE SET picture = excluded.picture, numbers = excluded.numbers, alike = excluded.alike`).run(pageId, unitId, own.picture, own.numbers, earlierShot(db, pageId, unitId, own))
}

/** The latest of the unit's earlier pages that is the same page; another paper in the same shot, and what was retaken, are not. */
function earlierShot(db: StationDatabase, pageId: string, unitId: string, own: Likeness): string | null {
  const others = statement(db, 'SELECT page_id, picture, numbers FROM likenesses WHERE unit_id = ?').raw().iterate(unitId) as IterableIterator<[string, Uint8Array, Uint8Array | null]>
  const same: string[] = []
  for (const [id, picture, numbers] of others) if (isSamePage(own, { picture, numbers })) same.push(id)
  const latest = statement(db, `SELECT pages.id FROM pages JOIN pages AS own ON own.id = ?
    WHERE pages.id IN (SELECT value FROM json_each(?)) AND pages.rowid < own.rowid AND pages.removed_at IS NULL AND pages.capture_id <> own.capture_id AND pages.id IS NOT own.retake_of ORDER BY pages.rowid DESC LIMIT 1`)
    .get(pageId, JSON.stringify(same)) as { id: string } | undefined
  return latest?.id ?? null
}

function isSamePage(own: Likeness, other: Likeness): boolean {
  if (own.numbers === null || other.numbers === null) return own.numbers === other.numbers && differingBits(own.picture, other.picture) <= mostOfPictureAlone
  return differingBits(own.numbers, other.numbers) <= mostOfNumbers && differingBits(own.picture, other.picture) <= mostOfPicture
}

function differingBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0
  for (let i = 0; i < a.length; i++) bits += bitsOfByte[a[i]! ^ b[i]!]!
  return bits
}

const bitsOfByte = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/** Pieces of text with a digit in them, in 64 bits that differ little where few pieces do (Charikar 2002). Null where there are too few. */
function numbersHash(texts: readonly string[]): Uint8Array | null {
  const pieces = new Set(texts.map(searchText).flatMap((text) => Array.from({ length: Math.max(0, text.length - pieceLength + 1) }, (_, i) => text.slice(i, i + pieceLength)).filter((piece) => /\d/.test(piece))))
  if (pieces.size < fewestPieces) return null
  const votes = new Int32Array(64)
  for (const piece of pieces) {
    const bits = hash('sha1', piece, 'buffer')
    for (let bit = 0; bit < votes.length; bit++) votes[bit]! += (bits[bit >> 3]! >> (bit & 7)) & 1 ? 1 : -1
  }
  return Uint8Array.from({ length: votes.length / 8 }, (_, byte) => [...votes.subarray(8 * byte, 8 * byte + 8)].reduce((bits, vote, bit) => bits | (vote > 0 ? 1 << bit : 0), 0))
}
