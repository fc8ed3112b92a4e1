/** Tickets and receipts of the road: taxis, coaches, toll roads. */
import type { LabelledPage } from '../find-values.ts'
import { partOf } from '../page-text.ts'
import { day, pattern, plate, timeOfDay } from '../shapes.ts'
import { add, addNumbersAtHead, anywhere, codes, type Family, type FoundFields, readIn, yuan } from './family.ts'

export const taxi: Family = {
  labels: {
    ...codes, plateNumber: ['车号', '车牌号', '车牌'], date: ['日期', '乘车日期'], boardingTime: ['上车', '上车时间', '上车时刻'], alightingTime: ['下车', '下车时间', '下车时刻'], distance: ['里程', '计程里程', '总里程', '行驶里程', '载客里程'],
    amountTotal: ['金额', '实收金额', '总金额', '合计金额', '应收金额'], time: ['时间', '乘车时间'], stop: ['单价', '等候', '等候时间', '状态', '证号', '电话', '卡号', '原额', '余额', '监督电话', '燃油附加费', '公司', '工号', '低速'],
  },
  linesBelow: 1,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.plateNumber) add(found, 'plateNumber', anywhere(form, plate, 0.7))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    const range = pattern(/((?:[01]?\d|2[0-3]) ?[:;] ?[0-5]\d) ?[-—~至] ?(?:[01]?\d|2[0-3]) ?[:;] ?[0-5]\d/)
    for (const piece of form.page.pieces) {
      const both = readIn([piece], range, 1)[0]
      if (!both) continue
      const times = [...piece.text.matchAll(/\d{1,2} ?[:;] ?\d{2}/g)].map((match) => readIn([partOf(piece, match.index, match.index + match[0].length)], timeOfDay, 0.75)[0])
      if (times[0]) add(found, 'boardingTime', [times[0]])
      if (times[1]) add(found, 'alightingTime', [times[1]])
    }
  },
}

const busOrToll = { stop: ['检票口', '检票', '监制', '收费员', '车型', '车类', '入口时间', '出口时间', '通行时间', '存根', '车种', '客票', '身份证', '保险', '备注', '工号', '轴数', '车牌'] } as const

export const bus: Family = {
  labels: { ...codes, ...busOrToll, date: ['乘车日期', '发车日期', '开车日期', '日期', '开票日期'], fromStation: ['始发站', '起点站', '发站', '上车站', '乘车站', '起站', '起点', '始发'], toStation: ['终点站', '到站', '到达站', '终到站', '下车站', '止站', '终点', '到达'], amountTotal: ['票价', '金额', '全价', '合计'], boardingTime: ['发车时间', '开车时间', '乘车时间', '时间'], passengerName: ['旅客姓名', '姓名', '乘车人', '旅客'], seat: ['座号', '座位号', '座位'], trainNumber: ['车次', '班次'], plateNumber: ['车牌号', '车号'] },
  shapes: { trainNumber: pattern(/^ ?([A-Z]{0,3}\d{1,6})/), seat: pattern(/^ ?(\d{1,3}[A-F]?号?)/) },
  linesBelow: 2,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    addRoute(form, found)
    if (!found.amountTotal) add(found, 'amountTotal', anywhere(form, yuan, 0.7))
  },
}

export const toll: Family = {
  labels: { ...codes, ...busOrToll, date: ['通行日期', '日期', '开票日期', '通行时间', '出口时间'], fromStation: ['入口站', '入口', '入口收费站', '入站', '起点'], toStation: ['出口站', '出口', '出口收费站', '出站', '终点', '收费站'], amountTotal: ['金额', '收费金额', '通行费', '通行费金额', '实收金额', '合计'], plateNumber: ['车牌号', '车牌', '车号'], amountTotalUpper: ['大写'] },
  linesBelow: 2,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.date) add(found, 'date', anywhere(form, day, 0.7))
    addRoute(form, found)
    if (!found.amountTotal) add(found, 'amountTotal', anywhere(form, yuan, 0.7))
  },
}

/** "云州客运站 至 青龙站", an arrow or a dash between two names, in one piece or in three. */
function addRoute(form: LabelledPage, found: FoundFields): void {
  if (found.fromStation && found.toStation) return
  const [name, between] = ['[\\u4e00-\\u9fff](?: ?[\\u4e00-\\u9fff]){1,9}', '(?:至|到|→|—+|-+>?|=+>?|～|~|一)']
  const route = new RegExp(`^(${name}?) ?${between} ?(${name})$`)
  for (const row of form.page.rows()) {
    const middle = row.findIndex((piece) => new RegExp(`^${between}$`).test(piece.text))
    const options = [...(row[middle - 1] && row[middle + 1] ? [[row[middle - 1]!, row[middle]!, row[middle + 1]!]] : []), ...row.map((piece) => [piece])]
    for (const parts of options) {
      const match = route.exec(parts.map((part) => part.text).join(' '))
      if (!match || form.opensWithLabel(parts[0]!)) continue
      for (const [field, group] of [['fromStation', 1], ['toStation', 2]] as const) {
        const value = match[group]!.replace(/ /g, '')
        if (!found[field]) add(found, field, readIn(parts.length === 3 ? [parts[group === 1 ? 0 : 2]!] : parts, (text) => ({ value, start: Math.max(0, text.indexOf(match[group]!)), end: text.indexOf(match[group]!) + match[group]!.length, fit: 1 }), 0.65))
      }
    }
  }
}
