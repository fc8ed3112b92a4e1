/** Sums written one figure to a box, under 亿千百十万千百十元角分. */
import { formatYuan } from '../../../src-shared/money.ts'
import type { LabelledPage } from '../find-values.ts'
import { around, type PageText, partOf, type Piece } from '../page-text.ts'
import { add, type FoundFields, type Reading } from './family.ts'

/** The middles of 角 and 分, and the row that they head. */
interface Boxes { left: number; fenAt: number; pitch: number; bottom: number }

const middle = (piece: Piece) => (piece.left + piece.right) / 2
const places = /^[¥￥亿億十拾百佰千仟万萬元圆角分 ]+$/
/** Rows of boxes follow each other at less than this many line heights. */
const nextRowLines = 3

/** A table of boxes ends with its sum: what stands above it is part of it. */
export function addSumInBoxes(form: LabelledPage, found: FoundFields): void {
  for (const boxes of boxesOn(form.page)) {
    const sums = rowsUnder(form.page, boxes).flatMap((row) => sumOf(row, boxes))
    add(found, 'amountTotal', sums.map((sum, i) => (i === sums.length - 1 ? sum : { ...sum, rank: 0.4 })))
  }
}

function boxesOn(page: PageText): Boxes[] {
  return page.pieces.filter((piece) => places.test(piece.text) && /分$/.test(piece.text)).flatMap((last) => {
    const row = [...page.rowOf(last).filter((piece) => piece.left < last.left && places.test(piece.text)), last]
    const heads = row.flatMap((piece) => [...piece.text].flatMap((char, i) => (/[ ¥￥]/.test(char) ? [] : [partOf(piece, i, i + 1)])))
    const [jiao, fen] = heads.slice(-2)
    if (heads.length < 4 || jiao?.text !== '角' || !fen) return []
    const pitch = middle(fen) - middle(jiao)
    // Two tables of boxes in one row are parted by a gap.
    const own = heads.toReversed().findIndex((head, i, all) => i > 0 && middle(all[i - 1]!) - middle(head) > 1.5 * pitch)
    const first = heads.at(own < 0 ? 0 : -own)!
    return [{ left: middle(first) - 1.5 * pitch, fenAt: middle(fen), pitch, bottom: last.bottom }]
  })
}

function rowsUnder(page: PageText, { left, fenAt, pitch, bottom }: Boxes): Piece[][] {
  const rows: Piece[][] = []
  let end = bottom
  for (const row of page.rows()) {
    const inBoxes = row.filter((piece) => middle(piece) > left && middle(piece) < fenAt + 1.5 * pitch && piece.top > bottom - 0.3 * page.lineHeightPx && /^[¥￥]?[\d ]*$/.test(piece.text))
    if (inBoxes.length === 0 || inBoxes[0]!.top - end > nextRowLines * page.lineHeightPx) continue
    rows.push(inBoxes)
    end = Math.max(...inBoxes.map((piece) => piece.bottom))
  }
  return rows
}

/** The last figure stands in the box of 分, or in that of 元 where 角 and 分 are left empty; print that has slipped half a box says less. */
function sumOf(row: readonly Piece[], { fenAt, pitch }: Boxes): Reading[] {
  const figures = row.map(({ text }) => text.replace(/[¥￥ ]/g, '')).join('')
  const lastPiece = row.at(-1)!
  const lastFigure = partOf(lastPiece, lastPiece.text.length - 1, lastPiece.text.length)
  const fromFen = (fenAt - middle(lastFigure)) / pitch
  const emptyBoxes = fromFen > 1.4 ? 2 : 0
  if (!/^[1-9]\d{0,12}$/.test(figures) || fromFen > 2.6 || (emptyBoxes === 0 && figures.length < 3)) return []
  return [{ value: formatYuan(BigInt(figures) * 10n ** BigInt(emptyBoxes)), score: Math.min(...row.map(({ score }) => score)), boxPx: around(row), rank: Math.abs(fromFen - emptyBoxes) < 0.4 ? 0.7 : 0.4 }]
}
