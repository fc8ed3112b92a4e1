/**
 * Pictures of lines with what they say, for the recogniser to learn from: `node scripts/run.mjs src-training/lines.ts --net DIR --out DIR --pages N [--from SEED]`,
 * `--net` as src-training/network.ts wrote it.
 * Every other page is a specimen sheet, the others are vouchers of the tuning set, all photographed as the samples are and cut as the product cuts them.
 * Writes `SEED.raw` (lines of uint8 planes blue, green, red) and `SEED.jsonl` (`{ text, width, offset }`, one line each).
 */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeVoucher, sampleKinds } from '../src-samples/make-voucher.ts'
import { Random, seedOf } from '../src-samples/random.ts'
import { toMat, withOpenCv } from '../src-imaging/opencv.ts'
import { reachToInk } from '../src-imaging/reading/box-ends.ts'
import { lineInput } from '../src-imaging/reading/line-images.ts'
import { modelInUse } from '../src-imaging/reading/models.ts'
import { detect, readingOrderCorners } from '../src-imaging/reading/paddle.ts'
import { openPaddleModel, type PaddleModel } from '../src-imaging/reading/paddle-model.ts'
import { removeStamps } from '../src-imaging/reading/stamps.ts'
import { pageOf } from './sample-pages.ts'
import { specimen } from './specimen.ts'
import { textIn } from './text-in-box.ts'

const widestPx = 1600

const { values } = parseArgs({ options: { net: { type: 'string' }, out: { type: 'string' }, pages: { type: 'string', default: '10' }, from: { type: 'string', default: '500000' } } })
const [out, first] = [values.out!, Number(values.from)]
mkdirSync(out, { recursive: true })
const model = await openPaddleModel(modelInUse()!, 1)
const known = new Set(readFileSync(join(values.net!, 'characters.txt'), 'utf8').split('\n'))
const pixels = openSync(join(out, `${first}.raw`), 'w')
const told: string[] = []
let offset = 0
for (let seed = first; seed < first + Number(values.pages); seed++) {
  for (const { text, data, width } of await linesOf(model, seed)) {
    writeSync(pixels, data)
    told.push(JSON.stringify({ text, width, offset }))
    offset += data.length
  }
}
closeSync(pixels)
writeFileSync(join(out, `${first}.jsonl`), `${told.join('\n')}\n`)
process.exit(0)

interface Line { text: string; data: Uint8Array; width: number }

async function linesOf(model: PaddleModel, seed: number): Promise<Line[]> {
  const random = new Random(seedOf(seed, 'lines'))
  const voucher = seed % 2 === 0 ? specimen(random, (char) => known.has(char)) : makeVoucher(seed, { kind: random.pick(sampleKinds) })
  const { picture, texts } = await pageOf(voucher, seed, random.next() < 0.15 ? 'clean' : 'degraded')
  const page = await withOpenCv((cv) => {
    const mat = toMat(cv, picture)
    removeStamps(cv, mat)
    return mat
  })
  const boxes = reachToInk(page, (await detect(model, page)).map(readingOrderCorners))
  const lines = await withOpenCv((cv) => boxes.flatMap((box): Line[] => {
    const text = textIn(box, texts)
    if (!text) return []
    const { data, width } = lineInput(cv, page, box, model.lineHeightPx, { growX: random.between(0.05, 0.3), growY: random.between(-0.02, 0.11), stretch: 1 })
    return width > widestPx ? [] : [{ text, width, data: Uint8Array.from(data, (level) => Math.round((level * 0.5 + 0.5) * 255)) }]
  }))
  page.delete()
  return lines
}
