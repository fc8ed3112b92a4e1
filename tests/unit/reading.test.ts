/** From lines of text to fields: by labels and places, with witnesses choosing among what the print allows. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Reading } from '../../src-imaging/reading/fields/family.ts'
import { PageText } from '../../src-imaging/reading/page-text.ts'
import { reconcile, type Surroundings } from '../../src-imaging/reading/reconcile.ts'
import { taxId } from '../../src-imaging/reading/shapes.ts'
import { readVoucher } from '../../src-imaging/reading/voucher-fields.ts'
import type { Line } from '../../src-shared/scan.ts'

const line = (text: string, x: number, y: number, width = text.length * 20, score = 0.99): Line => ({ text, score, boxPx: [[x, y], [x + width, y], [x + width, y + 30], [x, y + 30]] })
const paper: Line[] = [
  line('云州增值税电子普通发票', 700, 20), line('发票代码：053002638341', 1500, 20), line('No 98388765', 1500, 70), line('开票日期：2026年04月22日', 1500, 120), line('校验码：', 1500, 170, 80), line('30815 72031 06556 46327', 1600, 170),
  line('称：云州市示范实验小学(样例)', 100, 300), line('纳税人识别号：', 100, 350, 150), line('12530100MB1234567Q', 300, 350),
  line('合计', 100, 700), line('￥1676.50', 1200, 702), line('￥217.94', 1700, 699), line('价税合计(大写)', 100, 800), line('壹仟捌佰玖拾肆圆肆角肆分', 500, 800), line('(小写)￥1894.44', 1500, 800),
  line('称：云州绿野园林工程有限公司', 100, 900), line('纳税人识别号：91530100MA6C51677T', 100, 950),
]
const valuesOf = (lines: Line[]) => Object.fromEntries(Object.entries(readVoucher(lines, []).fields).map(([name, field]) => [name, field.value]))

describe('fields', () => {
  test('values are found beside their labels, in one piece or in several', () => {
    assert.deepEqual(valuesOf(paper), {
      invoiceNumber: '98388765', invoiceCode: '053002638341', checkCode: '30815720310655646327', date: '2026-04-22', buyerName: '云州市示范实验小学（样例）', sellerName: '云州绿野园林工程有限公司',
      buyerTaxId: '12530100MB1234567Q', sellerTaxId: '91530100MA6C51677T', amountTotalUpper: '壹仟捌佰玖拾肆圆肆角肆分', amountTotal: '1894.44', amountNet: '1676.50', amountTax: '217.94',
    })
  })
  test('one party alone is not taken for the other', () => {
    const found = valuesOf([line('云州增值税普通发票', 700, 20), line('价税合计(大写)', 100, 800), line('纳税人识别号：91530100MA6C51677T', 100, 950)])
    assert.equal(found.buyerTaxId, undefined)
    assert.equal(found.sellerTaxId, '91530100MA6C51677T')
  })
})

test('where half of a 数电票 is missing, the party that is left is not surely the one or the other', () => {
  const half = [line('电子发票（普通发票）', 0, 20, 400), line('发票号码：26512388653851551147', 600, 20), line('名称：云州绿野园林工程有限公司', 250, 300, 600), line('统一社会信用代码/纳税人识别号：91530100MA6C51677T', 250, 350, 900), line('价税合计（大写）', 0, 800, 300), line('（小写）￥208.44', 640, 800, 300)]
  const { buyerName, buyerTaxId, sellerName, sellerTaxId } = readVoucher(half, []).fields
  assert.deepEqual([buyerName, buyerTaxId, sellerName, sellerTaxId].filter((field) => field?.sure), [])
  const whole = readVoucher([...half, line('名称：云州市水务局', 0, 300, 220), line('统一社会信用代码/纳税人识别号：12530100MB1234567Q', 0, 350, 240)], []).fields
  assert.deepEqual([whole.buyerName?.value, whole.sellerName?.value, whole.sellerTaxId?.sure], ['云州市水务局', '云州绿野园林工程有限公司', true])
})

test('a remark in brackets right behind a name belongs to it, one further off does not', () => {
  const piecesOf = (gapPx: number) => new PageText([line('云州市水务局', 0, 0, 180), line('（样例）', 180 + gapPx, 0, 120)]).pieces.map(({ text }) => text)
  assert.deepEqual([12, 22, 40].map(piecesOf), [['云州市水务局（样例）'], ['云州市水务局（样例）'], ['云州市水务局', '（样例）']])
})

test('characters of labels that are spaced over their column are one label; other characters beside each other are not', () => {
  const rows = (...cells: [text: string, x: number][][]) => new PageText(cells.flatMap((row, y) => row.map(([text, x]) => line(text, x, 60 * y, 30 * text.length)))).pieces.map(({ text }) => text)
  assert.deepEqual(rows([['证', 0], ['号', 60], ['5764', 150]], [['等', 2], ['候：', 58], ['00:12', 150]]), ['5764', '00:12', '证号', '等候:'])
  assert.deepEqual(rows([['证', 0], ['号', 60], ['5764', 150]], [['上车', 0], ['候', 160]]), ['证', '号', '5764', '上车', '候'])
  assert.deepEqual(rows([['仟', 0], ['佰', 60], ['拾', 120]], [['贰', 0], ['零', 60], ['叁', 120]]), ['仟', '佰', '拾', '贰', '零', '叁'])
})

test('an amount whose words go on in the next line is read whole, or not at all', () => {
  const words = (second: string) => valuesOf([line('教学设备采购合同', 700, 20), line('甲方：云州市文化馆', 100, 100), line('合同总价为人民币(大写)肆拾玖万陆仟', 100, 300, 1500), line(second, 100, 345, 900), line('￥496500.00', 1200, 345)]).amountTotalUpper
  assert.equal(words('伍佰元整，含税费。'), '肆拾玖万陆仟伍佰元整')
  assert.equal(words('（此处以下空白）'), undefined)
})

describe('reconciling', () => {
  const readings = (values: Record<string, string>, score: number) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [{ value, score, rank: 0.95, boxPx: line('', 0, 0).boxPx } satisfies Reading]]))
  const reconciled = (values: Record<string, string>, more: Partial<Surroundings> = {}, score = 0.95) => reconcile(readings(values, score), { kind: 'vat-e-normal', kindScore: 1, qr: [], lineItems: [], source: 'ocr', ...more }).fields
  const amounts = (amountTotal: string) => ({ amountNet: '3200.00', amountTax: '360.80', amountTotal })

  test('a decimal point that was lost is put back when arithmetic bears it out', () => {
    const { amountTotal } = reconciled(amounts('3560180.00'))
    assert.deepEqual([amountTotal?.value, amountTotal?.sure], ['3560.80', true])
  })
  test('the QR code never takes the print’s place: where they disagree the field is not sure', () => {
    const fields = reconciled({ ...amounts('3560.80'), invoiceNumber: '29342182' }, { qr: ['01,10,050003523456,29342181,3200.00,20180613,02418567008427471889,1774,'] })
    assert.deepEqual([fields.invoiceNumber?.value, fields.invoiceNumber?.sure], ['29342182', false])
    assert.equal(fields.amountNet?.sure, true)
  })
  test('a credit code is mended only where exactly one confusable reading fits', () => {
    assert.equal(reconciled({ buyerTaxId: '1253O100MB1234567Q' }).buyerTaxId?.value, '12530100MB1234567Q')
    assert.equal(reconciled({ buyerTaxId: '12530100MB1234599Q' }).buyerTaxId?.sure, false)
  })
  test('a credit code whose characters were hardly read is mended by its check digit, and left to a person', () => {
    const { sellerTaxId } = reconciled({ sellerTaxId: '91530100MAGC51677T' }, {}, 0.4)
    assert.deepEqual([sellerTaxId?.value, sellerTaxId?.sure], ['91530100MA6C51677T', false])
  })
  test('a check digit Q that was read 0 is Q, and left to a person', () => {
    const { buyerTaxId } = reconciled({ buyerTaxId: '12530100MB12345670' })
    assert.deepEqual([buyerTaxId?.value, buyerTaxId?.sure], ['12530100MB1234567Q', false])
  })
  test('a wrong check digit that is clearly printed stays: the paper may be at fault', () => {
    for (const [printed, score] of [['91530100MA6C5167BT', 0.95], ['91530100MAGC51677T', 0.6]] as const) {
      const { sellerTaxId } = reconciled({ sellerTaxId: printed }, {}, score)
      assert.deepEqual([sellerTaxId?.value, sellerTaxId?.sure], [printed, false])
    }
  })
  test('where neither 0 nor Q makes a credit code right, how surely they were read says nothing of it; where one does, it says all', () => {
    assert.ok(taxId('91130110MA1673CD1Q')!.known)
    for (const readable of ['12530100MB1234567Q', '12530100MB12345670', '91530100MA6C51677T']) assert.equal(taxId(readable)!.known, undefined, readable)
  })
  test('a wrong check digit does not make the other party’s id this one’s; one id is not both parties’', () => {
    const [own, other] = ['91530100MA6C51677X', '12530100MB1234567Q']
    const found = readings({ buyerTaxId: other, sellerTaxId: own }, 0.95)
    const { sellerTaxId, buyerTaxId } = reconcile({ ...found, sellerTaxId: [...found.sellerTaxId!, { ...found.buyerTaxId![0]!, rank: 0.5 }] }, { kind: 'roll', kindScore: 1, qr: [], lineItems: [], source: 'ocr' }).fields
    assert.deepEqual([sellerTaxId?.value, sellerTaxId?.sure, buyerTaxId?.value, buyerTaxId?.sure], [own, false, other, true])
    const same = reconciled({ buyerTaxId: other, sellerTaxId: other })
    assert.deepEqual([same.buyerTaxId?.sure, same.sellerTaxId?.sure], [false, false])
  })
  test('no letter is put where a credit code has the digits of a district, even if the check digit would fit', () => {
    assert.equal(reconciled({ sellerTaxId: '91390426MA90N76A1Y' }, {}, 0.4).sellerTaxId?.value, '91390426MA90N76A1Y')
  })
  test('amounts that contradict each other are not sure, however clearly read', () => {
    assert.equal(reconciled(amounts('3560.81')).amountTotal?.sure, false)
  })
})

describe('rows of 明细', () => {
  const itemsOf = (rows: string[]) => readVoucher(rows.flatMap((row, y) => [...row.matchAll(/\S+(?: \S+)*/g)].map((cell) => line(cell[0], cell.index * 30, 60 * y))), []).lineItems
  test('a count with a times sign is parted where its product is the amount, before or under it', () => {
    const head = ['云州省通用机打发票', '发票代码 153002660001']
    assert.deepEqual(itemsOf([...head, '拖把 11把×30.53    335.83', '合计    335.83']), [{ name: '拖把', unit: '把', quantity: '11', unitPrice: '30.53', amount: '335.83' }])
    assert.deepEqual(itemsOf([...head, '拖把    335.83', '11 × 30.53', '合计    335.83']), [{ name: '拖把', quantity: '11', unitPrice: '30.53', amount: '335.83' }])
    assert.deepEqual(itemsOf([...head, '纸箱 40×30    335.83', '合计    335.83']), [{ name: '纸箱40×30', amount: '335.83' }])
  })
  test('a letter read for a figure in a count is the figure where the product is then the amount, and stays as read where it is not', () => {
    const counted = (quantity: string, amount: string) => itemsOf(['云州增值税普通发票', '货物名称          单位    数量    单价    金额', `*电源*UPS    台      ${quantity}       6139.48   ${amount}`, `合计                                ${amount}`])[0]?.quantity
    assert.deepEqual([counted('A', '24557.92'), counted('A', '24557.29')], ['4', 'A'])
  })
  test('a specification keeps the order and the spaces it is printed with', () => {
    const [item] = itemsOf(['云州增值税普通发票', '货物名称          规格型号        单位    数量    单价    金额', '*化学试剂*乙醇    95% 2.5L        瓶      7       10.00   70.00', '合计                                              70.00'])
    assert.deepEqual(item, { name: '*化学试剂*乙醇', spec: '95% 2.5L', unit: '瓶', quantity: '7', unitPrice: '10.00', amount: '70.00' })
  })
  test('a name goes on in its second line, also where a word runs down beside the table', () => {
    const rows = ['云州增值税专用发票', '货物名称              数量    金额      税率    税额              第', '*纸制品*复印纸多用途    2       100.00    13%         13.00     二', '加厚型                                                          联', '合计                          100.00              13.00           购']
    assert.deepEqual(itemsOf(rows), [{ name: '*纸制品*复印纸多用途加厚型', quantity: '2', amount: '100.00', taxRate: '13%', tax: '13.00' }])
  })
  test('tables side by side are read down, and across where only that can have filled them', () => {
    const receipt = (...rows: string[]) => itemsOf(['云州省医疗住院收费票据', '项目      金额      项目      金额      项目      金额', ...rows]).map(({ name }) => name)
    assert.deepEqual(receipt('床位费    1.00      护理费    3.00      西药费    5.00', '手术费    2.00      化验费    4.00'), ['床位费', '手术费', '护理费', '化验费', '西药费'])
    assert.deepEqual(receipt('床位费    1.00      护理费    2.00      西药费    3.00', '手术费    4.00'), ['床位费', '护理费', '西药费', '手术费'])
  })
})

describe('kinds', () => {
  const kindOf = (lines: Line[], qr: string[] = [], isBlank = false) => readVoucher(lines, qr, { isBlank }).kind
  test('title and QR code name the kind; a blank page is blank', () => {
    assert.equal(kindOf([line('电子发票（增值税专用发票）', 0, 0)]), 'digital-special')
    assert.equal(kindOf([line('云州增值税普通发票', 0, 0)]), 'vat-normal')
    assert.equal(kindOf([line('会议签到表', 0, 0)]), 'attendance')
    assert.equal(kindOf([], [], true), 'blank')
    assert.equal(kindOf([line('今天天气很好，我们去公园看花，晚上再回来。', 0, 0)]), 'other')
    assert.equal(kindOf([line('第3页', 0, 0)]), 'blank')
  })
})
