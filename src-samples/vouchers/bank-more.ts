/** More bank slips and card slips. */
import { Sheet } from '../sheet.ts'
import type { CardFacts, Facts } from './bank.ts'
import { dateForms, Press, withCommas, type FieldValues, type Layout } from './press.ts'
import { amountInBoxes, dayInBlanks, placeHeads } from './ruled-forms.ts'

/** From an account's own side: 本方 pays, 对方 is paid; the printer of the bank's hall fills rows of three. */
export const ownSide: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 93, '#fdfefe')
  const press = new Press(sheet, faces, { label: '#26282e', ink: '#26282e' })
  press.label(14, 11, facts.payerBank.slice(0, -4), 4.6, { bold: true })
  press.label(105, 18, '单位客户专用回单', 5.2, { align: 'middle' })
  press.label(196, 11, '借 方', 4.4, { align: 'end' })
  const dash = (y: number) => sheet.line(13, y, 197, y, { colour: '#55585f', widthMm: 0.25, dash: '1.2 0.8' })
  dash(21)
  press.pair(14, 27, '记账日 ', fields.date!, 3.4, { field: 'date' })
  press.pair(74, 27, '时间戳 ', `${dateForms.compact(fields.date!)}${facts.time.replaceAll(':', '')}`, 3.2)
  press.pair(138, 27, '日志号 ', facts.serial.slice(0, 12), 3.3)
  const rows: [string, string, keyof FieldValues | undefined][] = [['本方户名', fields.buyerName!, 'buyerName'], ['本方账号', facts.payerAccount, 'accountTail'], ['对方户名', fields.sellerName!, 'sellerName'], ['对方账号', facts.payeeAccount, undefined], ['对方行名', facts.payeeBank, undefined]]
  rows.forEach(([label, value, field], i) => press.pair(14, 34 + i * 6, `${label} `, value, 3.5, { atMm: 34, field, roomMm: 92 }))
  press.pair(138, 34, '借贷标志 ', '借（转出）', 3.4)
  press.pair(138, 40, '币种 ', random.pick(['CNY', '156 人民币']), 3.4)
  press.pair(138, 46, '交易代码 ', facts.teller, 3.4)
  press.pair(138, 52, '手续费 ', '0.00', 3.4)
  press.pair(138, 58, '凭证种类 ', random.pick(['支付密码单', '电子汇划', '无凭证']), 3.4)
  dash(61)
  press.pair(14, 67, '发生额 ', withCommas(fields.amountTotal!), 4, { atMm: 34, field: 'amountTotal' })
  press.pair(86, 67, '计人民币 ', fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper', roomMm: 90 })
  press.pair(14, 73.5, '摘　要 ', `转账 ${facts.purpose}`, 3.5, { atMm: 34 })
  dash(76.5)
  press.pair(14, 82, '自助设备 ', `${facts.teller.slice(0, 4)}号机`, 3.1)
  press.label(58, 82, '补打无效　严禁重复入账', 3.1)
  sheet.ovalSeal(166, 78, [facts.payerBank.slice(0, 6), '自助回单专用', `（${facts.teller.slice(0, 2)}）`], faces.label, { rx: 18, ry: 11, opacity: random.between(0.45, 0.7) })
  press.sampleMark(14, 89)
  return { sheets: [sheet] }
}

