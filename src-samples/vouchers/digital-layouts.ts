/** Where 数电票 put what: several printings of each set. Millimetres from the top left. */
import type { LineItem } from '../../src-shared/scan.ts'
import type { FieldName } from '../../src-shared/voucher.ts'
import type { TextStyle } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'

type Align = NonNullable<TextStyle['align']>

export interface ItemColumn {
  head: string
  x: number
  align: Align
  /** What stands in it; `cells` are the trade's own values of the row. */
  value: (item: LineItem, cells: readonly string[]) => string | undefined
  valueAlign: { at: number; align: Align }
  roomMm: number
  /** Its text runs on in further lines, beginning so far from `x`. */
  wraps?: number
  is?: 'amount' | 'tax'
  field?: FieldName
}

export interface DigitalLayout {
  widthMm: number
  colour: string
  ink: string
  left: number
  right: number
  top: number
  partiesBottom: number
  sideMm: number
  /** Baselines of name and id. */
  partyYs: [number, number]
  title: { y: number; sizeMm: number; halfLineMm: number }
  titles: [special: string, normal: string]
  qr: [x: number, y: number, sizeMm: number]
  markY: number
  headX: number
  head: [label: string, y: number][]
  counter?: string
  dateForm?: (date: string) => string
  /** Banks, payee and checker stand in the remarks. */
  hasBankRemarks?: boolean
  labels: { buyer: string; seller: string; name: string; taxId: string; sum: string; total: string; small: string; drawer: string }
  columns: ItemColumn[]
  stepMm: number
  itemsLeastMm: number
  sumX: number
  sumsMm: number
  totalX: number
  smallX: number
  remarksLeastMm: number
}

/** Plain columns from their edges: the name wraps, figures end at the right. */
function plainColumns(edges: readonly number[], heads: readonly string[]): ItemColumn[] {
  const values: [ItemColumn['value'], Align][] = [
    [(item) => item.name, 'start'], [(item) => item.spec, 'start'], [(item) => item.unit, 'middle'], [(item) => item.quantity, 'end'],
    [(item) => item.unitPrice, 'end'], [(item) => item.amount, 'end'], [(item) => item.taxRate, 'end'], [(item) => item.tax, 'end'],
  ]
  return values.map(([value, align], i) => {
    const [from, to] = [edges[i]! + 0.6, edges[i + 1]! - 0.6]
    const middle = (from + to) / 2
    const headAlign: Align = i >= 5 && i !== 6 ? 'end' : 'middle'
    const column: ItemColumn = { head: heads[i]!, x: i === 0 ? from : headAlign === 'end' ? to : middle, align: i === 0 ? 'start' : headAlign, value, valueAlign: { at: align === 'start' ? from : align === 'end' ? to : middle, align }, roomMm: to - from }
    if (i === 0) column.wraps = 0.4
    if (i === 5) column.is = 'amount'
    if (i === 7) column.is = 'tax'
    return column
  })
}

const usual = { buyer: '购买方信息', seller: '销售方信息', name: '名称：', taxId: '统一社会信用代码/纳税人识别号：', sum: '合　　　计', total: '价税合计（大写）', small: '（小写）', drawer: '开票人：' }

