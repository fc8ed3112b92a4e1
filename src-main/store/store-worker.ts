/** The store's thread: takes {id, room, method, args}, answers {id, value} or {id, error}; before an update of older data it says 'updating'. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'
import { StationStore } from './station-store.ts'

export interface StoreRequest { id: number; room: string; method: string; args: unknown[] }
export type StoreAnswer = { id: number; value: unknown } | { id: number; error: { code: string; message: string } }
/** Data of an earlier version is about to be brought up to date. */
export type StoreNews = 'updating'

const port = parentPort!

function answer(id: number, work: () => unknown): void {
  try {
    port.postMessage({ id, value: work() } satisfies StoreAnswer)
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    port.postMessage({ id, error: { code, message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) } } satisfies StoreAnswer)
  }
}

let store: StationStore | null = null
answer(0, () => {
  store = new StationStore((workerData as { path: string }).path, () => port.postMessage('updating' satisfies StoreNews))
})

port.on('message', ({ id, room, method, args }: StoreRequest) => {
  answer(id, () => {
    if (!store) throw new AppError('internal', 'the store did not open')
    if (room === 'store' && method === 'close') return store.close()
    const rooms = store as unknown as Record<string, Record<string, (...values: unknown[]) => unknown>>
    return rooms[room]![method]!(...args)
  })
})
