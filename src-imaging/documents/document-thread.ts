/** A thread of its own for files of unknown making: whatever they do to their reader, it can be ended from outside. */
import { parentPort, workerData } from 'node:worker_threads'
import { ScanFailure } from '../scan-failure.ts'
import type { DocumentPage } from './document.ts'
import type { FromThread, ThreadWork } from './open-document.ts'
import { openPdf } from './pdf.ts'

const { bytes } = workerData as ThreadWork
const port = parentPort!

function send(message: FromThread): void {
  port.postMessage(message, message.type === 'page' ? [message.page.picture.data.buffer as ArrayBuffer] : [])
}

function sendFailure(error: unknown): void {
  const failure = error instanceof ScanFailure ? error : null
  send({ type: 'failure', code: failure?.code ?? 'internal', message: failure?.message ?? String(error) })
}

try {
  const pdf = await openPdf(bytes, async () => null)
  port.on('message', (number: number) => {
    pdf.page(number).then((page: DocumentPage) => send({ type: 'page', page })).catch(sendFailure)
  })
  send({ type: 'opened', pageCount: pdf.pageCount, statements: pdf.statements })
} catch (error) {
  sendFailure(error)
}
