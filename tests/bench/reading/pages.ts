/** Sample pages read by the product's own pipeline, and what came of each beside the truth. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scanFile } from '../../../src-imaging/pipeline.ts'
import { betweenQuads, distance, withOpenCv } from '../../../src-imaging/opencv.ts'
import type { Features } from '../../../src-imaging/reading/certainty.ts'
import { engineFor } from '../../../src-imaging/reading/choose-engine.ts'
import type { ScannedItem } from '../../../src-imaging/scanned.ts'
import { makeVoucher } from '../../../src-samples/make-voucher.ts'
import { photograph, type PhotographTruth } from '../../../src-samples/photograph.ts'
import type { PlantedFault, SampleSet, SampleVoucher } from '../../../src-samples/voucher.ts'
import { type FieldName, keyFieldsOf, type Quad, type VoucherKind } from '../../../src-shared/voucher.ts'
import { characterErrors, type Confusion } from './character-errors.ts'

export interface PagePlan { kind: VoucherKind; seed: number; set: SampleSet; severity: 'clean' | 'degraded'; fault?: PlantedFault; dpi?: number }

export interface FieldOutcome {
  name: FieldName
  isKey: boolean
  /** Null where the paper does not print it, or nothing was read. */
  printed: string | null
  read: string | null
  score: number
  sure: boolean
  features: Features | null
}

export interface PageOutcome {
  plan: PagePlan
  items: number
  kind: VoucherKind
  verdict: string
  characters: { printed: number; errors: number; confusions: Confusion[] }
  fields: FieldOutcome[]
  failedChecks: string[]
  /** Of the reading stage alone. */
  readMs: number
}

/** Draws, photographs and scans one page. @param folder for the picture and what the scan writes */
export async function readPage(plan: PagePlan, folder: string): Promise<PageOutcome> {
  const { kind, seed, set, severity, fault, dpi } = plan
  const voucher = makeVoucher(seed, { kind, set, ...(fault ? { fault } : {}) })
  const { jpeg, truth } = await photograph(voucher, seed, { severity, side: sideOf(voucher, plan), ...(dpi ? { dpi } : {}) })
  const path = join(folder, `${kind}-${seed}-${severity}.jpg`)
  await writeFile(path, jpeg)
  const { items, timingsMs } = await scanFile(path, { engine: () => engineFor('auto'), outDir: folder, name: `${kind}-${seed}` })
  const item = items.toSorted((a, b) => distanceTo(truth.quadPx, a) - distanceTo(truth.quadPx, b))[0]!
  return {
    plan, items: items.length, kind: item.page.kind, verdict: item.page.quality.verdict, characters: await charactersOf(item, truth), fields: fieldsOf(item, kind, truth),
    failedChecks: item.page.checks.filter((check) => !check.ok).map((check) => check.rule), readMs: timingsMs.read,
  }
}

/** One of its sides by chance; where a fault was planted, the one that the amount's words are on. */
function sideOf({ sheets }: SampleVoucher, { seed, fault }: PagePlan): number {
  return fault ? Math.max(0, sheets.findIndex(({ texts }) => texts.some(({ field }) => field === 'amountTotalUpper'))) : seed % sheets.length
}

function distanceTo(quad: Quad, item: ScannedItem): number {
  const middle = (points: Quad) => [points.reduce((sum, p) => sum + p[0], 0) / 4, points.reduce((sum, p) => sum + p[1], 0) / 4] as const
  const [a, b] = [middle(quad), middle(item.quadPx)]
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** In the paper's own directions, so that rows are rows however it lay. */
async function charactersOf(item: ScannedItem, { quadPx, texts }: PhotographTruth): Promise<PageOutcome['characters']> {
  const [widthPx, heightPx] = [distance(quadPx[0], quadPx[1]), distance(quadPx[1], quadPx[2])]
  return withOpenCv((cv) => {
    const toPaper = betweenQuads(cv, quadPx, [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]])
    const read = item.page.lines.map(({ text, boxPx }) => ({ text, quad: boxPx.map(item.toInput).map(toPaper) as Quad }))
    const { printed, errors, confusions } = characterErrors(texts.map(({ text, role, quadPx: quad }) => ({ text, role, quad: quad.map(toPaper) as Quad })), read)
    return { printed, errors, confusions }
  })
}

function fieldsOf({ page, features }: ScannedItem, kind: VoucherKind, { fields: printed }: PhotographTruth): FieldOutcome[] {
  const keys = new Set(keyFieldsOf(kind))
  const names = new Set([...Object.keys(printed), ...Object.keys(page.fields)]) as Set<FieldName>
  return [...names].map((name) => {
    const field = page.fields[name]
    return {
      name, isKey: keys.has(name) && printed[name] !== undefined, printed: printed[name] ?? null, read: field?.value ?? null,
      score: field?.score ?? 0, sure: field?.sure ?? false, features: features[name] ?? null,
    }
  })
}

/** Half-width and full-width forms are the same value. */
export function isRight({ printed, read }: Pick<FieldOutcome, 'printed' | 'read'>): boolean {
  return printed !== null && read !== null && printed.normalize('NFKC') === read.normalize('NFKC')
}
