/** The station's memory: an older file taken over, search and corrections in step with the pages, readings that come again. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, describe, test } from 'node:test'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { NewPage } from '../../src-main/store/captures.ts'
import { station001 } from '../../src-main/store/migrations/001-station.ts'
import { StationStore } from '../../src-main/store/station-store.ts'
import { claimQrText } from '../../src-shared/claim-qr.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { CaptureId, ClaimId, PageId, UnitId } from '../../src-shared/voucher.ts'
import { folderFor } from '../parts/folder.ts'
import { box, digest, field, invoice, keptIn, page, reading, readIn, unit } from '../parts/station-pages.ts'

describe('a database file of the first schema', () => {
  const folder = folderFor(after)

  test('is taken over whole: pages, corrections and references stand, old pages are found, and captures may be files', () => {
    const path = join(folder, 'first.db')
    const [claimId, captureId, pageId] = [randomUUID() as ClaimId, randomUUID() as CaptureId, randomUUID() as PageId]
    const old = new Database(path)
    old.pragma('journal_mode = WAL')
    old.pragma('foreign_keys = ON')
    old.exec(station001)
    old.pragma('user_version = 1')
    old.prepare("INSERT INTO claims (id, unit_id, state, number, purpose, budget_item, payee, amount, budget_year, changed_at) VALUES (?, ?, 'draft', 'OLD-1', '', '', '', '', 2026, '2026-01-01T00:00:00.000Z')").run(claimId, unit)
    old.prepare("INSERT INTO captures (id, claim_id, sha256, bytes, media_type, origin, width_px, height_px, camera_label, state, taken_at) VALUES (?, ?, ?, 5, 'image/jpeg', 'camera', 100, 100, 'cam', 'ready', '2026-01-01T00:00:00.000Z')").run(captureId, claimId, digest())
    old.prepare("INSERT INTO pages (id, capture_id, item_index, claim_id, position, sha256, bytes, media_type, thumb_sha256, width_px, height_px, dpi, reading) VALUES (?, ?, 0, ?, 1, ?, 5, 'image/jpeg', ?, 100, 100, 300, ?)").run(pageId, captureId, claimId, digest(), digest(), JSON.stringify(invoice()))
    old.prepare("INSERT INTO corrections VALUES (?, 'amountTotal', '12503.99', '2026-01-02T00:00:00.000Z')").run(pageId)
    old.close()

    const store = new StationStore(path)
    const [taken] = store.pages.ofClaim(claimId)
    assert.deepEqual([taken!.id, taken!.fields.amountTotal?.value, taken!.fields.amountTotal?.source, taken!.lineItems, taken!.model, taken!.fileName], [pageId, '12503.99', 'person', [], null, null])
    assert.deepEqual(store.search.find(unit, '恒信电器').hits.map((hit) => hit.pageId), [pageId])
    assert.deepEqual(store.search.find(unit, '12503.99').hits.map((hit) => hit.pageId), [pageId])
    assert.deepEqual(store.corrections.after(unit, 0, 10).map(({ name, readValue, readScore, value }) => ({ name, readValue, readScore, value })), [{ name: 'amountTotal', readValue: '12503.53', readScore: 0.9, value: '12503.99' }])
    store.captures.add({ id: randomUUID() as CaptureId, claimId, sha256: digest(), bytes: 9, mediaType: 'application/ofd', origin: 'file', widthPx: null, heightPx: null, cameraLabel: '', fileName: '发票.ofd', retakeOf: null })
    assert.equal(store.captures.ofClaim(claimId).length, 2)
    store.close()
    const after = new Database(path, { readonly: true })
    assert.deepEqual(after.pragma('foreign_key_check'), [])
    assert.equal(after.pragma('user_version', { simple: true }), 4)
    after.close()
  })

  test('a file of a later version is refused and left as it is', () => {
    const path = join(folder, 'later.db')
    const later = new Database(path)
    later.exec('CREATE TABLE theirs (x)')
    later.pragma('user_version = 99')
    later.close()
    assert.throws(() => new StationStore(path), (error) => error instanceof AppError && error.code === 'newer-database')
    const after = new Database(path, { readonly: true })
    assert.deepEqual(after.prepare('SELECT name FROM sqlite_schema').all(), [{ name: 'theirs' }])
    after.close()
  })
})

describe('the station’s memory', () => {
  const folder = folderFor(after)
  let store: StationStore
  let claimId: ClaimId

  const newClaim = (unitId = unit): ClaimId => {
    const id = randomUUID() as ClaimId
    store.claims.create(id, unitId, 2026)
    return id
  }
  const kept = (into = claimId, mediaType?: string) => keptIn(store, into, mediaType)
  const read = (pages: NewPage[], into = claimId, mediaType?: string) => readIn(store, into, pages, mediaType)
  const found = (text: string, unitId = unit) => store.search.find(unitId, text).hits

  beforeEach(() => {
    store = new StationStore(join(folder, `${randomUUID()}.db`))
    claimId = newClaim()
  })

  test('text is found by any piece of it, from one character to many, however it was set', () => {
    const wanted = page(invoice())
    read([wanted, page(reading(['会议签到表', '张三']))])
    for (const text of ['学', '示范', '示范实验', '8845532', '85', '12503.53', '12,503.53', '名称:云州', '（样例）', '恒信 8845', '云州 学', '26533285588455327851']) {
      assert.deepEqual(found(text).map((hit) => hit.pageId), [wanted.id], text)
    }
    for (const text of ['示范中学', '884552', '鑫', '恒信 张三', '', '   ']) assert.deepEqual(found(text), [], text)
  })

  test('a hit says where: field or line, marked words and the box on the image', () => {
    read([page(invoice())])
    const [hit] = found('恒信')
    assert.deepEqual([hit!.field, hit!.place, hit!.boxesPx], ['sellerName', 1, [box(90)]])
    assert.deepEqual(hit!.snippet.filter((piece) => piece.isMarked).map((piece) => piece.text), ['恒信'])
    const [spaced] = found('名称')
    assert.deepEqual(spaced!.snippet.find((piece) => piece.isMarked)?.text, '名 称')
  })

  test('characters that mean something to the index’s own language are only characters', () => {
    read([page(reading(['He said "OR" NOT* (a-b) AND col:x', "100% o'clock"]))])
    for (const text of ['"OR"', 'NOT*', '(a-b)', 'col:x', '100%', "o'clock", '*', '"', '-']) assert.equal(found(text).length, 1, text)
    assert.equal(found('zzz OR said').length, 0)
  })

  test('a corrected value is found at once, another unit’s pages and removed ones never', () => {
    const mine = page(invoice())
    read([mine])
    read([page(invoice())], newClaim(randomUUID() as UnitId))
    assert.equal(found('恒信').length, 1)
    store.pages.correctField(mine.id, 'sellerName', '云州大光明眼镜店')
    assert.deepEqual(found('大光明').map((hit) => hit.pageId), [mine.id])
    store.pages.remove(mine.id)
    assert.deepEqual(found('大光明'), [])
    store.pages.restore(mine.id)
    assert.equal(found('大光明').length, 1)
  })

  test('a second reading replaces the text that is found, and leaves ids, places and what a person set', () => {
    const [first, second] = [page(invoice()), page(reading(['验收单']))]
    const { captureId } = read([first, second])
    store.pages.reorder(claimId, [second.id, first.id])
    store.pages.correctField(first.id, 'amountTotal', '12500.00')
    store.pages.setKind(first.id, 'taxi')
    assert.deepEqual(store.captures.readByOther(unit, 'm1', null), [])
    assert.deepEqual(store.captures.readByOther(unit, 'm2', claimId), [captureId])
    store.captures.readAgain([captureId])
    assert.equal(store.captures.ofClaim(claimId)[0]!.isRereading, true)
    store.captures.lease(1000)
    store.captures.finish(captureId, [page(reading(['云州恒久电器'], { amountTotal: field('12503.58', 60) }), 'm2'), page(reading(['验收单']), 'm2')], null)
    const pages = store.pages.ofClaim(claimId)
    assert.deepEqual(pages.map(({ id }) => id), [second.id, first.id])
    assert.deepEqual([pages[1]!.fields.amountTotal?.value, pages[1]!.kind, pages[1]!.model], ['12500.00', 'taxi', 'm2'])
    assert.deepEqual([found('恒信').length, found('恒久').length], [0, 1])
    assert.deepEqual(store.captures.readByOther(unit, 'm2', null), [])
  })

  test('a second reading that fails keeps the first', () => {
    const { captureId } = read([page(invoice())])
    store.captures.readAgain([captureId])
    store.captures.lease(1000)
    store.captures.park(captureId, 'imaging-failed')
    assert.deepEqual(store.captures.ofClaim(claimId).map(({ state, error }) => [state, error]), [['ready', null]])
    assert.equal(store.pages.ofClaim(claimId).length, 1)
  })

  test('what the bureau may know already, and text that needed no model, is not read again', () => {
    const { captureId } = read([page(invoice())])
    read([{ ...page(invoice({ voucherId: 'v' })), model: null }], claimId, 'application/pdf')
    assert.deepEqual(store.captures.readByOther(unit, 'm2', null), [captureId])
    store.claims.update(claimId, { number: '1', purpose: '测试', budgetItem: '', payee: '', amount: '1.00', budgetYear: 2026 })
    store.claims.seal(claimId, [])
    store.claims.recallUnsent(claimId)
    assert.deepEqual(store.captures.readByOther(unit, 'm2', null), [])
  })

  test('another shot of a page is known, in its claim and in another of the unit; another voucher of the same form, another unit’s page and a deleted one are not', () => {
    const look = 'f0'.repeat(72)
    const seen = (differing: number) => Buffer.from(Buffer.from(look, 'hex').map((byte, i) => (i < differing / 8 ? byte ^ 0xff : byte))).toString('hex')
    const shot = (numbers: string[], likeness: string) => page(reading(['付款申请单（样例）', ...numbers], {}, { kind: 'approval', likeness }))
    const numbers = ['申请编号 AP20260612345', '金额 12,503.53 元', '日期 2026-06-12 10:31', '电话 0851-6543210']
    read([shot(numbers, look)])
    const [first] = store.pages.ofClaim(claimId)
    assert.equal(first!.alike, null)
    // One character read otherwise, a seal more on it.
    read([shot([...numbers.slice(0, 3), '电话 0851-6543219'], seen(40))])
    read([shot(['申请编号 AP20260698771', '金额 804.20 元', '日期 2026-07-02 16:05', '电话 0851-6540077'], seen(8))])
    read([shot(numbers, seen(200))])
    assert.deepEqual(store.pages.ofClaim(claimId).slice(1).map(({ alike }) => alike), [{ pageId: first!.id, claimId, claimNumber: null }, null, null])
    const [elsewhere, theirs] = [newClaim(), newClaim(randomUUID() as UnitId)]
    for (const claim of [elsewhere, theirs]) read([shot(numbers, seen(16))], claim)
    assert.deepEqual([elsewhere, theirs].map((claim) => store.pages.ofClaim(claim)[0]!.alike?.claimId), [claimId, undefined])
    store.pages.remove(store.pages.ofClaim(elsewhere)[0]!.alike!.pageId)
    assert.equal(store.pages.ofClaim(elsewhere)[0]!.alike, null)
  })

  test('every edit is on record with what was read, in order, and the record refuses change', () => {
    const edited = page(invoice())
    read([edited])
    store.pages.correctField(edited.id, 'amountTotal', '1.00')
    store.pages.correctField(edited.id, 'amountTotal', '2.00')
    store.pages.setKind(edited.id, 'taxi')
    store.pages.correctField(edited.id, 'plateNumber', '云A12345')
    assert.deepEqual(store.corrections.after(unit, 0, 10).map(({ kind, name, readValue, value, model }) => [kind, name, readValue, value, model]), [
      ['digital-normal', 'amountTotal', '12503.53', '1.00', 'm1'], ['digital-normal', 'amountTotal', '12503.53', '2.00', 'm1'],
      ['digital-normal', '#kind', 'digital-normal', 'taxi', 'm1'], ['digital-normal', 'plateNumber', null, '云A12345', 'm1'],
    ])
    assert.equal(store.corrections.count(randomUUID() as UnitId), 0)
    const db = (store as unknown as { db: Database.Database }).db
    assert.throws(() => db.exec("UPDATE correction_log SET value = 'x'"), /append-only/)
    assert.throws(() => db.exec('DELETE FROM correction_log'), /append-only/)
  })

  test('a print is known as a copy of its original, here or in another claim; a print without one is hinted at', () => {
    const elsewhere = newClaim()
    store.claims.update(elsewhere, { number: 'E-2', purpose: '', budgetItem: '', payee: '', amount: '', budgetYear: 2026 })
    const print = page(invoice())
    read([print])
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ copyOf, lacksOriginal }) => [copyOf, lacksOriginal]), [[null, true]])
    const far = page(invoice())
    read([far], elsewhere, 'application/xml')
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ copyOf, lacksOriginal }) => [copyOf, lacksOriginal]), [[{ pageId: far.id, claimId: elsewhere, claimNumber: 'E-2' }, false]])
    const near = page(invoice())
    read([near], claimId, 'application/pdf')
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ copyOf }) => copyOf), [{ pageId: near.id, claimId, claimNumber: null }, null])
  })

  test('an invoice in two claims of the unit is an earlier use of each other; another unit’s claim at the same desk is not named', () => {
    const [elsewhere, foreign] = [newClaim(), newClaim(randomUUID() as UnitId)]
    for (const [id, number] of [[elsewhere, 'E-2'], [foreign, 'F-3']] as const) store.claims.update(id, { number, purpose: '', budgetItem: '', payee: '', amount: '', budgetYear: 2026 })
    for (const id of [claimId, elsewhere, foreign]) read([page(invoice())], id)
    const uses = (id: ClaimId) => [...store.pages.earlierUses(id, '本单位').values()].flat()
    assert.deepEqual(uses(claimId), [{ claimId: elsewhere, claimNumber: 'E-2', unitName: '本单位' }])
    assert.deepEqual(uses(foreign), [])
  })

  test('the same file is in a claim once: refused while it waits, is read or is set aside; welcome elsewhere, and again once its pages are deleted', () => {
    const sha256 = digest()
    const put = (into = claimId) => {
      const id = randomUUID() as CaptureId
      store.captures.add({ id, claimId: into, sha256, bytes: 9, mediaType: 'application/pdf', origin: 'file', widthPx: null, heightPx: null, cameraLabel: '', fileName: '票.pdf', retakeOf: null })
      return id
    }
    const isHere = (error: unknown) => error instanceof AppError && error.code === 'already-in-claim'
    const first = put()
    assert.throws(() => put(), isHere)
    store.captures.lease(1000)
    store.captures.park(first, 'encrypted')
    assert.throws(() => put(), isHere)
    store.captures.processAgain(first)
    store.captures.lease(1000)
    const only = page(invoice())
    store.captures.finish(first, [only], null)
    assert.throws(() => put(), isHere)
    assert.equal(store.captures.ofClaim(claimId).length, 1)
    const other = newClaim()
    put(other)
    store.pages.remove(only.id)
    put()
    assert.deepEqual([store.captures.ofClaim(claimId).length, store.captures.ofClaim(other).length], [2, 1])
  })

  test('what waits to be sent is counted for the unit, and at closing for the whole desk', () => {
    const theirs = randomUUID() as UnitId
    for (const id of [claimId, newClaim(theirs)]) {
      read([page(invoice())], id)
      store.claims.update(id, { number: '1', purpose: '测试', budgetItem: '', payee: '', amount: '1.00', budgetYear: 2026 })
      store.claims.seal(id, [])
    }
    assert.deepEqual([store.uploads.waiting(unit).waitingFiles, store.uploads.waiting(theirs).waitingFiles, store.uploads.waiting(null).waitingFiles], [2, 2, 0])
    assert.equal(store.uploads.waitingAtDesk(), 4)
  })

  test('a claim’s own code takes along what was taken from it on, and one move brings it back', () => {
    const other = newClaim()
    const before = read([page(invoice())]).captureId
    const cover = kept()
    const waiting = kept()
    store.captures.lease(1000)
    const told = store.captures.finish(cover, [page(reading(['报销单'], {}, { kind: 'claim-form', qr: [claimQrText(other)] }))], null)
    assert.deepEqual(told, { from: claimId, named: other, to: { claimId: other, number: '' }, captureIds: [cover, waiting] })
    store.captures.lease(1000)
    store.captures.finish(waiting, [page(invoice())], null)
    assert.deepEqual(store.pages.ofClaim(other).map(({ captureId }) => captureId), [cover, waiting])
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ captureId }) => captureId), [before])
    store.captures.move(told!.captureIds, claimId)
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ captureId }) => captureId), [before, cover, waiting])
  })

  test('the code of a claim that is not open here, or of this very claim, moves nothing', () => {
    const foreign = newClaim(randomUUID() as UnitId)
    for (const named of [randomUUID() as ClaimId, foreign]) {
      assert.deepEqual(read([page(reading([], {}, { qr: [claimQrText(named)] }))]).cover, { from: claimId, named, to: null, captureIds: [] })
    }
    assert.equal(read([page(reading([], {}, { qr: [claimQrText(claimId)] }))]).cover, null)
    assert.equal(store.pages.ofClaim(claimId).length, 3)
  })
})
