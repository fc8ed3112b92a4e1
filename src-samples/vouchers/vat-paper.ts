/** The form of 2009 to 2024, 240 x 140 mm: 专票 and 普票 on paper, and the electronic ones that kept its looks. */
import type { LineItem } from '../../src-shared/scan.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { Random } from '../random.ts'
import { Sheet } from '../sheet.ts'
import type { SampleSet, SampleVoucher, VoucherMaker, VoucherWishes } from '../voucher.ts'
import { Pen } from './pen.ts'
import { dateForms, printSampleMark } from './press.ts'
import { makeVatContent, type Party, planFor, type VatContent } from './vat-content.ts'

/** One printer's form. Millimetres; x of lines and texts from the left edge, y from the top. */
interface FormLayout {
  /** Of the paper, where it is not the usual 240. */
  widthMm?: number
  /** The strips with holes are still on. */
  hasHoles?: boolean
  only?: 'paper' | 'electronic'
  /** What stands down the sides of the parties' blocks. */
  sides?: [buyer: string, seller: string]
  /** The machine prints the check code into the remarks. */
  checksInRemarks?: boolean
  /** Before the number. */
  numberMark?: string
  dateForm?: (date: string) => string
  colour: string
  ink: string
  frame: [left: number, top: number, right: number, bottom: number]
  /** Bottoms of the buyer's block, the items and the total's row. */
  rows: [parties: number, items: number, total: number]
  /** The seven lines between the eight columns. */
  columns: [number, number, number, number, number, number, number]
  sideMm: number
  cipherX: number
  remarkX: number
  labels: { name: string; taxId: string; address: string; bank: string; heads: [string, string, string, string, string, string, string, string]; sum: string; total: string; small: string; footer: [string, string, string, string] }
  /** Where values begin behind the parties' labels. */
  valueX: number
  title: { y: number; sizeMm: number; spacingMm: number }
  qr: [x: number, y: number, sizeMm: number]
  headX: number
  /** Words down the right edge. */
  hasStrip: boolean
  stepMm: number
}

const spaced = (date: string) => `${date.slice(0, 4)} 年 ${date.slice(5, 7)} 月 ${date.slice(8)} 日`

