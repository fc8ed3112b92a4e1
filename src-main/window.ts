/** The desk's one window: sandboxed, its own origin only, the camera and nothing else permitted. */
import { BrowserWindow, type Session } from 'electron'
import { join } from 'node:path'
import { deskOrigin } from './protocols.ts'

export function isDeskUrl(url: string): boolean {
  return url.startsWith(`${deskOrigin}/`)
}

/** @param close asked before the window closes; answering false keeps it open */
export function openWindow(preloadFolder: string, close: () => boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440, height: 900, minWidth: 1100, minHeight: 700, show: false, title: '凭影 Pingying', backgroundColor: '#f5f6f8', autoHideMenuBar: true,
    webPreferences: {
      preload: join(preloadFolder, 'index.cjs'),
      sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false,
      // The stream must go on while another window covers the desk, or the next still is of a paper long gone.
      backgroundThrottling: false,
    },
  })
  window.removeMenu()
  window.once('ready-to-show', () => window.show())
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.on('close', (event) => {
    if (!close()) event.preventDefault()
  })
  void window.loadURL(`${deskOrigin}/index.html`)
  return window
}

/** The camera for our own page; every other permission and device is refused. */
export function guardPermissions(session: Session): void {
  const isCamera = (permission: string, url: string, types: readonly string[] | undefined) =>
    permission === 'media' && isDeskUrl(url.endsWith('/') ? url : `${url}/`) && !(types ?? []).includes('audio')
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isCamera(permission, details.requestingUrl, 'mediaTypes' in details ? details.mediaTypes : undefined))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => isCamera(permission, origin, details.mediaType ? [details.mediaType] : undefined))
  session.setDevicePermissionHandler(() => false)
}
