/** What all makers of papers share: print in two inks, tables, dates and amounts as they are written, and the choice of a layout. */
import { formatUpperAmount, formatYuan } from '../../src-shared/money.ts'
import type { LineItem } from '../../src-shared/scan.ts'
import type { FieldName } from '../../src-shared/voucher.ts'
import { Names, type Typefaces } from '../names.ts'
import type { Random } from '../random.ts'
import { type Sheet, widthOf, type TextStyle } from '../sheet.ts'
import type { PlantedFault, SampleSet, SampleVoucher, VoucherMaker } from '../voucher.ts'

type Wishes = Parameters<VoucherMaker>[1]
export type FieldValues = SampleVoucher['fields']
/** `roomMm`: the width there is; longer text is set smaller. */
type Style = Partial<Omit<TextStyle, 'sizeMm'>> & { roomMm?: number }

/** Prints on one sheet: labels that stand there in advance, ink that the machine or the clerk adds. */
export class Press {
  readonly sheet: Sheet
  readonly faces: Typefaces
  private readonly colours: { label: string; ink: string }

  constructor(sheet: Sheet, faces: Typefaces, colours: { label: string; ink: string }) {
    this.sheet = sheet
    this.faces = faces
    this.colours = colours
  }

  label(x: number, y: number, text: string, sizeMm: number, style: Style = {}): number {
    return this.print(x, y, text, sizeMm, { font: this.faces.label, colour: this.colours.label, ...style })
  }

  /** Digits and Latin letters come in the maker's own digits; those fonts have no Chinese. */
  ink(x: number, y: number, text: string, sizeMm: number, style: Style = {}): number {
    return this.print(x, y, text, sizeMm, { font: /^[\x20-\x7e¥]*$/.test(text) ? this.faces.digits : this.faces.ink, colour: this.colours.ink, ...style })
  }

  private print(x: number, y: number, text: string, sizeMm: number, { roomMm, font, ...style }: Style & { font: string }): number {
    const width = roomMm ? widthOf(text, sizeMm, font, style.letterSpacingMm, style.bold) : 0
    return this.sheet.text(x, y, text, { sizeMm: roomMm && width > roomMm ? (sizeMm * roomMm) / width : sizeMm, font, ...style })
  }

  /** A label and what is filled in behind it; `atMm` puts the latter into a column. @returns the x where it ends */
  pair(x: number, y: number, label: string, value: string, sizeMm: number, { atMm, ...style }: Style & { atMm?: number } = {}): number {
    const end = this.label(x, y, label, sizeMm)
    return this.ink(atMm ?? end + sizeMm * 0.15, y, value, sizeMm, style)
  }

  /** Ink over several lines of at most `widthMm`; nothing hangs over by more than a closing mark. @returns the y of the last baseline */
  paragraph(x: number, y: number, text: string, sizeMm: number, { widthMm, stepMm, ...style }: Style & { widthMm: number; stepMm: number }): number {
    let line = ''
    let [lineY, usedMm] = [y, 0]
    for (const char of text) {
      const charMm = widthOf(char, sizeMm, this.faces.ink)
      if (usedMm + charMm > widthMm && !'，。；：、）》'.includes(char)) {
        this.ink(x, lineY, line, sizeMm, { font: this.faces.ink, ...style })
        lineY += stepMm
        line = ''
        usedMm = 0
      }
      line += char
      usedMm += charMm
    }
    this.ink(x, lineY, line, sizeMm, { font: this.faces.ink, ...style })
    return lineY
  }

  sampleMark(x: number, y: number, sizeMm = 2.2): void {
    printSampleMark(this.sheet, this.faces.label, x, y, sizeMm)
  }
}

/** Every sample says what it is. */
export function printSampleMark(sheet: Sheet, font: string, x: number, y: number, sizeMm = 2.2): void {
  sheet.text(x, y, '样例 SAMPLE 虚构票据', { sizeMm, font, colour: '#8d8a84' })
}

