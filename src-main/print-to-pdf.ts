/** HTML of our own making to PDF, in a hidden window that runs no scripts and reaches nothing. */
import { BrowserWindow } from 'electron'

export async function printToPdf(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false, partition: 'print' } })
  try {
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`)
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
  } finally {
    window.destroy()
  }
}
