/** What spoils a still is said on the spot, with its place, and nothing else is: a retake is asked for while the paper is there. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scanFile } from '../../src-imaging/pipeline.ts'
import { closeEngines, engineFor } from '../../src-imaging/reading/choose-engine.ts'
import { decodePicture } from '../../src-imaging/stages/decode.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { type Flaw, photograph } from '../../src-samples/photograph.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { judged } from '../parts/judged-still.ts'

const kinds = ['vat-special', 'train', 'taxi', 'contract'] as const
const firstSeed = 2_100_000
const codeOf: Record<Flaw, string> = { blur: 'blur', glare: 'glare', finger: 'finger', cut: 'cut' }

for (const flaw of ['blur', 'glare', 'finger', 'cut'] as const) {
  test(`${flaw} is told on every kind of paper`, async () => {
    for (const [i, kind] of kinds.entries()) {
      const { codes, verdict } = await judged(firstSeed + i, kind, flaw)
      assert.ok(codes.includes(codeOf[flaw]) && verdict === 'retake', `${kind}: ${codes.join()}`)
    }
  })
}

test('stills with shade, folds, seals and pale print, but none of these flaws, are good', async () => {
  for (const [i, kind] of kinds.entries()) assert.deepEqual(await judged(firstSeed + i, kind), { verdict: 'good', codes: [], regions: {} }, kind)
})

test('a reflection’s place is where the print is lost, and nowhere else', async () => {
  for (const [i, kind] of kinds.entries()) {
    const { regions } = await judged(firstSeed + i, kind, 'glare')
    const [spoilt, whole] = await Promise.all(['glare' as const, undefined].map(async (flaw) => decodePicture((await photograph(makeVoucher(firstSeed + i, { kind, set: 'held-out' }), firstSeed + i, { severity: 'degraded', flaw })).jpeg)))
    const [xs, ys] = [0, 1].map((axis) => regions.glare!.map((point) => point[axis]!)) as [number[], number[]]
    let [inside, outside] = [0, 0]
    for (let y = 0; y < whole!.heightPx; y += 3) {
      for (let x = 0; x < whole!.widthPx; x += 3) {
        const at = 3 * (y * whole!.widthPx + x)
        if (spoilt!.data[at]! - whole!.data[at]! < 90) continue
        // A millimetre or so of its soft edge may be left out.
        if (x > Math.min(...xs) - 20 && x < Math.max(...xs) + 20 && y > Math.min(...ys) - 20 && y < Math.max(...ys) + 20) inside++
        else outside++
      }
    }
    assert.ok(inside > 0 && outside < 0.02 * inside, `${kind}: ${inside} pixels lost inside, ${outside} outside`)
  }
})

test('how fine a picture is, is told by paper and print together: a ticket is not a form taken from afar, and what is too coarse is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pingying-judge-'))
  const scanned = async (kind: VoucherKind, dpi: number) => {
    const path = join(folder, `${kind}-${dpi}.jpg`)
    writeFileSync(path, (await photograph(makeVoucher(firstSeed, { kind, set: 'held-out' }), firstSeed, { severity: 'degraded', dpi })).jpeg)
    const { items } = await scanFile(path, { engine: () => engineFor('paddle'), outDir: folder })
    return { dpi: items[0]!.page.output.dpi, codes: items[0]!.page.quality.reasons.map(({ code }) => code) }
  }
  try {
    for (const [kind, dpi] of [['train', 280], ['quota', 280], ['taxi', 280], ['vat-special', 200], ['contract', 200]] as const) {
      const { dpi: told, codes } = await scanned(kind, dpi)
      assert.ok(told > 0.75 * dpi && told < 1.35 * dpi && !codes.includes('low-dpi'), `${kind} at ${dpi}: ${told} dpi, ${codes.join()}`)
    }
    for (const kind of ['vat-special', 'contract'] as const) assert.ok((await scanned(kind, 110)).codes.includes('low-dpi'), kind)
  } finally {
    rmSync(folder, { recursive: true })
    await closeEngines()
  }
})
