/** The desk beside a finance server of its own: sample unit and sample camera where no document camera is plugged in. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { listUsbCameras } from '../src-main/camera/usb-cameras.ts'
import { sampleAccounts, samplePassword } from '../src-shared/sample-world.ts'
import { deskEnvironment, electronArgs, electronPath, makeSampleDesks, root, startBureau } from './launch.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const hasCamera = (await listUsbCameras(quiet)).length > 0
const isSample = !hasCamera || process.argv.includes('--sample')
const home = join(root, 'out', isSample ? 'sample' : 'desk')
const sampleDesks = isSample ? join(root, 'out/samples') : undefined

if (sampleDesks) await makeSampleDesks(sampleDesks)
const bureau = await startBureau({ dataFolder: join(home, 'bureau'), port: 8686, isSample })
console.log(`财政端 / bureau: ${bureau.url}`)
if (isSample) console.log(`审核员 / reviewer: ${sampleAccounts.review1}  ${samplePassword}`)
else console.log(`管理员 / administrator: ${join(home, 'bureau/first-admin-password.txt')}`)

const environment = { ...process.env, ...deskEnvironment({ home: join(home, 'station'), serverUrl: bureau.url, sampleDesks }) }
const desk = spawn(electronPath, electronArgs(), { stdio: 'inherit', env: environment })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => desk.kill(signal))
await once(desk, 'exit')
await bureau.stop()
