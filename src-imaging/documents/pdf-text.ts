/**
 * Pieces of text as a PDF draws them, joined into lines as people read them: runs on one baseline that belong together
 * become one line, a wide gap or a new column begins another, letters spaced out over a form's label become the label.
 */
import type { Line } from '../../src-shared/scan.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import type { Quad } from '../../src-shared/voucher.ts'

/** One piece as drawn, in pixels of the picture: where its baseline begins, which way it runs, how long and how high it is. */
export interface TextRun {
  text: string
  x: number
  y: number
  /** Quarter turns clockwise from left-to-right: 0 to 3. */
  quarter: number
  lengthPx: number
  heightPx: number
}

/** Of the font's height: how far below and above the baseline a line's box reaches. */
const descent = 0.2
const ascent = 0.88
/** Gaps in heights of the font: up to the first it is one word, up to the second one line. */
const wordGap = 0.2
const lineGap = 0.62
/** Letters of a label are spaced out up to this far. */
const labelGap = 7
const mostRuns = 40_000

const spacedLabels = [
  '名称', '地址', '地址电话', '合计', '单位', '数量', '单价', '金额', '税率', '税额', '备注', '复核', '日期', '校验码', '购买方', '销售方', '密码区', '收款人', '开票人',
  '发票代码', '发票号码', '开票日期', '机器编号', '纳税人识别号', '规格型号', '项目名称', '开户行及账号', '价税合计', '小计', '车牌号', '类型', '通行日期起', '通行日期止',
]

/** A line in the making: along its own direction, whichever way that is on the page. */
interface OpenLine { text: string; start: number; end: number; base: number; heightPx: number; quarter: number }

/** @returns lines in reading order, upright ones first */
export function linesOf(runs: readonly TextRun[]): Line[] {
  const drawn = withoutDoubles(runs.filter((run) => run.text.trim() !== '').slice(0, mostRuns))
  return [0, 1, 2, 3].flatMap((quarter) => {
    const joined = joinRuns(drawn.filter((run) => run.quarter === quarter))
    return joinSpaced(joined).flatMap(apartFromCipher).sort((a, b) => a.base - b.base || a.start - b.start)
  }).map((line) => ({ text: line.text.trim(), score: 1, boxPx: boxOf(line) }))
}

/** Bold print is often the same text drawn twice, a hair apart. */
function withoutDoubles(runs: TextRun[]): TextRun[] {
  const seen = new Map<string, TextRun[]>()
  return runs.filter((run) => {
    const same = seen.get(run.text) ?? []
    if (same.some((other) => other.quarter === run.quarter && Math.hypot(other.x - run.x, other.y - run.y) < 0.2 * run.heightPx)) return false
    seen.set(run.text, [...same.slice(-20), run])
    return true
  })
}

function joinRuns(runs: TextRun[]): OpenLine[] {
  const lines: OpenLine[] = []
  const byBase = new Map<number, OpenLine[]>()
  const bandPx = 16
  for (const piece of runs.map(along).sort((a, b) => a.start - b.start)) {
    const band = Math.floor(piece.base / bandPx)
    const near = [band - 1, band, band + 1].flatMap((at) => byBase.get(at) ?? []).filter((line) => goesOn(line, piece))
    const line = near.sort((a, b) => b.end - a.end)[0]
    if (!line) {
      lines.push(piece)
      byBase.set(band, [...(byBase.get(band) ?? []), piece])
      continue
    }
    const space = piece.start - line.end > wordGap * line.heightPx && !/\s$/.test(line.text) && !/^\s/.test(piece.text) ? ' ' : ''
    Object.assign(line, { text: line.text + space + piece.text, end: Math.max(line.end, piece.end), heightPx: Math.max(line.heightPx, piece.heightPx) })
  }
  return lines
}

function along({ text, x, y, quarter, lengthPx, heightPx }: TextRun): OpenLine {
  const [start, base] = [[x, y], [y, -x], [-x, -y], [-y, x]][quarter] as [number, number]
  return { text, start, end: start + lengthPx, base, heightPx, quarter }
}

function goesOn(line: OpenLine, piece: OpenLine): boolean {
  const height = Math.min(line.heightPx, piece.heightPx)
  const gap = piece.start - line.end
  return Math.abs(line.base - piece.base) < 0.35 * height && Math.max(line.heightPx, piece.heightPx) < 1.7 * height && gap < lineGap * height && gap > -0.7 * height
}

