/** What an invented electronic original says: fields and rows, right in their arithmetic. */
import { formatUpperAmount, formatYuan } from '../../src-shared/money.ts'
import type { LineItem } from '../../src-shared/scan.ts'
import type { FieldName } from '../../src-shared/voucher.ts'
import { Names } from '../names.ts'
import { Random } from '../random.ts'
import type { SampleSet } from '../voucher.ts'

export const originalKinds = ['vat-e-normal', 'vat-e-special', 'digital-normal', 'digital-special', 'toll-e', 'rail-e', 'air-e', 'bank-slip'] as const
export type OriginalKind = (typeof originalKinds)[number]

export interface Original {
  kind: OriginalKind
  fields: Partial<Record<FieldName, string>>
  lineItems: LineItem[]
  /** Printed or stated beside the fields. */
  more: Record<string, string>
}

export interface OriginalWishes { kind: OriginalKind; set?: SampleSet; /** Negative amounts. */ isRed?: boolean; isExempt?: boolean; hasDiscount?: boolean }

const goods: [name: string, spec: string, unit: string, fen: number, percent: number][] = [
  ['*纸制品*复印纸', 'A4 70g', '箱', 15_800, 13], ['*印刷品*业务用书', '', '册', 4_250, 9], ['*信息技术服务*系统维护费', '', '次', 86_000, 6], ['*餐饮服务*餐费', '', '', 31_200, 6], ['*文具*签字笔', '0.5mm', '盒', 1_960, 13],
]

export function makeOriginal(seed: number, wishes: OriginalWishes): Original {
  const random = new Random(seed)
  const names = new Names(random, wishes.set ?? 'tuning')
  const date = `2026-${pad(random.integer(1, 10))}-${pad(random.integer(1, 28))}`
  const parties = { buyerName: names.unit(), buyerTaxId: names.unitTaxId(), sellerName: names.company(), sellerTaxId: names.companyTaxId() }
  if (wishes.kind === 'rail-e') return makeRail(random, names, date)
  if (wishes.kind === 'air-e') return makeAir(random, names, date)
  if (wishes.kind === 'bank-slip') return makeBankSlip(random, date, parties)
  const { lineItems, netFen, taxFen } = makeRows(random, wishes)
  const hasCode = wishes.kind.startsWith('vat-')
  const fields: Original['fields'] = {
    ...(hasCode ? { invoiceCode: `05300${date.slice(2, 4)}${random.digits(3)}${wishes.kind === 'vat-e-special' ? '13' : '11'}`, invoiceNumber: `${random.integer(1, 9)}${random.digits(7)}`, checkCode: `${random.integer(1, 9)}${random.digits(19)}` } : { invoiceNumber: `${date.slice(2, 4)}53${random.digits(16)}` }),
    date, ...parties, amountNet: formatYuan(netFen), ...(wishes.isExempt ? {} : { amountTax: formatYuan(taxFen) }), amountTotal: formatYuan(netFen + taxFen), amountTotalUpper: formatUpperAmount(netFen + taxFen),
    ...(wishes.kind === 'toll-e' ? { plateNumber: `云A${random.digits(5)}` } : {}),
  }
  return { kind: wishes.kind, fields, lineItems, more: { machine: `66${random.digits(10)}`, clerk: names.person() } }
}

