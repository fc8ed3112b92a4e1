/** Tickets and receipts of the road: taxis, coaches, toll roads. */
import type { LabelledPage } from '../find-values.ts'
import { partOf, type Piece } from '../page-text.ts'
import { day, pattern, plate, type Shape, timeOfDay } from '../shapes.ts'
import { add, addNumbersAtHead, anywhere, type Family, type FoundFields, orElse, readIn, unnamed, largestSum } from './family.ts'
import { codes } from './words.ts'

export const taxi: Family = {
  labels: {
    ...codes, plateNumber: ['车号', '车牌号', '车牌', '车牌号码', '车辆号'], date: ['日期', '乘车日期', '运营日期', '上车日期'], boardingTime: ['上车', '上车时间', '上车时刻', '上客时间', '开始时间', '起始时间', '上客'], alightingTime: ['下车', '下车时间', '下车时刻', '下客时间', '结束时间', '终止时间', '下客'], distance: ['里程', '计程里程', '总里程', '行驶里程', '载客里程', '计费里程', '路程'],
    amountTotal: ['金额', '实收金额', '总金额', '合计金额', '应收金额', '实收', '合计', '总计', '车费', '应付金额', '实付金额'], time: ['时间', '乘车时间', '上下车时间', '起止时间'], stop: ['单价', '每公里', '每公里单价', '等候', '等候时间', '状态', '证号', '电话', '卡号', '原额', '余额', '监督电话', '燃油附加费', '公司', '工号', '低速'],
  },
  linesBelow: 1,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.plateNumber) add(found, 'plateNumber', anywhere(form, plate, unnamed))
    if (!found.date) add(found, 'date', anywhere(form, day, unnamed))
    addRide(form, found)
    orElse(found, 'amountTotal', largestSum(form, 0.6))
  },
}

/** Getting in and out without a label for each: two times in one line, or two lines that are times alone. */
function addRide(form: LabelledPage, found: FoundFields): void {
  const time = /(?<![\d:])\d{1,2} ?[:;时] ?\d{2}(?: ?[:;分] ?\d{2})?(?![\d:])/g
  const timesOf = (piece: Piece) => [...piece.text.matchAll(time)].map((match) => partOf(piece, match.index, match.index + match[0].length))
  // Waiting is a time as well.
  const isWaiting = (piece: Piece) => [piece, ...form.page.rowOf(piece)].some(({ text }) => /等候|低速|等待|状态|时长/.test(text))
  const own = form.page.pieces.filter((piece) => !isWaiting(piece))
  const pairs = [...own.map(timesOf), ...form.page.rows().map((row) => row.filter((piece) => own.includes(piece)).flatMap(timesOf)), own.filter((piece) => /^[\d:; -]+$/.test(piece.text)).toSorted((a, b) => a.top - b.top).flatMap(timesOf)].filter((times) => times.length === 2)
  for (const [on, off] of pairs) {
    orElse(found, 'boardingTime', readIn([on!], timeOfDay, 0.6))
    orElse(found, 'alightingTime', readIn([off!], timeOfDay, 0.6))
  }
}

const busOrToll = { route: ['行驶路段', '收费路段', '途经路段', '通行线路', '行车区间', '通行路段', '路段', '区间', '乘车区间', '行驶区间', '通行区间', '路线', '线路', '起讫站', '起止站', '起讫地点', '行程', '站名', '入口/出口', '入/出口', '起止地点', '入口-出口'], stop: ['检票口', '检票', '监制', '收费员', '车型', '车类', '入口时间', '入站时间', '出口时间', '通行时间', '存根', '车种', '客票', '身份证', '身份证号', '保险', '备注', '工号', '轴数', '轴重', '总重', '支付方式', '操作员', '班次号', '车道', '票种', '站务费', '燃油费'] } as const

export const bus: Family = {
  labels: { ...codes, ...busOrToll, date: ['乘车日期', '发车日期', '开车日期', '日期', '开票日期', '发车时间', '乘车时间', '开车时间'], fromStation: ['始发站', '起点站', '发站', '上车站', '乘车站', '起站', '起点', '始发', '出发站', '出发地', '始发地', '上车地点', '自', '由', '从', '上车点', '起始站', '始站'], toStation: ['终点站', '到站', '到达站', '终到站', '下车站', '止站', '终点', '到达', '目的站', '目的地', '到达地', '下车地点', '至', '到', '下车点', '终止站', '讫站', '抵达站'], amountTotal: ['票价', '金额', '全价', '合计', '票款', '总金额', '实收', '合计金额'], boardingTime: ['发车时间', '开车时间', '乘车时间', '时间'], passengerName: ['旅客姓名', '姓名', '乘车人', '旅客', '乘客', '乘客姓名', '实名'], seat: ['座号', '座位号', '座位'], trainNumber: ['车次', '班次'], plateNumber: ['车牌号', '车号'] },
  shapes: { trainNumber: pattern(/^ ?([A-Z]{0,3}\d{1,6})/), seat: pattern(/^ ?(\d{1,3}[A-F]?号?)/) },
  linesBelow: 2,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.date) add(found, 'date', anywhere(form, day, unnamed))
    addRoute(form, found)
    orElse(found, 'amountTotal', largestSum(form, unnamed))
  },
}

