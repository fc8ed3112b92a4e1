/** 行程单 of the held-out set: one all of cells with its names at the left of each, one with the ticket at the side and the money as a list. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './air.ts'
import { dateForms, Press, printTable, type FieldValues, type Layout } from './press.ts'
import { formRow } from './ruled-forms.ts'

/** The ticket's number and the day come first, the sum stands in the last row but one, beside the insurance. */
export const allInCells: Layout<Facts> = ({ fields, ...facts }, { faces, random, names }) => {
  const colour = '#8d6a3a'
  const sheet = new Sheet(234, 106, '#faf6ec')
  sheet.mark(Array.from({ length: 20 }, (_, i) => `<path d="M${i * 12} 0l-8 106" stroke="#efe5cf" stroke-width="0.5"/>`).join(''))
  const press = new Press(sheet, faces, { label: '#775326', ink: '#24232a' })
  press.label(14, 11, '航空运输电子客票行程单', 5.4, { bold: true })
  press.label(14, 16.4, 'ITINERARY/RECEIPT OF E-TICKET', 2.7)
  sheet.ovalSeal(117, 11, ['全国统一发票监制章', names.region(), '国家税务总局监制'], faces.label, { rx: 15, ry: 8.6 })
  press.label(170, 11, '印刷序号', 2.9)
  press.ink(220, 11, facts.serial, 3.6, { align: 'end', colour: '#b03a34', letterSpacingMm: 0.2 })
  press.label(220, 16.4, '旅客报销凭证', 2.7, { align: 'end' })
  const day = random.pick([dateForms.long, dateForms.slashed, dateForms.dotted])(fields.date!)
  let y = formRow(press, 12, 20, 9, [['电子客票号码', fields.invoiceNumber!, 26, 46, 'invoiceNumber'], ['填开日期', day, 20, 40, 'date'], ['销售单位代号', facts.office, 26, 52]], 3.2, colour)
  y = formRow(press, 12, y, 9, [['旅客姓名', fields.passengerName!, 26, 46, 'passengerName'], ['证件号码', facts.id, 20, 40], ['签注', '不得签转　退票收费', 26, 52]], 3.2, colour)
  y = printTable(press, {
    x: 12, y, widthsMm: [14, 36, 36, 26, 22, 14, 26, 18, 18], rowMm: 8, sizeMm: 3.1, heads: ['航段', '自 FROM', '至 TO', '承运人', '航班号', '舱位', '日期', '时间', '行李'], rules: 'all', colour, aligns: ['middle', 'start', 'start', 'start', 'start', 'middle', 'start', 'middle', 'middle'],
    rows: [['1', { text: fields.fromStation!, field: 'fromStation' }, { text: fields.toStation!, field: 'toStation' }, facts.airline, { text: fields.trainNumber!, field: 'trainNumber' }, facts.cabin, facts.flightDate, facts.time, '20KG'], ['2', 'VOID', 'VOID', '', '', '', '', '', '']],
  })
  y = formRow(press, 12, y, 9, [['票价', `CNY${facts.fare}`, 16, 36], ['民航发展基金', `CNY${facts.fund}`, 26, 30], ['燃油附加费', `CNY${facts.fuel}`, 24, 30], ['其他税费', 'EXEMPT', 20, 28]], 3.2, colour)
  y = formRow(press, 12, y, 9, [['合计', `CNY${fields.amountTotal}`, 16, 66, 'amountTotal'], ['保险费', facts.insurance, 20, 34], ['验证码', facts.serial.slice(-4), 20, 54]], 3.4, colour)
  y = formRow(press, 12, y, 9, [['填开单位', facts.agent, 26, 106], ['提示信息', '退改请联系出票方', 26, 52]], 3.2, colour)
  if (random.next() < 0.75) sheet.ovalSeal(132, y - 5, [facts.agent.slice(0, 9), '发票专用章'], faces.label, { rx: 17, ry: 10.5 })
  press.label(12, y + 5.6, '购票时请核对票面信息，本单遗失不补、涂改无效', 2.8)
  press.sampleMark(12, 102)
  return { sheets: [sheet] }
}

