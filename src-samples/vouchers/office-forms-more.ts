/** More approvals and acceptances: forms with their labels down the side, prints of an office system, a store's register and a certificate in sentences. */
import { Sheet } from '../sheet.ts'
import { breakRuns, type Run } from './contract-pages.ts'
import type { AcceptanceFacts, ApprovalFacts } from './office-forms.ts'
import { dateForms, dayAfter, Press, printTable, withCommas, type Layout } from './press.ts'
import { dayInBlanks, formRow } from './ruled-forms.ts'

/** An opinion with its label down the side, the name at the lower right as people sign. */
function opinion(press: Press, x: number, y: number, widthMm: number, heightMm: number, label: string, words: string, name: string): void {
  press.sheet.box(x, y, 10, heightMm, { colour: '#2a2a2a', widthMm: 0.3 })
  press.sheet.box(x + 10, y, widthMm - 10, heightMm, { colour: '#2a2a2a', widthMm: 0.3 })
  const stepMm = Math.min(6.4, (heightMm - 3) / label.length)
  press.label(x + 5, y + (heightMm - stepMm * (label.length - 1)) / 2 + 1.4, label, 3.8, { downwards: true, stepMm })
  const hand = { font: press.faces.label, colour: '#1f357c' }
  press.ink(x + 15, y + 10, words, 4.6, hand)
  press.ink(x + widthMm - 6, y + heightMm - 6, name, 5.2, { align: 'end', ...hand })
}

/** What is to be bought first, the sum within a sentence of the form, opinions beside each other. */
export const opinionsBesideEachOther: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fefefb')
  const press = new Press(sheet, faces, { label: '#26262a', ink: '#22242e' })
  press.label(105, 30, `${facts.unit.replace('（样例）', '')}`, 5, { align: 'middle' })
  press.label(105, 42, '经费使用请示单', 8.4, { align: 'middle', letterSpacingMm: 1.2 })
  press.label(20, 54, '呈报', 3.8)
  dayInBlanks(press, 29, 54, fields.date!, 3.8)
  press.label(190, 54, `（${facts.number.slice(0, 4)}）请字第${facts.number.slice(5)}号`, 3.8, { align: 'end' })
  formRow(press, 20, 58, 13, [['呈报科室', facts.department, 28, 57], ['呈报人', facts.applicant, 28, 57]], 4.1, '#2a2a2a')
  sheet.box(20, 71, 170, 66, { colour: '#2a2a2a', widthMm: 0.3 })
  press.label(24, 80, '请示事项：', 4.1)
  const y = press.paragraph(30, 90, `　　因工作需要，拟${facts.reason}，所需经费从${facts.budget}中列支，拟以${facts.method}方式结算。`, 4.4, { widthMm: 150, stepMm: 8 })
  press.label(30, y + 14, '预计支出人民币', 4.1)
  const end = press.ink(62, y + 14, fields.amountTotalUpper!, 4.4, { field: 'amountTotalUpper', font: faces.ink })
  press.ink(end + 2, y + 14, `（${withCommas(fields.amountTotal!)}元）`, 4.4, { field: 'amountTotal', font: faces.ink })
  opinion(press, 20, 137, 85, 44, '科室负责人', random.pick(['属实，请领导审定。', '拟同意，请审批。']), facts.people[0])
  opinion(press, 105, 137, 85, 44, '财务科', random.pick(['指标余额足，可列支。', '符合预算安排。']), facts.people[1])
  opinion(press, 20, 181, 85, 48, '分管领导', random.pick(['同意', '呈主要领导阅示。']), facts.people[2])
  opinion(press, 105, 181, 85, 48, '主要领导', random.pick(['同意', '同意，从严控制。']), facts.people[3])
  formRow(press, 20, 229, 16, [['办理结果', '', 28, 142]], 4.1, '#2a2a2a')
  press.label(20, 252, '说明：金额五万元以上的须附会议纪要；本单随凭证归档。', 3.4)
  if (random.next() < 0.5) sheet.roundSeal(164, 116, facts.unit.replace('（样例）', ''), faces.label, { radius: 19 })
  press.sampleMark(20, 289)
  return { sheets: [sheet] }
}

