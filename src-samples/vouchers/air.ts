/** 航空运输电子客票行程单 on paper. */
import { Sheet } from '../sheet.ts'
import { allInCells, ticketAtTheSide } from './air-held-out.ts'
import { dateForms, dayAfter, Press, printTable, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts {
  fields: FieldValues; airline: string; cabin: string; flightDate: string; time: string; basis: string; fare: string; fund: string; fuel: string; serial: string
  office: string; agent: string; id: string; from: string[]; to: string[]; insurance: string
}

function invent(studio: Studio): Facts {
  const { random, names } = studio
  const [from, to] = names.airports()
  const [airline, code] = names.airline()
  const [fare, fuel] = [random.integer(28, 260) * 1000, random.pick([0, 2000, 3000, 5000, 7000])]
  const date = someDate(studio)
  return {
    fields: {
      invoiceNumber: `${random.integer(781, 999)}${random.pick(['-', ''])}${random.integer(1, 9)}${random.digits(9)}`, date, passengerName: names.person(), trainNumber: code + random.integer(1001, 9899),
      fromStation: from.slice(0, 2).join(''), toStation: to.slice(0, 2).join(''), amountTotal: yuanOf(fare + 5000 + fuel),
    },
    airline, cabin: random.pick([...'YVKHLF']), flightDate: dayAfter(date, -random.integer(0, 20)), time: someTime(random), basis: `${random.pick([...'YVK'])}${random.integer(40, 95)}`,
    fare: yuanOf(fare), fund: '50.00', fuel: yuanOf(fuel), serial: random.digits(11), office: `${code}${random.digits(3)}/${random.digits(8)}`,
    agent: `${names.company()}`, id: `${random.pick(['530102', '350203'])}${random.integer(1965, 2003)}****${random.digits(4)}`, from, to, insurance: 'XXX',
  }
}

const green = '#3d7a5a'

const bilingual: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(238, 106, '#f3f8f0')
  sheet.mark(Array.from({ length: 18 }, (_, i) => `<path d="M0 ${4 + i * 6}q30 -4 60 0t60 0t60 0t60 0" fill="none" stroke="#cfe3cf" stroke-width="0.3"/>`).join(''))
  const press = new Press(sheet, faces, { label: green, ink: '#22242c' })
  press.label(119, 10, '航空运输电子客票行程单', 5.6, { align: 'middle', bold: true })
  press.label(119, 15, 'ITINERARY/RECEIPT OF E-TICKET FOR AIR TRANSPORT', 2.8, { align: 'middle' })
  press.label(158, 12, '印刷序号:', 3)
  press.ink(226, 12, facts.serial, 3.4, { align: 'end' })
  sheet.box(8, 19, 222, 72, { colour: green, widthMm: 0.35 })
  const heads: [number, string][] = [[10, '旅客姓名 NAME OF PASSENGER'], [82, '有效身份证件号码 ID.NO.'], [158, '签注 ENDORSEMENTS/RESTRICTIONS']]
  for (const [x, head] of heads) press.label(x, 23.4, head, 2.6)
  press.ink(10, 29.4, fields.passengerName!, 3.8, { field: 'passengerName' })
  press.ink(82, 29.4, facts.id, 3.6)
  press.ink(158, 29.4, '不得签转', 3.4)
  sheet.line(8, 32, 230, 32, { colour: green })
  printTable(press, {
    x: 8, y: 32, widthsMm: [46, 26, 24, 20, 30, 20, 34, 22], rowMm: 7, sizeMm: 3.1, rules: 'none', heads: ['', '承运人', '航班号', '座位等级', '日期', '时间', '客票级别/类别', '免费行李'],
    rows: [
      [{ text: `自FROM ${fields.fromStation} ${facts.from[2]}`, field: 'fromStation' }, facts.airline, { text: fields.trainNumber!, field: 'trainNumber' }, facts.cabin, facts.flightDate, facts.time, facts.basis, '20KG'],
      [{ text: `至TO ${fields.toStation} ${facts.to[2]}`, field: 'toStation' }, 'VOID', '', '', '', '', '', ''], ['至TO VOID', '', '', '', '', '', '', ''],
    ],
  })
  sheet.line(8, 60.5, 230, 60.5, { colour: green })
  const money: [number, string, string, keyof FieldValues | undefined][] = [[10, '票价 FARE', `CNY ${facts.fare}`, undefined], [56, '民航发展基金', `CN ${facts.fund}`, undefined], [98, '燃油附加费', `YQ ${facts.fuel}`, undefined], [140, '其他税费', '0.00', undefined], [182, '合计 TOTAL', `CNY ${fields.amountTotal}`, 'amountTotal']]
  for (const [x, label, value, field] of money) {
    press.label(x, 65, label, 2.9)
    press.ink(x, 70.6, value, 3.5, { field })
  }
  sheet.line(8, 73, 230, 73, { colour: green })
  press.label(10, 77.4, '电子客票号码 E-TICKET NO.', 2.7)
  press.ink(10, 82.4, fields.invoiceNumber!, 3.7, { field: 'invoiceNumber' })
  press.pair(82, 79.5, '验证码 CK. ', facts.serial.slice(-4), 3.2)
  press.pair(122, 79.5, '提示信息 INFORMATION ', '如需变更请联系出票方', 2.9)
  press.pair(182, 85.5, '保险费 INSURANCE ', facts.insurance, 3)
  press.pair(10, 89, '销售单位代号 AGENT CODE ', facts.office, 2.9)
  press.pair(10, 98, '填开单位 ISSUED BY ', facts.agent, 3.3)
  press.pair(150, 98, '填开日期 DATE OF ISSUE ', fields.date!, 3.3, { field: 'date' })
  if (random.next() < 0.75) sheet.ovalSeal(118, 92, [facts.agent.slice(0, 8), '发票专用章'], faces.label, { rx: 17, ry: 11 })
  press.sampleMark(10, 103.4)
  return { sheets: [sheet] }
}

