/** Receipts of public bodies and banks, hotels' bills, and the papers of an office. */
import { type LabelledPage, shapeIn } from '../find-values.ts'
import { addByPlace, addSpokenOf } from './bodies.ts'
import type { Piece } from '../page-text.ts'
import { accountTail, amount, amountsIn, day, dayAlone, digitsNear, partyName, pattern, personName, type Shape } from '../shapes.ts'
import { add, addFiguresInWords, addHouse, addSumBesideWords, anyDay, anywhere, type Family, type FoundFields, onlyOne, orElse, readIn, type Reading, sole, unnamed, upperWithYuan, largestSum } from './family.ts'
import { bankWords, contractWords, fiscalWords, hotelWords, officeWords } from './words.ts'

/** 财政电子票据: code 8, number 10, check code 6. */
export const fiscal: Family = {
  labels: fiscalWords,
  shapes: { invoiceCode: digitsNear(8, 8, 12), invoiceNumber: digitsNear(10, 8, 12), buyerName: payer, checkCode: pattern(/(?<![A-Za-z\d])([0-9a-zA-Z]{6})(?![A-Za-z\d])/) },
  linesBelow: 1,
  also: (form, found) => {
    orElse(found, 'checkCode', anywhere(form, pattern(/(?:校|检|验)[^ ]{0,4} ?[:;]? ?([0-9a-zA-Z]{6})(?![0-9a-zA-Z])/), 0.6))
    addFiscalNumbers(form, found)
    addTwoParties(form, found)
    addInstitution(form, found)
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', largestSum(form, 0.5))
    if (!found.date) add(found, 'date', anyDay(form, 0.5))
  },
}

/** Who pays is a person or an office. */
function payer(text: string): ReturnType<Shape> {
  const person = personName(text)
  return person?.fit === 1 && person.value === text.replace(/^[ :]+| /g, '') ? person : partyName(text)
}

export const bankSlip: Family = {
  labels: bankWords,
  linesBelow: 0, also: findBankParties,
}

/** Preprinted without a label, at the head: eight digits, ten digits. */
function addFiscalNumbers(form: LabelledPage, found: FoundFields): void {
  const isHead = (piece: { bottom: number }) => piece.bottom < form.page.top + 0.45 * (form.page.bottom - form.page.top)
  for (const [name, length] of [['invoiceCode', 8], ['invoiceNumber', 10]] as const) orElse(found, name, anywhere(form, pattern(new RegExp(`^[^\\d]{0,4}(\\d{${length}})[)） ]{0,2}$`)), 0.6, (piece) => isHead(piece) && !form.opensWithLabel(piece) && !form.isNamed(piece)))
}

/** 全称 twice, as on a bank's form: who pays first. */
function addTwoParties(form: LabelledPage, found: FoundFields): void {
  const [payer, payee] = form.labels('party').flatMap((label) => form.candidatesOf(label, partyName, 0).slice(0, 1))
  if (!payer || !payee) return
  orElse(found, 'buyerName', [{ ...payer, rank: 0.61 }])
  orElse(found, 'sellerName', [{ ...payee, rank: 0.61 }])
}

/** Who took the money, where no label was read: the institution named last on the page. */
function addInstitution(form: LabelledPage, found: FoundFields): void {
  const institution = /^[\u4e00-\u9fff（）()]{2,}(?:医院|卫生院|保健院|卫生服务中心|学校|大学|学院|中学|小学|中心|局|委员会|法院|管理站|管理处|协会|学会|研究院|研究所|支队|大队)$/
  const named = form.page.pieces.filter((piece) => institution.test(piece.text.replace(/ /g, '')) && !form.opensWithLabel(piece) && !found.buyerName?.some(({ value }) => value === piece.text)).sort((a, b) => b.top - a.top)
  const isHead = named[0] && named[0].top < form.page.top + 0.2 * (form.page.bottom - form.page.top) && form.page.rowOf(named[0]).length === 0
  // The one institution on a paper whose payer is known took the money.
  const isOnly = new Set(named.map(({ text }) => text)).size === 1 && (isHead || (form.page.rowOf(named[0]!).length === 0 && (found.buyerName?.[0]?.rank ?? 0) > unnamed))
  if (named[0]) orElse(found, 'sellerName', readIn([named[0]], partyName, isOnly ? sole : 0.5))
}

