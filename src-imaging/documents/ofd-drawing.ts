/** Draws a page of an OFD document for the reviewer. */
import { createCanvas, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import type { Picture } from '../opencv.ts'
import { unzipBounded } from './archive.ts'
import { drawImageFile, pictureOf } from './document-pictures.ts'
import { type Outlines, outlinesOf, standInFor } from './ofd-fonts.ts'
import { type ImageThing, isWide, type PathThing, type TextThing, type Thing } from './ofd-objects.ts'
import { documentsOf, OfdPackage } from './ofd-package.ts'
import { isPrivate, type OfdPage, pagesOf } from './ofd-pages.ts'
import type { Seal } from './ofd-seals.ts'

export async function drawPage(ofd: OfdPackage, page: OfdPage, seals: readonly Seal[], dpi: number): Promise<Picture> {
  const pxPerMm = dpi / 25.4
  const canvas = createCanvas(Math.max(1, Math.round(page.boxMm.width * pxPerMm)), Math.max(1, Math.round(page.boxMm.height * pxPerMm)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(pxPerMm, pxPerMm)
  context.translate(-page.boxMm.x, -page.boxMm.y)
  await drawThings(ofd, context, [...page.things, ...page.overlays])
  for (const seal of seals) if (seal.pageId === page.id) await drawSeal(context, seal)
  return pictureOf(canvas)
}

async function drawThings(ofd: OfdPackage, context: SKRSContext2D, things: readonly Thing[]): Promise<void> {
  const outlines = new Map<string, Outlines | null>()
  for (const thing of things) {
    if (!thing.matrix.every(Number.isFinite) || thing.alpha === 0) continue
    context.save()
    context.globalAlpha = thing.alpha
    context.transform(...thing.matrix)
    if (thing.type === 'path') drawPath(context, thing)
    else if (thing.type === 'text') drawText(context, thing, outlinesFor(ofd, thing, outlines))
    else await drawImage(ofd, context, thing)
    context.restore()
  }
}

function outlinesFor(ofd: OfdPackage, { font }: TextThing, known: Map<string, Outlines | null>): Outlines | null {
  if (!font) return null
  if (!known.has(font.id)) known.set(font.id, outlinesOf(ofd, font))
  return known.get(font.id)!
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
  for (const glyph of thing.runs.flat()) {
    const path = outlines ? outlines.pathOf(glyph.glyphId ?? outlines.glyphOf(glyph.char)) : null
    const hasGlyph = outlines !== null && (glyph.glyphId !== null || outlines.glyphOf(glyph.char) !== 0)
    context.save()
    context.translate(glyph.x, glyph.y)
    if (path && hasGlyph) drawOutline(context, thing, path)
    else if (glyph.char.trim() !== '' && !isPrivate(glyph.char)) drawStandIn(context, thing, glyph.char, glyph.advance)
    context.restore()
  }
}

function drawOutline(context: SKRSContext2D, { sizeMm, hScale, isFilled, isStroked }: TextThing, path: Path2D): void {
  context.scale(sizeMm * hScale, -sizeMm)
  if (isFilled) context.fill(path)
  context.lineWidth /= sizeMm
  if (isStroked) context.stroke(path)
}

/** Fonts of whole pixels are what the library draws well: the em is 100 units, scaled down to its size. */
function drawStandIn(context: SKRSContext2D, { sizeMm, hScale, font, isBold, isItalic }: TextThing, char: string, advance: number): void {
  const em = 100
  context.font = `${isItalic ? 'italic ' : ''}${isBold ? 'bold ' : ''}${em}px ${standInFor(font)}`
  context.scale((sizeMm * hScale) / em, sizeMm / em)
  const room = (Math.max(advance, isWide(char) ? 0.9 * sizeMm : 0.3 * sizeMm) / (sizeMm * hScale)) * em
  context.fillText(char, 0, 0, Math.max(room, 0.45 * em))
}

async function drawImage(ofd: OfdPackage, context: SKRSContext2D, { file, maskFile }: ImageThing): Promise<void> {
  const [bytes, mask] = [ofd.bytes(file), maskFile ? ofd.bytes(maskFile) : null]
  if (bytes) await drawImageFile(context, bytes, mask)
}

/** Stretched over the place it is stamped on; a seal that is itself an OFD by its first page. */
async function drawSeal(context: SKRSContext2D, { boxMm, picture, format }: Seal): Promise<void> {
  context.save()
  context.translate(boxMm.x, boxMm.y)
  try {
    if (format === 'ofd') await drawSealPage(context, new OfdPackage(unzipBounded(picture)), boxMm)
    else {
      context.scale(boxMm.width, boxMm.height)
      context.globalAlpha = 0.85
      await drawImageFile(context, picture, null)
    }
  } catch {
    // A seal whose picture cannot be opened leaves the page as it is.
  }
  context.restore()
}

async function drawSealPage(context: SKRSContext2D, ofd: OfdPackage, boxMm: Seal['boxMm']): Promise<void> {
  const document = documentsOf(ofd)[0]
  const page = document ? pagesOf(ofd, document)[0] : undefined
  if (!page) return
  context.scale(boxMm.width / page.boxMm.width, boxMm.height / page.boxMm.height)
  context.translate(-page.boxMm.x, -page.boxMm.y)
  await drawThings(ofd, context, page.things)
}
