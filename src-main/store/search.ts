/** Finding pages by anything that stands on them, newest first among equals. */
import type { SearchHit } from '../../src-shared/ipc-contract.ts'
import type { ClaimId, FieldName, PageId, Quad, UnitId } from '../../src-shared/voucher.ts'
import type { ClaimState } from '../../src-shared/voucher-state.ts'
import type { StationDatabase } from './database.ts'
import { correctedReading, type Reading } from './reading.ts'
import { gramToken, isShort, markWords, searchText, searchWords } from './search-text.ts'

/** The newest matches are weighed against each other; older ones are counted as more. Weighing all pages that say “发票” would take as long as reading them. */
const weighed = 100
const shown = 30
/** Characters of a line kept before its first mark. */
const snippetLead = 16
const snippetLength = 60

interface HitRow { id: string; claim_id: string; reading: string; file_name: string | null; number: string; state: ClaimState; place: number }

export interface Found { hits: SearchHit[]; hasMore: boolean }

export class SearchStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  /** Pages of the unit's own claims that hold every word typed. */
  find(unitId: UnitId, typed: string): Found {
    const words = searchWords(typed)
    if (words.length === 0) return { hits: [], hasMore: false }
    const rows = this.rowsWith(unitId, words)
    const best = rows.slice(0, weighed).map((row) => this.weigh(row, words)).sort((a, b) => b.weight - a.weight).slice(0, shown)
    return { hits: best.map((one) => hitOf(one, words)), hasMore: rows.length > shown }
  }

  private rowsWith(unitId: UnitId, words: readonly string[]): HitRow[] {
    const long = words.filter((word) => !isShort(word)).map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ')
    const short = words.filter(isShort).map(gramToken).join(' AND ')
    const [table, ...others] = [...(long ? ['search_long'] : []), ...(short ? ['search_short'] : [])]
    const both = others.length > 0 ? 'AND +search_long.rowid IN (SELECT rowid FROM search_short WHERE search_short MATCH @short)' : ''
    return this.db.prepare(`SELECT pages.id, pages.claim_id, pages.reading, captures.file_name, claims.number, claims.state,
        (SELECT count(*) FROM pages AS before WHERE before.claim_id = pages.claim_id AND before.removed_at IS NULL AND before.position <= pages.position) AS place
      FROM ${table} CROSS JOIN search_pages ON search_pages.seq = ${table}.rowid CROSS JOIN pages ON pages.id = search_pages.page_id
      CROSS JOIN captures ON captures.id = pages.capture_id CROSS JOIN claims ON claims.id = pages.claim_id
      WHERE ${table} MATCH @${long ? 'long' : 'short'} ${both} AND pages.removed_at IS NULL AND claims.unit_id = @unitId
      ORDER BY ${table}.rowid DESC LIMIT ${weighed + 1}`).all({ unitId, long, short }) as HitRow[]
  }

  private weigh(row: HitRow, words: readonly string[]): Weighed {
    const reading = correctedReading(this.db, row)
    const fields = fieldPlaces(reading)
    const best = (places: readonly Place[], word: string) => Math.max(0, ...places.map((place) => weightOf(place, word)))
    // A field always outweighs a line: lines are looked at only for words that no field holds.
    const lines = words.every((word) => best(fields, word) > 0) ? [] : linePlaces(reading, row.file_name)
    return { row, reading, weight: words.reduce((sum, word) => sum + (best(fields, word) || best(lines, word)), 0) }
  }
}

interface Weighed { row: HitRow; reading: Reading; weight: number }

function hitOf({ row, reading }: Weighed, words: readonly string[]): SearchHit {
  const total = (place: Place) => words.reduce((sum, word) => sum + weightOf(place, word), 0)
  const found = [...fieldPlaces(reading), ...linePlaces(reading, row.file_name)].filter((place) => total(place) > 0)
  const [best, ...others] = found.sort((a, b) => total(b) - total(a))
  return {
    pageId: row.id as PageId, claimId: row.claim_id as ClaimId, claimNumber: row.number, claimState: row.state, place: row.place, kind: reading.kind,
    field: best?.field ?? null, snippet: best ? snippetOf(best.original, words) : [],
    boxesPx: distinct([best, ...others].flatMap((place) => (place?.boxPx ? [place.boxPx] : []))).slice(0, 20),
  }
}

/** A field lies in the line it was read from: one mark is enough for both. */
function distinct(boxes: Quad[]): Quad[] {
  const middle = (box: Quad) => [0, 1].map((axis) => box.reduce((sum, point) => sum + point[axis]!, 0) / 4) as [number, number]
  const isIn = ([x, y]: [number, number], box: Quad) => Math.min(...box.map((p) => p[0])) <= x && x <= Math.max(...box.map((p) => p[0])) && Math.min(...box.map((p) => p[1])) <= y && y <= Math.max(...box.map((p) => p[1]))
  return boxes.filter((box, i) => !boxes.slice(0, i).some((earlier) => isIn(middle(box), earlier) || isIn(middle(earlier), box)))
}

interface Place { field: FieldName | null; original: string; search: string; boxPx: Quad | undefined }

const placeOf = (field: FieldName | null, original: string, boxPx?: Quad): Place => ({ field, original, search: searchText(original), boxPx })

const fieldPlaces = ({ fields }: Reading) => Object.entries(fields).map(([name, { value, boxPx }]) => placeOf(name as FieldName, value, boxPx))

const linePlaces = ({ lines }: Reading, fileName: string | null) => [...lines.map(({ text, boxPx }) => placeOf(null, text, boxPx)), ...(fileName ? [placeOf(null, fileName)] : [])]

/** What a page is known by weighs more than its small print: the whole of a field 8, part of one 4, the whole of a line 2, part of one 1. */
function weightOf({ field, search }: Place, word: string): number {
  if (!search.includes(word)) return 0
  const isWhole = search === word
  if (field) return isWhole ? 8 : 4
  return isWhole ? 2 : 1
}

/** The line around its first mark, cut into marked and unmarked pieces. */
function snippetOf(original: string, words: readonly string[]): SearchHit['snippet'] {
  const isMarked = markWords(original, words)
  const start = Math.max(0, isMarked.indexOf(true) - snippetLead)
  const pieces: SearchHit['snippet'] = start > 0 ? [{ text: '…', isMarked: false }] : []
  for (let i = start; i < Math.min(original.length, start + snippetLength); i++) {
    const last = pieces.at(-1)
    if (last && last.isMarked === isMarked[i]) last.text += original[i]
    else pieces.push({ text: original[i]!, isMarked: isMarked[i]! })
  }
  return pieces
}
