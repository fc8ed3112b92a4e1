/**
 * A page as a PDF for the archive (ISO 19005-2, level b): the paper and the ink as JPEGs, the print as the ink's mask in
 * CCITT group 4, and the text that was read, unseen, to be found and copied.
 */
import { type PDFContext, PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Line } from '../../src-shared/scan.ts'
import type { Picture, Point } from '../opencv.ts'
import type { PageLayers, Patch } from './layers.ts'

/** Both with mozjpeg's table and without its searching: a sixth of the time, a seventh more bytes (ADR 8). */
const paperJpeg = { quality: 28, quantisationTable: 3 } as const
const inkJpeg = { quality: 14, quantisationTable: 3 } as const
const patchJpeg = { quality: 70, mozjpeg: true } as const
/** A tile of a TIFF is one stream of any size whose sides are multiples of this. */
const tilePx = 16
/** A font has a byte for each character, and the first stays free. */
const charsPerFont = 255

/** The layers as they are written; `print` covers whole tiles, the ink as much. */
export interface PackedLayers { paper: Packed; ink: Packed; print: Packed; patches: PackedPatch[] }
interface Packed extends Size { bytes: Buffer }
interface PackedPatch extends Packed { leftPx: number; topPx: number }
interface Size { widthPx: number; heightPx: number }

export async function packLayers({ paper, ink, print, widthPx, heightPx }: PageLayers): Promise<PackedLayers> {
  const whole = { widthPx: Math.ceil(widthPx / tilePx) * tilePx, heightPx: Math.ceil(heightPx / tilePx) * tilePx }
  const inkWhole = { widthPx: Math.round((ink.widthPx * whole.widthPx) / widthPx), heightPx: Math.round((ink.heightPx * whole.heightPx) / heightPx) }
  const beyond = { right: inkWhole.widthPx - ink.widthPx, bottom: inkWhole.heightPx - ink.heightPx, extendWith: 'copy' as const }
  return {
    paper: { ...sizeOf(paper), bytes: await fromRaw(paper).jpeg(paperJpeg).toBuffer() },
    ink: { ...inkWhole, bytes: await fromRaw(ink).extend(beyond).jpeg(inkJpeg).toBuffer() },
    print: { ...whole, bytes: await groupFour(print, { widthPx, heightPx }, whole) },
    patches: [],
  }
}

export async function packPatch({ leftPx, topPx, ...picture }: Patch): Promise<PackedPatch> {
  return { leftPx, topPx, ...sizeOf(picture), bytes: await fromRaw(picture).jpeg(patchJpeg).toBuffer() }
}

/** The layers as whoever opens the file gets them. */
export async function unpackLayers(layers: PageLayers, { paper, ink }: PackedLayers): Promise<PageLayers> {
  const toRaw = async ({ bytes }: Packed, size: Size): Promise<Picture> => ({ ...size, data: await sharp(bytes).extract({ left: 0, top: 0, width: size.widthPx, height: size.heightPx }).raw().toBuffer() })
  return { ...layers, paper: await toRaw(paper, sizeOf(layers.paper)), ink: await toRaw(ink, sizeOf(layers.ink)) }
}

const sizeOf = ({ widthPx, heightPx }: Size): Size => ({ widthPx, heightPx })
const fromRaw = ({ data, widthPx, heightPx }: Picture) => sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })

/** @param print 255 where it prints */
async function groupFour(print: Uint8Array, from: Size, to: Size): Promise<Buffer> {
  const white = Buffer.alloc(to.widthPx * to.heightPx, 255)
  for (let y = 0, i = 0; y < from.heightPx; y++) for (let x = 0; x < from.widthPx; x++, i++) if (print[i] !== 0) white[y * to.widthPx + x] = 0
  const tiff = await sharp(white, { raw: { width: to.widthPx, height: to.heightPx, channels: 1 } }).toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: to.widthPx, tileHeight: to.heightPx }).toBuffer()
  return onlyTile(tiff)
}

