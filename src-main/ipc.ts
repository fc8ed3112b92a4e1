/** The one place that touches ipcMain: checks who asks and what is asked, and turns errors into codes. */
import { ipcMain, type WebContents } from 'electron'
import { AppError, type ErrorCode } from '../src-shared/errors.ts'
import { type IpcChannel, ipcChannels, type IpcEvent } from '../src-shared/ipc-channels.ts'
import { type IpcAnswer, ipcContract, type IpcEventPayload, type IpcInput, type IpcOutput } from '../src-shared/ipc-contract.ts'
import type { Log } from './log.ts'

export type IpcHandlers = { [C in IpcChannel]: (input: IpcInput<C>) => Promise<IpcOutput<C>> }

/** @param isOurs whether a frame's URL is the desk's own page */
export function serveIpc(handlers: IpcHandlers, isOurs: (url: string) => boolean, log: Log): void {
  for (const channel of ipcChannels) {
    ipcMain.handle(channel, async (event, input: unknown): Promise<IpcAnswer<unknown>> => {
      if (!event.senderFrame || !isOurs(event.senderFrame.url)) {
        log.error({ channel, url: event.senderFrame?.url }, 'ipc from a foreign frame')
        return refusal('not-allowed')
      }
      const parsed = ipcContract[channel].input.safeParse(input)
      if (!parsed.success) {
        log.error({ channel, issues: parsed.error.issues }, 'ipc input refused')
        return refusal('bad-request')
      }
      return answer(channel, () => (handlers[channel] as (value: unknown) => Promise<unknown>)(parsed.data), log)
    })
  }
}

export function tell<E extends IpcEvent>(to: WebContents, event: E, payload: IpcEventPayload[E]): void {
  if (!to.isDestroyed()) to.send(event, payload)
}

async function answer(channel: IpcChannel, work: () => Promise<unknown>, log: Log): Promise<IpcAnswer<unknown>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const failure = error instanceof AppError ? error : new AppError('internal', error instanceof Error ? error.stack : String(error))
    log[failure.kind === 'bug' ? 'error' : 'info']({ channel, code: failure.code, detail: failure.detail }, 'call failed')
    return refusal(failure.code)
  }
}

const refusal = (code: ErrorCode): IpcAnswer<never> => ({ ok: false, error: { code } })
