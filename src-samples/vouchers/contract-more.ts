/** More contracts: one with a cover of its own, and the form of a trade whose seller is named first. */
import { Sheet } from '../sheet.ts'
import type { Facts } from './contract.ts'
import { layOut, numbered, plain, type Line, type PageStyle } from './contract-pages.ts'
import { dateForms, Press, printTable, withCommas, type FieldValues, type Layout } from './press.ts'
import { dayInBlanks } from './ruled-forms.ts'

const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const upToThirty = (count: number) => (count < 10 ? '' : count < 20 ? '十' : `${ones[Math.floor(count / 10)]}十`) + ones[count % 10]
/** 二〇二六年三月五日, as covers have it. */
const inCharacters = (date: string) => `${[...date.slice(0, 4)].map((digit) => ones[Number(digit)] || '〇').join('')}年${upToThirty(Number(date.slice(5, 7)))}月${upToThirty(Number(date.slice(8)))}日`

function printCover({ fields, subject, place }: Facts, press: Press): void {
  press.ink(182, 34, fields.contractNumber!, 4.2, { align: 'end', field: 'contractNumber' })
  press.label(182 - 2 - 4.2 * 0.62 * fields.contractNumber!.length - 4, 34, '合同号', 3.8, { align: 'end' })
  press.label(105, 84, subject, 9, { align: 'middle', bold: true, roomMm: 150 })
  press.label(105, 102, '合　同　文　本', 8, { align: 'middle' })
  press.sheet.line(60, 110, 150, 110, { colour: '#20242c', widthMm: 0.6 })
  const rows: [string, string, keyof FieldValues | undefined][] = [
    ['委托方', fields.buyerName!, 'buyerName'], ['承接方', fields.sellerName!, 'sellerName'], ['价　款', `${withCommas(fields.amountTotal!)}元`, 'amountTotal'], ['签约地', place, undefined], ['签约日', inCharacters(fields.date!), 'date'],
  ]
  rows.forEach(([label, value, field], i) => {
    press.label(48, 168 + i * 15, label, 5)
    press.ink(118, 168 + i * 15, value, 4.8, { align: 'middle', field, roomMm: 92 })
    press.sheet.line(70, 170.4 + i * 15, 166, 170.4 + i * 15, { colour: '#20242c', widthMm: 0.25 })
  })
  press.sampleMark(28, 292)
}

/** Everything that counts stands on the cover; the text says it again in sentences. */
export const withCover: Layout<Facts> = (facts, studio) => {
  const { fields, subject, clauses, signers } = facts
  const style: PageStyle = { sizeMm: studio.random.pick([4.4, 4.9]), left: 28, widthMm: 154, top: 32, bottom: 266, colours: { label: '#20242c', ink: '#20242c' }, paper: '#fefefc', footer: (page) => `— ${page} —`, header: subject }
  const lines: Line[] = [
    { runs: [{ text: '　　' }, { text: fields.buyerName!, field: 'buyerName' }, { text: `将${subject}交由` }, { text: fields.sellerName!, field: 'sellerName' }, { text: '承担，双方约定如下。' }], indentMm: 0, gapMm: 4 },
    { runs: [{ text: '　　1　承接方完成全部工作，委托方支付价款' }, { text: `¥${withCommas(fields.amountTotal!)}`, field: 'amountTotal' }, { text: '（' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: `），工作应于${dateForms.plain(facts.due)}前完成。` }], indentMm: 0, gapMm: 2 },
    ...clauses.map((clause, i): Line => ({ runs: plain(`　　${i + 2}　${clause}`), indentMm: 0, gapMm: 2 })),
  ]
  const cover = new Press(new Sheet(210, 297, style.paper), studio.faces, style.colours)
  printCover(facts, cover)
  const { pages, last, endY } = layOut(lines, studio, style, 70)
  const y = endY + 14
  const sides = [[28, '委托方', signers[0], fields.buyerName!.replace('（样例）', '')], [112, '承接方', signers[1], fields.sellerName!]] as const
  for (const [x, side, signer, seal] of sides) {
    last.label(x, y, `${side}盖章`, 4.2)
    last.pair(x, y + 16, '经办签字　', signer, 4.2)
    dayInBlanks(last, x, y + 30, fields.date!, 4.2)
    last.sheet.roundSeal(x + 42, y + 12, seal, studio.faces.label, { radius: 19 })
  }
  return { sheets: [cover, ...pages].map((press) => press.sheet) }
}

