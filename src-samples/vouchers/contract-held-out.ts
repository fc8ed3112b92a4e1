/** Contracts of the held-out set: one that says what counts in a table before its terms, and a lease, where the first party is the one that is paid. */
import type { Facts } from './contract.ts'
import { layOut, numbered, plain, type Line, type PageStyle } from './contract-pages.ts'
import { dateForms, dayAfter, withCommas, yuanOf, type FieldValues, type Layout, type Press } from './press.ts'
import { dayInBlanks, formRow } from './ruled-forms.ts'

const colour = '#242428'
const line = (text: string, gapMm = 0): Line => ({ runs: plain(text), indentMm: 0, gapMm })

/** 前附表: number, parties and price. @returns the y of its lower edge */
function printSchedule(press: Press, top: number, { fields, subject, ...facts }: Facts): number {
  const row = (y: number, label: string, value: string, field?: keyof FieldValues) => formRow(press, 23, y, 10, [[label, value, 36, 128, field]], 4, colour)
  let y = row(top, '合同编号', fields.contractNumber!, 'contractNumber')
  y = row(y, '项目名称', subject)
  y = row(y, '采购人', fields.buyerName!, 'buyerName')
  y = row(y, '成交供应商', fields.sellerName!, 'sellerName')
  press.sheet.box(23, y, 36, 18, { colour, widthMm: 0.3 })
  press.sheet.box(59, y, 128, 18, { colour, widthMm: 0.3 })
  press.label(41, y + 10.4, '成交金额', 4, { align: 'middle' })
  press.pair(61, y + 7, '大写：', `人民币${fields.amountTotalUpper}`, 4, { field: 'amountTotalUpper', roomMm: 112 })
  press.pair(61, y + 14.4, '小写：', `${withCommas(fields.amountTotal!)}元`, 4, { field: 'amountTotal' })
  y = row(y + 18, '履约期限', `自签订之日起至${dateForms.plain(facts.due)}止`)
  return row(y, '履约地点', facts.place)
}

/** Both sides sign below each other; each writes the day into the form's blanks. */
function printSides(press: Press, top: number, { fields, signers, ...facts }: Facts, shiftMm: readonly [number, number]): void {
  const sides = [['采购人（盖章）', fields.buyerName!, 'buyerName', signers[0], `税号 ${facts.buyerTaxId}`], ['供应商（盖章）', fields.sellerName!, 'sellerName', signers[1], `${facts.bank}　${facts.account}`]] as const
  sides.forEach(([title, name, field, signer, note], side) => {
    const y = top + side * 33
    press.pair(23, y, `${title}：`, name, 4.2, { field, roomMm: 90 })
    press.label(23, y + 8, note, 3.6)
    press.label(23, y + 17, '法定代表人或委托代理人：', 4.2)
    press.ink(78, y + 17, signer, 5.4, { font: press.faces.label, colour: '#24316f' })
    dayInBlanks(press, 134, y + 17, fields.date!, 4.2, shiftMm)
  })
}

export const scheduleFirst: Layout<Facts> = (facts, studio) => {
  const { random, faces } = studio
  const { fields, clauses } = facts
  const style: PageStyle = { sizeMm: random.pick([4, 4.4, 4.8]), left: 23, widthMm: 164, top: 28, bottom: 270, colours: { label: '#1d1d20', ink: '#1d1d20' }, paper: '#fefefe', footer: (page, pages) => `第 ${page} 页（共 ${pages} 页）` }
  const parts: [title: string, from: number, to: number][] = [['履约要求', 0, 4], ['付款与票据', 4, 7], ['责任与其他', 7, clauses.length]]
  const lines: Line[] = [
    line('采购人与成交供应商依据采购文件、响应文件和成交通知书，按下列条款签订本合同，表中所列为合同的组成部分。', 106),
    ...parts.flatMap(([title, from, to], part): Line[] => [{ ...line(`${numbered(part)}、${title}`, 3), bold: true }, ...clauses.slice(from, to).map((clause, i) => line(`${part + 1}.${i + 1}　${clause}`, 1))]),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 76)
  const first = pages[0]!
  first.label(105, 30, '政 府 采 购 合 同', 8.4, { align: 'middle', bold: true })
  first.label(105, 40, '合同前附表', 4.8, { align: 'middle' })
  printSchedule(first, 45, facts)
  printSides(last, endY + 10, facts, [random.between(-0.6, 0.8), random.between(-0.8, 0.3)])
  last.sheet.roundSeal(92, endY + 14, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 18 })
  last.sheet.roundSeal(104, endY + 49, `${fields.sellerName}合同专用章`, faces.label, { radius: 18 })
  return { sheets: pages.map((press) => press.sheet) }
}

const lets = [
  ['会议室及附属设备', '会议室和音响、投影设备', '仅作会议、培训使用'], ['办公用房', '办公用房及水电设施', '仅作日常办公使用'], ['数码复印机', '数码复印机及配套装订设备', '仅在承租方办公场所使用'], ['公务出行车辆', '五座轿车及随车工具', '仅作公务出行使用'],
] as const

