/** Pictures as strangers make them: each is opened as it looks, or refused by a code of the scan contract; nothing crashes, hangs or is opened in part. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import type { Picture } from '../../src-imaging/opencv.ts'
import { ScanFailure } from '../../src-imaging/scan-failure.ts'
import { decodePicture, maxPixels } from '../../src-imaging/stages/decode.ts'
import { findItems } from '../../src-imaging/stages/find-items.ts'
import { makeFrame } from '../../src-samples/frame.ts'

/** What opening may take at most. */
const limitMs = 5000

const { jpeg } = await makeFrame(7, { class: 'single', set: 'tuning', widthPx: 800 })
const upright = await decodePicture(jpeg)
const plain = () => sharp(upright.data, { raw: { width: upright.widthPx, height: upright.heightPx, channels: 3 } })
const formats: Record<string, () => Sharp> = { jpeg: () => plain().jpeg(), png: () => plain().png(), webp: () => plain().webp(), tiff: () => plain().tiff({ compression: 'lzw' }) }

async function opened(bytes: Uint8Array): Promise<Picture | ScanFailure> {
  const started = performance.now()
  const outcome = await decodePicture(bytes).catch((error: unknown) => error)
  const tookMs = performance.now() - started
  assert.ok(tookMs < limitMs, `${tookMs} ms`)
  if (outcome instanceof ScanFailure) return outcome
  const picture = outcome as Picture
  assert.ok(picture.widthPx > 0 && picture.heightPx > 0 && picture.data.length === picture.widthPx * picture.heightPx * 3, 'neither a picture nor a code')
  return picture
}

/** Of 255 levels, on average. */
function differenceOf(a: Picture, b: Picture): number {
  assert.deepEqual([a.widthPx, a.heightPx], [b.widthPx, b.heightPx])
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!)
  return sum / a.data.length
}

describe('pictures from outside', () => {
  test('CMYK, 16 bits, grey, a palette, transparency and moving pictures open as they look', async () => {
    const most: Record<string, [levels: number, picture: Sharp]> = {
      cmyk: [12, plain().toColourspace('cmyk').jpeg({ quality: 95 })],
      'png of 16 bits': [1, plain().toColourspace('rgb16').png()],
      'tiff of 16 bits': [1, plain().toColourspace('rgb16').tiff({ compression: 'deflate' })],
      palette: [8, plain().png({ palette: true })],
      'opaque alpha': [1, plain().ensureAlpha(1).png()],
      'moving picture': [6, sharp([jpeg, await plain().negate().jpeg().toBuffer()], { join: { animated: true } }).webp({ quality: 95 })],
    }
    for (const [name, [levels, picture]] of Object.entries(most)) {
      const outcome = await opened(await picture.toBuffer())
      assert.ok(!(outcome instanceof ScanFailure), name)
      const difference = differenceOf(outcome, upright)
      assert.ok(difference <= levels, `${name}: ${difference}`)
    }
    const grey = await opened(await plain().grayscale().png().toBuffer())
    assert.ok(!(grey instanceof ScanFailure) && grey.data.every((level, i) => level === grey.data[i - (i % 3)]))
  })

  test('a picture that its camera says is turned or mirrored is opened upright, whichever of the eight ways', async () => {
    const undo: ((picture: Sharp) => Sharp)[] = [
      (p) => p, (p) => p.flop(), (p) => p.rotate(180), (p) => p.flip(), (p) => p.flip().rotate(90), (p) => p.rotate(270), (p) => p.flip().rotate(270), (p) => p.rotate(90),
    ]
    for (const [i, lay] of undo.entries()) {
      const laid = await lay(plain()).png().toBuffer()
      const outcome = await opened(await sharp(laid).withMetadata({ orientation: i + 1 }).jpeg({ quality: 95 }).toBuffer())
      assert.ok(!(outcome instanceof ScanFailure), `orientation ${i + 1}`)
      assert.ok(differenceOf(outcome, upright) < 4, `orientation ${i + 1}: ${differenceOf(outcome, upright)}`)
    }
  })

  test('more pixels than a desk can hold are refused before they are unpacked, in every format', async () => {
    const widthPx = 16_000
    for (const format of ['jpeg', 'png', 'webp', 'tiff'] as const) {
      const much = sharp({ create: { width: widthPx, height: Math.ceil(maxPixels / widthPx) + 1, channels: 3, background: '#888' } }).toColourspace('b-w')
      const bytes = await much.toFormat(format, { jpeg: {}, png: { compressionLevel: 1 }, webp: { effort: 0 }, tiff: { compression: 'deflate' } }[format]).toBuffer()
      const outcome = await opened(bytes)
      assert.equal(outcome instanceof ScanFailure && outcome.code, 'too-large', format)
    }
  })

  test('a picture that ends early is never opened in part', async () => {
    for (const [format, make] of Object.entries(formats)) {
      const whole = await make().toBuffer()
      for (let part = 1; part < 20; part++) {
        const outcome = await opened(whole.subarray(0, Math.floor((whole.length * part) / 20)))
        assert.ok(outcome instanceof ScanFailure && ['truncated', 'unreadable'].includes(outcome.code), `${format}, ${part} of 20 parts: ${outcome instanceof ScanFailure ? outcome.code : 'opened'}`)
      }
    }
  })

  test('damaged anywhere, a picture opens whole or is refused by a code', async () => {
    for (const make of Object.values(formats)) {
      const whole = await make().toBuffer()
      const damage = fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 12 })
      await fc.assert(fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(whole)
        for (const { at, byte } of changes) bytes[at] = byte
        await opened(bytes)
      }), { numRuns: 60, seed: 4 })
    }
  })

  test('whatever a picture shows, its papers have corners within it, clockwise and with an area', async () => {
    const noise = fc.record({ widthPx: fc.integer({ min: 1, max: 700 }), heightPx: fc.integer({ min: 1, max: 700 }), levels: fc.uint8Array({ minLength: 3, maxLength: 60 }), repeat: fc.integer({ min: 1, max: 5000 }) })
    await fc.assert(fc.asyncProperty(noise, async ({ widthPx, heightPx, levels, repeat }) => {
      const data = new Uint8Array(widthPx * heightPx * 3).map((_, i) => levels[Math.floor(i / repeat) % levels.length]!)
      const items = await findItems({ data, widthPx, heightPx })
      assert.ok(items.length > 0)
      for (const { corners } of items) {
        assert.ok(corners.flat().every(Number.isFinite), JSON.stringify(corners))
        assert.ok(corners.every(([x, y]) => x >= 0 && y >= 0 && x <= widthPx && y <= heightPx), JSON.stringify(corners))
        const doubled = corners.reduce((sum, [x, y], i) => sum + x * corners[(i + 1) % 4]![1] - corners[(i + 1) % 4]![0] * y, 0)
        assert.ok(doubled > 0, JSON.stringify(corners))
      }
    }), { numRuns: 60, seed: 4 })
  })
})
