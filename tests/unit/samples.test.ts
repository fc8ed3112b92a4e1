/** The sample vouchers: the same for the same seed, right in themselves, and their truth is where the ink is. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { placeOn } from '../../src-samples/camera.ts'
import { deskPlans, makeScan } from '../../src-samples/desks.ts'
import { makeVoucher, sampleKinds } from '../../src-samples/make-voucher.ts'
import { typefaces } from '../../src-samples/names.ts'
import { photograph } from '../../src-samples/photograph.ts'
import type { PlantedFault, SampleSet, SampleVoucher } from '../../src-samples/voucher.ts'
import { checkVoucher } from '../../src-shared/checks.ts'
import { parseYuan } from '../../src-shared/money.ts'
import { type FieldName, type Fields, keyFieldsOf, type Quad } from '../../src-shared/voucher.ts'

const sets: SampleSet[] = ['tuning', 'held-out']
const seeds = [1, 2, 3, 4, 5, 6]
const invoiceKinds = sampleKinds.filter((kind) => kind.startsWith('vat-') || kind.startsWith('digital-') || kind === 'toll-e')
const vouchers = (make: (seed: number, set: SampleSet) => SampleVoucher) => sets.flatMap((set) => seeds.map((seed) => make(seed, set)))

function failing(voucher: SampleVoucher): string[] {
  const fields = Object.fromEntries(Object.entries(voucher.fields).map(([name, value]) => [name, { value, score: 1, sure: true, source: 'ocr' }])) as Fields
  return checkVoucher({ kind: voucher.kind, fields, qr: voucher.qr, today: '2026-12-31' }).filter((check) => !check.ok).map((check) => check.rule)
}

describe('sample vouchers', () => {
  for (const kind of sampleKinds) {
    test(`${kind}: the same seed gives the same voucher to the byte, another seed another one`, async () => {
      for (const set of sets) {
        const [once, again, other] = await Promise.all([1, 1, 2].map(async (seed) => {
          const voucher = makeVoucher(seed, { kind, set })
          return { voucher: JSON.stringify(voucher), pixels: (await voucher.sheets[0]!.draw(2)).data }
        }))
        assert.equal(once!.voucher, again!.voucher)
        assert.ok(once!.pixels.equals(again!.pixels))
        assert.notEqual(once!.voucher, other!.voucher)
      }
    })

    test(`${kind}: every check passes, and every field is printed`, () => {
      for (const voucher of vouchers((seed, set) => makeVoucher(seed, { kind, set }))) {
        assert.deepEqual(failing(voucher), [], JSON.stringify(voucher.fields))
        assert.equal(voucher.fault, null)
        const printed = new Set(voucher.sheets.flatMap((sheet) => sheet.texts.map((text) => text.field)))
        if (printed.has('amountTotalUpper')) printed.add('amountTotal')
        assert.deepEqual(Object.keys(voucher.fields).filter((name) => !printed.has(name as FieldName)), [])
        assert.ok(keyFieldsOf(kind).filter((name) => voucher.fields[name] === undefined).length <= 2, JSON.stringify(voucher.fields))
      }
    })
  }

  test('rows of an invoice add up to its sums, discounts and red ones too', () => {
    for (const kind of invoiceKinds) {
      for (const { lineItems, fields } of vouchers((seed, set) => makeVoucher(seed, { kind, set }))) {
        const sum = (values: (string | undefined)[]) => values.reduce((total, value) => total + (parseYuan(value ?? '') ?? 0n), 0n)
        assert.equal(sum(lineItems.map((item) => item.amount)), parseYuan(fields.amountNet!))
        assert.equal(sum(lineItems.map((item) => item.tax)), fields.amountTax === undefined ? 0n : parseYuan(fields.amountTax))
        assert.equal(parseYuan(fields.amountNet!)! + sum([fields.amountTax]), parseYuan(fields.amountTotal!))
      }
    }
  })

  for (const fault of ['qr', 'upper', 'tax-id'] as PlantedFault[]) {
    test(`a planted fault is one and the only one: ${fault}`, () => {
      for (const kind of invoiceKinds) {
        for (const voucher of vouchers((seed, set) => makeVoucher(seed, { kind, set, fault }))) {
          assert.equal(voucher.fault, fault)
          assert.deepEqual(failing(voucher), [fault], `${kind} ${JSON.stringify(voucher.fields)} ${voucher.qr[0]}`)
        }
      }
    })
  }

  test('what reading is tuned on and what it is measured on share no typeface, no party and no goods', () => {
    const fontsOf = (set: SampleSet) => new Set(typefaces[set].flatMap((faces) => Object.values(faces)))
    assert.deepEqual([...fontsOf('tuning')].filter((font) => fontsOf('held-out').has(font)), [])
    const said = (set: SampleSet) => new Set(invoiceKinds.flatMap((kind) => seeds.flatMap((seed) => {
      const { fields, lineItems } = makeVoucher(seed, { kind, set })
      return [fields.buyerName, fields.sellerName, ...(kind === 'toll-e' ? [] : lineItems.map((item) => item.name))]
    })))
    assert.deepEqual([...said('tuning')].filter((name) => said('held-out').has(name)), [])
  })

  test('fields are printed where the sheet says: the texts marked with a field spell its value', () => {
    for (const kind of invoiceKinds) {
      for (const { fields, sheets } of vouchers((seed, set) => makeVoucher(seed, { kind, set }))) {
        for (const name of ['invoiceNumber', 'buyerName', 'sellerTaxId', 'amountTotal', 'amountTotalUpper'] as const) {
          const texts = sheets[0]!.texts.filter((text) => text.field === name).map((text) => text.text.replace('¥', ''))
          assert.ok(texts.includes(fields[name]!), `${kind} ${name}: ${texts.join()} ≠ ${fields[name]}`)
        }
      }
    }
  })
})

interface Grey { data: Buffer; widthPx: number }

async function greyOf(jpeg: Buffer): Promise<Grey> {
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width }
}

/** Shades over a band of a text's place, from `top` to `bottom` as shares of its height, darkest first. */
function shadesIn({ data, widthPx }: Grey, quad: Quad, top: number, bottom: number): number[] {
  const place = placeOn(quad)
  const shades: number[] = []
  for (let v = top; v <= bottom; v += 0.03) {
    for (let u = 0; u <= 1; u += 0.003) {
      const [x, y] = place(u, v)
      shades.push(data[Math.round(y) * widthPx + Math.round(x)]!)
    }
  }
  return shades.toSorted((a, b) => a - b)
}

