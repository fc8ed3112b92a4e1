/** Railway tickets, on paper and electronic: stations either side of the train, the passenger behind the masked id. */
import type { LabelledPage } from '../find-values.ts'
import { around, partOf, type Piece } from '../page-text.ts'
import { amount, asDigits, day, digits, firstOf, noPlace, pattern, personName, placeName, type Shape, timeOfDay, train, weaker } from '../shapes.ts'
import { add, anywhere, buyerOfETicket, eInvoiceNumber, type Family, type FoundFields, largestSum, onlyOne, orElse, type Reading, readIn, unnamed, yuan } from './family.ts'
import { fromAndTo, mindBothEnds, wayWithSign } from './journey.ts'
import { each, issueDays } from './parties.ts'
import { fromWords, routeWords, toWords } from './road-words.ts'

/** Two letters and eight digits at most, as railways number their tickets. */
const ticketNumber = pattern(/(?<![A-Za-z\d])([A-Z]\d{0,3}[A-Z]?\d{6,7}|\d{2,3}[A-Z]\d{6,7})(?![A-Za-z\d])/)
const place = (digit: string) => `(?<![A-Za-z\\d])((?:加?${digit}{1,2}) ?车(?:厢)? ?(?:${digit}{1,3} ?[A-F]? ?[号座]?(?: ?[上中下]铺?)?|无座|不对号))`
const clearSeat = pattern(new RegExp(place('\\d')))
const poorSeat = pattern(new RegExp(place('[\\dOolI]')))
/** Letters read for digits are put right, and then it is not sure. */
const seat: Shape = (text) => {
  const clear = clearSeat(text)
  const poor = clear ? null : poorSeat(text)
  return poor ? { ...poor, value: poor.value.replace(/[OolI]/g, asDigits), fit: 0.6 } : clear
}
const numberOfTrain = pattern(/(?<![A-Za-z\d])([GDCZTKLYSP] ?\d{1,4}) ?次/)
/** An id with stars in it, or one printed in full; not the long numbers of tickets. */
const maskedId = /(?<![\dA-Za-z])(?:\d{0,14}[*×•●]{2,12}[\dXx]{0,6}|\d{4,14}[xX]{2,12}[\dXx]{2,6}|\d{17}[\dXx])(?![\dA-Za-z])/
/** One whose stars were lost or read for figures. */
const poorId = /(?<![\dA-Za-z])\d{10,16}[\d*xX]{0,8}[\dXx]?(?![\dA-Za-z])/

/** A name of Han characters alone. */
const stationName: Shape = (text) => placeName(/^[^A-Za-z\d]*/.exec(text)![0].trimEnd())
const rideWords = {
  passengerName: ['旅客姓名', '乘车人', '姓名', '旅客', '乘客', '乘客姓名', '乘车人姓名', '乘车旅客', '乘坐人', 'PASSENGER', 'PASSENGERNAME', 'NAME', 'NAMEOFPASSENGER'],
  fromStation: fromWords, toStation: toWords, route: routeWords,
  trainNumber: ['车次', '列车', '列车车次', '乘坐车次', '列车号', '车次号', 'TRAIN', 'TRAINNO.', 'TRAINNUMBER'],
  boardingTime: each(['开车', '发车', '出发', '开', '始发', '乘车', '发'], ['时间', '时刻', '点']),
  otherDay: [...issueDays, '售票'],
  seat: ['席位', '座位', '座号', '座位号', '席位号', '座席号', '车厢席位', '车厢及席位号', '车厢座位', '车厢/席位', '车厢席位号', '车厢座位号', '车座号', 'SEAT', 'SEATNO.', 'COACH/SEAT'],
  stop: ['检票', '检票口', '限乘', '买票请到', '仅供报销', '身份证', '身份证号', '身份证件', '证件号码', '有效证件', '有效证件号码', '席别', '席位等级', '座席', '坐席', '座席等级', '车厢', '票种', '票号', '电子客票号', '始发改签', '原票价', '退票', '国家税务总局', '售票处', '售票窗口', '到达时间', '到站时间', '到点'],
} as const
const fares = ['票价', '全价', '票款', '票面价', '票面金额', '实付票价', '实收票价', '退票费', '改签费', '退票费用', '价税合计', '合计', '金额', 'FARE', 'PRICE', 'TICKETPRICE']
const rideShapes = { fromStation: stationName, toStation: stationName, trainNumber: train, seat }

export const railETicket: Family = {
  labels: { invoiceNumber: eInvoiceNumber, date: [...issueDays, '填开'], ...buyerOfETicket, amountTotal: fares, amountTax: ['税额'], ...rideWords, otherDay: [] },
  shapes: { ...rideShapes, invoiceNumber: firstOf(digits(20), weaker(digits(18, 19, 21), 0.4)), amountTotal: amount, date: day },
  linesBelow: 1,
  also: (form, found) => {
    orElse(found, 'invoiceNumber', anywhere(form, digits(20), 0.6))
    findJourney(form, found)
  },
}

