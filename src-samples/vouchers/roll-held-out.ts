/** 卷票 of the held-out set: a supermarket's roll, where the till's own lines stand about the invoice, and a corner shop's with the code beside the numbers. */
import { Sheet } from '../sheet.ts'
import { dateForms, Press, someTime, yuanOf, type Layout } from './press.ts'
import type { Facts } from './roll.ts'

/** Red form of 76 mm; each row's barcode, count and price under its name; what was given and given back looks like a sum too. */
export const supermarketRoll: Layout<Facts> = ({ fields, lineItems, qr, machine, cashier }, { random, faces, names }) => {
  const sheet = new Sheet(76, 171 + lineItems.length * 9, '#fdfcfb')
  const form = new Press(sheet, faces, { label: '#aa3a31', ink: '#aa3a31' })
  const press = new Press(sheet, faces, { label: '#39393f', ink: '#2c2c32' })
  const rule = (y: number) => sheet.line(5, y, 71, y, { colour: '#4c4c52', widthMm: 0.22, dash: '0.5 0.7' })
  form.label(38, 9.4, `${names.region()}增值税普通发票（卷票）`, 4, { align: 'middle' })
  sheet.ovalSeal(38, 9, ['全国统一发票监制章', names.region(), '国家税务总局监制'], faces.label, { rx: 14, ry: 8, opacity: 0.45 })
  form.label(6, 21, '发票代码', 2.9)
  form.ink(6, 26, fields.invoiceCode!, 3.7, { field: 'invoiceCode' })
  form.label(70, 21, '发票号码', 2.9, { align: 'end' })
  form.ink(70, 26, fields.invoiceNumber!, 3.7, { field: 'invoiceNumber', align: 'end' })
  press.label(6, 34, `门店 ${names.address()}`, 2.9)
  press.label(6, 38.8, `机号 ${random.digits(3)}  单号 ${random.digits(8)}  收银 ${random.digits(4)}`, 2.9)
  press.label(press.ink(6, 43.6, fields.date!, 2.9, { field: 'date' }) + 1.4, 43.6, someTime(random, 8, 21), 2.9)
  rule(46)
  lineItems.forEach(({ name, quantity, unitPrice, amount }, i) => {
    press.ink(6, 50.6 + i * 9, name, 3.2)
    press.ink(6, 55 + i * 9, `69${random.digits(11)}`, 2.7)
    press.ink(48, 55 + i * 9, `${quantity}×${unitPrice}`, 3, { align: 'end' })
    press.ink(70, 55 + i * 9, amount, 3.2, { align: 'end' })
  })
  let y = 48.4 + lineItems.length * 9
  rule(y)
  const totalFen = Math.round(Number(fields.amountTotal) * 100)
  const givenFen = Math.ceil(totalFen / 10_000) * 10_000
  press.label(6, y + 5.4, '合计（小写）', 3.2)
  press.ink(70, y + 5.6, `￥${fields.amountTotal}`, 4.4, { align: 'end', field: 'amountTotal' })
  press.label(6, y + 11, '合计（大写）', 3.2)
  press.ink(70, y + 11, fields.amountTotalUpper!, 3.1, { align: 'end', field: 'amountTotalUpper', roomMm: 44 })
  press.label(6, y + 16.2, `件数 ${lineItems.length}  应收 ${fields.amountTotal}`, 2.9)
  press.label(6, y + 21, `现金 ${yuanOf(givenFen)}  找零 ${yuanOf(givenFen - totalFen)}`, 2.9)
  rule(y + 23.4)
  y += 28.4
  for (const [label, value, field] of [['购买方', fields.buyerName!, 'buyerName'], ['税　号', fields.buyerTaxId!, 'buyerTaxId'], ['销售方', fields.sellerName!, 'sellerName'], ['税　号', fields.sellerTaxId!, 'sellerTaxId'], ['校验码', fields.checkCode!, 'checkCode'], ['机器号', machine, undefined], ['收款员', cashier, undefined]] as const) {
    press.pair(6, y, label, value, 3.1, { atMm: 18, field, roomMm: 53 })
    y += 5.2
  }
  sheet.qrCode(qr, 6, y - 2, 25)
  press.label(35, y + 4, '请使用税务局网站或', 2.7)
  press.label(35, y + 8.4, '手机程序扫码查验', 2.7)
  press.label(35, y + 15, '商品出售七日内凭票退换', 2.7)
  if (random.next() < 0.7) sheet.ovalSeal(53, y + 24, [fields.sellerName!.slice(0, 8), fields.sellerTaxId!, '发票专用章'], faces.label, { rx: 15, ry: 10 })
  press.sampleMark(6, y + 40)
  return { sheets: [sheet], qr: [qr], lineItems }
}

