/** The scan command, as docs/scan-contract.md has it: one line of JSON per file on standard output, nothing else there. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type PageTone, pageToneSchema, type ScanItem, type ScanResult } from '../src-shared/scan.ts'
import type { Fields, Quad } from '../src-shared/voucher.ts'
import type { EngineChoice } from './messages.ts'
import { scanFile } from './pipeline.ts'
import { closeEngines, engineFor } from './reading/choose-engine.ts'
import { ScanFailure } from './scan-failure.ts'
import type { ScannedFile, ScannedItem } from './scanned.ts'

const usage = 'usage: npm run --silent scan -- --json [--out DIR] [--unit-tax-id ID] [--engine auto|paddle|tesseract] [--tone colour|grey|black-white] FILE...'

interface Arguments { files: string[]; outDir: string | null; unitTaxId?: string; engine: EngineChoice; tone: PageTone }

function readArguments(): Arguments | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, out: { type: 'string' }, 'unit-tax-id': { type: 'string' }, engine: { type: 'string', default: 'auto' }, tone: { type: 'string', default: 'colour' } },
    })
    const tone = pageToneSchema.safeParse(values.tone)
    if (!tone.success || !values.json || positionals.length === 0 || !['auto', 'paddle', 'tesseract'].includes(values.engine)) return null
    return { files: positionals, outDir: values.out ?? null, unitTaxId: values['unit-tax-id'], engine: values.engine as EngineChoice, tone: tone.data }
  } catch {
    return null
  }
}

async function scan(file: string, index: number, outDir: string, { unitTaxId, engine, tone }: Arguments): Promise<ScanResult> {
  try {
    const scanned = await scanFile(file, { engine: () => engineFor(engine), outDir, tone, unit: unitTaxId ? { taxId: unitTaxId } : undefined, name: `${String(index + 1).padStart(4, '0')}` })
    return asResult(file, scanned)
  } catch (error) {
    if (!(error instanceof ScanFailure)) process.stderr.write(`${file}: ${error instanceof Error ? error.stack : String(error)}\n`)
    const { code, message } = error instanceof ScanFailure ? error : { code: 'internal' as const, message: 'the program failed on this file' }
    return { file, ok: false, error: { code, message } }
  }
}

function asResult(file: string, { widthPx, heightPx, items, timingsMs }: ScannedFile): ScanResult {
  return { file, ok: true, widthPx, heightPx, items: items.map(inInputPixels), timingsMs }
}

/** The contract's boxes are pixels of the input. */
function inInputPixels({ page, quadPx, rotationDeg, toInput }: ScannedItem): ScanItem {
  const back = (quad: Quad) => quad.map((point) => toInput(point).map((px) => Math.round(px * 10) / 10)) as Quad
  const fields = Object.fromEntries(Object.entries(page.fields).map(([name, field]) => [name, field.boxPx ? { ...field, boxPx: back(field.boxPx) } : field])) as Fields
  const { page: number, kind, kindScore, quality, lineItems, qr, checks, voucherId, output } = page
  const reasons = quality.reasons.map(({ code, regionPx }) => (regionPx ? { code, regionPx: back(regionPx) } : { code }))
  return {
    quadPx: quadPx.map((point) => point.map((px) => Math.round(px * 10) / 10)) as Quad, rotationDeg, ...(number ? { page: number } : {}), kind, kindScore, quality: { ...quality, reasons },
    lines: page.lines.map((line) => ({ ...line, score: Math.round(line.score * 1000) / 1000, boxPx: back(line.boxPx) })), fields,
    ...(lineItems ? { lineItems } : {}), qr, checks, ...(voucherId ? { voucherId } : {}), output,
  }
}

const given = readArguments()
if (!given) {
  process.stderr.write(`${usage}\n`)
  process.exit(2)
}
const outDir = given.outDir ?? (await mkdtemp(join(tmpdir(), 'pingying-scan-')))
let failed = 0
for (const [index, file] of given.files.entries()) {
  const result = await scan(file, index, outDir, given)
  if (!result.ok) failed++
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
await closeEngines()
process.exitCode = failed > 0 ? 1 : 0
