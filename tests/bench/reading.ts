/** How right reading is, how well it knows it, and what it costs: on held-out vouchers, through the product's own way from picture to fields. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from '../../scripts/launch.ts'
import { openDocument } from '../../src-imaging/documents/open-document.ts'
import { engineFor } from '../../src-imaging/reading/choose-engine.ts'
import { openPaddle } from '../../src-imaging/reading/paddle.ts'
import { modelInUse } from '../../src-imaging/reading/models.ts'
import { makeVoucher, sampleKinds } from '../../src-samples/make-voucher.ts'
import type { PlantedFault } from '../../src-samples/voucher.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import { drawReliability, type Judged, reliability, upperBound } from './reading/certainty-figures.ts'
import { characterErrors } from './reading/character-errors.ts'
import { isRight, type PageOutcome, type PagePlan } from './reading/pages.ts'
import { openPlainWay } from './reading/plain-way.ts'
import { readPages } from './reading/read-pages.ts'
import { type SamplePage, samplePage } from '../../src-training/sample-pages.ts'
import { bar, row } from './table.ts'

const out = join(root, 'out/bench')
const firstSeed = 1_400_000
/** Pages of each kind; a quick look takes fewer: PINGYING_BENCH_PAGES=3. */
const pagesPerKind = Number(process.env.PINGYING_BENCH_PAGES ?? 25)
const faults: readonly PlantedFault[] = ['qr', 'upper', 'tax-id']

export async function readingFigures(folder: string): Promise<void> {
  const plan = (severity: PagePlan['severity'], count: number) => sampleKinds.flatMap((kind) => Array.from({ length: count }, (_, i): PagePlan => ({ kind, seed: firstSeed + i, set: 'held-out', severity })))
  const clean = await outcomes('clean', plan('clean', Math.ceil(pagesPerKind / 5)))
  const degraded = await outcomes('degraded', plan('degraded', pagesPerKind))
  characterRows(clean, degraded)
  await fieldRows(degraded)
  await faultRows(degraded)
  await costRows()
  await ocrMyPdfRows(folder)
}

/** Every page's is kept in out/bench, for whoever asks what a figure is made of. */
async function outcomes(what: string, plans: readonly PagePlan[]): Promise<PageOutcome[]> {
  const pages = await readPages(plans, (done) => done % 50 === 0 && console.error(`${what}: ${done} of ${plans.length} pages read`))
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, `reading-${what}.json`), JSON.stringify(pages))
  return pages
}

/** A blank sheet is set aside unread. */
const read = (pages: readonly PageOutcome[]) => pages.filter(({ plan }) => plan.kind !== 'blank')
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const errorShare = (pages: readonly PageOutcome[]) => sum(read(pages).map(({ characters }) => characters.errors)) / sum(read(pages).map(({ characters }) => characters.printed))

function characterRows(clean: readonly PageOutcome[], degraded: readonly PageOutcome[]): void {
  bar(`characters wrong, ${clean.length} clean pages`, 100 * errorShare(clean), '%', '<=', 0.15)
  bar(`characters wrong, ${degraded.length} degraded pages`, 100 * errorShare(degraded), '%', '<=', 0.3)
  const found = degraded.filter(({ items, characters }) => items === 1 && characters.errors < 0.3 * characters.printed)
  bar(`the same without ${degraded.length - found.length} pages whose paper was not found or not turned upright`, 100 * errorShare(found), '%', '<=', 0.3)
}

async function fieldRows(degraded: readonly PageOutcome[]): Promise<void> {
  bar('kind right', (100 * degraded.filter(({ kind, plan }) => kind === plan.kind).length) / degraded.length, '%', '>=', 99)
  const printed = degraded.flatMap((page) => page.fields).filter((field) => field.printed !== null)
  const keys = printed.filter((field) => field.isKey)
  bar(`key fields exact, of ${keys.length}`, (100 * keys.filter(isRight).length) / keys.length, '%', '>=', 99)
  const sure = printed.filter((field) => field.sure)
  const wrong = sure.filter((field) => !isRight(field))
  bar('fields marked sure', (100 * sure.length) / printed.length, '%', '>=', 85)
  bar(`wrong among ${sure.length} sure fields: ${wrong.length}; at most, with 95 %`, 100 * upperBound(wrong.length, sure.length), '%', '<=', 0.1)
  for (const { name, read: value, printed: truth } of wrong) console.error(`sure and wrong: ${name} ${value} ≠ ${truth}`)
  await showReliability(printed.filter((field) => field.features && !field.features.contradicted && field.features.shapeOk).map((field) => ({ score: field.score, isSure: field.sure, isRight: isRight(field) })))
}

async function showReliability(judged: readonly Judged[]): Promise<void> {
  const rows = reliability(judged)
  console.table(rows.map(({ low, high, fields, claimedError, error, errorUpTo }) => ({ 'score from': low, to: high, fields, 'error claimed %': (100 * claimedError).toFixed(3), 'found %': (100 * error).toFixed(3), 'at most % (95 %)': (100 * errorUpTo).toFixed(3) })))
  await drawReliability(rows, 'Claimed and found errors, held-out degraded vouchers', join(out, 'reliability.png'))
  console.error(`reliability diagram: ${join(out, 'reliability.png')}`)
}

