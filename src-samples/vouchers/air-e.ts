/** 航空运输电子客票行程单: the airline's 数电票 with fare, tax and the flights. */
import { parseYuan } from '../../src-shared/money.ts'
import { Sheet } from '../sheet.ts'
import { dateForms, dayAfter, payingUnit, Press, printTable, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'
import { maskedIdOf } from './rail-e.ts'
import { digitalNumber, qrOf } from './vat-content.ts'

interface Facts {
  fields: FieldValues
  qr: string
  flight: { carrier: string; cabin: string; date: string; time: string; fareBasis: string; baggage: string }
  /** Yuan; net of tax. */
  sums: { fare: string; fuel: string; fund: string }
  maskedId: string
  ticketNumber: string
  checkNumber: string
  agentCode: string
  issuer: string
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const flightDate = someDate(studio)
  const date = dayAfter(flightDate, random.integer(0, 15))
  const [from, to] = names.airports()
  const [airline, airlineCode] = names.airline()
  const buyer = payingUnit(studio)
  const [fare, fuel, fund] = [random.integer(180, 2400) * 100 + random.pick([0, 0, 83, 17]), random.pick([0, 917, 1835, 4587]), 5000]
  const tax = Math.round((fare + fuel) * 0.09)
  const fields: FieldValues = {
    invoiceNumber: digitalNumber(random, date), date, buyerName: buyer.name, buyerTaxId: buyer.taxId, passengerName: names.person(), trainNumber: airlineCode + random.integer(1001, 9899),
    fromStation: from[0] + from[1], toStation: to[0] + to[1], amountTax: yuanOf(tax), amountTotal: yuanOf(fare + fuel + tax + fund),
  }
  return {
    fields, qr: qrOf(random, { hasCode: false, qrKind: '61' }, fields, parseYuan(fields.amountTotal!)!, wishes.fault === 'qr'),
    flight: { carrier: airline, cabin: random.pick([...'YMQHK']), date: flightDate, time: someTime(random), fareBasis: random.pick(['Y85', 'M1ZBPEK', 'QRT', 'H6SPEC']), baggage: random.pick(['20K', '23K', '1PC']) },
    sums: { fare: yuanOf(fare), fuel: yuanOf(fuel), fund: yuanOf(fund) },
    maskedId: maskedIdOf(random), ticketNumber: `${random.integer(700, 999)}-${random.digits(10)}`, checkNumber: random.digits(4), agentCode: `${airlineCode}${random.digits(3)},${random.digits(8)}`, issuer: `${airline}股份有限公司`,
  }
}

interface GridCell { label: string; value: string; field?: keyof FieldValues; share: number }

/** A row of cells, label above value, with rules around them. */
function gridRow(press: Press, x: number, y: number, widthMm: number, heightMm: number, cells: readonly GridCell[], colour: string, sizeMm: number): void {
  let left = x
  for (const { label, value, field, share } of cells) {
    const width = widthMm * share
    press.sheet.box(left, y, width, heightMm, { colour, widthMm: 0.25 })
    press.label(left + 1.2, y + sizeMm * 1.25, label, sizeMm, { roomMm: width - 2 })
    press.ink(left + 1.2, y + heightMm - sizeMm * 0.6, value, sizeMm * 1.1, { roomMm: width - 2, ...(field ? { field } : {}) })
    left += width
  }
}

const moneyCells = ({ fields, sums }: Facts, mark: string): GridCell[] => [
  { label: '票价', value: `${mark}${sums.fare}`, share: 0.15 }, { label: '燃油附加费', value: `${mark}${sums.fuel}`, share: 0.15 }, { label: '增值税税率', value: '9%', share: 0.11 },
  { label: '增值税税额', value: `${mark}${fields.amountTax}`, field: 'amountTax', share: 0.15 }, { label: '民航发展基金', value: `${mark}${sums.fund}`, share: 0.15 },
  { label: '其他税费', value: '', share: 0.11 }, { label: '合计', value: `${mark}${fields.amountTotal}`, field: 'amountTotal', share: 0.18 },
]

/** Heads once, then a row from each place; the second leg is void. */
function flightTable(press: Press, facts: Facts, x: number, y: number, widthMm: number, stepMm: number, colour: string, words: { from: string; to: string }): number {
  const { fields, flight } = facts
  const shares = [0, 0.19, 0.3, 0.39, 0.46, 0.57, 0.65, 0.785, 0.9]
  const at = shares.map((share) => x + 1.2 + share * widthMm)
  const heads = ['', '承运人', '航班号', '座位等级', '日期', '时间', '客票级别/客票类别', '客票生效日期', '免费行李']
  press.sheet.box(x, y, widthMm, stepMm * 4.3, { colour, widthMm: 0.25 })
  heads.forEach((head, i) => press.label(at[i]!, y + stepMm * 0.8, head, 2.5, { roomMm: ((shares[i + 1] ?? 1) - shares[i]!) * widthMm - 1.6 }))
  const first = y + stepMm * 1.9
  press.ink(press.label(at[0]!, first, words.from, 3) + 0.6, first, fields.fromStation!, 3.3, { field: 'fromStation' })
  ;[flight.carrier, fields.trainNumber!, flight.cabin, flight.date, flight.time, flight.fareBasis, '', flight.baggage].forEach((value, i) => {
    press.ink(at[i + 1]!, first, value, 3.1, { ...(i === 1 ? { field: 'trainNumber' as const } : {}), roomMm: ((shares[i + 2] ?? 1) - shares[i + 1]!) * widthMm - 1.6 })
  })
  press.ink(press.label(at[0]!, first + stepMm, words.to, 3) + 0.6, first + stepMm, fields.toStation!, 3.3, { field: 'toStation' })
  press.ink(at[1]!, first + stepMm, 'VOID', 3.1)
  press.ink(press.label(at[0]!, first + 2 * stepMm, words.to, 3) + 0.6, first + 2 * stepMm, 'VOID', 3.1)
  return y + stepMm * 4.3
}

const ruled = (title: { y: number; sizeMm: number }, colour: string, ink: string, x: number, widthMm: number, isA4: boolean): Layout<Facts> => (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = isA4 ? new Sheet(210, 297, '#fcfcfb') : new Sheet(widthMm + 2 * x, 128, '#fdfdfc')
  const press = new Press(sheet, faces, { label: colour, ink })
  const middle = x + widthMm / 2
  sheet.qrCode(facts.qr, x + 1, 7, 19)
  press.label(middle, title.y, '电子发票（航空运输电子客票行程单）', title.sizeMm, { align: 'middle' })
  sheet.ovalSeal(middle, title.y - 1, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label)
  press.pair(x + 24, 30, '发票号码：', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  press.pair(x + 88, 30, '填开日期：', dateForms.long(fields.date!), 3.2, { field: 'date' })
  press.pair(x + widthMm - 42, 30, '国内国际标识：', '国内', 3.2)
  gridRow(press, x, 34, widthMm, 11, [{ label: '旅客姓名', value: fields.passengerName!, field: 'passengerName', share: 0.28 }, { label: '有效身份证件号码', value: facts.maskedId, share: 0.36 }, { label: '签注', value: '不得签转/改期收费', share: 0.36 }], colour, 2.9)
  const below = flightTable(press, facts, x, 45, widthMm, 6.6, colour, { from: '自：', to: '至：' })
  gridRow(press, x, below, widthMm, 11.5, moneyCells(facts, 'CNY '), colour, 2.8)
  gridRow(press, x, below + 11.5, widthMm, 10.5, [{ label: '电子客票号码', value: facts.ticketNumber, share: 0.3 }, { label: '验证码', value: facts.checkNumber, share: 0.18 }, { label: '提示信息', value: '', share: 0.32 }, { label: '保险费', value: 'XXX', share: 0.2 }], colour, 2.8)
  gridRow(press, x, below + 22, widthMm, 10.5, [{ label: '销售网点代号', value: facts.agentCode, share: 0.3 }, { label: '填开单位', value: facts.issuer, share: 0.7 }], colour, 2.8)
  gridRow(press, x, below + 32.5, widthMm, 11, [{ label: '购买方名称', value: fields.buyerName!, field: 'buyerName', share: 0.5 }, { label: '统一社会信用代码/纳税人识别号', value: fields.buyerTaxId!, field: 'buyerTaxId', share: 0.5 }], colour, 2.9)
  press.sampleMark(x, below + 48)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** Labels before values in lines, rules only between the parts. */
const inLines: Layout<Facts> = (facts, { faces, names }) => {
  const { fields, sums } = facts
  const colour = '#27506e'
  const sheet = new Sheet(214, 134, '#fefefc')
  const press = new Press(sheet, faces, { label: colour, ink: '#141414' })
  press.label(107, 17, '电子发票（航空运输电子客票行程单）', 5.6, { align: 'middle' })
  sheet.ovalSeal(110, 15.5, ['全国统一发票监制章', names.region(), '国家税务总局监制'], faces.label, { rx: 16, ry: 10 })
  sheet.qrCode(facts.qr, 182, 8, 21)
  press.pair(12, 28, '发票号码：', fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  press.pair(84, 28, '填开日期：', dateForms.long(fields.date!), 3.3, { field: 'date' })
  press.pair(12, 38, '购买方名称：', fields.buyerName!, 3.3, { field: 'buyerName' })
  press.pair(108, 38, '统一社会信用代码：', fields.buyerTaxId!, 3.3, { field: 'buyerTaxId' })
  press.pair(12, 46, '旅客姓名：', fields.passengerName!, 3.3, { field: 'passengerName' })
  press.pair(60, 46, '有效身份证件号码：', facts.maskedId, 3.3)
  press.pair(140, 46, '签注：', '改退收费', 3.3)
  const below = flightTable(press, facts, 10, 50, 194, 6.9, colour, { from: 'FROM 自', to: 'TO 至' })
  const cells = moneyCells(facts, '¥').filter((cell) => cell.value !== '')
  cells.slice(0, 3).forEach(({ label, value }, i) => press.pair(12 + i * 62, below + 8, `${label}：`, value, 3.3))
  press.pair(12, below + 16, '民航发展基金：', `¥${sums.fund}`, 3.3)
  press.pair(74, below + 16, '增值税税额：', `¥${fields.amountTax}`, 3.3, { field: 'amountTax' })
  press.pair(136, below + 16, '合计：', `¥${fields.amountTotal}`, 3.6, { field: 'amountTotal' })
  sheet.line(10, below + 20, 204, below + 20, { colour })
  press.pair(12, below + 27, '电子客票号码：', facts.ticketNumber, 3.2)
  press.pair(84, below + 27, '验证码：', facts.checkNumber, 3.2)
  press.pair(12, below + 34, '销售网点代号：', facts.agentCode, 3.2)
  press.pair(84, below + 34, '填开单位：', facts.issuer, 3.2)
  press.sampleMark(12, below + 44)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** As the airline's own site prints it: the flight large, labels under the values, money as a list at the right. */
const flightFirst: Layout<Facts> = (facts, { faces, names }) => {
  const { fields, flight, sums } = facts
  const sheet = new Sheet(210, 148, '#fdfdfe')
  const press = new Press(sheet, faces, { label: '#5d6b78', ink: '#15202b' })
  press.label(14, 16, '电子发票', 6, { colour: '#1f4e79' })
  press.label(14, 22.5, '（航空运输电子客票行程单）', 3.8, { colour: '#1f4e79' })
  sheet.ovalSeal(84, 17, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 15, ry: 10 })
  sheet.qrCode(facts.qr, 176, 7, 22)
  press.pair(112, 14, '发票号码 ', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  press.pair(112, 21, '填开日期 ', dateForms.long(fields.date!), 3.2, { field: 'date' })
  sheet.box(12, 33, 186, 27, { colour: '#9db4c8', widthMm: 0.3 }, '#f3f7fa')
  press.ink(18, 45, fields.fromStation!, 5, { field: 'fromStation' })
  press.ink(75, 45, fields.toStation!, 5, { field: 'toStation' })
  sheet.mark('<path d="M58 43.4h12m-2 -1.2l2 1.2l-2 1.2" fill="none" stroke="#1f4e79" stroke-width="0.4"/>')
  press.label(18, 50.5, '始发', 2.6)
  press.label(75, 50.5, '目的', 2.6)
  const above: [number, string, string, keyof FieldValues | undefined][] = [[118, fields.trainNumber!, '航班号', 'trainNumber'], [142, dateForms.slashed(flight.date), '航班日期', undefined], [172, flight.time, '起飞时间', undefined]]
  for (const [x, value, label, field] of above) {
    press.ink(x, 45, value, 4.2, { field })
    press.label(x, 50.5, label, 2.6)
  }
  press.label(18, 57, `${flight.carrier}　舱位 ${flight.cabin}　客票级别 ${flight.fareBasis}　免费行李 ${flight.baggage}`, 2.9)
  const left: [string, string, keyof FieldValues | undefined][] = [['旅客姓名', fields.passengerName!, 'passengerName'], ['证件号码', facts.maskedId, undefined], ['电子客票号码', facts.ticketNumber, undefined], ['购买方名称', fields.buyerName!, 'buyerName'], ['统一社会信用代码/纳税人识别号', fields.buyerTaxId!, 'buyerTaxId'], ['填开单位', facts.issuer, undefined]]
  left.forEach(([label, value, field], i) => {
    press.ink(14, 70 + i * 11.4, value, 3.7, { field })
    press.label(14, 74.2 + i * 11.4, label, 2.5)
  })
  const right: [string, string, keyof FieldValues | undefined][] = [['票价', sums.fare, undefined], ['燃油附加费', sums.fuel, undefined], ['民航发展基金', sums.fund, undefined], ['税率', '9%', undefined], ['税额', fields.amountTax!, 'amountTax'], ['其他税费', '0.00', undefined]]
  right.forEach(([label, value, field], i) => {
    press.label(124, 70 + i * 8, label, 3.3)
    press.ink(196, 70 + i * 8, value, 3.6, { align: 'end', field })
  })
  sheet.line(122, 114, 198, 114, { colour: '#1f4e79', widthMm: 0.4 })
  press.label(124, 121, '合计（CNY）', 3.8)
  press.ink(196, 121.4, fields.amountTotal!, 5, { align: 'end', field: 'amountTotal', bold: true })
  press.label(124, 132, `验证码 ${facts.checkNumber}　网点代号 ${facts.agentCode}`, 2.7)
  press.sampleMark(14, 143)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** The tax bureau's grid with the buyer at the head and English beside the Chinese; flights one after the other in rows of one airport each. */
const bilingualGrid: Layout<Facts> = (facts, { faces, names }) => {
  const { fields, flight, sums } = facts
  const colour = '#6b5b3a'
  const sheet = new Sheet(224, 116, '#fdfcf8')
  const press = new Press(sheet, faces, { label: colour, ink: '#20201c' })
  const row = (y: number, heightMm: number, cells: readonly GridCell[]) => gridRow(press, 8, y, 208, heightMm, cells, colour, 2.7)
  sheet.qrCode(facts.qr, 9, 6, 17)
  press.label(112, 13, '电子发票（航空运输电子客票行程单）', 5.2, { align: 'middle' })
  press.label(112, 18.4, 'E-INVOICE (ITINERARY OF E-TICKET FOR AIR TRANSPORT)', 2.5, { align: 'middle' })
  sheet.ovalSeal(112, 12, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 15, ry: 9.5 })
  press.label(178, 10, '发票号码 INVOICE NO.', 2.5)
  press.ink(178, 14.6, fields.invoiceNumber!, 3.1, { field: 'invoiceNumber' })
  press.label(178, 19.4, '填开日期 DATE OF ISSUE', 2.5)
  press.ink(178, 24, fields.date!, 3.1, { field: 'date' })
  row(28, 11, [{ label: '购买方名称 NAME OF PURCHASER', value: fields.buyerName!, field: 'buyerName', share: 0.55 }, { label: '纳税人识别号 TAXPAYER ID', value: fields.buyerTaxId!, field: 'buyerTaxId', share: 0.45 }])
  row(39, 11, [{ label: '旅客姓名 PASSENGER', value: fields.passengerName!, field: 'passengerName', share: 0.3 }, { label: '有效身份证件号码 ID NO.', value: facts.maskedId, share: 0.4 }, { label: '签注 ENDORSEMENTS', value: '变更退票收费', share: 0.3 }])
  row(50, 12, [
    { label: '自 FROM', value: fields.fromStation!, field: 'fromStation', share: 0.2 }, { label: '至 TO', value: fields.toStation!, field: 'toStation', share: 0.2 }, { label: '承运人 CARRIER', value: flight.carrier, share: 0.13 }, { label: '航班号 FLIGHT', value: fields.trainNumber!, field: 'trainNumber', share: 0.13 },
    { label: '等级 CLASS', value: flight.cabin, share: 0.08 }, { label: '日期 DATE', value: flight.date, share: 0.14 }, { label: '时间 TIME', value: flight.time, share: 0.12 },
  ])
  row(62, 12, [{ label: '票价 FARE', value: `CNY${sums.fare}`, share: 0.2 }, { label: '燃油附加费 FUEL', value: `CNY${sums.fuel}`, share: 0.2 }, { label: '民航发展基金 CAAC FUND', value: `CNY${sums.fund}`, share: 0.2 }, { label: '增值税税额 VAT 9%', value: `CNY${fields.amountTax}`, field: 'amountTax', share: 0.2 }, { label: '合计 TOTAL', value: `CNY${fields.amountTotal}`, field: 'amountTotal', share: 0.2 }])
  row(74, 11, [{ label: '电子客票号码 E-TICKET NO.', value: facts.ticketNumber, share: 0.3 }, { label: '验证码 CK', value: facts.checkNumber, share: 0.15 }, { label: '销售网点代号 AGENT CODE', value: facts.agentCode, share: 0.25 }, { label: '客票级别 FARE BASIS', value: flight.fareBasis, share: 0.15 }, { label: '免费行李 BAGGAGE', value: flight.baggage, share: 0.15 }])
  row(85, 11, [{ label: '填开单位 ISSUED BY', value: facts.issuer, share: 0.6 }, { label: '国内国际标识 D/I', value: '国内 DOMESTIC', share: 0.4 }])
  press.label(8, 103, '验真网址以税务数字账户查验结果为准', 2.6)
  press.sampleMark(8, 110)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** The form that most airlines' files keep to: heads in a row of their own above each value, everything ruled, the buyer in the last row. */
const fullyRuled: Layout<Facts> = (facts, { faces, names }) => {
  const { fields, flight, sums } = facts
  const colour = '#7d3b2f'
  const sheet = new Sheet(218, 124, '#fefefe')
  const press = new Press(sheet, faces, { label: colour, ink: '#18181a' })
  sheet.qrCode(facts.qr, 11, 7, 18)
  press.label(109, 15, '电子发票（航空运输电子客票行程单）', 5.8, { align: 'middle' })
  for (const y of [17.6, 18.3]) sheet.line(54, y, 164, y, { colour, widthMm: 0.25 })
  sheet.ovalSeal(109, 14, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label, { rx: 15, ry: 10 })
  press.pair(34, 25.4, '国内国际标识：', '国内', 3.1)
  press.pair(150, 25.4, '发票号码：', fields.invoiceNumber!, 3.1, { field: 'invoiceNumber', roomMm: 41.5 })
  let y = 28.5
  const row = (widthsMm: readonly number[], heads: readonly string[], rows: Parameters<typeof printTable>[1]['rows'], aligns: Parameters<typeof printTable>[1]['aligns'] = []) => {
    y = printTable(press, { x: 10, y, widthsMm, rowMm: 6.2, sizeMm: 2.9, heads, rows, rules: 'all', colour: '#b5877c', aligns })
  }
  const middles = (count: number) => Array.from({ length: count }, () => 'middle' as const)
  row([58, 76, 64], ['旅客姓名', '有效身份证件号码', '签注'], [[{ text: fields.passengerName!, field: 'passengerName' }, facts.maskedId, '不得签转 变更退票收费']])
  row([8, 40, 24, 20, 16, 26, 16, 30, 18], ['', '航站', '承运人', '航班号', '座位等级', '日期', '时间', '客票级别/类别', '免费行李'], [
    ['自', { text: fields.fromStation!, field: 'fromStation' }, flight.carrier, { text: fields.trainNumber!, field: 'trainNumber' }, flight.cabin, flight.date, flight.time, flight.fareBasis, flight.baggage],
    ['至', { text: fields.toStation!, field: 'toStation' }, '', '', '', '', '', '', ''],
  ], ['middle', 'start', ...middles(7)])
  row([30, 28, 24, 30, 28, 24, 34], ['票价', '燃油附加费', '增值税税率', '增值税税额', '民航发展基金', '其他税费', '合计'], [[`CNY ${sums.fare}`, `CNY ${sums.fuel}`, '9%', { text: `CNY ${fields.amountTax}`, field: 'amountTax' }, `CNY ${sums.fund}`, '', { text: `CNY ${fields.amountTotal}`, field: 'amountTotal' }]], middles(7))
  row([60, 24, 84, 30], ['电子客票号码', '验证码', '提示信息', '保险费'], [[facts.ticketNumber, facts.checkNumber, '', 'XXX']], middles(4))
  row([56, 92, 50], ['销售网点代号', '填开单位', '填开日期'], [[facts.agentCode, facts.issuer, { text: dateForms.long(fields.date!), field: 'date' }]], middles(3))
  row([104, 94], ['购买方名称', '统一社会信用代码/纳税人识别号'], [[{ text: fields.buyerName!, field: 'buyerName' }, { text: fields.buyerTaxId!, field: 'buyerTaxId' }]], middles(2))
  press.sampleMark(10, y + 8)
  return { sheets: [sheet], qr: [facts.qr] }
}

export const airE = voucherMaker(invent, {
  tuning: [ruled({ y: 17, sizeMm: 6 }, '#8c4a2f', '#1d2440', 6, 198, false), ruled({ y: 19, sizeMm: 5.6 }, '#333333', '#111111', 8, 194, true), inLines, flightFirst, bilingualGrid],
  'held-out': [fullyRuled],
}, { codeCarriesData: true })
