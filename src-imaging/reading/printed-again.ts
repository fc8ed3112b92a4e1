/** A word that a page prints in several lines, a town in a name and in an address, was read several times: it is as sure as its clearest print. */
import type { Piece } from './page-text.ts'

/** A character that scores less may be another, read into a word that the page has elsewhere. */
const leastScore = 0.8
const isHan = (char: string | undefined) => char !== undefined && /[\u4e00-\u9fff]/.test(char)

/** @returns the pieces in their order, the scores of characters raised that stand in another piece after the same one, or before the same one at the head of a word, and were read more clearly there */
export function asSureAsPrintedAgain(pieces: readonly Piece[]): Piece[] {
  const prints = new Map<string, Map<Piece, number>>()
  for (const piece of pieces) {
    placesOf(piece).forEach((place, at) => {
      if (!place) return
      const known = prints.get(place) ?? new Map<Piece, number>()
      prints.set(place, known.set(piece, Math.max(piece.charScores[at]!, known.get(piece) ?? 0)))
    })
  }
  return pieces.map((piece) => {
    const places = placesOf(piece)
    const charScores = piece.charScores.map((score, at) => {
      const elsewhere = [...prints.get(places[at] ?? '') ?? []].flatMap(([other, otherScore]) => (other === piece ? [] : [otherScore]))
      return score < leastScore ? score : Math.max(score, ...elsewhere)
    })
    return { ...piece, charScores, score: Math.min(...charScores) }
  })
}

/** For each character its place in a Chinese word: what it stands after, or, as the first, before. */
function placesOf({ text }: Piece): (string | null)[] {
  return text.split('').map((char, at) => {
    if (!isHan(char)) return null
    return isHan(text[at - 1]) ? text[at - 1]! + char : isHan(text[at + 1]) ? `^${char}${text[at + 1]}` : null
  })
}
