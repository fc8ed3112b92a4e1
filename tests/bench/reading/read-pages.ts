/** Reads many pages on all processors: a process for each, one thread of reading in every one. */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PageOutcome, type PagePlan, readPage } from './pages.ts'

/** @returns the outcomes in the order of the plans */
export async function readPages(plans: readonly PagePlan[], tell: (done: number) => void = () => {}): Promise<PageOutcome[]> {
  const outcomes: PageOutcome[] = []
  let next = 0
  let done = 0
  const work = async () => {
    const child = fork(import.meta.filename, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    try {
      for (let index = next++; index < plans.length; index = next++) {
        outcomes[index] = await ask(child, plans[index]!)
        tell(++done)
      }
    } finally {
      child.kill()
    }
  }
  await Promise.all(Array.from({ length: Math.min(8, availableParallelism()) }, work))
  return outcomes
}

function ask(child: ReturnType<typeof fork>, plan: PagePlan): Promise<PageOutcome> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`the reading process ended (${code}) at ${JSON.stringify(plan)}`))
    child.once('exit', fail)
    child.once('message', ({ outcome, error }: { outcome?: PageOutcome; error?: string }) => {
      child.off('exit', fail)
      if (outcome) resolve(outcome)
      else reject(new Error(`${JSON.stringify(plan)}: ${error}`))
    })
    child.send(plan)
  })
}

if (process.send && process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'pingying-pages-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.on('SIGTERM', () => process.exit(0))
  process.on('message', (plan: PagePlan) => {
    readPage(plan, folder).then((outcome) => process.send!({ outcome }), (error: Error) => process.send!({ error: error.stack }))
  })
}
