/** 铁路电子客票: the railway's 数电票, as the passenger prints it. */
import { parseYuan } from '../../src-shared/money.ts'
import type { Random } from '../random.ts'
import { Sheet } from '../sheet.ts'
import { dateForms, dayAfter, payingUnit, Press, printTable, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'
import { digitalNumber, qrOf } from './vat-content.ts'

interface Facts { fields: FieldValues; qr: string; travelDate: string; time: string; coach: string; place: string; seatClass: string; maskedId: string; ticketNumber: string; isRefund: boolean }

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const travelDate = someDate(studio)
  const date = dayAfter(travelDate, random.integer(0, 20))
  const [fromStation, toStation] = names.stations()
  const buyer = payingUnit(studio)
  const [coach, place] = [`${String(random.integer(1, 16)).padStart(2, '0')}车`, `${String(random.integer(1, 19)).padStart(2, '0')}${random.pick([...'ABCDF'])}号`]
  const isRefund = random.next() < 0.12
  const fen = isRefund ? random.integer(6, 300) * 50 : random.integer(20, 2400) * 50
  const fields: FieldValues = {
    invoiceNumber: digitalNumber(random, date), date, buyerName: buyer.name, buyerTaxId: buyer.taxId, fromStation, toStation, trainNumber: random.pick([...'GDCKZ']) + random.integer(11, 9899),
    seat: `${coach}${place}`, passengerName: names.person(), amountTotal: yuanOf(fen),
  }
  return {
    fields, travelDate, time: someTime(random), coach, place, seatClass: random.pick(['二等座', '一等座', '商务座', '无座']), isRefund, ticketNumber: random.digits(21),
    qr: qrOf(random, { hasCode: false, qrKind: '51' }, fields, parseYuan(fields.amountTotal!)!, wishes.fault === 'qr'), maskedId: maskedIdOf(random),
  }
}

export const maskedIdOf = (random: Random) => `${random.pick(['530102', '350203', '530322'])}${random.integer(1965, 2003)}****${random.digits(3)}${random.pick([...'0123456789X'])}`

function arrow(sheet: Sheet, x: number, y: number, lengthMm: number): void {
  sheet.mark(`<path d="M${x} ${y}h${lengthMm}m-2.4 -1.2l2.4 1.2l-2.4 1.2" fill="none" stroke="#333" stroke-width="0.4"/>`)
}

const priceLabel = ({ isRefund }: Facts) => (isRefund ? '退票费：' : '票价：')

