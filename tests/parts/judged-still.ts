/** The product's judgement of a generated still: its papers found, the largest laid flat and assessed. */
import { type Corners, toMat, unwarpPoints, withOpenCv } from '../../src-imaging/opencv.ts'
import { assess } from '../../src-imaging/stages/assess.ts'
import { decodePicture } from '../../src-imaging/stages/decode.ts'
import { findItems } from '../../src-imaging/stages/find-items.ts'
import { estimateDpi, flatten } from '../../src-imaging/stages/flatten.ts'
import { areaOf } from '../../src-imaging/stages/lines.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { type Flaw, photograph } from '../../src-samples/photograph.ts'
import type { ScanItem } from '../../src-shared/scan.ts'
import type { Quad, VoucherKind } from '../../src-shared/voucher.ts'

/** Regions are in pixels of the still. */
export interface Judged { verdict: ScanItem['quality']['verdict']; codes: string[]; regions: Record<string, Quad> }

export async function judged(seed: number, kind: VoucherKind, flaw?: Flaw): Promise<Judged> {
  const { jpeg } = await photograph(makeVoucher(seed, { kind, set: 'held-out' }), seed, { severity: 'degraded', flaw })
  const picture = await decodePicture(jpeg)
  const { corners, isCut } = (await findItems(picture)).reduce((a, b) => (areaOf(b.corners) > areaOf(a.corners) ? b : a))
  return withOpenCv((cv, keep) => {
    const flat = keep(flatten(cv, keep(toMat(cv, picture)), corners))
    const { verdict, reasons } = assess(cv, flat, { dpi: estimateDpi(flat.cols, flat.rows), isCut, isPhotograph: true })
    const toStill = unwarpPoints(cv, corners, flat.cols, flat.rows)
    return { verdict, codes: reasons.map(({ code }) => code), regions: Object.fromEntries(reasons.flatMap(({ code, regionPx }) => (regionPx ? [[code, regionPx.map(toStill) as Corners]] : []))) }
  })
}
