/** Where labels stand in a line. Labels are words of the trade; a reader's slip in a longer one is forgiven. */
import type { Piece } from './page-text.ts'

/** Words for each key; a key is a field's name or any other thing on the form. Words that end a value and start none go under `stop`. */
export type LabelTable = Readonly<Record<string, readonly string[]>>

export interface Occurrence { key: string; piece: Piece; start: number; end: number; /** Of the label alone, without what follows it. */ wordLength: number; /** 1 for a label read as it is, less for one with a slip. */ likeness: number; /** A colon follows, or nothing else stands in its line. */ isApart: boolean; /** A short word that ends a longer one which no table holds: 日期 of 抵达日期. */ isTailOfWord: boolean }

/** Characters that are often read for one another in labels. */
const lookAlike: Record<string, string> = { 日: '日曰目口', 期: '期朋', 码: '码玛妈吗', 号: '号亏', 票: '票栗', 称: '称称祢弥', 额: '额頟', 税: '税稅说', 代: '代伐', 人: '人入', 入: '入人', 开: '开并', 车: '车东', 计: '计汁', 合: '合台', 单: '单早', 位: '位拉', 收: '收攻', 款: '款欺', 识: '识织', 别: '别刘', 大: '大太', 小: '小少' }

/** What may stand at each place of a word. */
type Signs = readonly string[]
interface Word { key: string; text: string; exact: Signs; /** In capitals as the form has it: a slip in another case is another word. */ printed: Signs; /** Characters read for ones that look like them. */ alike: Signs | null; /** Any one of its characters may be read for another. */ maySlip: boolean; isShort: boolean; /** Of its characters, in small letters and without brackets. */ codes: readonly number[] }

/** What forms say again in English behind a label. */
const englishWords = 'vat ?\\d{1,2}%|name|no|room|company|arrival|departure|date|time|day|total|amount|sum|fare|price|guest|payer|payee|merchant|card|number|of|the|and|for|by|from|to|tax|taxpayer|vat|rate|id|identification|purchaser|buyer|customer|seller|vendor|passenger|traveller|carrier|flight|train|coach|seat|class|station|origin|destination|ticket|e-ticket|invoice|issued?|issuing|basis|baggage|allowance|agent|code|endorsements?|restrictions|fuel|surcharge|fund|check|serial|in|out|entry|exit|lane|plate|vehicle|mileage|distance|waiting|unit|quantity|item|remarks?|signature'
/** Between the label and its value: a hint in brackets, the label again in English, a colon or what is read for one. */
const afterLabel = new RegExp(`[)）]? ?(?:[(（][^()（）:]{1,8}[)）](?= ?:)|[(（](?:大写|小写|元|单位:元|¥|RMB|人民币|章|公?盖?章|签章|盖章有效|公里|km|KM|如有|含附加费?|万元|个人|单位|全称)[)）])? ?(?:[(（]?[A-Za-z][A-Za-z ./&]*[)）]?(?=:)|[(（](?:name|no|date|total|amount|room|company|payer|payee)[a-z. ]*[)）]|(?:${englishWords}|[ /&-])+\\.?(?=$|[ :¥\\d]))? ?(?:[/／](?:元|公里|km|千米))? ?[:;：；.·,]{0,2} ?`, 'iy')

function wordOf(key: string, text: string): Word {
  const chars = [...text]
  const mayLookAlike = /^[\u4e00-\u9fff]{2,}$/.test(text)
  const printed = chars.map((char) => ({ '(': '(（', ')': ')）' })[char] ?? char)
  const exact = printed.map((signs) => [...new Set(signs.toLowerCase() + signs.toUpperCase())].join(''))
  return { key, text, codes: [...text.toLowerCase().replace(/[()]/g, '')].map((char) => char.charCodeAt(0)), exact, printed, alike: mayLookAlike ? chars.map((char) => lookAlike[char] ?? char) : null, maySlip: chars.length >= 4, isShort: chars.length <= 2 }
}

/** Between two of a word's characters there may be one that was read into the space there. */
const gap = ' .·、,'
/** Never read for a label's character. */
const noSlip = /[\d:¥ .]/

/** Where a word that starts there ends, or -1; the sign at `slip` may be another. As patterns, one for every slip of every word, it took 46 of 79 MB of heap. */
function endOf(text: string, start: number, signs: Signs, slip: number, at = 0): number {
  if (at === signs.length) return start
  const char = text[start]
  if (char === undefined) return -1
  if (at > 0 && gap.includes(char)) {
    const end = signEnd(text, start + 1, signs, slip, at)
    if (end >= 0) return end
  }
  return signEnd(text, start, signs, slip, at)
}