/** One fault planted in each page that can carry it; and the pages as they came, on which nothing may be found. */
async function faultRows(degraded: readonly PageOutcome[]): Promise<void> {
  const count = Math.ceil(pagesPerKind / 3)
  const plans = faults.flatMap((fault) => sampleKinds.flatMap((kind) => Array.from({ length: count }, (_, i): PagePlan => ({ kind, seed: firstSeed + 500 + i, set: 'held-out', severity: 'degraded', fault }))))
    .filter(({ kind, seed, fault }) => makeVoucher(seed, { kind, set: 'held-out', ...(fault ? { fault } : {}) }).fault === fault)
  const planted = await outcomes('faults', plans)
  bar(`planted faults noticed, of ${planted.length}`, (100 * planted.filter(({ failedChecks, plan }) => failedChecks.includes(plan.fault!)).length) / planted.length, '%', '>=', 99)
  const alarms = degraded.flatMap(({ failedChecks }) => failedChecks.filter((rule) => (faults as readonly string[]).includes(rule)))
  bar(`false alarms of the same checks, on ${degraded.length} pages`, (100 * alarms.length) / degraded.length, '%', '<=', 0.5)
}

/** The same pages, laid flat, by the product's engine and the plain way, one thread each, in one process. */
async function costRows(): Promise<void> {
  const pages: SamplePage[] = []
  for (const kind of sampleKinds.filter((one) => one !== 'blank')) pages.push(await samplePage({ kind, seed: firstSeed + 800, severity: 'degraded', set: 'held-out' }))
  const model = modelInUse()
  if (!model) throw new Error('PP-OCR models are not installed')
  const [ours, plain] = [await openPaddle(model, 1), await openPlainWay(model)]
  const seconds = async (readPage: (page: SamplePage) => Promise<{ text: string; quad: Quad }[]>) => {
    await readPage(pages[0]!)
    const before = process.cpuUsage()
    let [errors, printed] = [0, 0]
    for (const page of pages) {
      const result = characterErrors(page.texts, await readPage(page))
      errors += result.errors
      printed += result.printed
    }
    const { user, system } = process.cpuUsage(before)
    return { cpuS: (user + system) / 1e6 / pages.length, errorShare: errors / printed }
  }
  const us = await seconds(async (page) => (await ours.read(page.picture)).lines.map(({ text, boxPx }) => ({ text, quad: boxPx })))
  const them = await seconds((page) => plain.read(page.picture))
  row('processor to read a page, one thread', us.cpuS, 'CPU s', 'the plain way (1536, line by line)', them.cpuS)
  bar('the same, as a share of the plain way', us.cpuS / them.cpuS, '', '<=', 0.5)
  row('characters wrong on those pages', 100 * us.errorShare, '%', 'the plain way', 100 * them.errorShare)
  await ours.close()
  await plain.close()
}

/** OCRmyPDF with tesseract's Chinese, a Debian package, on the same pictures; two processors each. */
async function ocrMyPdfRows(folder: string): Promise<void> {
  if (spawnSync('ocrmypdf', ['--version']).status !== 0) {
    console.error('OCRmyPDF is not installed (apt-get install ocrmypdf tesseract-ocr-chi-sim): its rows are left out')
    return
  }
  const pages: SamplePage[] = []
  for (const kind of ['vat-special', 'digital-normal', 'train', 'fiscal-nontax', 'bank-slip', 'contract'] as const) pages.push(await samplePage({ kind, seed: firstSeed + 801, severity: 'degraded', set: 'held-out' }))
  const [us, them] = [{ s: 0, errors: 0 }, { s: 0, errors: 0 }]
  const engine = await engineFor('auto')
  await engine.read(pages[0]!.picture)
  for (const [i, { picture, texts }] of pages.entries()) {
    const begun = performance.now()
    const { lines } = await engine.read(picture)
    us.s += (performance.now() - begun) / 1000
    us.errors += characterErrors(texts, lines.map(({ text, boxPx }) => ({ text, quad: boxPx }))).errors
    const peer = await ocrMyPdf(picture, join(folder, String(i)))
    them.s += peer.seconds
    them.errors += characterErrors(texts, peer.lines).errors
  }
  row('reading a page, wall', us.s / pages.length, 's', 'OCRmyPDF with tesseract chi_sim', them.s / pages.length)
  bar('times as fast', them.s / us.s, '', '>=', 12)
  row(`characters wrong on ${pages.length} pages`, us.errors, '', 'OCRmyPDF', them.errors)
  bar('share of its errors', us.errors / them.errors, '', '<=', 1 / 40)
}

async function ocrMyPdf(picture: { data: Uint8Array; widthPx: number; heightPx: number }, name: string): Promise<{ seconds: number; lines: { text: string; quad: Quad }[] }> {
  const [input, output] = [`${name}.png`, `${name}.pdf`]
  writeFileSync(input, await sharp(picture.data, { raw: { width: picture.widthPx, height: picture.heightPx, channels: 3 } }).withMetadata({ density: 300 }).png().toBuffer())
  const begun = performance.now()
  const { status, stderr } = spawnSync('ocrmypdf', ['-l', 'chi_sim', '--jobs', '2', '--output-type', 'pdf', '--image-dpi', '300', input, output], { encoding: 'utf8' })
  const seconds = (performance.now() - begun) / 1000
  if (status !== 0) throw new Error(stderr)
  const document = await openDocument(readFileSync(output), 'pdf')
  const first = await document.pages.next()
  document.close()
  if (first.done) throw new Error('OCRmyPDF wrote no page')
  const page = first.value
  const scale = picture.widthPx / page.picture.widthPx
  return { seconds, lines: page.lines.map(({ text, boxPx }) => ({ text, quad: boxPx.map(([x, y]) => [x * scale, y * scale]) as Quad })) }
}