export const trainTicket: Family = {
  labels: { date: ['乘车日期', '乘车日', '发车日期', '开车日期', '出发日期', '车票日期', '乘坐日期', '日期', 'DATE'], amountTotal: fares, ...rideWords },
  shapes: { ...rideShapes, amountTotal: yuan },
  linesBelow: 1,
  also: (form, found) => {
    const isHead = (piece: Piece) => piece.top < form.page.top + 0.3 * (form.page.bottom - form.page.top)
    add(found, 'invoiceNumber', [...anywhere(form, ticketNumber, 0.95, isHead), ...onlyOne(anywhere(form, ticketNumber, unnamed, (piece) => !isHead(piece)))])
    const isIssue = (piece: Piece) => [piece, ...form.page.rowOf(piece)].some(({ text }) => /售票|出票|制票|打印|取票|开具/.test(text))
    orElse(found, 'date', [...anywhere(form, day, 0.9, (piece) => !isIssue(piece)), ...anywhere(form, day, 0.6, isIssue)])
    findJourney(form, found)
  },
}

/** Stations either side of the train's number; passenger after the masked id; seat and fare by their look. */
function findJourney(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  orElse(found, 'trainNumber', [...anywhere(form, numberOfTrain, 0.9), ...anywhere(form, weaker(train, 1), 0.9, (piece) => /^[GDCZTKLYSP] ?\d{1,4} ?次?$/.test(piece.text) || /站 ?[GDCZTKLYSP]?\d{1,4}/.test(piece.text)), ...anywhere(form, train, 0.7, (piece) => /^[GDCZTKLYSP]?\d{1,4} ?次$|^[GDCZTKLYSP]\d{1,4}/.test(piece.text))])
  addStations(form, found)
  orElse(found, 'seat', anywhere(form, seat, 0.9))
  orElse(found, 'seat', page.pieces.flatMap((piece) => readIn([piece, ...page.rightOf(piece).slice(0, 1)], seat, 0.7)))
  orElse(found, 'amountTotal', largestSum(form, 0.8))
  orElse(found, 'amountTotal', page.pieces.filter((piece) => /^[¥Y羊]$/.test(piece.text)).flatMap((piece) => readIn([piece, ...page.rightOf(piece).slice(0, 1)], yuan, 0.8)))
  orElse(found, 'boardingTime', anywhere(form, timeOfDay, 0.8, (piece) => /开|\d ?日/.test(piece.text) || page.rightOf(piece)[0]?.text.startsWith('开') === true))
  addPassenger(form, found)
}

/** The passenger stands beside the masked id, behind it or before it, or in the next row. */
function addPassenger(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  const clear = page.matching(maskedId)
  for (const piece of clear.length > 0 ? clear : page.matching(poorId)) {
    const [id, trust] = clear.length > 0 ? [maskedId, 1] as const : [poorId, 0.6] as const
    const match = id.exec(piece.text)!
    const ownParts = [partOf(piece, match.index + match[0].length, piece.text.length), partOf(piece, 0, match.index)].filter((part) => part !== piece && part.text.trim() !== '')
    for (const part of ownParts) add(found, 'passengerName', readIn([part], personName, 0.95 * trust))
    const row = page.rowOf(piece)
    const beside = [row.filter((other) => other.left > piece.left)[0], row.filter((other) => other.left < piece.left).at(-1)].filter((other) => other !== undefined)
    for (const other of beside) add(found, 'passengerName', readIn([other], alone, trust * (0.95 - nearness(piece, other, page.lineHeightPx))))
    const near = page.pieces.filter((other) => !row.includes(other) && other !== piece && Math.abs(other.top - piece.top) < 3 * page.lineHeightPx && other.left < piece.right && other.right > piece.left - page.lineHeightPx)
    add(found, 'passengerName', onlyOne(near.filter((other) => !form.opensWithLabel(other)).flatMap((other) => readIn([other], alone, unnamed))))
  }
}

/** A name that is all there is in its line. */
const alone: typeof personName = (text) => {
  const name = personName(text)
  return name && name.end >= text.length - 1 && name.value.length <= 6 ? name : null
}

const nearness = (a: Piece, b: Piece, height: number) => Math.min(0.15, (0.004 * Math.max(0, b.left - a.right, a.left - b.right)) / height)

/**
 * Where no labels name both: the two names of one row that end in 站, 站 joined to its name where it is set apart; two names
 * with a sign between; two that are spelt again in Latin letters; what flanks the train's number. One of two is believed of none.
 */
