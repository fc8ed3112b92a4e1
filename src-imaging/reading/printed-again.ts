/** A word that a page prints in several lines, a town in a name and in an address, was read several times: it is as sure as its clearest print. */
import type { Piece } from './page-text.ts'

/** A character that scores less may be another, read into a word that the page has elsewhere. */
const leastScore = 0.8
const isHan = (char: string) => /[\u4e00-\u9fff]/.test(char)

/** @returns the pieces in their order, the scores of characters raised where the same two stand side by side in another piece and were read more clearly */
export function asSureAsPrintedAgain(pieces: readonly Piece[]): Piece[] {
  const prints = new Map<string, Map<Piece, number>>()
  for (const piece of pieces) {
    for (const { pair, at } of pairsIn(piece)) {
      const score = Math.min(piece.charScores[at]!, piece.charScores[at + 1]!)
      const known = prints.get(pair) ?? new Map<Piece, number>()
      prints.set(pair, known.set(piece, Math.max(score, known.get(piece) ?? 0)))
    }
  }
  return pieces.map((piece) => {
    const charScores = [...piece.charScores]
    for (const { pair, at } of pairsIn(piece)) {
      const elsewhere = Math.max(0, ...[...prints.get(pair)!].flatMap(([other, score]) => (other === piece ? [] : [score])))
      for (const i of [at, at + 1]) if (piece.charScores[i]! >= leastScore) charScores[i] = Math.max(charScores[i]!, elsewhere)
    }
    return { ...piece, charScores, score: Math.min(...charScores) }
  })
}

/** Two Chinese characters side by side. */
function pairsIn({ text }: Piece): { pair: string; at: number }[] {
  return [...text].length !== text.length ? [] : [...text].flatMap((char, at) => (isHan(char) && isHan(text[at + 1] ?? '') ? [{ pair: char + text[at + 1], at }] : []))
}
