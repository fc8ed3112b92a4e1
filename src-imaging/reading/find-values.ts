/**
 * Finds values by their labels on pages whose layout nobody has seen before: the rest of the label's own line, what
 * stands right of it, what stands under it. Labels are words of the trade; a reader's slip in a longer one is forgiven.
 */
import { around, type Found, type PageText, partOf, type Piece } from './page-text.ts'
import type { Shape } from './shapes.ts'

/** Words for each key; a key is a field's name or any other thing on the form. Words that end a value and start none go under `stop`. */
export type LabelTable = Readonly<Record<string, readonly string[]>>

export interface Occurrence { key: string; piece: Piece; start: number; end: number; /** Of the label alone, without what follows it. */ wordLength: number; /** 1 for a label read as it is, less for one with a slip. */ likeness: number; /** A colon follows, or nothing else stands in its line. */ isApart: boolean; /** A short word that ends a longer one which no table holds: 日期 of 抵达日期. */ isTailOfWord: boolean }

/** Best first: where its label is exact, the value stands close and fits its shape. */
export interface Candidate extends Found { rank: number; label: Occurrence }

const escaped = (char: string) => ({ '(': '[(（]', ')': '[)）]' })[char] ?? char.replace(/[.*+?^${}|[\]\\/-]/g, '\\$&')
/** Characters that are often read for one another in labels. */
const lookAlike: Record<string, string> = { 日: '日曰目口', 期: '期朋', 码: '码玛妈吗', 号: '号亏', 票: '票栗', 称: '称称祢弥', 额: '额頟', 税: '税稅说', 代: '代伐', 人: '人入', 入: '入人', 开: '开并', 车: '车东', 计: '计汁', 合: '合台', 单: '单早', 位: '位拉', 收: '收攻', 款: '款欺', 识: '识织', 别: '别刘', 大: '大太', 小: '小少' }

interface Word { key: string; text: string; exact: RegExp; /** Characters read for ones that look like them. */ alike: RegExp | null; /** Any one character read for another. */ slipped: RegExp | null; isShort: boolean; /** How many of its Han characters are missing there; cheaper than trying its patterns. */ missingIn: (chars: ReadonlySet<string>) => number }

const gap = '[ .·、,]?'
/** What forms say again in English behind a label. */
const englishWords = 'name|no|room|company|arrival|departure|date|time|day|total|amount|sum|fare|price|guest|payer|payee|merchant|card|number|of|the|and|for|by|from|to|tax|taxpayer|vat|rate|id|identification|purchaser|buyer|customer|seller|vendor|passenger|traveller|carrier|flight|train|coach|seat|class|station|origin|destination|ticket|e-ticket|invoice|issued?|issuing|basis|baggage|allowance|agent|code|endorsements?|restrictions|fuel|surcharge|fund|check|serial|in|out|entry|exit|lane|plate|vehicle|mileage|distance|waiting|unit|quantity|item|remarks?|signature'
/** Between the label and its value: a hint in brackets, the label again in English, a colon or what is read for one. */
const afterLabel = new RegExp(`[)）]? ?(?:[(（][^()（）:]{1,8}[)）](?= ?:)|[(（](?:大写|小写|元|单位:元|¥|RMB|人民币|章|公?盖?章|签章|盖章有效|公里|km|KM|如有|万元|个人|单位|全称)[)）])? ?(?:[(（]?[A-Za-z][A-Za-z ./&]*[)）]?(?=:)|[(（](?:name|no|date|total|amount|room|company|payer|payee)[a-z. ]*[)）]|(?:${englishWords}|[ /&-])+\\.?(?=$|[ :¥\\d]))? ?(?:[/／](?:元|公里|km|千米))? ?[:;：；.·,]{0,2} ?`, 'iy')

