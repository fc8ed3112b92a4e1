/** Electronic originals, OFD and XML: every way they are met is read without a fault, and what means harm is refused by name. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ElectronicDocument, Statement } from '../../src-imaging/documents/document.ts'
import { readOfd } from '../../src-imaging/documents/ofd.ts'
import { readInvoiceXml } from '../../src-imaging/documents/xml.ts'
import { ScanFailure } from '../../src-imaging/scan-failure.ts'
import { hostileOfds, hostileXmls } from '../../src-samples/documents/hostile.ts'
import { originalInvoiceXml, xbrl } from '../../src-samples/documents/invoice-xml.ts'
import { drawnPageMm, makeDrawnOfd } from '../../src-samples/documents/ofd-drawing.ts'
import { makeOfd } from '../../src-samples/documents/ofd.ts'
import { makeOriginal, type Original } from '../../src-samples/documents/original.ts'
import { ofdVariants, xmlVariants } from '../../src-samples/documents/variants.ts'
import { makeXml } from '../../src-samples/documents/xml.ts'
import { writeZip } from '../../src-samples/documents/zip-writer.ts'
import type { FieldName } from '../../src-shared/voucher.ts'

const core: FieldName[] = ['invoiceCode', 'invoiceNumber', 'date', 'checkCode', 'buyerName', 'buyerTaxId', 'sellerName', 'sellerTaxId', 'amountNet', 'amountTax', 'amountTotal', 'trainNumber', 'fromStation', 'toStation', 'seat', 'passengerName', 'plateNumber', 'accountTail']
const seeds = [1, 3]
/** A page with a bad file must not keep the desk waiting. */
const patienceMs = 5_000

function faultsOf(statement: Statement | undefined, original: Original): string[] {
  const faults = statement?.kind === original.kind ? [] : [`kind ${statement?.kind}`]
  for (const name of core) {
    const field = statement?.fields[name]
    const truth = original.fields[name]
    // The original's data may say more than its print; it may not say anything else.
    if (truth !== undefined && (field?.value !== truth || !field.sure)) faults.push(`${name}: ${field?.value} ${field?.sure ? 'sure' : 'not sure'}, is ${truth}`)
    if (truth === undefined && field !== undefined && !['amountNet', 'amountTax', 'sellerName', 'checkCode'].includes(name)) faults.push(`${name}: ${field.value} out of nowhere`)
  }
  return faults
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'read', (error: unknown) => (error instanceof ScanFailure ? error.code : `thrown: ${String(error)}`))
}

