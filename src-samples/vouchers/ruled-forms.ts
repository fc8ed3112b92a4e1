/** What printed forms are made of: rows of label and value cells, days and amounts filled in where the form has blanks and boxes for them. */
import type { FieldName } from '../../src-shared/voucher.ts'
import { widthOf } from '../sheet.ts'
import type { Press } from './press.ts'

type RowCell = readonly [label: string, value: string, labelMm: number, valueMm: number, field?: FieldName]

/** Label cells and value cells of given widths, ruled. @returns the y of the row's lower edge */
export function formRow(press: Press, x: number, y: number, heightMm: number, cells: readonly RowCell[], sizeMm: number, colour: string): number {
  let left = x
  for (const [label, value, labelMm, valueMm, field] of cells) {
    press.sheet.box(left, y, labelMm, heightMm, { colour, widthMm: 0.3 })
    press.label(left + labelMm / 2, y + heightMm / 2 + sizeMm * 0.36, label, sizeMm, { align: 'middle' })
    press.sheet.box(left + labelMm, y, valueMm, heightMm, { colour, widthMm: 0.3 })
    press.paragraph(left + labelMm + 2, y + (widthOf(value, sizeMm, press.faces.ink) > valueMm - 4 ? sizeMm * 1.5 : heightMm / 2 + sizeMm * 0.36), value, sizeMm, { widthMm: valueMm - 4, stepMm: sizeMm * 1.6, field })
    left += labelMm + valueMm
  }
  return y + heightMm
}

/** 年 月 日 stand on the form; the clerk or the machine writes between them, a little off. @returns the x behind 日 */
export function dayInBlanks(press: Press, x: number, y: number, date: string, sizeMm: number, [dx, dy]: readonly [number, number] = [0, 0]): number {
  let left = x
  for (const [part, mark, roomMm] of [[date.slice(0, 4), '年', 3.2], [date.slice(5, 7), '月', 2.2], [date.slice(8), '日', 2.2]] as const) {
    const width = sizeMm * roomMm
    press.ink(left + width / 2 + dx, y + dy, part, sizeMm, { align: 'middle', field: 'date' })
    left = press.label(left + width, y, mark, sizeMm)
  }
  return left
}

const places = [...'亿千百十万千百十元角分']

export interface AmountBoxes { x: number; y: number; /** Boxes, the last two 角 and 分. */ count: number; stepMm: number; heightMm: number; sizeMm: number; colour: string }

/** The names of the places above their boxes. */
export function placeHeads(press: Press, { x, y, count, stepMm, heightMm, sizeMm, colour }: AmountBoxes): void {
  places.slice(-count).forEach((place, i) => {
    press.sheet.box(x + i * stepMm, y, stepMm, heightMm, { colour, widthMm: 0.2 })
    press.label(x + (i + 0.5) * stepMm, y + heightMm / 2 + sizeMm * 0.36, place, sizeMm, { align: 'middle' })
  })
}

/** An amount, digit by digit in its boxes, with ¥ before the first digit where `isSum`; boxes stay empty without an amount. */
export function amountInBoxes(press: Press, { x, y, count, stepMm, heightMm, sizeMm, colour }: AmountBoxes, yuan: string, { isSum = false, field }: { isSum?: boolean; field?: FieldName } = {}): void {
  for (let i = 0; i < count; i++) press.sheet.box(x + i * stepMm, y, stepMm, heightMm, { colour, widthMm: 0.2 })
  press.sheet.line(x + (count - 2) * stepMm, y, x + (count - 2) * stepMm, y + heightMm, { colour, widthMm: 0.5 })
  const digits = [...(yuan && isSum ? '¥' : ''), ...yuan.replace('.', '')]
  digits.forEach((digit, i) => press.ink(x + (count - digits.length + i + 0.5) * stepMm, y + heightMm / 2 + sizeMm * 0.36, digit, sizeMm, { align: 'middle', field }))
}
