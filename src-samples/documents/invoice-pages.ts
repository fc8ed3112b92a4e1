/** Pages of electronic invoices as their issuers lay them out, as pieces of text in millimetres from the top left. */
import type { SampleInvoice } from './invoice.ts'
import type { Random } from '../random.ts'

export interface Placed {
  x: number
  /** The baseline. */
  y: number
  text: string
  sizeMm?: number
  /** Extra space after each character. */
  spacingMm?: number
  align?: 'start' | 'end'
}

export interface Stroke { x1: number; y1: number; x2: number; y2: number }

export interface SamplePage { widthMm: number; heightMm: number; texts: Placed[]; strokes: Stroke[]; qr?: { text: string; x: number; y: number; sizeMm: number } }

export interface LayoutWishes {
  /** The letters of short labels stand far apart, each drawn by itself. */
  spacedLabels?: boolean
  /** 密码区 follows the buyer's tax number in the same piece of text. */
  gluedCipher?: boolean
  /** Exempt: the tax column holds stars. */
  starredTax?: boolean
  /** Road toll: number plate and days in place of unit and quantity. */
  toll?: { plate: string }
}

export const longDate = (date: string) => `${date.slice(0, 4)}年${date.slice(5, 7)}月${date.slice(8)}日`
const box = (x: number, y: number, width: number, height: number): Stroke[] => [
  { x1: x, y1: y, x2: x + width, y2: y }, { x1: x, y1: y + height, x2: x + width, y2: y + height }, { x1: x, y1: y, x2: x, y2: y + height }, { x1: x + width, y1: y, x2: x + width, y2: y + height },
]
const down = (x: number, y: number, text: string, stepMm: number): Placed[] => [...text].map((char, i) => ({ x, y: y + i * stepMm, text: char, sizeMm: 3.2 }))
const right = (x: number, y: number, text: string, sizeMm?: number): Placed => ({ x, y, text, sizeMm, align: 'end' })

/** Each letter at its own place from `x` to `end`. */
function spaced(x: number, y: number, label: string, end: number, isSpaced: boolean): Placed[] {
  const letters = [...label]
  if (!isSpaced) return [{ x, y, text: label }]
  return letters.map((char, i) => ({ x: x + ((end - x) * i) / letters.length, y, text: i === letters.length - 1 ? `${char}：` : char }))
}