/** A narrow roll without a form: the seller as its head, a label over each of the buyer's things, the code at the head. */
export const cornerShopRoll: Layout<Facts> = ({ fields, lineItems, qr, machine, cashier }, { random, faces, names }) => {
  const sheet = new Sheet(57, 160 + lineItems.length * 5.2, '#fbfbfa')
  const press = new Press(sheet, faces, { label: '#404047', ink: '#2f2f36' })
  const dots = (y: number) => sheet.line(5, y, 52, y, { colour: '#404047', widthMm: 0.5, dash: '0.5 1.1' })
  press.ink(28.5, 9, fields.sellerName!, 3.7, { align: 'middle', field: 'sellerName', roomMm: 51 })
  press.ink(28.5, 14, fields.sellerTaxId!, 3, { align: 'middle', field: 'sellerTaxId' })
  press.label(28.5, 20.4, '增值税普通发票', 4.2, { align: 'middle' })
  press.label(28.5, 25.4, `卷票　${names.region()}`, 3.1, { align: 'middle' })
  sheet.qrCode(qr, 4, 29, 20)
  for (const [i, [label, value, field]] of ([['代码', fields.invoiceCode!, 'invoiceCode'], ['号码', fields.invoiceNumber!, 'invoiceNumber'], ['日期', dateForms.dotted(fields.date!), 'date']] as const).entries()) {
    press.label(27, 32 + i * 8, label, 2.6)
    press.ink(27, 36 + i * 8, value, 3.3, { field })
  }
  dots(55)
  press.label(4, 60, '购买方纳税人识别号', 2.6)
  press.ink(4, 64.2, fields.buyerTaxId!, 3.2, { field: 'buyerTaxId' })
  press.label(4, 69, '购买方名称', 2.6)
  press.ink(4, 73.2, fields.buyerName!, 3.2, { field: 'buyerName', roomMm: 49 })
  dots(77.4)
  ;([[4, '品名', 'start'], [29, '数量', 'end'], [40, '单价', 'end'], [53, '金额', 'end']] as const).forEach(([x, head, align]) => press.label(x, 83, head, 2.7, { align }))
  lineItems.forEach(({ name, quantity, unitPrice, amount }, i) => {
    const y = 88.2 + i * 5.2
    press.ink(4, y, name, 3, { roomMm: 20 })
    press.ink(29, y, quantity!, 3, { align: 'end' })
    press.ink(40, y, unitPrice!, 3, { align: 'end' })
    press.ink(53, y, amount, 3, { align: 'end' })
  })
  const end = 88.4 + lineItems.length * 5.2
  dots(end - 0.6)
  press.label(4, end + 6, '价税合计', 3.4)
  press.ink(53, end + 6, `${fields.amountTotal}元`, 4.2, { align: 'end', field: 'amountTotal', bold: true })
  press.ink(53, end + 11.4, fields.amountTotalUpper!, 3.1, { align: 'end', field: 'amountTotalUpper', roomMm: 49 })
  press.label(4, end + 17.4, '校验码', 2.6)
  press.ink(4, end + 21.8, fields.checkCode!.replace(/(\d{4})(?=\d)/g, '$1 '), 3, { field: 'checkCode', roomMm: 49 })
  press.label(4, end + 27.4, `机器编号 ${machine}`, 2.7)
  press.label(4, end + 31.8, `开票人 ${cashier}`, 2.7)
  dots(end + 35)
  press.label(28.5, end + 41.4, '欢迎光临　谢谢惠顾', 3, { align: 'middle' })
  if (random.next() < 0.7) sheet.roundSeal(38, end + 52, `${fields.sellerName}发票专用章`, faces.label, { radius: 13 })
  press.sampleMark(4, end + 67)
  return { sheets: [sheet], qr: [qr], lineItems }
}
