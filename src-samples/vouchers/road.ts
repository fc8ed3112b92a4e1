/** On the road: 汽车客票 and 通行费 slips. */
import { Sheet } from '../sheet.ts'
import { dateForms, pad, Press, printBars, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

interface BusFacts { fields: FieldValues; time: string; coach: string; gate: string; price: string; tail: string }

function numbers({ random, wishes }: Studio) {
  return { invoiceCode: `1${random.pick(['53', '35'])}00${String(wishes.year).slice(2)}${random.digits(5)}`, invoiceNumber: random.digits(8) }
}

function inventBus(studio: Studio): BusFacts {
  const { random, names } = studio
  const [from, to] = names.tollGates()
  const fen = random.integer(12, 260) * 50
  return {
    fields: {
      ...numbers(studio), date: someDate(studio), fromStation: `${from}客运站`, toStation: to, seat: String(random.integer(1, 45)), passengerName: names.person(),
      trainNumber: `${random.pick([...'ABK'])}${random.digits(4)}`, amountTotal: yuanOf(fen),
    },
    time: someTime(random, 6, 19), coach: random.pick(['大型高一', '中型普通', '大型卧铺', '大型中级']), gate: String(random.integer(1, 18)), price: yuanOf(fen), tail: random.digits(16),
  }
}

const yellowBusTicket: Layout<BusFacts> = ({ fields, ...facts }, { faces, names, random }) => {
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

const thermalBusTicket: Layout<BusFacts> = ({ fields, ...facts }, { faces, names, random }) => {
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

const blueBusTicket: Layout<BusFacts> = ({ fields, ...facts }, { faces, names, random }) => {
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

const thermalBusReceipt: Layout<BusFacts> = ({ fields, ...facts }, { faces, names }) => {
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
const wordyBusTicket: Layout<BusFacts> = ({ fields, ...facts }, { faces, names, random }) => {
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

interface TollFacts { fields: FieldValues; time: string; type: string; lane: string; collector: string; operator: string }

function inventToll(studio: Studio): TollFacts {
  const { random, names, wishes } = studio
  const [fromStation, toStation] = names.tollGates()
  return {
    fields: {
      ...numbers(studio), date: someDate(studio), fromStation, toStation, plateNumber: random.pick(wishes.set === 'tuning' ? ['滇', '闽'] : ['陕', '宁', '湘', '甘']) + random.pick([...'ABCD']) + random.pick([...'EFGHJKM']) + random.digits(4),
      amountTotal: yuanOf(random.integer(1, 140) * (random.next() < 0.7 ? 100 : 50) + 400),
    },
    time: `${someTime(random, 0, 23)}:${pad(random.integer(0, 59))}`, type: random.pick(['客1', '客2', '货1']), lane: String(random.integer(101, 118)), collector: random.digits(6),
    operator: `${names.region()}${random.pick(wishes.set === 'tuning' ? ['云青', '滨河', '环岛', '松镜'] : ['渭朔', '沿江', '永坪'])}高速公路有限公司`,
  }
}

const thermalToll: Layout<TollFacts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(57, 96, '#fdfdfc')
  const red = new Press(sheet, faces, { label: '#bb3a33', ink: '#bb3a33' })
  const press = new Press(sheet, faces, { label: '#34343a', ink: '#2b2b30' })
  red.label(28.5, 9, `${names.region()}车辆通行费`, 4, { align: 'middle' })
  red.label(28.5, 14.5, '专用发票', 4, { align: 'middle' })
  red.pair(5, 21, '代码 ', fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  red.pair(5, 26.4, '号码 ', fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  press.pair(5, 35, '入口：', fields.fromStation!, 3.6, { field: 'fromStation' })
  press.pair(5, 41, '出口：', fields.toStation!, 3.6, { field: 'toStation' })
  press.pair(5, 47, '车型：', facts.type, 3.4)
  press.pair(30, 47, '车道：', facts.lane, 3.4)
  press.pair(5, 53, '车牌：', fields.plateNumber!, 3.4, { field: 'plateNumber' })
  press.pair(5, 59, '日期：', fields.date!, 3.4, { field: 'date' })
  press.pair(5, 65, '时间：', facts.time, 3.4)
  press.label(press.pair(5, 73, '金额：', fields.amountTotal!, 4.4, { field: 'amountTotal', bold: true }) + 0.5, 73, '元', 3.6)
  press.pair(5, 79.5, '收费员：', facts.collector, 3.2)
  press.label(5, 85, facts.operator, 3, { roomMm: 48 })
  if (random.next() < 0.5) sheet.ovalSeal(38, 70, [facts.operator.slice(0, 6), '发票专用章'], faces.label, { rx: 13, ry: 8.5 })
  press.sampleMark(5, 92)
  return { sheets: [sheet] }
}

const cardToll: Layout<TollFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(86, 56, '#eef5ec')
  const press = new Press(sheet, faces, { label: '#3c6a3a', ink: '#26262b' })
  press.label(43, 8, facts.operator, 3.8, { align: 'middle' })
  press.label(43, 13.4, '通行费收据（机打）', 3.4, { align: 'middle' })
  press.ink(5, 19.5, fields.invoiceCode!, 3.5, { field: 'invoiceCode' })
  press.ink(81, 19.5, fields.invoiceNumber!, 3.5, { field: 'invoiceNumber', align: 'end' })
  sheet.box(5, 22, 76, 23, { colour: '#3c6a3a', widthMm: 0.25 })
  press.pair(7, 27, '入口站 ', fields.fromStation!, 3.4, { field: 'fromStation' })
  press.pair(45, 27, '出口站 ', fields.toStation!, 3.4, { field: 'toStation' })
  press.pair(7, 32.6, '车牌号 ', fields.plateNumber!, 3.4, { field: 'plateNumber' })
  press.pair(45, 32.6, '车型 ', facts.type, 3.4)
  press.pair(7, 38.2, '日期 ', dateForms.slashed(fields.date!), 3.4, { field: 'date' })
  press.pair(45, 38.2, '时间 ', facts.time, 3.4)
  press.pair(7, 43.4, '通行费 ', `¥${fields.amountTotal}`, 3.8, { field: 'amountTotal' })
  press.pair(45, 43.4, '工号 ', facts.collector, 3.4)
  press.label(5, 51, '谢谢合作 一路平安', 3)
  if (random.next() < 0.6) sheet.ovalSeal(66, 42, [facts.operator.slice(3, 7), '收费专用章'], faces.label, { rx: 12, ry: 8 })
  press.sampleMark(34, 51)
  return { sheets: [sheet] }
}

const centredToll: Layout<TollFacts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(62, 84, '#fbf8f2')
  const press = new Press(sheet, faces, { label: '#4a3f6b', ink: '#2e2a38' })
  press.label(31, 8, `${names.city()}高速公路通行费`, 4.2, { align: 'middle' })
  sheet.line(6, 11, 56, 11, { colour: '#4a3f6b', widthMm: 0.5 })
  const right = (y: number, label: string, value: string, field?: keyof FieldValues, sizeMm = 3.3) => {
    press.label(6, y, label, 3.1)
    press.ink(56, y, value, sizeMm, { align: 'end', field })
  }
  right(17, '票据代码', fields.invoiceCode!, 'invoiceCode')
  right(22.5, '票据号码', fields.invoiceNumber!, 'invoiceNumber')
  press.ink(31, 31, `${facts.type} ${fields.plateNumber}`, 3.6, { align: 'middle', field: 'plateNumber' })
  right(38, '驶入', fields.fromStation!, 'fromStation', 3.7)
  right(44, '驶出', fields.toStation!, 'toStation', 3.7)
  right(50, '出站日期', dateForms.dotted(fields.date!), 'date')
  right(55.5, '出站时间', facts.time)
  right(64, '实收', `${fields.amountTotal}元`, 'amountTotal', 4.4)
  press.label(31, 71, `员工 ${facts.collector}  车道 ${facts.lane}`, 2.8, { align: 'middle' })
  if (random.next() < 0.5) sheet.roundSeal(42, 60, `${facts.operator}`, faces.label, { radius: 12 })
  press.sampleMark(6, 80)
  return { sheets: [sheet] }
}

const wideToll: Layout<TollFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(120, 50, '#f9f3e3')
  sheet.box(3, 3, 114, 44, { colour: '#8a6d2f', widthMm: 0.4 })
  const press = new Press(sheet, faces, { label: '#6d5320', ink: '#2d2a24' })
  press.label(7, 11, '公路通行费定点收据', 4.4)
  press.ink(113, 9, fields.invoiceCode!, 3.2, { align: 'end', field: 'invoiceCode' })
  press.ink(113, 14.4, fields.invoiceNumber!, 3.6, { align: 'end', field: 'invoiceNumber' })
  press.label(7, 22, '自', 3.2)
  press.ink(13, 22.3, fields.fromStation!, 4, { field: 'fromStation' })
  press.label(48, 22, '至', 3.2)
  press.ink(54, 22.3, fields.toStation!, 4, { field: 'toStation' })
  press.ink(113, 22.3, `${fields.amountTotal} 元`, 4.6, { align: 'end', field: 'amountTotal' })
  press.pair(7, 30, '车号/车类 ', `${fields.plateNumber} ${facts.type}`, 3.3, { field: 'plateNumber' })
  press.ink(113, 30, `${fields.date} ${facts.time}`, 3.3, { align: 'end', field: 'date' })
  press.label(7, 37, facts.operator, 3.1)
  press.label(113, 37, `车道${facts.lane}　工号${facts.collector}`, 2.9, { align: 'end' })
  if (random.next() < 0.6) sheet.ovalSeal(62, 34, [facts.operator.slice(0, 7), '通行费专用章'], faces.label, { rx: 15, ry: 9 })
  press.sampleMark(7, 44)
  return { sheets: [sheet] }
}

/** What roads call the same things; both gates in two lines or in one. */
const wordyToll: Layout<TollFacts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(72, 96, '#fbfcf8')
  const press = new Press(sheet, faces, { label: '#3d3d46', ink: '#25252c' })
  press.label(36, 9, random.pick([`${names.region()}收费公路通行费发票`, '高速公路车辆通行费票据', '公路通行费收费票据', '过路（过桥）费发票', `${names.region()}高速公路联网收费发票`]), 3.9, { align: 'middle' })
  press.pair(5, 16, random.pick(['发票代码：', '票据代码：', '代码:']), fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  press.pair(5, 22, random.pick(['发票号码：', '票据号码：', '号码:']), fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  const isOneLine = random.next() < 0.4
  const suffix = random.pick(['', '站', '收费站'])
  const [entry, exit] = [fields.fromStation!, fields.toStation!].map((gate) => gate + suffix)
  const y = 31
  if (isOneLine) press.ink(press.label(press.ink(5, y, entry!, 3.4, { field: 'fromStation' }) + 1, y, random.pick(['→', '->', '至', '—']), 3.4) + 1, y, exit!, 3.4, { field: 'toStation' })
  else {
    const [from, to] = random.pick([['入口站：', '出口站：'], ['入口：', '出口：'], ['始', '至'], ['入口收费站：', '出口收费站：'], ['入站：', '出站：'], ['驶入：', '驶出：'], ['进站：', '出站：'], ['上站：', '下站：'], ['起点：', '终点：'], ['入口站名 ', '出口站名 ']] as const)
    const apart = random.next() < 0.5
    press.pair(5, y, from, entry!, 3.2, { field: 'fromStation' })
    press.pair(apart ? 5 : 38, apart ? y + 6 : y, to, exit!, 3.2, { field: 'toStation' })
  }
  press.pair(5, 44, random.pick(['车牌号码：', '车牌：', '车号 ']), fields.plateNumber!, 3.3, { field: 'plateNumber' })
  press.pair(42, 44, random.pick(['车型：', '车类：', '车种 ']), facts.type, 3.3)
  press.pair(5, 51, random.pick(['通行时间：', '出口时间：', '收费时间 ', '日期：', '交易日期：']), `${random.pick([dateForms.slashed, dateForms.dotted, (date: string) => date])(fields.date!)} ${facts.time}`, 3.3, { field: 'date' })
  press.pair(5, 59, random.pick(['金额：', '通行费：', '收费金额：', '实收金额 ', '应收：', '交易金额：']), random.pick([`￥${fields.amountTotal}`, `${fields.amountTotal}元`, `${fields.amountTotal}`]), 4, { field: 'amountTotal' })
  press.pair(5, 66, random.pick(['收费员：', '工号：', '班次：']), facts.collector, 3.2)
  press.label(5, 73, facts.operator, 3, { roomMm: 60 })
  press.sampleMark(5, 91)
  for (const text of sheet.texts) if (text.field === 'fromStation' || text.field === 'toStation') fields[text.field] = text.text
  return { sheets: [sheet] }
}

export const bus = voucherMaker(inventBus, { tuning: [yellowBusTicket, thermalBusTicket, wordyBusTicket, blueBusTicket, thermalBusReceipt], 'held-out': [blueBusTicket, thermalBusReceipt] })
export const toll = voucherMaker(inventToll, { tuning: [thermalToll, cardToll, wordyToll, centredToll, wideToll], 'held-out': [centredToll, wideToll] })
