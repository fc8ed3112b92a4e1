/**
 * Writes a page's file and its thumbnail. In layers inside a PDF/A where that reads as well as the page itself, measured by
 * reading both: lines and codes that do not are kept as they are. Else, and where nothing can be measured, a plain JPEG.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { ScanItem } from '../../src-shared/scan.ts'
import type { Picture } from '../opencv.ts'
import type { ReadingEngine, ReadLine } from '../reading/engine.ts'
import { type FoundCode, readQrCodes } from '../reading/qr.ts'
import { layeredPdf, packLayers, packPatch, unpackLayers } from './layered-pdf.ts'
import { pageLayers, paintLayers, patchOf } from './layers.ts'
import { lessLegible } from './legibility.ts'

/** mozjpeg at which small print and seals were still legible. */
const jpegQuality = 70
const thumbLongSidePx = 480
/** Of the page: with more of it as it is, layers save nothing. */
const mostPatched = 0.25

export interface WrittenPage { output: ScanItem['output']; thumbPath: string }

/** What the page was read to say, and who read it. */
export interface MeasuredReading { lines: readonly ReadLine[]; codes: readonly FoundCode[]; engine: ReadingEngine }

export async function writePage(page: Picture, dpi: number, place: { folder: string; name: string }, reading?: MeasuredReading): Promise<WrittenPage> {
  const layered = reading ? await inLayers(page, dpi, reading) : null
  const path = join(place.folder, `${place.name}.${layered ? 'pdf' : 'jpg'}`)
  const bytes = layered ?? await raw(page).withMetadata({ density: dpi }).jpeg({ quality: jpegQuality, mozjpeg: true }).toBuffer()
  await writeFile(path, bytes)
  const thumbPath = join(place.folder, `${place.name}.thumb.jpg`)
  await raw(page).resize({ width: thumbLongSidePx, height: thumbLongSidePx, fit: 'inside' }).jpeg({ quality: 75 }).toFile(thumbPath)
  return { output: { path, mediaType: layered ? 'application/pdf' : 'image/jpeg', bytes: bytes.length, widthPx: page.widthPx, heightPx: page.heightPx, dpi }, thumbPath }
}

const raw = ({ data, widthPx, heightPx }: Picture) => sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })

/** Null where it would not read as well. */
async function inLayers(page: Picture, dpi: number, { lines, codes, engine: { reread } }: MeasuredReading): Promise<Uint8Array | null> {
  if (!reread) return null
  const layers = await pageLayers(page, dpi, codes.map(({ boxPx }) => boxPx))
  const packed = await packLayers(layers)
  const shown = paintLayers(await unpackLayers(layers, packed))
  const kept = new Set(codes.length > 0 ? await readQrCodes(shown) : [])
  const worse = [...await lessLegible(shown, lines, reread), ...codes.filter(({ text }) => !kept.has(text))]
  const patches = worse.map(({ boxPx }) => patchOf(page, boxPx))
  if (patches.reduce((sum, { widthPx, heightPx }) => sum + widthPx * heightPx, 0) > mostPatched * page.widthPx * page.heightPx) return null
  return layeredPdf({ ...packed, patches: await Promise.all(patches.map(packPatch)) }, { widthPx: page.widthPx, heightPx: page.heightPx, dpi }, lines)
}
