/**
 * Runs lint, types and the tests: `npm test`, or `npm test -- e2e` for the files whose path holds a word. Files run two at a
 * time, those with pictures to read first, as they take longest; those of the desk one after the other, as a person has one.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const root = join(import.meta.dirname, '..')
const words = process.argv.slice(2)
const rounds = [{ folders: ['golden', 'integration', 'unit'], atOnce: 2 }, { folders: ['e2e'], atOnce: 1 }]
/** Against a test that hangs. */
const longestMs = 5 * 60_000

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

for (const { folders, atOnce } of rounds) await runFiles(folders.flatMap(wantedIn), atOnce)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

function wantedIn(folder: string): string[] {
  const files = readdirSync(join(root, 'tests', folder)).filter((name) => name.endsWith('.test.ts')).map((name) => join(root, 'tests', folder, name))
  return files.filter((file) => words.length === 0 || words.some((word) => relative(root, file).includes(word)))
}

async function runFiles(files: string[], concurrency: number): Promise<void> {
  if (files.length === 0) return
  const events = run({ files, concurrency, timeout: longestMs })
  events.on('test:pass', ({ details }) => details.type !== 'suite' && count(true))
  events.on('test:fail', ({ details }) => details.type !== 'suite' && count(false))
  const printed = events.compose(spec)
  printed.pipe(process.stdout)
  await new Promise((resolve) => printed.on('end', resolve))
}

function check(name: string, program: string, args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? '✔' : '✖'} ${name}`)
  return status === 0
}
