/** 医疗门诊、住院收费票据（电子）: fees in two columns, insurance settlement below. */
import type { LineItem } from '../../src-shared/scan.ts'
import { Sheet } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'
import { itemised } from './medical-held-out.ts'
import { strip, sumOnTop } from './medical-more.ts'
import { fiscalNumbers, fiscalQr } from './nontax.ts'
import { dateForms, dayAfter, Press, printTable, sums, voucherMaker, yuanOf, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts {
  fields: FieldValues; lineItems: LineItem[]; qr: string; isStay: boolean; clerk: string; checker: string; sex: string; ward: string
  cardNumber: string; department: string; admitted: string; discharged: string; fund: string; own: string; account: string
}

const fees: Record<SampleSet, { out: readonly string[]; stay: readonly string[]; departments: readonly string[] }> = {
  tuning: {
    out: ['西药费', '中成药费', '检查费', '化验费', '诊察费', '治疗费', '材料费', '放射费', '挂号费', '中草药费', '彩超检查', '心电图', '一般诊疗费', '注射费', '康复理疗', '口腔治疗', 'CT费', '磁共振检查', '中药饮片费', '换药费', '急诊诊查', '针灸推拿', '眼底照相', '皮肤治疗', '清创缝合', '骨密度'], stay: ['床位费', '护理费', '手术费', '西药费', '检查费', '化验费', '输氧费', '卫生材料费', '诊查费', '麻醉费', '住院床位', '级别护理', '监护费', '药品费', '检验费', '影像检查', '手术材料费', '取暖费', '输血费', '病床费', '特级护理', '手术治疗', '抗菌药物', '病理检查', '高值耗材', '呼吸机使用', '营养膳食', '血液透析'],
    departments: ['内一科', '骨外科', '眼科门诊', '急诊科', '呼吸内科', '普外二科', '口腔科', '康复医学科', '心血管内科', '神经外科', '消化内镜中心', '中医针灸科'],
  },
  'held-out': {
    out: ['普通门诊诊查费', '西药', '中成药', '血常规检验', '生化检验', '胸部拍片', '超声检查费', '输液费', '卫生材料', '肌电图检查', '雾化吸入'], stay: ['普通床位费', '二级护理费', '西药', '中草药', '检验费用', '手术费用', '麻醉费用', '一次性材料费', '氧气吸入费', '心电监测费', '降温取暖费'],
    departments: ['全科医学科', '骨科', '泌尿外科', '儿科门诊', '内分泌科'],
  },
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const isStay = random.next() < 0.4
  const { out, stay, departments } = fees[wishes.set]
  const left = [...(isStay ? stay : out)]
  let totalFen = 0
  const lineItems = Array.from({ length: random.integer(3, 8) }, () => {
    const [name] = left.splice(random.integer(0, left.length - 1), 1)
    const fen = random.integer(isStay ? 8000 : 300, isStay ? 260000 : 32000)
    totalFen += fen
    return { name: name!, amount: yuanOf(fen) }
  })
  const fields = { ...fiscalNumbers(studio), buyerName: names.person(), sellerName: names.hospital(), ...sums(totalFen, studio) }
  const fundFen = Math.round(totalFen * random.between(0.2, 0.7))
  const discharged = dayAfter(fields.date!, -1)
  return {
    fields, lineItems, qr: fiscalQr(studio, fields, totalFen), isStay, clerk: names.person(), checker: names.person(), sex: random.pick(['男', '女']), ward: random.digits(8), cardNumber: random.digits(10),
    department: random.pick(departments), admitted: dayAfter(discharged, -random.integer(2, 16)), discharged, fund: yuanOf(fundFen), own: yuanOf(totalFen - fundFen), account: yuanOf(Math.round((totalFen - fundFen) * 0.4)),
  }
}

/** Rows two by two, the first half left. */
function inPairs(items: readonly LineItem[]): string[][] {
  const half = Math.ceil(items.length / 2)
  return Array.from({ length: half }, (_, i) => [items[i]!.name, items[i]!.amount, items[i + half]?.name ?? '', items[i + half]?.amount ?? ''])
}

const twoColumns: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(210, 140, '#fdfdfc')
  const press = new Press(sheet, faces, { label: '#2a2a2e', ink: '#1f1f26' })
  sheet.qrCode(qr, 12, 7, 20)
  press.label(105, 15, `${names.region()}医疗${facts.isStay ? '住院' : '门诊'}收费票据（电子）`, 5.8, { align: 'middle', bold: true })
  sheet.ovalSeal(105, 15, ['财政票据监制章', names.region() + '样例'], faces.label, { rx: 18, ry: 11 })
  press.pair(38, 29.5, '票据代码：', fields.invoiceCode!, 3.4, { field: 'invoiceCode' })
  press.pair(128, 29.5, '票据号码：', fields.invoiceNumber!, 3.4, { field: 'invoiceNumber' })
  press.pair(12, 35.5, '交款人统一社会信用代码：', `53010219******${random.digits(4)}`, 3.3)
  press.pair(128, 35.5, '校验码：', fields.checkCode!, 3.4, { field: 'checkCode' })
  press.pair(12, 41.5, '交款人：', fields.buyerName!, 3.4, { field: 'buyerName' })
  press.pair(128, 41.5, '开票日期：', fields.date!, 3.4, { field: 'date' })
  const end = printTable(press, { x: 12, y: 44, widthsMm: [58, 35, 58, 35], rowMm: 6.4, sizeMm: 3.2, heads: ['项目名称', '金额（元）', '项目名称', '金额（元）'], rows: inPairs(lineItems), rules: 'all', colour: '#333', aligns: ['start', 'end', 'start', 'end'] })
  sheet.box(12, end, 186, 7.4, { colour: '#333', widthMm: 0.25 })
  press.pair(14, end + 5, '金额合计（大写）', fields.amountTotalUpper!, 3.4, { field: 'amountTotalUpper' })
  press.pair(130, end + 5, '（小写）', fields.amountTotal!, 3.5, { field: 'amountTotal' })
  sheet.box(12, end + 7.4, 186, 26, { colour: '#333', widthMm: 0.25 })
  press.label(15.5, end + 13, '其他信息', 3, { downwards: true, stepMm: 5 })
  sheet.line(19, end + 7.4, 19, end + 33.4, { colour: '#333', widthMm: 0.25 })
  const other: [string, string][] = [['业务流水号：', facts.ward], [facts.isStay ? '住院科别：' : '就诊科室：', facts.department], ['性别：', facts.sex], ['医保统筹基金支付：', facts.fund], ['个人账户支付：', facts.account], ['个人自付：', facts.own], ['病历号：', facts.cardNumber],
    ...(facts.isStay ? [['住院时间：', `${facts.admitted}至${facts.discharged}`]] as [string, string][] : [])]
  other.forEach(([label, value], i) => press.pair(21 + (i % 3) * 58, end + 13.5 + Math.floor(i / 3) * 7, label, value, 3))
  press.pair(12, end + 40, '收款单位（章）：', fields.sellerName!, 3.4, { field: 'sellerName' })
  press.pair(104, end + 40, '复核人：', facts.checker, 3.4)
  press.pair(152, end + 40, '收款人：', facts.clerk, 3.4)
  if (random.next() < 0.8) sheet.roundSeal(66, end + 31, `${fields.sellerName}财务专用章`, faces.label, { radius: 16 })
  press.sampleMark(12, 136)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const oldForm: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(190, 118, '#f5f8ef')
  const press = new Press(sheet, faces, { label: '#2f6a4b', ink: '#2a2a4a' })
  press.label(95, 11, `${names.city()}市医疗机构${facts.isStay ? '住院' : '门诊'}收费收据`, 5.2, { align: 'middle' })
  press.pair(12, 19, '代码 ', fields.invoiceCode!, 3.6, { field: 'invoiceCode' })
  press.pair(130, 19, '号码 ', fields.invoiceNumber!, 4, { field: 'invoiceNumber', colour: '#b8352c' })
  press.pair(12, 26, '姓名：', fields.buyerName!, 3.5, { field: 'buyerName' })
  press.pair(50, 26, '性别：', facts.sex, 3.5)
  press.pair(76, 26, '科室：', facts.department, 3.5)
  press.pair(130, 26, '日期：', dateForms.long(fields.date!), 3.5, { field: 'date' })
  const end = printTable(press, { x: 10, y: 29, widthsMm: [46, 26, 46, 26], rowMm: 6.2, sizeMm: 3.3, heads: ['收费项目', '金额', '收费项目', '金额'], rows: inPairs(lineItems), rules: 'all', colour: '#6da183', aligns: ['start', 'end', 'start', 'end'] })
  sheet.qrCode(qr, 159, 32, 21)
  press.pair(12, end + 7, '合计人民币（大写）', fields.amountTotalUpper!, 3.5, { field: 'amountTotalUpper' })
  press.pair(118, end + 7, '￥', fields.amountTotal!, 4, { field: 'amountTotal' })
  press.pair(12, end + 15, '医保支付：', facts.fund, 3.3)
  press.pair(64, end + 15, '个人缴费：', facts.own, 3.3)
  if (facts.isStay) press.pair(12, end + 22, '住院日期：', `${facts.admitted} 至 ${facts.discharged}`, 3.3)
  press.pair(12, 104, '收款单位：', fields.sellerName!, 3.5, { field: 'sellerName' })
  press.pair(88, 104, '收费员：', facts.clerk, 3.4)
  press.pair(130, 104, '校验码：', fields.checkCode!, 3.4, { field: 'checkCode' })
  if (random.next() < 0.8) sheet.ovalSeal(62, 96, [fields.sellerName!.slice(0, 9), '收费专用章'], faces.label, { rx: 18, ry: 12 })
  press.sampleMark(12, 113)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const uprightWithList: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(148, 190, '#fbfcfe')
  const press = new Press(sheet, faces, { label: '#38536f', ink: '#232830' })
  press.label(74, 14, fields.sellerName!, 6, { align: 'middle', field: 'sellerName' })
  press.label(74, 21, `${names.region()}${facts.isStay ? '住院' : '门诊'}医药费票据（电子）`, 4.2, { align: 'middle' })
  sheet.qrCode(qr, 118, 26, 22)
  const heads: [string, string, keyof FieldValues | undefined][] = [['票据代码', fields.invoiceCode!, 'invoiceCode'], ['票据号码', fields.invoiceNumber!, 'invoiceNumber'], ['校 验 码', fields.checkCode!, 'checkCode'], ['开票日期', dateForms.slashed(fields.date!), 'date']]
  heads.forEach(([label, value, field], i) => press.pair(10, 30 + i * 6, label, value, 3.5, { atMm: 30, field }))
  press.pair(70, 30, '患者 ', fields.buyerName!, 3.5, { field: 'buyerName' })
  press.pair(70, 36, '性别 ', facts.sex, 3.5)
  press.pair(70, 42, '科室 ', facts.department, 3.5)
  press.pair(70, 48, '就诊号 ', facts.ward, 3.4)
  const half = inPairs(lineItems)
  const end = printTable(press, { x: 8, y: 56, widthsMm: [38, 28, 38, 28], rowMm: 8, sizeMm: 3.5, heads: ['费用类别', '金额', '费用类别', '金额'], rows: half, rules: 'heads', colour: '#5c7ea3', aligns: ['start', 'end', 'start', 'end'] })
  press.label(10, end + 9, '合计', 4)
  press.ink(138, end + 9, `¥${fields.amountTotal}`, 4.6, { align: 'end', field: 'amountTotal' })
  press.pair(10, end + 17, '大写金额：', fields.amountTotalUpper!, 3.6, { field: 'amountTotalUpper' })
  sheet.box(8, end + 22, 132, 24, { colour: '#b9c9da', widthMm: 0.25 }, '#eef3f8')
  press.pair(11, end + 29, '基本医疗保险支付 ', facts.fund, 3.2)
  press.pair(80, end + 29, '个人现金支付 ', facts.own, 3.2)
  press.pair(11, end + 36, '其中账户支付 ', facts.account, 3.2)
  press.pair(80, end + 36, '医保编号 ', facts.cardNumber, 3.2)
  if (facts.isStay) press.pair(11, end + 43, '入出院日期 ', `${dateForms.slashed(facts.admitted)}-${dateForms.slashed(facts.discharged)}`, 3.2)
  press.pair(10, 176, '复核：', facts.checker, 3.4)
  press.pair(60, 176, '开票：', facts.clerk, 3.4)
  if (random.next() < 0.8) sheet.roundSeal(110, end + 16, `${fields.sellerName}票据专用章`, faces.label, { radius: 18, colour: '#cf2b3b' })
  press.sampleMark(10, 185)
  return { sheets: [sheet], qr: [qr], lineItems }
}

