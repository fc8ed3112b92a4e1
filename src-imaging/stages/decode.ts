/** Opens a picture of unknown making: by its first bytes, never its name, and within bounds of size and pixels. */
import { open, readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import type { Picture } from '../opencv.ts'
import { ScanFailure } from '../scan-failure.ts'

export const maxFileBytes = 64 * 1024 * 1024
/** Larger than any document camera's sensor, small enough for the memory of a desk's PC. */
export const maxPixels = 80_000_000

const magics: [name: string, bytes: number[], offset?: number][] = [
  ['jpeg', [0xff, 0xd8, 0xff]], ['png', [0x89, 0x50, 0x4e, 0x47]], ['webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]], ['tiff', [0x4d, 0x4d, 0x00, 0x2a]], ['bmp', [0x42, 0x4d]],
]
const readable = new Set(['jpeg', 'png', 'webp', 'tiff'])

sharp.cache(false)
sharp.concurrency(1)

/** @throws ScanFailure `not-found`, `unreadable`, `unsupported`, `too-large`, `truncated` */
export async function decodePicture(path: string): Promise<Picture> {
  await checkFile(path)
  const bytes = await readFile(path)
  try {
    const options = { limitInputPixels: maxPixels, failOn: 'truncated' as const }
    const { width, height } = await sharp(bytes, options).metadata()
    if (width * height > maxPixels) throw new ScanFailure('too-large', `${width} x ${height} pixels`)
    const { data, info } = await sharp(bytes, options).autoOrient().flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
    return { data: info.channels === 3 ? data : grayToRgb(data), widthPx: info.width, heightPx: info.height }
  } catch (error) {
    throw asFailure(error)
  }
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new ScanFailure('not-found', 'no such file')
  if (found.size === 0) throw new ScanFailure('unreadable', 'the file is empty')
  if (found.size > maxFileBytes) throw new ScanFailure('too-large', `${found.size} bytes`)
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(16)
    await file.read(head, 0, 16, 0)
    const kind = magics.find(([, bytes, offset = 0]) => bytes.every((byte, index) => head[offset + index] === byte))?.[0]
    if (!kind || !readable.has(kind)) throw new ScanFailure('unsupported', 'not a picture this program reads')
  } finally {
    await file.close()
  }
}

function asFailure(error: unknown): ScanFailure {
  if (error instanceof ScanFailure) return error
  const text = String(error)
  if (/pixel limit|exceeds/i.test(text)) return new ScanFailure('too-large', 'too many pixels', { cause: error })
  if (/premature|truncated|end of (image|file|stream)|libspng read error|not enough data/i.test(text)) return new ScanFailure('truncated', 'the picture ends too early', { cause: error })
  return new ScanFailure('unreadable', 'the picture cannot be decoded', { cause: error })
}

function grayToRgb(gray: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(gray.length * 3)
  for (let i = 0; i < gray.length; i++) rgb.fill(gray[i]!, i * 3, i * 3 + 3)
  return rgb
}
