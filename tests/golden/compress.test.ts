/** A page's file is small, and says and shows what the page did: in layers where that reads as well, else plain. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import sharp from 'sharp'
import { openPdf } from '../../src-imaging/documents/pdf.ts'
import type { Picture } from '../../src-imaging/opencv.ts'
import { closeEngines, engineFor } from '../../src-imaging/reading/choose-engine.ts'
import { findCodes, readQrCodes } from '../../src-imaging/reading/qr.ts'
import { toned } from '../../src-imaging/stages/clean.ts'
import { writePage } from '../../src-imaging/stages/compress.ts'
import { packLayers, unpackLayers } from '../../src-imaging/stages/layered-pdf.ts'
import { pageLayers, paintLayers } from '../../src-imaging/stages/layers.ts'
import { Sheet } from '../../src-samples/sheet.ts'
import type { Line } from '../../src-shared/scan.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { samplePage } from '../../src-training/sample-pages.ts'
import { characterErrors } from '../bench/reading/character-errors.ts'
import { folderFor } from '../parts/folder.ts'
import { openPageFile } from '../parts/page-file.ts'

const kinds: VoucherKind[] = ['vat-special', 'fiscal-nontax', 'train', 'contract']
const dpi = 300
/** A share of all characters, on pages of which some are blurred a little. */
const mostWorse = 0.004

describe('a page’s file', () => {
  const folder = folderFor(after)
  after(closeEngines)

  test('is a PDF/A of one page in colour, 200 dpi and more in every layer, at most half a JPEG’s size; read afresh it says what the page did, its codes too', async () => {
    const engine = await engineFor('paddle')
    let [printed, errors, before, bytes, jpegBytes] = [0, 0, 0, 0, 0]
    for (const [seed, kind] of kinds.entries()) {
      const { picture, texts } = await samplePage({ kind, seed: seed + 40, severity: 'degraded', set: 'tuning' })
      const { lines, quarterTurns } = await engine.read(picture)
      assert.equal(quarterTurns, 0)
      const codes = await findCodes(picture)
      const { output } = await writePage(picture, dpi, { folder, name: kind }, { lines, codes, engine })
      assert.equal(output.mediaType, 'application/pdf', kind)
      const file = readFileSync(output.path)
      assert.equal(file.length, output.bytes)
      assertArchived(file.toString('latin1'), picture)
      const { shown, text } = await openPageFile(output)
      assert.deepEqual([shown.widthPx, shown.heightPx], [picture.widthPx, picture.heightPx])
      assert.deepEqual(new Set(await readQrCodes(shown)), new Set(codes.map(({ text: said }) => said)))
      const errorsIn = (read: typeof lines) => characterErrors(texts, read.map(({ text, boxPx }) => ({ text, quad: boxPx }))).errors
      printed += characterErrors(texts, []).printed
      before += errorsIn(lines)
      errors += errorsIn((await engine.read(shown)).lines)
      bytes += file.length
      jpegBytes += (await sharp(picture.data, { raw: { width: picture.widthPx, height: picture.heightPx, channels: 3 } }).jpeg({ quality: 70, mozjpeg: true }).toBuffer()).length
      assert.equal(text.join(''), lines.map((line) => line.text.replace(/\s/g, '')).join(''), kind)
      assert.deepEqual(await linesAsOriginal(file), [], 'what was read is never taken for an original’s own text')
    }
    assert.ok(printed > 1000)
    assert.ok(errors - before <= mostWorse * printed, `${errors} wrong of ${printed}, ${before} on the pages themselves`)
    assert.ok(bytes < jpegBytes / 2, `${bytes} bytes beside ${jpegBytes}`)
  })

  test('keeps codes readable in its layers, also where their pixels do not fall on the page’s', async () => {
    for (const [kind, seed] of [['fiscal-nontax', 61], ['fiscal-nontax', 65], ['digital-normal', 70]] as const) {
      const { picture } = await samplePage({ kind, seed, severity: 'degraded', set: 'tuning' })
      const codes = await findCodes(picture)
      assert.ok(codes.length > 0)
      const layers = await pageLayers(picture, 287, codes.map(({ boxPx }) => boxPx))
      const shown = paintLayers(await unpackLayers(layers, await packLayers(layers)))
      assert.deepEqual(new Set(await readQrCodes(shown)), new Set(codes.map(({ text }) => text)), `${kind} ${seed}`)
    }
  })

  test('keeps a seal red, coloured paper coloured and print of several colours as they are', async () => {
    const sheet = new Sheet(100, 70, '#f7ecc8')
    for (const [i, colour] of ['#202020', '#1d3f9c', '#8a4a21'].entries()) sheet.text(8, 14 + 10 * i, '云州市第一中学 1234567890', { sizeMm: 5, font: 'Noto Sans CJK SC', colour })
    sheet.box(60, 45, 30, 16, { colour: '#d8303c' }, '#d8303c')
    const { data, widthPx, heightPx } = await sheet.draw(pxPerMm)
    const shown = paintLayers(await pageLayers({ data, widthPx, heightPx }, dpi))
    const parts: Record<string, PartMm> = { paper: [80, 4, 15, 6], seal: [64, 48, 20, 10], black: [8, 9, 60, 6], blue: [8, 19, 60, 6], brown: [8, 29, 60, 6] }
    for (const [name, part] of Object.entries(parts)) {
      const [wanted, got] = [meanColour({ data, widthPx, heightPx }, part), meanColour(shown, part)]
      assert.ok(got.every((value, i) => Math.abs(value - wanted[i]!) < 8), `${name}: ${got.map(Math.round).join()} for ${wanted.map(Math.round).join()}`)
    }
  })

  test('in greys or in black and white alone: no colour is left, it still says what the page did, and it is smaller; in its colours it is the very page', async () => {
    const engine = await engineFor('paddle')
    const { picture, texts } = await samplePage({ kind: 'train', seed: 52, severity: 'degraded', set: 'tuning' })
    const { lines } = await engine.read(picture)
    const errorsIn = (read: typeof lines) => characterErrors(texts, read.map(({ text, boxPx }) => ({ text, quad: boxPx })))
    assert.equal(await toned(picture, dpi), picture)
    const colour = await writePage(picture, dpi, { folder, name: 'colour' }, { lines, codes: [], engine })
    for (const tone of ['grey', 'black-white'] as const) {
      const { output } = await writePage(await toned(picture, dpi, tone), dpi, { folder, name: tone }, { lines, codes: [], engine })
      assert.ok(output.bytes < colour.output.bytes, `${tone}: ${output.bytes} bytes beside ${colour.output.bytes} in colour`)
      const { shown } = await openPageFile(output)
      const { tint, between } = looksOf(shown)
      assert.ok(tint < 0.001, `${tone}: ${tint} of it has a colour`)
      assert.ok(tone === 'grey' ? between > 0.05 : between < 0.03, `${tone}: ${between} of it is between black and white`)
      const { errors, printed } = errorsIn((await engine.read(shown)).lines)
      assert.ok(errors - errorsIn(lines).errors <= mostWorse * printed, `${tone}: ${errors} of ${printed} wrong, ${errorsIn(lines).errors} in colour`)
    }
  })

  test('is a plain JPEG where nothing was read that could be measured', async () => {
    const { picture } = await samplePage({ kind: 'train', seed: 44, severity: 'clean', set: 'tuning' })
    const { output } = await writePage(picture, dpi, { folder, name: 'plain' })
    assert.equal(output.mediaType, 'image/jpeg')
    const { width, height, density } = await sharp(output.path).metadata()
    assert.deepEqual([width, height, density], [picture.widthPx, picture.heightPx, dpi])
  })

  test('the same page gives the same bytes', async () => {
    const engine = await engineFor('paddle')
    const { picture } = await samplePage({ kind: 'train', seed: 45, severity: 'clean', set: 'tuning' })
    const { lines } = await engine.read(picture)
    const files = await Promise.all(['once', 'again'].map(async (name) => readFileSync((await writePage(picture, dpi, { folder, name }, { lines, codes: [], engine })).output.path)))
    assert.deepEqual(files[0], files[1])
  })
})

