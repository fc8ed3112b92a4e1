/** 定额发票: small slips whose amount is printed in advance, several to a book. */
import { Sheet } from '../sheet.ts'
import { Press, printBars, smallNumbers, sums, voucherMaker, type FieldValues, type Layout, type Studio } from './press.ts'

interface Facts { fields: FieldValues; yuan: number; trade: string; payee: string }

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const yuan = random.pick([1, 2, 5, 10, 20, 50, 100])
  return {
    fields: { ...smallNumbers(studio), ...sums(yuan * 100, studio) },
    yuan, trade: random.pick(wishes.set === 'tuning' ? ['停车', '餐饮', '服务', '市内公交', '车辆停放', '娱乐文化', '公园游览', '渡船', '体育场馆', '货物装卸'] : ['服务业', '餐饮业']), payee: names.company(),
  }
}

const guilloche = (sheet: Sheet, colour: string) => sheet.mark(Array.from({ length: 16 }, (_, i) => `<ellipse cx="${sheet.widthMm / 2}" cy="${sheet.heightMm / 2}" rx="${26 - i * 0.3}" ry="${10 + (i % 4)}" transform="rotate(${i * 11} ${sheet.widthMm / 2} ${sheet.heightMm / 2})" fill="none" stroke="${colour}" stroke-width="0.12" opacity="0.6"/>`).join(''))

const wide: Layout<Facts> = ({ fields, trade, payee }, { faces, names, random }) => {
  const sheet = new Sheet(150, 72, '#f4f8ee')
  guilloche(sheet, '#9dbf8c')
  const press = new Press(sheet, faces, { label: '#2e5a34', ink: '#2a2a2a' })
  press.label(75, 12, `${names.region()}国家税务局通用定额发票`, 5.2, { align: 'middle' })
  press.label(75, 19, '发 票 联', 3.6, { align: 'middle' })
  press.pair(18, 28, '发票代码', fields.invoiceCode!, 4, { field: 'invoiceCode', atMm: 37, colour: '#b63a32' })
  press.pair(18, 35, '发票号码', fields.invoiceNumber!, 4, { field: 'invoiceNumber', atMm: 37, colour: '#b63a32' })
  press.label(18, 47, '人民币', 4.6)
  press.label(38, 47, fields.amountTotalUpper!, 7, { field: 'amountTotalUpper', bold: true })
  press.pair(92, 30, '项目：', trade, 3.6)
  press.label(18, 57, '收款单位（盖章有效）', 3.3)
  press.label(104, 57, '开票日期：', 3.3)
  press.label(18, 66, `${names.city()}样例印务承印`, 2.4)
  if (random.next() < 0.8) sheet.ovalSeal(62, 53, [payee.slice(0, 8), '发票专用章'], faces.label, { rx: 17, ry: 11 })
  press.sampleMark(104, 66)
  return { sheets: [sheet] }
}

