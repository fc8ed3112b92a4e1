/** 报销单 as the product prints it or a unit keeps it, with the claim's own QR code: `PINGYING:CLAIM:<uuid>`. */
import { Sheet } from '../sheet.ts'
import type { LineItem } from '../../src-shared/scan.ts'
import type { SampleSet } from '../voucher.ts'
import type { Random } from '../random.ts'
import { costsForm } from './claim-form-held-out.ts'
import { journeyForm, stationersForm } from './claim-form-more.ts'
import { dateForms, payingUnit, Press, printTable, someDate, sums, voucherMaker, withCommas, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts { fields: FieldValues; lineItems: LineItem[]; qr: string; number: string; unit: string; department: string; person: string; enclosures: number; subject: string; people: [string, string, string] }

const costs: Record<SampleSet, readonly string[]> = { tuning: ['城市间交通费', '住宿费', '伙食补助费', '市内交通费', '办公用品费', '印刷费', '邮寄费', '培训费用', '车辆燃油费', '维修材料', '会务资料费', '图书购置', '物业保洁', '出租车费', '往返车船票', '宿费', '伙食补贴', '市内公交', '资料复印', '场地租用', '检测化验'], 'held-out': ['火车票', '住宿', '出差补助', '文具耗材', '打字复印', '电话费', '停车过路费', '会议用餐', '书报资料'] }
const departments: Record<SampleSet, readonly string[]> = { tuning: ['教务处', '德育处', '后勤科', '综合科', '业务二科', '工会', '监测室', '教研室', '基建办'], 'held-out': ['办公室', '人事处', '科研科', '总务科'] }

/** A version 4 UUID that depends on `random` alone. */
function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, (_, i) => (i === 12 ? '4' : i === 16 ? random.pick([...'89ab']) : random.integer(0, 15).toString(16))).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const left = [...costs[wishes.set]]
  let totalFen = 0
  const lineItems = Array.from({ length: random.integer(2, 5) }, () => {
    const fen = random.integer(20, 3200) * random.pick([100, 95])
    totalFen += fen
    return { name: left.splice(random.integer(0, left.length - 1), 1)[0]!, amount: yuanOf(fen) }
  })
  return {
    fields: { date: someDate(studio), ...sums(totalFen, studio) }, lineItems, qr: `PINGYING:CLAIM:${uuid(random)}`, number: `BX${wishes.year}${random.digits(6)}`, unit: payingUnit(studio).name, department: random.pick(departments[wishes.set]),
    person: names.person(), enclosures: random.integer(1, 28), subject: random.pick(wishes.set === 'tuning' ? ['赴省城参加培训', '购买教学用品', '外出学习考察', '会议保障', '设备零星维修', '下乡调研', '赴外地采样检测', '参加专业年会', '送教下乡'] : ['到市里开会', '日常办公支出', '参加业务培训', '接待来访人员', '到基层检查工作']), people: [names.person(), names.person(), names.person()],
  }
}

