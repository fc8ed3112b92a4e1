/** What the document camera sees: papers on a mat, turned, in perspective, under uneven light, with the sensor's noise. */
import sharp from 'sharp'
import type { Quad } from '../src-shared/voucher.ts'
import { drawInvoice, paperSize } from './draw-invoice.ts'
import type { SampleInvoice } from './invoice.ts'
import { Random } from './random.ts'

export const frameWidthPx = 4160
export const frameHeightPx = 3120

export const mats = ['walnut', 'dark', 'green', 'gray'] as const
export type MatKind = (typeof mats)[number]

export interface PlacedPaper {
  invoice: SampleInvoice
  /** Middle of the paper, as shares of the frame. */
  at: [x: number, y: number]
  pxPerMm: number
  /** Clockwise. */
  turnDeg: number
}

export interface DeskScene { mat: MatKind; papers: PlacedPaper[]; blurSigmaPx: number }

export interface DeskTruth { widthPx: number; heightPx: number; isBlurred: boolean; papers: { quadPx: Quad; rotationDeg: number; invoice: SampleInvoice }[] }

type Rgb = Uint8Array | Buffer

/** @param seed the scene's; @param frame another frame of the same scene has other noise */
export async function takePicture(scene: DeskScene, seed: number, frame = 0): Promise<{ jpeg: Buffer; truth: DeskTruth }> {
  const random = new Random(seed)
  const frameData = layMat(scene.mat, random)
  const papers: DeskTruth['papers'] = []
  for (const paper of scene.papers) {
    const quadPx = cornersOf(paper, random)
    castShadow(frameData, quadPx)
    const drawn = await drawInvoice(paper.invoice, paper.pxPerMm)
    layPaper(frameData, drawn.data, drawn.widthPx, drawn.heightPx, quadPx)
    papers.push({ quadPx, rotationDeg: rotationOf(quadPx), invoice: paper.invoice })
  }
  const seen = await throughLens(frameData, scene.blurSigmaPx)
  addLightAndNoise(seen, random, new Random(seed * 31 + frame))
  const jpeg = await sharp(seen, { raw: { width: frameWidthPx, height: frameHeightPx, channels: 3 } }).jpeg({ quality: 80, chromaSubsampling: '4:2:0' }).toBuffer()
  return { jpeg, truth: { widthPx: frameWidthPx, heightPx: frameHeightPx, isBlurred: scene.blurSigmaPx > 2, papers } }
}

/** A lens is never perfectly sharp; a bumped gooseneck is much worse. */
async function throughLens(frame: Rgb, sigma: number): Promise<Buffer> {
  return sharp(frame, { raw: { width: frameWidthPx, height: frameHeightPx, channels: 3 } }).blur(sigma).raw().toBuffer()
}

const matColours: Record<MatKind, [number, number, number]> = { walnut: [112, 78, 52], dark: [44, 46, 50], green: [34, 92, 66], gray: [118, 122, 126] }

function layMat(kind: MatKind, random: Random): Uint8Array {
  const data = new Uint8Array(frameWidthPx * frameHeightPx * 3)
  const [r, g, b] = matColours[kind]
  const grain = Array.from({ length: 512 }, () => random.between(-1, 1))
  for (let y = 0; y < frameHeightPx; y++) {
    const bend = kind === 'walnut' ? 30 * Math.sin(y / 700) : 0
    for (let x = 0; x < frameWidthPx; x++) {
      let shade = 0
      if (kind === 'walnut') shade = 9 * grain[((y + bend + x / 60) >> 4) & 511]! + 5 * grain[((y + x / 25) >> 2) & 511]!
      else if (kind === 'green') shade = x % 260 < 4 || y % 260 < 4 ? 38 : 0
      else shade = 4 * grain[((x >> 3) * 7 + (y >> 3) * 13) & 511]!
      const at = (y * frameWidthPx + x) * 3
      data[at] = r + shade
      data[at + 1] = g + shade
      data[at + 2] = b + shade
    }
  }
  return data
}