/** The bytes of a TIFF's one tile (TIFF 6.0, tags 324 and 325). */
function onlyTile(tiff: Buffer): Buffer {
  const isLittle = tiff[0] === 0x49
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length)
  const directory = view.getUint32(4, isLittle)
  const valueOf = (tag: number) => {
    for (let i = 0, at = directory + 2; i < view.getUint16(directory, isLittle); i++, at += 12) {
      if (view.getUint16(at, isLittle) === tag) return view.getUint16(at + 2, isLittle) === 3 ? view.getUint16(at + 8, isLittle) : view.getUint32(at + 8, isLittle)
    }
    throw new Error(`no tag ${tag}`)
  }
  return tiff.subarray(valueOf(324), valueOf(324) + valueOf(325))
}

/** @param page what the layers were made of @param lines with boxes in its pixels @returns the same bytes for the same page */
export async function layeredPdf(packed: PackedLayers, page: Size & { dpi: number }, lines: readonly Line[]): Promise<Uint8Array> {
  const file = await PDFDocument.create({ updateMetadata: false })
  const { context } = file
  const point = 72 / page.dpi
  const [width, height] = [page.widthPx * point, page.heightPx * point]
  const [inkWidth, inkHeight] = [packed.print.widthPx * point, packed.print.heightPx * point]
  const text = textOver(context, lines, ([x, y]) => [x * point, height - y * point])
  const patches = packed.patches.map((patch, i) => ({ name: `Patch${i}`, ref: jpegOf(context, patch), at: figures(patch.widthPx * point, 0, 0, patch.heightPx * point, patch.leftPx * point, height - (patch.topPx + patch.heightPx) * point) }))
  const content = [
    `q ${figures(width, 0, 0, height, 0, 0)} cm /Paper Do Q`, `q ${figures(inkWidth, 0, 0, inkHeight, 0, height - inkHeight)} cm /Ink Do Q`,
    ...patches.map(({ name, at }) => `q ${at} cm /${name} Do Q`), ...text.content,
  ].join('\n')
  const sheet = file.addPage([width, height])
  sheet.node.set(PDFName.of('Resources'), context.obj({
    XObject: { Paper: jpegOf(context, packed.paper), Ink: inkImage(context, packed), ...Object.fromEntries(patches.map(({ name, ref }) => [name, ref])) }, Font: text.fonts,
  }))
  sheet.node.set(PDFName.of('Contents'), context.register(context.flateStream(content)))
  await describe(file)
  const digest = createHash('sha256').update(content)
  for (const { bytes } of [packed.paper, packed.ink, packed.print, ...packed.patches]) digest.update(bytes)
  const id = PDFHexString.of(digest.digest('hex').slice(0, 32))
  context.trailerInfo.ID = context.obj([id, id])
  return file.save({ addDefaultPage: false })
}

function jpegOf(context: PDFContext, { bytes, widthPx, heightPx }: Packed, more = {}): PDFRef {
  return context.register(context.stream(bytes, { Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx, ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'DCTDecode', ...more }))
}

/** Ink is laid on where the mask has a nought, which the TIFF's black is. */
function inkImage(context: PDFContext, { ink, print: { bytes, widthPx, heightPx } }: PackedLayers): PDFRef {
  const Mask = context.register(context.stream(bytes, {
    Type: 'XObject', Subtype: 'Image', ImageMask: true, Width: widthPx, Height: heightPx, BitsPerComponent: 1,
    Filter: 'CCITTFaxDecode', DecodeParms: { K: -1, Columns: widthPx, Rows: heightPx, BlackIs1: true },
  }))
  return jpegOf(context, ink, { Mask })
}

