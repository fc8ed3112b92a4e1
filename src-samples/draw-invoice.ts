/** Draws a sample invoice flat, as its printer would: frame and labels in brown, what the printer fills in in blue-black, seals in red. */
import QRCode from 'qrcode'
import sharp from 'sharp'
import type { SampleInvoice } from './invoice.ts'
import { Random } from './random.ts'

export interface PaperSize { widthMm: number; heightMm: number }

export function paperSize(invoice: SampleInvoice): PaperSize {
  return invoice.kind.startsWith('digital-') ? { widthMm: 210, heightMm: 140 } : { widthMm: 240, heightMm: 140 }
}

/** @returns the paper at `pxPerMm`, RGB */
export async function drawInvoice(invoice: SampleInvoice, pxPerMm: number): Promise<{ data: Buffer; widthPx: number; heightPx: number }> {
  const { widthMm, heightMm } = paperSize(invoice)
  const body = invoice.kind.startsWith('digital-') ? drawDigital(invoice) : drawPaper(invoice)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(widthMm * pxPerMm)}" height="${Math.round(heightMm * pxPerMm)}" viewBox="0 0 ${widthMm} ${heightMm}">
<rect width="100%" height="100%" fill="#fbfaf5"/>${body}${label(6, heightMm - 3.5, 2.6, '样例 SAMPLE 虚构票据', '#b9b4a8')}</svg>`
  const { data, info } = await sharp(Buffer.from(svg)).flatten({ background: '#fbfaf5' }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

const brown = '#8c4a2f'
const ink = '#1d2440'
const red = '#c8202c'

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function text(x: number, y: number, sizeMm: number, content: string, colour: string, more: string): string {
  return `<text x="${x}" y="${y}" font-size="${sizeMm}" fill="${colour}" xml:space="preserve" ${more}>${escape(content)}</text>`
}
const label = (x: number, y: number, sizeMm: number, content: string, colour = brown, more = '') => text(x, y, sizeMm, content, colour, `font-family="Noto Serif CJK SC" ${more}`)
const printed = (x: number, y: number, content: string, more = '', sizeMm = 3.5) => text(x, y, sizeMm, content, ink, `font-family="Noto Sans CJK SC" ${more}`)
const line = (x1: number, y1: number, x2: number, y2: number) => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${brown}" stroke-width="0.3"/>`
const right = 'text-anchor="end"'
const middle = 'text-anchor="middle"'

function downwards(x: number, y: number, content: string, stepMm: number): string {
  return [...content].map((char, i) => label(x, y + i * stepMm, 3.2, char, brown, middle)).join('')
}

function qrCode(content: string, x: number, y: number, sizeMm: number): string {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' })
  const step = sizeMm / modules.size
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) path += `M${(x + column * step).toFixed(3)} ${(y + row * step).toFixed(3)}h${step.toFixed(3)}v${step.toFixed(3)}h-${step.toFixed(3)}z`
  }
  return `<path d="${path}" fill="#111" shape-rendering="crispEdges"/>`
}

function ovalSeal(x: number, y: number, top: string, bottom: string): string {
  return `<g opacity="0.62"><ellipse cx="${x}" cy="${y}" rx="15" ry="10" fill="none" stroke="${red}" stroke-width="0.7"/><ellipse cx="${x}" cy="${y}" rx="13.6" ry="8.7" fill="none" stroke="${red}" stroke-width="0.25"/>
${label(x, y - 3.6, 2.6, top, red, middle)}${label(x, y + 1, 2.8, '云州市', red, middle)}${label(x, y + 5.4, 2.6, bottom, red, middle)}</g>`
}

const longDate = (date: string) => `${date.slice(0, 4)}年${date.slice(5, 7)}月${date.slice(8)}日`

