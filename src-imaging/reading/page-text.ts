/** A page's lines as things with places: what stands right of a label, and what stands in the same row. */
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'

export interface Piece { text: string; score: number; boxPx: Quad; left: number; right: number; top: number; bottom: number }

/** A value found on the page, with where and how surely it was read. */
export interface Found { value: string; score: number; boxPx: Quad }

export class PageText {
  readonly pieces: readonly Piece[]

  constructor(lines: readonly Line[]) {
    this.pieces = lines.map(({ text, score, boxPx }) => {
      const xs = boxPx.map((p) => p[0])
      const ys = boxPx.map((p) => p[1])
      // Full-width forms become the plain ones for matching only where they are digits, letters and signs of labels.
      return { text: plain(text), score, boxPx, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
    })
  }

  /** Pieces whose middle lies in this piece's height, left to right, itself left out. */
  rowOf(piece: Piece): Piece[] {
    const middle = (piece.top + piece.bottom) / 2
    const height = piece.bottom - piece.top
    return this.pieces.filter((other) => other !== piece && Math.abs((other.top + other.bottom) / 2 - middle) < 0.55 * Math.max(height, other.bottom - other.top))
      .sort((a, b) => a.left - b.left)
  }

  rightOf(piece: Piece): Piece[] {
    return this.rowOf(piece).filter((other) => other.left > piece.left + 0.5 * (piece.right - piece.left))
  }

  matching(pattern: RegExp): Piece[] {
    return this.pieces.filter((piece) => pattern.test(piece.text))
  }

  /**
   * What follows a label: the rest of its own line, else the next piece to the right.
   * @param label matched at the text's start or after anything; the value is what comes after it
   */
  after(label: RegExp): (Found & { label: Piece })[] {
    return this.matching(label).flatMap((piece) => {
      const rest = piece.text.replace(new RegExp(`^.*?${label.source}[:：]?`), '')
      if (rest !== '') return [{ value: rest, score: piece.score, boxPx: piece.boxPx, label: piece }]
      const next = this.rightOf(piece)[0]
      return next ? [{ value: next.text, score: next.score, boxPx: next.boxPx, label: piece }] : []
    })
  }
}

/** Spaces out, full-width digits, letters, colons and yen signs plain; brackets of names stay as printed. */
export function plain(text: string): string {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\uff0d]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '').replace(/：/g, ':').replace(/￥/g, '¥')
}
