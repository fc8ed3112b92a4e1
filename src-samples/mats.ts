/** What papers lie on: the desk's mats, and other people's tables. */
import type { Random } from './random.ts'
import type { SampleSet } from './voucher.ts'
import type { Picture } from './camera.ts'

/** The mats of the sample desks. */
export const mats = ['walnut', 'dark', 'green', 'gray'] as const
/** What finding is tuned on, and what it is measured on. */
export const tables = {
  tuning: [...mats, 'beech', 'white', 'felt', 'granite', 'blotter', 'pale', 'lacquer', 'veneer', 'stripes', 'tiles', 'chequers', 'dots', 'patches'],
  'held-out': ['oak', 'cork', 'cream', 'checked', 'leather', 'steel'],
} as const satisfies Record<SampleSet, readonly string[]>
export type MatKind = (typeof tables)[SampleSet][number]

type Colour = readonly [red: number, green: number, blue: number]
/** How much brighter than its colour the mat is at a pixel; where it has a second colour, which of the two. */
interface Texture { shade: (x: number, y: number) => number; isSecond?: (x: number, y: number) => boolean }
interface Mat { colour: Colour; second?: Colour; texture: (grain: readonly number[], pxPerMm: number) => Texture }

/** The same for the same place, -1 to 1, and like nothing beside it. */
function speck(grain: readonly number[], x: number, y: number): number {
  let hash = Math.imul(x, 374761393) ^ Math.imul(y, 668265263)
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177)
  return grain[(hash ^ (hash >>> 16)) & 511]!
}

/** Specks so large, running into each other. */
function clouds(grain: readonly number[], sizePx: number): (x: number, y: number) => number {
  return (x, y) => {
    const [u, v] = [x / sizePx, y / sizePx]
    const [i, j] = [Math.floor(u), Math.floor(v)]
    const [fx, fy] = [u - i, v - j]
    const upper = speck(grain, i, j) * (1 - fx) + speck(grain, i + 1, j) * fx
    const lower = speck(grain, i, j + 1) * (1 - fx) + speck(grain, i + 1, j + 1) * fx
    return upper * (1 - fy) + lower * fy
  }
}

function wood(grain: readonly number[], pxPerMm: number, boardMm: number): Texture {
  const [fine, broad, board] = [clouds(grain, 1.1 * pxPerMm), clouds(grain, 9 * pxPerMm), Math.round(boardMm * pxPerMm)]
  return { shade: (x, y) => (y % board < 0.5 * pxPerMm ? -38 : 9 * fine(x / 30, y) + 8 * broad(x / 12, y) + 6 * speck(grain, Math.floor(y / board), 7)) }
}

const plain = (grain: readonly number[]): Texture => ({ shade: (x, y) => 4 * grain[((x >> 3) * 7 + (y >> 3) * 13) & 511]! })
const rough = (fineLevels: number, fineMm: number, broadLevels: number, broadMm: number) => (grain: readonly number[], pxPerMm: number): Texture => {
  const [fine, broad] = [clouds(grain, Math.max(1, fineMm * pxPerMm)), clouds(grain, broadMm * pxPerMm)]
  return { shade: (x, y) => fineLevels * fine(x, y) + broadLevels * broad(x, y) }
}

/** Any colour, the bright ones as often as the dark ones. */
function anyColour(random: Random): Colour {
  const [light, tint] = [random.between(20, 245), random.pick([4, 12, 40])]
  return [0, 1, 2].map(() => Math.max(0, Math.min(255, light + random.between(-tint, tint)))) as unknown as Colour
}

/** A pattern that repeats after so many millimetres both ways, turned any way on the table, in two of any colours. @param isSecond of a place, as shares of what repeats */
function pattern(random: Random, [least, most]: readonly [number, number], isSecond: (u: number, v: number) => boolean): Mat {
  const [sizeMm, aspect, turn] = [random.between(least, most), random.between(0.6, 1.6), random.pick([0, 0, 1]) * random.between(0, Math.PI)]
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const part = (value: number) => value - Math.floor(value)
  const [colour, fineLevels] = [anyColour(random), random.between(0, 10)]
  const second = random.next() < 0.3 ? (colour.map((value) => Math.max(0, Math.min(255, value + random.pick([-1, 1]) * random.between(8, 40)))) as unknown as Colour) : anyColour(random)
  return {
    colour, second,
    texture: (grain, pxPerMm) => {
      const sizePx = sizeMm * pxPerMm
      return { ...rough(fineLevels, 0.4, 3, 12)(grain, pxPerMm), isSecond: (x, y) => isSecond(part((x * cos - y * sin) / sizePx), part((x * sin + y * cos) / (sizePx * aspect))) }
    },
  }
}