export interface Cell { text: string; field?: FieldName; align?: 'start' | 'middle' | 'end' }

export interface Table {
  x: number
  y: number
  widthsMm: readonly number[]
  rowMm: number
  sizeMm: number
  heads?: readonly string[]
  rows: readonly (readonly (string | Cell)[])[]
  /** Rules between all cells, under the heads alone, or none. */
  rules: 'all' | 'heads' | 'none'
  colour?: string
  /** How cells stand in their columns where they do not say. */
  aligns?: readonly Cell['align'][]
}

/** @returns the y of the table's lower edge */
export function printTable(press: Press, { x, y, widthsMm, rowMm, sizeMm, heads, rows, rules, colour = '#333', aligns = [] }: Table): number {
  const lefts = widthsMm.map((_, i) => x + widthsMm.slice(0, i).reduce((sum, width) => sum + width, 0))
  const right = lefts.at(-1)! + widthsMm.at(-1)!
  const all = heads ? [heads, ...rows] : rows
  const bottom = y + all.length * rowMm
  all.forEach((row, r) => row.forEach((cell, c) => {
    const { text, field, align = aligns[c] ?? 'start' } = typeof cell === 'string' ? { text: cell } as Cell : cell
    const place = align === 'start' ? lefts[c]! + 1 : align === 'middle' ? lefts[c]! + widthsMm[c]! / 2 : lefts[c]! + widthsMm[c]! - 1
    const baseline = y + r * rowMm + rowMm / 2 + sizeMm * 0.36
    if (heads && r === 0) press.label(place, baseline, text, sizeMm, { align })
    else press.ink(place, baseline, text, sizeMm, { align, field })
  }))
  if (rules === 'all') {
    for (let r = 0; r <= all.length; r++) press.sheet.line(x, y + r * rowMm, right, y + r * rowMm, { colour, widthMm: 0.25 })
    for (const left of [...lefts, right]) press.sheet.line(left, y, left, bottom, { colour, widthMm: 0.25 })
  } else if (rules === 'heads') for (const edge of [y, y + rowMm, bottom]) press.sheet.line(x, edge, right, edge, { colour, widthMm: 0.25 })
  return bottom
}

/** What a layout gets: chance, names and typefaces of its set, and what was wished. */
export interface Studio { random: Random; names: Names; faces: Typefaces; wishes: Wishes }

interface Drawn { sheets: Sheet[]; qr?: string[]; lineItems?: LineItem[] }

export type Layout<Facts> = (facts: Facts, studio: Studio) => Drawn

/**
 * A maker that invents facts and prints them in one of its set's layouts. Of the invented fields those count that the
 * sheets print. Where a fault is wished, a layout that can carry it is taken, if there is one.
 */
export function voucherMaker<Facts extends { fields: FieldValues }>(
  invent: (studio: Studio) => Facts, layouts: Record<SampleSet, readonly Layout<Facts>[]>, { codeCarriesData = false } = {},
): VoucherMaker {
  return (random, wishes) => {
    const names = new Names(random, wishes.set)
    const studio: Studio = { random, names, faces: wishes.typefaces ?? names.typefaces(), wishes }
    const facts = invent(studio)
    const own = layouts[wishes.set]
    const first = random.integer(0, own.length - 1)
    let voucher: SampleVoucher | null = null
    for (let i = 0; i < own.length && (!voucher || (wishes.fault && voucher.fault === null)); i++) {
      voucher = finish(wishes, facts.fields, own[(first + i) % own.length]!(facts, studio), codeCarriesData)
    }
    return voucher!
  }
}

function finish({ kind, fault }: Wishes, invented: FieldValues, { sheets, qr = [], lineItems = [] }: Drawn, codeCarriesData: boolean): SampleVoucher {
  const printed = new Set(sheets.flatMap((sheet) => sheet.texts.map((text) => text.field)))
  const hasBothSums = printed.has('amountTotalUpper') && printed.has('amountTotal')
  if (printed.has('amountTotalUpper')) printed.add('amountTotal')
  const fields = Object.fromEntries(Object.entries(invented).filter(([name]) => printed.has(name as FieldName))) as FieldValues
  const carries: Record<PlantedFault, boolean> = {
    qr: codeCarriesData && qr.length > 0, upper: hasBothSums, 'tax-id': fields.sellerTaxId !== undefined,
  }
  return { kind, fields, lineItems, qr, fault: fault && carries[fault] ? fault : null, sheets }
}

