/** The contract of the held-out set: a service contract by articles, the parties' particulars at the head, a ruled block to sign at the end. */
import type { Facts } from './contract.ts'
import { layOut, numbered, plain, type Line, type PageStyle } from './contract-pages.ts'
import { dateForms, dayAfter, withCommas, type FieldValues, type Layout, type Press } from './press.ts'

const articles = ['服务要求', '服务地点', '甲方的权利和义务', '乙方的权利和义务', '验收', '付款方式', '资料管理', '安全与保密', '乙方违约责任', '甲方违约责任', '变更与解除', '争议解决', '生效及其他']
const colour = '#2a2a2c'

/** Two columns of particulars with room for the seals; each side dates its own. */
function printSigning(press: Press, y: number, { fields, ...facts }: Facts): void {
  const sides = [['甲方（公章）', fields.buyerName!, 'buyerName', facts.signers[0], '', ''], ['乙方（公章）', fields.sellerName!, 'sellerName', facts.signers[1], facts.bank, facts.account]] as const
  sides.forEach(([title, name, field, signer, bank, account], side) => {
    const x = 25 + side * 80
    press.sheet.box(x, y, 80, 58, { colour, widthMm: 0.3 })
    const rows: [string, string, keyof FieldValues | undefined][] = [[`${title}：`, '', undefined], ['', name, field], ['授权代表（签字）：', signer, undefined], ['开户银行：', bank, undefined], ['账　　号：', account, undefined], ['日　　期：', dateForms.plain(fields.date!), 'date']]
    rows.forEach(([label, value, at], i) => press.pair(x + 3, y + 8 + i * 9, label, value, 3.9, { field: at, roomMm: label ? 54 : 74 }))
  })
}

export const serviceContract: Layout<Facts> = (facts, studio) => {
  const { fields, subject } = facts
  const { random, names, faces } = studio
  const style: PageStyle = { sizeMm: random.pick([4.2, 4.6, 4.9]), left: 25, widthMm: 160, top: 30, bottom: 268, colours: { label: '#1c1c1e', ink: '#1c1c1e' }, paper: '#ffffff', footer: (page) => `${page}` }
  const phone = () => `0${random.integer(600, 899)}-${random.digits(7)}`
  const line = (text: string, gapMm = 0): Line => ({ runs: plain(text), indentMm: 0, gapMm })
  const head = (i: number, text: string): Line => ({ ...line(`第${numbered(i)}条　${text}`, 2), bold: true })
  const lines: Line[] = [
    { runs: [{ text: '甲方：' }, { text: fields.buyerName!, field: 'buyerName' }], indentMm: 0, gapMm: 34 }, line(`地址：${facts.place}　电话：${phone()}`),
    { runs: [{ text: '乙方：' }, { text: fields.sellerName!, field: 'sellerName' }], indentMm: 0, gapMm: 2 }, line(`地址：${names.address()}　电话：${phone()}`),
    line(`　　甲方因工作需要，委托乙方提供${subject}。双方经平等协商，签订本合同，共同遵守。`, 3),
    head(0, '服务期限'), line(`　　自${dateForms.plain(dayAfter(fields.date!, 5))}起，为期一年。`),
    head(1, '合同价款'), { runs: [{ text: '　　本合同总价款为人民币' }, { text: `${withCommas(fields.amountTotal!)}元`, field: 'amountTotal' }, { text: '（大写：' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: '），含税费。' }], indentMm: 0, gapMm: 0 },
    ...facts.clauses.flatMap((clause, i) => [head(i + 2, articles[i < facts.clauses.length - 2 ? i : articles.length - facts.clauses.length + i]!), line(`　　${clause}`)]),
    line('　　（以下无正文）', 3),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 74)
  const first = pages[0]!
  first.pair(25, 28, '合同编号：', fields.contractNumber!, 4, { field: 'contractNumber' })
  first.label(105, 46, `${subject}合同`, 8, { align: 'middle', bold: true })
  printSigning(last, endY + 8, facts)
  last.sheet.roundSeal(70, endY + 30, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 18 })
  last.sheet.roundSeal(150, endY + 30, fields.sellerName!, faces.label, { radius: 18 })
  return { sheets: pages.map((press) => press.sheet) }
}
