/**
 * From what is known of a reading to how certain it is: the one place where that is decided.
 * The chance of an error is a logistic function whose weights were learned on sample vouchers
 * (tests/bench/reading/fit-certainty.ts); `npm run bench -- reading` shows on others how honest it is.
 */
import type { FieldName } from '../../src-shared/voucher.ts'
import learned from './certainty-weights.json' with { type: 'json' }

/** What speaks for and against one value. */
export interface Features {
  /** The engine's own, of the value's least certain character, 0 to 1. */
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

/** An error in a thousand is what a person may be spared. */
const surelyBelow = 0.001
/** Below this the kind itself may be wrong, and with it what the fields mean. */
const surestKind = 0.6
/** However good the company it is in. */
const leastScore = 0.5
/** Values that no label named, or one far off, rank below this: alone they are never sure. */
const labelledRank = 0.62

const words = new Set<FieldName>(['buyerName', 'sellerName', 'passengerName', 'fromStation', 'toStation'])

/** The learned function's inputs, in one order. */
export function inputsOf(name: FieldName, { score, rank, witnessed, rivalled, mended, kindScore }: Features): Record<string, number> {
  const doubt = Math.log10(Math.max(1e-4, 1 - score)) + 4
  const isWord = words.has(name)
  return {
    one: 1, doubt: witnessed ? 0 : doubt, doubtOfWitnessed: witnessed ? doubt : 0, veryDoubtful: Number(score < 0.8), witnessed: Number(witnessed),
    word: Number(isWord), doubtOfWord: isWord && !witnessed ? doubt : 0, poorPlace: 1 - rank, poorPlaceAlone: witnessed ? 0 : 1 - rank,
    rivalled: Number(rivalled && !witnessed), mended: Number(mended && !witnessed), doubtfulKind: 1 - kindScore,
  }
}

/** @returns `score`: one less the chance of an error */
export function certaintyOf(name: FieldName, features: Features): { score: number; sure: boolean } {
  const { witnessed, contradicted, shapeOk, isExactText, kindScore, rivalled, mended, rank, score } = features
  const wrong = chanceOfError(name, features)
  // A clear reading that something else on the paper contradicts stays a clear reading: the paper may be at fault, and the checks must be able to say so.
  if (contradicted || !shapeOk || kindScore < surestKind) return { score: 0.95 * (1 - wrong), sure: false }
  const isPlaced = witnessed || (rank > labelledRank && !rivalled && !mended)
  if (isExactText) return { score: rank, sure: isPlaced }
  return { score: 1 - wrong, sure: isPlaced && wrong < surelyBelow && score > leastScore }
}

function chanceOfError(name: FieldName, features: Features): number {
  const weights: Record<string, number> = learned.weights
  const sum = Object.entries(inputsOf(name, features)).reduce((total, [input, value]) => total + value * (weights[input] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}