/** What ISO 19005-2 asks of such a file, as far as its bytes show; and each layer's resolution. */
function assertArchived(pdf: string, { widthPx, heightPx }: Picture): void {
  for (const part of ['pdfaid:part="2" pdfaid:conformance="B"', '/GTS_PDFA1', '/ID ']) assert.ok(pdf.includes(part), part)
  for (const none of ['/Encrypt', '/JavaScript', '/Interpolate', '/SMask', '/Launch']) assert.ok(!pdf.includes(none), none)
  const images = [...pdf.matchAll(/\/Subtype \/Image[^>]*?\/Width (\d+)[^>]*?\/Height (\d+)/g)].map(([, width, height]) => [Number(width), Number(height)] as const)
  const covers = (perInch: number) => images.some(([width, height]) => Math.abs(width - (widthPx * perInch) / dpi) <= 16 && Math.abs(height - (heightPx * perInch) / dpi) <= 16)
  assert.ok(covers(200), 'paper and ink')
  assert.ok(covers(dpi), 'print')
  assert.ok(images.filter(([width, height]) => width * height > (widthPx * heightPx) / 4).every(([width]) => width >= Math.floor((widthPx * 200) / dpi)))
}

/** Its lines, were it taken in as somebody's original. */
async function linesAsOriginal(file: Uint8Array): Promise<Line[]> {
  const { page, close } = await openPdf(file, async () => [])
  return (await page(1, dpi).finally(close)).lines
}

/** Shares of a picture's pixels: of those that have a colour, and of those that are neither black nor white. */
function looksOf({ data }: Picture): { tint: number; between: number } {
  let [tinted, between] = [0, 0]
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!]
    tinted += Number(Math.max(r, g, b) - Math.min(r, g, b) > 24)
    between += Number(g > 70 && g < 215)
  }
  return { tint: tinted / (data.length / 3), between: between / (data.length / 3) }
}

const pxPerMm = 11.8

type PartMm = [left: number, top: number, width: number, height: number]

function meanColour({ data, widthPx }: Picture, part: PartMm): number[] {
  const [left, top, width, height] = part.map((mm) => Math.round(mm * pxPerMm)) as PartMm
  const sums = [0, 0, 0]
  for (let y = top; y < top + height; y++) for (let x = left; x < left + width; x++) for (let c = 0; c < 3; c++) sums[c]! += data[3 * (y * widthPx + x) + c]!
  return sums.map((sum) => sum / (width * height))
}
