/**
 * Sheets of invented lines for a recogniser to learn from: what vouchers hold (names, ids, amounts, dates, forms' words)
 * and characters by chance, so that rare ones are learnt and no word is expected where it is not printed.
 */
import { formatUpperAmount } from '../src-shared/money.ts'
import { Names } from '../src-samples/names.ts'
import type { Random } from '../src-samples/random.ts'
import { escape, Sheet, widthOf } from '../src-samples/sheet.ts'
import type { SampleVoucher } from '../src-samples/voucher.ts'
import { pad, withCommas } from '../src-samples/vouchers/press.ts'

const [widthMm, heightMm, borderMm] = [210, 297, 10]
/** Faces of the tuning set and others of its makers; none of the held-out set. */
const faces = ['Noto Serif CJK SC', 'Noto Sans CJK SC', 'AR PL UMing CN', 'AR PL UKai CN', 'Noto Sans Mono CJK SC']
const latinFaces = ['Liberation Mono', 'Liberation Sans', 'Liberation Serif']
const inks = ['#222', '#222', '#26262a', '#1d2f6f', '#333c44', '#8a2018', '#7a4a1e', '#555', '#c0222c', '#1f5c46']
const papers = ['#fbfaf5', '#fefefd', '#f4f6ee', '#eef3fa', '#fbeeee', '#fdf6dc']