/** Articles of a lease in the order stationers print them; the sums stand in the third. */
const leaseTerms: [title: string, texts: string[]][] = [
  ['交付与验收', ['甲方应当在起租日将租赁物交付乙方，双方当面清点并填写交接单，交接单作为返还时核对的依据。', '交付时租赁物应当处于正常使用状态，不符合约定的，乙方有权拒收并要求更换。']],
  ['使用与维修', ['乙方应当合理使用和妥善保管租赁物，不得擅自改装、转租或者抵押。', '租赁期内的正常维修由甲方负责，甲方应当在接到通知后两日内处理；因乙方使用不当造成损坏的，由乙方承担修复费用。']],
  ['权利保证', ['甲方保证对租赁物享有所有权或者处分权，因权属纠纷影响乙方使用的，甲方应当退还相应租金并赔偿损失。', '租赁期内甲方转让租赁物的，不影响本合同的效力，乙方在同等条件下享有优先购买权。']],
  ['违约责任', ['甲方逾期交付的，每逾期一日按租金总额的千分之一支付违约金。', '乙方逾期支付租金的，每逾期一日按应付金额的万分之五支付违约金，因财政拨付原因延迟的除外。', '任何一方单方提前终止合同的，应当提前三十日书面通知对方，并支付相当于一个月租金的补偿。']],
  ['返还与续租', ['租赁期满乙方应当在三日内返还租赁物，经甲方检查无误后，甲方在五个工作日内无息退还保证金。', '乙方需要续租的，应当在期满前三十日提出，租金由双方另行商定。']],
  ['附则', ['本合同履行中发生的争议，双方协商解决，协商不成的，由租赁物所在地人民法院管辖。', '本合同一式肆份，甲、乙双方各执贰份，双方签章后生效。']],
]

export const lease: Layout<Facts> = (facts, studio) => {
  const { fields, signers } = facts
  const { random, names, faces } = studio
  const [title, thing, use] = random.pick(lets)
  const style: PageStyle = { sizeMm: random.pick([4.1, 4.6, 5]), left: 27, widthMm: 156, top: 30, bottom: 266, colours: { label: '#26241f', ink: '#23211e' }, paper: '#fcfbf6', footer: (page) => `· ${page} ·`, header: `${title}租赁合同` }
  const article = (i: number, text: string): Line => ({ ...line(`第${numbered(i)}条　${text}`, 2.4), bold: true })
  const lines: Line[] = [
    { runs: [{ text: '出租方（以下简称甲方）：' }, { text: fields.sellerName!, field: 'sellerName' }], indentMm: 0, gapMm: 36 }, line(`统一社会信用代码：${facts.sellerTaxId}`),
    { runs: [{ text: '承租方（以下简称乙方）：' }, { text: fields.buyerName!, field: 'buyerName' }], indentMm: 0, gapMm: 2 }, line(`统一社会信用代码：${facts.buyerTaxId}`),
    article(0, '租赁物'), line(`甲方将${thing}出租给乙方，${use}，存放或者坐落地点为${facts.place}。`),
    article(1, '租赁期限'), line(`租赁期为一年，自${dateForms.plain(dayAfter(fields.date!, 3))}起算。`),
    article(2, '租金与保证金'), { runs: [{ text: '租金总额：￥' }, { text: withCommas(fields.amountTotal!), field: 'amountTotal' }, { text: '元，人民币大写：' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: '。' }], indentMm: 0, gapMm: 0 },
    line(`租金分两期支付，每期￥${withCommas(yuanOf(Math.round(Number(fields.amountTotal) * 50)))}元，甲方应当先行开具等额发票。`), line(`乙方于交付时支付履约保证金￥${random.pick(['1,000.00', '2,000.00', '5,000.00'])}元。`),
    ...leaseTerms.flatMap(([head, texts], i) => [article(i + 3, head), ...texts.map((text) => line(text))]),
    { runs: [{ text: '签订日期：' }, { text: random.pick([dateForms.long, dateForms.plain])(fields.date!), field: 'date' }, { text: `　　签订地点：${names.city()}市` }], indentMm: 0, gapMm: 4 },
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 46)
  const first = pages[0]!
  first.label(105, 40, `${title}租赁合同`, 8, { align: 'middle' })
  first.pair(132, 52, 'No. ', fields.contractNumber!, 4.2, { field: 'contractNumber' })
  const sides = [['甲方（签章）', fields.sellerName!, signers[1], `${facts.bank} ${facts.account}`], ['乙方（签章）', fields.buyerName!, signers[0], '']] as const
  sides.forEach(([label, , signer, account], side) => {
    const x = 27 + side * 84
    last.label(x, endY + 12, label, 4.4)
    last.pair(x, endY + 30, '经办人：', signer, 4.2)
    last.label(x, endY + 39, account, 3, { roomMm: 76 })
  })
  last.sheet.ovalSeal(72, endY + 16, [fields.sellerName!.slice(0, 9), '合同专用章'], faces.label, { rx: 19, ry: 13 })
  last.sheet.roundSeal(156, endY + 18, fields.buyerName!.replace('（样例）', ''), faces.label, { radius: 18 })
  return { sheets: pages.map((press) => press.sheet) }
}
