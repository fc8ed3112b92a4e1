/** Bank slips and card slips of the held-out set: a bank's receipt without a rule on it, and the roll of a newer terminal. */
import { Sheet } from '../sheet.ts'
import type { CardFacts, Facts } from './bank.ts'
import { dateForms, Press, withCommas, type FieldValues, type Layout } from './press.ts'

/** Nothing but labels and values in two columns, as the bank's page for download prints it. */
export const customerReceipt: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 118, '#ffffff')
  const press = new Press(sheet, faces, { label: '#1e1e22', ink: '#1e1e22' })
  const bank = facts.payerBank.slice(0, -4)
  press.label(14, 12, bank, 5, { bold: true, colour: '#a3182c' })
  press.label(105, 20, '国内支付业务付款回单', 5.4, { align: 'middle', bold: true })
  press.pair(14, 29, '客户号：', facts.serial.slice(0, 9), 3.5)
  press.pair(110, 29, '日期：', random.pick([dateForms.plain, dateForms.long])(fields.date!), 3.5, { field: 'date' })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['付款人账号：', facts.payerAccount, 'accountTail'], ['收款人账号：', facts.payeeAccount, undefined], ['付款人名称：', fields.buyerName!, 'buyerName'],
    ['收款人名称：', fields.sellerName!, 'sellerName'], ['付款人开户行：', facts.payerBank, undefined], ['收款人开户行：', facts.payeeBank, undefined],
  ]
  rows.forEach(([label, value, field], i) => press.pair(14 + (i % 2) * 96, 37.5 + Math.floor(i / 2) * 6.6, label, value, 3.5, { field, roomMm: 66 }))
  press.pair(14, 60, '金额：', `CNY${withCommas(fields.amountTotal!)}`, 3.7, { field: 'amountTotal' })
  press.ink(26, 66.4, `人民币${fields.amountTotalUpper}`, 3.6, { field: 'amountTotalUpper' })
  press.pair(14, 75, '业务种类：', random.pick(['网上支付', '行内转账', '大额支付']), 3.5)
  press.pair(80, 75, '业务编号：', facts.serial.slice(4, 14), 3.5)
  press.pair(140, 75, '凭证号码：', facts.teller, 3.5)
  press.pair(14, 81.6, '用途：', facts.purpose, 3.5)
  press.pair(14, 88.2, '备注：', '', 3.5)
  press.pair(14, 97, '交易机构：', facts.teller.slice(1), 3.3)
  press.pair(60, 97, '交易渠道：', '网上银行', 3.3)
  press.pair(106, 97, '交易流水号：', facts.serial, 3.3)
  press.pair(14, 103.4, '回单编号：', `${fields.date!.replaceAll('-', '')}${facts.teller}`, 3.3)
  press.pair(70, 103.4, '回单验证码：', facts.serial.slice(-8), 3.3)
  press.pair(124, 103.4, '打印次数：', '1', 3.3)
  sheet.roundSeal(172, 82, `${bank}电子回单专用章`, faces.label, { radius: 16, opacity: random.between(0.4, 0.65) })
  press.sampleMark(14, 112)
  return { sheets: [sheet] }
}

export const terminalRoll: Layout<CardFacts> = ({ fields, ...facts }, { faces }) => {
  const sheet = new Sheet(58, 134, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#2f2f34', ink: '#2f2f34' })
  const dashes = (y: number) => sheet.line(3, y, 55, y, { colour: '#555', widthMm: 0.25, dash: '1.1 0.8' })
  press.label(29, 9, '银行卡签购单', 4.8, { align: 'middle', bold: true })
  press.label(29, 15, '（持卡人联）', 3.2, { align: 'middle' })
  dashes(18)
  press.label(3, 23, '商户名称：', 3.1)
  press.ink(3, 28, fields.sellerName!, 3.5, { field: 'sellerName', roomMm: 52 })
  press.pair(3, 33.4, '商户编号：', facts.merchant, 3.1)
  press.pair(3, 38.4, '终端编号：', facts.terminal, 3.1)
  press.pair(3, 43.4, '收单机构：', facts.bank, 3.1, { roomMm: 36 })
  dashes(46)
  press.pair(3, 51.4, '卡号：', facts.card, 3.7, { field: 'accountTail', roomMm: 40 })
  press.pair(3, 57, '交易类型：', '消费', 3.6)
  press.pair(3, 62.4, '批次号：', facts.batch, 3.1)
  press.pair(3, 67.4, '凭证号：', facts.trace, 3.1)
  press.pair(3, 72.4, '授权码：', facts.auth, 3.1)
  press.pair(3, 77.4, '参考号：', facts.reference, 3.1)
  press.pair(3, 82.4, '交易时间：', `${fields.date} ${facts.time}`, 3.1, { field: 'date' })
  dashes(85)
  press.pair(3, 92, '交易金额：', `￥${fields.amountTotal}`, 4.4, { field: 'amountTotal', bold: true })
  press.label(3, 98, '备注：', 3.1)
  press.label(3, 103, '交易金额未超过免密限额，免签名', 2.8)
  dashes(106)
  press.label(29, 112, '感谢您的惠顾　请妥善保管本联', 2.8, { align: 'middle' })
  press.label(29, 117, `客服电话 9${facts.terminal.slice(0, 4)}`, 2.8, { align: 'middle' })
  press.sampleMark(3, 129)
  return { sheets: [sheet] }
}
