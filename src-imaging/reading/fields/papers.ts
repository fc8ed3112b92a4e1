/** Receipts of public bodies and banks, hotels' bills, and the papers of an office. */
import type { LabelTable } from '../find-values.ts'
import { type LabelledPage, shapeIn } from '../find-values.ts'
import { accountTail, amount, amountsIn, day, digitsNear, partyName, pattern, type Shape } from '../shapes.ts'
import { add, addHouse, addSumBesideWords, anywhere, type Family, type FoundFields, orElse, readIn, type Reading, upperWithYuan, yuan } from './family.ts'

const fiscalLabels: LabelTable = {
  invoiceCode: ['票据代码', '代码', '电子票据代码', '收据代码', '票号代码'], invoiceNumber: ['票据号码', '号码', '电子票据号码', '票据号', '收据号码', '票据编号', '编号', '票号', 'No.', 'NO.', '№'], checkCode: ['校验码', '检验码', '验证码', '电子票据校验码', '防伪码', '校验号', '验证号', '查验码', '查验号', '校验', '随机码', '票据校验码'], date: ['开票日期', '开具日期', '收费日期', '日期', '填开日期', '收款日期', '填制日期'], buyerName: ['交款人', '交款人名称', '缴款人', '缴款人名称', '交款单位', '缴款单位', '交款单位或个人', '姓名', '患者姓名', '病人姓名', '患者', '病人', '就诊人', '就诊人姓名', '今收到', '付款人名称', '缴款人全称', '付款人全称', '缴款人姓名', '缴费人姓名', '学生姓名', '缴费单位', '缴费人', '捐赠人', '捐赠方', '付款单位', '付款人', '付款方', '缴款方', '缴款单位(人)', '交款方'], buyerTaxId: ['交款人统一社会信用代码', '缴款人统一社会信用代码', '统一社会信用代码'],
  sellerName: ['收款单位(章)', '收款单位', '收费单位', '执收单位', '收款单位名称', '执收单位名称', '医疗机构', '医疗机构名称', '医院名称', '开票单位', '单位名称', '收款方', '收费单位名称', '就诊医院', '医院', '收款机构', '医疗单位', '收款人全称', '受赠单位', '单位盖章', '收款单位公章'], amountTotal: ['小写', '金额合计(小写)', '合计(小写)', '金额合计', '合计金额', '合计', '总计', '总金额', '费用总额', '医疗费总额', '总费用', '费用合计', '医疗费用总额', '应收金额', '实收金额', '总额', '金额总计', '合计小写', '¥'], amountTotalUpper: ['大写', '金额合计(大写)', '合计(大写)', '合计人民币(大写)', '人民币(大写)'],
  stop: ['编码', '项目编码', '项目名称', '收入项目名称', '收缴标准', '单位', '数量', '标准', '金额(元)', '金额', '备注', '复核人', '收款人', '其他信息', '业务流水号', '门诊号', '住院号', '就诊日期', '医疗机构类型', '医保类型', '医保编号', '性别', '医保统筹基金支付', '其他支付', '个人账户支付', '个人现金支付', '个人自付', '个人自费', '执收单位编码', '票据监制', '国标码', '住院科别', '科室', '科别', '医保支付', '个人缴费', '收费员', '收费项目', '病历号', '住院时间', '预缴金额', '开票人', '经办人', '缴款码', '附加信息'],
}

/** 财政电子票据: code 8, number 10, check code 6. */
export const fiscal: Family = {
  labels: fiscalLabels,
  shapes: { invoiceCode: digitsNear(8, 8, 12), invoiceNumber: digitsNear(10, 8, 12), checkCode: pattern(/(?<![A-Za-z\d])([0-9a-zA-Z]{6})(?![A-Za-z\d])/) },
  linesBelow: 1,
  also: (form, found) => {
    orElse(found, 'checkCode', anywhere(form, pattern(/(?:校|检|验)[^ ]{0,4} ?[:;]? ?([0-9a-zA-Z]{6})(?![0-9a-zA-Z])/), 0.6))
    addFiscalNumbers(form, found)
    addInstitution(form, found)
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', anywhere(form, yuan, 0.5))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
  },
}

