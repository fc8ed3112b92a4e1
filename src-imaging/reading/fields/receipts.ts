/** Small invoices of other printers than the tax machine's form: fixed sums, rolls, machine-printed; and card slips. */
import type { LabelledPage } from '../find-values.ts'
import { formatYuan, parseUpperAmount } from '../../../src-shared/money.ts'
import { accountTail, day, firstOf, pattern, taxId } from '../shapes.ts'
import { add, addNumbersAtHead, anywhere, codes, type Family, type FoundFields, upperWithYuan, yuan } from './family.ts'

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

/** Ids whose label does not say whose they are belong to the party named last before them. */
function addTaxIdsBySide(form: LabelledPage, found: FoundFields): void {
  const parties = [...form.labels('buyerName').map((label) => ({ name: 'buyerTaxId', label }) as const), ...form.labels('sellerName').map((label) => ({ name: 'sellerTaxId', label }) as const)]
  const before = (a: LabelledParty, b: LabelledParty) => a.label.piece.top - b.label.piece.top || a.label.piece.left - b.label.piece.left
  for (const label of form.labels('taxId')) {
    const middle = (label.piece.top + label.piece.bottom) / 2
    const owner = parties.filter((party) => party.label.piece.top < middle && (party.label.piece.bottom < middle || party.label.piece.left < label.piece.left)).sort(before).at(-1)
    add(found, owner?.name ?? 'sellerTaxId', form.candidatesOf(label, taxId, 1))
  }
}

interface LabelledParty { label: { piece: { top: number; left: number } } }

export const roll: Family = {
  labels: {
    ...codes, checkCode: ['校验码', '验码'], date: ['开票日期'], sellerName: ['销售方名称', '销方名称', '销货单位', '收款单位', '销售方'], sellerTaxId: ['销售方纳税人识别号', '销方税号', '销售方识别号', '销售方税号'], buyerName: ['购买方名称', '购方名称', '付款单位', '购买方', '付款方'], buyerTaxId: ['购买方纳税人识别号', '购方税号', '购买方识别号', '购买方税号', '购买方税号/统一社会信用代码'], taxId: ['纳税人识别号', '税号', '识别号', '统一社会信用代码'],
    amountTotal: ['合计金额(小写)', '小写', '合计金额', '金额合计', '总计', '合计'], amountTotalUpper: ['合计金额(大写)', '大写', '金额大写'], stop: ['机打号码', '机器编号', '收款员', '项目', '单价', '数量', '金额', '收款人', '开票人', '备注', '密码区'],
  },
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    addTaxIdsBySide(form, found)
    addNumbersAtHead(form, found)
  },
}

export const machine: Family = {
  labels: {
    ...codes, date: ['开票日期', '日期'], buyerName: ['付款方名称', '付款单位', '付款方', '付款单位(个人)', '购买方名称', '购方名称', '付款人', '客户名称', '顾客名称', '付款户名'], buyerTaxId: ['付款方识别号', '付款方纳税人识别号', '付款方税号', '购买方识别号', '购方税号'], sellerName: ['收款方名称', '收款单位', '收款方', '开票单位', '销售方名称', '销方名称', '收款单位名称', '开票单位名称'], sellerTaxId: ['收款方识别号', '收款方纳税人识别号', '收款方税号', '开票单位税号', '销售方识别号', '税务登记号'], taxId: ['纳税人识别号', '税号', '识别号', '统一社会信用代码'],
    amountTotal: ['小写', '合计(小写)', '金额合计', '合计金额', '小写合计', '合计', '总计'], amountTotalUpper: ['大写', '合计(大写)', '合计人民币(大写)', '人民币大写', '金额大写', '大写合计'], checkCode: ['校验码', '防伪码'], stop: ['机打代码', '机打号码', '机打票号', '机器编号', '行业分类', '项目', '单价', '数量', '金额', '规格', '单位', '开票人', '收款员', '收款人', '备注', '附注', '税控码', '查验码', '发票专用章', '身份证号', '密码', '联系电话', '地址'],
  },
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    addTaxIdsBySide(form, found)
    addNumbersAtHead(form, found)
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
