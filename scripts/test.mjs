/** `npm test`: sets everything up, then runs lint, types and all tests on a display in memory. The last line is `N passed, N failed`. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startDisplay } from './display.mjs'
import { node24, orExplain, root, setUp } from './setup.mjs'

orExplain(() => setUp(['app', 'display', 'browser', 'trace', 'fonts']))
const display = process.platform === 'linux' ? await startDisplay() : null
const child = spawn(node24, [join(root, 'tests/run.ts'), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, ...display?.env } })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  display?.stop()
  process.exit(signal ? 1 : code)
})
