/**
 * QR and bar codes on a page, by zxing compiled to WebAssembly. Half size first, which is faster and finds nearly all;
 * full size only where something looks like a code that half size did not read.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes, type ReadInputBarcodeFormat } from 'zxing-wasm/reader'
import type { Quad } from '../../src-shared/voucher.ts'
import { type Picture, toMat, withOpenCv } from '../opencv.ts'

let ready: Promise<unknown> | null = null

function load(): Promise<unknown> {
  ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
    .then((wasm) => prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer as ArrayBuffer }, fireImmediately: true }))
  return ready
}

const formats: ReadInputBarcodeFormat[] = ['QRCode', 'DataMatrix', 'PDF417', 'Aztec', 'Code128', 'Code39', 'EAN13', 'ITF']
/** Rules and letters of a form read as short bar codes; real ones carry numbers of some length. */
const shortestBarCode = 6
const mostCodes = 12

/** A code's text, and its corners from its own upper left one on, in the page's pixels. */
export interface FoundCode { text: string; boxPx: Quad }

/** Their texts, in no particular order. */
export async function readQrCodes(page: Picture): Promise<string[]> {
  return (await findCodes(page)).map(({ text }) => text)
}

/** One for each text. */
export async function findCodes(page: Picture): Promise<FoundCode[]> {
  await load()
  const half = await codesAt(page, 0.5)
  if (half.length >= await suspectedCodes(page)) return half
  return oneForEachText([...half, ...await codesAt(page, 1)])
}

async function codesAt(page: Picture, scale: number): Promise<FoundCode[]> {
  const found = await readBarcodes(await gray(page, scale), { formats, tryHarder: true, maxNumberOfSymbols: mostCodes })
  const sure = found.filter((code) => code.isValid && code.text !== '' && (!/Code|ITF|EAN/.test(code.format) || code.format === 'QRCode' || code.text.length >= shortestBarCode))
  return oneForEachText(sure.map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
    text, boxPx: [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => [x / scale, y / scale]) as Quad,
  })))
}

const oneForEachText = (codes: readonly FoundCode[]) => codes.filter(({ text }, i) => codes.findIndex((other) => other.text === text) === i)

async function gray(page: Picture, scale: number): Promise<ImageData> {
  return withOpenCv((cv, keep) => {
    const small = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, page)), small, new cv.Size(Math.round(page.widthPx * scale), Math.round(page.heightPx * scale)), 0, 0, cv.INTER_AREA)
    const rgba = keep(new cv.Mat())
    cv.cvtColor(small, rgba, cv.COLOR_RGB2RGBA)
    return { data: new Uint8ClampedArray(rgba.data), width: rgba.cols, height: rgba.rows, colorSpace: 'srgb' } as ImageData
  })
}

/** Long side at which codes are blots: their modules run together, letters do not make squares of that size. */
const blotLongSidePx = 900

/** How many compact dark blots, square or like a strip of bars, the page has. */
async function suspectedCodes(page: Picture): Promise<number> {
  return withOpenCv((cv, keep) => {
    const scale = blotLongSidePx / Math.max(page.widthPx, page.heightPx)
    const small = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, page)), small, new cv.Size(Math.max(16, Math.round(page.widthPx * scale)), Math.max(16, Math.round(page.heightPx * scale))), 0, 0, cv.INTER_AREA)
    const ink = keep(new cv.Mat())
    cv.cvtColor(small, ink, cv.COLOR_RGB2GRAY)
    cv.adaptiveThreshold(ink, ink, 255, cv.ADAPTIVE_THRESH_MEAN_C, cv.THRESH_BINARY_INV, 61, 25)
    cv.morphologyEx(ink, ink, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(5, 5))))
    cv.morphologyEx(ink, ink, cv.MORPH_OPEN, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(9, 9))))
    const contours = keep(new cv.MatVector())
    cv.findContours(ink, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
    let count = 0
    for (let i = 0; i < contours.size(); i++) {
      const contour = keep(contours.get(i))
      const { size } = cv.minAreaRect(contour)
      const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
      const filled = cv.contourArea(contour) / Math.max(1, short * long)
      if (short >= 24 && filled > 0.8 && (long < 1.4 * short || (long > 2 * short && long < 14 * short))) count++
    }
    return count
  })
}
