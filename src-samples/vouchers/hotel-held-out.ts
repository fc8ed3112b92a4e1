/** The hotel bill of the held-out set: the list that a house adds to its invoice, a row for the stay and one for each extra. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './hotel.ts'
import { dateForms, Press, printTable, yuanOf, type Layout } from './press.ts'

export const stayList: Layout<Facts> = (facts, { faces, random }) => {
  const { fields } = facts
  const nights = facts.lineItems.filter(({ name }) => name === '住宿费')
  const stayFen = nights.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
  const lineItems = [{ name: '住宿费', quantity: String(nights.length), unitPrice: nights[0]!.amount, amount: yuanOf(stayFen) }, ...facts.lineItems.slice(nights.length).map(({ name, amount }) => ({ name, quantity: '1', unitPrice: amount, amount }))]
  const sheet = new Sheet(210, 148, '#fefefe')
  const press = new Press(sheet, faces, { label: '#222226', ink: '#222226' })
  press.label(105, 17, fields.sellerName!, 6.4, { align: 'middle', bold: true, field: 'sellerName' })
  press.label(105, 27, '住宿费用明细清单', 5.2, { align: 'middle' })
  press.pair(16, 38, '客人姓名：', fields.passengerName!, 3.8, { field: 'passengerName' })
  press.pair(76, 38, '房号：', facts.room, 3.8)
  press.pair(122, 38, '房型：', random.pick(['标准间', '单人间', '大床房', '双人间']), 3.8)
  press.pair(16, 45.5, '入住日期：', facts.arrival, 3.8)
  press.pair(76, 45.5, '退房日期：', fields.date!, 3.8, { field: 'date' })
  press.pair(138, 45.5, '入住天数：', `${nights.length}天`, 3.8)
  press.pair(16, 53, '工作单位：', facts.unit, 3.8)
  press.pair(122, 53, '单据号：', facts.bill, 3.8)
  const end = printTable(press, {
    x: 15, y: 57, widthsMm: [18, 66, 26, 34, 36], rowMm: 8, sizeMm: 3.7, heads: ['序号', '消费项目', '数量', '单价（元）', '金额（元）'], rules: 'all', aligns: ['middle', 'start', 'middle', 'end', 'end'],
    rows: lineItems.map(({ name, quantity, unitPrice, amount }, i) => [String(i + 1), name, quantity, unitPrice, amount]),
  })
  sheet.box(15, end, 180, 9, { colour: '#333', widthMm: 0.25 })
  press.pair(17, end + 6, '合计金额（大写）：', fields.amountTotalUpper!, 3.7, { field: 'amountTotalUpper' })
  press.pair(136, end + 6, '小写：¥', fields.amountTotal!, 3.9, { field: 'amountTotal' })
  press.pair(16, end + 18, '酒店地址：', facts.address, 3.5)
  press.pair(16, end + 25, '联系电话：', facts.phone, 3.5)
  press.pair(96, end + 25, '前台经办：', facts.clerk, 3.5)
  press.pair(146, end + 25, '打印日期：', dateForms.slashed(fields.date!), 3.5)
  if (random.next() < 0.8) sheet.roundSeal(118, end + 20, `${fields.sellerName}发票专用章`, faces.label, { radius: 17 })
  press.sampleMark(16, 143)
  return { sheets: [sheet], lineItems }
}