/** 增值税电子普通发票, also of road tolls. */
export function vatPage({ fields, lines, qr }: SampleInvoice, random: Random, wishes: LayoutWishes = {}): SamplePage {
  const { spacedLabels = false, gluedCipher = false, starredTax = false, toll } = wishes
  const label = (x: number, y: number, text: string) => spaced(x, y, text, x + 21, spacedLabels && text.length < 5).map((placed) => (spacedLabels ? placed : { ...placed, text: `${placed.text}：` }))
  const cipher = Array.from({ length: 4 }, () => Array.from({ length: 27 }, () => random.pick([...'0123456789+-*/<>'])).join(''))
  const party = (y: number, name: string, id: string, glued = '') => [
    ...label(17, y, '名称'), { x: 42, y, text: name }, { x: 17, y: y + 5.5, text: '纳税人识别号：' }, { x: 42, y: y + 5.5, text: id + glued },
    ...label(17, y + 11, '地址、电话'), { x: 42, y: y + 11, text: '云州市样例路18号 0000-0000000', sizeMm: 3.1 }, { x: 17, y: y + 16.5, text: '开户行及账号：' }, { x: 42, y: y + 16.5, text: '样例银行云州支行 000000001', sizeMm: 3.1 },
  ]
  const taxOf = (tax: string) => (starredTax ? '***' : tax)
  const texts: Placed[] = [
    { x: 92, y: 17, text: toll ? '云州通行费电子普通发票'.replace('通行费', '增值税') : '云州增值税电子普通发票', sizeMm: 6 },
    { x: 182, y: 12, text: '发票代码：' }, { x: 199, y: 12, text: fields.invoiceCode! }, { x: 182, y: 17.5, text: '发票号码：' }, { x: 199, y: 17.5, text: fields.invoiceNumber! },
    { x: 182, y: 23, text: '开票日期：' }, { x: 199, y: 23, text: longDate(fields.date!).replace(/(\d+)/g, ' $1 ').trim() }, ...label(182, 28.5, '校验码').map((placed) => ({ ...placed, x: placed.x === 182 ? 182 : 182 + (placed.x - 182) * 0.7 })),
    { x: 199, y: 28.5, text: fields.checkCode!.replace(/(\d{5})(?=\d)/g, '$1 '), sizeMm: 3 }, { x: 35, y: 28.5, text: '机器编号：661619923358', sizeMm: 3 }, ...(toll ? [{ x: 12, y: 12, text: '通行费', sizeMm: 5 }] : []),
    ...down(10.5, 41, '购买方', 6), ...party(38, fields.buyerName!, fields.buyerTaxId!, gluedCipher ? ` ${cipher[1]}` : ''),
    ...down(142, 39, '密码区', 7), ...cipher.flatMap((row, i) => (gluedCipher && i === 1 ? [] : [{ x: 150, y: 38.5 + i * 5.4, text: row, sizeMm: 3, spacingMm: 0.7 }])),
    ...itemHeads(toll ? ['项目名称', '车牌号', '类型', '通行日期起', '通行日期止'] : ['货物或应税劳务、服务名称', '规格型号', '单 位', '数 量', '单 价']),
    ...lines.flatMap((line, i) => itemRow(67.5 + i * 5.2, toll ? { ...line, unit: '客车', quantity: '', unitPrice: '' } : line, taxOf(line.tax), toll?.plate, fields.date!)),
    ...spaced(28, 87, '合计', 48, spacedLabels).map((placed) => ({ ...placed, text: placed.text.replace('：', '') })), right(166, 87, `¥${fields.amountNet}`), right(229, 87, starredTax ? '***' : `¥${fields.amountTax}`),
    { x: 22, y: 95, text: '价税合计（大写）' }, { x: 70, y: 95, text: `ⓧ${fields.amountTotalUpper}` }, { x: 178, y: 95, text: '（小写）' }, { x: 192, y: 95, text: `¥${fields.amountTotal}` },
    ...down(10.5, 103, '销售方', 6), ...party(101.6, fields.sellerName!, fields.sellerTaxId!), ...down(151, 106, '备注', 8),
    { x: 14, y: 128, text: '收款人：' }, { x: 28, y: 128, text: '样例甲' }, { x: 70, y: 128, text: '复核：' }, { x: 81, y: 128, text: '样例乙' }, { x: 122, y: 128, text: '开票人：' }, { x: 136, y: 128, text: '样例丙' }, { x: 180, y: 128, text: '销售方：（章）' },
  ]
  const strokes = [...box(8, 32, 224, 90), ...[58, 89, 98].map((y) => ({ x1: 8, y1: y, x2: 232, y2: y })), ...[15, 140, 147].map((x) => ({ x1: x, y1: 32, x2: x, y2: 58 }))]
  return { widthMm: 240, heightMm: 140, texts, strokes, qr: { text: qr, x: 9, y: 7, sizeMm: 20 } }
}

function itemHeads(heads: string[]): Placed[] {
  return [...[12, 66, 86, 99, 116].map((x, i) => ({ x, y: 62, text: heads[i]!, sizeMm: 3 })), { x: 147, y: 62, text: '金 额', sizeMm: 3 }, { x: 170, y: 62, text: '税率', sizeMm: 3 }, { x: 203, y: 62, text: '税 额', sizeMm: 3 }]
}