function wordOf(key: string, word: string): Word {
  const chars = [...word]
  // A word of Latin letters is no part of a longer one, TO none of TOTAL; it is printed in capitals or not.
  const exact = `${/^[A-Za-z]/.test(word) ? '(?<![A-Za-z])' : ''}${chars.map(escaped).join(gap)}${/[A-Za-z]$/.test(word) ? '(?![A-Za-z])' : ''}`
  const alike = (char: string) => (lookAlike[char] ? `[${lookAlike[char]}]` : escaped(char))
  const oneOff = chars.length >= 4 ? chars.map((_, at) => chars.map((char, i) => (i === at ? '[^\\d:¥ .]' : escaped(char))).join(gap)) : []
  const mayLookAlike = chars.length >= 2 && /^[\u4e00-\u9fff]+$/.test(word)
  const wanted = chars.filter((char) => /[\u4e00-\u9fff]/.test(char))
  const missingIn = (there: ReadonlySet<string>) => {
    let missing = 0
    for (const char of wanted) if (!there.has(char) && ++missing > 1) break
    return missing
  }
  return { key, text: word, missingIn, exact: new RegExp(exact, 'gi'), alike: mayLookAlike ? new RegExp(chars.map(alike).join(gap), 'g') : null, slipped: oneOff.length > 0 ? new RegExp(`(?:${oneOff.join('|')})`, 'g') : null, isShort: chars.length <= 2 }
}

/** A label of look-alikes is likely the label; one with another character in it may be another word: below what is placed for sure. */
const alikeness = 0.85
const slippedness = 0.62

const compiled = new WeakMap<LabelTable, Word[]>()

function wordsOf(table: LabelTable): Word[] {
  let words = compiled.get(table)
  if (!words) {
    // Among equals the words that mean something come before those that only end a value.
    words = Object.entries(table).sort(([a], [b]) => Number(a === 'stop') - Number(b === 'stop')).flatMap(([key, list]) => list.map((word) => wordOf(key, word)))
    compiled.set(table, words)
  }
  return words
}

export class LabelledPage {
  readonly page: PageText
  private readonly occurrences: readonly Occurrence[]
  private readonly byPiece = new Map<Piece, Occurrence[]>()

  /** @param elsewhere words that head something on other forms: here they are no values */
  constructor(page: PageText, table: LabelTable, elsewhere: ReadonlySet<string> = new Set()) {
    this.page = page
    this.occurrences = page.pieces.flatMap((piece) => labelsIn(piece, wordsOf(table), elsewhere))
    for (const one of this.occurrences) this.byPiece.set(one.piece, [...(this.byPiece.get(one.piece) ?? []), one])
  }

  labels(key: string): Occurrence[] {
    return this.occurrences.filter((one) => one.key === key)
  }

  /** Whether a piece begins with a label. */
  opensWithLabel(piece: Piece): boolean {
    return this.byPiece.get(piece)?.[0]?.start === 0
  }

  /** What stands in the label's own line after it, up to the next label. */
  tailOf(label: Occurrence): Piece | null {
    const next = this.byPiece.get(label.piece)!.find((other) => other.start >= label.end)
    const [start, end] = trimmed(label.piece.text, label.end, next?.start ?? label.piece.text.length)
    return start < end ? partOf(label.piece, start, end) : null
  }

  /** Pieces right of the label up to the next label, each cut where a label begins in it. */
  rightsOf(label: Occurrence): Piece[] {
    const isLast = this.byPiece.get(label.piece)!.at(-1) === label
    const rights: Piece[] = []
    for (const piece of isLast ? this.page.rightOf(label.piece) : []) {
      const first = this.byPiece.get(piece)?.[0]
      if (first?.start === 0) break
      rights.push(first ? partOf(piece, 0, first.start) : piece)
      if (first) break
    }
    return rights
  }

  /** Whether a label stands right before a piece, so that it is that thing's value. */
  isNamed(piece: Piece): boolean {
    return this.occurrences.some((label) => this.tailOf(label) === null && this.rightsOf(label)[0] === piece)
  }