const tuningForms: readonly FormLayout[] = [
  {
    colour: '#8c4a2f', ink: '#1d2440', frame: [8, 32, 232, 122], rows: [58, 89, 98], columns: [62, 84, 96, 112, 134, 168, 182], sideMm: 7, cipherX: 140, remarkX: 148, valueX: 42,
    labels: { name: '名　　　　称：', taxId: '纳税人识别号：', address: '地 址、电 话：', bank: '开户行及账号：', heads: ['货物或应税劳务、服务名称', '规格型号', '单位', '数 量', '单 价', '金 额', '税率', '税 额'], sum: '合　　　计', total: '价税合计（大写）', small: '（小写）', footer: ['收款人：', '复核：', '开票人：', '销售方：（章）'] },
    title: { y: 17, sizeMm: 7.2, spacingMm: 1 }, qr: [9, 7, 20], headX: 182, hasStrip: false, stepMm: 5,
  },
  {
    colour: '#2f5f8c', ink: '#202020', frame: [14, 35, 226, 123], rows: [60, 93, 101], columns: [67, 92, 103, 120, 141, 169, 180], sideMm: 6, cipherX: 136, remarkX: 141, valueX: 47,
    labels: { name: '名        称:', taxId: '纳税人识别号:', address: '地址、  电话:', bank: '开户行及账号:', heads: ['货物或应税劳务、服务名称', '规格型号', '单位', '数  量', '单  价', '金  额', '税率', '税  额'], sum: '合        计', total: '价税合计(大写)', small: '(小写)', footer: ['收款人:', '复核:', '开票人:', '销售方:(章)'] },
    title: { y: 15.5, sizeMm: 6.6, spacingMm: 1.6 }, qr: [16, 6, 22], headX: 174, hasStrip: true, stepMm: 4.6,
  },
  {
    colour: '#7a3d55', ink: '#15151c', frame: [10, 34, 230, 121], rows: [59.5, 91, 99.5], columns: [58, 79, 92, 110, 131, 163, 178], sideMm: 8, cipherX: 144, remarkX: 152, valueX: 50,
    labels: { name: '名　　　称：', taxId: '纳 税 人 识 别 号：', address: '地　址、电　话：', bank: '开 户 行 及 账 号：', heads: ['货物或应税劳务、服务名称', '规格型号', '单 位', '数　量', '单　价', '金　　额', '税 率', '税　　额'], sum: '合　　计', total: '价税合计（大写）', small: '（小写）', footer: ['收 款 人：', '复　核：', '开 票 人：', '销 售 方：（章）'] },
    title: { y: 16.5, sizeMm: 6.9, spacingMm: 0.7 }, qr: [12, 8, 18], headX: 176, hasStrip: true, stepMm: 4.8,
  },
  {
    colour: '#356b4f', ink: '#26264a', frame: [12, 33, 228, 124], rows: [57, 94, 103], columns: [70, 90, 100, 115, 137, 166, 177], sideMm: 6.5, cipherX: 138, remarkX: 145, valueX: 44,
    labels: { name: '名　称：', taxId: '纳税人识别号：', address: '地址、电话：', bank: '开户行及账号：', heads: ['货物或应税劳务、服务名称', '规格型号', '单位', '数量', '单价', '金额', '税率', '税额'], sum: '合　　　　计', total: '价税合计（大写）', small: '（小写）', footer: ['收款人：', '复核：', '开票人：', '销售方：（章）'] },
    title: { y: 18, sizeMm: 7.6, spacingMm: 0.4 }, qr: [14, 9, 19], headX: 180, hasStrip: false, stepMm: 5.2,
  },
  {
    widthMm: 241, hasHoles: true, only: 'paper', sides: ['购货单位', '销货单位'], checksInRemarks: true, numberMark: 'No.',
    colour: '#70492c', ink: '#232a4d', frame: [17, 36, 224, 121.5], rows: [60, 90, 98.5], columns: [66, 86, 97, 113, 136, 166, 177], sideMm: 7, cipherX: 137, remarkX: 143, valueX: 51,
    labels: { name: '名　　　　称:', taxId: '纳税人识别号:', address: '地 址 、 电 话:', bank: '开户行及账号:', heads: ['货物或应税劳务名称', '规格型号', '单 位', '数　　量', '单　　价', '金　　额', '税率', '税　　额'], sum: '合　　　　　计', total: '价税合计（大写）', small: '（小写）', footer: ['收款人：', '复　核：', '开票人：', '销货单位：（章）'] },
    title: { y: 18, sizeMm: 6.8, spacingMm: 1.2 }, qr: [18, 9, 19], headX: 166, hasStrip: false, stepMm: 4.7,
  },
  {
    widthMm: 214, numberMark: '№', colour: '#a4502f', ink: '#33333b', frame: [6, 33.5, 204, 121], rows: [56.5, 90, 99], columns: [54, 73, 83, 99, 121, 146, 157], sideMm: 5.5, cipherX: 127, remarkX: 126, valueX: 37,
    labels: { name: '名　　　　称：', taxId: '纳税人识别号：', address: '地　址、电话：', bank: '开户行及帐号：', heads: ['货物或应税劳务、服务名称', '规格型号', '单位', '数量', '单价', '金额', '税率', '税额'], sum: '合　　计', total: '价税合计（大写）', small: '（小写）', footer: ['收款人:', '复核:', '开票人:', '销售方:（章）'] },
    title: { y: 16, sizeMm: 6.2, spacingMm: 0.5 }, qr: [7, 7.5, 20], headX: 149, hasStrip: true, stepMm: 5,
  },
  {
    widthMm: 210, only: 'electronic', dateForm: spaced, colour: '#4c4c50', ink: '#101014', frame: [7, 37, 203, 125], rows: [62, 96, 104], columns: [58, 80, 89, 104, 124, 150, 162], sideMm: 5, cipherX: 122, remarkX: 118, valueX: 36,
    labels: { name: '名　　　称:', taxId: '纳税人识别号:', address: '地址、 电话:', bank: '开户行及账号:', heads: ['项目名称', '规格型号', '单位', '数 量', '单 价', '金 额', '税率', '税 额'], sum: '合　　　　　　计', total: '价税合计（大写）', small: '（小写）', footer: ['收 款 人:', '复 核:', '开 票 人:', '销 售 方:（章）'] },
    title: { y: 19, sizeMm: 6, spacingMm: 0.9 }, qr: [9, 10, 22], headX: 146, hasStrip: false, stepMm: 4.4,
  },
]

