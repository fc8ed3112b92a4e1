/** Approvals and acceptances of the held-out set: the slip by which a supplier is paid, and a purchase's acceptance in one ruled form. */
import { Sheet } from '../sheet.ts'
import type { AcceptanceFacts, ApprovalFacts } from './office-forms.ts'
import { dateForms, Press, printTable, withCommas, type Layout } from './press.ts'
import { formRow } from './ruled-forms.ts'

/** Whoever passed it stands in a column under the name of the post. */
export const paymentRequest: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 148, '#fefefe')
  const press = new Press(sheet, faces, { label: '#1e1e20', ink: '#1e1e20' })
  const colour = '#1e1e20'
  press.label(105, 17, '付 款 审 批 单', 7.2, { align: 'middle', bold: true })
  press.pair(16, 27, '填报单位：', facts.unit, 3.7)
  press.pair(110, 27, '申请日期：', dateForms.plain(fields.date!), 3.7, { field: 'date' })
  press.pair(160, 27, '编号：', facts.number, 3.7)
  let y = formRow(press, 15, 31, 10, [['申请部门', facts.department, 28, 62], ['经办人', facts.applicant, 28, 62]], 3.8, colour)
  y = formRow(press, 15, y, 14, [['付款事由', facts.reason, 28, 152]], 3.8, colour)
  y = formRow(press, 15, y, 10, [['收款单位', fields.sellerName!, 28, 152, 'sellerName']], 3.8, colour)
  y = formRow(press, 15, y, 10, [['开户银行', facts.bank, 28, 62], ['银行账号', facts.account, 28, 62]], 3.8, colour)
  y = formRow(press, 15, y, 10, [['经费来源', facts.budget, 28, 62], ['付款方式', facts.method, 28, 62]], 3.8, colour)
  y = formRow(press, 15, y, 11, [['付款金额', `人民币（大写）${fields.amountTotalUpper}`, 28, 102, 'amountTotalUpper']], 3.8, colour)
  sheet.box(145, y - 11, 50, 11, { colour, widthMm: 0.3 })
  press.pair(147, y - 4.2, '¥', withCommas(fields.amountTotal!), 4, { field: 'amountTotal' })
  const end = printTable(press, { x: 15, y, widthsMm: [45, 45, 45, 45], rowMm: 8, sizeMm: 3.7, heads: ['单位负责人', '分管领导', '财务审核', '部门负责人'], rows: [], rules: 'all', colour, aligns: ['middle', 'middle', 'middle', 'middle'] })
  const hand = { font: faces.label, colour: '#1d2f7d', align: 'middle' as const }
  const words = ['同意', '同意', '已审核', '情况属实']
  ;[3, 2, 1, 0].forEach((who, i) => {
    sheet.box(15 + i * 45, end, 45, 20, { colour, widthMm: 0.3 })
    press.ink(36 + i * 45, end + 8, words[i]!, 4.8, hand)
    press.ink(42 + i * 45 + random.between(-3, 3), end + 16, facts.people[who]!, 5.2, hand)
  })
  press.label(16, end + 27, '附：合同、发票、验收单等原始凭证', 3.4)
  press.sampleMark(16, 143)
  return { sheets: [sheet] }
}

export const projectAcceptance: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#ffffff')
  const press = new Press(sheet, faces, { label: '#1c1c1e', ink: '#1c1c1e' })
  const colour = '#1c1c1e'
  press.label(105, 30, '采购项目验收单', 8, { align: 'middle', bold: true })
  let y = formRow(press, 18, 40, 12, [['采购单位', fields.buyerName!, 30, 144, 'buyerName']], 4.1, colour)
  y = formRow(press, 18, y, 12, [['供应商名称', fields.sellerName!, 30, 144, 'sellerName']], 4.1, colour)
  y = formRow(press, 18, y, 12, [['项目名称', facts.project, 30, 57], ['合同编号', facts.contract, 30, 57]], 4.1, colour)
  y = formRow(press, 18, y, 12, [['采购方式', random.pick(['询价', '网上商城', '自行采购', '定点采购']), 30, 57], ['验收日期', dateForms.plain(fields.date!), 30, 57, 'date']], 4.1, colour)
  y = printTable(press, {
    x: 18, y, widthsMm: [15, 59, 19, 22, 28, 31], rowMm: 9, sizeMm: 3.9, heads: ['序号', '货物名称', '单位', '数量', '单价', '金额（元）'], rules: 'all', colour, aligns: ['middle', 'start', 'middle', 'middle', 'end', 'end'],
    rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }, i) => [String(i + 1), name, unit!, quantity!, unitPrice!, amount]),
  })
  y = formRow(press, 18, y, 12, [['合同总金额', `¥${fields.amountTotal}`, 30, 40, 'amountTotal'], ['大写', fields.amountTotalUpper!, 17, 87, 'amountTotalUpper']], 4.1, colour)
  y = formRow(press, 18, y, 30, [['验收意见', facts.result, 30, 144]], 4.1, colour)
  y = formRow(press, 18, y, 12, [['验收结论', '☑ 合格　　□ 基本合格　　□ 不合格', 30, 144]], 4.1, colour)
  y = formRow(press, 18, y, 24, [['验收小组签字', '', 30, 144]], 4.1, colour)
  facts.people.forEach((name, i) => press.ink(62 + i * 42, y - 10 + random.between(-1, 1), name, 6, { font: faces.label, colour: '#1d2f7d' }))
  y = formRow(press, 18, y, 34, [['采购单位盖章', '', 30, 57], ['供应商盖章', '', 30, 57]], 4.1, colour)
  if (random.next() < 0.8) sheet.roundSeal(76, y - 16, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 15.5 })
  if (random.next() < 0.8) sheet.roundSeal(163, y - 16, fields.sellerName!, faces.label, { radius: 15.5 })
  press.label(18, y + 8, '注：本单一式三份，采购单位、供应商、财务部门各执一份。', 3.5)
  press.sampleMark(18, 290)
  return { sheets: [sheet], lineItems }
}
