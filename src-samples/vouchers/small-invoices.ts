/** 通用机打发票, flat and on a roll, and 定额发票, whose amount is printed in advance. */
import type { LineItem } from '../../src-shared/scan.ts'
import { Sheet } from '../sheet.ts'
import { dateForms, payingUnit, Press, printTable, sellerTaxId, smallNumbers, someDate, sums, voucherMaker, type FieldValues, type Layout, type Studio } from './press.ts'
import { someShopGoods } from './shop-goods.ts'

interface Facts { fields: FieldValues; lineItems: LineItem[]; clerk: string; trade: string }

function inventMachine(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const { lineItems, totalFen } = someShopGoods(studio, 4)
  const buyer = payingUnit(studio)
  return {
    fields: { ...smallNumbers(studio), date: someDate(studio), buyerName: buyer.name, buyerTaxId: buyer.taxId, sellerName: names.company(), sellerTaxId: sellerTaxId(studio), ...sums(totalFen, studio) },
    lineItems, clerk: names.person(), trade: random.pick(wishes.set === 'tuning' ? ['服务业', '商业零售', '居民服务业', '批发零售业', '修理业', '其他服务', '租赁业', '餐饮业', '文化体育业', '工业'] : ['商业', '住宿业', '交通运输业', '商务服务业']),
  }
}

const cellsOf = ({ name, unit, quantity, unitPrice, amount }: LineItem) => [name, unit!, quantity!, unitPrice!, amount]