export const bankSlip: Family = {
  labels: {
    date: ['交易日期', '交易时间', '记账日期', '入账日期', '日期', '回单日期', '业务日期', '委托日期', '打印日期'], buyerName: ['付款人户名', '付款人名称', '付款方户名', '付款人全称', '付款方名称', '付款户名', '付款账户名称', '付款单位', '付款人账户名称', '付款单位名称', '付方户名', '付方名称', '汇款人名称', '汇款人户名', '汇款人全称', '付款账户户名', '借方户名', '付款人单位名称', '出票人全称', '转出户名', '转出账户名称', '付款单位全称', '付款方全称', '付款方开户名称', '付款人姓名', '付款账号户名', '付款户', '账户户名', '付款方户名称', '本方户名', '本方账户名', '本方账户名称', '我方户名', '付款账户名', '付款人户名/名称', '客户名称', '付款人账户名'], sellerName: ['收款人户名', '收款人名称', '收款方户名', '收款人全称', '收款方名称', '收款户名', '收款账户名称', '收款单位', '收款人账户名称', '收款单位名称', '收方户名', '收方名称', '收款账户户名', '贷方户名', '收款人单位名称', '转入户名', '转入账户名称', '收款单位全称', '收款方全称', '收款方开户名称', '收款人姓名', '收款账号户名', '收款户', '收款方户名称', '对方户名', '对方账户名', '对方账户名称', '对方名称', '收款账户名', '收款人户名/名称', '收款人账户名'],
    payerAccount: ['本方账号', '本方账户', '客户账号', '付款人账号', '付款账号', '付款方账号', '付款人帐号', '付款卡号', '付款账户', '付方账号', '汇款人账号', '借方账号', '转出账号', '付款账(卡)号'], payeeAccount: ['对方账号', '对方账户', '收款人账号', '收款账号', '收款方账号', '收款人帐号', '收款卡号', '收款账户', '收方账号', '贷方账号', '转入账号', '收款账(卡)号'], name: ['户名', '全称', '名称', '账户名称', '单位名称'], account: ['账号', '帐号', '卡号'],
    amountTotal: ['小写', '金额(小写)', '交易金额', '金额', '转账金额', '付款金额', '汇款金额', '小写金额', '金额小写', '支付金额', '发生额', '交易额', '金额合计', '划款金额', '实付金额', '转出金额', '合计金额', '合计'], amountTotalUpper: ['大写', '金额(大写)', '人民币(大写)', '大写金额', '金额大写', '金额'], buyerSide: ['付款人', '付款方', '汇款人', '付方', '付款'], sellerSide: ['收款人', '收款方', '收方', '收款'],
    stop: ['开户行', '开户银行', '开户行名称', '摘要', '用途', '附言', '业务类型', '交易流水号', '流水号', '回单编号', '币种', '手续费', '凭证种类', '凭证号码', '交易机构', '操作柜员', '记账柜员', '验证码', '回单验证码', '打印次数', '客户号', '渠道', '备注', '业务种类', '行号', '汇款行'],
  },
  linesBelow: 0, also: findBankParties,
}

/** Preprinted without a label, at the head: eight digits, ten digits. */
function addFiscalNumbers(form: LabelledPage, found: FoundFields): void {
  const isHead = (piece: { bottom: number }) => piece.bottom < form.page.top + 0.45 * (form.page.bottom - form.page.top)
  for (const [name, length] of [['invoiceCode', 8], ['invoiceNumber', 10]] as const) orElse(found, name, anywhere(form, pattern(new RegExp(`^[^\\d]{0,4}(\\d{${length}})$`)), 0.6, (piece) => isHead(piece) && !form.opensWithLabel(piece)))
}

