/** Several vouchers on one sheet, as offices and banks print them to save paper: one below the other or side by side, each with its own title and number. */
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import type { Picture } from '../opencv.ts'
import type { DocumentPage } from './document.ts'

export interface PagePart {
  page: DocumentPage
  /** Of the part's corner in the page. */
  leftPx: number
  topPx: number
  /** Of a sheet with several, or one that holds several and could not be parted: only what names its own number speaks of it. */
  isShared: boolean
  /** Holds several vouchers: none of its values is certain to belong with the others. */
  isMixed: boolean
}

interface Region { left: number; top: number; right: number; bottom: number }
interface Placed extends Region { line: Line; text: string }

const mostParts = 8
/** What stands once on each, and what must stand with it. */
const forms: { title: RegExp; number: RegExp }[] = [
  { title: /^(?!.*(清单|附表|[:：])).*(电子发票[（(]|增值税(电子)?(普通|专用)发票)/, number: /发票号码/ },
  { title: /^[^:：]{0,16}(回单|回执)([（(][^（()）]{1,8}[)）])?$/, number: /(编号|流水号|凭证号|号码)[:：]?/ },
]

/** The whole page, where it is not certain to hold several. */
export function partsOf(page: DocumentPage): PagePart[] {
  const placed = page.lines.map((line) => ({ ...regionOf(line), line, text: line.text.replace(/\s/g, '') }))
  let isMixed = false
  for (const { title, number } of forms) {
    const titles = placed.filter(({ text }) => text.length < 24 && title.test(text))
    if (titles.length < 2) continue
    isMixed = true
    const regions = titles.length > mostParts ? [] : regionsFor(titles, placed, page.picture)
    const parts = regions.map((region) => placed.filter((line) => isMiddleIn(line, region)))
    const isEach = parts.every((part) => part.filter((line) => titles.includes(line)).length === 1 && part.some(({ text }) => number.test(text)))
    if (regions.length === titles.length && isEach) return regions.map((region, i) => cropped(page, parts[i]!.map(({ line }) => line), region))
  }
  return [{ page, leftPx: 0, topPx: 0, isShared: isMixed, isMixed }]
}

/** Rows of titles, and in each row one part for each of them; none where a line would be cut. */
function regionsFor(titles: readonly Placed[], placed: readonly Placed[], { widthPx, heightPx }: Picture): Region[] {
  const rows: Placed[][] = []
  for (const title of [...titles].sort((a, b) => a.top - b.top)) {
    const row = rows.at(-1)
    if (row && title.top < row[0]!.bottom) row.push(title)
    else rows.push([title])
  }
  const inner = rows.slice(1).map((row, i) => border(Math.round(((i + 1) * heightPx) / rows.length), rows[i]![0]!, row[0]!, placed))
  const tops = [0, ...inner, heightPx]
  const regions = rows.flatMap((row, i) => row.map((_, j) => ({
    left: Math.round((j * widthPx) / row.length), right: Math.round(((j + 1) * widthPx) / row.length), top: tops[i]!, bottom: tops[i + 1]!,
  })))
  return regions.some((region) => placed.some((line) => isCut(line, region))) ? [] : regions
}

/** Equal heights, where no line stands in the way; else the first free strip above the title. */
function border(equal: number, above: Placed, title: Placed, placed: readonly Placed[]): number {
  const isFree = (y: number) => y > above.bottom && y < title.top && !placed.some((line) => line.top < y && line.bottom > y)
  if (isFree(equal)) return equal
  const height = title.bottom - title.top
  const nearest = placed.filter((line) => line.bottom < title.top)
  let edge = title.top
  for (const line of nearest.sort((a, b) => b.bottom - a.bottom)) {
    if (edge - line.bottom > height) break
    edge = Math.min(edge, line.top)
  }
  return Math.round(edge - 0.4 * height)
}

function isMiddleIn(line: Region, { left, top, right, bottom }: Region): boolean {
  const [x, y] = [(line.left + line.right) / 2, (line.top + line.bottom) / 2]
  return x >= left && x < right && y >= top && y < bottom
}

const slackPx = 2

function isCut(line: Region, region: Region): boolean {
  const isBeside = line.right <= region.left || line.left >= region.right || line.bottom <= region.top || line.top >= region.bottom
  const isInside = line.left >= region.left - slackPx && line.right <= region.right + slackPx && line.top >= region.top - slackPx && line.bottom <= region.bottom + slackPx
  return !isBeside && !isInside && isMiddleIn(line, region)
}

function regionOf({ boxPx }: Line): Region {
  const [xs, ys] = [boxPx.map(([x]) => x), boxPx.map(([, y]) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

function cropped({ picture, dpi, isPartial }: DocumentPage, lines: readonly Line[], { left, top, right, bottom }: Region): PagePart {
  const [widthPx, heightPx] = [right - left, bottom - top]
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const from = 3 * ((top + y) * picture.widthPx + left)
    data.set(picture.data.subarray(from, from + 3 * widthPx), 3 * y * widthPx)
  }
  const moved = lines.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x - left, y - top]) as Quad }))
  return { page: { picture: { data, widthPx, heightPx }, dpi, lines: moved, ...(isPartial ? { isPartial } : {}) }, leftPx: left, topPx: top, isShared: true, isMixed: false }
}
