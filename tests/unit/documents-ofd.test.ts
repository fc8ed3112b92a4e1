/** Damaged and forged originals: never a crash, never a hang, never a value that is not in the file. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { unzipBounded } from '../../src-imaging/documents/archive.ts'
import type { ElectronicDocument } from '../../src-imaging/documents/document.ts'
import { normaliseAmount, normaliseDate, normaliseValue } from '../../src-imaging/documents/field-values.ts'
import { deltas } from '../../src-imaging/documents/ofd-objects.ts'
import { readOfd } from '../../src-imaging/documents/ofd.ts'
import { decodeXml, parseXml, textOf } from '../../src-imaging/documents/xml-tree.ts'
import { readInvoiceXml } from '../../src-imaging/documents/xml.ts'
import { ScanFailure } from '../../src-imaging/scan-failure.ts'
import { xbrl } from '../../src-samples/documents/invoice-xml.ts'
import { makeOfd, type OfdWishes } from '../../src-samples/documents/ofd.ts'
import { makeOriginal } from '../../src-samples/documents/original.ts'
import { makeXml } from '../../src-samples/documents/xml.ts'
import { writeZip } from '../../src-samples/documents/zip-writer.ts'

const patienceMs = 5_000

async function answer(work: () => Promise<ElectronicDocument>): Promise<ElectronicDocument | null> {
  const start = performance.now()
  try {
    return await work()
  } catch (error) {
    assert.ok(error instanceof ScanFailure, error instanceof Error ? error.stack : String(error))
    return null
  } finally {
    assert.ok(performance.now() - start < patienceMs, `took ${Math.round(performance.now() - start)} ms`)
  }
}

/** Characters between tags, without white space, in plain form. */
function wordsOf(sources: readonly string[]): string {
  return sources.map((source) => source.replace(/<[^<>]*>/g, '|').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')).join('|').normalize('NFKC').replace(/\s|\|/g, '')
}

function assertNothingInvented(document: ElectronicDocument | null, sources: readonly string[]): void {
  const words = wordsOf(sources)
  const numbers = sources.flatMap((source) => source.normalize('NFKC').replace(/,/g, '').match(/\d+(\.\d+)?/g) ?? []).map(Number)
  for (const statement of document?.statements ?? []) for (const [name, field] of Object.entries(statement.fields)) {
    if (name === 'seat') continue
    if (name.startsWith('amount') && name !== 'amountTotalUpper') assert.ok(numbers.some((number) => Math.abs(number - Math.abs(Number(field.value))) <= 0.00501), `${name} ${field.value}`)
    else if (name === 'date') {
      const [year, month, day] = field.value.split('-').map(Number)
      assert.match(words, new RegExp(`${year}\\D?0?${month}\\D?0?${day}`), `date ${field.value}`)
    } else assert.ok(words.includes(field.value.normalize('NFKC').replace(/\s/g, '')), `${name} ${field.value}`)
  }
}

const scraps = ['<', '>', '"', '&', '&#0;', '</ofd:TextObject>', '<ofd:TextCode X="1" Y="1">7</ofd:TextCode>', '9', '.', '-', '\u0000', 'g 999999999 1', ' CTM="0 0 0 0 0 0"', ' Boundary="NaN 1e308 -5 3"', ' Size="1e9"', ' ID="10"', '\ufffe', '1'.repeat(60), '<![CDATA[', '<?x', '年', 'M 1 1 A 0 0 0 NaN', ' ZOrder="Foreground"', '../../../../etc/passwd']
const edits = fc.array(fc.record({ file: fc.nat(), at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat({ max: 40 }), scrap: fc.constantFrom('', ...scraps) }), { minLength: 1, maxLength: 6 })
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never

function edited(text: string, changes: Edits): string {
  return changes.reduce((changed, { at, cut, scrap }) => {
    const from = Math.floor(at * changed.length)
    return changed.slice(0, from) + scrap + changed.slice(from + cut)
  }, text)
}

const wishes: OfdWishes[] = [
  { kind: 'vat-e-normal', attachment: 'original', hasNotes: true }, { kind: 'digital-special', tags: 'root', isNested: true, hasAnnotations: true, text: 'run' }, { kind: 'rail-e', tags: 'none', attachment: 'xbrl' }, { kind: 'vat-e-special', tags: 'TAX_TICKET', text: 'glyphs' },
  { kind: 'bank-slip', tags: 'chinese', attachment: 'xbrl-prefixed', hasVersions: true },
]

describe('OFD, damaged', () => {
  test('edits anywhere in its XML', { timeout: 240_000 }, async () => {
    const packages = wishes.map((wish) => [...unzipBounded(makeOfd(4, wish).bytes)].map(([name, data]) => ({ name, text: Buffer.from(data).toString() })))
    await fc.assert(fc.asyncProperty(fc.nat({ max: wishes.length - 1 }), edits, async (which, changes) => {
      const files = packages[which]!.map(({ name, text }, i, all) => ({ name, text: edited(text, changes.filter(({ file }) => file % all.length === i)) }))
      const document = await answer(() => readOfd(writeZip(files.map(({ name, text }) => ({ name, data: Buffer.from(text) })))))
      assertNothingInvented(document, files.map(({ text }) => text))
    }), { numRuns: 120 })
  })

  test('bytes of the archive turned', { timeout: 240_000 }, async () => {
    const good = makeOfd(6, { kind: 'digital-normal', tags: 'root', zip: 'stored' }).bytes
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 }), fc.option(fc.nat({ max: good.length })), async (turns, length) => {
      const bytes = Buffer.from(good.subarray(0, length ?? good.length))
      for (const [at, value] of turns) if (at < bytes.length) bytes[at] = value
      await answer(() => readOfd(bytes))
    }), { numRuns: 80 })
  })
})

