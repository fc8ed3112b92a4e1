/**
 * Finds values by their labels on pages whose layout nobody has seen before: the rest of the label's own line, what
 * stands right of it, what stands under it.
 */
import { labelsIn, type LabelTable, type Occurrence } from './labels.ts'
import { around, type Found, type PageText, partOf, type Piece } from './page-text.ts'
import type { Shape } from './shapes.ts'

/** Best first: where its label is exact, the value stands close and fits its shape. */
export interface Candidate extends Found { rank: number; label: Occurrence }

export class LabelledPage {
  readonly page: PageText
  private readonly occurrences: readonly Occurrence[]
  private readonly byPiece = new Map<Piece, Occurrence[]>()

  /** @param elsewhere words that head something on other forms: here they are no values */
  constructor(page: PageText, table: LabelTable, elsewhere: ReadonlySet<string> = new Set()) {
    this.page = page
    this.occurrences = page.pieces.flatMap((piece) => labelsIn(piece, table, elsewhere))
    for (const one of this.occurrences) this.byPiece.set(one.piece, [...(this.byPiece.get(one.piece) ?? []), one])
  }

  labels(key: string): Occurrence[] {
    return this.occurrences.filter((one) => one.key === key)
  }

  /** Whether a piece begins with a label. */
  opensWithLabel(piece: Piece): boolean {
    return this.byPiece.get(piece)?.[0]?.start === 0
  }

  /** What stands in the label's own line after it, up to the next label. */
  tailOf(label: Occurrence): Piece | null {
    const next = this.byPiece.get(label.piece)!.find((other) => other.start >= label.end)
    const [start, end] = trimmed(label.piece.text, label.end, next?.start ?? label.piece.text.length)
    return start < end ? partOf(label.piece, start, end) : null
  }

  /** Pieces right of the label up to the next label, each cut where a label begins in it. */
  rightsOf(label: Occurrence): Piece[] {
    const isLast = this.byPiece.get(label.piece)!.at(-1) === label
    const rights: Piece[] = []
    for (const piece of isLast ? this.page.rightOf(label.piece) : []) {
      const first = this.byPiece.get(piece)?.[0]
      if (first?.start === 0) break
      rights.push(first ? partOf(piece, 0, first.start) : piece)
      if (first) break
    }
    return rights
  }

  /** Whether a label stands right before a piece, so that it is that thing's value. */
  isNamed(piece: Piece): boolean {
    return this.occurrences.some((label) => this.tailOf(label) === null && this.rightsOf(label)[0] === piece)
  }

  /** Pieces under a column's head, down to the next label in that column; the column reaches to its neighbours' heads. */
  belowOf(label: Occurrence, lines: number): { piece: Piece; asidePx: number }[] {
    const head = partOf(label.piece, label.start, label.end)
    const height = head.bottom - head.top
    const row = this.occurrences.filter((other) => other !== label && (other.piece === label.piece || this.page.rowOf(label.piece).includes(other.piece))).map((other) => partOf(other.piece, other.start, other.end))
    const left = Math.max(head.left - 8 * height, ...row.filter((other) => other.left < head.left).map((other) => other.right))
    const right = Math.min(head.right + 8 * height, ...row.filter((other) => other.left > head.left).map((other) => other.left))
    const below: { piece: Piece; asidePx: number }[] = []
    for (const piece of this.page.below({ ...head, left, right }, lines)) {
      const asidePx = Math.max(0, piece.left - head.right, head.left - piece.right)
      if (this.opensWithLabel(piece)) {
        if (asidePx === 0) break
      } else if (asidePx === 0 || (piece.left >= left - height && piece.right <= right + height)) below.push({ piece, asidePx })
    }
    return below
  }

  /** The row under a label that stands alone in its own: narrow papers break there. */
  private nextRow(label: Occurrence): Piece[][] {
    const next = this.page.rows().find((row) => row[0]!.top > label.piece.bottom - 0.3 * (label.piece.bottom - label.piece.top) && row[0]!.top - label.piece.bottom < 1.2 * (label.piece.bottom - label.piece.top))
    return next && !this.opensWithLabel(next[0]!) && this.page.rowOf(label.piece).length === 0 ? [next] : []
  }

  /**
   * Every value of this shape that a label of this key may mean, best first.
   * @param lines how many lines under the label may be looked at; none for labels that always stand before their value
   */
  candidates(key: string, shape: Shape, lines = 2): Candidate[] {
    return this.labels(key).flatMap((label) => this.candidatesOf(label, shape, lines)).sort((a, b) => b.rank - a.rank)
  }

