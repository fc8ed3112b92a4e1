/** A family of vouchers: the words that stand before its values and what those look like; the rest is the finder's work. */
import { formatYuan, parseUpperAmount, parseYuan } from '../../../src-shared/money.ts'
import type { FieldName } from '../../../src-shared/voucher.ts'
import { LabelledPage, shapeIn } from '../find-values.ts'
import type { LabelTable } from '../labels.ts'
import { around, type Found, type PageText, type Piece } from '../page-text.ts'
import { buyers, each, nameWords, taxIdWords } from './parties.ts'
import { accountTail, amount, amountsIn, day, digits, digitsNear, flight, kilometres, partyName, personName, placeName, plate, type Shape, taxId, timeOfDay, train, upperAmount } from '../shapes.ts'

/** One reading of a field; `rank` says how well label, place and shape speak for it. */
export interface Reading extends Found { rank: number }

/** Readings of each field, best first. */
export type FoundFields = Partial<Record<FieldName, Reading[]>>

export interface Family {
  /** Keys that are fields' names are looked for by the finder; others serve `also`. */
  labels: LabelTable
  /** Where a field looks otherwise than usual. */
  shapes?: Partial<Record<FieldName, Shape>>
  /** Lines under a label in which its value may stand; 2 where not given. */
  linesBelow?: number
  /** What is known by place and not by label. */
  also?: (form: LabelledPage, found: FoundFields) => void
}

const usualShapes: Partial<Record<FieldName, Shape>> = {
  invoiceCode: digitsNear(12, 10, 12), invoiceNumber: digits(8), date: day, checkCode: digits(20), buyerName: partyName, buyerTaxId: taxId, sellerName: partyName, sellerTaxId: taxId,
  amountNet: amount, amountTax: amount, amountTotal: amount, amountTotalUpper: upperAmount, trainNumber: train, fromStation: placeName, toStation: placeName, passengerName: personName,
  plateNumber: plate, boardingTime: timeOfDay, alightingTime: timeOfDay, distance: kilometres, accountTail,
}

export { flight }

/** Everything a family's table finds on a page. @param elsewhere labels of all families: what is one is no value */
export function findFields(page: PageText, family: Family, elsewhere: ReadonlySet<string>): FoundFields {
  const form = new LabelledPage(page, family.labels, elsewhere)
  const found: FoundFields = {}
  for (const key of Object.keys(family.labels)) {
    const name = key as FieldName
    const shape = family.shapes?.[name] ?? usualShapes[name]
    if (!shape) continue
    const readings = form.candidates(key, shape, family.linesBelow)
    if (readings.length > 0) found[name] = readings
  }
  family.also?.(form, found)
  partRoles(found)
  return found
}

/** Whoever is one of these on a paper is none of the others. */
const roles = ['buyerName', 'sellerName', 'passengerName', 'fromStation', 'toStation'] as const

/** One print that two roles claim is the better one's; where none is clearly better, nobody knows whose it is. */
function partRoles(found: FoundFields): void {
  for (const [i, one] of roles.entries()) for (const other of roles.slice(i + 1)) {
    const [a, b] = [found[one]?.[0], found[other]?.[0]]
    if (!a || !b || a.value !== b.value || a.boxPx[0][0] !== b.boxPx[0][0] || a.boxPx[0][1] !== b.boxPx[0][1]) continue
    const isUnclear = Math.abs(a.rank - b.rank) < 0.1
    const losers = isUnclear ? [one, other] : [a.rank < b.rank ? one : other]
    // With one end of a journey the other is in doubt as well.
    const doubted = losers.some((name) => name.endsWith('Station')) ? [...losers, 'fromStation', 'toStation'] as const : losers
    for (const name of doubted) for (const reading of found[name] ?? []) reading.rank = Math.min(reading.rank, unnamed)
  }
}

/** Puts readings before or among those there are, by rank. */
export function add(found: FoundFields, name: FieldName, readings: readonly Reading[]): void {
  if (readings.length > 0) found[name] = [...(found[name] ?? []), ...readings].sort((a, b) => b.rank - a.rank)
}

/** Adds readings that need no label only where none with a label fits well. */
export function orElse(found: FoundFields, name: FieldName, readings: readonly Reading[]): void {
  if ((found[name]?.[0]?.rank ?? 0) < 0.62) add(found, name, readings)
}

/** Readings of a shape in one place, with or without a label. */
export function readIn(parts: readonly Piece[], shape: Shape, rank: number): Reading[] {
  const found = parts.length > 0 ? shapeIn(parts, shape) : null
  return found ? [{ ...found.found, rank: rank * found.fit }] : []
}

/** The rank of what looks as it must and has no label: alone never sure (see certainty.ts). */
export const unnamed = 0.61

/** The rank of what has no label and is the only thing on the paper that could be meant. */
export const sole = 0.68

