/** Small invoices of other printers than the tax machine's form: fixed sums, rolls, machine-printed; and card slips. */
import type { LabelledPage } from '../find-values.ts'
import type { Piece } from '../page-text.ts'
import { formatYuan, parseUpperAmount } from '../../../src-shared/money.ts'
import { accountTail, day, firstOf, partyName, pattern, taxId } from '../shapes.ts'
import { add, addNumbersAtHead, anywhere, codes, type Family, type FoundFields, addHouse, addSumBesideWords, orElse, unnamed, upperWithYuan, yuan } from './family.ts'

export const quota: Family = {
  labels: { ...codes, sellerName: ['收款单位', '收款方', '开票单位'], date: ['开票日期', '日期'], amountTotalUpper: ['金额', '票面金额', '人民币'], stop: ['收款单位未盖章无效', '未盖章无效', '盖章', '密码', '兑奖', '付款单位', '付款方', '地址'] },
  linesBelow: 0,
  also: (form, found) => {
    addUpperAsTotal(form, found)
    addNumbersAtHead(form, found)
  },
}

/** A fixed sum is often printed in words alone; its figures are what the words say. */
function addUpperAsTotal(form: LabelledPage, found: FoundFields): void {
  add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.8))
  add(found, 'amountTotal', anywhere(form, yuan, 0.7))
  const [upper] = found.amountTotalUpper ?? []
  const fen = upper ? parseUpperAmount(upper.value) : null
  if (!found.amountTotal && upper && fen !== null) add(found, 'amountTotal', [{ ...upper, value: formatYuan(fen) }])
}

/** Names and ids whose label does not say whose they are belong to the party named last before them. */
function addBySide(form: LabelledPage, found: FoundFields): void {
  const parties = [...form.labels('buyerName').map((label) => ({ side: 'buyer', label }) as const), ...form.labels('sellerName').map((label) => ({ side: 'seller', label }) as const)]
  const before = (a: LabelledParty, b: LabelledParty) => a.label.piece.top - b.label.piece.top || a.label.piece.left - b.label.piece.left
  const ownerOf = (piece: Piece) => {
    const middle = (piece.top + piece.bottom) / 2
    return parties.filter((party) => party.label.piece.top < middle && (party.label.piece.bottom < middle || party.label.piece.left < piece.left)).sort(before).at(-1)?.side ?? 'seller'
  }
  for (const label of form.labels('taxId')) add(found, `${ownerOf(label.piece)}TaxId`, form.candidatesOf(label, taxId, 1))
  for (const label of form.labels('name')) add(found, `${ownerOf(label.piece)}Name`, form.candidatesOf(label, partyName, 0))
}

interface LabelledParty { label: { piece: { top: number; left: number } } }

export const roll: Family = {
  labels: {
    ...codes, checkCode: ['校验码', '验码'], date: ['开票日期'], sellerName: ['销售方名称', '销方名称', '销货单位', '收款单位', '销售方', '销方', '销货方', '收款方', '开票单位', '商户名称', '收款方名称', '销售单位', '销货单位名称', '商家名称'], sellerTaxId: ['销售方纳税人识别号', '销方税号', '销售方识别号', '销售方税号', '销货方税号', '销货单位税号', '收款单位税号', '销货方识别号', '商户税号', '销方识别号'], buyerName: ['购买方名称', '购方名称', '付款单位', '购买方', '付款方', '购方', '购货方', '购货单位', '付款方名称', '客户名称', '顾客名称', '客户', '抬头', '购买单位'], name: ['名称', '单位名称'], buyerTaxId: ['购买方纳税人识别号', '购方税号', '购买方识别号', '购买方税号', '购买方税号/统一社会信用代码', '购货方税号', '购货单位税号', '付款单位税号', '购货方识别号', '客户税号', '购方识别号'], taxId: ['纳税人识别号', '税号', '识别号', '统一社会信用代码'],
    amountTotal: ['合计金额(小写)', '小写', '合计金额', '金额合计', '总计', '合计'], amountTotalUpper: ['合计金额(大写)', '大写', '金额大写'], stop: ['机打号码', '机器编号', '收款员', '项目', '单价', '数量', '金额', '收款人', '开票人', '备注', '密码区'],
  },
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', anywhere(form, yuan, 0.5))
    orElse(found, 'date', anywhere(form, day, 0.6))
    addBySide(form, found)
    addNumbersAtHead(form, found)
  },
}

