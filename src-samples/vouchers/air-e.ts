/** 航空运输电子客票行程单: the airline's 数电票 with fare, tax and the flights. */
import { parseYuan } from '../../src-shared/money.ts'
import { Sheet } from '../sheet.ts'
import { dateForms, dayAfter, payingUnit, Press, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'
import { maskedIdOf } from './rail-e.ts'
import { digitalNumber, qrOf } from './vat-content.ts'

interface Facts {
  fields: FieldValues
  qr: string
  flight: { carrier: string; cabin: string; date: string; time: string; fareBasis: string; baggage: string }
  /** Yuan; net of tax. */
  sums: { fare: string; fuel: string; fund: string }
  maskedId: string
  ticketNumber: string
  checkNumber: string
  agentCode: string
  issuer: string
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const flightDate = someDate(studio)
  const date = dayAfter(flightDate, random.integer(0, 15))
  const [from, to] = names.airports()
  const [airline, airlineCode] = names.airline()
  const buyer = payingUnit(studio)
  const [fare, fuel, fund] = [random.integer(180, 2400) * 100 + random.pick([0, 0, 83, 17]), random.pick([0, 917, 1835, 4587]), 5000]
  const tax = Math.round((fare + fuel) * 0.09)
  const fields: FieldValues = {
    invoiceNumber: digitalNumber(random, date), date, buyerName: buyer.name, buyerTaxId: buyer.taxId, passengerName: names.person(), trainNumber: airlineCode + random.integer(1001, 9899),
    fromStation: from[0] + from[1], toStation: to[0] + to[1], amountTax: yuanOf(tax), amountTotal: yuanOf(fare + fuel + tax + fund),
  }
  return {
    fields, qr: qrOf(random, { hasCode: false, qrKind: '61' }, fields, parseYuan(fields.amountTotal!)!, wishes.fault === 'qr'),
    flight: { carrier: airline, cabin: random.pick([...'YMQHK']), date: flightDate, time: someTime(random), fareBasis: random.pick(['Y85', 'M1ZBPEK', 'QRT', 'H6SPEC']), baggage: random.pick(['20K', '23K', '1PC']) },
    sums: { fare: yuanOf(fare), fuel: yuanOf(fuel), fund: yuanOf(fund) },
    maskedId: maskedIdOf(random), ticketNumber: `${random.integer(700, 999)}-${random.digits(10)}`, checkNumber: random.digits(4), agentCode: `${airlineCode}${random.digits(3)},${random.digits(8)}`, issuer: `${airline}股份有限公司`,
  }
}

interface GridCell { label: string; value: string; field?: keyof FieldValues; share: number }

/** A row of cells, label above value, with rules around them. */
function gridRow(press: Press, x: number, y: number, widthMm: number, heightMm: number, cells: readonly GridCell[], colour: string, sizeMm: number): void {
  let left = x
  for (const { label, value, field, share } of cells) {
    const width = widthMm * share
    press.sheet.box(left, y, width, heightMm, { colour, widthMm: 0.25 })
    press.label(left + 1.2, y + sizeMm * 1.25, label, sizeMm, { roomMm: width - 2 })
    press.ink(left + 1.2, y + heightMm - sizeMm * 0.6, value, sizeMm * 1.1, { roomMm: width - 2, ...(field ? { field } : {}) })
    left += width
  }
}

const moneyCells = ({ fields, sums }: Facts, mark: string): GridCell[] => [
  { label: '票价', value: `${mark}${sums.fare}`, share: 0.15 }, { label: '燃油附加费', value: `${mark}${sums.fuel}`, share: 0.15 }, { label: '增值税税率', value: '9%', share: 0.11 },
  { label: '增值税税额', value: `${mark}${fields.amountTax}`, field: 'amountTax', share: 0.15 }, { label: '民航发展基金', value: `${mark}${sums.fund}`, share: 0.15 },
  { label: '其他税费', value: '', share: 0.11 }, { label: '合计', value: `${mark}${fields.amountTotal}`, field: 'amountTotal', share: 0.18 },
]

/** Heads once, then a row from each place; the second leg is void. */
function flightTable(press: Press, facts: Facts, x: number, y: number, widthMm: number, stepMm: number, colour: string, words: { from: string; to: string }): number {
  const { fields, flight } = facts
  const shares = [0, 0.19, 0.3, 0.39, 0.46, 0.57, 0.65, 0.785, 0.9]
  const at = shares.map((share) => x + 1.2 + share * widthMm)
  const heads = ['', '承运人', '航班号', '座位等级', '日期', '时间', '客票级别/客票类别', '客票生效日期', '免费行李']
  press.sheet.box(x, y, widthMm, stepMm * 4.3, { colour, widthMm: 0.25 })
  heads.forEach((head, i) => press.label(at[i]!, y + stepMm * 0.8, head, 2.5, { roomMm: ((shares[i + 1] ?? 1) - shares[i]!) * widthMm - 1.6 }))
  const first = y + stepMm * 1.9
  press.ink(press.label(at[0]!, first, words.from, 3) + 0.6, first, fields.fromStation!, 3.3, { field: 'fromStation' })
  ;[flight.carrier, fields.trainNumber!, flight.cabin, flight.date, flight.time, flight.fareBasis, '', flight.baggage].forEach((value, i) => {
    press.ink(at[i + 1]!, first, value, 3.1, { ...(i === 1 ? { field: 'trainNumber' as const } : {}), roomMm: ((shares[i + 2] ?? 1) - shares[i + 1]!) * widthMm - 1.6 })
  })
  press.ink(press.label(at[0]!, first + stepMm, words.to, 3) + 0.6, first + stepMm, fields.toStation!, 3.3, { field: 'toStation' })
  press.ink(at[1]!, first + stepMm, 'VOID', 3.1)
  press.ink(press.label(at[0]!, first + 2 * stepMm, words.to, 3) + 0.6, first + 2 * stepMm, 'VOID', 3.1)
  return y + stepMm * 4.3
}

const ruled = (title: { y: number; sizeMm: number }, colour: string, ink: string, x: number, widthMm: number, isA4: boolean): Layout<Facts> => (facts, { faces, names }) => {
  const { fields } = facts
  const sheet = isA4 ? new Sheet(210, 297, '#fcfcfb') : new Sheet(widthMm + 2 * x, 128, '#fdfdfc')
  const press = new Press(sheet, faces, { label: colour, ink })
  const middle = x + widthMm / 2
  sheet.qrCode(facts.qr, x + 1, 7, 19)
  press.label(middle, title.y, '电子发票（航空运输电子客票行程单）', title.sizeMm, { align: 'middle' })
  sheet.ovalSeal(middle, title.y - 1, ['全国统一发票监制章', names.region(), '国家税务总局'], faces.label)
  press.pair(x + 24, 30, '发票号码：', fields.invoiceNumber!, 3.2, { field: 'invoiceNumber' })
  press.pair(x + 88, 30, '填开日期：', dateForms.long(fields.date!), 3.2, { field: 'date' })
  press.pair(x + widthMm - 42, 30, '国内国际标识：', '国内', 3.2)
  gridRow(press, x, 34, widthMm, 11, [{ label: '旅客姓名', value: fields.passengerName!, field: 'passengerName', share: 0.28 }, { label: '有效身份证件号码', value: facts.maskedId, share: 0.36 }, { label: '签注', value: '不得签转/改期收费', share: 0.36 }], colour, 2.9)
  const below = flightTable(press, facts, x, 45, widthMm, 6.6, colour, { from: '自：', to: '至：' })
  gridRow(press, x, below, widthMm, 11.5, moneyCells(facts, 'CNY '), colour, 2.8)
  gridRow(press, x, below + 11.5, widthMm, 10.5, [{ label: '电子客票号码', value: facts.ticketNumber, share: 0.3 }, { label: '验证码', value: facts.checkNumber, share: 0.18 }, { label: '提示信息', value: '', share: 0.32 }, { label: '保险费', value: 'XXX', share: 0.2 }], colour, 2.8)
  gridRow(press, x, below + 22, widthMm, 10.5, [{ label: '销售网点代号', value: facts.agentCode, share: 0.3 }, { label: '填开单位', value: facts.issuer, share: 0.7 }], colour, 2.8)
  gridRow(press, x, below + 32.5, widthMm, 11, [{ label: '购买方名称', value: fields.buyerName!, field: 'buyerName', share: 0.5 }, { label: '统一社会信用代码/纳税人识别号', value: fields.buyerTaxId!, field: 'buyerTaxId', share: 0.5 }], colour, 2.9)
  press.sampleMark(x, below + 48)
  return { sheets: [sheet], qr: [facts.qr] }
}

/** Labels before values in lines, rules only between the parts. */
const inLines: Layout<Facts> = (facts, { faces, names }) => {
  const { fields, sums } = facts
  const colour = '#27506e'
  const sheet = new Sheet(214, 134, '#fefefc')
  const press = new Press(sheet, faces, { label: colour, ink: '#141414' })
  press.label(107, 17, '电子发票（航空运输电子客票行程单）', 5.6, { align: 'middle' })
  sheet.ovalSeal(110, 15.5, ['全国统一发票监制章', names.region(), '国家税务总局监制'], faces.label, { rx: 16, ry: 10 })
  sheet.qrCode(facts.qr, 182, 8, 21)
  press.pair(12, 28, '发票号码：', fields.invoiceNumber!, 3.3, { field: 'invoiceNumber' })
  press.pair(84, 28, '填开日期：', dateForms.long(fields.date!), 3.3, { field: 'date' })
  press.pair(12, 38, '购买方名称：', fields.buyerName!, 3.3, { field: 'buyerName' })
  press.pair(108, 38, '统一社会信用代码：', fields.buyerTaxId!, 3.3, { field: 'buyerTaxId' })
  press.pair(12, 46, '旅客姓名：', fields.passengerName!, 3.3, { field: 'passengerName' })
  press.pair(60, 46, '有效身份证件号码：', facts.maskedId, 3.3)
  press.pair(140, 46, '签注：', '改退收费', 3.3)
  const below = flightTable(press, facts, 10, 50, 194, 6.9, colour, { from: 'FROM 自', to: 'TO 至' })
  const cells = moneyCells(facts, '¥').filter((cell) => cell.value !== '')
  cells.slice(0, 3).forEach(({ label, value }, i) => press.pair(12 + i * 62, below + 8, `${label}：`, value, 3.3))
  press.pair(12, below + 16, '民航发展基金：', `¥${sums.fund}`, 3.3)
  press.pair(74, below + 16, '增值税税额：', `¥${fields.amountTax}`, 3.3, { field: 'amountTax' })
  press.pair(136, below + 16, '合计：', `¥${fields.amountTotal}`, 3.6, { field: 'amountTotal' })
  sheet.line(10, below + 20, 204, below + 20, { colour })
  press.pair(12, below + 27, '电子客票号码：', facts.ticketNumber, 3.2)
  press.pair(84, below + 27, '验证码：', facts.checkNumber, 3.2)
  press.pair(12, below + 34, '销售网点代号：', facts.agentCode, 3.2)
  press.pair(84, below + 34, '填开单位：', facts.issuer, 3.2)
  press.sampleMark(12, below + 44)
  return { sheets: [sheet], qr: [facts.qr] }
}

export const airE = voucherMaker(invent, {
  tuning: [ruled({ y: 17, sizeMm: 6 }, '#8c4a2f', '#1d2440', 6, 198, false), ruled({ y: 19, sizeMm: 5.6 }, '#333333', '#111111', 8, 194, true)],
  'held-out': [inLines],
}, { codeCarriesData: true })