const heldOutForms: readonly FormLayout[] = [
  {
    only: 'paper', colour: '#9a5c30', ink: '#20222e', frame: [15, 33.5, 225, 121.5], rows: [59, 92, 100.5], columns: [70, 92, 103, 120, 142, 169, 179], sideMm: 6, cipherX: 142, remarkX: 139, valueX: 46,
    labels: { name: '名        称：', taxId: '纳税人识别号：', address: '地 址、电 话：', bank: '开户行及账号：', heads: ['货物或应税劳务、服务名称', '规格型号', '单位', '数 量', '单 价', '金 额', '税率', '税 额'], sum: '合        计', total: '价税合计（大写）', small: '（小写）', footer: ['收款人：', '复核：', '开票人：', '销售方：（章）'] },
    title: { y: 17.5, sizeMm: 7, spacingMm: 0.9 }, qr: [17, 8, 20], headX: 171, hasStrip: true, stepMm: 4.9,
  },
  {
    widthMm: 215, only: 'electronic', colour: '#8b4632', ink: '#131313', frame: [8, 35, 207, 123], rows: [60, 93, 101], columns: [63, 84, 94, 111, 133, 157, 168], sideMm: 6, cipherX: 125, remarkX: 122, valueX: 38,
    labels: { name: '名        称:', taxId: '纳税人识别号:', address: '地 址、电 话:', bank: '开户行及账号:', heads: ['货物或应税劳务、服务名称', '规格型号', '单位', '数 量', '单 价', '金 额', '税率', '税 额'], sum: '合        计', total: '价税合计(大写)', small: '(小写)', footer: ['收 款 人:', '复 核:', '开 票 人:', '销 售 方:(章)'] },
    title: { y: 18.5, sizeMm: 6.3, spacingMm: 0.6 }, qr: [10, 9, 21], headX: 150, hasStrip: false, stepMm: 4.8,
  },
]

const forms: Record<SampleSet, readonly FormLayout[]> = { tuning: tuningForms, 'held-out': heldOutForms }

const titles: Partial<Record<VoucherKind, string>> = { 'vat-special': '增值税专用发票', 'vat-normal': '增值税普通发票', 'vat-e-normal': '增值税电子普通发票', 'vat-e-special': '增值税电子专用发票', 'toll-e': '增值税电子普通发票' }

/** @throws Error where the kind is none of the form's */
export const drawVatPaper: VoucherMaker = (random, wishes) => {
  const content = makeVatContent(random, wishes, planFor(wishes.kind))
  return { ...voucherOf(wishes.kind, content), sheets: [layOutForm(random, wishes, content)] }
}

export function voucherOf(kind: VoucherKind, content: VatContent): Omit<SampleVoucher, 'sheets'> {
  return { kind, fields: content.fields, lineItems: content.lineItems, qr: [content.qr], fault: content.fault }
}

/** Draws the rows of the items' block; the toll e-invoice has columns of its own. Returns the x where its amounts end. */
export type ItemsDrawer = (form: Pen, ink: Pen, layout: Pick<FormLayout, 'frame' | 'rows' | 'colour' | 'stepMm'>) => number

