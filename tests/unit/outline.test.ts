/** Outlines by hand: what can be a paper is taken, what cannot is not, and turning never loses a corner. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOutline, outlineSchema, turnedOutline } from '../../src-shared/outline.ts'
import { estimateDpi, flatten } from '../../src-imaging/stages/flatten.ts'
import { itemAt } from '../../src-imaging/stages/find-items.ts'
import { toMat, toPicture, unwarpPoints, withOpenCv } from '../../src-imaging/opencv.ts'
import type { Quad } from '../../src-shared/voucher.ts'

const sheet: Quad = [[100, 50], [500, 60], [490, 400], [90, 380]]
const px = fc.double({ min: -50, max: 700, noNaN: true })
const anyQuad = fc.tuple(fc.tuple(px, px), fc.tuple(px, px), fc.tuple(px, px), fc.tuple(px, px))

test('a sheet is taken, also turned; crossed, folded in, mirrored, tiny and endless ones are not', () => {
  for (const turns of [0, 1, 2, 3]) assert.ok(isOutline(turnedOutline(sheet, turns)))
  const [a, b, c, d] = sheet
  for (const wrong of [[a, c, b, d], [a, b, [200, 100], d], [d, c, b, a], sheet.map(([x, y]) => [x / 40, y / 40]), sheet.map(([x, y]) => [x * 100, y * 100]), sheet.map(([x, y]) => [x - 100, y])] as Quad[]) assert.equal(isOutline(wrong), false)
  assert.equal(outlineSchema.safeParse([[0, 0], [Number.NaN, 0], [100, 100], [0, 100]]).success, false)
})

test('a turn brings the left side up; four turns are none', () => {
  assert.deepEqual(turnedOutline(sheet, 1)[0], sheet[3])
  fc.assert(fc.property(anyQuad, fc.nat(8), (quad, turns) => {
    assert.deepEqual(turnedOutline(turnedOutline(quad, turns), 4 - (turns % 4)), quad)
    assert.equal(isOutline(turnedOutline(quad, turns)), isOutline(quad))
  }))
})

test('any four points are laid flat without a crash, and no place on the page comes out as no number where they are a paper', async () => {
  const picture = { data: new Uint8Array(3 * 600 * 450).map((_, i) => i % 251), widthPx: 600, heightPx: 450 }
  await fc.assert(fc.asyncProperty(anyQuad, async (quad) => {
    const { corners } = itemAt(picture, quad)
    for (const [x, y] of corners) assert.ok(x >= 0 && y >= 0 && x <= 600 && y <= 450)
    const { flat, places } = await withOpenCv((cv, keep) => {
      const page = toPicture(keep(flatten(cv, keep(toMat(cv, picture)), corners)))
      const back = unwarpPoints(cv, corners, page.widthPx, page.heightPx)
      return { flat: page, places: [back([0, 0]), back([page.widthPx, page.heightPx]), back([page.widthPx / 2, page.heightPx / 2])] }
    })
    assert.equal(flat.data.length, 3 * flat.widthPx * flat.heightPx)
    assert.ok(estimateDpi(flat.widthPx, flat.heightPx) > 0)
    if (isOutline(corners)) for (const [x, y] of places) assert.ok(x > -1 && y > -1 && x < 601 && y < 451)
  }), { numRuns: 200 })
})
