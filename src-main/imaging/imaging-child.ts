/** The imaging process as main sees it: started when needed, one page at a time, started again after a crash. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AnyRequest, EngineChoice, ImagingAnswer, ImagingRequest, ModelsAnswer } from '../../src-imaging/messages.ts'
import type { Log } from '../log.ts'

/** How to start it: a plain Node (never Electron, whose glib clashes with libvips on Linux) and the entry script. */
export interface ImagingCommand { node: string; script: string; env: Record<string, string> }

/**
 * For glibc: networks ask for blocks of ever other sizes, and what is left between them in its heap is never given back. From
 * 1 MB on they are mapped alone; the rest shares one heap, which gives back what is free at its end: over 150 pages it grew by
 * 3 MB, two that kept 64 MB by 13. Other systems take no notice.
 */
const allocatorEnv = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '1048576', MALLOC_TRIM_THRESHOLD_: '1048576' }
/** V8 takes 134 MB for young objects under load and gives them back when it likes; a page does not need a fifth of it. */
const nodeFlags = ['--max-semi-space-size=8', '--expose-gc']

type Unnumbered<Request> = Request extends AnyRequest ? Omit<Request, 'id'> : never

/** The process went away, or did not answer in time, while it had the request. */
export class ImagingCrash extends Error {}

export class ImagingChild {
  private readonly command: ImagingCommand
  private readonly log: Log
  private child: ChildProcess | null = null
  /** The reading engine and model of the last answer. */
  engine: string | null = null
  model: string | null = null

  constructor(command: ImagingCommand, log: Log) {
    this.command = command
    this.log = log
  }

  get pid(): number | null {
    return this.child?.pid ?? null
  }

  /** A process that does not answer is ended, and started again by the next request. @throws ImagingCrash */
  async ask(request: ImagingRequest, timeoutMs: number): Promise<ImagingAnswer> {
    try {
      const answer = await this.answered<ImagingAnswer>(request, timeoutMs)
      if (answer.ok) {
        this.engine = answer.engine
        this.model = answer.model ?? null
      }
      return answer
    } catch (error) {
      this.stop()
      throw error
    }
  }

  /** Which models are there; answered also while a page is being read. @throws ImagingCrash */
  models(engine: EngineChoice, timeoutMs: number): Promise<ModelsAnswer> {
    return this.send<ModelsAnswer>({ type: 'models', engine }, timeoutMs)
  }

  /** What is answered at once, whatever is being read. @throws ImagingCrash */
  send<Answer extends { id: string }>(request: Unnumbered<Exclude<AnyRequest, ImagingRequest>>, timeoutMs: number): Promise<Answer> {
    return this.answered<Answer>({ id: randomUUID(), ...request }, timeoutMs)
  }

  private async answered<Answer extends { id: string }>(request: AnyRequest, timeoutMs: number): Promise<Answer> {
    const child = (this.child ??= this.start())
    const aborted = new AbortController()
    try {
      const answered = new Promise<Answer>((resolve) => {
        const hear = (answer: Answer) => {
          if (answer.id === request.id) resolve(answer)
        }
        child.on('message', hear)
        aborted.signal.addEventListener('abort', () => child.off('message', hear))
      })
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
      return await Promise.race([answered, gone, late])
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
    const child = spawn(node, [...nodeFlags, script], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced', env: { ...process.env, ...allocatorEnv, ...env, ELECTRON_RUN_AS_NODE: '' } })
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
