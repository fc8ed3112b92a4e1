/** The engine on pages with known truth, of the set it was tuned on: how many characters it may get wrong at most. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { closeEngines, engineFor } from '../../src-imaging/reading/choose-engine.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { characterErrors } from '../bench/reading/character-errors.ts'
import { samplePage } from '../../src-training/sample-pages.ts'

const kinds: VoucherKind[] = ['vat-special', 'digital-special', 'train', 'air-e']

describe('the reading engine', () => {
  after(closeEngines)
  for (const severity of ['clean', 'degraded'] as const) {
    test(`${severity} pages: at most one character in a hundred is wrong, every character has its score`, async () => {
      const engine = await engineFor('paddle')
      assert.match(engine.model, /^paddle \S+ \S+$/)
      let [printed, errors] = [0, 0]
      for (const kind of kinds) {
        const page = await samplePage({ kind, seed: 1, severity, set: 'tuning' })
        const { lines } = await engine.read(page.picture)
        const found = characterErrors(page.texts, lines.map(({ text, boxPx }) => ({ text, quad: boxPx })))
        printed += found.printed
        errors += found.errors
        for (const line of lines) assert.equal(line.charScores.length, [...line.text].length, line.text)
      }
      assert.ok(printed > 1000)
      assert.ok(errors / printed < 0.01, `${errors} of ${printed} characters are wrong`)
    })
  }
})
