/** Receipts of public bodies and banks, hotels' bills, and the papers of an office. */
import type { LabelTable } from '../find-values.ts'
import { type LabelledPage, shapeIn } from '../find-values.ts'
import { accountTail, amount, amountsIn, day, digitsNear, partyName, pattern, type Shape } from '../shapes.ts'
import { add, anywhere, type Family, type FoundFields, readIn, type Reading, upperWithYuan } from './family.ts'

const fiscalLabels: LabelTable = {
  invoiceCode: ['票据代码', '代码'], invoiceNumber: ['票据号码', '号码', '票据号', 'No.', 'NO.', '№'], checkCode: ['校验码', '校验码:'], date: ['开票日期', '开具日期', '收费日期', '日期', '填开日期', '收款日期', '填制日期'], buyerName: ['交款人', '交款人名称', '缴款人', '缴款人名称', '交款单位', '缴款单位', '交款单位或个人', '姓名', '患者姓名', '今收到', '缴费单位', '缴费人', '捐赠人', '捐赠方', '付款单位', '付款人', '付款方', '缴款方', '缴款单位(人)', '交款方'], buyerTaxId: ['交款人统一社会信用代码', '缴款人统一社会信用代码', '统一社会信用代码'],
  sellerName: ['收款单位(章)', '收款单位', '收费单位', '执收单位', '收款单位名称', '执收单位名称'], amountTotal: ['小写', '金额合计(小写)', '合计(小写)', '金额合计', '合计金额', '合计', '总计'], amountTotalUpper: ['大写', '金额合计(大写)', '合计(大写)', '合计人民币(大写)', '人民币(大写)'],
  stop: ['编码', '项目编码', '项目名称', '收入项目名称', '收缴标准', '单位', '数量', '标准', '金额(元)', '金额', '备注', '复核人', '收款人', '其他信息', '业务流水号', '门诊号', '住院号', '就诊日期', '医疗机构类型', '医保类型', '医保编号', '性别', '医保统筹基金支付', '其他支付', '个人账户支付', '个人现金支付', '个人自付', '个人自费', '执收单位编码', '票据监制', '国标码', '住院科别', '科室', '科别', '医保支付', '个人缴费', '收费员', '收费项目', '病历号', '住院时间', '预缴金额', '开票人', '经办人', '缴款码', '附加信息'],
}

/** 财政电子票据: code 8, number 10, check code 6. */
export const fiscal: Family = {
  labels: fiscalLabels,
  shapes: { invoiceCode: digitsNear(8, 8, 12), invoiceNumber: digitsNear(10, 8, 12), checkCode: pattern(/(?<![A-Za-z\d])([0-9a-zA-Z]{6})(?![A-Za-z\d])/) },
  linesBelow: 0,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    // The sum in figures stands in the row of the words, with or without a label.
    for (const piece of form.page.pieces.filter((one) => readIn([one], upperWithYuan, 1).length > 0)) add(found, 'amountTotal', [piece, ...form.page.rightOf(piece)].flatMap((one) => readIn([one], amountWithPoint, 0.6)))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
  },
}

export const bankSlip: Family = {
  labels: {
    date: ['交易日期', '交易时间', '记账日期', '入账日期', '日期', '回单日期', '业务日期', '委托日期', '打印日期'], buyerName: ['付款人户名', '付款人名称', '付款方户名', '付款人全称', '付款方名称', '付款户名', '付款账户名称', '付款单位'], sellerName: ['收款人户名', '收款人名称', '收款方户名', '收款人全称', '收款方名称', '收款户名', '收款账户名称', '收款单位'],
    payerAccount: ['付款人账号', '付款账号', '付款方账号', '付款人帐号', '付款卡号', '付款账户'], payeeAccount: ['收款人账号', '收款账号', '收款方账号', '收款人帐号', '收款卡号', '收款账户'], name: ['户名', '全称', '名称', '账户名称', '单位名称'], account: ['账号', '帐号', '卡号'],
    amountTotal: ['小写', '金额(小写)', '交易金额', '金额', '转账金额', '付款金额', '汇款金额', '小写金额', '金额小写'], amountTotalUpper: ['大写', '金额(大写)', '人民币(大写)', '大写金额', '金额大写', '金额'], buyerSide: ['付款人', '付款方'], sellerSide: ['收款人', '收款方'],
    stop: ['开户行', '开户银行', '开户行名称', '摘要', '用途', '附言', '业务类型', '交易流水号', '流水号', '回单编号', '币种', '手续费', '凭证种类', '凭证号码', '交易机构', '操作柜员', '记账柜员', '验证码', '回单验证码', '打印次数', '客户号', '渠道', '备注', '业务种类', '行号', '汇款行'],
  },
  linesBelow: 0, also: findBankParties,
}