const boxed: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(220, 100, '#f8f6fb')
  const press = new Press(sheet, faces, { label: '#54447e', ink: '#2a2834' })
  press.label(12, 11, '航空运输', 4.2)
  press.label(12, 17, '电子客票行程单', 5.2)
  press.pair(140, 11, '电子客票号码：', fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  press.pair(140, 17, '印刷序号：', facts.serial, 3.2)
  const rule = { colour: '#8d80b0', widthMm: 0.25 }
  printTable(press, { x: 10, y: 20, widthsMm: [50, 80, 70], rowMm: 6.6, sizeMm: 3.2, heads: ['旅客姓名', '有效身份证件号码', '签注'], rows: [[{ text: fields.passengerName!, field: 'passengerName' }, facts.id, '变更退票收费']], rules: 'all', colour: rule.colour })
  printTable(press, {
    x: 10, y: 34, widthsMm: [34, 34, 30, 24, 20, 34, 24], rowMm: 7, sizeMm: 3.2, heads: ['自', '至', '承运人', '航班号', '座位等级', '日期', '时间'],
    rows: [[{ text: fields.fromStation!, field: 'fromStation' }, { text: fields.toStation!, field: 'toStation' }, facts.airline, { text: fields.trainNumber!, field: 'trainNumber' }, facts.cabin, dateForms.long(facts.flightDate), facts.time]], rules: 'all', colour: rule.colour,
  })
  printTable(press, {
    x: 10, y: 50, widthsMm: [44, 40, 40, 32, 44], rowMm: 7, sizeMm: 3.3, heads: ['票价', '民航发展基金', '燃油附加费', '其他税费', '合计'],
    rows: [[facts.fare, facts.fund, facts.fuel, '0.00', { text: `CNY${fields.amountTotal}`, field: 'amountTotal' }]], rules: 'all', colour: rule.colour,
  })
  press.pair(12, 71, '验证码：', facts.serial.slice(0, 4), 3.2)
  press.pair(62, 71, '保险费：', facts.insurance, 3.2)
  press.pair(112, 71, '销售单位代号：', facts.office, 3.2)
  press.pair(12, 80, '填开单位：', facts.agent, 3.4)
  press.pair(140, 80, '填开日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  if (random.next() < 0.75) sheet.roundSeal(92, 78, `${facts.agent.slice(0, 11)}业务专用章`, faces.label, { radius: 16 })
  press.sampleMark(12, 93)
  return { sheets: [sheet] }
}

const listed: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(228, 102, '#eff6f8')
  const press = new Press(sheet, faces, { label: '#236a80', ink: '#1f262b' })
  press.label(114, 10, '航空运输电子客票行程单', 5.4, { align: 'middle', letterSpacingMm: 0.8 })
  press.label(12, 9, facts.serial, 3.2)
  press.ink(216, 9, fields.date!, 3.2, { align: 'end', field: 'date' })
  press.label(188, 9, '填开日期', 2.8, { align: 'end' })
  sheet.line(10, 14, 218, 14, { colour: '#236a80', widthMm: 0.5 })
  press.pair(12, 21, 'NAME/旅客姓名 ', fields.passengerName!, 3.6, { field: 'passengerName' })
  press.pair(84, 21, 'ID/证件号 ', facts.id, 3.4)
  press.pair(152, 21, 'TICKET/客票号 ', fields.invoiceNumber!, 3.6, { field: 'invoiceNumber' })
  sheet.line(10, 25, 218, 25, { colour: '#236a80', widthMm: 0.2 })
  press.label(12, 31, '自 FROM', 2.8)
  press.ink(30, 31, fields.fromStation!, 3.8, { field: 'fromStation' })
  press.label(12, 38, '至 TO', 2.8)
  press.ink(30, 38, fields.toStation!, 3.8, { field: 'toStation' })
  const flight: [number, string, string, keyof FieldValues | undefined][] = [[66, '航班 FLIGHT', fields.trainNumber!, 'trainNumber'], [94, '舱位 CLASS', facts.cabin, undefined], [118, '起飞日期 DATE', dateForms.dotted(facts.flightDate), undefined], [150, '时间 TIME', facts.time, undefined], [178, '行李 ALLOW', '20KG', undefined]]
  for (const [x, label, value, field] of flight) {
    press.label(x, 31, label, 2.7)
    press.ink(x, 38, value, 3.6, { field })
  }
  sheet.line(10, 42, 218, 42, { colour: '#236a80', widthMm: 0.2 })
  const money: [string, string, keyof FieldValues | undefined][] = [['票价', facts.fare, undefined], ['民航发展基金', facts.fund, undefined], ['燃油附加费', facts.fuel, undefined], ['合计金额', fields.amountTotal!, 'amountTotal']]
  money.forEach(([label, value, field], i) => {
    press.label(12, 49 + i * 6, label, 3.2)
    press.ink(66, 49 + i * 6, `¥${value}`, field ? 4 : 3.4, { align: 'end', field })
  })
  press.pair(84, 49, '代理人 ', facts.agent, 3.3)
  press.pair(84, 55, '代号 ', facts.office, 3.3)
  press.pair(84, 61, '验证码 ', facts.serial.slice(-4), 3.3)
  press.label(84, 67, `旅客须知：请于起飞前90分钟到达${names.city()}机场办理手续`, 2.9)
  sheet.line(10, 72, 218, 72, { colour: '#236a80', widthMm: 0.5 })
  press.label(12, 79, '本行程单仅作报销凭证，不作乘机凭证', 3)
  if (random.next() < 0.75) sheet.ovalSeal(150, 66, [facts.airline, '电子客票', '专用章'], faces.label, { rx: 17, ry: 12, colour: '#cf2f3d' })
  press.sampleMark(12, 95)
  return { sheets: [sheet] }
}

