/**
 * Frames with papers for the finder to learn from: `node scripts/run.mjs src-training/frames.ts --out DIR --count N [--from SEED]`.
 * Frames of the tuning tables, alone, several and touching in turn, at the finder's size. Writes `SEED.raw` (uint8 RGB, one
 * frame after the other) and `SEED.jsonl` (the papers' corners in the frame's pixels, clockwise, the last one on top).
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { frameClasses, makeFrame } from '../src-samples/frame.ts'

const widthPx = 512
const heightPx = 384
/** They are drawn so much larger, as the product makes its stills smaller. */
const scale = 2.5

const { values } = parseArgs({ options: { out: { type: 'string' }, count: { type: 'string', default: '30' }, from: { type: 'string', default: '100000' } } })
const first = Number(values.from)
mkdirSync(values.out!, { recursive: true })
const pixels = openSync(join(values.out!, `${first}.raw`), 'w')
const told: string[] = []
for (let seed = first; seed < first + Number(values.count); seed++) {
  const { jpeg, truth } = await makeFrame(seed, { class: frameClasses[seed % frameClasses.length]!, set: 'tuning', widthPx: widthPx * scale })
  writeSync(pixels, await sharp(jpeg).resize(widthPx, heightPx, { kernel: 'linear' }).raw().toBuffer())
  told.push(JSON.stringify(truth.papers.map(({ quadPx }) => quadPx.map(([x, y]) => [x / scale, y / scale]))))
}
closeSync(pixels)
writeFileSync(join(values.out!, `${first}.jsonl`), `${told.join('\n')}\n`)
process.exit(0)