/** A print of the office system: shaded labels, and below who passed it on and when. */
export const officeSystem: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#ffffff')
  const press = new Press(sheet, faces, { label: '#3d4756', ink: '#15181d' })
  press.label(16, 20, '付款申请流程', 6.2, { bold: true })
  press.label(16, 27, `${facts.unit.replace('（样例）', '')}协同办公平台　流程已办结`, 3.2)
  press.label(194, 20, `AP${facts.number.replace('-', '')}`, 3.6, { align: 'end', font: faces.digits })
  const colour = '#c3cad4'
  const began = `${fields.date} 08:${random.integer(10, 59)}`
  const cell = (x: number, y: number, widthMm: number, heightMm: number, label: string, value: string, field?: 'date' | 'amountTotal' | 'amountTotalUpper') => {
    sheet.box(x, y, 28, heightMm, { colour, widthMm: 0.25 }, '#f1f4f8')
    sheet.box(x + 28, y, widthMm - 28, heightMm, { colour, widthMm: 0.25 })
    press.label(x + 26, y + 6.4, label, 3.4, { align: 'end' })
    press.paragraph(x + 30, y + 6.4, value, 3.6, { widthMm: widthMm - 34, stepMm: 5.6, field })
  }
  cell(16, 33, 89, 10, '发起人', `${facts.applicant}`)
  cell(105, 33, 89, 10, '发起时间', began, 'date')
  cell(16, 43, 89, 10, '发起部门', facts.department)
  cell(105, 43, 89, 10, '紧急程度', random.pick(['一般', '加急']))
  cell(16, 53, 178, 18, '付款事由', facts.reason)
  cell(16, 71, 89, 10, '付款金额', withCommas(fields.amountTotal!), 'amountTotal')
  cell(105, 71, 89, 10, '大写', fields.amountTotalUpper!, 'amountTotalUpper')
  cell(16, 81, 89, 10, '付款方式', facts.method)
  cell(105, 81, 89, 10, '经济分类', facts.budget)
  cell(16, 91, 178, 10, '附件', `${random.integer(2, 6)} 个（发票、合同等，详见系统）`)
  press.label(16, 116, '流转记录', 4.4, { bold: true })
  const steps = ['部门负责人', '预算岗', '分管领导', '主要负责人']
  const rows = steps.map((step, i) => [step, facts.people[i]!, ['同意', '已核预算指标', '同意', '同意付款'][i]!, `${dayAfter(fields.date!, i === 0 ? 0 : 1)} ${String(9 + i * 2).padStart(2, '0')}:${random.integer(10, 59)}`])
  const end = printTable(press, { x: 16, y: 120, widthsMm: [40, 34, 58, 46], rowMm: 9, sizeMm: 3.5, heads: ['节点', '办理人', '意见', '办理时间'], rows: [['发起', facts.applicant, '提交', began], ...rows], rules: 'all', colour, aligns: ['start', 'start', 'start', 'start'] })
  press.label(16, end + 10, '本页由系统生成，与线上流程具有同等效力', 3)
  press.sampleMark(16, 289)
  return { sheets: [sheet] }
}

