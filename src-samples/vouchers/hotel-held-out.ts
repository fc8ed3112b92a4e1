/** Hotel bills of the held-out set: a house's account that runs on to what is given back, and a guesthouse's form with the guest in its first row. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './hotel.ts'
import { dateForms, Press, printTable, withCommas, yuanOf, type FieldValues, type Layout } from './press.ts'

const fenOf = (yuan: string) => Math.round(Number(yuan) * 100)

/** Names over their values in a ruled block; every row with what has come together so far; deposit and change below the sum. */
export const runningAccount: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(176, 150 + lineItems.length * 6.8, '#fefefe')
  const press = new Press(sheet, faces, { label: '#2a2a31', ink: '#222228' })
  const colour = '#70707a'
  press.label(14, 15, fields.sellerName!, 5.4, { field: 'sellerName', roomMm: 96 })
  press.label(14, 20.6, facts.address, 2.9)
  press.label(14, 25, `总机 ${facts.phone}`, 2.9)
  press.label(162, 15, '宾客结账单', 5.6, { align: 'end' })
  press.label(162, 20.6, 'GUEST STATEMENT', 2.9, { align: 'end' })
  const block: [string, string, keyof FieldValues | undefined][] = [
    ['宾客', fields.passengerName!, 'passengerName'], ['房间', facts.room, undefined], ['人数', random.pick(['1', '2']), undefined], ['账单序号', facts.bill, undefined],
    ['抵店', `${facts.arrival} ${facts.time.replace(/^\d\d/, '15')}`, undefined], ['离店', fields.date!, 'date'], ['协议单位', facts.unit, undefined], ['页', '1/1', undefined],
  ]
  block.forEach(([label, value, field], i) => {
    const [x, y] = [14 + (i % 4) * 37, 29 + Math.floor(i / 4) * 13]
    sheet.box(x, y, 37, 13, { colour, widthMm: 0.2 })
    press.label(x + 1.6, y + 4, label, 2.6)
    press.ink(x + 1.6, y + 10, value, 3.4, { field, roomMm: 34 })
  })
  let soFarFen = 0
  const rows = lineItems.map(({ name, amount }, i) => {
    soFarFen += fenOf(amount)
    return [days[i]!.slice(5), `${facts.bill.slice(0, 3)}${i + 1}`, name, amount, yuanOf(soFarFen)]
  })
  const end = printTable(press, { x: 14, y: 59, widthsMm: [24, 26, 46, 26, 26], rowMm: 6.8, sizeMm: 3.3, heads: ['营业日', '流水', '摘要', '本笔', '累计'], rows, rules: 'heads', colour, aligns: ['start', 'start', 'start', 'end', 'end'] })
  const depositFen = (Math.floor(soFarFen / 10_000) + random.integer(1, 3)) * 10_000
  const closing: [string, string, keyof FieldValues | undefined][] = [['消费总额', withCommas(fields.amountTotal!), 'amountTotal'], ['预付押金', withCommas(yuanOf(depositFen)), undefined], ['应退宾客', yuanOf(depositFen - soFarFen), undefined]]
  closing.forEach(([label, value, field], i) => {
    press.label(104, end + 8 + i * 6.6, label, 3.4)
    press.ink(161, end + 8 + i * 6.6, value, field ? 4 : 3.4, { align: 'end', field })
  })
  press.label(14, end + 8, '消费总额大写', 3)
  press.ink(14, end + 13.6, fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper', roomMm: 84 })
  press.label(14, end + 26, '本人确认以上消费无误', 3.1)
  press.label(14, end + 36, '宾客签署', 3.3)
  sheet.line(30, end + 37, 76, end + 37, { colour, widthMm: 0.2 })
  press.pair(104, end + 36, '收银 ', facts.clerk, 3.3)
  press.pair(136, end + 36, '打印 ', facts.time, 3.3)
  if (random.next() < 0.75) sheet.roundSeal(96, end + 44, `${fields.sellerName}财务专用章`, faces.label, { radius: 17 })
  press.sampleMark(14, end + 72)
  return { sheets: [sheet], lineItems }
}

