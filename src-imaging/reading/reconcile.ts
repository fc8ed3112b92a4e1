/**
 * Chooses among readings of the print, and gathers what speaks for and against each. Witnesses (QR code, arithmetic,
 * upper-case amount, check digits, the same value printed twice) decide between readings the print allows; they never put
 * a value there that is not printed.
 */
import { type InvoiceQr, parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import { formatYuan, parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import { formatFault } from '../../src-shared/number-formats.ts'
import type { LineItem } from '../../src-shared/scan.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import type { Field, FieldName, Fields, Quad, VoucherKind } from '../../src-shared/voucher.ts'
import { certaintyOf, type Features, labelledRank } from './certainty.ts'
import type { FoundFields, Reading } from './fields/family.ts'

export interface Surroundings {
  kind: VoucherKind
  kindScore: number
  qr: readonly string[]
  lineItems: readonly LineItem[]
  /** Whose desk it is: a buyer read exactly as its name is read right. */
  unit?: { taxId: string; name?: string }
  source: Field['source']
}

export interface Reconciled { fields: Fields; features: Partial<Record<FieldName, Features & { value: string }>> }

type Values = Map<FieldName, string>
interface Sums { net: bigint | null; tax: bigint | null; total: bigint | null; upper: bigint | null }

const sumNames = ['amountNet', 'amountTax', 'amountTotal'] as const
const taxIdNames = ['buyerTaxId', 'sellerTaxId'] as const

export function reconcile(found: FoundFields, surroundings: Surroundings): Reconciled {
  const qr = surroundings.qr.map(parseInvoiceQr).find((parsed) => parsed !== null) ?? null
  const values: Values = new Map()
  for (const [name, readings] of entries(found)) values.set(name, readings[0]!.value)
  chooseByQr(values, found, qr)
  chooseAmounts(values, found, qr)
  for (const name of taxIdNames) chooseTaxId(values, ownReadings(found, name), name, surroundings.source)
  const witnessed = witnessedFields(values, found, qr, surroundings)
  const contradicted = contradictedFields(values, qr, surroundings.lineItems)
  const result: Reconciled = { fields: {}, features: {} }
  for (const [name, readings] of entries(found)) {
    const value = values.get(name)!
    const reading = readings.find((one) => one.value === value)
    const features: Features = {
      score: (reading ?? readings[0]!).score, rank: Math.max((reading ?? readings[0]!).rank, name === 'amountTotal' && isSpelt(values, found) ? spelt : 0), witnessed: witnessed.has(name), contradicted: contradicted.has(name), mended: !reading,
      shapeOk: formatFault(surroundings.kind, name, value) === null, rivalled: isRivalled(readings, value), isExactText: surroundings.source !== 'ocr', kindScore: surroundings.kindScore, heightPx: heightOf((reading ?? readings[0]!).boxPx),
    }
    result.features[name] = { ...features, value }
    result.fields[name] = { value, ...certaintyOf(name, features), source: surroundings.source, boxPx: (reading ?? readings[0]!).boxPx }
  }
  return result
}

const entries = (found: FoundFields) => (Object.entries(found) as [FieldName, Reading[]][]).filter(([, readings]) => readings.length > 0)

/** Another value stands where this one might stand as well. */
function isRivalled(readings: readonly Reading[], value: string): boolean {
  const own = readings.find((reading) => reading.value === value)
  return own !== undefined && readings.some((reading) => reading.value !== value && reading.rank > own.rank - 0.1)
}

/** Among several readings of the print, the one that the code bears out. */
function chooseByQr(values: Values, found: FoundFields, qr: InvoiceQr | null): void {
  for (const name of ['invoiceCode', 'invoiceNumber', 'date', 'checkCode'] as const) {
    const expected = qr?.[name]
    if (expected && found[name]?.some((reading) => reading.value === expected)) values.set(name, expected)
  }
}

/** Amount readings that the same print allows: the best ones and those the words spell, as read, and with a decimal point that was read as a digit or not at all. */
function amountReadings(readings: readonly Reading[], inWords: readonly (bigint | null)[] = []): bigint[] {
  const direct = readings.flatMap(({ value }) => parseYuan(value) ?? []).filter((fen, i) => i < 4 || inWords.includes(fen))
  const lostPoint = readings.slice(0, 2).filter(({ value }) => /^-?\d{3,}\.00$/.test(value)).flatMap(({ value }) => {
    const digits = value.slice(0, -3)
    return [`${digits.slice(0, -2)}.${digits.slice(-2)}`, `${digits.slice(0, -3)}.${digits.slice(-2)}`].flatMap((text) => parseYuan(text) ?? [])
  })
  return [...new Set([...direct, ...lostPoint])]
}

function chooseAmounts(values: Values, found: FoundFields, qr: InvoiceQr | null): void {
  const uppers = (found.amountTotalUpper ?? []).slice(0, 3).map(({ value }) => ({ value, fen: parseUpperAmount(value) }))
  const options = sumNames.map((name) => amountReadings(found[name] ?? [], name === 'amountTotal' ? uppers.map(({ fen }) => fen) : []))
  const qrAmount = qr?.amount ? parseYuan(qr.amount) : null
  let best = { chosen: options.map((list) => list[0] ?? null), support: -1 }
  for (const net of orNothing(options[0]!)) for (const tax of orNothing(options[1]!)) for (const total of orNothing(options[2]!)) {
    const support = Number(addsUp(net, tax, total)) * 2 + Number(total !== null && uppers.some(({ fen }) => fen === total)) * 2 + Number(qrAmount !== null && (qrAmount === net || qrAmount === total))
    if (support > best.support) best = { chosen: [net, tax, total], support }
  }
  sumNames.forEach((name, i) => {
    const fen = best.chosen[i]
    if (fen !== null && fen !== undefined) values.set(name, formatYuan(fen))
  })
  const upper = uppers.find(({ fen }) => fen !== null && fen === best.chosen[2]) ?? uppers[0]
  if (upper) values.set('amountTotalUpper', upper.value)
}

const addsUp = (net: bigint | null, tax: bigint | null, total: bigint | null) => net !== null && tax !== null && total !== null && net + tax === total
const orNothing = (list: bigint[]): (bigint | null)[] => (list.length > 0 ? list : [null])

/** Pairs that readers confuse; credit codes have no I, O, S, V, Z. */
const confusable: Record<string, string> = { O: '0', I: '1', S: '5', Z: '2', V: 'Y', '0': 'Q', Q: '0', '8': 'B', B: '8', '5': 'S', D: '0', G: '6', '6': 'G', U: 'J', '1': 'T', T: '1', '2': 'Z' }
const alphabet = /^[0-9A-HJ-NPQRTUWXY]$/
/** Who registers whom is a sign and a digit, and where is six digits. */
const creditCode = /^[1-9ANY][1-59]\d{6}/

/** From this score on a legal character is what is printed, whatever the check digit says: the paper may be wrong. */
const clearlyRead = 0.5

const otherParty = { buyerTaxId: 'sellerTaxId', sellerTaxId: 'buyerTaxId' } as const

/** An id that stands as well as the other party's is not this one's, however right its check digit; a paper names its buyer first. */
function ownReadings(found: FoundFields, name: (typeof taxIdNames)[number]): Reading[] {
  const [readings, rival] = [found[name] ?? [], found[otherParty[name]]?.[0]]
  const own = readings.filter(({ value, rank }) => value !== rival?.value || rank > rival.rank || (rank === rival.rank && name === 'buyerTaxId'))
  return own.length > 0 ? own : readings
}

/**
 * The reading whose check digit is right; else letters a credit code cannot hold are put right; then, where the print was
 * read poorly, one confusable character, if exactly one way fits.
 */
function chooseTaxId(values: Values, readings: readonly Reading[], name: FieldName, source: Field['source']): void {
  const valid = readings.slice(0, 4).find(({ value }) => value.length === 18 && isValidTaxId(value))
  const read = (valid ?? readings[0])?.value
  if (read !== undefined) values.set(name, read)
  if (valid || read?.length !== 18 || source !== 'ocr') return
  const legal = [...read].map((char) => (alphabet.test(char) ? char : confusable[char] ?? char)).join('')
  // Nobody writes an id wrong so that it ends in the one sign that looks like its check digit.
  const whole = [legal, legal.replace(/[0Q]$/, (char) => confusable[char]!)].find(isValidTaxId)
  if (whole) values.set(name, whole)
  if (whole || readings[0]!.score >= clearlyRead) return
  const fits = [...legal].flatMap((char, i) => {
    const other = confusable[char]
    const candidate = other && alphabet.test(other) ? legal.slice(0, i) + other + legal.slice(i + 1) : null
    return candidate && creditCode.test(candidate) && isValidTaxId(candidate) ? [candidate] : []
  })
  if (fits.length === 1) values.set(name, fits[0]!)
}

/** Fields that something else on the paper confirms. */
function witnessedFields(values: Values, found: FoundFields, qr: InvoiceQr | null, { unit, lineItems }: Surroundings): Set<FieldName> {
  const witnessed = new Set<FieldName>()
  const agree = (name: FieldName, expected: string | null | undefined) => {
    if (expected && values.get(name) === expected) witnessed.add(name)
  }
  for (const name of ['invoiceCode', 'invoiceNumber', 'date', 'checkCode'] as const) agree(name, qr?.[name])
  agree('amountNet', qr?.amount)
  agree('amountTotal', qr?.amount)
  agree('buyerName', unit?.name)
  agree('buyerTaxId', unit?.taxId)
  for (const name of taxIdNames) if (values.get(name)?.length === 18 && isValidTaxId(values.get(name)!)) witnessed.add(name)
  const { net, tax, total } = sumsOf(values)
  if (addsUp(net, tax, total)) for (const name of sumNames) witnessed.add(name)
  if (isSpelt(values, found)) for (const name of ['amountTotal', 'amountTotalUpper'] as const) witnessed.add(name)
  const items = itemSums(lineItems)
  if (items && items.amount === net) witnessed.add('amountNet')
  if (items && net === null && items.amount === total) witnessed.add('amountTotal')
  if (items?.tax !== null && items?.tax === tax) witnessed.add('amountTax')
  // A paper names the day of an event more than once: only where a label stands is it the paper's own.
  for (const [name, readings] of entries(found)) if (isPrintedTwice(name === 'date' ? readings.filter(({ rank }) => rank > labelledRank) : readings, values.get(name)!)) witnessed.add(name)
  return witnessed
}

/** The rank of a sum that the words spell: nothing else on a paper is written in words. */
const spelt = 0.75

function isSpelt(values: Values, found: FoundFields): boolean {
  const { total, upper } = sumsOf(values)
  return total !== null && total === upper && !isOnePrint(found, values)
}

/** Figures that were taken from the words do not bear them out. */
function isOnePrint({ amountTotal = [], amountTotalUpper = [] }: FoundFields, values: Values): boolean {
  const figures = amountTotal.filter(({ value }) => value === values.get('amountTotal'))
  const isWords = ({ boxPx }: Reading) => amountTotalUpper.some((words) => words.boxPx === boxPx)
  return figures.length > 0 && figures.every(isWords)
}

/** The same value, of some length, read in two places. */
function isPrintedTwice(readings: readonly Reading[], value: string): boolean {
  if (value.length < 5) return false
  const same = readings.filter((reading) => reading.value === value)
  return same.some((one) => same.some((other) => isApart(one, other)))
}

const heightOf = (box: Quad) => Math.hypot(box[3][0] - box[0][0], box[3][1] - box[0][1])

function isApart({ boxPx: a }: Reading, { boxPx: b }: Reading): boolean {
  const height = heightOf(a)
  return Math.abs(a[0][1] - b[0][1]) > height || Math.abs(a[0][0] - b[0][0]) > Math.hypot(a[1][0] - a[0][0], a[1][1] - a[0][1])
}

/** Fields that something else on the paper speaks against. */
function contradictedFields(values: Values, qr: InvoiceQr | null, lineItems: readonly LineItem[]): Set<FieldName> {
  const against = new Set<FieldName>()
  const addAll = (names: readonly FieldName[]) => names.forEach((name) => against.add(name))
  for (const name of ['invoiceCode', 'invoiceNumber', 'date', 'checkCode'] as const) {
    const value = values.get(name)
    if (qr?.[name] && value !== undefined && value !== qr[name]) against.add(name)
  }
  if (qr?.amount && ![values.get('amountNet'), values.get('amountTotal')].includes(qr.amount)) addAll(['amountNet', 'amountTotal'])
  for (const name of taxIdNames) if (!isValidTaxId(values.get(name) ?? '') || values.get(name) === values.get(otherParty[name])) against.add(name)
  const { net, tax, total, upper } = sumsOf(values)
  if (net !== null && tax !== null && total !== null && net + tax !== total) addAll(sumNames)
  if (values.has('amountTotalUpper') && total !== null && total !== upper) addAll(['amountTotal', 'amountTotalUpper'])
  const items = itemSums(lineItems)
  if (items && net !== null && items.amount !== net && !addsUp(net, tax, total)) against.add('amountNet')
  return against
}

/** Null where a row's amount cannot be read. */
function itemSums(lineItems: readonly LineItem[]): { amount: bigint; tax: bigint | null } | null {
  const amounts = lineItems.map(({ amount }) => parseYuan(amount))
  if (amounts.length === 0 || amounts.includes(null)) return null
  const taxes = lineItems.map(({ tax }) => parseYuan(tax ?? ''))
  const sum = (list: (bigint | null)[]) => (list as bigint[]).reduce((a, b) => a + b, 0n)
  return { amount: sum(amounts), tax: taxes.includes(null) ? null : sum(taxes) }
}

function sumsOf(values: Values): Sums {
  const yuan = (name: FieldName) => parseYuan(values.get(name) ?? '')
  return { net: yuan('amountNet'), tax: yuan('amountTax'), total: yuan('amountTotal'), upper: parseUpperAmount(values.get('amountTotalUpper') ?? '') }
}
