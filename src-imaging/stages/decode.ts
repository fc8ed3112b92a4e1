/** Opens a picture within bounds of pixels, turned as its camera says. */
import sharp from 'sharp'
import type { Picture } from '../opencv.ts'
import { ScanFailure } from '../scan-failure.ts'

/** Larger than any document camera's sensor, small enough for the memory of a desk's PC. */
export const maxPixels = 80_000_000

sharp.cache(false)
sharp.concurrency(1)

/** Scanners save a stack of papers as one TIFF; of more pages the station would not have its answer in time. */
export const maxPages = 50

const bounds = { limitInputPixels: maxPixels, failOn: 'truncated' } as const

/** How many pages a picture's file has: only a TIFF has several, what moves is one. @throws ScanFailure as `decodePicture` */
export async function pagesIn(bytes: Uint8Array): Promise<number> {
  const { format, pages = 1 } = await sharp(bytes, bounds).metadata().catch((error: unknown) => {
    throw asFailure(error)
  })
  if (pages > maxPages && format === 'tiff') throw new ScanFailure('too-large', `${pages} pages`)
  return format === 'tiff' ? pages : 1
}

/** @param page from 1 @throws ScanFailure `unreadable`, `too-large`, `truncated` */
export async function decodePicture(bytes: Uint8Array, page = 1): Promise<Picture> {
  try {
    const options = { ...bounds, page: page - 1 }
    const { width, height } = await sharp(bytes, options).metadata()
    if (width * height > maxPixels) throw new ScanFailure('too-large', `${width} x ${height} pixels`)
    const { data, info } = await sharp(bytes, options).autoOrient().flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
    return { data: info.channels === 3 ? data : grayToRgb(data), widthPx: info.width, heightPx: info.height }
  } catch (error) {
    throw asFailure(error)
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
