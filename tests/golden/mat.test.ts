/** The table under a camera that stands still: learnt once, it tells how large papers are, and when camera or table was moved. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { lookAt, learnMat } from '../../src-imaging/watch.ts'
import { scanFile } from '../../src-imaging/pipeline.ts'
import { engineFor } from '../../src-imaging/reading/choose-engine.ts'
import { addLightAndNoise, asJpeg, castShadow, layPaper, type Picture, placeOn, throughLens } from '../../src-samples/camera.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { layMat, type MatKind } from '../../src-samples/mats.ts'
import { Random } from '../../src-samples/random.ts'
import type { KnownMat } from '../../src-shared/mat.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import { folderFor } from '../parts/folder.ts'

const [widthPx, heightPx] = [1680, 1260]
const table = { widthMm: 420, heightMm: 315 }
/** Where a camera that looks a little from the front sees the table's corners. */
const seenTable: Quad = [[58, 26], [widthPx - 58, 39], [widthPx + 39, heightPx + 19], [-39, heightPx + 6]]
const toPicture = placeOn(seenTable)

interface Laid { widthMm: number; heightMm: number; /** Of its middle, on the table. */ atMm: [x: number, y: number]; turnDeg: number; print?: Picture }
interface Shot { mat?: MatKind; papers?: Laid[]; /** The camera was bumped by so much. */ bumpPx?: [x: number, y: number]; lamp?: [x: number, y: number]; light?: number; noise?: number }

const blank = (): Picture => ({ data: new Uint8Array(3 * 60 * 60).fill(244), widthPx: 60, heightPx: 60 })

function cornersOn({ widthMm, heightMm, atMm, turnDeg }: Laid): Quad {
  const angle = (turnDeg * Math.PI) / 180
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sy]) => {
    const [dx, dy] = [(sx! * widthMm) / 2, (sy! * heightMm) / 2]
    return toPicture((atMm[0] + dx * Math.cos(angle) - dy * Math.sin(angle)) / table.widthMm, (atMm[1] + dx * Math.sin(angle) + dy * Math.cos(angle)) / table.heightMm)
  }) as Quad
}

async function shot({ mat = 'walnut', papers = [], bumpPx: [bumpX, bumpY] = [0, 0], lamp = [0.4, 0.3], light = 0.3, noise = 1 }: Shot): Promise<{ picture: Picture; jpeg: Buffer }> {
  const margin = 60
  const whole = layMat(mat, widthPx + 2 * margin, heightPx + 2 * margin, new Random(9), 4)
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const from = 3 * ((y + margin + bumpY) * whole.widthPx + margin + bumpX)
    data.set(whole.data.subarray(from, from + 3 * widthPx), 3 * y * widthPx)
  }
  const desk = { data, widthPx, heightPx }
  for (const paper of papers) {
    const quad = cornersOn(paper)
    castShadow(desk, quad, [5, 7])
    layPaper(desk, paper.print ?? blank(), quad)
  }
  const seen = await throughLens(desk, 0.6)
  addLightAndNoise(seen, { lamp, fall: light, noise: 2.5 }, new Random(noise))
  return { picture: seen, jpeg: await asJpeg(seen, 85) }
}

const a4: Laid = { widthMm: 210, heightMm: 297, atMm: [205, 158], turnDeg: 86 }
const card: Laid = { widthMm: 85.6, heightMm: 53.98, atMm: [230, 150], turnDeg: 14 }

const learnt = async (mat: MatKind, sheet: Laid): Promise<KnownMat> => {
  const known = await learnMat((await shot({ mat })).jpeg, (await shot({ mat, papers: [sheet], noise: 2 })).jpeg)
  assert.ok(known, `the ${mat} table was not learnt`)
  return known
}

