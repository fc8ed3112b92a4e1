/** More hotel bills: an international house's folio with debits and credits, and a small bill whose sum stands before its rows. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './hotel.ts'
import { dateForms, Press, printTable, withCommas, type FieldValues, type Layout } from './press.ts'

/** The guest as an addressee without a label, charges and payment in two columns, and nothing left to pay. */
export const debitsAndCredits: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#fefefd')
  const press = new Press(sheet, faces, { label: '#33302c', ink: '#232325' })
  sheet.mark('<path d="M99 14l6 -6l6 6l-6 6z" fill="none" stroke="#9a7b45" stroke-width="0.8"/>')
  press.label(105, 29, fields.sellerName!, 5.6, { align: 'middle', field: 'sellerName', letterSpacingMm: 0.8 })
  sheet.line(70, 33, 140, 33, { colour: '#9a7b45', widthMm: 0.4 })
  const name = press.ink(20, 47, fields.passengerName!, 4.4, { field: 'passengerName' })
  press.label(name + 2, 47, random.pick(['先生', '女士', '先生/女士']), 3.8)
  press.ink(20, 54, facts.unit, 3.8)
  press.label(190, 47, 'INFORMATION INVOICE', 3.4, { align: 'end' })
  const stay: [string, string, keyof FieldValues | undefined][] = [['房间号码 Room No.', facts.room, undefined], ['到达 Arrival', dateForms.slashed(facts.arrival), undefined], ['离开 Departure', dateForms.slashed(fields.date!), 'date'], ['账页 Folio', facts.bill, undefined], ['收银 Cashier', facts.clerk, undefined]]
  stay.forEach(([label, value, field], i) => {
    press.label(132, 54 + i * 6, label, 3.2)
    press.ink(190, 54 + i * 6, value, 3.5, { align: 'end', field })
  })
  const rows = [...lineItems.map(({ name: cost, amount }, i) => [dateForms.slashed(days[i]!), cost, '', amount, '']), [dateForms.slashed(fields.date!), '公务卡 Bank Card', `****${facts.bill.slice(0, 4)}`, '', fields.amountTotal!]]
  const end = printTable(press, { x: 19, y: 88, widthsMm: [32, 56, 28, 28, 28], rowMm: 7.6, sizeMm: 3.5, heads: ['日期 Date', '摘要 Description', '参考 Ref.', '借方 Debit', '贷方 Credit'], rows, rules: 'heads', colour: '#6b6257', aligns: ['start', 'start', 'start', 'end', 'end'] })
  press.label(104, end + 8, '合计 Total', 3.6)
  press.ink(162, end + 8, withCommas(fields.amountTotal!), 3.9, { align: 'end', field: 'amountTotal' })
  press.ink(190, end + 8, withCommas(fields.amountTotal!), 3.9, { align: 'end', field: 'amountTotal' })
  press.label(104, end + 15, '余额 Balance', 3.6)
  press.ink(190, end + 15, '0.00', 3.9, { align: 'end' })
  press.label(20, end + 30, '本人同意对以上账目承担付款责任。', 3.3)
  press.label(20, end + 35.5, 'I agree that I am personally liable for the payment of this account.', 2.9)
  press.label(132, end + 46, '签名 Signature', 3.3)
  sheet.line(132, end + 48, 190, end + 48, { colour: '#6b6257', widthMm: 0.25 })
  press.label(105, 276, `${facts.address}　电话 Tel ${facts.phone}`, 3.1, { align: 'middle' })
  if (random.next() < 0.6) sheet.roundSeal(80, end + 46, `${fields.sellerName}账务专用章`, faces.label, { radius: 18 })
  press.sampleMark(20, 289)
  return { sheets: [sheet], lineItems }
}

/** Half a page from an inn's counter: who stayed, what it came to, then the nights one by one; the house signs at the foot. */
export const sumBeforeRows: Layout<Facts> = ({ fields, lineItems, days, ...facts }, { faces, random }) => {
  const sheet = new Sheet(148, 132 + lineItems.length * 6.6, '#f4faf8')
  const press = new Press(sheet, faces, { label: '#1e5c5a', ink: '#25292c' })
  const colour = '#8fbdb8'
  press.label(74, 13, '住 宿 水 单', 6.4, { align: 'middle' })
  press.label(138, 21, `流水 ${facts.bill}`, 3.1, { align: 'end' })
  const blocks: [string, string, keyof FieldValues | undefined][] = [['住宿人', fields.passengerName!, 'passengerName'], ['客房', facts.room, undefined], ['入店', dateForms.plain(facts.arrival), undefined], ['离店', dateForms.plain(fields.date!), 'date']]
  blocks.forEach(([label, value, field], i) => {
    sheet.box(10 + i * 32, 24, 32, 15, { colour, widthMm: 0.3 })
    press.label(26 + i * 32, 29.5, label, 3, { align: 'middle' })
    press.ink(26 + i * 32, 36.2, value, 3.8, { align: 'middle', field, roomMm: 30 })
  })
  sheet.box(10, 43, 128, 17, { colour: 'none', widthMm: 0 }, '#d9ece9')
  press.label(14, 50, '实收房费及杂项', 3.6)
  press.ink(134, 51, `${fields.amountTotal} 元`, 5.4, { align: 'end', field: 'amountTotal' })
  press.ink(134, 57.6, fields.amountTotalUpper!, 3.5, { align: 'end', field: 'amountTotalUpper' })
  const end = printTable(press, { x: 10, y: 64, widthsMm: [36, 52, 40], rowMm: 6.6, sizeMm: 3.3, heads: ['营业日', '入账内容', '入账金额'], rows: lineItems.map(({ name, amount }, i) => [dateForms.plain(days[i]!), name, amount]), rules: 'all', colour, aligns: ['middle', 'middle', 'end'] })
  press.pair(12, end + 8, '所属单位 ', facts.unit, 3.4)
  press.pair(12, end + 15, '结账方式 ', random.pick(['公务卡', '扫码', '银行转账']), 3.4)
  press.pair(64, end + 15, '结账时刻 ', facts.time, 3.4)
  sheet.line(10, end + 20, 138, end + 20, { colour, widthMm: 0.3 })
  press.label(12, end + 28, fields.sellerName!, 4.4, { field: 'sellerName' })
  press.label(12, end + 34, facts.address, 3.1)
  press.label(12, end + 39.4, `预订热线 ${facts.phone}`, 3.1)
  press.pair(98, end + 28, '值班 ', facts.clerk, 3.5)
  if (random.next() < 0.7) sheet.ovalSeal(100, end + 36, [fields.sellerName!.slice(0, 8), '前厅结账章'], faces.label, { rx: 17, ry: 10.5, colour: '#c93646' })
  press.sampleMark(12, end + 54)
  return { sheets: [sheet], lineItems }
}
