/** The bureau killed in mid-upload: whatever was kept stays, whatever was not goes on where it stopped, and nothing is there twice. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bureau, startBureau } from '../../scripts/launch.ts'
import { Random } from '../../src-samples/random.ts'
import { sampleAccounts } from '../../src-shared/sample-world.ts'
import { makeFile, send, type SignedIn, signIn, type TestFile } from '../parts/bureau-client.ts'
import { folderFor } from '../parts/folder.ts'

const kills = 34

describe('the bureau killed in mid-upload', () => {
  test(`after ${kills} kills at random moments every file is kept once, byte for byte, and every receipt given still holds`, async () => {
    const folder = folderFor(after)
    const random = new Random(20261124)
    const dataFolder = join(folder, 'bureau')
    const files = Array.from({ length: kills * 4 }, () => makeFile(random.next() < 0.5 ? 'page' : 'original', Buffer.from(Array.from({ length: 40 }, () => random.digits(20_000)).join(''))))
    const receipts = new Map<string, string>()
    let bureau = await startBureau({ dataFolder })
    let waiting = files
    for (let kill = 0; kill < kills; kill++) {
      const desk = await signIn(bureau.url, sampleAccounts.desk1)
      const work = sendAll(desk, waiting, folder, receipts)
      await sleep(random.between(2, 160))
      bureau.process.kill('SIGKILL')
      await work
      bureau = await startBureau({ dataFolder })
      waiting = files.filter((file) => !receipts.has(file.id))
    }
    const desk = await signIn(bureau.url, sampleAccounts.desk1)
    await sendAll(desk, files, folder, receipts)
    await assertKeptOnce(bureau, desk, files, dataFolder, receipts)
    await bureau.stop()
  })
})

/** Four at a time, as several desks would; a file whose upload breaks off is left for the next round. */
async function sendAll(desk: SignedIn, files: TestFile[], folder: string, receipts: Map<string, string>): Promise<void> {
  const left = [...files]
  const one = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      const receipt = await send(desk, file, folder).catch(() => null)
      if (!receipt) continue
      const text = JSON.stringify(receipt)
      assert.equal(receipts.get(file.id) ?? text, text, 'a receipt once given is given again, unchanged')
      receipts.set(file.id, text)
    }
  }
  await Promise.all([one(), one(), one(), one()])
}

async function assertKeptOnce(bureau: Bureau, desk: SignedIn, files: TestFile[], dataFolder: string, receipts: Map<string, string>): Promise<void> {
  assert.equal(receipts.size, files.length)
  for (const file of files) {
    const kept = await desk.client.send('GET', `/api/files/${file.id}`)
    assert.equal(createHash('sha256').update(Buffer.from(await kept.arrayBuffer())).digest('hex'), file.sha256)
  }
  const objects = readdirSync(join(dataFolder, 'objects'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  assert.equal(objects.length, files.length)
  for (const object of objects) assert.equal(createHash('sha256').update(readFileSync(join(object.parentPath, object.name))).digest('hex'), object.name)
  assert.ok(bureau.url)
}
