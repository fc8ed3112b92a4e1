/** From a file to its vouchers, the same way for the desk and for the scan command. A picture: decode, find, flatten, assess, even the light, read, compress. */
import { mkdir } from 'node:fs/promises'
import { checkVoucher } from '../src-shared/checks.ts'
import type { KnownMat } from '../src-shared/mat.ts'
import { isOutline } from '../src-shared/outline.ts'
import type { ScanItem } from '../src-shared/scan.ts'
import type { Quad } from '../src-shared/voucher.ts'
import { scanDocument } from './documents/scan-document.ts'
import { joinVouchers } from './join-vouchers.ts'
import type { KnownPaper } from './messages.ts'
import { type Corners, type Picture, type Point, toMat, toPicture, turn, turnPoint, unwarpPoints, withOpenCv } from './opencv.ts'
import type { ReadingEngine, ReadLine } from './reading/engine.ts'
import { findCodes } from './reading/qr.ts'
import { readVoucher } from './reading/voucher-fields.ts'
import { documentTypes, readInput } from './read-input.ts'
import { ScanFailure } from './scan-failure.ts'
import { readWithinMs, type ScannedFile, type ScannedItem, type ScanOptions, type Timed, type Timings } from './scanned.ts'
import { assess, withFineness } from './stages/assess.ts'
import { type Bow, bowOf, straightened } from './stages/bow.ts'
import { evenLight, toned } from './stages/clean.ts'
import { writePage } from './stages/compress.ts'
import { decodePicture, pagesIn } from './stages/decode.ts'
import { findItems, type FoundItem, itemAt } from './stages/find-items.ts'
import { dpiBySize, estimateDpi, estimateDpiByPrint, flatten, type PaperSize } from './stages/flatten.ts'
import { likenessOf } from './stages/likeness.ts'
import { hasMatMoved, showsMat, sizeOnMat } from './stages/mat.ts'

/** @throws ScanFailure with the contract's code */
export async function scanFile(path: string, options: ScanOptions): Promise<ScannedFile> {
  const timingsMs: Timings = { decode: 0, find: 0, clean: 0, read: 0, compress: 0, total: 0 }
  const timed: Timed = async (stage, work) => {
    const start = performance.now()
    const result = await work
    timingsMs[stage] += performance.now() - start
    return result
  }
  const scanned = await timed('total', (async () => {
    const { bytes, mediaType } = await readInput(path)
    await mkdir(options.outDir, { recursive: true })
    const type = documentTypes[mediaType]
    return { mediaType, ...(type ? await scanDocument(bytes, type, options, timed) : await scanPicture(bytes, options, timed)) }
  })())
  return { ...scanned, timingsMs: Object.fromEntries(Object.entries(timingsMs).map(([stage, ms]) => [stage, Math.round(ms)])) as Timings }
}

async function scanPicture(bytes: Uint8Array, options: ScanOptions, timed: Timed): Promise<Omit<ScannedFile, 'timingsMs' | 'mediaType'>> {
  const begun = performance.now()
  const pages = await timed('decode', pagesIn(bytes))
  const items: ScannedItem[] = []
  let size = { widthPx: 0, heightPx: 0 }
  for (let number = 1; number <= pages; number++) {
    const known = options.papers?.filter(({ frame }) => frame === number)
    if (known?.length === 0) continue
    const picture = await timed('decode', decodePicture(bytes, number))
    if (number === 1) size = { widthPx: picture.widthPx, heightPx: picture.heightPx }
    const found = known ? known.map((paper) => knownItem(picture, paper)) : await timed('find', findItems(picture))
    const sizes = await timed('find', sizesOf(picture, found, options.mat))
    for (const [index, item] of found.entries()) {
      const name = `${options.name ?? 'page'}-${pages > 1 ? `${number}-` : ''}${index + 1}`
      const scanned = await scanItem(picture, { ...item, size: sizes?.[index], name, isLate: number > 1 && performance.now() - begun > readWithinMs }, options, timed)
      items.push(pages > 1 ? { ...scanned, page: { page: number, ...scanned.page } } : scanned)
    }
  }
  return { ...size, items: joinVouchers(items, bytes, { source: 'ocr', unit: options.unit, places: options.papers?.map(({ itemIndex }) => itemIndex) }) }
}

/** @throws ScanFailure `unreadable` where what a person outlined lies outside the picture */
function knownItem(picture: Picture, { quadPx, isByHand }: KnownPaper): FoundItem & { isUpright: boolean } {
  const item = itemAt(picture, quadPx)
  if (isByHand && !isOutline(item.corners)) throw new ScanFailure('unreadable', 'the outline lies outside the picture')
  return { ...item, isUpright: isByHand }
}

/** Of each paper, where the camera still stands as it stood when its table was learnt. */
async function sizesOf(picture: Picture, found: readonly FoundItem[], mat: KnownMat | undefined): Promise<PaperSize[] | null> {
  if (!mat || !showsMat(mat, picture)) return null
  const papers = found.map(({ corners }) => corners)
  return withOpenCv((cv, keep) => (hasMatMoved(cv, keep, mat, picture, papers) ? null : papers.map((corners) => sizeOnMat(cv, mat, picture, corners))))
}