/** 户名 and 账号 twice: the payer's first — upper or left — unless words beside them say otherwise. */
function findBankParties(form: LabelledPage, found: FoundFields): void {
  const names = form.labels('name').flatMap((label) => form.candidatesOf(label, partyName, 0).slice(0, 1))
  const accounts = form.labels('account').flatMap((label) => form.candidatesOf(label, accountTail, 0).slice(0, 1))
  const order = <T extends Reading>(list: T[]) => list.toSorted((a, b) => (Math.abs(a.boxPx[0][1] - b.boxPx[0][1]) < form.page.lineHeightPx ? a.boxPx[0][0] - b.boxPx[0][0] : a.boxPx[0][1] - b.boxPx[0][1]))
  const isSellerFirst = sellerStandsFirst(form)
  const [firstName, secondName] = order(names)
  if (firstName && secondName) {
    add(found, isSellerFirst ? 'sellerName' : 'buyerName', [{ ...firstName, rank: 0.7 }])
    add(found, isSellerFirst ? 'buyerName' : 'sellerName', [{ ...secondName, rank: 0.7 }])
  }
  const payers = form.candidates('payerAccount', accountTail, 0)
  add(found, 'accountTail', payers)
  const ordered = order(accounts)
  const payer = isSellerFirst ? ordered[1] : ordered[0]
  // Of one that was read alone nobody knows whose it is.
  if (payer) add(found, 'accountTail', [{ ...payer, rank: ordered.length > 1 ? 0.7 : 0.6 }])
  addUnderSides(form, found)
  for (const [name, key] of [['buyerName', 'buyerSide'], ['sellerName', 'sellerSide']] as const) if (!found[name]) add(found, name, form.candidates(key, partyName, 0).map((one) => ({ ...one, rank: one.rank * 0.8 })))
  addNamedInOrder(form, found)
  add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
  orElse(found, 'accountTail', accountUnder(form, found.buyerName?.[0]))
  orElse(found, 'amountTotal', largestSum(form, 0.61))
  orElse(found, 'date', [...onlyOne(anyDay(form, unnamed, (piece) => !form.labels('printDay').some((label) => label.piece === piece || form.rightsOf(label).includes(piece)))), ...form.candidates('printDay', day, 1).map((one) => ({ ...one, rank: 0.45 * one.rank }))])
}

/** A table with 付款方 and 收款方 over its columns, 全称 and 账号 before its rows: what stands in a row stands in the order of the heads. */
function addUnderSides(form: LabelledPage, found: FoundFields): void {
  const alone = (key: string) => form.labels(key).filter((label) => form.tailOf(label) === null)
  const [buyer, seller] = [alone('buyerSide')[0] ?? alone('buyerName')[0], alone('sellerSide')[0] ?? alone('sellerName')[0]]
  if (!buyer || !seller || !form.page.rowOf(buyer.piece).includes(seller.piece)) return
  const sides = buyer.piece.left < seller.piece.left ? ['buyer', 'seller'] : ['seller', 'buyer']
  for (const [key, shape, fields] of [['name', partyName, ['buyerName', 'sellerName']], ['account', accountTail, ['accountTail', null]]] as const) {
    const [label, ...more] = form.labels(key).filter(({ piece }) => piece.top > buyer.piece.bottom && piece.left < Math.min(buyer.piece.left, seller.piece.left))
    const values = label ? form.rightsOf(label) : []
    if (values.length !== 2 || more.length > 0) continue
    fields.forEach((field, i) => field && add(found, field, readIn([values[sides.indexOf(i === 0 ? 'buyer' : 'seller')]!], shape, 0.8)))
  }
}

