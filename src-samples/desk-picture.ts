/** What the document camera sees: papers on a mat, turned, in perspective, under uneven light, with the sensor's noise. */
import type { Quad } from '../src-shared/voucher.ts'
import { addLightAndNoise, asJpeg, castShadow, cornersOf, layPaper, rotationOf, throughLens } from './camera.ts'
import { layMat, type MatKind } from './mats.ts'
import { Random } from './random.ts'
import type { SampleVoucher } from './voucher.ts'

export const frameWidthPx = 4160
export const frameHeightPx = 3120

export interface PlacedPaper {
  /** Its first sheet lies on the mat. */
  voucher: SampleVoucher
  /** Middle of the paper, as shares of the frame. */
  at: [x: number, y: number]
  pxPerMm: number
  /** Clockwise. */
  turnDeg: number
}

export interface DeskScene { mat: MatKind; papers: PlacedPaper[]; blurSigmaPx: number }

/** What a voucher says, without its drawing. */
export type VoucherTruth = Omit<SampleVoucher, 'sheets'>

export interface DeskTruth { widthPx: number; heightPx: number; isBlurred: boolean; papers: { quadPx: Quad; rotationDeg: number; voucher: VoucherTruth }[] }

/** @param seed the scene's; @param frame another frame of the same scene has other noise */
export async function takePicture(scene: DeskScene, seed: number, frame = 0): Promise<{ jpeg: Buffer; truth: DeskTruth }> {
  const random = new Random(seed)
  const desk = layMat(scene.mat, frameWidthPx, frameHeightPx, random)
  const papers: DeskTruth['papers'] = []
  for (const { voucher: { sheets, ...voucher }, at, pxPerMm, turnDeg } of scene.papers) {
    const sheet = sheets[0]!
    const quadPx = cornersOf([at[0] * frameWidthPx, at[1] * frameHeightPx], sheet.widthMm * pxPerMm, sheet.heightMm * pxPerMm, turnDeg, 0.006, random)
    castShadow(desk, quadPx)
    layPaper(desk, await sheet.draw(pxPerMm), quadPx)
    papers.push({ quadPx, rotationDeg: rotationOf(quadPx), voucher })
  }
  const seen = await throughLens(desk, scene.blurSigmaPx)
  addLightAndNoise(seen, { lamp: [random.between(0.3, 0.7), random.between(0.2, 0.5)], fall: 0.3, noise: 2.5 }, new Random(seed * 31 + frame))
  return { jpeg: await asJpeg(seen, 80), truth: { widthPx: frameWidthPx, heightPx: frameHeightPx, isBlurred: scene.blurSigmaPx > 2, papers } }
}