/** Both parties' particulars in a ruled block at the end, the buyer's account left to be filled in. */
function printParties(press: Press, y: number, { fields, ...facts }: Facts): void {
  const colour = '#3a3a3a'
  const parties = [['供方', fields.sellerName!, 'sellerName', facts.sellerTaxId, facts.signers[1], facts.bank, facts.account], ['需方', fields.buyerName!, 'buyerName', facts.buyerTaxId, facts.signers[0], '', '']] as const
  parties.forEach(([title, name, field, taxId, signer, bank, account], side) => {
    const x = 20 + side * 86
    press.sheet.box(x, y, 86, 8, { colour, widthMm: 0.3 })
    press.sheet.box(x, y + 8, 86, 46, { colour, widthMm: 0.3 })
    press.label(x + 43, y + 5.5, title, 4, { align: 'middle', letterSpacingMm: 6 })
    const rows: [string, string, keyof FieldValues | undefined][] = [['单位名称（章）', name, field], ['税　号', taxId, undefined], ['代理人', signer, undefined], ['开户行', bank, undefined], ['账　号', account, undefined]]
    rows.forEach(([label, value, at], i) => {
      press.label(x + 2, y + 15 + i * 8.6, label, 3.4)
      press.ink(x + (i === 0 ? 27 : 16), y + 15 + i * 8.6, value, 3.5, { field: at, roomMm: i === 0 ? 57 : 68 })
    })
  })
}

/** The seller stands first; what is bought is a table; the day and the number stand at the right. */
export const tradeForm: Layout<Facts> = (facts, studio) => {
  const { fields, subject, clauses } = facts
  const style: PageStyle = { sizeMm: studio.random.pick([3.7, 4.1]), left: 20, widthMm: 170, top: 28, bottom: 270, colours: { label: '#2b2b2b', ink: '#25253a' }, paper: '#fdfcf6', footer: (page, pages) => `${page} of ${pages}` }
  const lines: Line[] = [
    { runs: plain('一、标的、数量、价款及交付时间'), indentMm: 0, gapMm: 42, bold: true },
    ...clauses.map((clause, i): Line => ({ runs: plain(`${numbered(i + 1)}、${clause}`), indentMm: 0, gapMm: i === 0 ? 36 : 1 })),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 74)
  const first = pages[0]!
  first.label(105, 30, '采　购　合　同', 7.6, { align: 'middle' })
  first.pair(20, 44, '供方（承接方）：', fields.sellerName!, 3.9, { field: 'sellerName' })
  first.pair(20, 53, '需方（委托方）：', fields.buyerName!, 3.9, { field: 'buyerName' })
  first.pair(128, 40, '编　　号：', fields.contractNumber!, 3.7, { field: 'contractNumber' })
  first.pair(128, 48, '签订地点：', facts.place, 3.7, { roomMm: 44 })
  first.pair(128, 56, '签订时间：', dateForms.dotted(fields.date!), 3.7, { field: 'date' })
  const end = printTable(first, {
    x: 20, y: 75, widthsMm: [54, 18, 16, 30, 30, 22], rowMm: 9, sizeMm: 3.5, heads: ['名称', '单位', '数量', '单价（元）', '总价（元）', '交付'], rules: 'all', aligns: ['start', 'middle', 'middle', 'end', 'end', 'middle'],
    rows: [[subject, '项', '1', withCommas(fields.amountTotal!), { text: withCommas(fields.amountTotal!), field: 'amountTotal' }, facts.due.slice(5)]],
  })
  first.sheet.box(20, end, 170, 9, { colour: '#333', widthMm: 0.25 })
  first.pair(22, end + 6, '合计人民币金额（大写）：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  printParties(last, endY + 8, facts)
  last.sheet.ovalSeal(84, endY + 42, [fields.sellerName!.slice(0, 9), '合同专用章'], studio.faces.label, { rx: 19, ry: 13 })
  last.sheet.roundSeal(168, endY + 42, fields.buyerName!.replace('（样例）', ''), studio.faces.label, { radius: 18 })
  return { sheets: pages.map((press) => press.sheet) }
}
