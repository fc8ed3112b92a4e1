/** 备注 of an invoice may hold any label with any value: another invoice's number, the tax number of whoever collects for the seller. */
import type { Line } from '../../src-shared/scan.ts'

interface Bounds { left: number; right: number; top: number; bottom: number }

const digital = /电子发票[（(](普通发票|增值税专用发票)[)）]/
const older = /增值税电子(普通|专用)发票/

/** The lines of one exact page that speak of its voucher: of an invoice those above 备注, which stands under the sums, in the older form beside the seller. */
export function withoutRemarks(lines: readonly Line[]): readonly Line[] {
  const texts = lines.map((line) => line.text.replace(/\s/g, ''))
  const isDigital = texts.some((text) => digital.test(text) && text.length < 24)
  if (!isDigital && !texts.some((text) => older.test(text) && text.length < 24)) return lines
  const sums = lines[texts.findIndex((text) => /^价税合计/.test(text))]
  if (!sums) return lines
  const under = boundsOf(sums).bottom
  const isUnder = (line: Line) => boundsOf(line).top > under
  if (isDigital) return lines.filter((line) => !isUnder(line))
  const label = lines.find((line, i) => isUnder(line) && /^备注?[:：]?$/.test(texts[i]!))
  return label ? lines.filter((line) => !(isUnder(line) && boundsOf(line).left > boundsOf(label).right)) : lines
}

function boundsOf({ boxPx }: Line): Bounds {
  const [xs, ys] = [boxPx.map(([x]) => x), boxPx.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
