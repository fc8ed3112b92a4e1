/** Reading the lines that sample vouchers print: every kind, layouts of the set reading is tuned on, read perfectly and poorly. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readFacts } from '../../src-imaging/documents/facts.ts'
import { joinVouchers } from '../../src-imaging/join-vouchers.ts'
import { joinPages } from '../../src-imaging/reading/join-pages.ts'
import { asDigits } from '../../src-imaging/reading/shapes.ts'
import { readVoucher } from '../../src-imaging/reading/voucher-fields.ts'
import type { ScannedItem } from '../../src-imaging/scanned.ts'
import { makeVoucher, sampleKinds } from '../../src-samples/make-voucher.ts'
import { Random } from '../../src-samples/random.ts'
import type { SampleVoucher } from '../../src-samples/voucher.ts'
import type { Line } from '../../src-shared/scan.ts'
import { type FieldName, keyFieldsOf } from '../../src-shared/voucher.ts'
import { noisyLines, truthLines } from '../parts/truth-lines.ts'

const seeds = [101, 102, 103, 104]
const kinds = sampleKinds.filter((kind) => kind !== 'blank')

interface Outcome { kind: boolean; right: number; all: number; wrongAndSure: string[]; faults: string[] }

/** Each field is looked for on the sheet that prints it; the first sheet tells the kind. */
function outcomeOf(voucher: SampleVoucher, label: string, read: (lines: Line[]) => Line[]): Outcome {
  const outcome: Outcome = { kind: true, right: 0, all: 0, wrongAndSure: [], faults: [] }
  const found = voucher.sheets.map((sheet) => readVoucher(read(truthLines(sheet)), voucher.qr))
  outcome.kind = found[0]!.kind === voucher.kind
  for (const name of keyFieldsOf(voucher.kind)) {
    const truth = voucher.fields[name]
    if (truth === undefined) continue
    const field = found.map(({ fields }) => fields[name]).find((one) => one !== undefined)
    outcome.all++
    if (field?.value === truth) outcome.right++
    else {
      outcome.faults.push(`${label} ${name}: ${field?.value ?? '—'} ≠ ${truth}`)
      if (field?.sure) outcome.wrongAndSure.push(`${label} ${name}: ${field.value} ≠ ${truth}`)
    }
  }
  return outcome
}

describe('sample vouchers read without a slip', () => {
  for (const kind of kinds) {
    test(`${kind}: its kind and every key field`, () => {
      for (const seed of seeds) {
        const { kind: isRight, faults } = outcomeOf(makeVoucher(seed, { kind }), `${kind} ${seed}`, (lines) => lines)
        assert.deepEqual({ isRight, faults }, { isRight: true, faults: [] }, `${kind} ${seed}`)
      }
    })
  }
  test('rows of 明细 are the printed rows: wrapped names, discounts, no sums', () => {
    for (const kind of ['vat-special', 'vat-normal', 'vat-e-normal', 'digital-normal', 'digital-special', 'toll-e', 'roll', 'machine', 'fiscal-nontax', 'fiscal-medical'] as const) {
      for (const seed of seeds) {
        const voucher = makeVoucher(seed, { kind })
        const { lineItems } = readVoucher(voucher.sheets.flatMap((sheet, i) => (i === 0 ? truthLines(sheet) : [])), voucher.qr)
        if (voucher.sheets.length === 1) assert.deepEqual(lineItems, voucher.lineItems, `${kind} ${seed}`)
      }
    }
  })
})

test('a poor reader costs few fields, and of those that are called sure hardly any is wrong', () => {
  const outcomes = kinds.flatMap((kind) => seeds.map((seed) => outcomeOf(makeVoucher(seed, { kind }), `${kind} ${seed}`, (lines) => noisyLines(lines, new Random(seed), { confused: 0.08, split: 0.12, merged: 0.3 }))))
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  const [right, all] = [sum((one) => one.right), sum((one) => one.all)]
  assert.ok(right >= 0.98 * all, `${right} of ${all}: ${outcomes.flatMap(({ faults }) => faults).join('\n')}`)
  assert.ok(sum((one) => Number(one.kind)) >= 0.99 * outcomes.length)
  // The noise leaves the scores at 1, so a confused character looks certain; what is left must be under one in two hundred.
  assert.ok(sum((one) => one.wrongAndSure.length) <= 0.005 * all, outcomes.flatMap(({ wrongAndSure }) => wrongAndSure).join('\n'))
})