/** The counter's form of several copies: parties side by side, the sum in boxes, digit by digit. */
export const counterForm: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(196, 104, '#fefaf6')
  const colour = '#b0533c'
  const shiftMm = [random.between(-0.8, 1), random.between(-0.7, 0.7)] as const
  const press = new Press(sheet, faces, { label: colour, ink: '#26304e' })
  press.label(94, 11, `${facts.payerBank.slice(0, -4)}　电汇凭证（回单）`, 5, { align: 'middle' })
  press.label(14, 19, random.pick(['普通√　加急', '普通　加急√']), 3.2)
  press.label(58, 19, '委托日期', 3.4)
  dayInBlanks(press, 74, 19, fields.date!, 3.5, shiftMm)
  press.pair(136, 19, '凭证号 ', facts.serial.slice(0, 8), 3.4)
  sheet.box(12, 22, 172, 62, { colour, widthMm: 0.45 })
  const parties = [['汇款人', fields.buyerName!, facts.payerAccount, facts.payerBank, 'buyerName', 'accountTail'], ['收款人', fields.sellerName!, facts.payeeAccount, facts.payeeBank, 'sellerName', undefined]] as const
  parties.forEach(([title, name, account, bank, nameField, accountField], side) => {
    const x = 12 + side * 86
    press.label(x + 3.5, 29.5, title, 3.4, { downwards: true, stepMm: 9 })
    const rows: [string, string, keyof FieldValues | undefined][] = [['全　称', name, nameField], ['账　号', account, accountField], [side === 0 ? '汇出地点' : '汇入地点', `${names.region()} ${names.city()}市`, undefined], [side === 0 ? '汇出行' : '汇入行', bank, undefined]]
    rows.forEach(([label, value, field], i) => {
      press.label(x + 8.5, 27.4 + i * 7.5, label, 3.1)
      press.ink(x + 24 + shiftMm[0], 27.4 + i * 7.5 + shiftMm[1], value, 3.5, { field, roomMm: 59 })
      if (i > 0) sheet.line(x + 7, 22 + i * 7.5, x + 86, 22 + i * 7.5, { colour, widthMm: 0.2 })
    })
    for (const rule of [7, 22.5, 86]) sheet.line(x + rule, 22, x + rule, 52, { colour, widthMm: 0.2 })
  })
  sheet.line(12, 52, 184, 52, { colour, widthMm: 0.2 })
  press.label(14, 57.4, '金额', 3.3)
  press.label(14, 62.4, '大写', 3.3)
  press.ink(24 + shiftMm[0], 60.4 + shiftMm[1], `人民币${fields.amountTotalUpper}`, 3.7, { field: 'amountTotalUpper', roomMm: 82 })
  const boxes = { x: 118, count: 11, stepMm: 6, sizeMm: 3, colour }
  placeHeads(press, { ...boxes, y: 52, heightMm: 5 })
  amountInBoxes(press, { ...boxes, y: 57, heightMm: 7.5, sizeMm: 3.8 }, fields.amountTotal!, { isSum: true, field: 'amountTotal' })
  sheet.line(12, 64.5, 184, 64.5, { colour, widthMm: 0.2 })
  sheet.line(98, 64.5, 98, 84, { colour, widthMm: 0.2 })
  press.label(18, 72, '此汇款已由我行汇出', 3.2)
  press.label(58, 81, '汇出行签章', 3.2)
  press.label(101, 70, '附加信息及用途：', 3.2)
  press.ink(104, 76, facts.purpose, 3.6)
  press.label(101, 82, '支付密码', 3.2)
  press.label(14, 90, '此联为汇出行给汇款人的回单', 3)
  press.pair(100, 90, '复核 ', facts.teller.slice(0, 3), 3.2)
  press.pair(134, 90, '记账 ', facts.teller.slice(3), 3.2)
  sheet.roundSeal(68, 76, `${facts.payerBank}业务清讫章`, faces.label, { radius: 14, opacity: random.between(0.45, 0.65), colour: '#c4283a' })
  press.sampleMark(14, 98)
  return { sheets: [sheet] }
}

