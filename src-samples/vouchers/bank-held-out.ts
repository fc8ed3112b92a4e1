/** Bank slips and card slips of the held-out set: the paying-in form of the counter, the treasury's payment order come back, and a terminal's slip that begins with the sum. */
import { Sheet } from '../sheet.ts'
import type { CardFacts, Facts } from './bank.ts'
import { dateForms, Press, withCommas, type FieldValues, type Layout } from './press.ts'
import { amountInBoxes, dayInBlanks, formRow, placeHeads } from './ruled-forms.ts'

/** 进账单: who drew the cheque at the left, who is paid at the right, below them the sum in boxes; the clerk's printer lies a little off. */
export const payingInForm: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const colour = '#3f6d4d'
  const sheet = new Sheet(180, 96, '#f5faf3')
  const shiftMm = [random.between(-0.7, 0.9), random.between(-0.6, 0.6)] as const
  const press = new Press(sheet, faces, { label: colour, ink: '#2a2c3c' })
  press.label(13, 11, facts.payerBank.slice(0, -4), 4.2)
  const [title, note] = random.pick([['进账单（回单）　1', '此联是开户银行交给持票人的回单'], ['进 账 单（收账通知）　3', '此联是收款人开户银行交给收款人的收账通知']] as const)
  press.label(96, 12, title, 5.4, { align: 'middle' })
  dayInBlanks(press, 72, 19.6, fields.date!, 3.6, shiftMm)
  press.label(167, 19.6, `№ ${facts.serial.slice(-8)}`, 3.4, { align: 'end' })
  sheet.box(12, 23, 156, 56, { colour, widthMm: 0.4 })
  const parties = [['出票人', fields.buyerName!, facts.payerAccount, facts.payerBank, 'buyerName', 'accountTail'], ['收款人', fields.sellerName!, facts.payeeAccount, facts.payeeBank, 'sellerName', undefined]] as const
  parties.forEach(([who, name, account, bank, nameField, accountField], side) => {
    const x = 12 + side * 78
    press.label(x + 3.5, 30, who, 3.3, { downwards: true, stepMm: 7.4 })
    const rows: [string, string, keyof FieldValues | undefined][] = [['全　称', name, nameField], ['账　号', account, accountField], ['开户银行', bank, undefined]]
    rows.forEach(([label, value, field], i) => {
      press.label(x + 8.4, 29 + i * 8.4, label, 3.1)
      press.ink(x + 23.4 + shiftMm[0], 29 + i * 8.4 + shiftMm[1], value, 3.4, { field, roomMm: 53 })
      if (i > 0) sheet.line(x + 7, 23.8 + i * 8.4, x + 78, 23.8 + i * 8.4, { colour, widthMm: 0.2 })
    })
    for (const rule of [7, 22, 78]) sheet.line(x + rule, 23, x + rule, 49, { colour, widthMm: 0.2 })
  })
  sheet.line(12, 49, 168, 49, { colour, widthMm: 0.3 })
  press.label(14, 54.4, '金额', 3.2)
  press.label(14, 59.4, '人民币（大写）', 3.2)
  press.ink(38 + shiftMm[0], 56.6 + shiftMm[1], fields.amountTotalUpper!, 3.7, { field: 'amountTotalUpper', roomMm: 66 })
  const boxes = { x: 107.5, count: 11, stepMm: 5.5, sizeMm: 2.9, colour }
  placeHeads(press, { ...boxes, y: 49, heightMm: 5 })
  amountInBoxes(press, { ...boxes, y: 54, heightMm: 8, sizeMm: 3.8 }, fields.amountTotal!, { isSum: true, field: 'amountTotal' })
  sheet.line(12, 62, 168, 62, { colour, widthMm: 0.3 })
  sheet.line(90, 62, 90, 79, { colour, widthMm: 0.2 })
  press.pair(14, 67.6, '票据种类', random.pick(['转账支票', '银行汇票', '本票']), 3.3, { atMm: 32 })
  press.pair(54, 67.6, '票据张数', '1', 3.3, { atMm: 72 })
  press.pair(14, 74.6, '票据号码', facts.teller + facts.serial.slice(0, 2), 3.3, { atMm: 32 })
  press.label(93, 67.6, '开户银行签章', 3.2)
  press.label(93, 76, '复核　　　　记账', 3.2)
  press.label(13, 85, note, 2.9)
  sheet.roundSeal(142, 72, `${facts.payeeBank}转讫`, faces.label, { radius: 11.5, opacity: random.between(0.45, 0.65), colour: '#bf2a3b' })
  press.sampleMark(13, 92)
  return { sheets: [sheet] }
}

