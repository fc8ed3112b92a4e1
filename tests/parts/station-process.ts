/** The whole station without its window, in this process: real store thread, real vault, real imaging process, real HTTP. */
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/launch.ts'
import { deskCalls } from '../../src-main/desk-calls.ts'
import type { IpcHandlers } from '../../src-main/ipc.ts'
import { type Log, openLog } from '../../src-main/log.ts'
import type { FileDialogs } from '../../src-main/original-calls.ts'
import { openStation, type Station } from '../../src-main/station.ts'

export interface WindowlessStation { station: Station; calls: IpcHandlers; log: Log }

export async function openWindowless(home: string, serverUrl: string): Promise<WindowlessStation> {
  const { log } = openLog(join(home, 'log'))
  const station = await openStation({
    home, version: 'test', isSample: false, log, fetch,
    storeWorkerUrl: pathToFileURL(join(root, 'src-main/store/store-worker.ts')),
    imaging: { node: process.execPath, script: join(root, 'src-imaging/main.ts'), env: {} },
    seal: { seal: (plain) => plain, open: (kept) => kept },
    tell: () => {},
  })
  await station.saveSettings({ ...station.settings(), serverUrl })
  const calls = deskCalls({
    station, sampleDesks: null, log, dialogs: nobodyToAsk, openLogFile: async () => {}, quit: () => {}, closingShown: () => {}, deskShown: () => {}, useProxy: async () => {}, fetchThrough: async () => fetch,
  })
  station.imaging.wake()
  await station.reconnect()
  return { station, calls, log }
}

/** Every question is answered with “cancel”. */
const nobodyToAsk: FileDialogs = { openFiles: async () => [], saveAs: async () => null, printToPdf: async () => new Uint8Array(), writeFile, copyFile }

/** Polls until it holds. */
export async function until(holds: () => Promise<boolean>, timeoutMs: number, complaint: string): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(complaint)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