/** Readings that need no label where they all say the same: nothing else on the paper could be meant. */
export function onlyOne(readings: readonly Reading[]): Reading[] {
  const isOne = new Set(readings.map(({ value }) => value)).size === 1
  return readings.map((one) => (isOne && one.rank >= unnamed ? { ...one, rank: sole } : one))
}

/** Readings of a shape anywhere on the page, for values that no label stands before. */
export function anywhere(form: LabelledPage, shape: Shape, rank: number, where: (piece: Piece) => boolean = () => true): Reading[] {
  return form.page.pieces.filter(where).flatMap((piece) => readIn([piece], shape, rank))
}

/** A stay, a term: two days with something between. */
const isTerm = (text: string) => {
  const first = day(text)
  return first !== null && day(text.slice(first.end)) !== null
}

/** Days without a label of their own, in one line or in a row of parts as where 年, 月 and 日 are preprinted; those that another word names, or that open a term, come last. */
export function anyDay(form: LabelledPage, rank: number, where: (piece: Piece) => boolean = () => true): Reading[] {
  const runs = form.page.rows().flatMap((row) => row.flatMap((piece, i) => {
    if (!/^20[\d年月 ]{0,9}$/.test(piece.text)) return [[piece]]
    const rest = row.slice(i + 1).findIndex((next) => !/^[\d年月日曰 ./-]{1,6}$/.test(next.text))
    return [row.slice(i, rest < 0 ? i + 8 : Math.min(i + 8, i + 1 + rest))]
  }))
  const rankOf = (run: readonly Piece[]) => rank * (isTerm(run.map(({ text }) => text).join(' ')) ? 0.6 : form.isNamed(run[0]!) ? 0.95 : 1)
  return runs.filter(([first]) => where(first!)).flatMap((run) => readIn(run, day, rankOf(run))).sort((a, b) => b.rank - a.rank)
}

/** A long number that a narrow paper breaks: the figures after and under its label, taken together. */
export function addBrokenNumber(form: LabelledPage, found: FoundFields, name: FieldName, length: number): void {
  const isFigures = ({ text }: Piece) => /^\d[\d ]*$/.test(text)
  const readings = form.labels(name).flatMap((label) => {
    const first = [form.tailOf(label) ?? [], form.rightsOf(label)].flat()
    const parts = [...first, ...form.belowOf(label, 4).map(({ piece }) => piece)].filter(isFigures)
    const upTo = parts.findIndex((_, i) => parts.slice(0, i + 1).reduce((sum, { text }) => sum + text.replace(/ /g, '').length, 0) >= length)
    return upTo < 1 ? [] : readIn(parts.slice(0, upTo + 1), digits(length), 0.8)
  })
  add(found, name, readings)
}

/** 大写 that names its unit, so that a lone numeral is none. */
export const upperWithYuan: Shape = (text) => {
  const shaped = upperAmount(text)
  return shaped && /[圆元]/.test(shaped.value) ? shaped : null
}

export const eInvoiceNumber = ['发票号码', '电子发票号码', '数电发票号码', '数电票号码', '发票号', '号码', 'INVOICENO.', 'INVOICENUMBER']
export const buyerOfETicket = { buyerName: [...each(buyers, nameWords), '名称', '单位名称', '抬头', '发票抬头', 'PURCHASER', 'BUYER', 'NAMEOFPURCHASER'], buyerTaxId: [...each([...buyers, ''], taxIdWords), 'TAXPAYERID', 'TAXID'] }

/** Code and number as preprinted without a label, most likely at the head of a form. */
export function addNumbersAtHead(form: LabelledPage, found: FoundFields): void {
  const isHead = (piece: Piece) => piece.bottom < form.page.top + 0.45 * (form.page.bottom - form.page.top)
  const isFree = (piece: Piece) => !form.opensWithLabel(piece) && !form.isNamed(piece)
  for (const [name, shape] of [['invoiceCode', digits(10, 12)], ['invoiceNumber', digits(8)]] as const) {
    const alone: Shape = (text) => (/^\D{0,3}[\d ]+$/.test(text) ? shape(text) : null)
    const both: Shape = (text) => (/^\d{10}(?:\d{2})? +\d{8}$/.test(text) ? shape(text) : null)
    for (const one of [alone, both]) orElse(found, name, onlyOne([...anywhere(form, one, unnamed, (piece) => isHead(piece) && isFree(piece)), ...anywhere(form, one, 0.45, (piece) => !isHead(piece) && isFree(piece))]))
  }
}

const fare = /(?:[¥Y羊半]|CNY|RMB|全价|票价) ?:? ?(\d+(?:[.,·]\d{1,2})?)|(?<!\d)(\d+(?:\.\d{1,2})?)(?= ?元)/

/** An amount beside a currency sign or before 元. */
export const yuan: Shape = (text) => {
  const match = fare.exec(text)
  const found = match && amountsIn(text).find((one) => one.end > match.index)
  return found ? { ...found, fit: found.hasSign || found.fit === 1 ? 1 : 0.8 } : null
}

