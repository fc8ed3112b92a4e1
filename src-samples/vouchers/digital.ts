/** 数电票, 210 mm wide and as long as its rows need: plain, or with the rows that building, travel, leases and tolls ask for. */
import type { VoucherKind } from '../../src-shared/voucher.ts'
import type { Random } from '../random.ts'
import { Sheet } from '../sheet.ts'
import type { VoucherMaker, VoucherWishes } from '../voucher.ts'
import { type DigitalLayout, digitalLayouts } from './digital-layouts.ts'
import { Pen } from './pen.ts'
import { dateForms, printSampleMark } from './press.ts'
import { type SpecialRows, specialRows } from './special-rows.ts'
import { type ContentPlan, makeVatContent, type Party, planFor, type VatContent } from './vat-content.ts'
import { crossedCircle, voucherOf } from './vat-paper.ts'

const longestList = 16

export const drawDigital: VoucherMaker = (random, wishes) => {
  const special = random.next() < 0.32 ? random.pick(specialRows(wishes.set)) : null
  const isLong = special === null && random.next() < 0.12
  const plan = planFor(wishes.kind, special ? planOf(special) : isLong ? { fewestRows: 9, mostRows: longestList } : { mostRows: 5 })
  const content = makeVatContent(random, wishes, plan)
  return layOutDigital(random, wishes, content, special)
}

export function planOf({ mostRows, goods, shape }: SpecialRows): Pick<ContentPlan, 'mostRows' | 'goods' | 'shape'> {
  return { mostRows, goods, shape }
}

/** @param special the rows that this trade needs beside or instead of the plain ones */
export function layOutDigital(random: Random, { kind, isTrimmed = false }: VoucherWishes, content: VatContent, special: SpecialRows | null): ReturnType<VoucherMaker> {
  const layout = random.pick(digitalLayouts[content.set])
  const details = special?.details(random, content) ?? null
  const page = new Sheet(layout.widthMm, 0, '#fdfdfc')
  const { typefaces } = content
  const form = new Pen(page, { font: typefaces.label, colour: layout.colour, sizeMm: 3.2 })
  const ink = new Pen(page, { font: typefaces.ink, digits: typefaces.digits, colour: layout.ink, sizeMm: 3.2 })
  drawHead(form, ink, layout, kind, content, special?.mark ?? null)
  drawParties(form, ink, layout, content)
  const itemsBottom = drawItems(form, ink, layout, content, special, details?.cells ?? null)
  const sumsBottom = drawSums(form, ink, layout, content, itemsBottom)
  const bottom = drawRemarks(form, ink, layout, [...(details?.remarks ?? []), ...(layout.hasBankRemarks ? bankRemarks(content) : []), ...content.remarks], sumsBottom)
  ink.write(form.write(layout.left + 14, bottom + 6.5, layout.labels.drawer) + 0.5, bottom + 6.5, content.people.drawer)
  printSampleMark(page, typefaces.label, layout.left + 1, bottom + 12)
  const heightMm = bottom + 16
  return { ...voucherOf(kind, content), ...(details ? { fields: { ...content.fields, ...details.fields } } : {}), sheets: [onPaper(random, page, heightMm, isTrimmed)] }
}

function bankRemarks({ buyer, seller, people }: VatContent): string[] {
  const bankOf = (side: string, { bank }: Party) => `${side}开户银行:${bank.replace(' ', ';    银行账号:')};`
  return [bankOf('购方', buyer), bankOf('销方', seller), `收款人:${people.payee};    复核人:${people.checker};`]
}

/** As it is, or out of an office printer on A4; a list too long for the upper half runs on. */
function onPaper(random: Random, page: Sheet, heightMm: number, isTrimmed: boolean): Sheet {
  const isA4 = !isTrimmed && random.next() < 0.5
  const paper = isA4 ? new Sheet(210, 297, '#fcfcfb') : new Sheet(page.widthMm, Math.max(140, heightMm), '#fdfdfc')
  const scale = isA4 ? Math.min(random.between(0.9, 0.97), 200 / page.widthMm) : 1
  paper.lay(page, isA4 ? (210 - page.widthMm * scale) / 2 : 0, isA4 ? random.between(3, 10) : 0, scale)
  return paper
}

function drawHead(form: Pen, ink: Pen, layout: DigitalLayout, kind: VoucherKind, { fields, qr, region, typefaces }: VatContent, mark: string | null): void {
  const { title, left, widthMm, colour } = layout
  const middle = widthMm / 2
  form.sheet.qrCode(qr, ...layout.qr)
  const text = kind === 'digital-special' ? layout.titles[0] : layout.titles[1]
  form.write(middle, title.y, text, { sizeMm: title.sizeMm, align: 'middle' })
  for (const below of [3, 3.8]) form.sheet.line(middle - title.halfLineMm, title.y + below, middle + title.halfLineMm, title.y + below, { colour })
  form.sheet.ovalSeal(middle, title.y - 0.5, ['全国统一发票监制章', region, '国家税务总局'], typefaces.label)
  layout.head.forEach(([label, y], i) => {
    const from = form.write(layout.headX, y, label)
    ink.write(from + 0.4, y, i === 0 ? fields.invoiceNumber! : (layout.dateForm ?? dateForms.long)(fields.date!), { field: i === 0 ? 'invoiceNumber' : 'date', roomMm: widthMm - 3 - from })
  })
  if (mark) form.write(left + layout.qr[2] + 4, layout.markY, mark, { sizeMm: 4 })
  if (layout.counter) form.write(widthMm - 6, 6, layout.counter, { sizeMm: 2.5, align: 'end' })
}

