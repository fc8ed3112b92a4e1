/** More 医疗收费票据: a narrow paper receipt with one fee below the other, and an A4 print with the sum on top and fees in three columns. */
import type { LineItem } from '../../src-shared/scan.ts'
import { Sheet } from '../sheet.ts'
import type { Facts } from './medical.ts'
import { dateForms, Press, printTable, withCommas, type FieldValues, type Layout } from './press.ts'
import { dayInBlanks } from './ruled-forms.ts'

/** From the window of a clinic: a strip of a bought form, its number in red. */
export const strip: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(102, 148 + lineItems.length * 6.6, '#fbf6fa')
  const press = new Press(sheet, faces, { label: '#7a3b74', ink: '#2d2b3a' })
  const colour = '#9a6a95'
  press.label(51, 10, `${names.region()}公立医疗机构`, 4.4, { align: 'middle' })
  press.label(51, 17, `${facts.isStay ? '住院' : '门诊'}医疗费专用收据`, 5.2, { align: 'middle', bold: true })
  press.label(8, 25, 'No', 3.6)
  press.label(15, 25, fields.invoiceNumber!, 4.2, { font: faces.digits, colour: '#c5302e', field: 'invoiceNumber' })
  press.label(94, 25, `（${fields.invoiceCode}）`, 3.6, { align: 'end', field: 'invoiceCode' })
  sheet.line(7, 28, 95, 28, { colour, widthMm: 0.5 })
  press.pair(8, 34, '病人姓名', ` ${fields.buyerName}`, 3.6, { field: 'buyerName' })
  press.pair(60, 34, '性别', ` ${facts.sex}`, 3.6)
  press.pair(8, 40.5, facts.isStay ? '住院号' : '门诊号', ` ${facts.ward}`, 3.4)
  press.pair(60, 40.5, '科别', ` ${facts.department}`, 3.4)
  press.pair(8, 47, '医保卡号', ` ${facts.cardNumber}`, 3.4)
  press.pair(60, 47, '费别', random.pick([' 职工医保', ' 居民医保', ' 公费']), 3.4)
  const end = printTable(press, {
    x: 7, y: 51, widthsMm: [44, 16, 28], rowMm: 6.6, sizeMm: 3.4, heads: ['收 费 项 目', '等级', '金额（元）'], rules: 'all', colour, aligns: ['start', 'middle', 'end'],
    rows: lineItems.map(({ name, amount }) => [name, random.pick(['甲', '乙', '丙']), amount]),
  })
  press.label(8, end + 8, '实收合计', 3.6)
  press.ink(94, end + 8, `￥${fields.amountTotal}`, 4.6, { align: 'end', field: 'amountTotal' })
  press.label(8, end + 15, '（大写）', 3.4)
  press.ink(94, end + 15, fields.amountTotalUpper!, 3.6, { align: 'end', field: 'amountTotalUpper', roomMm: 68 })
  sheet.line(7, end + 18, 95, end + 18, { colour, widthMm: 0.25 })
  press.pair(8, end + 24, '统筹基金 ', facts.fund, 3.3)
  press.pair(52, end + 24, '个人账户 ', facts.account, 3.3)
  press.pair(8, end + 30, '个人负担 ', facts.own, 3.3)
  if (facts.isStay) press.pair(8, end + 36, '在院 ', `${dateForms.dotted(facts.admitted)} 至 ${dateForms.dotted(facts.discharged)}`, 3.3)
  sheet.qrCode(qr, 72, end + 40, 21)
  press.label(8, end + 45, fields.sellerName!, 4.2, { field: 'sellerName' })
  press.pair(8, end + 52, '校验码 ', fields.checkCode!, 3.5, { field: 'checkCode' })
  press.pair(8, end + 59, '收费员 ', facts.clerk, 3.5)
  dayInBlanks(press, 8, end + 67, fields.date!, 3.5)
  if (random.next() < 0.8) sheet.ovalSeal(42, end + 56, [fields.sellerName!.slice(0, 9), '收费专用章'], faces.label, { rx: 17, ry: 10.5 })
  press.label(8, end + 75, '请妥善保管，遗失不补；报销以此联为准', 2.8)
  press.sampleMark(8, end + 81)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** Rows three by three, an empty column between. */
