/** Money, tax ids, invoice QR codes, checks and review rules: the vocabulary both ends rely on. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { checkVoucher } from '../../src-shared/checks.ts'
import { parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import { formatUpperAmount, formatYuan, parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import { ruleCatalogue } from '../../src-shared/rules/catalogue.ts'
import { hitText, runRules } from '../../src-shared/rules/review-rules.ts'
import type { ClaimFacts, PageFacts } from '../../src-shared/rules/rule.ts'
import { creditCodeCheckDigit, isValidTaxId } from '../../src-shared/tax-id.ts'
import type { ClaimId, Fields, PageId } from '../../src-shared/voucher.ts'

const fields = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, score: 1, sure: true, source: 'ocr' }])) as Fields

describe('money', () => {
  test('every amount survives being written and read, in figures and in 大写', () => {
    fc.assert(fc.property(fc.bigInt({ min: -99_999_999_999_999n, max: 99_999_999_999_999n }), (fen) => {
      assert.equal(parseYuan(formatYuan(fen)), fen)
      assert.equal(parseUpperAmount(formatUpperAmount(fen)), fen)
    }))
  })
  test('大写 as invoices print it', () => {
    const printed: [bigint, string][] = [[118800n, '壹仟壹佰捌拾捌圆整'], [100000n, '壹仟圆整'], [1001n, '壹拾圆零壹分'], [50n, '伍角整'], [1000_0005_00n, '壹仟万零伍圆整'], [0n, '零圆整'], [-12345n, '负壹佰贰拾叁圆肆角伍分']]
    for (const [fen, text] of printed) assert.equal(formatUpperAmount(fen), text)
    for (const [text, fen] of [['人民币壹佰元整', 10000n], ['壹佰圆正', 10000n], ['拾圆整', 1000n]] as const) assert.equal(parseUpperAmount(text), fen)
  })
  test('what is no amount is refused, not guessed', () => {
    for (const text of ['', '1.234', 'abc', '1e3', '¥', '--1']) assert.equal(parseYuan(text), null)
    for (const text of ['', '壹贰圆', '办公用品', '元月']) assert.equal(parseUpperAmount(text), null)
  })
})

describe('tax ids', () => {
  test('any one wrong character of a credit code is noticed', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    fc.assert(fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 }), fc.nat(16), fc.constantFrom(...alphabet), (chars, at, other) => {
      const code = chars.join('') + creditCodeCheckDigit(chars.join(''))!
      assert.ok(isValidTaxId(code))
      if (other !== code[at]) assert.ok(!isValidTaxId(code.slice(0, at) + other + code.slice(at + 1)))
    }))
  })
})

describe('invoice QR codes', () => {
  test('paper and 数电票 codes are told apart, other texts are none', () => {
    assert.deepEqual(parseInvoiceQr('01,10,050003523456,29342181,104.72,20180613,02418567008427471889,1774,'), { kind: 'vat-e-normal', invoiceCode: '050003523456', invoiceNumber: '29342181', amount: '104.72', date: '2018-06-13', checkCode: '02418567008427471889' })
    assert.deepEqual(parseInvoiceQr('01,32,,23442000000014209621,112,20230215,,74AE'), { kind: 'digital-normal', invoiceCode: '', invoiceNumber: '23442000000014209621', amount: '112.00', date: '2023-02-15', checkCode: '' })
    for (const text of ['https://example.com', '', '01,10,1,2,3,4', '02,10,050003523456,29342181,1,20180613']) assert.equal(parseInvoiceQr(text), null)
  })
})

describe('checks', () => {
  const good = { invoiceCode: '050003523456', invoiceNumber: '29342181', date: '2018-06-13', checkCode: '02418567008427471889', amountNet: '104.72', amountTax: '13.61', amountTotal: '118.33', amountTotalUpper: '壹佰壹拾捌圆叁角叁分', buyerTaxId: '12530100MB1234567Q' }
  const qr = ['01,10,050003523456,29342181,104.72,20180613,02418567008427471889,1774,']
  const failing = (values: Record<string, string>, texts = qr) => checkVoucher({ kind: 'vat-e-normal', fields: fields(values), qr: texts, unitTaxId: '12530100MB1234567Q', today: '2026-01-01' }).filter((check) => !check.ok).map((check) => check.rule)

  test('a consistent invoice passes every check', () => assert.deepEqual(failing(good), []))
  test('each fault fails its own check', () => {
    assert.deepEqual(failing({ ...good, invoiceNumber: '29342182' }), ['qr'])
    assert.deepEqual(failing({ ...good, amountTotalUpper: '壹佰壹拾玖圆整' }), ['upper'])
    assert.deepEqual(failing({ ...good, amountTax: '13.62' }), ['arithmetic'])
    assert.deepEqual(failing({ ...good, date: '2027-06-13' }, []), ['date'])
    assert.deepEqual(failing({ ...good, invoiceNumber: '2934218' }, []), ['number-format'])
    assert.deepEqual(failing({ ...good, buyerTaxId: '12530100MB7654321M' }), ['buyer'])
    assert.deepEqual(failing({ ...good, buyerTaxId: '12530100MB1234567A' }), ['tax-id', 'buyer'])
  })
})

describe('review rules', () => {
  const unit = { name: '云州市示范实验小学（样例）', taxId: '12530100MB1234567Q' }
  const page = (id: string, values: Record<string, string>): PageFacts => ({ pageId: id as PageId, kind: 'vat-e-normal', fields: fields({ buyerName: unit.name, buyerTaxId: unit.taxId, date: '2026-03-01', amountTotal: '100.00', invoiceCode: '1', invoiceNumber: id, ...values }), checks: [], originalMediaType: 'image/jpeg', voucherId: null })
  const facts = (pages: PageFacts[], amount: string, earlierUses: ClaimFacts['earlierUses'] = new Map()): ClaimFacts => ({ unit, claim: { number: 'A', amount, budgetYear: 2026 }, pages, earlierUses })
  const found = (claim: ClaimFacts) => runRules(ruleCatalogue, claim).map((hit) => `${hit.level} ${hit.ruleId}`)

  test('a sound claim raises nothing', () => assert.deepEqual(found(facts([page('1', {})], '100.00')), []))
  test('full-width brackets and spaces do not make another buyer', () => assert.deepEqual(found(facts([page('1', { buyerName: '云州市示范实验小学 (样例)' })], '100.00')), []))
  test('the same invoice in another claim, or twice in this one, is level one', () => {
    const earlier = new Map([['1:1', [{ claimId: 'c' as ClaimId, claimNumber: 'B', unitName: 'X' }]]])
    assert.deepEqual(found(facts([page('1', {})], '100.00', earlier)), ['1 invoice-used-before'])
    assert.deepEqual(found(facts([page('1', {}), { ...page('1', {}), pageId: '2' as PageId }], '200.00')), ['1 invoice-used-before'])
  })
  test('a print beside its electronic original, and the same invoice in another format, are no second use and count once', () => {
    const as = (id: string, originalMediaType: string, voucherId: string | null = null): PageFacts => ({ ...page('1', {}), pageId: id as PageId, originalMediaType, voucherId })
    assert.deepEqual(found(facts([as('a', 'image/jpeg'), as('b', 'application/pdf')], '100.00')), [])
    assert.deepEqual(found(facts([as('a', 'application/xml'), as('b', 'application/ofd'), as('c', 'image/jpeg')], '100.00')), [])
    assert.deepEqual(found(facts([as('a', 'application/pdf', 'v'), as('b', 'application/pdf', 'v')], '100.00')), [])
    assert.deepEqual(found(facts([as('a', 'application/pdf', 'v'), as('b', 'application/pdf', 'w')], '200.00')), ['1 invoice-used-before'])
    const earlier = new Map([['1:1', [{ claimId: 'c' as ClaimId, claimNumber: 'B', unitName: 'X' }]]])
    assert.deepEqual(found(facts([as('a', 'image/jpeg'), as('b', 'application/pdf')], '100.00', earlier)), ['1 invoice-used-before'])
  })
  test('papers beside the vouchers repeat their amounts and are not added to them', () => {
    const beside = (['claim-form', 'bank-slip', 'hotel-bill', 'contract', 'approval'] as const).map((kind) => ({ ...page(kind, {}), kind, fields: fields({ amountTotal: '100.00' }) }))
    assert.deepEqual(found(facts([page('1', {}), ...beside], '100.00')), [])
    assert.deepEqual(found(facts([page('1', {}), ...beside], '600.00')), ['2 amounts-disagree'])
  })
  test('another buyer, disagreeing amounts, another year: with the values in words', () => {
    assert.deepEqual(found(facts([page('1', { buyerTaxId: '12530100MB7654321M' })], '100.00')), ['2 buyer-not-unit'])
    assert.deepEqual(found(facts([page('1', {})], '99.00')), ['2 amounts-disagree'])
    assert.deepEqual(found(facts([page('1', { date: '2025-12-31' })], '100.00')), ['3 outside-budget-year'])
    const [hit] = runRules(ruleCatalogue, facts([page('1', {})], '99.00'))
    assert.equal(hitText(ruleCatalogue.find((rule) => rule.id === hit!.ruleId)!, hit!, 'zh'), '票据合计与报销金额：100.00 与 99.00 不一致。')
  })
  test('a rule switched off, or set to another level by the bureau, is followed', () => {
    const claim = facts([page('1', { date: '2025-12-31' })], '100.00')
    const off = ruleCatalogue.map((rule) => ({ ...rule, active: rule.id !== 'outside-budget-year' }))
    assert.deepEqual(runRules(off, claim), [])
    assert.deepEqual(runRules(ruleCatalogue.map((rule) => ({ ...rule, level: 1 as const })), claim).map((hit) => hit.level), [1])
  })
})