export const digitalLayouts: Record<SampleSet, readonly DigitalLayout[]> = {
  tuning: [
    {
      widthMm: 210, colour: '#8c4a2f', ink: '#1d2440', left: 6, right: 204, top: 32, partiesBottom: 55, sideMm: 6, partyYs: [39.5, 49.5],
      title: { y: 16, sizeMm: 6.4, halfLineMm: 39 }, titles: ['电子发票（增值税专用发票）', '电子发票（普通发票）'], qr: [8, 6, 19], markY: 29, headX: 150, head: [['发票号码：', 14], ['开票日期：', 21]], labels: usual,
      columns: plainColumns([6.5, 48, 72, 84, 102, 124, 150, 174, 203.5], ['项目名称', '规格型号', '单 位', '数 量', '单 价', '金 额', '税率/征收率', '税 额']),
      stepMm: 4.9, itemsLeastMm: 36, sumX: 24, sumsMm: 9, totalX: 59, smallX: 146, remarksLeastMm: 18,
    },
    {
      widthMm: 215, colour: '#9a2b2b', ink: '#111111', left: 8, right: 207, top: 36, partiesBottom: 60, sideMm: 7, partyYs: [45, 55.5],
      title: { y: 19, sizeMm: 6.9, halfLineMm: 43 }, titles: ['电子发票（增值税专用发票）', '电子发票（普通发票）'], qr: [11, 8, 20], markY: 33, headX: 152, head: [['发票号码:', 15.5], ['开票日期:', 24]], counter: '下载次数：1',
      labels: { ...usual, name: '名称:', taxId: '统一社会信用代码/纳税人识别号:', sum: '合       计', total: '价税合计 (大写)', small: '(小写)', drawer: '开票人:' },
      columns: plainColumns([8.5, 55, 76, 90, 108, 131, 156, 179, 206.5], ['项目名称', '规格型号', '单 位', '数  量', '单  价', '金  额', '税率/征收率', '税  额']),
      stepMm: 4.5, itemsLeastMm: 40, sumX: 22, sumsMm: 8, totalX: 64, smallX: 152, remarksLeastMm: 21,
    },
    {
      widthMm: 208, colour: '#7b4b3a', ink: '#1a1a1a', left: 7, right: 201, top: 34, partiesBottom: 58.5, sideMm: 6.6, partyYs: [43.5, 53],
      title: { y: 17, sizeMm: 6.1, halfLineMm: 37 }, titles: ['电子发票（增值税专用发票）', '电子发票（普通发票）'], qr: [9, 9, 18], markY: 31, headX: 143, head: [['发票号码：', 16], ['开票日期：', 23.5]],
      labels: { ...usual, name: '名　称：', sum: '合　计', total: '价税合计（大写）' },
      columns: plainColumns([7.5, 44, 67, 80, 99, 123, 147, 172, 200.5], ['项目名称', '规格型号', '单位', '数量', '单价', '金额', '税率/征收率', '税额']),
      stepMm: 5.3, itemsLeastMm: 33, sumX: 20, sumsMm: 10, totalX: 56, smallX: 138, remarksLeastMm: 16,
    },
    {
      widthMm: 218, colour: '#5c5c5c', ink: '#000000', left: 10, right: 209, top: 38, partiesBottom: 61, sideMm: 5.6, partyYs: [46.2, 56],
      title: { y: 20, sizeMm: 7.2, halfLineMm: 45 }, titles: ['电子发票（增值税专用发票）', '电子发票（普通发票）'], qr: [13, 11, 17], markY: 35, headX: 158, head: [['发票号码：', 18], ['开票日期：', 26]], counter: '共1页 第1页',
      labels: { ...usual, name: '名 称 ：', taxId: '统一社会信用代码/纳税人识别号 ：', sum: '合 计', total: '价税合计（大写）', small: '（小写）', drawer: '开 票 人：' },
      columns: plainColumns([10.5, 60, 84, 96, 112, 136, 160, 184, 208.5], ['项目名称', '规格型号', '单 位', '数 量', '单 价', '金 额', '税率/征收率', '税 额']),
      stepMm: 4.7, itemsLeastMm: 42, sumX: 30, sumsMm: 8.5, totalX: 68, smallX: 160, remarksLeastMm: 24,
    },
    {
      widthMm: 210, colour: '#873227', ink: '#161616', left: 13, right: 197, top: 40, partiesBottom: 63.5, sideMm: 5, partyYs: [48, 58.5], hasBankRemarks: true,
      title: { y: 22, sizeMm: 5.6, halfLineMm: 33 }, titles: ['电子发票（增值税专用发票）', '电子发票（普通发票）'], qr: [14, 14, 16], markY: 36, headX: 145, head: [['发票号码：', 21], ['开票日期：', 29]], counter: '下载次数：2',
      labels: { ...usual, name: '名称:', taxId: '统一社会信用代码/纳税人识别号:', sum: '合        计', total: '价税合计(大写)', small: '(小写)', drawer: '开票人:' },
      columns: plainColumns([13.5, 47, 66, 76, 92, 114, 138, 164, 196.5], ['项目名称', '规格型号', '单位', '数量', '单价', '金额', '税率/征收率', '税额']),
      stepMm: 4.4, itemsLeastMm: 38, sumX: 26, sumsMm: 7.5, totalX: 52, smallX: 140, remarksLeastMm: 26,
    },
    {
      widthMm: 222, colour: '#a14a3b', ink: '#272b45', left: 5, right: 217, top: 35, partiesBottom: 62, sideMm: 8, partyYs: [44, 56], dateForm: (date) => `${date.slice(0, 4)} 年 ${date.slice(5, 7)} 月 ${date.slice(8)} 日`,
      title: { y: 18, sizeMm: 7.4, halfLineMm: 48 }, titles: ['电子发票(增值税专用发票)', '电子发票(普通发票)'], qr: [7, 6, 23], markY: 32, headX: 161, head: [['发票号码 :', 13], ['开票日期 :', 22]], counter: '第 1 页 共 1 页',
      labels: { ...usual, name: '名称 : ', taxId: '统一社会信用代码/纳税人识别号 : ', sum: '合　　　　　　　计', total: '价 税 合 计（大写）', small: '（小写） ', drawer: '开票人 : ' },
      columns: plainColumns([5.5, 52, 78, 91, 110, 136, 163, 188, 216.5], ['项目名称', '规格型号', '单  位', '数  量', '单  价', '金  额', '税率/征收率', '税  额']),
      stepMm: 5.4, itemsLeastMm: 48, sumX: 18, sumsMm: 11, totalX: 62, smallX: 158, remarksLeastMm: 20,
    },
  ],
  'held-out': [
    {
      widthMm: 210, colour: '#93412c', ink: '#0e0e10', left: 9, right: 201, top: 33, partiesBottom: 56.5, sideMm: 5.4, partyYs: [41.5, 51],
      title: { y: 17.5, sizeMm: 5.9, halfLineMm: 37 }, titles: ['电子发票（增值税专用发票）', '电子发票（普通发票）'], qr: [11, 7, 21], markY: 30, headX: 143.5, head: [['发票号码：', 16.5], ['开票日期：', 23]],
      labels: { ...usual, sum: '合        计', drawer: '开票人：' },
      columns: plainColumns([9.5, 50, 71, 81, 98, 121, 147, 172, 200.5], ['项目名称', '规格型号', '单  位', '数  量', '单  价', '金  额', '税率/征收率', '税  额']),
      stepMm: 4.6, itemsLeastMm: 39, sumX: 25, sumsMm: 8.4, totalX: 57, smallX: 144, remarksLeastMm: 22,
    },
  ],
}