const amountWithPoint: Shape = (text) => amountsIn(text).find((one) => one.hasDecimals) ?? null

/** 户名 and 账号 twice: the payer's first — upper or left — unless words beside them say otherwise. */
function findBankParties(form: LabelledPage, found: FoundFields): void {
  const names = form.labels('name').flatMap((label) => form.candidatesOf(label, partyName, 0).slice(0, 1))
  const accounts = form.labels('account').flatMap((label) => form.candidatesOf(label, accountTail, 0).slice(0, 1))
  const order = <T extends Reading>(list: T[]) => list.toSorted((a, b) => (Math.abs(a.boxPx[0][1] - b.boxPx[0][1]) < form.page.lineHeightPx ? a.boxPx[0][0] - b.boxPx[0][0] : a.boxPx[0][1] - b.boxPx[0][1]))
  const isSellerFirst = sellerStandsFirst(form)
  const [firstName, secondName] = order(names)
  if (firstName && secondName) {
    add(found, isSellerFirst ? 'sellerName' : 'buyerName', [{ ...firstName, rank: 0.7 }])
    add(found, isSellerFirst ? 'buyerName' : 'sellerName', [{ ...secondName, rank: 0.7 }])
  }
  const payers = form.candidates('payerAccount', accountTail, 0)
  add(found, 'accountTail', payers)
  const ordered = order(accounts)
  const payer = isSellerFirst ? ordered[1] : ordered[0]
  if (payer) add(found, 'accountTail', [{ ...payer, rank: 0.7 }])
  for (const [name, key] of [['buyerName', 'buyerSide'], ['sellerName', 'sellerSide']] as const) if (!found[name]) add(found, name, form.candidates(key, partyName, 0).map((one) => ({ ...one, rank: one.rank * 0.8 })))
  add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
  if (!found.date) add(found, 'date', anywhere(form, day, 0.6))
}

function sellerStandsFirst(form: LabelledPage): boolean {
  const [payer, payee] = [form.page.matching(/^付/)[0], form.page.matching(/^收 ?款? ?[人方]?$/)[0]]
  return payer !== undefined && payee !== undefined && (payee.bottom < payer.top || (Math.abs(payee.top - payer.top) < form.page.lineHeightPx && payee.right < payer.left))
}

export const hotelBill: Family = {
  labels: {
    date: ['离店日期', '退房日期', '结账日期', '打印日期', '日期', '离店时间', '账单日期', '结算日期'], passengerName: ['客人姓名', '宾客姓名', '住客姓名', '姓名', '入住人', '旅客姓名', '住客', '宾客'], sellerName: ['酒店名称', '宾馆名称', '收款单位', '酒店', '商户名称'], amountTotal: ['合计', '总计', '消费合计', '应付金额', '总金额', '应收金额', '合计金额', '费用合计', '房费合计', '结算金额', '实收金额'], amountTotalUpper: ['大写', '合计(大写)', '金额大写'], buyerName: ['单位名称', '公司名称', '单位', '付款单位'],
    stop: ['入住日期', '到店日期', '抵店日期', '房号', '房间号', '房型', '房价', '天数', '间夜', '账号', '单号', '项目', '摘要', '借方', '贷方', '金额', '备注', '客人签名', '宾客签名', '收银员', '操作员', '电话', '地址', '人数', '押金', '余额', '数量', '单价', '班次', '账单号', '预付'],
  },
  linesBelow: 1,
  also: (form, found) => {
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
    if (!found.sellerName) addHeading(form, found)
  },
}

