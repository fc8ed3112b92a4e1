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

/** What a variation costs over all kinds, drawn and typed; where a field is wrong is worse than where it is missing. */
function tallyOf(vary: variations.Variation): Tally {
  const tally: Tally = { kinds: 0, rightKinds: 0, fields: 0, right: 0, wrong: [], wrongAndSure: [] }
  const count = (label: string, kind: string, printed: Partial<Record<FieldName, string>>, pages: readonly Line[][], qr: readonly string[]) => {
    const found = pages.map((lines, i) => readVoucher(vary(lines, new Random(i + label.length)), qr))
    tally.kinds++
    tally.rightKinds += Number(found[0]!.kind === kind)
    for (const [name, truth] of Object.entries(printed) as [FieldName, string][]) {
      const field: Fields[FieldName] = found.map(({ fields }) => fields[name]).find((one) => one !== undefined)
      tally.fields++
      if (isSame(field?.value, truth)) tally.right++
      else if (field) (field.sure ? tally.wrongAndSure : tally.wrong).push(`${label} ${name}: ${field.value} ≠ ${truth}`)
    }
  }
  for (const kind of sampleKinds) for (const seed of kind === 'blank' ? [] : [301, 302]) {
    const voucher = makeVoucher(seed, { kind })
    const keys = keyFieldsOf(kind).flatMap((name) => (voucher.fields[name] === undefined ? [] : [[name, voucher.fields[name]]]))
    count(`${kind} ${seed}`, kind, Object.fromEntries(keys) as Partial<Record<FieldName, string>>, voucher.sheets.map(truthLines), voucher.qr)
  }
  // An empty sheet with notices on it is none.
  for (const { name, kind, fields, lines } of lifelikeVouchers) if (kind !== 'blank') count(name, kind, fields, [lines], [])
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
