/** What an XML tree of any known vocabulary says of a voucher: candidates for each field, rows, and the kind its labels name. */
import type { LineItem } from '../../src-shared/scan.ts'
import type { FieldName, VoucherKind } from '../../src-shared/voucher.ts'
import { normaliseAmount, normaliseValue, unfolded } from './field-values.ts'
import { isOfAnother, isRow, isRowFolder, meaningOf, rowColumns } from './vocabulary.ts'
import { child, descendants, textOf, type XmlNode } from './xml-tree.ts'

export interface Facts {
  kind: VoucherKind | null
  /** In the contract's form, the best element's first; without repetitions. */
  values: Map<FieldName, string[]>
  lineItems: LineItem[]
}

/** What an element says: its own text, or for a tag the text of the page objects it refers to. Null where it says nothing. */
export type ValueOf = (node: XmlNode) => string | null

export const ownText: ValueOf = (node) => (node.children.length === 0 && node.text.trim() !== '' ? node.text : null)

export function readFacts(root: XmlNode, valueOf: ValueOf = ownText): Facts {
  const found: { field: FieldName; rank: number; value: string }[] = []
  const lineItems: LineItem[] = []
  const walk = (node: XmlNode, path: string[]): void => {
    if (isOfAnother(node.name)) return
    if (isRowFolder(node.name) && node.children.length > 0) {
      lineItems.push(...node.children.flatMap((row) => readRow(row, valueOf) ?? []))
      return
    }
    if (isRow(node.name) && node.children.length > 0) {
      lineItems.push(...[readRow(node, valueOf)].filter((row) => row !== null))
      return
    }
    const text = valueOf(node)
    const meaning = text === null ? null : meaningOf(path)
    const value = meaning && normaliseValue(meaning.field, text!)
    if (meaning && value) found.push({ ...meaning, value })
    for (const inner of node.children) walk(inner, [...path, inner.name])
  }
  const top = taxonomyOf(root) ?? root.name
  for (const inner of root.children) walk(inner, [top, inner.name])
  const values = new Map<FieldName, string[]>()
  for (const { field, value } of found.sort((a, b) => a.rank - b.rank)) values.set(field, [...new Set([...(values.get(field) ?? []), value])])
  addSeat(root, values)
  return { kind: kindOf(root, values, lineItems, valueOf), values, lineItems }
}

function taxonomyOf(root: XmlNode): string | null {
  if (descendants(root, 'ElectronicInvoiceRailwayETicketNumber').length > 0) return 'rai'
  if (descendants(root, 'ElectronicInvoiceAirTransportReceiptNumber').length > 0) return 'atr'
  if (descendants(root, 'AccountNameOfPayer').length > 0) return 'bker'
  return null
}

function readRow(row: XmlNode, valueOf: ValueOf): LineItem | null {
  const column = (names: readonly string[]): string | undefined => {
    for (const name of names) {
      const text = row.children.filter((cell) => cell.name === name).map(valueOf).find((value) => value !== null && value.trim() !== '')
      if (text) return unfolded(text)
    }
    return undefined
  }
  const [name, amount] = [column(rowColumns.name), normaliseAmount(column(rowColumns.amount) ?? '')]
  if (!name || amount === null) return null
  const item: LineItem = { name, amount }
  for (const key of ['spec', 'unit', 'quantity', 'unitPrice', 'taxRate', 'tax'] as const) {
    const text = column(rowColumns[key])
    if (text === undefined) continue
    item[key] = key === 'tax' ? normaliseAmount(text) ?? text : key === 'taxRate' ? asPercent(text) : key === 'quantity' || key === 'unitPrice' ? withoutTrailingZeros(text) : text
  }
  return item
}

/** "0.130000" as invoices print it: "13%". */
function asPercent(text: string): string {
  const match = /^0(?:\.(\d{1,12}))?$/.exec(text)
  if (!match) return text
  const digits = (match[1] ?? '').padEnd(2, '0')
  const rest = digits.slice(2).replace(/0+$/, '')
  return `${Number(digits.slice(0, 2))}${rest ? `.${rest}` : ''}%`
}

