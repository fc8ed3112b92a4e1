/** The rows that 数电票 of some trades must carry: building, travel, leases, freight, tolls. */
import type { LineItem } from '../../src-shared/scan.ts'
import { Names } from '../names.ts'
import type { Random } from '../random.ts'
import type { SampleSet, SampleVoucher } from '../voucher.ts'
import type { DigitalLayout, ItemColumn } from './digital-layouts.ts'
import type { Goods } from './goods.ts'
import type { Pen } from './pen.ts'
import type { RowShape, VatContent } from './vat-content.ts'

export interface SpecialRows {
  /** Printed beside the QR code. */
  mark: string
  mostRows: number
  goods: readonly Goods[]
  shape: RowShape
  /** Instead of the plain columns. */
  columns?(layout: DigitalLayout): ItemColumn[]
  /** A second table below the items; @returns the y it ends at */
  extra?(form: Pen, ink: Pen, layout: DigitalLayout, y: number, cells: string[][]): number
  /** The trade's own values, a row of cells for each item, what it must note, and which fields that prints. */
  details(random: Random, content: VatContent): { cells: string[][]; remarks: string[]; fields: SampleVoucher['fields'] }
}

interface Places { regions: string[]; sites: string[]; plates: string[]; cities: string[]; deeds: string[] }

const places: Record<SampleSet, Places> = {
  tuning: {
    regions: ['滇中省云州市城东区', '闽东省海岚市白鹭区'], sites: ['实验小学运动场改造', '第七中学食堂屋面维修', '图书馆消防管网更换', '疾控中心实验室装修', '血液中心业务楼外墙保温', '河道管理处泵站机房改建', '老年大学电梯加装'], plates: ['滇A', '闽D'],
    cities: ['云州市', '临江市', '石门县', '青浦镇', '海岚市', '东屿市', '沙汀县', '崇安区'], deeds: ['滇（2019）不动产权第', '闽（2019）不动产权第'],
  },
  'held-out': {
    regions: ['秦中省渭川市柳林区', '陇北省朔宁市兴业街道'], sites: ['博物馆展厅粉刷', '初级中学围墙重建', '统计局办公楼防水'], plates: ['陕C', '宁B', '湘K'],
    cities: ['渭川市', '朔宁市', '芦荡县', '永泰市', '杏花岭镇'], deeds: ['秦（2021）渭川市不动产权第', '陇（2017）朔宁市不动产权第'],
  },
}

export function plateOf(random: Random, set: SampleSet): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  return random.pick(places[set].plates) + (random.next() < 0.3 ? `D${random.digits(5)}` : random.pick([...letters]) + random.digits(4))
}

export function specialRows(set: SampleSet): readonly SpecialRows[] {
  return [building(set), travel(set), lease(set), freight(set)]
}

const onlyGoods = (name: string, lowYuan: number, highYuan: number, ratePercent: number, unit = ''): Goods => ({ name, specs: [], unit, lowFen: lowYuan * 100, highFen: highYuan * 100, ratePercent })

/** Columns at shares of the frame's width; the last three are amount, rate and tax. */
function columnsAt(layout: DigitalLayout, columns: readonly [head: string, value: ItemColumn['value'], end: number][], field?: Partial<Record<string, ItemColumn['field']>>): ItemColumn[] {
  const width = layout.right - layout.left
  return columns.map(([head, value, end], i) => {
    const from = layout.left + width * (columns[i - 1]?.[2] ?? 0) + 0.6
    const to = layout.left + width * end - 0.6
    const isFigure = i >= columns.length - 3
    const is = i === columns.length - 3 ? 'amount' as const : i === columns.length - 1 ? 'tax' as const : undefined
    return {
      head, x: isFigure ? to : from, align: isFigure ? 'end' : 'start', value, valueAlign: { at: isFigure ? to : from, align: isFigure ? 'end' : 'start' }, roomMm: to - from,
      ...(isFigure ? {} : { wraps: 0 }), ...(is ? { is } : {}), ...(field?.[head] ? { field: field[head] } : {}),
    }
  })
}