export const toll: Family = {
  labels: { ...codes, ...busOrToll, date: ['通行日期', '日期', '开票日期', '通行时间', '出口时间', '收费时间', '收费日期', '时间', '交易时间', '交易日期', '出站时间', '驶出时间', '缴费时间', '打印时间', '收费时刻'], fromStation: ['入口站', '入口', '入口收费站', '入站', '起点', '入口站名', '入口名称', '进口', '驶入站', '入', '入站名', '入口收费站名', '入口站点', '上道口', '入口地点', '起始站', '起点站', '入站口', '由', '始', '进站', '上站', '驶入', '进站口', '上路站', '入口站名称', '驶入收费站', '进口站', '始站'], toStation: ['出口站', '出口', '出口收费站', '出站', '终点', '出口站名', '出口名称', '驶出站', '出', '出站名', '出口收费站名', '出口站点', '下道口', '出口地点', '终点站', '终止站', '出站口', '至', '下站', '驶出', '下路站', '出口站名称', '驶出收费站', '讫', '终', '止', '讫站', '到站'], amountTotal: ['金额', '收费金额', '通行费', '通行费金额', '实收金额', '合计', '收费额', '应收金额', '实收', '票面金额', '总金额', '收款金额', '应收', '交易金额', '实付金额', '扣款金额', '应交金额', '缴费金额', '收费', '收费合计'], plateNumber: ['车牌号', '车牌', '车号', '车牌号码', '车牌照', '车辆牌照'], amountTotalUpper: ['大写'] },
  linesBelow: 2,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.date) add(found, 'date', anywhere(form, day, unnamed))
    addRoute(form, found)
    addGates(form, found)
    orElse(found, 'plateNumber', anywhere(form, plate, 0.6))
    orElse(found, 'amountTotal', largestSum(form, 0.61))
  },
}

const place = '[\\u4e00-\\u9fff][\\u4e00-\\u9fff（）()]{0,11}'
const sign = '(?:至|[→⇒➔➝▶►>]+|—+>?|-+>?|=+>?|～|~)'
const between = ` ?(?:${sign}|到|一|/) ?`
/** "云州客运站 至 青龙站": what stands before and what behind. */
const route = new RegExp(`(?:^|[ :])[(（]?(?:自|由|从)? ?(${place}?)${between}(${place}?)[)）]?$`)

function partOfRoute(group: 1 | 2): Shape {
  return (text) => {
    const match = route.exec(text)
    if (!match || match[1]!.length + match[2]!.length < 4) return null
    const start = group === 1 ? text.indexOf(match[1]!) : text.lastIndexOf(match[2]!)
    // 到 and what is read for a dash occur in names as well.
    return { value: match[group]!, start, end: start + match[group]!.length, fit: new RegExp(`${sign}`).test(match[0]) ? 1 : 0.8 }
  }
}

/** Two toll gates named in full: where one drove in, where one drove out. */
function addGates(form: LabelledPage, found: FoundFields): void {
  const gates = anywhere(form, pattern(/(?:^|[ :])([\u4e00-\u9fff]{2,8}(?:收费站|站))(?:$| )/), 0.5)
  if (gates.length !== 2) return
  orElse(found, 'fromStation', gates.slice(0, 1))
  orElse(found, 'toStation', gates.slice(1))
}

/** A route with an arrow, a dash or 至 between two names, in one piece, two or three, with or without a label. */
function addRoute(form: LabelledPage, found: FoundFields): void {
  const triples = form.page.rows().flatMap((row) => row.flatMap((piece, i) => (row[i - 1] && row[i + 1] && new RegExp(`^${between}$`).test(piece.text) ? [[row[i - 1]!, piece, row[i + 1]!]] : [])))
  const halves = form.page.rows().flatMap((row) => row.flatMap((piece, i) => (row[i + 1] && (new RegExp(`${sign}$`).test(piece.text) || new RegExp(`^${sign}`).test(row[i + 1]!.text)) ? [[piece, row[i + 1]!]] : [])))
  for (const [field, group] of [['fromStation', 1], ['toStation', 2]] as const) {
    const shape = partOfRoute(group)
    add(found, field, form.candidates('route', shape, 1))
    orElse(found, field, [...[...triples, ...halves].filter((parts) => !form.opensWithLabel(parts[0]!)).flatMap((parts) => readIn(parts, shape, 0.66)), ...anywhere(form, shape, 0.65, (piece) => !form.opensWithLabel(piece) && piece.text.length <= 20)])
  }
}