export function layOutForm(random: Random, { kind, isTrimmed = false }: VoucherWishes, content: VatContent, drawItems?: ItemsDrawer): Sheet {
  const layout = random.pick(forms[content.set].filter(({ only }) => only !== (isElectronic(kind) ? 'paper' : 'electronic')))
  const sheet = new Sheet(widthOf(layout), 140, isElectronic(kind) ? '#fdfdfc' : random.pick(['#fbfaf5', '#f7f5ee', '#f6f8f4']))
  if (layout.hasHoles) punchStrips(sheet)
  const { typefaces } = content
  const form = new Pen(sheet, { font: typefaces.label, colour: layout.colour, sizeMm: 3.3 })
  const shiftMm: [number, number] = isElectronic(kind) ? [0, 0] : [random.between(-0.9, 0.9), random.between(-0.7, 0.5)]
  const ink = new Pen(sheet, { font: typefaces.ink, digits: typefaces.digits, colour: layout.ink, sizeMm: 3.4, shiftMm })
  drawHead(form, ink, layout, kind, content)
  drawGrid(sheet, layout, drawItems === undefined)
  drawParty(form, ink, layout, layout.sides?.[0] ?? '购买方', content.buyer, layout.frame[1], layout.rows[0], layout.cipherX, 'buyer')
  drawCipher(form, ink, layout, random)
  const amountsEnd = drawItems ? drawItems(form, ink, layout) : drawItemRows(form, ink, layout, content.lineItems)
  drawSums(form, ink, layout, content, amountsEnd)
  drawParty(form, ink, layout, layout.sides?.[1] ?? '销售方', content.seller, layout.rows[2], layout.frame[3], layout.remarkX, 'seller')
  drawFoot(form, ink, layout, content)
  drawSeals(sheet, layout, random, content, kind)
  printSampleMark(sheet, typefaces.label, layout.frame[0] + 1, 137)
  if (!isElectronic(kind) || isTrimmed || random.next() < 0.5) return sheet
  // Half of the electronic ones come out of an office printer, on the upper half of a sheet of A4.
  const a4 = new Sheet(210, 297, '#fcfcfb')
  a4.lay(sheet, random.between(3, 7), random.between(4, 12), (random.between(0.82, 0.85) * 240) / sheet.widthMm)
  return a4
}

const widthOf = ({ widthMm = 240 }: FormLayout) => widthMm

/** Continuous paper whose strips nobody tore off. */
function punchStrips(sheet: Sheet): void {
  for (const x of [6.2, sheet.widthMm - 6.2]) for (let y = 6; y < sheet.heightMm; y += 12.7) sheet.mark(`<circle cx="${x}" cy="${y}" r="2" fill="#cfcbc2" stroke="#b5b0a6" stroke-width="0.15"/>`)
  for (const x of [12.4, sheet.widthMm - 12.4]) sheet.line(x, 0, x, sheet.heightMm, { colour: '#c4beb2', widthMm: 0.15, dash: '0.8 0.8' })
}

const dateOn = ({ dateForm = dateForms.long }: FormLayout, { fields }: VatContent) => dateForm(fields.date!)

const isElectronic = (kind: VoucherKind) => kind === 'vat-e-normal' || kind === 'vat-e-special' || kind === 'toll-e'

