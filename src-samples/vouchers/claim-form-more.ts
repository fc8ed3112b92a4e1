/** More claim forms: the stationer's form with a box for every digit, and the one for journeys. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './claim-form.ts'
import { dateForms, dayAfter, Press, printTable, withCommas, type Layout } from './press.ts'
import { amountInBoxes, dayInBlanks, placeHeads } from './ruled-forms.ts'

/** Green, filled in by hand; the claim's code is a sticker on it. */
export const stationersForm: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces }) => {
  const sheet = new Sheet(210, 116, '#fdfdf6')
  const colour = '#3f7d54'
  const press = new Press(sheet, faces, { label: colour, ink: '#1f2f6a' })
  const hand = { font: faces.label }
  press.label(92, 13, '支 出 报 销 单', 7, { align: 'middle' })
  for (const y of [16, 17]) sheet.line(58, y, 126, y, { colour, widthMm: 0.3 })
  sheet.box(172, 4, 26, 26, { colour: '#d8d8d2', widthMm: 0.2 }, '#ffffff')
  sheet.qrCode(qr, 175, 7, 20)
  press.label(14, 25, '部门', 3.6)
  press.ink(24, 25, facts.department, 4, hand)
  dayInBlanks(press, 72, 25, fields.date!, 3.8)
  press.label(122, 25, '第', 3.6)
  press.ink(127, 25, facts.number, 3.6)
  press.label(157, 25, '号', 3.6)
  sheet.box(12, 33, 72, 10, { colour, widthMm: 0.3 })
  press.label(48, 39.5, '摘　　要', 3.8, { align: 'middle' })
  sheet.box(84, 33, 63, 5, { colour, widthMm: 0.3 })
  press.label(115.5, 36.8, '金　额', 3.2, { align: 'middle' })
  const boxes = { x: 84, count: 9, stepMm: 7, heightMm: 7, sizeMm: 4.2, colour }
  placeHeads(press, { ...boxes, y: 38, heightMm: 5, sizeMm: 2.9 })
  for (let i = 0; i < 5; i++) {
    sheet.box(12, 43 + i * 7, 72, 7, { colour, widthMm: 0.3 })
    press.ink(15, 48 + i * 7, lineItems[i]?.name ?? '', 4, hand)
    amountInBoxes(press, { ...boxes, y: 43 + i * 7 }, lineItems[i]?.amount ?? '')
  }
  sheet.box(12, 78, 72, 7, { colour, widthMm: 0.3 })
  press.label(48, 83, '合　　计', 3.8, { align: 'middle' })
  amountInBoxes(press, { ...boxes, y: 78 }, fields.amountTotal!, { isSum: true, field: 'amountTotal' })
  sheet.box(12, 85, 135, 9, { colour, widthMm: 0.3 })
  press.label(14, 91, '金额大写', 3.6)
  press.ink(34, 91, fields.amountTotalUpper!, 4.4, { ...hand, field: 'amountTotalUpper' })
  sheet.box(147, 33, 51, 61, { colour, widthMm: 0.3 })
  press.label(150, 40, '用途', 3.4)
  press.ink(160, 40, facts.subject, 4, hand)
  press.label(150, 56, '审批意见', 3.4)
  press.ink(152, 66, '同意报销', 5, hand)
  press.ink(174, 78, facts.people[0], 5, hand)
  press.label(204, 44, `附单据${facts.enclosures}张`, 3.4, { downwards: true, stepMm: 5.4 })
  press.pair(14, 101, '会计主管', ` ${facts.people[1]}`, 3.6, hand)
  press.pair(62, 101, '出纳', ` ${facts.people[2]}`, 3.6, hand)
  press.pair(104, 101, '经手人', ` ${facts.person}`, 3.6, hand)
  press.pair(150, 101, '领款人', ` ${facts.person}`, 3.6, hand)
  press.sampleMark(14, 111)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** Who travelled, from when to when, and what it cost; the day of the claim stands at the foot. */
export const journeyForm: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(297, 138 + lineItems.length * 8, '#fefefe')
  const press = new Press(sheet, faces, { label: '#222', ink: '#1c2233' })
  const [left, back] = [dayAfter(fields.date!, -random.integer(9, 12)), dayAfter(fields.date!, -random.integer(4, 8))]
  press.label(148, 18, '差 旅 费 报 销 单', 7.6, { align: 'middle', bold: true })
  press.label(20, 30, facts.unit, 4)
  press.label(246, 30, facts.number, 3.6, { align: 'end', font: faces.digits })
  sheet.qrCode(qr, 252, 8, 25)
  const cells: [string, string, number, number][] = [['出差人', facts.person, 24, 40], ['所在部门', facts.department, 26, 44], ['事由', facts.subject, 20, 103]]
  let x = 20
  for (const [label, value, labelMm, valueMm] of cells) {
    sheet.box(x, 36, labelMm, 10, { colour: '#222', widthMm: 0.3 })
    sheet.box(x + labelMm, 36, valueMm, 10, { colour: '#222', widthMm: 0.3 })
    press.label(x + labelMm / 2, 42.4, label, 3.8, { align: 'middle' })
    press.ink(x + labelMm + 3, 42.4, value, 3.9)
    x += labelMm + valueMm
  }
  const [home, away] = names.stations().map((station) => station.replace('站', '')) as [string, string]
  const trips = [[dateForms.dotted(left).slice(5), home, away, '火车'], [dateForms.dotted(back).slice(5), away, home, '火车']]
  const under = printTable(press, { x: 20, y: 46, widthsMm: [32, 76, 76, 73], rowMm: 8, sizeMm: 3.7, heads: ['月.日', '起　点', '止　点', '交通工具'], rows: trips, rules: 'all', colour: '#222', aligns: ['middle', 'middle', 'middle', 'middle'] })
  const end = printTable(press, { x: 20, y: under, widthsMm: [24, 48, 84, 101], rowMm: 8, sizeMm: 3.7, heads: ['单据张数', '报销金额', '费用科目', '核减说明'], rows: lineItems.map(({ name, amount }, i) => [String(i + 1), amount, name, '']), rules: 'all', colour: '#222', aligns: ['middle', 'end', 'start', 'start'] })
  sheet.box(20, end, 257, 10, { colour: '#222', widthMm: 0.3 })
  press.label(32, end + 6.6, '总计', 3.8, { align: 'middle' })
  press.ink(91, end + 6.6, withCommas(fields.amountTotal!), 4.2, { align: 'end', field: 'amountTotal' })
  press.ink(95, end + 6.6, `人民币${fields.amountTotalUpper}`, 4, { field: 'amountTotalUpper' })
  press.label(200, end + 6.6, `预借 0.00　补领 ${withCommas(fields.amountTotal!)}`, 3.6)
  const signers: [string, string][] = [['单位负责人', facts.people[0]], ['财务主管', facts.people[1]], ['部门主管', facts.people[2]], ['填报', facts.person]]
  signers.forEach(([label, name], i) => {
    press.label(20 + i * 52, end + 20, label, 3.7)
    press.ink(24 + i * 52, end + 28, name, 4.8, { font: faces.label, colour: '#22367e' })
  })
  press.ink(277, end + 20, random.pick([dateForms.plain, dateForms.long])(fields.date!), 3.9, { align: 'end', field: 'date' })
  press.label(277, end + 28, `附原始单据 ${facts.enclosures} 张`, 3.6, { align: 'end' })
  press.sampleMark(20, end + 42)
  return { sheets: [sheet], qr: [qr], lineItems }
}
