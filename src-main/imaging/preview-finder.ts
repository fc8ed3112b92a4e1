/**
 * The preview's eyes: an imaging process of their own, so that outlines follow the papers while pages are being read. It
 * ends when nobody has looked for a while.
 */
import { AppError } from '../../src-shared/errors.ts'
import type { SeenPaper } from '../../src-shared/outline.ts'
import type { LookRequest } from '../../src-imaging/messages.ts'
import type { Log } from '../log.ts'
import { ImagingChild, type ImagingCommand } from './imaging-child.ts'

const idleMs = 30_000
/** The first look waits for the network to load, on a PC that is busy as well. */
const answerTimeoutMs = 20_000

export class PreviewFinder {
  private readonly child: ImagingChild
  private readonly log: Log
  private idle: NodeJS.Timeout | undefined

  constructor(command: ImagingCommand, log: Log) {
    this.child = new ImagingChild(command, log)
    this.log = log
  }

  /** @throws AppError `imaging-failed`; another look may well succeed */
  async look(frame: LookRequest['frame']): Promise<SeenPaper[]> {
    clearTimeout(this.idle)
    try {
      return (await this.child.look(frame, answerTimeoutMs)).papers
    } catch (error) {
      this.log.warn({ error: String(error) }, 'the preview is not looked at')
      this.child.stop()
      throw new AppError('imaging-failed')
    } finally {
      this.idle = setTimeout(() => this.child.stop(), idleMs).unref()
    }
  }

  close(): void {
    clearTimeout(this.idle)
    this.child.stop()
  }
}