/** Tables that are another each time: no table of the measured ones is among them, and a finder cannot learn them by heart. */
const everNew = {
  pale: (random: Random): Mat => {
    const light = random.between(214, 250)
    return { colour: [light, light - random.between(-6, 10), light - random.between(-4, 22)], texture: rough(random.between(0, 5), random.between(0.3, 1), random.between(0, 6), random.between(8, 60)) }
  },
  lacquer: (random: Random): Mat => ({ colour: anyColour(random), texture: rough(random.between(0, 25), random.between(0.3, 2), random.between(0, 12), random.between(2, 40)) }),
  veneer: (random: Random): Mat => {
    const [colour, boardMm, isUpright, strength] = [anyColour(random), random.between(40, 160), random.next() < 0.5, random.between(0.4, 1.6)]
    return { colour, texture: (grain, pxPerMm) => { const { shade } = wood(grain, pxPerMm, boardMm); return { shade: (x, y) => strength * (isUpright ? shade(y, x) : shade(x, y)) } } }
  },
  stripes: (random: Random): Mat => { const width = random.between(0.15, 0.6); return pattern(random, [4, 70], (u) => u < width) },
  tiles: (random: Random): Mat => { const line = random.between(0.02, 0.08); return pattern(random, [8, 140], (u, v) => u < line || v < line) },
  chequers: (random: Random): Mat => pattern(random, [8, 90], (u, v) => u < 0.5 !== v < 0.5),
  dots: (random: Random): Mat => { const radius = random.between(0.12, 0.45); return pattern(random, [5, 60], (u, v) => Math.hypot(u - 0.5, v - 0.5) < radius) },
  patches: (random: Random): Mat => {
    const [sizeMm, share] = [random.between(2, 40), random.between(-0.2, 0.4)]
    return { ...pattern(random, [1, 2], () => false), texture: (grain, pxPerMm) => { const shape = clouds(grain, sizeMm * pxPerMm); return { shade: clouds(grain, 1), isSecond: (x, y) => shape(x, y) > share } } }
  },
}

const fixed: Record<Exclude<MatKind, keyof typeof everNew>, Mat> = {
  walnut: { colour: [112, 78, 52], texture: (grain) => ({ shade: (x, y) => 9 * grain[((y + 30 * Math.sin(y / 700) + x / 60) >> 4) & 511]! + 5 * grain[((y + x / 25) >> 2) & 511]! }) },
  dark: { colour: [44, 46, 50], texture: plain },
  green: { colour: [34, 92, 66], texture: () => ({ shade: (x, y) => (x % 260 < 4 || y % 260 < 4 ? 38 : 0) }) },
  gray: { colour: [118, 122, 126], texture: plain },
  beech: { colour: [206, 178, 140], texture: (grain, pxPerMm) => wood(grain, pxPerMm, 88) },
  white: { colour: [236, 236, 233], texture: rough(2, 0.4, 3, 40) },
  felt: { colour: [52, 70, 116], texture: rough(12, 0.3, 5, 6) },
  granite: { colour: [150, 146, 141], texture: rough(34, 0.9, 12, 3) },
  blotter: { colour: [52, 104, 76], second: [66, 60, 54], texture: (grain, pxPerMm) => ({ ...rough(6, 0.4, 4, 10)(grain, pxPerMm), isSecond: (x) => x < 28 * pxPerMm }) },
  oak: { colour: [172, 130, 84], texture: (grain, pxPerMm) => { const { shade } = wood(grain, pxPerMm, 120); return { shade: (x, y) => 1.3 * shade(y, x) } } },
  cork: { colour: [188, 150, 106], texture: rough(26, 1.4, 14, 4) },
  cream: { colour: [241, 236, 224], texture: rough(2, 0.5, 2, 60) },
  checked: { colour: [232, 228, 222], second: [178, 70, 66], texture: (grain, pxPerMm) => ({ ...rough(5, 0.4, 2, 9)(grain, pxPerMm), isSecond: (x, y) => (Math.floor(x / (17 * pxPerMm)) + Math.floor(y / (17 * pxPerMm))) % 2 === 0 }) },
  leather: { colour: [40, 32, 30], texture: rough(10, 1.2, 5, 30) },
  steel: { colour: [168, 172, 176], texture: (grain, pxPerMm) => { const fine = clouds(grain, Math.max(1, 0.2 * pxPerMm)); return { shade: (x, y) => 10 * fine(x / 80, y) } } },
}

/** An empty mat, as large as the frame. @param pxPerMm how large its pattern is */
export function layMat(kind: MatKind, widthPx: number, heightPx: number, random: Random, pxPerMm = 12): Picture {
  const data = new Uint8Array(widthPx * heightPx * 3)
  const grain = Array.from({ length: 512 }, () => random.between(-1, 1))
  const { colour, second = colour, texture } = kind in everNew ? everNew[kind as keyof typeof everNew](random) : fixed[kind as keyof typeof fixed]
  const { shade, isSecond = () => false } = texture(grain, pxPerMm)
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const [own, by] = [isSecond(x, y) ? second : colour, shade(x, y)]
      for (let c = 0; c < 3; c++) data[at++] = Math.max(0, Math.min(255, own[c]! + by))
    }
  }
  return { data, widthPx, heightPx }
}