  /** Pieces under a column's head, down to the next label in that column; the column reaches to its neighbours' heads. */
  belowOf(label: Occurrence, lines: number): { piece: Piece; asidePx: number }[] {
    const head = partOf(label.piece, label.start, label.end)
    const height = head.bottom - head.top
    const row = this.occurrences.filter((other) => other !== label && (other.piece === label.piece || this.page.rowOf(label.piece).includes(other.piece))).map((other) => partOf(other.piece, other.start, other.end))
    const left = Math.max(head.left - 8 * height, ...row.filter((other) => other.left < head.left).map((other) => other.right))
    const right = Math.min(head.right + 8 * height, ...row.filter((other) => other.left > head.left).map((other) => other.left))
    const below: { piece: Piece; asidePx: number }[] = []
    for (const piece of this.page.below({ ...head, left, right }, lines)) {
      const asidePx = Math.max(0, piece.left - head.right, head.left - piece.right)
      if (this.opensWithLabel(piece)) {
        if (asidePx === 0) break
      } else if (asidePx === 0 || (piece.left >= left - height && piece.right <= right + height)) below.push({ piece, asidePx })
    }
    return below
  }

  /** The row under a label that stands alone in its own: narrow papers break there. */
  private nextRow(label: Occurrence): Piece[][] {
    const next = this.page.rows().find((row) => row[0]!.top > label.piece.bottom - 0.3 * (label.piece.bottom - label.piece.top) && row[0]!.top - label.piece.bottom < 1.2 * (label.piece.bottom - label.piece.top))
    return next && !this.opensWithLabel(next[0]!) && this.page.rowOf(label.piece).length === 0 ? [next] : []
  }

  /**
   * Every value of this shape that a label of this key may mean, best first.
   * @param lines how many lines under the label may be looked at; none for labels that always stand before their value
   */
  candidates(key: string, shape: Shape, lines = 2): Candidate[] {
    return this.labels(key).flatMap((label) => this.candidatesOf(label, shape, lines)).sort((a, b) => b.rank - a.rank)
  }

