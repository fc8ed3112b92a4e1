/** Guards the promise that forms filled in by hand are read: a box for every figure, a day between 年, 月 and 日. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PageText } from '../../src-imaging/reading/page-text.ts'
import type { Line } from '../../src-shared/scan.ts'

/** Words of a height of 20 px, as far apart as they are placed. */
const at = (text: string, x: number, y: number): Line => {
  const right = x + 16 * text.length
  return { text, score: 0.99, boxPx: [[x, y], [right, y], [right, y + 20], [x, y + 20]] }
}
const boxed = (chars: string, x: number, y: number) => [...chars].map((char, i) => at(char, x + 40 * i, y))
const textsOf = (lines: Line[]) => new PageText(lines).pieces.map(({ text }) => text).sort()

describe('blanks and boxes filled in part by part', () => {
  test('figures in their boxes are the amount that the places over them say', () => {
    assert.deepEqual(textsOf([...boxed('万千百十元角分', 100, 0), ...boxed('¥73800', 140, 40), ...boxed('2650', 220, 80)]), ['26.50', '¥738.00', '万千百十元角分'])
  })

  test('whole yuan leave the last boxes empty', () => {
    assert.deepEqual(textsOf([...boxed('万千百十元角分', 100, 0), ...boxed('738', 180, 40)]), ['738.00', '万千百十元角分'])
  })

  test('figures in boxes of which one was not read are no amount, nor is a part of them', () => {
    assert.deepEqual(textsOf([...boxed('万千百十元角分', 100, 0), at('59', 146, 40), at('0', 260, 40), at('0', 340, 40)]), ['5x9x0x0', '万千百十元角分'])
    assert.deepEqual(textsOf([...boxed('万千百十元角分', 100, 0), at('¥', 180, 40), ...boxed('588', 260, 40)]), ['5x8x8', '万千百十元角分'])
  })

  test('figures under no places, with a gap or beside the boxes stay what they are', () => {
    assert.deepEqual(textsOf(boxed('73800', 100, 0)), ['0', '0', '3', '7', '8'])
    assert.deepEqual(textsOf([at('千百十元角分', 100, 0), at('7', 120, 40), at('38', 180, 40)]), ['38', '7', '千百十元角分'])
    assert.deepEqual(textsOf([at('千百十元角分', 100, 0), at('73800', 600, 40)]), ['73800', '千百十元角分'])
  })

  test('a day between its marks and 大写 between its places are one piece each, as sure as their least certain part', () => {
    const day = ['2026', '年', '5', '月', '17', '日'].map((part, i) => at(part, 100 + 70 * i, 0))
    day[4]!.score = 0.4
    const [piece] = new PageText(day).pieces
    assert.equal(piece!.text, '2026年5月17日')
    assert.equal(piece!.score, 0.4)
    assert.deepEqual(textsOf(boxed('叁仟贰佰元整', 100, 0)), ['叁仟贰佰元整'])
  })
})
