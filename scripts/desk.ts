/** The desk beside a finance server of its own: sample unit and sample camera where no document camera is plugged in. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { listUsbCameras } from '../src-main/camera/usb-cameras.ts'
import { sampleAccounts, samplePassword } from '../src-shared/sample-world.ts'
import { healthSchema } from '../src-shared/station-api.ts'
import { deskEnvironment, electronArgs, electronPath, makeSampleDesks, root, startBureau } from './launch.ts'

const port = 8686
const url = `http://127.0.0.1:${port}`
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const hasCamera = (await listUsbCameras(quiet)).length > 0
const isSample = !hasCamera || process.argv.includes('--sample')
const home = join(root, 'out', isSample ? 'sample' : 'desk')
const sampleDesks = isSample ? join(root, 'out/samples') : undefined

if (sampleDesks) await makeSampleDesks(sampleDesks)
// A second start finds the first one's server, starts none, and shows the first window.
const bureau = (await isBureauAt(url)) ? null : await startBureau({ dataFolder: join(home, 'bureau'), port, isSample })
console.log(`财政端 / bureau: ${url}`)
if (isSample) console.log(`审核员 / reviewer: ${sampleAccounts.review1}  ${samplePassword}`)
else console.log(`管理员 / administrator: ${join(home, 'bureau/first-admin-password.txt')}`)

// The address is left to the settings, which begin with this bureau's: another one that a person entered stays.
const environment = { ...process.env, ...deskEnvironment({ home: join(home, 'station'), sampleDesks }) }
const desk = spawn(electronPath, electronArgs(), { stdio: 'inherit', env: environment })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => desk.kill(signal))
await once(desk, 'exit')
await bureau?.stop()

function isBureauAt(address: string): Promise<boolean> {
  return fetch(`${address}/api/health`, { signal: AbortSignal.timeout(2000) }).then(async (answer) => healthSchema.safeParse(await answer.json()).success).catch(() => false)
}
