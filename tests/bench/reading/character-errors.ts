/**
 * How many characters were read wrong: edit distance over all printed text but cipher blocks and seals, after NFKC,
 * without white space, ￥ as ¥. Lines are matched to print by place alone, so that a wrong reading is never paired with the text it resembles.
 */
import type { Quad } from '../../../src-shared/voucher.ts'
import type { TruthText } from '../../../src-training/sample-pages.ts'

export interface PlacedText { text: string; quad: Quad }

/** One wrong place: `read` stands where `printed` should; either may be empty. */
export interface Confusion { printed: string; read: string }
export interface CharacterErrors { printed: number; errors: number; confusions: Confusion[]; groups: { printed: string; read: string }[] }

/** What two texts of one group share: a strip this part of the thinner one's thickness, and this part of its thickness squared. */
const leastOverlap = 0.45
const overlapShare = 0.3
/** Share of a read line's area under seals or ciphers from which it is not counted where no print lies. */
const hiddenShare = 0.3

export function normalise(text: string): string {
  return text.replace(/[\u00a5\uffe5]/g, '¥').normalize('NFKC').replace(/\s+/g, '')
}

/** Both lists in the same coordinates. */
export function characterErrors(truth: readonly TruthText[], read: readonly PlacedText[]): CharacterErrors {
  const printed = truth.filter((text) => text.role === 'print' && normalise(text.text) !== '').map(inkOfStop).map(asBox)
  const hidden = truth.filter((text) => text.role !== 'print').map(asBox)
  const result: CharacterErrors = { printed: printed.reduce((sum, box) => sum + [...normalise(box.text)].length, 0), errors: 0, confusions: [], groups: [] }
  for (const group of groupsOf(printed, read.map(asBox), hidden)) {
    const [wanted, got] = [inOrder(group.printed), inOrder(group.read)]
    if (wanted === got) continue
    const confusions = differences(wanted, got)
    result.errors += confusions.reduce((sum, { printed: p, read: r }) => sum + Math.max([...p].length, [...r].length), 0)
    result.confusions.push(...confusions)
    result.groups.push({ printed: wanted, read: got })
  }
  return result
}

/** The ink of a full-width stop fills but the left of its cell. */
function inkOfStop(text: TruthText): TruthText {
  const [a, b, c, d] = text.quad
  const middle = (p: Quad[number], q: Quad[number]): Quad[number] => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]
  return /^[。，、]$/.test(text.text.trim()) ? { ...text, quad: [a, middle(a, b), middle(d, c), d] } : text
}

interface Box { text: string; left: number; right: number; top: number; bottom: number }
interface Group { printed: Box[]; read: Box[] }

function asBox({ text, quad }: PlacedText): Box {
  const xs = quad.map((point) => point[0])
  const ys = quad.map((point) => point[1])
  return { text: normalise(text), left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

const area = (box: Box) => Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top)

function shared(a: Box, b: Box): number {
  return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
}

/** Connected groups of print and reads that lie over each other; a read that lies over no print is a group of its own, unless a seal or cipher is there. */
function groupsOf(printed: Box[], read: Box[], hidden: Box[]): Group[] {
  const groups: Group[] = printed.map((box) => ({ printed: [box], read: [] }))
  for (const line of read) {
    const touching = groups.filter((group) => group.printed.some((box) => belong(box, line)))
    if (touching.length === 0) {
      if (!hidden.some((box) => shared(box, line) > hiddenShare * Math.min(area(line), area(box)))) groups.push({ printed: [], read: [line] })
      continue
    }
    const [first, ...others] = touching as [Group, ...Group[]]
    first.read.push(line)
    for (const other of others) {
      first.printed.push(...other.printed)
      first.read.push(...other.read)
      groups.splice(groups.indexOf(other), 1)
    }
  }
  return groups
}

/** In one row, or one column, and half a character's width or more over each other. */
function belong(print: Box, line: Box): boolean {
  const [width, height] = [Math.min(print.right, line.right) - Math.max(print.left, line.left), Math.min(print.bottom, line.bottom) - Math.max(print.top, line.top)]
  if (width <= 0 || height <= 0) return false
  const thickness = Math.min(print.right - print.left, print.bottom - print.top, line.right - line.left, line.bottom - line.top)
  return Math.min(width, height) > leastOverlap * thickness && shared(print, line) > overlapShare * thickness ** 2
}

/** Rows from the top, each from the left. */
function inOrder(boxes: Box[]): string {
  const rows: Box[][] = []
  for (const box of boxes.toSorted((a, b) => a.top + a.bottom - b.top - b.bottom)) {
    const row = rows.find(([first]) => Math.abs((first!.top + first!.bottom) / 2 - (box.top + box.bottom) / 2) < 0.5 * Math.min(first!.bottom - first!.top, box.bottom - box.top))
    if (row) row.push(box)
    else rows.push([box])
  }
  return rows.map((row) => row.toSorted((a, b) => a.left - b.left).map((box) => box.text).join('')).join('')
}

/** The fewest changes from one text to the other (Levenshtein). */
export function differences(printed: string, read: string): Confusion[] {
  const [p, r] = [[...printed], [...read]]
  const cost = Array.from({ length: p.length + 1 }, (_, i) => Array.from({ length: r.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)))
  for (let i = 1; i <= p.length; i++) for (let j = 1; j <= r.length; j++) {
    cost[i]![j] = Math.min(cost[i - 1]![j]! + 1, cost[i]![j - 1]! + 1, cost[i - 1]![j - 1]! + Number(p[i - 1] !== r[j - 1]))
  }
  const found: Confusion[] = []
  let [i, j] = [p.length, r.length]
  while (i > 0 || j > 0) {
    const here = cost[i]![j]!
    if (i > 0 && j > 0 && here === cost[i - 1]![j - 1]! + Number(p[i - 1] !== r[j - 1])) {
      if (p[--i] !== r[--j]) found.unshift({ printed: p[i]!, read: r[j]! })
    } else if (i > 0 && here === cost[i - 1]![j]! + 1) found.unshift({ printed: p[--i]!, read: '' })
    else found.unshift({ printed: '', read: r[--j]! })
  }
  return found
}