describe('never an invented value', () => {
  const labels = ['发票代码：', '发票号码', '开票日期', '名称：', '纳税人识别号', '合计', '价税合计（大写）', '（小写）', '金额', '车次', '电子发票（普通发票）', '合同编号', '付款人', '账号', '出租汽车发票', '住宿清单', '通行费', '签到表']
  const text = fc.oneof(fc.constantFrom(...labels), fc.stringMatching(/^[0-9¥.:年月日A-Z壹贰叁拾佰元整云州公司 -]{1,24}$/), fc.string({ maxLength: 16, unit: 'grapheme' }))
  const line = fc.record({ text, score: fc.double({ min: 0, max: 1, noNaN: true }), x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 2000 }), width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 80 }) })
    .map(({ text: content, score, x, y, width, height }): Line => ({ text: content, score, boxPx: [[x, y], [x + width, y], [x + width, y + height], [x, y + height]] }))

  test('random lines: no crash, and each value is made of what the lines hold', () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 40 }), fc.array(fc.string({ maxLength: 60 }), { maxLength: 3 }), (lines, qr) => {
      const print = asDigits(lines.map((one) => one.text).join('').normalize('NFKC'))
      for (const [name, { value }] of Object.entries(readVoucher(lines, qr).fields) as [FieldName, { value: string }][]) {
        for (const part of partsOf(name, value)) assert.ok(print.includes(part), `${name} ${value}: ${part} is not in ${print}`)
      }
    }), { numRuns: 300 })
  })
})

/** A value's parts as a page may print them: a date's numbers, an amount's yuan, single characters of words. */
function partsOf(name: FieldName, value: string): string[] {
  if (name === 'date') return value.split('-').map((part) => String(Number(part)).slice(-2))
  if (name.startsWith('amount') && name !== 'amountTotalUpper') return [...value.replace(/\.?0+$/, '').replace(/\D/g, '')]
  if (name.endsWith('Time')) return value.split(':').map((part) => String(Number(part)))
  return [...asDigits(value.normalize('NFKC').replace(/ /g, ''))]
}

describe('pages of one voucher', () => {
  test('a contract’s pages are one voucher, the next contract another', () => {
    const contracts = [makeVoucher(101, { kind: 'contract' }), makeVoucher(103, { kind: 'contract' })]
    const pages = contracts.flatMap((contract) => contract.sheets.map((sheet) => ({ ...readVoucher(truthLines(sheet), []), lines: truthLines(sheet) })))
    const firsts = contracts.flatMap((contract, i) => contract.sheets.map(() => contracts.slice(0, i).reduce((sum, { sheets }) => sum + sheets.length, 0)))
    assert.ok(contracts.every(({ sheets }) => sheets.length > 1))
    assert.deepEqual(joinPages(pages), firsts)
  })
  test('invoices that stand alone stay alone', () => {
    const pages = seeds.map((seed) => truthLines(makeVoucher(seed, { kind: 'digital-normal' }).sheets[0]!)).map((lines) => ({ ...readVoucher(lines, []), lines }))
    assert.deepEqual(joinPages(pages), seeds.map((_, i) => i))
  })
  test('a 销售货物清单 goes with the invoice whose number it names', () => {
    const line = (content: string, y: number): Line => ({ text: content, score: 1, boxPx: [[0, y], [900, y], [900, y + 30], [0, y + 30]] })
    const field = (value: string) => ({ value, score: 1, sure: true, source: 'ocr' as const })
    const fields = { invoiceCode: field('5300221130'), invoiceNumber: field('01234567') }
    const list = { kind: 'vat-special' as const, fields, lines: [line('销售货物或者提供应税劳务、服务清单', 0), line('所属增值税专用发票代码：5300221130 号码：01234567 共 1 页 第 1 页', 50)] }
    const invoice = { kind: 'vat-special' as const, fields, lines: [line('增值税专用发票', 0)] }
    const other = { kind: 'vat-special' as const, fields: { ...fields, invoiceNumber: field('76543210') }, lines: [line('增值税专用发票', 0)] }
    assert.deepEqual(joinPages([invoice, other, list]), [0, 1, 0])
  })
  test('papers of one picture: the contract’s pages share an id and its first page says all, the ticket beside it has its own', () => {
    const contract = makeVoucher(101, { kind: 'contract' })
    const sheets = [...contract.sheets, makeVoucher(101, { kind: 'taxi' }).sheets[0]!]
    const items = sheets.map((sheet) => {
      const lines = truthLines(sheet)
      return { page: { ...readVoucher(lines, []), lines, qr: [], checks: [], output: { heightPx: sheet.heightMm * 10 } } } as unknown as ScannedItem
    })
    const joined = joinVouchers(items, new Uint8Array([1]), { source: 'ocr' }).map(({ page }) => page)
    assert.equal(new Set(joined.map(({ voucherId }) => voucherId)).size, 2)
    assert.notEqual(joined.at(-1)!.voucherId, joined[0]!.voucherId)
    for (const name of keyFieldsOf('contract')) if (contract.fields[name]) assert.equal(joined[0]!.fields[name]?.value, contract.fields[name], name)
    const [other] = joinVouchers(items, new Uint8Array([2]), { source: 'ocr' })
    assert.notEqual(other!.page.voucherId, joined[0]!.voucherId)
  })
})

