/** VAT invoices, on paper, electronic and 数电票: one form in three dresses; toll roads' invoices too. */
import { around, type Found, partOf, type Piece } from '../page-text.ts'
import type { Candidate, LabelledPage } from '../find-values.ts'
import type { LabelTable, Occurrence } from '../labels.ts'
import { type Amount, amountsIn, digits, digitsNear, firstOf, partyName, plate, taxId, upperAmount, weaker } from '../shapes.ts'
import { issueDays } from './parties.ts'
import { add, addSumBesideWords, anywhere, type Family, type FoundFields, onlyOne, orElse, readIn, unnamed } from './family.ts'

const stop = [
  '地址、电话', '地址电话', '开户行及账号', '开户行及帐号', '开户银行', '银行账号', '机器编号', '密码区', '收款人', '复核', '复核人', '开票人', '销售方:(章)', '销货单位:(章)', '备注', '规格型号', '项目名称', '单位', '数量', '单价', '税率',
  '税率/征收率', '金额', '税额', '货物或应税劳务、服务名称', '货物或应税劳务名称', '购买方信息', '销售方信息', '购买方', '销售方', '购货单位', '销货单位', '电话', '地址', '账号', '第一联', '第二联', '第三联', '发票联', '抵扣联', '记账联', '国税', '机打号码', '合同编号', '下载次数', '订单号',
]

const labels: LabelTable = {
  invoiceCode: ['发票代码', '票代码'], invoiceNumber: ['发票号码', '票号码'], date: [...issueDays, '票日期'], checkCode: ['校验码', '验码'],
  buyerName: ['购买方名称', '购方名称', '购货单位名称', '付款方名称'], sellerName: ['销售方名称', '销方名称', '销货单位名称', '收款方名称'],
  buyerTaxId: ['购买方纳税人识别号', '购方税号', '购买方识别号', '购买方税号', '购方纳税人识别号'], sellerTaxId: ['销售方纳税人识别号', '销方税号', '销售方识别号', '销售方税号', '销方纳税人识别号'],
  name: ['名称', '称:', '名:'], taxId: ['统一社会信用代码/纳税人识别号', '纳税人识别号', '税人识别号', '识别号', '统一社会信用代码'],
  sum: ['合计', '计:'], total: ['价税合计', '价税合计(大写)', '税合计'], upper: ['大写', '(大写)', '合计金额(大写)'], lower: ['小写', '(小写)'], plateNumber: ['车牌号', '车牌号码', '车牌', '车号', '车牌照号', '车辆牌号', '车牌照号码'],
  stop,
}

export const oldVat: Family = { labels, shapes: { invoiceCode: firstOf(digitsNear(12, 10, 12)), invoiceNumber: digits(8), plateNumber: plate }, linesBelow: 1, also: findVatByPlace }

export const digitalVat: Family = { labels, shapes: { invoiceNumber: firstOf(digits(20), weaker(digits(18, 19, 21, 22), 0.4)), plateNumber: plate }, linesBelow: 1, also: findDigitalByPlace }

function findVatByPlace(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  add(found, 'invoiceNumber', page.matching(/^(?:N[oO0º°.][.: ]?|№) ?/).flatMap((piece) => [piece, ...page.rightOf(piece).slice(0, 1)]).flatMap((piece) => readIn([piece], digits(8), 0.9)))
  // The code stands at the head of paper invoices without a label; the tax machine prints it again in small.
  add(found, 'invoiceCode', page.matching(/^\d{10}(?:\d{2})?$/).filter((piece) => piece.bottom < page.top + 0.35 * (page.bottom - page.top)).map((piece) => ({ value: piece.text, score: piece.score, boxPx: piece.boxPx, rank: 0.6 })))
  add(found, 'invoiceNumber', page.matching(/^\d{8}$/).filter((piece) => piece.bottom < page.top + 0.3 * (page.bottom - page.top)).map((piece) => ({ value: piece.text, score: piece.score, boxPx: piece.boxPx, rank: 0.5 })))
  addCheckCode(form, found)
  addParties(form, found, (label) => ({ side: middleOf(label.piece) > dividingLine(form) ? 'seller' : 'buyer', isCertain: true }))
  addSums(form, found)
  addPlate(form, found)
}

function findDigitalByPlace(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  delete found.invoiceCode
  add(found, 'invoiceNumber', page.matching(/^\d{20}$/).map((piece) => ({ value: piece.text, score: piece.score, boxPx: piece.boxPx, rank: 0.6 })))
  const middle = (page.left + page.right) / 2 - 0.06 * (page.right - page.left)
  const leftOf = ({ piece, start }: Occurrence) => piece.left + (start / piece.text.length) * (piece.right - piece.left)
  // Of two in a row the left one is the buyer's, wherever the page's middle is; one alone is told by the middle, which is not certain: a part of the page may be missing.
  addParties(form, found, (label, all) => {
    const twin = all.find((other) => other !== label && (other.piece === label.piece || page.rowOf(label.piece).includes(other.piece)))
    return { side: (twin ? leftOf(label) > leftOf(twin) : leftOf(label) > middle) ? 'seller' : 'buyer', isCertain: twin !== undefined }
  })
  addSums(form, found)
  addPlate(form, found)
}

/** The row of a toll names the car, its head may stand anywhere above. */
function addPlate(form: LabelledPage, found: FoundFields): void {
  if (form.page.matching(/通行费/).length > 0) orElse(found, 'plateNumber', onlyOne(anywhere(form, plate, unnamed)))
}

const middleOf = (piece: Piece) => (piece.top + piece.bottom) / 2