describe('the mat under the camera', () => {
  const folder = folderFor(after)
  let walnut: KnownMat
  before(async () => {
    walnut = await learnt('walnut', a4)
  })

  test('it is learnt by an A4 sheet or a bank card, and by nothing else', async () => {
    assert.equal(walnut.sheet, 'a4')
    assert.equal((await learnt('green', card)).sheet, 'card')
    const empty = (await shot({})).jpeg
    const tried = async (bare: Buffer, papers: Laid[]) => learnMat(bare, (await shot({ papers, noise: 3 })).jpeg)
    assert.equal(await tried(empty, []), null, 'no sheet')
    assert.equal(await tried(empty, [{ ...a4, widthMm: 140, heightMm: 240 }]), null, 'a sheet of another shape')
    assert.equal(await tried(empty, [card, { ...card, atMm: [90, 80] }]), null, 'two sheets')
    assert.equal(await tried(empty, [{ ...a4, atMm: [330, 158] }]), null, 'a sheet that is not all in the picture')
    assert.equal(await tried((await shot({ papers: [{ ...a4, widthMm: 150 }] })).jpeg, [a4]), null, 'a table that was not empty')
    assert.equal(await learnMat(Buffer.from('no picture'), empty), null, 'a file that is no picture')
  })

  for (const [name, sheet] of [['an A4 sheet', a4], ['a bank card', card]] as const) {
    test(`by ${name}: a page has its paper’s own proportions, and its resolution within two in a hundred, wherever and however it lies`, async () => {
      const mat = await learnt('walnut', sheet)
      const { sheets } = makeVoucher(5, { kind: 'taxi' })
      const { widthMm, heightMm } = sheets[0]!
      const path = join(folder, 'ticket.jpg')
      for (const place of sheet === a4 ? [{ atMm: [80, 90], turnDeg: 30 }, { atMm: [330, 230], turnDeg: -70 }] as const : [{ atMm: [110, 220], turnDeg: 75 }] as const) {
        const ticket: Laid = { widthMm, heightMm, ...place, atMm: [...place.atMm], print: await sheets[0]!.draw(8) }
        writeFileSync(path, (await shot({ papers: [ticket], noise: 4 })).jpeg)
        const { items } = await scanFile(path, { engine: () => engineFor('paddle'), outDir: folder, mat })
        assert.equal(items.length, 1)
        const { widthPx: width, heightPx: height, dpi } = items[0]!.page.output
        const [pageMm, paperMm] = [[width, height].map((px) => px / (dpi / 25.4)).sort((a, b) => a - b), [widthMm, heightMm].sort((a, b) => a - b)]
        for (const i of [0, 1]) assert.ok(Math.abs(pageMm[i]! / paperMm[i]! - 1) < 0.02, `${pageMm[i]!.toFixed(1)} mm for ${paperMm[i]} mm`)
      }
    })
  }

  for (const mat of ['walnut', 'checked'] as const) {
    test(`a bumped camera is noticed on ${mat}; other papers, light and noise are no bump`, async () => {
      const known = await learnt(mat, a4)
      const moved = async (wishes: Shot) => (await lookAt((await shot({ mat, ...wishes })).picture, known)).isMatMoved
      assert.equal(await moved({ noise: 5 }), false, 'the empty table')
      assert.equal(await moved({ papers: [card, { ...a4, widthMm: 120, heightMm: 160, atMm: [320, 160] }], noise: 6 }), false, 'with papers')
      assert.equal(await moved({ lamp: [0.7, 0.6], light: 0.45, noise: 7 }), false, 'in other light')
      // Boards that run from left to right look the same a little farther on.
      for (const bumpPx of [mat === 'walnut' ? [20, 33] : [40, 0], [0, -46]] as [number, number][]) {
        assert.equal(await moved({ bumpPx, noise: 8 }), true, `bumped by ${bumpPx.join(', ')}`)
        assert.equal(await moved({ bumpPx, papers: [card], noise: 9 }), true, `bumped by ${bumpPx.join(', ')}, with a paper`)
      }
    })
  }

  test('after a bump the size is not told by the mat any more; a picture of another shape is not of that mat', async () => {
    const mat = await learnt('walnut', a4)
    const path = join(folder, 'bumped.jpg')
    const dpiWith = async (known?: KnownMat) => (await scanFile(path, { engine: () => engineFor('paddle'), outDir: folder, mat: known })).items[0]!.page.output.dpi
    const { sheets } = makeVoucher(6, { kind: 'taxi' })
    const ticket: Laid = { widthMm: sheets[0]!.widthMm, heightMm: sheets[0]!.heightMm, atMm: [220, 150], turnDeg: 8, print: await sheets[0]!.draw(8) }
    writeFileSync(path, (await shot({ papers: [ticket], bumpPx: [40, 30], noise: 10 })).jpeg)
    assert.equal(await dpiWith(mat), await dpiWith())
    writeFileSync(path, (await shot({ papers: [ticket], noise: 11 })).jpeg)
    const guessed = await dpiWith()
    assert.equal(await dpiWith({ ...mat, heightPx: 945 }), guessed)
    assert.notEqual(await dpiWith(mat), guessed)
  })
})
