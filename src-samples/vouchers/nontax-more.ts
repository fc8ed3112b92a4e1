/** More 非税收入票据: all in ruled cells as some provinces' platforms print it, and a bought form filled in by a dot-matrix printer. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './nontax.ts'
import { Pen } from './pen.ts'
import { Press, printTable, withCommas, type FieldValues, type Layout } from './press.ts'
import { dayInBlanks } from './ruled-forms.ts'

/** Every label has its cell, the heads of the voucher too. */
export const inCells: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(210, 148, '#fefefe')
  const press = new Press(sheet, faces, { label: '#1f2a44', ink: '#1c1c22' })
  const colour = '#4a5a7c'
  press.label(15, 16, `${names.region()}政府非税收入`, 6.2, { bold: true })
  press.label(15, 23, '电子收费票据 · 缴款人存查', 4)
  sheet.ovalSeal(116, 15, ['非税票据监制', names.region()], faces.label, { rx: 17, ry: 10 })
  press.ink(195, 22, `第1页 / 共1页`, 2.8, { align: 'end' })
  const cell = (x: number, y: number, labelMm: number, valueMm: number, label: string, value: string, field?: keyof FieldValues) => {
    sheet.box(x, y, labelMm, 8, { colour, widthMm: 0.25 }, '#e9eef7')
    sheet.box(x + labelMm, y, valueMm, 8, { colour, widthMm: 0.25 })
    press.label(x + labelMm / 2, y + 5.2, label, 3.2, { align: 'middle' })
    press.ink(x + labelMm + 2, y + 5.2, value, 3.5, { field, roomMm: valueMm - 3 })
  }
  cell(15, 27, 20, 40, '票据代码', fields.invoiceCode!, 'invoiceCode')
  cell(75, 27, 20, 46, '票据号码', fields.invoiceNumber!, 'invoiceNumber')
  cell(141, 27, 20, 34, '校验码', fields.checkCode!, 'checkCode')
  cell(15, 35, 20, 106, '缴费人', fields.buyerName!, 'buyerName')
  cell(141, 35, 20, 34, '开具日期', fields.date!, 'date')
  cell(15, 43, 20, 106, '缴费人证号', facts.payerId)
  cell(141, 43, 20, 34, '缴款渠道', random.pick(['网上缴费', '柜台刷卡', '扫码支付']))
  const end = printTable(press, {
    x: 15, y: 53, widthsMm: [12, 30, 26, 22, 32, 58], rowMm: 7, sizeMm: 3.3, heads: ['序', '金额（元）', '收费标准', '数量', '计量单位', '收费项目'], rules: 'all', colour, aligns: ['middle', 'end', 'end', 'end', 'middle', 'start'],
    rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }, i) => [String(i + 1), amount, unitPrice!, quantity!, unit!, name]),
  })
  sheet.box(15, end, 180, 14, { colour, widthMm: 0.25 })
  press.label(17, end + 8.4, '合 计', 3.6)
  press.pair(32, end + 5.4, '小写：', `${withCommas(fields.amountTotal!)} 元`, 3.6, { field: 'amountTotal' })
  press.pair(32, end + 11.4, '大写：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  if (facts.note) press.ink(110, end + 8.4, facts.note, 3)
  const foot = end + 22
  press.label(15, foot, '执收单位', 3.2)
  press.ink(15, foot + 6, fields.sellerName!, 4, { field: 'sellerName' })
  press.pair(84, foot + 6, '经办：', facts.clerk, 3.3)
  press.pair(118, foot + 6, '审核：', facts.checker, 3.3)
  sheet.qrCode(qr, 171, end + 17, 24)
  if (random.next() < 0.8) sheet.roundSeal(50, foot + 4, `${fields.sellerName}票据专用章`, faces.label, { radius: 15 })
  press.sampleMark(15, 144)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** A bought form of three copies; what the printer adds stands where its tractor happened to hold the paper. */
export const dotMatrix: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(190, 101, '#fdf7f2')
  const colour = '#2c6a9a'
  const shiftMm: [number, number] = [random.between(-1.2, 1.2), random.between(-0.8, 1)]
  const press = new Press(sheet, faces, { label: colour, ink: '#33334a' })
  const printer = new Pen(sheet, { font: faces.ink, digits: faces.digits, colour: '#33334a', sizeMm: 3.5, shiftMm })
  press.label(92, 11, `${names.city()}市行政事业性收费统一票据`, 5.2, { align: 'middle', letterSpacingMm: 0.4 })
  sheet.line(46, 13.5, 138, 13.5, { colour, widthMm: 0.3 })
  sheet.line(46, 14.5, 138, 14.5, { colour, widthMm: 0.3 })
  press.label(182, 36, '第二联收据', 3, { downwards: true, stepMm: 6 })
  press.label(146, 11, fields.invoiceCode!, 3.8, { font: faces.digits, field: 'invoiceCode' })
  press.label(138, 18.6, 'No', 4.2)
  press.label(146, 18.6, fields.invoiceNumber!, 4.6, { font: faces.digits, colour: '#c8322c', field: 'invoiceNumber' })
  dayInBlanks(press, 66, 20, fields.date!, 3.5, shiftMm)
  sheet.box(16, 23, 160, 58, { colour, widthMm: 0.45 })
  press.label(18, 28.6, '交款单位（个人）', 3.2)
  printer.write(48, 28.6, fields.buyerName!, { field: 'buyerName' })
  press.label(124, 28.6, '校验', 3.2)
  printer.write(136, 28.6, fields.checkCode!, { field: 'checkCode' })
  const lefts = [16, 74, 106, 126, 150, 176]
  ;['收　费　项　目', '计费单位', '数 量', '收费标准', '金　额'].forEach((head, i) => press.label((lefts[i]! + lefts[i + 1]!) / 2, 36, head, 3.2, { align: 'middle' }))
  for (const y of [31, 38.5, 69, 75]) sheet.line(16, y, 176, y, { colour, widthMm: 0.25 })
  for (const x of lefts.slice(1, 5)) sheet.line(x, 31, x, 69, { colour, widthMm: 0.25 })
  lineItems.forEach(({ name, unit, quantity, unitPrice, amount }, i) => {
    const y = 44.4 + i * 6.4
    printer.write(18, y, name, { roomMm: 54 })
    printer.write(75.5, y, unit!, { roomMm: 28 })
    ;[quantity!, unitPrice!, amount].forEach((figure, column) => printer.write(lefts[column + 3]! - 2.5, y, figure, { align: 'end' }))
  })
  press.label(18, 73.4, '人民币（大写）', 3.2)
  printer.write(44, 73.4, fields.amountTotalUpper!, { field: 'amountTotalUpper' })
  press.label(130, 73.4, '￥', 3.6)
  printer.write(136, 73.4, fields.amountTotal!, { field: 'amountTotal', sizeMm: 3.8 })
  press.label(18, 79.4, '备注', 3.2)
  if (facts.note) printer.write(30, 79.4, facts.note, { sizeMm: 3 })
  press.label(16, 87, '收款单位（公章）', 3.2)
  printer.write(44, 87, fields.sellerName!, { field: 'sellerName' })
  press.label(104, 87, '开票人', 3.2)
  printer.write(117, 87, facts.clerk)
  press.label(142, 87, '收款人', 3.2)
  printer.write(155, 87, facts.checker)
  sheet.qrCode(qr, 18, 4, 16)
  if (random.next() < 0.8) sheet.roundSeal(74, 80, `${fields.sellerName}收费专用章`, faces.label, { radius: 15, colour: '#c8284a' })
  press.sampleMark(120, 97)
  return { sheets: [sheet], qr: [qr], lineItems }
}
