/** Things that reach into the frame from its edge, or lie there: a hand, a ruler, a pen, a cable. Invisible where there are none. */
import sharp from 'sharp'
import type { Picture } from './camera.ts'
import type { Random } from './random.ts'

const things = ['hand', 'ruler', 'pen', 'cable'] as const
export type Thing = (typeof things)[number]

/** Where a thing starts at the frame's edge, and the way inwards (a unit vector); lengths are pixels. */
interface Start { x: number; y: number; inX: number; inY: number; pxPerMm: number }

const skins = ['#e7bfa0', '#d3a07c', '#f0cdb4', '#b98260']

/** How many things there are, at most, and how far they reach in, at most. */
const mostThings = 2
const deepestMm = 38

/** Changes the frame. @param only such things, else any */
export async function layClutter(frame: Picture, random: Random, pxPerMm: number, only?: Thing): Promise<void> {
  await lay(frame, random, pxPerMm, random.integer(1, mostThings), () => only ?? random.pick(things))
}

/** A hand alone, in from the frame's edge. Changes the frame. */
export async function layHand(frame: Picture, random: Random, pxPerMm: number): Promise<void> {
  await lay(frame, random, pxPerMm, 1, () => 'hand')
}

async function lay(frame: Picture, random: Random, pxPerMm: number, count: number, next: () => Thing): Promise<void> {
  const { widthPx, heightPx } = frame
  const drawn = Array.from({ length: count }, () => drawing(next(), startOf(widthPx, heightPx, pxPerMm, random), random))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">${drawn.join('')}</svg>`
  const { data } = await sharp(frame.data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).composite([{ input: Buffer.from(svg) }]).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  frame.data = data
}

function startOf(widthPx: number, heightPx: number, pxPerMm: number, random: Random): Start {
  const lean = random.between(-0.5, 0.5)
  const [inX, inY] = [Math.cos(lean), Math.sin(lean)]
  const along = random.between(0.15, 0.85)
  return random.pick<Start>([
    { x: 0, y: along * heightPx, inX, inY, pxPerMm }, { x: widthPx, y: along * heightPx, inX: -inX, inY, pxPerMm },
    { x: along * widthPx, y: 0, inX: inY, inY: inX, pxPerMm }, { x: along * widthPx, y: heightPx, inX: inY, inY: -inX, pxPerMm },
  ])
}

function drawing(thing: Thing, start: Start, random: Random): string {
  const reach = random.between(0.5, 1) * deepestMm
  /** A point so many millimetres in from the edge and so many beside the way in. */
  const at = (inMm: number, besideMm: number) => [start.x + (inMm * start.inX - besideMm * start.inY) * start.pxPerMm, start.y + (inMm * start.inY + besideMm * start.inX) * start.pxPerMm].map((value) => value.toFixed(1)).join(' ')
  const stroke = (points: readonly (readonly [number, number])[], widthMm: number, colour: string, cap = 'round') => `<path d="M${points.map(([inMm, beside]) => at(inMm, beside)).join('L')}" fill="none" stroke="${colour}" stroke-width="${(widthMm * start.pxPerMm).toFixed(1)}" stroke-linecap="${cap}" stroke-linejoin="round"/>`
  if (thing === 'hand') {
    const skin = random.pick(skins)
    const fingers = Array.from({ length: random.integer(2, 4) }, (_, i) => stroke([[-30, 9 * i - 12], [reach * random.between(0.7, 1) - 8, 21 * i - 30 + random.between(-3, 3)]], random.between(15, 18), skin))
    return [...fingers.map((finger) => `<g opacity="0.25" transform="translate(8 12)">${finger.replaceAll(skin, '#000')}</g>`), stroke([[-70, 0], [-14, 0]], 78, skin), ...fingers].join('')
  }
  if (thing === 'ruler') {
    const marks = Array.from({ length: 60 }, (_, i) => stroke([[reach - 1, 5 * i - 150], [reach - (i % 2 === 0 ? 6 : 4), 5 * i - 150]], 0.4, '#333', 'butt'))
    return stroke([[reach - 14, -150], [reach - 14, 150]], 28, random.pick(['#e9dfb0', '#c9d8dd', '#b9babd']), 'butt') + marks.join('')
  }
  if (thing === 'pen') return stroke([[-40, 0], [reach, random.between(-15, 15)]], 9, random.pick(['#22283a', '#8a1f24', '#d9d9d6', '#1f5a8a']))
  const cable = [[-5, -120], [reach * 0.4, -40], [reach * 0.7, 20], [-5, 110]] as const
  return stroke(cable, 4.5, random.pick(['#1c1c1e', '#e6e6e4']))
}
