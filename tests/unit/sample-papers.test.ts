/**
 * Truth of the sample papers: reading is measured against them, so a field that is not printed, or printed otherwise,
 * would make every figure worthless.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import { keyFieldsOf, type FieldName, type VoucherKind } from '../../src-shared/voucher.ts'
import { Random } from '../../src-samples/random.ts'
import type { PlantedFault, SampleSet, SampleVoucher, VoucherMaker } from '../../src-samples/voucher.ts'
import { fiscal } from '../../src-samples/vouchers/fiscal.ts'
import { papers } from '../../src-samples/vouchers/papers.ts'
import { tickets } from '../../src-samples/vouchers/tickets.ts'

const makers = Object.entries({ ...tickets, ...fiscal, ...papers }) as [VoucherKind, VoucherMaker][]
const sets: SampleSet[] = ['tuning', 'held-out']
const seeds = Array.from({ length: 12 }, (_, seed) => seed)
const make = (kind: VoucherKind, maker: VoucherMaker, set: SampleSet, seed: number, fault?: PlantedFault) => maker(new Random(seed * 7919 + 5), { kind, set, year: 2026, fault })

const textsOf = (voucher: SampleVoucher) => voucher.sheets.flatMap((sheet) => sheet.texts)
const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

/** What forms want in blanks and boxes of their own, without the marks between: the parts of a day, the digits of an amount. */
const boxed: Partial<Record<FieldName, RegExp>> = { date: /^\d{4}-\d\d-\d\d$/, amountTotal: /^\d+\.\d\d$/ }

/** What the print says of a field, brought into the contract's form in the ways that the sample makers print it. */
function printedAs(name: FieldName, text: string): string[] {
  const squeezed = bare(text)
  if (name === 'date') return [...squeezed.matchAll(/(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})/g)].map(([, year, month, day]) => `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)
  if (name === 'amountTotal') return [...squeezed.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([amount]) => { const fen = parseYuan(amount)!; return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}` })
  return [squeezed]
}

for (const [kind, maker] of makers) {
  describe(kind, () => {
    for (const set of sets) {
      test(`${set}: prints every key field, each as its truth says, on the sheet`, () => {
        for (const seed of seeds) {
          const voucher = make(kind, maker, set, seed)
          const texts = textsOf(voucher)
          for (const name of keyFieldsOf(kind)) assert.ok(voucher.fields[name], `seed ${seed}: no ${name}`)
          for (const [name, value] of Object.entries(voucher.fields) as [FieldName, string][]) {
            const marked = texts.filter((text) => text.field === name)
            if (name === 'amountTotal' && marked.length === 0) continue
            const joined = bare(marked.map((text) => text.text).join(''))
            const found = marked.some((text) => printedAs(name, text.text).some((print) => print.includes(bare(value)))) || joined.includes(bare(value)) || (boxed[name]?.test(value) && joined.includes(value.replace(/[-.]/g, '')))
            assert.ok(found, `seed ${seed}: ${name} ${value} is printed as ${joined}`)
          }
          for (const sheet of voucher.sheets) {
            const corners = sheet.texts.filter((text) => text.role === 'print').flatMap((text) => text.quadMm.map(([x, y]) => ({ text: text.text, x, y })))
            for (const { text, x, y } of corners) assert.ok(x >= 1 && y >= 1 && x <= sheet.widthMm - 1 && y <= sheet.heightMm - 1, `seed ${seed}: "${text}" hangs over the edge at ${x.toFixed(1)}, ${y.toFixed(1)}`)
            assert.ok(sheet.texts.some((text) => text.text === '样例 SAMPLE 虚构票据'), 'every side says that it is a sample')
          }
        }
      })

      test(`${set}: is true in itself, and at odds with itself only where a fault is planted`, () => {
        for (const seed of seeds) for (const fault of [undefined, 'qr', 'upper', 'tax-id'] as const) {
          const { fields, qr, fault: planted } = make(kind, maker, set, seed, fault)
          if (fields.amountTotalUpper && fields.amountTotal) assert.equal(parseUpperAmount(fields.amountTotalUpper)! - parseYuan(fields.amountTotal)!, planted === 'upper' ? 1000n : 0n)
          if (fields.sellerTaxId) assert.equal(isValidTaxId(fields.sellerTaxId), planted !== 'tax-id')
          if (qr[0]?.startsWith('01,')) assert.equal(qr[0].includes(`,${fields.amountTotal},`), planted !== 'qr')
          if (planted !== null) assert.equal(planted, fault)
        }
      })
    }

    test('is always the same for the same seed', () => {
      for (const set of sets) assert.deepEqual(textsOf(make(kind, maker, set, 3)), textsOf(make(kind, maker, set, 3)))
    })
  })
}

test('the two sets share no invented name', () => {
  const named = (set: SampleSet) => new Set(makers.flatMap(([kind, maker]) => seeds.flatMap((seed) => {
    const { fields } = make(kind, maker, set, seed)
    return (['buyerName', 'sellerName', 'passengerName', 'fromStation', 'toStation'] as const).flatMap((name) => fields[name] ?? [])
  })))
  const heldOut = named('held-out')
  assert.deepEqual([...named('tuning')].filter((name) => heldOut.has(name)), [])
})

test('every kind of paper can carry the faults that its print allows', () => {
  const able = (fault: PlantedFault) => makers.filter(([kind, maker]) => sets.every((set) => seeds.every((seed) => make(kind, maker, set, seed, fault).fault === fault))).map(([kind]) => kind)
  assert.deepEqual(able('qr'), ['roll', 'fiscal-nontax', 'fiscal-medical'])
  assert.deepEqual(able('tax-id'), ['roll', 'machine'])
  assert.deepEqual(able('upper'), ['roll', 'machine', 'quota', 'fiscal-nontax', 'fiscal-medical', 'bank-slip', 'hotel-bill', 'contract', 'approval', 'acceptance', 'claim-form'])
})