/** Printed in red in advance, filled in a little off; the house signs at the foot, empty rows are crossed out. */
export const guesthouseForm: Layout<Facts> = (facts, { faces, random, names }) => {
  const { fields } = facts
  const nights = facts.lineItems.filter(({ name }) => name === '住宿费')
  const stay = { name: '住宿费', quantity: String(nights.length), unitPrice: nights[0]!.amount, amount: yuanOf(fenOf(nights[0]!.amount) * nights.length) }
  const lineItems = [stay, ...facts.lineItems.slice(nights.length).map(({ name, amount }) => ({ name, quantity: '1', unitPrice: amount, amount }))]
  const sheet = new Sheet(200, 118, '#fdf8f4')
  const colour = '#b2463d'
  const form = new Press(sheet, faces, { label: colour, ink: colour })
  const press = new Press(sheet, faces, { label: '#23305e', ink: '#23305e' })
  const [dx, dy] = [random.between(-0.9, 0.4), random.between(-0.5, 0.5)]
  form.label(95, 14, '住 宿 费 结 算 单', 6.2, { align: 'middle' })
  sheet.line(64, 16.6, 126, 16.6, { colour, widthMm: 0.3 })
  form.label(14, 25, '来自单位', 3.4)
  press.ink(30 + dx, 25 + dy, facts.unit, 3.5)
  form.label(176, 17, `№ ${facts.bill}`, 3.6, { align: 'end' })
  form.label(120, 25, '结账日期', 3.4)
  press.ink(136 + dx, 25 + dy, dateForms.long(fields.date!), 3.5, { field: 'date' })
  const widthsMm = [26, 24, 18, 24, 24, 14, 20, 24]
  const top = 29
  const rowsOf = (i: number) => {
    const item = lineItems[i]
    if (!item) return ['', '', '', '', '', '', '', '']
    return i === 0
      ? [item.name, { text: fields.passengerName!, field: 'passengerName' as const }, facts.room, facts.arrival.slice(5), fields.date!.slice(5), item.quantity, item.unitPrice, item.amount]
      : [item.name, '', facts.room, '', '', item.quantity, item.unitPrice, item.amount]
  }
  printTable(form, { x: 13, y: top, widthsMm, rowMm: 8, sizeMm: 3.4, heads: ['项目', '旅客姓名', '房号', '到店', '离店', '数量', '单价', '金额'], rows: Array.from({ length: 4 }, () => ['', '', '', '', '', '', '', '']), rules: 'all', colour, aligns: widthsMm.map(() => 'middle' as const) })
  const end = printTable(press, { x: 13 + dx, y: top + 8 + dy, widthsMm, rowMm: 8, sizeMm: 3.5, rows: Array.from({ length: 4 }, (_, i) => rowsOf(i)), rules: 'none', aligns: ['start', 'start', 'middle', 'middle', 'middle', 'middle', 'end', 'end'] }) - dy
  if (lineItems.length < 4) sheet.line(168, top + 9 + lineItems.length * 8, 44, end - 1, { colour: '#23305e', widthMm: 0.35 })
  sheet.box(13, end, 174, 10, { colour, widthMm: 0.25 })
  form.label(15, end + 6.4, '人民币（大写）', 3.5)
  press.ink(41 + dx, end + 6.4 + dy, fields.amountTotalUpper!, 3.8, { field: 'amountTotalUpper', roomMm: 92 })
  form.label(140, end + 6.4, '￥', 3.8)
  press.ink(145 + dx, end + 6.4 + dy, fields.amountTotal!, 4, { field: 'amountTotal' })
  form.label(15, end + 18, '收款单位（盖章）', 3.4)
  press.ink(43 + dx, end + 18 + dy, fields.sellerName!, 3.7, { field: 'sellerName', roomMm: 72 })
  form.label(122, end + 18, '开票', 3.4)
  press.ink(132 + dx, end + 18 + dy, facts.clerk, 3.7)
  form.label(154, end + 18, '复核', 3.4)
  press.ink(164 + dx, end + 18 + dy, names.person(), 3.7)
  form.label(15, end + 26, '第二联　报销附件（本单不作发票使用）', 3)
  if (random.next() < 0.8) sheet.ovalSeal(84, end + 17, [fields.sellerName!.slice(0, 8), '结算专用章'], faces.label, { rx: 18, ry: 11.5 })
  press.sampleMark(15, 113)
  return { sheets: [sheet], lineItems }
}
