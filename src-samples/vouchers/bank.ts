/** Bank advice slips (回单) and the slips of card terminals. */
import { Sheet } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'
import { payingInForm, sumFirstSlip, treasuryOrder } from './bank-held-out.ts'
import { bilingualRoll, boxedForm, counterForm, ownSide } from './bank-more.ts'
import { dateForms, payingUnit, Press, printTable, someDate, someTime, sums, voucherMaker, withCommas, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts { fields: FieldValues; payerAccount: string; payerBank: string; payeeAccount: string; payeeBank: string; purpose: string; serial: string; time: string; teller: string }

const purposes: Record<SampleSet, readonly string[]> = {
  tuning: ['货款', '付办公用品款', '物业服务费', '维修款', '教材款', '工程进度款', '设备采购款', '支付劳务费', '网络服务费', '食堂食材款', '印刷制作费', '课题测试费', '付监理服务款', '车辆保险', '第二批教具尾款', '展板制作'],
  'held-out': ['付图文制作费', '办公设备款', '付三季度保洁费', '培训场地费', '空调维保费', '付耗材款', '体检费'],
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const payerAccount = random.digits(random.pick([16, 17, 19]))
  return {
    fields: {
      date: someDate(studio), buyerName: payingUnit(studio).name, sellerName: names.company(), accountTail: payerAccount.slice(-4),
      ...sums(random.pick([random.integer(1000, 90_000), random.integer(90_000, 9_000_000), random.integer(10, 4000) * 10_000]), studio),
    },
    payerAccount, payerBank: names.bank(), payeeAccount: random.digits(random.pick([16, 19])), payeeBank: names.bank(), purpose: random.pick(purposes[wishes.set]), serial: random.digits(18), time: `${someTime(random, 8, 17)}:${random.integer(10, 59)}`, teller: random.digits(6),
  }
}

type Party = [title: string, name: string, account: string, bank: string, field: 'buyerName' | 'sellerName']
const partiesOf = ({ fields, ...facts }: Facts): [Party, Party] => [['付款人', fields.buyerName!, facts.payerAccount, facts.payerBank, 'buyerName'], ['收款人', fields.sellerName!, facts.payeeAccount, facts.payeeBank, 'sellerName']]
/** An account shows the field only on the payer's side. */
const tailOf = (party: Party) => (party[4] === 'buyerName' ? 'accountTail' as const : undefined)

const framed: Layout<Facts> = (facts, { faces, random }) => {
  const { fields } = facts
  const sheet = new Sheet(210, 100, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#2a2f3f', ink: '#1f2230' })
  const colour = '#5f6880'
  press.label(105, 12, `${facts.payerBank.slice(0, -4)} 电子回单`, 5.6, { align: 'middle' })
  press.pair(12, 21, '日期：', dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.pair(120, 21, '回单编号：', facts.serial, 3.4)
  partiesOf(facts).forEach((party, side) => {
    const x = 10 + side * 95
    sheet.box(x, 24, 95, 30, { colour })
    sheet.line(x + 7, 24, x + 7, 54, { colour })
    press.label(x + 3.5, 32, party[0], 3.4, { downwards: true, stepMm: 8 })
    ;(['户　名', '账　号', '开户行'] as const).forEach((label, i) => {
      press.label(x + 9, 30.5 + i * 10, label, 3.3)
      press.ink(x + 24, 30.5 + i * 10, party[i + 1] as string, 3.4, { roomMm: 69, field: i === 0 ? party[4] : i === 1 ? tailOf(party) : undefined })
      if (i < 2) sheet.line(x + 7, 34 + i * 10, x + 95, 34 + i * 10, { colour })
    })
    sheet.line(x + 22, 24, x + 22, 54, { colour })
  })
  sheet.box(10, 54, 190, 10, { colour })
  press.pair(12, 60.5, '金额（大写）', `人民币${fields.amountTotalUpper}`, 3.5, { atMm: 36, field: 'amountTotalUpper' })
  press.pair(132, 60.5, '（小写）', `CNY${withCommas(fields.amountTotal!)}`, 3.6, { field: 'amountTotal' })
  sheet.box(10, 64, 190, 20, { colour })
  press.pair(12, 70, '用途：', facts.purpose, 3.4)
  press.pair(80, 70, '业务种类：', '网上转账', 3.4)
  press.pair(12, 78, '交易时间：', facts.time, 3.4)
  press.pair(80, 78, '验证码：', facts.serial.slice(3, 13), 3.4)
  press.label(12, 91, '重要提示：本回单不作为收款方发货依据，请勿重复记账', 3)
  sheet.ovalSeal(176, 76, [facts.payerBank.slice(0, 6), '电子回单专用章'], faces.label, { rx: 19, ry: 12, opacity: random.between(0.4, 0.7) })
  press.sampleMark(12, 96.5)
  return { sheets: [sheet] }
}

const listed: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(190, 118, '#f7fafc')
  const press = new Press(sheet, faces, { label: '#245a8c', ink: '#23242a' })
  sheet.mark('<path d="M12 7h10v10h-10z" fill="#2b6cab"/><path d="M14.5 9.5h5v5h-5z" fill="#f7fafc"/>')
  press.label(26, 14.5, facts.payerBank.slice(0, -4), 5)
  press.label(178, 14.5, '业务回单（付款）', 4.6, { align: 'end' })
  sheet.line(12, 20, 178, 20, { colour: '#2b6cab', widthMm: 0.7 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['入账日期：', fields.date!, 'date'], ['付款人户名：', fields.buyerName!, 'buyerName'], ['付款人账号：', facts.payerAccount.replace(/^(\d{4})\d+(\d{4})$/, '$1********$2'), 'accountTail'], ['付款人开户行：', facts.payerBank, undefined],
    ['收款人户名：', fields.sellerName!, 'sellerName'], ['收款人账号：', facts.payeeAccount, undefined], ['收款人开户行：', facts.payeeBank, undefined],
    ['币种：', '人民币', undefined], ['金额（大写）：', fields.amountTotalUpper!, 'amountTotalUpper'], ['金额（小写）：', withCommas(fields.amountTotal!), 'amountTotal'], ['摘要：', facts.purpose, undefined],
  ]
  rows.forEach(([label, value, field], i) => press.pair(16, 28 + i * 6.8, label, value, 3.5, { atMm: 46, field }))
  press.pair(108, 28, '交易流水号：', facts.serial.slice(0, 14), 3.3)
  press.pair(108, 34.8, '交易柜员：', facts.teller, 3.3)
  press.pair(108, 103, '打印次数：', '1', 3.2)
  press.pair(138, 103, '打印时间：', `${fields.date}`, 3.2)
  sheet.roundSeal(150, 82, `${facts.payerBank}业务专用章`, faces.label, { radius: 18, opacity: random.between(0.4, 0.65) })
  press.sampleMark(16, 112)
  return { sheets: [sheet] }
}

const centred: Layout<Facts> = ({ fields, ...facts }, { faces, random }) => {
  const sheet = new Sheet(215, 105, '#fffdfa')
  const press = new Press(sheet, faces, { label: '#7b2430', ink: '#26242a' })
  press.label(14, 13, facts.payerBank.slice(0, -4), 5.2)
  press.label(108, 21, '客户付款通知书（回单）', 4.6, { align: 'middle' })
  press.pair(150, 13, '流水 ', facts.serial, 3.2)
  press.ink(201, 21, dateForms.dotted(fields.date!), 3.5, { align: 'end', field: 'date' })
  const end = printTable(press, {
    x: 12, y: 25, widthsMm: [24, 82, 82], rowMm: 9, sizeMm: 3.5, rules: 'all', colour: '#b0656d', heads: ['', '付款方', '收款方'], aligns: ['middle', 'start', 'start'],
    rows: [['全称', { text: fields.buyerName!, field: 'buyerName' }, { text: fields.sellerName!, field: 'sellerName' }], ['账号', { text: facts.payerAccount, field: 'accountTail' }, facts.payeeAccount], ['开户银行', facts.payerBank, facts.payeeBank]],
  })
  sheet.box(12, end, 188, 9, { colour: '#b0656d', widthMm: 0.25 })
  press.ink(14, end + 6, `¥${withCommas(fields.amountTotal!)}`, 4.2, { field: 'amountTotal' })
  press.ink(198, end + 6, fields.amountTotalUpper!, 3.6, { align: 'end', field: 'amountTotalUpper' })
  sheet.box(12, end + 9, 188, 9, { colour: '#b0656d', widthMm: 0.25 })
  press.pair(14, end + 15, '附言 ', facts.purpose, 3.4)
  press.pair(90, end + 15, '渠道 ', '企业网银', 3.4)
  press.pair(150, end + 15, '时间 ', facts.time, 3.4)
  press.pair(14, end + 26, '经办柜员 ', facts.teller, 3.2)
  press.label(70, end + 26, '此回单仅供查询，不作交割凭证', 3)
  if (random.next() < 0.8) sheet.ovalSeal(170, end + 14, [facts.payerBank.slice(0, 4), '回单专用', '（01）'], faces.label, { rx: 16, ry: 13, colour: '#cc2b3a' })
  press.sampleMark(14, 101)
  return { sheets: [sheet] }
}

const upright: Layout<Facts> = (facts, { faces }) => {
  const { fields } = facts
  const sheet = new Sheet(140, 158, '#fafcfa')
  const press = new Press(sheet, faces, { label: '#1f6350', ink: '#22262a' })
  sheet.box(0, 0, 140, 18, { colour: 'none', widthMm: 0 }, '#d9ece4')
  press.label(70, 12, '转账汇款电子回单', 5.6, { align: 'middle' })
  const group = (y: number, party: Party) => {
    press.label(10, y, party[0] + '信息', 3.4)
    sheet.line(10, y + 2, 130, y + 2, { colour: '#9cc9b8', widthMm: 0.3 })
    ;(['名称', '账号', '银行'] as const).forEach((label, i) => {
      press.label(10, y + 8 + i * 6.6, label, 3.4)
      press.ink(130, y + 8 + i * 6.6, party[i + 1] as string, 3.5, { align: 'end', field: i === 0 ? party[4] : i === 1 ? tailOf(party) : undefined })
    })
  }
  press.label(10, 27, '转出金额', 3.4)
  press.ink(130, 28, `￥${fields.amountTotal}`, 5.6, { align: 'end', field: 'amountTotal' })
  press.label(10, 36, '大写金额', 3.4)
  press.ink(130, 36, fields.amountTotalUpper!, 3.6, { align: 'end', field: 'amountTotalUpper' })
  const [payer, payee] = partiesOf(facts)
  group(46, payer)
  group(80, payee)
  press.label(10, 114, '记账日期', 3.4)
  press.ink(130, 114, dateForms.plain(fields.date!), 3.5, { align: 'end', field: 'date' })
  press.label(10, 120.6, '转账附言', 3.4)
  press.ink(130, 120.6, facts.purpose, 3.5, { align: 'end' })
  press.label(10, 127.2, '交易编号', 3.4)
  press.ink(130, 127.2, facts.serial, 3.5, { align: 'end' })
  sheet.roundSeal(104, 128, `${facts.payerBank.slice(0, -4)}电子业务章`, faces.label, { radius: 17, opacity: 0.5 })
  press.sampleMark(10, 152)
  return { sheets: [sheet] }
}

/** The banks' own words: payer and payee side by side or one below the other, their labels as each bank has them. */
const asManyBanks: Layout<Facts> = (facts, { faces, random }) => {
  const { fields } = facts
  const isSideBySide = random.next() < 0.5
  const sheet = new Sheet(200, isSideBySide ? 96 : 124, '#fbfcfd')
  const press = new Press(sheet, faces, { label: '#2c3440', ink: '#20232b' })
  press.label(100, 11, `${facts.payerBank.slice(0, -4)}${random.pick(['电子回单', '网上银行电子回单', '付款回单', '客户回单', '业务凭证/回单', '转账凭证', '电子转账凭证', '国内支付业务付款回单'])}`, 5, { align: 'middle' })
  press.pair(12, 19, random.pick(['交易日期：', '记账日期：', '入账日期：', '日期：', '回单日期：']), random.pick([fields.date!, dateForms.long(fields.date!), `${fields.date} ${facts.time}`]), 3.4, { field: 'date' })
  press.pair(110, 19, random.pick(['回单编号：', '电子回单号码：', '交易流水号：']), facts.serial, 3.3)
  const style = random.pick(['headed', 'prefixed', 'titled'])
  const [name, account, bank] = random.pick([['户名', '账号', '开户行'], ['全称', '账号', '开户银行'], ['名称', '账号', '开户行名称'], ['户名', '账户', '开户网点']] as const)
  const [payer, payee] = random.pick([['付款人', '收款人'], ['付款方', '收款方'], ['汇款人', '收款人']] as const)
  const isAccountFirst = random.next() < 0.3
  partiesOf(facts).forEach((party, side) => {
    const [x, y] = isSideBySide ? [12 + side * 94, 27] : [12, 27 + side * 24]
    const title = side === 0 ? payer : payee
    if (style === 'headed') press.label(x, y, title, 3.4)
    if (style === 'titled') press.label(x, y + 7, title, 3.4)
    const rows: [string, string, keyof FieldValues | undefined][] = [[name, party[1], party[4]], [account, party[2], tailOf(party)], [bank, party[3], undefined]]
    if (isAccountFirst) rows.reverse().push(rows.shift()!)
    rows.forEach(([label, value, field], i) => press.pair(style === 'titled' ? x + 14 : x, y + (style === 'headed' ? 6 : 0) + i * 6.4, `${style === 'prefixed' ? title : ''}${label}${style === 'titled' ? ' ' : '：'}`, value, 3.3, { field, roomMm: 60 }))
  })
  const y = isSideBySide ? 54 : 80
  press.pair(12, y, random.pick(['金额：', '小写金额：', '交易金额（小写）：', '金额（小写）：', '转账金额：']), random.pick([`￥${withCommas(fields.amountTotal!)}`, `${withCommas(fields.amountTotal!)}元`, `CNY ${fields.amountTotal}`, `${fields.amountTotal}`]), 3.6, { field: 'amountTotal' })
  press.pair(92, y, random.pick(['大写金额：', '金额（大写）：', '金额大写：', '大写：']), random.pick([fields.amountTotalUpper!, `人民币${fields.amountTotalUpper}`]), 3.4, { field: 'amountTotalUpper' })
  press.pair(12, y + 8, random.pick(['摘要：', '用途：', '附言：']), facts.purpose, 3.4)
  press.pair(92, y + 8, random.pick(['业务类型：', '业务种类：', '渠道：']), random.pick(['网银转账', '跨行汇款', '同城转账']), 3.4)
  press.pair(12, y + 16, '验证码：', facts.serial.slice(2, 12), 3.3)
  press.pair(92, y + 16, '记账柜员：', facts.teller, 3.3)
  sheet.ovalSeal(170, y + 14, [facts.payerBank.slice(0, 6), '回单专用章'], faces.label, { rx: 18, ry: 11 })
  press.sampleMark(12, y + 28)
  return { sheets: [sheet] }
}

export const bankSlip = voucherMaker(invent, { tuning: [framed, listed, asManyBanks, centred, upright, ownSide, counterForm], 'held-out': [payingInForm, treasuryOrder] })

export interface CardFacts { fields: FieldValues; card: string; merchant: string; terminal: string; batch: string; trace: string; auth: string; reference: string; time: string; bank: string; expiry: string }

function inventCard(studio: Studio): CardFacts {
  const { random, names } = studio
  const tail = random.digits(4)
  const [head, gap] = random.pick([['6222', ' **** **** '], ['622849', '******'], ['6283 88', '** **** ']] as const)
  return {
    fields: { date: someDate(studio), sellerName: random.next() < 0.5 ? names.hotel() : names.company(), accountTail: tail, amountTotal: yuanOf(random.integer(1500, 480_000)) },
    card: `${head}${gap}${tail}`, merchant: random.digits(15), terminal: random.digits(8), batch: `000${random.digits(3)}`, trace: random.digits(6), auth: random.digits(6), reference: random.digits(12),
    time: `${someTime(random, 9, 22)}:${random.integer(10, 59)}`, bank: names.bank().slice(0, -4), expiry: `${random.integer(28, 32)}/${String(random.integer(1, 12)).padStart(2, '0')}`,
  }
}

const slip: Layout<CardFacts> = ({ fields, ...facts }, { faces }) => {
  const sheet = new Sheet(57, 128, '#fdfdfc')
  const press = new Press(sheet, faces, { label: '#3b3b40', ink: '#333339' })
  const rule = (y: number) => sheet.line(3, y, 54, y, { colour: '#666', widthMm: 0.2, dash: '1 0.8' })
  press.label(28.5, 9, 'POS签购单', 5, { align: 'middle', bold: true })
  press.label(3, 16, '商户存根　MERCHANT COPY', 2.9)
  rule(18)
  press.pair(3, 23, '商户名称:', fields.sellerName!, 3.1, { field: 'sellerName', roomMm: 36 })
  press.pair(3, 28, '商户编号:', facts.merchant, 3.1)
  press.pair(3, 33, '终端编号:', facts.terminal, 3.1)
  press.pair(3, 38, '操作员号:', '01', 3.1)
  rule(40.5)
  press.pair(3, 45.5, '发卡行:', facts.bank, 3.1)
  press.label(3, 50.5, '卡号(CARD NUMBER)', 2.9)
  press.ink(3, 56.5, facts.card, 4.2, { field: 'accountTail' })
  press.pair(3, 62.5, '有效期:', facts.expiry, 3.1)
  press.pair(3, 67.5, '交易类型:', '消费', 3.4)
  press.pair(3, 72.5, '批次号:', facts.batch, 3.1)
  press.pair(29, 72.5, '凭证号:', facts.trace, 3.1)
  press.pair(3, 77.5, '授权码:', facts.auth, 3.1)
  press.pair(3, 82.5, '参考号:', facts.reference, 3.1)
  press.pair(3, 87.5, '日期/时间:', `${dateForms.slashed(fields.date!)} ${facts.time}`, 3.1, { field: 'date' })
  press.pair(3, 95, '金额:', `RMB ${fields.amountTotal}`, 4.4, { field: 'amountTotal', bold: true })
  rule(98)
  press.label(3, 103, '持卡人签名:', 3.1)
  press.label(3, 115, '本人确认以上交易，同意将其记入本卡账户', 2.5)
  press.sampleMark(3, 123)
  return { sheets: [sheet] }
}

const officialCard: Layout<CardFacts> = ({ fields, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(60, 112, '#fbfcfc')
  const press = new Press(sheet, faces, { label: '#30323a', ink: '#2a2c34' })
  press.label(30, 8.5, `${facts.bank}`, 4, { align: 'middle' })
  press.label(30, 14.5, '公务卡签购单（持卡人存根）', 3.4, { align: 'middle' })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['商户名', fields.sellerName!, 'sellerName'], ['商户号', facts.merchant, undefined], ['终端号', facts.terminal, undefined], ['卡　号', facts.card, 'accountTail'], ['卡类别', '公务卡', undefined], ['交　易', '消费/SALE', undefined],
    ['批　次', facts.batch, undefined], ['流水号', facts.trace, undefined], ['授权号', facts.auth, undefined], ['检索号', facts.reference, undefined], ['日　期', fields.date!, 'date'], ['时　间', facts.time, undefined],
  ]
  rows.forEach(([label, value, field], i) => press.pair(4, 22 + i * 5.4, label, value, 3.1, { atMm: 16, field, roomMm: 41 }))
  press.label(4, 92, '金　额', 3.8)
  press.ink(18, 92, `¥${withCommas(fields.amountTotal!)}`, 4.8, { field: 'amountTotal' })
  sheet.line(4, 95, 56, 95, { colour: '#555', widthMm: 0.25 })
  press.label(4, 100, '签名', 3)
  if (random.next() < 0.5) press.ink(16, 101, names.person(), 5, { font: faces.label, colour: '#2a3a7a' })
  press.sampleMark(4, 108)
  return { sheets: [sheet] }
}

const headedByMerchant: Layout<CardFacts> = ({ fields, ...facts }, { faces }) => {
  const sheet = new Sheet(55, 118, '#fefefd')
  const press = new Press(sheet, faces, { label: '#424248', ink: '#38383e' })
  press.ink(27.5, 9, fields.sellerName!, 3.6, { align: 'middle', field: 'sellerName', roomMm: 50 })
  press.label(27.5, 15, '银行卡消费凭条', 4, { align: 'middle' })
  sheet.line(3, 18, 52, 18, { colour: '#444', widthMm: 0.4 })
  const right = (y: number, label: string, value: string, field?: keyof FieldValues, sizeMm = 3) => {
    press.label(3, y, label, 2.9)
    press.ink(52, y, value, sizeMm, { align: 'end', field })
  }
  right(24, 'MID', facts.merchant)
  right(29, 'TID', facts.terminal)
  right(34, '收单机构', facts.bank)
  right(41, '付款卡', facts.card, 'accountTail', 3.4)
  right(47, '交易日期', dateForms.dotted(fields.date!), 'date')
  right(52, '交易时间', facts.time)
  right(57, '凭证号', facts.trace)
  right(62, '参考号', facts.reference)
  press.label(27.5, 71, '实付金额（元）', 3.2, { align: 'middle' })
  press.ink(27.5, 79, fields.amountTotal!, 6.4, { align: 'middle', field: 'amountTotal' })
  sheet.line(3, 83, 52, 83, { colour: '#444', widthMm: 0.4 })
  press.label(3, 88, '免密免签交易 无需签名', 2.9)
  press.label(3, 93, '请妥善保管，以备核对', 2.9)
  press.label(27.5, 102, '—— 持卡人联 ——', 3, { align: 'middle' })
  press.sampleMark(3, 113)
  return { sheets: [sheet] }
}

const wideSlip: Layout<CardFacts> = ({ fields, ...facts }, { faces }) => {
  const sheet = new Sheet(78, 92, '#fcfdfd')
  const press = new Press(sheet, faces, { label: '#3f4148', ink: '#34363d' })
  sheet.box(4, 4, 70, 9, { colour: 'none', widthMm: 0 }, '#33363d')
  press.label(39, 10.4, `${facts.bank} 商务刷卡单`, 4, { align: 'middle', colour: '#fdfdfd' })
  press.label(5, 19, '特约商户', 3)
  press.ink(5, 24.6, fields.sellerName!, 3.8, { field: 'sellerName', roomMm: 68 })
  const pairs: [string, string][] = [['商户代码', facts.merchant], ['终端', facts.terminal], ['授权', facts.auth], ['流水', facts.trace]]
  pairs.forEach(([label, value], i) => press.pair(i === 0 ? 5 : 5 + ((i - 1) % 3) * 24, i === 0 ? 31 : 37, label + ' ', value, 2.8))
  press.label(5, 44, '卡号', 3)
  press.ink(73, 44, facts.card, 4, { align: 'end', field: 'accountTail' })
  press.label(5, 51, '时间', 3)
  press.ink(73, 51, `${dateForms.plain(fields.date!)} ${facts.time}`, 3.4, { align: 'end', field: 'date' })
  sheet.box(5, 55, 68, 12, { colour: '#44474f', widthMm: 0.4 })
  press.label(8, 63, '消费', 4)
  press.ink(70, 63.4, `RMB${withCommas(fields.amountTotal!)}`, 5.2, { align: 'end', field: 'amountTotal' })
  press.label(5, 74, '签字', 3.2)
  sheet.line(15, 75, 73, 75, { colour: '#888', widthMm: 0.2 })
  press.label(5, 82, '交易成功，凭此联报销', 2.9)
  press.sampleMark(5, 88)
  return { sheets: [sheet] }
}

export const cardSlip = voucherMaker(inventCard, { tuning: [slip, officialCard, headedByMerchant, wideSlip, bilingualRoll, boxedForm], 'held-out': [sumFirstSlip] })
