/** Taxi receipts: a preprinted head, then what the meter adds on narrow thermal paper. */
import { Sheet } from '../sheet.ts'
import { dateForms, minutesAfter, Press, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout } from './press.ts'

interface Facts { fields: FieldValues; company: string; waiting: string; perKm: string; phone: string }
type Studio = Parameters<Layout<Facts>>[1]

const plateHeads = { tuning: ['滇A', '闽H'], 'held-out': ['陕B', '宁A', '湘F'] } as const

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const boardingTime = someTime(random)
  const km = random.integer(12, 420) / 10
  const perKm = random.pick([1.8, 2, 2.3, 2.6])
  return {
    fields: {
      invoiceCode: `1${random.pick(['53', '35'])}0${String(wishes.year).slice(2)}${random.digits(6)}`, invoiceNumber: random.digits(8), date: someDate(studio),
      plateNumber: random.pick(plateHeads[wishes.set]) + random.pick([...'TXE']) + random.digits(4), boardingTime, alightingTime: minutesAfter(boardingTime, random.integer(4, 70)),
      distance: km.toFixed(1), amountTotal: yuanOf(Math.round(8 + km * perKm) * 100),
    },
    company: `${names.city()}${random.pick(wishes.set === 'tuning' ? ['平安', '长风', '春城', '海港', '鹭达', '迅联', '晨光', '骏马'] : ['万通', '大众', '友谊', '交运'])}出租汽车公司`,
    waiting: `00:${String(random.integer(0, 14)).padStart(2, '0')}:${String(random.integer(0, 59)).padStart(2, '0')}`, perKm: perKm.toFixed(2), phone: `96${random.digits(4)}`,
  }
}

const meter = { label: '#3a3a3c', ink: '#2c2c30' }

