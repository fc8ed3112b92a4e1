/** Where an original's words stand on its page, as the makers of OFD files set them: labels in a template, values on the page. */
import type { FieldName } from '../../src-shared/voucher.ts'
import { chineseDate, type Original } from './original.ts'

export interface PlacedText {
  text: string
  /** The baseline's start, in millimetres. */
  x: number
  y: number
  sizeMm: number
  isLabel: boolean
  field?: FieldName
  isDown?: boolean
}

export interface Layout { widthMm: number; heightMm: number; texts: PlacedText[]; /** Corners of frames: x, y, width, height. */ frames: [number, number, number, number][] }

class Setter {
  readonly texts: PlacedText[] = []

  label(x: number, y: number, text: string, sizeMm = 3.2, isDown = false): void {
    this.texts.push({ text, x, y, sizeMm, isLabel: true, ...(isDown ? { isDown } : {}) })
  }

  value(x: number, y: number, text: string | undefined, field?: FieldName, sizeMm = 3.2): void {
    if (text !== undefined && text !== '') this.texts.push({ text, x, y, sizeMm, isLabel: false, ...(field ? { field } : {}) })
  }

  /** The currency sign is an object of its own, as it is in most files. */
  amount(x: number, y: number, text: string | undefined, field: FieldName, sign = '¥'): void {
    if (text === undefined) return
    this.value(x, y, sign, field)
    this.value(x + 2.2, y, text, field)
  }
}

export function layOut(original: Original): Layout {
  const { kind } = original
  if (kind === 'rail-e') return railLayout(original)
  if (kind === 'air-e') return airLayout(original)
  if (kind === 'bank-slip') return bankLayout(original)
  return kind.startsWith('vat-') ? vatLayout(original) : digitalLayout(original)
}

function digitalLayout({ kind, fields, lineItems, more }: Original): Layout {
  const set = new Setter()
  set.label(70, 14, kind === 'digital-special' ? '电子发票（增值税专用发票）' : '电子发票（普通发票）', 6)
  if (kind === 'toll-e') set.label(12, 10, '通行费', 4)
  set.label(150, 12, '发票号码：')
  set.value(166.5, 12, fields.invoiceNumber, 'invoiceNumber')
  set.label(150, 18, '开票日期：')
  set.value(166.5, 18, chineseDate(fields.date!), 'date')
  for (const [x, title, name, taxId] of [[6, '购买方信息', 'buyerName', 'buyerTaxId'], [107, '销售方信息', 'sellerName', 'sellerTaxId']] as const) {
    set.label(x, 30, title, 3, true)
    set.label(x + 6, 33, '名称：')
    set.value(x + 16.5, 33, fields[name], name)
    set.label(x + 6, 41, '统一社会信用代码/纳税人识别号：', 3)
    set.value(x + 54, 41, fields[taxId], taxId)
  }
  for (const [x, text] of [[18, '项目名称'], [58, '规格型号'], [84, '单  位'], [101, '数  量'], [122, '单  价'], [146, '金  额'], [164, '税率/征收率'], [190, '税  额']] as const) set.label(x, 52, text, 3)
  lineItems.forEach((row, i) => setRow(set, row, 58 + i * 5))
  set.label(16, 92, '合        计')
  set.amount(142, 92, fields.amountNet, 'amountNet')
  if (fields.amountTax === undefined) set.value(192, 92, '***')
  set.amount(186, 92, fields.amountTax, 'amountTax')
  set.label(14, 100, '价税合计（大写）')
  set.value(60, 100, fields.amountTotalUpper, 'amountTotalUpper')
  set.label(140, 100, '（小写）')
  set.amount(154, 100, fields.amountTotal, 'amountTotal')
  if (fields.plateNumber) {
    set.label(14, 110, '车牌号：')
    set.value(27, 110, fields.plateNumber, 'plateNumber')
  }
  set.label(14, 134, '开票人：')
  set.value(27, 134, more.clerk)
  return { widthMm: 210, heightMm: 140, texts: set.texts, frames: [[5, 25, 200, 22], [5, 47, 200, 48], [5, 95, 200, 8], [5, 103, 200, 24]] }
}