const landscapeWithSide: Layout<Facts> = ({ fields, lineItems, qr, ...facts }, { faces, names, random }) => {
  const sheet = new Sheet(225, 125, '#fffdfb')
  const press = new Press(sheet, faces, { label: '#5b3550', ink: '#28242c' })
  press.label(14, 15, `${names.region()}医疗收费电子票据`, 5.8)
  press.label(14, 22, facts.isStay ? '住院类' : '门诊类', 3.6)
  const heads: [string, string, keyof FieldValues | undefined][] = [['代码', fields.invoiceCode!, 'invoiceCode'], ['号码', fields.invoiceNumber!, 'invoiceNumber'], ['校验', fields.checkCode!, 'checkCode'], ['日期', dateForms.plain(fields.date!), 'date']]
  heads.forEach(([label, value, field], i) => press.pair(96 + (i % 2) * 46, 14 + Math.floor(i / 2) * 7, label + '　', value, 3.4, { field }))
  sheet.qrCode(qr, 191, 7, 22)
  sheet.line(12, 26, 186, 26, { colour: '#5b3550', widthMm: 0.5 })
  press.pair(14, 33, '就诊人：', fields.buyerName!, 3.7, { field: 'buyerName' })
  press.pair(60, 33, '科别：', facts.department, 3.5)
  press.pair(110, 33, '门诊/住院号：', facts.ward, 3.5)
  const end = printTable(press, { x: 12, y: 37, widthsMm: [42, 28, 42, 28], rowMm: 6.6, sizeMm: 3.4, rows: inPairs(lineItems), rules: 'none', aligns: ['start', 'end', 'start', 'end'] })
  sheet.line(12, Math.max(end, 66) + 2, 152, Math.max(end, 66) + 2, { colour: '#b79aae', widthMm: 0.3 })
  press.label(14, 78, '总金额', 3.8)
  press.ink(34, 78, `￥${fields.amountTotal}`, 4.4, { field: 'amountTotal' })
  press.ink(150, 78, fields.amountTotalUpper!, 3.6, { align: 'end', field: 'amountTotalUpper' })
  sheet.box(156, 37, 58, 52, { colour: '#b79aae', widthMm: 0.3 })
  const other: [string, string][] = [['医保编号', facts.cardNumber], ['统筹支付', facts.fund], ['账户支付', facts.account], ['自费金额', facts.own], ...(facts.isStay ? [['入院', dateForms.slashed(facts.admitted)], ['出院', dateForms.slashed(facts.discharged)]] as [string, string][] : [])]
  other.forEach(([label, value], i) => {
    press.label(159, 44 + i * 7.6, label, 3.2)
    press.ink(211, 44 + i * 7.6, value, 3.3, { align: 'end' })
  })
  press.pair(14, 104, '收费单位 ', fields.sellerName!, 3.7, { field: 'sellerName' })
  press.pair(100, 104, '收费员 ', facts.clerk, 3.5)
  press.pair(156, 104, '审核 ', facts.checker, 3.5)
  if (random.next() < 0.8) sheet.ovalSeal(60, 98, [fields.sellerName!.slice(0, 8), '收费专用'], faces.label, { rx: 18, ry: 11.5, colour: '#cb2e40' })
  press.sampleMark(14, 120)
  return { sheets: [sheet], qr: [qr], lineItems }
}

export const medical = voucherMaker(invent, { tuning: [twoColumns, oldForm, uprightWithList, landscapeWithSide, strip, sumOnTop], 'held-out': [itemised] }, { codeCarriesData: true })
