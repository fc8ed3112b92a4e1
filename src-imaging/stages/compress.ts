/** Writes a page's image and its thumbnail. */
import { join } from 'node:path'
import sharp from 'sharp'
import type { ScanItem } from '../../src-shared/scan.ts'
import type { Picture } from '../opencv.ts'

/** mozjpeg at which small print and seals were still legible and a 300-dpi A4 page stays near 250 KB. */
const quality = 70
const thumbLongSidePx = 480

export interface WrittenPage { output: ScanItem['output']; thumbPath: string }

export async function writePage(page: Picture, dpi: number, folder: string, name: string): Promise<WrittenPage> {
  const raw = { raw: { width: page.widthPx, height: page.heightPx, channels: 3 as const } }
  const path = join(folder, `${name}.jpg`)
  const { size } = await sharp(page.data, raw).withMetadata({ density: dpi }).jpeg({ quality, mozjpeg: true }).toFile(path)
  const thumbPath = join(folder, `${name}.thumb.jpg`)
  await sharp(page.data, raw).resize({ width: thumbLongSidePx, height: thumbLongSidePx, fit: 'inside' }).jpeg({ quality: 75 }).toFile(thumbPath)
  return { output: { path, bytes: size, widthPx: page.widthPx, heightPx: page.heightPx, dpi }, thumbPath }
}
