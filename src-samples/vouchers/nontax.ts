/** 非税收入统一票据 and 财政电子票据. */
import type { LineItem } from '../../src-shared/scan.ts'
import { Sheet } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'
import { onA4 } from './nontax-held-out.ts'
import { dotMatrix, inCells } from './nontax-more.ts'
import { dateForms, payingUnit, Press, printTable, someDate, sums, voucherMaker, withCommas, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts { fields: FieldValues; lineItems: LineItem[]; qr: string; clerk: string; checker: string; payerId: string; note: string }

const charges: Record<SampleSet, readonly [name: string, unit: string, lowFen: number, highFen: number][]> = {
  tuning: [['普通高中学费', '元/生·学期', 60000, 160000], ['住宿费', '元/生·学年', 30000, 120000], ['考试报名费', '元/人', 6000, 18000], ['不动产登记费', '元/件', 8000, 55000], ['机动车号牌工本费', '元/副', 10000, 10000], ['水资源费', '元/吨', 20, 90], ['培训费', '元/人', 20000, 90000], ['城镇垃圾处理费', '元/户', 5000, 12000], ['仲裁受理费', '元/件', 10000, 96000], ['高等学校学费', '元/年', 380000, 680000], ['职业资格考试考务费', '元/科', 5600, 9800], ['公有住房租金收入', '元/月', 12000, 88000], ['占道费', '元/平方米', 300, 1500], ['污水处理费', '元/立方米', 90, 320], ['医师资格实践技能考试费', '元/人', 18000, 26000], ['公办幼儿园保育教育费', '元/月', 28000, 76000], ['海域使用金', '元/公顷', 45000, 130000], ['诉讼费', '元/件', 5000, 88000], ['自学考试报考费', '元/课', 3700, 4600], ['国有资产出租收入', '元/季', 150000, 640000]],
  'held-out': [['教师资格考试费', '元/科', 6500, 8200], ['普通话水平测试费', '元/人', 2500, 5000], ['中等职业学校学费', '元/学期', 110000, 175000], ['产品质量检验费', '元/批次', 30000, 128000], ['水土保持补偿费', '元/平方米', 70, 170], ['考生体检费', '元/人', 5000, 9000], ['报废车辆处置收入', '元/辆', 160000, 720000], ['违约罚款收入', '元/笔', 20000, 150000]],
}

/** The text of the code: version, code, number, check code, day, total, and four signs. */
export function fiscalQr({ random, wishes }: Studio, fields: FieldValues, totalFen: number): string {
  const total = yuanOf(wishes.fault === 'qr' ? totalFen + 1000 : totalFen)
  return ['01', fields.invoiceCode, fields.invoiceNumber, fields.checkCode, dateForms.compact(fields.date!), total, random.digits(4)].join(',')
}

/** Code of 8, number of 10, check code of 6 digits or letters. */
export function fiscalNumbers(studio: Studio): FieldValues {
  const { random, wishes } = studio
  return {
    invoiceCode: `${random.pick(['53', '35'])}${random.pick(['01', '02', '06'])}${random.digits(2)}${String(wishes.year).slice(2)}`, invoiceNumber: random.digits(10),
    checkCode: Array.from({ length: 6 }, () => random.pick([...'0123456789abcdef'])).join(''), date: someDate(studio),
  }
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const left = [...charges[wishes.set]]
  let totalFen = 0
  const lineItems = Array.from({ length: random.integer(1, 4) }, () => {
    const [[name, unit, low, high]] = left.splice(random.integer(0, left.length - 1), 1) as [(typeof left)[number]]
    const [price, quantity] = [random.integer(low, high), random.integer(1, 9)]
    totalFen += price * quantity
    return { name, unit, quantity: String(quantity), unitPrice: yuanOf(price), amount: yuanOf(price * quantity) }
  })
  const isPerson = random.next() < 0.5
  const payer = isPerson ? { name: names.person(), taxId: `${random.integer(350102, 530922)}********${random.digits(4)}` } : payingUnit(studio)
  const fields = { ...fiscalNumbers(studio), buyerName: payer.name, sellerName: names.agency(), ...sums(totalFen, studio) }
  return { fields, lineItems, qr: fiscalQr(studio, fields, totalFen), clerk: names.person(), checker: names.person(), payerId: payer.taxId, note: random.pick(['', '缴款识别码 ' + random.digits(20)]) }
}

const cellsOf = (code: (i: number) => string) => ({ name, unit, quantity, unitPrice, amount }: LineItem, i: number) => [code(i), name, unit!, quantity!, unitPrice!, amount]

const electronic: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(210, 132, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#25252a', ink: '#1d1d24' })
  sheet.qrCode(qr, 12, 8, 21)
  press.label(105, 15, `${names.region()}非税收入统一票据（电子）`, 6, { align: 'middle', bold: true })
  sheet.ovalSeal(105, 15, ['财政票据监制章', names.region() + '样例'], faces.label, { rx: 18, ry: 11 })
  press.pair(38, 30, '票据代码：', fields.invoiceCode!, 3.5, { field: 'invoiceCode' })
  press.pair(130, 30, '票据号码：', fields.invoiceNumber!, 3.5, { field: 'invoiceNumber' })
  press.pair(12, 36.5, '交款人统一社会信用代码：', facts.payerId, 3.4)
  press.pair(130, 36.5, '校验码：', fields.checkCode!, 3.5, { field: 'checkCode' })
  press.pair(12, 43, '交款人：', fields.buyerName!, 3.5, { field: 'buyerName' })
  press.pair(130, 43, '开票日期：', fields.date!, 3.5, { field: 'date' })
  const code = random.digits(6)
  const end = printTable(press, { x: 12, y: 46, widthsMm: [24, 56, 32, 20, 26, 28], rowMm: 6.6, sizeMm: 3.3, heads: ['项目编码', '项目名称', '单位', '数量', '标准', '金额（元）'], rows: lineItems.map(cellsOf((i) => code + (i + 1))), rules: 'all', colour: '#333', aligns: ['middle', 'start', 'middle', 'end', 'end', 'end'] })
  sheet.box(12, end, 186, 8, { colour: '#333', widthMm: 0.25 })
  press.pair(14, end + 5.4, '金额合计（大写） ', fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(128, end + 5.4, '（小写） ', fields.amountTotal!, 3.6, { field: 'amountTotal' })
  sheet.box(12, end + 8, 186, 16, { colour: '#333', widthMm: 0.25 })
  press.label(14, end + 14, '其他信息', 3.2)
  press.ink(34, end + 14, facts.note, 3.2)
  press.pair(12, end + 31, '收款单位（章）：', fields.sellerName!, 3.4, { field: 'sellerName' })
  press.pair(100, end + 31, '复核人：', facts.checker, 3.4)
  press.pair(150, end + 31, '收款人：', facts.clerk, 3.4)
  if (random.next() < 0.8) sheet.roundSeal(62, end + 22, `${fields.sellerName}财务专用章`, faces.label, { radius: 17 })
  press.sampleMark(12, 128)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const paperForm: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(190, 112, '#fbf5f3')
  const press = new Press(sheet, faces, { label: '#a2402f', ink: '#252a44' })
  press.label(95, 12, `${names.region()}政府非税收入一般缴款书`, 5.4, { align: 'middle' })
  press.label(95, 17.6, '（收 据）', 3.4, { align: 'middle' })
  sheet.line(72, 20, 118, 20, { colour: '#a2402f', widthMm: 0.4 })
  press.pair(12, 26, '填制日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.pair(122, 20, '票据代码：', fields.invoiceCode!, 3.6, { field: 'invoiceCode' })
  press.pair(122, 26, 'No.', fields.invoiceNumber!, 4.2, { field: 'invoiceNumber', colour: '#bb3328' })
  sheet.box(10, 29, 152, 60, { colour: '#a2402f', widthMm: 0.35 })
  press.pair(12, 35, '付款人', fields.buyerName!, 3.5, { field: 'buyerName', atMm: 28 })
  press.pair(92, 35, '收款单位', fields.sellerName!, 3.5, { field: 'sellerName', atMm: 110 })
  sheet.line(10, 38, 162, 38, { colour: '#a2402f', widthMm: 0.25 })
  const end = printTable(press, { x: 10, y: 38, widthsMm: [22, 52, 26, 16, 18, 18], rowMm: 6, sizeMm: 3.1, heads: ['编码', '收入项目名称', '单位', '数量', '收缴标准', '金额'], rows: lineItems.map(cellsOf((i) => `1030${i + 1}`)), rules: 'all', colour: '#a2402f', aligns: ['middle', 'start', 'middle', 'end', 'end', 'end'] })
  press.pair(12, 82, '金额（大写）', fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(110, 82, '（小写）￥', withCommas(fields.amountTotal!), 3.6, { field: 'amountTotal' })
  if (facts.note) press.ink(12, Math.min(end + 6, 75), facts.note, 3)
  sheet.qrCode(qr, 165, 42, 19)
  press.pair(12, 96, '执收单位（盖章）', '', 3.3)
  press.pair(70, 96, '经办人（签章）', facts.clerk, 3.3)
  press.pair(122, 96, '校验码：', fields.checkCode!, 3.4, { field: 'checkCode' })
  if (random.next() < 0.8) sheet.roundSeal(46, 92, `${fields.sellerName}非税收入专用章`, faces.label, { radius: 16 })
  press.sampleMark(122, 106)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const platform: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(210, 148, '#fcfdff')
  const press = new Press(sheet, faces, { label: '#31405e', ink: '#23262e' })
  press.label(14, 16, `${names.region()}财政电子票据`, 6.4)
  press.label(14, 23, '（非税收入类）', 3.8)
  sheet.qrCode(qr, 172, 7, 24)
  sheet.ovalSeal(112, 16, ['全国财政票据', '监制样例', names.city() + '财政局'], faces.label, { rx: 17, ry: 11 })
  sheet.line(14, 33, 196, 33, { colour: '#31405e', widthMm: 0.6 })
  const pairs: [string, string, keyof FieldValues][] = [['电子票据代码', fields.invoiceCode!, 'invoiceCode'], ['电子票据号码', fields.invoiceNumber!, 'invoiceNumber'], ['电子校验码', fields.checkCode!, 'checkCode'], ['开票日期', dateForms.long(fields.date!), 'date']]
  pairs.forEach(([label, value, field], i) => {
    press.label(14 + i * 48, 38.5, label, 2.9)
    press.ink(14 + i * 48, 44.5, value, 3.6, { field })
  })
  press.pair(14, 53, '交款人名称 ', fields.buyerName!, 3.5, { field: 'buyerName' })
  press.pair(110, 53, '证件号码 ', facts.payerId, 3.3)
  const end = printTable(press, { x: 14, y: 57, widthsMm: [14, 66, 34, 18, 24, 26], rowMm: 7, sizeMm: 3.3, heads: ['序号', '收费项目', '计费单位', '数量', '单价', '金额'], rows: lineItems.map(cellsOf((i) => String(i + 1))), rules: 'heads', colour: '#7b8aa8', aligns: ['middle', 'start', 'start', 'end', 'end', 'end'] })
  press.label(196, end + 8, '合计', 3, { align: 'end' })
  press.ink(196, end + 14, `¥${withCommas(fields.amountTotal!)}`, 4.4, { align: 'end', field: 'amountTotal' })
  press.pair(14, end + 14, '人民币（大写）：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  sheet.line(14, end + 19, 196, end + 19, { colour: '#7b7f88', widthMm: 0.2 })
  if (facts.note) press.ink(14, end + 25, facts.note, 3.1)
  press.pair(14, 130, '开票单位 ', fields.sellerName!, 3.5, { field: 'sellerName' })
  press.pair(100, 130, '开票人 ', facts.clerk, 3.4)
  press.pair(150, 130, '审核人 ', facts.checker, 3.4)
  if (random.next() < 0.8) sheet.ovalSeal(62, 124, [fields.sellerName!.slice(0, 9), '财政票据专用章'], faces.label, { rx: 20, ry: 12, colour: '#d02a3c' })
  press.sampleMark(14, 142)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const upright: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(120, 170, '#f6faf3')
  const press = new Press(sheet, faces, { label: '#406238', ink: '#2a2b2a' })
  press.label(60, 13, `${names.city()}市行政事业性收费收据`, 5, { align: 'middle' })
  press.ink(110, 22, fields.invoiceNumber!, 4.6, { align: 'end', field: 'invoiceNumber', letterSpacingMm: 0.3 })
  press.label(66, 22, '号码', 3.2)
  press.pair(10, 22, '代码 ', fields.invoiceCode!, 3.8, { field: 'invoiceCode' })
  sheet.box(8, 26, 104, 122, { colour: '#406238', widthMm: 0.5 })
  press.pair(11, 33, '缴款人：', fields.buyerName!, 3.6, { field: 'buyerName' })
  press.pair(11, 40, '日　期：', dateForms.dotted(fields.date!), 3.6, { field: 'date' })
  press.pair(66, 40, '校验码：', fields.checkCode!, 3.6, { field: 'checkCode' })
  const end = printTable(press, { x: 8, y: 44, widthsMm: [9, 42, 0, 13, 19, 21], rowMm: 8, sizeMm: 3.2, heads: ['', '项　目', '', '数量', '标准', '金额'], rows: lineItems.map(({ name, quantity, unitPrice, amount }, i) => [String(i + 1), name, '', quantity!, unitPrice!, amount]), rules: 'heads', colour: '#406238', aligns: ['middle', 'start', 'start', 'middle', 'end', 'end'] })
  press.label(11, end + 9, '合计（大写）', 3.2)
  press.ink(36, end + 9, fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.label(11, end + 16, '合计（小写）', 3.2)
  press.ink(36, end + 16, `￥${fields.amountTotal}`, 4, { field: 'amountTotal' })
  press.pair(11, 126, '收费单位：', fields.sellerName!, 3.5, { field: 'sellerName' })
  press.pair(11, 134, '收费人：', facts.clerk, 3.5)
  sheet.qrCode(qr, 86, 122, 22)
  if (random.next() < 0.8) sheet.roundSeal(54, 124, `${fields.sellerName}收费专用章`, faces.label, { radius: 16 })
  press.sampleMark(10, 158)
  return { sheets: [sheet], qr: [qr], lineItems: lineItems.map(({ unit: _, ...row }) => row) }
}

/** What provinces call the same things. */
const asProvinces: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(200, 124, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#2f2a2a', ink: '#22222a' })
  press.label(100, 12, random.pick([`${names.region()}非税收入通用票据（电子）`, `${names.region()}财政电子票据`, `${names.region()}非税收入统一票据`, `${names.region()}行政事业性收费票据（电子）`, `${names.region()}政府非税收入票据（电子）`, `${names.city()}市非税收入电子票据`]), 5.4, { align: 'middle' })
  sheet.qrCode(qr, 10, 5, 19)
  const mark = random.pick(['：', ': '])
  press.pair(34, 24, random.pick(['票据代码', '电子票据代码']) + mark, fields.invoiceCode!, 3.4, { field: 'invoiceCode' })
  press.pair(122, 24, random.pick(['票据号码', '电子票据号码']) + mark, fields.invoiceNumber!, 3.4, { field: 'invoiceNumber' })
  press.pair(34, 30.5, random.pick(['校验码', '票据校验码', '防伪校验码']) + mark, fields.checkCode!, 3.4, { field: 'checkCode' })
  press.pair(122, 30.5, random.pick(['开票日期', '开具日期', '填开日期']) + mark, random.pick([fields.date!, dateForms.long(fields.date!)]), 3.4, { field: 'date' })
  press.pair(10, 37, random.pick(['交款人', '缴款人', '交款人名称', '缴款单位（个人）', '交款单位或个人', '缴款人名称']) + mark, fields.buyerName!, 3.4, { field: 'buyerName' })
  press.pair(112, 37, random.pick(['交款人统一社会信用代码', '缴款人识别号', '统一社会信用代码']) + mark, facts.payerId, 3.1)
  const code = random.digits(6)
  const end = printTable(press, { x: 10, y: 41, widthsMm: [26, 58, 30, 20, 24, 24], rowMm: 6.4, sizeMm: 3.2, heads: [random.pick(['项目编码', '收费项目编码', '编码']), random.pick(['项目名称', '收费项目', '收费项目名称']), random.pick(['单位', '计费单位']), random.pick(['数量', '计费数量']), random.pick(['标准', '收费标准', '单价']), random.pick(['金额', '金额（元）'])], rows: lineItems.map(cellsOf((i) => `${code}${i}`)), rules: random.pick(['all', 'heads']) })
  press.pair(12, end + 6, random.pick(['金额合计（大写）', '合计金额（大写）：', '合计（大写）', '合计人民币（大写）：']), fields.amountTotalUpper!, 3.4, { field: 'amountTotalUpper' })
  press.pair(130, end + 6, random.pick(['（小写）', '（小写）：￥', '小写：', '￥']), fields.amountTotal!, 3.5, { field: 'amountTotal' })
  if (facts.note) press.pair(12, end + 13, random.pick(['备注：', '其他信息：', '附加信息：']), facts.note, 3)
  press.pair(10, end + 24, random.pick(['收款单位（章）：', '执收单位（公章）：', '开票单位（章）：', '收费单位：', '收款单位：']), fields.sellerName!, 3.3, { field: 'sellerName' })
  press.pair(104, end + 24, random.pick(['复核人：', '复核：']), facts.checker, 3.3)
  press.pair(148, end + 24, random.pick(['收款人：', '开票人：', '经办人：']), facts.clerk, 3.3)
  press.sampleMark(10, end + 40)
  return { sheets: [sheet], qr: [qr], lineItems }
}

export const nontax = voucherMaker(invent, { tuning: [electronic, paperForm, asProvinces, platform, upright, inCells, dotMatrix], 'held-out': [onA4] }, { codeCarriesData: true })
