/** Air tickets: 数电 itineraries and paper ones, heads above their values in Chinese and often in English too. */
import type { LabelledPage } from '../find-values.ts'
import type { Piece } from '../page-text.ts'
import { digits, firstOf, noPlace, pattern, type Shape, weaker } from '../shapes.ts'
import { add, anywhere, buyerOfETicket, eInvoiceNumber, type Family, flight, type FoundFields, largestSum, onlyOne, orElse, readIn, sole, unnamed } from './family.ts'
import { mindBothEnds, wayWithSign } from './journey.ts'
import { each, issueDays, sumWords } from './parties.ts'
import { routeWords } from './road-words.ts'

const stop = [
  '有效身份证件号码', '有效身份证件号码ID.NO.', '签注', '签注ENDORSEMENTS/RESTRICTIONS', '承运人', '承运人CARRIER', '座位等级', '座位等级CLASS', '等级', '舱位', '日期', '时间', '日期DATE', '时间TIME', '客票级别', '客票类别', '客票级别/客票类别', '客票级别/类别', '客票生效日期', '有效截止日期', '免费行李', '免费行李额',
  '票价', '票价FARE', '燃油附加费', '燃油附加费FUELSURCHARGE', '增值税税率', '民航发展基金', '其他税费', '其他税费OTHERTAXES', '验证码', '验证码CK.', '提示信息', '提示信息INFORMATION', '保险费', '保险费INSURANCE', '销售网点代号', '销售单位代号', '销售单位代号AGENTCODE', '填开单位', '填开单位ISSUEDBY', '国内国际标识', '开票状态', '售票单位代码', '机场建设费', '价税合计',
] as const
const journey = {
  passengerName: [...each(['旅客', '乘客', '乘机人', '乘机旅客', '乘机人员', '登机人'], ['', '姓名', '名称']), '旅客姓名NAMEOFPASSENGER', 'NAMEOFPASSENGER', '乘机人', '旅客', '姓名', '乘客姓名', 'PASSENGERNAME'], amountTotal: [...sumWords, '合计TOTAL', 'TOTAL', 'TOTALAMOUNT', 'GRANDTOTAL'], trainNumber: ['航班号', '航班号FLIGHT', '航班', 'FLIGHT', 'FLIGHTNO.', '航班号FLIGHTNO.', '航班编号', '航班班次', '航次'],
  fromStation: ['自FROM', '自:', '自', '始发地', '出发地', '起飞', '始发站', '出发', '出发城市', '起飞城市', '起飞机场', 'FROM', '始发', '从', '起点', '出发站'], toStation: ['至TO', '至:', '至', '目的地', '目的', '到达地', '到达', '目的站', '到达城市', '到达机场', 'TO', '到', '终点', '抵达', '到达站'], route: routeWords,
} as const
/** A city or airport, without terminal before it or its three-letter code behind it. */
const namedAirport = pattern(/^[ :]*(?:(?:自(?!贡)|至|由|从(?!化|江)|到) ?)?(?:T\d ?)?([\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){1,9})/)
const airport: Shape = (text) => {
  const shaped = namedAirport(text)
  return shaped && !noPlace.test(shaped.value) ? shaped : null
}
const shapes = { trainNumber: flight, fromStation: airport, toStation: airport }

export const airETicket: Family = {
  labels: { invoiceNumber: eInvoiceNumber, date: [...issueDays, '填开', '填开日期DATEOFISSUE'], ...buyerOfETicket, ...journey, amountTax: ['增值税税额', '增值税额', '税额'], ticket: ['电子客票号码', '电子客票号'], stop },
  shapes: { ...shapes, invoiceNumber: firstOf(digits(20), weaker(digits(18, 19, 21), 0.4)) }, linesBelow: 4,
  also: (form, found) => {
    orElse(found, 'invoiceNumber', anywhere(form, digits(20), 0.6))
    findFlight(form, found)
  },
}

const ticketNumber = pattern(/(?<!\d)(\d{3}[- ]?\d{10}|\d{11,13})(?!\d)/)

export const airItinerary: Family = {
  labels: { invoiceNumber: ['电子客票号码', '电子客票号码E-TICKETNO.', '电子客票号', '客票号码', '客票号', '票号', '机票号码', 'E-TICKETNO', 'E-TICKETNO.', 'TICKETNO.', '电子客票号码E-TICKETNUMBER', '电子客票号E-TICKETNO.'], date: [...issueDays, '填开', '填开日期DATEOFISSUE', 'DATEOFISSUE', 'ISSUEDATE', 'ISSUEDON', 'DATEOFISSUE/填开日期'], ...journey, checkCode: ['验证码', '验证码CK.'], serial: ['印刷序号', '印刷序号SERIALNUMBER', '印刷号码'], stop },
  shapes: { ...shapes, invoiceNumber: ticketNumber, checkCode: pattern(/^[ :]*(\d{4})(?!\d)/) }, linesBelow: 4,
  also: (form, found) => {
    if (!found.invoiceNumber) add(found, 'invoiceNumber', form.candidates('serial', ticketNumber, 1).map((one) => ({ ...one, rank: one.rank * 0.5 })))
    orElse(found, 'invoiceNumber', anywhere(form, pattern(/(?<!\d)(\d{3}[- ]\d{10}|\d{13})(?!\d)/), 0.6))
    findFlight(form, found)
  },
}

function findFlight(form: LabelledPage, found: FoundFields): void {
  orElse(found, 'trainNumber', onlyOne(anywhere(form, flight, unnamed)))
  // Of fare, taxes and their sum the sum is the largest.
  const sums = largestSum(form, unnamed)
  if (new Set(sums.map(({ value }) => value)).size > 1) orElse(found, 'amountTotal', sums)
  addCities(form, found)
  mindBothEnds(found)
}

/** A route; or two places in one row, or each in its own, with their three-letter codes below or beside them or with the flight's number in the row. */
function addCities(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  const way = wayWithSign(form)
  if (way) (['fromStation', 'toStation'] as const).forEach((field, i) => orElse(found, field, [way[i]!]))
  const isCode = (piece: Piece | undefined) => piece !== undefined && /^[(（]?[A-Z]{3}[)）]?$/.test(piece.text)
  const isPlace = (piece: Piece) => /^(?:T\d ?)?[\u4e00-\u9fff]{2,10}(?: ?T\d)?(?: ?[(（]?[A-Z]{3}[)）]?)?$/.test(piece.text) && !form.opensWithLabel(piece)
  const isCoded = (piece: Piece) => /[A-Z]{3}/.test(piece.text) || isCode(page.below(piece, 1.5)[0]) || isCode(page.rightOf(piece)[0])
  const allCoded = page.rows().flatMap((row) => row.filter((piece) => isPlace(piece) && isCoded(piece)))
  const addEnds = (from: Piece, to: Piece) => {
    const rank = allCoded.length === 2 && allCoded.includes(from) && allCoded.includes(to) ? sole : 0.6
    orElse(found, 'fromStation', readIn([from], airport, rank))
    orElse(found, 'toStation', readIn([to], airport, rank))
  }
  for (const row of page.rows()) {
    const places = row.filter(isPlace)
    const hasFlight = row.some((piece) => found.trainNumber?.some(({ boxPx }) => boxPx === piece.boxPx))
    const coded = places.filter(isCoded)
    const pair = coded.length >= 2 ? coded : hasFlight && places.length === 2 ? places : []
    if (pair.length < 2) continue
    addEnds(pair[0]!, pair.at(-1)!)
    return
  }
  if (allCoded.length === 2) addEnds(allCoded[0]!, allCoded[1]!)
}