const stacked: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 116, '#fdf7f1')
  const press = new Press(sheet, faces, { label: '#8a4a1d', ink: '#2b2622' })
  press.label(14, 13, '电子客票行程单（航空）', 5.6)
  press.label(14, 18.6, 'AIR TRANSPORT E-TICKET ITINERARY', 2.6)
  press.ink(196, 13, facts.serial, 3.4, { align: 'end' })
  sheet.box(12, 22, 186, 15, { colour: '#c89a74', widthMm: 0.3 }, '#fbeedf')
  press.label(15, 27, '乘机人', 2.9)
  press.ink(15, 33.6, fields.passengerName!, 4, { field: 'passengerName' })
  press.label(70, 27, '证件', 2.9)
  press.ink(70, 33.6, facts.id, 3.6)
  press.label(140, 27, '客票号', 2.9)
  press.ink(140, 33.6, fields.invoiceNumber!, 3.8, { field: 'invoiceNumber' })
  press.ink(15, 48, fields.fromStation!, 5, { field: 'fromStation' })
  press.ink(15, 53, facts.from[2]!, 3)
  sheet.mark('<path d="M58 46.6h26m-2 -1.2l2 1.2l-2 1.2" fill="none" stroke="#8a4a1d" stroke-width="0.4"/>')
  press.ink(92, 48, fields.toStation!, 5, { field: 'toStation' })
  press.ink(92, 53, facts.to[2]!, 3)
  press.ink(198, 48, fields.trainNumber!, 5, { field: 'trainNumber', align: 'end' })
  press.ink(198, 54, `${facts.airline} ${facts.cabin}舱`, 3.3, { align: 'end' })
  press.pair(15, 61, '航班日期 ', dateForms.slashed(facts.flightDate), 3.4)
  press.pair(70, 61, '离站 ', facts.time, 3.4)
  press.pair(112, 61, '运价 ', facts.basis, 3.4)
  press.pair(150, 61, '行李额 ', '20KG', 3.4)
  sheet.line(12, 65, 198, 65, { colour: '#c89a74', widthMm: 0.4 })
  const money: [string, string][] = [['票面价', facts.fare], ['机场建设(民航发展基金)', facts.fund], ['燃油费', facts.fuel]]
  money.forEach(([label, value], i) => press.pair(15 + [0, 48, 112][i]!, 72, label + ' ', value, 3.4))
  press.label(15, 81, '总额', 4)
  press.ink(30, 81.4, `CNY ${fields.amountTotal}`, 5, { field: 'amountTotal' })
  press.pair(15, 92, '出票单位 ', facts.agent, 3.5)
  press.pair(112, 92, '出票代号 ', facts.office, 3.4)
  press.pair(112, 81, '填开 ', dateForms.plain(fields.date!), 3.6, { field: 'date' })
  press.label(15, 100, '手写涂改无效', 3)
  if (random.next() < 0.75) sheet.roundSeal(88, 88, `${facts.agent.slice(0, 10)}出票专用章`, faces.label, { radius: 15, colour: '#cd2e3c' })
  press.sampleMark(15, 110)
  return { sheets: [sheet] }
}

