/** Runs lint, types and the tests one file after another: `npm test`, or `npm test -- e2e` for the files whose path holds a word. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const root = join(import.meta.dirname, '..')
const words = process.argv.slice(2)
const folders = ['unit', 'integration', 'golden', 'e2e']
const files = folders.flatMap((folder) => readdirSync(join(root, 'tests', folder)).filter((name) => name.endsWith('.test.ts')).map((name) => join(root, 'tests', folder, name)))
  .filter((file) => words.length === 0 || words.some((word) => relative(root, file).includes(word)))

let passed = 0
let failed = 0
const count = (isGood: boolean) => {
  if (isGood) passed++
  else failed++
}

if (words.length === 0) {
  count(check('lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']))
  count(check('types', 'typescript/bin/tsc', ['--noEmit']))
}

const events = run({ files, concurrency: 1, timeout: 5 * 60_000 })
events.on('test:pass', ({ details }) => details.type !== 'suite' && count(true))
events.on('test:fail', ({ details }) => details.type !== 'suite' && count(false))
const printed = events.compose(spec)
printed.pipe(process.stdout)
await new Promise((resolve) => printed.on('end', resolve))
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

function check(name: string, program: string, args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? '✔' : '✖'} ${name}`)
  return status === 0
}