function drawHead(form: Pen, ink: Pen, layout: FormLayout, kind: VoucherKind, content: VatContent): void {
  const { fields } = content
  const middle = widthOf(layout) / 2
  const { y, sizeMm, spacingMm } = layout.title
  const title = content.region.replace(/省$/, '') + titles[kind]!
  form.sheet.qrCode(content.qr, ...layout.qr)
  form.write(middle, y, title, { sizeMm, letterSpacingMm: spacingMm, align: 'middle' })
  for (const below of [3, 3.9]) form.sheet.line(middle - 40, y + below, middle + 40, y + below, { colour: layout.colour })
  if (isElectronic(kind)) {
    if (kind === 'toll-e') form.write(layout.qr[0] + layout.qr[2] + 4, layout.title.y + 4, '通行费', { sizeMm: 5 })
    form.write(layout.frame[0] + 1, layout.frame[1] - 1.8, '机器编号：', { sizeMm: 3 })
    ink.write(layout.frame[0] + 16.5, layout.frame[1] - 1.8, content.machineNumber, { sizeMm: 3 })
    return drawHeadGroup(form, ink, layout, [['发票代码：', fields.invoiceCode!, 'invoiceCode'], ['发票号码：', fields.invoiceNumber!, 'invoiceNumber'], ['开票日期：', dateOn(layout, content), 'date'], ['校 验 码：', inFives(fields.checkCode!), 'checkCode']])
  }
  drawPaperHead(form, ink, layout, kind, content)
}

const inFives = (digits: string) => digits.replace(/(\d{5})(?=\d)/g, '$1 ')

function drawHeadGroup(form: Pen, ink: Pen, layout: FormLayout, group: [label: string, value: string, field: 'invoiceCode' | 'invoiceNumber' | 'date' | 'checkCode'][]): void {
  const step = 5.3
  const top = layout.frame[1] - 3.4 - step * (group.length - 1)
  group.forEach(([label, value, field], i) => {
    const from = form.write(layout.headX, top + i * step, label, { sizeMm: 3.2 })
    ink.write(from + 0.5, top + i * step, value, { sizeMm: 3.2, field, roomMm: layout.frame[2] + 3 - from })
  })
}

/** The code in large type on the left, the number behind `No` on the right; the machine prints both once more, small. */
function drawPaperHead(form: Pen, ink: Pen, layout: FormLayout, kind: VoucherKind, content: VatContent): void {
  const { fields } = content
  const codeX = layout.qr[0] + layout.qr[2] + 4
  form.write(codeX, 14, fields.invoiceCode!, { sizeMm: 5, colour: '#2a2a2a', field: 'invoiceCode' })
  form.write(layout.headX + 6, 14, layout.numberMark ?? 'No', { sizeMm: 5 })
  form.write(layout.headX + 15, 14, fields.invoiceNumber!, { sizeMm: 5.2, colour: '#26365e', field: 'invoiceNumber' })
  ink.write(layout.headX + 34, 18.6, fields.invoiceCode!, { sizeMm: 2.8, field: 'invoiceCode' })
  ink.write(layout.headX + 34, 22.6, fields.invoiceNumber!, { sizeMm: 2.8, field: 'invoiceNumber' })
  form.write(widthOf(layout) / 2, layout.title.y + 9.5, kind === 'vat-special' ? '抵 扣 联' : '发 票 联', { align: 'middle' })
  const dateY = layout.frame[1] - 2
  ink.write(form.write(layout.headX, dateY, '开票日期：') + 0.5, dateY, dateOn(layout, content), { field: 'date' })
  if (fields.checkCode && !layout.checksInRemarks) {
    ink.write(form.write(codeX, dateY, '校验码', { sizeMm: 3 }) + 1.5, dateY, inFives(fields.checkCode), { sizeMm: 3, field: 'checkCode' })
  }
  if (layout.hasStrip) form.down(layout.frame[2] + 4, layout.frame[1] + 14, kind === 'vat-special' ? '第二联抵扣联购买方扣税凭证' : '第二联发票联购买方记账凭证', 4.6, { sizeMm: 2.7 })
}

