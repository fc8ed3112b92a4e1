/** What the file of a page takes and says: pages of A4 sheets scanned by the product, and their files read afresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { betweenQuads, type Corners, withOpenCv } from '../../../src-imaging/opencv.ts'
import { scanFile } from '../../../src-imaging/pipeline.ts'
import { engineFor } from '../../../src-imaging/reading/choose-engine.ts'
import { makeVoucher, sampleKinds } from '../../../src-samples/make-voucher.ts'
import { photograph } from '../../../src-samples/photograph.ts'
import type { Quad, VoucherKind } from '../../../src-shared/voucher.ts'
import { openPageFile } from '../../parts/page-file.ts'
import { answerPlans, onAllProcessors } from '../on-all-processors.ts'
import { characterErrors } from '../reading/character-errors.ts'

export interface FilePlan { kind: VoucherKind; seed: number; severity: 'clean' | 'degraded' }

export interface FileOutcome {
  plan: FilePlan
  /** The item's first corner is the paper's own top left. */
  isUpright: boolean
  /** Between the item's top edge and the paper's. */
  askewDeg: number
  isLayered: boolean
  bytes: number
  printed: number
  errorsOnPage: number
  errorsInFile: number
}

/** Seeds from which each kind whose sheet is A4 has as many pages; every third is a flat scan, the others stills. */
export function filePlans(firstSeed: number, pages: number): FilePlan[] {
  const isA4 = (kind: VoucherKind, seed: number) => makeVoucher(seed, { kind, set: 'held-out' }).sheets.slice(0, 1).every(({ widthMm, heightMm }) => Math.abs(Math.max(widthMm, heightMm) - 297) < 2 && Math.abs(Math.min(widthMm, heightMm) - 210) < 2)
  const plans = Array.from({ length: pages }, (_, i) => firstSeed + i).flatMap((seed) => sampleKinds.filter((kind) => kind !== 'blank' && isA4(kind, seed)).map((kind) => ({ kind, seed })))
  return plans.map((plan, i) => ({ ...plan, severity: i % 3 === 0 ? 'clean' : 'degraded' }))
}

export const writeFiles = (plans: readonly FilePlan[], tell?: (done: number) => void): Promise<FileOutcome[]> => onAllProcessors(import.meta.filename, plans, tell)

answerPlans(import.meta.filename, writeFile)

async function writeFile(plan: FilePlan, folder: string): Promise<FileOutcome> {
  const { jpeg, truth } = await photograph(makeVoucher(plan.seed, { kind: plan.kind, set: 'held-out' }), plan.seed, { severity: plan.severity, dpi: 300 })
  const path = join(folder, 'page.jpg')
  writeFileSync(path, jpeg)
  const { items } = await scanFile(path, { engine: () => engineFor('auto'), outDir: folder })
  const { page, quadPx } = items.reduce((a, b) => (b.page.output.widthPx * b.page.output.heightPx > a.page.output.widthPx * a.page.output.heightPx ? b : a))
  const { shown } = await openPageFile(page.output)
  const again = await (await engineFor('auto')).read(shown)
  // On the page, where lines are level: in a still they lie askew, and one that stands higher is not the one before.
  const { widthPx, heightPx } = page.output
  const toPage = await withOpenCv((cv) => betweenQuads(cv, quadPx as Corners, [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]]))
  const texts = truth.texts.map(({ text, role, quadPx: quad }) => ({ text, role, quad: quad.map(toPage) as Quad }))
  const errorsIn = (lines: readonly { text: string; boxPx: Quad }[]) => characterErrors(texts, lines.map(({ text, boxPx }) => ({ text, quad: boxPx })))
  return {
    plan, ...lying(quadPx, truth.quadPx), isLayered: page.output.mediaType === 'application/pdf', bytes: readFileSync(page.output.path).length, printed: errorsIn([]).printed,
    errorsOnPage: errorsIn(page.lines).errors, errorsInFile: again.quarterTurns === 0 ? errorsIn(again.lines).errors : errorsIn([]).errors,
  }
}

function lying(item: Quad, paper: Quad): Pick<FileOutcome, 'isUpright' | 'askewDeg'> {
  const far = paper.map((corner) => Math.hypot(corner[0] - item[0][0], corner[1] - item[0][1]))
  const direction = ([from, to]: Quad) => (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI
  const turnDeg = Math.abs(direction(item) - direction(paper)) % 90
  return { isUpright: far.indexOf(Math.min(...far)) === 0, askewDeg: Math.min(turnDeg, 90 - turnDeg) }
}
