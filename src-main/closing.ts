/** Closing while files wait to be sent: the person is told first, but a window that no longer answers never keeps the desk open. */
import type { Log } from './log.ts'

export interface ClosingOptions {
  /** Files still to be sent, of every unit at this desk. */
  waitingFiles: () => Promise<number>
  /** Shows the question; `Closing.shown` says that it is on the screen. */
  ask: (waitingFiles: number) => void
  close: () => void
  /** Without asking the window's page, which may hang. */
  closeAnyway: () => void
  log: Log
  /** How long the question may take to be on the screen. */
  answerTimeoutMs?: number
}

export class Closing {
  private readonly options: ClosingOptions
  private isDecided = false
  private unanswered: NodeJS.Timeout | null = null

  constructor(options: ClosingOptions) {
    this.options = options
  }

  /** @returns whether the window may close now; else it closes later, or the question is asked */
  request(): boolean {
    if (this.isDecided) return true
    this.unanswered ??= setTimeout(() => this.giveUp(), this.options.answerTimeoutMs ?? 5_000)
    this.options.waitingFiles().then((files) => (files === 0 ? this.decide() : this.options.ask(files)),
      (error: unknown) => this.options.log.error({ error: String(error) }, 'closing: nobody knows what waits'))
    return false
  }

  /** The question is on the screen; from now on the person decides. */
  shown(): void {
    if (this.unanswered) clearTimeout(this.unanswered)
    this.unanswered = null
  }

  decide(): void {
    this.shown()
    this.isDecided = true
    this.options.close()
  }

  private giveUp(): void {
    this.options.log.warn('the window does not answer: closed without asking; files that wait are kept and go on at the next start')
    this.isDecided = true
    this.options.closeAnyway()
  }
}
