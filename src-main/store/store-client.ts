/** The store as the main thread sees it: the same rooms and methods, each answering a promise. */
import { Worker } from 'node:worker_threads'
import { AppError, isErrorCode } from '../../src-shared/errors.ts'
import type { StationStore } from './station-store.ts'
import type { StoreAnswer, StoreNews, StoreRequest } from './store-worker.ts'

type Rooms = 'captures' | 'pages' | 'outlines' | 'mats' | 'claims' | 'uploads' | 'settings' | 'search' | 'corrections'
type Remote<T> = { [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never }
export type Store = { [R in Rooms]: Remote<StationStore[R]> } & { close(): Promise<void> }

/**
 * @param workerUrl the bundled store-worker
 * @param path the SQLite file
 * @param updating told where data of an earlier version is brought up to date first, which takes a while
 * @throws AppError `newer-database`, or `internal` where the file cannot be opened
 */
export async function openStore(workerUrl: URL, path: string, updating: () => void): Promise<Store> {
  const worker = new Worker(workerUrl, { workerData: { path } })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0
  const opened = new Promise((resolve, reject) => waiting.set(0, { resolve, reject }))

  worker.on('message', (answer: StoreAnswer | StoreNews) => {
    if (answer === 'updating') return updating()
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) call?.reject(new AppError(isErrorCode(answer.error.code) ? answer.error.code : 'internal', answer.error.message))
    else call?.resolve(answer.value)
  })
  worker.on('error', (error) => {
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
  })

  const call = (room: string, method: string, args: unknown[]) => new Promise<unknown>((resolve, reject) => {
    const id = ++lastId
    waiting.set(id, { resolve, reject })
    worker.postMessage({ id, room, method, args } satisfies StoreRequest)
  })
  const room = (name: string) => new Proxy({}, { get: (_, method: string) => (...args: unknown[]) => call(name, method, args) })

  await opened
  return {
    captures: room('captures'), pages: room('pages'), outlines: room('outlines'), mats: room('mats'), claims: room('claims'), uploads: room('uploads'), settings: room('settings'), search: room('search'), corrections: room('corrections'),
    close: async () => {
      await call('store', 'close', [])
      await worker.terminate()
    },
  } as Store
}
