/** Finding any text among 100,000 pages of a station, as the search screen asks for it: ranked, with snippets and places. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { indexPage } from '../../src-main/store/page-index.ts'
import type { Reading } from '../../src-main/store/reading.ts'
import { StationStore } from '../../src-main/store/station-store.ts'
import { Random } from '../../src-samples/random.ts'
import type { ClaimId, Field, Quad, UnitId } from '../../src-shared/voucher.ts'
import { at, bar, row } from './table.ts'

const pageCount = 100_000
const pagesPerClaim = 10
const rounds = 5

const box: Quad = [[120, 80], [430, 80], [430, 112], [120, 112]]
const field = (value: string): Field => ({ value, score: 0.99, sure: true, source: 'ocr', boxPx: box })

/** What a person types: names, pieces of numbers, amounts, one character, words that stand on every page, words that stand on none. */
const everywhere = ['云州市示范', '发票', '有限公司', '税', '2026', '01', '7', '价税合计', '12530100MB1234567Q']
const nowhere = ['示范校', '98765432', '0000000', '龘', '云州 龘龘', '公司 九九九九']

export async function searchPages(folder: string): Promise<void> {
  const path = join(folder, 'station.db')
  const unitId = randomUUID() as UnitId
  const texts = fill(path, unitId)
  const store = new StationStore(path)
  const plain = new Database(path, { readonly: true })
  const like = plain.prepare("SELECT id FROM pages WHERE reading LIKE '%' || ? || '%' ORDER BY rowid DESC LIMIT 50")
  const queries = [...everywhere, ...nowhere, ...texts]
  const [ours, theirs] = [[] as number[], [] as number[]]
  const timed = (into: number[], work: () => unknown) => {
    const begun = performance.now()
    work()
    into.push(performance.now() - begun)
  }
  for (const query of queries) {
    for (let round = 0; round < rounds; round++) timed(ours, () => store.search.find(unitId, query))
    timed(theirs, () => like.all(query))
  }
  store.close()
  plain.close()
  row(`search, ${pageCount} pages, p50`, at(ours, 0.5), 'ms', 'LIKE over the same readings, unranked, p50', at(theirs, 0.5))
  row('search, p95', at(ours, 0.95), 'ms', 'the same, p95', at(theirs, 0.95))
  bar('search, slowest of all', Math.max(...ours), 'ms', '<=', 50)
}

/** Fills a station with pages as vouchers read; answers pieces of them to look for. */
function fill(path: string, unitId: UnitId): string[] {
  new StationStore(path).close()
  const db = new Database(path)
  const random = new Random(11)
  const names = Array.from({ length: 4000 }, () => Array.from({ length: random.integer(2, 4) }, () => String.fromCharCode(0x4e00 + random.integer(0, 2500))).join(''))
  const insertClaim = db.prepare("INSERT INTO claims (id, unit_id, state, number, purpose, budget_item, payee, amount, budget_year, changed_at) VALUES (?, ?, 'approved', ?, '', '', '', '', 2026, '')")
  const insertCapture = db.prepare("INSERT INTO captures (id, claim_id, sha256, bytes, media_type, origin, width_px, height_px, camera_label, state, taken_at) VALUES (?, ?, ?, 1, 'image/jpeg', 'camera', 1, 1, '', 'ready', '')")
  const insertPage = db.prepare("INSERT INTO pages (id, capture_id, item_index, claim_id, position, sha256, bytes, media_type, thumb_sha256, width_px, height_px, dpi, reading) VALUES (?, ?, 0, ?, ?, ?, 1, 'image/jpeg', ?, 1, 1, 300, ?)")
  const digest = '0'.repeat(64)
  const sought: string[] = []
  let claimId = '' as ClaimId
  for (let from = 0; from < pageCount; from += 5000) {
    db.transaction(() => {
      for (let i = from; i < from + 5000; i++) {
        if (i % pagesPerClaim === 0) insertClaim.run(claimId = randomUUID() as ClaimId, unitId, `BX-${i}`)
        const [captureId, pageId] = [randomUUID(), randomUUID()]
        const reading = makeReading(random, names)
        insertCapture.run(captureId, claimId, digest)
        insertPage.run(pageId, captureId, claimId, i, digest, digest, JSON.stringify(reading))
        indexPage(db, pageId)
        if (i % 10_000 === 0) sought.push(...piecesOf(reading))
      }
    })()
  }
  db.close()
  return sought
}

function makeReading(random: Random, names: readonly string[]): Reading {
  const digits = (n: number) => Array.from({ length: n }, () => random.integer(0, 9)).join('')
  // Some words are far more frequent than others.
  const name = () => names[Math.floor(random.next() ** 3 * names.length)]!
  const [number, seller, total] = [digits(20), `云州${name()}${name()}有限公司`, `${random.integer(1, 99999)}.${digits(2)}`]
  const rows = Array.from({ length: random.integer(1, 8) }, () => [`*${name()}*${name()}${name()}`, String(random.integer(1, 50)), `${random.integer(1, 9999)}.${digits(2)}`, '13%', `${random.integer(1, 999)}.${digits(2)}`]).flat()
  const prose = Array.from({ length: random.integer(0, 15) }, () => Array.from({ length: random.integer(2, 8) }, name).join(''))
  const lines = [
    '电子发票（普通发票）', `发票号码：${number}`, `开票日期：2026年${String(random.integer(1, 12)).padStart(2, '0')}月${String(random.integer(1, 28)).padStart(2, '0')}日`, '名称：云州市示范实验小学（样例）', '统一社会信用代码/纳税人识别号：12530100MB1234567Q',
    `名称：${seller}`, `统一社会信用代码/纳税人识别号：91530100${digits(9)}X`, '项目名称', '规格型号', '单位', '数量', '单价', '金额', '税率/征收率', '税额', ...rows, '合 计', `价税合计（大写）`, `（小写）¥${total}`, ...prose, `开票人：${name()}`,
  ]
  return {
    kind: 'digital-normal', kindScore: 1, quality: { verdict: 'good', reasons: [] }, lines: lines.map((text) => ({ text, boxPx: box })), qr: [], checks: [],
    fields: { invoiceNumber: field(number), sellerName: field(seller), amountTotal: field(total), buyerName: field('云州市示范实验小学（样例）'), buyerTaxId: field('12530100MB1234567Q') },
  }
}

function piecesOf({ fields }: Reading): string[] {
  const [number, seller] = [fields.invoiceNumber!.value, fields.sellerName!.value]
  return [number, number.slice(6, 10), number.slice(3, 11), seller, seller.slice(2, 4), seller.slice(3, 6), fields.amountTotal!.value, `${seller.slice(2, 4)} ${number.slice(0, 3)}`, `税 ${seller.slice(2, 5)}`]
}