/** No word says what it is: the number under the payer's name. */
function accountUnder({ page }: LabelledPage, payer: Reading | undefined): Reading[] {
  const name = payer && page.pieces.find((piece) => piece.text.replace(/ /g, '').includes(payer.value.replace(/ /g, '')))
  return name ? page.below(name, 2.5).filter(({ text }) => /^[\d*Xx ]{12,}$/.test(text)).slice(0, 1).flatMap((piece) => readIn([piece], accountTail, unnamed)) : []
}

/** Without labels that were read: who pays is named before who is paid; the bank's own names do not count. */
function addNamedInOrder(form: LabelledPage, found: FoundFields): void {
  if (found.buyerName && found.sellerName) return
  const named = form.page.pieces.filter((piece) => !form.opensWithLabel(piece) && !/银行|支行|信用(?:合作)?(?:联)?社|农商行|专用章|回单|[,，。:]/.test(piece.text) && partyName(piece.text)?.fit === 1 && piece.text.length >= 5)
    .toSorted((a, b) => (Math.abs(a.top - b.top) < form.page.lineHeightPx ? a.left - b.left : a.top - b.top))
  if (named.length < 2) return
  orElse(found, 'buyerName', readIn([named[0]!], partyName, 0.45))
  orElse(found, 'sellerName', readIn([named[1]!], partyName, 0.45))
}

function sellerStandsFirst(form: LabelledPage): boolean {
  const [payer, payee] = [form.page.matching(/^付 ?(?:款 ?)?(?:[人方]|单位)?(?:$|[: ])|^付款[人方]|^汇 ?款 ?人/)[0], form.page.matching(/^收 ?款? ?[人方]?$/)[0]]
  return payer !== undefined && payee !== undefined && (payee.bottom < payer.top || (Math.abs(payee.top - payer.top) < form.page.lineHeightPx && payee.right < payer.left))
}