function itemRow(y: number, line: SampleInvoice['lines'][number], tax: string, plate: string | undefined, date: string): Placed[] {
  const day = date.replaceAll('-', '')
  return [
    { x: 10, y, text: line.name, sizeMm: 3.2 }, ...(plate ? [{ x: 64, y, text: plate, sizeMm: 3.2 }, { x: 97, y, text: day, sizeMm: 3 }, { x: 114, y, text: day, sizeMm: 3 }] : []), { x: 88, y, text: line.unit, sizeMm: 3.2 },
    right(110, y, line.quantity, 3.2), right(132, y, line.unitPrice, 3.2), right(166, y, line.amount, 3.2), right(180, y, tax === '***' ? '免税' : line.taxRate, 3.2), right(229, y, tax, 3.2),
  ].filter((placed) => placed.text !== '')
}

/** 数电票 in its usual layout. */
export function digitalPage({ kind, fields, lines, qr }: SampleInvoice, sheet?: { number: number; of: number }): SamplePage {
  const party = (x: number, name: string, id: string) => [{ x, y: 42, text: '名称：', sizeMm: 3.1 }, { x: x + 9.5, y: 42, text: name, sizeMm: 3.2 }, { x, y: 52, text: '统一社会信用代码/纳税人识别号：', sizeMm: 3.1 }, { x: x + 48.5, y: 52, text: id, sizeMm: 3 }]
  const isLast = !sheet || sheet.number === sheet.of
  const heads: [number, string][] = [[20, '项目名称'], [56, '规格型号'], [79, '单 位'], [95, '数 量'], [114, '单 价'], [138, '金 额'], [158, '税率/征收率'], [188, '税 额']]
  const texts: Placed[] = [
    { x: 70, y: 16, text: kind === 'digital-special' ? '电子发票（增值税专用发票）' : '电子发票（普通发票）', sizeMm: 6 },
    { x: 148, y: 13, text: '发票号码：', sizeMm: 3.2 }, { x: 164, y: 13, text: fields.invoiceNumber!, sizeMm: 3.3 }, { x: 148, y: 19.5, text: '开票日期：', sizeMm: 3.2 }, { x: 164, y: 19.5, text: longDate(fields.date!), sizeMm: 3.3 },
    ...(sheet ? [{ x: 180, y: 26, text: `共${sheet.of}页 第${sheet.number}页`, sizeMm: 3 }] : []),
    ...down(7.5, 37, '购买方信息', 4.6), ...down(106.5, 37, '销售方信息', 4.6), ...party(14, fields.buyerName!, fields.buyerTaxId!), ...party(113, fields.sellerName!, fields.sellerTaxId!),
    ...heads.map(([x, text]) => ({ x, y: 63, text, sizeMm: 3 })),
    ...lines.flatMap((line, i) => {
      const y = 68.5 + i * 5.4
      return [{ x: 8, y, text: line.name, sizeMm: 3.1 }, { x: 82, y, text: line.unit, sizeMm: 3.1 }, right(102, y, line.quantity, 3.1), right(126, y, line.unitPrice, 3.1), right(150, y, line.amount, 3.1), right(170, y, line.taxRate, 3.1), right(202, y, line.tax, 3.1)]
    }),
    ...(isLast ? [
      { x: 18, y: 93, text: '合', sizeMm: 3.3 }, { x: 36, y: 93, text: '计', sizeMm: 3.3 }, right(150, 93, `¥${fields.amountNet}`, 3.4), right(202, 93, `¥${fields.amountTax}`, 3.4),
      { x: 18, y: 102, text: '价税合计（大写）', sizeMm: 3.3 }, { x: 60, y: 102, text: fields.amountTotalUpper!, sizeMm: 3.6 }, { x: 146, y: 102, text: '（小写）', sizeMm: 3.3 }, { x: 159, y: 102, text: `¥${fields.amountTotal}`, sizeMm: 3.6 },
    ] : []),
    ...down(7.5, 111, '备注', 6), { x: 20, y: 128, text: '开票人：', sizeMm: 3.2 }, { x: 33, y: 128, text: '样例丙', sizeMm: 3.2 }, { x: 8, y: 136, text: '样例 虚构票据', sizeMm: 2.6 },
  ]
  const strokes = [...box(6, 32, 198, 90), ...[58, 96, 105].map((y) => ({ x1: 6, y1: y, x2: 204, y2: y })), ...[12, 105, 111].map((x) => ({ x1: x, y1: 32, x2: x, y2: 58 }))]
  return { widthMm: 210, heightMm: 140, texts, strokes, qr: { text: qr, x: 8, y: 6, sizeMm: 19 } }
}

