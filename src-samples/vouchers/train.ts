/** Railway tickets on paper: the blue magnetic ticket and the older soft red one, 85 x 54 mm. */
import { Sheet } from '../sheet.ts'
import { onBoardTicket, pinkTicket } from './train-held-out.ts'
import { dateForms, Press, printBars, someDate, someTime, voucherMaker, yuanOf, type FieldValues, type Layout } from './press.ts'

export interface Facts { fields: FieldValues; time: string; coach: string; place: string; seatClass: string; price: string; maskedId: string; gate: string; tail: string; pinyin: [string, string] }

const pinyin: Record<string, string> = {
  云: 'yun', 州: 'zhou', 南: 'nan', 青: 'qing', 杨: 'yang', 翠: 'cui', 屏: 'ping', 东: 'dong', 石: 'shi', 门: 'men', 渡: 'du', 玉: 'yu', 河: 'he', 湾: 'wan', 凤: 'feng', 栖: 'qi', 龙: 'long',
  潭: 'tan', 西: 'xi', 落: 'luo', 霞: 'xia', 海: 'hai', 岚: 'lan', 北: 'bei', 鹭: 'lu', 洲: 'zhou', 白: 'bai', 沙: 'sha', 口: 'kou', 松: 'song', 溪: 'xi', 望: 'wang', 潮: 'chao', 枫: 'feng', 亭: 'ting', 镜: 'jing', 湖: 'hu',
  渭: 'wei', 川: 'chuan', 朔: 'shuo', 宁: 'ning', 芦: 'lu', 荡: 'dang', 杏: 'xing', 花: 'hua', 岭: 'ling', 三: 'san', 道: 'dao', 沟: 'gou', 永: 'yong', 泰: 'tai', 大: 'da', 坪: 'ping', 黑: 'hei', 水: 'shui', 塔: 'ta', 子: 'zi', 新: 'xin', 安: 'an', 堡: 'pu', 雁: 'yan', 关: 'guan', 桃: 'tao', 源: 'yuan', 镇: 'zhen',
}
const inLatin = (station: string) => {
  const text = [...bare(station)].map((char) => pinyin[char] ?? '').join('')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
const bare = (station: string) => station.replace(/站$/, '')

const invent = (studio: Parameters<Layout<Facts>>[1]): Facts => {
  const { random, names } = studio
  const [fromStation, toStation] = names.stations()
  const isFast = random.next() < 0.7
  const [coach, place] = [String(random.integer(1, 16)).padStart(2, '0'), isFast ? `${random.integer(1, 20)}${random.pick([...'ABCDF'])}`.padStart(3, '0') : String(random.integer(1, 118)).padStart(3, '0')]
  const berth = isFast ? '' : random.pick(['', '下铺', '上铺'])
  const fen = random.integer(9, 1800) * 50
  return {
    fields: {
      invoiceNumber: `${random.pick([...'ZABCEJKLNQRT'])}${random.digits(3)}${random.pick([...'ABCDEFGHJ'])}${random.digits(6)}`, date: someDate(studio),
      trainNumber: (isFast ? random.pick([...'GDC']) : random.pick([...'KTZ'])) + random.integer(isFast ? 101 : 11, 8999), fromStation, toStation,
      seat: `${coach}车${place}号${berth}`, passengerName: names.person(), amountTotal: yuanOf(fen),
    },
    time: someTime(random), coach, place: place + '号' + berth, seatClass: isFast ? random.pick(['二等座', '一等座']) : berth ? '新空调硬卧' : '新空调硬座', price: (fen / 100).toFixed(1),
    maskedId: `${random.pick(['530102', '350203', '530322'])}${random.integer(1965, 2003)}****${random.digits(3)}${random.pick([...'0123456789X'])}`,
    gate: `检票:${random.integer(1, 24)}${random.pick(['A', 'B', ''])}`, tail: random.digits(21), pinyin: [inLatin(fromStation), inLatin(toStation)],
  }
}

/** Station names as the ticket machine sets them: the name large, 站 small behind it. */
function printStation(press: Press, x: number, y: number, station: string, field: 'fromStation' | 'toStation', sizeMm: number): void {
  const end = press.ink(x, y, bare(station), sizeMm, { field, bold: true })
  press.ink(end + 0.8, y - 0.2, '站', sizeMm * 0.72, { field })
}

function arrow(sheet: Sheet, x: number, y: number, lengthMm: number): void {
  sheet.mark(`<path d="M${x} ${y}h${lengthMm}m-1.6 -0.8l1.6 0.8l-1.6 0.8" fill="none" stroke="#222" stroke-width="0.35"/>`)
}

const wavy = (sheet: Sheet, colour: string) => sheet.mark(Array.from({ length: 9 }, (_, i) => `<path d="M0 ${6 + i * 6}q10 -3 21 0t21 0t21 0t22 0" fill="none" stroke="${colour}" stroke-width="0.25" opacity="0.55"/>`).join(''))

function blueTicket({ fields, ...facts }: Facts, { random, faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(85, 54, '#d9ebf3')
  wavy(sheet, '#a9d3e4')
  const press = new Press(sheet, faces, { label: '#1f1f22', ink: '#1a1a1d' })
  press.ink(6, 7.6, fields.invoiceNumber!, 3.6, { field: 'invoiceNumber', colour: '#c33a37', letterSpacingMm: 0.2 })
  press.label(78, 7.6, facts.gate, 3, { align: 'end' })
  printStation(press, 8, 14.4, fields.fromStation!, 'fromStation', 4.6)
  printStation(press, 54, 14.4, fields.toStation!, 'toStation', 4.6)
  press.ink(42.5, 13, fields.trainNumber!, 4.6, { field: 'trainNumber', align: 'middle' })
  arrow(sheet, 35, 14.6, 15)
  press.ink(9, 18, facts.pinyin[0], 2.7)
  press.ink(56, 18, facts.pinyin[1], 2.7)
  const dateEnd = press.ink(6, 23, dateForms.long(fields.date!), 3.4, { field: 'date' })
  press.label(press.ink(dateEnd + 1.5, 23, facts.time, 3.4) + 0.3, 23, '开', 2.8)
  press.ink(55, 23, fields.seat!, 3.4, { field: 'seat' })
  press.label(press.ink(6, 28, `¥${facts.price}`, 3.6, { field: 'amountTotal' }), 28, '元', 2.8, { field: 'amountTotal' })
  press.label(37, 28, '网', 2.6)
  press.label(59, 28, facts.seatClass, 3.3)
  press.label(6, 32.6, '限乘当日当次车', 3)
  press.ink(press.ink(6, 40.5, facts.maskedId, 3.5) + 0.6, 40.5, fields.passengerName!, 3.5, { field: 'passengerName' })
  sheet.mark('<rect x="9" y="42.5" width="48" height="6.8" fill="none" stroke="#555" stroke-width="0.25" stroke-dasharray="1 0.7"/>')
  press.label(33, 45.4, '买票请到12306 发货请到95306', 2.3, { align: 'middle' })
  press.label(33, 48.5, '中国铁路祝您旅途愉快', 2.3, { align: 'middle' })
  const qr = random.digits(96)
  sheet.qrCode(qr, 64, 33, 15)
  sheet.box(0, 49.9, 85, 4.1, { colour: 'none', widthMm: 0 }, '#8fc6de')
  press.label(6, 52.2, `${facts.tail} ${names.city()}售`, 2.5)
  press.sampleMark(37, 36.2, 2)
  return { sheets: [sheet], qr: [qr] }
}

function softRedTicket({ fields, ...facts }: Facts, { faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(86, 55, '#f6dad6')
  wavy(sheet, '#e8aaa4')
  const press = new Press(sheet, faces, { label: '#2a2223', ink: '#201b1c' })
  press.ink(5, 7, fields.invoiceNumber!, 4, { field: 'invoiceNumber', colour: '#c2322f' })
  press.label(80, 7, `${names.city()} 售`, 3.2, { align: 'end' })
  printStation(press, 7, 14, fields.fromStation!, 'fromStation', 4.8)
  printStation(press, 56, 14, fields.toStation!, 'toStation', 4.8)
  press.label(press.ink(36, 13.2, fields.trainNumber!, 4.4, { field: 'trainNumber', bold: true }), 13.2, '次', 3)
  arrow(sheet, 35, 15, 16)
  press.ink(8, 17.8, facts.pinyin[0], 2.6)
  press.ink(58, 17.8, facts.pinyin[1], 2.6)
  press.label(press.ink(press.ink(6, 23, dateForms.long(fields.date!), 3.5, { field: 'date' }) + 1, 23, facts.time, 3.5), 23, '开', 3)
  press.ink(54, 23, fields.seat!, 3.5, { field: 'seat' })
  press.ink(6, 28.4, `￥${facts.price}元`, 3.6, { field: 'amountTotal' })
  press.label(54, 28.4, facts.seatClass, 3.4)
  press.label(6, 33.4, '限乘当日当次车', 3.2)
  press.label(6, 37.8, '在3日内到有效', 3.2)
  press.ink(press.ink(6, 43, facts.maskedId, 3.4) + 1, 43, fields.passengerName!, 3.4, { field: 'passengerName' })
  printBars(sheet, facts.tail, 6, 45, 58, 5.2)
  press.ink(6, 53, facts.tail, 2.5, { letterSpacingMm: 0.25 })
  press.sampleMark(47, 37.8)
  return { sheets: [sheet] }
}

function blueTicketWithPrintBelow({ fields, ...facts }: Facts, { random, faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(85.6, 53.98, '#e3eef6')
  sheet.mark('<rect x="0" y="0" width="85.6" height="4" fill="#7fb2d6"/><rect x="0" y="49.8" width="85.6" height="4.2" fill="#7fb2d6"/>')
  const press = new Press(sheet, faces, { label: '#20242c', ink: '#14161a' })
  press.ink(80, 9, fields.invoiceNumber!, 3.4, { field: 'invoiceNumber', colour: '#b8312d', align: 'end' })
  press.label(5, 9, `${facts.gate.replace(':', '口')}`, 3)
  press.ink(42.8, 15.8, fields.trainNumber!, 5, { field: 'trainNumber', align: 'middle', bold: true })
  arrow(sheet, 33, 17.2, 20)
  press.ink(16, 17, fields.fromStation!, 4.4, { field: 'fromStation', align: 'middle' })
  press.ink(70, 17, fields.toStation!, 4.4, { field: 'toStation', align: 'middle' })
  press.ink(16, 20.6, facts.pinyin[0], 2.4, { align: 'middle' })
  press.ink(70, 20.6, facts.pinyin[1], 2.4, { align: 'middle' })
  press.ink(5, 26, `${dateForms.long(fields.date!)} ${facts.time}开`, 3.3, { field: 'date' })
  press.ink(80, 26, fields.seat!, 3.3, { field: 'seat', align: 'end' })
  press.ink(80, 31, facts.seatClass, 3.1, { align: 'end' })
  press.ink(5, 31, `￥${facts.price}元`, 3.7, { field: 'amountTotal' })
  press.ink(5, 36, fields.passengerName!, 3.6, { field: 'passengerName' })
  press.ink(5, 40.4, facts.maskedId, 3.2)
  press.label(5, 44.4, '仅供报销使用', 3)
  press.label(5, 48.6, '欢迎乘坐动车组列车', 2.6)
  const qr = random.digits(110)
  sheet.qrCode(qr, 65.5, 33.5, 14.5)
  press.ink(5, 52.2, `${facts.tail}${names.city()}`, 2.4)
  press.sampleMark(32, 44.4)
  return { sheets: [sheet], qr: [qr] }
}

function softRedTicketInCentredLines({ fields, ...facts }: Facts, { faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(88, 57, '#f3d3d6')
  sheet.mark(Array.from({ length: 14 }, (_, i) => `<circle cx="44" cy="28" r="${4 + i * 3.2}" fill="none" stroke="#e3a3ab" stroke-width="0.2" opacity="0.6"/>`).join(''))
  const press = new Press(sheet, faces, { label: '#33262a', ink: '#241a1e' })
  press.ink(4, 6.5, fields.invoiceNumber!, 3.8, { field: 'invoiceNumber', colour: '#bb2a33', letterSpacingMm: 0.3 })
  press.label(84, 6.5, `${names.city()}站 售`, 3, { align: 'end' })
  press.ink(44, 13.5, fields.trainNumber! + '次', 4.2, { field: 'trainNumber', align: 'middle' })
  press.ink(6, 14, fields.fromStation!, 4.7, { field: 'fromStation' })
  press.ink(82, 14, fields.toStation!, 4.7, { field: 'toStation', align: 'end' })
  sheet.line(34, 15.4, 54, 15.4, { colour: '#333', widthMm: 0.3 })
  const end = press.ink(6, 21, dateForms.plain(fields.date!), 3.5, { field: 'date' })
  press.ink(end + 2, 21, `${facts.time}开`, 3.5)
  press.ink(82, 21, fields.seat!, 3.5, { field: 'seat', align: 'end' })
  press.ink(6, 26.5, `全价 ${facts.price}元`, 3.6, { field: 'amountTotal' })
  press.label(82, 26.5, facts.seatClass, 3.4, { align: 'end' })
  press.label(6, 32, '限乘当日当次车，在2日内到有效', 3.1)
  press.ink(6, 38, `${facts.maskedId} ${fields.passengerName}`, 3.4, { field: 'passengerName' })
  printBars(sheet, facts.tail, 16, 41, 56, 6)
  press.ink(44, 50.5, facts.tail, 2.7, { align: 'middle', letterSpacingMm: 0.4 })
  press.sampleMark(6, 55)
  return { sheets: [sheet] }
}

/** Later paper tickets and those of agencies: the passenger before the id, the class beside the seat. */
function whiteTicket({ fields, ...facts }: Facts, { random, faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(86, 55, '#eef3f4')
  const press = new Press(sheet, faces, { label: '#26282b', ink: '#1b1c20' })
  press.ink(5, 7, fields.invoiceNumber!, 3.8, { field: 'invoiceNumber', colour: '#c0332f' })
  press.label(81, 7, random.pick([`检票口${facts.gate.slice(3)}`, `${names.city()}站售`]), 3, { align: 'end' })
  press.ink(8, 15, fields.fromStation!, 4.6, { field: 'fromStation' })
  press.ink(43, 14, fields.trainNumber! + random.pick(['', '次']), 4.4, { field: 'trainNumber', align: 'middle' })
  press.ink(78, 15, fields.toStation!, 4.6, { field: 'toStation', align: 'end' })
  arrow(sheet, 35, 16, 16)
  press.ink(6, 22, random.pick([dateForms.long(fields.date!), fields.date!]), 3.5, { field: 'date' })
  press.ink(34, 22, `${facts.time}开`, 3.4)
  press.ink(54, 22, `${fields.seat} `, 3.4, { field: 'seat' })
  press.label(54, 27, facts.seatClass, 3.3)
  press.ink(6, 28, random.pick([`￥${facts.price}元`, `¥ ${facts.price}`, `票价：${facts.price}元`]), 3.6, { field: 'amountTotal' })
  press.label(press.ink(6, 40, fields.passengerName!, 3.5, { field: 'passengerName' }) + 2, 40, facts.maskedId, 3.4)
  press.label(6, 34, random.pick(['仅供报销使用', '限乘当日当次车', '始发改签']), 3)
  press.label(6, 46, '买票请到12306 发货请到95306', 2.3)
  press.label(6, 52, facts.tail, 2.4)
  press.sampleMark(46, 52)
  return { sheets: [sheet] }
}

/** The machine in the hall: the number at the foot, all in one column beside the code, stations without 站. */
function hallMachineTicket({ fields, ...facts }: Facts, { random, faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(85.6, 54, '#dfeaf2')
  sheet.mark(Array.from({ length: 22 }, (_, i) => `<path d="M${i * 4 - 2} 0l14 54" stroke="#c3d9e8" stroke-width="0.4"/>`).join(''))
  const press = new Press(sheet, faces, { label: '#22262c', ink: '#16181c' })
  for (const name of ['fromStation', 'toStation'] as const) fields[name] = bare(fields[name]!)
  press.label(press.ink(6, 9, fields.fromStation!, 5, { field: 'fromStation', bold: true }) + 2.4, 8.6, '→', 4)
  press.ink(38, 9, fields.toStation!, 5, { field: 'toStation', bold: true })
  press.ink(80, 9, fields.trainNumber!, 5.2, { field: 'trainNumber', align: 'end' })
  press.ink(6, 12.6, facts.pinyin[0], 2.4)
  press.ink(38, 12.6, facts.pinyin[1], 2.4)
  sheet.line(5, 14.6, 80, 14.6, { colour: '#54606c', widthMm: 0.2 })
  press.label(press.ink(6, 20.4, facts.time, 4.2, { bold: true }) + 0.5, 20.4, '开车', 3)
  press.ink(28, 20.4, dateForms.dotted(fields.date!), 3.7, { field: 'date' })
  const [, coach, place] = /^(.*?车)(.*)$/.exec(fields.seat!)!
  press.ink(press.ink(6, 26.4, coach!, 3.7, { field: 'seat' }) + 1.5, 26.4, place!, 3.7, { field: 'seat' })
  press.ink(36, 26.4, facts.seatClass, 3.5)
  press.pair(6, 32.4, '票价 ', `${facts.price}元`, 3.7, { field: 'amountTotal' })
  press.label(36, 32.4, random.pick(['学惠', '网折', '全']), 3.3)
  press.ink(6, 38.4, fields.passengerName!, 3.7, { field: 'passengerName' })
  press.ink(22, 38.4, facts.maskedId, 3.3)
  press.label(6, 43.4, `${facts.gate}　限乘当日当次车　中途下车失效`, 2.6)
  const qr = random.digits(88)
  sheet.qrCode(qr, 64.5, 20, 15.5)
  press.sampleMark(54, 47.6, 2.1)
  sheet.box(0, 49, 85.6, 5, { colour: 'none', widthMm: 0 }, '#9ec4dc')
  press.ink(6, 52.2, fields.invoiceNumber!, 3, { field: 'invoiceNumber', colour: '#a32a28' })
  press.label(80, 52.2, `${facts.tail.slice(0, 14)} ${names.city()}`, 2.3, { align: 'end' })
  return { sheets: [sheet], qr: [qr] }
}

/** An agency's soft ticket from a dot-matrix printer that lies off: 自 and 至 before the stations, seat and berth in words under a label. */
function agencyTicket({ fields, ...facts }: Facts, { random, faces, names }: Parameters<Layout<Facts>>[1]) {
  const sheet = new Sheet(87, 56, '#f7e3d8')
  sheet.mark(Array.from({ length: 12 }, (_, i) => `<path d="M0 ${3 + i * 4.6}l7 2.2l7 -2.2l7 2.2l7 -2.2l7 2.2l7 -2.2l7 2.2l7 -2.2l7 2.2l7 -2.2l7 2.2l7 -2.2l7 2.2" fill="none" stroke="#ecc4b2" stroke-width="0.22"/>`).join(''))
  const form = new Press(sheet, faces, { label: '#9c3b2e', ink: '#9c3b2e' })
  const press = new Press(sheet, faces, { label: '#33302f', ink: '#2e2c34' })
  const [dx, dy] = [random.between(-0.6, 0.9), random.between(-0.5, 0.6)]
  form.label(43.5, 6.4, `中国铁路　${names.city()}售票处`, 3.2, { align: 'middle' })
  press.ink(83, 12 + dy, fields.invoiceNumber!, 3.5, { field: 'invoiceNumber', align: 'end', letterSpacingMm: 0.15 })
  form.label(5, 12, '自', 3)
  press.ink(9.5 + dx, 12 + dy, fields.fromStation!, 4.2, { field: 'fromStation' })
  form.label(5, 18, '至', 3)
  press.ink(9.5 + dx, 18 + dy, fields.toStation!, 4.2, { field: 'toStation' })
  form.label(47, 18, '车次', 3)
  press.ink(54 + dx, 18 + dy, fields.trainNumber!, 4.2, { field: 'trainNumber' })
  sheet.line(4, 20.6, 83, 20.6, { colour: '#c98371', widthMm: 0.2 })
  form.label(5, 25, '乘车日期', 2.6)
  press.ink(5 + dx, 29.6 + dy, dateForms.long(fields.date!), 3.4, { field: 'date' })
  form.label(33, 25, '开点', 2.6)
  press.ink(33 + dx, 29.6 + dy, facts.time, 3.4)
  form.label(47, 25, '车厢席位', 2.6)
  press.ink(47 + dx, 29.6 + dy, fields.seat!, 3.4, { field: 'seat' })
  form.label(5, 35, '票价', 2.6)
  press.ink(5 + dx, 39.6 + dy, `¥${facts.price}`, 3.8, { field: 'amountTotal' })
  form.label(22, 35, '席别', 2.6)
  press.ink(22 + dx, 39.6 + dy, facts.seatClass, 3.3)
  form.label(47, 35, '旅客', 2.6)
  press.ink(press.ink(47 + dx, 39.6 + dy, fields.passengerName!, 3.4, { field: 'passengerName' }) + 1, 39.6 + dy, facts.maskedId.slice(-8), 3)
  printBars(sheet, facts.tail, 5, 42.4, 50, 5.6)
  press.ink(5, 50.8, facts.tail, 2.3)
  form.label(60, 47, '当日当次有效', 2.6)
  press.sampleMark(5, 54.4, 2.1)
  return { sheets: [sheet] }
}

export const train = voucherMaker(invent, {
  tuning: [blueTicket, softRedTicket, whiteTicket, blueTicketWithPrintBelow, softRedTicketInCentredLines, hallMachineTicket, agencyTicket],
  'held-out': [pinkTicket, onBoardTicket],
})
