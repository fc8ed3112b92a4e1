/** 增值税普通发票（卷票）: a long narrow invoice, printed by the shop's tax printer. */
import { Sheet } from '../sheet.ts'
import { cornerShopRoll, supermarketRoll } from './roll-held-out.ts'
import { someShopGoods } from './shop-goods.ts'
import { dateForms, payingUnit, Press, printTable, sellerTaxId, someDate, sums, voucherMaker, yuanOf, type FieldValues, type Layout } from './press.ts'
import type { LineItem } from '../../src-shared/scan.ts'

export interface Facts { fields: FieldValues; lineItems: LineItem[]; qr: string; machine: string; cashier: string }
type Studio = Parameters<Layout<Facts>>[1]

/** The code carries the total: a roll prints no amount net of tax. */
function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const { lineItems, totalFen } = someShopGoods(studio, 4)
  const date = someDate(studio)
  const buyer = payingUnit(studio)
  const [invoiceCode, invoiceNumber, checkCode] = [`0${random.pick(['53', '35'])}00${String(wishes.year).slice(2)}0${random.digits(2)}07`, random.digits(8), random.digits(20)]
  return {
    fields: {
      invoiceCode, invoiceNumber, checkCode, date, buyerName: buyer.name, buyerTaxId: buyer.taxId, sellerName: names.company(), sellerTaxId: sellerTaxId(studio), ...sums(totalFen, studio),
    },
    lineItems: lineItems.map(({ unit: _, ...row }) => row), machine: `${random.integer(4, 6)}99${random.digits(9)}`, cashier: names.person(),
    qr: `01,11,${invoiceCode},${invoiceNumber},${yuanOf(wishes.fault === 'qr' ? totalFen + 1000 : totalFen)},${dateForms.compact(date)},${checkCode},${random.digits(4)},`,
  }
}

const rowsOf = (items: readonly LineItem[]) => items.map((item) => [item.name, item.unitPrice!, item.quantity!, item.amount])

/** The name on its own line, its numbers under it. */
function printLongRows(press: Press, items: readonly LineItem[], x: number, y: number, rightMm: number): number {
  items.forEach((item, i) => {
    const rowY = y + i * 9.6
    press.ink(x, rowY, item.name, 3.1)
    press.ink(x + 18, rowY + 4.6, item.unitPrice!, 3.1, { align: 'end' })
    press.ink(x + 29, rowY + 4.6, item.quantity!, 3.1, { align: 'end' })
    press.ink(rightMm, rowY + 4.6, item.amount, 3.1, { align: 'end' })
  })
  return y + items.length * 9.6
}

function redPrinted({ fields, lineItems, qr, machine, cashier }: Facts, { faces, names }: Studio) {
  const sheet = new Sheet(76, 150 + lineItems.length * 6, '#fdfcfa')
  const red = new Press(sheet, faces, { label: '#b5402f', ink: '#b5402f' })
  const press = new Press(sheet, faces, { label: '#33302f', ink: '#26242a' })
  red.label(38, 12, `${names.region()}增值税普通发票（卷票）`, 4.4, { align: 'middle', bold: true })
  red.label(38, 20, '发 票 联', 3.8, { align: 'middle' })
  sheet.ovalSeal(38, 14, ['全国统一发票', names.city() + '样例', '监制章'], faces.label, { rx: 14, ry: 8.5 })
  red.pair(8, 30, '发票代码：', fields.invoiceCode!, 3.4, { field: 'invoiceCode' })
  red.pair(8, 35.6, '发票号码：', fields.invoiceNumber!, 3.4, { field: 'invoiceNumber' })
  press.pair(8, 43, '机打号码：', fields.invoiceNumber!, 3.1)
  press.pair(8, 48, '机器编号：', machine, 3.1)
  press.pair(8, 53, '销售方名称：', fields.sellerName!, 3, { field: 'sellerName', roomMm: 44 })
  press.pair(8, 58, '纳税人识别号：', fields.sellerTaxId!, 3, { field: 'sellerTaxId' })
  press.pair(8, 63, '开票日期：', fields.date!, 3.1, { field: 'date' })
  press.pair(44, 63, '收款员：', cashier, 3.1)
  press.pair(8, 68, '购买方名称：', fields.buyerName!, 2.8, { field: 'buyerName', roomMm: 46 })
  press.pair(8, 73, '纳税人识别号：', fields.buyerTaxId!, 3, { field: 'buyerTaxId' })
  const end = printTable(press, { x: 7, y: 76, widthsMm: [24, 13, 10, 15], rowMm: 6, sizeMm: 3, heads: ['项目', '单价', '数量', '金额'], rows: rowsOf(lineItems), rules: 'none', aligns: ['start', 'end', 'end', 'end'] })
  press.pair(8, end + 6, '合计金额（小写）：', `¥${fields.amountTotal}`, 3.2, { field: 'amountTotal' })
  press.label(8, end + 12, '合计金额（大写）：', 3.2)
  press.ink(8, end + 17.4, fields.amountTotalUpper!, 3.3, { field: 'amountTotalUpper' })
  press.pair(8, end + 24, '校验码：', fields.checkCode!, 3, { field: 'checkCode' })
  sheet.qrCode(qr, 27, end + 28, 22)
  sheet.ovalSeal(54, end + 44, [fields.sellerName!.slice(0, 7), '发票专用章'], faces.label, { rx: 15, ry: 10 })
  press.sampleMark(8, end + 58)
  return { sheets: [sheet], qr: [qr], lineItems }
}

