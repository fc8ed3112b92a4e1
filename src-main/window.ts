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

/** Words in both languages while an earlier version's data is brought up to date: the settings are not open yet. Runs no scripts and reaches nothing; to be destroyed. */
export function openUpdateNotice(): BrowserWindow {
  const window = new BrowserWindow({
    width: 620, height: 200, resizable: false, closable: false, title: '凭影 Pingying', backgroundColor: '#f5f6f8', autoHideMenuBar: true,
    webPreferences: { sandbox: true, javascript: false, partition: 'notice' },
  })
  window.removeMenu()
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>凭影 Pingying</title>
    <style>body { margin: 0 24px; height: 100vh; display: grid; place-content: center; gap: 10px; text-align: center; font: 16px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; color: #1f2329 } p { margin: 0 } small { color: #646a73; font-size: 13px }</style>
    <p>正在把本机资料升级到新版本，请稍候……</p><small>资料不会丢失；页面很多时需要一两分钟。</small>
    <small>Bringing this computer’s data up to date. Nothing is lost; with many pages it takes a minute or two.</small></html>`
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`)
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