/** Who took the money, where no label was read: the institution named last on the page. */
function addInstitution(form: LabelledPage, found: FoundFields): void {
  const institution = /^[\u4e00-\u9fff（）()]{2,}(?:医院|卫生院|保健院|卫生服务中心|学校|大学|学院|中学|小学|中心|局|委员会|法院|管理站|管理处|协会|学会|研究院|研究所|支队|大队)$/
  const last = form.page.pieces.filter((piece) => institution.test(piece.text.replace(/ /g, '')) && !found.buyerName?.some(({ value }) => value === piece.text)).sort((a, b) => b.top - a.top)[0]
  if (last) orElse(found, 'sellerName', readIn([last], partyName, 0.5))
}

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
  addNamedInOrder(form, found)
  add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
  orElse(found, 'amountTotal', anywhere(form, yuan, 0.61))
  orElse(found, 'date', anywhere(form, day, 0.6))
}

/** Without labels that were read: who pays is named before who is paid; the bank's own names do not count. */
function addNamedInOrder(form: LabelledPage, found: FoundFields): void {
  if (found.buyerName && found.sellerName) return
  const named = form.page.pieces.filter((piece) => !form.opensWithLabel(piece) && !/银行|支行|信用社|农商行|专用章|回单|[,，。:]/.test(piece.text) && partyName(piece.text)?.fit === 1 && piece.text.length >= 5)
    .toSorted((a, b) => (Math.abs(a.top - b.top) < form.page.lineHeightPx ? a.left - b.left : a.top - b.top))
  if (named.length < 2) return
  orElse(found, 'buyerName', readIn([named[0]!], partyName, 0.45))
  orElse(found, 'sellerName', readIn([named[1]!], partyName, 0.45))
}

function sellerStandsFirst(form: LabelledPage): boolean {
  const [payer, payee] = [form.page.matching(/^付/)[0], form.page.matching(/^收 ?款? ?[人方]?$/)[0]]
  return payer !== undefined && payee !== undefined && (payee.bottom < payer.top || (Math.abs(payee.top - payer.top) < form.page.lineHeightPx && payee.right < payer.left))
}

