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
  /** Of the line in the page's pixels. */
  heightPx: number
}

/** An error in a thousand is what a person may be spared. */
const surelyBelow = 0.001
/** Below this the kind itself may be wrong, and with it what the fields mean. */
const surestKind = 0.6
/** Values that no label named, or one far off, rank below this. */
export const labelledRank = 0.62
/** In lower lines characters get lost between clearly read ones: the page was taken below 150 dpi. */
const leastHeightPx = 20
/** What a code or a check digit bears out is the right value wherever it stands; a sum may be borne out by another's. */
const bornOutAnywhere = new Set<FieldName>(['invoiceCode', 'invoiceNumber', 'checkCode', 'date', 'buyerTaxId', 'sellerTaxId', 'amountTotalUpper'])

/** What else on the paper contradicts and was read with less is the reader's slip: an id with a character more likely to be another, a check code, which nobody forges, with one that is not clear. */
const slipBelow: Partial<Record<FieldName, number>> = { buyerTaxId: 0.5, sellerTaxId: 0.5, checkCode: 0.95 }
const isId = (name: FieldName) => name === 'buyerTaxId' || name === 'sellerTaxId'

/** Whether the value is where it belongs; of what is not, the reader's score says nothing. */
export function isPlaced(name: FieldName, { rank, witnessed, rivalled, mended, shapeOk, contradicted, kindScore, heightPx, isExactText }: Features): boolean {
  if (contradicted || !shapeOk || kindScore < surestKind || (heightPx < leastHeightPx && !isExactText)) return false
  // Its check digit says that an id is read right, not whose it is; of an id that was mended to fit it, it says nothing.
  if ((rivalled || mended || rank <= labelledRank) && isId(name)) return false
  // Words that spell the figures are the right words.
  if (witnessed && bornOutAnywhere.has(name)) return !mended || rank > labelledRank || name === 'amountTotalUpper'
  return rank > labelledRank && (witnessed || (!rivalled && !mended))
}

/** Among thousands of Chinese characters the reader is seldom as certain as among ten figures, and no more often wrong. */
const inWords = new Set<FieldName>(['buyerName', 'sellerName', 'passengerName', 'fromStation', 'toStation', 'amountTotalUpper'])

/** The learned function's inputs, in one order: a constant and the reader's doubt, apart for figures, words and what is witnessed. Doubt counts decades: 4 where the reader had no idea, 0 from a score of 0.9999 on. */
export function inputsOf(name: FieldName, { score, witnessed }: Features): Record<string, number> {
  const doubt = Math.log10(Math.max(1e-4, 1 - score)) + 4
  const group = witnessed ? 'witnessed' : inWords.has(name) ? 'words' : 'figures'
  return { figures: 0, doubtOfFigures: 0, words: 0, doubtOfWords: 0, witnessed: 0, doubtOfWitnessed: 0, [group]: 1, [doubtOf[group]]: doubt }
}
const doubtOf = { figures: 'doubtOfFigures', words: 'doubtOfWords', witnessed: 'doubtOfWitnessed' } as const

/** @returns `score`: one less the chance of an error */
export function certaintyOf(name: FieldName, features: Features): { score: number; sure: boolean } {
  const right = 1 - chanceOfError(name, features)
  // A clear reading that something else on the paper contradicts stays a clear reading: the paper may be at fault, and the checks must be able to say so.
  if (!isPlaced(name, features)) return { score: 0.95 * (features.contradicted && features.score < (slipBelow[name] ?? 0) ? features.score : right), sure: false }
  return features.isExactText ? { score: 1, sure: true } : { score: right, sure: 1 - right < surelyBelow }
}

function chanceOfError(name: FieldName, features: Features): number {
  const weights: Record<string, number> = learned.weights
  const sum = Object.entries(inputsOf(name, features)).reduce((total, [input, value]) => total + value * (weights[input] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}
