/**
 * Guards the promise that layouts which nobody here has drawn are read as well: vouchers typed as they are in life, and
 * samples set in another way (other words, labels above, cells run together, notices around, a tilted sheet).
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readVoucher } from '../../src-imaging/reading/voucher-fields.ts'
import { makeVoucher, sampleKinds } from '../../src-samples/make-voucher.ts'
import { Random } from '../../src-samples/random.ts'
import type { Line } from '../../src-shared/scan.ts'
import { type FieldName, type Fields, keyFieldsOf } from '../../src-shared/voucher.ts'
import { lifelikeVouchers } from '../parts/lifelike-vouchers.ts'
import { truthLines } from '../parts/truth-lines.ts'
import * as variations from '../parts/varied-lines.ts'

const isSame = (read: string | undefined, printed: string) => read?.normalize('NFKC') === printed.normalize('NFKC')

describe('vouchers as they are printed in life', () => {
  for (const { name, kind, fields, lines } of lifelikeVouchers) {
    test(`${kind}: ${name}`, () => {
      const found = readVoucher(lines, [])
      assert.equal(found.kind, kind)
      const names = new Set([...keyFieldsOf(kind), ...Object.keys(fields)]) as Set<FieldName>
      assert.deepEqual(Object.fromEntries([...names].map((one) => [one, found.fields[one]?.value])), Object.fromEntries([...names].map((one) => [one, fields[one]])))
    })
  }
})

interface Tally { kinds: number; rightKinds: number; fields: number; right: number; wrong: string[]; wrongAndSure: string[] }
interface Printed { name: string; kind: string; fields: Partial<Record<FieldName, string>>; pages: Line[][]; qr: readonly string[] }

const drawn = sampleKinds.filter((kind) => kind !== 'blank').map((kind): Printed => {
  const voucher = makeVoucher(301, { kind })
  const fields = Object.fromEntries(keyFieldsOf(kind).flatMap((name) => (voucher.fields[name] === undefined ? [] : [[name, voucher.fields[name]]]))) as Printed['fields']
  return { name: `a drawn ${kind}`, kind, fields, pages: voucher.sheets.map(truthLines), qr: voucher.qr }
})
// An empty sheet with notices on it is none.
const typed = lifelikeVouchers.filter(({ kind }) => kind !== 'blank').map(({ lines, ...rest }): Printed => ({ ...rest, pages: [lines], qr: [] }))

/** What a variation costs over all kinds, drawn and typed; where a field is wrong is worse than where it is missing. */
function tallyOf(vary: variations.Variation): Tally {
  const tally: Tally = { kinds: 0, rightKinds: 0, fields: 0, right: 0, wrong: [], wrongAndSure: [] }
  for (const { name, kind, fields, pages, qr } of [...drawn, ...typed]) {
    const found = pages.map((lines, i) => readVoucher(vary(lines, new Random(i + name.length)), qr))
    tally.kinds++
    tally.rightKinds += Number(found[0]!.kind === kind)
    for (const [fieldName, truth] of Object.entries(fields) as [FieldName, string][]) {
      const field: Fields[FieldName] = found.map((page) => page.fields[fieldName]).find((one) => one !== undefined)
      tally.fields++
      if (isSame(field?.value, truth)) tally.right++
      else if (field) (field.sure ? tally.wrongAndSure : tally.wrong).push(`${name} ${fieldName}: ${field.value} ≠ ${truth}`)
    }
  }
  return tally
}

describe('the same vouchers set in another way', () => {
  for (const [name, vary] of Object.entries(variations)) {
    test(name, () => {
      const tally = tallyOf(vary)
      assert.ok(tally.right >= 0.99 * tally.fields, `${tally.right} of ${tally.fields}: ${[...tally.wrong, ...tally.wrongAndSure].join('\n')}`)
      assert.ok(tally.rightKinds >= 0.99 * tally.kinds, `kinds: ${tally.rightKinds} of ${tally.kinds}`)
      assert.ok(tally.wrong.length <= 0.004 * tally.fields, tally.wrong.join('\n'))
      assert.deepEqual(tally.wrongAndSure, [])
    })
  }
})