export const machine: Family = {
  labels: {
    ...codes, date: ['开票日期', '日期', '开票时间', '填开日期', '打印日期', '收款日期'], buyerName: ['付款方名称', '付款单位', '付款方', '付款单位(个人)', '购买方名称', '购方名称', '付款人', '客户名称', '顾客名称', '付款户名', '购买方', '购方', '购货方', '购货单位', '客户', '顾客', '付款单位名称', '付款单位/个人', '付款方(购方)', '用户名称', '抬头', '购货方名称', '付款方单位', '缴款人', '购买方(付款方)', '付款单位(姓名)', '付款单位(个人)名称', '付款单位或个人', '付款人名称', '顾客姓名', '客户单位', '购货人', '交款单位'], name: ['名称', '单位名称'], buyerTaxId: ['付款方识别号', '付款方纳税人识别号', '付款方税号', '购买方识别号', '购方税号', '付款单位税号', '购货方税号', '购买方税号', '客户税号', '购方识别号'], sellerName: ['收款方名称', '收款单位', '收款方', '开票单位', '销售方名称', '销方名称', '收款单位名称', '开票单位名称', '销售方', '销方', '销货方', '销货单位', '销货方名称', '收款人名称', '开票方', '开票方名称', '经营单位', '商户名称', '销售单位', '收款方(销方)'], sellerTaxId: ['收款方识别号', '收款方纳税人识别号', '收款方税号', '开票单位税号', '销售方识别号', '税务登记号', '收款单位税号', '销货方税号', '销售方税号', '开票单位识别号'], taxId: ['纳税人识别号', '税号', '识别号', '统一社会信用代码'],
    amountTotal: ['小写', '合计(小写)', '金额合计', '合计金额', '小写合计', '合计', '总计', '总金额', '实收金额', '金额小写', '金额(小写)', '应收金额', '实收', '总额', '价税合计', '合计小写', '人民币小写', '开票金额', '¥', 'RMB', '人民币', '金额总计', '应付金额', '实付金额', '本次金额', '总价'], amountTotalUpper: ['大写', '合计(大写)', '合计人民币(大写)', '人民币大写', '金额大写', '大写合计', '合计大写', '金额(大写)', '人民币(大写)', '总计金额(大写)', '合计金额(大写)'], checkCode: ['校验码', '防伪码'], stop: ['机打代码', '机打号码', '机打票号', '机器编号', '行业分类', '行业类别', '行业', '项目', '单价', '数量', '金额', '规格', '单位', '开票人', '收款员', '收款人', '备注', '附注', '税控码', '查验码', '发票专用章', '身份证号', '密码', '联系电话', '地址'],
  },
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', anywhere(form, yuan, 0.5))
    if (!found.date) add(found, 'date', anywhere(form, day, unnamed))
    addBySide(form, found)
    addNumbersAtHead(form, found)
  },
}

export const cardSlip: Family = {
  labels: {
    sellerName: ['商户名称', '特约商户名称', '特约商户', '商户名', '商户', '商家名称', '收款商户', '受理商户', '特约单位', 'MERCHANTNAME', 'MERCHANT'], accountTail: ['卡号', '银行卡号', '卡号(CARDNUMBER)', 'CARDNO', 'CARDNO.', 'CARDNUMBER', '交易卡号', '付款卡号', '消费卡号', '公务卡号', 'CARD'],
    date: ['日期/时间', '日期时间', '交易时间', '交易日期', '日期', 'DATE/TIME', 'DATETIME', 'DATE', '消费日期', '消费时间', '时间', '交易日期时间'], amountTotal: ['交易金额', '金额', '消费金额', 'AMOUNT', 'AMT', 'TOTAL', '总计', '实付金额', '合计', '支付金额', '扣款金额', '总金额', '付款金额'],
    stop: ['商户编号', '商户号', '商户代码', '终端编号', '终端号', '操作员', '操作员号', '发卡行', '收单行', '发卡机构', '收单机构', '交易类型', '交易类别', '有效期', '批次号', '凭证号', '授权码', '授权号', '参考号', '检索号', '系统参考号', '备注', '持卡人签名', '持卡人签字', '流水号', '小费', '卡类型', '卡类别', '卡种', '消费类型', 'MERCHANTNO', 'TERMINALNO', 'OPERATORNO', 'ISSUER', 'ACQUIRER', 'TRANSTYPE', 'EXPDATE', 'BATCHNO', 'VOUCHERNO', 'AUTHNO', 'REFERNO', 'REFNO', 'TRACENO'],
  },
  shapes: { accountTail: firstOf(accountTail, pattern(/(?<!\d)(\d{4})(?!\d)/, 0.5)) }, linesBelow: 1,
  also: (form, found) => {
    orElse(found, 'date', anywhere(form, day, 0.6))
    orElse(found, 'amountTotal', anywhere(form, yuan, 0.61))
    if (!found.sellerName) addHouse(form, found)
    orElse(found, 'accountTail', anywhere(form, accountTail, 0.6, (piece) => /[*Xx•●]{3,}/.test(piece.text)))
  },
}