/** Chinese and English for each thing, its value in the line below. */
export const bilingualRoll: Layout<CardFacts> = ({ fields, ...facts }, { faces }) => {
  const sheet = new Sheet(57, 152, '#fdfdfb')
  const press = new Press(sheet, faces, { label: '#3c3c42', ink: '#303036' })
  press.label(28.5, 9, facts.bank, 4.4, { align: 'middle' })
  press.label(28.5, 14.5, '持卡人存根 CARDHOLDER COPY', 2.7, { align: 'middle' })
  for (const y of [17.5, 128.5]) sheet.line(3, y, 54, y, { colour: '#555', widthMm: 0.25, dash: '0.9 0.9' })
  const below: [string, string, keyof FieldValues | undefined, number][] = [
    ['商户名称 MERCHANT', fields.sellerName!, 'sellerName', 3.3], ['商户编号 MERCHANT NO.', facts.merchant, undefined, 3], ['终端号 TERMINAL NO.', `${facts.terminal}　操作员 001`, undefined, 3],
    ['发卡机构 ISSUER', facts.bank, undefined, 3], ['卡号 CARD NO.', `${facts.card} /C`, 'accountTail', 3.5], ['交易类型 TRANS TYPE', '消费 SALE', undefined, 3.6],
  ]
  below.forEach(([label, value, field, sizeMm], i) => {
    press.label(3, 24 + i * 9.6, label, 2.5)
    press.ink(6, 28.6 + i * 9.6, value, sizeMm, { field, roomMm: 48 })
  })
  press.label(3, 82, '批次 BATCH', 2.5)
  press.ink(24, 82, facts.batch, 2.9)
  press.label(3, 86.6, '凭证 VOUCHER', 2.5)
  press.ink(24, 86.6, facts.trace, 2.9)
  press.label(3, 91.2, '授权 AUTH', 2.5)
  press.ink(24, 91.2, facts.auth, 2.9)
  press.label(3, 95.8, '参考 REF', 2.5)
  press.ink(24, 95.8, facts.reference, 2.9)
  press.ink(3, 102, dateForms.slashed(fields.date!), 3.2, { field: 'date' })
  press.ink(34, 102, facts.time, 3.2)
  press.label(3, 108.5, '金额 AMOUNT', 2.5)
  press.ink(8, 115.5, `RMB ${withCommas(fields.amountTotal!)}`, 5, { field: 'amountTotal' })
  press.label(3, 121, '备注 REFERENCE', 2.5)
  press.label(6, 125.5, '联机交易　密码已验　免签', 2.8)
  press.label(3, 134.6, '本人确认以上交易 同意记入本卡账户', 2.6)
  press.label(3, 139, 'I ACKNOWLEDGE RECEIPT OF GOODS/SERVICES', 2, { roomMm: 51 })
  press.sampleMark(3, 147)
  return { sheets: [sheet] }
}

/** A form printed in blue that the terminal's printer fills: each thing has its box, its name small in the corner. */
export const boxedForm: Layout<CardFacts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(82, 122, '#fcfbf7')
  const colour = '#3c5f9c'
  const press = new Press(sheet, faces, { label: colour, ink: '#4a4658' })
  const [dx, dy] = [random.between(-0.8, 1.2), random.between(-0.6, 0.6)]
  press.label(6, 11, '签 购 单', 5)
  press.label(76, 8, 'SALES SLIP', 2.8, { align: 'end' })
  press.label(76, 12, facts.bank, 3, { align: 'end' })
  const box = (x: number, y: number, width: number, height: number, label: string, value: string, field?: keyof FieldValues, sizeMm = 3.3) => {
    sheet.box(x, y, width, height, { colour, widthMm: 0.25 })
    press.label(x + 1.2, y + 3, label, 2.1)
    press.ink(x + 3 + dx, y + height - 2 + dy, value, sizeMm, { field, roomMm: width - 5 })
  }
  box(5, 15, 72, 11, '特约商户名称', fields.sellerName!, 'sellerName', 3.7)
  box(5, 26, 42, 10, '商户编号', facts.merchant)
  box(47, 26, 30, 10, '终端机号', facts.terminal)
  box(5, 36, 72, 11, '卡号', facts.card, 'accountTail', 4.2)
  box(5, 47, 24, 10, '卡有效期', facts.expiry)
  box(29, 47, 24, 10, '交易类别', '消费')
  box(53, 47, 24, 10, '批次号码', facts.batch)
  box(5, 57, 42, 10, '交易日期', dateForms.dotted(fields.date!), 'date')
  box(47, 57, 30, 10, '时刻', facts.time)
  box(5, 67, 24, 10, '查询号', facts.trace)
  box(29, 67, 24, 10, '授权号码', facts.auth)
  box(53, 67, 24, 10, '序号', facts.reference.slice(-6))
  box(5, 77, 72, 13, '总计（人民币元）', `￥${fields.amountTotal}`, 'amountTotal', 5.2)
  sheet.box(5, 90, 72, 15, { colour, widthMm: 0.25 })
  press.label(6.2, 93, '持卡人签字', 2.1)
  if (random.next() < 0.6) press.ink(28, 101, names.person(), 5.4, { font: faces.label, colour: '#20265a' })
  press.label(5, 110, '第三联　持卡人留存　请核对后签字', 2.7)
  press.sampleMark(5, 117)
  return { sheets: [sheet] }
}
