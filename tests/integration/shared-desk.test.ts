/** One computer, two units: what one of them keeps there does not exist for the other, whatever the window asks. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { type Bureau, startBureau } from '../../scripts/launch.ts'
import { imageAt } from '../../src-main/images.ts'
import { makeScan } from '../../src-samples/desks.ts'
import { sampleAccounts, samplePassword } from '../../src-shared/sample-world.ts'
import { folderFor } from '../parts/folder.ts'
import { openWindowless, until, type WindowlessStation } from '../parts/station-process.ts'

const form = { number: 'S-1', purpose: '测试', budgetItem: '', payee: '', amount: '10.00', budgetYear: 2026 }
const isNotFound = (error: { code?: string }) => error.code === 'not-found'

describe('a desk that two units share', () => {
  let bureau: Bureau
  let desk: WindowlessStation
  const folder = folderFor(after)
  before(async () => {
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    desk = await openWindowless(join(folder, 'station'), bureau.url)
  })
  after(async () => {
    await desk.station.close()
    await bureau.stop()
  })
  const signIn = (account: string) => desk.calls['session.signIn']({ account, password: samplePassword })

  test('no call reads, changes, moves, sends or saves the other unit’s claims, pages and shots; their own still do', async () => {
    const { calls } = desk
    await signIn(sampleAccounts.desk1)
    const { claimId } = await calls['claim.create']()
    await calls['claim.update']({ claimId, form })
    const { jpeg } = await makeScan(61, 'vat-e-normal', 120)
    const still = { bytes: jpeg, mediaType: 'image/jpeg', origin: 'frame', widthPx: 1134, heightPx: 661, cameraLabel: 'test', retakeOf: null } as const
    const { captureId } = await calls['file.add']({ claimId, name: '扫描.jpg', bytes: jpeg })
    await until(async () => (await calls['claim.get']({ claimId })).pages.length === 1, 60_000, 'the page was not read')
    const pageId = (await calls['claim.get']({ claimId })).pages[0]!.id
    const before = await calls['claim.get']({ claimId })
    const images = () => Promise.all([`voucher://page/${pageId}`, `voucher://thumb/${pageId}`, `voucher://capture/${captureId}`].map((url) => imageAt(new URL(url), desk.station)))
    assert.deepEqual((await images()).map((file) => file?.mediaType), ['application/pdf', 'image/jpeg', 'image/jpeg'])

    await signIn(sampleAccounts.desk2)
    const own = (await calls['claim.create']()).claimId
    const refused: Record<string, () => Promise<unknown>> = {
      get: () => calls['claim.get']({ claimId }), update: () => calls['claim.update']({ claimId, form: { ...form, number: 'stolen' } }), remove: () => calls['claim.remove']({ claimId }),
      submit: () => calls['claim.submit']({ claimId, explanations: [] }), recall: () => calls['claim.recall']({ claimId }), rules: () => calls['claim.checkRules']({ claimId }), cover: () => calls['claim.saveCover']({ claimId }),
      correct: () => calls['page.correctField']({ pageId, name: 'amountTotal', value: '1.00' }), kind: () => calls['page.setKind']({ pageId, kind: 'taxi' }), order: () => calls['page.reorder']({ claimId, pageIds: [pageId] }),
      foreignOrder: () => calls['page.reorder']({ claimId: own, pageIds: [pageId] }), take: () => calls['page.move']({ pageId, claimId: own }), deletePage: () => calls['page.remove']({ pageId }), restore: () => calls['page.restore']({ pageId }),
      list: () => calls['capture.list']({ claimId }), again: () => calls['capture.processAgain']({ captureId }), dropShot: () => calls['capture.remove']({ captureId }), takeShot: () => calls['capture.move']({ captureIds: [captureId], claimId: own }),
      original: () => calls['capture.saveOriginal']({ captureId }), shoot: () => calls['capture.save']({ ...still, claimId }), retake: () => calls['capture.save']({ ...still, claimId: own, retakeOf: pageId }),
      add: () => calls['file.add']({ claimId, name: 'x.jpg', bytes: jpeg }), pick: () => calls['file.pick']({ claimId }),
    }
    for (const [name, ask] of Object.entries(refused)) await assert.rejects(ask(), isNotFound, name)
    assert.deepEqual(await images(), [null, null, null])
    assert.deepEqual((await calls['claim.list']()).map(({ id }) => id), [own])
    await calls['claim.update']({ claimId: own, form })
    await calls['file.add']({ claimId: own, name: '扫描.jpg', bytes: jpeg })
    await assert.rejects(calls['file.add']({ claimId: own, name: '同一份.jpg', bytes: jpeg }), (error: { code?: string }) => error.code === 'already-in-claim')

    await signIn(sampleAccounts.desk1)
    assert.deepEqual(await calls['claim.get']({ claimId }), before)
    assert.ok((await images()).every((file) => file !== null))
    await calls['session.signOut']()
    assert.deepEqual(await images(), [null, null, null])
    await assert.rejects(calls['page.remove']({ pageId }), (error: { code?: string }) => error.code === 'session-expired')
  })
})
