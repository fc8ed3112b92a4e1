/** Names too long for their place run on in a second line, with the label beside the first or between the two: what stands beside the label alone is half a name. */
import type { Line } from '../../src-shared/scan.ts'
import type { Field, Fields, Quad } from '../../src-shared/voucher.ts'
import { plainForm } from './field-values.ts'

interface Placed { /** As printed, and in plain form. */ raw: string; text: string; left: number; right: number; top: number; bottom: number }

type Bounds = Omit<Placed, 'raw' | 'text'>

const mostLines = 3_000
/** In heights of the line. */
const mostGap = 0.75
const mostShift = 1.3
const otherThings = /[:：*¥￥]|识别号|地址|电话|开户|账号|帐号|密码|项目名称|规格|信息$|^\d|^[A-Z0-9]{6,}$/

/** Names put together from the lines they stand on; such a name rests on places alone and is not sure. */
export function withWholeNames(fields: Fields, lines: readonly Line[]): Fields {
  const whole: Fields = { ...fields }
  for (const name of ['buyerName', 'sellerName'] as const) {
    const field = fields[name]
    const value = field ? wholeName(field, lines) : null
    if (field && value !== null) whole[name] = { ...field, value, sure: false }
  }
  return whole
}

/** @returns null where the name stands whole in its line, or is not found in any */
export function wholeName({ value, boxPx }: Pick<Field, 'value' | 'boxPx'>, lines: readonly Line[]): string | null {
  const placed = lines.slice(0, mostLines).map(placedOf)
  const text = plainForm(value)
  const own = placed.find((line) => line.text.endsWith(text) && (!boxPx || overlaps(line, boundsOf(boxPx))))
  // "Co., Ltd." ends with its point.
  if (!own) return /\p{Script=Latin}$/u.test(value) && placed.some((line) => line.text.endsWith(`${text}.`)) ? `${value}.` : null
  // Where the value begins: its label may stand in the same line.
  const left = own.right - ((own.right - own.left) * widthOf(text)) / Math.max(1, widthOf(own.text))
  const part = { ...own, text, left }
  const below = continuationOf(part, own, placed, 'below')
  const above = own.text === text ? continuationOf(part, own, placed, 'above') : null
  return below ? `${value}${below.raw}` : above ? `${above.raw}${value}` : null
}

function continuationOf(part: Placed, own: Placed, placed: readonly Placed[], where: 'above' | 'below'): Placed | null {
  const height = part.bottom - part.top
  return placed.find((line) => {
    const gap = where === 'below' ? line.top - part.bottom : part.top - line.bottom
    const isLike = Math.abs(line.bottom - line.top - height) < 0.25 * height && gap > -0.35 * height && gap < mostGap * height && Math.abs(line.left - part.left) < mostShift * height
    const first = where === 'below' ? part : line
    const second = where === 'below' ? line : part
    // The first line is full before there is a second.
    return line !== own && isLike && second.right < first.right + 2 * height && /\p{Script=Han}/u.test(line.text) && !otherThings.test(line.text) && !hasOwnLabel(line, own, placed)
  }) ?? null
}

/** A value in the next row of a table has a label of its own beside it. */
function hasOwnLabel(line: Placed, own: Placed, placed: readonly Placed[]): boolean {
  return placed.some((other) => other !== line && other !== own && other.text.length > 1 && other.right <= line.left + 1 && line.left - other.right < 12 * (line.bottom - line.top) && shared(other, line) > 0.5 * (line.bottom - line.top) && shared(other, line) > 1.5 * shared(other, own))
}

const shared = (a: Placed, b: Placed) => Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
const overlaps = (a: Bounds, b: Bounds) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)

function boundsOf(box: Quad): Bounds {
  const [xs, ys] = [box.map(([x]) => x), box.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

function placedOf({ text, boxPx }: Line): Placed {
  return { raw: text.trim(), text: plainForm(text), ...boundsOf(boxPx) }
}
