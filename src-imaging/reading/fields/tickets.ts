/** Tickets and receipts of the road, the rails and the air, and invoices of other printers than the tax machine. */
import type { LabelledPage } from '../find-values.ts'
import { shapeIn } from '../find-values.ts'
import { around, partOf, type Piece } from '../page-text.ts'
import { accountTail, amount, amountsIn, day, digits, firstOf, pattern, personName, plate, type Shape, timeOfDay, train, weaker } from '../shapes.ts'
import { add, anywhere, type Family, flight, type FoundFields, readIn, upperWithYuan } from './family.ts'

const codes = { invoiceCode: ['发票代码', '票代码'], invoiceNumber: ['发票号码', '票号码'] } as const
const buyerOfETicket = { buyerName: ['购买方名称', '购方名称', '购买方'], buyerTaxId: ['统一社会信用代码', '购买方纳税人识别号', '纳税人识别号', '统一社会信用代码/纳税人识别号'] } as const

/** Two letters and eight digits at most, as railways number their tickets. */
const ticketNumber = pattern(/(?<![A-Za-z\d])([A-Z]\d{0,3}[A-Z]?\d{6,7}|\d{2,3}[A-Z]\d{6,7})(?![A-Za-z\d])/)
const seat = pattern(/(\d{1,2} ?车 ?(?:\d{1,3} ?[A-F]? ?号?(?: ?[上中下]铺?)?|无座))/)
const fare = pattern(/(?:[¥Y羊半]|全价|票价:?) ?(\d+(?:[.,·]\d{1,2})?)|(?<!\d)(?<n>\d+\.\d{1,2})(?= ?元)/)
const maskedId = /(?:\d{6}|\d{10}|\d{14})[\d*×xX]{2,8}\d{2,3}[\dXx]|\d{4,10}\*+\w{3,4}/

/** A fare beside a currency sign or before 元. */
const yuan: Shape = (text) => {
  const shaped = fare(text)
  return shaped && amount(text.slice(shaped.start)) ? amountFrom(text, shaped.start) : null
}

function amountFrom(text: string, start: number) {
  const found = amountsIn(text).find((one) => one.start >= start - 1)
  return found ? { ...found, fit: found.hasSign || found.fit === 1 ? 1 : 0.8 } : null
}

export const railETicket: Family = {
  labels: {
    invoiceNumber: ['发票号码'], date: ['开票日期'], ...buyerOfETicket, amountTotal: ['票价', '退票费', '改签费'], passengerName: ['旅客姓名', '乘车人'], amountTax: ['税额'],
    stop: ['电子客票号', '始发改签', '原票价', '身份证号', '检票', '开车时间', '退票', '买票请到', '国家税务总局'],
  },
  shapes: { invoiceNumber: firstOf(digits(20), weaker(digits(18, 19, 21), 0.4)), amountTotal: amount, date: day },
  linesBelow: 0, also: findJourney,
}

export const trainTicket: Family = {
  labels: { passengerName: ['旅客姓名', '乘车人', '姓名'], stop: ['检票', '限乘', '买票请到', '仅供报销', '票价', '身份证'] },
  linesBelow: 0,
  also: (form, found) => {
    const isHead = (piece: Piece) => piece.top < form.page.top + 0.3 * (form.page.bottom - form.page.top)
    add(found, 'invoiceNumber', [...anywhere(form, ticketNumber, 0.95, isHead), ...anywhere(form, ticketNumber, 0.6, (piece) => !isHead(piece))])
    add(found, 'date', anywhere(form, day, 0.9))
    findJourney(form, found)
  },
}

/** Stations either side of the train's number; passenger after the masked id; seat and fare by their look. */
function findJourney(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  add(found, 'trainNumber', [...anywhere(form, weaker(train, 1), 0.9, (piece) => /^[GDCZTKLYSP] ?\d{1,4} ?次?$/.test(piece.text) || /站 ?[GDCZTKLYSP]?\d{1,4}/.test(piece.text)), ...anywhere(form, train, 0.7, (piece) => /^[GDCZTKLYSP]?\d{1,4} ?次$|^[GDCZTKLYSP]\d{1,4}/.test(piece.text))])
  addStations(form, found)
  add(found, 'seat', anywhere(form, seat, 0.9))
  add(found, 'seat', page.pieces.flatMap((piece) => readIn([piece, ...page.rightOf(piece).slice(0, 1)], seat, 0.7)))
  add(found, 'amountTotal', anywhere(form, yuan, 0.8))
  add(found, 'amountTotal', page.pieces.filter((piece) => /^[¥Y羊]$/.test(piece.text)).flatMap((piece) => readIn([piece, ...page.rightOf(piece).slice(0, 1)], yuan, 0.8)))
  add(found, 'boardingTime', anywhere(form, timeOfDay, 0.8, (piece) => /开|\d ?日/.test(piece.text) || page.rightOf(piece)[0]?.text.startsWith('开') === true))
  for (const piece of page.matching(maskedId)) {
    const match = maskedId.exec(piece.text)!
    const rest = partOf(piece, match.index + match[0].length, piece.text.length)
    const after = rest.text.trim() !== '' && rest !== piece ? [rest] : page.rightOf(piece).slice(0, 1)
    const nearBy = [...after, ...page.pieces.filter((other) => other !== piece && Math.abs(other.top - piece.top) < 3 * page.lineHeightPx && /^[\u4e00-\u9fff·]{2,4}$/.test(other.text))]
    nearBy.forEach((one, i) => {
      const name = shapeIn([one], personName)
      if (name && !/检票|限乘|当日|有效|买票|仅供|报销|座|网|祝|售/.test(name.found.value)) add(found, 'passengerName', [{ ...name.found, rank: i === 0 && after.length > 0 ? 0.95 : 0.6 }])
    })
  }
}