function setRow(set: Setter, row: Original['lineItems'][number], y: number): void {
  for (const [x, text] of [[7, row.name], [58, row.spec], [84, row.unit], [103, row.quantity], [120, row.unitPrice], [145, row.amount], [167, row.taxRate], [190, row.tax]] as const) set.value(x, y, text, undefined, 3)
}

function vatLayout({ kind, fields, lineItems, more }: Original): Layout {
  const set = new Setter()
  set.label(72, 14, kind === 'vat-e-special' ? '云州增值税电子专用发票' : '云州增值税电子普通发票', 6)
  for (const [i, label, text, field] of [[0, '发票代码：', fields.invoiceCode, 'invoiceCode'], [1, '发票号码：', fields.invoiceNumber, 'invoiceNumber'], [2, '开票日期：', chineseDate(fields.date!), 'date'], [3, '校 验 码：', fields.checkCode?.replace(/(\d{5})(?=\d)/g, '$1 '), 'checkCode']] as const) {
    set.label(148, 9 + i * 5, label)
    set.value(165, 9 + i * 5, text, field)
  }
  set.label(14, 24, '机器编号：')
  set.value(30, 24, more.machine)
  const party = (y: number, name: 'buyerName' | 'sellerName', taxId: 'buyerTaxId' | 'sellerTaxId') => {
    set.label(14, y, '名        称：')
    set.value(42, y, fields[name], name)
    set.label(14, y + 5, '纳税人识别号：')
    set.value(42, y + 5, fields[taxId], taxId)
    set.label(14, y + 10, '地 址、电 话：')
    set.label(14, y + 15, '开户行及账号：')
  }
  set.label(7, 34, '购买方', 3, true)
  party(32, 'buyerName', 'buyerTaxId')
  set.label(121, 34, '密码区', 3, true)
  for (let i = 0; i < 4; i++) set.value(128, 32 + i * 5, '03*/7>2<+58-64<*>9+1/02-77>4'.slice(i) + '<6>'.slice(0, i), undefined, 3.4)
  for (const [x, text] of [[20, '货物或应税劳务、服务名称'], [66, '规格型号'], [86, '单 位'], [101, '数 量'], [122, '单 价'], [146, '金 额'], [166, '税率'], [188, '税 额']] as const) set.label(x, 56, text, 3)
  lineItems.forEach((row, i) => setRow(set, row, 61 + i * 5))
  set.label(22, 92, '合        计')
  set.amount(142, 92, fields.amountNet, 'amountNet', '￥')
  if (fields.amountTax === undefined) set.value(188, 92, '***')
  set.amount(184, 92, fields.amountTax, 'amountTax', '￥')
  set.label(18, 100, '价税合计（大写）')
  set.value(62, 100, fields.amountTotalUpper, 'amountTotalUpper')
  set.label(148, 100, '（小写）')
  set.amount(162, 100, fields.amountTotal, 'amountTotal', '￥')
  set.label(7, 108, '销售方', 3, true)
  party(107, 'sellerName', 'sellerTaxId')
  set.label(80, 133, '开票人：')
  set.value(93, 133, more.clerk)
  return { widthMm: 210, heightMm: 140, texts: set.texts, frames: [[5, 27, 200, 25], [5, 52, 200, 43], [5, 95, 200, 8], [5, 103, 200, 24]] }
}