function signEnd(text: string, start: number, signs: Signs, slip: number, at: number): number {
  const char = text[start]
  const fits = char !== undefined && (at === slip ? !noSlip.test(char) : signs[at]!.includes(char))
  return fits ? endOf(text, start + 1, signs, slip, at + 1) : -1
}

const exactly = [-1]

/** Where a word stands, none over another; one of `slips` may be read for another sign, the first that fits. */
function placesOf(text: string, signs: Signs, slips: readonly number[] = exactly): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  let start = 0
  while (start < text.length) {
    let end = -1
    for (let i = 0; i < slips.length && end < 0; i++) end = endOf(text, start, signs, slips[i]!)
    if (end >= 0) places.push({ start, end })
    start = Math.max(end, start + 1)
  }
  return places
}

/** A word of Latin letters is no part of a longer one, TO none of TOTAL. */
const isPartOfLatin = (text: string, word: string, { start, end }: { start: number; end: number }) => (/^[A-Za-z]/.test(word) && /[A-Za-z]/.test(text[start - 1] ?? '')) || (/[A-Za-z]$/.test(word) && /[A-Za-z]/.test(text[end] ?? ''))

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

const isThere = new Uint8Array(0x1_00_00)

/** Words of which the text has all characters but one; counting them is cheaper than looking for the words. */
function possibleIn(text: string, words: readonly Word[]): { word: Word; missing: number }[] {
  const small = text.toLowerCase()
  for (let i = 0; i < small.length; i++) isThere[small.charCodeAt(i)] = 1
  const possible: { word: Word; missing: number }[] = []
  for (const word of words) {
    let missing = 0
    for (let i = 0; i < word.codes.length && missing < 2; i++) missing += 1 - isThere[word.codes[i]!]!
    if (missing < 2) possible.push({ word, missing })
  }
  for (let i = 0; i < small.length; i++) isThere[small.charCodeAt(i)] = 0
  return possible
}

const partyKeys: ReadonlySet<string> = new Set(['buyerName', 'sellerName', 'passengerName', 'name', 'party'])
/** What makes a party's word that of a person there or of a thing of theirs: 采购人员, 供应商代表, 验收单位意见, 甲方电话. */
const somebodyThere = /^ ?(?:员(?!工)|代表人?|负责人|经办人?|经手人|授权|法定|法人|意见|评价|电话|地址|联系|开户|账号|帐号|签[字名收](?![、/和及]?盖)|编[号码]|代码|类[型别]|性质|职务|代理人|承办人)[:： ]*/

/** All labels in a line: exact ones first, then longer before shorter; a short word counts only at the head of something or before a colon. */
export function labelsIn(piece: Piece, table: LabelTable, elsewhere: ReadonlySet<string>): Occurrence[] {
  const { text } = piece
  const words = wordsOf(table)
  const found: Occurrence[] = []
  const look = (word: Word, places: readonly { start: number; end: number }[], likeness: number) => {
    const isExact = likeness === 1
    for (const { start: index, end: rawEnd } of places) {
      const length = rawEnd - index
      afterLabel.lastIndex = rawEnd
      const end = rawEnd + (afterLabel.exec(text)?.[0].length ?? 0)
      const hasColon = /[:;]/.test(text.slice(rawEnd, end))
      const opens = index === 0 || /[ :;)）(（\]|]$/.test(text.slice(0, index))
      if (word.isShort && !hasColon && !opens) continue
      if (word.text.length === 1 && end === rawEnd && end < text.length) continue
      if (!isExact && !hasColon && !opens) continue
      // What goes on is another word, not a slip of this one.
      if (!isExact && !hasColon && /^[\u4e00-\u9fff]/.test(text.slice(end))) continue
      const goesOn = partyKeys.has(word.key) ? somebodyThere.exec(text.slice(rawEnd))?.[0] : undefined
      if (goesOn) {
        found.push({ key: 'stop', piece, start: index, end: rawEnd + goesOn.length, wordLength: length + goesOn.length, likeness, isApart: true, isTailOfWord: false })
        continue
      }
      const start = /[(（]$/.test(text.slice(0, index)) && /^[)）]/.test(text.slice(rawEnd, end)) ? index - 1 : index
      found.push({ key: word.key, piece, start, end, wordLength: length, likeness, isApart: hasColon || end >= text.length || / $/.test(text.slice(0, end)), isTailOfWord: (length <= 3 || !hasColon) && /[\u4e00-\u9fff]$/.test(text.slice(0, index)) })
    }
  }
  const possible = possibleIn(text, words)
  for (const { word, missing } of possible) if (missing === 0) look(word, placesOf(text, word.exact).filter((place) => !isPartOfLatin(text, word.text, place)), 1)
  for (const { word } of possible) {
    if (word.alike) look(word, placesOf(text, word.alike), alikeness)
    if (word.maySlip) look(word, placesOf(text, word.printed, [...word.printed.keys()]), slippedness)
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
