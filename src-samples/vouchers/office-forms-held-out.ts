/** Approvals and acceptances of the held-out set: the slip by which a supplier is paid, and an acceptance in words, rows and a grid of points. */
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

/** Words first, then what came, then a grid of points that were looked at; both parties stand at the foot alone, each beside its seal. */
export const checkedByPoints: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#232327', ink: '#232327' })
  const colour = '#4a4a50'
  press.label(105, 27, random.pick(['履 约 验 收 书', '采 购 验 收 书', '到 货 验 收 书']), 7.6, { align: 'middle' })
  press.label(188, 37, `合同 ${facts.contract}`, 3.8, { align: 'end' })
  let y = press.paragraph(22, 47, `　　按照“${facts.project}”合同的约定，采购方组织人员对下列物品进行了清点和查验，情况如下：`, 4.2, { widthMm: 164, stepMm: 7.6 })
  y = printTable(press, {
    x: 22, y: y + 5, widthsMm: [54, 28, 28, 28, 28], rowMm: 8.4, sizeMm: 3.8, heads: ['品名及规格', '应到数', '实到数', '单价（元）', '金额（元）'], rules: 'heads', colour, aligns: ['start', 'middle', 'middle', 'end', 'end'],
    rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }) => [name, `${quantity}${unit}`, `${quantity}${unit}`, unitPrice!, amount]),
  })
  press.label(22, y + 8, '金额总计', 4)
  press.ink(187, y + 8, `${withCommas(fields.amountTotal!)}元`, 4.4, { align: 'end', field: 'amountTotal' })
  press.ink(187, y + 15.4, `人民币${fields.amountTotalUpper}`, 3.9, { align: 'end', field: 'amountTotalUpper' })
  const points = ['品种、规格', '数量', '外观质量', '随附资料', '交货时间']
  y = printTable(press, { x: 22, y: y + 22, widthsMm: [46, 30, 30, 60], rowMm: 8.4, sizeMm: 3.8, heads: ['查验内容', '符合', '不符合', '说明'], rules: 'all', colour, aligns: ['start', 'middle', 'middle', 'start'], rows: points.map((point) => [point, '√', '', '']) })
  y = press.paragraph(22, y + 10, `结论：${facts.result}`, 4.2, { widthMm: 164, stepMm: 7.6 })
  press.pair(22, y + 11, '查验人员：', '', 4)
  facts.people.forEach((name, i) => press.ink(46 + i * 36, y + 11 + random.between(-0.6, 0.8), name, 5.6, { font: faces.label, colour: '#20306f' }))
  const sides = [['供货方（章）', fields.sellerName!, 'sellerName'], ['采购方（章）', fields.buyerName!, 'buyerName']] as const
  sides.forEach(([label, name, field], side) => {
    const x = 22 + side * 88
    press.label(x, y + 24, label, 4)
    press.ink(x, y + 32, name, 4, { field, roomMm: 78 })
    press.ink(x, y + 40, dateForms.long(fields.date!), 4, { field: 'date' })
    if (random.next() < 0.8) sheet.roundSeal(x + 48, y + 30, name.replace('（样例）', ''), faces.label, { radius: 15 })
  })
  press.sampleMark(22, 291)
  return { sheets: [sheet], lineItems }
}