const flatGreen: Layout<Facts> = ({ fields, lineItems, clerk, trade }, { faces, names, random }) => {
  const sheet = new Sheet(190, 102, '#fafbf6')
  const press = new Press(sheet, faces, { label: '#3f6b3d', ink: '#24283f' })
  press.label(95, 12, `${names.region()}国家税务局通用机打发票`, 5.6, { align: 'middle', letterSpacingMm: 0.6 })
  press.label(95, 20, '发 票 联', 3.8, { align: 'middle' })
  press.pair(128, 20, '发票代码 ', fields.invoiceCode!, 4, { field: 'invoiceCode' })
  press.pair(128, 26.5, '发票号码 ', fields.invoiceNumber!, 4, { field: 'invoiceNumber' })
  press.pair(12, 26.5, '开票日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.pair(72, 26.5, '行业分类：', trade, 3.4)
  sheet.box(10, 30, 170, 58, { colour: '#3f6b3d', widthMm: 0.35 })
  press.pair(12, 36, '付款方名称：', fields.buyerName!, 3.4, { field: 'buyerName' })
  press.pair(110, 36, '识别号：', fields.buyerTaxId!, 3.2, { field: 'buyerTaxId' })
  press.pair(12, 42.5, '收款方名称：', fields.sellerName!, 3.4, { field: 'sellerName', roomMm: 75 })
  press.pair(110, 42.5, '识别号：', fields.sellerTaxId!, 3.2, { field: 'sellerTaxId' })
  printTable(press, { x: 10, y: 46, widthsMm: [66, 20, 20, 30, 34], rowMm: 6, sizeMm: 3.2, heads: ['开票项目', '单位', '数量', '单价', '金额'], rows: lineItems.map(cellsOf), rules: 'heads', colour: '#3f6b3d', aligns: ['start', 'middle', 'end', 'end', 'end'] })
  press.pair(12, 84, '合计人民币（大写）：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  press.pair(122, 84, '（小写）：', `¥${fields.amountTotal}`, 3.8, { field: 'amountTotal' })
  press.pair(12, 94, '开票人：', clerk, 3.3)
  press.label(110, 94, '收款方（盖章有效）', 3.3)
  if (random.next() < 0.75) sheet.ovalSeal(142, 84, [fields.sellerName!.slice(0, 8), '发票专用章'], faces.label, { rx: 18, ry: 12 })
  press.sampleMark(12, 99.5)
  return { sheets: [sheet], lineItems }
}

const flatOpen: Layout<Facts> = ({ fields, lineItems, clerk, trade }, { faces, names, random }) => {
  const sheet = new Sheet(210, 93, '#fbf8f3')
  const press = new Press(sheet, faces, { label: '#8a3d30', ink: '#2b2b30' })
  press.label(105, 11, `${names.city()}市地方税务局通用机打发票`, 5.4, { align: 'middle' })
  sheet.line(62, 13.4, 148, 13.4, { colour: '#8a3d30', widthMm: 0.4 })
  press.pair(14, 20, '代码：', fields.invoiceCode!, 4.2, { field: 'invoiceCode' })
  press.pair(14, 27, '号码：', fields.invoiceNumber!, 4.2, { field: 'invoiceNumber' })
  press.pair(140, 20, '日期：', fields.date!, 3.5, { field: 'date' })
  press.pair(140, 27, '行业：', trade, 3.5)
  press.pair(14, 35, '付款单位（个人）', fields.buyerName!, 3.5, { field: 'buyerName', atMm: 45 })
  press.pair(14, 41.5, '收款单位', fields.sellerName!, 3.5, { field: 'sellerName', atMm: 45 })
  press.pair(126, 41.5, '税务登记号', fields.sellerTaxId!, 3.4, { field: 'sellerTaxId' })
  const end = printTable(press, { x: 13, y: 45, widthsMm: [70, 22, 24, 32, 36], rowMm: 5.6, sizeMm: 3.3, heads: ['品名或项目', '单位', '数量', '单价', '金额'], rows: lineItems.map(cellsOf), rules: 'all', colour: '#b48a7c', aligns: ['start', 'middle', 'middle', 'end', 'end'] })
  press.pair(14, end + 6, '金额合计 大写', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper', atMm: 42 })
  press.pair(140, end + 6, '小写 ￥', fields.amountTotal!, 3.8, { field: 'amountTotal' })
  press.pair(14, 88, '开票', clerk, 3.2, { atMm: 24 })
  press.pair(56, 88, '复核', names.person(), 3.2, { atMm: 66 })
  if (random.next() < 0.75) sheet.roundSeal(165, 68, `${fields.sellerName!.slice(0, 12)}财务专用章`, faces.label, { radius: 17 })
  press.sampleMark(92, 88)
  return { sheets: [sheet], lineItems }
}

const onRoll: Layout<Facts> = ({ fields, lineItems, clerk }, { faces, names, random }) => {
  const sheet = new Sheet(76, 112 + lineItems.length * 6, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#323238', ink: '#2c2c33' })
  press.label(38, 10, `${names.region()}通用机打发票`, 4.6, { align: 'middle', bold: true })
  press.pair(6, 19, '发票代码:', fields.invoiceCode!, 3.4, { field: 'invoiceCode' })
  press.pair(6, 24.5, '发票号码:', fields.invoiceNumber!, 3.4, { field: 'invoiceNumber' })
  press.pair(6, 30, '收款单位:', fields.sellerName!, 3.2, { field: 'sellerName', roomMm: 52 })
  press.pair(6, 35.5, '税号:', fields.sellerTaxId!, 3.2, { field: 'sellerTaxId' })
  press.pair(6, 41, '付款单位:', fields.buyerName!, 3.2, { field: 'buyerName', roomMm: 52 })
  press.pair(6, 46.5, '开票日期:', dateForms.slashed(fields.date!), 3.3, { field: 'date' })
  press.pair(48, 46.5, '收款员:', clerk, 3.1)
  const end = printTable(press, { x: 5, y: 49, widthsMm: [26, 9, 9, 11, 13], rowMm: 6, sizeMm: 2.9, heads: ['项目', '单位', '数量', '单价', '金额'], rows: lineItems.map(cellsOf), rules: 'heads', colour: '#777', aligns: ['start', 'middle', 'end', 'end', 'end'] })
  press.pair(6, end + 7, '金额合计:', `¥${fields.amountTotal}`, 3.8, { field: 'amountTotal' })
  press.pair(6, end + 13, '大写:', fields.amountTotalUpper!, 3.2, { field: 'amountTotalUpper' })
  press.label(6, end + 20, '开票后一年内可查验，手写无效', 2.8)
  if (random.next() < 0.6) sheet.ovalSeal(52, end + 12, [names.city() + '样例商户', '发票专用章'], faces.label)
  press.sampleMark(6, end + 44)
  return { sheets: [sheet], lineItems }
}

const flatBlue: Layout<Facts> = ({ fields, lineItems, clerk, trade }, { faces, names, random }) => {
  const sheet = new Sheet(200, 115, '#f7f9fb')
  const press = new Press(sheet, faces, { label: '#2f5d86', ink: '#20242e' })
  press.label(16, 14, `${names.region()}税务局`, 4.4)
  press.label(16, 21, '通用机打发票', 6.2, { bold: true })
  press.ink(184, 13, fields.invoiceCode!, 4.4, { align: 'end', field: 'invoiceCode', letterSpacingMm: 0.3 })
  press.label(133, 20.5, 'No.', 4.2)
  press.ink(184, 20.5, fields.invoiceNumber!, 4.8, { align: 'end', field: 'invoiceNumber', letterSpacingMm: 0.5 })
  sheet.line(14, 25, 186, 25, { colour: '#2f5d86', widthMm: 0.6 })
  press.pair(16, 32, '开具日期 ', dateForms.plain(fields.date!), 3.5, { field: 'date' })
  press.pair(86, 32, '所属行业 ', trade, 3.5)
  press.label(16, 39, '客户', 3.4)
  press.ink(30, 39, fields.buyerName!, 3.5, { field: 'buyerName' })
  press.pair(112, 39, '税号 ', fields.buyerTaxId!, 3.4, { field: 'buyerTaxId' })
  const end = printTable(press, { x: 14, y: 43, widthsMm: [72, 18, 20, 28, 34], rowMm: 6.4, sizeMm: 3.4, heads: ['摘要', '计量单位', '数量', '单价（元）', '金额（元）'], rows: lineItems.map(cellsOf), rules: 'all', colour: '#7a9cba', aligns: ['start', 'middle', 'middle', 'end', 'end'] })
  press.pair(16, end + 7, '合计 人民币', fields.amountTotalUpper!, 3.7, { field: 'amountTotalUpper', atMm: 40 })
  press.ink(185, end + 7, `￥${fields.amountTotal}`, 4, { align: 'end', field: 'amountTotal' })
  press.label(16, 98, '开票单位', 3.4)
  press.ink(34, 98, fields.sellerName!, 3.5, { field: 'sellerName', roomMm: 74 })
  press.pair(112, 98, '税号 ', fields.sellerTaxId!, 3.4, { field: 'sellerTaxId' })
  press.pair(16, 105, '经办 ', clerk, 3.3)
  if (random.next() < 0.7) sheet.ovalSeal(100, 95, [fields.sellerName!.slice(0, 7), '开票专用章'], faces.label, { rx: 17, ry: 11, colour: '#d2333b' })
  press.sampleMark(112, 105)
  return { sheets: [sheet], lineItems }
}

const rollWithRules: Layout<Facts> = ({ fields, lineItems, clerk }, { faces, names }) => {
  const sheet = new Sheet(80, 120 + lineItems.length * 7, '#fefefc')
  const press = new Press(sheet, faces, { label: '#3a3a3a', ink: '#303033' })
  const rule = (y: number) => sheet.line(4, y, 76, y, { colour: '#666', widthMm: 0.25, dash: '1.6 1' })
  press.label(40, 9, names.city() + '市', 4, { align: 'middle' })
  press.label(40, 15.5, '机打发票（卷式）', 4.4, { align: 'middle' })
  rule(19)
  press.label(5, 25, '代码', 3.3)
  press.ink(75, 25, fields.invoiceCode!, 3.5, { align: 'end', field: 'invoiceCode' })
  press.label(5, 31, '号码', 3.3)
  press.ink(75, 31, fields.invoiceNumber!, 3.5, { align: 'end', field: 'invoiceNumber' })
  press.label(5, 37, '日期', 3.3)
  press.ink(75, 37, dateForms.dotted(fields.date!), 3.5, { align: 'end', field: 'date' })
  press.label(5, 43, '购货单位', 3.2)
  press.ink(75, 43, fields.buyerName!, 3.2, { align: 'end', field: 'buyerName', roomMm: 52 })
  press.label(5, 49, '销货单位', 3.2)
  press.ink(75, 49, fields.sellerName!, 3.2, { align: 'end', field: 'sellerName', roomMm: 52 })
  press.label(5, 55, '识别号', 3.2)
  press.ink(75, 55, fields.sellerTaxId!, 3.2, { align: 'end', field: 'sellerTaxId' })
  rule(58.5)
  const end = printTable(press, { x: 4, y: 60, widthsMm: [25, 9, 9, 13, 16], rowMm: 7, sizeMm: 3, heads: ['商品', '单位', '数量', '价格', '小计'], rows: lineItems.map(cellsOf), rules: 'none', aligns: ['start', 'middle', 'middle', 'end', 'end'] })
  rule(end + 1)
  press.label(5, end + 8, '应收合计', 3.8)
  press.ink(75, end + 8, fields.amountTotal!, 4.4, { align: 'end', field: 'amountTotal' })
  press.ink(75, end + 14.5, fields.amountTotalUpper!, 3.3, { align: 'end', field: 'amountTotalUpper' })
  rule(end + 18)
  press.pair(5, end + 24, '收银员 ', clerk, 3.2)
  press.label(5, end + 30, '凭此票一周内退换', 3)
  press.sampleMark(5, end + 42)
  return { sheets: [sheet], lineItems }
}

/** What provinces' forms call the same things. */
const wordyMachine: Layout<Facts> = ({ fields, lineItems, clerk, trade }, { faces, names, random }) => {
  const sheet = new Sheet(200, 118, '#f9fbfb')
  const press = new Press(sheet, faces, { label: '#355e6b', ink: '#24272b' })
  press.label(100, 11, random.pick([`${names.region()}通用机打发票`, `国家税务总局${names.region()}税务局通用机打发票`, `${names.city()}市国家税务局通用机打发票`, `${names.region()}服务业通用机打发票`]), 5.4, { align: 'middle' })
  press.label(100, 18, random.pick(['发票联', '记账联', '发 票 联']), 3.6, { align: 'middle' })
  press.pair(134, 18, '发票代码', fields.invoiceCode!, 3.8, { field: 'invoiceCode', atMm: 152 })
  press.pair(134, 25, '发票号码', fields.invoiceNumber!, 3.8, { field: 'invoiceNumber', atMm: 152 })
  press.pair(10, 25, random.pick(['开票日期：', '开票时间：', '日期：']), random.pick([fields.date!, dateForms.long(fields.date!)]), 3.4, { field: 'date' })
  press.pair(74, 25, random.pick(['行业类别：', '行业分类：']), trade, 3.3)
  const [payer, payee, id] = random.pick([['客户名称：', '开票单位：', '税号：'], ['付款方：', '收款方：', '纳税人识别号：'], ['购货方名称：', '销货方名称：', '纳税人识别号：'], ['顾客名称：', '收款单位名称：', '税务登记号：'], ['付款单位（个人）名称：', '收款单位名称：', '识别号：'], ['付款人：', '收款人名称：', '统一社会信用代码：']] as const)
  press.pair(10, 33, payer, fields.buyerName!, 3.4, { field: 'buyerName' })
  press.pair(112, 33, id, fields.buyerTaxId!, 3.2, { field: 'buyerTaxId' })
  const end = printTable(press, { x: 9, y: 37, widthsMm: [70, 20, 22, 32, 36], rowMm: 6, sizeMm: 3.2, heads: [random.pick(['品名', '项目内容', '服务项目', '商品名称', '货物或劳务名称']), '单位', '数量', '单价', random.pick(['金额', '金额（元）'])], rows: lineItems.map(cellsOf), rules: 'all', colour: '#7aa0ab', aligns: ['start', 'middle', 'end', 'end', 'end'] })
  press.pair(10, end + 7, random.pick(['合计金额（大写）', '大写金额：', '人民币合计（大写）：', '总计（大写）：']), fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(128, end + 7, random.pick(['小写：', '合计（小写）￥', '（小写）', '￥：']), fields.amountTotal!, 3.7, { field: 'amountTotal' })
  press.pair(10, end + 15, payee, fields.sellerName!, 3.4, { field: 'sellerName' })
  press.pair(112, end + 15, id, fields.sellerTaxId!, 3.2, { field: 'sellerTaxId' })
  press.pair(10, end + 23, '开票人：', clerk, 3.3)
  press.label(112, end + 23, '收款单位（盖章有效）', 3.3)
  press.sampleMark(10, end + 34)
  return { sheets: [sheet], lineItems }
}

/** Upright, its parties in a grid of two columns, rows numbered, the amount before what it is made of. */
const uprightGrid: Layout<Facts> = ({ fields, lineItems, clerk, trade }, { faces, names, random }) => {
  const sheet = new Sheet(148, 150, '#fbf7f4')
  const colour = '#8d4436'
  const press = new Press(sheet, faces, { label: colour, ink: '#26252c' })
  press.label(74, 13, `国家税务总局${names.region()}税务局`, 3.6, { align: 'middle' })
  press.label(74, 20.5, '通 用 机 打 发 票', 5.8, { align: 'middle' })
  press.label(16, 28.6, '发票代码', 3.2)
  press.ink(32, 28.6, fields.invoiceCode!, 4, { field: 'invoiceCode' })
  press.label(84, 28.6, '发票号码', 3.2)
  press.ink(100, 28.6, fields.invoiceNumber!, 4, { field: 'invoiceNumber' })
  const party = (y: number, side: string, name: string, id: string, fieldOfName: keyof FieldValues, fieldOfId: keyof FieldValues) => {
    sheet.box(10, y, 128, 14, { colour, widthMm: 0.25 })
    sheet.line(18, y, 18, y + 14, { colour, widthMm: 0.25 })
    press.label(14, y + 5.6, side, 3.2, { downwards: true, align: 'middle', stepMm: 5 })
    press.pair(20, y + 5.4, '名　称 ', name, 3.5, { field: fieldOfName, roomMm: 100 })
    press.pair(20, y + 11.6, '识别号 ', id, 3.5, { field: fieldOfId })
  }
  party(32, '付款', fields.buyerName!, fields.buyerTaxId!, 'buyerName', 'buyerTaxId')
  party(46, '收款', fields.sellerName!, fields.sellerTaxId!, 'sellerName', 'sellerTaxId')
  const rows = lineItems.map(({ name, unit, quantity, unitPrice, amount }, i) => [String(i + 1), name, amount, unitPrice!, quantity!, unit!])
  const end = printTable(press, { x: 10, y: 63, widthsMm: [10, 48, 24, 20, 13, 13], rowMm: 6.6, sizeMm: 3.3, heads: ['序号', '项目说明', '金额', '单价', '数量', '单位'], rows, rules: 'all', colour: '#c39a8f', aligns: ['middle', 'start', 'end', 'end', 'end', 'middle'] })
  press.label(12, end + 7, '金额合计（大写）', 3.3)
  press.ink(12, end + 13, fields.amountTotalUpper!, 3.9, { field: 'amountTotalUpper' })
  press.label(100, end + 7, '（小写）', 3.3)
  press.ink(100, end + 13, `￥${fields.amountTotal}`, 4, { field: 'amountTotal' })
  press.pair(12, 124, '开票日期 ', fields.date!, 3.5, { field: 'date' })
  press.pair(62, 124, '开票人 ', clerk, 3.5)
  press.pair(100, 124, '行业 ', trade, 3.3)
  press.label(12, 132, '本发票限于开票之日起有效，收款单位盖章', 2.9)
  if (random.next() < 0.75) sheet.ovalSeal(108, 130, [fields.sellerName!.slice(0, 8), '发票专用章'], faces.label, { rx: 17, ry: 11 })
  press.sampleMark(12, 144)
  return { sheets: [sheet], lineItems }
}

/** A form with an empty field in its middle: what was sold stands there line by line as the cashier's program writes it. */
const freeField: Layout<Facts> = ({ fields, lineItems, clerk }, { faces, names, random }) => {
  const sheet = new Sheet(204, 101.6, '#f4f7f2')
  const form = new Press(sheet, faces, { label: '#4f6f2f', ink: '#4f6f2f' })
  const press = new Press(sheet, faces, { label: '#2a2c33', ink: '#2a2c3c' })
  const [dx, dy] = [random.between(-0.8, 1), random.between(-0.6, 0.6)]
  form.label(102, 10.5, `${names.region()}${names.city()}市通用机打发票`, 5, { align: 'middle', letterSpacingMm: 0.4 })
  form.label(102, 16.4, '（记账凭证联）', 3, { align: 'middle' })
  form.label(148, 20.6, '代码', 3)
  form.ink(158, 20.6, fields.invoiceCode!, 3.8, { field: 'invoiceCode' })
  form.label(148, 26.4, '号码', 3)
  form.ink(158, 26.4, fields.invoiceNumber!, 4, { field: 'invoiceNumber', colour: '#b43238' })
  press.ink(14 + dx, 26.4 + dy, dateForms.long(fields.date!), 3.6, { field: 'date' })
  sheet.box(10, 29, 184, 58, { colour: '#4f6f2f', widthMm: 0.35 })
  const print = (y: number, label: string, value: string, field: keyof FieldValues, x = 14) => press.pair(x + dx, y + dy, label, value, 3.5, { field })
  print(35.6, '客户：', fields.buyerName!, 'buyerName')
  print(35.6, '税号：', fields.buyerTaxId!, 'buyerTaxId', 122)
  lineItems.forEach(({ name, unit, quantity, unitPrice, amount }, i) => {
    press.ink(18 + dx, 43.4 + i * 5.8 + dy, `${name}　${quantity}${unit}×${unitPrice}`, 3.5, { font: faces.ink })
    press.ink(180 + dx, 43.4 + i * 5.8 + dy, amount, 3.5, { align: 'end' })
  })
  const sumY = 70
  press.ink(press.label(14 + dx, sumY + dy, '共计：', 3.6), sumY + dy, fields.amountTotalUpper!, 3.8, { field: 'amountTotalUpper' })
  press.ink(180 + dx, sumY + dy, `RMB ${fields.amountTotal}`, 3.8, { align: 'end', field: 'amountTotal' })
  print(77, '商户：', fields.sellerName!, 'sellerName')
  print(83.4, '商户税号：', fields.sellerTaxId!, 'sellerTaxId')
  form.pair(14, 92.6, '开票员', clerk, 3.2, { atMm: 27 })
  form.label(70, 92.6, '（收款单位盖章有效，手开无效）', 2.9)
  if (random.next() < 0.75) sheet.roundSeal(132, 77, `${fields.sellerName!.slice(0, 11)}发票专用章`, faces.label, { radius: 15 })
  press.sampleMark(14, 98.4)
  return { sheets: [sheet], lineItems }
}

/** The flat form as most provinces had it: parties at the head and foot of one frame, rows with a column for notes. */
const flatBrown: Layout<Facts> = ({ fields, lineItems, clerk, trade }, { faces, names, random }) => {
  const sheet = new Sheet(190, 114, '#fbf9f4')
  const colour = '#85502a'
  const press = new Press(sheet, faces, { label: colour, ink: '#26272e' })
  press.label(95, 13, `${names.region()}税务局通用机打发票`, 5.8, { align: 'middle' })
  for (const y of [15.4, 16.2]) sheet.line(56, y, 134, y, { colour, widthMm: 0.25 })
  sheet.ovalSeal(95, 12, ['全国统一发票监制章', names.region(), '税务局监制'], faces.label, { rx: 14, ry: 9 })
  press.label(95, 23.4, '发 票 联', 4, { align: 'middle' })
  press.pair(132, 22, '发票代码：', fields.invoiceCode!, 3.6, { field: 'invoiceCode' })
  press.pair(132, 28, '发票号码：', fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  press.pair(12, 28, '开票日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.pair(68, 28, '行业分类：', trade, 3.4)
  sheet.box(10, 31, 170, 64, { colour, widthMm: 0.35 })
  press.pair(12, 36.4, '购买方名称：', fields.buyerName!, 3.4, { field: 'buyerName' })
  press.pair(105, 36.4, '购买方税号：', fields.buyerTaxId!, 3.3, { field: 'buyerTaxId' })
  const rows = lineItems.map(({ name, unit, quantity, unitPrice, amount }) => [name, quantity!, unit!, unitPrice!, amount, ''])
  printTable(press, { x: 10, y: 39, widthsMm: [58, 20, 18, 26, 30, 18], rowMm: 6, sizeMm: 3.3, heads: ['商品或服务名称', '数量', '单位', '单价', '金额', '备注'], rows, rules: 'none', aligns: ['start', 'end', 'middle', 'end', 'end', 'middle'] })
  for (const y of [39, 45, 75, 83]) sheet.line(10, y, 180, y, { colour, widthMm: 0.25 })
  for (const x of [68, 88, 106, 132, 162]) sheet.line(x, 39, x, 75, { colour, widthMm: 0.25 })
  press.pair(12, 80.4, '合计金额（大写）：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  press.pair(126, 80.4, '（小写）：', `￥${fields.amountTotal}`, 3.7, { field: 'amountTotal' })
  press.pair(12, 90.4, '销售方名称：', fields.sellerName!, 3.4, { field: 'sellerName', roomMm: 68 })
  press.pair(105, 90.4, '销售方税号：', fields.sellerTaxId!, 3.3, { field: 'sellerTaxId' })
  press.pair(12, 101, '收款人：', names.person(), 3.3)
  press.pair(62, 101, '开票人：', clerk, 3.3)
  press.label(112, 101, '销售方（盖章）：', 3.3)
  if (random.next() < 0.8) sheet.ovalSeal(156, 100, [fields.sellerName!.slice(0, 8), fields.sellerTaxId!, '发票专用章'], faces.label, { rx: 16, ry: 10.5 })
  press.sampleMark(12, 109)
  return { sheets: [sheet], lineItems }
}

export const machine = voucherMaker(inventMachine, { tuning: [flatGreen, flatOpen, onRoll, wordyMachine, flatBlue, rollWithRules, uprightGrid, freeField], 'held-out': [flatBrown] })
