/** The real desk, in Electron, as a person uses it; and what goes wrong at a desk. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { type Bureau, deskEnvironment, electronArgs, electronPath, makeSampleDesks, root, startBureau } from '../../scripts/launch.ts'
import { sampleAccounts, samplePassword } from '../../src-shared/sample-world.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { signIn } from '../parts/bureau-client.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { folderFor } from '../parts/folder.ts'

const samples = join(root, 'out/samples')
const words = { number: 'E-1', purpose: '办公用品', budgetItem: '办公费', payee: '云州蓝天文具有限公司' }

describe('the desk', () => {
  let bureau: Bureau
  let desk: DeskDriver
  before(async () => {
    await makeSampleDesks(samples)
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    desk = await DeskDriver.open({ home: join(folder, 'station'), serverUrl: bureau.url, sampleDesks: samples })
    await desk.waitOnline()
  })
  after(async () => {
    await desk.close()
    await bureau.stop()
  })
  const folder = folderFor(after)

  const claimWith = async (number: string, desks: string[]): Promise<ClaimId> => {
    await backToList()
    const claimId = await desk.newClaim()
    await desk.fillForm({ ...words, number })
    for (const name of desks) {
      await desk.showDesk(name)
      await desk.shoot(claimId)
    }
    await desk.pagesReady(claimId, desks.length)
    return claimId
  }
  const backToList = async () => {
    if (await desk.byTest('back').isVisible()) await desk.byTest('back').click()
  }
  const pages = async (claimId: ClaimId) => (await desk.call('claim.get', { claimId })).pages

  test('the renderer is sandboxed, has no Node, and its strict policy lets no foreign script or request through', async () => {
    const seen = await desk.window.evaluate(async () => ({
      node: typeof (globalThis as { process?: unknown }).process, require: typeof (globalThis as { require?: unknown }).require,
      injected: (() => {
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.head.append(script)
        return 'injected' in window
      })(),
      fetched: await fetch('https://example.com').then(() => 'reached', () => 'refused'),
      path: await fetch('app://desk/../../package.json').then((answer) => answer.status, () => 'refused'),
    }))
    assert.deepEqual(seen, { node: 'undefined', require: 'undefined', injected: false, fetched: 'refused', path: 404 })
    assert.equal(await desk.app.evaluate(({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): { sandbox: boolean } }).getLastWebPreferences().sandbox), true)
  })

  test('the page has the camera and no other permission', async () => {
    const outcome = await desk.window.evaluate(async () => {
      const ask = (want: Promise<unknown>) => want.then((got) => (typeof got === 'string' ? got : 'granted'), () => 'refused')
      return {
        camera: await ask(navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => stream.getTracks().forEach((track) => track.stop()))),
        microphone: await ask(navigator.mediaDevices.getUserMedia({ audio: true })),
        place: await ask(new Promise((resolve, reject) => {
          navigator.geolocation.getCurrentPosition(resolve, reject)
        })),
        notifications: await Notification.requestPermission(),
        isWindowOpened: window.open('https://example.com') !== null,
      }
    })
    assert.deepEqual(outcome, { camera: 'granted', microphone: 'refused', place: 'refused', notifications: 'denied', isWindowOpened: false })
  })

  test('what the window asks is checked: wrong input is refused, and an unknown id is not found', async () => {
    assert.deepEqual(await desk.ask('claim.get', { claimId: 'x' }), { ok: false, error: { code: 'bad-request' } })
    assert.deepEqual(await desk.ask('claim.get', { claimId: crypto.randomUUID() }), { ok: false, error: { code: 'not-found' } })
  })

  test('a field put right by a person stays, is marked, and the checks are made anew', async () => {
    const claimId = await claimWith('E-correct', ['normal'])
    await desk.byTest('page').first().click()
    const input = desk.byTest('field-amountTotal').locator('input')
    await input.fill('1.00')
    await input.press('Enter')
    await desk.until(async () => (await pages(claimId))[0]!.fields.amountTotal?.source === 'person', 10_000, 'not corrected')
    assert.equal((await pages(claimId))[0]!.checks.find((check) => check.rule === 'arithmetic')?.ok, false)
    await desk.byTest('page-detail').getByText('人工').first().waitFor()
  })

  test('corners and turn set by hand: only that page is made anew, as the editor showed it; undo brings back the very page; another paper is added; the same papers taken again are known', async () => {
    await backToList()
    const claimId = await desk.newClaim()
    await desk.fillForm({ ...words, number: 'E-crop' })
    await desk.showDesk('two-papers')
    await desk.shoot(claimId)
    await desk.pagesReady(claimId, 2)
    const [first, second] = await pages(claimId)
    const remade = async (before: { version: string }) => {
      await desk.until(async () => (await pages(claimId))[0]!.version !== before.version, 60_000, 'not made anew')
      return (await pages(claimId))[0]!
    }
    await desk.byTest('page').first().click()
    await desk.byTest('outline').click()
    await desk.byTest('turn-right').click()
    const preview = (await desk.byTest('outline-preview').boundingBox())!
    await desk.byTest('outline-save').click()
    const turned = await remade(first!)
    assert.deepEqual([turned.widthPx, turned.heightPx], [first!.heightPx, first!.widthPx])
    assert.ok(Math.abs(preview.width / preview.height / (turned.widthPx / turned.heightPx) - 1) < 0.02)
    await desk.byTest('undo-outline').click()
    assert.equal((await remade(turned)).version, first!.version)

    await desk.byTest('outline').click()
    // Hovering waits until the editor has come to rest.
    await desk.byTest('corner-2').hover()
    const corner = (await desk.byTest('corner-2').boundingBox())!
    await desk.window.mouse.down()
    await desk.window.mouse.move(corner.x - 60, corner.y - 40, { steps: 4 })
    await desk.window.mouse.up()
    await desk.byTest('corner-2').press('ArrowLeft')
    await desk.byTest('outline-save').click()
    const cropped = await remade(first!)
    assert.ok(cropped.widthPx < first!.widthPx && cropped.outline!.byHandPx![2][0] < first!.outline!.foundPx![2][0])
    await desk.byTest('outline').click()
    await desk.byTest('outline-reset').click()
    assert.equal((await remade(cropped)).version, first!.version)

    await desk.byTest('page').first().getByRole('button', { name: '更多' }).click()
    await desk.window.getByText('框出照片里的另一张票据').click()
    await desk.byTest('outline-save').click()
    await desk.pagesReady(claimId, 3)
    assert.deepEqual((await pages(claimId)).map(({ id, version }) => [id, version]).slice(0, 2), [[first!.id, first!.version], [second!.id, second!.version]])

    await desk.shoot(claimId)
    await desk.pagesReady(claimId, 5)
    assert.deepEqual((await pages(claimId)).map(({ alike }) => alike?.pageId), [undefined, undefined, undefined, first!.id, second!.id])
    await desk.byTest('page').nth(3).click()
    await desk.byTest('open-alike').click()
    await desk.window.locator(`[data-testid=page].chosen[data-page-id="${first!.id}"]`).waitFor()
  })

  test('pages are reordered, deleted and brought back by undo; the claim is recalled before review', async () => {
    const claimId = await claimWith('E-order', ['special', 'e-normal'])
    const [first, second] = await pages(claimId)
    await desk.byTest('page').nth(1).dragTo(desk.byTest('page').first())
    await desk.until(async () => (await pages(claimId))[0]!.id === second!.id, 10_000, 'not reordered')
    await desk.byTest('remove-page').first().click()
    await desk.until(async () => (await pages(claimId)).length === 1, 10_000, 'not deleted')
    await desk.byTest('undo').click()
    await desk.until(async () => (await pages(claimId)).map(({ id }) => id).join() === [second!.id, first!.id].join(), 10_000, 'not brought back')
    await desk.byTest('fill-amount').click()
    await desk.submit('测试')
    await desk.waitState('kept')
    await desk.byTest('recall').click()
    await desk.window.locator('.ant-popconfirm .ant-btn-primary').click()
    await desk.waitState('draft')
  })

  test('a second start shows the first window and ends, the first one’s camera untouched', async () => {
    const feed = () => statSync(join(folder, 'station/sample-desk.mjpeg')).mtimeMs
    const laid = feed()
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide())
    const env = { ...process.env, ...deskEnvironment({ home: join(folder, 'station'), serverUrl: bureau.url, sampleDesks: samples }) }
    const again = spawn(electronPath, electronArgs(), { env, stdio: 'ignore' })
    const [code] = await once(again, 'exit')
    assert.equal(code, 0)
    assert.equal(feed(), laid)
    assert.deepEqual(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())), [true])
  })

  test('the imaging process killed in mid-page costs one attempt, not the page', async () => {
    await backToList()
    const claimId = await desk.newClaim()
    await desk.showDesk('digital-normal')
    await desk.shoot(claimId)
    await desk.until(async () => (await desk.call('capture.list', { claimId })).some(({ state }) => state === 'imaging'), 20_000, 'imaging did not begin')
    await new Promise((resolve) => setTimeout(resolve, 700))
    execFileSync('pkill', ['-KILL', '-P', String(desk.app.process().pid), '-f', 'src-imaging/main.ts'])
    await desk.pagesReady(claimId, 1)
    assert.equal((await pages(claimId))[0]!.kind, 'digital-normal')
  })

  test('the camera gone in mid-shot: said in words, nothing half kept, and it goes on when the camera is back', async () => {
    await backToList()
    const claimId = await desk.newClaim()
    await desk.showDesk('special')
    await desk.window.evaluate(() => {
      document.addEventListener('keydown', () => {
        const track = (document.querySelector('video')!.srcObject as MediaStream).getVideoTracks()[0]!
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }, { once: true, capture: true })
    })
    await desk.window.keyboard.press('Space')
    await desk.window.getByText('高拍仪连接中断').first().waitFor()
    assert.deepEqual(await desk.call('capture.list', { claimId }), [])
    await desk.cameraOpen()
    await desk.shoot(claimId)
    await desk.pagesReady(claimId, 1)
  })

  test('a file that is no picture, and one cut short, are set aside with words and block nothing', async () => {
    await backToList()
    const claimId = await desk.newClaim()
    const save = (bytes: number[]) => desk.window.evaluate(async ({ bytes, claimId }) => (window as unknown as { pingying: { call: Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>> } }).pingying.call['capture.save']!({ bytes: new Uint8Array(bytes), mediaType: 'image/jpeg', origin: 'camera', widthPx: 10, heightPx: 10, cameraLabel: 't', claimId, retakeOf: null }), { bytes, claimId })
    assert.equal((await save([...Buffer.from('this is text')])).error?.code, 'unreadable-image')
    assert.equal((await save([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3])).ok, true)
    await desk.showDesk('digital-normal')
    await desk.shoot(claimId)
    await desk.until(async () => (await pages(claimId)).length === 1, 60_000, 'the good page was blocked')
    const parked = (await desk.call('capture.list', { claimId })).find(({ state }) => state === 'parked')
    assert.equal(parked?.error, 'unreadable-image')
    await desk.window.getByText('不是可用的图片').first().waitFor()
  })

  test('a wrong password is refused in words; after signing out nothing of the unit is shown', async () => {
    await backToList()
    await desk.window.getByRole('button', { name: '退出登录' }).click()
    await desk.window.getByLabel('账号').fill(sampleAccounts.desk1)
    await desk.window.getByLabel('密码').fill('wrong-password')
    await desk.window.getByRole('button', { name: /登\s*录/ }).click()
    await desk.window.getByText('账号或密码不正确').waitFor()
    assert.deepEqual(await desk.call('claim.list'), [])
    await desk.window.getByLabel('密码').fill(samplePassword)
    await desk.window.getByRole('button', { name: /登\s*录/ }).click()
    await desk.waitOnline()
  })

  test('a session that ran out is said on the screen, and after signing in again there the desk is online', async () => {
    const admin = await signIn(bureau.url, sampleAccounts.admin1)
    const { id } = (await desk.call('app.status')).session!.account
    for (const change of ['disable', 'enable']) await admin.client.send('POST', `/api/accounts/${id}/${change}`)
    await desk.call('settings.save', { ...(await desk.call('settings.get')), serverUrl: `${bureau.url}/` })
    await desk.window.getByText('登录已过期').first().waitFor()
    await desk.byTest('sign-in-again').click()
    await desk.window.getByLabel('账号').fill(sampleAccounts.desk1)
    await desk.window.getByLabel('密码').fill(samplePassword)
    await desk.window.locator('.ant-modal').getByRole('button', { name: /登\s*录/ }).click()
    await desk.waitOnline()
    await desk.byTest('sign-in-again').waitFor({ state: 'hidden' })
  })

  test('the bureau is reached through the proxy of the settings', async () => {
    const asked: string[] = []
    const proxy = createServer((request, response) => {
      asked.push(request.url!)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"pingying-bureau","version":"0"}')
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    await desk.call('settings.testServer', { serverUrl: 'http://bureau.invalid', proxy: `127.0.0.1:${(proxy.address() as AddressInfo).port}` })
    assert.deepEqual(asked, ['http://bureau.invalid/api/health'])
    proxy.close()
  })

  test('closing with uploads waiting says so, signed out too; a window that hangs closes all the same; they go on at the next start', async () => {
    const home = join(folder, 'station')
    const [claimId, nowhere] = [await claimWith('E-close', ['digital-normal']), 'http://127.0.0.1:9']
    await desk.byTest('fill-amount').click()
    await desk.call('settings.save', { ...(await desk.call('settings.get')), serverUrl: nowhere })
    await desk.submit('测试')
    await desk.call('session.signOut')
    const closeWindow = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
    await closeWindow()
    await desk.window.locator('.ant-modal-confirm-title', { hasText: '还有页面没有上传完' }).waitFor()
    const closed = once(desk.app.process(), 'exit', { signal: AbortSignal.timeout(30_000) })
    // The window may be gone before the click is reported done: that the desk ends is the proof.
    void desk.window.locator('.ant-modal .ant-btn-primary').click().catch(() => {})
    await closed

    desk = await DeskDriver.open({ home, serverUrl: nowhere, sampleDesks: samples })
    await desk.window.getByLabel('账号').waitFor()
    const ended = once(desk.app.process(), 'exit', { signal: AbortSignal.timeout(30_000) })
    void desk.window.evaluate(() => {
      for (;;);
    }).catch(() => {})
    await sleep(500)
    await closeWindow()
    await ended

    desk = await DeskDriver.open({ home, serverUrl: bureau.url, sampleDesks: samples })
    await desk.waitOnline()
    await desk.until(async () => (await desk.call('claim.get', { claimId })).state === 'kept', 30_000, 'the uploads did not go on')
  })
})

describe('a full disk', { skip: process.getuid?.() !== 0 ? 'mounting a small disk needs root' : false }, () => {
  const folder = folderFor(after)
  test('a shot that finds the disk full is refused in words and leaves nothing half kept; with room again it goes on', async () => {
    const home = join(folder, 'home')
    mkdirSync(home)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', home])
    const bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    const desk = await DeskDriver.open({ home, serverUrl: bureau.url, sampleDesks: samples })
    try {
      await desk.waitOnline()
      const claimId = await desk.newClaim()
      await desk.cameraOpen()
      const { bavail, bsize } = statfsSync(home)
      writeFileSync(join(home, 'filler'), Buffer.alloc(bavail * bsize - 300_000))
      await desk.window.keyboard.press('Space')
      await desk.window.getByText('磁盘空间不足').first().waitFor()
      assert.deepEqual(await desk.call('capture.list', { claimId }), [])
      assert.deepEqual(readdirSync(join(home, 'vault/incoming')), [])
      execFileSync('rm', [join(home, 'filler')])
      await desk.shoot(claimId)
      await desk.pagesReady(claimId, 1)
    } finally {
      await desk.close()
      await bureau.stop()
      execFileSync('umount', ['-l', home])
    }
  })
})