describe('OFD', () => {
  for (const [name, wishes] of Object.entries(ofdVariants)) {
    test(name, async () => {
      for (const seed of seeds) {
        const { bytes, original } = makeOfd(seed, wishes)
        const document = await readOfd(bytes)
        assert.deepEqual(faultsOf(document.statements[0], original), [], `seed ${seed}`)
        assert.equal(document.statements.length, 1)
        if (wishes.attachment && wishes.attachment !== 'none' && original.lineItems.length > 0) assert.deepEqual(document.statements[0]!.lineItems, original.lineItems)
      }
    })
  }

  test('positions alone: every value stands whole in one line, in its place', async () => {
    for (const kind of ['vat-e-normal', 'digital-special', 'rail-e', 'air-e', 'bank-slip'] as const) for (const text of ['list', 'run', 'chars', 'codes', 'radicals', 'plain'] as const) {
      const { bytes, original } = makeOfd(7, { kind, tags: 'none', text })
      const { pages, statements } = await readOfd(bytes)
      assert.deepEqual(statements, [])
      const lines = pages[0]!.lines.map((line) => line.text.replace(/\s/g, ''))
      // Its groups of five stand apart.
      lines.push(lines.filter((line) => /^(校验码：)?\d{5,20}$/.test(line)).join('').replaceAll('校验码：', ''))
      for (const [field, value] of Object.entries(original.fields)) {
        const printed = field === 'date' ? value.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日') : value
        assert.ok(lines.some((line) => line.includes(printed)), `${kind} ${text} ${field} ${printed}`)
      }
      for (const { boxPx } of pages[0]!.lines) for (const [x, y] of boxPx) assert.ok(x >= 0 && y >= 0 && x <= pages[0]!.picture.widthPx && y <= pages[0]!.picture.heightPx)
    }
  })

  test('what is printed wins over what is attached: the field is not sure, and a check fails', async () => {
    for (const attachment of ['original', 'xbrl'] as const) for (const tags of ['eInvoice', 'none'] as const) {
      const { bytes, original } = makeOfd(5, { kind: 'vat-e-normal', tags, attachment, conflict: true })
      const statement = (await readOfd(bytes)).statements[0]!
      assert.equal(statement.fields.amountTotal?.value, original.fields.amountTotal)
      assert.equal(statement.fields.amountTotal?.sure, false)
      assert.deepEqual(statement.checks?.map(({ rule, ok }) => ({ rule, ok })), [{ rule: 'arithmetic', ok: false }])
      assert.equal(statement.fields.invoiceNumber?.sure, true)
    }
  })

  test('a name that runs on in a second line is read whole: sure where an attachment bears it out, else a person looks', async () => {
    for (const [wishes, sure] of [[{ kind: 'vat-e-normal', attachment: 'original' }, true], [{ kind: 'vat-e-normal' }, false], [{ kind: 'digital-normal', tags: 'root' }, false]] as const) {
      const { bytes, original } = makeOfd(5, { ...wishes, wrapsSeller: true })
      const { fields } = (await readOfd(bytes)).statements[0]!
      assert.deepEqual([fields.sellerName?.value, fields.sellerName?.sure], [original.fields.sellerName, sure])
      assert.deepEqual([fields.buyerName?.value, fields.buyerName?.sure], [original.fields.buyerName, true])
    }
  })

  test('a field’s place on the picture is where its ink is', async () => {
    const { pages, statements } = await readOfd(makeOfd(3, { kind: 'digital-normal', tags: 'root' }).bytes)
    const { picture } = pages[0]!
    for (const name of ['invoiceNumber', 'date', 'buyerName', 'sellerTaxId', 'amountTotal'] as const) {
      const [[left, top], , [right, bottom]] = statements[0]!.fields[name]!.boxPx!
      let dark = 0
      for (let y = Math.round(top); y < bottom; y++) for (let x = Math.round(left); x < right; x++) if (picture.data[(y * picture.widthPx + x) * 3]! < 110) dark++
      assert.ok(dark > 0.04 * (right - left) * (bottom - top), `${name}: ${dark} dark pixels`)
    }
  })

  test('pictures of all formats, a seal, paths with inherited parameters and an embedded font are seen on the page', async () => {
    const { bytes, seen } = await makeDrawnOfd()
    const { picture } = (await readOfd(bytes)).pages[0]!
    const pxPerMm = picture.widthPx / drawnPageMm.width
    const at = (xMm: number, yMm: number) => [...picture.data.subarray((Math.round(yMm * pxPerMm) * picture.widthPx + Math.round(xMm * pxPerMm)) * 3).subarray(0, 3)]
    for (const { what, xMm, yMm, rgb } of seen) {
      const colour = at(xMm, yMm)
      assert.ok(colour.every((value, i) => Math.abs(value - rgb[i]!) < 12), `${what}: ${colour.join(' ')} instead of ${rgb.join(' ')}`)
    }
    let green = 0
    for (let xMm = 5; xMm < 20; xMm += 0.2) for (let yMm = 40; yMm < 55; yMm += 0.2) if (at(xMm, yMm)[1]! - at(xMm, yMm)[0]! > 60) green++
    assert.ok(green > 100, `${green} points of the embedded font`)
  })

  for (const { name, bytes, code } of hostileOfds()) {
    test(`refused: ${name}`, { timeout: patienceMs * 4 }, async () => {
      const start = performance.now()
      assert.equal(await refusalOf(readOfd(bytes)), code)
      assert.ok(performance.now() - start < patienceMs, `${Math.round(performance.now() - start)} ms`)
    })
  }
})

