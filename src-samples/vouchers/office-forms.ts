/** Forms that a unit fills in before it pays: 用款审批, 验收 and 签到. */
import { Sheet } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'
import { checkedByPoints, paymentRequest } from './office-forms-held-out.ts'
import { certificate, officeSystem, opinionsBesideEachOther, storeRegister } from './office-forms-more.ts'
import { dateForms, payingUnit, Press, printTable, someDate, sums, voucherMaker, withCommas, type FieldValues, type Layout, type Studio } from './press.ts'
import { formRow } from './ruled-forms.ts'
import { someShopGoods } from './shop-goods.ts'
import type { LineItem } from '../../src-shared/scan.ts'

export interface ApprovalFacts { fields: FieldValues; department: string; applicant: string; reason: string; budget: string; method: string; people: [string, string, string, string]; number: string; unit: string; bank: string; account: string }

const reasons: Record<SampleSet, readonly string[]> = {
  tuning: ['购置实验室教学用品，用于本学期物理和化学课程', '组织教师赴省城参加课程培训的差旅费用', '更换办公楼一层漏水管道及阀门', '印制招生宣传材料两千份', '支付第三季度物业管理费', '采购应急救援物资补充库存', '举办全市业务骨干培训班的会务支出', '维修二号电梯曳引机', '购买档案数字化加工服务', '慰问困难群众所需物资', '更新门诊叫号系统的显示屏和主机', '购买水质监测所需的试剂和耗材', '选派技术人员参加省级技能竞赛', '修补操场塑胶跑道破损处', '订阅下一年度报刊和专业数据库'],
  'held-out': ['支付办公区绿化养护费用', '购置办公电脑两台', '支付职工体检费用', '采购会议室桌椅一批', '支付网络专线年度租费', '印刷宣传手册'],
}
const budgets: Record<SampleSet, readonly string[]> = { tuning: ['公用经费—办公费', '专项—设备购置', '公用经费—培训费', '30201 办公费', '31002 办公设备购置', '30213 维修（护）费', '其他商品和服务支出', '专用材料费', '业务委托费'], 'held-out': ['日常公用经费', '项目支出', '30209 物业管理费', '30299 其他支出'] }
const departments: Record<SampleSet, readonly string[]> = { tuning: ['总务处', '教务处', '后勤科', '财务科', '综合办公室', '业务一科', '装备科', '信息中心', '人事科', '监测二室', '基建办', '教科研中心'], 'held-out': ['办公室', '行政科', '资产管理科', '规划财务处'] }

function inventApproval(studio: Studio): ApprovalFacts {
  const { random, names, wishes } = studio
  return {
    fields: { date: someDate(studio), sellerName: names.company(), ...sums(random.integer(20, 9000) * random.pick([1000, 1050]), studio) }, department: random.pick(departments[wishes.set]), applicant: names.person(), reason: random.pick(reasons[wishes.set]), budget: random.pick(budgets[wishes.set]),
    method: random.pick(['国库集中支付', '公务卡', '转账']), people: [names.person(), names.person(), names.person(), names.person()], number: `${wishes.year}-${random.digits(4)}`, unit: payingUnit(studio).name, bank: names.bank(), account: random.digits(19),
  }
}