function drawPaper({ kind, fields, lines, qr }: SampleInvoice): string {
  const isElectronic = kind === 'vat-e-normal'
  const title = { 'vat-special': '云州增值税专用发票', 'vat-normal': '云州增值税普通发票', 'vat-e-normal': '云州增值税电子普通发票' }[kind as 'vat-special']
  const head = isElectronic
    ? label(182, 12, 3.4, '发票代码：') + printed(199, 12, fields.invoiceCode!) + label(182, 17.5, 3.4, '发票号码：') + printed(199, 17.5, fields.invoiceNumber!)
    : printed(36, 15, fields.invoiceCode!, '', 5.2) + label(190, 14, 5.2, 'No', brown) + printed(199, 14, fields.invoiceNumber!, '', 5.2)
  const grouped = fields.checkCode?.replace(/(\d{5})(?=\d)/g, '$1 ')
  const check = grouped ? label(182, 28.5, 3.4, '校 验 码：') + printed(199, 28.5, grouped, '', 3) : ''
  return `${qrCode(qr, 9, 7, 20)}${label(120, 17, 7.2, title, brown, `${middle} letter-spacing="1"`)}${line(82, 20, 158, 20)}${line(82, 20.8, 158, 20.8)}
${isElectronic ? '' : label(120, 27, 3.4, kind === 'vat-special' ? '抵 扣 联' : '发 票 联', brown, middle)}
${head}${label(182, 23, 3.4, '开票日期：')}${printed(199, 23, longDate(fields.date!))}${check}
${paperGrid()}${paperParty(36.5, '购买方', fields.buyerName!, fields.buyerTaxId!, 1)}${cipher(Number(fields.invoiceNumber!.slice(-4)))}
${paperItems(lines)}${paperSums(fields)}${paperParty(101.6, '销售方', fields.sellerName!, fields.sellerTaxId!, 2)}
${label(152, 106, 3.2, '备')}${label(152, 114, 3.2, '注')}
${label(14, 128, 3.4, '收款人：')}${printed(28, 128, '样例甲')}${label(70, 128, 3.4, '复核：')}${printed(81, 128, '样例乙')}${label(122, 128, 3.4, '开票人：')}${printed(136, 128, '样例丙')}${label(180, 128, 3.4, '销售方：（章）')}
${ovalSeal(120, 14, '全国统一发票', '监制章样例')}${ovalSeal(186, 114, '样例专用章', '发票专用章')}`
}

function paperGrid(): string {
  const columns = [62, 84, 96, 112, 134, 168, 182].map((x) => line(x, 58, x, 89)).join('')
  return `<rect x="8" y="32" width="224" height="90" fill="none" stroke="${brown}" stroke-width="0.4"/>
${line(8, 58, 232, 58)}${line(8, 89, 232, 89)}${line(8, 98, 232, 98)}${line(15, 32, 15, 58)}${line(15, 98, 15, 122)}${line(140, 32, 140, 58)}${line(147, 32, 147, 58)}${line(148, 98, 148, 122)}${line(157, 98, 157, 122)}${columns}${line(62, 89, 62, 98)}`
}

function paperParty(top: number, side: string, name: string, taxId: string, bank: number): string {
  return downwards(11.5, top + 4.5, side, 6) + label(17, top + 1.5, 3.3, '名　　　　称：') + printed(42, top + 1.5, name) + label(17, top + 7, 3.3, '纳税人识别号：') + printed(42, top + 7, taxId, 'letter-spacing="0.5"')
    + label(17, top + 12.5, 3.3, '地 址、电 话：') + printed(42, top + 12.5, `云州市样例路${bank * 18}号 0000-0000000`, '', 3.1) + label(17, top + 18, 3.3, '开户行及账号：') + printed(42, top + 18, `样例银行云州支行 00000000${bank}`, '', 3.1)
}

/** The cipher block: rows of signs, as the tax machine prints them. */
function cipher(seed: number): string {
  const random = new Random(seed)
  const signs = '0123456789+-*/<>'
  const rows = Array.from({ length: 4 }, () => Array.from({ length: 27 }, () => random.pick([...signs])).join(''))
  return downwards(143.5, 39, '密码区', 7) + rows.map((row, i) => printed(150, 38.5 + i * 5.4, row, 'letter-spacing="0.7"', 3)).join('')
}

function paperItems(lines: SampleInvoice['lines']): string {
  const heads: [number, string][] = [[35, '货物或应税劳务、服务名称'], [73, '规格型号'], [90, '单位'], [104, '数 量'], [123, '单 价'], [151, '金 额'], [175, '税率'], [207, '税 额']]
  const rows = lines.map((item, i) => {
    const y = 67.5 + i * 5.2
    return printed(10, y, item.name, '', 3.2) + printed(90, y, item.unit, middle, 3.2) + printed(110, y, item.quantity, right, 3.2) + printed(132, y, item.unitPrice, right, 3.2)
      + printed(166, y, item.amount, right, 3.2) + printed(180, y, item.taxRate, right, 3.2) + printed(229, y, item.tax, right, 3.2)
  })
  return heads.map(([x, head]) => label(x, 62, 3, head, brown, middle)).join('') + rows.join('')
}

