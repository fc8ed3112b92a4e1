/** From glyphs on a page to lines as a reader sees them: characters set one by one are joined, columns set in one go are parted. */
import type { Line } from '../../src-shared/scan.ts'
import { unfolded } from './field-values.ts'
import { apply, type Glyph, type TextThing, type Thing } from './ofd-objects.ts'
import { isPrivate, type OfdPage } from './ofd-pages.ts'

/** Text along one baseline, in millimetres of the page. */
interface Piece { text: string; left: number; right: number; top: number; bottom: number; sizeMm: number; isDown: boolean }

export function linesOf(page: OfdPage, pxPerMm: number): Line[] {
  const pieces = page.things.filter(isVisibleText).flatMap(piecesOf)
  const px = (x: number, y: number): [number, number] => [Math.round((x - page.boxMm.x) * pxPerMm * 10) / 10, Math.round((y - page.boxMm.y) * pxPerMm * 10) / 10]
  return joinPieces(pieces).flatMap(({ text, left, right, top, bottom }) => {
    const clean = unfolded(text)
    return clean === '' ? [] : [{ text: clean, score: 1, boxPx: [px(left, top), px(right, top), px(right, bottom), px(left, bottom)] }]
  })
}

function isVisibleText(thing: Thing): thing is TextThing {
  return thing.type === 'text' && thing.alpha > 0.02 && (thing.isStroked || !/, 0\)$/.test(thing.paint.fill))
}

/** A run is parted where the next character stands further off than two characters, or on another baseline. */
function piecesOf(thing: TextThing): Piece[] {
  return thing.runs.flatMap((run) => {
    const groups: Glyph[][] = []
    const isDown = run.length > 1 && Math.abs(run[1]!.y - run[0]!.y) > Math.abs(run[1]!.x - run[0]!.x)
    for (const [i, glyph] of run.entries()) {
      const before = run[i - 1]
      const gap = before ? (isDown ? Math.abs(glyph.y - before.y) - thing.sizeMm : glyph.x - before.x - before.advance) : 0
      const strays = before && (isDown ? Math.abs(glyph.x - before.x) : Math.abs(glyph.y - before.y)) > 0.5 * thing.sizeMm
      if (!before || gap > 2 * thing.sizeMm || gap < -1.5 * thing.sizeMm || strays) groups.push([glyph])
      else groups.at(-1)!.push(glyph)
    }
    return groups.flatMap((glyphs) => pieceOf(thing, glyphs, isDown) ?? [])
  })
}

function pieceOf(thing: TextThing, glyphs: Glyph[], isDown: boolean): Piece | null {
  const text = glyphs.map(({ char }) => (isPrivate(char) ? '' : char)).join('')
  const inked = glyphs.filter(({ char }) => char.trim() !== '' && !isPrivate(char))
  if (inked.length === 0) return null
  const corners = inked.flatMap(({ x, y, advance }) => [apply(thing.matrix, x, y - 0.86 * thing.sizeMm), apply(thing.matrix, x + advance, y - 0.86 * thing.sizeMm), apply(thing.matrix, x, y + 0.14 * thing.sizeMm), apply(thing.matrix, x + advance, y + 0.14 * thing.sizeMm)])
  const [left, right] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))]
  const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))]
  const isTurned = Math.abs(thing.matrix[1]) > Math.abs(thing.matrix[0])
  const sizeMm = thing.sizeMm * Math.hypot(thing.matrix[2], thing.matrix[3])
  return [left, right, top, bottom].every(Number.isFinite) ? { text, left, right, top, bottom, sizeMm, isDown: isDown !== isTurned } : null
}

/** Pieces on one baseline that touch; single characters may stand a little apart, as letter-spaced print does. */
function joinPieces(pieces: Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of [...pieces].sort((a, b) => a.bottom - b.bottom || a.left - b.left)) {
    if (piece.isDown) joined.push({ ...piece })
    else addToRow(joined, piece, true)
  }
  return joinAgain(joined)
}

/** @param isSorted by their baselines: what stands higher up cannot be of this row */
function addToRow(joined: Piece[], piece: Piece, isSorted: boolean): void {
  for (let i = joined.length - 1; i >= Math.max(0, joined.length - 400); i--) {
    const other = joined[i]!
    if (isSorted && piece.bottom - other.bottom > piece.sizeMm) break
    if (!other.isDown && touches(other, piece)) {
      joined[i] = union(other, piece)
      return
    }
  }
  joined.push({ ...piece })
}

/** Characters of one row come slightly out of order where their baselines differ; a second pass joins what the first left apart. */
function joinAgain(pieces: Piece[]): Piece[] {
  const rest: Piece[] = []
  for (const piece of [...pieces].sort((a, b) => a.left - b.left)) {
    if (piece.isDown) rest.push(piece)
    else addToRow(rest, piece, false)
  }
  return rest.sort((a, b) => a.top - b.top || a.left - b.left)
}

function touches(a: Piece, b: Piece): boolean {
  const sizeMm = Math.min(a.sizeMm, b.sizeMm)
  if (Math.max(a.sizeMm, b.sizeMm) > 1.35 * sizeMm || Math.abs(a.bottom - b.bottom) > 0.25 * sizeMm) return false
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const [first, second] = a.left <= b.left ? [a.text.trim(), b.text.trim()] : [b.text.trim(), a.text.trim()]
  const isSpacedLabel = /^\p{Script=Han}$/u.test(second) && /^\p{Script=Han}{1,6}$/u.test(first)
  const isSingle = [...first].length === 1 || [...second].length === 1
  return gap > -0.35 * sizeMm && gap < (isSpacedLabel ? 1.2 : isSingle ? 0.45 : 0.15) * sizeMm
}

function union(a: Piece, b: Piece): Piece {
  const [first, second] = a.left <= b.left ? [a, b] : [b, a]
  return { ...first, text: first.text + second.text, right: Math.max(a.right, b.right), top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom) }
}
