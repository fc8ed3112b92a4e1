/**
 * What makes one paper look like two: bands of colour along a side, stubs to tear off, parts of two tones, punched margins, a
 * rule from edge to edge. None is a maker's; a finder that has seen many of any kind does not part a paper by one it has not seen.
 */
import type { Random } from '../src-samples/random.ts'
import type { Sheet } from '../src-samples/sheet.ts'

const tints = ['#dfe6f5', '#c9d7ee', '#f3dfe0', '#f7eecb', '#dcecd9', '#e5e3de', '#8fa8cf', '#c86a6a', '#5d8a6b', '#3c4a66']
const inks = ['#222', '#34508c', '#a03434', '#2f6b4a', '#888', '#b9b4a8']
/** Of the side that it runs across. */
const narrowest = 0.08
const widest = 0.5
const feedMm = 11
const holeStepMm = 12.7

/** Prints one or two of them over a sheet. */
export function partForm(sheet: Sheet, random: Random): void {
  for (let count = random.integer(1, 2); count > 0; count--) random.pick([band, stub, panes, panes, feed, rule])(sheet, random)
}

/** A strip along one of a sheet's sides: where it lies, and the way along its inner edge. */
interface Strip { x: number; y: number; width: number; height: number; inner: readonly [number, number, number, number] }

function stripOf({ widthMm, heightMm }: Sheet, depth: (across: number) => number, random: Random): Strip {
  const [deepX, deepY] = [depth(widthMm), depth(heightMm)]
  return random.pick<Strip>([
    { x: 0, y: 0, width: deepX, height: heightMm, inner: [deepX, 0, deepX, heightMm] },
    { x: widthMm - deepX, y: 0, width: deepX, height: heightMm, inner: [widthMm - deepX, 0, widthMm - deepX, heightMm] },
    { x: 0, y: 0, width: widthMm, height: deepY, inner: [0, deepY, widthMm, deepY] },
    { x: 0, y: heightMm - deepY, width: widthMm, height: deepY, inner: [0, heightMm - deepY, widthMm, heightMm - deepY] },
  ])
}

const shareOf = (random: Random) => { const share = random.between(narrowest, widest); return (across: number) => share * across }

type Box = Pick<Strip, 'x' | 'y' | 'width' | 'height'>

function tint(sheet: Sheet, { x, y, width, height }: Box, random: Random): void {
  sheet.mark(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${random.pick(tints)}" opacity="${random.between(0.4, 0.9).toFixed(2)}"/>`)
}

function band(sheet: Sheet, random: Random): void {
  tint(sheet, stripOf(sheet, random.next() < 0.5 ? () => random.between(4, 18) : shareOf(random), random), random)
}

function stub(sheet: Sheet, random: Random): void {
  const strip = stripOf(sheet, shareOf(random), random)
  if (random.next() < 0.5) tint(sheet, strip, random)
  sheet.line(...strip.inner, { colour: random.pick(inks), widthMm: random.between(0.2, 1.4), ...(random.next() < 0.5 ? { dash: random.pick(['1 1', '2.5 1.5', '0.4 1.2', '5 2']) } : {}) })
}

/** Two parts side by side, each with a tone or a heading of its own; between them nothing, a gap or a rule. */
function panes(sheet: Sheet, random: Random): void {
  const [isUpright, share, gapMm] = [random.next() < 0.5, random.between(narrowest, 1 - narrowest), random.pick([0, 0, random.between(1, 5)])]
  const length = isUpright ? sheet.widthMm : sheet.heightMm
  const across = isUpright ? sheet.heightMm : sheet.widthMm
  const box = (from: number, to: number, side: number, depth: number): Box => (isUpright ? { x: from, y: side, width: to - from, height: depth } : { x: side, y: from, width: depth, height: to - from })
  const headingMm = random.between(4, 16)
  for (const [from, to] of [[0, share * length - gapMm / 2], [share * length + gapMm / 2, length]] as const) {
    const look = random.pick(['plain', 'tone', 'heading', 'footing'])
    if (look === 'tone') tint(sheet, box(from, to, 0, across), random)
    if (look === 'heading') tint(sheet, box(from, to, 0, headingMm), random)
    if (look === 'footing') tint(sheet, box(from, to, across - headingMm, headingMm), random)
  }
  const at = share * length
  const between: Strip['inner'] = isUpright ? [at, 0, at, across] : [0, at, across, at]
  if (random.next() < 0.6) sheet.line(...between, { colour: random.pick(inks), widthMm: random.between(0.2, 1) })
}

/** As printers with pins draw paper in. */
function feed(sheet: Sheet, random: Random): void {
  const strip = stripOf(sheet, () => feedMm, random)
  const isUpright = strip.width === feedMm
  for (let at = holeStepMm / 2; at < Math.max(strip.width, strip.height); at += holeStepMm) {
    sheet.mark(`<circle cx="${isUpright ? strip.x + feedMm / 2 : at}" cy="${isUpright ? at : strip.y + feedMm / 2}" r="2" fill="${random.pick(['#444', '#9a938a'])}"/>`)
  }
  sheet.line(...strip.inner, { colour: '#b9b4a8', widthMm: 0.3, dash: '1 1' })
}

function rule(sheet: Sheet, random: Random): void {
  const strip = stripOf(sheet, shareOf(random), random)
  sheet.line(...strip.inner, { colour: random.pick(inks), widthMm: random.between(0.2, 2.5) })
}
