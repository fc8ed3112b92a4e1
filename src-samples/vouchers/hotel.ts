/** 住宿清单、结账单: what a guest's stay cost, day by day. */
import type { LineItem } from '../../src-shared/scan.ts'
import { Sheet } from '../sheet.ts'
import { guesthouseForm, runningAccount } from './hotel-held-out.ts'
import { debitsAndCredits, sumBeforeRows } from './hotel-more.ts'
import { dateForms, dayAfter, Press, printTable, someDate, someTime, sums, voucherMaker, withCommas, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts { fields: FieldValues; lineItems: LineItem[]; days: string[]; room: string; arrival: string; bill: string; clerk: string; address: string; phone: string; time: string; unit: string }

/** A bill is of the day of departure. */
function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const date = someDate(studio)
  const nights = random.integer(1, 5)
  const rate = random.integer(160, 680) * 100
  const extras = wishes.set === 'tuning' ? ['早餐', '洗衣费', '客房小商品', '停车费', '餐饮挂账', '迷你吧', '加床', '会议室茶歇', '中餐厅', '酒水小食', '电话费', '延时退房', '熨烫服务'] : ['自助早餐', '晚餐', '洗衣', '停车', '房内用品']
  const night = wishes.set === 'tuning' ? random.pick(['房费', '房租']) : '住宿费'
  const rows = Array.from({ length: nights }, (_, i) => ({ day: dayAfter(date, i - nights), name: night, fen: rate }))
  for (let i = random.integer(0, 2); i > 0; i--) rows.push({ day: dayAfter(date, -1), name: random.pick(extras), fen: random.integer(10, 160) * 100 })
  const total = rows.reduce((sum, { fen }) => sum + fen, 0)
  return {
    fields: { date, sellerName: names.hotel(), passengerName: names.person(), ...sums(total, studio) }, lineItems: rows.map(({ name, fen }) => ({ name, amount: yuanOf(fen) })), days: rows.map(({ day }) => day),
    room: String(random.integer(3, 18)) + String(random.integer(1, 26)).padStart(2, '0'), arrival: dayAfter(date, -nights), bill: random.digits(9), clerk: names.person(), address: names.address(),
    phone: `0${random.integer(600, 899)}-${random.digits(7)}`, time: someTime(random, 7, 14), unit: names.unit(),
  }
}

const folio: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 150 + lineItems.length * 7, '#fefefc')
  const press = new Press(sheet, faces, { label: '#2c2c30', ink: '#222226' })
  press.label(105, 16, fields.sellerName!, 7, { align: 'middle', field: 'sellerName', bold: true })
  press.label(105, 24, '宾客住宿清单　GUEST FOLIO', 4.4, { align: 'middle' })
  press.pair(15, 36, '客人姓名 Name：', fields.passengerName!, 3.6, { field: 'passengerName' })
  press.pair(115, 36, '账单号 Folio No：', facts.bill, 3.6)
  press.pair(15, 43, '房号 Room：', facts.room, 3.6)
  press.pair(115, 43, '单位 Company：', facts.unit, 3.4)
  press.pair(15, 50, '入住日期 Arrival：', facts.arrival, 3.6)
  press.pair(115, 50, '离店日期 Departure：', fields.date!, 3.6, { field: 'date' })
  const end = printTable(press, { x: 13, y: 55, widthsMm: [36, 30, 62, 56], rowMm: 7, sizeMm: 3.4, heads: ['日期 Date', '房号 Room', '项目 Description', '消费 Charges'], rows: lineItems.map(({ name, amount }, i) => [days[i]!, facts.room, name, amount]), rules: 'heads', colour: '#444', aligns: ['start', 'start', 'start', 'end'] })
  press.label(120, end + 8, '合计 Total', 3.8)
  press.ink(196, end + 8, `¥${withCommas(fields.amountTotal!)}`, 4.2, { align: 'end', field: 'amountTotal' })
  press.pair(15, end + 16, '大写：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  press.pair(15, end + 28, '宾客签名 Signature：', '', 3.6)
  press.pair(115, end + 28, '收银员 Cashier：', facts.clerk, 3.6)
  press.label(15, end + 44, `地址：${facts.address}　电话：${facts.phone}`, 3.2)
  if (random.next() < 0.7) sheet.roundSeal(165, end + 26, `${fields.sellerName}财务专用章`, faces.label, { radius: 18 })
  press.sampleMark(15, end + 60)
  return { sheets: [sheet], lineItems }
}

