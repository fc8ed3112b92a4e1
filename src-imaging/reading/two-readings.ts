/** Two readings of one line: which is the clearer, and which of its characters the other bears out. */
import type { ReadLine } from './engine.ts'

/** Of its score, for a character that two readings give differently. */
const disputed = 0.6

/** Of a line's characters; 0 where nothing was read. */
export const weakest = ({ charScores }: Pick<ReadLine, 'charScores'>) => (charScores.length === 0 ? 0 : Math.min(...charScores))

/** The clearer of two readings. Characters that both give are as sure as the surer of them says, the others are doubtful however clearly read. */
export function clearer(first: ReadLine, second: ReadLine): ReadLine {
  const [kept, other] = weakest(second) > weakest(first) ? [second, first] : [first, second]
  const borneOut = sameIn([...kept.text], [...other.text])
  return { ...kept, charScores: kept.charScores.map((score, i) => (borneOut[i] === null ? disputed * score : Math.max(score, other.charScores[borneOut[i]!]!))) }
}

/** Figures stand alone more often than letters: less is asked of them in a letter's place. */
const figureForLetter = 0.6

const isLetterOrFigure = (sign: string) => /[A-Za-z0-9]/.test(sign.normalize('NFKC'))
const isAlike = (one: string, other: string) => isLetterOrFigure(one) === isLetterOrFigure(other)

/** A sign alone, and the same shown three times in a row, where that is the surer reading, or a figure and not a letter. No Chinese character becomes a letter. */
export function asThree(line: ReadLine, three: ReadLine): ReadLine {
  const [sign = '', ...others] = three.text.normalize('NFKC')
  const least = /[A-Za-z]/.test(line.text.normalize('NFKC')) && /\d/.test(sign) ? figureForLetter : weakest(line)
  const score = isAlike(line.text, sign) ? weakest(three) : 0
  return others.length === 2 && others.every((other) => other === sign) && score > least ? { ...line, text: sign, score, charScores: [score] } : line
}

/** The reading with more asterisks in a row, where all else is the same: they run together, but are not made up. */
export function withAllStars(line: ReadLine, wide: ReadLine): ReadLine {
  const [inRows, others] = [/\*{2,}/g, (text: string) => text.replaceAll(/\s/g, '').replaceAll(/\*{2,}/g, '**')]
  const count = (text: string) => (text.match(inRows) ?? []).join('').length
  return others(line.text) === others(wide.text) && count(wide.text) > count(line.text) ? wide : line
}

/**
 * For each character of a text where the other text has the same one, by the longest run of characters that both have in
 * one order. Null where it has not, and either side of a place where the other has more: there something may have been lost.
 */
function sameIn(own: readonly string[], other: readonly string[]): (number | null)[] {
  const pairs = commonRun(own, other)
  const same = own.map((): number | null => null)
  for (const [i, j] of pairs) same[i] = j
  const bounds = [[-1, -1], ...pairs, [own.length, other.length]] as const
  for (const [n, [i, j]] of bounds.slice(1).entries()) {
    const [before, otherBefore] = bounds[n]!
    // A space is nobody's reading.
    const more = other.slice(otherBefore + 1, j).filter((char) => char !== ' ').length - (i - before - 1)
    if (more > 0) for (const beside of [before, i]) if (beside in same) same[beside] = null
  }
  return same
}

/** Where the longest common subsequence of two texts stands in each. */
function commonRun(own: readonly string[], other: readonly string[]): [number, number][] {
  const lengths = own.map(() => other.map(() => 0))
  const from = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = own.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) lengths[i]![j] = own[i] === other[j] ? 1 + from(i + 1, j + 1) : Math.max(from(i + 1, j), from(i, j + 1))
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < own.length && j < other.length; ) {
    if (own[i] === other[j]) pairs.push([i++, j++])
    else if (from(i + 1, j) >= from(i, j + 1)) i++
    else j++
  }
  return pairs
}
