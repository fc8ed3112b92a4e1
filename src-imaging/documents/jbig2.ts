/** JBIG2 files (ITU-T T.88), in which makers of OFD keep QR codes and scans: unwrapped for the decoder that PDF readers use. */
import { Jbig2Image } from 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs'

const magic = [0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a]
const pageInformation = 48
const endOfPage = 49
const endOfFile = 51
const maxSegments = 10_000

Jbig2Image.setOptions({ useWasm: false, useWorkerFetch: true, wasmUrl: new URL('./', import.meta.resolve('pdfjs-dist/wasm/jbig2.wasm')).href })

export interface Bitmap { widthPx: number; heightPx: number; /** Rows of whole bytes, the first point in the highest bit; 0 is black. */ bits: Uint8Array }

export function isJbig2(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

/** The first page; null where there is none or it is larger than `maxPixels`. */
export async function decodeJbig2(bytes: Uint8Array, maxPixels: number): Promise<Bitmap | null> {
  const segments = readSegments(bytes)
  const page = segments.find(({ type }) => type === pageInformation)
  if (!page) return null
  const [widthPx, heightPx] = [page.data.getUint32(0), page.data.getUint32(4)]
  if (widthPx === 0 || heightPx === 0 || widthPx * heightPx > maxPixels) return null
  const stream = Buffer.concat(segments.filter(({ type }) => type !== endOfPage && type !== endOfFile).map(({ whole }) => whole))
  const bits = await Jbig2Image.instance.decode(stream, widthPx, heightPx, null, null)
  return { widthPx, heightPx, bits: new Uint8Array(bits) }
}

interface Segment { type: number; data: DataView; /** Header and data together, as one that is embedded in another file has them. */ whole: Uint8Array }

/** Sequential files have each header before its data; in random-access files all headers come first. */
function readSegments(bytes: Uint8Array): Segment[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isSequential = (bytes[8]! & 1) === 1
  let at = (bytes[8]! & 2) === 2 ? 9 : 13
  const headers: { type: number; header: Uint8Array; length: number; start: number }[] = []
  while (at + 11 <= bytes.length && headers.length < maxSegments) {
    const start = at
    const type = bytes[at + 4]! & 0x3f
    const isWidePage = (bytes[at + 4]! & 0x40) !== 0
    const number = view.getUint32(at)
    const count = bytes[at + 5]! >> 5
    const referred = count < 5 ? count : view.getUint32(at + 5) & 0x1fffffff
    at += count < 5 ? 6 : 9 + Math.ceil((referred + 1) / 8)
    at += referred * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4) + (isWidePage ? 4 : 1)
    if (at + 4 > bytes.length) break
    const length = view.getUint32(at)
    at += 4
    headers.push({ type, header: bytes.subarray(start, at), length, start: at })
    if (type === endOfFile) break
    if (isSequential) at += length
  }
  let dataAt = at
  return headers.flatMap(({ type, header, length, start }) => {
    const from = isSequential ? start : dataAt
    dataAt += length
    if (from + length > bytes.length) return []
    return [{ type, data: new DataView(bytes.buffer, bytes.byteOffset + from, length), whole: Buffer.concat([header, bytes.subarray(from, from + length)]) }]
  })
}