const amountOf = (item: LineItem) => item.amount
const rateOf = (item: LineItem) => item.taxRate
const taxOf = (item: LineItem) => item.tax

function building(set: SampleSet): SpecialRows {
  const { regions, sites } = places[set]
  return {
    mark: '建筑服务', mostRows: 2, shape: 'amounts',
    goods: set === 'tuning' ? [onlyGoods('*建筑服务*工程服务', 8000, 90_000, 9), onlyGoods('*建筑服务*修缮服务', 2000, 30_000, 3), onlyGoods('*建筑服务*安装服务', 6000, 70_000, 9), onlyGoods('*建筑服务*装饰服务', 3000, 40_000, 3), onlyGoods('*建筑服务*其他建筑服务', 5000, 60_000, 9), onlyGoods('*建筑服务*劳务分包款', 4000, 50_000, 3)] : [onlyGoods('*建筑服务*工程款', 5000, 80_000, 9), onlyGoods('*建筑服务*维修工程', 2000, 20_000, 3)],
    columns: (layout) => columnsAt(layout, [
      ['项目名称', (item) => item.name, 0.2], ['建筑服务发生地', (_, cells) => cells[0], 0.42], ['建筑项目名称', (_, cells) => cells[1], 0.64], ['金额', amountOf, 0.77], ['税率/征收率', rateOf, 0.88], ['税额', taxOf, 0.997],
    ]),
    details: (random, { lineItems }) => ({ cells: lineItems.map(() => [random.pick(regions), random.pick(sites)]), remarks: [`土地增值税项目编号：${random.digits(12)}`, '跨地（市）标志：否'], fields: {} }),
  }
}

function lease(set: SampleSet): SpecialRows {
  const { regions, deeds } = places[set]
  return {
    mark: '不动产经营租赁服务', mostRows: 1, shape: 'no-spec',
    goods: [...(set === 'tuning' ? [onlyGoods('*经营租赁*房屋租金', 30, 90, 9, '平方米'), onlyGoods('*经营租赁*场地租赁费', 30, 90, 5, '平方米'), onlyGoods('*经营租赁*办公用房租赁费', 25, 110, 9, '平方米')] : [onlyGoods('*经营租赁*房租', 20, 80, 9, '平方米')])],
    columns: (layout) => columnsAt(layout, [
      ['项目名称', (item) => item.name, 0.18], ['产权证书/不动产权证号', (_, cells) => cells[0], 0.4], ['面积单位', (item) => item.unit, 0.5], ['数量', (item) => item.quantity, 0.58], ['单价', (item) => item.unitPrice, 0.7], ['金额', amountOf, 0.8], ['税率/征收率', rateOf, 0.9], ['税额', taxOf, 0.997],
    ]),
    details: (random, { lineItems }) => ({
      cells: lineItems.map(() => [`${random.pick(deeds)}${random.digits(7)}号`]),
      remarks: [`不动产地址：${random.pick(regions)}${new Names(random, set).address().replace(/^.*?市/, '')}`, `租赁期起止：2026-01-01 2026-${random.pick(['03-31', '06-30', '12-31'])}`, '跨地（市）标志：否'], fields: {},
    }),
  }
}