const approvalTable: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 148, '#fefefc')
  const press = new Press(sheet, faces, { label: '#222', ink: '#1d2450' })
  press.label(105, 18, '用 款 审 批 单', 7, { align: 'middle', bold: true })
  press.pair(15, 27, '单位：', facts.unit, 3.8)
  press.pair(130, 27, '填报日期：', dateForms.long(fields.date!), 3.8, { field: 'date' })
  let y = 30
  y = formRow(press, 15, y, 11, [['申请部门', facts.department, 26, 64], ['经办人', facts.applicant, 26, 64]], 3.8, '#333')
  y = formRow(press, 15, y, 18, [['用款事由', facts.reason, 26, 154]], 3.8, '#333')
  y = formRow(press, 15, y, 11, [['预算项目', facts.budget, 26, 64], ['支付方式', facts.method, 26, 64]], 3.8, '#333')
  y = formRow(press, 15, y, 11, [['金额大写', fields.amountTotalUpper!, 26, 90, 'amountTotalUpper'], ['小写', `￥${fields.amountTotal}`, 16, 48, 'amountTotal']], 3.8, '#333')
  y = formRow(press, 15, y, 17, [['部门负责人', `同意。${facts.people[0]}`, 26, 64], ['财务审核', `${facts.people[1]}`, 26, 64]], 3.8, '#333')
  y = formRow(press, 15, y, 17, [['分管领导', `同意 ${facts.people[2]}`, 26, 64], ['单位负责人', `同意 ${facts.people[3]}`, 26, 64]], 3.8, '#333')
  press.label(15, y + 7, '注：本单一式两份，财务科存一份。', 3.2)
  if (random.next() < 0.5) sheet.roundSeal(165, 110, facts.unit.replace('（样例）', ''), faces.label, { radius: 18 })
  press.sampleMark(15, 143)
  return { sheets: [sheet] }
}

const approvalUpright: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#2a2a2e', ink: '#24242c' })
  press.label(105, 34, facts.unit.replace('（样例）', ''), 6, { align: 'middle' })
  press.label(105, 46, '经费支出审批表', 8, { align: 'middle' })
  press.pair(24, 60, '编号：', facts.number, 4)
  press.pair(134, 60, '日期：', dateForms.plain(fields.date!), 4, { field: 'date' })
  let y = 64
  y = formRow(press, 24, y, 14, [['申请科室', facts.department, 30, 51], ['申请人', facts.applicant, 30, 51]], 4.2, '#222')
  y = formRow(press, 24, y, 34, [['支出内容', facts.reason, 30, 132]], 4.2, '#222')
  y = formRow(press, 24, y, 14, [['经费来源', facts.budget, 30, 132]], 4.2, '#222')
  y = formRow(press, 24, y, 14, [['申请金额', `${withCommas(fields.amountTotal!)}元`, 30, 51, 'amountTotal'], ['付款方式', facts.method, 30, 51]], 4.2, '#222')
  y = formRow(press, 24, y, 14, [['大写金额', `人民币${fields.amountTotalUpper}`, 30, 132, 'amountTotalUpper']], 4.2, '#222')
  const opinions: [string, string][] = [['科室意见', `情况属实，拟同意。　${facts.people[0]}`], ['财务意见', `预算内列支。　${facts.people[1]}`], ['分管领导意见', `同意。　${facts.people[2]}`], ['主要领导意见', `同意支付。　${facts.people[3]}`]]
  for (const [label, value] of opinions) y = formRow(press, 24, y, 28, [[label, value, 30, 132]], 4.2, '#222')
  if (random.next() < 0.6) sheet.roundSeal(158, 240, facts.unit.replace('（样例）', ''), faces.label, { radius: 20 })
  press.sampleMark(24, 288)
  return { sheets: [sheet] }
}

const approvalLined: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(195, 135, '#fbf9f2')
  const press = new Press(sheet, faces, { label: '#5a2d2d', ink: '#1f2b55' })
  press.label(14, 16, '资金支付申请', 6.6)
  press.ink(181, 16, `第${facts.number}号`, 3.6, { align: 'end' })
  sheet.line(14, 20, 181, 20, { colour: '#8a5a5a', widthMm: 0.8 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['申请单位', facts.unit, undefined], ['申请时间', dateForms.dotted(fields.date!), 'date'], ['资金用途', facts.reason, undefined], ['支出科目', facts.budget, undefined],
    ['申请金额', `¥${fields.amountTotal}`, 'amountTotal'], ['（大写）', fields.amountTotalUpper!, 'amountTotalUpper'], ['承办', `${facts.department}　${facts.applicant}`, undefined],
  ]
  rows.forEach(([label, value, field], i) => {
    press.label(16, 29 + i * 9.4, label, 3.8)
    press.ink(46, 29 + i * 9.4, value, 4, { field })
    sheet.line(44, 31 + i * 9.4, 181, 31 + i * 9.4, { colour: '#b08a8a', widthMm: 0.2 })
  })
  const people: [string, string][] = [['审核', facts.people[1]], ['复核', facts.people[0]], ['批准', facts.people[3]]]
  people.forEach(([label, name], i) => press.pair(16 + i * 56, 106, label + '：', name, 4))
  if (random.next() < 0.6) sheet.roundSeal(150, 88, facts.unit.replace('（样例）', ''), faces.label, { radius: 18, colour: '#cb2a3a' })
  press.sampleMark(16, 128)
  return { sheets: [sheet] }
}

