/** The lines a perfect reader would give of a sample sheet, and the lines a poor one gives. */
import type { Random } from '../../src-samples/random.ts'
import type { Sheet } from '../../src-samples/sheet.ts'
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'

const pxPerMm = 10

/** Every text of the sheet with its place, seals and 密码区 too: they are on the paper. */
export function truthLines(sheet: Sheet): Line[] {
  return sheet.texts.map(({ text, quadMm }) => ({ text, score: 1, boxPx: quadMm.map(([x, y]) => [x * pxPerMm, y * pxPerMm]) as Quad }))
}

const confusions: [string, string][] = [['0', 'O'], ['1', 'l'], ['8', 'B'], ['5', 'S'], ['日', '曰'], ['：', ''], ['：', ':'], ['（', '('], ['）', ')'], ['期', '朋'], ['号', '亏'], ['，', ','], ['￥', '¥']]

export interface Noise {
  /** Share of lines in which one character is confused. */
  confused: number
  /** Share of lines cut in two at a space, a colon, or in the middle. */
  split: number
  /** Share of neighbours in a row that are read as one line. */
  merged: number
}

/** What a poor reader makes of them: spaces dropped, neighbours merged, lines cut, characters confused; boxes a little off. */
export function noisyLines(lines: readonly Line[], random: Random, { confused, split, merged }: Noise): Line[] {
  const shaken = lines.map((line): Line => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x + random.between(-3, 3), y + random.between(-3, 3)]) as Quad }))
  const cut = shaken.flatMap((line) => (random.next() < split ? cutInTwo(line, random) : [line]))
  return mergeNeighbours(cut, random, merged).map((line) => ({ ...line, text: withSlip(random.next() < 0.6 ? line.text.replace(/ /g, '') : line.text, random, confused) })).filter(({ text }) => text.trim() !== '')
}

function cutInTwo(line: Line, random: Random): Line[] {
  const { text, boxPx: [tl, tr, br, bl] } = line
  if (text.length < 6) return [line]
  const places = [...text.matchAll(/[ 　：:]/g)].map((match) => match.index + 1).filter((at) => at < text.length - 1)
  if (places.length === 0) return [line]
  const at = random.pick(places)
  const share = at / text.length
  const middle = (a: readonly [number, number], b: readonly [number, number]): [number, number] => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
  return [{ ...line, text: text.slice(0, at).trim(), boxPx: [tl, middle(tl, tr), middle(bl, br), bl] }, { ...line, text: text.slice(at).trim(), boxPx: [middle(tl, tr), tr, br, middle(bl, br)] }]
}

function mergeNeighbours(lines: Line[], random: Random, share: number): Line[] {
  const rest = [...lines].sort((a, b) => a.boxPx[0][0] - b.boxPx[0][0])
  const merged: Line[] = []
  for (const line of rest) {
    const before = merged.find((other) => {
      const gap = line.boxPx[0][0] - other.boxPx[1][0]
      const height = other.boxPx[3][1] - other.boxPx[0][1]
      return gap > -0.5 * height && gap < 0.9 * height && Math.abs(line.boxPx[0][1] - other.boxPx[0][1]) < 0.35 * height && Math.abs(line.boxPx[3][1] - other.boxPx[3][1]) < 0.35 * height
    })
    if (before && random.next() < share) {
      before.text += line.text
      before.boxPx = [before.boxPx[0], line.boxPx[1], line.boxPx[2], before.boxPx[3]]
    } else merged.push({ ...line })
  }
  return merged
}

function withSlip(text: string, random: Random, share: number): string {
  if (random.next() >= share) return text
  const [from, to] = random.pick(confusions)
  const at = text.indexOf(from)
  return at < 0 ? text : text.slice(0, at) + to + text.slice(at + from.length)
}