const withFigures: Layout<Facts> = ({ fields, trade, yuan, payee }, { faces, names, random }) => {
  const sheet = new Sheet(105, 58, '#fbf1ec')
  guilloche(sheet, '#e0a491')
  const press = new Press(sheet, faces, { label: '#a33a2b', ink: '#2c2422' })
  press.label(52.5, 9, `${names.city()}市${trade}定额发票`, 4.6, { align: 'middle', bold: true })
  press.pair(8, 18, '代码：', fields.invoiceCode!, 3.6, { field: 'invoiceCode' })
  press.pair(8, 24, '号码：', fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  press.label(52.5, 36, fields.amountTotalUpper!, 6.4, { field: 'amountTotalUpper', align: 'middle' })
  press.label(98, 21.5, `¥${yuan}.00`, 5.4, { field: 'amountTotal', align: 'end', font: faces.digits, bold: true })
  press.label(8, 46, '付款单位：', 3.2)
  sheet.line(24, 46.6, 60, 46.6, { colour: '#a33a2b', widthMm: 0.2 })
  press.label(64, 46, '年　月　日', 3.2)
  press.label(8, 53, '收款单位未盖章无效', 2.8)
  if (random.next() < 0.6) sheet.roundSeal(80, 42, `${payee.slice(0, 11)}发票专用章`, faces.label, { radius: 13 })
  press.sampleMark(44, 53)
  return { sheets: [sheet] }
}

const framed: Layout<Facts> = ({ fields, trade, yuan }, { faces, names, random }) => {
  const sheet = new Sheet(125, 66, '#eef4f9')
  sheet.box(4, 4, 117, 58, { colour: '#39648f', widthMm: 0.8 })
  sheet.box(5.6, 5.6, 113.8, 54.8, { colour: '#39648f', widthMm: 0.2 })
  const press = new Press(sheet, faces, { label: '#2b4f78', ink: '#1f1f24' })
  press.label(62, 14, `${names.region()}税务局定额发票`, 5, { align: 'middle' })
  press.label(62, 20, `（${trade}）`, 3.4, { align: 'middle' })
  press.label(12, 30, '面额', 4)
  press.label(26, 31, fields.amountTotalUpper!, 6.6, { field: 'amountTotalUpper' })
  press.label(108, 31, `${yuan}元`, 6, { align: 'end', field: 'amountTotal' })
  press.ink(12, 43, fields.invoiceCode!, 4.4, { field: 'invoiceCode', letterSpacingMm: 0.4 })
  press.ink(108, 43, fields.invoiceNumber!, 4.4, { field: 'invoiceNumber', align: 'end', letterSpacingMm: 0.4, colour: '#ba2f36' })
  press.label(12, 47.6, '发票代码', 2.6)
  press.label(108, 47.6, '发票号码', 2.6, { align: 'end' })
  press.label(12, 56, '开票单位（章）', 3.2)
  if (random.next() < 0.7) sheet.ovalSeal(58, 46, [names.city() + '样例', '发票专用章'], faces.label, { rx: 15, ry: 10 })
  press.sampleMark(80, 56)
  return { sheets: [sheet] }
}

const upright: Layout<Facts> = ({ fields, trade }, { faces, names, random }) => {
  const sheet = new Sheet(62, 92, '#f8f6ea')
  const press = new Press(sheet, faces, { label: '#5b4a1e', ink: '#332e22' })
  press.label(31, 10, `${names.city()}市`, 4, { align: 'middle' })
  press.label(31, 17, '通用定额发票', 5, { align: 'middle' })
  sheet.line(8, 20, 54, 20, { colour: '#5b4a1e', widthMm: 0.4 })
  press.label(31, 33, fields.amountTotalUpper!, 7.2, { field: 'amountTotalUpper', align: 'middle' })
  press.label(31, 40, trade + '专用', 3.6, { align: 'middle' })
  press.label(8, 50, '发票代码', 3)
  press.ink(8, 55.5, fields.invoiceCode!, 4, { field: 'invoiceCode' })
  press.label(8, 62, '发票号码', 3)
  press.ink(8, 67.5, fields.invoiceNumber!, 4, { field: 'invoiceNumber' })
  press.label(8, 77, '收款单位盖章', 3)
  if (random.next() < 0.7) sheet.roundSeal(40, 70, `${names.city()}样例商户发票专用章`, faces.label, { radius: 14, colour: '#c9303c' })
  press.sampleMark(8, 87)
  return { sheets: [sheet] }
}

/** A gate's ticket with a stub: the amount runs down the middle, the numbers stand on both parts. */
const withStub: Layout<Facts> = ({ fields, trade, payee }, { faces, names, random }) => {
  const sheet = new Sheet(130, 60, '#f2f7f2')
  guilloche(sheet, '#b9d5bd')
  const press = new Press(sheet, faces, { label: '#2d6248', ink: '#23262a' })
  sheet.line(32, 0, 32, 60, { colour: '#6d9a80', widthMm: 0.3, dash: '1.4 1' })
  press.label(16, 12, '存 根 联', 3.4, { align: 'middle' })
  press.ink(16, 24, fields.invoiceNumber!, 3.2, { align: 'middle', colour: '#b02e34' })
  press.label(74, 10, `${names.city()}市${trade}专用定额发票`, 4.4, { align: 'middle' })
  press.label(74, 15.4, '发 票 联', 3.2, { align: 'middle' })
  const gaps = fields.amountTotalUpper!.length - 1
  const stepMm = Math.min(11, 38 / gaps)
  press.label(119, 32 - (gaps * stepMm) / 2, fields.amountTotalUpper!, 6, { field: 'amountTotalUpper', downwards: true, stepMm })
  sheet.box(112, 5, 14, 50, { colour: '#2d6248', widthMm: 0.35 })
  press.label(38, 25, '代码', 3.2)
  press.ink(48, 25, fields.invoiceCode!, 4, { field: 'invoiceCode', letterSpacingMm: 0.3 })
  press.label(38, 33, '号码', 3.2)
  press.ink(48, 33, fields.invoiceNumber!, 4.4, { field: 'invoiceNumber', letterSpacingMm: 0.6, colour: '#b02e34' })
  press.label(38, 42, '开票单位（盖章）', 3)
  press.label(38, 49, '　　年　　月　　日', 3)
  if (random.next() < 0.7) sheet.ovalSeal(86, 43, [payee.slice(0, 8), '发票专用章'], faces.label, { rx: 16, ry: 10 })
  press.sampleMark(38, 56)
  return { sheets: [sheet] }
}

/** The newer form of the tax bureau: violet, the amount in a band, words and figures, bars and a field to scratch. */
const withBand: Layout<Facts> = ({ fields, yuan, payee }, { faces, names, random }) => {
  const sheet = new Sheet(175, 77, '#f6f2f9')
  const press = new Press(sheet, faces, { label: '#5a3f7d', ink: '#24222a' })
  sheet.box(0, 28, 175, 15, { colour: 'none', widthMm: 0 }, '#e4d8ee')
  press.label(87.5, 12, '国家税务总局', 4, { align: 'middle' })
  press.label(87.5, 19.5, `${names.region()}税务局通用定额发票`, 5.4, { align: 'middle' })
  press.label(12, 37.6, '人民币', 4.2)
  press.label(30, 38, fields.amountTotalUpper!, 6.8, { field: 'amountTotalUpper', letterSpacingMm: 1.4 })
  press.label(162, 38, `￥${yuan}.00`, 5.6, { field: 'amountTotal', align: 'end' })
  press.pair(12, 52, '发票代码：', fields.invoiceCode!, 3.8, { field: 'invoiceCode' })
  press.pair(12, 59.5, '发票号码：', fields.invoiceNumber!, 3.8, { field: 'invoiceNumber' })
  press.label(12, 67, '收款单位（盖章）：', 3.4)
  sheet.box(122, 48, 40, 11, { colour: '#8a7aa0', widthMm: 0.3 }, '#c9c4d0')
  press.label(142, 55, '刮奖区', 3.6, { align: 'middle', colour: '#6a6175' })
  printBars(sheet, fields.invoiceNumber!, 122, 62, 40, 5)
  if (random.next() < 0.7) sheet.roundSeal(92, 57, `${payee.slice(0, 11)}发票专用章`, faces.label, { radius: 15 })
  press.sampleMark(122, 73)
  return { sheets: [sheet] }
}

/** The slip out of a book as every county's tax office had it: amount in words and figures in the middle, numbers above it at the right. */
const outOfBook: Layout<Facts> = ({ fields, yuan, payee }, { faces, names, random }) => {
  const sheet = new Sheet(160, 76, '#fbf4ea')
  guilloche(sheet, '#e6cfa8')
  const press = new Press(sheet, faces, { label: '#8f4a22', ink: '#26262a' })
  press.label(80, 12, `${names.region()}通用定额发票`, 6, { align: 'middle', letterSpacingMm: 0.6 })
  sheet.ovalSeal(80, 11, ['全国统一发票监制章', names.region(), '税务局监制'], faces.label, { rx: 14, ry: 9 })
  press.label(80, 22.6, '发 票 联', 4, { align: 'middle' })
  press.pair(104, 21, '发票代码：', fields.invoiceCode!, 3.7, { field: 'invoiceCode' })
  press.pair(104, 27.4, '发票号码：', fields.invoiceNumber!, 3.7, { field: 'invoiceNumber' })
  press.label(14, 42, '金额（大写）：', 4)
  press.label(42, 42.4, fields.amountTotalUpper!, 6.6, { field: 'amountTotalUpper', bold: true })
  press.label(104, 42, '（小写）：', 4)
  press.label(122, 42.2, `￥${yuan}.00`, 5.4, { field: 'amountTotal' })
  press.label(14, 55, '收款单位（盖章）：', 3.6)
  press.label(104, 55, '开票日期：　　年　　月　　日', 3.4)
  press.label(14, 66, '本发票限在本省范围内使用，未加盖发票专用章无效', 2.9)
  if (random.next() < 0.8) sheet.ovalSeal(64, 57, [payee.slice(0, 8), '发票专用章'], faces.label, { rx: 16, ry: 10.5 })
  press.sampleMark(104, 66)
  return { sheets: [sheet] }
}

export const quota = voucherMaker(invent, { tuning: [wide, withFigures, framed, upright, withStub, withBand], 'held-out': [outOfBook] })