  candidatesOf(label: Occurrence, shape: Shape, lines = 2): Candidate[] {
    const tail = this.tailOf(label)
    const rights = this.rightsOf(label)
    const height = label.piece.bottom - label.piece.top
    const places: { parts: Piece[]; near: number }[] = []
    if (tail) places.push({ parts: [tail], near: 1 })
    // A detector may cut a line in two: boxes that touch are one.
    if (tail && rights[0]) places.push({ parts: adjoining([tail, ...rights]), near: rights[0].left - tail.right < 0.5 * height ? 1.01 : 0.97 }, { parts: [tail, rights[0]], near: 0.9 })
    rights.forEach((piece, i) => places.push({ parts: [piece], near: nearness(piece.left - label.piece.right, height, i, tail !== null) }))
    if (rights.length > 1) places.push({ parts: adjoining(rights), near: nearness(rights[0]!.left - label.piece.right, height, 0, tail !== null) + 0.01 })
    const last = rights.at(-1) ?? tail
    const rest = last ? this.restOf(label, last) : null
    if (last && rest) places.push({ parts: [last, rest], near: /^[（(]/.test(rest.text) ? 1.02 : 0.95 })
    const isAlone = !tail && rights.length === 0
    const caption = tail ? null : this.captionedBy(label)
    if (caption) places.push({ parts: [caption], near: 0.9 })
    const below = caption || (tail && rights.length > 0) ? [] : this.belowOf(label, isAlone ? Math.max(lines, 3) : lines)
    below.forEach(({ piece, asidePx }, i) => places.push({ parts: [piece], near: 0.6 - 0.06 * i - Math.min(0.2, (0.02 * asidePx) / height) - 0.05 * Math.max(0, (piece.top - label.piece.bottom) / height - 1.5) }))
    const sole = tail ? null : this.soleUnder(label, shape)
    if (sole) places.push({ parts: [sole], near: headedOver })
    if (isAlone) places.push(...this.nextRow(label).map((parts) => ({ parts, near: 0.45 })))
    const found = this.readAt(places, shape, label)
    // Some forms set the label in small under what it names.
    return found.length > 0 || lines === 0 || !isAlone ? found : this.readAt(this.aboveOf(label).map((piece) => ({ parts: [piece], near: 0.4 })), shape, label)
  }

  /** Words alone in the next row: the rest of a name that found no room in its own. */
  private restOf(label: Occurrence, last: Piece): Piece | null {
    const height = last.bottom - last.top
    const next = this.page.rows().find(([first]) => first!.top > last.bottom - 0.3 * height)
    const [rest] = next ?? []
    const isRest = rest && next!.length === 1 && rest.top - last.bottom < 0.9 * height && rest.left > label.piece.left - 0.5 * height && rest.right < last.right + 2 * height
    return isRest && !this.opensWithLabel(rest) && /^[\u4e00-\u9fff（）()]{1,12}$/.test(rest.text) ? rest : null
  }

  /** The one thing under a label that looks in full as it must, in a strip of heads over a strip of values; a column has many. */
  private soleUnder(label: Occurrence, shape: Shape): Piece | null {
    const heads = this.page.rowOf(label.piece)
    if (heads.length === 0 || !heads.every((head) => this.opensWithLabel(head))) return null
    const height = label.piece.bottom - label.piece.top
    const [first, ...more] = this.belowOf(label, 6).filter(({ piece }) => shape(piece.text))
    // Some forms set labels under their values: what stands nearer over this one is then meant.
    const isUnder = first && this.aboveOf(label).some((over) => label.piece.top - over.bottom < first.piece.top - label.piece.bottom)
    return first && !isUnder && more.length === 0 && first.asidePx === 0 && !this.page.rowOf(first.piece).some((other) => this.opensWithLabel(other)) && first.piece.top - label.piece.bottom < 2 * height && shape(first.piece.text)!.fit === 1 ? first.piece : null
  }

  /** What a label in small under it names: it stands close above, begins or ends where the label does, and what follows under the label stands clearly further off. */
  private captionedBy(label: Occurrence): Piece | null {
    const { left, right, top, bottom } = label.piece
    const height = bottom - top
    const isFlush = (other: Piece) => Math.min(Math.abs(other.left - left), Math.abs(other.right - right), Math.abs(other.left + other.right - left - right) / 2) < 0.6 * height
    const above = this.aboveOf(label).filter((other) => isFlush(other) && other.bottom - other.top > 1.15 * height).sort((a, b) => b.bottom - a.bottom)[0]
    if (label.start > 0 || !above) return null
    // A value that stands as near under another label is that one's.
    const isHeaded = this.occurrences.some(({ piece }) => piece.bottom < above.top + 0.3 * height && above.top - piece.bottom < Math.max(0.5 * height, 1.5 * (top - above.bottom)) && piece.left < above.right && piece.right > above.left)
    if (isHeaded) return null
    const next = this.page.pieces.filter((other) => other.top > bottom - 0.3 * height && other.left < right && other.right > left).sort((a, b) => a.top - b.top)[0]
    return !next || next.top - bottom > 1.5 * Math.max(0.25 * height, top - above.bottom) ? above : null
  }

  private aboveOf(label: Occurrence): Piece[] {
    const head = partOf(label.piece, label.start, label.end)
    const height = head.bottom - head.top
    return this.page.pieces.filter((other) => other !== label.piece && other.bottom < head.top + 0.5 * height && head.top - other.bottom < 1.2 * height && other.left < head.right && other.right > head.left && !this.byPiece.has(other))
  }

  private readAt(places: { parts: Piece[]; near: number }[], shape: Shape, label: Occurrence): Candidate[] {
    return places.flatMap(({ parts, near }) => {
      const found = shapeIn(parts, shape)
      return found ? [{ ...found.found, rank: found.fit * near * label.likeness * (label.isApart ? 1 : found.fit < 1 ? runsOn : 0.9) * (label.isTailOfWord ? 0.6 : 1), label }] : []
    })
  }
}

/** What goes on from the label's own characters and does not quite look like its value may be the rest of another word. */
const runsOn = 0.7

/** What stands in the cell under its head is as surely its value as if it stood beside it. */
const headedOver = 0.74

/** Further right is less likely; a piece that follows something between it and the label, too. */
function nearness(gapPx: number, heightPx: number, index: number, hasTail: boolean): number {
  return Math.max(0.3, 0.96 - 0.006 * Math.max(0, gapPx / heightPx) - 0.1 * index - (hasTail ? 0.12 : 0))
}

/** The first pieces that follow each other without a wide gap. */
function adjoining(pieces: Piece[]): Piece[] {
  const run = [pieces[0]!]
  for (const piece of pieces.slice(1)) {
    if (piece.left - run.at(-1)!.right > 1.1 * (piece.bottom - piece.top)) break
    run.push(piece)
  }
  return run
}

/** A value of this shape in pieces read as one line. */
export function shapeIn(parts: readonly Piece[], shape: Shape): { found: Found; fit: number } | null {
  const text = parts.map((part) => part.text).join(' ')
  const shaped = shape(text)
  if (!shaped) return null
  const touched: Piece[] = []
  let offset = 0
  for (const part of parts) {
    const [from, to] = [shaped.start - offset, shaped.end - offset]
    if (to > 0 && from < part.text.length) touched.push(partOf(part, Math.max(0, from), Math.min(part.text.length, to)))
    offset += part.text.length + 1
  }
  const of = touched.length > 0 ? touched : [...parts]
  return { found: { value: shaped.value, score: Math.min(...of.map((part) => part.score)), boxPx: around(of) }, fit: shaped.fit }
}

function trimmed(text: string, start: number, end: number): [number, number] {
  while (start < end && text[start] === ' ') start++
  while (end > start && text[end - 1] === ' ') end--
  return [start, end]
}

const partyKeys: ReadonlySet<string> = new Set(['buyerName', 'sellerName', 'passengerName', 'name', 'party'])
/** What makes a party's word that of a person there or of a thing of theirs: 采购人员, 供应商代表, 验收单位意见, 甲方电话. */
const somebodyThere = /^ ?(?:员(?!工)|代表人?|负责人|经办人?|经手人|授权|法定|法人|意见|评价|电话|地址|联系|开户|账号|帐号|签[字名收](?![、/和及]?盖)|编[号码]|代码|类[型别]|性质|职务|代理人|承办人)[:： ]*/

/** All labels in a line: exact ones first, then longer before shorter; a short word counts only at the head of something or before a colon. */
function labelsIn(piece: Piece, words: readonly Word[], elsewhere: ReadonlySet<string>): Occurrence[] {
  const { text } = piece
  const found: Occurrence[] = []
  const look = (word: Word, pattern: RegExp, likeness: number) => {
    const isExact = likeness === 1
    for (const match of text.matchAll(pattern)) {
      const rawEnd = match.index + match[0].length
      afterLabel.lastIndex = rawEnd
      const end = rawEnd + (afterLabel.exec(text)?.[0].length ?? 0)
      const hasColon = /[:;]/.test(text.slice(rawEnd, end))
      const opens = match.index === 0 || /[ :;)）(（\]|]$/.test(text.slice(0, match.index))
      if (word.isShort && !hasColon && !opens) continue
      if (word.text.length === 1 && end === rawEnd && end < text.length) continue
      if (!isExact && !hasColon && !opens) continue
      // What goes on is another word, not a slip of this one.
      if (!isExact && !hasColon && /^[\u4e00-\u9fff]/.test(text.slice(end))) continue
      const goesOn = partyKeys.has(word.key) ? somebodyThere.exec(text.slice(rawEnd))?.[0] : undefined
      if (goesOn) {
        found.push({ key: 'stop', piece, start: match.index, end: rawEnd + goesOn.length, wordLength: match[0].length + goesOn.length, likeness, isApart: true, isTailOfWord: false })
        continue
      }
      const start = /[(（]$/.test(text.slice(0, match.index)) && /^[)）]/.test(text.slice(rawEnd, end)) ? match.index - 1 : match.index
      found.push({ key: word.key, piece, start, end, wordLength: match[0].length, likeness, isApart: hasColon || end >= text.length || / $/.test(text.slice(0, end)), isTailOfWord: (match[0].length <= 3 || !hasColon) && /[\u4e00-\u9fff]$/.test(text.slice(0, match.index)) })
    }
  }
  const chars = new Set(text)
  const possible = words.map((word) => ({ word, missing: word.missingIn(chars) })).filter(({ missing }) => missing < 2)
  for (const { word, missing } of possible) if (missing === 0) look(word, word.exact, 1)
  for (const { word } of possible) {
    if (word.alike) look(word, word.alike, alikeness)
    if (word.slipped) look(word, word.slipped, slippedness)
  }
  const kept: Occurrence[] = []
  for (const one of found.sort((a, b) => b.likeness - a.likeness || b.end - b.start - (a.end - a.start) || b.wordLength - a.wordLength || a.start - b.start)) {
    if (kept.some((other) => one.start < other.end && other.start < one.end)) continue
    // A slip of several words is none of them.
    const isAmbiguous = one.likeness < 1 && found.some((other) => other.likeness === one.likeness && other.key !== one.key && other.start === one.start && other.end === one.end)
    kept.push(isAmbiguous ? { ...one, key: 'stop' } : one)
  }
  // 收款国库(银行)名称 is neither 收款 nor its value.
  if (kept.some(({ start, end }) => start === 0 && end < text.length) && namesAThing.test(wordAlone(text))) return unknownLabels(piece, elsewhere)
  for (const one of unknownLabels(piece, elsewhere)) if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  return kept.sort((a, b) => a.start - b.start).map((one) => goneOn(one, elsewhere, words))
}

