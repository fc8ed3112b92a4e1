/** The desk's own times: its start, and from the shutter to a page that is safe; the processor that a page costs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { electronPath, makeSampleDesks, root, startBureau } from '../../scripts/launch.ts'
import { scanPicture } from '../../src-imaging/pipeline.ts'
import { closeEngines, engineFor } from '../../src-imaging/reading/choose-engine.ts'
import { makeDesk } from '../../src-samples/desks.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { DeskDriver } from '../parts/desk-driver.ts'
import { at, row } from './table.ts'

/** From the key to "safe" on the screen, at 13 megapixels, in the real app; and the app's start. */
export async function shutterAndStart(folder: string): Promise<void> {
  const samples = join(root, 'out/samples')
  await makeSampleDesks(samples)
  const bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
  const home = join(folder, 'station')
  const starts: number[] = []
  for (let i = 0; i < 3; i++) {
    const begun = performance.now()
    const desk = await DeskDriver.open({ home, serverUrl: bureau.url, sampleDesks: samples })
    await desk.window.getByRole('button', { name: '新建报销单' }).waitFor()
    starts.push(performance.now() - begun)
    await desk.close()
  }
  row('app start to usable', at(starts, 0.5), 'ms', 'an empty Electron window', await emptyWindowStart(folder))
  const desk = await DeskDriver.open({ home, serverUrl: bureau.url, sampleDesks: samples })
  await desk.waitOnline()
  const claimId = await desk.newClaim()
  await desk.cameraOpen()
  await desk.shoot(claimId)
  const shots: number[] = []
  for (let i = 0; i < 12; i++) {
    await desk.window.locator('[data-testid=preview].ready').waitFor()
    shots.push(await desk.window.evaluate(() => new Promise<number>((resolve) => {
      const preview = document.querySelector('[data-testid=preview]')!
      const begun = performance.now()
      new MutationObserver((_, observer) => {
        if (!preview.classList.contains('safe')) return
        observer.disconnect()
        resolve(performance.now() - begun)
      }).observe(preview, { attributes: true })
      window.dispatchEvent(new KeyboardEvent('keydown', { code: 'Space', bubbles: true }))
      document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'Space', bubbles: true }))
    })))
  }
  const { bytes } = (await desk.call('capture.list', { claimId }))[0]!
  const saves = await savesOf(desk, claimId, bytes)
  await desk.close()
  await bureau.stop()
  const bare = await bareWrites(folder, bytes)
  row('shutter to safe, 13 MP, p50', at(shots, 0.5), 'ms', 'bare write, fsync, rename, fsync of the same bytes, p50', at(bare, 0.5))
  row('shutter to safe, 13 MP, p95', at(shots, 0.95), 'ms', 'the same, p95', at(bare, 0.95))
  row('still in the window to safe, p50', at(saves, 0.5), 'ms', 'the same bare write, p50', at(bare, 0.5))
  row('still in the window to safe, p95', at(saves, 0.95), 'ms', 'the same, p95', at(bare, 0.95))
}

/** What the shutter waits for once the window has the JPEG, as it has at once from a camera that gives its own. */
async function savesOf(desk: DeskDriver, claimId: ClaimId, bytes: number): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    times.push(await desk.window.evaluate(async ({ bytes, claimId, i }) => {
      const still = new Uint8Array(bytes).fill(i)
      still.set([0xff, 0xd8, 0xff])
      const { call } = (window as unknown as { pingying: { call: Record<string, (input: unknown) => Promise<unknown>> } }).pingying
      const begun = performance.now()
      await call['capture.save']!({ bytes: still, mediaType: 'image/jpeg', origin: 'camera', widthPx: 4160, heightPx: 3120, cameraLabel: 'bench', claimId, retakeOf: null })
      return performance.now() - begun
    }, { bytes, claimId, i }))
  }
  return times
}

async function bareWrites(folder: string, bytes: number): Promise<number[]> {
  const content = Buffer.alloc(bytes, 0x5a)
  const times: number[] = []
  for (let i = 0; i < 40; i++) {
    const begun = performance.now()
    const file = await open(join(folder, 'bare.new'), 'w')
    await file.write(content)
    await file.sync()
    await file.close()
    await rename(join(folder, 'bare.new'), join(folder, 'bare'))
    const parent = await open(folder, 'r')
    await parent.sync()
    await parent.close()
    times.push(performance.now() - begun)
  }
  return times
}

async function emptyWindowStart(folder: string): Promise<number> {
  const app = join(folder, 'empty')
  mkdirSync(app)
  writeFileSync(join(app, 'package.json'), '{"main":"main.js"}')
  writeFileSync(join(app, 'main.js'), "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<button>ready</button>'))")
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const begun = performance.now()
    const electron = await _electron.launch({ executablePath: electronPath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), app] })
    await (await electron.firstWindow()).getByRole('button').waitFor()
    times.push(performance.now() - begun)
    await electron.close()
  }
  return at(times, 0.5)
}

/** From a 13-megapixel still to a page that is found, straightened, read and compressed. */
export async function processorPerPage(folder: string): Promise<void> {
  const stills: string[] = []
  for (const name of ['special', 'normal', 'e-normal', 'digital-normal']) {
    const path = join(folder, `${name}.jpg`)
    writeFileSync(path, (await makeDesk(name)).jpeg)
    stills.push(path)
  }
  const seconds = async (choice: 'paddle' | 'tesseract') => {
    const options = { engine: () => engineFor(choice), outDir: join(folder, 'pages') }
    await scanPicture(stills[0]!, options)
    const before = process.cpuUsage()
    for (const still of stills) await scanPicture(still, options)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6 / stills.length
  }
  row('processor for a page, still to ready', await seconds('paddle'), 'CPU s', 'the same with tesseract reading', await seconds('tesseract'))
  await closeEngines()
}