function narrow({ fields, lineItems, qr, machine, cashier }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(57, 131 + lineItems.length * 9.6, '#fbfbf9')
  const press = new Press(sheet, faces, { label: '#3b3d44', ink: '#34363d' })
  press.label(28.5, 9, `${names.city()}增值税普通发票`, 4, { align: 'middle' })
  press.label(28.5, 14, '卷票', 3.4, { align: 'middle' })
  press.ink(28.5, 21, fields.invoiceCode!, 3.8, { align: 'middle', field: 'invoiceCode' })
  press.ink(28.5, 26.5, fields.invoiceNumber!, 3.8, { align: 'middle', field: 'invoiceNumber' })
  press.pair(3, 33.5, '机器编号', machine, 2.9, { atMm: 17 })
  press.pair(3, 38.3, '开票日期', dateForms.compact(fields.date!).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'), 2.9, { atMm: 17, field: 'date' })
  press.pair(3, 43.1, '收款员', cashier, 2.9, { atMm: 17 })
  press.pair(3, 47.9, '销售方', fields.sellerName!, 2.6, { atMm: 13, roomMm: 41, field: 'sellerName' })
  press.pair(3, 52.7, '税号', fields.sellerTaxId!, 2.9, { atMm: 13, field: 'sellerTaxId' })
  press.pair(3, 57.5, '购买方', fields.buyerName!, 2.6, { atMm: 13, roomMm: 41, field: 'buyerName' })
  press.pair(3, 62.3, '税号', fields.buyerTaxId!, 2.9, { atMm: 13, field: 'buyerTaxId' })
  sheet.line(3, 65, 54, 65, { colour: '#555', widthMm: 0.2, dash: '1 0.8' })
  press.label(3, 69, '项目/单价', 2.9)
  press.label(28, 69, '数量', 2.9)
  press.label(54, 69, '金额', 2.9, { align: 'end' })
  const end = printLongRows(press, lineItems, 3, 74, 54)
  sheet.line(3, end - 3, 54, end - 3, { colour: '#555', widthMm: 0.2, dash: '1 0.8' })
  press.pair(3, end + 2.5, '合计（小写）', `¥${fields.amountTotal}`, 3.2, { field: 'amountTotal' })
  press.pair(3, end + 8, '（大写）', fields.amountTotalUpper!, 2.9, { field: 'amountTotalUpper' })
  press.label(3, end + 14, '校验码', 2.9)
  press.ink(54, end + 14, fields.checkCode!, 2.9, { field: 'checkCode', align: 'end' })
  sheet.qrCode(qr, 17, end + 18, 23)
  if (random.next() < 0.7) sheet.ovalSeal(36, end + 4, [names.city() + '样例', '发票专用章'], faces.label, { rx: 14, ry: 9.5 })
  press.sampleMark(3, end + 49)
  return { sheets: [sheet], qr: [qr], lineItems }
}

function codeAtTheTop({ fields, lineItems, qr, machine, cashier }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(72, 136 + lineItems.length * 6.6, '#fefdfb')
  const blue = new Press(sheet, faces, { label: '#24608f', ink: '#24608f' })
  const press = new Press(sheet, faces, { label: '#404046', ink: '#2f2f36' })
  blue.label(36, 9, `${names.region()}增值税普通发票`, 4.3, { align: 'middle' })
  blue.label(36, 14.6, '（卷 票）', 3.6, { align: 'middle' })
  sheet.qrCode(qr, 6, 19, 21)
  blue.label(31, 23, '发票代码', 3)
  blue.ink(31, 28, fields.invoiceCode!, 3.6, { field: 'invoiceCode' })
  blue.label(31, 33.5, '发票号码', 3)
  blue.ink(31, 38.5, fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  press.pair(5, 47, '开票日期: ', dateForms.long(fields.date!), 3.1, { field: 'date' })
  press.pair(5, 52, '税控编号: ', machine, 3.1)
  press.pair(5, 57.5, '购方: ', fields.buyerName!, 3, { field: 'buyerName', roomMm: 46 })
  press.pair(5, 62.5, '购方税号: ', fields.buyerTaxId!, 3, { field: 'buyerTaxId' })
  press.pair(5, 67.5, '销方: ', fields.sellerName!, 3, { field: 'sellerName', roomMm: 52 })
  press.pair(5, 72.5, '销方税号: ', fields.sellerTaxId!, 3, { field: 'sellerTaxId' })
  const end = printTable(press, { x: 4, y: 76, widthsMm: [26, 13, 10, 15], rowMm: 6.6, sizeMm: 3, heads: ['货物名称', '单价', '数量', '金额'], rows: rowsOf(lineItems), rules: 'heads', colour: '#777', aligns: ['start', 'end', 'end', 'end'] })
  press.label(5, end + 7, '合计', 3.6)
  press.ink(67, end + 7, `￥${fields.amountTotal}`, 3.8, { align: 'end', field: 'amountTotal' })
  press.ink(67, end + 13, fields.amountTotalUpper!, 3.2, { align: 'end', field: 'amountTotalUpper' })
  press.pair(5, end + 20, '校验码 ', fields.checkCode!.replace(/(\d{5})(?=\d)/g, '$1 '), 2.9, { field: 'checkCode' })
  press.pair(5, end + 26, '收银: ', cashier, 3)
  if (random.next() < 0.7) sheet.roundSeal(50, end + 26, `${fields.sellerName!.slice(0, 9)}发票专用章`, faces.label, { radius: 14 })
  press.sampleMark(5, end + 44)
  return { sheets: [sheet], qr: [qr], lineItems }
}

function sumsFirst({ fields, lineItems, qr, machine, cashier }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(58, 142 + lineItems.length * 9.6, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#3c3a40', ink: '#302e36' })
  const rule = (y: number) => sheet.line(3, y, 55, y, { colour: '#4a4850', widthMm: 0.35 })
  press.ink(29, 8, fields.sellerName!, 3.6, { align: 'middle', field: 'sellerName', roomMm: 52 })
  press.ink(29, 13, fields.sellerTaxId!, 3, { align: 'middle', field: 'sellerTaxId' })
  press.label(29, 19.5, `${names.region()}增值税普通发票 卷票`, 3.4, { align: 'middle' })
  rule(22)
  press.pair(3, 27, '发票代码:', fields.invoiceCode!, 3, { field: 'invoiceCode' })
  press.pair(3, 32, '发票号码:', fields.invoiceNumber!, 3, { field: 'invoiceNumber' })
  press.pair(3, 37, '日期:', dateForms.dotted(fields.date!), 3, { field: 'date' })
  press.pair(33, 37, '开票:', cashier, 3)
  press.label(3, 42, '购买方名称及税号', 2.9)
  press.ink(3, 46.8, fields.buyerName!, 3, { field: 'buyerName', roomMm: 52 })
  press.ink(3, 51.6, fields.buyerTaxId!, 3, { field: 'buyerTaxId' })
  rule(54.5)
  press.label(3, 60, '价税合计', 3.2)
  press.ink(55, 60.4, `¥${fields.amountTotal}`, 4.2, { align: 'end', field: 'amountTotal' })
  press.ink(55, 66, fields.amountTotalUpper!, 3, { align: 'end', field: 'amountTotalUpper' })
  rule(69)
  const end = printLongRows(press, lineItems, 3, 74, 55)
  rule(end - 3)
  press.label(3, end + 2, '校验码', 2.8)
  press.ink(3, end + 6.6, fields.checkCode!, 3, { field: 'checkCode' })
  press.pair(3, end + 11.4, '机器码:', machine, 2.8)
  sheet.qrCode(qr, 18, end + 15, 22)
  if (random.next() < 0.7) sheet.ovalSeal(36, 62, [fields.sellerName!.slice(0, 6), '发票专用'], faces.label, { rx: 14, ry: 9, colour: '#ca2f3f' })
  press.sampleMark(3, end + 46)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** As supermarkets and canteens print it: parties in blocks, sums in a row each. */
function inBlocks({ fields, lineItems, qr, machine, cashier }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(80, 160 + lineItems.length * 6, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#37373d', ink: '#2a2a30' })
  press.label(40, 9, `${names.region()}增值税普通发票${random.pick(['（卷票）', '(卷式)', ''])}`, 4.2, { align: 'middle' })
  press.label(40, 15, '发票联', 3.6, { align: 'middle' })
  press.pair(5, 23, '发票代码 ', fields.invoiceCode!, 3.2, { field: 'invoiceCode' })
  press.pair(5, 28, '发票号码 ', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  const rows: [string, string, keyof FieldValues | undefined][] = [['机打号码', fields.invoiceNumber!, undefined], ['机器编号', machine, undefined], [random.pick(['销货单位', '销售方名称', '销货方', '收款单位']), fields.sellerName!, 'sellerName'], [random.pick(['税号', '纳税人识别号', '销货方税号']), fields.sellerTaxId!, 'sellerTaxId'], [random.pick(['开票日期', '日期']), fields.date!, 'date'], [random.pick(['收款员', '收银员', '开票人']), cashier, undefined], [random.pick(['购货单位', '购买方名称', '付款单位', '购方']), fields.buyerName!, 'buyerName'], [random.pick(['税号', '纳税人识别号', '购货方税号']), fields.buyerTaxId!, 'buyerTaxId']]
  const mark = random.pick(['：', ':', ' '])
  rows.forEach(([label, value, field], i) => press.pair(5, 35 + i * 5, label + mark, value, 3, { field, roomMm: 48 }))
  const end = printTable(press, { x: 4, y: 76, widthsMm: [26, 15, 12, 18], rowMm: 6, sizeMm: 3, heads: [random.pick(['商品名称', '项目', '品名']), '单价', '数量', '金额'], rows: rowsOf(lineItems), rules: 'none', aligns: ['start', 'end', 'end', 'end'] })
  press.pair(5, end + 6, random.pick(['合计金额(小写)：', '小写合计：', '总计金额：', '合计：']), `￥${fields.amountTotal}`, 3.2, { field: 'amountTotal' })
  press.pair(5, end + 12, random.pick(['合计金额(大写)：', '大写合计：', '金额大写：']), fields.amountTotalUpper!, 3, { field: 'amountTotalUpper' })
  press.pair(5, end + 18, '校验码：', random.pick([fields.checkCode!, fields.checkCode!.replace(/(\d{5})(?=\d)/g, '$1 ')]), 3, { field: 'checkCode' })
  sheet.qrCode(qr, 28, end + 22, 22)
  press.sampleMark(5, end + 58)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** Labels above their values down the left edge; how many at which price stands under each name, the amount beside it. */
function labelsAbove({ fields, lineItems, qr, machine, cashier }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(57, 175 + lineItems.length * 9.6, '#fcfcfb')
  const press = new Press(sheet, faces, { label: '#515158', ink: '#29292f' })
  press.label(28.5, 8.5, names.region(), 3.4, { align: 'middle' })
  press.label(28.5, 14, '增值税普通发票（卷票）', 4, { align: 'middle' })
  sheet.ovalSeal(28.5, 12, ['全国统一发票', names.city() + '样例', '监制章'], faces.label, { rx: 13, ry: 8 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['发票代码', fields.invoiceCode!, 'invoiceCode'], ['发票号码', fields.invoiceNumber!, 'invoiceNumber'], ['开票日期', dateForms.long(fields.date!), 'date'], ['销售方名称', fields.sellerName!, 'sellerName'], ['销售方纳税人识别号', fields.sellerTaxId!, 'sellerTaxId'],
    ['购买方名称', fields.buyerName!, 'buyerName'], ['购买方纳税人识别号', fields.buyerTaxId!, 'buyerTaxId'],
  ]
  rows.forEach(([label, value, field], i) => {
    press.label(4, 26 + i * 9.4, label, 2.5)
    press.ink(4, 30.4 + i * 9.4, value, 3.2, { field, roomMm: 50 })
  })
  sheet.line(4, 90, 53, 90, { colour: '#333', widthMm: 0.3 })
  lineItems.forEach(({ name, unitPrice, quantity, amount }, i) => {
    press.ink(4, 95.4 + i * 9.6, name, 3.2)
    press.ink(53, 95.4 + i * 9.6, amount, 3.2, { align: 'end' })
    press.label(6, 99.8 + i * 9.6, `${quantity} × ${unitPrice}`, 2.8)
  })
  const end = 95.4 + lineItems.length * 9.6
  sheet.line(4, end - 3.6, 53, end - 3.6, { colour: '#333', widthMm: 0.3 })
  press.label(4, end + 1.6, '合计金额（小写）', 2.5)
  press.ink(4, end + 7, `￥${fields.amountTotal}`, 4.4, { field: 'amountTotal' })
  press.label(4, end + 12, '合计金额（大写）', 2.5)
  press.ink(4, end + 16.6, fields.amountTotalUpper!, 3.3, { field: 'amountTotalUpper', roomMm: 50 })
  press.label(4, end + 21.6, '校验码', 2.5)
  press.ink(4, end + 26, fields.checkCode!, 3.2, { field: 'checkCode' })
  sheet.qrCode(qr, 16, end + 30, 25)
  press.label(4, end + 60, `机器编号 ${machine}`, 2.6)
  press.label(4, end + 64.4, `收款员 ${cashier}`, 2.6)
  if (random.next() < 0.6) sheet.ovalSeal(40, end + 67, [fields.sellerName!.slice(0, 6), '发票专用章'], faces.label, { rx: 13, ry: 8.5 })
  press.sampleMark(4, end + 74)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** Goods first, as a till prints them; all that the tax bureau wants stands below the code, the buyer last. */
function tillFirst({ fields, lineItems, qr, machine, cashier }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(76, 141 + lineItems.length * 6.4, '#fefefd')
  const red = new Press(sheet, faces, { label: '#ab3c34', ink: '#ab3c34' })
  const press = new Press(sheet, faces, { label: '#3c3c42', ink: '#2d2d33' })
  red.label(38, 9, `${names.region()}增值税普通发票(卷票)`, 4.1, { align: 'middle' })
  red.label(38, 14.4, '发票联', 3.2, { align: 'middle' })
  red.ink(6, 21, fields.invoiceCode!, 3.7, { field: 'invoiceCode' })
  red.ink(70, 21, fields.invoiceNumber!, 3.7, { field: 'invoiceNumber', align: 'end' })
  press.ink(38, 29, fields.sellerName!, 3.6, { field: 'sellerName', align: 'middle', roomMm: 66 })
  press.label(6, 35, `交易 ${machine.slice(-6)}　收银 ${cashier}`, 2.9)
  press.ink(70, 35, dateForms.slashed(fields.date!), 3.2, { field: 'date', align: 'end' })
  const rows = lineItems.map(({ name, unitPrice, quantity, amount }, i) => [String(i + 1), name, quantity!, unitPrice!, amount])
  const end = printTable(press, { x: 5, y: 38, widthsMm: [6, 25, 9, 12.5, 13.5], rowMm: 6.4, sizeMm: 3, heads: ['#', '品名', '数量', '单价', '小计'], rows, rules: 'heads', colour: '#8a8a90', aligns: ['middle', 'start', 'end', 'end', 'end'] })
  press.label(6, end + 6.6, '价税合计', 3.6)
  press.ink(70, end + 6.8, `¥${fields.amountTotal}`, 4.6, { align: 'end', field: 'amountTotal', bold: true })
  press.ink(70, end + 12.6, `人民币${fields.amountTotalUpper}`, 3.1, { align: 'end', field: 'amountTotalUpper' })
  sheet.qrCode(qr, 7, end + 18, 24)
  press.label(36, end + 22, '销方税号', 2.7)
  press.ink(36, end + 26.4, fields.sellerTaxId!, 3, { field: 'sellerTaxId', roomMm: 34 })
  press.label(36, end + 33, '校验码', 2.7)
  press.ink(36, end + 37.4, fields.checkCode!.slice(0, 10), 3, { field: 'checkCode' })
  press.ink(36, end + 41.6, fields.checkCode!.slice(10), 3, { field: 'checkCode' })
  sheet.line(5, end + 46, 71, end + 46, { colour: '#8a8a90', widthMm: 0.2, dash: '1 0.8' })
  press.label(6, end + 51, '购买方', 2.9)
  press.ink(18, end + 51, fields.buyerName!, 3.2, { field: 'buyerName', roomMm: 52 })
  press.ink(18, end + 56.4, fields.buyerTaxId!, 3.2, { field: 'buyerTaxId' })
  press.label(6, end + 63, `机器编号：${machine}`, 2.8)
  press.label(6, end + 68, '开票后请当面核对，谢谢惠顾', 2.8)
  if (random.next() < 0.7) sheet.ovalSeal(54, end + 76, [fields.sellerName!.slice(0, 7), '发票专用章'], faces.label, { rx: 14, ry: 9 })
  press.sampleMark(6, end + 86)
  return { sheets: [sheet], qr: [qr], lineItems }
}

export const roll = voucherMaker(invent, { tuning: [redPrinted, narrow, inBlocks, codeAtTheTop, sumsFirst, labelsAbove, tillFirst], 'held-out': [supermarketRoll, cornerShopRoll] }, { codeCarriesData: true })