describe('invoice XML', () => {
  for (const [name, variant] of Object.entries(xmlVariants)) {
    test(name, async () => {
      for (const seed of seeds) {
        const { bytes, original } = makeXml(seed, variant)
        const document = await readInvoiceXml(bytes)
        assert.deepEqual(faultsOf(document.statements[0], original), [], `seed ${seed}`)
        if (!variant.isExempt) assert.deepEqual(document.statements[0]!.lineItems, original.lineItems)
        assertPicture(document)
      }
    })
  }

  test('XBRL alone, with prefixes and without: VAT, rail, air, bank', async () => {
    for (const seed of seeds) for (const kind of ['vat-e-normal', 'vat-e-special', 'rail-e', 'air-e', 'bank-slip'] as const) for (const isPrefixed of [true, false]) {
      const original = makeOriginal(seed, { kind })
      const document = await readInvoiceXml(Buffer.from(xbrl(original, { isPrefixed })))
      assert.deepEqual(faultsOf(document.statements[0], original), [], `${kind} ${seed}`)
    }
  })

  test('two days, of request and of issue, that differ: not sure', async () => {
    const { bytes, original } = makeXml(1, { version: '0.32', hasDateTime: true })
    const text = bytes.toString().replace(/<RequestTime>[^<]*/, '<RequestTime>2026-12-30 23:59:58')
    const { date } = (await readInvoiceXml(Buffer.from(text))).statements[0]!.fields
    assert.deepEqual([date?.value, date?.sure], [original.fields.date, false])
  })

  test('zipped to be sent: each invoice of the archive, and what else lies there is none', async () => {
    const [first, second] = [makeXml(1, { version: '0.32' }), makeXml(3, { version: '0.36', kind: 'digital-special' })]
    const { statements, pages } = await readOfd(writeZip([{ name: 'readme.xml', data: Buffer.from('<a>none</a>') }, { name: '发票/1.xml', data: first.bytes }, { name: '发票/2.xml', data: second.bytes }]))
    assert.deepEqual([faultsOf(statements[0], first.original), faultsOf(statements[1], second.original)], [[], []])
    assert.deepEqual([pages.length, statements.map((statement) => statement.pages)], [2, [[1], [2]]])
  })

  test('original_invoice.xml alone', async () => {
    for (const seed of seeds) {
      const original = makeOriginal(seed, { kind: 'vat-e-normal', isExempt: seed % 2 === 0 })
      assert.deepEqual(faultsOf((await readInvoiceXml(Buffer.from(originalInvoiceXml(original)))).statements[0], original), [])
    }
  })

  for (const { name, bytes, code } of hostileXmls()) {
    test(`refused: ${name}`, { timeout: patienceMs * 4 }, async () => {
      const start = performance.now()
      assert.equal(await refusalOf(readInvoiceXml(bytes)), code)
      assert.ok(performance.now() - start < patienceMs, `${Math.round(performance.now() - start)} ms`)
    })
  }
})

/** Drawn for the reviewer: something is on it, and every field's place is inside. */
function assertPicture({ pages, statements }: ElectronicDocument): void {
  const { picture, lines } = pages[0]!
  assert.ok(picture.data.some((value) => value < 100))
  assert.ok(lines.some(({ text }) => text === statements[0]!.fields.invoiceNumber?.value))
  for (const field of Object.values(statements[0]!.fields)) for (const [x, y] of field.boxPx ?? []) assert.ok(x >= 0 && y >= 0 && x <= picture.widthPx && y <= picture.heightPx)
}
