/** Guards the promise that a second look makes certain only what both looks saw, and doubts what one of them may have lost. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReadLine } from '../../src-imaging/reading/engine.ts'
import { asThree, clearer } from '../../src-imaging/reading/two-readings.ts'

const line = (text: string, ...scores: number[]): ReadLine => ({ text, score: 0.9, charScores: [...text].map((_, i) => scores[i] ?? 0.9), boxPx: [[0, 0], [9, 0], [9, 2], [0, 2]] })
const scoresOf = (first: ReadLine, second: ReadLine) => clearer(first, second).charScores.map((score) => Number(score.toFixed(2)))

describe('two readings of one line', () => {
  test('what both give is as sure as the surer of them, what only one gives is doubtful', () => {
    assert.deepEqual(scoresOf(line('云州市', 0.8, 0.95, 0.9), line('云洲市', 0.7, 0.9, 0.99)), [0.8, 0.57, 0.99])
  })
  test('a sign more at one end leaves the others as sure as they are', () => {
    assert.deepEqual(scoresOf(line('合计12', 0.8, 0.9, 0.9, 0.9), line('|合计12', 0.3)), [0.48, 0.9, 0.9, 0.9])
    assert.deepEqual(scoresOf(line('合计 12', 0.8), line('合计12', 0.7)), [0.8, 0.9, 0.54, 0.9, 0.9])
  })
  test('beside a figure that the other look has more, nothing is sure', () => {
    assert.deepEqual(scoresOf(line('1234', 0.95, 0.95, 0.95, 0.95), line('12534', 0.5)), [0.95, 0.57, 0.57, 0.95])
  })
  test('a sign alone is what it is three times in a row; a figure rather than a letter, and no character becomes a letter', () => {
    const read = (first: ReadLine, three: ReadLine) => asThree(first, three).text
    assert.equal(read(line('N', 0.97), line('222', 0.7, 0.7, 0.7)), '2')
    assert.equal(read(line('2', 0.9), line('NNN', 0.8, 0.8, 0.8)), '2')
    assert.equal(read(line('N', 0.97), line('22N', 0.9, 0.9, 0.9)), 'N')
    assert.equal(read(line('反', 0.6), line('区区区', 0.9, 0.95, 0.9)), '区')
    assert.equal(read(line('乙', 0.5), line('ZZZ', 0.9, 0.9, 0.9)), '乙')
  })
})
