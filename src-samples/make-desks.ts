/**
 * Writes the sample desks: `<out>/<name>.mjpeg` for Chromium's file camera, `<name>.json` with the truth, `desks.json` with the list.
 * Usage: make-desks.ts --out DIR [--seed N]. Desks that are there already, of the same generator and seed, are kept.
 */
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deskPlans, makeDesk, sampleSeed } from './desks.ts'

/** Frames of one scene; with two, the noise moves as a live picture's does. */
const frames = 2

/** Set in the processes that draw. */
const maker = 'PINGYING_DESK_MAKER'

interface Job { outDir: string; seed: number }

async function writeDesk(name: string, { outDir, seed }: Job): Promise<void> {
  const pictures = []
  for (let frame = 0; frame < frames; frame++) pictures.push(await makeDesk(name, { seed, frame }))
  await writeFile(join(outDir, `${name}.mjpeg`), Buffer.concat(pictures.map((picture) => picture.jpeg)))
  await writeFile(join(outDir, `${name}.json`), JSON.stringify(pictures[0]!.truth))
}

/** The generator's own source is part of what a desk is made from. */
async function stampOf(seed: number): Promise<string> {
  const hash = createHash('sha256').update(String(seed))
  const sources = (await readdir(import.meta.dirname, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.startsWith('documents')).sort()
  for (const name of sources) hash.update(await readFile(join(import.meta.dirname, name)))
  return hash.digest('hex')
}

function jobOf(): Job {
  const { values } = parseArgs({ options: { out: { type: 'string' }, seed: { type: 'string', default: String(sampleSeed) } } })
  if (!values.out) throw new Error('usage: make-desks.ts --out DIR [--seed N]')
  return { outDir: values.out, seed: Number(values.seed) }
}

async function main(): Promise<void> {
  const job = jobOf()
  await mkdir(job.outDir, { recursive: true })
  const stampPath = join(job.outDir, 'made')
  const stamp = await stampOf(job.seed)
  if ((await readFile(stampPath, 'utf8').catch(() => '')) === stamp) return
  const waiting = deskPlans.map((plan) => plan.name)
  // Processes rather than threads: drawing is safe one sheet at a time in a process.
  const work = async () => {
    const child = fork(import.meta.filename, process.argv.slice(2), { env: { ...process.env, [maker]: '1' } })
    const died = once(child, 'exit').then(([code, signal]) => Promise.reject(new Error(`a desk could not be made: ${code ?? signal}`)))
    died.catch(() => {})
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      child.send(name)
      await Promise.race([once(child, 'message'), died])
    }
    child.disconnect()
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work))
  await writeFile(join(job.outDir, 'desks.json'), JSON.stringify(deskPlans.map(({ name, title }) => ({ name, title }))))
  await writeFile(stampPath, stamp)
}

if (process.env[maker]) process.on('message', (name: string) => void writeDesk(name, jobOf()).then(() => process.send!(name)))
else await main()
