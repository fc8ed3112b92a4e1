/** What a camera makes of paper on a mat: perspective, shadow, lens, light and the sensor's noise, on RGB pixels. */
import sharp from 'sharp'
import type { Quad } from '../src-shared/voucher.ts'
import type { Random } from './random.ts'

/** RGB, three bytes a pixel. */
export interface Picture { data: Uint8Array | Buffer; widthPx: number; heightPx: number }

/** Corners of a paper in the frame, clockwise from its own top left: turned about its middle, each side a little nearer the lens or farther. */
export function cornersOf([x, y]: readonly [number, number], widthPx: number, heightPx: number, turnDeg: number, leanShare: number, random: Random): Quad {
  const angle = (turnDeg * Math.PI) / 180
  const lean = () => 1 + random.between(-leanShare, leanShare)
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sy]) => {
    const [dx, dy] = [(sx! * widthPx * lean()) / 2, (sy! * heightPx * lean()) / 2]
    return [x + dx * Math.cos(angle) - dy * Math.sin(angle), y + dx * Math.sin(angle) + dy * Math.cos(angle)]
  }) as Quad
}

/** Clockwise turn of the paper's top edge, 0 to 360. */
export function rotationOf([a, b]: Quad): number {
  return (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180 / Math.PI + 360) % 360
}

/** The 3x3 matrix that maps the unit square onto the quad (Heckbert 1989). */
function fromUnitSquare([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): number[] {
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3]
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3]
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1]
}

function inverseOf([a, b, c, d, e, f, g, h, i]: number[]): number[] {
  return [e! * i! - f! * h!, c! * h! - b! * i!, b! * f! - c! * e!, f! * g! - d! * i!, a! * i! - c! * g!, c! * d! - a! * f!, d! * h! - e! * g!, b! * g! - a! * h!, a! * e! - b! * d!]
}

/** Where a point of the paper, in shares of its width and height, is in the frame. */
export function placeOn(quad: Quad): (u: number, v: number) => [number, number] {
  const m = fromUnitSquare(quad)
  return (u, v) => {
    const w = m[6]! * u + m[7]! * v + m[8]!
    return [(m[0]! * u + m[1]! * v + m[2]!) / w, (m[3]! * u + m[4]! * v + m[5]!) / w]
  }
}

/** Calls back for each frame pixel in the quad (grown by `margin`, a share of it) with its place in the unit square. */
function eachPixelIn({ widthPx, heightPx }: Picture, quad: Quad, margin: number, visit: (at: number, u: number, v: number) => void): void {
  const m = inverseOf(fromUnitSquare(quad))
  const bound = (index: 0 | 1, limit: number) => {
    const values = quad.map((p) => p[index])
    const grow = (Math.max(...values) - Math.min(...values)) * margin
    return [Math.max(0, Math.floor(Math.min(...values) - grow)), Math.min(limit - 1, Math.ceil(Math.max(...values) + grow))] as const
  }
  const [left, rightmost] = bound(0, widthPx)
  const [top, bottom] = bound(1, heightPx)
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= rightmost; x++) {
      const w = m[6]! * x + m[7]! * y + m[8]!
      const u = (m[0]! * x + m[1]! * y + m[2]!) / w
      const v = (m[3]! * x + m[4]! * y + m[5]!) / w
      if (u >= -margin && u <= 1 + margin && v >= -margin && v <= 1 + margin) visit((y * widthPx + x) * 3, u, v)
    }
  }
}

const shadowShare = 0.02

/** @param shiftPx how far from the paper it falls. @param depth how dark it is, 0 to 1 */
export function castShadow(frame: Picture, quad: Quad, shiftPx: readonly [number, number] = [14, 18], depth = 0.38): void {
  const { data } = frame
  const shifted = quad.map(([x, y]) => [x + shiftPx[0], y + shiftPx[1]]) as Quad
  eachPixelIn(frame, shifted, shadowShare, (at, u, v) => {
    const outside = Math.max(-u, u - 1, -v, v - 1, 0) / shadowShare
    const dark = 1 - depth + depth * Math.min(1, outside)
    for (let c = 0; c < 3; c++) data[at + c] = data[at + c]! * dark
  })
}

/** Of paper that does not lie flat: how far down a column of it seems shifted, as a share of its height, by its place as a share of the width. */
export type Bend = (u: number) => number

const flat: Bend = () => 0
const furthestBend = 0.2

