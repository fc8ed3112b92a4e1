/**
 * What values look like, with the slips a reader makes. A shape takes text beside a label and gives the value in the
 * contract's form, where in the text it stands, and how well it fits; it never adds what is not there.
 */
import { formatYuan, mendUpperAmount, parseUpperAmount, parseYuan } from '../../src-shared/money.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'

/** `fit`: 1 for a value as it must be, less where something about it is odd. `known`: parts of the text that the value does without, or that nothing else could stand for; how well they were read says nothing of it. */
export interface Shaped { value: string; start: number; end: number; fit: number; known?: RegExp }
export type Shape = (text: string) => Shaped | null

/** Characters that a digit is mistaken for. */
const digitSlips: Record<string, string> = { O: '0', o: '0', Q: '0', D: '0', '〇': '0', '°': '0', l: '1', I: '1', '|': '1', i: '1', '!': '1', z: '2', Z: '2', A: '4', s: '5', S: '5', b: '6', G: '6', T: '7', B: '8', g: '9', q: '9' }
const digitLike = `[\\d${Object.keys(digitSlips).map((char) => `\\${char}`).join('').replaceAll('\\O', 'O').replace(/\\([A-Za-z〇°])/g, '$1')}]`

export const asDigits = (text: string) => [...text].map((char) => digitSlips[char] ?? char).join('')

/** A number of so many digits, spaces and dots between its groups left out. */
export function digits(...lengths: number[]): Shape {
  const run = new RegExp(`(?<![A-Za-z\\d])${digitLike}(?:[ .·-]?${digitLike})*(?![A-Za-z])`, 'g')
  return (text) => {
    for (const match of text.matchAll(run)) {
      const bare = match[0].replace(/[ .·-]/g, '')
      const value = asDigits(bare)
      const slips = [...bare].filter((char) => !/\d/.test(char)).length
      if (slips * 3 > bare.length || !lengths.includes(value.length)) continue
      return { value, start: match.index, end: match.index + match[0].length, fit: 1 - 0.1 * slips }
    }
    return null
  }
}

/** A number of any of a range of lengths; the first length is the right one. */
export function digitsNear(right: number, low: number, high: number): Shape {
  const others = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((length) => length !== right)
  return firstOf(digits(right), weaker(digits(...others), 0.5))
}

export function firstOf(...shapes: Shape[]): Shape {
  return (text) => {
    for (const shape of shapes) {
      const shaped = shape(text)
      if (shaped) return shaped
    }
    return null
  }
}

export function weaker(shape: Shape, by: number): Shape {
  return (text) => {
    const shaped = shape(text)
    return shaped && { ...shaped, fit: shaped.fit * by }
  }
}

/** The first match of a pattern; its first group, where it has one, is the value. Spaces inside are left out. */
export function pattern(source: RegExp, fit = 1): Shape {
  return (text) => {
    const match = source.exec(text)
    if (!match) return null
    const value = (match[1] ?? match[0]).replace(/ /g, '')
    const start = match.index + match[0].indexOf(match[1] ?? match[0])
    return value === '' ? null : { value, start, end: start + (match[1] ?? match[0]).length, fit }
  }
}

const d = digitLike
const dayPattern = new RegExp(`(?<!\\d)(2 ?0 ?${d} ?${d}|(?<!\\d[年\\-/.])\\d{2}(?=[年\\-/.])) ?[年\\-/.·,— ]{1,2} ?(${d}{1,2}) ?[月\\-/.·,— ]{1,2} ?(${d}{1,2})(?!\\d{3}) ?日?|(?<!\\d)(20\\d{2}) ?(0[1-9]|1[0-2]) ?([0-2]\\d|3[01])(?!\\d)`)

const hanFigures = '〇一二三四五六七八九'
const inHan = /(二[〇○OoＯ零0][〇○OoＯ零0一二三四五六七八九]{2}) ?年 ?([一二三四五六七八九十元正]{1,2}) ?月 ?([一二三四五六七八九十廿卅]{1,3}) ?日/

/** 十一 is 11, 二十 20, 廿三 23. */
function countedInHan(text: string): number {
  const [tens, ones] = text.replace('廿', '二十').replace('卅', '三十').replace(/[元正]/, '一').split('十') as [string, string?]
  return ones === undefined ? hanFigures.indexOf(tens) : (tens === '' ? 1 : hanFigures.indexOf(tens)) * 10 + (ones === '' ? 0 : hanFigures.indexOf(ones))
}

