/** Outlines by hand: a person's corners always win, only what depends on them is made anew, and nothing of it is lost on the way. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, describe, test } from 'node:test'
import { join } from 'node:path'
import type { NewPage } from '../../src-main/store/captures.ts'
import { StationStore } from '../../src-main/store/station-store.ts'
import type { ClaimId, Quad } from '../../src-shared/voucher.ts'
import { folderFor } from '../parts/folder.ts'
import { invoice, invoiceLines, page, reading, readIn, unit } from '../parts/station-pages.ts'

describe('outlines by hand', () => {
  const folder = folderFor(after)
  let store: StationStore
  let claimId: ClaimId
  const read = (pages: NewPage[], into = claimId, mediaType?: string) => readIn(store, into, pages, mediaType)
  beforeEach(() => {
    store = new StationStore(join(folder, `${randomUUID()}.db`))
    claimId = randomUUID() as ClaimId
    store.claims.create(claimId, unit, 2026)
  })

  const at = (left: number): Quad => [[left, 10], [left + 200, 10], [left + 200, 110], [left, 110]]
  const byHand: Quad = [[15, 12], [190, 14], [188, 108], [13, 106]]
  const lying = (left: number, read = invoice()): NewPage => ({ ...page(read), place: { frame: 1, quadPx: at(left) } })
  /** One turn of the imaging queue; answers which of the capture's papers it was asked for. */
  const imaged = (make: (papers: NonNullable<ReturnType<typeof store.captures.lease>>['papers']) => NewPage[]) => {
    const work = store.captures.lease(1000)!
    store.captures.finish(work.id, make(work.papers), work.papers)
    return work.papers?.map(({ itemIndex, quadPx, isByHand }) => ({ itemIndex, quadPx, isByHand })) ?? null
  }

  test('only the page that a person outlined is made anew, under its id and in its place; null brings back what was found', () => {
    const { captureId } = read([lying(0), lying(300)])
    const [first, second] = store.pages.ofClaim(claimId)
    assert.deepEqual(first!.outline, { foundPx: at(0), byHandPx: null })
    assert.deepEqual(store.outlines.set(first!.id, byHand), { claimId, before: null })
    assert.equal(store.captures.ofClaim(claimId)[0]!.isRereading, true)
    assert.deepEqual(imaged((papers) => [{ ...page(reading(['新的裁切'])), place: { frame: 1, quadPx: papers![0]!.quadPx } }]), [{ itemIndex: 0, quadPx: byHand, isByHand: true }])
    const [cropped, untouched] = store.pages.ofClaim(claimId)
    assert.deepEqual([cropped!.id, cropped!.position, cropped!.lines[0]!.text, cropped!.outline], [first!.id, first!.position, '新的裁切', { foundPx: at(0), byHandPx: byHand }])
    assert.deepEqual(untouched, second)
    assert.deepEqual(store.outlines.set(first!.id, null).before, byHand)
    assert.deepEqual(imaged(() => [lying(0)]), [{ itemIndex: 0, quadPx: at(0), isByHand: false }])
    assert.deepEqual(store.pages.ofClaim(claimId)[0]!.outline, { foundPx: at(0), byHandPx: null })
    assert.equal(store.captures.ofClaim(claimId).find(({ id }) => id === captureId)!.state, 'ready')
  })

  test('reading again with another model keeps every outline, and what a person set stays set', () => {
    const { captureId } = read([lying(0), lying(300)])
    const [first] = store.pages.ofClaim(claimId)
    store.outlines.set(first!.id, byHand)
    imaged(() => [lying(0)])
    store.captures.readAgain([captureId])
    assert.deepEqual(imaged(() => [lying(0), lying(300)]), [{ itemIndex: 0, quadPx: byHand, isByHand: true }, { itemIndex: 1, quadPx: at(300), isByHand: false }])
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ outline }) => outline!.byHandPx), [byHand, null])
  })

  test('what a person sets while the page is being imaged is not lost: the page has another turn', () => {
    read([lying(0)])
    const [only] = store.pages.ofClaim(claimId)
    const later: Quad = byHand.map(([x, y]) => [x + 5, y]) as Quad
    store.outlines.set(only!.id, byHand)
    imaged(() => {
      store.outlines.set(only!.id, later)
      return [lying(0, reading(['过时的裁切']))]
    })
    assert.notEqual(store.pages.ofClaim(claimId)[0]!.lines[0]!.text, '过时的裁切')
    assert.deepEqual(imaged(() => [lying(0, reading(['最后的裁切']))]), [{ itemIndex: 0, quadPx: later, isByHand: true }])
    assert.equal(store.pages.ofClaim(claimId)[0]!.lines[0]!.text, '最后的裁切')
    assert.equal(store.captures.lease(1000), null)
  })

  test('a page of an earlier version, whose place nobody noted, keeps what a person set when its shot is looked through again', () => {
    const { captureId } = read([page(invoice()), page(invoice())])
    const [first] = store.pages.ofClaim(claimId)
    assert.throws(() => store.outlines.set(first!.id, null), { code: 'state-conflict' })
    store.outlines.set(first!.id, byHand)
    imaged(() => [lying(0, reading(['人工裁切']))])
    store.captures.readAgain([captureId])
    assert.equal(imaged(() => [lying(1, reading(['自动裁切'])), lying(300)]), null)
    assert.equal(store.pages.ofClaim(claimId)[0]!.lines[0]!.text, '人工裁切')
    assert.deepEqual(imaged(() => [lying(0, reading(['人工裁切，重读']))]), [{ itemIndex: 0, quadPx: byHand, isByHand: true }])
    assert.deepEqual(store.pages.ofClaim(claimId).map(({ lines }) => lines[0]!.text), ['人工裁切，重读', invoiceLines[0]])
  })

  test('pages that are one voucher are read together; a paper that was not found gets a page of its own', () => {
    const { captureId } = read([lying(0, invoice({ voucherId: 'v-1' })), lying(300, invoice({ voucherId: 'v-1' })), lying(600, invoice({ voucherId: 'v-3' }))])
    store.outlines.set(store.pages.ofClaim(claimId)[1]!.id, byHand)
    assert.deepEqual(imaged(() => [lying(0), lying(300)])?.map(({ itemIndex }) => itemIndex), [0, 1])
    assert.equal(store.outlines.add(captureId, at(900)), claimId)
    assert.deepEqual(imaged(() => [lying(900, reading(['补上的一张']))]), [{ itemIndex: 3, quadPx: at(900), isByHand: true }])
    assert.equal(store.pages.ofClaim(claimId).at(-1)!.lines[0]!.text, '补上的一张')
  })

  test('what the bureau may have, and a document’s page, are not outlined', () => {
    read([lying(0)])
    read([{ ...page(invoice()), model: null }], claimId, 'application/pdf')
    const [shot, document] = store.pages.ofClaim(claimId)
    assert.equal(document!.outline, null)
    assert.throws(() => store.outlines.set(document!.id, byHand), { code: 'state-conflict' })
    store.claims.update(claimId, { number: '1', purpose: '测试', budgetItem: '', payee: '', amount: '1.00', budgetYear: 2026 })
    store.claims.seal(claimId, [])
    assert.throws(() => store.outlines.set(shot!.id, byHand), { code: 'state-conflict' })
    store.claims.recallUnsent(claimId)
    assert.throws(() => store.outlines.set(shot!.id, byHand), { code: 'state-conflict' })
  })
})
