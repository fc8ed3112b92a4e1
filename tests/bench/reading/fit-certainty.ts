/**
 * Learns how certain a value is from tuning vouchers: `node scripts/run.mjs tests/bench/reading/fit-certainty.ts [--pages N]`
 * reads N pages of each kind (`--again`: takes what was read last time) and writes the weights to src-imaging/reading/certainty-weights.json, what was read to out/bench/.
 * Logistic regression with a ridge towards what is believed beforehand, by Newton's steps (Hastie, Tibshirani, Friedman, section 4.4.1).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../../scripts/launch.ts'
import { inputsOf, isPlaced } from '../../../src-imaging/reading/certainty.ts'
import { sampleKinds } from '../../../src-samples/make-voucher.ts'
import { isRight, type PageOutcome } from './pages.ts'
import { readPages } from './read-pages.ts'

/**
 * Errors are rare; without a belief beforehand what never goes with one would be trusted without end. The reader is taken at
 * its word: an error in ten thousand at a score of 0.9999, ten times as many for a decade more of doubt. Where something else
 * bears the value out, doubt says nothing.
 */
const atNoDoubt = { weight: Math.log(1e-4), ridge: 0.05 }
const tenfold = { weight: Math.LN10, ridge: 0.5 }
const beliefs: Record<string, { weight: number; ridge: number }> = {
  figures: atNoDoubt, doubtOfFigures: tenfold, words: atNoDoubt, doubtOfWords: tenfold, witnessed: atNoDoubt, doubtOfWitnessed: { weight: 0, ridge: 0.5 },
}
const firstSeed = 700_000
/** Taken too small, so that there are errors enough to learn from: what makes an error likely is the same. */
const poorDpi = [140, 170, 200, 230, 280]

const { values } = parseArgs({ options: { pages: { type: 'string', default: '10' }, again: { type: 'boolean', default: false } } })
const plans = sampleKinds.flatMap((kind) => Array.from({ length: Number(values.pages) }, (_, i) => ({ kind, seed: firstSeed + i, set: 'tuning' as const, severity: 'degraded' as const, dpi: poorDpi[i % poorDpi.length]! })))
const keptPath = join(root, 'out/bench/tuning-outcomes.json')
const outcomes = values.again ? (JSON.parse(readFileSync(keptPath, 'utf8')) as PageOutcome[]) : await readPages(plans, (done) => done % 25 === 0 && console.error(`${done} of ${plans.length} pages`))
mkdirSync(dirname(keptPath), { recursive: true })
writeFileSync(keptPath, JSON.stringify(outcomes))
const { inputs, wrong } = examplesOf(outcomes)
const weights = fit(inputs, wrong)
writeFileSync(join(root, 'src-imaging/reading/certainty-weights.json'), `${JSON.stringify({ fields: inputs.length, wrong: wrong.filter(Boolean).length, weights: Object.fromEntries(Object.keys(inputs[0]!).map((name, i) => [name, Number(weights[i]!.toFixed(4))])) }, null, 2)}\n`)
console.error(`${inputs.length} fields, ${wrong.filter(Boolean).length} wrong`)
process.exit(0)

/** What is out of place is never sure and teaches nothing about the rest. */
function examplesOf(outcomes: readonly PageOutcome[]): { inputs: Record<string, number>[]; wrong: boolean[] } {
  const fields = outcomes.flatMap((outcome) => outcome.fields).filter(({ name, features, printed }) => features && printed !== null && isPlaced(name, features))
  return { inputs: fields.map(({ name, features }) => inputsOf(name, features!)), wrong: fields.map((field) => !isRight(field)) }
}

function fit(inputs: readonly Record<string, number>[], wrong: readonly boolean[]): number[] {
  const rows = inputs.map((input) => Object.values(input))
  const believed = Object.keys(inputs[0]!).map((name) => beliefs[name]!)
  const size = believed.length
  let weights: number[] = believed.map(({ weight }) => weight)
  for (let step = 0; step < 40; step++) {
    const gradient = weights.map((weight, i) => -believed[i]!.ridge * (weight - believed[i]!.weight))
    const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? believed[i]!.ridge : 0)))
    rows.forEach((row, n) => {
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * weights[i]!, 0)))
      for (let i = 0; i < size; i++) {
        gradient[i]! += row[i]! * (Number(wrong[n]) - chance)
        for (let j = 0; j < size; j++) curvature[i]![j]! += row[i]! * row[j]! * chance * (1 - chance)
      }
    })
    const change = solve(curvature, gradient)
    weights = weights.map((weight, i) => weight + change[i]!)
    if (Math.max(...change.map(Math.abs)) < 1e-6) break
  }
  return weights
}

/** Gauss's elimination with the largest pivot. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.slice(column).reduce((best, row, i) => (Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? i + column : best), column)
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (const [i, row] of rows.entries()) {
      if (i === column) continue
      const factor = row[column]! / rows[column]![column]!
      for (let k = column; k < row.length; k++) row[k]! -= factor * rows[column]![k]!
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!)
}