/** A day in characters, 二〇二六年三月五日, as covers and certificates have it. */
const dayInHan: Shape = (text) => {
  const match = inHan.exec(text)
  if (!match) return null
  const year = [...match[1]!].map((char) => Math.max(0, hanFigures.indexOf(char))).join('')
  const [month, date] = [countedInHan(match[2]!), countedInHan(match[3]!)]
  if (month < 1 || month > 12 || date < 1 || date > 31) return null
  return { value: `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`, start: match.index, end: match.index + match[0].length, fit: 1, known: betweenFigures }
}

/** Whichever sign parts the figures of a day or a time, they say the same. */
const betweenFigures = /[年月日时点分:;：\-/.·,— ]/g

/** A day, in the contract's form. */
export const day: Shape = (text) => dayInFigures(text) ?? dayInHan(text)

function dayInFigures(text: string): Shaped | null {
  const match = dayPattern.exec(text)
  if (!match) return null
  const [year, month, date] = (match[1] ? [match[1], match[2]!, match[3]!] : [match[4]!, match[5]!, match[6]!]).map((part) => asDigits(part.replace(/ /g, ''))) as [string, string, string]
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= 31
  if (!isDay) return null
  return { value: `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, start: match.index, end: match.index + match[0].length, fit: match[1]?.length === 2 ? 0.7 : 1, known: betweenFigures }
}

/** A line that is a day and nothing else: the paper's own, not a term or an event it speaks of. */
export const dayAlone: Shape = (text) => {
  const found = day(text)
  return found && text.slice(0, found.start).trim() === '' && text.slice(found.end).trim() === '' ? found : null
}

/** A time of day, seconds left out. */
export const timeOfDay: Shape = (text) => {
  // A letter before it may be its first figure; a day may stand right before it.
  const match = /(?:(?<![\d:OolIiZSB|])|(?<=20\d\d[-/.]\d\d[-/.]\d\d))([01]?\d|2[0-3]) ?[:;：时点.] ?([0-5]\d)(?: ?[:分] ?[0-5]\d)?(?!\d)/.exec(text)
  return match && { value: `${match[1]!.padStart(2, '0')}:${match[2]}`, start: match.index, end: match.index + match[0].length, fit: 1, known: besideMinutes }
}
const besideMinutes = /[:;：时点. ]|(?<=\d\D{1,3}\d\d ?)[:分] ?\d\d$/g

const amountPattern = /(?<![\d.A-Za-z])(?:[¥YV半羊￥$#]|CNY|CN|RMB)? ?(-? ?\d{1,3}(?:[,，.] ?\d{3})+(?:[.．·。,] ?\d{2})(?!\d)|-? ?\d+ ?[.．·。] ?\d{1,2}(?!\d)|-? ?\d+ ?, ?\d{2}(?!\d)|-? ?\d+)(?![\d%A-Za-z])/g

export interface Amount extends Shaped { hasDecimals: boolean; hasSign: boolean }

/** Letters among figures; the rest of the text keeps its places. */
const letterInFigures = /(?<=\d[.,]?)[OoIlSBZ](?=[\d.,OoIlSBZ]|$|[ 元)）])|(?<=[¥￥])[OoIlSBZ](?=[\d.,])/g

const betweenThousands = /[,， ](?= ?\d{3})/g

/** Every amount in a text. A currency sign may be read as another character or be missing; whole yuan fit less well, and letters read for figures. */
export function amountsIn(printedText: string): Amount[] {
  const text = printedText.replace(letterInFigures, asDigits)
  return [...text.matchAll(amountPattern)].flatMap((match) => {
    const printed = match[1]!.replace(/ /g, '')
    const decimals = /[.．·。,，](\d{1,2})$/.exec(printed)
    const whole = (decimals ? printed.slice(0, decimals.index) : printed).replace(/[,，.]/g, '')
    const fen = parseYuan(decimals ? `${whole}.${decimals[1]}` : whole)
    if (fen === null) return []
    const hasSign = /^[¥YV半羊￥$#CR]/.test(match[0])
    const start = match.index + match[0].indexOf(match[1]!)
    const end = start + match[1]!.length
    const isSlipped = text.slice(start, end) !== printedText.slice(start, end)
    // Figures that go on behind it were not understood.
    const isCutOff = /^ ?[.,，·。] ?[\dA-Za-z]/.test(text.slice(end))
    return [{ value: formatYuan(fen), start, end, hasDecimals: decimals?.[1]?.length === 2, hasSign, known: betweenThousands, fit: isCutOff ? 0.3 : isSlipped ? 0.6 : decimals ? 1 : hasSign ? 0.8 : 0.6 }]
  })
}

export const amount: Shape = (text) => {
  const all = amountsIn(text)
  return all.find((one) => one.hasDecimals) ?? all.find((one) => one.fit > 0.9 || one.hasSign) ?? all[0] ?? null
}

const upperRun = /[负零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正一二三四五六七八九十百千貳陸参叄萬億圓查臺武贷染别別致雾抬捡伯怕什任园](?:[负数零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正一二三四五六七八九十百千貳陸参叄萬億圓查臺武贷染别別致雾抬捡伯怕什任园鳖 ]|[围囿身甬](?=[零壹贰叁肆伍陆柒捌玖整正分]))*/g

/** 大写 as printed; characters that it cannot hold and that look like one it can are put right, which ranks it below what is sure alone. */
export const upperAmount: Shape = (text) => {
  for (const match of text.matchAll(upperRun)) {
    // Preprinted places that are struck out, ⊗佰⊗拾, leave the unit of the last before the sum.
    const struck = /[⊗⊕×¤※] ?$/.test(text.slice(0, match.index)) ? /^[拾佰仟万亿] ?/.exec(match[0])?.[0].length ?? 0 : 0
    const bare = match[0].slice(struck).replace(/ /g, '')
    const value = mendUpperAmount(bare)
    if (value.length < 3 || parseUpperAmount(value) === null || !/[壹贰叁肆伍陆柒捌玖拾佰仟零]/.test(value)) continue
    return { value, start: match.index + struck, end: match.index + match[0].length, fit: value === bare ? 1 : 0.6 }
  }
  return null
}

/** Small letters are slips of digits and capitals; the six places of the district are digits. */
function asTaxId(text: string): string {
  const upper = text.replace(/[loizs]/g, (char) => digitSlips[char]!).toUpperCase()
  return upper.length === 18 ? upper.slice(0, 2) + asDigits(upper.slice(2, 8)) + upper.slice(8) : upper
}

/** A reader takes 0 and Q for each other, and seldom surely. */
const zeroOrQ = /[0Q]/g
/** Before it an id has figures alone. */
const afterDistrict = 8

/** Whether some choice between 0 and Q makes it a right id. */
function canBeRight(value: string): boolean {
  const places = [...value.matchAll(zeroOrQ)].map(({ index }) => index).filter((index) => index >= afterDistrict)
  return Array.from({ length: 2 ** places.length }, (_, choice) => choice).some((choice) => {
    const spelt = [...value]
    for (const [i, place] of places.entries()) spelt[place] = choice & (1 << i) ? 'Q' : '0'
    return isValidTaxId(spelt.join(''))
  })
}

/** A taxpayer's id: a credit code whose check digit is right fits best; what only has the length of one, less. */
export const taxId: Shape = (text) => {
  let best: Shaped | null = null
  for (const match of text.matchAll(/[0-9A-Za-z](?:[ .·]?[0-9A-Za-z]){14,19}/g)) {
    const value = asTaxId(match[0].replace(/[ .·]/g, ''))
    const fit = isValidTaxId(value) && value.length === 18 ? 1 : value.length === 18 ? 0.7 : isValidTaxId(value) ? 0.65 : 0.4
    // Where neither makes it right, the paper is at fault whichever it prints.
    if (!best || fit > best.fit) best = { value, start: match.index, end: match.index + match[0].length, fit, known: value.length === 18 && !canBeRight(value) ? zeroOrQ : undefined }
  }
  return best
}

const foreignCompany = /\b(?:co|ltd|limited|inc|llc|corp|corporation|company|gmbh|plc|hotel|university|institute|press)\b/i

/** The name of a company, an office or a person: two Han characters at least, spaces inside it left out. */
export const partyName: Shape = (text) => {
  if (/盖章(?:有效|无效)|未盖章|专用章$|^(?:有效|无效|回单|存根|留存|盖章|签章|签名|签字|专用章|收执|备查|记账)|[\u4e00-\u9fff][,;，。；]|记账$|^(?:开票|复核|审核|经办|制单|收银)[\u4e00-\u9fff]{2,3}$|进账单|^(?:账号|帐号|账户|户名|全称|开户银?行)[:：]?$|^(?:COPY|SLIP|RECEIPT|NAME)$/i.test(withoutSpaces(text))) return null
  const match = /^[ :;.,、·*~_-]*(.*?)(?: ?(?:[(（]? ?以下(?:简称|称)|(?:收款|收费|开票|复核|审核|经办|制单|记账|收银|操作|(?:财务|单位)负责)[员人]).*)?[ :;.,、_|-]*$/.exec(text)!
  // 称 before a name is the end of a label; 称多 is a county.
  const value = withoutSpaces(match[1]!).replace(/^称(?!多)(?=[\u4e00-\u9fff]{4})/, '').replace(/^(?:单位|企业|公司)?名称[(（](?:公?章|盖章|全称)[)）]:?|^[a-z]{1,2}[.:](?=[\u4e00-\u9fff])|^[(（][^()（）]{0,8}(?:章|签名|签字|全称|单位|个人)[)）] ?|^[(（]?(?:公?章|未?盖章(?:有效|无效)?|签章|签名|全称|个人)[)）]? ?|[(（](?:公?章|盖章|签章)[)）]$/, '')
  const han = value.match(/[\u4e00-\u9fff]/g)?.length ?? 0
  const latin = value.match(/[A-Za-z]/g)?.length ?? 0
  if (/^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]+$/.test(value)) return null
  // Figures among letters are a number; letters alone name a company where they say that it is one.
  if (han < 2 && (latin < 4 || /\d.*\d.*\d/.test(value))) return null
  const isForeign = han === 0 && !foreignCompany.test(value)
  const start = text.indexOf(match[1]!)
  return { value, start, end: start + match[1]!.length, known: inNames, fit: isForeign ? 0.55 : bodyEnd.test(value) ? 1 : han < 6 ? 0.85 : cutShort }
}
/** Both widths of a bracket are the same; between 有 and 司 no other word stands. */
const inNames = /[()（）]|(?:股份)?有限(?:责任)?公司/g
const bodyEnd = /(公司|山庄|度假村|客栈|厂|场|店|部|行|所|院|校|学|局|厅|署|馆|站|队|中心|社|会|处|委|室|政府|集团|园|户|铺|坊|楼|基地|[)）])$/
/** A long name that ends like no firm and no office may go on in the next row, where it was not found: it needs a person's look. */
const cutShort = 0.6

/** The family names of nearly everyone. */
const surnames = new Set('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝赖芮荀茹宣庾雍钮况亓谯竺桓昝练湛衡缪蔚揭晁阎萧云酆邴糜羿汲郗宓蓟邰屠逄郦璩濮扈郏浦暨阙殳夔厍訾阚乜蒯逯缑狄贝茅危奚裘杭於乌弓牧戎束幸郜薄宿怀鄂索籍池莘扶堵宰寿慎戈禄沃勾饶昌凤'.split(''))
const twoCharSurnames = /^(?:欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文)/
const noName = /[站座车票次号铺开售检网祝限效买发店房元年月日时]|有限|公司|中国|铁路|销使|清单|账单|发票|收据|单据|NAME|PASSENGER|FOLIO|GUEST|DATE|TOTAL|TICKET/

const neverNamed = /清单|账单|帐单|发票|收据|单据|票据|公司|有限|铁路|报销|专用|有效|无效|签[名字章]|姓名|日期|金额|合计|单位|身份|证件|房间|房号|电话/

/** Offices end so, and nobody's name of that length. */
const noPerson = /[局院所厅委校部馆处队厂店社会站心司行园大学]$/

/** What labels say in English. Tickets part a name by a stroke. */
const latinLabel = /^[A-Z].*\b(?:ID|NO|NAME|TEL|DATE|FROM|TO|TOTAL|NUMBER|CODE|SEAT|FLIGHT|CARRIER|CLASS|TIME|FARE|TAX|FUND|BY|OF|ORIGIN|REMARKS?|CARD|TICKET|VALID|STATUS|CHECK|SERIAL|INSURANCE|EXEMPT|VOID)\b|^(?:ID|NO|NAME|TICKET|CARD|FLIGHT|ISSUED?|DATE|PASSENGER) /

/** A person's name, Han or Latin; a family name at its head fits best. */
export const personName: Shape = (text) => {
  const match = /^[ :.,、]*([\u4e00-\u9fff](?:[ ·]?[\u4e00-\u9fff]){1,5}|[A-Z]{2,}[/ ][A-Z][A-Z ]*)(?![\u4e00-\u9fff])/.exec(text)
  if (!match) return null
  const value = match[1]!.replace(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '$1').trim()
  if (neverNamed.test(value) || latinLabel.test(value) || (/^[\u4e00-\u9fff]{5,}$/.test(value) && noPerson.test(value)) || (noName.test(value) && /^[\u4e00-\u9fff]{4,}$/.test(value))) return null
  const start = match[0].indexOf(match[1]!)
  const isUsual = (surnames.has(value[0]!) && value.length <= 4) || twoCharSurnames.test(value) || /·/.test(value) || /^[A-Z]/.test(value)
  return { value, start, end: start + match[1]!.length, fit: /^[A-Z]/.test(value) && noName.test(value) ? 0.1 : /^[A-Z]+ /.test(value) ? 0.6 : isUsual ? 1 : value.length > 4 ? 0.5 : 0.6 }
}

/** Spaces beside Han characters are the typesetter's; between Latin words they belong to the name. */
export function withoutSpaces(text: string): string {
  return text.replace(/ ?([\u2e80-\uffef·]) ?/g, '$1')
}

/** What stands where places are named and names none. */
export const noPlace = /(?:日期|时间|号码|车次|航班|班次|航空|舱位?|票价|姓名|旅客|类型|票种|座位|席别|等级|检票口?|金额|金额元|全价|全票|学惠|网折|限乘|当日|有效|公司|发票|车票|客票|行程单|电话|热线|里程|合计|顺风|章|联)$|[铁航]路|经由|^(?:专用|有效|监制|票专用)|^(?:出发|到达|始发|终到|终点|起点|起始|上车|下车|乘车|发|到|目的|中转|换乘|检票|起讫|起止|入口|出口|收费)站(?:名|点)?$|^.[A-Z][·.]?[A-Z\d]{4}|^[客货] ?\d|^.{2,}至.{2,}$/

/** A station, a stop, a gate, a town; the 自 or 至 before it is none of it. */
export const placeName: Shape = (text) => {
  const match = /^[ :]*(?:(?:自(?!贡)|至|由|从(?!化|江)|到|往|去|开往)(?=[\u4e00-\u9fff]{2}))? ?((?:[\u4e00-\u9fff](?: ?[\u4e00-\u9fff\dA-Za-z()])*))/.exec(text)
  if (!match) return null
  const value = match[1]!.replace(/ /g, '')
  return value.length < 2 || value.length > 16 || noPlace.test(value) ? null : { value, start: match[0].length - match[1]!.length, end: match[0].length, fit: 1 }
}

const provinces = '京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼'
/** A number plate, as printed. */
export const plate: Shape = (text) => {
  const shaped = printedPlate(text)
  // No plate has I or O among its digits; other letters there may be figures.
  const value = shaped && shaped.value.slice(0, 2) + shaped.value.slice(2).replace(/[IO]/g, asDigits)
  const isDoubtful = value !== null && (value !== shaped!.value || /\d[SBZ]/.test(value.slice(2)))
  return isDoubtful ? { ...shaped!, value, fit: 0.6 } : shaped
}
const printedPlate = pattern(new RegExp(`([${provinces}] ?[A-Z] ?[·.・-]? ?[A-Z0-9](?:[ .-]?[A-Z0-9]){3,5})`))
export const train = pattern(/(?<![A-Za-z\d])([GDCZTKLYSP] ?\d{1,4}|(?!20[2-4]\d(?! ?次))\d{4})(?: ?次)?(?![\dA-Za-z年月.:/-])/)
/** The letter of the class may follow; a stroke or comma makes it an agent's code. */
export const flight = pattern(/(?<![A-Za-z\d])([A-Z\d][A-Z] ?\d{3,4}|[A-Z]\d ?\d{3,4})(?:(?![\dA-Za-z/,])|(?=[A-Z](?![\dA-Za-z])))/)
export const kilometres = pattern(/(?<![\dOolIiZSB|.])(\d{1,4}(?: ?[.,] ?\d{1,2})?)(?= ?(?:km|KM|Km|公里|千米)|(?![\dA-Za-z:时年月/-]| ?[.,]\d))/)
const beforeTail = /[^](?=(?:\D*\d){4})/g
/** The last four digits of an account or card, which may be starred. */
export const accountTail: Shape = (text) => {
  for (const match of text.matchAll(/[\dXx*•●][\dXx*•● .-]*[\dXx*•●]/g)) {
    const bare = match[0].replace(/[ .-]/g, '')
    if (bare.length < 8 || bare.length > 32 || !/\d{4}$/.test(bare)) continue
    const end = match.index + match[0].length
    return { value: bare.slice(-4), start: match.index, end, fit: bare.length >= 12 || /[*Xx•●]/.test(bare) ? 1 : 0.7, known: beforeTail }
  }
  return null
}
