/**
 * One value for each field out of what a file states and what its pages print. What is printed wins; where the sources
 * speak against each other, the field is not sure and a check of the file fails.
 */
import { names } from '../../src-shared/names.ts'
import { parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import type { Check } from '../../src-shared/scan.ts'
import { type Field, type FieldName, fieldNames, type Fields, keyFieldsOf, type VoucherKind } from '../../src-shared/voucher.ts'
import type { Facts } from './facts.ts'
import { isAmount, isName, plainForm } from './field-values.ts'
import type { Print } from './print.ts'
import { wholeName } from './wrapped-names.ts'

export interface Sources {
  kind: VoucherKind | null
  /** Its tags: the text of page objects, thus print. */
  tags: Facts | null
  /** An attached invoice XML or XBRL. */
  attachment: Facts | null
  /** Name and value pairs in OFD.xml; some makers put other sums under the same names. */
  notes: Facts | null
  print: Print
  /** What labels and places on the pages say. */
  found: Fields
}

export interface Agreement { fields: Fields; checks: Check[] }

export function agree(sources: Sources): Agreement {
  const fields: Fields = {}
  const checks: Check[] = []
  for (const name of fieldNames) {
    const decided = decide(name, sources)
    if (!decided) continue
    const { found } = sources
    // Tags that point at another object, parties the wrong way round: what the page itself says beside its labels is the second side.
    if (found[name]?.sure && !same(name, found[name].value, decided.field.value)) decided.field.sure = false
    fields[name] = { ...decided.field, boxPx: sources.print.placeOf(name, decided.field.value) ?? decided.field.boxPx }
    if (decided.field.boxPx === undefined && fields[name].boxPx === undefined) delete fields[name].boxPx
    if (decided.against !== null) checks.push(conflict(name, decided.field.value, decided.against))
  }
  for (const name of contradicted(fields)) fields[name] = { ...fields[name]!, sure: false }
  return { fields, checks }
}

interface Decision { field: Field; /** What another source of the file says instead. */ against: string | null }

function decide(name: FieldName, sources: Sources): Decision | null {
  const [tag, stated, noted] = [sources.tags, sources.attachment, sources.notes].map((facts) => facts?.values.get(name) ?? []) as [string[], string[], string[]]
  if (tag[0] !== undefined) return decideByTag(name, tag[0], stated, noted, sources.print)
  if (stated[0] !== undefined) return decideByAttachment(name, stated, sources)
  const found = sources.found[name]
  if (noted[0] !== undefined) return decideByNote(name, noted[0], found, sources.print)
  return found ? { field: { ...found, source: 'ofd' }, against: null } : null
}

function decideByTag(name: FieldName, tag: string, stated: readonly string[], noted: readonly string[], print: Print): Decision {
  // A name on two lines is often tagged by its first line alone.
  const whole = isName(name) ? [...stated, ...noted].find((other) => same(name, other.slice(0, tag.length), tag) && print.holds(name, other)) : undefined
  const wrapped = whole === undefined && isName(name) ? wholeName({ value: tag }, print.lines) : null
  if (wrapped !== null) return { field: { value: wrapped, score: 1, sure: false, source: 'ofd' }, against: null }
  const value = whole ?? tag
  const others = isAmount(name) ? stated.slice(0, 1) : [...stated.slice(0, 1), ...noted.slice(0, 1)]
  const against = others.find((other) => !same(name, other, value)) ?? null
  return { field: { value, score: 1, sure: against === null, source: 'ofd' }, against }
}

function decideByAttachment(name: FieldName, stated: readonly string[], { kind, print, found }: Sources): Decision {
  const printed = stated.find((value) => print.holds(name, value))
  // Of the best element's value; a lesser one may mean another sum. Dates of request and of issue are told apart by the print.
  if (printed !== undefined) return { field: { value: printed, score: 1, sure: printed === stated[0] || name === 'date', source: 'xml' }, against: null }
  const value = stated[0]!
  const other = found[name]
  if (!print.isEmpty && other && !same(name, other.value, value)) return { field: { ...other, sure: false, source: 'ofd' }, against: value }
  const shouldBePrinted = kind === null || keyFieldsOf(kind).includes(name)
  return { field: { value, score: 1, sure: print.isEmpty || !shouldBePrinted, source: 'xml' }, against: null }
}

function decideByNote(name: FieldName, noted: string, found: Field | undefined, print: Print): Decision {
  const isPrinted = print.holds(name, noted)
  if (found && !same(name, found.value, noted)) return { field: { ...found, sure: isAmount(name) && found.sure, source: 'ofd' }, against: isAmount(name) || isPrinted ? null : noted }
  // 合计金额 is net of tax for most makers and the total for some: a sum must also stand in its place on the page.
  return { field: { value: noted, score: 1, sure: isPrinted && (!isAmount(name) || found !== undefined), source: 'ofd' }, against: null }
}

function same(name: FieldName, a: string, b: string): boolean {
  if (name === 'amountTotalUpper') return parseUpperAmount(a) !== null && parseUpperAmount(a) === parseUpperAmount(b)
  // 站 is printed beside a station's name and left out of its element.
  const plain = (text: string) => (name === 'fromStation' || name === 'toStation' ? plainForm(text).replace(/站$/, '') : plainForm(text).toUpperCase())
  return plain(a) === plain(b)
}

const ruleOf: Partial<Record<FieldName, Check['rule']>> = {
  date: 'date', buyerTaxId: 'tax-id', sellerTaxId: 'tax-id', amountNet: 'arithmetic', amountTax: 'arithmetic', amountTotal: 'arithmetic', amountTotalUpper: 'upper', buyerName: 'buyer',
}

function conflict(name: FieldName, printed: string, stated: string): Check {
  return { rule: ruleOf[name] ?? 'number-format', ok: false, message: `${names.zh.fields[name]}：版面为 ${printed}，文件内附数据为 ${stated}` }
}

/** Sums that do not add up, and figures that the words do not bear out. */
function contradicted(fields: Fields): FieldName[] {
  const yuan = (name: FieldName) => parseYuan(fields[name]?.value ?? '')
  const [net, tax, total] = [yuan('amountNet'), yuan('amountTax'), yuan('amountTotal')]
  const upper = parseUpperAmount(fields.amountTotalUpper?.value ?? '')
  const against: FieldName[] = []
  if (net !== null && tax !== null && total !== null && net + tax !== total && fields.trainNumber === undefined) against.push('amountNet', 'amountTax', 'amountTotal')
  if (upper !== null && total !== null && upper !== total) against.push('amountTotal', 'amountTotalUpper')
  return against
}

/** An invoice XML alone: all of it is the original. Of two days, of request and of issue, a person says which is meant. */
export function agreeAlone(facts: Facts): Fields {
  const fields: Fields = {}
  for (const [name, [value, ...others]] of facts.values) if (value !== undefined) fields[name] = { value, score: 1, sure: name !== 'date' || others.length === 0, source: 'xml' }
  for (const name of contradicted(fields)) fields[name] = { ...fields[name]!, sure: false }
  return fields
}
