/** Money, tax ids, invoice QR codes, checks and review rules: the vocabulary both ends rely on. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { checkVoucher, type VoucherPrint } from '../../src-shared/checks.ts'
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
    for (const [text, fen] of [['人民币壹佰元整', 10000n], ['壹佰圆正', 10000n], ['拾圆整', 1000n], ['（负数）壹佰圆整', -10000n], ['零佰零拾伍元零角叁分', 503n], ['壹万零伍拾圆整', 1005000n], ['壹亿贰仟万元整', 12000000000n], ['贰拾圆零伍角整', 2050n]] as const) assert.equal(parseUpperAmount(text), fen, text)
  })
  test('大写 in any of its writings means the same, and no other string of its characters is taken for an amount it does not spell', () => {
    const writings: [string, string[]][] = [['圆', ['圆', '元', '圓']], ['整', ['整', '正', '']], ['陆', ['陆', '陸', '六']], ['拾', ['拾', '十']], ['万', ['万', '萬']]]
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999n }), fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }), (fen, choices) => {
      const written = writings.reduce((text, [from, to], i) => text.replaceAll(from, to[choices[i]! % to.length]!), formatUpperAmount(fen))
      assert.equal(parseUpperAmount(written), fen, written)
    }))
    fc.assert(fc.property(fc.stringMatching(/^[零壹贰叁肆伍玖拾佰仟万亿圆角分整负]{1,14}$/), (text) => {
      const fen = parseUpperAmount(text)
      if (fen === null) return
      // Every digit of the amount is one of the text's, in its order; units add noughts alone.
      const digits = [...text].flatMap((char) => { const digit = '零壹贰叁肆伍陆柒捌玖'.indexOf(char); return digit > 0 ? [digit] : [] })
      const spelt = [...(fen < 0n ? -fen : fen).toString()].map(Number).filter((digit) => digit > 0)
      assert.deepEqual(spelt.filter((digit, i) => !(digit === 1 && digits[i] !== 1)).every((digit) => digits.includes(digit)), true, text)
      assert.ok(spelt.length === digits.length || spelt.length === digits.length + 1, text)
    }), { numRuns: 3000 })
  })
  test('what is no amount is refused, not guessed', () => {
    for (const text of ['', '1.234', 'abc', '1e3', '¥', '--1']) assert.equal(parseYuan(text), null)
    for (const text of ['', '壹贰圆', '办公用品', '元月', '壹佰壹仟圆', '贰万叁万圆', '佰圆', '壹拾拾圆', '万圆', '负负壹圆', '叁分贰角']) assert.equal(parseUpperAmount(text), null)
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

describe('checks beyond the invoice', () => {
  const today = '2026-12-31'
  const rulesOf = (print: Partial<VoucherPrint>, ok: boolean) => checkVoucher({ kind: 'digital-normal', fields: {}, qr: [], today, ...print }).filter((check) => check.ok === ok).map((check) => check.rule)
  const sums = fields({ amountNet: '300.00', amountTax: '39.00', amountTotal: '339.00' })
  const row = { name: '复印纸', quantity: '2', unitPrice: '150.00', amount: '300.00', taxRate: '13%', tax: '39.00' }

  test('rows that bear themselves out must add up to the printed sums', () => {
    assert.deepEqual(rulesOf({ fields: sums, lineItems: [row] }, true), ['arithmetic'])
    assert.deepEqual(rulesOf({ fields: sums, lineItems: [row, row] }, false), ['arithmetic'])
  })
  test('a row that does not is a fault in exact text, and a misreading in a picture', () => {
    const odd = { ...row, quantity: '3' }
    const exact = Object.fromEntries(Object.entries(sums).map(([name, field]) => [name, { ...field, source: 'ofd' as const }]))
    assert.deepEqual(rulesOf({ fields: exact, lineItems: [odd] }, false), ['arithmetic'])
    assert.deepEqual(rulesOf({ fields: sums, lineItems: [odd] }, false), [])
  })
  test('prices rounded to the places they show are no fault', () => {
    const exact = Object.fromEntries(Object.entries(fields({ amountNet: '1352.92', amountTax: '175.88', amountTotal: '1528.80' })).map(([name, field]) => [name, { ...field, source: 'pdf' as const }]))
    assert.deepEqual(rulesOf({ fields: exact, lineItems: [{ name: '硒鼓', quantity: '13', unitPrice: '104.07076923', amount: '1352.92', taxRate: '13%', tax: '175.88' }] }, false), [])
  })
  test('numbers of other kinds have their own form', () => {
    assert.deepEqual(rulesOf({ kind: 'fiscal-nontax', fields: fields({ invoiceCode: '53016426', invoiceNumber: '6118416639', checkCode: '1122c0' }) }, true), ['number-format'])
    assert.deepEqual(rulesOf({ kind: 'fiscal-nontax', fields: fields({ invoiceNumber: '611841663' }) }, false), ['number-format'])
    assert.deepEqual(rulesOf({ kind: 'train', fields: fields({ invoiceNumber: 'Z123A456789' }) }, true), ['number-format'])
    assert.deepEqual(rulesOf({ kind: 'contract', fields: fields({ contractNumber: '任何写法' }) }, false), [])
  })
  test('a poor reading raises no alarm: the check is left out until a person has looked', () => {
    const poorly = { ...fields({ sellerTaxId: '91530100MA6C51677X', amountTotal: '339.00', amountTotalUpper: '叁佰叁拾捌圆整' }) }
    for (const field of Object.values(poorly)) field.score = 0.7
    assert.deepEqual(rulesOf({ fields: poorly }, false), [])
    for (const field of Object.values(poorly)) field.score = 0.98
    assert.deepEqual(rulesOf({ fields: poorly }, false), ['upper', 'tax-id'])
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
  test('papers that agree to a cost, pay it or describe it count neither as its sum nor as its buyer nor by their date', () => {
    const supporting = (['contract', 'approval', 'claim-form', 'bank-slip', 'acceptance'] as const).map((kind, i): PageFacts => ({ ...page(`s${i}`, { amountTotal: '99.00', buyerName: '另一单位', date: '2025-01-01' }), kind }))
    assert.deepEqual(found(facts([page('1', {}), ...supporting], '100.00')), [])
    assert.deepEqual(found(facts([{ ...page('2', { buyerName: '张三' }), kind: 'fiscal-medical' }], '100.00')), [])
  })
  test('a rule switched off, or set to another level by the bureau, is followed', () => {
    const claim = facts([page('1', { date: '2025-12-31' })], '100.00')
    const off = ruleCatalogue.map((rule) => ({ ...rule, active: rule.id !== 'outside-budget-year' }))
    assert.deepEqual(runRules(off, claim), [])
    assert.deepEqual(runRules(ruleCatalogue.map((rule) => ({ ...rule, level: 1 as const })), claim).map((hit) => hit.level), [1])
  })
})
