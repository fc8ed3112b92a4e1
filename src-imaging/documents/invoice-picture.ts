/** A picture of an invoice that came as data alone, in the order of a printed 数电票, with a note that it was drawn from the data. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { names } from '../../src-shared/names.ts'
import type { Line, LineItem } from '../../src-shared/scan.ts'
import { type FieldName, fieldNames, type Quad, type VoucherKind } from '../../src-shared/voucher.ts'
import { type DocumentPage, pageDpi, type Statement } from './document.ts'
import { pictureOf } from './document-pictures.ts'

const pxPerMm = pageDpi / 25.4
const widthMm = 210
const margin = 10
const right = widthMm - margin
const rowMm = 6
/** More rows than this are told, not drawn. */
const maxRows = 200
const ink = '#1f1f1f'
const brown = '#8c4a1f'
const families = '"Noto Sans CJK SC", "Microsoft YaHei", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'

const titles: Partial<Record<VoucherKind, string>> = {
  'digital-normal': '电子发票（普通发票）', 'digital-special': '电子发票（增值税专用发票）', 'rail-e': '电子发票（铁路电子客票）', 'air-e': '电子发票（航空运输电子客票行程单）', 'toll-e': '电子发票（通行费）',
}

interface TextWish { sizeMm?: number; colour?: string; align?: 'left' | 'right' | 'center'; maxMm?: number; field?: FieldName }

class Sheet {
  readonly lines: Line[] = []
  readonly boxes: Partial<Record<FieldName, Quad>> = {}
  readonly canvas
  private readonly context: SKRSContext2D

  constructor(heightMm: number) {
    this.canvas = createCanvas(Math.round(widthMm * pxPerMm), Math.round(heightMm * pxPerMm))
    this.context = this.canvas.getContext('2d')
    this.context.fillStyle = '#fff'
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height)
  }

  /** @param yMm the baseline; too long a text is squeezed into `maxMm` */
  text(xMm: number, yMm: number, content: string, { sizeMm = 3.4, colour = ink, align = 'left', maxMm = right - margin, field }: TextWish = {}): void {
    if (content === '') return
    const [x, y, size] = [xMm * pxPerMm, yMm * pxPerMm, sizeMm * pxPerMm]
    this.context.font = `${size}px ${families}`
    this.context.fillStyle = colour
    this.context.textAlign = align
    this.context.fillText(content, x, y, maxMm * pxPerMm)
    const width = Math.min(this.context.measureText(content).width, maxMm * pxPerMm)
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
    const box: Quad = [[left, y - 0.88 * size], [left + width, y - 0.88 * size], [left + width, y + 0.2 * size], [left, y + 0.2 * size]].map(([px, py]) => [Math.round(px!), Math.round(py!)]) as Quad
    this.lines.push({ text: content, score: 1, boxPx: box })
    if (field) this.boxes[field] = box
  }

  frame(xMm: number, yMm: number, wideMm: number, highMm: number): void {
    this.context.strokeStyle = brown
    this.context.lineWidth = 0.25 * pxPerMm
    this.context.strokeRect(xMm * pxPerMm, yMm * pxPerMm, wideMm * pxPerMm, highMm * pxPerMm)
  }
}

/** The page, with the places of the statement's fields set in the statement. */
export function drawInvoice(statement: Statement): DocumentPage {
  const { lineItems, fields } = statement
  const isGoods = fields.trainNumber === undefined && (lineItems.length > 0 || fields.amountNet !== undefined)
  const sheet = isGoods ? drawGoods(statement) : drawTicket(statement)
  for (const [name, boxPx] of Object.entries(sheet.boxes) as [FieldName, Quad][]) if (statement.fields[name]) statement.fields[name].boxPx = boxPx
  return { picture: pictureOf(sheet.canvas), dpi: pageDpi, lines: sheet.lines }
}

/** Goods or services: parties, rows, sums. */
function drawGoods(statement: Statement): Sheet {
  const rows = statement.lineItems.slice(0, maxRows)
  const extras = fieldNames.filter((name) => statement.fields[name] && !drawnElsewhere.has(name))
  const tableMm = (Math.max(rows.length, 3) + 2) * rowMm + 2
  const extrasMm = listMm(extras)
  const sheet = new Sheet(62 + tableMm + 14 + extrasMm + 16)
  drawHead(sheet, statement)
  drawParties(sheet, statement)
  drawTable(sheet, statement, rows, 62, tableMm)
  drawTotal(sheet, statement, 62 + tableMm)
  drawList(sheet, statement, extras, 62 + tableMm + 14)
  const untold = statement.lineItems.length - rows.length
  drawNote(sheet, 62 + tableMm + 14 + extrasMm + 9, untold > 0 ? `另有 ${untold} 行明细未列出。` : '')
  return sheet
}

/** A ticket or a bank's receipt: one thing after the other. */
function drawTicket(statement: Statement): Sheet {
  const told = fieldNames.filter((name) => statement.fields[name])
  const sheet = new Sheet(24 + listMm(told) + 18)
  drawTitle(sheet, statement)
  sheet.frame(margin, 20, right - margin, listMm(told) + 2)
  drawList(sheet, statement, told, 20)
  drawNote(sheet, 24 + listMm(told) + 9, '')
  return sheet
}

function drawNote(sheet: Sheet, yMm: number, more: string): void {
  sheet.text(margin, yMm, `本页由电子原件（XML）数据绘制，仅供查阅，原件为准。${more}`, { sizeMm: 2.8, colour: '#777' })
}

const drawnElsewhere = new Set<FieldName>(['invoiceNumber', 'invoiceCode', 'date', 'checkCode', 'buyerName', 'buyerTaxId', 'sellerName', 'sellerTaxId', 'amountNet', 'amountTax', 'amountTotal', 'amountTotalUpper'])

