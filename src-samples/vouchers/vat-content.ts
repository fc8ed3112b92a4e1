/** What stands on a VAT invoice, right in its arithmetic, before anyone lays it out. */
import { formatUpperAmount, formatYuan } from '../../src-shared/money.ts'
import type { LineItem } from '../../src-shared/scan.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { Names, type Typefaces } from '../names.ts'
import type { Random } from '../random.ts'
import type { PlantedFault, SampleSet, SampleVoucher, VoucherMaker } from '../voucher.ts'
import { type Goods, goodsFor, remarksFor } from './goods.ts'
import { pad } from './press.ts'

export interface Party { name: string; taxId: string; address: string; bank: string }

export interface VatContent {
  set: SampleSet
  fields: SampleVoucher['fields']
  lineItems: LineItem[]
  qr: string
  buyer: Party
  seller: Party
  region: string
  machineNumber: string
  remarks: string[]
  people: { payee: string; checker: string; drawer: string }
  typefaces: Typefaces
  /** 红字: every amount below nothing. */
  isRed: boolean
  fault: PlantedFault | null
}

/** Which of an item's values the form has columns for. */
export type RowShape = 'all' | 'no-spec' | 'amounts'

export interface ContentPlan {
  /** Rows, at most; discounts count too. */
  mostRows: number
  fewestRows?: number
  goods?: readonly Goods[]
  shape?: RowShape
  hasCode: boolean
  /** The second part of the QR code. */
  qrKind: string
}

type Wishes = Parameters<VoucherMaker>[1]

const qrKinds: Partial<Record<VoucherKind, string>> = { 'vat-special': '01', 'vat-normal': '04', 'vat-e-special': '08', 'vat-e-normal': '10', 'digital-special': '31', 'digital-normal': '32' }

export function planFor(kind: VoucherKind, more: Partial<ContentPlan> = {}): ContentPlan {
  return { mostRows: 4, hasCode: kind.startsWith('vat-'), qrKind: qrKinds[kind] ?? '32', ...more }
}

/** Draws what the invoice says; faults are planted here, so that everything printed follows from what is returned. */
export function makeVatContent(random: Random, wishes: Wishes, plan: ContentPlan): VatContent {
  const names = new Names(random, wishes.set)
  const typefaces = wishes.typefaces ?? names.typefaces()
  const isDigital = wishes.kind.startsWith('digital-')
  const isRed = isDigital && random.next() < 0.06
  const isExempt = !plan.goods && !wishes.kind.endsWith('special') && random.next() < 0.1
  const { lineItems, netFen, taxFen } = makeRows(random, plan, plan.goods ?? goodsFor(wishes.set, isExempt), isRed)
  const buyer = partyOf(random, names, wishes.buyer ?? { name: names.unit(), taxId: names.unitTaxId() })
  const seller = partyOf(random, names, { name: names.company(), taxId: names.companyTaxId() })
  if (wishes.fault === 'tax-id') seller.taxId = withOneDigitWrong(random, seller.taxId)
  const date = `${wishes.year}-${pad(random.integer(1, 10))}-${pad(random.integer(1, 28))}`
  const fields: VatContent['fields'] = {
    ...numbersOf(random, wishes.kind, date, plan.hasCode), date, buyerName: buyer.name, buyerTaxId: buyer.taxId, sellerName: seller.name, sellerTaxId: seller.taxId,
    amountNet: formatYuan(netFen), ...(isExempt ? {} : { amountTax: formatYuan(taxFen) }), amountTotal: formatYuan(netFen + taxFen),
    amountTotalUpper: upperOf(netFen + taxFen + (wishes.fault === 'upper' ? 1000n : 0n)),
  }
  return {
    set: wishes.set, fields, lineItems, buyer, seller, region: names.region(), typefaces, isRed, fault: wishes.fault ?? null,
    qr: qrOf(random, plan, fields, plan.hasCode ? netFen : netFen + taxFen, wishes.fault === 'qr'),
    machineNumber: `${random.integer(4, 6)}${random.digits(11)}`, remarks: remarksOf(random, wishes.set, isRed),
    people: { payee: names.person(), checker: names.person(), drawer: names.person() },
  }
}

interface Rows { lineItems: LineItem[]; netFen: bigint; taxFen: bigint }

function makeRows(random: Random, plan: ContentPlan, pool: readonly Goods[], isRed: boolean): Rows {
  const rows: Rows = { lineItems: [], netFen: 0n, taxFen: 0n }
  const add = (item: Omit<LineItem, 'amount' | 'taxRate' | 'tax'>, amountFen: bigint, ratePercent: number) => {
    const signed = isRed ? -amountFen : amountFen
    const taxFen = taxOf(signed, ratePercent)
    rows.lineItems.push({ ...item, amount: formatYuan(signed), taxRate: ratePercent === 0 ? '免税' : `${ratePercent}%`, tax: ratePercent === 0 ? '***' : formatYuan(taxFen) })
    rows.netFen += signed
    rows.taxFen += taxFen
  }
  const wanted = random.integer(plan.fewestRows ?? 1, plan.mostRows)
  while (rows.lineItems.length < wanted) {
    const { name, specs, unit, lowFen, highFen, ratePercent } = random.pick(pool)
    const { quantity, unitPrice, amountFen } = priceOf(random, lowFen, highFen, isRed, plan.shape === 'amounts' ? 1 : 60)
    const spec = specs.length > 0 && plan.shape !== 'no-spec' ? { spec: random.pick(specs) } : {}
    add(plan.shape === 'amounts' ? { name } : { name, ...spec, ...(unit ? { unit } : {}), quantity, unitPrice }, amountFen, ratePercent)
    if (random.next() < 0.12 && rows.lineItems.length < wanted && amountFen > 2000n) add({ name }, -(amountFen * BigInt(random.integer(2, 20))) / 100n, ratePercent)
  }
  return rows
}

