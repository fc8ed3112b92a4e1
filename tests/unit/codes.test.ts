/** Codes on a page: found at half size or full size, told apart, and none where there is none. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { readQrCodes } from '../../src-imaging/reading/qr.ts'
import { makeVoucher } from '../../src-samples/make-voucher.ts'
import { Sheet } from '../../src-samples/sheet.ts'
import { claimQrText, parseClaimQr } from '../../src-shared/claim-qr.ts'
import { parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'

const claimId = '7f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b' as ClaimId
const invoice = '01,10,050003523456,29342181,104.72,20180613,02418567008427471889,1774,'

describe('codes on a page', () => {
  test('every code of the page, large and small, QR codes and bars', async () => {
    const sheet = new Sheet(210, 148)
    sheet.qrCode(invoice, 10, 10, 20)
    sheet.qrCode(claimQrText(claimId), 160, 12, 11)
    const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
    await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer as ArrayBuffer }, fireImmediately: true })
    const { svg } = await writeBarcode('BX20260319001', { format: 'Code128' })
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? []
    sheet.mark(`<g transform="translate(60 100) scale(${80 / Number(width)} ${18 / Number(height)})">${svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, '')}</g>`)
    const found = await readQrCodes(await sheet.draw(300 / 25.4))
    assert.deepEqual(new Set(found), new Set([invoice, claimQrText(claimId), 'BX20260319001']))
    assert.deepEqual(found.map(parseClaimQr).filter((id) => id !== null), [claimId])
  })
  test('the samples’ codes are read, and print alone gives none', async () => {
    for (const kind of ['digital-normal', 'claim-form', 'attendance', 'taxi'] as const) {
      const voucher = makeVoucher(101, { kind })
      assert.deepEqual(new Set(await readQrCodes(await voucher.sheets[0]!.draw(300 / 25.4))), new Set(voucher.qr), kind)
    }
  })
})

describe('what codes say', () => {
  test('a claim’s code, bare or as a link, names its claim and nothing else does', () => {
    assert.equal(parseClaimQr(claimQrText(claimId)), claimId)
    assert.equal(parseClaimQr(`https://bureau.example/review/claim/${claimId}`), claimId)
    for (const text of ['', 'PINGYING:CLAIM:', `PINGYING:CLAIM:${claimId}x`, `javascript:${claimId}`, `https://bureau.example/page/${claimId}`, invoice]) assert.equal(parseClaimQr(text), null, text)
  })
  test('any text at all: no crash, and what comes out stands in it', () => {
    const nearly = fc.array(fc.oneof(fc.constantFrom('01', '10', '32', '', '050003523456', '29342181', '104.72', '20180613', '23442000000014209621'), fc.string({ maxLength: 12 })), { maxLength: 12 }).map((parts) => parts.join(','))
    fc.assert(fc.property(fc.oneof(fc.string(), nearly), (text) => {
      parseClaimQr(text)
      const parsed = parseInvoiceQr(text)
      if (!parsed) return
      for (const value of [parsed.invoiceCode, parsed.invoiceNumber, parsed.checkCode, parsed.date?.replaceAll('-', '') ?? '']) assert.ok(text.includes(value))
      if (parsed.amount !== null) assert.ok(text.replace(/[¥￥,\s]/g, '').normalize('NFKC').includes(parsed.amount.replace(/\.?0+$/, '').replace('-', '')))
    }), { numRuns: 2000 })
  })
})