function makeRows(random: Random, { isRed, isExempt, hasDiscount }: OriginalWishes): { lineItems: LineItem[]; netFen: bigint; taxFen: bigint } {
  const lineItems: LineItem[] = []
  let [netFen, taxFen] = [0n, 0n]
  const add = (row: LineItem, amountFen: bigint, tax: bigint) => {
    lineItems.push({ ...row, amount: formatYuan(amountFen), ...(isExempt ? { taxRate: '免税', tax: '***' } : { tax: formatYuan(tax) }) })
    netFen += amountFen
    taxFen += tax
  }
  for (let i = random.integer(1, 3); i > 0; i--) {
    const [name, spec, unit, fen, percent] = random.pick(goods)
    const quantity = BigInt(random.integer(1, 9)) * (isRed ? -1n : 1n)
    const amount = BigInt(fen) * quantity
    const taxOf = (value: bigint) => (isExempt ? 0n : (value * BigInt(percent) + (value < 0n ? -50n : 50n)) / 100n)
    const row = { name, ...(spec ? { spec } : {}), ...(unit ? { unit } : {}), taxRate: `${percent}%`, amount: '' }
    add({ ...row, quantity: String(quantity), unitPrice: formatYuan(BigInt(fen)) }, amount, taxOf(amount))
    if (hasDiscount) add(row, -amount / 10n, taxOf(-amount / 10n))
  }
  return { lineItems, netFen, taxFen }
}

const stations = ['云州', '云州南', '滇池', '碧溪', '安岭东', '凤鸣', '青石桥', '白鹭湾北']

function makeRail(random: Random, names: Names, date: string): Original {
  const from = random.pick(stations)
  const to = random.pick(stations.filter((station) => station !== from))
  const totalFen = BigInt(random.integer(2_000, 90_000) * 1)
  const taxFen = (totalFen * 9n + 54n) / 109n
  return {
    kind: 'rail-e', lineItems: [],
    fields: { invoiceNumber: `${date.slice(2, 4)}${random.digits(18)}`, date, buyerName: names.unit(), buyerTaxId: names.unitTaxId(), trainNumber: `G${random.integer(100, 9999)}`, fromStation: from, toStation: to, seat: `${pad(random.integer(1, 16))}车${pad(random.integer(1, 20))}${random.pick(['A', 'B', 'C', 'D', 'F'])}号`, passengerName: names.person(), amountTotal: formatYuan(totalFen) },
    more: { net: formatYuan(totalFen - taxFen), tax: formatYuan(taxFen), ticket: random.digits(21), travelDate: date, time: `${pad(random.integer(6, 22))}:${pad(random.integer(0, 59))}`, idNumber: `5301${random.digits(6)}****${random.digits(4)}` },
  }
}

function makeAir(random: Random, names: Names, date: string): Original {
  const [fareFen, fundFen] = [BigInt(random.integer(40_000, 150_000)), 5_000n]
  const fuelFen = BigInt(random.integer(0, 5) * 1_000)
  const taxFen = ((fareFen + fuelFen) * 9n + 50n) / 100n
  return {
    kind: 'air-e', lineItems: [],
    fields: { invoiceNumber: `${date.slice(2, 4)}${random.digits(18)}`, date, buyerName: names.unit(), buyerTaxId: names.unitTaxId(), passengerName: names.person(), trainNumber: `MU${random.integer(1000, 9999)}`, fromStation: random.pick(['云州', '滇池']), toStation: random.pick(['海岚', '凤鸣']), amountTax: formatYuan(taxFen), amountTotal: formatYuan(fareFen + fuelFen + taxFen + fundFen) },
    more: { fare: formatYuan(fareFen), fuel: formatYuan(fuelFen), fund: formatYuan(fundFen), ticket: `781${random.digits(10)}`, seller: names.company(), time: '08:15' },
  }
}

function makeBankSlip(random: Random, date: string, parties: { buyerName: string; sellerName: string }): Original {
  const totalFen = BigInt(random.integer(10_000, 9_000_000))
  const account = random.digits(19)
  return {
    kind: 'bank-slip', lineItems: [],
    fields: { date, buyerName: parties.buyerName, sellerName: parties.sellerName, accountTail: account.slice(-4), amountTotal: formatYuan(totalFen), amountTotalUpper: formatUpperAmount(totalFen) },
    more: { account, payeeAccount: random.digits(19), receipt: random.digits(16), bank: '云州银行股份有限公司营业部' },
  }
}

const pad = (value: number) => String(value).padStart(2, '0')

export function chineseDate(date: string): string {
  return date.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日')
}
