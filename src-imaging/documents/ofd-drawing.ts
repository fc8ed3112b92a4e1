/** Draws a page of an OFD document for the reviewer. */
import { createCanvas, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import type { Picture } from '../opencv.ts'
import { unzipBounded } from './archive.ts'
import { ScanFailure } from '../scan-failure.ts'
import { pictureOf, Pictures } from './document-pictures.ts'
import { type Outlines, outlinesOf, standInFor } from './ofd-fonts.ts'
import { type ImageThing, isWide, type PathThing, type TextThing, type Thing } from './ofd-objects.ts'
import { documentsOf, OfdPackage } from './ofd-package.ts'
import { isPrivate, type OfdPage, pagesOf } from './ofd-pages.ts'
import type { Seal } from './ofd-seals.ts'

/** What the pages of one document share while they are drawn. */
export interface Drawing { ofd: OfdPackage; pictures: Pictures; outlines: Map<string, Outlines | null>; /** By performance.now(). */ deadlineMs: number }

const maxDrawingMs = 60_000

export function startDrawing(ofd: OfdPackage): Drawing {
  return { ofd, pictures: new Pictures(), outlines: new Map(), deadlineMs: performance.now() + maxDrawingMs }
}

/** @throws ScanFailure `timeout` */
export async function drawPage(drawing: Drawing, page: OfdPage, seals: readonly Seal[], dpi: number): Promise<Picture> {
  const pxPerMm = dpi / 25.4
  const canvas = createCanvas(Math.max(1, Math.round(page.boxMm.width * pxPerMm)), Math.max(1, Math.round(page.boxMm.height * pxPerMm)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(pxPerMm, pxPerMm)
  context.translate(-page.boxMm.x, -page.boxMm.y)
  await drawThings(drawing, context, [...page.things, ...page.overlays])
  for (const seal of seals) if (seal.pageId === page.id) await drawSeal(drawing, context, seal)
  return pictureOf(canvas)
}

async function drawThings(drawing: Drawing, context: SKRSContext2D, things: readonly Thing[]): Promise<void> {
  for (const thing of things) {
    if (performance.now() > drawing.deadlineMs) throw new ScanFailure('timeout', 'the pages take too long to draw')
    if (!thing.matrix.every(Number.isFinite) || thing.alpha === 0) continue
    context.save()
    context.globalAlpha = thing.alpha
    context.transform(...thing.matrix)
    if (thing.type === 'path') drawPath(context, thing)
    else if (thing.type === 'text') drawText(context, thing, outlinesFor(drawing, thing))
    else await drawImage(drawing, context, thing)
    context.restore()
  }
}

function outlinesFor({ ofd, outlines }: Drawing, { font }: TextThing): Outlines | null {
  if (!font?.file) return null
  if (!outlines.has(font.file)) outlines.set(font.file, outlinesOf(ofd, font))
  return outlines.get(font.file)!
}

function drawPath(context: SKRSContext2D, { data, isFilled, isStroked, isEvenOdd, paint }: PathThing): void {
  const path = new Path2D(data)
  context.fillStyle = paint.fill
  if (isFilled) context.fill(path, isEvenOdd ? 'evenodd' : 'nonzero')
  context.strokeStyle = paint.stroke
  context.lineWidth = Math.max(paint.lineWidthMm, 0.05)
  if (isStroked) context.stroke(path)
}

function drawText(context: SKRSContext2D, thing: TextThing, outlines: Outlines | null): void {
  context.fillStyle = thing.paint.fill
  context.strokeStyle = thing.paint.stroke
  context.lineWidth = thing.paint.lineWidthMm
  for (const run of thing.runs) for (const [i, glyph] of run.entries()) {
    const path = outlines ? outlines.pathOf(glyph.glyphId ?? outlines.glyphOf(glyph.char)) : null
    const hasGlyph = outlines !== null && (glyph.glyphId !== null || outlines.glyphOf(glyph.char) !== 0)
    context.save()
    context.translate(glyph.x, glyph.y)
    if (path && hasGlyph) drawOutline(context, thing, path)
    else if (glyph.char.trim() !== '' && !isPrivate(glyph.char)) drawStandIn(context, thing, glyph.char, run[i + 1] && run[i + 1]!.y === glyph.y ? glyph.advance : null)
    context.restore()
  }
}

function drawOutline(context: SKRSContext2D, { sizeMm, hScale, isFilled, isStroked }: TextThing, path: Path2D): void {
  context.scale(sizeMm * hScale, -sizeMm)
  if (isFilled) context.fill(path)
  context.lineWidth /= sizeMm
  if (isStroked) context.stroke(path)
}

/**
 * Squeezed into the step to the next character, null for the last. Fonts of whole pixels are what the library draws
 * well: the em is 100 units, scaled down to its size.
 */
function drawStandIn(context: SKRSContext2D, { sizeMm, hScale, font, isBold, isItalic }: TextThing, char: string, advanceMm: number | null): void {
  const em = 100
  context.font = `${isItalic ? 'italic ' : ''}${isBold ? 'bold ' : ''}${em}px ${standInFor(font)}`
  context.scale((sizeMm * hScale) / em, sizeMm / em)
  const roomMm = advanceMm === null ? sizeMm * hScale : Math.max(advanceMm, (isWide(char) ? 0.9 : 0.45) * sizeMm * hScale)
  context.fillText(char, 0, 0, (roomMm / (sizeMm * hScale)) * em)
}

/** Over the unit square. */
async function drawImage({ ofd, pictures }: Drawing, context: SKRSContext2D, { file, maskFile }: ImageThing): Promise<void> {
  const bytes = ofd.bytes(file)
  const picture = bytes ? await pictures.get(`${file} ${maskFile ?? ''}`, bytes, maskFile ? ofd.bytes(maskFile) : null) : null
  if (picture) context.drawImage(picture, 0, 0, 1, 1)
}

const maxSealBytes = 8 * 1024 * 1024

/** Stretched over the place it is stamped on; a seal that is itself an OFD by its first page. */
async function drawSeal(drawing: Drawing, context: SKRSContext2D, { boxMm, bytes, format }: Seal): Promise<void> {
  context.save()
  context.translate(boxMm.x, boxMm.y)
  // As ink does: what is printed under a seal stays legible.
  context.globalCompositeOperation = 'multiply'
  try {
    if (format === 'ofd') await drawSealPage(drawing, context, new OfdPackage(unzipBounded(bytes, maxSealBytes)), boxMm)
    else {
      context.scale(boxMm.width, boxMm.height)
      const picture = await drawing.pictures.get(`seal ${bytes.byteOffset} ${bytes.length}`, bytes)
      if (picture) context.drawImage(picture, 0, 0, 1, 1)
    }
  } catch (error) {
    if (error instanceof ScanFailure && error.code === 'timeout') throw error
    // A seal whose picture cannot be opened leaves the page as it is.
  }
  context.restore()
}

async function drawSealPage(drawing: Drawing, context: SKRSContext2D, ofd: OfdPackage, boxMm: Seal['boxMm']): Promise<void> {
  const document = documentsOf(ofd)[0]
  const page = document ? pagesOf(ofd, document)[0] : undefined
  if (!page) return
  context.scale(boxMm.width / page.boxMm.width, boxMm.height / page.boxMm.height)
  context.translate(-page.boxMm.x, -page.boxMm.y)
  await drawThings({ ...startDrawing(ofd), deadlineMs: drawing.deadlineMs }, context, page.things)
}