function paperSums(fields: SampleInvoice['fields']): string {
  return label(35, 87, 3.4, '合　　　计', brown, middle) + printed(166, 87, `¥${fields.amountNet}`, right) + printed(229, 87, `¥${fields.amountTax}`, right)
    + label(35, 95, 3.4, '价税合计（大写）', brown, middle) + printed(70, 95, fields.amountTotalUpper!, '', 3.8) + label(178, 95, 3.4, '（小写）') + printed(192, 95, `¥${fields.amountTotal}`, '', 3.8)
}

function drawDigital({ kind, fields, lines, qr }: SampleInvoice): string {
  const title = kind === 'digital-special' ? '电子发票（增值税专用发票）' : '电子发票（普通发票）'
  const party = (x: number, name: string, taxId: string) => label(x, 42, 3.1, '名称：') + printed(x + 9.5, 42, name, '', 3.2) + label(x, 52, 3.1, '统一社会信用代码/纳税人识别号：') + printed(x + 48.5, 52, taxId, '', 3)
  return `${qrCode(qr, 8, 6, 19)}${label(105, 16, 6.4, title, brown, middle)}${line(68, 19, 142, 19)}${line(68, 19.8, 142, 19.8)}
${label(148, 13, 3.2, '发票号码：')}${printed(164, 13, fields.invoiceNumber!, '', 3.3)}${label(148, 19.5, 3.2, '开票日期：')}${printed(164, 19.5, longDate(fields.date!), '', 3.3)}
<rect x="6" y="32" width="198" height="90" fill="none" stroke="${brown}" stroke-width="0.4"/>${line(6, 58, 204, 58)}${line(105, 32, 105, 58)}${line(12, 32, 12, 58)}${line(111, 32, 111, 58)}${line(6, 96, 204, 96)}${line(6, 105, 204, 105)}${line(12, 105, 12, 122)}${line(56, 96, 56, 105)}
${downwards(9, 37, '购买方信息', 4.6)}${downwards(108, 37, '销售方信息', 4.6)}${party(14, fields.buyerName!, fields.buyerTaxId!)}${party(113, fields.sellerName!, fields.sellerTaxId!)}
${digitalItems(lines)}${label(28, 93, 3.3, '合　　　计', brown, middle)}${printed(150, 93, `¥${fields.amountNet}`, right, 3.4)}${printed(202, 93, `¥${fields.amountTax}`, right, 3.4)}
${label(31, 102, 3.3, '价税合计（大写）', brown, middle)}${printed(60, 102, fields.amountTotalUpper!, '', 3.6)}${label(146, 102, 3.3, '（小写）')}${printed(159, 102, `¥${fields.amountTotal}`, '', 3.6)}
${downwards(9, 111, '备注', 6)}${label(20, 128, 3.2, '开票人：')}${printed(33, 128, '样例丙', '', 3.2)}${ovalSeal(105, 13, '全国统一发票', '监制章样例')}`
}

function digitalItems(lines: SampleInvoice['lines']): string {
  const heads: [number, string][] = [[28, '项目名称'], [62, '规格型号'], [82, '单 位'], [98, '数 量'], [118, '单 价'], [142, '金 额'], [166, '税率/征收率'], [192, '税 额']]
  const rows = lines.map((item, i) => {
    const y = 68.5 + i * 5.4
    return printed(8, y, item.name, '', 3.1) + printed(82, y, item.unit, middle, 3.1) + printed(102, y, item.quantity, right, 3.1) + printed(126, y, item.unitPrice, right, 3.1)
      + printed(150, y, item.amount, right, 3.1) + printed(170, y, item.taxRate, right, 3.1) + printed(202, y, item.tax, right, 3.1)
  })
  return heads.map(([x, head]) => label(x, 63, 3, head, brown, middle)).join('') + rows.join('')
}
