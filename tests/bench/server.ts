/** What the bureau takes in a second. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startBureau } from '../../scripts/launch.ts'
import { sampleAccounts } from '../../src-shared/sample-world.ts'
import { makeFile, send, signIn } from '../parts/bureau-client.ts'
import { row } from './table.ts'

/** Pages of 80 KB from 16 clients, each kept with receipt; the peer answers without syncing anything. */
export async function serverRate(folder: string): Promise<void> {
  const files = Array.from({ length: 480 }, (_, i) => makeFile('page', Buffer.alloc(80_000, i)))
  const rate = async (url: string) => {
    const desk = await signIn(url, sampleAccounts.desk1)
    const left = [...files]
    const begun = performance.now()
    await Promise.all(Array.from({ length: 16 }, async () => {
      for (let file = left.shift(); file; file = left.shift()) await send(desk, file, folder)
    }))
    return files.length / ((performance.now() - begun) / 1000)
  }
  const bureau = await startBureau({ dataFolder: join(folder, 'rate') })
  const ours = await rate(bureau.url)
  await bureau.stop()
  const peer = spawn(process.execPath, [join(import.meta.dirname, 'plain-tus.ts'), join(folder, 'plain')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(createInterface(peer.stdout), 'line')) as [string]
  const theirs = await rate(url)
  peer.kill()
  row('pages accepted', ours, 'pages/s', '@tus/server with its FileStore, which syncs nothing', theirs)
}
