/** A display in memory for machines without a screen. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** @returns {Promise<{env: {DISPLAY: string, DBUS_SESSION_BUS_ADDRESS: string}, stop: () => void}>} */
export async function startDisplay() {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await Promise.race([
    once(xvfb.stdio[3], 'data'),
    once(xvfb, 'exit').then(() => Promise.reject(new Error('Xvfb did not start'))),
  ])
  return { env: { DISPLAY: `:${String(number).trim()}`, DBUS_SESSION_BUS_ADDRESS: '/dev/null' }, stop: () => xvfb.kill() }
}