const approvalLetter: Layout<ApprovalFacts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(182, 257, '#fefefe')
  const press = new Press(sheet, faces, { label: '#2d2d33', ink: '#2a2d3c' })
  press.label(91, 28, '关于申请使用经费的签报', 6.6, { align: 'middle' })
  press.pair(20, 42, '签报号 ', facts.number, 3.8)
  press.ink(162, 42, dateForms.long(fields.date!), 3.8, { align: 'end', field: 'date' })
  sheet.line(20, 46, 162, 46, { colour: '#b5333a', widthMm: 0.7 })
  press.ink(20, 58, '局领导：', 4.4)
  const y = press.paragraph(20, 68, `　　${facts.reason}，拟从“${facts.budget}”列支，采用${facts.method}方式，妥否，请批示。`, 4.4, { widthMm: 142, stepMm: 8 })
  press.label(20, y + 14, '申请金额（小写）', 4)
  press.ink(60, y + 14, `￥${withCommas(fields.amountTotal!)}`, 4.6, { field: 'amountTotal' })
  press.label(20, y + 23, '申请金额（大写）', 4)
  press.ink(60, y + 23, fields.amountTotalUpper!, 4.4, { field: 'amountTotalUpper' })
  press.ink(162, y + 40, facts.unit, 4.2, { align: 'end' })
  press.ink(162, y + 48, `${facts.department}　${facts.applicant}`, 4.2, { align: 'end' })
  const people: [string, string][] = [['拟办意见', `请按程序办理。${facts.people[0]}`], ['财务意见', `有预算，可支出。${facts.people[1]}`], ['领导批示', `同意。${facts.people[2]}`]]
  people.forEach(([label, value], i) => {
    sheet.line(20, y + 60 + i * 22, 162, y + 60 + i * 22, { colour: '#888', widthMm: 0.25 })
    press.label(22, y + 70 + i * 22, label, 4)
    press.ink(50, y + 70 + i * 22, value, 4.4, { font: faces.label, colour: '#233a86' })
  })
  if (random.next() < 0.6) sheet.roundSeal(140, y + 42, facts.unit.replace('（样例）', ''), faces.label, { radius: 19, colour: '#cb2a3a' })
  press.sampleMark(20, 250)
  return { sheets: [sheet] }
}

export const approval = voucherMaker(inventApproval, { tuning: [approvalTable, approvalUpright, approvalLined, approvalLetter, opinionsBesideEachOther, officeSystem], 'held-out': [paymentRequest] })

export interface AcceptanceFacts { fields: FieldValues; lineItems: LineItem[]; project: string; people: string[]; contract: string; result: string }

function inventAcceptance(studio: Studio): AcceptanceFacts {
  const { random, names, wishes } = studio
  const { lineItems, totalFen } = someShopGoods(studio, 5)
  return {
    fields: { date: someDate(studio), buyerName: payingUnit(studio).name, sellerName: names.company(), ...sums(totalFen, studio) }, lineItems, project: random.pick(wishes.set === 'tuning' ? ['办公用品采购', '零星物资采购', '后勤用品补充', '日用物资供货', '季度耗材供应', '低值物品添置', '年度文印保障', '值班用品配置'] : ['日常办公物品采购', '会务用品采购', '后勤保障物资采购']),
    people: [names.person(), names.person(), names.person()], contract: `HT-${wishes.year}-${random.digits(4)}`, result: wishes.set === 'tuning' ? random.pick(['经现场清点，数量相符，质量合格，同意验收。', '逐件核对无误，包装无破损，试用正常，予以接收。']) : '所供物品品种、规格、数量与合同一致，外观完好，验收合格。',
  }
}