describe('invoice XML, damaged', () => {
  test('edits anywhere', { timeout: 240_000 }, async () => {
    const sources = [makeXml(2, { version: '0.36', hasSixDecimals: true }).bytes.toString(), xbrl(makeOriginal(3, { kind: 'air-e' }), { isPrefixed: true }), xbrl(makeOriginal(3, { kind: 'rail-e' }), { isPrefixed: false })]
    await fc.assert(fc.asyncProperty(fc.nat({ max: sources.length - 1 }), edits, async (which, changes) => {
      const source = edited(sources[which]!, changes)
      assertNothingInvented(await answer(() => readInvoiceXml(Buffer.from(source))), [source])
    }), { numRuns: 200 })
  })

  test('any bytes at all', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      await answer(() => readInvoiceXml(bytes))
      await answer(() => readOfd(bytes))
    }), { numRuns: 300 })
  })
})

describe('forms of values', () => {
  test('amounts: signs, separators and six decimals; half a fen goes up; words are none', () => {
    const forms: [string, string | null][] = [['￥1,188.00', '1188.00'], ['CNY 610.46', '610.46'], ['-150.000000', '-150.00'], ['-¥0.5', '-0.50'], ['18.635000', '18.64'], ['18.634999', '18.63'], ['99.995', '100.00'], ['***', null], ['¥', null], ['1.2.3', null], ['13%', null], ['', null]]
    for (const [text, value] of forms) assert.equal(normaliseAmount(text), value, text)
  })
  test('an amount among words only where it is alone', () => {
    assert.equal(normaliseValue('amountTotal', '（小写）¥185.30'), '185.30')
    assert.equal(normaliseValue('amountTotal', '¥170.00 ¥15.30'), null)
  })
  test('dates: Chinese, ISO, with a time, run together; days that are none are refused', () => {
    for (const text of ['2026年07月01日', '2026 年 7 月 1 日', '2026-07-01', '2026-07-01 09:41:07', '2026/7/1', '20260701', '20260701172851000']) assert.equal(normaliseDate(text), '2026-07-01', text)
    for (const text of ['2026-13-01', '2026-02-30', '26532175120682974369', '0000-01-01', '']) assert.equal(normaliseDate(text), null, text)
  })
  test('names keep their brackets; radicals become characters; a label in front is left out', () => {
    assert.equal(normaliseValue('buyerName', '名 称：云州市⽂化馆（样例）'), '云州市文化馆（样例）')
    assert.equal(normaliseValue('sellerName', 'Cloud: Nine 有限公司'), 'Cloud: Nine 有限公司')
  })
  test('steps as lists and as runs; a run is never longer than the text', () => {
    assert.deepEqual(deltas('3 g 3 1.5 2', 10), [3, 1.5, 1.5, 1.5, 2])
    assert.deepEqual(deltas('g 999999999 1', 4), [1, 1, 1, 1])
    assert.deepEqual(deltas(undefined, 4), [])
  })
  test('XML with prefixes never declared, a bare ampersand, and encodings that lie', () => {
    assert.equal(textOf(parseXml(Buffer.from('<:a xmlns:=""><:b>甲 & 乙</:b></:a>'))), '甲 & 乙')
    assert.equal(decodeXml(Buffer.from('<?xml version="1.0" encoding="GBK"?><a>发票</a>')).includes('发票'), true)
  })
})
