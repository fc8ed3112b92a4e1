/** The claim form of the held-out set: the one of three columns that offices copy from each other. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './claim-form.ts'
import { Press, printTable, dateForms, type Layout } from './press.ts'

export const costsForm: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 136, '#fefefe')
  const press = new Press(sheet, faces, { label: '#1f1f22', ink: '#1b2a66' })
  const colour = '#1f1f22'
  press.label(98, 16, '费 用 报 销 单', 7.2, { align: 'middle', bold: true })
  for (const y of [19, 20]) sheet.line(66, y, 130, y, { colour, widthMm: 0.3 })
  sheet.qrCode(qr, 174, 5, 21)
  press.pair(14, 31, '报销部门：', facts.department, 3.8)
  press.pair(72, 31, '日期：', random.pick([dateForms.plain, dateForms.long])(fields.date!), 3.8, { field: 'date' })
  press.pair(132, 31, '单据及附件共', `${facts.enclosures}张`, 3.8)
  const end = printTable(press, {
    x: 14, y: 35, widthsMm: [66, 36, 42], rowMm: 8, sizeMm: 3.9, heads: ['用　　途', '金额（元）', '备　　注'], rules: 'all', colour, aligns: ['start', 'end', 'start'],
    rows: Array.from({ length: 6 }, (_, i) => (i < 5 ? [lineItems[i]?.name ?? '', lineItems[i]?.amount ?? '', i === 0 ? facts.subject : ''] : ['', { text: fields.amountTotal!, field: 'amountTotal' as const }, ''])),
  })
  press.label(47, end - 2.6, '合　　计', 3.9, { align: 'middle' })
  sheet.box(158, 35, 38, end - 35, { colour, widthMm: 0.25 })
  press.label(161, 41, '领导审批：', 3.8)
  press.ink(177, 58, '同意', 6, { font: faces.label, align: 'middle' })
  press.ink(177, 72, facts.people[0], 6, { font: faces.label, align: 'middle' })
  sheet.box(14, end, 182, 10, { colour, widthMm: 0.25 })
  press.pair(16, end + 6.5, '金额大写：', fields.amountTotalUpper!, 4, { field: 'amountTotalUpper' })
  press.label(122, end + 6.5, '原借款：　　　元　应退（补）款：　　　元', 3.4)
  press.pair(14, end + 18, '会计主管：', facts.people[1], 3.8)
  press.pair(64, end + 18, '出纳：', facts.people[2], 3.8)
  press.pair(106, end + 18, '报销人：', facts.person, 3.8)
  press.pair(154, end + 18, '领款人：', facts.person, 3.8)
  press.label(14, end + 27, facts.unit, 3.2)
  press.sampleMark(14, 131)
  return { sheets: [sheet], qr: [qr], lineItems }
}