const landscape: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces }) => {
  const sheet = new Sheet(210, 120 + lineItems.length * 7.5, '#fefefc')
  const press = new Press(sheet, faces, { label: '#25252a', ink: '#1e2347' })
  press.label(105, 17, '费 用 报 销 单', 7.4, { align: 'middle', bold: true })
  sheet.qrCode(qr, 172, 6, 22)
  press.pair(15, 26, '单位：', facts.unit, 3.7)
  press.pair(15, 33, '部门：', facts.department, 3.7)
  press.pair(72, 33, '日期：', dateForms.long(fields.date!), 3.7, { field: 'date' })
  press.pair(128, 33, '编号：', facts.number, 3.7)
  const end = printTable(press, { x: 14, y: 37, widthsMm: [16, 78, 44, 42], rowMm: 7.5, sizeMm: 3.6, heads: ['序号', '报销项目', '摘要', '金额（元）'], rows: lineItems.map(({ name, amount }, i) => [String(i + 1), name, facts.subject, amount]), rules: 'all', colour: '#333', aligns: ['middle', 'start', 'start', 'end'] })
  sheet.box(14, end, 180, 9, { colour: '#333', widthMm: 0.25 })
  press.pair(16, end + 6, '报销金额（大写）：', fields.amountTotalUpper!, 3.7, { field: 'amountTotalUpper' })
  press.pair(140, end + 6, '￥', fields.amountTotal!, 4, { field: 'amountTotal' })
  press.label(press.pair(16, end + 17, '附件 ', String(facts.enclosures), 3.8) + 1, end + 17, '张', 3.8)
  press.pair(16, end + 28, '单位负责人：', facts.people[0], 3.7)
  press.pair(66, end + 28, '财务审核：', facts.people[1], 3.7)
  press.pair(112, end + 28, '部门负责人：', facts.people[2], 3.7)
  press.pair(160, end + 28, '报销人：', facts.person, 3.7)
  press.sampleMark(16, end + 40)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const portrait: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#27405c', ink: '#22252d' })
  sheet.qrCode(qr, 22, 18, 26)
  press.label(112, 30, '财政支付凭证报销单', 7.4, { align: 'middle' })
  press.pair(80, 40, '单据编号：', facts.number, 4)
  const rows: [string, string, keyof FieldValues | undefined][] = [['报销单位', facts.unit, undefined], ['报 销 人', `${facts.person}（${facts.department}）`, undefined], ['填报日期', fields.date!, 'date'], ['事　　由', facts.subject, undefined]]
  rows.forEach(([label, value, field], i) => {
    press.label(24, 58 + i * 10, label, 4)
    press.ink(50, 58 + i * 10, value, 4.1, { field })
    sheet.line(48, 60.4 + i * 10, 188, 60.4 + i * 10, { colour: '#9fb2c6', widthMm: 0.2 })
  })
  const end = printTable(press, { x: 22, y: 102, widthsMm: [100, 66], rowMm: 9, sizeMm: 4, heads: ['费用明细', '金额'], rows: lineItems.map(({ name, amount }) => [name, amount]), rules: 'heads', colour: '#5c7a9a', aligns: ['start', 'end'] })
  press.pair(24, end + 12, '报销金额（小写）：', `¥${withCommas(fields.amountTotal!)}`, 4.2, { field: 'amountTotal' })
  press.pair(24, end + 21, '报销金额（大写）：', fields.amountTotalUpper!, 4.2, { field: 'amountTotalUpper' })
  press.pair(24, end + 30, '附件张数：', `${facts.enclosures}张`, 4.2)
  press.pair(24, end + 52, '审批：', facts.people[0], 4)
  press.pair(84, end + 52, '复核：', facts.people[1], 4)
  press.pair(140, end + 52, '经办：', facts.person, 4)
  if (random.next() < 0.4) sheet.roundSeal(150, end + 36, facts.unit.replace('（样例）', ''), faces.label, { radius: 19 })
  press.sampleMark(24, 288)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const cover: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces }) => {
  const sheet = new Sheet(240, 140, '#fbf6e9')
  const press = new Press(sheet, faces, { label: '#6b3a22', ink: '#27304f' })
  sheet.box(10, 26, 190, 100, { colour: '#6b3a22', widthMm: 0.6 })
  press.label(14, 17, '报销凭证封面', 7)
  press.label(204, 32, '扫码归集', 3.2)
  sheet.qrCode(qr, 204, 35, 28)
  press.pair(84, 13, '填单日 ', dateForms.slashed(fields.date!), 3.8, { field: 'date' })
  press.pair(84, 20, '单号 ', facts.number, 3.8)
  press.pair(140, 20, '粘贴单据 ', `${facts.enclosures} 张`, 3.8)
  press.pair(14, 35, '所属单位 ', facts.unit, 3.9)
  press.pair(110, 35, '科室 ', facts.department, 3.9)
  press.pair(154, 35, '经手 ', facts.person, 3.9)
  sheet.line(10, 40, 200, 40, { colour: '#6b3a22', widthMm: 0.3 })
  lineItems.forEach(({ name, amount }, i) => {
    press.ink(18, 49 + i * 9, name, 3.9)
    press.ink(150, 49 + i * 9, amount, 3.9, { align: 'end' })
    sheet.line(16, 51.4 + i * 9, 152, 51.4 + i * 9, { colour: '#c9a98e', widthMm: 0.2, dash: '1 1' })
  })
  press.label(160, 49, '用途', 3.4)
  press.ink(160, 56, facts.subject, 3.8)
  sheet.line(10, 104, 200, 104, { colour: '#6b3a22', widthMm: 0.3 })
  press.label(14, 113, '实报金额', 4)
  press.ink(36, 113, fields.amountTotalUpper!, 4.2, { field: 'amountTotalUpper' })
  press.ink(196, 113, `￥${fields.amountTotal}`, 4.8, { align: 'end', field: 'amountTotal' })
  press.pair(14, 122, '领导 ', facts.people[0], 3.8)
  press.pair(64, 122, '会计 ', facts.people[1], 3.8)
  press.pair(114, 122, '出纳 ', facts.people[2], 3.8)
  press.sampleMark(14, 135)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const narrow: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, random }) => {
  const sheet = new Sheet(148, 210, '#f8fbf7')
  const press = new Press(sheet, faces, { label: '#27553f', ink: '#24282a' })
  press.label(12, 18, '支出报账单', 7)
  press.label(12, 26, facts.unit, 3.8)
  sheet.qrCode(qr, 111, 8, 26)
  const heads: [string, string, keyof FieldValues | undefined][] = [['单号', facts.number, undefined], ['制单', dateForms.dotted(fields.date!), 'date'], ['报账人', `${facts.person}／${facts.department}`, undefined], ['事项', facts.subject, undefined]]
  heads.forEach(([label, value, field], i) => press.pair(12, 38 + i * 7.4, label + '　', value, 3.8, { atMm: 30, field }))
  const end = printTable(press, { x: 11, y: 68, widthsMm: [14, 72, 40], rowMm: 9, sizeMm: 3.9, heads: ['行', '支出内容', '金额（元）'], rows: lineItems.map(({ name, amount }, i) => [String(i + 1), name, amount]), rules: 'all', colour: '#9dbfae', aligns: ['middle', 'start', 'end'] })
  press.label(12, end + 10, '合计报销', 4)
  press.ink(136, end + 10, `¥${fields.amountTotal}`, 5, { align: 'end', field: 'amountTotal' })
  press.ink(136, end + 18, fields.amountTotalUpper!, 4, { align: 'end', field: 'amountTotalUpper' })
  press.pair(12, end + 18, '所附单据 ', `${facts.enclosures}张`, 3.8)
  press.pair(12, 190, '核准 ', facts.people[0], 3.8)
  press.pair(58, 190, '稽核 ', facts.people[1], 3.8)
  press.pair(104, 190, '经手 ', facts.people[2], 3.8)
  if (random.next() < 0.4) sheet.roundSeal(108, 170, facts.unit.replace('（样例）', ''), faces.label, { radius: 17, colour: '#cc2c3b' })
  press.sampleMark(12, 204)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** Bought forms and those of a unit's own, with their rows of costs. */
const wordyForm: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, random }) => {
  const sheet = new Sheet(200, 130 + lineItems.length * 8, '#fdfdfa')
  const press = new Press(sheet, faces, { label: '#2b2b33', ink: '#20243c' })
  press.label(90, 15, random.pick(['费用报销单', '差旅费报销单', '报 销 凭 单', '经费支出报销单', '日常费用报销单', '报销审批单']), 6.8, { align: 'middle' })
  sheet.qrCode(qr, 168, 4, 22)
  press.pair(12, 24, random.pick(['报销单位：', '填报单位：', '单位名称：']), facts.unit, 3.5)
  press.pair(12, 31, random.pick(['报销部门：', '部门：']), facts.department, 3.5)
  press.pair(66, 31, random.pick(['报销日期：', '填报日期：', '填表日期：', '日期：']), random.pick([dateForms.long, dateForms.plain])(fields.date!), 3.5, { field: 'date' })
  press.pair(128, 31, random.pick(['附单据 ', '附件 ']), `${facts.enclosures} 张`, 3.5)
  const end = printTable(press, { x: 10, y: 36, widthsMm: [88, 44, 48], rowMm: 8, sizeMm: 3.6, heads: [random.pick(['费用项目', '费用名称', '开支项目', '项目', '用途', '报销内容']), random.pick(['金额', '金额（元）', '报销金额']), '备注'], rows: lineItems.map(({ name, amount }) => [name, amount, '']), rules: 'all', aligns: ['start', 'end', 'start'] })
  press.pair(12, end + 7, random.pick(['合计（大写）：', '金额大写：', '人民币（大写）：', '合计金额大写：']), fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  press.pair(126, end + 7, random.pick(['（小写）：￥', '小写：', '合计 ￥', '¥ ']), fields.amountTotal!, 3.8, { field: 'amountTotal' })
  press.pair(12, end + 18, random.pick(['单位领导：', '审批人：', '领导审批：']), facts.people[0], 3.5)
  press.pair(74, end + 18, random.pick(['财务负责人：', '会计：', '审核：']), facts.people[1], 3.5)
  press.pair(132, end + 18, random.pick(['报销人：', '经办人：', '领款人：']), facts.person, 3.5)
  press.sampleMark(12, end + 34)
  return { sheets: [sheet], qr: [qr], lineItems }
}

export const claimForm = voucherMaker(invent, { tuning: [landscape, portrait, wordyForm, cover, narrow, stationersForm, journeyForm], 'held-out': [costsForm] })
