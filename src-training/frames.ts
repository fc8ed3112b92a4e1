/**
 * Frames with papers for the finder to learn from: `node scripts/run.mjs src-training/frames.ts --out DIR --count N [--from SEED]`.
 * Of eight, six are frames of the tuning tables, half of them on those that are hard to tell from paper, half with forms that
 * look like two papers, a third with rulers, of the rest a quarter with a hand or the like; one is a used page under poor light, one a flat page that fills the frame. Writes `SEED.raw` (uint8 RGB, one frame after the other) and `SEED.jsonl` (the papers'
 * corners in the frame's pixels, clockwise, the last one on top).
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { type FrameClass, makeFrame } from '../src-samples/frame.ts'
import { makeVoucher, sampleKinds } from '../src-samples/make-voucher.ts'
import { photograph } from '../src-samples/photograph.ts'
import type { Quad } from '../src-shared/voucher.ts'
import { partForm } from './parted-forms.ts'

/** Papers that touch are the hardest. */
const classes: readonly FrameClass[] = ['single', 'touching', 'several', 'touching', 'several', 'touching']
const hardTables = ['pale', 'white', 'chequers', 'dots', 'lacquer'] as const
const widthPx = 512
const heightPx = 384
/** Frames are drawn so much larger, as the product makes its stills smaller. */
const scale = 2.5
const usedDpi = 110
const flatDpi = 90
/** A page that fills the frame ends so far outside it. */
const beyondPx = 100

const { values } = parseArgs({ options: { out: { type: 'string' }, count: { type: 'string', default: '32' }, from: { type: 'string', default: '100000' } } })
const first = Number(values.from)
mkdirSync(values.out!, { recursive: true })
const pixels = openSync(join(values.out!, `${first}.raw`), 'w')
const told: string[] = []
for (let seed = first; seed < first + Number(values.count); seed++) {
  const { jpeg, quads } = await frameOf(seed)
  writeSync(pixels, await sharp(jpeg).resize(widthPx, heightPx, { kernel: 'linear', fit: 'fill' }).raw().toBuffer())
  told.push(JSON.stringify(quads))
}
closeSync(pixels)
writeFileSync(join(values.out!, `${first}.jsonl`), `${told.join('\n')}\n`)
process.exit(0)

async function frameOf(seed: number): Promise<{ jpeg: Buffer; quads: Quad[] }> {
  if (seed % 8 >= 2) {
    const nth = seed >> 3
    const table = nth % 2 === 0 ? { table: hardTables[(nth >> 2) % hardTables.length]! } : {}
    const forms = (nth >> 1) % 2 === 0 ? { printOver: partForm } : {}
    const { jpeg, truth } = await makeFrame(seed, { class: classes[(seed % 8) - 2]!, set: 'tuning', widthPx: widthPx * scale, ...table, ...forms, ...(seed % 3 === 0 ? { clutter: 'ruler' } : {}) })
    return { jpeg, quads: truth.papers.map(({ quadPx }) => inSmall(quadPx, truth)) }
  }
  const voucher = makeVoucher(seed, { kind: sampleKinds[(seed >> 3) % sampleKinds.length]! })
  if (seed % 8 === 1) {
    const [right, bottom] = [widthPx + beyondPx, heightPx + beyondPx]
    return { jpeg: (await photograph(voucher, seed, { severity: 'clean', dpi: flatDpi })).jpeg, quads: [[[-beyondPx, -beyondPx], [right, -beyondPx], [right, bottom], [-beyondPx, bottom]]] }
  }
  const { jpeg, truth } = await photograph(voucher, seed, { severity: 'degraded', dpi: usedDpi })
  return { jpeg, quads: [inSmall(truth.quadPx, truth)] }
}

function inSmall(quad: Quad, of: { widthPx: number; heightPx: number }): Quad {
  return quad.map(([x, y]) => [(x * widthPx) / of.widthPx, (y * heightPx) / of.heightPx]) as Quad
}