/** English over Chinese; who flies and on which ticket in a box at the left, the way large at the right, each charge a row. */
export const ticketAtTheSide: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(226, 112, '#f2f4fa')
  const form = new Press(sheet, faces, { label: '#3b4a86', ink: '#3b4a86' })
  const press = new Press(sheet, faces, { label: '#26272e', ink: '#22232a' })
  sheet.box(0, 0, 226, 15, { colour: 'none', widthMm: 0 }, '#dbe1f2')
  form.label(10, 10, '航空运输电子客票行程单', 5.6)
  form.label(216, 7.4, 'SERIAL NUMBER 印刷序号', 2.4, { align: 'end' })
  press.ink(216, 12.2, facts.serial, 3.4, { align: 'end' })
  const english = (x: number, y: number, latin: string, chinese: string) => {
    form.label(x, y, latin, 2.2)
    form.label(x, y + 3.4, chinese, 2.8)
  }
  sheet.box(8, 19, 72, 80, { colour: '#8e9ac6', widthMm: 0.3 })
  const ticket: [string, string, string, keyof FieldValues | undefined][] = [
    ['NAME OF PASSENGER', '旅客姓名', fields.passengerName!, 'passengerName'], ['ID NO.', '有效身份证件号码', facts.id, undefined], ['E-TICKET NO.', '电子客票号码', fields.invoiceNumber!, 'invoiceNumber'],
    ['DATE OF ISSUE', '填开日期', fields.date!, 'date'], ['AGENT CODE', '销售单位代号', facts.office, undefined], ['ISSUED BY', '填开单位', facts.agent, undefined],
  ]
  ticket.forEach(([latin, chinese, value, field], i) => {
    english(11, 22.6 + i * 13.2, latin, chinese)
    press.ink(11, 30.9 + i * 13.2, value, 3.7, { field, roomMm: 66 })
    if (i > 0) sheet.line(8, 19.6 + i * 13.2, 80, 19.6 + i * 13.2, { colour: '#c3cbe3', widthMm: 0.2 })
  })
  english(86, 23, 'FROM', '自')
  press.ink(97, 26.6, fields.fromStation!, 4.6, { field: 'fromStation' })
  press.ink(124, 26.6, facts.from[2]!, 3.4)
  english(146, 23, 'TO', '至')
  press.ink(157, 26.6, fields.toStation!, 4.6, { field: 'toStation' })
  press.ink(184, 26.6, facts.to[2]!, 3.4)
  sheet.line(86, 30.4, 216, 30.4, { colour: '#8e9ac6', widthMm: 0.3 })
  const flight: [number, string, string, string, keyof FieldValues | undefined][] = [[86, 'CARRIER', '承运人', facts.airline, undefined], [110, 'FLIGHT', '航班号', fields.trainNumber!, 'trainNumber'], [132, 'CLASS', '等级', facts.cabin, undefined], [147, 'DATE', '乘机日期', facts.flightDate, undefined], [174, 'TIME', '时间', facts.time, undefined], [192, 'FARE BASIS', '客票类别', facts.basis, undefined]]
  for (const [x, latin, chinese, value, field] of flight) {
    english(x, 35, latin, chinese)
    press.ink(x, 44, value, 3.6, { field })
  }
  sheet.line(86, 47.4, 216, 47.4, { colour: '#8e9ac6', widthMm: 0.3 })
  const charges: [string, string, string, keyof FieldValues | undefined][] = [['FARE', '票价', facts.fare, undefined], ['CAAC DEVELOPMENT FUND', '民航发展基金', facts.fund, undefined], ['FUEL SURCHARGE', '燃油附加费', facts.fuel, undefined], ['OTHER TAXES', '其他税费', '0.00', undefined], ['TOTAL', '合计', fields.amountTotal!, 'amountTotal']]
  charges.forEach(([latin, chinese, value, field], i) => {
    const y = 53.4 + i * 7.4
    form.label(86, y, chinese, 3.1)
    form.label(110, y, latin, 2.5)
    press.ink(158, y, 'CNY', 3.2)
    press.ink(192, y, value, field ? 4.2 : 3.5, { align: 'end', field })
    if (i > 0) sheet.line(86, y - 4.8, 194, y - 4.8, { colour: '#c3cbe3', widthMm: 0.15 })
  })
  form.label(86, 92, 'CK. 验证码', 2.6)
  press.ink(102, 92, facts.serial.slice(0, 4), 3.3)
  form.label(124, 92, 'INSURANCE 保险费', 2.6)
  press.ink(150, 92, facts.insurance, 3.3)
  form.label(86, 98, '验真请登录承运人网站，凭客票号码及验证码查询', 2.7)
  if (random.next() < 0.75) sheet.roundSeal(200, 92, `${facts.agent.slice(0, 11)}客票专用章`, faces.label, { radius: 14 })
  press.sampleMark(10, 107)
  return { sheets: [sheet] }
}