  candidatesOf(label: Occurrence, shape: Shape, lines = 2): Candidate[] {
    const tail = this.tailOf(label)
    const rights = this.rightsOf(label)
    const height = label.piece.bottom - label.piece.top
    const places: { parts: Piece[]; near: number }[] = []
    if (tail) places.push({ parts: [tail], near: 1 })
    // A detector may cut a line in two: boxes that touch are one.
    if (tail && rights[0]) places.push({ parts: adjoining([tail, ...rights]), near: rights[0].left - tail.right < 0.5 * height ? 1.01 : 0.97 }, { parts: [tail, rights[0]], near: 0.9 })
    rights.forEach((piece, i) => places.push({ parts: [piece], near: nearness(piece.left - label.piece.right, height, i, tail !== null) }))
    if (rights.length > 1) places.push({ parts: adjoining(rights), near: nearness(rights[0]!.left - label.piece.right, height, 0, tail !== null) + 0.01 })
    const last = rights.at(-1) ?? tail
    const rest = last ? this.restOf(label, last) : null
    if (last && rest) places.push({ parts: [last, rest], near: /^[（(]/.test(rest.text) ? 1.02 : 0.95 })
    const isAlone = !tail && rights.length === 0
    const caption = tail ? null : this.captionedBy(label)
    if (caption) places.push({ parts: [caption], near: 0.9 })
    const below = caption || (tail && rights.length > 0) ? [] : this.belowOf(label, isAlone ? Math.max(lines, 3) : lines)
    below.forEach(({ piece, asidePx }, i) => places.push({ parts: [piece], near: 0.6 - 0.06 * i - Math.min(0.2, (0.02 * asidePx) / height) - 0.05 * Math.max(0, (piece.top - label.piece.bottom) / height - 1.5) }))
    const sole = tail ? null : this.soleUnder(label, shape) ?? (caption ? null : this.flushUnder(label, shape))
    if (sole) places.push({ parts: [sole], near: headedOver })
    if (isAlone) places.push(...this.nextRow(label).map((parts) => ({ parts, near: 0.45 })))
    const found = this.readAt(places, shape, label)
    // Some forms set the label in small under what it names.
    return found.length > 0 || lines === 0 || !isAlone ? found : this.readAt(this.aboveOf(label).map((piece) => ({ parts: [piece], near: 0.4 })), shape, label)
  }

  /** Words alone in the next row: the rest of a name that found no room in its own. */
  private restOf(label: Occurrence, last: Piece): Piece | null {
    const height = last.bottom - last.top
    const next = this.page.rows().find(([first]) => first!.top > last.bottom - 0.3 * height)
    const [rest] = next ?? []
    const isRest = rest && next!.length === 1 && rest.top - last.bottom < 0.9 * height && rest.left > label.piece.left - 0.5 * height && rest.right < last.right + 2 * height
    return isRest && !this.opensWithLabel(rest) && /^[\u4e00-\u9fff（）()]{1,12}$/.test(rest.text) ? rest : null
  }

  /** The one thing under a label that looks in full as it must, in a strip of heads over a strip of values; a column has many. */
  private soleUnder(label: Occurrence, shape: Shape): Piece | null {
    const heads = this.page.rowOf(label.piece)
    if (heads.length === 0 || heads.filter((head) => this.opensWithLabel(head)).length < mostHeads * heads.length) return null
    const height = label.piece.bottom - label.piece.top
    const [first, ...more] = this.belowOf(label, 6).filter(({ piece }) => shape(piece.text)?.fit === 1 && !this.isNamed(piece))
    // Some forms set labels under their values: what stands nearer over this one is then meant.
    const isUnder = first && this.aboveOf(label).some((over) => !this.isNamed(over) && !this.isHeaded(over, label) && label.piece.top - over.bottom < first.piece.top - label.piece.bottom)
    return first && !isUnder && more.length === 0 && first.asidePx === 0 && first.piece.top - label.piece.bottom < 2 * height ? first.piece : null
  }

  /** What looks in full as it must and begins right under where the label begins, nearer to it than what stands over it: narrow papers set one under the other. */
  private flushUnder(label: Occurrence, shape: Shape): Piece | null {
    const { left, top, bottom } = label.piece
    const height = bottom - top
    const [first] = this.belowOf(label, 1)
    if (label.start > 0 || this.rightsOf(label).length > 0 || !first || Math.abs(first.piece.left - left) > Math.max(height, first.piece.bottom - first.piece.top) || shape(first.piece.text)?.fit !== 1) return null
    const gap = first.piece.top - bottom
    const isUnder = this.aboveOf(label).some((over) => !this.isNamed(over) && !this.isHeaded(over, label) && top - over.bottom < 1.5 * Math.max(gap, 0.25 * height))
    return gap < 0.9 * Math.max(height, first.piece.bottom - first.piece.top) && !isUnder && !this.isNamed(first.piece) ? first.piece : null
  }

  /** What a label in small under it names: it stands close above, begins or ends where the label does, and what follows under the label stands clearly further off. */
  private captionedBy(label: Occurrence): Piece | null {
    const { left, right, top, bottom } = label.piece
    const height = bottom - top
    const isFlush = (other: Piece) => Math.min(Math.abs(other.left - left), Math.abs(other.right - right), Math.abs(other.left + other.right - left - right) / 2) < 0.6 * height
    const above = this.aboveOf(label).filter((other) => isFlush(other) && other.bottom - other.top > 0.95 * height).sort((a, b) => b.bottom - a.bottom)[0]
    if (label.start > 0 || !above) return null
    if (this.isHeaded(above, label)) return null
    const next = this.page.pieces.filter((other) => other.top > bottom - 0.3 * height && other.left < right && other.right > left).sort((a, b) => a.top - b.top)[0]
    // Set in smaller print than what it names, it need not stand much nearer to it than to what follows.
    const nearer = above.bottom - above.top > 1.3 * height ? 1.2 : above.bottom - above.top > 1.15 * height ? 1.5 : 3
    return !next || next.top - bottom > nearer * Math.max(0.25 * height, top - above.bottom) ? above : null
  }

  /** What stands over a label and about as near under another is that one's. */
  private isHeaded(over: Piece, { piece: { top, bottom } }: Occurrence): boolean {
    const room = Math.max(0.5 * (bottom - top), 2 * (top - over.bottom))
    return this.occurrences.some(({ piece }) => piece.bottom < over.top + 0.3 * (bottom - top) && over.top - piece.bottom < room && piece.left < over.right && piece.right > over.left)
  }

  private aboveOf(label: Occurrence): Piece[] {
    const head = partOf(label.piece, label.start, label.end)
    const height = head.bottom - head.top
    return this.page.pieces.filter((other) => other !== label.piece && other.bottom < head.top + 0.5 * height && head.top - other.bottom < 1.2 * height && other.left < head.right && other.right > head.left && !this.byPiece.has(other))
  }

  private readAt(places: { parts: Piece[]; near: number }[], shape: Shape, label: Occurrence): Candidate[] {
    return places.flatMap(({ parts, near }) => {
      const found = shapeIn(parts, shape)
      return found ? [{ ...found.found, rank: found.fit * near * label.likeness * (label.isApart ? 1 : found.fit < 1 ? runsOn : 0.9) * (label.isTailOfWord ? 0.6 : 1), label }] : []
    })
  }
}

/** What goes on from the label's own characters and does not quite look like its value may be the rest of another word. */
const runsOn = 0.7

/** Of a strip of heads so many are labels that are known. */
const mostHeads = 0.6

/** What stands in the cell under its head is as surely its value as if it stood beside it. */
const headedOver = 0.74

/** Further right is less likely; a piece that follows something between it and the label, too. */
function nearness(gapPx: number, heightPx: number, index: number, hasTail: boolean): number {
  return Math.max(0.3, 0.96 - 0.006 * Math.max(0, gapPx / heightPx) - 0.1 * index - (hasTail ? 0.12 : 0))
}

/** The first pieces that follow each other without a wide gap. */
function adjoining(pieces: Piece[]): Piece[] {
  const run = [pieces[0]!]
  for (const piece of pieces.slice(1)) {
    if (piece.left - run.at(-1)!.right > 1.1 * (piece.bottom - piece.top)) break
    run.push(piece)
  }
  return run
}

/** A value of this shape in pieces read as one line. */
export function shapeIn(parts: readonly Piece[], shape: Shape): { found: Found; fit: number } | null {
  const text = parts.map((part) => part.text).join(' ')
  const shaped = shape(text)
  if (!shaped) return null
  const touched: Piece[] = []
  let offset = 0
  for (const part of parts) {
    const [from, to] = [shaped.start - offset, shaped.end - offset]
    if (to > 0 && from < part.text.length) touched.push(partOf(part, Math.max(0, from), Math.min(part.text.length, to)))
    offset += part.text.length + 1
  }
  const of = touched.length > 0 ? touched : [...parts]
  return { found: { value: shaped.value, score: scoreOf(of, shaped.known), boxPx: around(of) }, fit: shaped.fit }
}

/** Of the least certain character that the value hangs on. */
function scoreOf(parts: readonly Piece[], known: RegExp | undefined): number {
  const scores = parts.flatMap(({ text, charScores }) => {
    const aside = known ? [...text.matchAll(known)] : []
    return charScores.filter((_, i) => !aside.some(({ index, 0: { length } }) => i >= index && i < index + length))
  })
  return Math.min(...(scores.length > 0 ? scores : parts.map(({ score }) => score)))
}

function trimmed(text: string, start: number, end: number): [number, number] {
  while (start < end && text[start] === ' ') start++
  while (end > start && text[end - 1] === ' ') end--
  return [start, end]
}