const house = /[\u4e00-\u9fff]{2,}(?:酒店|宾馆|饭店|旅馆|招待所|大酒店|公寓|客栈|山庄|民宿|度假村|有限公司|会议中心)/
/** A hotel signs its bill with its name at the head. */
function addHeading(form: LabelledPage, found: FoundFields): void {
  const piece = form.page.pieces.filter((one) => house.test(one.text.replace(/ /g, ''))).sort((a, b) => a.top - b.top)[0]
  if (!piece) return
  const bare = piece.text.replace(/ /g, '')
  const name = /^(.*?(?:酒店|宾馆|饭店|旅馆|招待所|公寓|客栈|山庄|民宿|度假村|会议中心)(?:管理)?(?:有限(?:责任)?公司)?|.*?公司)/.exec(bare)?.[1] ?? bare
  add(found, 'sellerName', [{ value: name, score: piece.score, boxPx: piece.boxPx, rank: 0.6 }])
}

const officeStops = ['地址', '法定代表人', '委托代理人', '授权代表', '联系人', '联系电话', '电话', '传真', '开户行', '开户银行', '账号', '签字', '盖章', '签订地点', '税号', '统一社会信用代码', '邮编', '部门', '经办人', '审核', '备注', '用途', '附件', '验收人', '验收意见', '申请人', '领导', '财务', '事由', '项目名称', '预算项目', '负责人']

export const contract: Family = {
  labels: {
    contractNumber: ['合同编号', '合同号', '编号', '协议编号'], date: ['签订日期', '签订时间', '签署日期', '日期', '签约日期'], buyerName: ['甲方(采购人)', '甲方(买方)', '甲方(委托方)', '甲方(采购方)', '甲方(发包人)', '甲方', '采购人', '采购方', '买方', '需方', '委托方', '发包人'], sellerName: ['乙方(供应商)', '乙方(卖方)', '乙方(受托方)', '乙方(供货方)', '乙方(承包人)', '乙方', '供应商', '卖方', '供方', '受托方', '承包人'],
    amountTotal: ['小写', '合同总价', '合同金额', '合同总金额', '总价', '总金额', '合同价款', '合计', '价款'], amountTotalUpper: ['大写', '人民币(大写)', '人民币大写', '人民币'], stop: officeStops,
  },
  shapes: { contractNumber: pattern(/^[ :]*([A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff\-—–_/()（）〔〕[\]]{3,30}号?)/), amountTotal: money },
  linesBelow: 0,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    add(found, 'amountTotal', anywhere(form, signed, 0.45))
    if (!found.date) add(found, 'date', form.page.pieces.filter((piece) => shapeIn([piece], day)).toSorted((a, b) => b.top - a.top).flatMap((piece) => readIn([piece], day, 0.5)))
  },
}

/** An amount in running text: with its currency sign or 元 behind it. */
function signed(text: string): ReturnType<Shape> {
  return amountsIn(text).find((one) => one.hasSign || /^ ?元/.test(text.slice(one.end))) ?? null
}

function money(text: string): ReturnType<Shape> {
  return signed(text) ?? amount(text)
}

const officeLabels: LabelTable = {
  date: ['申请日期', '填报日期', '报销日期', '填制日期', '填表日期', '制单日期', '验收日期', '验收时间', '会议时间', '会议日期', '时间', '日期', '培训时间', '活动时间', '签到日期', '签到时间', '填单日期', '申请时间'], amountTotal: ['小写', '金额(小写)', '合计金额', '报销金额', '申请金额', '验收金额', '合同金额', '预算金额', '经费预算', '总金额', '合计', '金额', '报销总额', '合计(小写)', '总计'], amountTotalUpper: ['大写', '金额(大写)', '合计(大写)', '人民币(大写)', '金额大写', '合计金额(大写)', '报销金额(大写)', '合计人民币(大写)'],
  buyerName: ['采购单位', '采购人', '使用单位', '验收单位', '甲方', '采购方', '需方', '申请单位', '报销单位', '主办单位', '单位名称'], sellerName: ['供应商', '供货单位', '供货商', '供方', '乙方', '供应商名称', '承建单位', '施工单位', '中标供应商', '收款单位', '收款人', '供货方'], contractNumber: ['合同编号', '合同号'], stop: officeStops,
}

export const office: Family = {
  labels: officeLabels, shapes: { amountTotal: money, contractNumber: pattern(/^[ :]*([A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff\-—–_/()（）〔〕[\]]{3,30}号?)/) }, linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
  },
}

