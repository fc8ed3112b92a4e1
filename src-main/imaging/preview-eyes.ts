/**
 * What looks at the live picture: an imaging process of its own, so that outlines follow the papers while pages are being
 * read. It ends when nobody has asked for a while.
 */
import { AppError } from '../../src-shared/errors.ts'
import type { KnownMat } from '../../src-shared/mat.ts'
import type { SmallFrame } from '../../src-shared/ipc-contract.ts'
import type { LearnMatAnswer, LookAnswer } from '../../src-imaging/messages.ts'
import type { Log } from '../log.ts'
import { ImagingChild, type ImagingCommand } from './imaging-child.ts'

const idleMs = 30_000
/** The first look waits for the network to load, on a PC that is busy as well. */
const answerTimeoutMs = 20_000

export class PreviewEyes {
  private readonly child: ImagingChild
  private readonly log: Log
  private idle: NodeJS.Timeout | undefined

  constructor(command: ImagingCommand, log: Log) {
    this.child = new ImagingChild(command, log)
    this.log = log
  }

  /** @throws AppError `not-looked-at`; another look may well succeed */
  look(frame: SmallFrame, mat: KnownMat | null): Promise<Omit<LookAnswer, 'id'>> {
    return this.answered(() => this.child.send<LookAnswer>({ type: 'look', frame, mat }, answerTimeoutMs))
  }

  /** @returns null where the stills are not an empty table and one whole sheet of known size on it @throws AppError `not-looked-at` */
  async learnMat(empty: Uint8Array, sheet: Uint8Array): Promise<KnownMat | null> {
    return (await this.answered(() => this.child.send<LearnMatAnswer>({ type: 'learn-mat', empty, sheet }, answerTimeoutMs))).mat
  }

  private async answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    clearTimeout(this.idle)
    try {
      return await ask()
    } catch (error) {
      this.child.stop()
      throw new AppError('not-looked-at', String(error))
    } finally {
      this.idle = setTimeout(() => this.rest(), idleMs).unref()
    }
  }

  private rest(): void {
    this.log.info({ pid: this.child.pid }, 'nobody looks at the preview')
    this.child.stop()
  }

  close(): void {
    clearTimeout(this.idle)
    this.child.stop()
  }
}