const smallBill: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(125, 105 + lineItems.length * 7.5, '#fbf7ee')
  const press = new Press(sheet, faces, { label: '#6a4b22', ink: '#2b2a33' })
  press.label(10, 13, fields.sellerName!, 5.6, { field: 'sellerName' })
  press.label(115, 13, '结 账 单', 5.2, { align: 'end' })
  sheet.line(10, 17, 115, 17, { colour: '#6a4b22', widthMm: 0.5 })
  press.pair(10, 24, '姓名', fields.passengerName!, 3.6, { field: 'passengerName', atMm: 22 })
  press.pair(66, 24, '房号', facts.room, 3.6, { atMm: 78 })
  press.pair(10, 31, '到店', dateForms.slashed(facts.arrival), 3.6, { atMm: 22 })
  press.pair(66, 31, '离店', dateForms.slashed(fields.date!), 3.6, { atMm: 78, field: 'date' })
  const end = printTable(press, { x: 9, y: 36, widthsMm: [34, 42, 31], rowMm: 7.5, sizeMm: 3.5, heads: ['日期', '消费项目', '金额（元）'], rows: lineItems.map(({ name, amount }, i) => [dateForms.slashed(days[i]!), name, amount]), rules: 'all', colour: '#b69a6c', aligns: ['middle', 'middle', 'end'] })
  press.pair(10, end + 8, '消费合计：', `${fields.amountTotal}元`, 4, { field: 'amountTotal' })
  press.pair(10, end + 15, '大　　写：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  press.pair(10, end + 24, '经办人：', facts.clerk, 3.5)
  press.pair(66, end + 24, '打印时间：', facts.time, 3.5)
  if (random.next() < 0.7) sheet.ovalSeal(90, end + 14, [fields.sellerName!.slice(0, 8), '前台收讫'], faces.label, { rx: 17, ry: 11 })
  press.sampleMark(10, end + 42)
  return { sheets: [sheet], lineItems }
}

const statement: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(182, 128 + lineItems.length * 6.5, '#fcfdfe')
  const press = new Press(sheet, faces, { label: '#23505e', ink: '#24272b' })
  press.label(91, 13, '住 宿 费 用 明 细', 5.8, { align: 'middle' })
  press.pair(14, 22, '宾馆（酒店）名称：', fields.sellerName!, 3.6, { field: 'sellerName' })
  press.label(168, 22, `No.${facts.bill}`, 3.4, { align: 'end' })
  sheet.box(12, 26, 158, 16, { colour: '#7fa3ad', widthMm: 0.3 }, '#eef5f7')
  press.pair(15, 32, '住客：', fields.passengerName!, 3.5, { field: 'passengerName' })
  press.pair(70, 32, '所在单位：', facts.unit, 3.3)
  press.pair(15, 39, '住店：', dateForms.plain(facts.arrival), 3.5)
  press.pair(70, 39, '退房：', dateForms.plain(fields.date!), 3.5, { field: 'date' })
  press.pair(130, 39, '房间：', facts.room, 3.5)
  const end = printTable(press, { x: 12, y: 45, widthsMm: [14, 46, 58, 40], rowMm: 6.5, sizeMm: 3.4, heads: ['#', '发生日', '费用名称', '金额'], rows: lineItems.map(({ name, amount }, i) => [String(i + 1), dateForms.plain(days[i]!), name, amount]), rules: 'none', aligns: ['middle', 'start', 'start', 'end'] })
  sheet.line(12, end + 1.5, 170, end + 1.5, { colour: '#23505e', widthMm: 0.5 })
  press.label(14, end + 8, '应收总额', 3.8)
  press.ink(169, end + 8, `￥${fields.amountTotal}`, 4.4, { align: 'end', field: 'amountTotal' })
  press.ink(169, end + 15, fields.amountTotalUpper!, 3.5, { align: 'end', field: 'amountTotalUpper' })
  press.pair(14, end + 24, '前台：', facts.clerk, 3.4)
  press.label(14, end + 34, `${facts.address}　总机 ${facts.phone}`, 3.1)
  if (random.next() < 0.7) sheet.roundSeal(128, end + 20, `${fields.sellerName}结算章`, faces.label, { radius: 16, colour: '#cc3040' })
  press.sampleMark(14, end + 56)
  return { sheets: [sheet], lineItems }
}

