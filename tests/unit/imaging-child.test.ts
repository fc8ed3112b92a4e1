/** The imaging process as main sees it: the real process, killed between two requests. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { join } from 'node:path'
import { root } from '../../scripts/launch.ts'
import { ImagingChild } from '../../src-main/imaging/imaging-child.ts'
import { folderFor } from '../parts/folder.ts'

const folder = folderFor(after)
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

test('imaging that went away while it rested is started anew at the next request, at once', async () => {
  const child = new ImagingChild({ node: process.execPath, script: join(root, 'src-imaging/main.ts'), env: {} }, quiet)
  const ask = () => child.ask({ id: 'a', type: 'process', inputPath: join(folder, 'none.jpg'), outDir: folder, engine: 'auto' }, 60_000)
  const notFound = { id: 'a', ok: false, error: 'not-found' }
  const codeOf = async () => {
    const answer = await ask()
    return { id: answer.id, ok: answer.ok, error: answer.ok ? null : answer.error.code }
  }
  assert.deepEqual(await codeOf(), notFound)
  process.kill(child.pid!, 'SIGKILL')
  while (child.pid !== null) await once(AbortSignal.timeout(20), 'abort')
  assert.deepEqual(await codeOf(), notFound)
  child.stop()
})