const acceptanceSheet: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 170 + lineItems.length * 8, '#fefefd')
  const press = new Press(sheet, faces, { label: '#222', ink: '#202030' })
  press.label(105, 20, '物资（服务）验收单', 7, { align: 'middle', bold: true })
  press.pair(16, 32, '采购单位：', fields.buyerName!, 3.8, { field: 'buyerName' })
  press.pair(120, 32, '验收日期：', dateForms.long(fields.date!), 3.8, { field: 'date' })
  press.pair(16, 40, '供货单位：', fields.sellerName!, 3.8, { field: 'sellerName' })
  press.pair(120, 40, '合同编号：', facts.contract, 3.8)
  press.pair(16, 48, '项目名称：', facts.project, 3.8)
  const end = printTable(press, { x: 15, y: 52, widthsMm: [14, 62, 20, 24, 28, 32], rowMm: 8, sizeMm: 3.6, heads: ['序号', '名称', '单位', '数量', '单价', '金额'], rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }, i) => [String(i + 1), name, unit!, quantity!, unitPrice!, amount]), rules: 'all', colour: '#333', aligns: ['middle', 'start', 'middle', 'middle', 'end', 'end'] })
  let y = formRow(press, 15, end, 10, [['合计（大写）', fields.amountTotalUpper!, 30, 80, 'amountTotalUpper'], ['小写', `¥${fields.amountTotal}`, 18, 52, 'amountTotal']], 3.7, '#333')
  y = formRow(press, 15, y, 24, [['验收意见', facts.result, 30, 150]], 3.8, '#333')
  y = formRow(press, 15, y, 16, [['验收人', facts.people.slice(0, 2).join('　'), 30, 60], ['负责人', facts.people[2]!, 30, 60]], 3.8, '#333')
  if (random.next() < 0.7) sheet.roundSeal(150, y - 20, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 18 })
  press.sampleMark(16, y + 14)
  return { sheets: [sheet], lineItems }
}

const acceptanceReport: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fcfcfa')
  const press = new Press(sheet, faces, { label: '#26262c', ink: '#26262e' })
  press.label(105, 36, '政府采购履约验收报告', 7.6, { align: 'middle' })
  let y = 48
  y = formRow(press, 22, y, 12, [['采购人', fields.buyerName!, 32, 134, 'buyerName']], 4, '#444')
  y = formRow(press, 22, y, 12, [['供应商', fields.sellerName!, 32, 134, 'sellerName']], 4, '#444')
  y = formRow(press, 22, y, 12, [['项目', facts.project, 32, 51], ['合同号', facts.contract, 32, 51]], 4, '#444')
  y = formRow(press, 22, y, 12, [['验收金额', `${fields.amountTotal}元`, 32, 51, 'amountTotal'], ['验收时间', fields.date!, 32, 51, 'date']], 4, '#444')
  y = printTable(press, { x: 22, y: y + 5, widthsMm: [66, 24, 24, 26, 26], rowMm: 8, sizeMm: 3.7, heads: ['品名', '计量单位', '实收数量', '单价', '金额'], rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }) => [name, unit!, quantity!, unitPrice!, amount]), rules: 'heads', colour: '#555', aligns: ['start', 'middle', 'middle', 'end', 'end'] })
  press.label(22, y + 14, '验收结论', 4.2)
  press.paragraph(22, y + 23, facts.result, 4.2, { widthMm: 160, stepMm: 7 })
  press.pair(22, y + 40, '验收小组成员：', facts.people.join('、'), 4)
  press.label(120, y + 56, '采购人（盖章）', 4)
  if (random.next() < 0.8) sheet.roundSeal(142, y + 52, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 20 })
  press.sampleMark(22, 288)
  return { sheets: [sheet], lineItems }
}

