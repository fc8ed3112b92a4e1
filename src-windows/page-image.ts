/** A page's picture in both windows, as the archive keeps it: a JPEG, or a PDF of one page drawn here. */
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist'
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker'
import { useEffect, useState } from 'react'

/** More than a screen shows of a page. */
const shownLongSidePx = 2000

/** @param url of a page's file @returns an address that an image can show; undefined until it is there, and where it cannot be had */
export function usePageImage(url: string, longSidePx = shownLongSidePx): string | undefined {
  const [shown, setShown] = useState<{ url: string; address: string }>()
  useEffect(() => {
    const leaving = new AbortController()
    const made = imageOf(url, longSidePx, leaving.signal)
    made.then((address) => leaving.signal.aborted || setShown({ url, address })).catch((error: unknown) => leaving.signal.aborted || console.error(error))
    return () => {
      leaving.abort()
      made.then((address) => URL.revokeObjectURL(address), () => {})
    }
  }, [url, longSidePx])
  return shown?.url === url ? shown.address : undefined
}

async function imageOf(url: string, longSidePx: number, signal: AbortSignal): Promise<string> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const file = await answer.blob()
  return URL.createObjectURL(file.type === 'application/pdf' ? await drawn(await file.arrayBuffer(), longSidePx) : file)
}

let worker: Worker | undefined

async function drawn(pdf: ArrayBuffer, longSidePx: number): Promise<Blob> {
  GlobalWorkerOptions.workerPort = worker ??= new PdfWorker()
  // The decoder is a script of ours (scripts/pdf-decoder.mjs): no window compiles WebAssembly.
  const opening = getDocument({ data: pdf, wasmUrl: new URL('/pdfjs/', location.href).href, useWasm: false, enableXfa: false, disableFontFace: true })
  try {
    const page = await (await opening.promise).getPage(1)
    const { width, height } = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: longSidePx / Math.max(width, height) })
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(viewport.width), height: Math.round(viewport.height) })
    await page.render({ canvas, viewport }).promise
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing drawn'))), 'image/jpeg', 0.92))
  } finally {
    await opening.destroy()
  }
}