function railLayout({ fields, more }: Original): Layout {
  const set = new Setter()
  set.label(30, 10, '电子发票（铁路电子客票）', 4.4)
  set.value(6, 18, `发票号码：${fields.invoiceNumber}`, 'invoiceNumber', 3)
  set.value(66, 18, `开票日期：${chineseDate(fields.date!)}`, 'date', 3)
  set.value(10, 28, `${fields.fromStation}站`, undefined, 5)
  set.value(46, 28, fields.trainNumber, 'trainNumber', 5)
  set.value(76, 28, `${fields.toStation}站`, undefined, 5)
  set.value(8, 37, `${chineseDate(more.travelDate!)}  ${more.time}开`)
  set.value(62, 37, fields.seat, 'seat')
  set.value(86, 37, '二等座')
  set.label(8, 44, more.refunded ? '退票费：' : '票价：')
  set.amount(more.refunded ? 22 : 18, 44, fields.amountTotal, 'amountTotal', '￥')
  set.value(8, 51, more.idNumber)
  set.value(44, 51, fields.passengerName, 'passengerName')
  set.value(8, 58, `电子客票号：${more.ticket}`, undefined, 3)
  set.value(8, 65, `购买方名称：${fields.buyerName}`, 'buyerName', 3)
  set.value(8, 71, `统一社会信用代码：${fields.buyerTaxId}`, 'buyerTaxId', 3)
  return { widthMm: 112, heightMm: 80, texts: set.texts, frames: [[3, 3, 106, 74]] }
}

function airLayout({ fields, more }: Original): Layout {
  const set = new Setter()
  set.label(62, 12, '电子发票（航空运输电子客票行程单）', 5)
  const pairs: [number, number, string, string | undefined, FieldName | undefined][] = [
    [140, 22, '发票号码：', fields.invoiceNumber, 'invoiceNumber'], [10, 30, '旅客姓名', fields.passengerName, 'passengerName'], [10, 40, '自：', fields.fromStation, 'fromStation'], [10, 48, '至：', fields.toStation, 'toStation'], [60, 40, '航班号', fields.trainNumber, 'trainNumber'],
    [10, 60, '票价', `CNY ${more.fare}`, undefined], [50, 60, '燃油附加费', `CNY ${more.fuel}`, undefined], [95, 60, '增值税税额', `CNY ${fields.amountTax}`, 'amountTax'], [140, 60, '民航发展基金', `CNY ${more.fund}`, undefined], [10, 70, '合计', `CNY ${fields.amountTotal}`, 'amountTotal'],
    [10, 80, '电子客票号码：', more.ticket, undefined], [70, 80, '填开单位：', more.seller, undefined], [140, 80, '填开日期：', chineseDate(fields.date!), 'date'], [10, 90, '购买方名称：', fields.buyerName, 'buyerName'], [100, 90, '统一社会信用代码/纳税人识别号：', fields.buyerTaxId, 'buyerTaxId'],
  ]
  for (const [x, y, label, text, field] of pairs) {
    set.label(x, y, label)
    set.value(x + label.length * 3.2 + 1.5, y, text, field)
  }
  return { widthMm: 210, heightMm: 100, texts: set.texts, frames: [[5, 16, 200, 80]] }
}

function bankLayout({ fields, more }: Original): Layout {
  const set = new Setter()
  set.label(80, 14, '云州银行电子回单', 5)
  const pairs: [number, number, string, string | undefined, FieldName | undefined][] = [
    [12, 24, '回单编号：', more.receipt, undefined], [120, 24, '交易日期：', chineseDate(fields.date!), 'date'], [12, 34, '付款人户名：', fields.buyerName, 'buyerName'], [112, 34, '收款人户名：', fields.sellerName, 'sellerName'], [12, 42, '付款人账号：', more.account, 'accountTail'], [112, 42, '收款人账号：', more.payeeAccount, undefined],
    [12, 50, '付款人开户行：', more.bank, undefined], [12, 60, '金额（大写）：', fields.amountTotalUpper, 'amountTotalUpper'], [112, 60, '金额（小写）：', `¥${fields.amountTotal}`, 'amountTotal'], [12, 70, '用途：', '货款', undefined],
  ]
  for (const [x, y, label, text, field] of pairs) {
    set.label(x, y, label)
    set.value(x + label.length * 3.2 + 1, y, text, field)
  }
  return { widthMm: 210, heightMm: 90, texts: set.texts, frames: [[8, 18, 194, 60]] }
}
