/** From what is known of a reading to how certain it is: the one place where that is decided. */

/** What speaks for and against one value. */
export interface Features {
  /** The engine's own, 0 to 1. */
  score: number
  /** How well label, place and shape fit, 0 to 1. */
  rank: number
  /** Something else on the paper says the same: QR code, arithmetic, 大写, a check digit. */
  witnessed: boolean
  /** Something else on the paper says otherwise. */
  contradicted: boolean
  /** The value looks as it must for this kind of paper. */
  shapeOk: boolean
  /** Another reading of the print, nearly as good, gives another value. */
  rivalled: boolean
  /** The value is not what the engine gave but another reading of it. */
  mended: boolean
  /** Exact text of a document, not a picture's reading. */
  isExactText: boolean
  kindScore: number
}

const clearWithWitness = 0.9
const clearAlone = 0.985
/** Values that no label named, or one far off, rank below this. */
const labelledRank = 0.62

export function certaintyOf(features: Features): { score: number; sure: boolean } {
  const { witnessed, contradicted, shapeOk, rivalled, mended, isExactText, kindScore } = features
  const score = Math.min(1, Math.max(0, features.score))
  if (contradicted || !shapeOk || kindScore < 0.6) return { score: score * 0.9, sure: false }
  if (witnessed) return { score, sure: score > clearWithWitness }
  const isFound = features.rank > labelledRank && !rivalled && !mended
  return { score, sure: isFound && (isExactText || score > clearAlone) }
}
