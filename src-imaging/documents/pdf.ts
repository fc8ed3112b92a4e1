/** PDF by pdfjs: pages drawn for the reviewer, their text with its places, and originals that the file carries inside. */
import { createCanvas } from '@napi-rs/canvas'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Picture } from '../opencv.ts'
import { ScanFailure } from '../scan-failure.ts'
import { type DocumentPage, pageDpi, type Statement } from './document.ts'
import { nonsenseShare, plainHan } from './han.ts'
import { checkPdf, isProgram } from './pdf-safety.ts'
import { linesOf, type TextRun } from './pdf-text.ts'

export const maxPages = 100
const pointsAnInch = 72
/** An A2 sheet at 200 dpi; larger sheets are drawn coarser, down to the lowest resolution that can be read. */
const maxPagePixels = 32_000_000
const lowestDpi = 60
const maxImagePixels = 80_000_000
const maxAttachments = 20
const maxPinnedPages = 30
/** Of a font's text; more is glyph numbers taken for characters. */
const nonsenseLimit = 0.08
/** Of a page's text. */
const lostLimit = 0.04

/** Character maps, standard fonts and decoders come with the package, from its folder. */
const folder = (name: string) => `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), name)}/`

export interface OpenPdf { pageCount: number; statements: Statement[]; page: (number: number, mostDpi: number) => Promise<DocumentPage>; close: () => Promise<void> }

/** What an attached file states, where it is an original. */
export type ReadAttachment = (bytes: Uint8Array) => Promise<Statement[]>