/** Legs as rows under heads, one airport in each; where it starts and ends stands before its name or in its own cell. */
const inRows: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(236, 108, '#f4f7fa')
  const press = new Press(sheet, faces, { label: '#2d5f86', ink: '#20242c' })
  press.label(118, 10, random.pick(['航空运输电子客票行程单', '航空运输电子客票行程单（国内航班）']), 5.4, { align: 'middle' })
  press.pair(170, 16, '印刷序号：', facts.serial, 3)
  press.label(10, 16, random.pick(['国内航班', 'DOMESTIC']), 3.2)
  const isBilingual = random.next() < 0.5
  const head = (chinese: string, english: string) => (isBilingual ? `${chinese} ${english}` : chinese)
  ;([[10, head('旅客姓名', 'NAME OF PASSENGER'), fields.passengerName!, 'passengerName'], [84, head('有效身份证件号码', 'ID NO.'), facts.id, undefined], [160, head('签注', 'ENDORSEMENTS'), '不得签转改期收费', undefined]] as [number, string, string, keyof FieldValues | undefined][]).forEach(([x, label, value, field]) => {
    press.label(x, 23, label, 2.8)
    press.ink(x, 29, value, 3.6, { field })
  })
  const [from, to] = random.pick([['自FROM', '至TO'], ['自:', '至:'], ['自 FROM:', '至 TO:'], ['FROM', 'TO']] as const)
  const airports: [string, string, 'fromStation' | 'toStation'][] = [[from, fields.fromStation!, 'fromStation'], [to, fields.toStation!, 'toStation']]
  ;[[64, head('承运人', 'CARRIER')], [90, head('航班号', 'FLIGHT')], [118, head('座位等级', 'CLASS')], [144, head('日期', 'DATE')], [174, head('时间', 'TIME')], [196, head('客票级别', 'FARE BASIS')]].forEach(([x, text]) => press.label(x as number, 36, text as string, 2.5))
  airports.forEach(([label, value, field], i) => {
    press.label(10, 42 + i * 6, label, 3)
    press.ink(26, 42 + i * 6, value, 3.4, { field })
  })
  ;[[64, facts.airline, undefined], [90, fields.trainNumber!, 'trainNumber'], [120, facts.cabin, undefined], [144, facts.flightDate, undefined], [174, facts.time, undefined], [198, facts.basis, undefined]].forEach(([x, text, field]) => press.ink(x as number, 42, text as string, 3.3, { field: field as keyof FieldValues | undefined }))
  press.ink(64, 48, 'VOID', 3.2)
  ;([[10, head('票价', 'FARE'), `CNY${facts.fare}`], [58, head('机场建设费', 'AIRPORT TAX'), `CNY${facts.fund}`], [104, head('燃油附加费', 'FUEL SURCHARGE'), `CNY${facts.fuel}`], [150, head('其他税费', 'OTHER TAXES'), '0.00'], [190, head('合计', 'TOTAL'), `CNY${fields.amountTotal}`, 'amountTotal']] as [number, string, string, 'amountTotal'?][]).forEach(([x, label, value, field]) => {
    press.label(x, 60, label, 2.7)
    press.ink(x, 66, value, 3.5, { field })
  })
  press.pair(10, 76, head('电子客票号码', 'E-TICKET NO.') + random.pick(['', '：']), ` ${fields.invoiceNumber}`, 3.1, { field: 'invoiceNumber' })
  press.pair(100, 76, head('验证码', 'CK.') + ' ', facts.serial.slice(-4), 3.1)
  press.pair(150, 76, head('保险费', 'INSURANCE') + ' ', facts.insurance, 3.1)
  press.pair(10, 85, head('销售单位代号', 'AGENT CODE') + ' ', facts.office, 3)
  press.pair(10, 94, head('填开单位', 'ISSUED BY') + ' ', facts.agent, 3.2)
  press.pair(150, 94, head('填开日期', 'DATE OF ISSUE') + ' ', random.pick([fields.date!, dateForms.slashed(fields.date!), dateForms.dotted(fields.date!)]), 3.2, { field: 'date' })
  press.sampleMark(10, 103)
  return { sheets: [sheet] }
}