/** A day of the wished year, never in its last weeks. */
export function someDate({ random, wishes }: Studio): string {
  return `${wishes.year}-${pad(random.integer(1, 10))}-${pad(random.integer(1, 28))}`
}

/** The day `days` after a date, YYYY-MM-DD. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export const dateForms = {
  long: (date: string) => `${date.slice(0, 4)}年${date.slice(5, 7)}月${date.slice(8)}日`,
  plain: (date: string) => `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`,
  slashed: (date: string) => date.replaceAll('-', '/'),
  dotted: (date: string) => date.replaceAll('-', '.'),
  compact: (date: string) => date.replaceAll('-', ''),
}

export function someTime(random: Random, fromHour = 6, toHour = 21): string {
  return `${pad(random.integer(fromHour, toHour))}:${pad(random.integer(0, 59))}`
}

/** HH:MM and some minutes, the same day. */
export function minutesAfter(time: string, minutes: number): string {
  const total = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes) % 1440
  return `${pad(Math.floor(total / 60))}:${pad(total % 60)}`
}

export const pad = (value: number) => String(value).padStart(2, '0')

/** "12345.00" to "12,345.00". */
export const withCommas = (yuan: string) => yuan.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** The total in figures and in words, as this maker writes them (元 or 圆, 整 or 正); ten yuan more in words where that fault is wished. */
export function sums(totalFen: number, { random, wishes }: Studio): { amountTotal: string; amountTotalUpper: string } {
  const upper = formatUpperAmount(BigInt(wishes.fault === 'upper' ? totalFen + 1000 : totalFen))
  const [yuan, whole] = random.pick([['圆', '整'], ['元', '整'], ['元', '正']] as const)
  return { amountTotal: yuanOf(totalFen), amountTotalUpper: upper.replace('圆', yuan).replace('整', whole) }
}

/** Fen to "1188.00". */
export const yuanOf = (fen: number) => formatYuan(BigInt(fen))

/** The unit that pays: the wished one, else one of the set. */
export function payingUnit({ names, wishes }: Studio): { name: string; taxId: string } {
  return wishes.buyer ?? { name: names.unit(), taxId: names.unitTaxId() }
}

/** Code and number of a small invoice. */
export function smallNumbers({ random, wishes }: Studio): { invoiceCode: string; invoiceNumber: string } {
  return { invoiceCode: `1${random.pick(['53', '35'])}00${String(wishes.year).slice(2)}${random.digits(5)}`, invoiceNumber: random.digits(8) }
}

/** A seller's id; with one digit wrong where that fault is wished. */
export function sellerTaxId({ names, wishes }: Studio): string {
  const id = names.companyTaxId()
  return wishes.fault === 'tax-id' ? id.slice(0, 5) + ((Number(id[5]) + 3) % 10) + id.slice(6) : id
}

/** A barcode of bars whose widths follow the digits; nobody reads it, it is there for the eye. */
export function printBars(sheet: Sheet, content: string, x: number, y: number, widthMm: number, heightMm: number): void {
  const widths = [...content].flatMap((char) => [1 + (char.charCodeAt(0) % 3), 1 + (char.charCodeAt(0) % 2), 1, 1 + (char.charCodeAt(0) % 4 === 1 ? 1 : 0)])
  const step = widthMm / widths.reduce((sum, width) => sum + width, 0)
  let left = x
  widths.forEach((width, i) => {
    if (i % 2 === 0) sheet.box(left, y, width * step, heightMm, { colour: 'none', widthMm: 0 }, '#111')
    left += width * step
  })
}
