/** Promise: papers that touch are told apart where the finder's edge between them has gaps, and a paper that is one stays one. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withOpenCv } from '../../src-imaging/opencv.ts'
import type { PaperMap } from '../../src-imaging/stages/paper-map.ts'
import { partPapers } from '../../src-imaging/stages/part-papers.ts'

const [widthPx, heightPx, edgePx] = [256, 192, 1.6]

interface Box { left: number; top: number; right: number; bottom: number }

/** As the network sees papers that lie square: inside, and an edge around each. */
function mapOf(boxes: readonly Box[]): PaperMap {
  const map = { inside: new Float32Array(widthPx * heightPx), edge: new Float32Array(widthPx * heightPx), widthPx, heightPx }
  each(({ i, x, y }) => {
    for (const { left, top, right, bottom } of boxes) {
      const inwards = Math.min(x - left, y - top, right - x, bottom - y)
      if (Math.abs(inwards) < edgePx) map.edge[i] = 1
      else if (inwards > 0) map.inside[i] = 1
    }
  })
  return map
}

function each(work: (pixel: { i: number; x: number; y: number }) => void): void {
  for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) work({ i: y * widthPx + x, x, y })
}

/** No edge is seen there, only paper. */
function blind(map: PaperMap, { left, top, right, bottom }: Box): PaperMap {
  each(({ i, x, y }) => {
    if (x < left || x > right || y < top || y > bottom) return
    map.edge[i] = 0
    map.inside[i] = 1
  })
  return map
}

const areas = (map: PaperMap) => withOpenCv((cv, keep) => partPapers(cv, keep, map).map(({ areaPx }) => areaPx).sort((a, b) => b - a))

const sheet = { left: 40, top: 30, right: 140, bottom: 150 }
const beside = { left: 140, top: 30, right: 230, bottom: 150 }
const ticket = { left: 140, top: 60, right: 180, bottom: 120 }

describe('papers that hang together in the map', () => {
  test('as large as each other, with an edge between them that ends early: two', async () => {
    assert.equal((await areas(blind(mapOf([sheet, beside]), { left: 136, top: 132, right: 144, bottom: 146 }))).length, 2)
  })

  test('a ticket at a sheet’s side with hardly an edge between them: two, the sheet as large as alone', async () => {
    const [alone] = await areas(mapOf([sheet]))
    const [first, second, ...more] = await areas(blind(mapOf([sheet, ticket]), { left: 136, top: 75, right: 144, bottom: 118 }))
    assert.ok(first && second && more.length === 0)
    assert.ok(Math.abs(first / alone! - 1) < 0.05, `${first} instead of ${alone}`)
  })
})

describe('what is one paper', () => {
  test('a rule printed across most of it is no edge between papers', async () => {
    const map = mapOf([sheet])
    each(({ i, x, y }) => {
      if (x > 52 && x < 112 && Math.abs(y - 90) < 1) map.edge[i] = 1
    })
    assert.equal((await areas(map)).length, 1)
  })

  test('a thumb over its side does not cut it', async () => {
    const map = mapOf([sheet])
    each(({ i, x, y }) => {
      if (Math.hypot(x - 140, y - 90) > 14) return
      map.inside[i] = 0
      map.edge[i] = Math.hypot(x - 140, y - 90) > 11 ? 1 : 0
    })
    assert.equal((await areas(map)).length, 1)
  })

  test('a round thing with an edge is no paper', async () => {
    const map = mapOf([])
    each(({ i, x, y }) => {
      const inwards = 30 - Math.hypot(x - 100, y - 90)
      if (Math.abs(inwards) < edgePx) map.edge[i] = 1
      else if (inwards > 0) map.inside[i] = 1
    })
    assert.deepEqual(await areas(map), [])
  })
})
