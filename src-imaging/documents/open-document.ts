/** Opens a document in a thread of its own, bounded in time and memory, and hands out its pages one by one: a hundred pages at once would not fit a desk's PC. */
import { Worker } from 'node:worker_threads'
import type { ScanErrorCode } from '../../src-shared/scan.ts'
import { ScanFailure } from '../scan-failure.ts'
import type { DocumentPage, ElectronicDocument, Statement } from './document.ts'

/** Every file has its answer within a minute; what is left of it is for the last page's image. */
const openMs = 55_000
/** Above what the process held before. */
const maxGrowthBytes = 1000 * 1024 * 1024
const maxHeapMb = 512
const watchMs = 100

export interface ThreadWork { type: ElectronicDocument['type']; bytes: Uint8Array }

export type FromThread =
  | { type: 'opened'; pageCount: number; statements: Statement[] }
  | { type: 'page'; page: DocumentPage }
  | { type: 'failure'; code: ScanErrorCode; message: string }

export interface OpenDocument {
  type: ElectronicDocument['type']
  statements: Statement[]
  pageCount: number
  /** In order, each once; the next one is made while the caller works on the last. */
  pages: AsyncGenerator<DocumentPage>
  close: () => void
}

/** @throws ScanFailure; its pages throw it too */
export async function openDocument(bytes: Uint8Array, type: ElectronicDocument['type']): Promise<OpenDocument> {
  const work: ThreadWork = { type, bytes }
  const thread = new Worker(new URL('./document-thread.ts', import.meta.url), { workerData: work, resourceLimits: { maxOldGenerationSizeMb: maxHeapMb }, stdout: true, stderr: true })
  const listen = listenTo(thread)
  try {
    const opened = await listen.next()
    if (opened.type !== 'opened') throw new ScanFailure('internal', 'the thread did not open the file')
    return { type, statements: opened.statements, pageCount: opened.pageCount, pages: pagesOf(thread, listen.next, opened.pageCount), close: listen.close }
  } catch (error) {
    listen.close()
    throw error
  }
}

async function* pagesOf(thread: Worker, next: () => Promise<FromThread>, pageCount: number): AsyncGenerator<DocumentPage> {
  if (pageCount > 0) thread.postMessage(1)
  for (let number = 1; number <= pageCount; number++) {
    const message = await next()
    if (message.type !== 'page') throw new ScanFailure('internal', 'the thread gave no page')
    if (number < pageCount) thread.postMessage(number + 1)
    yield message.page
  }
}

/** The thread's messages in turn; its failures, its end and its excesses are thrown. */
function listenTo(thread: Worker): { next: () => Promise<FromThread>; close: () => void } {
  const waiting: FromThread[] = []
  let failure: ScanFailure | null = null
  let wake: (() => void) | null = null
  const close = () => {
    clearTimeout(late)
    clearInterval(watch)
    void thread.terminate()
  }
  const fail = (code: ScanErrorCode, message: string) => {
    failure ??= new ScanFailure(code, message)
    close()
    wake?.()
  }
  const late = setTimeout(() => fail('timeout', `not read within ${openMs} ms`), openMs)
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > maxGrowthBytes) fail('too-large', 'the file takes more memory than any document')
  }, watchMs)
  thread.on('message', (message: FromThread) => {
    if (message.type === 'failure') fail(message.code, message.message)
    else waiting.push(message)
    wake?.()
  })
  thread.on('error', (error: NodeJS.ErrnoException) => fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'internal', error.message))
  thread.on('exit', () => fail('internal', 'the thread ended'))
  const next = async () => {
    while (waiting.length === 0 && !failure) await new Promise<void>((resolve) => (wake = resolve))
    if (failure) throw failure
    return waiting.shift()!
  }
  return { next, close }
}