const rowsOfText = (rows: readonly (readonly string[])[]): Line[] => rows.flatMap((row, y) => row.map((text, x): Line => ({ text, score: 1, boxPx: [[x * 500, y * 60], [x * 500 + 400, y * 60], [x * 500 + 400, y * 60 + 30], [x * 500, y * 60 + 30]] })))

test('an invoice whose rows are tolls is one of a toll road, on paper and in XML, whatever its title', () => {
  const lines = rowsOfText([['电子发票（普通发票）', '发票号码：26532000000012345678'], ['购买方信息', '销售方信息'], ['项目名称', '金额', '税率/征收率', '税额'], ['*经营租赁*通行费', '100.00', '3%', '3.00'], ['价税合计（大写）', '壹佰零叁圆整', '（小写）¥103.00']])
  assert.equal(readVoucher(lines, []).kind, 'toll-e')
  const element = (name: string, text: string, children: Parameters<typeof readFacts>[0][] = []): Parameters<typeof readFacts>[0] => ({ name, text, attributes: {}, children })
  const row = element('IssuItemInformation', '', [element('ItemName', '*经营租赁*通行费'), element('Amount', '100.00')])
  assert.equal(readFacts(element('EInvoice', '', [element('EInvoiceData', '', [row])])).kind, 'toll-e')
})

describe('what was put right is never sure by itself', () => {
  const slip = (upper: string, figures: string | null) => readVoucher(rowsOfText([['定额发票'], ['发票代码', '153002611111'], ['发票号码', '12345678'], ['金额', upper], ...(figures ? [['小写', figures]] : [])]), []).fields
  test('大写 of look-alike characters, unless the figures agree', () => {
    assert.deepEqual([slip('叁佰圆整', null).amountTotalUpper?.sure, slip('参佰圆整', null).amountTotalUpper?.sure, slip('贷佰圆整', null).amountTotalUpper?.sure ?? false], [true, false, false])
    assert.equal(slip('参佰圆整', '¥300.00').amountTotalUpper?.sure, true)
  })
  test('figures among which letters were read, figures that go on after what was understood', () => {
    const fare = (text: string) => readVoucher(rowsOfText([['出租汽车发票'], ['车号', '滇AT7958'], ['日期', '2026-03-05'], ['上车', '08:10'], ['下车', '08:30'], ['里程', '5.2'], ['金额', text]]), []).fields.amountTotal
    assert.deepEqual([fare('36.50')?.sure, fare('36.5O')?.sure, fare('36.5O')?.value, fare('36.X0')?.sure ?? false], [true, false, '36.50', false])
  })
})
