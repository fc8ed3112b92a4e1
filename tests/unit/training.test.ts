/** What is learnt from: lines that are said to be what they are, and nothing of what reading is measured on; frames whose papers lie where they are said to, whatever is printed on them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeFrame } from '../../src-samples/frame.ts'
import { typefaces } from '../../src-samples/names.ts'
import { Random } from '../../src-samples/random.ts'
import { Sheet } from '../../src-samples/sheet.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import type { Corners } from '../../src-imaging/opencv.ts'
import { partForm } from '../../src-training/parted-forms.ts'
import type { TruthText } from '../../src-training/sample-pages.ts'
import { specimen } from '../../src-training/specimen.ts'
import { textIn } from '../../src-training/text-in-box.ts'

const quad = (x: number, y: number, width: number, height: number): Quad => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
const text = (words: string, x: number, y: number, width: number, role: TruthText['role'] = 'print'): TruthText => ({ text: words, quad: quad(x, y, width, 30), role })
const box = (x: number, y: number, width: number) => quad(x, y, width, 32) as Corners

describe('what a found box says', () => {
  const page = [text('名称：', 0, 0, 90), text('云州文具店', 95, 0, 150), text('地　址', 0, 60, 90), text('样例专用章', 40, 0, 150, 'seal'), text('03*/+<', 0, 120, 150, 'cipher')]
  test('neighbours in a box are one line, far ones parted by a space; a seal over them is not read', () => {
    assert.equal(textIn(box(-1, -1, 248), page), '名称：云州文具店')
    assert.equal(textIn(box(-1, -1, 300), [text('甲', 0, 0, 30), text('乙', 90, 0, 30)]), '甲 乙')
  })
  test('a part of a spaced label is known by its place', () => {
    assert.equal(textIn(box(-1, 59, 32), page), '地')
    assert.equal(textIn(box(-1, 59, 95), page), '地 址')
  })
  test('a column is read downwards by a tall box, and is no part of a line across it', () => {
    const side: TruthText = { text: '购买方', quad: quad(400, 0, 30, 100), role: 'print' }
    assert.equal(textIn(quad(398, -2, 34, 104) as Corners, [side]), '购买方')
    assert.equal(textIn(box(398, 33, 200), [side, text('税号', 440, 33, 60)]), null)
  })
  test('a box that cuts a word, lies between rows, holds a cipher or nothing teaches nothing', () => {
    assert.equal(textIn(box(-1, -1, 160), page), null)
    assert.equal(textIn(box(-1, 15, 90), page), null)
    assert.equal(textIn(box(-1, 119, 152), page), null)
    assert.equal(textIn(box(-1, 300, 90), page), null)
  })
})

describe('specimen sheets', () => {
  const sheets = Array.from({ length: 4 }, (_, seed) => specimen(new Random(seed), (char) => char !== '的').sheets[0]!)
  test('the same seed prints the same sheet, another one another', () => {
    const words = (seed: number) => specimen(new Random(seed), () => true).sheets[0]!.texts.map(({ text: each }) => each).join()
    assert.equal(words(7), words(7))
    assert.notEqual(words(7), words(8))
  })
  test('a page holds many lines, and no character that the recogniser cannot say', () => {
    for (const { texts } of sheets) {
      assert.ok(texts.length > 60, String(texts.length))
      assert.ok(texts.every(({ text: each }) => !each.includes('的')))
    }
  })
  test('no typeface of the held-out set is learnt', () => {
    const measured = new Set(typefaces['held-out'].flatMap(({ label, ink, digits }) => [label, ink, digits]))
    for (const sheet of sheets) {
      const faces = [...sheet.svg(1).matchAll(/font-family="([^"]+)"/g)].map(([, face]) => face!)
      assert.ok(faces.length > 60)
      assert.ok(faces.every((face) => !measured.has(face)))
    }
  })
})

describe('frames for the finder', () => {
  const wishes = { class: 'touching', set: 'tuning', table: 'green', widthPx: 400 } as const
  test('what is printed over the papers, and a ruler beside them, is seen, and moves no paper', async () => {
    const plain = await makeFrame(5, wishes)
    for (const more of [{ printOver: partForm }, { clutter: 'ruler' }] as const) {
      const frame = await makeFrame(5, { ...wishes, ...more })
      assert.deepEqual(frame.truth, plain.truth)
      assert.notDeepEqual(frame.jpeg, plain.jpeg)
      assert.deepEqual((await makeFrame(5, { ...wishes, ...more })).jpeg, frame.jpeg)
    }
  })
  test('a form that looks like two papers is another each time, and nothing of it leaves the sheet', () => {
    const forms = Array.from({ length: 200 }, (_, seed) => {
      const sheet = new Sheet(200, 100)
      partForm(sheet, new Random(seed))
      return sheet.svg(1)
    })
    assert.equal(new Set(forms).size, forms.length)
    for (const [i, form] of forms.entries()) {
      const boxes = [...form.matchAll(/<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g)].map((match) => match.slice(1).map(Number))
      assert.ok(boxes.every(([x, y, width, height]) => x! >= 0 && y! >= 0 && width! > 0 && height! > 0 && x! + width! <= 200.001 && y! + height! <= 100.001), `${i}: ${boxes.join(' | ')}`)
    }
  })
})