/** Words before a colon and words known from other forms, when they are all there is: labels of things nobody asks for. */
function unknownLabels(piece: Piece, elsewhere: ReadonlySet<string>): Occurrence[] {
  const { text } = piece
  const stop = (start: number, end: number): Occurrence => ({ key: 'stop', piece, start, end, wordLength: end - start, likeness: 1, isApart: true, isTailOfWord: false })
  if (elsewhere.has(wordAlone(text)) || namesAThing.test(wordAlone(text))) return [stop(0, text.length)]
  return [...text.matchAll(/(?<=^|[ )）])[\u4e00-\u9fff][\u4e00-\u9fff/()（）]{1,7} ?[:：] ?/g)].map((match) => stop(match.index, match.index + match[0].length))
}

/** Nouns that forms end their labels with, and nobody a name. */
const namesAThing = /^[\u4e00-\u9fff()（）/]{1,12}(?:所在单位|单位名称|日期|时间|号码|编号|代码|编码|名称|姓名|方式|类型|类别|地址|电话|金额|签名|签字|签章|备注|数量|单价|税率|税额|等级|标识|级别|状态|情况|意见|结论|结果|要求|依据|原因|号)$/

/** A label without its colon, its brackets and its spaces. */
const wordAlone = (text: string) => text.replace(/[ :：]/g, '').replace(/[(（][^()（）]{1,6}[)）]$/, '')

/** 出站 of 出站日期, 购买方名称 of 购买方名称及税号: the label goes on, and may be another's. */
function goneOn(label: Occurrence, elsewhere: ReadonlySet<string>, words: readonly Word[]): Occurrence {
  if (label.key === 'stop' || label.likeness < 1) return label
  const rest = /^([及和与/、]?)([\u4e00-\u9fff]{2,6})(?=$|[ :：(（])[ :：]*/.exec(label.piece.text.slice(label.end))
  if (!rest || /[ :：]$/.test(label.piece.text.slice(label.start, label.end)) || !elsewhere.has(rest[2]!)) return label
  const key = rest[1] ? label.key : words.find((word) => word.text === rest[2])?.key ?? 'stop'
  return { ...label, key, end: label.end + rest[0].length, isApart: true, isTailOfWord: !rest[1] }
}
