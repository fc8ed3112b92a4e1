/**
 * A voucher's lines as another printer might have set them: other words for the same things, labels above their values or
 * cut from them, other widths of characters, rows in another order, notices and stamps around them, a tilted sheet.
 */
import type { Random } from '../../src-samples/random.ts'
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import { synonyms } from './label-synonyms.ts'

interface Box { left: number; right: number; top: number; bottom: number }
const boxOf = ({ boxPx }: Line): Box => ({ left: boxPx[0][0], right: boxPx[1][0], top: boxPx[0][1], bottom: boxPx[3][1] })
const quadOf = ({ left, right, top, bottom }: Box): Quad => [[left, top], [right, top], [right, bottom], [left, bottom]]
const at = (text: string, box: Box): Line => ({ text, score: 1, boxPx: quadOf(box) })

const units = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.55), 0)

export type Variation = (lines: readonly Line[], random: Random) => Line[]

const labelled = /^([\u4e00-\u9fff][\u4e00-\u9fff（）()/、]{0,9}) ?[:：] ?(.*)$/

/** Other words of the trade for the same thing, its width kept. */
export const otherWords: Variation = (lines, random) => lines.map((line) => {
  const match = /^([（(]?)([\u4e00-\u9fff（）()/、]+?)([)）]?)( ?[:：].*)?$/.exec(line.text)
  const others = match && synonyms[match[2]!.replace(/（/g, '(').replace(/）/g, ')')]
  return others ? { ...line, text: match[1]! + random.pick(others) + match[3]! + (match[4] ?? '') } : line
})

/** Labels without their colon, as a cell of their own. */
export const withoutColons: Variation = (lines) => lines.flatMap((line) => {
  const match = labelled.exec(line.text)
  if (!match) return [line]
  const box = boxOf(line)
  if (match[2] === '') return [at(match[1]!, box)]
  const share = units(match[1]!) / units(line.text)
  const middle = box.left + (box.right - box.left) * share
  return [at(match[1]!, { ...box, right: middle }), at(match[2]!, { ...box, left: middle + 0.3 * (box.bottom - box.top) })]
})

/** Labels with a colon for those that stand in a row before something. */
export const withColons: Variation = (lines) => lines.map((line) => {
  const box = boxOf(line)
  const isLabel = synonyms[line.text.replace(/ /g, '')] !== undefined
  const follows = lines.some((other) => other !== line && Math.abs(boxOf(other).top - box.top) < 0.5 * (box.bottom - box.top) && boxOf(other).left >= box.right)
  return isLabel && follows ? { ...line, text: `${line.text}：` } : line
})

/** Whether what stands under it, flush with it, is no label either. */
const isHead = (label: ReturnType<typeof boxOf>, all: readonly Line[]) => all.some((line) => {
  const { left, top } = boxOf(line)
  return Math.abs(left - label.left) < label.bottom - label.top && top > label.bottom && top - label.bottom < 4 * (label.bottom - label.top) && synonyms[line.text.replace(/[:：]$/, '')] === undefined && !/[:：]/.test(line.text)
})

/** Values that followed their label stand under it; heads that stand over their values already stay. */
export const labelsAbove: Variation = (lines) => withoutColons(lines.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x, 2 * y]) as Quad }))
  .map((line) => ({ ...line, boxPx: quadOf({ ...boxOf(line), bottom: boxOf(line).top + (boxOf(line).bottom - boxOf(line).top) / 2.4 }) })), undefined as never).reduce<Line[]>((placed, line, _, all) => {
  const box = boxOf(line)
  const height = box.bottom - box.top
  const label = placed.at(-1)
  const before = label && boxOf(label)
  const isValue = label && before && synonyms[label.text] !== undefined && synonyms[line.text] === undefined && Math.abs(before.top - box.top) < 0.3 * height && box.left > before.left && box.left - before.right < 8 * height && !isHead(before, all)
  if (isValue) placed.push(at(line.text, { left: before.left, right: before.left + box.right - box.left, top: before.top + 1.3 * height, bottom: before.bottom + 1.3 * height }))
  else placed.push(line)
  return placed
}, [])

/** Neighbours that nearly touch are read as one line. */
export const runTogether: Variation = (lines) => {
  const joined: Line[] = []
  for (const line of lines.toSorted((a, b) => boxOf(a).left - boxOf(b).left)) {
    const box = boxOf(line)
    const height = box.bottom - box.top
    const before = joined.find((other) => Math.abs(boxOf(other).top - box.top) < 0.3 * height && Math.abs(boxOf(other).bottom - box.bottom) < 0.3 * height && box.left - boxOf(other).right > -0.3 * height && box.left - boxOf(other).right < 1.5 * height)
    if (before) {
      before.text += line.text
      before.boxPx = quadOf({ ...boxOf(before), right: box.right })
    } else joined.push({ ...line })
  }
  return joined
}

