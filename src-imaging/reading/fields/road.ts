/** Tickets and receipts of the road: taxis, coaches, toll roads. */
import type { LabelledPage } from '../find-values.ts'
import { partOf, type Piece } from '../page-text.ts'
import { amount, day, pattern, plate, timeOfDay } from '../shapes.ts'
import { add, addNumbersAtHead, anywhere, type Family, type FoundFields, onlyOne, orElse, readIn, sole, unnamed, largestSum } from './family.ts'
import { fromAndTo, mindBothEnds, partOfRoute, routesOn, saidBehind } from './journey.ts'
import { busWords, taxiWords, tollWords } from './road-words.ts'

export const taxi: Family = {
  labels: taxiWords,
  linesBelow: 1,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    orElse(found, 'plateNumber', onlyOne(anywhere(form, plate, unnamed)))
    orElse(found, 'date', onlyOne(anywhere(form, day, unnamed)))
    addRide(form, found)
    if (!found.distance) add(found, 'distance', anywhere(form, ridden, unnamed))
    // Beside a total, the fare is but a part of it.
    orElse(found, 'amountTotal', form.candidates('fare', amount, 1))
    orElse(found, 'amountTotal', largestSum(form, 0.6))
  },
}

/** A distance by its unit; a price stands per kilometre. */
const ridden = pattern(/^ ?(\d{1,3}(?:\.\d{1,2})?) ?(?:km|公里|千米)$/i)

/** Getting in and out without a label for each: two times in one line, or two lines that are times alone. */
function addRide(form: LabelledPage, found: FoundFields): void {
  const time = /(?<![\d:])\d{1,2} ?[:;时] ?\d{2}(?: ?[:;分] ?\d{2})?(?![\d:])/g
  const timesOf = (piece: Piece) => [...piece.text.matchAll(time)].map((match) => partOf(piece, match.index, match.index + match[0].length))
  const behind = form.page.rows().flatMap((row) => /(\d{1,2} ?[:时] ?\d{2}\D{0,6}) ?(?:上车|起|上).*?(\d{1,2} ?[:时] ?\d{2}\D{0,6}) ?(?:下车|止|下)$/.test(row.map(({ text }) => text).join(' ')) ? [row.flatMap(timesOf)] : [])
  if (behind[0]?.length === 2) [found.boardingTime, found.alightingTime] = [readIn([behind[0][0]!], timeOfDay, 0.9), readIn([behind[0][1]!], timeOfDay, 0.9)]
  // Waiting is a time as well.
  const isWaiting = (piece: Piece) => [piece, ...form.page.rowOf(piece)].some(({ text }) => /等候|候时|低速|等待|状态|时长/.test(text))
  const own = form.page.pieces.filter((piece) => !isWaiting(piece))
  const pairs = [...own.map(timesOf), ...form.page.rows().map((row) => row.filter((piece) => own.includes(piece)).flatMap(timesOf)), own.filter((piece) => /^[\d:; -]+$/.test(piece.text)).toSorted((a, b) => a.top - b.top).flatMap(timesOf)].filter((times) => times.length === 2)
  // From one to the other in one line, and no other time but waiting on the paper.
  const isOnlyRide = own.flatMap(timesOf).length === 2 && form.page.rows().some((row) => row.filter((piece) => own.includes(piece)).flatMap(timesOf).length === 2)
  for (const [on, off] of pairs) {
    const rank = isOnlyRide ? sole : 0.6
    orElse(found, 'boardingTime', readIn([on!], timeOfDay, rank))
    orElse(found, 'alightingTime', readIn([off!], timeOfDay, rank))
  }
}

export const bus: Family = {
  labels: busWords,
  shapes: { trainNumber: pattern(/^ ?([A-Z]{0,3}\d{1,6})(?![\d.:年/-])/), seat: pattern(/^ ?(\d{1,3}[A-F]?号?)/) },
  linesBelow: 2,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.date) add(found, 'date', onlyOne(anywhere(form, day, unnamed)))
    addRoute(form, found)
    mindBothEnds(found)
    orElse(found, 'amountTotal', largestSum(form, unnamed))
  },
}

export const toll: Family = {
  labels: tollWords,
  linesBelow: 2,
  also: (form, found) => {
    addNumbersAtHead(form, found)
    if (!found.date) add(found, 'date', onlyOne(anywhere(form, day, unnamed)))
    addRoute(form, found)
    addGates(form, found)
    mindBothEnds(found)
    orElse(found, 'plateNumber', onlyOne(anywhere(form, plate, unnamed)))
    orElse(found, 'amountTotal', largestSum(form, 0.61))
  },
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
  const ends = fromAndTo(form)
  if (ends) (['fromStation', 'toStation'] as const).forEach((field, i) => orElse(found, field, [ends[i]!]))
  const { several, alone } = routesOn(form)
  const said = saidBehind(form)
  if (said.from.length > 0 && said.to.length > 0) {
    // 由 stands before both, and its word behind says which it is.
    for (const [field, own, other] of [['fromStation', said.from, said.to], ['toStation', said.to, said.from]] as const) {
      found[field] = [...own, ...(found[field] ?? []).filter(({ value }) => !other.some((one) => one.value === value))]
    }
  }
  for (const [field, group] of [['fromStation', 1], ['toStation', 2]] as const) {
    const shape = partOfRoute(group)
    add(found, field, form.candidates('route', shape, 1))
    orElse(found, field, [...several.flatMap((parts) => readIn(parts, shape, 0.66)), ...alone.flatMap((piece) => readIn([piece], shape, 0.65))])
  }
}