/** The railway's own page: the ticket in the middle of it, the code below on the right. */
const withinFrame: Layout<Facts> = (facts, { faces, names, random }) => {
  const { fields } = facts
  const sheet = new Sheet(210, 132, '#fdfdfc')
  const press = new Press(sheet, faces, { label: '#2b2b2b', ink: '#1a1a1a' })
  press.label(105, 16, '电子发票（铁路电子客票）', 6.6, { align: 'middle', colour: '#8a2f2a' })
  for (const y of [19, 19.9]) sheet.line(66, y, 144, y, { colour: '#8a2f2a' })
  sheet.ovalSeal(105, 14.5, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label)
  press.pair(16, 31, '发票号码:', fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  press.pair(148, 31, '开票日期:', dateForms.long(fields.date!), 3.6, { field: 'date' })
  sheet.box(14, 35, 182, 80, { colour: '#8a2f2a', widthMm: 0.35 })
  press.ink(50, 48, fields.fromStation!, 6.4, { field: 'fromStation', align: 'middle' })
  press.ink(105, 46, fields.trainNumber!, 6, { field: 'trainNumber', align: 'middle' })
  arrow(sheet, 88, 49, 34)
  press.ink(158, 48, fields.toStation!, 6.4, { field: 'toStation', align: 'middle' })
  press.ink(press.ink(press.ink(22, 60, dateForms.long(facts.travelDate), 4) + 5, 60, `${facts.time}开`, 4) + 12, 60, fields.seat!, 4, { field: 'seat' })
  press.ink(158, 60, facts.seatClass, 4, { align: 'middle' })
  press.pair(22, 70, priceLabel(facts), `￥${fields.amountTotal}`, 4.4, { field: 'amountTotal' })
  press.ink(press.ink(22, 80, facts.maskedId, 4) + 6, 80, fields.passengerName!, 4, { field: 'passengerName' })
  press.pair(22, 90, '电子客票号:', facts.ticketNumber, 3.6)
  press.pair(22, 100, '购买方名称:', fields.buyerName!, 3.6, { field: 'buyerName' })
  press.pair(22, 110, '统一社会信用代码:', fields.buyerTaxId!, 3.6, { field: 'buyerTaxId' })
  sheet.qrCode(facts.qr, 164, 82, 26)
  if (random.next() < 0.5) press.label(128, 110, '仅供报销使用', 3.4)
  press.label(105, 121, '买票请到12306 发货请到95306 中国铁路祝您旅途愉快', 3, { align: 'middle' })
  press.sampleMark(16, 128)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** The same printed narrow on A4, without a frame, labels before every value. */
const labelledOnA4: Layout<Facts> = (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = new Sheet(210, 297, '#fcfcfb')
  const press = new Press(sheet, faces, { label: '#6d2a23', ink: '#161a28' })
  sheet.qrCode(facts.qr, 14, 12, 22)
  press.label(105, 22, '电子发票（铁路电子客票）', 6.2, { align: 'middle' })
  sheet.line(70, 25.4, 140, 25.4, { colour: '#6d2a23', widthMm: 0.5 })
  sheet.ovalSeal(106, 21, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 16, ry: 10.5 })
  press.pair(146, 18, '发票号码：', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  press.pair(146, 25, '开票日期：', dateForms.long(fields.date!), 3.2, { field: 'date' })
  for (const y of [40, 58, 76, 92, 108]) sheet.line(12, y, 198, y, { colour: '#6d2a23', dash: '1.2 0.8' })
  press.ink(22, 51, fields.fromStation!, 5.6, { field: 'fromStation' })
  press.ink(105, 50, fields.trainNumber!, 5.2, { field: 'trainNumber', align: 'middle', bold: true })
  arrow(sheet, 91, 52.5, 28)
  press.ink(188, 51, fields.toStation!, 5.6, { field: 'toStation', align: 'end' })
  press.ink(22, 69, `${dateForms.long(facts.travelDate)} ${facts.time}开`, 3.8)
  press.ink(96, 69, fields.seat!, 3.8, { field: 'seat' })
  press.ink(150, 69, facts.seatClass, 3.8)
  press.pair(22, 86, priceLabel(facts), `￥${fields.amountTotal}`, 4, { field: 'amountTotal' })
  press.ink(96, 86, facts.maskedId, 3.7)
  press.ink(150, 86, fields.passengerName!, 3.8, { field: 'passengerName' })
  press.pair(22, 101, '购买方名称：', fields.buyerName!, 3.4, { field: 'buyerName' })
  press.pair(112, 101, '统一社会信用代码：', fields.buyerTaxId!, 3.4, { field: 'buyerTaxId' })
  press.pair(22, 116, '电子客票号：', facts.ticketNumber, 3.2)
  press.label(124, 116, '中国铁路祝您旅途愉快', 3.2)
  press.sampleMark(14, 124)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** Code on the right, seat and class in one row with the price, the buyer at the foot in a box of its own. */
const buyerBelow: Layout<Facts> = (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = new Sheet(206, 126, '#fefefd')
  const press = new Press(sheet, faces, { label: '#1f3d63', ink: '#101010' })
  press.label(103, 15, '电子发票（铁路电子客票）', 6, { align: 'middle' })
  sheet.ovalSeal(101, 13.5, ['全国统一发票监制章', names.region(), '国家税务总局监制'], faces.label, { rx: 17, ry: 10 })
  press.pair(12, 26, '发票号码：', fields.invoiceNumber!, 3.4, { field: 'invoiceNumber' })
  press.pair(12, 33, '开票日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  sheet.qrCode(facts.qr, 168, 20, 24)
  sheet.box(10, 48, 186, 36, { colour: '#1f3d63', widthMm: 0.3 })
  press.ink(16, 58, fields.fromStation!, 5.8, { field: 'fromStation' })
  arrow(sheet, 62, 58.6, 22)
  press.ink(73, 56.4, fields.trainNumber!, 4.8, { field: 'trainNumber', align: 'middle' })
  press.ink(98, 58, fields.toStation!, 5.8, { field: 'toStation' })
  press.ink(146, 58, `${facts.travelDate} ${facts.time}开`, 3.9)
  press.ink(16, 68, `${fields.seat} ${facts.seatClass}`, 3.9, { field: 'seat' })
  press.pair(98, 68, priceLabel(facts), `￥${fields.amountTotal}`, 4.2, { field: 'amountTotal' })
  press.ink(16, 78, `${fields.passengerName} ${facts.maskedId}`, 3.9, { field: 'passengerName' })
  press.pair(98, 78, '电子客票号：', facts.ticketNumber, 3.4)
  sheet.box(10, 88, 186, 20, { colour: '#1f3d63', widthMm: 0.3 })
  press.pair(14, 96, '购买方名称：', fields.buyerName!, 3.5, { field: 'buyerName' })
  press.pair(14, 104, '统一社会信用代码：', fields.buyerTaxId!, 3.5, { field: 'buyerTaxId' })
  press.label(130, 104, '发货请到95306 买票请到12306', 3)
  press.sampleMark(12, 116)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** Two columns: the journey on the left down the page, the tax bureau's part on the right; labels above. */
const inTwoColumns: Layout<Facts> = (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = new Sheet(208, 120, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#5a5148', ink: '#1c1a18' })
  press.label(12, 15, '电子发票（铁路电子客票）', 5.6, { colour: '#7c2f22' })
  sheet.ovalSeal(96, 14, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 14, ry: 9.5 })
  sheet.line(10, 24, 198, 24, { colour: '#7c2f22', widthMm: 0.5 })
  sheet.line(132, 28, 132, 104, { colour: '#b9a99a', widthMm: 0.25 })
  press.ink(12, 36, fields.trainNumber!, 5.4, { field: 'trainNumber', bold: true })
  press.ink(36, 36, `${dateForms.plain(facts.travelDate)} ${facts.time}开`, 3.9)
  press.ink(16, 49, fields.fromStation!, 6, { field: 'fromStation' })
  arrow(sheet, 60, 47, 18)
  press.ink(84, 49, fields.toStation!, 6, { field: 'toStation' })
  const below: [number, number, string, string, keyof FieldValues | undefined][] = [
    [12, 60, '旅客', fields.passengerName!, 'passengerName'], [48, 60, '身份证件', facts.maskedId, undefined], [12, 74, '席位', fields.seat!, 'seat'], [48, 74, '席别', facts.seatClass, undefined],
    [12, 88, facts.isRefund ? '退票费' : '票价', `￥${fields.amountTotal}`, 'amountTotal'], [48, 88, '电子客票号', facts.ticketNumber, undefined],
    [138, 32, '发票号码', fields.invoiceNumber!, 'invoiceNumber'], [138, 46, '开票日期', dateForms.long(fields.date!), 'date'], [138, 92, '统一社会信用代码', fields.buyerTaxId!, 'buyerTaxId'],
  ]
  for (const [x, y, label, value, field] of below) {
    press.label(x, y, label, 2.8)
    press.ink(x, y + 5.6, value, 3.9, { field })
  }
  press.label(12, 106, '购买方名称', 2.8)
  press.ink(12, 111.4, fields.buyerName!, 3.8, { field: 'buyerName' })
  sheet.qrCode(facts.qr, 152, 58, 28)
  press.label(138, 111.4, '铁路客户服务中心 12306', 3)
  press.sampleMark(12, 117)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** Printed by an office's own software: a table of two columns, one thing in each row. */
const asTable: Layout<Facts> = (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = new Sheet(148, 210, '#fcfcfa')
  const press = new Press(sheet, faces, { label: '#2a3a44', ink: '#15181c' })
  press.label(74, 18, '电子发票（铁路电子客票）', 5.4, { align: 'middle' })
  sheet.ovalSeal(74, 17, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 15, ry: 10 })
  sheet.qrCode(facts.qr, 116, 8, 20)
  const rows: (readonly [string, string, keyof FieldValues | undefined])[] = [
    ['发票号码', fields.invoiceNumber!, 'invoiceNumber'], ['开票日期', dateForms.long(fields.date!), 'date'], ['购买方名称', fields.buyerName!, 'buyerName'], ['统一社会信用代码', fields.buyerTaxId!, 'buyerTaxId'],
    ['旅客姓名', fields.passengerName!, 'passengerName'], ['有效证件号码', facts.maskedId, undefined], ['乘车日期', dateForms.long(facts.travelDate), undefined], ['车次', fields.trainNumber!, 'trainNumber'],
    ['出发站', fields.fromStation!, 'fromStation'], ['到达站', fields.toStation!, 'toStation'], ['开车时间', facts.time, undefined], ['车厢及席位号', fields.seat!, 'seat'], ['席别', facts.seatClass, undefined],
    [facts.isRefund ? '退票费（元）' : '票价（元）', fields.amountTotal!, 'amountTotal'], ['电子客票号', facts.ticketNumber, undefined],
  ]
  const end = printTable(press, { x: 14, y: 36, widthsMm: [42, 78], rowMm: 9.4, sizeMm: 3.6, rows: rows.map(([label, text, field]) => [label, { text, field }]), rules: 'all', colour: '#7f939c' })
  press.label(14, end + 8, '本凭证可在12306网站核验真伪', 3)
  press.sampleMark(14, 203)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** As the railway's own file looks: class and seat beside the day, the buyer under a rule at the foot. */
const railwayPage: Layout<Facts> = (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = new Sheet(212, 128, '#fefefe')
  const press = new Press(sheet, faces, { label: '#231f20', ink: '#161616' })
  press.label(106, 17, '电子发票（铁路电子客票）', 7, { align: 'middle', colour: '#9c3528' })
  sheet.ovalSeal(106, 16, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 16, ry: 10.5 })
  press.pair(20, 30, '发票号码:', fields.invoiceNumber!, 3.7, { field: 'invoiceNumber' })
  press.pair(145, 30, '开票日期:', dateForms.long(fields.date!), 3.7, { field: 'date' })
  sheet.line(18, 34, 194, 34, { colour: '#9c3528', widthMm: 0.4 })
  press.ink(54, 45, fields.fromStation!, 6, { field: 'fromStation', align: 'middle' })
  press.ink(158, 45, fields.toStation!, 6, { field: 'toStation', align: 'middle' })
  press.ink(106, 43, fields.trainNumber!, 5.6, { field: 'trainNumber', align: 'middle' })
  arrow(sheet, 92, 46, 28)
  press.ink(28, 57, `${dateForms.long(facts.travelDate)}　${facts.time}开`, 4)
  press.ink(124, 57, fields.seat!, 4, { field: 'seat' })
  press.ink(154, 57, facts.seatClass, 4)
  press.pair(28, 67, priceLabel(facts), `￥${fields.amountTotal}`, 4.2, { field: 'amountTotal' })
  press.ink(28, 77, facts.maskedId, 4)
  press.ink(84, 77, fields.passengerName!, 4, { field: 'passengerName' })
  press.pair(28, 87, '电子客票号:', facts.ticketNumber, 3.8)
  sheet.line(18, 93, 194, 93, { colour: '#9c3528', widthMm: 0.4 })
  press.pair(20, 100.5, '购买方名称:', fields.buyerName!, 3.6, { field: 'buyerName' })
  press.pair(112, 100.5, '统一社会信用代码:', fields.buyerTaxId!, 3.6, { field: 'buyerTaxId' })
  sheet.qrCode(facts.qr, 160, 62, 27)
  press.label(106, 112, '买票请到12306 发货请到95306', 3.1, { align: 'middle' })
  press.label(106, 117, '中国铁路祝您旅途愉快', 3.1, { align: 'middle' })
  press.sampleMark(20, 123)
  return { sheets: [sheet], qr: [facts.qr] }
}

export const railE = voucherMaker(invent, { tuning: [withinFrame, labelledOnA4, buyerBelow, inTwoColumns, asTable], 'held-out': [railwayPage] }, { codeCarriesData: true })
