/** Much work in small pieces on all processors: a process for each, so that one thread works in every one. */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

type Answer<Outcome> = { outcome?: Outcome; error?: string }

/**
 * @param script a file that calls `answerPlans`
 * @returns the outcomes in the order of the plans
 * @throws Error where a plan failed or its process ended
 */
export async function onAllProcessors<Plan, Outcome>(script: string, plans: readonly Plan[], tell: (done: number) => void = () => {}): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0
  let done = 0
  const work = async () => {
    const child = fork(script, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    try {
      for (let index = next++; index < plans.length; index = next++) {
        outcomes[index] = await ask<Plan, Outcome>(child, plans[index]!)
        tell(++done)
      }
    } finally {
      child.kill()
    }
  }
  await Promise.all(Array.from({ length: Math.min(8, availableParallelism()) }, work))
  return outcomes
}

function ask<Plan, Outcome>(child: ReturnType<typeof fork>, plan: Plan): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`the working process ended (${code}) at ${JSON.stringify(plan)}`))
    child.once('exit', fail)
    child.once('message', ({ outcome, error }: Answer<Outcome>) => {
      child.off('exit', fail)
      if (outcome) resolve(outcome)
      else reject(new Error(`${JSON.stringify(plan)}: ${error}`))
    })
    child.send(plan as object)
  })
}

/** Where the file was started as a working process: does each plan that comes, in a folder of the process's own. */
export function answerPlans<Plan, Outcome>(script: string, work: (plan: Plan, folder: string) => Promise<Outcome>): void {
  if (!process.send || process.argv[1] !== script) return
  const folder = mkdtempSync(join(tmpdir(), 'pingying-work-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.on('SIGTERM', () => process.exit(0))
  process.on('message', (plan: Plan) => {
    work(plan, folder).then((outcome) => process.send!({ outcome }), (error: Error) => process.send!({ error: error.stack }))
  })
}
