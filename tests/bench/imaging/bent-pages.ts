/** Bent papers and flat ones: how level their printed texts come out, and what is read wrong, before and after the page is drawn straight. */
import { betweenQuads, type Corners, distance, type Point, toMat, toPicture, turn, withOpenCv } from '../../../src-imaging/opencv.ts'
import { engineFor } from '../../../src-imaging/reading/choose-engine.ts'
import { bowOf, straightened } from '../../../src-imaging/stages/bow.ts'
import { evenLight } from '../../../src-imaging/stages/clean.ts'
import { decodePicture } from '../../../src-imaging/stages/decode.ts'
import { findItems } from '../../../src-imaging/stages/find-items.ts'
import { flatten } from '../../../src-imaging/stages/flatten.ts'
import { areaOf } from '../../../src-imaging/stages/lines.ts'
import { makeVoucher, sampleKinds } from '../../../src-samples/make-voucher.ts'
import { photograph, type PhotographTruth } from '../../../src-samples/photograph.ts'
import type { Quad, VoucherKind } from '../../../src-shared/voucher.ts'
import { answerPlans, onAllProcessors } from '../on-all-processors.ts'
import { characterErrors } from '../reading/character-errors.ts'

interface BentPlan { kind: VoucherKind; seed: number; isBent: boolean }
interface Look { /** Of each wide printed text. */ tiltsDeg: number[]; errors: number }
export interface BentOutcome { plan: BentPlan; isStraightened: boolean; before: Look; after: Look; printed: number }

/** A text narrower than that share of the page tells no angle. */
const wideShare = 0.06

/** As many bent ones as flat ones, of every kind but blank ones in turn. */
export function bentPages(firstSeed: number, count: number, tell?: (done: number) => void): Promise<BentOutcome[]> {
  const kinds = sampleKinds.filter((kind) => kind !== 'blank')
  const plans = [true, false].flatMap((isBent) => Array.from({ length: count }, (_, i): BentPlan => ({ seed: firstSeed + i, kind: kinds[i % kinds.length]!, isBent })))
  return onAllProcessors(import.meta.filename, plans, tell)
}

answerPlans(import.meta.filename, async (plan: BentPlan): Promise<BentOutcome> => {
  const { jpeg, truth } = await photograph(makeVoucher(plan.seed, { kind: plan.kind, set: 'held-out' }), plan.seed, { severity: 'degraded', dpi: 220, isBent: plan.isBent })
  const engine = await engineFor('paddle')
  const picture = await decodePicture(jpeg)
  const { corners } = (await findItems(picture)).reduce((a, b) => (areaOf(b.corners) > areaOf(a.corners) ? b : a))
  const flat = await withOpenCv((cv, keep) => {
    const mat = keep(flatten(cv, keep(toMat(cv, picture)), corners))
    evenLight(cv, mat)
    return toPicture(mat)
  })
  const { lines, quarterTurns } = await engine.read(flat)
  const page = await withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, flat)), quarterTurns))))
  const own = corners.map((_, i) => corners[(i + 4 - quarterTurns) % 4]) as Corners
  const toPage = await withOpenCv((cv) => betweenQuads(cv, own, [[0, 0], [page.widthPx, 0], [page.widthPx, page.heightPx], [0, page.heightPx]]))
  const look = (read: typeof lines, place: (point: Point) => Point): Look => lookOf(truth, read, place, page.widthPx)
  const before = look(lines, toPage)
  const bow = await withOpenCv((cv, keep) => bowOf(cv, keep, page, lines))
  const again = bow && await engine.read(await withOpenCv((cv, keep) => straightened(cv, keep, page, bow)), true)
  return { plan, isStraightened: bow !== null, before, after: bow && again ? look(again.lines, (point) => bow.toStraight(toPage(point))) : before, printed: characterErrors(textsAt(truth, toPage), []).printed }
})

const textsAt = ({ texts }: PhotographTruth, place: (point: Point) => Point) => texts.map(({ text, role, quadPx }) => ({ text, role, quad: quadPx.map(place) as Quad }))

function lookOf(truth: PhotographTruth, read: readonly { text: string; boxPx: Quad }[], place: (point: Point) => Point, widthPx: number): Look {
  const texts = textsAt(truth, place)
  const wide = texts.filter(({ role, quad: [a, b, , d] }) => role === 'print' && distance(a, b) > Math.max(wideShare * widthPx, 2 * distance(a, d)))
  return {
    tiltsDeg: wide.map(({ quad: [[fromX, fromY], [toX, toY]] }) => Math.abs((Math.atan2(toY - fromY, toX - fromX) * 180) / Math.PI)),
    errors: characterErrors(texts, read.map(({ text, boxPx }) => ({ text, quad: boxPx }))).errors,
  }
}
