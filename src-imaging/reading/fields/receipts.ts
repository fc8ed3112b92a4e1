/** Small invoices of other printers than the tax machine's form: fixed sums, rolls, machine-printed; and card slips. */
import type { LabelledPage } from '../find-values.ts'
import type { Piece } from '../page-text.ts'
import { formatYuan, parseUpperAmount } from '../../../src-shared/money.ts'
import { accountTail, firstOf, partyName, pattern, taxId } from '../shapes.ts'
import { add, addBrokenNumber, addNumbersAtHead, anyDay, anywhere, type Family, type FoundFields, addHouse, addSumBesideWords, onlyOne, orElse, readIn, unnamed, upperWithYuan, largestSum } from './family.ts'
import { cardWords, codes, machineWords, rollWords } from './words.ts'

export const quota: Family = {
  labels: { ...codes, sellerName: ['收款单位', '收款方', '开票单位'], date: ['开票日期', '日期'], amountTotalUpper: ['金额', '票面金额', '人民币'], stop: ['收款单位未盖章无效', '未盖章无效', '盖章', '密码', '兑奖', '付款单位', '付款方', '地址'] },
  linesBelow: 0,
  also: (form, found) => {
    addUpperAsTotal(form, found)
    addNumbersAtHead(form, found)
  },
}

/** A fixed sum is often printed in words alone; its figures are what the words say. */
function addUpperAsTotal(form: LabelledPage, found: FoundFields): void {
  add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.8))
  add(found, 'amountTotal', largestSum(form, 0.7))
  const [upper] = found.amountTotalUpper ?? []
  const fen = upper ? parseUpperAmount(upper.value) : null
  if (!found.amountTotal && upper && fen !== null) add(found, 'amountTotal', [{ ...upper, value: formatYuan(fen) }])
}

/** Names and ids whose label does not say whose they are belong to the party named last before them. */
function addBySide(form: LabelledPage, found: FoundFields): void {
  const parties = [...form.labels('buyerName').map((label) => ({ side: 'buyer', label }) as const), ...form.labels('sellerName').map((label) => ({ side: 'seller', label }) as const)]
  const before = (a: LabelledParty, b: LabelledParty) => a.label.piece.top - b.label.piece.top || a.label.piece.left - b.label.piece.left
  const ownerOf = (piece: Piece) => {
    const beside = sideBeside(form, piece)
    if (beside) return beside
    const middle = (piece.top + piece.bottom) / 2
    return parties.filter((party) => party.label.piece.top < middle && (party.label.piece.bottom < middle || party.label.piece.left < piece.left)).sort(before).at(-1)?.side ?? 'seller'
  }
  for (const label of form.labels('taxId')) add(found, `${ownerOf(label.piece)}TaxId`, form.candidatesOf(label, taxId, 1))
  for (const label of form.labels('name')) add(found, `${ownerOf(label.piece)}Name`, form.candidatesOf(label, partyName, 0))
  // Ids and the seller's name without any label.
  for (const piece of form.page.matching(/^[0-9A-Z]{18}$/)) add(found, `${ownerOf(piece)}TaxId`, readIn([piece], taxId, 0.6))
  if ((found.sellerName?.[0]?.rank ?? 0) < 0.5) addHouse(form, found)
}

const payerBeside = /^(?:付款?|购[买货]?|买|缴款|交款)[方人]?(?:单位)?(?:信息)?$/
const payeeBeside = /^(?:收款?|销[售货]?|卖|开票)[方人]?(?:单位)?(?:信息)?$/

/** The side whose word stands left of some rows, often running down: 付款 before 名称 and 识别号. */
function sideBeside(form: LabelledPage, piece: Piece): 'buyer' | 'seller' | null {
  const middle = (piece.top + piece.bottom) / 2
  const beside = form.page.pieces.filter((other) => other.right < piece.left && other.top <= middle && other.bottom >= middle).toSorted((a, b) => b.left - a.left).map(({ text }) => text.replace(/ /g, ''))
  const word = beside.find((text) => payerBeside.test(text) || payeeBeside.test(text))
  return word === undefined ? null : payerBeside.test(word) ? 'buyer' : 'seller'
}

interface LabelledParty { label: { piece: { top: number; left: number } } }

export const roll: Family = {
  labels: rollWords,
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', largestSum(form, 0.5))
    orElse(found, 'date', onlyOne(anyDay(form, unnamed)))
    addBrokenNumber(form, found, 'checkCode', 20)
    addBySide(form, found)
    addNumbersAtHead(form, found)
  },
}

export const machine: Family = {
  labels: machineWords,
  linesBelow: 1,
  also: (form, found) => {
    add(found, 'amountTotalUpper', anywhere(form, upperWithYuan, 0.6))
    addSumBesideWords(form, found)
    orElse(found, 'amountTotal', largestSum(form, 0.5))
    if (!found.date) add(found, 'date', onlyOne(anyDay(form, unnamed)))
    addBySide(form, found)
    addNumbersAtHead(form, found)
  },
}

export const cardSlip: Family = {
  labels: cardWords,
  shapes: { accountTail: firstOf(accountTail, pattern(/(?<!\d)(\d{4})(?!\d)/, 0.5)) }, linesBelow: 1,
  also: (form, found) => {
    orElse(found, 'date', onlyOne(anyDay(form, unnamed)))
    orElse(found, 'amountTotal', largestSum(form, 0.61))
    if (!found.sellerName) addHouse(form, found)
    orElse(found, 'accountTail', anywhere(form, accountTail, 0.6, (piece) => /[*Xx•●]{3,}/.test(piece.text)))
  },
}
