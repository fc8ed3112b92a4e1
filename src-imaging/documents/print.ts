/** What stands on a voucher's pages, asked by value: is this amount, date, number or name printed, and where. */
import type { Line } from '../../src-shared/scan.ts'
import type { FieldName, Quad } from '../../src-shared/voucher.ts'
import { isAmount, normaliseAmount, normaliseDate, plainForm } from './field-values.ts'

interface Placed { text: string; boxPx: Quad; left: number; right: number; top: number; bottom: number }

export class Print {
  /** Lines, rows of lines side by side, and lines with the one right below: a value may be wrapped or set in parts. */
  private readonly stretches: Placed[]
  readonly isEmpty: boolean
  readonly lines: readonly Line[]

  constructor(lines: readonly Line[]) {
    this.lines = lines
    const placed = lines.slice(0, 5_000).map(({ text, boxPx }) => {
      const [xs, ys] = [boxPx.map(([x]) => x), boxPx.map(([, y]) => y)]
      return { text: plainForm(text), boxPx, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
    })
    this.isEmpty = placed.length < 5
    this.stretches = [...placed, ...rowsOf(placed), ...wrapsOf(placed)]
  }

  holds(field: FieldName, value: string): boolean {
    return this.placeOf(field, value) !== null
  }

  /** The smallest stretch that holds the value. */
  placeOf(field: FieldName, value: string): Quad | null {
    const isHere = field === 'accountTail' ? (text: string) => new RegExp(`${value}(?!\\d)`).test(text) : isAmount(field) ? (text: string) => amountsIn(text).includes(value) : field === 'date' ? (text: string) => datesIn(text).includes(value) : standsIn(plainForm(value))
    return this.stretches.find(({ text }) => isHere(text))?.boxPx ?? null
  }
}

/** Digits and letters must not go on beside a value of digits and letters. */
function standsIn(value: string): (text: string) => boolean {
  return (text) => {
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      const [before, after] = [text[at - 1] ?? '', text[at + value.length] ?? '']
      const goesOn = (outside: string, inside: string) => /\d/.test(inside) && /\d/.test(outside)
      if (!goesOn(before, value[0] ?? '') && !goesOn(after, value.at(-1) ?? '')) return true
    }
    return false
  }
}

function amountsIn(text: string): string[] {
  return [...text.matchAll(/-?[¥￥]?-?\d[\d,]*(?:\.\d+)?(?!\d)/g)].flatMap(([match]) => {
    const digits = match.replace(/[¥￥]/, '')
    return normaliseAmount(digits) ?? []
  })
}

function datesIn(text: string): string[] {
  return [...text.matchAll(/\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}|(?<!\d)\d{8}(?!\d)/g)].flatMap(([match]) => normaliseDate(match) ?? [])
}

function rowsOf(placed: readonly Placed[]): Placed[] {
  const rows: Placed[][] = []
  for (const line of [...placed].sort((a, b) => a.top + a.bottom - b.top - b.bottom)) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    if (row && last && Math.abs(last.top + last.bottom - line.top - line.bottom) < line.bottom - line.top) row.push(line)
    else rows.push([line])
  }
  return rows.filter((row) => row.length > 1).map((row) => around(row.sort((a, b) => a.left - b.left)))
}

function wrapsOf(placed: readonly Placed[]): Placed[] {
  return placed.flatMap((line) => {
    const height = line.bottom - line.top
    const next = placed.find((other) => other.top > line.top + 0.5 * height && other.top - line.bottom < 0.9 * height && other.left < line.right && other.right > line.left)
    return next ? [around([line, next])] : []
  })
}

function around(parts: readonly Placed[]): Placed {
  const [left, right, top, bottom] = [Math.min(...parts.map((p) => p.left)), Math.max(...parts.map((p) => p.right)), Math.min(...parts.map((p) => p.top)), Math.max(...parts.map((p) => p.bottom))]
  return { text: parts.map((p) => p.text).join(''), left, right, top, bottom, boxPx: [[left, top], [right, top], [right, bottom], [left, bottom]] }
}