const thermal: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces }) => {
  const sheet = new Sheet(78, 96 + lineItems.length * 6, '#fefefe')
  const press = new Press(sheet, faces, { label: '#38383c', ink: '#323236' })
  const rule = (y: number) => sheet.line(4, y, 74, y, { colour: '#777', widthMm: 0.25, dash: '1.4 1' })
  press.label(39, 9, fields.sellerName!, 4.6, { align: 'middle', field: 'sellerName' })
  press.label(39, 15, '退房账单', 4, { align: 'middle' })
  rule(18)
  press.pair(5, 23.5, '宾客: ', fields.passengerName!, 3.3, { field: 'passengerName' })
  press.pair(44, 23.5, '房间: ', facts.room, 3.3)
  press.pair(5, 29, '入住: ', dateForms.dotted(facts.arrival), 3.3)
  press.pair(5, 34.5, '退房: ', dateForms.dotted(fields.date!), 3.3, { field: 'date' })
  rule(37)
  const end = printTable(press, { x: 4, y: 38, widthsMm: [20, 30, 20], rowMm: 6, sizeMm: 3.1, rows: lineItems.map(({ name, amount }, i) => [days[i]!.slice(5), name, amount]), rules: 'none', aligns: ['start', 'start', 'end'] })
  rule(end + 1)
  press.label(5, end + 8, '总计', 4)
  press.ink(73, end + 8, fields.amountTotal!, 4.8, { align: 'end', field: 'amountTotal' })
  press.label(5, end + 15, '支付方式: 公务卡', 3.2)
  press.pair(5, end + 20.5, '操作: ', facts.clerk, 3.2)
  press.label(39, end + 29, '欢迎再次光临', 3.4, { align: 'middle' })
  press.sampleMark(5, end + 48)
  return { sheets: [sheet], lineItems }
}

/** What front desks' programs call the same things. */
const wordyBill: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(170, 126 + lineItems.length * 7, '#fdfdfa')
  const press = new Press(sheet, faces, { label: '#33343c', ink: '#26262c' })
  press.label(85, 12, fields.sellerName!, 5.8, { align: 'middle', field: 'sellerName' })
  press.label(85, 20, random.pick(['客人账单', '宾客账单', '结账单', '宾客结账单', '住宿结算单', '预收押金结账单', '客房消费账单', '账 单']), 4.6, { align: 'middle' })
  const [guest, came, left] = [random.pick(['客人姓名：', '宾客姓名：', '姓名：', '旅客姓名：', '入住人：']), ...random.pick([['抵店日期：', '离店日期：'], ['来店时间：', '离店时间：'], ['入住时间：', '退房时间：'], ['抵达日期：', '离开日期：'], ['到达日期：', '离店日期：']] as const)] as const
  press.pair(12, 30, guest, fields.passengerName!, 3.5, { field: 'passengerName' })
  press.pair(64, 30, random.pick(['房号：', '房间号：']), facts.room, 3.5)
  press.pair(112, 30, random.pick(['账号：', '单号：', '账单号：']), facts.bill, 3.3)
  press.pair(12, 37, came, random.pick([facts.arrival, dateForms.long(facts.arrival)]), 3.4)
  press.pair(90, 37, left, random.pick([fields.date!, dateForms.plain(fields.date!), `${fields.date} ${facts.time}`]), 3.4, { field: 'date' })
  const end = printTable(press, { x: 10, y: 42, widthsMm: [34, 60, 54], rowMm: 7, sizeMm: 3.4, heads: [random.pick(['日期', '营业日期']), random.pick(['项目', '摘要', '消费项目']), random.pick(['金额', '消费金额', '借方', '消费'])], rows: lineItems.map(({ name, amount }, i) => [days[i]!, name, amount]), rules: random.pick(['all', 'heads', 'none']), aligns: ['start', 'start', 'end'] })
  press.pair(12, end + 9, random.pick(['合计：', '消费合计：', '总计金额：', '应付金额：', '应付款：', '结账金额：']), random.pick([`￥${fields.amountTotal}`, `${withCommas(fields.amountTotal!)}`, `${fields.amountTotal}元`]), 4, { field: 'amountTotal' })
  press.pair(12, end + 17, random.pick(['大写：', '人民币（大写）：', '金额大写：']), fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(12, end + 27, random.pick(['收银员：', '操作员：', '经手人：']), facts.clerk, 3.4)
  press.label(90, end + 27, '客人签字：', 3.4)
  press.label(12, end + 36, `地址：${facts.address}　电话：${facts.phone}`, 3)
  press.sampleMark(12, end + 56)
  return { sheets: [sheet], lineItems }
}

export const hotelBill = voucherMaker(invent, { tuning: [folio, smallBill, wordyBill, statement, thermal, debitsAndCredits, sumBeforeRows], 'held-out': [runningAccount, guesthouseForm] })
