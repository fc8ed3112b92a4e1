/** Tickets of the held-out set: the soft pink one of the first years with names and codes on it, and what a guard's handheld printer gives out on board. */
import { Sheet } from '../sheet.ts'
import { dateForms, Press, yuanOf, type FieldValues, type Layout } from './press.ts'
import type { Facts } from './train.ts'

/** Fare and class in one line, coach, place and berth set apart; name and id beside the code, the number in red and again in the tail. */
export const pinkTicket: Layout<Facts> = ({ fields, ...facts }, { random, faces, names }) => {
  const sheet = new Sheet(87, 55, '#f4d3d2')
  sheet.mark(Array.from({ length: 9 }, (_, row) => Array.from({ length: 11 }, (__, column) => `<circle cx="${column * 8.6}" cy="${row * 6.8}" r="4.2" fill="none" stroke="#e7b1b1" stroke-width="0.2"/>`).join('')).join(''))
  const press = new Press(sheet, faces, { label: '#2b2325', ink: '#221c1e' })
  press.ink(5, 8, fields.invoiceNumber!, 4.6, { field: 'invoiceNumber', colour: '#c43034' })
  press.label(81, 7.4, `${names.city()}${random.pick(['', '东代售点', '市内售票处'])} 售`, 3, { align: 'end' })
  press.ink(14, 15.4, fields.fromStation!, 4.4, { field: 'fromStation', align: 'middle', roomMm: 23 })
  press.ink(72, 15.4, fields.toStation!, 4.4, { field: 'toStation', align: 'middle', roomMm: 23 })
  press.label(press.ink(36, 14, fields.trainNumber!, 4.2, { field: 'trainNumber' }) + 0.4, 14, '次', 3.2)
  sheet.mark('<path d="M30 16.2h26l-2 -1.1m2 1.1l-2 1.1" fill="none" stroke="#2b2325" stroke-width="0.35"/>')
  press.ink(14, 19, facts.pinyin[0], 2.5, { align: 'middle' })
  press.ink(72, 19, facts.pinyin[1], 2.5, { align: 'middle' })
  press.label(press.ink(press.ink(5, 24.4, dateForms.plain(fields.date!), 3.5, { field: 'date' }) + 1.2, 24.4, facts.time, 3.5) + 0.2, 24.4, '开', 3.2)
  const [, coach, place] = /^(.*?车)(.*)$/.exec(fields.seat!)!
  press.ink(press.ink(51, 24.4, coach!, 3.5, { field: 'seat' }) + 1.8, 24.4, place!, 3.5, { field: 'seat' })
  press.ink(press.ink(5, 30, `￥${facts.price}元`, 3.7, { field: 'amountTotal' }) + 2.4, 30, facts.seatClass, 3.4)
  press.label(51, 30, random.pick(['学生票', '全价票', '网上购票', '始发改签']), 3.2)
  press.label(5, 35.4, '限乘当日当次车', 3.1)
  press.label(30, 35.4, random.pick(['在2日内到有效', '在3日内到有效', '中转签证']), 3.1)
  press.ink(5, 43, fields.passengerName!, 3.8, { field: 'passengerName' })
  press.ink(22, 43, facts.maskedId, 3.4)
  const tail = facts.tail.slice(0, 13) + fields.invoiceNumber!.slice(1)
  press.ink(5, 51.4, `${tail} 票面破损无效`, 2.4)
  const qr = random.digits(72)
  sheet.qrCode(qr, 66.5, 34.5, 15.5)
  press.sampleMark(5, 47.2, 2.1)
  return { sheets: [sheet], qr: [qr] }
}

/** 补票: upright, a label before each thing, a fee beside the fare and their sum below. */
export const onBoardTicket: Layout<Facts> = ({ fields, ...facts }, { random, faces, names }) => {
  const sheet = new Sheet(58, 112, '#fbeeee')
  const press = new Press(sheet, faces, { label: '#3a3034', ink: '#2c2629' })
  const feeFen = 200
  press.label(29, 8.4, `${names.city()}铁路客运段`, 3.4, { align: 'middle' })
  press.label(29, 15, '列 车 补 票', 5, { align: 'middle', bold: true })
  press.ink(29, 21, fields.invoiceNumber!, 3.8, { align: 'middle', field: 'invoiceNumber', colour: '#bb2d35', letterSpacingMm: 0.3 })
  sheet.line(4, 23.6, 54, 23.6, { colour: '#6b5a5f', widthMm: 0.3 })
  for (const name of ['fromStation', 'toStation'] as const) fields[name] = fields[name]!.replace(/站$/, '')
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['日期', dateForms.dotted(fields.date!), 'date'], ['车次', fields.trainNumber!, 'trainNumber'], ['发站', fields.fromStation!, 'fromStation'], ['到站', fields.toStation!, 'toStation'],
    ['席别', facts.seatClass, undefined], ['席位', fields.seat!, 'seat'], ['姓名', fields.passengerName!, 'passengerName'], ['证件', facts.maskedId, undefined],
  ]
  rows.forEach(([label, value, field], i) => press.pair(5, 29.6 + i * 5.8, label, value, 3.5, { atMm: 17, field, roomMm: 36 }))
  sheet.line(4, 73, 54, 73, { colour: '#6b5a5f', widthMm: 0.2, dash: '1 0.8' })
  press.pair(5, 78.4, '票价', yuanOf(Math.round(Number(facts.price) * 100) - feeFen), 3.5, { atMm: 17 })
  press.pair(31, 78.4, '手续费', yuanOf(feeFen), 3.5, { atMm: 43 })
  press.label(5, 86, '收款合计', 3.7)
  press.ink(53, 86.2, `${facts.price}元`, 4.8, { align: 'end', field: 'amountTotal' })
  press.label(5, 92, `补票原因：${random.pick(['无票补票', '越站乘车', '席位变更'])}`, 3)
  press.label(5, 97.2, `列车长 ${random.digits(5)}　机号 ${facts.tail.slice(0, 6)}`, 2.8)
  press.sampleMark(5, 107)
  return { sheets: [sheet] }
}
