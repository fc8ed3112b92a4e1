/** Several invoices on one sheet, as offices print them to save paper: equal parts from top to bottom, each with its own title and number. */
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import type { DocumentPage } from './document.ts'

export interface PagePart { page: DocumentPage; /** Of the part's top in the page. */ topPx: number }

const mostParts = 4
const title = /电子发票[（(]|增值税(电子)?(普通|专用)发票/
const number = /发票号码/

/** The whole page, where it is not certain to hold several. */
export function partsOf(page: DocumentPage): PagePart[] {
  const { picture, lines } = page
  const count = lines.filter((line) => isTitle(line)).length
  if (count < 2 || count > mostParts) return [{ page, topPx: 0 }]
  const borders = Array.from({ length: count + 1 }, (_, i) => Math.round((i * picture.heightPx) / count))
  const parts = borders.slice(1).map((bottom, i) => lines.filter((line) => middle(line) >= borders[i]! && middle(line) < bottom))
  const isCut = lines.some((line) => borders.slice(1, -1).some((border) => top(line) < border - 2 && bottom(line) > border + 2))
  const isEach = parts.every((part) => part.filter(isTitle).length === 1 && part.some((line) => number.test(bare(line))))
  if (isCut || !isEach) return [{ page, topPx: 0 }]
  return parts.map((part, i) => ({ topPx: borders[i]!, page: cropped(page, part, borders[i]!, borders[i + 1]!) }))
}

const bare = (line: Line) => line.text.replace(/\s/g, '')
const isTitle = (line: Line) => title.test(bare(line)) && bare(line).length < 24
const top = (line: Line) => Math.min(...line.boxPx.map(([, y]) => y))
const bottom = (line: Line) => Math.max(...line.boxPx.map(([, y]) => y))
const middle = (line: Line) => (top(line) + bottom(line)) / 2

function cropped({ picture, dpi }: DocumentPage, lines: readonly Line[], from: number, to: number): DocumentPage {
  const rowBytes = 3 * picture.widthPx
  const data = picture.data.slice(from * rowBytes, to * rowBytes)
  return {
    picture: { data, widthPx: picture.widthPx, heightPx: to - from }, dpi,
    lines: lines.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x, y - from]) as Quad })),
  }
}