function travel(set: SampleSet): SpecialRows {
  const { cities } = places[set]
  return {
    mark: '旅客运输服务', mostRows: 2, shape: 'all', goods: (set === 'tuning' ? ['*运输服务*客运服务费', '*运输服务*旅客运输费', '*运输服务*代订车服务费'] : ['*运输服务*网约车服务费']).map((name) => onlyGoods(name, 12, 160, 3, '次')),
    extra: printBelow(['出行人', '有效身份证件号', '出行日期', '出发地', '到达地', '等级', '交通工具类型'], [0.01, 0.11, 0.33, 0.47, 0.6, 0.74, 0.84]),
    details: (random, { lineItems, fields }) => ({
      cells: lineItems.map(() => {
        const from = random.pick(cities)
        return [new Names(random, set).person(), `53${random.digits(8)}********`, fields.date!, from, random.pick(cities.filter((city) => city !== from)), random.pick(['', '经济型', '舒适型']), random.pick(['出租车', '网约车', '客车'])]
      }), remarks: [], fields: {},
    }),
  }
}

/** What was carried by which lorry from where to where. */
function freight(set: SampleSet): SpecialRows {
  const { cities } = places[set]
  return {
    mark: '货物运输服务', mostRows: 2, shape: 'all', goods: [onlyGoods(set === 'tuning' ? '*运输服务*国内道路货物运输服务' : '*运输服务*货物运输费', 300, 4800, 9, '车')],
    extra: printBelow(['运输工具种类', '运输工具牌号', '起运地', '到达地', '运输货物名称'], [0.02, 0.22, 0.42, 0.6, 0.78], { 1: 'plateNumber' }),
    details: (random, { lineItems }) => {
      const plateNumber = plateOf(random, set)
      const from = random.pick(cities)
      return { cells: lineItems.map(() => ['公路运输', plateNumber, from, random.pick(cities.filter((city) => city !== from)), random.pick(set === 'tuning' ? ['实验台柜', '救灾帐篷', '课桌椅'] : ['办公家具', '书籍', '电脑'])]), remarks: [], fields: { plateNumber } }
    },
  }
}

/** A second table, one row for each item; its columns begin at shares of the frame's width. */
function printBelow(heads: readonly string[], shares: readonly number[], fields: Partial<Record<number, ItemColumn['field']>> = {}): NonNullable<SpecialRows['extra']> {
  return (form, ink, layout, top, cells) => {
    const at = shares.map((share) => layout.left + share * (layout.right - layout.left))
    let y = top + 2
    heads.forEach((head, i) => form.write(at[i]!, y, head, { sizeMm: 2.9 }))
    for (const row of cells) {
      y += layout.stepMm
      row.forEach((cell, i) => ink.write(at[i]!, y, cell, { sizeMm: 2.9, ...(fields[i] ? { field: fields[i] } : {}) }))
    }
    return y + layout.stepMm
  }
}

/** Tolls on 数电票: a plate and the days of the journey in each row. */
export function tollRows(set: SampleSet): SpecialRows {
  return {
    mark: '通行费', mostRows: 3, shape: 'amounts', goods: tollGoods,
    columns: (layout) => columnsAt(layout, [
      ['项目名称', (item) => item.name, 0.23], ['车牌号', (_, cells) => cells[0], 0.36], ['类型', (_, cells) => cells[1], 0.45], ['通行日期起', (_, cells) => cells[2], 0.58], ['通行日期止', (_, cells) => cells[3], 0.71], ['金额', amountOf, 0.8], ['税率/征收率', rateOf, 0.91], ['税额', taxOf, 0.997],
    ], { 车牌号: 'plateNumber' }),
    details: (random, content) => tollDetails(random, content, set),
  }
}

export const tollGoods: readonly Goods[] = [onlyGoods('*经营租赁*通行费', 8, 190, 3)]

export function tollDetails(random: Random, { lineItems, fields }: VatContent, set: SampleSet): ReturnType<SpecialRows['details']> {
  const plateNumber = plateOf(random, set)
  const type = random.pick(['客车', '货车', '一型客车'])
  return {
    fields: { plateNumber }, remarks: [],
    cells: lineItems.map(() => {
      const day = `${fields.date!.slice(0, 8)}${String(random.integer(1, Number(fields.date!.slice(8)))).padStart(2, '0')}`.replaceAll('-', '')
      return [plateNumber, type, day, day]
    }),
  }
}