interface ItemWork extends FoundItem { size?: PaperSize; name: string; isLate: boolean; isUpright?: boolean }

async function scanItem(picture: Picture, { name, isLate, isUpright, ...item }: ItemWork, options: ScanOptions, timed: Timed): Promise<ScannedItem> {
  const cleaned = await timed('clean', cleanItem(picture, item))
  const engine = await options.engine()
  const isBlank = cleaned.quality.verdict === 'blank'
  const first = isBlank || isLate ? { quarterTurns: 0, lines: [] } : await timed('read', engine.read(cleaned.flat, isUpright))
  const upright = await timed('clean', turned(cleaned.flat, first.quarterTurns))
  const { page, lines, bow } = await withoutBow(upright, first.lines, engine, timed)
  const codes = isBlank ? [] : await timed('read', findCodes(page))
  const qr = codes.map(({ text }) => text)
  const { kind, kindScore, fields, lineItems, features } = readVoucher(lines, qr, { isBlank, unit: options.unit })
  const checks = checkVoucher({ kind, fields, lineItems, qr, unitTaxId: options.unit?.taxId, today: new Date().toISOString().slice(0, 10) })
  const dpi = item.size ? cleaned.dpi : estimateDpiByPrint(page.widthPx, page.heightPx, lines)
  const quality = withFineness(regionsOn(cleaned, first.quarterTurns, bow), dpi)
  const written = await timed('compress', writePage(await toned(page, dpi, options.tone), dpi, { folder: options.outDir, name }, lines.length > 0 || isBlank ? { lines, codes, engine } : undefined))
  const corners = item.corners.map((_, i) => item.corners[(i + 4 - first.quarterTurns) % 4]) as Corners
  const uprightToInput = await withOpenCv((cv) => unwarpPoints(cv, corners, upright.widthPx, upright.heightPx))
  return {
    page: { kind, kindScore, quality, lines: lines.map(({ text, score, boxPx }) => ({ text, score, boxPx })), fields, ...(lineItems.length > 0 ? { lineItems } : {}), qr, checks, output: written.output },
    thumbPath: written.thumbPath, features, ...(isBlank ? {} : { likeness: await withOpenCv((cv) => likenessOf(cv, page)) }),
    quadPx: corners, rotationDeg: rotationOf(corners),
    toInput: (point) => uprightToInput(bow ? bow.toBent(point) : point),
  }
}

/** The characters of two readings, counted by their scores: a hundredth fewer is chance. */
const asLegible = 0.99

interface CleanedItem { flat: Picture; dpi: number; quality: ScanItem['quality'] }

async function cleanItem(picture: Picture, { corners, isCut, size }: FoundItem & { size?: PaperSize }): Promise<CleanedItem> {
  return withOpenCv((cv, keep) => {
    const flat = keep(flatten(cv, keep(toMat(cv, picture)), corners, size))
    const dpi = size ? dpiBySize(flat.cols, size) : estimateDpi(flat.cols, flat.rows)
    const quality = assess(cv, flat, { dpi, isCut, isPhotograph: true })
    evenLight(cv, flat)
    return { flat: toPicture(flat), dpi, quality }
  })
}

async function turned(flat: Picture, quarterTurns: number): Promise<Picture> {
  return quarterTurns === 0 ? flat : withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, flat)), quarterTurns))))
}

/** A page whose lines run bent is drawn straight and read again; it stays as it is where that does not read as well. */
async function withoutBow(page: Picture, lines: ReadLine[], engine: ReadingEngine, timed: Timed): Promise<{ page: Picture; lines: ReadLine[]; bow: Bow | null }> {
  const bow = await timed('clean', withOpenCv((cv, keep) => bowOf(cv, keep, page, lines)))
  if (!bow) return { page, lines, bow }
  const straight = await timed('clean', withOpenCv((cv, keep) => straightened(cv, keep, page, bow)))
  const again = await timed('read', engine.read(straight, true))
  const legible = (read: readonly ReadLine[]) => read.reduce((sum, { charScores }) => sum + charScores.reduce((own, score) => own + score, 0), 0)
  return legible(again.lines) >= asLegible * legible(lines) ? { page: straight, lines: again.lines, bow } : { page, lines, bow: null }
}

/** Regions were told on the page as it lay. */
function regionsOn({ flat, quality }: CleanedItem, quarterTurns: number, bow: Bow | null): ScanItem['quality'] {
  const place = (point: Point) => {
    const upright = turnPoint(point, flat, quarterTurns)
    return bow ? bow.toStraight(upright) : upright
  }
  return { ...quality, reasons: quality.reasons.map(({ code, regionPx }) => (regionPx ? { code, regionPx: regionPx.map(place) as Quad } : { code })) }
}

/** Clockwise turn of the top edge, 0 to 360. */
function rotationOf([topLeft, topRight]: Corners): number {
  const degrees = (Math.atan2(topRight[1] - topLeft[1], topRight[0] - topLeft[0]) * 180) / Math.PI
  return Math.round(((degrees + 360) % 360) * 10) / 10
}
