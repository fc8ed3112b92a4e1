/** The measure of reading itself: matched by place, never by likeness; nothing read wrong goes uncounted. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Quad } from '../../src-shared/voucher.ts'
import { characterErrors, differences, normalise } from '../bench/reading/character-errors.ts'

const quad = (x: number, y: number, width: number, height = 30): Quad => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
const print = (text: string, x: number, y: number, width = text.length * 20) => ({ text, role: 'print' as const, quad: quad(x, y, width) })
const read = (text: string, x: number, y: number, width = text.length * 20) => ({ text, quad: quad(x, y, width) })

describe('character errors', () => {
  test('full-width forms, white space and both yen signs are one; nothing else is', () => {
    assert.equal(normalise('￥ １２．５０（样 例）：'), '¥12.50(样例):')
    assert.notEqual(normalise('O'), normalise('0'))
  })
  test('the fewest changes are counted, each with what was printed and read', () => {
    assert.deepEqual(differences('3560.80', '3560180'), [{ printed: '.', read: '1' }])
    assert.deepEqual(differences('张', ''), [{ printed: '张', read: '' }])
    assert.deepEqual(differences('10', '100'), [{ printed: '', read: '0' }])
  })
  test('print read as one line or as several is the same', () => {
    const truth = [print('名称：', 0, 0, 100), print('云州水务局', 110, 0)]
    assert.equal(characterErrors(truth, [read('名称：云州水务局', 0, 1, 210)]).errors, 0)
    assert.equal(characterErrors(truth, [read('名', 0, 0, 30), read('称：云州', 60, 0, 100), read('水务局', 160, 0)]).errors, 0)
  })
  test('a stop is read where its ink is, in the left of its cell', () => {
    assert.equal(characterErrors([print('伍元整', 0, 0, 90), print('。', 90, 0, 30)], [read('伍元整。', 0, 0, 101)]).errors, 0)
    assert.equal(characterErrors([print('伍元整', 0, 0, 90), print('。', 90, 0, 30)], [read('伍元整', 0, 0, 88)]).errors, 1)
  })
  test('unread print is missing, a reading without print is too much, and likeness elsewhere does not help', () => {
    assert.equal(characterErrors([print('128.00', 0, 0)], []).errors, 6)
    assert.equal(characterErrors([print('128.00', 0, 0)], [read('128.00', 500, 500)]).errors, 12)
  })
  test('neighbouring rows whose margins touch stay apart', () => {
    const truth = [print('甲', 0, 0), print('乙', 0, 32)]
    const { errors, groups } = characterErrors(truth, [{ text: '甲', quad: quad(0, -4, 20, 40) }, { text: '己', quad: quad(0, 28, 20, 40) }])
    assert.deepEqual([errors, groups], [1, [{ printed: '乙', read: '己' }]])
  })
  test('ciphers and seals are not counted, print beside them is', () => {
    const truth = [{ ...print('<8+*', 0, 0), role: 'cipher' as const }, print('金额', 300, 0)]
    assert.deepEqual(characterErrors(truth, [read('<9+', 0, 0, 80), read('金领', 300, 0)]).confusions, [{ printed: '额', read: '领' }])
    assert.equal(characterErrors(truth, []).printed, 2)
  })
})
