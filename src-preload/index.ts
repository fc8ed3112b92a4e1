/** The only door between the desk's window and the main process: named calls and named events, nothing generic. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { ipcChannels, ipcEvents } from '../src-shared/ipc-channels.ts'

const call = Object.fromEntries(ipcChannels.map((channel) => [channel, (input: unknown) => ipcRenderer.invoke(channel, input)]))

const on = Object.fromEntries(ipcEvents.map((name) => [name, (listener: (payload: unknown) => void) => {
  const hear = (_event: IpcRendererEvent, payload: unknown) => listener(payload)
  ipcRenderer.on(name, hear)
  return () => ipcRenderer.off(name, hear)
}]))

contextBridge.exposeInMainWorld('pingying', { call, on })