export const hotelBill: Family = {
  labels: {
    date: ['离店日期', '退房日期', '离店时间', '离店', '退房', '退房时间', '结账日期', '结账时间', '离开日期', '离开', '账单日期', '结算日期', '打印日期', '日期'], passengerName: ['客人姓名', '宾客姓名', '住客姓名', '姓名', '入住人', '入住人姓名', '旅客姓名', '住客', '宾客', '客人', '客户姓名', '登记人', '住宿人', 'GUESTNAME', 'NAME'], sellerName: ['酒店名称', '宾馆名称', '收款单位', '商户名称', '开票单位', '住宿酒店', '住宿宾馆'], amountTotal: ['合计', '总计', '消费合计', '应付金额', '总金额', '应收金额', '合计金额', '费用合计', '房费合计', '结算金额', '实收金额', '消费总额', '总额', '应付', '应付款', '结账金额合计', '总计金额', '消费金额合计', '实付', '实付金额', '结账总额', '应收', '实收', '结账金额', '合计消费', '小写', '应付合计', '总消费', 'TOTAL', 'BALANCE', '金额合计', '共计'], amountTotalUpper: ['大写', '合计(大写)', '金额大写', '人民币', '人民币大写', '人民币(大写)', '合计大写', '大写金额'], buyerName: ['单位名称', '公司名称', '单位', '付款单位', '协议单位', '挂账单位', '客户单位', '公司'],
    stop: ['入住日期', '到店日期', '抵店日期', '来店日期', '来店时间', '抵达日期', '抵达时间', '到达日期', '到达时间', '营业日期', '发生日期', '预离日期', '入住时间', '抵店时间', '到店时间', '入住', '到店', '抵店', '房号', '房间号', '房型', '房价', '天数', '间夜', '账号', '单号', '项目', '摘要', '借方', '贷方', '金额', '备注', '客人签名', '宾客签名', '收银员', '操作员', '电话', '地址', '人数', '押金', '余额', '数量', '单价', '班次', '账单号', '预付'],
  },
  linesBelow: 1,
  also: (form, found) => {
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
    orElse(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    if (!found.sellerName) addHouse(form, found)
  },
}

const officeStops = ['地址', '法定代表人', '委托代理人', '授权代表', '联系人', '联系电话', '电话', '传真', '开户行', '开户银行', '账号', '签字', '盖章', '签订地点', '税号', '统一社会信用代码', '邮编', '部门', '经办人', '审核', '备注', '用途', '附件', '验收人', '验收意见', '申请人', '领导', '财务', '事由', '项目名称', '预算项目', '负责人']

/** Letters, digits, the issuer's short name and a year in brackets; at least three digits. */
const numberInBrackets = pattern(/^[ :]*((?=(?:[^\d]*\d){3})[A-Za-z0-9\u4e00-\u9fff〔［[(（【][A-Za-z0-9\u4e00-\u9fff\-—–_/.·#()（）〔〕［］【】[\] ]{2,40}?)(?= {2}|$|[,，。;；])/)

/** The bracket that closes "（合同编号：…）" is not the number's. */
const contractNumber: Shape = (text) => {
  const shaped = numberInBrackets(text)
  const isOpen = shaped && /[)）]$/.test(shaped.value) && !/[(（]/.test(shaped.value)
  return isOpen ? { ...shaped, value: shaped.value.slice(0, -1), end: shaped.end - 1 } : shaped
}

/** Running text about a party is not its name. */
function partyOfContract(text: string): ReturnType<Shape> {
  const shaped = partyName(text)
  return shaped && shaped.value.length <= 40 && !/[,，。;；]|应(?!急|用|城)|将(?!军|乐)|[须按]|不得|有权|负责|委托|提供|支付(?!宝)|要求|逾期|同意|双方|乙方|甲方/.test(shaped.value) ? shaped : null
}

/** At the head of a contract, in a line of its own. */
function addNumberAtHead(form: LabelledPage, found: FoundFields): void {
  const alone = pattern(/^[(（〔]?((?=(?:[^\d]*\d){4})(?:[A-Z]{1,8}[-—–/A-Z0-9()（）〔〕]*\d{2,}[-—–/A-Z0-9()（）〔〕]*|.{0,12}[字第].{0,4}\d+ ?号))[)）]?$/)
  orElse(found, 'contractNumber', anywhere(form, alone, 0.6, (piece) => piece.bottom < form.page.top + 0.35 * (form.page.bottom - form.page.top)))
}

export const contract: Family = {
  labels: {
    contractNumber: ['合同编号', '合同号', '编号', '协议编号', '协议书编号', '合同编码', '协议号', 'No.', 'NO.', '合同备案号', '项目编号', '采购编号', '合同登记号', '登记号', '文号', '编码', '合同书编号', '采购合同编号'], date: ['签订日期', '签订时间', '签署日期', '日期', '签约日期', '签约时间', '签字日期', '合同日期', '订立日期', '签订于'], buyerName: ['甲方(采购人)', '甲方(买方)', '甲方(委托方)', '甲方(采购方)', '甲方(发包人)', '甲方', '甲方(全称)', '(以下简称甲方)', '买受人', '定作人', '招标人', '业主', '委托单位', '购方', '承租人', '出租人(甲方)', '聘用方', '采购单位名称', '甲方(公章)', '采购人', '采购方', '买方', '需方', '委托方', '发包人', '委托人', '定作方', '出租方', '用人单位', '采购人(甲方)', '采购方(甲方)', '委托方(甲方)', '发包人(甲方)', '买方(甲方)', '需方(甲方)', '甲方单位', '甲方名称', '采购单位', '采购单位(甲方)', '发包方', '发包方(甲方)', '委托人(甲方)', '承租方', '承租方(甲方)', '购货单位', '购买方'], sellerName: ['乙方(供应商)', '乙方(卖方)', '乙方(受托方)', '乙方(供货方)', '乙方(承包人)', '乙方', '乙方(全称)', '(以下简称乙方)', '出卖人', '承揽人', '投标人', '受托单位', '销方', '出租人', '供货单位名称', '供应单位', '承接单位', '中标单位', '成交单位', '施工单位', '乙方(公章)', '受聘方', '供应商', '卖方', '供方', '受托方', '承包人', '受托人', '承揽方', '承包方', '服务方', '供应商(乙方)', '供货方(乙方)', '受托方(乙方)', '承包人(乙方)', '卖方(乙方)', '供方(乙方)', '乙方单位', '乙方名称', '供货方', '供货单位', '承包方(乙方)', '受托人(乙方)', '成交供应商', '中标人', '销货单位', '销售方', '服务商'],
    amountTotal: ['小写', '合同总价', '合同金额', '合同总金额', '总价', '总金额', '合同价款', '合计', '价款', '合同总价款', '合同价', '总价款', '合同标的额', '服务费用', '签约合同价'], amountTotalUpper: ['大写', '人民币(大写)', '人民币大写', '人民币'], stop: officeStops,
  },
  shapes: { contractNumber, amountTotal: money, buyerName: partyOfContract, sellerName: partyOfContract },
  linesBelow: 0,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    add(found, 'amountTotal', anywhere(form, signed, 0.45))
    addAcrossLines(form, found)
    addPartiesInProse(form, found)
    addNumberAtHead(form, found)
    if (!found.date) add(found, 'date', form.page.pieces.filter((piece) => shapeIn([piece], day)).toSorted((a, b) => b.top - a.top).flatMap((piece) => readIn([piece], day, 0.5)))
  },
}

/** A sum in running text may begin in one line and end in the next. */
function addAcrossLines(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  for (const piece of page.pieces.filter((one) => /[¥￥] ?[\d,.]*$/.test(one.text))) {
    const next = page.pieces.filter((one) => one.top > piece.bottom - 0.3 * page.lineHeightPx && one.top - piece.bottom < 1.5 * page.lineHeightPx && one.left < page.left + 0.25 * (page.right - page.left)).sort((a, b) => a.left - b.left)[0]
    const rest = next && /^[\d,.]+/.exec(next.text)?.[0]
    if (rest) add(found, 'amountTotal', readIn([{ ...piece, text: piece.text + rest, score: Math.min(piece.score, next.score) }], signed, 0.4))
  }
}

/** "某某公司（以下简称甲方）": the name before its short form. */
function addPartiesInProse(form: LabelledPage, found: FoundFields): void {
  for (const [name, side] of [['buyerName', '甲'], ['sellerName', '乙']] as const) {
    const before = pattern(new RegExp(`([\\u4e00-\\u9fff（）() ]{4,40}?) ?[(（](?:以下(?:简称|称)?(?:为)? ?[:"“'‘]?)?${side}方["”'’]?[)）]`))
    orElse(found, name, anywhere(form, before, 0.6))
  }
  const company = pattern(/(?:^|[,，。:;；]|由|与|向|和|从|自|收到|委托) ?([\u4e00-\u9fff（）]{3,28}?(?:公司|商行|厂|经营部|商店))(?![\u4e00-\u9fff]{0,2}章)/)
  if (!found.sellerName) add(found, 'sellerName', anywhere(form, company, 0.4))
  const office = pattern(/(?:^|[,，。:;；]|由|与|向|和|经|对|为) ?([\u4e00-\u9fff（）]{3,28}?(?:学校|小学|中学|大学|学院|幼儿园|医院|图书馆|文化馆|博物馆|中心|委员会|管理处|局|站|（样例）)(?:（[\u4e00-\u9fff]{1,6}）)?)(?![\u4e00-\u9fff])/)
  if (!found.buyerName) add(found, 'buyerName', anywhere(form, office, 0.4))
}

/** An amount in running text: with its currency sign or 元 behind it. */
function signed(text: string): ReturnType<Shape> {
  return amountsIn(text).find((one) => one.hasSign || /^ ?元/.test(text.slice(one.end))) ?? null
}

function money(text: string): ReturnType<Shape> {
  const plain = amount(text)
  // The number of a clause or a row is no sum.
  return signed(text) ?? (plain && (plain.fit === 1 || /\d{3}/.test(plain.value)) ? plain : null)
}

const officeLabels: LabelTable = {
  date: ['申报日期', '制表日期', '编制日期', '审批日期', '用款日期', '提交日期', '签字日期', '会议日期和时间', '举办时间', '考勤日期', '申请日期', '填报日期', '报销日期', '填制日期', '填表日期', '制单日期', '验收日期', '验收时间', '会议时间', '会议日期', '时间', '日期', '培训时间', '活动时间', '签到日期', '签到时间', '填单日期', '申请时间'], amountTotal: ['小写', '金额(小写)', '合计金额', '报销金额', '申请金额', '验收金额', '合同金额', '预算金额', '经费预算', '总金额', '合计', '金额', '报销总额', '合计(小写)', '总计', '核准金额', '实报金额', '报销总金额', '报销合计', '合计报销', '应报金额', '金额总计', '总额', '实际报销金额', '支付金额', '付款金额', '共计', '小写合计', '人民币(小写)', '申请支付金额', '结算金额', '验收总金额', '本次支付金额', '金额合计', '实付金额', '经费合计', '预算合计', '费用合计', '报销金额(小写)', '申请金额(小写)'], amountTotalUpper: ['大写', '金额(大写)', '合计(大写)', '人民币(大写)', '金额大写', '合计金额(大写)', '报销金额(大写)', '合计人民币(大写)'],
  buyerName: ['采购单位', '采购人', '使用单位', '验收单位', '甲方', '采购方', '需方', '申请单位', '报销单位', '主办单位', '单位名称', '需求单位', '采购部门', '使用部门', '用户单位', '建设单位', '接收单位', '收货单位', '项目单位', '委托单位', '采购单位名称', '采购人名称', '购货单位', '买方', '承办单位', '组织单位', '订货单位', '收货人', '使用方', '验收方', '需方单位', '业主单位', '业主', '用货单位', '领用单位', '购买单位', '使用科室', '采购科室', '购方', '采购单位(甲方)', '甲方单位', '填报单位'],
  sellerName: ['供应商', '供货单位', '供货商', '供方', '乙方', '供应商名称', '承建单位', '施工单位', '中标供应商', '收款单位', '收款人', '供货方', '供应单位', '承接单位', '服务单位', '服务商', '实施单位', '中标单位', '成交供应商', '供方单位', '销售单位', '送货单位', '承包单位', '卖方', '供货商名称', '供货单位名称', '供应商(乙方)', '乙方单位', '中标(成交)供应商', '收款人名称', '收款单位名称', '销货单位', '履约单位', '收款方', '交货单位', '供应厂商', '供货人', '售货单位', '施工方', '承制单位', '经销商', '供货企业', '卖方单位', '对方单位', '供货厂商', '销售方', '厂商', '供货单位(章)', '承办商', '供应商全称', '供货商家', '服务方', '承揽单位', '销方', '受托方', '受托单位'], contractNumber: ['合同编号', '合同号'], stop: officeStops,
}

export const office: Family = {
  labels: officeLabels, shapes: { amountTotal: money, contractNumber, buyerName: partyOfContract, sellerName: partyOfContract }, linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    addPartiesInProse(form, found)
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', anywhere(form, signed, 0.5))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
  },
}