/** Letters of a label, parts of a date, a currency sign and its number: one thing, however far apart the form sets them. */
function joinSpaced(lines: OpenLine[]): OpenLine[] {
  const rows = lines.toSorted((a, b) => a.start - b.start)
  for (let i = 0; i < rows.length; i++) {
    const first = rows[i]!
    for (let next = nextPart(rows, i); next; next = nextPart(rows, i)) {
      Object.assign(first, { text: first.text.trimEnd() + next.text.trimStart(), end: next.end })
      rows.splice(rows.indexOf(next), 1)
    }
  }
  return rows
}

function nextPart(rows: readonly OpenLine[], at: number): OpenLine | undefined {
  const first = rows[at]!
  if (!isLabelPart(first.text) && !joints.some(([left]) => left.test(first.text))) return undefined
  return rows.find((line, i) => {
    const height = Math.min(first.heightPx, line.heightPx)
    const gap = (line.start - first.end) / height
    return i > at && Math.abs(line.base - first.base) < 0.35 * height && gap > -0.7 && isOneThing(first.text.trimEnd(), line.text.trimStart(), gap)
  })
}

const joints: [left: RegExp, right: RegExp, gap: number][] = [
  [/(^|\D)\d{4}\s*$/, /^年/, 3], [/\d\s*年\s*$/, /^\d{1,2}(?!\d)/, 3], [/年\s*\d{1,2}\s*$/, /^月/, 3], [/\d\s*月\s*$/, /^\d{1,2}(?!\d)/, 3], [/月\s*\d{1,2}\s*$/, /^日/, 3],
  [/[¥￥]\s*$/, /^-?\d/, 3], [/^\p{Script=Han}$/u, /^\p{Script=Han}\s*[:：]/u, 5],
]

function isOneThing(left: string, right: string, gap: number): boolean {
  if (joints.some(([before, after, most]) => gap < most && before.test(left) && after.test(right))) return true
  const [letters, joined] = [bare(left), bare(left + right)]
  return gap < labelGap && isLabelPart(left) && spacedLabels.some((label) => (label.startsWith(joined) || joined.startsWith(label)) && label !== letters && label.startsWith(letters))
}

const bare = (text: string) => text.replace(/\s/g, '')

/** The beginning of a label, without its end. */
function isLabelPart(text: string): boolean {
  const letters = bare(text)
  return letters.length < 8 && spacedLabels.some((label) => label.startsWith(letters) && label !== letters)
}

const cipher = /[-+*/<>\d]{12,}$/

/** What stands before the signs of 密码区 on the same line is a line of its own: an id, a name. */
function apartFromCipher(line: OpenLine): OpenLine[] {
  const signs = cipher.exec(line.text)
  if (!signs || (signs[0].match(/[-+*/<>]/g)?.length ?? 0) < 3) return [line]
  const head = line.text.slice(0, signs.index + 20)
  const id = [18, 20, 15].flatMap((length) => [...head.matchAll(new RegExp(`(?<![0-9A-Z])[0-9A-Z]{${length}}`, 'g'))]).find(([code, ...rest]) => rest.length === 0 && isValidTaxId(code) && /\d/.test(code))
  const cut = id ? id.index + id[0].length : signs.index
  return cut === 0 || cut >= line.text.length ? [line] : cutAt(line, cut)
}

function cutAt(line: OpenLine, cut: number): OpenLine[] {
  const width = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
  const middle = line.start + ((line.end - line.start) * width(line.text.slice(0, cut))) / Math.max(1, width(line.text))
  return [{ ...line, text: line.text.slice(0, cut), end: middle }, { ...line, text: line.text.slice(cut), start: middle }]
}

function boxOf({ start, end, base, heightPx, quarter }: OpenLine): Quad {
  const corners: [number, number][] = [[start, base - ascent * heightPx], [end, base - ascent * heightPx], [end, base + descent * heightPx], [start, base + descent * heightPx]]
  const back = ([along, across]: [number, number]): [number, number] => [[along, across], [-across, along], [-along, -across], [across, -along]][quarter] as [number, number]
  return corners.map((corner) => back(corner).map((px) => Math.round(px * 10) / 10)) as Quad
}
