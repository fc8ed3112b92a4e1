/** PDF text as lines, and PDFs that were damaged on purpose: never a crash, never a hang, never a value that is not printed. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { nonsenseShare, plainHan } from '../../src-imaging/documents/han.ts'
import { openDocument } from '../../src-imaging/documents/open-document.ts'
import { exactFields } from '../../src-imaging/documents/exact-fields.ts'
import { checkPdf, isProgram } from '../../src-imaging/documents/pdf-safety.ts'
import { linesOf, type TextRun } from '../../src-imaging/documents/pdf-text.ts'
import { readVoucher } from '../../src-imaging/reading/voucher-fields.ts'
import { ScanFailure } from '../../src-imaging/scan-failure.ts'
import { digitalPage } from '../../src-samples/documents/invoice-pages.ts'
import { makePdf } from '../../src-samples/documents/pdf.ts'
import { makeInvoice } from '../../src-samples/documents/invoice.ts'
import type { Line } from '../../src-shared/scan.ts'

const run = (text: string, x: number, y = 100, heightPx = 20, more: Partial<TextRun> = {}): TextRun =>
  ({ text, x, y, quarter: 0, heightPx, lengthPx: [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? heightPx : heightPx / 2), 0), ...more })
const texts = (...runs: TextRun[]) => linesOf(runs).map((line) => line.text)

describe('runs of text become lines', () => {
  test('one text object for every character is one line; a wide gap begins another', () => {
    assert.deepEqual(texts(...[...'发票号码'].map((char, i) => run(char, 20 * i)), run('12345678', 80), run('开票日期', 400)), ['发票号码12345678', '开票日期'])
  })
  test('letters of a label, parts of a date, a sign and its amount belong together however far apart they stand', () => {
    assert.deepEqual(texts(run('名', 0), run('称：', 90)), ['名称：'])
    assert.deepEqual(texts(run('2026', 0), run('年', 75), run('04', 130), run('月', 185), run('22', 240), run('日', 295)), ['2026年04月22日'])
    assert.deepEqual(texts(run('¥', 0), run('1188.00', 50)), ['¥1188.00'])
    assert.deepEqual(texts(run('单', 0), run('价', 90), run('数量', 300)), ['单价', '数量'])
  })
  test('a tax number glued to 密码区 is a line of its own', () => {
    assert.deepEqual(texts(run('12530100MB1234567Q03*-<6/8+05>+29*3-', 0)), ['12530100MB1234567Q', '03*-<6/8+05>+29*3-'])
  })
  test('bold by drawing twice says it once; turned text stays text', () => {
    assert.deepEqual(texts(run('发票', 0), run('发票', 1)), ['发票'])
    const [line] = linesOf([run('监', 300, 100, 20, { quarter: 1 }), run('制', 300, 120, 20, { quarter: 1 })])
    assert.equal(line!.text, '监制')
    assert.ok(line!.boxPx[0][0] > line!.boxPx[3][0], 'its own top is to the right')
  })
  test('whatever the runs, every character that comes out went in', () => {
    const anyRun = fc.record({
      text: fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('名', '称：', '2026', '年', '月', '¥', '12530100MB1234567Q', '03*-<6/8+05>+29*3-', '合', '计')),
      x: fc.double({ min: -500, max: 3000, noNaN: true }), y: fc.double({ min: -500, max: 3000, noNaN: true }), quarter: fc.integer({ min: 0, max: 3 }), heightPx: fc.double({ min: 1, max: 200, noNaN: true }), lengthPx: fc.double({ min: 0, max: 2000, noNaN: true }),
    })
    const counted = (all: string) => Map.groupBy([...all.replace(/\s/g, '')], (char) => char)
    fc.assert(fc.property(fc.array(anyRun, { maxLength: 60 }), (runs) => {
      const given = counted(runs.map((one) => one.text).join(''))
      for (const [char, list] of counted(linesOf(runs).map((line) => line.text).join(''))) assert.ok((given.get(char)?.length ?? 0) >= list.length, `${char} came from nowhere`)
    }), { numRuns: 300 })
  })
})

describe('characters', () => {
  test('radicals become the characters they are taken for', () => {
    assert.equal(plainHan('⾦额 ⻓春 ⻋票 ⽇期（样例）'), '金额 长春 车票 日期（样例）')
  })
  test('glyph numbers taken for characters are nonsense, what invoices print is not', () => {
    assert.ok(nonsenseShare('电子发票（普通发票） ¥1,188.00 №8 ⓧ叁佰圆整 A4 70g ≥2℃ ☑') < 0.02)
    assert.ok(nonsenseShare('\u0003\u0004\u000e\u000f\u0010发') > 0.5)
    assert.ok(nonsenseShare('\ue123\ue124\ue125abc') > 0.4)
    assert.ok(nonsenseShare('⼘ꀀ힣ༀऔ㐀䶵') > 0.6)
    assert.ok(nonsenseShare('丂丄丅丆丏丒丗丟丠両丣並') > 0.5)
  })
})

describe('exact text', () => {
  const line = (text: string, x: number, y: number): Line => ({ text, score: 1, boxPx: [[x, y], [x + 20 * text.length, y], [x + 20 * text.length, y + 30], [x, y + 30]] })

  test('a value that the text does not hold letter for letter is not sure', () => {
    const field = (value: string) => ({ value, score: 1, sure: true, source: 'pdf' as const })
    const lines = [line('发票号码：26532000000012345678', 0, 0), line('¥1,188.00', 0, 60)]
    const fields = exactFields({ invoiceNumber: field('26532000000012345678'), amountTotal: field('1188.00'), amountNet: field('1188.10'), sellerName: field('名称：某公司') }, lines, [], 'pdf')
    assert.deepEqual(Object.entries(fields).map(([name, { sure }]) => [name, sure]), [['invoiceNumber', true], ['amountTotal', true], ['amountNet', false], ['sellerName', false]])
  })
  test('from any lines of text, no number or id is made up', () => {
    const words = fc.constantFrom('电子发票（普通发票）', '云州增值税电子普通发票', '发票号码：', '发票代码：', '开票日期：', '纳税人识别号：', '名称：', '价税合计（大写）', '（小写）', '合计', '壹佰圆整')
    const anyLine = fc.record({ text: fc.oneof(words, fc.string({ maxLength: 30 }), fc.stringMatching(/^[0-9]{6,22}$/), fc.stringMatching(/^¥?[0-9]{1,5}\.[0-9]{2}$/)), x: fc.integer({ min: 0, max: 1600 }), y: fc.integer({ min: 0, max: 1100 }) })
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 40 }), (given) => {
      const lines = given.map(({ text, x, y }) => line(text, x, y))
      const print = given.map(({ text }) => text).join('').normalize('NFKC').replace(/[\s,]/g, '')
      for (const [name, field] of Object.entries(exactFields(readVoucher(lines, [], { source: 'pdf' }).fields, lines, [], 'pdf'))) {
        if (field.sure && /Number|Code|TaxId/.test(name)) assert.ok(print.includes(field.value), `${name} ${field.value}`)
      }
    }), { numRuns: 200 })
  })
})

describe('damaged and hostile files', () => {
  const invoice = makeInvoice(71, { kind: 'digital-normal' })
  const plain = makePdf([digitalPage(invoice)], { coding: 'UniGB-UCS2-H' })
  const open: { close: () => void }[] = []
  after(() => open.forEach((document) => document.close()))

  test('looking at bytes never does more than refuse', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (tail) => {
      for (const bytes of [tail, Buffer.concat([Buffer.from('%PDF-1.4\n'), tail]), Buffer.concat([plain, tail])]) {
        try {
          checkPdf(bytes)
        } catch (error) {
          assert.ok(error instanceof ScanFailure)
        }
      }
    }), { numRuns: 200 })
    assert.equal(isProgram('a.txt', Buffer.from('MZ')), true)
    assert.equal(isProgram('发票.xml', Buffer.from('<EInvoice/>')), false)
  })

  test('a PDF with bytes changed, cut out or repeated is read or refused, and says nothing that it did not say before', async () => {
    const damage = fc.array(fc.record({ at: fc.nat(plain.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }), cut: fc.nat(40) }), { minLength: 1, maxLength: 6 })
    await fc.assert(fc.asyncProperty(damage, async (cuts) => {
      let bytes = Buffer.from(plain)
      for (const { at, bytes: put, cut } of cuts) bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])
      try {
        const document = await openDocument(bytes, 'pdf')
        open.push(document)
        for await (const page of document.pages) {
          const { fields } = readVoucher(page.lines, [], { source: 'pdf' })
          const print = page.lines.map(({ text }) => text).join('').normalize('NFKC').replace(/[\s,]/g, '')
          for (const name of ['invoiceNumber', 'buyerTaxId', 'sellerTaxId'] as const) assert.ok(!fields[name] || print.includes(fields[name].value), name)
        }
        document.close()
      } catch (error) {
        assert.ok(error instanceof ScanFailure, String(error))
        assert.notEqual(error.code, 'internal', error.message)
      }
    }), { numRuns: 16, endOnFailure: true })
  })
})
