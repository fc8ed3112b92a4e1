/** Runs one of the project's TypeScript programs on its own Node 24: `node scripts/run.mjs <file> [arguments]`. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensurePackages, node24, orExplain, root, setUp } from './setup.mjs'

const [file, ...args] = process.argv.slice(2)
const needsApp = file.startsWith('tests/')
orExplain(() => (needsApp ? setUp(['app', 'display', 'browser', 'trace', 'fonts']) : ensurePackages()))

const child = spawn(node24, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
