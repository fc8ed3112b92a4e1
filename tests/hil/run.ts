/**
 * `npm run test:hil`: the desk with a real USB UVC camera, in a user-mode Linux guest that has the USB and video drivers this machine may lack.
 * The guest's root is this machine's own, so it runs the same Electron and the same build. Not part of `npm test`: one processor and slow pixels.
 * Pictures and the guest's output are left in out/hil.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'
import { root } from '../../scripts/launch.ts'
import { makeStill } from '../../src-samples/desks.ts'
import { guestKernel, installPackages } from './kernel.ts'

const shared = join(root, 'out/hil')
const limitMs = 20 * 60_000
/** The guest maps its memory page by page; the usual 65,530 mappings are too few for an app that reads 13 megapixels. */
const mappings = 1 << 20
const mappingsFile = '/proc/sys/vm/max_map_count'

installPackages(['busybox-static', 'udev'])
const kernel = guestKernel(join(root, 'out/hil-kernel'))
allowMappings()
rmSync(shared, { recursive: true, force: true })
mkdirSync(shared, { recursive: true })
await writeStills()
process.exit(await runGuest())

/** @throws Error with the command to run, where the user may not */
function allowMappings(): void {
  if (Number(readFileSync(mappingsFile, 'utf8')) >= mappings) return
  try {
    writeFileSync(mappingsFile, String(mappings))
  } catch {
    throw new Error(`Please run:\n  sudo sysctl -w vm.max_map_count=${mappings}`)
  }
}

/** What the camera shows: one desk, at its full size and at the small size that a program gets when it does not ask. */
async function writeStills(): Promise<void> {
  const { jpeg } = await makeStill(1, 'digital-normal')
  writeFileSync(join(shared, 'still-4160x3120.jpg'), jpeg)
  writeFileSync(join(shared, 'still-1280x960.jpg'), await sharp(jpeg).resize(1280, 960).jpeg({ quality: 90 }).toBuffer())
}

/** @returns what the tests in the guest ended with; 1 where it never came to that */
async function runGuest(): Promise<number> {
  const guest = spawn(kernel, [
    'mem=6144M', 'rootfstype=hostfs', 'rootflags=/', 'ro', `init=${join(import.meta.dirname, 'guest-init.sh')}`,
    `JOB=${join(import.meta.dirname, 'guest-tests.ts')}`, `NODE=${process.execPath}`, `SHARED=${shared}`,
    'con=null', 'con0=null,fd:1', 'con1=null,fd:1', 'panic=-1', 'quiet', 'loglevel=4',
  ], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: '/dev/shm' }, detached: true })
  // The guest's processes are all in one group here, and none may stay behind.
  const endAll = () => {
    try {
      process.kill(-guest.pid!, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  process.on('exit', endAll)
  const timer = setTimeout(endAll, limitMs)
  let code = 1
  for await (const line of createInterface(guest.stdout)) {
    const ended = /^guest-exit (\d+)/.exec(line)
    if (ended) code = Number(ended[1])
    else console.log(line)
  }
  if (guest.exitCode === null && guest.signalCode === null) await once(guest, 'exit')
  clearTimeout(timer)
  return code
}
