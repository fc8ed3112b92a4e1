/** The graphic objects of a page, nested blocks and composite units unrolled, each with its way into the page's millimetres. */
import { type OfdFont, type OfdResources, type Paint, paintOf } from './ofd-resources.ts'
import { ScanFailure } from '../scan-failure.ts'
import { child, childrenOf, textOf, type XmlNode } from './xml-tree.ts'

/** a b c d e f: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number]

export interface Glyph { char: string; /** In the embedded font, where the file says so. */ glyphId: number | null; x: number; y: number; advance: number }

interface Placed { id: string; matrix: Matrix; paint: Paint; alpha: number }
/** `runs` are its TextCodes: glyphs at baselines in the object's own space. */
export interface TextThing extends Placed { type: 'text'; runs: Glyph[][]; sizeMm: number; hScale: number; font: OfdFont | null; isBold: boolean; isItalic: boolean; isFilled: boolean; isStroked: boolean }
/** `data` is an SVG path. */
export interface PathThing extends Placed { type: 'path'; data: string; isFilled: boolean; isStroked: boolean; isEvenOdd: boolean }
/** `matrix` brings the unit square to the page. */
export interface ImageThing extends Placed { type: 'image'; file: string; maskFile: string | null }
export type Thing = TextThing | PathThing | ImageThing

/** Of a whole document: a hundred pages of a bank statement hold about 300,000 characters. */
export const objectBounds = { objects: 400_000, glyphs: 1_000_000, depth: 24, charsOfText: 4_000 }

/** What a document may still hold. Templates and units count each time they are used. */
export interface ObjectBudget { objects: number; glyphs: number }

const identity: Matrix = [1, 0, 0, 1, 0, 0]
const blackPaint: Paint = { fill: 'rgba(0, 0, 0, 1)', stroke: 'rgba(0, 0, 0, 1)', lineWidthMm: 0.353 }

export function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f]
}

export function numbersOf(text: string | undefined): number[] {
  return (text ?? '').trim().split(/[\s,]+/).filter((part) => part !== '').map(Number).filter((value) => Number.isFinite(value) && Math.abs(value) < 1e6)
}

/** @param container a Layer, a PageBlock or an annotation's appearance */
/** @throws ScanFailure `too-large` where the budget is spent */
export function thingsOf(container: XmlNode, resources: OfdResources, budget: ObjectBudget, outer: Matrix = identity): Thing[] {
  const things: Thing[] = []
  collect(container, { resources, budget, things }, outer, paintOf(container, resources, blackPaint), 0)
  return things
}

interface Collecting { resources: OfdResources; budget: ObjectBudget; things: Thing[] }

function spend(budget: ObjectBudget, things: readonly Thing[]): void {
  budget.objects -= 1
  for (const thing of things) if (thing.type === 'text') budget.glyphs -= thing.runs.reduce((sum, run) => sum + run.length, 0)
  if (budget.objects < 0 || budget.glyphs < 0) throw new ScanFailure('too-large', 'the pages hold too many objects')
}

function collect(container: XmlNode, into: Collecting, outer: Matrix, inherited: Paint, depth: number): void {
  if (depth > objectBounds.depth) return
  for (const node of container.children) {
    if (node.attributes.Visible === 'false') continue
    const things = thingOf(node, into.resources, outer, inherited)
    spend(into.budget, things)
    into.things.push(...things)
    if (node.name === 'PageBlock' || node.name === 'Layer') collect(node, into, outer, paintOf(node, into.resources, inherited), depth + 1)
    else if (node.name === 'CompositeObject') collectUnit(node, into, outer, inherited, depth)
  }
}

function collectUnit(node: XmlNode, into: Collecting, outer: Matrix, inherited: Paint, depth: number): void {
  const content = child(into.resources.units.get(node.attributes.ResourceID ?? ''), 'Content') ?? child(node, 'Content')
  if (content) collect(content, into, multiply(outer, matrixOf(node)), paintOf(node, into.resources, inherited), depth + 1)
}

/** The object's own space in its container's: its boundary's corner, and its transformation within. */
function matrixOf(node: XmlNode): Matrix {
  const [x = 0, y = 0] = numbersOf(node.attributes.Boundary)
  const ctm = numbersOf(node.attributes.CTM)
  const corner: Matrix = [1, 0, 0, 1, x, y]
  return ctm.length === 6 ? multiply(corner, ctm as unknown as Matrix) : corner
}

