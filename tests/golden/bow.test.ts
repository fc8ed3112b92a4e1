/** Paper that is arched or lifted at one side: its lines come out level, it reads as well, and what lies flat is left alone. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { distance, type Point, withOpenCv } from '../../src-imaging/opencv.ts'
import { scanFile } from '../../src-imaging/pipeline.ts'
import { closeEngines, engineFor } from '../../src-imaging/reading/choose-engine.ts'
import type { ScannedItem } from '../../src-imaging/scanned.ts'
import { bowOf } from '../../src-imaging/stages/bow.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { photograph, type PhotographTruth } from '../../src-samples/photograph.ts'
import type { Quad, VoucherKind } from '../../src-shared/voucher.ts'
import { samplePage } from '../../src-training/sample-pages.ts'
import { folderFor } from '../parts/folder.ts'

const lying = (box: Quad) => distance(box[0], box[1]) > 5 * distance(box[0], box[3])
const tiltDeg = ([a, b, c, d]: Quad) => Math.abs((Math.atan2(b[1] + c[1] - a[1] - d[1], b[0] + c[0] - a[0] - d[0]) * 180) / Math.PI)
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

describe('a bent paper', () => {
  const folder = folderFor(after)
  after(closeEngines)
  const scan = async (kind: VoucherKind, seed: number, isBent: boolean): Promise<{ item: ScannedItem; truth: PhotographTruth }> => {
    const path = join(folder, `${kind}.jpg`)
    const { jpeg, truth } = await photograph(makeVoucher(seed, { kind }), seed, { severity: 'degraded', dpi: 220, isBent })
    writeFileSync(path, jpeg)
    const { items } = await scanFile(path, { engine: () => engineFor('paddle'), outDir: folder })
    assert.equal(items.length, 1)
    return { item: items[0]!, truth }
  }

  for (const [kind, seed] of [['fiscal-nontax', 2_000_205], ['claim-form', 2_000_214], ['acceptance', 2_000_213]] as const) {
    test(`${kind}: its lines are level within half a degree, every line’s place in the still is where it is printed`, async () => {
      const { item, truth } = await scan(kind, seed, true)
      const tilts = item.page.lines.map(({ boxPx }) => boxPx).filter(lying).map(tiltDeg)
      assert.ok(tilts.length > 4)
      assert.ok(median(tilts) < 0.5, `lines are ${median(tilts).toFixed(2)}° off level`)
      const printed = truth.texts.filter(({ role }) => role === 'print')
      const near = (point: Point, { quadPx: [a, , c, d] }: (typeof printed)[number]) => {
        const middle: Point = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]
        return distance(point, middle) < 1.2 * distance(a, d) + 0.6 * distance(a, c)
      }
      for (const { text, boxPx } of item.page.lines) {
        const middle = item.toInput([(boxPx[0][0] + boxPx[2][0]) / 2, (boxPx[0][1] + boxPx[2][1]) / 2])
        assert.ok(truth.texts.some((each) => near(middle, each)), `“${text}” is at ${middle.map(Math.round).join()}`)
      }
      const read = item.page.lines.map(({ text }) => text).join('').replace(/\s/g, '')
      const missing = printed.filter(({ field }) => field === 'amountTotal').filter(({ text }) => !read.includes(text.replace(/[^\d.]/g, '')))
      assert.deepEqual(missing.map(({ text }) => text), [])
    })
  }

  test('what lies flat is no bent paper, folds, seals and shade or not', async () => {
    const engine = await engineFor('paddle')
    for (const [kind, seed] of [['vat-special', 2_000_101], ['taxi', 2_000_111], ['taxi', 2_000_112], ['train', 2_000_114], ['toll', 2_000_115]] as const) {
      const { picture } = await samplePage({ kind, seed, severity: 'degraded', set: 'tuning' })
      const { lines } = await engine.read(picture, true)
      assert.equal(await withOpenCv((cv, keep) => bowOf(cv, keep, picture, lines)), null, kind)
    }
  })
})
