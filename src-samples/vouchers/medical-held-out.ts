/** 医疗收费票据 of the held-out set: the platform's receipt with a quantity for each fee, its settlement in plain rows below. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './medical.ts'
import { Press, printTable, yuanOf, type FieldValues, type Layout } from './press.ts'

/** What the rows under the fees say: of an outpatient, of a stay. */
function furtherInformation({ isStay, ...facts }: Facts, date: string, insurance: string): [label: string, value: string][] {
  const cash = yuanOf(Math.round(Number(facts.own) * 100) - Math.round(Number(facts.account) * 100))
  const visit: [string, string][] = isStay
    ? [['住院号', facts.ward], ['住院科别', facts.department], ['住院时间', `${facts.admitted}至${facts.discharged}`]]
    : [['门诊号', facts.ward], ['就诊日期', date], ['就诊科室', facts.department]]
  return [
    ['医疗机构类型', '综合医院'], ['性别', facts.sex], ...visit, ['医保类型', insurance], ['医保编号', facts.cardNumber], ['医保统筹基金支付', facts.fund],
    ['其他支付', '0.00'], ['个人账户支付', facts.account], ['个人现金支付', cash], ['个人自付', facts.own],
  ]
}

export const itemised: Layout<Facts> = (facts, { faces, names, random }) => {
  const { fields, qr, isStay } = facts
  const lineItems = facts.lineItems.map((item) => ({ ...item, quantity: String(random.pick([1, 1, 1, 2, 3])) }))
  const sheet = new Sheet(210, 150, '#ffffff')
  const press = new Press(sheet, faces, { label: '#202022', ink: '#202022' })
  const stroke = { colour: '#2a2a2a', widthMm: 0.3 }
  press.label(105, 17, `${names.region()}${random.pick(['医疗收费票据', '医疗机构收费票据'])}（电子）`, 6, { align: 'middle' })
  press.label(105, 24, `（${isStay ? '住院' : '门诊'}）`, 4, { align: 'middle' })
  sheet.ovalSeal(105, 16, ['全国财政票据监制章', `${names.region()}财政厅监制`], faces.label, { rx: 19, ry: 11 })
  sheet.qrCode(qr, 173, 6, 23)
  const heads: [string, string, keyof FieldValues | undefined][] = [
    ['票据代码：', fields.invoiceCode!, 'invoiceCode'], ['票据号码：', fields.invoiceNumber!, 'invoiceNumber'], ['交款人统一社会信用代码：', '', undefined],
    ['校验码：', fields.checkCode!, 'checkCode'], ['交款人：', fields.buyerName!, 'buyerName'], ['开票日期：', fields.date!, 'date'],
  ]
  heads.forEach(([label, value, field], i) => press.pair(13 + (i % 2) * 120, 34 + Math.floor(i / 2) * 6, label, value, 3.5, { field }))
  const half = Math.ceil(lineItems.length / 2)
  const cells = (i: number) => (lineItems[i] ? [lineItems[i].name, lineItems[i].quantity, lineItems[i].amount] : ['', '', ''])
  const end = printTable(press, {
    x: 13, y: 49, widthsMm: [44, 18, 30, 44, 18, 30], rowMm: 6.6, sizeMm: 3.4, heads: ['项目名称', '数量', '金额（元）', '项目名称', '数量', '金额（元）'], rules: 'all', colour: stroke.colour, aligns: ['start', 'middle', 'end', 'start', 'middle', 'end'],
    rows: Array.from({ length: half }, (_, i) => [...cells(i), ...(i + half < lineItems.length ? cells(i + half) : ['', '', ''])]),
  })
  sheet.box(13, end, 184, 7.4, stroke)
  press.pair(15, end + 5, '金额合计（大写）：', fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(134, end + 5, '（小写）：', fields.amountTotal!, 3.5, { field: 'amountTotal' })
  sheet.box(13, end + 7.4, 184, 30, stroke)
  furtherInformation(facts, fields.date!, random.pick(['职工基本医疗保险', '城乡居民基本医疗保险'])).forEach(([label, value], i) => {
    press.pair(15 + (i % 3) * 61, end + 13.4 + Math.floor(i / 3) * 6.8, `${label}：`, value, 3)
  })
  press.pair(13, end + 45, '收款单位（章）：', fields.sellerName!, 3.5, { field: 'sellerName' })
  press.pair(112, end + 45, '复核人：', facts.checker, 3.5)
  press.pair(156, end + 45, '收款人：', facts.clerk, 3.5)
  if (random.next() < 0.85) sheet.roundSeal(70, end + 37, fields.sellerName!, faces.label, { radius: 17 })
  press.sampleMark(13, 145)
  return { sheets: [sheet], qr: [qr], lineItems }
}