/** 国库集中支付: the unit pays from its zero-balance account; budget lines stand between the parties and the sum. */
export const treasuryOrder: Layout<Facts> = ({ fields, ...facts }, { faces, names, random }) => {
  const colour = '#33343c'
  const sheet = new Sheet(210, 122, '#fefefe')
  const press = new Press(sheet, faces, { label: '#26272d', ink: '#1f2026' })
  press.label(105, 14, random.pick(['财政授权支付凭证（回单）', '财政直接支付凭证（回单）', '国库集中支付凭证（回单）']), 5.8, { align: 'middle', bold: true })
  press.pair(14, 22, '行政区划：', `${names.region()}${names.city()}市`, 3.3)
  press.ink(105, 22, dateForms.plain(fields.date!), 3.6, { align: 'middle', field: 'date' })
  press.pair(146, 22, '凭证号：', facts.serial.slice(0, 12), 3.3)
  let y = 25
  for (const [title, name, account, bank, nameField, accountField] of [['收款人', fields.sellerName!, facts.payeeAccount, facts.payeeBank, 'sellerName', undefined], ['付款人', fields.buyerName!, facts.payerAccount, facts.payerBank, 'buyerName', 'accountTail']] as const) {
    sheet.box(13, y, 16, 21, { colour, widthMm: 0.3 })
    press.label(21, y + 11.7, title, 3.4, { align: 'middle' })
    for (const [label, value, field] of [['名　称', name, nameField], ['账　号', account, accountField], ['开户行', bank, undefined]] as const) y = formRow(press, 29, y, 7, [[label, value, 20, 148, field]], 3.4, colour)
  }
  y = formRow(press, 13, y, 8, [['功能分类', `${random.pick(['2050299', '2010302', '2100101'])}`, 24, 38], ['经济分类', random.pick(['30201 办公费', '30213 维修费', '31002 设备购置']), 24, 38], ['资金性质', '一般公共预算', 24, 36]], 3.3, colour)
  y = formRow(press, 13, y, 9, [['支付金额', `（小写）￥${withCommas(fields.amountTotal!)}`, 24, 58, 'amountTotal'], ['大　写', fields.amountTotalUpper!, 20, 82, 'amountTotalUpper']], 3.4, colour)
  y = formRow(press, 13, y, 8, [['用　途', facts.purpose, 24, 62], ['结算方式', random.pick(['转账', '电汇', '公务卡']), 24, 74]], 3.3, colour)
  press.pair(14, y + 7, '经办：', facts.teller.slice(0, 4), 3.3)
  press.pair(62, y + 7, '复核：', facts.teller.slice(2), 3.3)
  press.label(112, y + 7, '代理银行（签章）', 3.3)
  sheet.ovalSeal(168, y + 3, [facts.payerBank.slice(0, 6), '国库集中支付', '回单专用章'], faces.label, { rx: 18, ry: 11, opacity: random.between(0.45, 0.65) })
  press.label(14, y + 14, '第三联　代理银行盖章后退预算单位', 3)
  press.sampleMark(14, 118)
  return { sheets: [sheet] }
}

/** The sum stands at the head, the merchant at the foot; labels and values at the two edges, no English. */
export const sumFirstSlip: Layout<CardFacts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(60, 128, '#fefefd')
  const press = new Press(sheet, faces, { label: '#34343a', ink: '#303036' })
  press.label(30, 9, random.pick(['公务卡消费单据', '银行卡交易凭证', '刷卡消费单']), 4.4, { align: 'middle' })
  press.label(30, 14.4, random.pick(['客户留存', '第二联 顾客联', '持卡人保管']), 3, { align: 'middle' })
  press.label(4, 23, '消费金额', 3.4)
  press.ink(4, 31, `${withCommas(fields.amountTotal!)}元`, 6, { field: 'amountTotal' })
  sheet.line(4, 34.4, 56, 34.4, { colour: '#34343a', widthMm: 0.5 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['卡号', facts.card, 'accountTail'], ['发卡行', facts.bank, undefined], ['交易类型', '消费', undefined], ['交易日期', dateForms.long(fields.date!), 'date'], ['交易时间', facts.time, undefined], ['授权号', facts.auth, undefined],
    ['流水号', facts.trace, undefined], ['批次号', facts.batch, undefined], ['检索参考号', facts.reference, undefined], ['终端号', facts.terminal, undefined],
  ]
  rows.forEach(([label, value, field], i) => {
    press.label(4, 40.4 + i * 5.6, label, 3.1)
    press.ink(56, 40.4 + i * 5.6, value, field === 'accountTail' ? 3.6 : 3.2, { align: 'end', field })
  })
  sheet.line(4, 94, 56, 94, { colour: '#34343a', widthMm: 0.5 })
  press.label(4, 99.4, '受理商户', 3.1)
  press.ink(4, 104.8, fields.sellerName!, 3.5, { field: 'sellerName', roomMm: 52 })
  press.pair(4, 110, '商户代码 ', facts.merchant, 3)
  press.label(4, 116.6, '签名', 3.1)
  if (random.next() < 0.6) press.ink(16, 117.4, names.person(), 5, { font: faces.label, colour: '#27326e' })
  press.sampleMark(4, 124)
  return { sheets: [sheet] }
}
