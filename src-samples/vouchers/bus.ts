/** 汽车客票. */
import { Sheet } from '../sheet.ts'
import { dateForms, Press, printBars, smallNumbers, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

interface Facts { fields: FieldValues; time: string; coach: string; gate: string; price: string; tail: string }

function inventBus(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const [from, to] = names.tollGates()
  const fen = random.integer(12, 260) * 50
  return {
    fields: {
      ...smallNumbers(studio), date: someDate(studio), fromStation: from + (random.pick(wishes.set === 'tuning' ? ['客运站', '汽车站', '长途汽车站', '客运中心'] : ['汽车客运站', '客运总站'])), toStation: to, seat: String(random.integer(1, 45)), passengerName: names.person(),
      trainNumber: `${random.pick([...'ABK'])}${random.digits(4)}`, amountTotal: yuanOf(fen),
    },
    time: someTime(random, 6, 19), coach: random.pick(['大型高一', '中型普通', '大型卧铺', '大型中级']), gate: String(random.integer(1, 18)), price: yuanOf(fen), tail: random.digits(16),
  }
}

const yellowBusTicket: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(96, 62, '#fbf6df')
  const press = new Press(sheet, faces, { label: '#7a4a1c', ink: '#25242b' })
  press.label(48, 8.5, `${names.region()}道路客运发票`, 4.4, { align: 'middle' })
  press.label(48, 13.6, '（汽车客票）', 3, { align: 'middle' })
  press.pair(6, 19, '发票代码 ', fields.invoiceCode!, 3.2, { field: 'invoiceCode' })
  press.pair(54, 19, '发票号码 ', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  press.ink(8, 27, fields.fromStation!, 4.4, { field: 'fromStation' })
  press.label(48, 27, '至', 3.6, { align: 'middle' })
  press.ink(56, 27, fields.toStation!, 4.4, { field: 'toStation' })
  press.pair(6, 34, '乘车日期 ', fields.date!, 3.3, { field: 'date' })
  press.pair(54, 34, '开车时间 ', facts.time, 3.3)
  press.pair(6, 39.4, '车次 ', fields.trainNumber!, 3.3, { field: 'trainNumber' })
  press.pair(34, 39.4, '座号 ', fields.seat!, 3.3, { field: 'seat' })
  press.pair(54, 39.4, '检票口 ', facts.gate, 3.3)
  press.pair(6, 44.8, '车型 ', facts.coach, 3.3)
  press.label(press.pair(54, 44.8, '票价 ', facts.price, 3.9, { field: 'amountTotal' }) + 0.4, 44.8, '元', 3.3)
  press.pair(6, 50.2, '旅客 ', fields.passengerName!, 3.3, { field: 'passengerName' })
  press.label(34, 50.2, '全票（含站务费）', 3)
  press.label(6, 57, '当日当次有效，请妥善保管', 2.6)
  if (random.next() < 0.6) sheet.ovalSeal(78, 50, [fields.fromStation!.slice(0, 7), '客票专用章'], faces.label, { rx: 13, ry: 8.5 })
  press.sampleMark(44, 57)
  return { sheets: [sheet] }
}

const thermalBusTicket: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(80, 104, '#fcfcfb')
  const press = new Press(sheet, faces, { label: '#2f2f36', ink: '#2a2a31' })
  press.label(40, 9, `${names.city()}汽车运输集团`, 4.2, { align: 'middle', bold: true })
  press.label(40, 14.6, '汽车客票', 3.8, { align: 'middle' })
  press.pair(6, 21.5, '代码：', fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  press.pair(6, 27, '号码：', fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  press.pair(6, 36, '始发：', fields.fromStation!, 4.2, { field: 'fromStation' })
  press.pair(6, 42.5, '到达：', fields.toStation!, 4.2, { field: 'toStation' })
  press.pair(6, 49, '日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.pair(6, 54.6, '时间：', facts.time, 3.4)
  press.pair(44, 54.6, '班次：', fields.trainNumber!, 3.4, { field: 'trainNumber' })
  press.pair(6, 60.2, '座位：', fields.seat!, 3.4, { field: 'seat' })
  press.pair(44, 60.2, '检票口：', facts.gate, 3.4)
  press.pair(6, 68, '票价：', `¥${facts.price}`, 4.6, { field: 'amountTotal' })
  press.label(52, 68, '全价', 3.6)
  press.pair(6, 74.5, '姓名：', fields.passengerName!, 3.3, { field: 'passengerName' })
  const qr = facts.tail + random.digits(12)
  sheet.qrCode(qr, 56, 76, 19)
  press.label(6, 82, '凭有效身份证件进站', 2.9)
  press.label(6, 87, '开车前5分钟停止检票', 2.9)
  press.sampleMark(6, 99)
  return { sheets: [sheet], qr: [qr] }
}

const blueBusTicket: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(110, 58, '#edf3f8')
  sheet.line(86, 0, 86, 58, { colour: '#7894ad', widthMm: 0.25, dash: '1.2 1' })
  const press = new Press(sheet, faces, { label: '#32567a', ink: '#202228' })
  press.label(43, 8, `${names.city()}市公路汽车客票`, 4.4, { align: 'middle' })
  press.ink(5, 14.5, fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  press.ink(82, 14.5, fields.invoiceNumber!, 3.6, { field: 'invoiceNumber', align: 'end', colour: '#b93238' })
  press.label(5, 21, '起点', 2.8)
  press.ink(5, 27, fields.fromStation!, 4, { field: 'fromStation' })
  press.label(82, 21, '终点', 2.8, { align: 'end' })
  press.ink(82, 27, fields.toStation!, 4, { field: 'toStation', align: 'end' })
  sheet.mark('<path d="M37 25.6h18m-1.6 -1l1.6 1l-1.6 1" fill="none" stroke="#32567a" stroke-width="0.4"/>')
  const columns: [string, string, keyof FieldValues | undefined][] = [['日期', dateForms.dotted(fields.date!), 'date'], ['发车', facts.time, undefined], ['车次', fields.trainNumber!, 'trainNumber'], ['座位', fields.seat!, 'seat'], ['票价/元', facts.price, 'amountTotal']]
  columns.forEach(([label, value, field], i) => {
    const x = 5 + [0, 21, 34, 50, 62][i]!
    press.label(x, 34, label, 2.8)
    press.ink(x, 39.4, value, 3.4, { field })
  })
  press.label(5, 46.5, '身份证件与本人一致方可乘车', 2.7)
  press.pair(50, 46.5, '乘客 ', fields.passengerName!, 3, { field: 'passengerName' })
  printBars(sheet, facts.tail, 5, 49, 40, 5)
  press.label(98, 12, '副 券', 3.4, { align: 'middle' })
  press.ink(98, 20, facts.price, 3.2, { align: 'middle' })
  press.ink(98, 26, facts.time, 3.2, { align: 'middle' })
  if (random.next() < 0.6) sheet.roundSeal(70, 44, `${names.city()}汽车站售票专用章`, faces.label, { radius: 11 })
  press.sampleMark(49, 55)
  return { sheets: [sheet] }
}

const thermalBusReceipt: Layout<Facts> = ({ fields, ...facts }, { faces, names }) => {
  const sheet = new Sheet(64, 108, '#fefefc')
  const press = new Press(sheet, faces, { label: '#3d3d42', ink: '#333338' })
  press.label(32, 8.5, `${names.city()}长途汽车公司`, 3.8, { align: 'middle' })
  press.label(32, 14, '乘车票据（报销联）', 3.6, { align: 'middle' })
  sheet.line(4, 17, 60, 17, { colour: '#555', widthMm: 0.3 })
  const rows: [string, string, keyof FieldValues | undefined, number][] = [
    ['票据代码', fields.invoiceCode!, 'invoiceCode', 3.2], ['票据号码', fields.invoiceNumber!, 'invoiceNumber', 3.2], ['上车站', fields.fromStation!, 'fromStation', 3.8], ['下车站', fields.toStation!, 'toStation', 3.8], ['乘车日', dateForms.plain(fields.date!), 'date', 3.3],
    ['发车时刻', facts.time, undefined, 3.3], ['班次号', fields.trainNumber!, 'trainNumber', 3.3], ['座　位', fields.seat!, 'seat', 3.3], ['乘车人', fields.passengerName!, 'passengerName', 3.3],
  ]
  rows.forEach(([label, value, field, sizeMm], i) => {
    press.label(4, 23 + i * 6.2, label, 3.1)
    press.ink(60, 23 + i * 6.2, value, sizeMm, { align: 'end', field })
  })
  sheet.line(4, 76, 60, 76, { colour: '#555', widthMm: 0.3 })
  press.label(4, 83, '实收票款', 3.6)
  press.ink(60, 83, `${fields.amountTotal}元`, 4.6, { align: 'end', field: 'amountTotal' })
  press.label(4, 90, '其中站务费 1.00 元', 3)
  printBars(sheet, facts.tail, 8, 92.5, 48, 6)
  press.sampleMark(4, 104)
  return { sheets: [sheet] }
}

/** What stations call the same things; from one to the other in two lines or in one. */
const wordyBusTicket: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(90, 70, '#fafafa')
  const press = new Press(sheet, faces, { label: '#3a3a44', ink: '#23232a' })
  press.label(45, 9, `${names.region()}${random.pick(['汽车客运发票', '公路客运统一票据', '长途汽车票', '公路旅客运输客票', '道路旅客运输发票'])}`, 4.2, { align: 'middle' })
  press.pair(5, 15, random.pick(['发票代码：', '代码 ']), fields.invoiceCode!, 3.2, { field: 'invoiceCode' })
  press.pair(48, 15, random.pick(['发票号码：', 'No.']), fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  const [from, to] = random.pick([['乘车站：', '到达站：'], ['上车站 ', '下车站 '], ['起点：', '终点：'], ['发站 ', '到站 '], ['由：', '至：'], ['始发站:', '终点站:'], ['', '']] as const)
  if (from === '') press.ink(press.label(press.ink(6, 24, fields.fromStation!, 4.4, { field: 'fromStation' }) + 1, 24, random.pick(['→', '—', '至', '--']), 4) + 1, 24, fields.toStation!, 4.4, { field: 'toStation' })
  else {
    press.pair(5, 23, from, fields.fromStation!, 3.6, { field: 'fromStation' })
    press.pair(48, 23, to, fields.toStation!, 3.6, { field: 'toStation' })
  }
  const [day, name, seat, price] = [random.pick(['乘车日期：', '发车日期：', '日期 ']), random.pick(['乘客：', '旅客姓名：', '姓名 ']), random.pick(['座位号：', '座号 ', '座位 ']), random.pick(['票价：', '票款：', '金额 ', '全价 '])]
  press.pair(5, 31, day, random.pick([dateForms.long, dateForms.dotted, dateForms.slashed])(fields.date!), 3.4, { field: 'date' })
  press.pair(48, 31, random.pick(['发车时间：', '开车时间 ']), facts.time, 3.4)
  press.pair(5, 38, random.pick(['班次：', '车次 ', '班次号：']), fields.trainNumber!, 3.4, { field: 'trainNumber' })
  press.pair(48, 38, seat, fields.seat!, 3.4, { field: 'seat' })
  press.pair(5, 45, price, random.pick([`￥${facts.price}`, `${facts.price}元`]), 3.8, { field: 'amountTotal' })
  press.pair(48, 45, random.pick(['检票口：', '检票口 ']), facts.gate, 3.4)
  press.pair(5, 52, name, fields.passengerName!, 3.4, { field: 'passengerName' })
  press.label(5, 60, '请在发车前10分钟检票上车，票面退改签按规定办理', 2.6)
  press.sampleMark(5, 66)
  return { sheets: [sheet] }
}

/** A wide green form with one row of boxes that the matrix printer fills, and the stub on the left. */
const formWithBoxes: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(152, 64, '#eef6ec')
  const form = new Press(sheet, faces, { label: '#2f6b45', ink: '#2f6b45' })
  const press = new Press(sheet, faces, { label: '#2b2d33', ink: '#292b3a' })
  const [dx, dy] = [random.between(-0.6, 0.8), random.between(-0.5, 0.5)]
  sheet.line(30, 0, 30, 64, { colour: '#7fa78b', widthMm: 0.25, dash: '1.2 1' })
  form.label(15, 10, '存　根', 3.4, { align: 'middle' })
  press.ink(15 + dx, 26, facts.price, 3.2, { align: 'middle' })
  press.ink(15 + dx, 34, facts.time, 3.2, { align: 'middle' })
  form.label(91, 9, `${names.region()}公路汽车旅客运输专用发票`, 4.6, { align: 'middle' })
  form.label(91, 14, '（乘车凭证）', 2.8, { align: 'middle' })
  form.pair(34, 20, '发票代码', fields.invoiceCode!, 3.3, { field: 'invoiceCode', atMm: 49 })
  form.label(104, 20, '发票号码', 3.3)
  form.ink(119, 20, fields.invoiceNumber!, 3.5, { field: 'invoiceNumber', colour: '#b8323a' })
  form.label(34, 27, '乘车站', 3)
  press.ink(46 + dx, 27 + dy, fields.fromStation!, 3.8, { field: 'fromStation' })
  form.label(104, 27, '承运车型', 3)
  press.ink(119 + dx, 27 + dy, facts.coach, 3.3)
  const boxes: [string, string, keyof FieldValues | undefined, number][] = [['到达站', fields.toStation!, 'toStation', 26], ['乘车日期', fields.date!, 'date', 25], ['时间', facts.time, undefined, 14], ['班次', fields.trainNumber!, 'trainNumber', 15], ['座号', fields.seat!, 'seat', 11], ['票价（元）', facts.price, 'amountTotal', 23]]
  let left = 34
  for (const [head, value, field, widthMm] of boxes) {
    sheet.box(left, 31, widthMm, 6, { colour: '#2f6b45', widthMm: 0.2 })
    sheet.box(left, 37, widthMm, 8.4, { colour: '#2f6b45', widthMm: 0.2 })
    form.label(left + widthMm / 2, 35.2, head, 2.9, { align: 'middle' })
    press.ink(left + widthMm / 2 + dx, 42.6 + dy, value, 3.7, { align: 'middle', field, roomMm: widthMm - 1.6 })
    left += widthMm
  }
  press.pair(34, 51.6, '旅客 ', fields.passengerName!, 3.2, { field: 'passengerName' })
  form.label(74, 51.6, '票价含站务费及燃油附加费', 2.7)
  form.label(34, 57, '限当日当次有效　报销凭证　遗失不补', 2.7)
  if (random.next() < 0.6) sheet.ovalSeal(128, 53, [fields.fromStation!.slice(0, 7), '售票专用章'], faces.label, { rx: 13, ry: 8.5 })
  press.sampleMark(34, 61.6)
  return { sheets: [sheet] }
}

/** Out of a machine in the hall: the route across the head in large type, everything else small in two columns around the code. */
const hallMachineTicket: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(80, 86, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#303036', ink: '#26262c' })
  press.label(40, 8, '道 路 客 运 车 票', 4, { align: 'middle', bold: true })
  press.label(40, 13, `${names.city()}交通集团自助售票机`, 2.8, { align: 'middle' })
  press.ink(40, 21.5, fields.fromStation!, 4.4, { align: 'middle', field: 'fromStation' })
  press.label(40, 26.4, '开往', 2.8, { align: 'middle' })
  press.ink(40, 32.5, fields.toStation!, 5, { align: 'middle', field: 'toStation', bold: true })
  sheet.line(4, 35.6, 76, 35.6, { colour: '#444', widthMm: 0.35 })
  press.ink(5, 41.6, `${dateForms.slashed(fields.date!)} ${facts.time} 发车`, 3.7, { field: 'date' })
  press.ink(5, 48, fields.passengerName!, 3.5, { field: 'passengerName' })
  press.label(24, 48, `${random.pick(['3502', '5301'])}**********${random.digits(4)}`, 2.9)
  press.label(press.ink(press.label(5, 54, '第', 3.2), 54, fields.seat!, 3.9, { field: 'seat' }), 54, '座', 3.2)
  press.pair(24, 54, '车次', fields.trainNumber!, 3.3, { field: 'trainNumber', atMm: 32 })
  press.label(5, 60, `${facts.gate}号检票口　${facts.coach}`, 3)
  press.ink(5, 68, `￥${facts.price}`, 5, { field: 'amountTotal', bold: true })
  press.label(30, 68, '全票', 3.2)
  const qr = `${facts.tail}${random.digits(8)}`
  sheet.qrCode(qr, 56.5, 52, 18)
  press.label(5, 74.4, '发票代码', 2.5)
  press.ink(17, 74.4, fields.invoiceCode!, 2.8, { field: 'invoiceCode' })
  press.label(44, 74.4, '号码', 2.5)
  press.ink(51, 74.4, fields.invoiceNumber!, 2.8, { field: 'invoiceNumber' })
  press.label(5, 79, '本票可作报销凭证，改签退票请到窗口办理', 2.5)
  press.sampleMark(5, 83.4)
  return { sheets: [sheet], qr: [qr] }
}

/** The card that a station's window prints: labels with colons in two columns, the code at the right, notes at the foot. */
const windowTicket: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(98, 66, '#f0f6fa')
  const form = new Press(sheet, faces, { label: '#2a628c', ink: '#2a628c' })
  const press = new Press(sheet, faces, { label: '#2a2c31', ink: '#24262b' })
  sheet.box(0, 0, 98, 13, { colour: 'none', widthMm: 0 }, '#d3e6f1')
  form.label(49, 6.4, `${names.region()}道路客运发票`, 4.3, { align: 'middle' })
  form.label(49, 11.2, '汽 车 客 票', 3, { align: 'middle' })
  form.pair(5, 18, '发票代码：', fields.invoiceCode!, 3, { field: 'invoiceCode' })
  form.pair(53, 18, '发票号码：', fields.invoiceNumber!, 3, { field: 'invoiceNumber' })
  press.pair(5, 25, '始发站：', fields.fromStation!, 3.6, { field: 'fromStation', roomMm: 31 })
  press.pair(53, 25, '到达站：', fields.toStation!, 3.6, { field: 'toStation' })
  press.pair(5, 31.4, '乘车日期：', fields.date!, 3.3, { field: 'date' })
  press.pair(53, 31.4, '发车时间：', facts.time, 3.3)
  press.pair(5, 37.4, '车　次：', fields.trainNumber!, 3.3, { field: 'trainNumber' })
  press.pair(53, 37.4, '座位号：', fields.seat!, 3.3, { field: 'seat' })
  press.pair(5, 43.4, '票　价：', `${facts.price}元`, 3.6, { field: 'amountTotal' })
  press.label(43, 43.4, '全票', 3.3)
  press.pair(53, 43.4, '检票口：', facts.gate, 3.3)
  press.pair(5, 49.4, '旅　客：', fields.passengerName!, 3.3, { field: 'passengerName' })
  press.pair(36, 49.4, '车型：', facts.coach, 3.3)
  const qr = facts.tail + random.digits(10)
  sheet.qrCode(qr, 77, 45.4, 16.5)
  form.label(5, 55.6, '请提前10分钟检票上车　仅限当日当次有效', 2.6)
  if (random.next() < 0.6) sheet.ovalSeal(60, 55, [fields.fromStation!.slice(0, 7), '发票专用章'], faces.label, { rx: 12, ry: 8 })
  press.sampleMark(5, 62)
  return { sheets: [sheet], qr: [qr] }
}

export const bus = voucherMaker(inventBus, { tuning: [yellowBusTicket, thermalBusTicket, wordyBusTicket, blueBusTicket, thermalBusReceipt, formWithBoxes, hallMachineTicket], 'held-out': [windowTicket] })