function drawGrid(sheet: Sheet, layout: FormLayout, hasColumns: boolean): void {
  const { frame: [left, top, right, bottom], rows: [parties, items, total], columns, sideMm, cipherX, remarkX, colour } = layout
  sheet.box(left, top, right - left, bottom - top, { colour, widthMm: 0.4 })
  for (const y of layout.rows) sheet.line(left, y, right, y, { colour })
  for (const x of [left + sideMm, cipherX, cipherX + sideMm]) sheet.line(x, top, x, parties, { colour })
  for (const x of [left + sideMm, remarkX, remarkX + sideMm]) sheet.line(x, total, x, bottom, { colour })
  sheet.line(columns[0], items, columns[0], total, { colour })
  if (hasColumns) for (const x of columns) sheet.line(x, parties, x, items, { colour })
}

function drawParty(form: Pen, ink: Pen, layout: FormLayout, side: string, party: Party, top: number, bottom: number, right: number, role: 'buyer' | 'seller'): void {
  const { labels, valueX, sideMm, frame: [left] } = layout
  const step = (bottom - top) / 4
  const sideStep = (bottom - top) / (side.length + 1)
  form.down(left + sideMm / 2, top + sideStep * 1.05, side, sideStep)
  const rows = [[labels.name, party.name, `${role}Name`], [labels.taxId, party.taxId, `${role}TaxId`], [labels.address, party.address, undefined], [labels.bank, party.bank, undefined]] as const
  rows.forEach(([label, value, field], i) => {
    const y = top + step * (i + 0.72)
    form.write(left + sideMm + 1.5, y, label, { sizeMm: 3.2 })
    ink.write(valueX, y, value, { sizeMm: i < 2 ? 3.5 : 3, letterSpacingMm: i === 1 ? 0.4 : 0, roomMm: right - valueX - 1, ...(field ? { field } : {}) })
  })
}

/** The cipher block: rows of signs, as the tax machine prints them. */
function drawCipher(form: Pen, ink: Pen, { cipherX, sideMm, frame: [, top, right], rows: [parties] }: FormLayout, random: Random): void {
  const step = (parties - top) / 4
  form.down(cipherX + sideMm / 2, top + step * 1.05, '密码区', step)
  for (let row = 0; row < 4; row++) {
    const signs = Array.from({ length: 27 }, () => random.pick([...'0123456789+-*/<>'])).join('')
    ink.write(cipherX + sideMm + 2, top + step * (row + 0.72), signs, { sizeMm: 3, letterSpacingMm: 0.6, roomMm: right - cipherX - sideMm - 4, role: 'cipher' })
  }
}

function drawItemRows(form: Pen, ink: Pen, layout: FormLayout, items: readonly LineItem[]): number {
  const edges = [layout.frame[0], ...layout.columns, layout.frame[2]]
  const top = layout.rows[0]
  layout.labels.heads.forEach((head, i) => form.write((edges[i]! + edges[i + 1]!) / 2, top + 4, head, { sizeMm: 3, align: 'middle', roomMm: edges[i + 1]! - edges[i]! - 1 }))
  const roomMm = edges[1]! - edges[0]! - 2
  const lines = items.reduce((sum, item) => sum + ink.linesOf(item.name, roomMm, 3.1).length, 0)
  const step = Math.min(layout.stepMm, (layout.rows[1] - 6.4 - (top + 9)) / Math.max(1, lines - 1))
  let y = top + 9
  for (const item of items) {
    writeCells(ink, edges, y, item)
    y += step * ink.wrap(edges[0]! + 1.2, y, item.name, roomMm, step, { sizeMm: 3.1 })
  }
  return edges[6]! - 0.8
}

/** Spec to tax, in the columns between the edges. */
export function writeCells(ink: Pen, edges: readonly number[], y: number, item: LineItem, sizeMm = 3.1): void {
  const cell = (i: number, value: string | undefined, align: 'start' | 'middle' | 'end') => {
    const [from, to] = [edges[i]! + 0.8, edges[i + 1]! - 0.8]
    if (value) ink.write(align === 'start' ? from : align === 'end' ? to : (from + to) / 2, y, value, { sizeMm, align, roomMm: to - from })
  }
  cell(1, item.spec, 'start')
  cell(2, item.unit, 'middle')
  cell(3, item.quantity, 'end')
  cell(4, item.unitPrice, 'end')
  cell(5, item.amount, 'end')
  cell(6, item.taxRate, 'end')
  cell(7, item.tax, 'end')
}

