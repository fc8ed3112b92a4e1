/** The engine on pages with known truth, of the set it was tuned on: how many characters it may get wrong at most. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { toMat, toPicture, turn, withOpenCv } from '../../src-imaging/opencv.ts'
import { closeEngines, engineFor } from '../../src-imaging/reading/choose-engine.ts'
import { Sheet } from '../../src-samples/sheet.ts'
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

  test('people are read by their names, also where those are of rare characters', async () => {
    const names = ['佘婳', '晁翀', '殳淼', '蒯旻', '郇祎', '酆玢', '郄昇', '缑喆']
    const sheet = new Sheet(100, 10 * names.length + 12)
    for (const [i, name] of names.entries()) sheet.text(10, 14 + 10 * i, `收款人：${name}`, { sizeMm: 4, font: i % 2 === 0 ? 'Noto Sans CJK SC' : 'Noto Serif CJK SC' })
    const { data, widthPx, heightPx } = await sheet.draw(10)
    const { lines } = await (await engineFor('paddle')).read({ data, widthPx, heightPx })
    assert.deepEqual(lines.map(({ text }) => text.replace(/^收款人[:：]\s*/, '')), names)
  })

  test('labels spaced over their column are read across, row by row, also where the page lies on its side; what is printed down a cell beside such labels stays one line', async () => {
    const [font, colour, stepMm] = ['Noto Sans CJK SC', '#b63a35', 6.2]
    const sheet = new Sheet(120, 72)
    sheet.text(60, 10, '出租汽车统一发票', { sizeMm: 4.4, font, align: 'middle' })
    const printRows = (xMm: number, rows: readonly (readonly [label: string, value: string])[]) => rows.forEach(([label, value], i) => {
      sheet.text(xMm, 20 + i * stepMm, [...label].join('\u3000'), { sizeMm: 3.4, font, colour })
      sheet.text(xMm + 14, 20 + i * stepMm, value, { sizeMm: 3.6, font })
    })
    const labels = ['车号', '证号', '日期', '上车', '下车', '单价', '里程', '金额']
    printRows(6, labels.map((label, i) => [label, ['云A12345', '576466', '2026-06-27', '17:29', '17:46', '1.80元/公里', '19.7公里', '43.00元'][i]!]))
    const partyLabels = ['户名', '账号', '地址', '电话']
    printRows(69, partyLabels.map((label, i) => [label, ['云州绿野园林', '5301002638341', '云州市长风路', '0871-638341'][i]!]))
    sheet.box(60, 15, 50, 4 * stepMm, { colour })
    sheet.line(66, 15, 66, 15 + 4 * stepMm, { colour })
    sheet.text(63, 20, '销售单位', { sizeMm: 3.4, font, colour, downwards: true, stepMm })
    const { data, widthPx, heightPx } = await sheet.draw(12)
    const engine = await engineFor('paddle')
    for (const quarterTurns of [0, 1]) {
      const picture = await withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, { data, widthPx, heightPx })), quarterTurns))))
      const texts = (await engine.read(picture)).lines.map(({ text }) => text.replaceAll(/\s/g, ''))
      assert.deepEqual([...labels, ...partyLabels, '销售单位'].filter((text) => !texts.includes(text)), [], `${quarterTurns} turns: ${texts.join(' ')}`)
    }
  })
  test('what stands alone in its cell, every asterisk of a mask and times signs are read: at most two characters of four pages are wrong', async () => {
    const engine = await engineFor('paddle')
    const pages = [['attendance', 8453, 'degraded'], ['digital-normal', 8434, 'degraded'], ['fiscal-nontax', 8318, 'degraded'], ['roll', 6141, 'clean']] as const
    const wrong: string[] = []
    for (const [kind, seed, severity] of pages) {
      const page = await samplePage({ kind, seed, severity, set: 'tuning' })
      const { confusions } = characterErrors(page.texts, (await engine.read(page.picture)).lines.map(({ text, boxPx }) => ({ text, quad: boxPx })))
      wrong.push(...confusions.map(({ printed, read }) => `${kind}: ${printed} -> ${read}`))
    }
    assert.ok(wrong.length <= 2, wrong.join(', '))
  })
  test('pale print under the ring of a seal is read: at most three characters of four pages are wrong', async () => {
    const engine = await engineFor('paddle')
    let wrong = 0
    for (const [kind, seed] of [['bus', 8315], ['bus', 8444], ['vat-normal', 8302], ['air-e', 8309]] as const) {
      const page = await samplePage({ kind, seed, severity: 'degraded', set: 'tuning' })
      wrong += characterErrors(page.texts, (await engine.read(page.picture)).lines.map(({ text, boxPx }) => ({ text, quad: boxPx }))).errors
    }
    assert.ok(wrong <= 3, String(wrong))
  })
  test('a brown title under a red seal is read without the seal’s words', async () => {
    const [font, title] = ['Noto Sans CJK SC', '云州增值税电子普通发票']
    const sheet = new Sheet(150, 40)
    sheet.text(75, 20, title, { sizeMm: 6.4, font, colour: '#8a3c1c', align: 'middle' })
    sheet.ovalSeal(75, 19, ['全国统一发票监制章', '云州', '国家税务总局监制'], font, { rx: 16, ry: 10, opacity: 0.7 })
    const { data, widthPx, heightPx } = await sheet.draw(11)
    const { lines } = await (await engineFor('paddle')).read({ data, widthPx, heightPx })
    assert.deepEqual(lines.map(({ text }) => text), [title])
  })
  test('amounts under a seal that touches red rules are read, and so is a red title under its red seal', async () => {
    const [font, red, title, amounts] = ['Noto Sans CJK SC', '#b03a3a', '云州增值税普通发票', ['21350.80', '77599.31', '86893.25']]
    const sheet = new Sheet(150, 90)
    sheet.text(75, 14, title, { sizeMm: 5.6, font, colour: red, align: 'middle', bold: true, opacity: 0.55 })
    sheet.ovalSeal(75, 15, ['全国统一', '云州样例', '监制章'], font, { rx: 14, ry: 9, opacity: 0.4 })
    sheet.box(8, 26, 134, 55, { colour: red, widthMm: 0.35 })
    amounts.forEach((amount, i) => {
      sheet.text(100, 40 + i * 9, amount, { sizeMm: 3.6, font })
      sheet.line(8, 43.5 + i * 9, 142, 43.5 + i * 9, { colour: red, widthMm: 0.35 })
    })
    sheet.roundSeal(112, 48, '样例单位财务专用章', font, { radius: 17 })
    const { data, widthPx, heightPx } = await sheet.draw(11)
    const { lines } = await (await engineFor('paddle')).read({ data, widthPx, heightPx })
    const texts = lines.map(({ text }) => text)
    assert.deepEqual([title, ...amounts].filter((text) => !texts.includes(text)), [], texts.join(' '))
  })
})