const acceptanceSlip: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(190, 110 + lineItems.length * 7, '#f4f8fb')
  const press = new Press(sheet, faces, { label: '#27506f', ink: '#26282e' })
  press.label(14, 15, '入库验收凭单', 6.4)
  press.ink(176, 15, dateForms.slashed(fields.date!), 4, { align: 'end', field: 'date' })
  press.pair(14, 25, '收货方 ', fields.buyerName!, 3.7, { field: 'buyerName' })
  press.pair(100, 25, '送货方 ', fields.sellerName!, 3.7, { field: 'sellerName', roomMm: 64 })
  press.pair(14, 32, '依据 ', `${facts.contract} ${facts.project}`, 3.6)
  const end = printTable(press, { x: 13, y: 36, widthsMm: [62, 22, 24, 26, 30], rowMm: 7, sizeMm: 3.5, heads: ['物品', '单位', '数量', '单价', '小计'], rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }) => [name, unit!, quantity!, unitPrice!, amount]), rules: 'all', colour: '#8fb0c8', aligns: ['start', 'middle', 'end', 'end', 'end'] })
  press.label(134, end + 9, '总计', 3.8, { align: 'end' })
  press.ink(176, end + 9, `¥${withCommas(fields.amountTotal!)}`, 4.4, { align: 'end', field: 'amountTotal' })
  press.ink(14, end + 9, fields.amountTotalUpper!, 3.8, { field: 'amountTotalUpper' })
  press.pair(14, end + 20, '检查情况：', facts.result, 3.6)
  press.pair(14, end + 32, '保管员：', facts.people[0]!, 3.7)
  press.pair(70, end + 32, '检验员：', facts.people[1]!, 3.7)
  press.pair(126, end + 32, '主管：', facts.people[2]!, 3.7)
  if (random.next() < 0.6) sheet.ovalSeal(150, end + 24, [fields.buyerName!.slice(0, 8), '验收专用章'], faces.label, { rx: 19, ry: 12, colour: '#c92c3c' })
  press.sampleMark(14, end + 44)
  return { sheets: [sheet], lineItems }
}

const acceptanceMinutes: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fdfdfa')
  const press = new Press(sheet, faces, { label: '#30302b', ink: '#2b2b28' })
  press.label(24, 32, '项目验收纪要', 7.6)
  press.ink(186, 32, fields.date!, 4.4, { align: 'end', field: 'date' })
  sheet.line(24, 38, 186, 38, { colour: '#30302b', widthMm: 0.3 })
  sheet.line(24, 39.2, 186, 39.2, { colour: '#30302b', widthMm: 0.8 })
  const rows: [string, string, keyof FieldValues | undefined][] = [['组织验收', fields.buyerName!, 'buyerName'], ['承接单位', fields.sellerName!, 'sellerName'], ['验收事项', `${facts.project}（${facts.contract}）`, undefined]]
  rows.forEach(([label, value, field], i) => press.pair(24, 50 + i * 9, label + '：', value, 4.2, { atMm: 50, field }))
  lineItems.forEach(({ name, unit, quantity, unitPrice, amount }, i) => {
    press.ink(28, 82 + i * 9, `${i + 1}.`, 4)
    press.ink(36, 82 + i * 9, name, 4)
    press.ink(100, 82 + i * 9, quantity!, 4, { align: 'end' })
    press.ink(103, 82 + i * 9, unit!, 4)
    press.ink(142, 82 + i * 9, unitPrice!, 4, { align: 'end' })
    press.ink(184, 82 + i * 9, amount, 4, { align: 'end' })
  })
  const end = 84 + lineItems.length * 9
  sheet.line(24, end, 186, end, { colour: '#77776f', widthMm: 0.3 })
  press.label(24, end + 9, '决算金额', 4.2)
  press.ink(184, end + 9, `${fields.amountTotal} 元`, 4.8, { align: 'end', field: 'amountTotal' })
  press.ink(184, end + 17, fields.amountTotalUpper!, 4, { align: 'end', field: 'amountTotalUpper' })
  press.paragraph(24, end + 32, `　　验收组听取了汇报，查看了实物。${facts.result}请承接单位继续做好售后服务。`, 4.4, { widthMm: 160, stepMm: 8 })
  press.label(24, end + 58, '验收组签名', 4.2)
  facts.people.forEach((name, i) => press.ink(54 + i * 34, end + 58, name, 5, { font: faces.label, colour: '#263c8a' }))
  if (random.next() < 0.7) sheet.roundSeal(152, end + 62, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 19, colour: '#cb2b39' })
  press.sampleMark(24, 288)
  return { sheets: [sheet], lineItems }
}