function drawTitle(sheet: Sheet, { kind }: Statement): void {
  sheet.text(widthMm / 2, 13, kind ? titles[kind] ?? names.zh.kinds[kind] : '电子发票', { sizeMm: 6.2, colour: brown, align: 'center', maxMm: 150 })
}

function drawHead(sheet: Sheet, statement: Statement): void {
  const { fields } = statement
  drawTitle(sheet, statement)
  const numbers: FieldName[] = ['invoiceCode', 'invoiceNumber', 'date', 'checkCode']
  numbers.filter((name) => fields[name]).forEach((name, i) => {
    sheet.text(146, 19 + i * 4.8, `${names.zh.fields[name]}：`, { sizeMm: 3, colour: brown, align: 'right' })
    sheet.text(146, 19 + i * 4.8, asPrinted(name, fields[name]!.value), { sizeMm: 3, maxMm: 54, field: name })
  })
}

function drawParties(sheet: Sheet, { fields }: Statement): void {
  const half = (right - margin) / 2
  const sides = [['购买方', 'buyerName', 'buyerTaxId', margin], ['销售方', 'sellerName', 'sellerTaxId', margin + half]] as const
  for (const [label, name, taxId, x] of sides) {
    sheet.frame(x, 36, half, 26)
    sheet.text(x + 2, 43, `${label}信息`, { sizeMm: 3, colour: brown })
    sheet.text(x + 2, 50, '名称：', { colour: brown })
    sheet.text(x + 13, 50, fields[name]?.value ?? '', { maxMm: half - 15, field: name })
    sheet.text(x + 2, 57, '统一社会信用代码/纳税人识别号：', { sizeMm: 2.8, colour: brown })
    sheet.text(x + 46, 57, fields[taxId]?.value ?? '', { sizeMm: 3.2, maxMm: half - 48, field: taxId })
  }
}

const columns: [title: string, key: keyof LineItem, atMm: number, align: 'left' | 'right', maxMm: number][] = [
  ['项目名称', 'name', margin + 2, 'left', 50], ['规格型号', 'spec', 64, 'left', 24], ['单位', 'unit', 90, 'left', 11], ['数量', 'quantity', 117, 'right', 15],
  ['单价', 'unitPrice', 138, 'right', 20], ['金额', 'amount', 162, 'right', 23], ['税率', 'taxRate', 177, 'right', 14], ['税额', 'tax', right - 2, 'right', 20],
]

function drawTable(sheet: Sheet, { fields }: Statement, rows: readonly LineItem[], topMm: number, highMm: number): void {
  sheet.frame(margin, topMm, right - margin, highMm)
  for (const [title, , at, align] of columns) sheet.text(at, topMm + 5, title, { sizeMm: 3, colour: brown, align })
  rows.forEach((row, i) => {
    for (const [, key, at, align, maxMm] of columns) sheet.text(at, topMm + 5 + (i + 1) * rowMm, row[key] ?? '', { sizeMm: 3, align, maxMm })
  })
  const bottom = topMm + highMm - 2.5
  sheet.text(margin + 2, bottom, '合计', { colour: brown })
  sheet.text(162, bottom, withSign(fields.amountNet?.value), { align: 'right', maxMm: 40, field: 'amountNet' })
  sheet.text(right - 2, bottom, withSign(fields.amountTax?.value), { align: 'right', maxMm: 34, field: 'amountTax' })
}

function drawTotal(sheet: Sheet, { fields }: Statement, topMm: number): void {
  sheet.frame(margin, topMm, right - margin, 10)
  sheet.text(margin + 2, topMm + 6.5, '价税合计（大写）', { colour: brown })
  sheet.text(42, topMm + 6.5, fields.amountTotalUpper?.value ?? '', { maxMm: 80, field: 'amountTotalUpper' })
  sheet.text(130, topMm + 6.5, '（小写）', { colour: brown })
  sheet.text(right - 2, topMm + 6.5, withSign(fields.amountTotal?.value), { align: 'right', maxMm: 50, field: 'amountTotal' })
}

/** What the like of it is called on papers that have no buyer or no train. */
const otherNames: Partial<Record<VoucherKind, Partial<Record<FieldName, string>>>> = {
  'bank-slip': { date: '交易日期', buyerName: '付款人', sellerName: '收款人', amountTotal: '金额' }, 'air-e': { date: '填开日期', trainNumber: '航班号', amountTotal: '合计' }, 'rail-e': { amountTotal: '票价' },
}

/** Two columns of labels and values. */
function drawList(sheet: Sheet, { kind, fields }: Statement, listed: readonly FieldName[], topMm: number): void {
  listed.forEach((name, i) => {
    const x = i % 2 === 0 ? margin + 2 : widthMm / 2 + 2
    const y = topMm + (Math.floor(i / 2) + 1) * rowMm + 1
    sheet.text(x, y, `${(kind && otherNames[kind]?.[name]) ?? names.zh.fields[name]}：`, { sizeMm: 3.2, colour: brown })
    sheet.text(x + 23, y, asPrinted(name, fields[name]!.value), { maxMm: 69, field: name })
  })
}

function listMm(listed: readonly FieldName[]): number {
  return listed.length === 0 ? 0 : Math.ceil(listed.length / 2) * rowMm + 4
}

function asPrinted(name: FieldName, value: string): string {
  if (name === 'date') return value.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日')
  return name.startsWith('amount') && name !== 'amountTotalUpper' ? withSign(value) : value
}

function withSign(amount: string | undefined): string {
  return amount === undefined ? '' : `¥${amount}`
}
