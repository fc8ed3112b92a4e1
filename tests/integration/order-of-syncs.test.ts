/** "Safe" is said only after the disk has it: the order of system calls, from a trace of the running programs. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, describe, test } from 'node:test'
import { join } from 'node:path'
import { startBureau } from '../../scripts/launch.ts'
import { sampleAccounts } from '../../src-shared/sample-world.ts'
import { makeScan } from '../../src-samples/desks.ts'
import { makeFile, send, signIn } from '../parts/bureau-client.ts'
import { folderFor } from '../parts/folder.ts'
import { openWindowless } from '../parts/station-process.ts'
import { assertOrder, traceWhile } from '../parts/system-calls.ts'

describe('order of syncs', () => {
  test('the desk: write, fsync, rename, fsync of the folder, commit, and only then the shutter', async () => {
    const folder = folderFor(after)
    const bureau = await startBureau({ dataFolder: join(folder, 'bureau') })
    const { station, calls } = await openWindowless(join(folder, 'station'), bureau.url)
    await calls['session.signIn']({ account: sampleAccounts.desk1, password: 'Sample-2026-desk' })
    const { claimId } = await calls['claim.create']()
    const { jpeg } = await makeScan(1, 'vat-e-normal', 100)
    const lines = await traceWhile([process.pid], join(folder, 'trace'), async () => {
      await calls['capture.save']({ bytes: jpeg, mediaType: 'image/jpeg', origin: 'frame', widthPx: 945, heightPx: 551, cameraLabel: 'test', claimId, retakeOf: null })
      process.stderr.write('SHUTTER\n')
    })
    await station.close()
    await bureau.stop()
    assertOrder(lines, [
      ['temporary file', /openat\(.*vault\/incoming\/[0-9a-f-]{36}", O_WRONLY/],
      ['its bytes', /p?write(64|v)?\(\d+<[^>]*vault\/incoming\//],
      ['its fsync', /fsync\(\d+<[^>]*vault\/incoming\/[^>]*>\) += 0/],
      ['rename into place', /rename(at2?)?\(.*vault\/incoming\/.*vault\/[0-9a-f]{2}\/[0-9a-f]{64}\.jpg"\) += 0/],
      ['fsync of the folder', /fsync\(\d+<[^>]*vault\/[0-9a-f]{2}>\) += 0/],
      ['the row into the journal', /pwrite64\(\d+<[^>]*station\.db-wal>/],
      ['sync of the journal', /f(data)?sync\(\d+<[^>]*station\.db-wal>\) += 0/],
      ['the shutter', /write\(2<.*SHUTTER/],
    ])
  })

  test('the bureau: fsync, rename, fsync of the folder, the row committed, and only then the receipt', async () => {
    const folder = folderFor(after)
    const dataFolder = join(folder, 'bureau')
    const bureau = await startBureau({ dataFolder })
    const desk = await signIn(bureau.url, sampleAccounts.desk1)
    const file = makeFile('page', Buffer.alloc(300_000, 3))
    const postgres = execFileSync('pgrep', ['-f', dataFolder]).toString().trim().split('\n').map(Number)
    const backends = postgres.flatMap((pid) => [pid, ...children(pid)])
    const pids = [...new Set([bureau.process.pid!, ...backends])]
    const lines = await traceWhile(pids, join(folder, 'trace'), async () => {
      assert.equal((await send(desk, file, folder)).sha256, file.sha256)
    })
    await bureau.stop()
    assertOrder(lines, [
      ['the bytes', new RegExp(`write(64|v)?\\(\\d+<[^>]*incoming/${file.id}>`)],
      ['their fsync', new RegExp(`fsync\\(\\d+<[^>]*incoming/${file.id}>\\) += 0`)],
      ['rename into place', new RegExp(`rename(at2?)?\\(.*objects/[0-9a-f]{2}/${file.sha256}"\\) += 0`)],
      ['fsync of the folder', /fsync\(\d+<[^>]*objects\/[0-9a-f]{2}>\) += 0/],
      ['the row on its way', /INSERT INTO files/],
      ['the database’s log synced', /f(data)?sync\(\d+<[^>]*pg_wal\/[^>]*>\) += 0/],
      ['the answer that it is kept', /write\(\d+<socket.*HTTP\/1\.1 204/],
    ])
  })
})

function children(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)]).toString().trim().split('\n').map(Number)
  } catch {
    return []
  }
}