/** The two station names of the row that names most of them, 站 joined to its name where it is set apart; else what flanks the train's number. */
function addStations(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  const best = page.rows().map((row) => stationsIn(row)).find((stations) => stations.length >= 2)
  if (best) {
    add(found, 'fromStation', [{ ...best[0]!, rank: 0.9 }])
    add(found, 'toStation', [{ ...best.at(-1)!, rank: 0.9 }])
    return
  }
  const number = page.pieces.find((piece) => found.trainNumber?.some((reading) => reading.boxPx === piece.boxPx) || /^[GDCZTKLYSP] ?\d{1,4} ?次?$/.test(piece.text))
  if (!number) return
  const row = page.rowOf(number).filter((piece) => /^[\u4e00-\u9fff]{2,6}$/.test(piece.text.replace(/ /g, '')))
  const left = row.filter((piece) => piece.right < (number.left + number.right) / 2).at(-1)
  const right = row.find((piece) => piece.left > (number.left + number.right) / 2)
  if (left) add(found, 'fromStation', [{ value: left.text.replace(/ /g, ''), score: left.score, boxPx: left.boxPx, rank: 0.8 }])
  if (right) add(found, 'toStation', [{ value: right.text.replace(/ /g, ''), score: right.score, boxPx: right.boxPx, rank: 0.8 }])
}

function stationsIn(row: Piece[]): { value: string; score: number; boxPx: Piece['boxPx'] }[] {
  return row.flatMap((piece, i) => {
    if (/^站$/.test(piece.text)) {
      const name = row[i - 1]
      return name && /^[\u4e00-\u9fff ]{1,8}$/.test(name.text) && !name.text.endsWith('站') ? [{ value: `${name.text}站`.replace(/ /g, ''), score: Math.min(name.score, piece.score), boxPx: around([name, piece]) }] : []
    }
    return [...piece.text.matchAll(/[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){0,6} ?站(?! ?售)/g)].map((match) => ({ value: match[0].replace(/ /g, ''), score: piece.score, boxPx: partOf(piece, match.index, match.index + match[0].length).boxPx }))
  })
}

export const airETicket: Family = {
  labels: {
    invoiceNumber: ['发票号码'], date: ['填开日期', '开票日期'], ...buyerOfETicket, passengerName: ['旅客姓名'], amountTotal: ['合计'], amountNet: ['票价'], amountTax: ['增值税税额', '增值税额', '税额'],
    trainNumber: ['航班号'], fromStation: ['自:', '自FROM', '始发地', '出发'], toStation: ['至:', '至TO', '目的地', '到达'],
    stop: ['有效身份证件号码', '签注', '承运人', '座位等级', '日期', '时间', '客票级别', '客票类别', '客票生效日期', '有效截止日期', '免费行李', '燃油附加费', '增值税税率', '民航发展基金', '其他税费', '电子客票号码', '验证码', '提示信息', '保险费', '销售网点代号', '填开单位', '国内国际标识', '开票状态', '售票单位代码'],
  },
  shapes: { invoiceNumber: firstOf(digits(20), weaker(digits(18, 19, 21), 0.4)), trainNumber: flight }, linesBelow: 4, also: findFlight,
}

export const airItinerary: Family = {
  labels: {
    invoiceNumber: ['电子客票号码', '电子客票号', '客票号码', 'E-TICKETNO', '印刷序号', '印刷号码'], date: ['填开日期', '日期'], passengerName: ['旅客姓名'], amountTotal: ['合计'], amountNet: ['票价'],
    trainNumber: ['航班号', '航班'], fromStation: ['自FROM', '自:', '自'], toStation: ['至TO', '至:', '至'], checkCode: ['验证码'],
    stop: ['有效身份证件号码', '签注', '承运人', '座位等级', '时间', '客票级别', '客票类别', '客票生效日期', '有效截止日期', '免费行李', '燃油附加费', '民航发展基金', '其他税费', '提示信息', '保险费', '销售单位代号', '填开单位'],
  },
  shapes: { invoiceNumber: firstOf(pattern(/(?<!\d)(\d{3}[- ]?\d{10}|\d{11,13})(?!\d)/)), trainNumber: flight, checkCode: pattern(/(?<!\d)(\d{4})(?!\d)/) }, linesBelow: 4, also: findFlight,
}

