/** Runs inside the guest: the real desk, a kernel with its USB and UVC drivers, and a camera that is plugged in and pulled out. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import Database from 'better-sqlite3'
import { startDisplay } from '../../scripts/display.mjs'
import { type Bureau, startBureau } from '../../scripts/launch.ts'
import { sampleAccounts, samplePassword } from '../../src-shared/sample-world.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { folderFor } from '../parts/folder.ts'
import { UsbCamera } from './usb-camera.ts'

const shared = process.env.SHARED!
const still = readFileSync(join(shared, 'still-4160x3120.jpg'))
const stillSha256 = createHash('sha256').update(still).digest('hex')
const modes = [{ widthPx: 1280, heightPx: 960, jpeg: readFileSync(join(shared, 'still-1280x960.jpg')) }, { widthPx: 4160, heightPx: 3120, jpeg: still }]
const identity = { vendorId: 0x0c45, productId: 0x6366, serialNumber: 'SN20260001', manufacturer: 'Sample Optics', product: 'Document Camera' }
const slowMs = 180_000

describe('the desk with a camera on the USB bus', { timeout: 15 * 60_000 }, () => {
  const folder = folderFor(after)
  let stopDisplay = () => {}
  let bureau: Bureau
  let desk: DeskDriver
  let camera: UsbCamera
  let claimId: ClaimId
  before(async () => {
    const display = await startDisplay()
    stopDisplay = display.stop
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    camera = await UsbCamera.plugIn(identity, modes)
    desk = await DeskDriver.open({ home: join(folder, 'station'), serverUrl: bureau.url }, display.env)
    desk.window.setDefaultTimeout(slowMs)
    await desk.window.getByLabel('账号').fill(sampleAccounts.desk1)
    await desk.window.getByLabel('密码').fill(samplePassword)
    await desk.window.getByRole('button', { name: /登\s*录/ }).click()
    await desk.waitOnline()
  })
  after(async () => {
    await desk?.close()
    await bureau?.stop()
    camera?.unplug()
    stopDisplay()
  })

  const picture = (name: string) => desk.window.screenshot({ path: join(shared, `${name}.png`) })
  const listed = async () => (await desk.call('camera.list')).length
  /** What the station's database says of the originals, and the bytes that the vault has for them. */
  const originals = () => {
    const db = new Database(join(folder, 'station/station.db'), { readonly: true })
    const rows = db.prepare('SELECT sha256, origin, width_px AS widthPx, height_px AS heightPx, camera_label AS cameraLabel FROM captures ORDER BY taken_at').all() as { sha256: string; origin: string; widthPx: number; heightPx: number; cameraLabel: string }[]
    db.close()
    return rows.map((row) => ({ ...row, bytes: readFileSync(join(folder, 'station/vault', row.sha256.slice(0, 2), `${row.sha256}.jpg`)) }))
  }

  test('the bus tells which camera is there: ids and serial number, on the settings screen too', async () => {
    assert.deepEqual(await desk.call('camera.list'), [identity])
    await desk.window.getByRole('menuitem', { name: '设置' }).click()
    await desk.window.getByText('0c45:6366').waitFor()
    await desk.window.getByText(identity.serialNumber).waitFor()
    await picture('settings')
    await desk.window.getByRole('menuitem', { name: '报销单' }).click()
  })

  test('a shot is the camera’s own JPEG at full size, kept byte for byte', async () => {
    claimId = await desk.newClaim()
    await desk.cameraOpen()
    assert.equal(camera.streaming?.widthPx, 4160)
    await desk.shoot(claimId)
    await picture('shot')
    const [kept] = originals()
    assert.equal(kept!.origin, 'camera')
    assert.deepEqual([kept!.widthPx, kept!.heightPx], [4160, 3120])
    assert.equal(kept!.sha256, stillSha256)
    assert.equal(Buffer.compare(kept!.bytes, still), 0)
    assert.match(kept!.cameraLabel, /Document Camera/)
  })

  test('the page is found and read', async () => {
    await desk.leaveUntilReady(claimId, '', 1)
    assert.equal((await desk.call('claim.get', { claimId })).pages[0]!.kind, 'digital-normal')
  })

  test('pulled out: said in words, gone from the bus; plugged in again: it goes on', async () => {
    await desk.cameraOpen()
    camera.unplug()
    await desk.window.getByText('高拍仪连接中断').first().waitFor()
    await desk.window.locator('[data-testid=preview][data-state=none]').waitFor()
    await picture('pulled-out')
    assert.equal(await listed(), 0)
    camera = await UsbCamera.plugIn(identity, modes)
    await desk.cameraOpen()
    assert.equal(await listed(), 1)
    await desk.shoot(claimId)
    assert.equal(originals().length, 2)
  })

  test('pulled out in mid-shot: the shot is whole or not there, and the next one succeeds', async () => {
    await desk.cameraOpen()
    await desk.window.locator('[data-testid=preview].ready').waitFor()
    await desk.window.keyboard.press('Space')
    camera.unplug()
    await desk.window.locator('[data-testid=preview][data-state=none]').waitFor()
    for (const { bytes, sha256 } of originals()) assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256)
    const before = originals().length
    assert.ok(before === 2 || before === 3)
    camera = await UsbCamera.plugIn(identity, modes)
    await desk.cameraOpen()
    await desk.shoot(claimId)
    assert.equal(originals().length, before + 1)
    assert.equal(originals().at(-1)!.sha256, stillSha256)
  })
})