/** Figures, letters and marks as wide as Han characters. */
export const fullWidth: Variation = (lines) => lines.map((line) => ({ ...line, text: [...line.text].map((char) => (char >= '!' && char <= '~' ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char)).join('') }))

/** Brackets, colons and currency signs as narrow as letters. */
export const halfWidth: Variation = (lines) => lines.map((line) => ({ ...line, text: line.text.replace(/[：（），；￥]/g, (char) => ({ '：': ':', '（': '(', '）': ')', '，': ',', '；': ';', '￥': '¥' })[char]!) }))

/** The sheet lies a little askew, the lines not quite level. */
export const askew: Variation = (lines, random) => {
  const slope = random.between(-0.02, 0.02)
  return lines.map((line) => {
    const shift = random.between(-2, 2)
    return { ...line, boxPx: line.boxPx.map(([x, y]) => [x - slope * y, y + slope * x + shift]) as Quad }
  })
}

const notices = [
  '客服电话：400-810-6688', '服务热线 95588', '监督电话：12328', '第 1 页 共 1 页', '打印次数：1', '扫一扫关注微信公众号', '本凭证可重复打印，请勿重复记账', '此联为付款方回单，请妥善保管', '开具单位盖章有效', '手写无效', '遗失不补', '欢迎再次光临', '谢谢惠顾', '请核对金额，离柜概不负责', '仅作报销依据，不作发货凭证', '公司地址：滇中省云州市文昌路 18 号', '邮编：650000', '已核对', '附件共 2 张', 'www.example.cn', '请在开票之日起三十日内查验真伪',
  '电子回单专用章', '财务专用章', '发票专用章', '已报销', '报销专用', '投诉电话：12345', '校对：', '网上银行服务', '温馨提示：请保管好您的票据',
] as const

/** Notices, page numbers and stamps' words above, below and beside. */
export const amongNotices: Variation = (lines, random) => {
  const boxes = lines.map(boxOf)
  const [left, right, top, bottom] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right)), Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))]
  const height = boxes.map((box) => box.bottom - box.top).toSorted((a, b) => a - b)[boxes.length >> 1]!
  const added = Array.from({ length: 5 }, (_, i) => {
    const text = random.pick(notices)
    const width = units(text) * height * 0.9
    const x = random.between(left, Math.max(left + 1, right - width))
    const y = i < 1 ? top - 2 * height : bottom + (1 + 1.6 * i) * height
    return at(text, { left: x, right: x + width, top: y, bottom: y + height })
  })
  return [...lines, ...added]
}

/** Rows that each say one thing, in another order: a slip's, a receipt's. */
export const rowsInAnotherOrder: Variation = (lines, random) => {
  const rows: Line[][] = []
  for (const line of lines.toSorted((a, b) => boxOf(a).top - boxOf(b).top)) {
    const row = rows.at(-1)
    if (row && boxOf(line).top - boxOf(row[0]!).top < 0.6 * (boxOf(line).bottom - boxOf(line).top)) row.push(line)
    else rows.push([line])
  }
  const saysOneThing = (row: Line[]) => row.length <= 2 && row.every((line) => !/合计|总计|大写|小写|户名|账号|开户|名称|识别号|税号/.test(line.text)) && (row.length === 2 ? synonyms[row.toSorted((a, b) => boxOf(a).left - boxOf(b).left)[0]!.text.replace(/[ :：]/g, '')] : labelled.exec(row[0]!.text)?.[2]) !== undefined
  const movable = rows.filter(saysOneThing)
  const places = movable.map((row) => boxOf(row[0]!).top)
  const shuffled = movable.map((row) => ({ row, key: random.next() })).toSorted((a, b) => a.key - b.key).map(({ row }) => row)
  const moved = shuffled.flatMap((row, i) => row.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x, y + places[i]! - boxOf(row[0]!).top]) as Quad })))
  return [...rows.filter((row) => !movable.includes(row)).flat(), ...moved]
}

/** The sheet drawn larger or smaller, somewhere on the picture. */
export const elsewhere: Variation = (lines, random) => {
  const [scale, dx, dy] = [random.between(0.3, 2.2), random.between(0, 900), random.between(0, 900)]
  return lines.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [dx + scale * x, dy + scale * y]) as Quad }))
}