/** The paper's corners in the frame, clockwise from its own top left: turned, and a little nearer the lens at one side. */
function cornersOf({ invoice, at, pxPerMm, turnDeg }: PlacedPaper, random: Random): Quad {
  const { widthMm, heightMm } = paperSize(invoice)
  const [halfW, halfH] = [(widthMm * pxPerMm) / 2, (heightMm * pxPerMm) / 2]
  const angle = (turnDeg * Math.PI) / 180
  const lean = () => random.between(-0.006, 0.006)
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sy]) => {
    const x = sx! * halfW * (1 + lean())
    const y = sy! * halfH * (1 + lean())
    return [at[0] * frameWidthPx + x * Math.cos(angle) - y * Math.sin(angle), at[1] * frameHeightPx + x * Math.sin(angle) + y * Math.cos(angle)]
  }) as Quad
}

function rotationOf([a, b]: Quad): number {
  return (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180 / Math.PI + 360) % 360
}

/** The 3x3 matrix that maps frame points into the unit square of the quad (Heckbert 1989, square to quad, inverted). */
function toUnitSquare([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): number[] {
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3]
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3]
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  const [a, b, c, d, e, f] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0]
  return [e - f * h, c * h - b, b * f - c * e, f * g - d, a - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d]
}

/** Calls back for each frame pixel in the quad (grown by `margin`, a share of it) with its place in the unit square. */
function eachPixelIn(quad: Quad, margin: number, visit: (at: number, u: number, v: number) => void): void {
  const m = toUnitSquare(quad)
  const bound = (index: 0 | 1, limit: number) => {
    const values = quad.map((p) => p[index])
    const grow = (Math.max(...values) - Math.min(...values)) * margin
    return [Math.max(0, Math.floor(Math.min(...values) - grow)), Math.min(limit - 1, Math.ceil(Math.max(...values) + grow))] as const
  }
  const [left, rightmost] = bound(0, frameWidthPx)
  const [top, bottom] = bound(1, frameHeightPx)
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= rightmost; x++) {
      const w = m[6]! * x + m[7]! * y + m[8]!
      const u = (m[0]! * x + m[1]! * y + m[2]!) / w
      const v = (m[3]! * x + m[4]! * y + m[5]!) / w
      if (u >= -margin && u <= 1 + margin && v >= -margin && v <= 1 + margin) visit((y * frameWidthPx + x) * 3, u, v)
    }
  }
}

const shadowShare = 0.02

function castShadow(frame: Uint8Array, quad: Quad): void {
  const shifted = quad.map(([x, y]) => [x + 14, y + 18]) as Quad
  eachPixelIn(shifted, shadowShare, (at, u, v) => {
    const outside = Math.max(-u, u - 1, -v, v - 1, 0) / shadowShare
    const dark = 0.62 + 0.38 * Math.min(1, outside)
    for (let c = 0; c < 3; c++) frame[at + c] = frame[at + c]! * dark
  })
}

function layPaper(frame: Uint8Array, paper: Rgb, widthPx: number, heightPx: number, quad: Quad): void {
  eachPixelIn(quad, 0, (at, u, v) => {
    const x = Math.min(widthPx - 1.001, Math.max(0, u * widthPx - 0.5))
    const y = Math.min(heightPx - 1.001, Math.max(0, v * heightPx - 0.5))
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - x0, y - y0]
    const first = (y0 * widthPx + x0) * 3
    const below = first + widthPx * 3
    for (let c = 0; c < 3; c++) {
      const upper = paper[first + c]! * (1 - fx) + paper[first + 3 + c]! * fx
      const lower = paper[below + c]! * (1 - fx) + paper[below + 3 + c]! * fx
      frame[at + c] = upper * (1 - fy) + lower * fy
    }
  })
}

/** A lamp on one side, darker corners, and noise. */
function addLightAndNoise(frame: Buffer, random: Random, noise: Random): void {
  const lamp = [random.between(0.3, 0.7), random.between(0.2, 0.5)] as const
  const table = Float32Array.from({ length: 8192 }, () => (noise.next() + noise.next() + noise.next() - 1.5) * 5)
  let n = noise.integer(0, 8191)
  for (let y = 0; y < frameHeightPx; y++) {
    const dy = y / frameHeightPx - lamp[1]
    for (let x = 0; x < frameWidthPx; x++) {
      const dx = x / frameWidthPx - lamp[0]
      const light = 0.98 - 0.3 * (dx * dx + dy * dy)
      const at = (y * frameWidthPx + x) * 3
      n = (n * 5 + 1 + (x & 3)) & 8191
      const grain = table[n]!
      for (let c = 0; c < 3; c++) {
        const value = frame[at + c]! * light + grain
        frame[at + c] = value < 0 ? 0 : value > 255 ? 255 : value
      }
    }
  }
}
