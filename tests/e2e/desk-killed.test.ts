/** The desk killed between shutter and upload: every page that was said to be safe is there once, at both ends, byte for byte. */
import assert from 'node:assert/strict'
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeSampleDesks, root, startBureau } from '../../scripts/launch.ts'
import { makeScan } from '../../src-samples/desks.ts'
import { Random } from '../../src-samples/random.ts'
import { sampleAccounts } from '../../src-shared/sample-world.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { detail, signIn } from '../parts/bureau-client.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { folderFor } from '../parts/folder.ts'

const killsWhileShooting = 10
const killsWhileSending = 6
const shotsBetweenKills = 2

describe('the desk killed between shutter and upload', () => {
  const folder = folderFor(after)
  test(`after ${killsWhileShooting + killsWhileSending} kills at random moments every safe page is there once, original and derived bytes equal`, async (t) => {
    const samples = join(root, 'out/samples')
    await makeSampleDesks(samples)
    const random = new Random(7)
    const home = join(folder, 'station')
    const bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    t.after(() => bureau.stop())
    const open = () => DeskDriver.open({ home, serverUrl: bureau.url, sampleDesks: samples }).catch((error: unknown) => {
      throw new Error(`the desk did not open again; the end of its log: ${readFileSync(join(home, 'log/pingying.log'), 'utf8').slice(-2000)}`, { cause: error })
    })
    const kill = async (desk: DeskDriver) => {
      const ended = new Promise((resolve) => desk.app.process().once('exit', resolve))
      desk.app.process().kill('SIGKILL')
      await ended
    }
    const safe = new Map<string, string>()
    let desk = await open()
    const { claimId } = await desk.call('claim.create')
    const stills: Buffer[] = []
    for (let i = 0; i < killsWhileShooting * shotsBetweenKills; i++) stills.push((await makeScan(1000 + i, 'digital-normal', 90)).jpeg)
    for (let i = 0; i < killsWhileShooting; i++) {
      const [first, second] = stills.slice(i * shotsBetweenKills) as [Buffer, Buffer]
      // One shot is safe before each kill, however slow the machine; the kill falls into or after the next one.
      await shootOn(desk, claimId, [first], safe)
      const shooting = shootOn(desk, claimId, [second], safe)
      await sleep(random.between(20, 1200))
      await kill(desk)
      await shooting
      desk = await open()
    }
    await desk.until(async () => (await desk.call('claim.get', { claimId })).capturesWaiting === 0, 240_000, 'not everything was read')
    assertSafeOnce(home, safe)
    await desk.call('claim.update', { claimId, form: { number: 'KILL-1', purpose: '测试', budgetItem: '', payee: '', amount: '1.00', budgetYear: 2026 } })
    await desk.call('claim.submit', { claimId, explanations: [] })
    for (let i = 0; i < killsWhileSending; i++) {
      await sleep(random.between(5, 400))
      await kill(desk)
      desk = await open()
    }
    await desk.until(async () => (await desk.call('claim.get', { claimId })).state === 'kept', 120_000, 'the claim did not arrive')
    await assertAtBureauOnce(bureau.url, home, claimId, safe)
    await desk.close()
  })
})

/** Still after still through the window's own call, until the desk dies under it; what was answered as safe is noted. */
async function shootOn(desk: DeskDriver, claimId: ClaimId, stills: readonly Buffer[], safe: Map<string, string>): Promise<void> {
  for (const jpeg of stills) {
    const captureId = await desk.window.evaluate(async ({ base64, claimId }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      const { pingying } = window as unknown as { pingying: { call: Record<string, (input: unknown) => Promise<{ ok: boolean; value?: { captureId: string } }>> } }
      const answer = await pingying.call['capture.save']!({ bytes, mediaType: 'image/jpeg', origin: 'frame', widthPx: 744, heightPx: 496, cameraLabel: 'kill', claimId, retakeOf: null })
      return answer.value?.captureId ?? null
    }, { base64: jpeg.toString('base64'), claimId }).catch(() => null)
    if (!captureId) return
    safe.set(captureId, createHash('sha256').update(jpeg).digest('hex'))
  }
}

interface KeptRow { sha256: string; mediaType: string }
interface CaptureRow extends KeptRow { id: string; state: string }
interface PageRow extends KeptRow { id: string; capture_id: string }

function rowsOf(home: string): { captures: CaptureRow[]; pages: PageRow[] } {
  const db = new Database(join(home, 'station.db'), { readonly: true })
  try {
    return { captures: db.prepare('SELECT id, sha256, media_type AS mediaType, state FROM captures').all() as CaptureRow[], pages: db.prepare('SELECT id, capture_id, sha256, media_type AS mediaType FROM pages').all() as PageRow[] }
  } finally {
    db.close()
  }
}

const digestOfFile = (home: string, { sha256, mediaType }: KeptRow) => createHash('sha256').update(readFileSync(join(home, 'vault', sha256.slice(0, 2), `${sha256}.${mediaType === 'application/pdf' ? 'pdf' : 'jpg'}`))).digest('hex')

function assertSafeOnce(home: string, safe: Map<string, string>): void {
  const { captures, pages } = rowsOf(home)
  assert.ok(safe.size >= killsWhileShooting, `only ${safe.size} shots were safe before the kills`)
  for (const [id, sha256] of safe) {
    const kept = captures.filter((capture) => capture.id === id)
    assert.deepEqual(kept.map((capture) => [capture.sha256, capture.state]), [[sha256, 'ready']])
    assert.equal(digestOfFile(home, kept[0]!), sha256)
    assert.equal(pages.filter((page) => page.capture_id === id).length, 1)
  }
  for (const page of pages) assert.equal(digestOfFile(home, page), page.sha256)
}

async function assertAtBureauOnce(url: string, home: string, claimId: ClaimId, safe: Map<string, string>): Promise<void> {
  const reader = await signIn(url, sampleAccounts.desk1)
  const claim = await detail(reader, claimId)
  const { pages } = rowsOf(home)
  assert.deepEqual(claim.pages.map((page) => page.pageId as string).toSorted(), pages.map((page) => page.id).toSorted())
  assert.equal(claim.history.filter((step) => step.action === 'submitted').length, 1)
  for (const [id] of safe) assert.equal(claim.pages.filter((page) => page.captureId === id).length, 1)
  for (const page of claim.pages) {
    for (const [id, sha256] of [[page.pageId, page.sha256], [page.captureId, page.originalSha256]] as const) {
      const kept = Buffer.from(await (await reader.client.send('GET', `/api/files/${id}`)).arrayBuffer())
      assert.equal(createHash('sha256').update(kept).digest('hex'), sha256)
    }
  }
}