function redHeaded({ fields, ...facts }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(57, 132, '#fdfdfb')
  const head = new Press(sheet, faces, { label: '#c0392f', ink: '#2c2c30' })
  head.label(28.5, 10, `${names.city()}市出租汽车专用发票`, 4.2, { align: 'middle', bold: true })
  head.label(28.5, 16.5, '发 票 联', 3.6, { align: 'middle' })
  head.ink(head.label(6, 23, '发票代码 ', 3.2), 23, fields.invoiceCode!, 3.6, { field: 'invoiceCode' })
  head.ink(head.label(6, 29, '发票号码 ', 3.2), 29, fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  sheet.line(4, 32.5, 53, 32.5, { colour: '#c0392f', widthMm: 0.25 })
  const press = new Press(sheet, faces, meter)
  const rows: [string, string, keyof FieldValues | null][] = [
    ['单位', facts.company, null], ['电话', facts.phone, null], ['车号', fields.plateNumber!, 'plateNumber'], ['证号', random.digits(6), null], ['日期', fields.date!, 'date'],
    ['上车', fields.boardingTime!, 'boardingTime'], ['下车', fields.alightingTime!, 'alightingTime'], ['单价', `${facts.perKm}元/km`, null], ['里程', `${fields.distance}km`, 'distance'],
    ['等候', facts.waiting, null], ['状态', '1', null], ['金额', `${fields.amountTotal}元`, 'amountTotal'],
  ]
  rows.forEach(([label, value, field], i) => press.pair(7, 39 + i * 6, label, value, label === '单位' ? 3.3 : 3.7, { atMm: 19, field: field ?? undefined }))
  head.label(28.5, 115, '手写无效', 3, { align: 'middle' })
  if (random.next() < 0.6) sheet.ovalSeal(38, 41, [facts.company.slice(0, 6), '发票专用章'], faces.label, { rx: 14, ry: 9 })
  press.sampleMark(6, 127)
  return { sheets: [sheet] }
}

function withColons({ fields, ...facts }: Facts, { faces, names, random }: Studio) {
  const sheet = new Sheet(60, 118, '#fbfcfd')
  const press = new Press(sheet, faces, { label: '#353a55', ink: '#30345a' })
  press.label(30, 9, `${names.region()}税务局通用机打发票`, 3.7, { align: 'middle' })
  press.label(30, 14.5, '（出租车）', 3.2, { align: 'middle' })
  press.pair(5, 22, '代码：', fields.invoiceCode!, 3.5, { field: 'invoiceCode' })
  press.pair(5, 27.6, '号码：', fields.invoiceNumber!, 3.5, { field: 'invoiceNumber' })
  press.pair(5, 36, '车牌号：', fields.plateNumber!, 3.4, { field: 'plateNumber' })
  press.pair(5, 41.5, '乘车日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.pair(5, 47, '上车时间：', fields.boardingTime!, 3.4, { field: 'boardingTime' })
  press.pair(5, 52.5, '下车时间：', fields.alightingTime!, 3.4, { field: 'alightingTime' })
  press.label(press.pair(5, 58, '行驶里程：', fields.distance!, 3.4, { field: 'distance' }) + 0.6, 58, '公里', 3.4)
  press.pair(5, 63.5, '等候时间：', facts.waiting, 3.4)
  press.label(press.pair(5, 69, '每公里：', facts.perKm, 3.4) + 0.5, 69, '元', 3.4)
  press.label(press.pair(5, 74.5, '燃油附加费：', '1.00', 3.4) + 0.5, 74.5, '元', 3.4)
  press.label(press.pair(5, 82, '实收金额：', fields.amountTotal!, 4.4, { field: 'amountTotal', bold: true }) + 0.5, 82, '元', 4)
  sheet.line(5, 86, 55, 86, { colour: '#454a66', widthMm: 0.2, dash: '1 0.8' })
  press.label(5, 92, facts.company, 3.2)
  press.label(5, 97.5, `服务监督电话：${facts.phone}`, 3.1)
  if (random.next() < 0.4) sheet.roundSeal(44, 88, `${facts.company}发票专用章`, faces.label, { radius: 12 })
  press.sampleMark(5, 112)
  return { sheets: [sheet] }
}

function valuesAtTheRight({ fields, ...facts }: Facts, { faces, names, random }: Studio) {
  const sheet = new Sheet(56, 124, '#fefefe')
  const head = new Press(sheet, faces, { label: '#1f5f9c', ink: '#222' })
  head.label(28, 8.5, `${names.city()}市`, 3.6, { align: 'middle' })
  head.label(28, 14.5, '出租汽车统一车票', 4.6, { align: 'middle' })
  sheet.box(4, 18, 48, 12.5, { colour: '#1f5f9c' })
  head.pair(6, 23, '代　码', fields.invoiceCode!, 3.2, { field: 'invoiceCode', atMm: 19 })
  head.pair(6, 28.6, '号　码', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber', atMm: 19 })
  const press = new Press(sheet, faces, { label: '#45454a', ink: '#333338' })
  const rows: [string, string, keyof FieldValues | null, string][] = [
    ['TAXI No.', fields.plateNumber!, 'plateNumber', ''], ['日期 Date', dateForms.slashed(fields.date!), 'date', ''], ['上车 On', fields.boardingTime!, 'boardingTime', ''], ['下车 Off', fields.alightingTime!, 'alightingTime', ''],
    ['里程 Km', fields.distance!, 'distance', ''], ['候时 Wait', facts.waiting, null, ''], ['单价 Price', facts.perKm, null, ''], ['附加 Extra', '0.00', null, ''], ['金额 Fare', `¥${fields.amountTotal}`, 'amountTotal', ''],
  ]
  rows.forEach(([label, value, field], i) => {
    press.label(5, 38 + i * 6.4, label, 3.3)
    press.ink(51, 38 + i * 6.4, value, 3.5, { align: 'end', field: field ?? undefined })
    sheet.line(5, 39.8 + i * 6.4, 51, 39.8 + i * 6.4, { colour: '#aaa', widthMm: 0.12, dash: '0.6 0.6' })
  })
  head.label(28, 101, facts.company, 3, { align: 'middle' })
  head.label(28, 106, `投诉 ${facts.phone}`, 3, { align: 'middle' })
  if (random.next() < 0.6) sheet.ovalSeal(36, 88, [names.city() + '出租', '发票专用章'], faces.label, { rx: 13, ry: 8.5, colour: '#cf3140' })
  press.sampleMark(5, 119)
  return { sheets: [sheet] }
}

function timesOnOneLine({ fields, ...facts }: Facts, { faces, names }: Studio) {
  const sheet = new Sheet(62, 104, '#fbf9f6')
  const press = new Press(sheet, faces, { label: '#3d3833', ink: '#35302c' })
  press.label(31, 8, facts.company, 3.5, { align: 'middle' })
  press.label(31, 13.5, '机打发票　客运', 3.5, { align: 'middle' })
  press.ink(31, 20.5, fields.invoiceCode!, 4, { align: 'middle', field: 'invoiceCode', letterSpacingMm: 0.3 })
  press.ink(31, 26, fields.invoiceNumber!, 4, { align: 'middle', field: 'invoiceNumber', letterSpacingMm: 0.3 })
  sheet.line(4, 29.5, 58, 29.5, { colour: '#55504a', widthMm: 0.3 })
  press.pair(5, 36, '车号 ', fields.plateNumber!, 3.8, { field: 'plateNumber' })
  press.pair(5, 43, '日期 ', dateForms.dotted(fields.date!), 3.8, { field: 'date' })
  const dash = press.label(press.pair(5, 50, '时间 ', fields.boardingTime!, 3.8, { field: 'boardingTime' }), 50, '—', 3.8)
  press.ink(dash, 50, fields.alightingTime!, 3.8, { field: 'alightingTime' })
  press.label(press.pair(5, 57, '里程 ', fields.distance!, 3.8, { field: 'distance' }), 57, ' 公里', 3.4)
  press.pair(5, 64, '候时 ', facts.waiting, 3.8)
  press.label(press.pair(5, 71, '单价 ', facts.perKm, 3.8), 71, ' 元', 3.4)
  press.label(press.pair(5, 80, '金额 ', fields.amountTotal!, 4.8, { field: 'amountTotal' }), 80, ' 元', 4)
  sheet.line(4, 84.5, 58, 84.5, { colour: '#55504a', widthMm: 0.3 })
  press.label(5, 90, `${names.city()}市交通运输局监制`, 3)
  press.sampleMark(5, 99)
  return { sheets: [sheet] }
}

/** A form printed in advance in blue across the paper; the meter's figures stand off from their lines, units are in the labels. */
function meterOnForm({ fields, ...facts }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(70, 112, '#f3f7fb')
  const form = new Press(sheet, faces, { label: '#2c5f96', ink: '#2c5f96' })
  const press = new Press(sheet, faces, { label: '#333338', ink: '#2e2e36' })
  const [dx, dy] = [random.between(-0.8, 1), random.between(-0.7, 0.8)]
  form.label(35, 9, `国家税务总局${names.region()}税务局`, 3.2, { align: 'middle' })
  form.label(35, 15, '出租汽车计价器发票', 4.3, { align: 'middle' })
  sheet.line(18, 17.4, 52, 17.4, { colour: '#2c5f96', widthMm: 0.3 })
  form.ink(35, 23.4, fields.invoiceCode!, 3.7, { align: 'middle', field: 'invoiceCode', letterSpacingMm: 0.2 })
  form.ink(35, 29, fields.invoiceNumber!, 3.9, { align: 'middle', field: 'invoiceNumber', colour: '#b3363c', letterSpacingMm: 0.4 })
  const rows: [string, string, keyof FieldValues | null][] = [
    ['车　　号', fields.plateNumber!, 'plateNumber'], ['乘车日期', dateForms.plain(fields.date!), 'date'], ['上车（时:分）', fields.boardingTime!, 'boardingTime'], ['下车（时:分）', fields.alightingTime!, 'alightingTime'],
    ['单价（元/公里）', facts.perKm, null], ['里程（公里）', fields.distance!, 'distance'], ['等候（时:分:秒）', facts.waiting, null], ['附加费（元）', '0.00', null], ['金额（元）', fields.amountTotal!, 'amountTotal'],
  ]
  sheet.box(5, 33, 60, 58.5, { colour: '#2c5f96', widthMm: 0.3 })
  rows.forEach(([label, value, field], i) => {
    form.label(7, 37.6 + i * 6.5, label, 3)
    press.ink(35.5 + dx, 37.6 + i * 6.5 + dy, value, 3.8, { field: field ?? undefined, roomMm: 27 })
    if (i > 0) sheet.line(5, 33 + i * 6.5, 65, 33 + i * 6.5, { colour: '#9bb8d6', widthMm: 0.15 })
  })
  form.label(7, 97, facts.company, 3.2)
  form.label(7, 102, `电话 ${facts.phone}　撕下有效`, 2.9)
  if (random.next() < 0.6) sheet.ovalSeal(48, 97, [facts.company.slice(0, 6), '发票专用章'], faces.label, { rx: 14, ry: 9 })
  press.sampleMark(7, 108)
  return { sheets: [sheet] }
}

/** A short slip: the sum first, then a line of each pair of values with their labels under them. */
function sumFirst({ fields, ...facts }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(58, 96, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#4a4a50', ink: '#2b2b31' })
  press.label(29, 8, `${names.city()}市客运出租车发票`, 3.8, { align: 'middle' })
  press.ink(29, 13.6, `${fields.invoiceCode}`, 3.3, { align: 'middle', field: 'invoiceCode' })
  press.ink(29, 18.4, `No.${fields.invoiceNumber}`, 3.3, { align: 'middle', field: 'invoiceNumber' })
  press.ink(29, 27.6, `${fields.amountTotal}元`, 6, { align: 'middle', field: 'amountTotal', bold: true })
  press.label(29, 32, '车费（含附加）', 2.6, { align: 'middle' })
  sheet.line(4, 34.6, 54, 34.6, { colour: '#666', widthMm: 0.25 })
  const pairs: [number, number, string, string, keyof FieldValues | null][] = [
    [4, 41, fields.plateNumber!, '车牌', 'plateNumber'], [31, 41, dateForms.dotted(fields.date!), '日期', 'date'], [4, 52, fields.boardingTime!, '起', 'boardingTime'], [31, 52, fields.alightingTime!, '止', 'alightingTime'],
    [4, 63, `${fields.distance} km`, '计程', 'distance'], [31, 63, facts.waiting, '低速等候', null], [4, 74, `${facts.perKm} 元/km`, '运价', null], [31, 74, random.digits(6), '资格证号', null],
  ]
  for (const [x, y, value, label, field] of pairs) {
    press.ink(x, y, value, 3.7, { field: field ?? undefined })
    press.label(x, y + 3.8, label, 2.5)
  }
  press.label(29, 84.4, facts.company, 2.9, { align: 'middle' })
  press.label(29, 88.4, `失物查找 ${facts.phone}`, 2.7, { align: 'middle' })
  press.sampleMark(4, 93)
  return { sheets: [sheet] }
}

/** Two things a line on a wide roll; the fare and what comes on top of it stand apart, their sum last, and both times in one line. */
function withSurcharge({ fields, ...facts }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(76, 104, '#f8fbf7')
  const form = new Press(sheet, faces, { label: '#2c7650', ink: '#2c7650' })
  const press = new Press(sheet, faces, { label: '#37373d', ink: '#2d2d34' })
  const extraFen = random.pick([100, 200, 300])
  form.label(38, 8.6, `${names.city()}市出租汽车专用发票`, 4.3, { align: 'middle', letterSpacingMm: 0.3 })
  form.label(38, 13.4, 'TAXI INVOICE', 2.6, { align: 'middle' })
  sheet.ovalSeal(38, 10, ['全国统一发票监制章', names.region(), '税务局监制'], faces.label, { rx: 13, ry: 8, opacity: 0.4 })
  form.pair(5, 23, '发票代码', fields.invoiceCode!, 3, { field: 'invoiceCode' })
  form.pair(44, 23, '发票号码', fields.invoiceNumber!, 3, { field: 'invoiceNumber' })
  sheet.line(4, 25.6, 72, 25.6, { colour: '#2c7650', widthMm: 0.3 })
  press.pair(5, 31.4, '单位', facts.company, 3.3, { atMm: 14 })
  press.pair(5, 37.8, '电话', facts.phone, 3.4, { atMm: 14 })
  press.pair(40, 37.8, '证号', random.digits(6), 3.4, { atMm: 49 })
  press.pair(5, 44.2, '车号', fields.plateNumber!, 3.4, { atMm: 14, field: 'plateNumber' })
  press.pair(40, 44.2, '状态', '1', 3.4, { atMm: 49 })
  press.pair(5, 50.6, '日期', fields.date!, 3.4, { atMm: 14, field: 'date' })
  const dash = press.label(press.pair(40, 50.6, '时间', fields.boardingTime!, 3.4, { atMm: 49, field: 'boardingTime' }), 50.6, '-', 3.4)
  press.ink(dash, 50.6, fields.alightingTime!, 3.4, { field: 'alightingTime' })
  press.pair(5, 57, '单价', `${facts.perKm}元`, 3.4, { atMm: 14 })
  press.pair(40, 57, '里程', `${fields.distance}km`, 3.4, { atMm: 49, field: 'distance' })
  press.pair(5, 63.4, '等候', facts.waiting, 3.4, { atMm: 14 })
  press.pair(5, 69.8, '车费', `${yuanOf(Math.round(Number(fields.amountTotal) * 100) - extraFen)}元`, 3.4, { atMm: 14 })
  press.pair(40, 69.8, '附加', `${yuanOf(extraFen)}元`, 3.4, { atMm: 49 })
  sheet.line(4, 73, 72, 73, { colour: '#77777d', widthMm: 0.2, dash: '0.8 0.8' })
  press.pair(5, 79.4, '合计', `${fields.amountTotal}元`, 4.4, { atMm: 18, field: 'amountTotal' })
  form.label(5, 88, '此发票手写无效　乘客须保留以备查询失物', 2.7)
  form.label(5, 92.6, `${names.region()}税务局印制　${random.digits(7)}号`, 2.5)
  if (random.next() < 0.6) sheet.ovalSeal(56, 84, [facts.company.slice(0, 8), '发票专用章'], faces.label, { rx: 14, ry: 9 })
  press.sampleMark(5, 99)
  return { sheets: [sheet] }
}

/** A meter that lives on the net: each time with its day, the hire broken down, the tax bureau's code and number last. */
function dayWithTimes({ fields, ...facts }: Facts, { random, faces, names }: Studio) {
  const sheet = new Sheet(57, 137, '#fefefe')
  const press = new Press(sheet, faces, { label: '#3d3d44', ink: '#34343b' })
  const rule = (y: number) => sheet.line(3, y, 54, y, { colour: '#55555c', widthMm: 0.25, dash: '1.6 0.9' })
  press.label(28.5, 8.4, facts.company, 3.5, { align: 'middle', roomMm: 50 })
  press.label(28.5, 14.2, '客 运 发 票', 4.8, { align: 'middle', bold: true })
  rule(17)
  press.pair(3, 22.4, '车牌:', fields.plateNumber!, 3.5, { field: 'plateNumber' })
  press.pair(3, 27.8, '从业资格证:', random.digits(10), 3.1)
  for (const [y, label, time, field] of [[34.4, '上车:', fields.boardingTime!, 'boardingTime'], [40, '下车:', fields.alightingTime!, 'alightingTime']] as const) {
    press.ink(press.pair(3, y, label, fields.date!, 3.5, { field: 'date' }) + 1.6, y, time, 3.5, { field })
  }
  press.pair(3, 46.6, '计费里程:', `${fields.distance}公里`, 3.5, { field: 'distance' })
  press.pair(3, 52.2, '低速时长:', facts.waiting, 3.5)
  press.pair(3, 57.8, '起步价:', `${random.pick(['6.00', '7.00', '8.50'])}元/3公里`, 3.3)
  press.pair(3, 63.4, '超程单价:', `${facts.perKm}元/公里`, 3.3)
  press.pair(3, 69, '返空费:', '0.00元', 3.3)
  rule(72)
  press.label(3, 79.4, '应付金额:', 3.8)
  press.ink(54, 79.6, `￥${fields.amountTotal}`, 5, { align: 'end', field: 'amountTotal', bold: true })
  press.pair(3, 85.6, '支付方式:', random.pick(['现金', '扫码支付', '交通卡']), 3.2)
  rule(88.4)
  press.pair(3, 93.6, '发票代码:', fields.invoiceCode!, 3.3, { field: 'invoiceCode' })
  press.pair(3, 99, '发票号码:', fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  press.label(3, 104.4, `监督电话:${facts.phone}`, 3.1)
  press.label(3, 109.4, `${names.city()}市道路运输管理局`, 3.1)
  if (random.next() < 0.6) sheet.ovalSeal(37, 116, [facts.company.slice(0, 8), '发票专用章'], faces.label, { rx: 14, ry: 9 })
  press.sampleMark(3, 132)
  return { sheets: [sheet] }
}

export const taxi = voucherMaker(invent, { tuning: [redHeaded, withColons, valuesAtTheRight, timesOnOneLine, meterOnForm, sumFirst], 'held-out': [withSurcharge, dayWithTimes] })
