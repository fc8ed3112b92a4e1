/** 非税收入票据 of the held-out set: the platform's receipt as an office prints it, on the upper half of an A4. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './nontax.ts'
import { Press, printTable, type FieldValues, type Layout } from './press.ts'

const widthsMm = [26, 50, 28, 15, 22, 24, 17]

export const onA4: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(210, 297, '#ffffff')
  const press = new Press(sheet, faces, { label: '#1a1a1a', ink: '#1a1a1a' })
  const stroke = { colour: '#222', widthMm: 0.3 }
  press.label(105, 22, `${names.region()}${random.pick(['非税收入财政票据（电子）', '非税收入专用票据（电子）'])}`, 6, { align: 'middle' })
  sheet.ovalSeal(105, 22, ['全国财政票据监制章', `${names.region()}财政厅监制`], faces.label, { rx: 19, ry: 11.5 })
  sheet.qrCode(qr, 174, 11, 21)
  const heads: [string, string, keyof FieldValues | undefined][] = [
    ['票据代码: ', fields.invoiceCode!, 'invoiceCode'], ['票据号码: ', fields.invoiceNumber!, 'invoiceNumber'], ['交款人统一社会信用代码: ', facts.payerId, undefined],
    ['校验码: ', fields.checkCode!, 'checkCode'], ['交款人: ', fields.buyerName!, 'buyerName'], ['开票日期: ', fields.date!, 'date'],
  ]
  heads.forEach(([label, value, field], i) => press.pair(14 + (i % 2) * 118, 39 + Math.floor(i / 2) * 6.6, label, value, 3.5, { field }))
  const [top, bottom] = [56, 102]
  const code = random.digits(8)
  printTable(press, {
    x: 14, y: top, widthsMm, rowMm: 7, sizeMm: 3.4, heads: ['项目编码', '项目名称', '单位', '数量', '标准', '金额（元）', '备注'], rules: 'none', aligns: ['middle', 'start', 'middle', 'middle', 'end', 'end', 'start'],
    rows: lineItems.map(({ name, unit, quantity, unitPrice, amount }, i) => [`${code}${i + 1}`, name, unit!, quantity!, unitPrice!, amount, '']),
  })
  sheet.box(14, top, 182, bottom - top, stroke)
  sheet.line(14, top + 7, 196, top + 7, stroke)
  widthsMm.slice(0, -1).reduce((x, width) => {
    sheet.line(x + width, top, x + width, bottom, stroke)
    return x + width
  }, 14)
  sheet.box(14, bottom, 182, 8, stroke)
  press.pair(16, bottom + 5.3, '金额合计（大写）：', fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(136, bottom + 5.3, '（小写）：', fields.amountTotal!, 3.5, { field: 'amountTotal' })
  sheet.box(14, bottom + 8, 182, 22, stroke)
  sheet.line(21, bottom + 8, 21, bottom + 30, stroke)
  press.label(17.5, bottom + 14, '其他信息', 3.2, { downwards: true, stepMm: 4.4 })
  press.ink(23, bottom + 14, `缴款方式: ${random.pick(['网上缴费', '银行柜台', '扫码支付'])}`, 3.2)
  if (facts.note) press.ink(23, bottom + 20, facts.note, 3.2)
  press.pair(14, bottom + 37, '收款单位（章）: ', fields.sellerName!, 3.5, { field: 'sellerName' })
  press.pair(112, bottom + 37, '复核人: ', facts.checker, 3.5)
  press.pair(158, bottom + 37, '收款人: ', facts.clerk, 3.5)
  if (random.next() < 0.85) sheet.roundSeal(72, bottom + 29, `${fields.sellerName}财务专用章`, faces.label, { radius: 17 })
  press.sampleMark(14, 290)
  return { sheets: [sheet], qr: [qr], lineItems }
}