/** Twenty digits, often printed in groups of five that are read as several pieces; short where a group was lost. */
function addCheckCode(form: LabelledPage, found: FoundFields): void {
  if (found.checkCode) return
  for (const label of form.labels('checkCode')) {
    const parts = [form.tailOf(label), ...form.rightsOf(label)].filter((piece) => piece !== null).filter((piece) => /^[\d OolIB]+$/.test(piece.text))
    const value = parts.map((piece) => piece.text.replace(/\D/g, '')).join('')
    if (value.length >= 15 && value.length <= 21) add(found, 'checkCode', [{ value: value.slice(0, 20), score: Math.min(...parts.map((piece) => piece.score)), boxPx: around(parts), rank: value.length === 20 ? 0.9 : 0.4 }])
  }
}

/** The buyer's block stands above the total, the seller's below it; without the total's row the page's middle parts them. */
function dividingLine(form: LabelledPage): number {
  const total = form.labels('total')[0] ?? form.labels('lower')[0]
  return total ? middleOf(total.piece) : (form.page.top + form.page.bottom) / 2
}

interface Side { side: 'buyer' | 'seller'; isCertain: boolean }
/** Of its rank, for a value that may be the other party's. */
const perhapsTheOther = 0.6

/** @param sideOf whose a label is, of all labels of its kind that have a value */
function addParties(form: LabelledPage, found: FoundFields, sideOf: (label: Occurrence, all: readonly Occurrence[]) => Side): void {
  for (const [key, shape, fields] of [['name', partyName, { buyer: 'buyerName', seller: 'sellerName' }], ['taxId', taxId, { buyer: 'buyerTaxId', seller: 'sellerTaxId' }]] as const) {
    const all = form.labels(key).map((label) => ({ label, readings: form.candidatesOf(label, shape, 0).filter(isPartyReading) })).filter(({ readings }) => readings.length > 0)
    for (const { label, readings } of all) {
      const { side, isCertain } = sideOf(label, all.map((one) => one.label))
      add(found, fields[side], readings.map((reading) => (isCertain ? reading : { ...reading, rank: perhapsTheOther * reading.rank })).sort((a, b) => b.rank - a.rank))
    }
  }
}

/** Cipher signs and column heads are no names. */
const isPartyReading = ({ value }: Candidate) => !/[<>+*/]{2}|^(密码区|规格型号|单位|数量)/.test(value)

function addSums(form: LabelledPage, found: FoundFields): void {
  const totals = form.labels('total')
  const totalRow = totals.length > 0 ? [totals[0]!.piece, ...form.page.rowOf(totals[0]!.piece)] : form.labels('lower').slice(0, 1).flatMap(({ piece }) => [piece, ...form.page.rowOf(piece)])
  for (const key of ['total', 'upper']) add(found, 'amountTotalUpper', form.candidates(key, signedUpper, 0))
  add(found, 'amountTotalUpper', totalRow.flatMap((piece) => readIn([piece], signedUpper, 0.8)))
  const inTotalRow = amountsOf(totalRow)
  add(found, 'amountTotal', form.candidates('lower', lastAmount, 1).map((one) => ({ ...one, rank: one.rank })))
  if (inTotalRow.length > 0) add(found, 'amountTotal', [{ ...inTotalRow.at(-1)!, rank: 0.7 }])
  addSumBesideWords(form, found)
  const sums = sumRowOf(form, totals[0])
  if (sums[0]) add(found, 'amountNet', [{ ...sums[0], rank: 0.9 * sums[0].fit }])
  if (sums[1]) add(found, 'amountTax', [{ ...sums[1], rank: 0.9 * sums[1].fit }])
}

/** Red invoices set （负数） before the words. */
const signedUpper: typeof upperAmount = (text) => {
  const shaped = upperAmount(text)
  const sign = shaped && /[(（]负数[)）] ?$/.exec(text.slice(0, shaped.start))
  return sign ? { ...shaped, value: sign[0].trim() + shaped.value, start: shaped.start - sign[0].length } : shaped
}

const lastAmount = (text: string) => amountsIn(text).filter(isPrinted).at(-1) ?? amountsIn(text).at(-1) ?? null
/** Sums carry two decimals or a currency sign; a bare whole number is something else, unless its point was lost. */
const isPrinted = ({ hasDecimals, hasSign, value }: Amount) => hasDecimals || hasSign || value.replace(/\D/g, '').length >= 5

/** The 合计 row: net, then tax. Where its label was not read, the last row above the total that has two amounts with a currency sign. */
function sumRowOf(form: LabelledPage, total: Occurrence | undefined): FoundAmount[] {
  const above = (piece: Piece) => !total || middleOf(piece) < middleOf(total.piece)
  const labelled = form.labels('sum').map(({ piece }) => piece).filter(above)
  const signed = form.page.matching(/^[¥Y￥].*\d/).filter(above).sort((a, b) => b.top - a.top)
  for (const candidate of [...labelled.toReversed(), ...signed]) {
    const amounts = amountsOf([candidate, ...form.page.rowOf(candidate)])
    if (amounts.length >= 2) return amounts.slice(-2)
  }
  const only = labelled.map((piece) => amountsOf([piece, ...form.page.rowOf(piece)])).find((amounts) => amounts.length === 1)
  return only ?? []
}

interface FoundAmount extends Found { fit: number }

function amountsOf(pieces: readonly Piece[]): FoundAmount[] {
  return [...pieces].sort((a, b) => a.left - b.left).flatMap((piece) => amountsIn(piece.text).filter(isPrinted)
    .map(({ value, start, end, fit }) => ({ value, fit, score: piece.score, boxPx: partOf(piece, start, end).boxPx })))
}
