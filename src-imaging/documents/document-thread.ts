/** A thread of its own for files of unknown making: whatever they do to their reader, it can be ended from outside. */
import { parentPort, workerData } from 'node:worker_threads'
import { ScanFailure } from '../scan-failure.ts'
import { isArchive } from './archive.ts'
import { type DocumentPage, pageDpi, type Statement } from './document.ts'
import { openOfd } from './ofd.ts'
import type { FromThread, ThreadWork } from './open-document.ts'
import { openPdf } from './pdf.ts'
import { readInvoiceXml } from './xml.ts'

const port = parentPort!

interface Opened { pageCount: number; statements: Statement[]; page: (number: number, mostDpi: number) => Promise<DocumentPage> }

async function open({ type, bytes }: ThreadWork): Promise<Opened> {
  if (type === 'pdf') return openPdf(bytes, originalInside)
  if (type === 'ofd') return openOfd(bytes)
  const { pages, statements } = await readInvoiceXml(bytes)
  return { pageCount: pages.length, statements, page: async (number) => pages[number - 1]! }
}

/** An OFD or XML invoice attached to a PDF; anything else that is attached says nothing. */
async function originalInside(bytes: Uint8Array): Promise<Statement[]> {
  const isXml = /^\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1').replace('\xef\xbb\xbf', ''))
  const read: ((bytes: Uint8Array) => Promise<{ statements: Statement[] }>) | null = isArchive(bytes) ? openOfd : isXml ? readInvoiceXml : null
  if (!read) return []
  return read(bytes).then(({ statements }) => statements, (error: unknown) => {
    if (error instanceof ScanFailure && error.code !== 'unsafe' && error.code !== 'too-large') return []
    throw error
  })
}

/** A thread's own clock starts with its process. */
const begunMs = performance.now()
/** Since the thread began: pages that come later are drawn coarser, so that a hundred of them are answered within the minute. */
const haste: readonly { afterMs: number; dpi: number }[] = [{ afterMs: 40_000, dpi: 60 }, { afterMs: 26_000, dpi: 100 }]

function dpiByNow(): number {
  return haste.find(({ afterMs }) => performance.now() - begunMs > afterMs)?.dpi ?? pageDpi
}

function send(message: FromThread): void {
  port.postMessage(message, message.type === 'page' ? [message.page.picture.data.buffer as ArrayBuffer] : [])
}

function sendFailure(error: unknown): void {
  const failure = error instanceof ScanFailure ? error : null
  send({ type: 'failure', code: failure?.code ?? 'internal', message: failure?.message ?? String(error instanceof Error ? error.stack : error) })
}

try {
  const document = await open(workerData as ThreadWork)
  port.on('message', (number: number) => {
    document.page(number, dpiByNow()).then((page) => send({ type: 'page', page })).catch(sendFailure)
  })
  send({ type: 'opened', pageCount: document.pageCount, statements: document.statements })
} catch (error) {
  sendFailure(error)
}