/** A narrow receipt of a travel agency's counter, things one below the other, amounts in a column. */
const counterSlip: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(105, 148, '#fbfaf6')
  const press = new Press(sheet, faces, { label: '#41474d', ink: '#23262b' })
  press.label(52.5, 11, '航空运输电子客票行程单', 4.8, { align: 'middle', bold: true })
  press.label(52.5, 16, '旅客联 PASSENGER COUPON', 2.7, { align: 'middle' })
  sheet.line(6, 19, 99, 19, { colour: '#41474d', widthMm: 0.4 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['票号', fields.invoiceNumber!, 'invoiceNumber'], ['旅客', fields.passengerName!, 'passengerName'], ['证件', facts.id, undefined], ['出发', `${fields.fromStation} ${facts.from[2]}`, 'fromStation'], ['到达', `${fields.toStation} ${facts.to[2]}`, 'toStation'],
    ['航班', `${fields.trainNumber}　${facts.airline}`, 'trainNumber'], ['起飞', `${dateForms.long(facts.flightDate)} ${facts.time}`, undefined], ['舱位', `${facts.cabin}　${facts.basis}　20KG`, undefined],
  ]
  rows.forEach(([label, value, field], i) => {
    press.label(8, 26 + i * 7, label, 3.3)
    press.ink(24, 26 + i * 7, value, 3.6, { field })
  })
  sheet.line(6, 79, 99, 79, { colour: '#8b9197', widthMm: 0.2, dash: '1.4 1' })
  const money: [string, string][] = [['票价 CNY', facts.fare], ['基建 CN', facts.fund], ['燃油 YQ', facts.fuel]]
  money.forEach(([label, value], i) => {
    press.label(8, 85 + i * 6, label, 3.2)
    press.ink(60, 85 + i * 6, value, 3.4, { align: 'end' })
  })
  press.label(8, 104.6, '合计 CNY', 3.8)
  press.ink(60, 104.6, fields.amountTotal!, 4.2, { align: 'end', field: 'amountTotal', bold: true })
  sheet.line(6, 108, 99, 108, { colour: '#8b9197', widthMm: 0.2, dash: '1.4 1' })
  press.pair(8, 114, '出票日期 ', dateForms.long(fields.date!), 3.2, { field: 'date' })
  press.pair(64, 114, '序号 ', facts.serial, 2.9)
  press.pair(8, 120.5, '出票单位 ', facts.agent, 3.2)
  press.pair(8, 127, 'OFFICE ', facts.office, 2.9)
  press.label(8, 133, '退改签以航空公司规定为准，遗失不补', 2.6)
  if (random.next() < 0.75) sheet.ovalSeal(80, 94, [facts.agent.slice(0, 7), '业务专用章'], faces.label, { rx: 15, ry: 10 })
  press.sampleMark(8, 141)
  return { sheets: [sheet] }
}