const acceptanceTitles = ['验收单', '货物验收单', '采购验收报告', '项目验收报告', '验收证明', '项目验收证明书', '履约验收意见书', '政府采购履约验收意见书', '固定资产验收单', '到货验收单', '服务项目验收表', '货物签收及验收确认书', '验收合格证明', '采购项目验收书', '设备验收登记表'] as const

/** The same under many titles, as a ruled form or in lines. */
const acceptanceUnderManyNames: Layout<AcceptanceFacts> = ({ fields, lineItems, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 200 + lineItems.length * 8, '#fdfdfc')
  const press = new Press(sheet, faces, { label: '#242428', ink: '#22222c' })
  press.label(105, 22, random.pick(acceptanceTitles), 7, { align: 'middle' })
  const [buyer, seller, day] = [random.pick(['采购单位', '采购人', '使用单位', '甲方', '收货单位', '建设单位', '采购单位名称']), random.pick(['供应商', '供货单位', '供应商名称', '乙方', '承建单位', '成交供应商', '供货商']), random.pick(['验收日期', '验收时间', '日期', '填表日期'])]
  const rows: [string, string, keyof FieldValues | undefined][] = [['项目名称', facts.project, undefined], [buyer, fields.buyerName!, 'buyerName'], [seller, fields.sellerName!, 'sellerName'], ['合同编号', facts.contract, undefined], [random.pick(['验收金额', '合同金额', '验收总金额', '结算金额']), random.pick([`￥${fields.amountTotal}`, `${fields.amountTotal}元`, `¥${withCommas(fields.amountTotal!)}`]), 'amountTotal']]
  const isRuled = random.next() < 0.5
  let y = 32
  for (const [label, value, field] of rows) {
    if (isRuled) y = formRow(press, 18, y, 10, [[label, value, 34, 140, field]], 3.8, '#444')
    else press.pair(18, (y += 8), `${label}：`, value, 3.9, { field })
  }
  y = printTable(press, { x: 18, y: y + 6, widthsMm: [60, 22, 26, 32, 34], rowMm: 8, sizeMm: 3.6, heads: [random.pick(['名称', '货物名称', '物资名称', '验收内容']), '单位', random.pick(['数量', '验收数量', '到货数量']), '单价', random.pick(['金额', '总价', '金额（元）'])], rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }) => [name, unit!, quantity!, unitPrice!, amount]), rules: 'all', colour: '#777', aligns: ['start', 'middle', 'end', 'end', 'end'] })
  press.pair(18, y + 9, random.pick(['验收意见：', '验收结论：', '验收情况：']), facts.result, 3.9)
  press.pair(18, y + 22, random.pick(['验收人员签字：', '验收小组：', '验收人：']), facts.people.join('　'), 3.9)
  press.pair(120, y + 34, `${day}：`, random.pick([dateForms.long, dateForms.plain, dateForms.dotted])(fields.date!), 3.9, { field: 'date' })
  press.sampleMark(18, y + 60)
  return { sheets: [sheet], lineItems }
}

export const acceptance = voucherMaker(inventAcceptance, { tuning: [acceptanceSheet, acceptanceReport, acceptanceUnderManyNames, acceptanceSlip, acceptanceMinutes, storeRegister, certificate], 'held-out': [checkedByPoints] })
