/** Where labels stand in a line. Labels are words of the trade; a reader's slip in a longer one is forgiven. */
import type { Piece } from './page-text.ts'

/** Words for each key; a key is a field's name or any other thing on the form. Words that end a value and start none go under `stop`. */
export type LabelTable = Readonly<Record<string, readonly string[]>>

export interface Occurrence { key: string; piece: Piece; start: number; end: number; /** Of the label alone, without what follows it. */ wordLength: number; /** 1 for a label read as it is, less for one with a slip. */ likeness: number; /** A colon follows, or nothing else stands in its line. */ isApart: boolean; /** A short word that ends a longer one which no table holds: 日期 of 抵达日期. */ isTailOfWord: boolean }

const escaped = (char: string) => ({ '(': '[(（]', ')': '[)）]' })[char] ?? char.replace(/[.*+?^${}|[\]\\/-]/g, '\\$&')
/** Characters that are often read for one another in labels. */
const lookAlike: Record<string, string> = { 日: '日曰目口', 期: '期朋', 码: '码玛妈吗', 号: '号亏', 票: '票栗', 称: '称称祢弥', 额: '额頟', 税: '税稅说', 代: '代伐', 人: '人入', 入: '入人', 开: '开并', 车: '车东', 计: '计汁', 合: '合台', 单: '单早', 位: '位拉', 收: '收攻', 款: '款欺', 识: '识织', 别: '别刘', 大: '大太', 小: '小少' }

interface Word { key: string; text: string; exact: RegExp; /** Characters read for ones that look like them. */ alike: RegExp | null; /** Any one character read for another. */ slipped: RegExp | null; isShort: boolean; /** How many of its Han characters are missing there; cheaper than trying its patterns. */ missingIn: (chars: ReadonlySet<string>) => number }

const gap = '[ .·、,]?'
/** What forms say again in English behind a label. */
const englishWords = 'vat ?\\d{1,2}%|name|no|room|company|arrival|departure|date|time|day|total|amount|sum|fare|price|guest|payer|payee|merchant|card|number|of|the|and|for|by|from|to|tax|taxpayer|vat|rate|id|identification|purchaser|buyer|customer|seller|vendor|passenger|traveller|carrier|flight|train|coach|seat|class|station|origin|destination|ticket|e-ticket|invoice|issued?|issuing|basis|baggage|allowance|agent|code|endorsements?|restrictions|fuel|surcharge|fund|check|serial|in|out|entry|exit|lane|plate|vehicle|mileage|distance|waiting|unit|quantity|item|remarks?|signature'
/** Between the label and its value: a hint in brackets, the label again in English, a colon or what is read for one. */
const afterLabel = new RegExp(`[)）]? ?(?:[(（][^()（）:]{1,8}[)）](?= ?:)|[(（](?:大写|小写|元|单位:元|¥|RMB|人民币|章|公?盖?章|签章|盖章有效|公里|km|KM|如有|含附加费?|万元|个人|单位|全称)[)）])? ?(?:[(（]?[A-Za-z][A-Za-z ./&]*[)）]?(?=:)|[(（](?:name|no|date|total|amount|room|company|payer|payee)[a-z. ]*[)）]|(?:${englishWords}|[ /&-])+\\.?(?=$|[ :¥\\d]))? ?(?:[/／](?:元|公里|km|千米))? ?[:;：；.·,]{0,2} ?`, 'iy')

/** Compiled patterns are large, and most words stand in many tables. */
const known = new Map<string, Omit<Word, 'key'>>()

function wordOf(key: string, word: string): Word {
  const patterns = known.get(word) ?? patternsOf(word)
  known.set(word, patterns)
  return { key, ...patterns }
}

function patternsOf(word: string): Omit<Word, 'key'> {
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
  return { text: word, missingIn, exact: new RegExp(exact, 'gi'), alike: mayLookAlike ? new RegExp(chars.map(alike).join(gap), 'g') : null, slipped: oneOff.length > 0 ? new RegExp(`(?:${oneOff.join('|')})`, 'g') : null, isShort: chars.length <= 2 }
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

const partyKeys: ReadonlySet<string> = new Set(['buyerName', 'sellerName', 'passengerName', 'name', 'party'])
/** What makes a party's word that of a person there or of a thing of theirs: 采购人员, 供应商代表, 验收单位意见, 甲方电话. */
const somebodyThere = /^ ?(?:员(?!工)|代表人?|负责人|经办人?|经手人|授权|法定|法人|意见|评价|电话|地址|联系|开户|账号|帐号|签[字名收](?![、/和及]?盖)|编[号码]|代码|类[型别]|性质|职务|代理人|承办人)[:： ]*/

/** All labels in a line: exact ones first, then longer before shorter; a short word counts only at the head of something or before a colon. */
export function labelsIn(piece: Piece, table: LabelTable, elsewhere: ReadonlySet<string>): Occurrence[] {
  const { text } = piece
  const words = wordsOf(table)
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