function drawSums(form: Pen, ink: Pen, layout: FormLayout, { fields, lineItems }: VatContent, amountsEnd: number): void {
  const { columns, frame: [left, , right], rows: [, items, total], labels } = layout
  const at = (left + columns[0]) / 2
  form.write(at, items - 2, labels.sum, { align: 'middle' })
  ink.write(amountsEnd, items - 2, `¥${fields.amountNet}`, { align: 'end', field: 'amountNet' })
  const tax = fields.amountTax === undefined ? lineItems[0]!.tax! : `¥${fields.amountTax}`
  ink.write(right - 1.5, items - 2, tax, { align: 'end', ...(fields.amountTax === undefined ? {} : { field: 'amountTax' as const }) })
  const y = (items + total) / 2 + 1.3
  form.write(at, y, labels.total, { align: 'middle' })
  crossedCircle(form.sheet, columns[0] + 5, y - 1.3, layout.ink)
  ink.write(columns[0] + 8, y, fields.amountTotalUpper!, { sizeMm: 3.8, roomMm: right - 56 - columns[0] - 8, field: 'amountTotalUpper' })
  ink.write(form.write(right - 54, y, labels.small) + 1, y, `¥${fields.amountTotal}`, { sizeMm: 3.8, field: 'amountTotal' })
}

/** The sign before 大写, a drawing rather than a letter: no typeface of the trade agrees on it. */
export function crossedCircle(sheet: Sheet, x: number, y: number, colour: string): void {
  const arm = 1.13
  sheet.mark(`<g stroke="${colour}" stroke-width="0.25" fill="none"><circle cx="${x}" cy="${y}" r="1.6"/><path d="M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}"/></g>`)
}

function drawFoot(form: Pen, ink: Pen, layout: FormLayout, { people, remarks, fields }: VatContent): void {
  const { frame: [left, , right, bottom], rows: [, , total], remarkX, sideMm, labels: { footer } } = layout
  const y = bottom + 5.6
  const step = (right - left) / 4.1
  ;[people.payee, people.checker, people.drawer, ''].forEach((name, i) => ink.write(form.write(left + 5 + i * step, y, footer[i]!) + 1, y, name))
  const half = (bottom - total) / 2
  form.down(remarkX + sideMm / 2, total + half * 0.7, '备注', half)
  const x = remarkX + sideMm + 1.5
  if (layout.checksInRemarks && fields.checkCode) ink.write(ink.write(x, total + 4.6, '校验码 ', { sizeMm: 3 }), total + 4.6, inFives(fields.checkCode), { sizeMm: 3, field: 'checkCode' })
  const from = total + (layout.checksInRemarks ? 9.6 : 4.6)
  remarks.forEach((remark, i) => ink.wrap(x, from + i * 5, remark, right - remarkX - sideMm - 3, 4.4, { sizeMm: 3 }))
}

/** The tax office's oval over the title; the seller's own over the remarks, at times over the sums. */
function drawSeals(sheet: Sheet, layout: FormLayout, random: Random, content: VatContent, kind: VoucherKind): void {
  const font = content.typefaces.label
  const right = layout.frame[2]
  sheet.ovalSeal(widthOf(layout) / 2 + random.between(-3, 3), layout.title.y - 1.5 + random.between(-1, 2.5), ['全国统一发票监制章', content.region, '国家税务总局监制'], font)
  const [x, y] = random.next() < 0.25 && !isElectronic(kind) ? [right - random.between(32, 80), layout.rows[1] + random.between(-6, 8)] : [right - random.between(27, 54), layout.frame[3] - random.between(4, 12)]
  sheet.ovalSeal(x, y, [content.seller.name, content.seller.taxId, '发票专用章'], font, { rx: 17, ry: 11 })
}
