/** The desk on a bad network: a bureau that answers 500, a gateway's page, nothing, or a session that ran out. Nothing is lost, nothing hangs, and it goes on by itself. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { type Bureau, startBureau } from '../../scripts/launch.ts'
import { sampleAccounts, samplePassword } from '../../src-shared/sample-world.ts'
import { makeScan } from '../../src-samples/desks.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { detail, signIn } from '../parts/bureau-client.ts'
import { folderFor } from '../parts/folder.ts'
import { openWindowless, until, type WindowlessStation } from '../parts/station-process.ts'

const form = { number: 'N-1', purpose: '测试', budgetItem: '', payee: '', amount: '10.00', budgetYear: 2026 }
const open: Server[] = []

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  open.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a bad network', () => {
  let bureau: Bureau
  let desk: WindowlessStation
  before(async () => {
    bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    desk = await openWindowless(join(folder, 'station'), bureau.url)
    await desk.calls['session.signIn']({ account: sampleAccounts.desk1, password: samplePassword })
  })
  after(async () => {
    await desk.station.close()
    await bureau.stop()
    for (const server of open) {
      server.closeAllConnections()
      server.close()
    }
  })
  const folder = folderFor(after)

  const claimWithPage = async (seed: number): Promise<ClaimId> => {
    const { claimId } = await desk.calls['claim.create']()
    const { jpeg } = await makeScan(seed, 'vat-e-normal', 120)
    await desk.calls['capture.save']({ bytes: jpeg, mediaType: 'image/jpeg', origin: 'frame', widthPx: 1134, heightPx: 661, cameraLabel: 'test', claimId, retakeOf: null })
    await until(async () => (await desk.calls['claim.get']({ claimId })).pages.length === 1, 60_000, 'the page was not read')
    await desk.calls['claim.update']({ claimId, form })
    return claimId
  }
  const pointAt = (serverUrl: string) => desk.calls['settings.save']({ ...desk.station.settings(), serverUrl })
  const errorOf = async (claimId: ClaimId) => (await desk.calls['claim.get']({ claimId })).error

  const cases: [name: string, code: string, listener: RequestListener][] = [
    ['500', 'server-error', (_request, response) => void response.writeHead(500).end()],
    ['a gateway’s sign-in page', 'captive-portal', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>请先登录</html>')],
    ['a redirect to a gateway', 'captive-portal', (_request, response) => void response.writeHead(302, { location: 'http://portal.example/' }).end()],
    ['a connection that is cut', 'offline', (request) => void request.socket.destroy()],
  ]
  for (const [index, [name, code, listener]] of cases.entries()) {
    test(`the bureau answers with ${name}: said as ${code}, the claim waits, and arrives once the bureau is back`, async () => {
      const claimId = await claimWithPage(100 + index)
      const bad = await serve(listener)
      await pointAt(bad)
      await assert.rejects(desk.calls['settings.testServer']({ serverUrl: bad, proxy: '' }), (error: { code: string }) => error.code === code)
      await desk.calls['claim.submit']({ claimId, explanations: [] })
      await until(async () => (await errorOf(claimId)) === code, 20_000, `no ${code}`)
      assert.equal((await desk.calls['app.status']()).uploads.waitingFiles, 2)
      await pointAt(bureau.url)
      await until(async () => (await desk.calls['claim.get']({ claimId })).state === 'kept', 30_000, 'did not arrive')
      assert.equal(await errorOf(claimId), null)
    })
  }

  test('an address that never answers: said as offline in bounded time', async () => {
    const silent = await serve(() => {})
    const begun = Date.now()
    await assert.rejects(desk.calls['settings.testServer']({ serverUrl: silent, proxy: '' }), (error: { code: string }) => error.code === 'offline')
    assert.ok(Date.now() - begun < 20_000)
  })

  test('a session that ran out: the page is kept, the desk says so, and after signing in the claim arrives', async () => {
    const claimId = await claimWithPage(200)
    await desk.station.client.send('DELETE', '/api/session')
    await desk.calls['claim.submit']({ claimId, explanations: [] })
    await until(async () => (await desk.calls['app.status']()).link.error === 'session-expired', 20_000, 'the desk does not say so')
    await desk.calls['session.signIn']({ account: sampleAccounts.desk1, password: samplePassword })
    await until(async () => (await desk.calls['claim.get']({ claimId })).state === 'kept', 30_000, 'did not arrive')
  })

  test('a wrong password, and an account that is no accountant’s, are refused in words', async () => {
    await assert.rejects(desk.calls['session.signIn']({ account: sampleAccounts.desk1, password: 'not-the-password' }), (error: { code: string }) => error.code === 'wrong-password')
    await assert.rejects(desk.calls['session.signIn']({ account: sampleAccounts.review1, password: samplePassword }), (error: { code: string }) => error.code === 'not-allowed')
  })

  test('a claim that is still here is recalled without the bureau; one that is kept there, through it', async () => {
    const here = await claimWithPage(300)
    await pointAt(await serve((request) => void request.socket.destroy()))
    await desk.calls['claim.submit']({ claimId: here, explanations: [] })
    await desk.calls['claim.recall']({ claimId: here })
    assert.equal((await desk.calls['claim.get']({ claimId: here })).state, 'draft')
    await pointAt(bureau.url)
    await desk.calls['claim.submit']({ claimId: here, explanations: [] })
    await until(async () => (await desk.calls['claim.get']({ claimId: here })).state === 'kept', 30_000, 'did not arrive')
    await desk.calls['claim.recall']({ claimId: here })
    assert.equal((await desk.calls['claim.get']({ claimId: here })).state, 'draft')
    assert.equal((await detail(await signIn(bureau.url, sampleAccounts.desk1), here)).state, 'draft')
  })

  test('a page of a recalled claim goes on with the claim it was moved to; what had been refused is sent again', async () => {
    const [from, to] = [await claimWithPage(500), await claimWithPage(501)]
    await pointAt(await serve(({ method }, response) => void response.writeHead(method === 'HEAD' ? 404 : 400, { 'content-type': 'application/json' }).end('{"error":{"code":"bad-request"}}')))
    await desk.calls['claim.submit']({ claimId: from, explanations: [] })
    await until(async () => (await desk.calls['app.status']()).uploads.parkedFiles === 2, 20_000, 'not set aside')
    await desk.calls['claim.recall']({ claimId: from })
    await desk.calls['page.move']({ pageId: (await desk.calls['claim.get']({ claimId: from })).pages[0]!.id, claimId: to })
    await pointAt(bureau.url)
    await desk.calls['claim.submit']({ claimId: to, explanations: [] })
    await until(async () => (await desk.calls['claim.get']({ claimId: to })).state === 'kept', 20_000, 'did not arrive')
    assert.equal((await detail(await signIn(bureau.url, sampleAccounts.desk1), to)).pages.length, 2)
  })

  test('what happened while the desk was away is heard at its next connection', async () => {
    const claimId = await claimWithPage(400)
    await desk.calls['claim.submit']({ claimId, explanations: [] })
    await until(async () => (await desk.calls['claim.get']({ claimId })).state === 'kept', 30_000, 'did not arrive')
    await pointAt(await serve((request) => void request.socket.destroy()))
    const reviewer = await signIn(bureau.url, sampleAccounts.review1)
    await reviewer.client.send('POST', `/api/claims/${claimId}/take`)
    await pointAt(bureau.url)
    await until(async () => (await desk.calls['claim.get']({ claimId })).state === 'in-review', 20_000, 'not heard')
  })
})