function addStations(form: LabelledPage, found: FoundFields): void {
  const [from, to] = [found.fromStation?.[0], found.toStation?.[0]]
  const isNamed = from && to && from.value !== to.value
  const isSurelyNamed = isNamed && from.rank > 0.62 && to.rank > 0.62
  const pair = isSurelyNamed ? null : fromAndTo(form) ?? inOneRow(form) ?? wayWithSign(form) ?? speltTwice(form) ?? (isNamed ? null : besideNumber(form, found) ?? inTwoRows(form))
  if (pair) [found.fromStation, found.toStation] = [[pair[0]], [pair[1]]]
  mindBothEnds(found)
}

type Ends = [Reading, Reading]

function inOneRow(form: LabelledPage): Ends | null {
  const best = form.page.rows().map((row) => stationsIn(row.filter((piece) => !isLabel(form, piece)))).find((stations) => stations.length >= 2)
  return best ? [{ ...best[0]!, rank: 0.9 }, { ...best.at(-1)!, rank: 0.9 }] : null
}

/** Each in its own row: their order on the page is all that tells them apart. */
function inTwoRows(form: LabelledPage): Ends | null {
  const all = form.page.rows().flatMap((row) => stationsIn(row.filter((piece) => !isLabel(form, piece) && /^[\u4e00-\u9fff ]{2,8}站$|^站$/.test(piece.text))))
  return all.length === 2 ? [{ ...all[0]!, rank: 0.6 }, { ...all[1]!, rank: 0.6 }] : null
}

const isLabel = (form: LabelledPage, piece: Piece) => form.opensWithLabel(piece) || noPlace.test(piece.text.replace(/ /g, ''))
const isName = (form: LabelledPage) => (piece: Piece) => /^[\u4e00-\u9fff]{2,6}$/.test(piece.text.replace(/ /g, '')) && !isLabel(form, piece)
const readingOf = (piece: Piece, rank: number): Reading => ({ value: piece.text.replace(/ /g, ''), score: piece.score, boxPx: piece.boxPx, rank })

/** 云州 over Yunzhou, twice in one row. */
function speltTwice(form: LabelledPage): Ends | null {
  const isSpelt = (piece: Piece) => /^[A-Z][a-z]+(?: ?[A-Z]?[a-z]+)*$|^[A-Z]{5,}$/.test(form.page.below(piece, 1)[0]?.text ?? '')
  const pair = form.page.rows().map((row) => spacedNames(row).filter(isName(form)).filter(isSpelt)).find((names) => names.length === 2)
  return pair ? [readingOf(pair[0]!, 0.85), readingOf(pair[1]!, 0.85)] : null
}

function besideNumber(form: LabelledPage, found: FoundFields): Ends | null {
  const { page } = form
  const number = page.pieces.find((piece) => found.trainNumber?.some((reading) => reading.boxPx === piece.boxPx) || /^[GDCZTKLYSP] ?\d{1,4} ?次?$/.test(piece.text))
  if (!number) return null
  const all = spacedNames(page.rowOf(number))
  const left = all.filter((piece) => piece.right < (number.left + number.right) / 2).at(-1)
  const right = all.find((piece) => piece.left > (number.left + number.right) / 2)
  const row = all.filter(isName(form))
  if (left && right && row.includes(left) && row.includes(right)) return [readingOf(left, 0.8), readingOf(right, 0.8)]
  return row.length === 2 ? [readingOf(row[0]!, 0.6), readingOf(row[1]!, 0.6)] : null
}

/** Names of two characters set wide apart are read as two pieces. */
function spacedNames(row: readonly Piece[]): Piece[] {
  const names: Piece[] = []
  for (const piece of row) {
    const before = names.at(-1)
    const isApart = before && /^[\u4e00-\u9fff]$/.test(before.text) && /^[\u4e00-\u9fff]$/.test(piece.text) && piece.left - before.right < 3 * (piece.bottom - piece.top)
    if (isApart) names[names.length - 1] = { ...before, text: before.text + piece.text, score: Math.min(before.score, piece.score), right: piece.right, boxPx: around([before, piece]) }
    else names.push(piece)
  }
  return names
}

function stationsIn(row: Piece[]): { value: string; score: number; boxPx: Piece['boxPx'] }[] {
  return row.flatMap((piece, i) => {
    if (/^站$/.test(piece.text)) {
      const name = row.slice(0, i).findLast((other) => other.text !== '次')
      // The train's number may be read together with the name.
      const place = /(?:^|\d)次? ?([\u4e00-\u9fff ]{1,8})$/.exec(name?.text ?? '')?.[1]
      return name && place && place !== '次' && !place.endsWith('站') ? [{ value: `${place}站`.replace(/ /g, ''), score: Math.min(name.score, piece.score), boxPx: around([name, piece]) }] : []
    }
    return [...piece.text.matchAll(/(?!次)[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){0,6} ?站(?! ?售)/g)].map((match) => ({ value: placeName(match[0])?.value ?? match[0].replace(/ /g, ''), score: piece.score, boxPx: partOf(piece, match.index, match.index + match[0].length).boxPx }))
  })
}