/** A price with two decimals, or one that was worked out from a price with tax and has as many as there is room for. */
function priceOf(random: Random, lowFen: number, highFen: number, isRed: boolean, most: number): { quantity: string; unitPrice: string; amountFen: bigint } {
  const count = random.integer(1, random.next() < 0.2 ? most : Math.min(12, most))
  const sign = isRed ? '-' : ''
  const priceFen = BigInt(random.integer(lowFen, highFen))
  if (random.next() < 0.6) return { quantity: sign + String(count), unitPrice: formatYuan(priceFen), amountFen: priceFen * BigInt(count) }
  const amountFen = priceFen * BigInt(count) + BigInt(random.integer(1, 99))
  const places = random.integer(4, 11)
  const scaled = ((amountFen * 10n ** BigInt(places - 2)) / BigInt(count)).toString().padStart(places + 1, '0')
  return { quantity: sign + String(count), unitPrice: `${scaled.slice(0, -places)}.${scaled.slice(-places)}`.replace(/0+$/, '').replace(/\.$/, ''), amountFen }
}

function taxOf(amountFen: bigint, ratePercent: number): bigint {
  const hundredfold = (amountFen < 0n ? -amountFen : amountFen) * BigInt(ratePercent)
  const rounded = (hundredfold + 50n) / 100n
  return amountFen < 0n ? -rounded : rounded
}

/** Red invoices say so in words before the amount. */
function upperOf(fen: bigint): string {
  return fen < 0n ? `（负数）${formatUpperAmount(-fen)}` : formatUpperAmount(fen)
}

function partyOf(random: Random, names: Names, party: { name: string; taxId: string }): Party {
  return { ...party, address: `${names.address()} 0${random.integer(300, 899)}-${random.integer(2, 8)}${random.digits(6)}`, bank: `${names.bank()} ${random.integer(2, 9)}${random.digits(15)}` }
}

function numbersOf(random: Random, kind: VoucherKind, date: string, hasCode: boolean): VatContent['fields'] {
  const [year, province] = [date.slice(2, 4), String(random.integer(11, 65))]
  if (!hasCode) return { invoiceNumber: digitalNumber(random, date) }
  const invoiceNumber = random.digits(8)
  if (kind === 'vat-special') return { invoiceCode: `${province}00${year}${random.digits(3)}0`, invoiceNumber }
  return { invoiceCode: `0${province}00${year}${random.digits(5)}`, invoiceNumber, checkCode: random.digits(20) }
}

/** Year, province, channel and fifteen digits more. */
export function digitalNumber(random: Random, date: string): string {
  return `${date.slice(2, 4)}${random.integer(11, 65)}${random.pick(['2', '7', '0'])}${random.digits(15)}`
}

function remarksOf(random: Random, set: SampleSet, isRed: boolean): string[] {
  const red = isRed ? [`被红冲蓝字数电票号码：25${random.digits(18)}`] : []
  return random.next() < 0.25 ? red : [...red, random.pick(remarksFor(set)), ...(random.next() < 0.3 ? [random.pick(remarksFor(set))] : [])].filter((remark, i, all) => all.indexOf(remark) === i)
}

/** Net of tax where there is a code, the total for 20-digit numbers; 数电票 leave out decimals that are nought. */
export function qrOf(random: Random, { hasCode, qrKind }: Pick<ContentPlan, 'hasCode' | 'qrKind'>, fields: VatContent['fields'], amountFen: bigint, isWrong: boolean): string {
  const crc = random.integer(0, 65535).toString(16).toUpperCase().padStart(4, '0')
  const isAmountWrong = isWrong && random.next() < 0.6
  // Away from the other of net and total, so that the wrong amount is never the right one of the two.
  const direction = hasCode === amountFen > 0n ? -100n : 100n
  const shown = amountFen + (isAmountWrong ? BigInt(random.integer(1, 9)) * direction : 0n)
  const number = isWrong && !isAmountWrong ? withOneDigitWrong(random, fields.invoiceNumber!) : fields.invoiceNumber!
  const head = `01,${qrKind},${fields.invoiceCode ?? ''},${number}`
  const date = fields.date!.replaceAll('-', '')
  return hasCode ? `${head},${formatYuan(shown)},${date},${fields.checkCode ?? ''},${crc},` : `${head},${formatYuan(shown).replace(/\.?0+$/, '')},${date},,${crc}`
}

/** Any one digit changed breaks a credit code's check digit, whose weights are all prime to 31. */
export function withOneDigitWrong(random: Random, text: string): string {
  const places = [...text].flatMap((char, i) => (/\d/.test(char) && i > 1 && i < text.length - 1 ? [i] : []))
  const at = random.pick(places)
  return text.slice(0, at) + String((Number(text[at]) + random.integer(1, 9)) % 10) + text.slice(at + 1)
}

