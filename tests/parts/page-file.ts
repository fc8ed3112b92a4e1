/** A page's file opened as whoever gets it does: what its picture shows, and what text it holds unseen. */
import { createCanvas } from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { root } from '../../scripts/launch.ts'
import type { Picture } from '../../src-imaging/opencv.ts'
import { decodePicture } from '../../src-imaging/stages/decode.ts'
import type { ScanItem } from '../../src-shared/scan.ts'

/** The decoders of pdfjs, from its package. */
const decoders = `${join(root, 'node_modules/pdfjs-dist/wasm')}/`

export async function openPageFile({ path, mediaType, dpi }: ScanItem['output']): Promise<{ shown: Picture; text: string[] }> {
  const bytes = readFileSync(path)
  if (mediaType === 'image/jpeg') return { shown: await decodePicture(bytes), text: [] }
  const task = pdfjs.getDocument({ data: Uint8Array.from(bytes), wasmUrl: decoders, verbosity: 0 })
  const page = await (await task.promise).getPage(1)
  const viewport = page.getViewport({ scale: dpi / 72 })
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise
  const { data, info } = await sharp(canvas.toBuffer('image/png')).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { items } = await page.getTextContent({ disableNormalization: true })
  await task.destroy()
  return { shown: { data, widthPx: info.width, heightPx: info.height }, text: items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str.replace(/\s/g, '')] : [])) }
}