export function layPaper(frame: Picture, paper: Picture, quad: Quad, bend = flat): void {
  const { widthPx, heightPx, data: print } = paper
  const { data } = frame
  eachPixelIn(frame, quad, bend === flat ? 0 : furthestBend, (at, u, seenV) => {
    const v = seenV - bend(u)
    if (u < 0 || u > 1 || v < 0 || v > 1) return
    const x = Math.min(widthPx - 1.001, Math.max(0, u * widthPx - 0.5))
    const y = Math.min(heightPx - 1.001, Math.max(0, v * heightPx - 0.5))
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - x0, y - y0]
    const first = (y0 * widthPx + x0) * 3
    const below = first + widthPx * 3
    for (let c = 0; c < 3; c++) {
      const upper = print[first + c]! * (1 - fx) + print[first + 3 + c]! * fx
      const lower = print[below + c]! * (1 - fx) + print[below + 3 + c]! * fx
      data[at + c] = upper * (1 - fy) + lower * fy
    }
  })
}

/** What libvips can do at the least; it changes nothing to be seen. */
const smallestBlurPx = 0.3

/** A lens is never perfectly sharp; a bumped gooseneck is much worse. */
export async function throughLens({ data, widthPx, heightPx }: Picture, sigmaPx: number): Promise<Picture> {
  return { data: await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).blur(Math.max(smallestBlurPx, sigmaPx)).raw().toBuffer(), widthPx, heightPx }
}

export interface Light {
  /** Where the lamp stands, as shares of the frame. */
  lamp: readonly [number, number]
  /** How much darker it is one frame's width away from the lamp, 0 to 1. */
  fall: number
  /** A soft-edged shade across the frame: the line's direction and place, how dark, and the edge's width as a share of the frame. */
  shade?: { turn: number; at: number; dark: number; edge: number }
  /** Standard deviation of the noise, in grey levels. */
  noise: number
}

/** @param noise another frame of the same scene has other noise */
export function addLightAndNoise({ data, widthPx, heightPx }: Picture, { lamp, fall, shade, noise: sigma }: Light, noise: Random): void {
  const table = Float32Array.from({ length: 8192 }, () => (noise.next() + noise.next() + noise.next() - 1.5) * 2 * sigma)
  let n = noise.integer(0, 8191)
  const [nx, ny] = shade ? [Math.cos(shade.turn), Math.sin(shade.turn)] : [0, 0]
  for (let y = 0; y < heightPx; y++) {
    const dy = y / heightPx - lamp[1]
    for (let x = 0; x < widthPx; x++) {
      const dx = x / widthPx - lamp[0]
      let light = 0.98 - fall * (dx * dx + dy * dy)
      if (shade) {
        const beyond = ((x / widthPx) * nx + (y / heightPx) * ny - shade.at) / shade.edge + 0.5
        light *= 1 - shade.dark * Math.min(1, Math.max(0, beyond))
      }
      const at = (y * widthPx + x) * 3
      n = (n * 5 + 1 + (x & 3)) & 8191
      const grain = table[n]!
      for (let c = 0; c < 3; c++) {
        const value = data[at + c]! * light + grain
        data[at + c] = value < 0 ? 0 : value > 255 ? 255 : value
      }
    }
  }
}

export interface Glare { at: readonly [number, number]; radiiPx: readonly [number, number]; turn: number; /** Grey levels it adds in the middle: from some 250 on nothing is left there. */ strength: number }

/** A bright spot that falls off softly from half its radii on. */
export function addGlare({ data, widthPx, heightPx }: Picture, { at: [x0, y0], radiiPx: [a, b], turn, strength }: Glare): void {
  const [cos, sin, reach] = [Math.cos(turn), Math.sin(turn), Math.ceil(Math.max(a, b))]
  for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(heightPx, y0 + reach); y++) {
    for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(widthPx, x0 + reach); x++) {
      const [dx, dy] = [x - x0, y - y0]
      const far = Math.hypot((dx * cos + dy * sin) / a, (dy * cos - dx * sin) / b)
      const light = strength * Math.min(1, Math.max(0, 2 - 2 * far))
      const at = 3 * (y * widthPx + x)
      for (let c = 0; c < 3; c++) data[at + c] = Math.min(255, data[at + c]! + light)
    }
  }
}

export function asJpeg({ data, widthPx, heightPx }: Picture, quality: number, dpi?: number): Promise<Buffer> {
  const picture = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
  return (dpi ? picture.withMetadata({ density: dpi }) : picture).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer()
}
