/** Railway tickets, on paper and electronic: stations either side of the train, the passenger behind the masked id. */
import type { LabelledPage } from '../find-values.ts'
import { around, partOf, type Piece } from '../page-text.ts'
import { amount, asDigits, day, digits, firstOf, pattern, personName, type Shape, timeOfDay, train, weaker } from '../shapes.ts'
import { add, anywhere, buyerOfETicket, type Family, type FoundFields, readIn, yuan, largestSum } from './family.ts'
import { issueDays } from './parties.ts'

/** Two letters and eight digits at most, as railways number their tickets. */
const ticketNumber = pattern(/(?<![A-Za-z\d])([A-Z]\d{0,3}[A-Z]?\d{6,7}|\d{2,3}[A-Z]\d{6,7})(?![A-Za-z\d])/)
const clearSeat = pattern(/(?<![A-Za-z\d])(\d{1,2} ?车 ?(?:\d{1,3} ?[A-F]? ?号?(?: ?[上中下]铺?)?|无座))/)
const poorSeat = pattern(/(?<![A-Za-z\d])([\dOolI]{1,2} ?车 ?(?:[\dOolI]{1,3} ?[A-F]? ?号?(?: ?[上中下]铺?)?|无座))/)
/** Letters read for digits are put right, and then it is not sure. */
const seat: Shape = (text) => {
  const clear = clearSeat(text)
  const poor = clear ? null : poorSeat(text)
  return poor ? { ...poor, value: poor.value.replace(/[OolI]/g, asDigits), fit: 0.6 } : clear
}
const maskedId = /(?:\d{6}|\d{10}|\d{14})[\d*×xX]{2,8}\d{2,3}[\dXx]|\d{4,10}\*+\w{3,4}/

export const railETicket: Family = {
  labels: {
    invoiceNumber: ['发票号码'], date: [...issueDays], ...buyerOfETicket, amountTotal: ['票价', '退票费', '改签费'], passengerName: ['旅客姓名', '乘车人'], amountTax: ['税额'],
    stop: ['电子客票号', '始发改签', '原票价', '身份证号', '检票', '开车时间', '退票', '买票请到', '国家税务总局'],
  },
  shapes: { invoiceNumber: firstOf(digits(20), weaker(digits(18, 19, 21), 0.4)), amountTotal: amount, date: day },
  linesBelow: 0, also: findJourney,
}

export const trainTicket: Family = {
  labels: { passengerName: ['旅客姓名', '乘车人', '姓名'], stop: ['检票', '限乘', '买票请到', '仅供报销', '票价', '身份证'] },
  linesBelow: 0,
  also: (form, found) => {
    const isHead = (piece: Piece) => piece.top < form.page.top + 0.3 * (form.page.bottom - form.page.top)
    add(found, 'invoiceNumber', [...anywhere(form, ticketNumber, 0.95, isHead), ...anywhere(form, ticketNumber, 0.6, (piece) => !isHead(piece))])
    add(found, 'date', anywhere(form, day, 0.9))
    findJourney(form, found)
  },
}

/** Stations either side of the train's number; passenger after the masked id; seat and fare by their look. */
function findJourney(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  add(found, 'trainNumber', [...anywhere(form, weaker(train, 1), 0.9, (piece) => /^[GDCZTKLYSP] ?\d{1,4} ?次?$/.test(piece.text) || /站 ?[GDCZTKLYSP]?\d{1,4}/.test(piece.text)), ...anywhere(form, train, 0.7, (piece) => /^[GDCZTKLYSP]?\d{1,4} ?次$|^[GDCZTKLYSP]\d{1,4}/.test(piece.text))])
  addStations(form, found)
  add(found, 'seat', anywhere(form, seat, 0.9))
  add(found, 'seat', page.pieces.flatMap((piece) => readIn([piece, ...page.rightOf(piece).slice(0, 1)], seat, 0.7)))
  add(found, 'amountTotal', largestSum(form, 0.8))
  add(found, 'amountTotal', page.pieces.filter((piece) => /^[¥Y羊]$/.test(piece.text)).flatMap((piece) => readIn([piece, ...page.rightOf(piece).slice(0, 1)], yuan, 0.8)))
  add(found, 'boardingTime', anywhere(form, timeOfDay, 0.8, (piece) => /开|\d ?日/.test(piece.text) || page.rightOf(piece)[0]?.text.startsWith('开') === true))
  addPassenger(form, found)
}

/** The passenger stands beside the masked id, behind it or before it, or in the next row. */
function addPassenger(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  for (const piece of page.matching(maskedId)) {
    const match = maskedId.exec(piece.text)!
    const ownParts = [partOf(piece, match.index + match[0].length, piece.text.length), partOf(piece, 0, match.index)].filter((part) => part !== piece && part.text.trim() !== '')
    for (const part of ownParts) add(found, 'passengerName', readIn([part], personName, 0.95))
    const row = page.rowOf(piece)
    const beside = [row.filter((other) => other.left > piece.left)[0], row.filter((other) => other.left < piece.left).at(-1)].filter((other) => other !== undefined)
    for (const other of beside) add(found, 'passengerName', readIn([other], alone, 0.95 - nearness(piece, other, page.lineHeightPx)))
    const near = page.pieces.filter((other) => !row.includes(other) && other !== piece && Math.abs(other.top - piece.top) < 3 * page.lineHeightPx && other.left < piece.right && other.right > piece.left - page.lineHeightPx)
    for (const other of near) add(found, 'passengerName', readIn([other], alone, 0.6))
  }
}

/** A name that is all there is in its line. */
const alone: typeof personName = (text) => {
  const name = personName(text)
  return name && name.end >= text.length - 1 && name.value.length <= 6 ? name : null
}

const nearness = (a: Piece, b: Piece, height: number) => Math.min(0.15, (0.004 * Math.max(0, b.left - a.right, a.left - b.right)) / height)

/** The two station names of the row that names most of them, 站 joined to its name where it is set apart; else what flanks the train's number. */
function addStations(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  const best = page.rows().map((row) => stationsIn(row)).find((stations) => stations.length >= 2)
  if (best) {
    add(found, 'fromStation', [{ ...best[0]!, rank: 0.9 }])
    add(found, 'toStation', [{ ...best.at(-1)!, rank: 0.9 }])
    return
  }
  const number = page.pieces.find((piece) => found.trainNumber?.some((reading) => reading.boxPx === piece.boxPx) || /^[GDCZTKLYSP] ?\d{1,4} ?次?$/.test(piece.text))
  if (!number) return
  const row = spacedNames(page.rowOf(number)).filter((piece) => /^[\u4e00-\u9fff]{2,6}$/.test(piece.text.replace(/ /g, '')))
  const left = row.filter((piece) => piece.right < (number.left + number.right) / 2).at(-1)
  const right = row.find((piece) => piece.left > (number.left + number.right) / 2)
  if (left) add(found, 'fromStation', [{ value: left.text.replace(/ /g, ''), score: left.score, boxPx: left.boxPx, rank: 0.8 }])
  if (right) add(found, 'toStation', [{ value: right.text.replace(/ /g, ''), score: right.score, boxPx: right.boxPx, rank: 0.8 }])
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
    return [...piece.text.matchAll(/(?!次)[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){0,6} ?站(?! ?售)/g)].map((match) => ({ value: match[0].replace(/ /g, ''), score: piece.score, boxPx: partOf(piece, match.index, match.index + match[0].length).boxPx }))
  })
}