/** Printed in advance in red and filled in by a matrix printer that lies off; the money runs down the right side. */
const moneyDownTheSide: Layout<Facts> = ({ fields, ...facts }, { faces, random, names }) => {
  const sheet = new Sheet(232, 104, '#fcf3f1')
  const form = new Press(sheet, faces, { label: '#a8473f', ink: '#a8473f' })
  const press = new Press(sheet, faces, { label: '#2a2b33', ink: '#26272f' })
  const [dx, dy] = [random.between(-0.8, 1), random.between(-0.5, 0.6)]
  form.label(96, 11, '航空运输电子客票行程单', 5.2, { align: 'middle', letterSpacingMm: 0.5 })
  form.label(96, 16, `${names.region()}税务局监制`, 2.6, { align: 'middle' })
  sheet.box(8, 20, 216, 68, { colour: '#a8473f', widthMm: 0.35 })
  sheet.line(164, 20, 164, 88, { colour: '#a8473f' })
  for (const y of [34, 62, 75]) sheet.line(8, y, 164, y, { colour: '#a8473f', widthMm: 0.2 })
  const boxes: [number, number, string, string, keyof FieldValues | undefined][] = [
    [10, 24, '旅客姓名', fields.passengerName!, 'passengerName'], [66, 24, '证件号码', facts.id, undefined], [124, 24, '印刷序号', facts.serial, undefined],
    [10, 66, '电子客票号码', fields.invoiceNumber!, 'invoiceNumber'], [66, 66, '填开日期', dateForms.plain(fields.date!), 'date'], [110, 66, '销售单位代号', facts.office, undefined],
  ]
  for (const [x, y, label, value, field] of boxes) {
    form.label(x, y, label, 2.6)
    press.ink(x + dx, y + 6.4 + dy, value, 3.5, { field })
  }
  form.label(10, 79, '填开单位', 2.6)
  press.ink(26 + dx, 83.4 + dy, facts.agent, 3.4)
  ;[[34, '航站'], [80, '航班'], [100, '等级'], [112, '日期'], [138, '时间']].forEach(([x, head]) => form.label(x as number, 38.6, head as string, 2.6))
  ;[['自', fields.fromStation!, 'fromStation'], ['至', fields.toStation!, 'toStation']].forEach(([label, value, field], i) => {
    form.label(12, 46 + i * 9, label!, 3.4)
    press.ink(20 + dx, 46 + i * 9 + dy, value!, 3.9, { field: field as keyof FieldValues })
  })
  press.ink(80 + dx, 46 + dy, fields.trainNumber!, 3.7, { field: 'trainNumber' })
  press.ink(102 + dx, 46 + dy, facts.cabin, 3.7)
  press.ink(112 + dx, 46 + dy, dateForms.dotted(facts.flightDate), 3.5)
  press.ink(138 + dx, 46 + dy, facts.time, 3.5)
  press.ink(80 + dx, 55 + dy, 'VOID', 3.4)
  const money: [string, string, keyof FieldValues | undefined][] = [['票　　价', facts.fare, undefined], ['民航发展基金', facts.fund, undefined], ['燃油附加费', facts.fuel, undefined], ['其他税费', '0.00', undefined], ['保 险 费', facts.insurance, undefined], ['合　　计', `CNY ${fields.amountTotal}`, 'amountTotal']]
  money.forEach(([label, value, field], i) => {
    form.label(167, 28 + i * 11, label, 3)
    press.ink(220 + dx, 28 + i * 11 + dy, value, 3.7, { align: 'end', field })
    if (i > 0) sheet.line(164, 21 + i * 11, 224, 21 + i * 11, { colour: '#d79b94', widthMm: 0.15 })
  })
  if (random.next() < 0.75) sheet.roundSeal(138, 74, `${facts.agent.slice(0, 11)}财务专用章`, faces.label, { radius: 14 })
  form.label(10, 94, '本行程单遗失不补　验证网址见票面背书', 2.8)
  press.sampleMark(10, 100)
  return { sheets: [sheet] }
}

export const air = voucherMaker(invent, { tuning: [bilingual, boxed, inRows, listed, stacked, counterSlip, moneyDownTheSide], 'held-out': [allInCells, ticketAtTheSide] })