function findFlight(form: LabelledPage, found: FoundFields): void {
  if (!found.trainNumber) add(found, 'trainNumber', anywhere(form, flight, 0.7))
}

export const taxi: Family = {
  labels: {
    ...codes, plateNumber: ['车号', '车牌号', '车牌'], date: ['日期', '乘车日期'], boardingTime: ['上车', '上车时间', '上车时刻'], alightingTime: ['下车', '下车时间', '下车时刻'], distance: ['里程', '计程里程', '总里程'],
    amountTotal: ['金额', '实收金额', '总金额', '合计金额', '应收金额'], time: ['时间', '乘车时间'], stop: ['单价', '等候', '等候时间', '状态', '证号', '电话', '卡号', '原额', '余额', '监督电话', '燃油附加费', '公司', '工号', '低速'],
  },
  linesBelow: 1,
  also: (form, found) => {
    if (!found.plateNumber) add(found, 'plateNumber', anywhere(form, plate, 0.7))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    const range = pattern(/((?:[01]?\d|2[0-3]) ?[:;] ?[0-5]\d) ?[-—~至] ?(?:[01]?\d|2[0-3]) ?[:;] ?[0-5]\d/)
    for (const piece of form.page.pieces) {
      const both = shapeIn([piece], range)
      if (!both) continue
      const times = [...piece.text.matchAll(/\d{1,2} ?[:;] ?\d{2}/g)].map((match) => shapeIn([partOf(piece, match.index, match.index + match[0].length)], timeOfDay))
      if (times[0]) add(found, 'boardingTime', [{ ...times[0].found, rank: 0.75 }])
      if (times[1]) add(found, 'alightingTime', [{ ...times[1].found, rank: 0.75 }])
    }
  },
}

const busOrToll = { stop: ['座号', '车次', '班次', '检票口', '监制', '收费员', '车型', '车类', '入口时间', '出口时间', '通行时间', '存根', '车种', '客票', '身份证', '保险', '备注', '工号', '轴数', '车牌'] } as const

export const bus: Family = {
  labels: { ...codes, ...busOrToll, date: ['乘车日期', '发车日期', '开车日期', '日期', '开票日期'], fromStation: ['始发站', '起点站', '发站', '上车站', '乘车站', '起站', '起点', '始发'], toStation: ['终点站', '到站', '到达站', '终到站', '下车站', '止站', '终点', '到达'], amountTotal: ['票价', '金额', '全价', '合计'], boardingTime: ['发车时间', '开车时间', '乘车时间', '时间'], passengerName: ['旅客姓名', '姓名', '乘车人'], seat: ['座号', '座位号', '座位'], trainNumber: ['车次', '班次'], plateNumber: ['车牌号', '车号'] },
  shapes: { trainNumber: pattern(/^ ?([A-Z]{0,3}\d{1,6})/), seat: pattern(/^ ?(\d{1,3}[A-F]?号?)/) },
  linesBelow: 2,
  also: (form, found) => {
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    addRoute(form, found)
    if (!found.amountTotal) add(found, 'amountTotal', anywhere(form, yuan, 0.7))
  },
}

export const toll: Family = {
  labels: { ...codes, ...busOrToll, date: ['通行日期', '日期', '开票日期', '通行时间', '出口时间'], fromStation: ['入口站', '入口', '入口收费站', '入站', '起点'], toStation: ['出口站', '出口', '出口收费站', '出站', '终点', '收费站'], amountTotal: ['金额', '收费金额', '通行费', '通行费金额', '实收金额', '合计'], plateNumber: ['车牌号', '车牌', '车号'], amountTotalUpper: ['大写'] },
  linesBelow: 2,
  also: (form, found) => {
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    addRoute(form, found)
    if (!found.amountTotal) add(found, 'amountTotal', anywhere(form, yuan, 0.7))
  },
}

