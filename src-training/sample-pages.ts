/** Sample vouchers as the reading engine is given them: taken, laid flat by their known corners, their light evened. */
import { betweenQuads, type Corners, type Picture, toMat, toPicture, withOpenCv } from '../src-imaging/opencv.ts'
import { evenLight } from '../src-imaging/stages/clean.ts'
import { decodePicture } from '../src-imaging/stages/decode.ts'
import { flatten } from '../src-imaging/stages/flatten.ts'
import { makeVoucher } from '../src-samples/make-voucher.ts'
import { photograph, type PhotographTruth } from '../src-samples/photograph.ts'
import type { SampleSet, SampleVoucher } from '../src-samples/voucher.ts'
import type { Quad, VoucherKind } from '../src-shared/voucher.ts'

/** What the paper says. Texts of another role than print are not counted, and hide what is read over them. */
export interface TruthText { text: string; quad: Quad; role: 'print' | 'cipher' | 'seal' }
export interface SamplePage { name: string; picture: Picture; texts: TruthText[] }
export interface SamplePageWishes { kind: VoucherKind; seed: number; severity: 'clean' | 'degraded'; set: SampleSet }

/** The first side of one voucher. */
export async function samplePage({ kind, seed, severity, set }: SamplePageWishes): Promise<SamplePage> {
  return { name: `${kind}-${seed}-${severity}`, ...(await pageOf(makeVoucher(seed, { kind, set }), seed, severity)) }
}

export async function pageOf(voucher: SampleVoucher, seed: number, severity: SamplePageWishes['severity']): Promise<Omit<SamplePage, 'name'>> {
  const { jpeg, truth } = await photograph(voucher, seed, { severity })
  const seen = await decodePicture(jpeg)
  return severity === 'clean' ? asItIs(seen, truth) : laidFlat(seen, truth)
}

const asItIs = (picture: Picture, { texts }: PhotographTruth) => ({ picture, texts: texts.map(({ text, role, quadPx }) => ({ text, role, quad: quadPx })) })

async function laidFlat(seen: Picture, { quadPx, texts }: PhotographTruth): Promise<Omit<SamplePage, 'name'>> {
  return withOpenCv((cv, keep) => {
    const flat = keep(flatten(cv, keep(toMat(cv, seen)), quadPx as Corners))
    evenLight(cv, flat)
    const toPage = betweenQuads(cv, quadPx, [[0, 0], [flat.cols, 0], [flat.cols, flat.rows], [0, flat.rows]])
    return { picture: toPicture(flat), texts: texts.map(({ text, role, quadPx: quad }) => ({ text, role, quad: quad.map(toPage) as Quad })) }
  })
}
