/** The mats under this computer's cameras: a shot is always read by the one that was known when it was taken. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, describe, test } from 'node:test'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StationStore } from '../../src-main/store/station-store.ts'
import type { KnownMat } from '../../src-shared/mat.ts'
import type { CaptureId, ClaimId } from '../../src-shared/voucher.ts'
import { folderFor } from '../parts/folder.ts'
import { digest, page, reading, unit } from '../parts/station-pages.ts'

describe('mats', () => {
  const folder = folderFor(after)
  let store: StationStore
  let claimId: ClaimId
  beforeEach(() => {
    store = new StationStore(join(folder, `${randomUUID()}.db`))
    claimId = randomUUID() as ClaimId
    store.claims.create(claimId, unit, 2026)
  })
  const mat = (sheet: KnownMat['sheet']): KnownMat => ({ widthPx: 400, heightPx: 300, sheet, quadPx: [[50.5, 60], [250, 61], [249, 190], [51, 189]], look: Uint8Array.of(1, 2, 250) })
  const shot = (cameraLabel: string): CaptureId => {
    const id = randomUUID() as CaptureId
    store.captures.add({ id, claimId, sha256: digest(), bytes: 9, mediaType: 'image/jpeg', origin: 'camera', widthPx: 400, heightPx: 300, cameraLabel, fileName: null, retakeOf: null })
    return id
  }
  /** One turn of the imaging queue. */
  const matOfNext = () => {
    const work = store.captures.lease(1000)!
    store.captures.finish(work.id, [page(reading(['一页']))], work.papers)
    return work.mat
  }

  test('a shot goes with its own camera’s mat, whole; another camera’s and a file’s go without', () => {
    store.mats.learn('A', mat('a4'))
    for (const label of ['A', 'B', '']) shot(label)
    assert.deepEqual([matOfNext(), matOfNext(), matOfNext()], [mat('a4'), null, null])
    assert.deepEqual(store.mats.of('A'), mat('a4'))
    assert.equal(store.mats.of('B'), null)
  })

  test('learnt anew, it holds from then on: an earlier shot that is read again keeps the mat of its time', async () => {
    const before = shot('A')
    assert.equal(matOfNext(), null)
    await sleep(5)
    store.mats.learn('A', mat('a4'))
    const first = shot('A')
    assert.equal(matOfNext()?.sheet, 'a4')
    await sleep(5)
    store.mats.learn('A', mat('card'))
    shot('A')
    assert.equal(matOfNext()?.sheet, 'card')
    for (const [captureId, sheet] of [[before, undefined], [first, 'a4']] as const) {
      store.captures.readAgain([captureId])
      assert.equal(matOfNext()?.sheet, sheet)
    }
  })

  test('forgotten, it is told by nothing any more', () => {
    store.mats.learn('A', mat('a4'))
    store.mats.forget('A')
    shot('A')
    assert.equal(store.mats.of('A'), null)
    assert.equal(matOfNext(), null)
  })
})
