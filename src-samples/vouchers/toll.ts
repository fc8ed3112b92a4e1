/** 通行费 slips, handed out at the gate. */
import { Sheet } from '../sheet.ts'
import { dateForms, pad, Press, smallNumbers, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

interface Facts { fields: FieldValues; time: string; type: string; lane: string; collector: string; operator: string }

function inventToll(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const [fromStation, toStation] = names.tollGates()
  return {
    fields: {
      ...smallNumbers(studio), date: someDate(studio), fromStation, toStation, plateNumber: random.pick(wishes.set === 'tuning' ? ['滇', '闽'] : ['陕', '宁', '湘', '甘']) + random.pick([...'ABCD']) + random.pick([...'EFGHJKM']) + random.digits(4),
      amountTotal: yuanOf(random.integer(1, 140) * (random.next() < 0.7 ? 100 : 50) + 400),
    },
    time: `${someTime(random, 0, 23)}:${pad(random.integer(0, 59))}`, type: random.pick(['客1', '客2', '货1']), lane: String(random.integer(101, 118)), collector: random.digits(6),
    operator: `${names.region()}${random.pick(wishes.set === 'tuning' ? ['云青', '滨河', '环岛', '松镜', '沿江'] : ['渭朔', '永坪', '芦新'])}高速公路有限公司`,
  }
}

const thermalToll: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
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

const cardToll: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
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

const centredToll: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
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

const wideToll: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
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
const wordyToll: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
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

/** Printed in advance in green, filled in by the booth: labels above values in two columns, both gates with the time of passing. */
const greenBooth: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(90, 82, '#f1f7ee')
  const form = new Press(sheet, faces, { label: '#37703f', ink: '#37703f' })
  const press = new Press(sheet, faces, { label: '#2c2d34', ink: '#282a36' })
  const [dx, dy] = [random.between(-0.5, 0.7), random.between(-0.4, 0.5)]
  form.label(45, 8.5, `${names.region()}车辆通行费机打发票`, 4.2, { align: 'middle' })
  form.label(45, 13.4, '发票联', 3, { align: 'middle' })
  form.ink(form.label(6, 19.4, '发票代码 ', 3), 19.4, fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  form.ink(form.label(50, 19.4, '发票号码 ', 3), 19.4, fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  sheet.line(5, 22, 85, 22, { colour: '#37703f', widthMm: 0.3 })
  const boxes: [number, number, string, string, keyof FieldValues | undefined][] = [
    [6, 26, '入口站名', fields.fromStation!, 'fromStation'], [48, 26, '出口站名', fields.toStation!, 'toStation'], [6, 38, '车牌号码', fields.plateNumber!, 'plateNumber'], [48, 38, '车型／轴数', `${facts.type}／2`, undefined],
    [6, 50, '出口日期', dateForms.plain(fields.date!), 'date'], [48, 50, '出口时间', facts.time, undefined], [6, 62, '收费金额（元）', fields.amountTotal!, 'amountTotal'], [48, 62, '支付方式', random.pick(['现金', '移动支付', '银联卡']), undefined],
  ]
  for (const [x, y, label, value, field] of boxes) {
    form.label(x, y, label, 2.7)
    press.ink(x + 1 + dx, y + 6 + dy, value, 3.9, { field })
  }
  form.label(6, 74, facts.operator, 2.9, { roomMm: 42 })
  press.label(50, 74, `收费员${facts.collector} 车道${facts.lane}`, 2.7)
  if (random.next() < 0.5) sheet.ovalSeal(70, 66, [facts.operator.slice(0, 7), '发票专用章'], faces.label, { rx: 13, ry: 8.5 })
  press.sampleMark(6, 79)
  return { sheets: [sheet] }
}

/** A booth's thermal slip in a sentence or two, as the newer lanes print it. */
const inWords: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(58, 88, '#fdfdfc')
  const press = new Press(sheet, faces, { label: '#36363c', ink: '#2a2a30' })
  press.label(29, 8, facts.operator, 3.2, { align: 'middle', roomMm: 52 })
  press.label(29, 13.6, '高速公路通行费发票', 3.9, { align: 'middle', bold: true })
  press.ink(4, 20, fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  press.ink(54, 20, fields.invoiceNumber!, 3.3, { field: 'invoiceNumber', align: 'end' })
  press.label(4, 23.8, '发票代码', 2.2)
  press.label(54, 23.8, '发票号码', 2.2, { align: 'end' })
  sheet.line(4, 26, 54, 26, { colour: '#555', widthMm: 0.2, dash: '1 0.8' })
  press.ink(4, 32.6, fields.plateNumber!, 4, { field: 'plateNumber' })
  press.label(28, 32.6, `${facts.type}类车`, 3.3)
  press.label(press.ink(press.label(4, 39.4, '由 ', 3.2), 39.4, fields.fromStation!, 3.7, { field: 'fromStation' }), 39.4, ' 驶入', 3.2)
  press.label(press.ink(press.label(4, 45.8, '由 ', 3.2), 45.8, fields.toStation!, 3.7, { field: 'toStation' }), 45.8, ' 驶出', 3.2)
  press.ink(4, 52.2, `${fields.date} ${facts.time}`, 3.4, { field: 'date' })
  press.label(4, 60, '实缴', 3.4)
  press.ink(14, 60.4, `¥${fields.amountTotal}`, 5, { field: 'amountTotal', bold: true })
  press.label(4, 67, `优惠 0.00　工号 ${facts.collector}`, 2.8)
  sheet.line(4, 70, 54, 70, { colour: '#555', widthMm: 0.2, dash: '1 0.8' })
  press.label(4, 75, `${names.region()}收费公路联网结算中心`, 2.6)
  press.label(4, 79.4, random.pick(['服务热线 12122', '祝您一路顺风']), 2.6)
  press.sampleMark(4, 84.6)
  return { sheets: [sheet] }
}

/** The slip that most gates hand out: heads in red printed in advance, below them a line for each thing with its label. */
const gateSlip: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(60, 100, '#fdfcfb')
  const form = new Press(sheet, faces, { label: '#b8362f', ink: '#b8362f' })
  const press = new Press(sheet, faces, { label: '#313138', ink: '#2a2a31' })
  form.label(30, 8.5, `${names.region()}高速公路`, 3.7, { align: 'middle' })
  form.label(30, 14, '车辆通行费专用发票', 3.9, { align: 'middle' })
  sheet.ovalSeal(30, 11, ['全国统一发票监制章', names.region(), '税务局监制'], faces.label, { rx: 13, ry: 8.5, opacity: 0.45 })
  form.label(30, 19.4, '发 票 联', 3.1, { align: 'middle' })
  form.pair(5, 25, '发票代码：', fields.invoiceCode!, 3.2, { field: 'invoiceCode' })
  form.pair(5, 30.4, '发票号码：', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  sheet.line(4, 33, 56, 33, { colour: '#b8362f', widthMm: 0.25 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['入 口 站：', fields.fromStation!, 'fromStation'], ['出 口 站：', fields.toStation!, 'toStation'], ['车　　型：', facts.type, undefined], ['车 牌 号：', fields.plateNumber!, 'plateNumber'],
    ['出口时间：', `${fields.date} ${facts.time}`, 'date'], ['收费金额：', `${fields.amountTotal}元`, 'amountTotal'], ['支付方式：', random.pick(['现金', '移动支付']), undefined], ['车道/工号：', `${facts.lane}/${facts.collector}`, undefined],
  ]
  rows.forEach(([label, value, field], i) => press.pair(5, 38.6 + i * 5.8, label, value, 3.3, { field, roomMm: 36 }))
  form.label(5, 86, facts.operator, 2.9, { roomMm: 50 })
  form.label(5, 90.6, '机打发票 手写无效', 2.7)
  if (random.next() < 0.5) sheet.ovalSeal(40, 80, [facts.operator.slice(0, 7), '发票专用章'], faces.label, { rx: 13, ry: 8.5 })
  press.sampleMark(5, 96)
  return { sheets: [sheet] }
}

export const toll = voucherMaker(inventToll, { tuning: [thermalToll, cardToll, wordyToll, centredToll, wideToll, greenBooth, inWords], 'held-out': [gateSlip] })