/** @throws ScanFailure `encrypted`, `unsafe`, `truncated`, `too-large`, `unreadable` */
export async function openPdf(bytes: Uint8Array, readAttachment: ReadAttachment): Promise<OpenPdf> {
  checkPdf(bytes)
  const task = pdfjs.getDocument({
    // pdfjs takes the bytes for its own.
    data: Uint8Array.from(bytes), cMapUrl: folder('cmaps'), cMapPacked: true, standardFontDataUrl: folder('standard_fonts'), wasmUrl: folder('wasm'), iccUrl: folder('iccs'),
    enableXfa: false, useSystemFonts: true, maxImageSize: maxImagePixels, verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
  const document = await task.promise.catch((error: unknown) => {
    throw asFailure(error)
  })
  if (document.numPages > maxPages) throw new ScanFailure('too-large', `${document.numPages} pages`)
  if (await document.hasJSActions()) throw new ScanFailure('unsafe', 'the PDF carries a script')
  return {
    pageCount: document.numPages,
    statements: await readAttachments(document, readAttachment),
    page: async (number, mostDpi) => readPage(document, number, mostDpi).catch((error: unknown) => {
      throw asFailure(error)
    }),
    close: () => task.destroy(),
  }
}

function asFailure(error: unknown): ScanFailure {
  if (error instanceof ScanFailure) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return new ScanFailure('encrypted', 'the PDF asks for a password', { cause: error })
  if (error instanceof RangeError) return new ScanFailure('too-large', 'the PDF expands past all measure', { cause: error })
  return new ScanFailure('unreadable', `the PDF cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
}

async function readAttachments(document: PDFDocumentProxy, readAttachment: ReadAttachment): Promise<Statement[]> {
  const statements: Statement[] = []
  const seen = new Set<string>()
  for (const { id, filename } of await attachedFiles(document)) {
    const content = await document.getAttachmentContent(id).catch(() => null) as Uint8Array | null
    const digest = content ? createHash('sha256').update(content).digest('hex') : ''
    // The same file is often in the catalogue and pinned to a page.
    if (!content || seen.has(digest)) continue
    seen.add(digest)
    if (isProgram(filename, content)) throw new ScanFailure('unsafe', `the PDF carries a program, ${filename}`)
    statements.push(...(await readAttachment(content)))
  }
  return statements
}

/** In the catalogue, and pinned to the first pages as annotations. */
async function attachedFiles(document: PDFDocumentProxy): Promise<{ id: string; filename: string }[]> {
  const found = await document.getAttachments().catch(() => null) as Map<string, { filename: string }> | Record<string, { filename: string }> | null
  const files = (found instanceof Map ? [...found] : Object.entries(found ?? {})).map(([id, { filename }]) => ({ id, filename }))
  for (let number = 1; number <= Math.min(document.numPages, maxPinnedPages); number++) {
    const page = await document.getPage(number).catch(() => null)
    const annotations = await page?.getAnnotations().catch(() => null) as { fileId?: string; file?: { filename: string } }[] | null | undefined
    files.push(...(annotations ?? []).flatMap(({ fileId, file }) => (fileId && file ? [{ id: fileId, filename: file.filename }] : [])))
  }
  return files.slice(0, maxAttachments)
}

async function readPage(document: PDFDocumentProxy, number: number, mostDpi: number): Promise<DocumentPage> {
  const page = await document.getPage(number)
  try {
    const dpi = Math.min(mostDpi, dpiFor(page))
    const runs = await runsOf(page, dpi, 0)
    const turns = mostlyTurned(runs)
    const picture = await draw(page, dpi, turns)
    const upright = turns === 0 ? runs : await runsOf(page, dpi, turns)
    const isText = upright.length > 0 && !(await isHiddenText(page))
    const { runs: told, isPartial } = readable(upright)
    return { picture, dpi, lines: isText ? linesOf(inside(told, picture)) : [], ...(isText && isPartial ? { isPartial } : {}) }
  } finally {
    page.cleanup()
  }
}

function viewportOf(page: PDFPageProxy, dpi: number, quarterTurns: number) {
  return page.getViewport({ scale: dpi / pointsAnInch, rotation: (page.rotate + 90 * quarterTurns) % 360 })
}

function dpiFor(page: PDFPageProxy): number {
  const { width, height } = viewportOf(page, pageDpi, 0)
  if (!(width >= 1 && height >= 1)) throw new ScanFailure('unreadable', 'a page without extent')
  const dpi = Math.floor(pageDpi * Math.min(1, Math.sqrt(maxPagePixels / (width * height))))
  if (dpi < lowestDpi) throw new ScanFailure('too-large', `a page of ${Math.round(width)} x ${Math.round(height)} pixels`)
  return dpi
}

async function draw(page: PDFPageProxy, dpi: number, quarterTurns: number): Promise<Picture> {
  const viewport = viewportOf(page, dpi, quarterTurns)
  const [widthPx, heightPx] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))]
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#fff' }).promise
  const rgba = context.getImageData(0, 0, widthPx, heightPx).data
  const data = new Uint8Array(widthPx * heightPx * 3)
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from]!
    data[to + 1] = rgba[from + 1]!
    data[to + 2] = rgba[from + 2]!
  }
  return { data, widthPx, heightPx }
}

/** Signs that a font's map leaves out, at a piece's ends: a crossed circle before the sum in words, an ornament. Within a piece they stay and put it in doubt. */
// oxlint-disable-next-line no-control-regex -- what is looked for are control characters
const unmapped = /^[\0-\x1f\x7f]+|[\0-\x1f\x7f]+$/g

/** A run of the page's text with the font it is set in. */
interface FontRun extends TextRun { font: string }

async function runsOf(page: PDFPageProxy, dpi: number, quarterTurns: number): Promise<FontRun[]> {
  const viewport = viewportOf(page, dpi, quarterTurns)
  const { items, styles } = await page.getTextContent({ disableNormalization: true })
  const drawn = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [a, b, c, d, x, y] = pdfjs.Util.transform(viewport.transform, item.transform) as [number, number, number, number, number, number]
    const isDownwards = styles[item.fontName]?.vertical === true
    const heightPx = Math.hypot(c, d) || Math.hypot(a, b)
    const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + (isDownwards ? 1 : 0) + 4) % 4
    const lengthPx = (isDownwards ? item.height : item.width) * viewport.scale
    if (![x, y, heightPx, lengthPx].every(Number.isFinite) || heightPx < 1) return []
    return [{ text: plainHan(item.str), x, y, quarter, lengthPx: Math.abs(lengthPx), heightPx, font: item.fontName }]
  })
  return [...drawn, ...await filledIn(page, viewport)]
}

interface FilledIn { subtype: string; fieldType?: string; fieldValue?: unknown; hidden?: boolean; rect: [number, number, number, number]; defaultAppearanceData?: { fontSize?: number } }

/** What stands in the fields of a form: the text layer has it only where the form was flattened. */
async function filledIn(page: PDFPageProxy, viewport: PageViewport): Promise<FontRun[]> {
  const annotations = await page.getAnnotations().catch(() => []) as FilledIn[]
  return annotations.flatMap(({ subtype, fieldType, fieldValue, hidden, rect, defaultAppearanceData }) => {
    if (subtype !== 'Widget' || fieldType !== 'Tx' || hidden || typeof fieldValue !== 'string' || fieldValue.trim() === '') return []
    const [x1, y1] = onPicture(viewport, rect[0], rect[1])
    const [x2, y2] = onPicture(viewport, rect[2], rect[3])
    const boxPx = Math.abs(y1 - y2)
    const heightPx = Math.max(1, Math.min(boxPx, (defaultAppearanceData?.fontSize || Infinity) * viewport.scale, 0.75 * boxPx))
    const text = plainHan(fieldValue.replace(/\s+/g, ' ').slice(0, 500))
    return [{ text, x: Math.min(x1, x2), y: Math.max(y1, y2) - (boxPx - heightPx) / 2 - descentShare * heightPx, quarter: 0, lengthPx: Math.min(Math.abs(x1 - x2), text.length * heightPx), heightPx, font: 'form' }]
  })
}

const descentShare = 0.15

function onPicture({ transform }: PageViewport, x: number, y: number): [number, number] {
  const [a, b, c, d, e, f] = transform as [number, number, number, number, number, number]
  return [a * x + c * y + e, b * x + d * y + f]
}

/** The quarter turns that bring most of the text upright. */
function mostlyTurned(runs: readonly FontRun[]): number {
  const letters = [0, 0, 0, 0]
  for (const run of runs) letters[run.quarter]! += run.text.length
  const most = letters.indexOf(Math.max(...letters))
  return letters[most]! > 2 * letters[0]! ? (4 - most) % 4 : 0
}

/** Text of fonts that give nonsense is left out: of a few signs it is no loss, of more the picture must be read as well. */
function readable(runs: readonly FontRun[]): { runs: FontRun[]; isPartial: boolean } {
  const byFont = Map.groupBy(runs, (run) => run.font)
  const textOf = (list: readonly FontRun[]) => list.map((run) => run.text).join('')
  const bad = new Set([...byFont].filter(([, list]) => nonsenseShare(textOf(list)) > nonsenseLimit).map(([font]) => font))
  const left = runs.filter((run) => !bad.has(run.font))
  const told = left.map((run) => ({ ...run, text: run.text.replace(unmapped, '') })).filter((run) => run.text.trim() !== '')
  return { runs: told, isPartial: textOf(left).length < (1 - lostLimit) * textOf(runs).length }
}

function inside(runs: readonly FontRun[], { widthPx, heightPx }: Picture): FontRun[] {
  return runs.filter(({ x, y }) => x > -0.01 * widthPx && x < widthPx && y > -0.01 * heightPx && y < 1.01 * heightPx)
}

/** Text drawn invisibly over a scan is another program's reading, no better than ours. */
async function isHiddenText(page: PDFPageProxy): Promise<boolean> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const outer: number[] = []
  let mode = 0
  let hidden = 0
  let shown = 0
  fnArray.forEach((operator, i) => {
    if (operator === pdfjs.OPS.save) outer.push(mode)
    else if (operator === pdfjs.OPS.restore) mode = outer.pop() ?? 0
    else if (operator === pdfjs.OPS.setTextRenderingMode) mode = Number((argsArray[i] as unknown[])?.[0] ?? 0)
    else if (operator === pdfjs.OPS.showText && mode === 3) hidden++
    else if (operator === pdfjs.OPS.showText) shown++
  })
  return hidden > shown
}