function drawParties(form: Pen, ink: Pen, layout: DigitalLayout, { buyer, seller, fields: { buyerTaxId } }: VatContent): void {
  const { left, right, top, partiesBottom, sideMm, colour, labels } = layout
  const middle = layout.widthMm / 2
  const stroke = { colour }
  form.sheet.line(left, top, right, top, stroke)
  form.sheet.line(left, partiesBottom, right, partiesBottom, stroke)
  for (const x of [left + sideMm, middle, middle + sideMm]) form.sheet.line(x, top, x, partiesBottom, stroke)
  const party = (from: number, side: string, { name, taxId }: Party, role: 'buyer' | 'seller') => {
    const step = (partiesBottom - top) / side.length
    form.down(from + sideMm / 2, top + step * 0.78, side, step, { sizeMm: 3 })
    const room = middle - left - sideMm
    const [nameY, idY] = layout.partyYs
    const x = from + sideMm + 1.2
    const nameX = form.write(x, nameY, labels.name)
    ink.write(nameX + 0.4, nameY, name, { field: `${role}Name`, roomMm: x + room - nameX - 2.5 })
    const idX = form.write(x, idY, labels.taxId, { sizeMm: 2.9 })
    ink.write(idX + 0.4, idY, taxId, { field: `${role}TaxId`, sizeMm: 3, roomMm: x + room - idX - 2.5 })
  }
  party(left, labels.buyer, { ...buyer, taxId: buyerTaxId! }, 'buyer')
  party(middle, labels.seller, seller, 'seller')
}

/** @returns the bottom of the block */
function drawItems(form: Pen, ink: Pen, layout: DigitalLayout, { lineItems, fields }: VatContent, special: SpecialRows | null, cells: string[][] | null): number {
  const columns = special?.columns?.(layout) ?? layout.columns
  const top = layout.partiesBottom
  for (const { head, x, align } of columns) form.write(x, top + 4.4, head, { sizeMm: 3, align })
  let y = top + 9.6
  for (const [row, item] of lineItems.entries()) {
    let lines = 1
    for (const { value, x, roomMm, valueAlign, wraps, field } of columns) {
      const text = value(item, cells?.[row] ?? [])
      if (!text) continue
      if (wraps !== undefined) lines = Math.max(lines, ink.wrap(x + wraps, y, text, roomMm, layout.stepMm, { sizeMm: 3, ...(field ? { field } : {}) }))
      else ink.write(valueAlign.at, y, text, { sizeMm: 3, align: valueAlign.align, roomMm })
    }
    y += lines * layout.stepMm
  }
  if (special?.extra && cells) y = special.extra(form, ink, layout, y, cells)
  const bottom = Math.max(y + 3, top + layout.itemsLeastMm)
  const sumY = bottom - 2.4
  form.write(layout.sumX, sumY, layout.labels.sum)
  const end = (name: 'amount' | 'tax') => columns.find((column) => column.is === name)!.valueAlign.at
  ink.write(end('amount'), sumY, `¥${fields.amountNet}`, { align: 'end', field: 'amountNet' })
  ink.write(end('tax'), sumY, fields.amountTax === undefined ? lineItems[0]!.tax! : `¥${fields.amountTax}`, { align: 'end', ...(fields.amountTax === undefined ? {} : { field: 'amountTax' }) })
  form.sheet.line(layout.left, bottom, layout.right, bottom, { colour: layout.colour })
  return bottom
}

function drawSums(form: Pen, ink: Pen, layout: DigitalLayout, { fields }: VatContent, top: number): number {
  const { left, right, colour, labels, sumsMm, totalX } = layout
  const [bottom, y] = [top + sumsMm, top + sumsMm / 2 + 1.3]
  form.sheet.line(left, bottom, right, bottom, { colour })
  form.sheet.line(totalX - 3, top, totalX - 3, bottom, { colour })
  form.write((left + totalX - 3) / 2, y, labels.total, { align: 'middle' })
  crossedCircle(form.sheet, totalX + 1.5, y - 1.2, layout.ink)
  ink.write(totalX + 4.5, y, fields.amountTotalUpper!, { sizeMm: 3.5, field: 'amountTotalUpper', roomMm: layout.smallX - totalX - 6 })
  ink.write(form.write(layout.smallX, y, labels.small) + 0.5, y, `¥${fields.amountTotal}`, { sizeMm: 3.5, field: 'amountTotal' })
  return bottom
}

/** @returns the bottom of the frame */
function drawRemarks(form: Pen, ink: Pen, layout: DigitalLayout, remarks: string[], top: number): number {
  const { left, right, colour, sideMm, stepMm } = layout
  let y = top + 4.6
  for (const remark of remarks) y += stepMm * ink.wrap(left + sideMm + 1.5, y, remark, right - left - sideMm - 4, stepMm, { sizeMm: 3 })
  const bottom = Math.max(y, top + layout.remarksLeastMm)
  form.down(left + sideMm / 2, top + (bottom - top) * 0.36, '备注', (bottom - top) * 0.4)
  form.sheet.line(left + sideMm, top, left + sideMm, bottom, { colour })
  form.sheet.line(left, bottom, right, bottom, { colour })
  for (const x of [left, right]) form.sheet.line(x, layout.top, x, bottom, { colour })
  return bottom
}
