/** Watches what a process asks of the kernel, in order, by strace. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Attaches to processes that run, does `work`, and answers the calls as strace prints them, whole lines, file names beside descriptors. */
export async function traceWhile(pids: number[], tracePath: string, work: () => Promise<void>): Promise<string[]> {
  const calls = 'openat,write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg'
  const tracer = spawn('strace', ['-f', '-y', '-s', '160', '-e', `trace=${calls}`, '-o', tracePath, ...pids.flatMap((pid) => ['-p', String(pid)])], { stdio: ['ignore', 'ignore', 'pipe'] })
  await once(tracer.stderr, 'data')
  await sleep(300)
  try {
    await work()
  } finally {
    await sleep(300)
    tracer.kill('SIGINT')
    await once(tracer, 'exit')
  }
  return joinResumed(readFileSync(tracePath, 'utf8').split('\n'))
}

/** A call that another thread interrupts is printed in two halves; it counts when it has ended. */
function joinResumed(lines: string[]): string[] {
  const begun = new Map<string, string>()
  return lines.flatMap((line) => {
    const pid = line.split(' ')[0]!
    if (line.includes('<unfinished ...>')) {
      begun.set(pid, line.replace('<unfinished ...>', ''))
      return []
    }
    const resumed = /<\.\.\. \w+ resumed>(.*)/.exec(line)
    return [resumed ? `${begun.get(pid) ?? pid}${resumed[1]}` : line]
  })
}

/** Where the steps occur, each after the one before. @throws Error naming the step that is missing */
export function assertOrder(lines: string[], steps: [name: string, pattern: RegExp][]): void {
  let from = 0
  for (const [name, pattern] of steps) {
    const at = lines.findIndex((line, i) => i >= from && pattern.test(line))
    if (at < 0) throw new Error(`after line ${from} there is no “${name}” (${pattern}) in:\n${lines.slice(Math.max(0, from - 3), from + 25).join('\n')}`)
    from = at + 1
  }
}
