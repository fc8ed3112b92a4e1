/**
 * Writes the sample desks: `<out>/<name>.mjpeg` for Chromium's file camera, `<name>.json` with the truth, `desks.json` with the list.
 * Usage: make-desks.ts --out DIR [--seed N]. Desks that are there already, of the same generator and seed, are kept.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { deskPlans, makeDesk, sampleSeed } from './desks.ts'

/** Frames of one scene; with two, the noise moves as a live picture's does. */
const frames = 2

interface Job { outDir: string; seed: number }

async function writeDesk(name: string, { outDir, seed }: Job): Promise<void> {
  const pictures = []
  for (let frame = 0; frame < frames; frame++) pictures.push(await makeDesk(name, { seed, frame }))
  await writeFile(join(outDir, `${name}.mjpeg`), Buffer.concat(pictures.map((picture) => picture.jpeg)))
  await writeFile(join(outDir, `${name}.json`), JSON.stringify(pictures[0]!.truth))
}

/** The generator's own source is part of what a desk is made from; the folders beside it make other samples. */
async function stampOf(seed: number): Promise<string> {
  const hash = createHash('sha256').update(String(seed))
  const sources = (await readdir(import.meta.dirname, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
  for (const name of sources.sort()) hash.update(await readFile(join(import.meta.dirname, name)))
  return hash.digest('hex')
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' }, seed: { type: 'string', default: String(sampleSeed) } } })
  if (!values.out) throw new Error('usage: make-desks.ts --out DIR [--seed N]')
  const job: Job = { outDir: values.out, seed: Number(values.seed) }
  await mkdir(job.outDir, { recursive: true })
  const stampPath = join(job.outDir, 'made')
  const stamp = await stampOf(job.seed)
  if ((await readFile(stampPath, 'utf8').catch(() => '')) === stamp) return
  const waiting = deskPlans.map((plan) => plan.name)
  const work = async () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: job })
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      worker.postMessage(name)
      await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    }
    await worker.terminate()
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work))
  await writeFile(join(job.outDir, 'desks.json'), JSON.stringify(deskPlans.map(({ name, title }) => ({ name, title }))))
  await writeFile(stampPath, stamp)
}

if (isMainThread) await main()
else {
  parentPort!.on('message', (name: string) => {
    void writeDesk(name, workerData as Job).then(() => parentPort!.postMessage(name))
  })
}
