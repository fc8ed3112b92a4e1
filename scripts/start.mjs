/**
 * `npm start`: sets everything up, then opens the desk beside a finance server of its own on this computer.
 * `npm start -- --tour` plays the main job by itself; so does `npm start` where there is no display.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startDisplay } from './display.mjs'
import { node24, orExplain, root, setUp } from './setup.mjs'

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const isTour = process.argv.includes('--tour') || !hasDisplay
orExplain(() => setUp(['app', ...(hasDisplay ? [] : ['display']), ...(isTour ? ['browser'] : [])]))

const display = hasDisplay ? null : await startDisplay()
const program = isTour ? 'tests/tour/tour.ts' : 'scripts/desk.ts'
const child = spawn(node24, [join(root, program), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, ...display?.env } })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  display?.stop()
  process.exit(signal ? 1 : code)
})
