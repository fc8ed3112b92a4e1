/** A page's picture in both windows, as the archive keeps it: a JPEG, or a PDF of one page drawn here. */
import { getDocument, PDFWorker, version } from 'pdfjs-dist'
import PdfScript from 'pdfjs-dist/build/pdf.worker.min.mjs?worker'
import { useEffect, useState } from 'react'

/** More than a screen shows of a page. */
const shownLongSidePx = 2000

/** `address` is what an image can show, once it is there. */
export interface PageImage { address?: string; isFailed: boolean }

/** @param url of a page's file */
export function usePageImage(url: string, longSidePx = shownLongSidePx): PageImage {
  const [shown, setShown] = useState<PageImage & { url: string }>()
  useEffect(() => {
    const leaving = new AbortController()
    const show = (image: PageImage) => leaving.signal.aborted || setShown({ ...image, url })
    const made = imageOf(url, longSidePx, leaving.signal)
    made.then((address) => show({ address, isFailed: false }), (error: unknown) => {
      if (!leaving.signal.aborted) console.error(error)
      show({ isFailed: true })
    })
    return () => {
      leaving.abort()
      made.then((address) => URL.revokeObjectURL(address), () => {})
    }
  }, [url, longSidePx])
  return shown?.url === url ? shown : { isFailed: false }
}

async function imageOf(url: string, longSidePx: number, signal: AbortSignal): Promise<string> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const file = await answer.blob()
  return URL.createObjectURL(file.type === 'application/pdf' ? await inTurn(longSidePx, signal, async () => drawn(await file.arrayBuffer(), longSidePx)) : file)
}

const last = new Map<number, Promise<unknown>>()

/** One drawing of a size at a time: a list of many pages never holds up the one that is looked at, nor the window. */
function inTurn<T>(longSidePx: number, signal: AbortSignal, draw: () => Promise<T>): Promise<T> {
  const turn = (last.get(longSidePx) ?? Promise.resolve()).then(() => {
    signal.throwIfAborted()
    return draw()
  })
  last.set(longSidePx, turn.catch(() => {}))
  return turn
}

/** @throws where any of the file's pictures cannot be drawn: a page without its print must not be taken for one */
async function drawn(pdf: ArrayBuffer, longSidePx: number): Promise<Blob> {
  // A worker of its own: nothing of one file outlives its drawing.
  const port = new PdfScript()
  // The decoder is a script of ours (scripts/pdf-decoder.mjs): no window compiles WebAssembly.
  const opening = getDocument({ data: pdf, worker: PDFWorker.create({ port }), wasmUrl: new URL(`/assets/pdfjs-${version}/`, location.href).href, useWasm: false, enableXfa: false, disableFontFace: true })
  try {
    const page = await (await opening.promise).getPage(1)
    const { width, height } = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: longSidePx / Math.max(width, height) })
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(viewport.width), height: Math.round(viewport.height) })
    await page.render({ canvas, viewport }).promise
    for (const [name, picture] of page.objs) if (picture === null) throw new Error(`${name} of a page's file was not drawn`)
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing drawn'))), 'image/jpeg', 0.92))
  } finally {
    await opening.destroy()
    port.terminate()
  }
}