/** "云州客运站 至 青龙站", an arrow or a dash between two names. */
function addRoute(form: LabelledPage, found: FoundFields): void {
  const route = /^(.{0,4}?)([\u4e00-\u9fff][\u4e00-\u9fff ]{1,9}) ?(?:至|到|→|—+|-+>?|=+>?|～|~) ?([\u4e00-\u9fff][\u4e00-\u9fff ]{1,9})$/
  for (const piece of form.page.pieces) {
    const match = route.exec(piece.text)
    if (!match) continue
    const [from, to] = [match[2]!, match[3]!].map((name) => name.replace(/ /g, ''))
    if (!found.fromStation) add(found, 'fromStation', [{ value: from!, score: piece.score, boxPx: piece.boxPx, rank: 0.6 }])
    if (!found.toStation) add(found, 'toStation', [{ value: to!, score: piece.score, boxPx: piece.boxPx, rank: 0.6 }])
  }
}

export const quota: Family = {
  labels: { ...codes, sellerName: ['收款单位', '收款方', '开票单位'], date: ['开票日期', '日期'], amountTotalUpper: ['金额', '票面金额', '人民币'], stop: ['盖章', '密码', '兑奖', '付款单位', '付款方', '地址'] },
  also: (form, found) => addUpperAsTotal(form, found),
}

/** A fixed sum is often printed in words alone; its figures are what the words say. */
function addUpperAsTotal(form: LabelledPage, found: FoundFields): void {
  add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.8))
  add(found, 'amountTotal', anywhere(form, yuan, 0.7))
}

export const roll: Family = {
  labels: {
    ...codes, checkCode: ['校验码', '验码'], date: ['开票日期'], sellerName: ['销售方名称', '销方名称', '销货单位', '收款单位', '销售方'], sellerTaxId: ['销售方纳税人识别号', '销方税号', '销售方识别号', '销售方税号', '纳税人识别号', '税号'], buyerName: ['购买方名称', '购方名称', '付款单位', '购买方', '付款方'], buyerTaxId: ['购买方纳税人识别号', '购方税号', '购买方识别号', '购买方税号', '购买方税号/统一社会信用代码'],
    amountTotal: ['合计金额(小写)', '小写', '合计金额', '金额合计', '总计', '合计'], amountTotalUpper: ['合计金额(大写)', '大写', '金额大写'], stop: ['机打号码', '机器编号', '收款员', '项目', '单价', '数量', '金额', '收款人', '开票人', '备注', '密码区'],
  },
  linesBelow: 1,
  also: (form, found) => add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6)),
}

export const machine: Family = {
  labels: {
    ...codes, date: ['开票日期', '日期'], buyerName: ['付款方名称', '付款单位', '付款方', '付款单位(个人)', '购买方名称', '购方名称', '付款人', '客户名称', '顾客名称', '付款户名'], buyerTaxId: ['付款方识别号', '付款方纳税人识别号', '付款方税号', '购买方识别号', '购方税号'], sellerName: ['收款方名称', '收款单位', '收款方', '开票单位', '销售方名称', '销方名称', '收款单位名称', '开票单位名称'], sellerTaxId: ['收款方识别号', '收款方纳税人识别号', '收款方税号', '开票单位税号', '销售方识别号', '税务登记号', '纳税人识别号', '税号'],
    amountTotal: ['小写', '合计(小写)', '金额合计', '合计金额', '小写合计', '合计', '总计'], amountTotalUpper: ['大写', '合计(大写)', '合计人民币(大写)', '人民币大写', '金额大写', '大写合计'], checkCode: ['校验码', '防伪码'], stop: ['机打代码', '机打号码', '机打票号', '机器编号', '行业分类', '项目', '单价', '数量', '金额', '规格', '单位', '开票人', '收款员', '收款人', '备注', '附注', '税控码', '查验码', '发票专用章', '身份证号', '密码', '联系电话', '地址'],
  },
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
  },
}

export const cardSlip: Family = {
  labels: {
    sellerName: ['商户名称', '特约商户名称', '特约商户', '商户名'], accountTail: ['卡号', '银行卡号', '卡号(CARDNUMBER)', 'CARDNO', '交易卡号', '付款卡号'], date: ['日期/时间', '日期时间', '交易时间', '交易日期', '日期', 'DATE/TIME', 'DATETIME'], amountTotal: ['交易金额', '金额', '消费金额', 'AMOUNT', '总计', '实付金额'],
    stop: ['商户编号', '商户号', '终端编号', '终端号', '操作员', '发卡行', '收单行', '发卡机构', '收单机构', '交易类型', '交易类别', '有效期', '批次号', '凭证号', '授权码', '参考号', '备注', '持卡人签名', '流水号', '小费', '卡类型'],
  },
  shapes: { accountTail: firstOf(accountTail, pattern(/(\d{4})(?!\d)/, 0.5)) }, linesBelow: 1,
  also: (form, found) => {
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    if (!found.amountTotal) add(found, 'amountTotal', anywhere(form, yuan, 0.7))
    if (!found.accountTail) add(found, 'accountTail', anywhere(form, accountTail, 0.6, (piece) => /\*{3,}/.test(piece.text)))
  },
}