/** "42.500000" is "42.5"; two decimals stay as they are stated. */
function withoutTrailingZeros(text: string): string {
  return /^-?\d+\.\d{3,}$/.test(text) ? text.replace(/\.?0+$/, '') : text
}

/** Carriage and seat are two elements and one print. */
function addSeat(root: XmlNode, values: Facts['values']): void {
  const [carriage, seat] = ['Carriage', 'Seat'].map((name) => textOf(descendants(root, name)[0]))
  if (!carriage || !seat) return
  values.set('seat', [`${carriage}${carriage.endsWith('车') ? '' : '车'}${seat}${/[号座铺]$/.test(seat) ? '' : '号'}`, `${carriage}${seat}`])
}

const labelElements = ['TypeOfVoucher', 'TypeOfInvoice', 'SpecialInvoiceType', 'EInvoiceName', 'FP_BT', 'InvoiceName', 'InvoiceTitle', 'LabelName', '发票名称', '发票类型', '标题']

function kindOf(root: XmlNode, values: Facts['values'], lineItems: readonly LineItem[], valueOf: ValueOf): VoucherKind | null {
  const labels = labelElements.flatMap((name) => descendants(root, name)).map((node) => valueOf(node) ?? '').join(' ')
  const has = (name: string) => descendants(root, name).length > 0
  if (has('ElectronicInvoiceRailwayETicketNumber') || /铁路/.test(labels)) return 'rail-e'
  if (has('ElectronicInvoiceAirTransportReceiptNumber') || /航空|行程单/.test(labels)) return 'air-e'
  if (has('AccountNameOfPayer') || has('TransactionAmountInFigures') || has('付款人户名') || has('收款人户名') || /回单/.test(labels)) return 'bank-slip'
  if (has('InvoicingPartyName')) return /医疗|门诊|住院/.test(labels) ? 'fiscal-medical' : 'fiscal-nontax'
  const specific = descendants(root, 'SpecificInformation')[0]
  if (specific && descendants(specific, 'Toll').length > 0) return 'toll-e'
  // Whatever its title: an invoice whose rows are tolls is one of a toll road.
  if (/通行费/.test(labels) || lineItems.some(({ name }) => /^\*[^*]{2,8}\*(车辆)?通行费/.test(name))) return 'toll-e'
  return invoiceKind(root, values, labels)
}

function invoiceKind(root: XmlNode, values: Facts['values'], labels: string): VoucherKind | null {
  const number = values.get('invoiceNumber')?.[0] ?? ''
  const code = values.get('invoiceCode')?.[0]
  if (code) return kindOfCode(code)
  if (!/^\d{20}$/.test(number)) return null
  const vatLabel = descendants(root, 'GeneralOrSpecialVAT')[0]
  // XBRL names its kind in its taxonomy alone: einv_ord, einv_spcl.
  const taxonomy = descendants(root, 'schemaRef')[0]?.attributes.href ?? ''
  const isSpecial = /专用/.test(labels) || textOf(child(vatLabel, 'LabelCode')) === '01' || /_spcl_/.test(taxonomy)
  const isNormal = /普通/.test(labels) || textOf(child(vatLabel, 'LabelCode')) === '02' || /_ord_/.test(taxonomy)
  return isSpecial === isNormal ? null : isSpecial ? 'digital-special' : 'digital-normal'
}

/** The tax bureau's code says what it is for: 12 digits by the last two, 10 digits by the eighth. */
export function kindOfCode(code: string): VoucherKind | null {
  if (/^0\d{11}$/.test(code)) return ({ '11': 'vat-e-normal', '12': 'toll-e', '13': 'vat-e-special', '06': 'roll', '07': 'roll', '04': 'vat-normal', '05': 'vat-normal' } as const)[code.slice(-2)] ?? null
  if (/^\d{10}$/.test(code)) return ({ '1': 'vat-special', '5': 'vat-special', '3': 'vat-normal', '6': 'vat-normal' } as const)[code[7]!] ?? null
  return null
}