export interface RailTicket { number: string; date: string; from: string; to: string; train: string; seat: string; price: string; passenger: string; buyerName: string; buyerTaxId: string; travelDate: string }

/** 电子发票（铁路电子客票）. */
export function railPage(ticket: RailTicket): SamplePage {
  const texts: Placed[] = [
    { x: 66, y: 16, text: '电子发票（铁路电子客票）', sizeMm: 6 }, { x: 12, y: 32, text: `发票号码:${ticket.number}` }, { x: 148, y: 32, text: `开票日期:${longDate(ticket.date)}` },
    { x: 32, y: 46, text: ticket.from, sizeMm: 6 }, { x: 98, y: 46, text: ticket.train, sizeMm: 5 }, { x: 150, y: 46, text: ticket.to, sizeMm: 6 },
    { x: 32, y: 60, text: longDate(ticket.travelDate) }, { x: 68, y: 60, text: '09:25开' }, { x: 120, y: 60, text: ticket.seat }, { x: 150, y: 60, text: '二等座' },
    { x: 32, y: 70, text: `票价:￥${ticket.price}` }, { x: 32, y: 82, text: '5301021990****0012' }, { x: 80, y: 82, text: ticket.passenger }, { x: 32, y: 92, text: '电子客票号:2653029876543210987654' },
    { x: 12, y: 104, text: `购买方名称:${ticket.buyerName}` }, { x: 110, y: 104, text: `统一社会信用代码:${ticket.buyerTaxId}` }, { x: 12, y: 116, text: '买票请到12306 发货请到95306' }, { x: 12, y: 122, text: '中国铁路祝您旅途愉快 样例' },
  ]
  return { widthMm: 210, heightMm: 130, texts, strokes: [{ x1: 70, y1: 44, x2: 140, y2: 44 }], qr: { text: `01,51,,${ticket.number},${ticket.price},${ticket.date.replaceAll('-', '')},,1A2B,`, x: 165, y: 66, sizeMm: 24 } }
}

/** The list of rides that a ride-hailing service sends with its invoice. */
export function tripPage(rides: { date: string; from: string; to: string; price: string }[]): SamplePage {
  const texts: Placed[] = [
    { x: 74, y: 20, text: '云州出行 行程单', sizeMm: 6 }, { x: 20, y: 34, text: `申请日期：${rides[0]!.date}`, sizeMm: 3.4 }, { x: 120, y: 34, text: `行程起止日期：${rides[0]!.date} 至 ${rides.at(-1)!.date}`, sizeMm: 3.4 },
    ...[[20, '序号'], [36, '上车时间'], [80, '起点'], [120, '终点'], [165, '金额[元]']].map(([x, text]) => ({ x: x as number, y: 46, text: text as string, sizeMm: 3.4 })),
    ...rides.flatMap((ride, i) => [[20, String(i + 1)], [36, `${ride.date} 08:1${i}`], [80, ride.from], [120, ride.to], [165, ride.price]].map(([x, text]) => ({ x: x as number, y: 54 + i * 8, text: text as string, sizeMm: 3.4 }))),
    { x: 165, y: 280, text: '页码：1/1', sizeMm: 3 },
  ]
  return { widthMm: 210, heightMm: 297, texts, strokes: [] }
}