function thingOf(node: XmlNode, resources: OfdResources, outer: Matrix, inherited: Paint): Thing[] {
  const alpha = node.attributes.Alpha === undefined ? 1 : Math.max(0, Math.min(255, Number(node.attributes.Alpha) || 0)) / 255
  const placed = { id: node.attributes.ID ?? '', matrix: multiply(outer, matrixOf(node)), paint: paintOf(node, resources, inherited), alpha }
  if (node.name === 'TextObject') return [textThing(node, resources, placed)]
  if (node.name === 'PathObject') {
    const data = svgPath(textOf(child(node, 'AbbreviatedData')))
    return data === '' ? [] : [{ ...placed, type: 'path', data, isFilled: node.attributes.Fill === 'true', isStroked: node.attributes.Stroke !== 'false', isEvenOdd: /even/i.test(node.attributes.Rule ?? '') }]
  }
  if (node.name === 'ImageObject') {
    const file = resources.media.get(node.attributes.ResourceID ?? '')
    const [, , width = 0, height = 0] = numbersOf(node.attributes.Boundary)
    const matrix = node.attributes.CTM ? placed.matrix : multiply(placed.matrix, [width, 0, 0, height, 0, 0])
    return file ? [{ ...placed, matrix, type: 'image', file, maskFile: resources.media.get(node.attributes.ImageMask ?? '') ?? null }] : []
  }
  return []
}

/** GB/T 33190 table 35: S starts, M moves, L, Q, B (cubic), A (arc), C closes. */
function svgPath(data: string): string {
  return data.slice(0, 2_000_000).replace(/[SMLQBAC]/g, (letter) => ({ S: 'M', B: 'C', C: 'Z' })[letter] ?? letter)
}

function textThing(node: XmlNode, resources: OfdResources, placed: Placed): TextThing {
  const { Size, HScale, Font, ReadDirection } = node.attributes
  const sizeMm = positive(Size, 3.5)
  const hScale = positive(HScale, 1)
  const font = resources.fonts.get(Font ?? '') ?? null
  const runs: Glyph[][] = []
  let at = { x: 0, y: 0 }
  for (const code of childrenOf(node, 'TextCode')) {
    at = { x: numberOr(code.attributes.X, at.x), y: numberOr(code.attributes.Y, at.y) }
    runs.push(layOut(code, at, sizeMm * hScale, Math.abs(Number(ReadDirection ?? 0)) % 180 === 90 ? sizeMm : null))
  }
  setGlyphIds(node, runs.flat())
  const weight = Number(node.attributes.Weight ?? 400)
  return {
    ...placed, type: 'text', runs, sizeMm, hScale, font, isBold: weight >= 600 || (font?.isBold ?? false), isItalic: node.attributes.Italic === 'true' || (font?.isItalic ?? false),
    isFilled: node.attributes.Fill !== 'false', isStroked: node.attributes.Stroke === 'true',
  }
}

function layOut(code: XmlNode, start: { x: number; y: number }, widthMm: number, downMm: number | null): Glyph[] {
  const chars = [...code.text.replace(/^\s*\n\s*|\s*\n\s*$/g, '').replace(/[\r\n\t]/g, ' ')].slice(0, objectBounds.charsOfText)
  const deltaX = deltas(code.attributes.DeltaX, chars.length)
  const deltaY = deltas(code.attributes.DeltaY, chars.length)
  let { x, y } = start
  return chars.map((char, i) => {
    const natural = isWide(char) ? widthMm : widthMm / 2
    const hasSteps = deltaX.length > 0 || deltaY.length > 0
    const stepX = hasSteps ? deltaX[i] ?? (deltaX.length > 0 && deltaY.length === 0 ? natural : 0) : downMm === null ? natural : 0
    const stepY = hasSteps ? deltaY[i] ?? 0 : downMm ?? 0
    const glyph = { char, glyphId: null, x, y, advance: stepX > 0 && i < chars.length - 1 ? Math.min(stepX, natural * 1.05) : natural }
    x += stepX
    y += stepY
    return glyph
  })
}

/** "3.2 3.2 1.6", or run lengths "g 2 3.2 1.6" for the same. */
export function deltas(text: string | undefined, chars: number): number[] {
  const parts = (text ?? '').trim().split(/[\s,]+/).filter((part) => part !== '')
  const values: number[] = []
  for (let i = 0; i < parts.length && values.length < chars; i++) {
    const isRun = parts[i] === 'g'
    const value = Number(isRun ? parts[i + 2] : parts[i])
    const count = isRun ? Number(parts[i + 1]) : 1
    if (isRun) i += 2
    if (!Number.isFinite(value) || !Number.isFinite(count)) continue
    for (let n = 0; n < count && values.length < chars; n++) values.push(value)
  }
  return values
}

function setGlyphIds(node: XmlNode, glyphs: Glyph[]): void {
  for (const transform of childrenOf(node, 'CGTransform')) {
    const from = Math.max(0, Number(transform.attributes.CodePosition ?? 0) || 0)
    const ids = numbersOf(textOf(child(transform, 'Glyphs')))
    ids.forEach((id, i) => {
      const glyph = glyphs[from + i]
      if (glyph) glyph.glyphId = id
    })
  }
}

export function isWide(char: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u2460-\u24ff\u00d7\u2297]|[\u{20000}-\u{3fffd}]/u.test(char)
}

function positive(text: string | undefined, otherwise: number): number {
  const value = Number(text)
  return Number.isFinite(value) && value > 0 && value < 1e4 ? value : otherwise
}

function numberOr(text: string | undefined, otherwise: number): number {
  const value = Number(text)
  return text !== undefined && Number.isFinite(value) && Math.abs(value) < 1e6 ? value : otherwise
}