/** The unit heads its own form; the supplier stands at the foot of it, the day where people sign. */
export const storeRegister: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(270, 116 + lineItems.length * 8.4, '#fbfdfb')
  const press = new Press(sheet, faces, { label: '#24482f', ink: '#20242e' })
  const colour = '#7fa58a'
  press.label(135, 14, fields.buyerName!, 4.8, { align: 'middle', field: 'buyerName' })
  press.label(135, 24, '物 资 验 收 入 库 单', 7, { align: 'middle' })
  press.pair(14, 32, '入库单号 ', `RK${facts.contract.slice(3).replace('-', '')}`, 3.6)
  press.pair(120, 32, '物资类别 ', random.pick(['低值易耗', '专用材料', '办公耗材']), 3.6)
  press.pair(200, 32, '存放 ', random.pick(['一号库房', '后勤仓库', '使用科室']), 3.6)
  const end = printTable(press, {
    x: 13, y: 35, widthsMm: [12, 34, 30, 26, 22, 60, 60], rowMm: 8.4, sizeMm: 3.6, heads: ['行', '金额', '单价', '数量', '单位', '物资名称', '验收情况'], rules: 'all', colour, aligns: ['middle', 'end', 'end', 'end', 'middle', 'start', 'start'],
    rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }, i) => [String(i + 1), amount, unitPrice!, quantity!, unit!, name, '合格']),
  })
  sheet.box(13, end, 244, 9, { colour, widthMm: 0.25 })
  press.label(15, end + 6, '计', 3.8)
  press.ink(58, end + 6, fields.amountTotal!, 4, { align: 'end', field: 'amountTotal' })
  press.ink(66, end + 6, fields.amountTotalUpper!, 3.7, { field: 'amountTotalUpper' })
  press.pair(14, end + 17, '来源单位 ', fields.sellerName!, 3.8, { field: 'sellerName' })
  press.pair(120, end + 17, '依据 ', `${facts.project} ${facts.contract}`, 3.6)
  press.pair(14, end + 26, '结论 ', facts.result, 3.7)
  const hand = { font: faces.label, colour: '#1f357c' }
  ;(['采购人员', '验收人员', '资产管理员'] as const).forEach((label, i) => {
    const x = press.label(14 + i * 58, end + 40, label, 3.7)
    press.ink(x + 2, end + 40, facts.people[i]!, 4.8, hand)
  })
  dayInBlanks(press, 200, end + 40, fields.date!, 3.8)
  if (random.next() < 0.6) sheet.roundSeal(222, end + 34, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 18 })
  press.sampleMark(14, end + 58)
  return { sheets: [sheet], lineItems }
}

/** Sentences in which everything stands, signed by the unit. */
export const certificate: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fefefe')
  const press = new Press(sheet, faces, { label: '#1f1f24', ink: '#232329' })
  press.label(105, 44, '验 收 合 格 证 明', 9, { align: 'middle' })
  let y = 66
  const say = (runs: readonly Run[]) => {
    for (const line of breakRuns(runs, 4.6, faces.ink, 158)) {
      let x = 26
      for (const { text, field } of line) x = press.ink(x, y, text, 4.6, { font: faces.ink, field })
      y += 9
    }
  }
  say([{ text: '　　兹证明' }, { text: fields.sellerName!, field: 'sellerName' }, { text: `按照${facts.contract}号合同承担我单位${facts.project}，已全部交付，清单如下。` }])
  y = printTable(press, { x: 26, y: y - 3, widthsMm: [70, 30, 28, 30], rowMm: 8.4, sizeMm: 3.9, heads: ['交付内容', '数量', '单价', '合价'], rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }) => [name, `${quantity}${unit}`, unitPrice!, amount]), rules: 'heads', colour: '#33333a', aligns: ['start', 'middle', 'end', 'end'] }) + 12
  say([{ text: '　　合计人民币' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: '（￥' }, { text: withCommas(fields.amountTotal!), field: 'amountTotal' }, { text: '）。' }])
  say([{ text: `　　${facts.result}特此证明。` }])
  press.pair(26, y + 26, '参加验收：', facts.people.join('　'), 4.4)
  press.ink(184, y + 50, fields.buyerName!, 4.6, { align: 'end', field: 'buyerName' })
  press.ink(184, y + 60, random.pick([dateForms.plain, dateForms.long])(fields.date!), 4.6, { align: 'end', field: 'date' })
  if (random.next() < 0.8) sheet.roundSeal(156, y + 52, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 20 })
  press.sampleMark(26, 289)
  return { sheets: [sheet], lineItems }
}