/** The largest amount with its unit: what parts of it are named for come to less. The only one is the sum. */
export function largestSum(form: LabelledPage, rank: number): Reading[] {
  const sums = anywhere(form, yuan, rank).sort((a, b) => Number(b.value) - Number(a.value))
  const isOne = new Set(sums.map(({ value }) => value)).size === 1
  if (isOne) return sums.map((one) => ({ ...one, rank: Math.max(one.rank, one.rank >= rank ? sole : 0) }))
  return sums.map((one, i) => (i > 0 && one.value !== sums[0]!.value ? { ...one, rank: one.rank * 0.8 } : one))
}

/** The sum in figures stands in the row of the words, with or without a label. */
export function addSumBesideWords(form: LabelledPage, found: FoundFields): void {
  const withPoint: Shape = (text) => amountsIn(text).find((one) => one.hasDecimals) ?? null
  for (const piece of form.page.pieces.filter((one) => readIn([one], upperWithYuan, 1).length > 0)) {
    const words = parseUpperAmount(upperWithYuan(piece.text)!.value)
    const figures = [piece, ...form.page.rowOf(piece)].flatMap((one) => readIn([one], withPoint, 0.6))
    // Figures that the words of their row spell are their sum; others are only near them.
    add(found, 'amountTotal', figures.filter(({ value, boxPx }) => parseYuan(value) === words || boxPx[0][0] > piece.boxPx[0][0]).map((one) => (parseYuan(one.value) === words ? { ...one, rank: 0.75 } : one)))
  }
}

/** Figures one by one in a row, as in boxes whose places were not read: believed of none but where the words say the same. */
export function addFiguresInWords(form: LabelledPage, found: FoundFields): void {
  const inWords = new Set((found.amountTotalUpper ?? []).flatMap(({ value }) => parseUpperAmount(value) ?? []))
  for (const row of form.page.rows()) {
    const figures = row.filter(({ text }) => /^\d$/.test(text))
    const value = formatYuan(BigInt(figures.map(({ text }) => text).join('') || '0'))
    if (figures.length >= 3 && inWords.has(parseYuan(value)!)) add(found, 'amountTotal', [{ value, score: Math.min(...figures.map(({ score }) => score)), boxPx: around(figures), rank: 0.75 }])
  }
}

const house = /^(.*?(?:酒店|宾馆|饭店|旅馆|招待所|公寓|客栈|山庄|民宿|度假村|会议中心|商行|超市|商场|百货|书店|药房|药店|餐厅|酒楼|加油站|商店|门市部|经营部)(?:管理)?(?:有限(?:责任)?公司)?|.*?公司)/
/** Less telling ends of a name: believed of what is nothing but a name and stands at the head or by itself. */
const houseAtHead = /^[\u4e00-\u9fff·（）()A-Za-z]{2,}(?:厂|店|行|部|馆|社|院|所|场|城|庄|坊|楼|园|站|中心|集团|广场|大厦|会所|山房|别院|居|轩|阁|苑|驿)(?:[（(][\u4e00-\u9fff]{2,8}[)）])?$/
const noHouse = /银行|银联|支付|发票|票据|账单|清单|凭[条证]|存根|[联单据]$/

/** Hotels and shops put their name at the head of what they print. */
export function addHouse(form: LabelledPage, found: FoundFields): void {
  const isHead = (piece: Piece) => piece.top < form.page.top + 0.25 * (form.page.bottom - form.page.top)
  // Some sign at the foot: a name that begins its line, where nothing is counted.
  const isAlone = (piece: Piece) => !form.page.rowOf(piece).some((other) => other.left < piece.left || amountsIn(other.text).some(({ hasDecimals }) => hasDecimals))
  const nameIn = (piece: Piece, text: string) => (isHead(piece) || isAlone(piece) ? houseAtHead.exec(text)?.[0] : undefined) ?? house.exec(text)?.[1]
  const named = form.page.pieces.map((piece) => ({ piece, name: nameIn(piece, piece.text.replace(/ /g, '')) })).filter(({ piece, name }) => name && name.length >= 4 && !noHouse.test(name) && !form.opensWithLabel(piece) && !found.buyerName?.some(({ value }) => value === name))
  const [first] = named.sort((a, b) => Number(house.test(b.name!)) - Number(house.test(a.name!)) || a.piece.top - b.piece.top)
  const isOnly = first && isAlone(first.piece) && first.piece.text.replace(/ /g, '') === first.name && house.test(first.name) && new Set(named.flatMap(({ name }) => (house.test(name!) ? [name] : []))).size === 1
  if (first) add(found, 'sellerName', [{ value: partyName(first.name!)?.value ?? first.name!, score: first.piece.score, boxPx: first.piece.boxPx, rank: isOnly ? sole : 0.6 }])
}
