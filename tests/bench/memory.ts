/**
 * The memory of one imaging process over many pages, asked as the desk asks it. Pages are drawn beforehand, by other processes,
 * and come round again in turn, so that the first and the last stretch are the same pages. Linux, whose kernel keeps the peak.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../scripts/launch.ts'
import { makeVoucher, sampleKinds } from '../../src-samples/make-voucher.ts'
import { photograph } from '../../src-samples/photograph.ts'
import { ImagingChild } from '../../src-main/imaging/imaging-child.ts'
import { at, bar } from './table.ts'

const pages = 20 * Number(process.env.PINGYING_BENCH_PAGES ?? 25)
/** From the page at which everything is loaded and warm, as long a stretch as is compared with the last one. */
const warm = Math.ceil(pages / 10)
const firstSeed = 960_000
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

export async function memoryOverPages(folder: string): Promise<void> {
  if (!existsSync('/proc/self/status')) {
    console.error('the memory of another process is read from /proc, which this system does not have: its rows are left out')
    return
  }
  const inputs = await drawnPages(join(folder, 'inputs'))
  await inOneLife('finding and compressing', 'tests/bench/imaging/finding-process.ts', 700, { inputs, folder })
  await inOneLife('reading and finding', 'src-imaging/main.ts', 1024, { inputs, folder })
}

async function inOneLife(what: string, script: string, mostMb: number, { inputs, folder }: { inputs: readonly string[]; folder: string }): Promise<void> {
  const child = new ImagingChild({ node: process.execPath, script: join(root, script), env: {} }, quiet)
  const afterPageMb: number[] = []
  try {
    let pid: number | null = null
    for (let i = 0; i < pages; i++) {
      const answer = await child.ask({ id: String(i), type: 'process', inputPath: inputs[i % inputs.length]!, outDir: join(folder, 'pages'), engine: 'paddle' }, 120_000)
      if (!answer.ok) throw new Error(`${inputs[i % inputs.length]}: ${answer.error.message}`)
      if (pid !== null && child.pid !== pid) throw new Error(`another process answers from page ${i} on: this is not one life`)
      pid = child.pid
      afterPageMb.push(memoryMb(pid!, 'VmRSS'))
      if (i % 50 === 49) console.error(`${what}, ${i + 1} of ${pages} pages: ${Math.round(afterPageMb.at(-1)!)} MB`)
    }
    bar(`peak memory of ${what}, ${pages} pages in one life`, memoryMb(pid!, 'VmHWM'), 'MB', '<=', mostMb)
    const [early, late] = [at(afterPageMb.slice(warm, 2 * warm), 0.5), at(afterPageMb.slice(-warm), 0.5)]
    bar(`${what}: growth from pages ${warm}-${2 * warm} to the last ${warm}, medians`, (100 * (late - early)) / early, '%', '<=', 5)
  } finally {
    child.stop()
  }
}

function memoryMb(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
}

/** As many as one stretch, of every kind in turn, so that each stretch is one round. */
async function drawnPages(folder: string): Promise<string[]> {
  mkdirSync(folder)
  const drawing = fork(import.meta.filename, [folder, String(warm)])
  const [code] = await once(drawing, 'exit')
  if (code !== 0) throw new Error(`drawing the pages ended: ${code}`)
  return readdirSync(folder).sort().map((name) => join(folder, name))
}

if (process.send && process.argv[1] === import.meta.filename) {
  const [, , folder, count] = process.argv
  for (let i = 0; i < Number(count); i++) {
    const kind = sampleKinds[i % sampleKinds.length]!
    const { jpeg } = await photograph(makeVoucher(firstSeed + i, { kind, set: 'held-out' }), firstSeed + i, { severity: 'degraded' })
    await writeFile(join(folder!, `${String(i).padStart(3, '0')}-${kind}.jpg`), jpeg)
  }
  process.exit(0)
}