/** The 3,755 characters of GB 2312's first level, by how they sound. */
const commonChars = charsOf(0xb0, 0xd7)
/** The second level: the rarer ones, by radical. */
const rareChars = [...charsOf(0xd8, 0xf7), ...'酆殳蒯郄翀旻玢婳郇佘晁熊']
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公佘佟漆雕阳']
const formWords = '名称：|纳税人识别号：|地址、电话：|开户行及账号：|金额（大写）|（小写）￥|价税合计|合计|备注|开票人：|收款人：|复核：|项目名称|规格型号|单位|数量|单价|税率/征收率|税额|发票号码：|开票日期：|发票代码：|校验码：|乘车日期|票价|车号|里程|上车|下车|单号：|交易时间：|凭证号：|经办人（签字）：|部门负责人：|附件：|张|实报金额|报销事由：|共　页|第　页|甲方（盖章）：|乙方：|☑是　☐否|☐现金　☑转账|验收结论：☑合格　☐不合格|身份证号：|联系电话：|座位号：|车厢|检票口：|航班号|舱位|票号：|保险费|燃油附加费|民航发展基金'.split('|')
const sideWords = '购买方|销售方|密码区|备注|购货单位|销货单位|合计|项目|金额|记账联|发票联|抵扣联|存根联|报销凭证|收款方|付款方|交易信息|车辆信息|第一联|第二联|第三联|甲方|乙方|审批意见|验收意见'.split('|')
/** Of the sheets, the part that holds columns. */
const columnsShare = 0.06
const wordSigns = ['、', '，', '。', '：', '（', '）', '-', '—', '/', '·', '*', '《', '》', '“', '”', '；', '%', '．', '~', '+', '#', '&', '【', '】', '①', '②', '③', 'No.', '№', 'kg', 'm³', '³', '×', '℃', '㎡', '※', '⑤', '⑥', '⑩', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅴ', '☑', '☐']

/** One page of lines, as a voucher without fields. */
/** @param isKnown characters that the recogniser can say; no other is printed */
export function specimen(random: Random, isKnown: (char: string) => boolean): SampleVoucher {
  const sheet = new Sheet(widthMm, heightMm, random.pick(papers))
  const names = new Names(random, 'tuning')
  if (random.next() < columnsShare) return voucherOf(columns(sheet, random, isKnown))
  for (let y = borderMm + 3; y < heightMm - borderMm;) {
    const sizeMm = random.pick([2.2, 2.5, 2.8, 3.2, 3.6, 4, 4.6, 5.4])
    const step = sizeMm * random.between(1.35, 2.2)
    y += step
    for (let x = borderMm + random.between(0, 8); ;) {
      const written = printLine(sheet, random, knownTextOf(random, names, isKnown), x, y, sizeMm)
      if (written === null) break
      x = written + sizeMm * random.between(1.2, 4)
    }
    if (random.next() < 0.12) sheet.line(borderMm, y + step * 0.3, widthMm - borderMm, y + step * 0.3, { colour: random.pick(inks), widthMm: random.between(0.1, 0.4) })
  }
  return voucherOf(sheet)
}

const voucherOf = (sheet: Sheet): SampleVoucher => ({ kind: 'blank', fields: {}, lineItems: [], qr: [], fault: null, sheets: [sheet] })

/** Words of forms that run down the side of a table. */
function columns(sheet: Sheet, random: Random, isKnown: (char: string) => boolean): Sheet {
  const [sizeMm, font, colour] = [random.pick([2.6, 3, 3.4, 4, 4.8]), random.pick(faces), random.pick(inks)]
  for (let x = borderMm + sizeMm; x < widthMm - borderMm; x += sizeMm * random.between(1.8, 3.5)) {
    for (let y = borderMm + sizeMm; y < heightMm - borderMm;) {
      const text = [...(random.next() < 0.4 ? random.pick(sideWords) : words(random, random.integer(2, 8)).replace(/[^\p{Script=Han}]/gu, ''))].filter(isKnown).join('')
      const stepMm = sizeMm * random.pick([1.02, 1.15, 1.3, 1.8])
      if (text !== '') sheet.text(x, y, text, { sizeMm, font, colour, downwards: true, stepMm })
      y += stepMm * [...text].length + sizeMm * random.between(1.5, 3)
    }
  }
  return sheet
}

/** A press of its own for each line: bolder or thinner, narrower or wider, leaning, in dots. @returns where it ends; null where there is no room */
function printLine(sheet: Sheet, random: Random, text: string, x: number, y: number, sizeMm: number): number | null {
  const font = /^[\x20-\x7e¥]+$/.test(text) && random.next() < 0.6 ? random.pick(latinFaces) : random.pick(faces)
  const [wide, lean, spacing] = [random.pick([1, 1, 1, 0.8, 0.9, 1.15]), random.next() < 0.1 ? random.between(-10, 10) : 0, random.next() < 0.15 ? random.between(0, 0.25) * sizeMm : 0]
  const width = widthOf(text, sizeMm, font, spacing) * wide
  if (x + width > widthMm - borderMm) return null
  const [ink, bold, stroke] = [random.pick(inks), random.next() < 0.15, random.next() < 0.3 ? random.between(0, 0.03) * sizeMm : 0]
  sheet.mark(`<text transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) skewX(${lean.toFixed(1)}) scale(${wide} 1)" font-size="${sizeMm}" font-family="${font}" fill="${ink}" xml:space="preserve"${bold ? ' font-weight="bold"' : ''}${stroke ? ` stroke="${ink}" stroke-width="${stroke.toFixed(3)}"` : ''}${spacing ? ` letter-spacing="${spacing.toFixed(3)}"` : ''}>${escape(text)}</text>`)
  if (random.next() < 0.06) inDots(sheet, x, y, width, sizeMm)
  sheet.texts.push({ text, role: 'print', quadMm: [[x, y - 0.86 * sizeMm], [x + width, y - 0.86 * sizeMm], [x + width, y + 0.24 * sizeMm], [x, y + 0.24 * sizeMm]] })
  return x + width
}

/** Needles leave white between their dots. */
function inDots(sheet: Sheet, x: number, y: number, width: number, sizeMm: number): void {
  const step = sizeMm / 20
  const rows = Array.from({ length: 24 }, (_, i) => `M${x} ${(y - 0.9 * sizeMm + i * step).toFixed(3)}h${width.toFixed(2)}`)
  sheet.mark(`<path d="${rows.join('')}" stroke="${sheet.paper}" stroke-width="${(step * 0.35).toFixed(3)}"/>`)
}

function knownTextOf(random: Random, names: Names, isKnown: (char: string) => boolean): string {
  for (;;) {
    const text = [...textOf(random, names)].filter((char) => /\s/.test(char) || isKnown(char)).join('').trim()
    if (text !== '') return text
  }
}

function textOf(random: Random, names: Names): string {
  const kind = random.next()
  if (kind < 0.3) return words(random, random.integer(2, 18))
  if (kind < 0.42) return `${random.next() < 0.4 ? random.pick(formWords) : ''}${person(random)}`
  if (kind < 0.5) return random.pick(formWords) + (random.next() < 0.5 ? words(random, random.integer(1, 6)) : '')
  if (kind < 0.56) return random.pick([names.company(), names.unit(), names.address(), names.hospital(), names.bank()])
  if (kind < 0.7) return number(random)
  if (kind < 0.78) return upperAmount(random)
  if (kind < 0.9) return `${random.pick(formWords)}${number(random)}`
  return mixed(random)
}

/** Mostly common characters, a third of them rare, now and then a sign or figures. */
function words(random: Random, length: number): string {
  let text = ''
  for (let i = 0; i < length; i++) {
    const chance = random.next()
    text += chance < 0.7 ? random.pick(commonChars) : chance < 0.88 ? random.pick(rareChars) : chance < 0.95 ? random.pick(wordSigns) : random.digits(random.integer(1, 3))
  }
  return text
}

function person(random: Random): string {
  const given = () => random.pick(random.next() < 0.8 ? commonChars : rareChars)
  const spaced = random.next() < 0.1 ? '　' : ''
  return random.pick(surnames) + spaced + given() + (random.next() < 0.6 ? given() : '')
}

function number(random: Random): string {
  const [year, month, day] = [random.integer(1998, 2039), random.integer(1, 12), random.integer(1, 31)]
  const yuan = () => (random.integer(1, 10 ** random.integer(3, 9)) / 100).toFixed(2)
  const letters = (count: number, from = 'ABCDEFGHJKLMNPQRTUWXY0123456789') => Array.from({ length: count }, () => random.pick([...from])).join('')
  return random.pick([
    () => `${year}年${pad(month)}月${pad(day)}日`, () => `${year}-${pad(month)}-${pad(day)}`, () => `${year}/${month}/${day}`, () => `${year}.${pad(month)}.${pad(day)} ${pad(random.integer(0, 23))}:${pad(random.integer(0, 59))}`,
    () => `${pad(random.integer(0, 23))}:${pad(random.integer(0, 59))}:${pad(random.integer(0, 59))}`, () => yuan(), () => `￥${yuan()}`, () => `¥${withCommas(yuan())}`, () => `${withCommas(yuan())}元`, () => `-${yuan()}`,
    () => random.digits(random.pick([4, 6, 8, 10, 11, 12, 16, 19, 20])), () => `9${random.digits(1)}${random.digits(6)}${letters(10)}`, () => letters(random.integer(5, 14)), () => `${random.digits(3)}****${random.digits(4)}`,
    () => `${random.digits(4)} ${random.digits(4)} ${random.digits(4)} ${random.digits(4)}`, () => `0${random.digits(3)}-${random.digits(8)}`, () => `${random.integer(1, 17)}%`, () => `${letters(1, 'ABCDGKTZ')}${random.digits(4)}`, () => `${random.integer(1, 18)}车${pad(random.integer(1, 20))}${letters(1, 'ABCDF')}号`,
    () => `${random.integer(1, 40)}.${random.integer(0, 9)}km`, () => `第${random.integer(1, 9)}页 共${random.integer(1, 9)}页`, () => letters(random.integer(8, 20), '0123456789abcdef'), () => `${random.digits(5)} ${random.digits(5)} ${random.digits(5)}`, () => `No ${random.digits(8)}`,
  ])()
}

function upperAmount(random: Random): string {
  const fen = BigInt(random.integer(1, 10 ** random.integer(3, 9)))
  return `${random.pick(['', '', '人民币', '（大写）'])}${formatUpperAmount(fen)}`
}

function mixed(random: Random): string {
  const word = () => Array.from({ length: random.integer(2, 9) }, () => random.pick([...'abcdefghijklmnopqrstuvwxyz'])).join('')
  const spelt = random.next() < 0.5 ? word() : word().toUpperCase()
  return random.pick([() => `${spelt} ${word()}`, () => `${words(random, 3)}（${spelt}-${random.digits(3)}）`, () => `${spelt}:${number(random)}`, () => `${word()}@${word()}.cn`, () => `*${words(random, 3)}*${words(random, 4)}`, () => `《${words(random, 6)}》`, () => `${random.integer(1, 9)}、${words(random, 8)}`])()
}

function charsOf(firstRow: number, lastRow: number): string[] {
  const decoder = new TextDecoder('gb18030')
  const bytes: number[] = []
  for (let row = firstRow; row <= lastRow; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  return [...decoder.decode(Uint8Array.from(bytes))].filter((char) => /\p{Script=Han}/u.test(char))
}
