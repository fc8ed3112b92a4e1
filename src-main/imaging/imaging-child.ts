/** The imaging process as main sees it: started when needed, one request at a time, started again after a crash. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ImagingAnswer, ImagingRequest } from '../../src-imaging/messages.ts'
import type { Log } from '../log.ts'

/** How to start it: a plain Node (never Electron, whose glib clashes with libvips on Linux) and the entry script. */
export interface ImagingCommand { node: string; script: string; env: Record<string, string> }

/** The process went away, or did not answer in time, while it had the request. */
export class ImagingCrash extends Error {}

export class ImagingChild {
  private readonly command: ImagingCommand
  private readonly log: Log
  private child: ChildProcess | null = null
  /** The reading engine of the last answer. */
  engine: string | null = null

  constructor(command: ImagingCommand, log: Log) {
    this.command = command
    this.log = log
  }

  get pid(): number | null {
    return this.child?.pid ?? null
  }

  /** @throws ImagingCrash */
  async ask(request: ImagingRequest, timeoutMs: number): Promise<ImagingAnswer> {
    const child = (this.child ??= this.start())
    const aborted = new AbortController()
    try {
      const answered = once(child, 'message', { signal: aborted.signal }) as Promise<[ImagingAnswer]>
      const gone = once(child, 'exit', { signal: aborted.signal }).then(([code, signal]) => {
        throw new ImagingCrash(`imaging ended: ${signal ?? code}`)
      })
      const late = new Promise<never>((_, reject) => {
        const timer = setTimeout(() => reject(new ImagingCrash(`no answer in ${timeoutMs} ms`)), timeoutMs)
        aborted.signal.addEventListener('abort', () => clearTimeout(timer))
      })
      child.send(request, (error) => {
        if (error) this.log.warn({ error: error.message }, 'imaging does not listen')
      })
      const [answer] = await Promise.race([answered, gone, late])
      if (answer.ok) this.engine = answer.engine
      return answer
    } catch (error) {
      this.stop()
      throw error
    } finally {
      aborted.abort()
    }
  }

  stop(): void {
    this.child?.kill('SIGKILL')
    this.child = null
  }

  private start(): ChildProcess {
    const { node, script, env } = this.command
    const child = spawn(node, [script], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '' } })
    child.stderr?.on('data', (text: Buffer) => this.log.warn({ imaging: text.toString().slice(0, 2000) }, 'imaging says'))
    child.on('error', (error) => this.log.error({ error: error.message }, 'imaging does not start'))
    // Gone while nothing was asked of it, killed or renewed: the next request must not wait for it.
    child.once('exit', () => {
      if (this.child === child) this.child = null
    })
    this.log.info({ pid: child.pid }, 'imaging started')
    return child
  }
}