/** How much darker than its paper the darkest fiftieth of a band is, 0 to 1. */
function inkIn(grey: Grey, quad: Quad, top = 0, bottom = 1): number {
  const shades = shadesIn(grey, quad, top, bottom)
  const paper = shadesIn(grey, quad, 0, 1).at(-Math.ceil(shades.length * 0.1))!
  return 1 - shades[Math.floor(shades.length * 0.02)]! / paper
}

describe('photographs', () => {
  for (const severity of ['clean', 'degraded'] as const) {
    test(`${severity}: each text's place holds its ink, and right above and below it is paper`, async () => {
      for (const [seed, kind] of [[1, 'vat-normal'], [2, 'digital-normal'], [3, 'rail-e'], [4, 'vat-e-special']] as const) {
        const { jpeg, truth } = await photograph(makeVoucher(seed, { kind }), seed, { severity })
        const grey = await greyOf(jpeg)
        assert.deepEqual([grey.widthPx, grey.data.length], [truth.widthPx, truth.widthPx * truth.heightPx])
        const texts = truth.texts.filter((text) => text.role === 'print')
        assert.ok(texts.every(({ quadPx }) => quadPx.every(([x, y]) => x >= 0 && y >= 0 && x <= truth.widthPx && y <= truth.heightPx)), `${kind}: all in the picture`)
        const pale = texts.filter(({ quadPx }) => inkIn(grey, quadPx) < 0.2).map(({ text }) => text)
        assert.ok(pale.length <= texts.length * 0.02, `${kind}: no ink at ${pale.join()}`)
        const number = texts.find((text) => text.field === 'invoiceNumber')!.quadPx
        const [above, inside, below] = [inkIn(grey, number, -0.25, -0.05), inkIn(grey, number), inkIn(grey, number, 1.05, 1.25)]
        assert.ok(inside > 0.3 && above < inside / 2 && below < inside / 2, `${kind}: ink above ${above}, inside ${inside}, below ${below}`)
      }
    })
  }

  test('the same seed takes the same picture to the byte; degraded ones differ by seed', async () => {
    const voucher = makeVoucher(1, { kind: 'rail-e' })
    const take = async (seed: number) => (await photograph(voucher, seed, { severity: 'degraded', dpi: 150 })).jpeg
    assert.ok((await take(5)).equals(await take(5)))
    assert.ok(!(await take(5)).equals(await take(6)))
  })
})

describe('sample desks', () => {
  test('their papers need no typefaces but those of the app', async () => {
    const kinds = new Set(deskPlans.flatMap((plan) => plan.papers.map((paper) => paper.kind)))
    for (const kind of kinds) {
      const { sheets } = makeVoucher(3, { kind, typefaces: { label: 'Noto Serif CJK SC', ink: 'Noto Sans CJK SC', digits: 'Noto Sans CJK SC' } })
      const named = [...JSON.stringify(sheets).matchAll(/font-family=\\"([^"\\]+)\\"/g)].map((match) => match[1])
      assert.deepEqual(new Set(named), new Set(['Noto Serif CJK SC', 'Noto Sans CJK SC']))
    }
    assert.ok((await makeScan(1, 'vat-e-normal', 100)).jpeg.length > 10_000)
  })
})