/** Text of fonts whose characters are all empty: it is there, and nothing is drawn. @param toPoints from the page's pixels to the sheet's points */
function textOver(context: PDFContext, lines: readonly Line[], toPoints: (point: Point) => Point): { content: string[]; fonts: Record<string, PDFRef> } {
  const chars = [...new Set(lines.flatMap(({ text }) => [...text]))]
  const fonts = Object.fromEntries(Array.from({ length: Math.ceil(chars.length / charsPerFont) }, (_, i) => [`F${i}`, emptyFont(context, chars.slice(i * charsPerFont, (i + 1) * charsPerFont))]))
  const codes = new Map(chars.map((char, i) => [char, { font: Math.floor(i / charsPerFont), code: (1 + (i % charsPerFont)).toString(16).padStart(2, '0') }]))
  const content = lines.filter(({ text }) => text !== '').map(({ text, boxPx }) => {
    const [topLeft, , bottomRight, bottomLeft] = boxPx.map(toPoints) as [Point, Point, Point, Point]
    const ems = [...text].reduce((sum, char) => sum + widthOf(char), 0) / 1000
    const matrix = figures((bottomRight[0] - bottomLeft[0]) / ems, (bottomRight[1] - bottomLeft[1]) / ems, topLeft[0] - bottomLeft[0], topLeft[1] - bottomLeft[1], ...bottomLeft)
    const runs: { font: number; hex: string }[] = []
    for (const { font, code } of [...text].map((char) => codes.get(char)!)) {
      if (runs.at(-1)?.font === font) runs.at(-1)!.hex += code
      else runs.push({ font, hex: code })
    }
    return `BT 3 Tr ${matrix} Tm ${runs.map(({ font, hex }) => `/F${font} 1 Tf <${hex}> Tj`).join(' ')} ET`
  })
  return { content, fonts }
}

/** In thousandths of the height. */
const widthOf = (char: string) => (char.codePointAt(0)! < 0x250 ? 500 : 1000)

function emptyFont(context: PDFContext, chars: readonly string[]): PDFRef {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const utf16 = (char: string) => Array.from({ length: char.length }, (_, i) => hex(char.charCodeAt(i), 4)).join('')
  const map = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Read def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange',
    // At most a hundred to a block.
    ...Array.from({ length: Math.ceil(chars.length / 100) }, (_, block) => {
      const here = chars.slice(block * 100, (block + 1) * 100)
      return [`${here.length} beginbfchar`, ...here.map((char, i) => `<${hex(1 + block * 100 + i, 2)}> <${utf16(char)}>`), 'endbfchar'].join('\n')
    }),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
  const procs = [500, 1000].map((width) => context.register(context.stream(`${width} 0 d0`)))
  return context.register(context.obj({
    Type: 'Font', Subtype: 'Type3', FontBBox: [0, 0, 1000, 1000], FontMatrix: [0.001, 0, 0, 0.001, 0, 0], FirstChar: 1, LastChar: chars.length, Widths: chars.map(widthOf),
    Encoding: { Type: 'Encoding', Differences: [1, ...chars.map((char) => (widthOf(char) === 500 ? 'half' : 'full'))] }, CharProcs: { half: procs[0]!, full: procs[1]! }, Resources: {},
    ToUnicode: context.register(context.flateStream(map)),
  }))
}

const figures = (...values: number[]) => values.map((value) => String(Number(value.toFixed(4)))).join(' ')

/** That it is PDF/A-2b, and what its red, green and blue are. */
async function describe({ context, catalog }: PDFDocument): Promise<void> {
  const xmp = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="B"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
  const { icc } = await sharp(await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } }).withIccProfile('srgb').png().toBuffer()).metadata()
  const profile = context.register(context.flateStream(icc!, { N: 3 }))
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(Buffer.from(xmp), { Type: 'Metadata', Subtype: 'XML' })))
  catalog.set(PDFName.of('OutputIntents'), context.obj([{ Type: 'OutputIntent', S: 'GTS_PDFA1', OutputConditionIdentifier: PDFString.of('sRGB'), Info: PDFString.of('sRGB'), DestOutputProfile: profile }]))
}
