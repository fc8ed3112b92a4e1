/** PDF originals in every way that real ones are made: read exactly; and files that are none: refused by name, in time. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { join } from 'node:path'
import { root } from '../../scripts/launch.ts'
import { bankSheet, readablePdfs, refusedPdfs, type SamplePdf, severalOnOnePage, withOriginalInside } from '../../src-samples/documents/pdf.ts'
import { type ScanItem, type ScanResult, scanResultSchema } from '../../src-shared/scan.ts'
import type { FieldName } from '../../src-shared/voucher.ts'
import { folderFor } from '../parts/folder.ts'

/** One answer for each file; a file's time is bounded by the contract's minute. */
const longestMs = 60_000

type Read = ScanResult & { ok: true }

describe('PDF originals', () => {
  const folder = folderFor(after)

  function scan(samples: readonly SamplePdf[]): ScanResult[] {
    const paths = samples.map(({ name, bytes }) => {
      const path = join(folder, `${name}.pdf`)
      writeFileSync(path, bytes)
      return path
    })
    const { stdout } = spawnSync(process.execPath, [join(root, 'src-imaging/cli.ts'), '--json', '--out', folder, ...paths], { maxBuffer: 1e9, encoding: 'utf8' })
    const results = stdout.split('\n').filter(Boolean).map((line) => scanResultSchema.parse(JSON.parse(line)))
    assert.deepEqual(results.map((result) => result.file), paths)
    return results
  }

  function faultsOf({ vouchers }: SamplePdf, result: ScanResult): string[] {
    if (!result.ok) return [`${result.error.code}: ${result.error.message}`]
    return vouchers.flatMap(({ kind, fields, pages }, at) => {
      const item = itemsOn(result, pages[0]!)[vouchers.slice(0, at).filter((other) => other.pages[0] === pages[0]).length]
      if (!item) return [`no page ${pages[0]}`]
      const wrong = (Object.entries(fields) as [FieldName, string][]).filter(([name, value]) => item.fields[name]?.value !== value)
      return [...(item.kind === kind ? [] : [`kind ${item.kind} ≠ ${kind}`]), ...wrong.map(([name, value]) => `${name} ${item.fields[name]?.value} ≠ ${value}`)]
    })
  }

  const itemsOn = (result: Read, page: number): ScanItem[] => result.items.filter((item) => item.page === page)
  const named = (name: string) => results[samples.findIndex((sample) => sample.name === name)] as Read

  const samples = readablePdfs()
  const shared = (['below', 'beside', 'grid'] as const).map((way) => severalOnOnePage(3, way)).concat(bankSheet(5))
  const inside = [withOriginalInside(4), withOriginalInside(4, { amountTotal: '9.99' }), withOriginalInside(4, { amountTotal: '9.99' }, true)]
  let results: ScanResult[] = []

  before(() => {
    results = scan([...samples, ...shared, ...inside])
  })

  test('every variant is read as it is printed, from its text where it has any', () => {
    const faults = samples.map((sample, i) => [sample.name, ...faultsOf(sample, results[i]!)]).filter((list) => list.length > 1)
    assert.deepEqual(faults, [])
    for (const [i, { name, vouchers }] of samples.entries()) {
      const { items, timingsMs } = results[i] as Read
      assert.ok(timingsMs.total < longestMs, `${name}: ${timingsMs.total} ms`)
      for (const item of items) assert.deepEqual(item.quadPx[0], [0, 0], name)
      const sources = new Set(vouchers.flatMap(({ pages, fields }) => Object.keys(fields).map((field) => itemsOn(results[i] as Read, pages[0]!)[0]!.fields[field as FieldName]?.source)))
      assert.deepEqual([...sources], [['no-unicode-map', 'mute-labels'].includes(name) ? 'ocr' : 'pdf'], name)
    }
  })

  test('nothing that is called sure is wrong, and what is exact is sure', () => {
    let exact = 0
    let sure = 0
    for (const [i, { name, vouchers }] of samples.entries()) {
      for (const { fields, pages } of vouchers) {
        for (const [field, read] of Object.entries(itemsOn(results[i] as Read, pages[0]!)[0]!.fields)) {
          const truth = fields[field as FieldName]
          if (read.sure && truth !== undefined) assert.equal(read.value, truth, `${name}: ${field}`)
          if (read.source !== 'pdf' || truth === undefined) continue
          exact++
          if (read.sure) sure++
        }
      }
    }
    assert.ok(sure > 0.97 * exact, `${sure} of ${exact} sure`)
  })

  test('twenty-nine invoices are twenty-nine vouchers, two sheets of one are one, a table of rides is none of it', () => {
    const ids = (name: string) => named(name).items.map((item) => item.voucherId)
    assert.equal(new Set(ids('twenty-nine')).size, 29)
    assert.deepEqual(named('twenty-nine').items.map((item) => item.page), Array.from({ length: 29 }, (_, i) => i + 1))
    assert.equal(new Set(ids('two-sheets')).size, 1)
    assert.equal(new Set(ids('with-trip-table')).size, 2)
    assert.equal(named('with-trip-table').items[1]!.fields.invoiceNumber, undefined)
  })

  test('invoices on one sheet, below one another and side by side, and slips of a bank do not lend each other their values', () => {
    for (const [i, sample] of shared.entries()) {
      const result = results[samples.length + i] as Read
      assert.deepEqual(faultsOf(sample, result), [], sample.name)
      assert.equal(new Set(result.items.map((item) => item.voucherId)).size, sample.vouchers.length, sample.name)
    }
  })

  test('an original inside the PDF bears out what is printed, and what it says otherwise is not sure', () => {
    const [agreeing, differing, pinned] = results.slice(samples.length + shared.length) as [Read, Read, Read]
    assert.deepEqual(faultsOf(inside[0]!, agreeing), [])
    assert.equal(agreeing.items[0]!.fields.amountTotal?.sure, true)
    assert.equal(differing.items[0]!.fields.amountTotal?.sure, false)
    assert.equal(pinned.items[0]!.fields.amountTotal?.sure, false)
    assert.equal(differing.items[0]!.fields.amountTotal?.value, inside[1]!.vouchers[0]!.fields.amountTotal)
  })

  test('what is locked, carries programs, is cut off or meant to exhaust is refused by name, within a minute', () => {
    const refused = refusedPdfs()
    const begun = performance.now()
    const answers = scan(refused)
    assert.ok(performance.now() - begun < longestMs * 2)
    for (const [i, { name, refusal }] of refused.entries()) {
      const result = answers[i]!
      assert.ok(!result.ok, name)
      // Whichever bound a bomb reaches first.
      if (refusal === 'timeout') assert.ok(['timeout', 'too-large'].includes(result.error.code), `${name}: ${result.error.code}`)
      else assert.equal(result.error.code, refusal, `${name}: ${result.error.message}`)
    }
  })
})
