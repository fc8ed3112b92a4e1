/** QR codes on a page, by zxing compiled to WebAssembly: half size first, which is faster and finds nearly all. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type Picture, toMat, withOpenCv } from '../opencv.ts'

let ready: Promise<unknown> | null = null

function load(): Promise<unknown> {
  ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
    .then((wasm) => prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer as ArrayBuffer }, fireImmediately: true }))
  return ready
}

/** Their texts, in no particular order. */
export async function readQrCodes(page: Picture): Promise<string[]> {
  await load()
  for (const scale of [0.5, 1]) {
    const found = await readBarcodes(await gray(page, scale), { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 })
    const texts = found.filter((code) => code.isValid).map((code) => code.text)
    if (texts.length > 0) return [...new Set(texts)]
  }
  return []
}

async function gray(page: Picture, scale: number): Promise<ImageData> {
  return withOpenCv((cv, keep) => {
    const small = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, page)), small, new cv.Size(Math.round(page.widthPx * scale), Math.round(page.heightPx * scale)), 0, 0, cv.INTER_AREA)
    const rgba = keep(new cv.Mat())
    cv.cvtColor(small, rgba, cv.COLOR_RGB2RGBA)
    return { data: new Uint8ClampedArray(rgba.data), width: rgba.cols, height: rgba.rows, colorSpace: 'srgb' } as ImageData
  })
}