export const hotelBill: Family = {
  labels: hotelWords,
  linesBelow: 1,
  also: (form, found) => {
    if (!found.date) add(found, 'date', form.candidates('otherDay', day, 1).map((one) => ({ ...one, rank: 0.61 * one.rank })))
    if (!found.date) add(found, 'date', anywhere(form, day, 0.5))
    orElse(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    addSumBesideWords(form, found)
    if (!found.sellerName) addHouse(form, found)
    addAddressee(form, found)
    addStayInProse(form, found)
  },
}

/** A guest without a label, named as one speaks to a guest: 王某 先生. */
function addAddressee(form: LabelledPage, found: FoundFields): void {
  const spokenTo = pattern(/^(?:尊敬的|致)?[ :]*([\u4e00-\u9fff·]{2,5}?) ?(?:先生|女士|小姐|阁下|贵宾)/)
  const isGuest = ({ value }: Reading) => personName(value)?.fit === 1
  const alone = form.page.pieces.filter((piece) => /^(?:先生|女士|小姐|贵宾)/.test(form.page.rightOf(piece)[0]?.text ?? '')).flatMap((piece) => readIn([piece], personName, unnamed))
  const guests = [...anywhere(form, spokenTo, unnamed), ...alone].filter(isGuest)
  const isOne = new Set(guests.map(({ value }) => value)).size === 1
  orElse(found, 'passengerName', isOne ? guests.map((one) => ({ ...one, rank: sole })) : guests)
}

/** A bill written as a certificate: 旅客某某于某日入住, 某日离店, 合计某元. */
function addStayInProse(form: LabelledPage, found: FoundFields): void {
  const guest = pattern(/(?:旅客|客人|宾客|住客|兹有|证明)([\u4e00-\u9fff·]{2,4}?)(?=于|自|从|在|入住|等|先生|女士|同志)/)
  orElse(found, 'passengerName', anywhere(form, guest, unnamed).filter(({ value }) => personName(value)?.fit === 1))
  const leaving: Shape = (text) => {
    const before = /^.*?日(?= ?(?:\d{1,2}[:：点时]\d{0,2}分?)? ?(?:离店|退房|离开|离馆|退宿))/.exec(text)?.[0]
    const from = before ? Math.max(0, before.lastIndexOf('年') - 5) : 0
    const shaped = before ? day(before.slice(from)) : null
    return shaped && { ...shaped, start: shaped.start + from, end: shaped.end + from }
  }
  orElse(found, 'date', anywhere(form, leaving, 0.6))
  orElse(found, 'amountTotal', anywhere(form, signed, 0.5))
}

/** Letters, digits, the issuer's short name and a year in brackets; at least three digits. */
const numberInBrackets = pattern(/^[ :]*((?=(?:[^\d]*\d){3})[A-Za-z0-9\u4e00-\u9fff〔［[(（【][A-Za-z0-9\u4e00-\u9fff\-—–_/.·#()（）〔〕［］【】[\] ]{2,40}?)(?= {2}|$|[,，。;；])/)

/** The bracket that closes "（合同编号：…）" is not the number's. */
const contractNumber: Shape = (text) => {
  const shaped = numberInBrackets(text)
  const isOpen = shaped && /[)）]$/.test(shaped.value) && !/[(（]/.test(shaped.value)
  // O and I beside figures may be figures.
  return shaped && { ...shaped, fit: /\d[OIl]|[OIl]\d/.test(shaped.value) ? 0.6 : shaped.fit, ...(isOpen ? { value: shaped.value.slice(0, -1), end: shaped.end - 1 } : {}) }
}

/** Running text about a party is not its name. */
function partyOfContract(text: string): ReturnType<Shape> {
  const shaped = partyName(text)
  return shaped && shaped.value.length <= 40 && !/[,，。;；]|应(?!急|用|城)|将(?!军|乐)|[须按]|不得|有权|负责|委托|提供|支付(?!宝)|要求|逾期|同意|双方|乙方|甲方/.test(shaped.value) ? shaped : null
}

/** At the head of a contract, in a line of its own. */
function addNumberAtHead(form: LabelledPage, found: FoundFields): void {
  const alone = pattern(/^[(（〔]?((?=(?:[^\d]*\d){4})(?:[A-Z]{1,8}[-—–/A-Z0-9()（）〔〕]*\d{2,}[-—–/A-Z0-9()（）〔〕]*|.{0,12}[字第].{0,4}\d+ ?号))[)）]?$/)
  orElse(found, 'contractNumber', anywhere(form, alone, 0.6, (piece) => piece.bottom < form.page.top + 0.35 * (form.page.bottom - form.page.top)))
}

/** Days from and to which a contract runs are not the day of its signing, which may stand on another page. */
const ofTerm = /日 ?(?:起|止|之?前|以前|至|到)|[至到] ?20\d\d|期限|工期|有效期/

export const contract: Family = {
  labels: contractWords,
  shapes: { contractNumber, amountTotal: money, buyerName: partyOfContract, sellerName: partyOfContract },
  linesBelow: 0,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    add(found, 'amountTotal', anywhere(form, signed, 0.45))
    addAcrossLines(form, found)
    addPartiesInProse(form, found)
    addNumberAtHead(form, found)
    exchangeWhereLet(form, found)
    if (!found.date) add(found, 'date', form.page.pieces.filter((piece) => shapeIn([piece], day) && !ofTerm.test(piece.text)).toSorted((a, b) => b.top - a.top).flatMap((piece) => readIn([piece], day, 0.5)))
  },
}

/** 甲方 orders and pays, but for a lease in which it is the one that lets. */
function exchangeWhereLet(form: LabelledPage, found: FoundFields): void {
  if (!form.page.pieces.some(({ text }) => letsAsFirst.test(text.replace(/ /g, '')))) return
  for (const [name, readings] of [['buyerName', found.sellerName], ['sellerName', found.buyerName]] as const) {
    delete found[name]
    if (readings) found[name] = readings
  }
}

const letsAsFirst = /出租[方人][(（]?(?:以下)?(?:简?称)?(?:为)?[“"]?甲方|甲方[(（:]?(?:以下称)?出租[方人]/

/** A sum in running text may begin in one line and end in the next. */
function addAcrossLines(form: LabelledPage, found: FoundFields): void {
  for (const piece of form.page.pieces.filter((one) => /[¥￥] ?[\d,.]*$/.test(one.text))) add(found, 'amountTotal', readOn(form, piece, /^[\d,.]+/, signed, 0.4))
  const words = form.page.pieces.filter((one) => wordsToTheEnd.test(one.text)).flatMap((piece) => readOn(form, piece, wordsFromTheStart, upperWithYuan, 0.55))
  // Of words that go on, neither half is an amount.
  if (words.length > 0) found.amountTotalUpper = words
}

const wordsToTheEnd = /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分]$/
const wordsFromTheStart = /^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+/

/** A line's end together with what the next line begins with. */
function readOn({ page }: LabelledPage, piece: Piece, start: RegExp, shape: Shape, rank: number): Reading[] {
  const next = page.pieces.filter((one) => one.top > piece.bottom - 0.3 * page.lineHeightPx && one.top - piece.bottom < 1.5 * page.lineHeightPx && one.left < page.left + 0.25 * (page.right - page.left)).sort((a, b) => a.left - b.left)[0]
  const rest = next && start.exec(next.text)?.[0]
  return rest ? readIn([{ ...piece, text: piece.text + rest, score: Math.min(piece.score, next.score), charScores: [...piece.charScores, ...next.charScores.slice(0, rest.length)] }], shape, rank) : []
}

/** "某某公司（以下简称甲方）": the name before its short form. */
function addPartiesInProse(form: LabelledPage, found: FoundFields): void {
  for (const [name, side] of [['buyerName', '甲'], ['sellerName', '乙']] as const) {
    const before = pattern(new RegExp(`(?:^.*[)）] ?[与和及同、,，] ?)?([\\u4e00-\\u9fff（）() ]{4,40}?) ?[(（](?:(?:以?下?(?:简称|称)|即)(?:为|作)? ?[:"“'‘]?)?${side}方["”'’]?[)）]`))
    orElse(found, name, anywhere(form, before, 0.6))
  }
  addSpokenOf(form, found)
}

/** An amount in running text: with its currency sign or 元 behind it. */
function signed(text: string): ReturnType<Shape> {
  return amountsIn(text).find((one) => one.hasSign || /^ ?元/.test(text.slice(one.end))) ?? null
}

function money(text: string): ReturnType<Shape> {
  const plain = amount(text)
  // The number of a clause or a row is no sum.
  return signed(text) ?? (plain && (plain.fit === 1 || /\d{3}/.test(plain.value)) ? plain : null)
}

/** With its weekday, or after the word of what is dated, 呈报 or 填表, and nothing else in the line; or said of a meeting, 于某日在某地. */
const dayOfEvent: Shape = (text) => {
  const found = day(text)
  const isBare = found && /^(?:[\u4e00-\u9fff]{2,4} ?:? ?)?$/.test(text.slice(0, found.start)) && /^ ?(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?(?: ?(?:上午|下午|全天))?$/.test(text.slice(found.end))
  const isHeld = found && /于 ?$/.test(text.slice(0, found.start)) && /^ ?在/.test(text.slice(found.end))
  return (isBare || isHeld) && !ofTerm.test(text) ? found : null
}

/** A day in a line of its own dates the paper, surely so where it is the only one the paper names. */
function addDayOfPaper(form: LabelledPage, found: FoundFields): void {
  const days = anywhere(form, day, 0.4)
  const isOnly = new Set(days.map(({ value }) => value)).size === 1
  add(found, 'date', [...anywhere(form, dayAlone, isOnly ? sole : 0.5), ...(isOnly ? anywhere(form, dayOfEvent, sole) : []), ...days])
}

export const office: Family = {
  labels: officeWords, shapes: { amountTotal: money, contractNumber }, linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.5))
    addByPlace(form, found)
    addPartiesInProse(form, found)
    addSumBesideWords(form, found)
    addFiguresInWords(form, found)
    orElse(found, 'amountTotal', anywhere(form, signed, 0.5))
    if (!found.date) add(found, 'date', form.candidates('otherDay', day, 1))
    if (!found.date) addDayOfPaper(form, found)
  },
}