function inThrees(items: readonly LineItem[]): string[][] {
  return Array.from({ length: Math.ceil(items.length / 3) }, (_, row) => [0, 1, 2].flatMap((column) => {
    const item = items[row * 3 + column]
    return [item?.name ?? '', item?.amount ?? '', ''].slice(0, column === 2 ? 2 : 3)
  }))
}

/** As a patient prints it at home: the sum first, what belongs to the receipt in a column beside it. */
export const sumOnTop: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(210, 297, '#fefefe')
  const press = new Press(sheet, faces, { label: '#26343a', ink: '#1d2226' })
  press.label(18, 26, '医疗收费电子票据', 7.4, { bold: true })
  press.label(18, 34, `${names.region()}财政厅统一监制　${facts.isStay ? '住院' : '门（急）诊'}`, 3.8)
  sheet.box(18, 40, 108, 40, { colour: '#5f8c8a', widthMm: 0.5 }, '#eef6f5')
  press.label(23, 49, '本次医疗费总额', 3.8)
  press.ink(23, 61, `¥ ${withCommas(fields.amountTotal!)}`, 8, { field: 'amountTotal' })
  press.ink(23, 71, fields.amountTotalUpper!, 4, { field: 'amountTotalUpper', roomMm: 98 })
  sheet.qrCode(qr, 164, 14, 24)
  const heads: [string, string, keyof FieldValues][] = [['票据代码', fields.invoiceCode!, 'invoiceCode'], ['票据号码', fields.invoiceNumber!, 'invoiceNumber'], ['校验码', fields.checkCode!, 'checkCode'], ['开票日期', fields.date!, 'date']]
  heads.forEach(([label, value, field], i) => {
    press.label(150, 47 + i * 10, label, 3.4, { align: 'end' })
    press.ink(153, 47 + i * 10, value, 4, { field })
    sheet.line(132, 49.6 + i * 10, 192, 49.6 + i * 10, { colour: '#b8cccb', widthMm: 0.2 })
  })
  press.label(18, 92, '患者', 3.4)
  press.ink(18, 99, fields.buyerName!, 5, { field: 'buyerName' })
  const person: [string, string][] = [['性别', facts.sex], [facts.isStay ? '病区' : '科室', facts.department], ['病案号', facts.ward], ['参保号', facts.cardNumber]]
  person.forEach(([label, value], i) => {
    press.label(52 + i * 36, 92, label, 3.4)
    press.ink(52 + i * 36, 99, value, 4)
  })
  const end = printTable(press, { x: 18, y: 106, widthsMm: [31, 23, 6, 31, 23, 6, 31, 23], rowMm: 9, sizeMm: 3.7, heads: ['项目', '金额', '', '项目', '金额', '', '项目', '金额'], rows: inThrees(lineItems), rules: 'heads', colour: '#5f8c8a', aligns: ['start', 'end', 'start', 'start', 'end', 'start', 'start', 'end'] })
  press.label(18, end + 12, '医保结算', 4, { bold: true })
  const settled: [string, string][] = [['医保统筹基金支付', facts.fund], ['个人账户支付', facts.account], ['个人自付', facts.own], ...(facts.isStay ? [['住院起止', `${facts.admitted} — ${facts.discharged}`]] as [string, string][] : [])]
  settled.forEach(([label, value], i) => {
    press.label(18, end + 20 + i * 7.4, label, 3.7)
    sheet.line(52, end + 19 + i * 7.4, 116, end + 19 + i * 7.4, { colour: '#c8d4d4', widthMm: 0.2, dash: '0.6 0.8' })
    press.ink(160, end + 20 + i * 7.4, value, 3.8, { align: 'end' })
  })
  press.pair(18, end + 64, '医疗机构：', fields.sellerName!, 4.2, { field: 'sellerName' })
  press.pair(112, end + 64, '开票：', facts.clerk, 3.8)
  press.pair(154, end + 64, '复核：', facts.checker, 3.8)
  if (random.next() < 0.8) sheet.roundSeal(74, end + 58, `${fields.sellerName}财务专用章`, faces.label, { radius: 19 })
  press.sampleMark(18, 288)
  return { sheets: [sheet], qr: [qr], lineItems }
}
