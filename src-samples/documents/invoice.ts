/** Sample invoices: what stands on them, invented throughout and right in its arithmetic. */
import { formatUpperAmount, formatYuan } from '../../src-shared/money.ts'
import { sampleUnit } from '../../src-shared/sample-world.ts'
import { creditCodeCheckDigit } from '../../src-shared/tax-id.ts'
import type { FieldName } from '../../src-shared/voucher.ts'
import { Random } from '../random.ts'

export const invoiceKinds = ['vat-special', 'vat-normal', 'vat-e-normal', 'digital-normal', 'digital-special'] as const
export type InvoiceKind = (typeof invoiceKinds)[number]

export interface SampleLine { name: string; unit: string; quantity: string; unitPrice: string; amount: string; taxRate: string; tax: string }

export interface SampleInvoice {
  kind: InvoiceKind
  /** What is printed, under the scan contract's names. */
  fields: Partial<Record<FieldName, string>>
  lines: SampleLine[]
  qr: string
}

export interface InvoiceWishes {
  kind: InvoiceKind
}

const sellers = ['云州蓝天文具有限公司', '云州清泉饮用水有限公司', '云州启明图书发行有限公司', '云州安捷信息技术有限公司', '云州康健医疗器械有限公司', '云州绿野园林工程有限公司', '云州同心印务有限公司', '云州恒信电器商贸有限公司']
const goods: [name: string, unit: string, lowFen: number, highFen: number, ratePercent: number][] = [
  ['*纸制品*复印纸A4', '箱', 14_000, 19_000, 13], ['*文具*中性笔', '盒', 1_200, 3_600, 13], ['*印刷品*课外读物', '册', 1_800, 6_800, 9], ['*信息技术服务*设备维护', '次', 60_000, 180_000, 6],
  ['*饮料*桶装饮用水', '桶', 1_000, 2_200, 13], ['*医疗仪器器械*体温计', '支', 900, 3_900, 13], ['*园林服务*绿植养护', '月', 50_000, 120_000, 6], ['*电子设备*投影灯泡', '只', 38_000, 76_000, 13],
]

/** Always the same for the same seed and kind. */
export function makeInvoice(seed: number, { kind }: InvoiceWishes): SampleInvoice {
  const random = new Random(seed)
  const { lines, netFen, taxFen } = makeLines(random)
  const totalFen = netFen + taxFen
  const date = `2026-${pad(random.integer(1, 10))}-${pad(random.integer(1, 28))}`
  const isDigital = kind.startsWith('digital-')
  const fields: SampleInvoice['fields'] = {
    ...numbers(random, kind, date),
    date, buyerName: sampleUnit.name, buyerTaxId: sampleUnit.taxId, sellerName: random.pick(sellers), sellerTaxId: creditCode(random),
    amountNet: formatYuan(netFen), amountTax: formatYuan(taxFen), amountTotal: formatYuan(totalFen),
    amountTotalUpper: formatUpperAmount(totalFen),
  }
  return { kind, fields, lines, qr: qrText(random, kind, fields, isDigital ? totalFen : netFen) }
}

function makeLines(random: Random): { lines: SampleLine[]; netFen: bigint; taxFen: bigint } {
  const lines: SampleLine[] = []
  let netFen = 0n
  let taxFen = 0n
  for (let i = random.integer(1, 3); i > 0; i--) {
    const [name, unit, low, high, rate] = random.pick(goods)
    const priceFen = BigInt(random.integer(low, high))
    const quantity = BigInt(random.integer(1, 12))
    const amountFen = priceFen * quantity
    const lineTaxFen = (amountFen * BigInt(rate) + 50n) / 100n
    lines.push({ name, unit, quantity: String(quantity), unitPrice: formatYuan(priceFen), amount: formatYuan(amountFen), taxRate: `${rate}%`, tax: formatYuan(lineTaxFen) })
    netFen += amountFen
    taxFen += lineTaxFen
  }
  return { lines, netFen, taxFen }
}

function numbers(random: Random, kind: InvoiceKind, date: string): SampleInvoice['fields'] {
  if (kind.startsWith('digital-')) return { invoiceNumber: `${date.slice(2, 4)}53${random.digits(16)}` }
  const invoiceCode = kind === 'vat-special' ? `5300${date.slice(2, 4)}${random.digits(4)}` : `05300${date.slice(2, 4)}${random.digits(5)}`
  const invoiceNumber = `${random.integer(1, 9)}${random.digits(7)}`
  return kind === 'vat-special' ? { invoiceCode, invoiceNumber } : { invoiceCode, invoiceNumber, checkCode: `${random.integer(1, 9)}${random.digits(19)}` }
}

function creditCode(random: Random): string {
  const first17 = `91530100MA6${'ABCDEFGHJK'[random.integer(0, 9)]}${random.digits(5)}`
  return first17 + creditCodeCheckDigit(first17)!
}

const qrKinds: Record<InvoiceKind, string> = { 'vat-special': '01', 'vat-normal': '04', 'vat-e-normal': '10', 'digital-special': '31', 'digital-normal': '32' }

function qrText(random: Random, kind: InvoiceKind, fields: SampleInvoice['fields'], amountFen: bigint): string {
  const crc = random.digits(4)
  return `01,${qrKinds[kind]},${fields.invoiceCode ?? ''},${fields.invoiceNumber},${formatYuan(amountFen)},${fields.date!.replaceAll('-', '')},${fields.checkCode ?? ''},${crc},`
}

const pad = (value: number) => String(value).padStart(2, '0')
