/** Papers that are no voucher: notices, menus, letters; and sheets with next to nothing on them. */
import { Sheet } from '../sheet.ts'
import { dateForms, Press, printBars, printTable, someDate, someTime, voucherMaker, type FieldValues, type Layout } from './press.ts'

type Facts = { fields: FieldValues }
const invent = () => ({ fields: {} })
const black = { label: '#222', ink: '#26262a' }

const notice: Layout<Facts> = (_, studio) => {
  const { random, names, faces } = studio
  const sheet = new Sheet(210, 297, '#fefefd')
  const press = new Press(sheet, faces, black)
  const unit = names.unit().replace('（样例）', '')
  press.label(105, 40, `${unit}`, 7, { align: 'middle', colour: '#c0222c', bold: true })
  sheet.line(28, 48, 182, 48, { colour: '#c0222c', widthMm: 0.8 })
  press.label(105, 66, random.pick(['关于召开年度工作会议的通知', '关于开展资产清查工作的通知', '关于组织消防演练的通知']), 6.4, { align: 'middle' })
  press.ink(28, 82, '各科室、各下属单位：', 4.6)
  let y = press.paragraph(28, 92, '　　根据工作安排，现将有关事项通知如下，请各科室认真组织，按时完成，确保各项工作落到实处。', 4.6, { widthMm: 152, stepMm: 8.4 })
  const items = [`一、时间：${dateForms.plain(someDate(studio))}上午九时。`, `二、地点：${names.address()}三楼会议室。`, '三、参加人员：各科室负责人、财务人员及有关同志。', '四、要求：请提前十分钟到场，将手机调至静音，无故不得缺席；确有特殊情况的，须向办公室书面请假。']
  for (const item of items) y = press.paragraph(28, y + 10, `　　${item}`, 4.6, { widthMm: 152, stepMm: 8.4 })
  press.ink(180, y + 28, unit, 4.6, { align: 'end' })
  press.ink(180, y + 37, dateForms.long(someDate(studio)), 4.6, { align: 'end' })
  if (random.next() < 0.7) sheet.roundSeal(156, y + 30, unit, faces.label, { radius: 20 })
  press.sampleMark(28, 288)
  return { sheets: [sheet] }
}

const menu: Layout<Facts> = (_, { random, names, faces }) => {
  const sheet = new Sheet(148, 210, '#f9efe0')
  const press = new Press(sheet, faces, { label: '#7a1f1a', ink: '#3a2a20' })
  press.label(74, 24, random.pick(['一周食谱', '工作餐菜单', '教工食堂']), 9, { align: 'middle' })
  press.label(74, 33, names.address(), 3.6, { align: 'middle' })
  const dishes = ['番茄炒蛋', '清炒时蔬', '红烧豆腐', '土豆烧鸡', '冬瓜排骨汤', '青椒肉丝', '蒸南瓜', '紫菜蛋花汤', '米饭', '杂粮馒头']
  const days = ['星期一', '星期二', '星期三', '星期四', '星期五']
  days.forEach((day, i) => {
    press.label(16, 52 + i * 29, day, 5)
    press.ink(42, 52 + i * 29, [0, 3, 6].map((step) => dishes[(i * 3 + step) % 10]!).join('　'), 4.4)
    press.ink(42, 60 + i * 29, [1, 4, 7].map((step) => dishes[(i * 2 + step) % 10]!).join('　'), 4.4)
    sheet.line(16, 66 + i * 29, 132, 66 + i * 29, { colour: '#c9a27a', widthMm: 0.3, dash: '2 1' })
  })
  press.sampleMark(16, 204)
  return { sheets: [sheet] }
}

const letter: Layout<Facts> = (_, studio) => {
  const { names, faces } = studio
  const sheet = new Sheet(182, 257, '#fdfcf8')
  const press = new Press(sheet, faces, black)
  press.label(24, 32, '情况说明', 7)
  press.ink(24, 48, '财政局国库支付中心：', 4.4)
  let y = press.paragraph(24, 58, `　　我单位工作人员${names.person()}因工作需要外出，乘坐火车往返，因车票遗失，现就有关情况说明如下。`, 4.4, { widthMm: 134, stepMm: 8 })
  y = press.paragraph(24, y + 10, '　　经核实，上述行程属实，未重复报销，今后我单位将加强管理，督促工作人员妥善保管各类凭证。特此说明，请予支持。', 4.4, { widthMm: 134, stepMm: 8 })
  press.ink(158, y + 26, names.unit().replace('（样例）', ''), 4.4, { align: 'end' })
  press.ink(158, y + 35, dateForms.plain(someDate(studio)), 4.4, { align: 'end' })
  press.pair(24, y + 60, '证明人：', names.person(), 4.2)
  press.sampleMark(24, 250)
  return { sheets: [sheet] }
}

const agenda: Layout<Facts> = (_, studio) => {
  const { random, names, faces } = studio
  const sheet = new Sheet(210, 280, '#fbfcf9')
  const press = new Press(sheet, faces, { label: '#1f4a35', ink: '#252c28' })
  press.label(24, 36, '活动议程', 8)
  press.label(24, 46, `${dateForms.dotted(someDate(studio))}　${names.city()}市会展中心`, 4.2)
  sheet.line(24, 51, 186, 51, { colour: '#1f4a35', widthMm: 0.7 })
  const parts = ['来宾签到', '主持人介绍与会嘉宾', '领导致辞', '主题报告：数字化转型的实践', '茶歇', '分组讨论', '代表发言', '总结讲话', '参观展区']
  const times = parts.map(() => someTime(random, 8, 17)).sort((a, b) => a.localeCompare(b))
  parts.forEach((part, i) => {
    press.ink(26, 64 + i * 17, times[i]!, 4.6)
    press.ink(54, 64 + i * 17, part, 4.6)
    press.ink(54, 71 + i * 17, `负责人 ${names.person()}`, 3.6)
  })
  press.label(24, 240, '温馨提示：请凭代表证入场，会场内禁止吸烟', 3.8)
  press.sampleMark(24, 272)
  return { sheets: [sheet] }
}

const leaflet: Layout<Facts> = (_, { random, names, faces }) => {
  const sheet = new Sheet(140, 203, '#eef4fb')
  const press = new Press(sheet, faces, { label: '#1c3f7a', ink: '#28323f' })
  sheet.box(0, 0, 140, 46, { colour: 'none', widthMm: 0 }, '#c9dcf3')
  press.label(70, 22, random.pick(['垃圾分类 从我做起', '全民阅读 书香满城', '节约用水 人人有责']), 8, { align: 'middle' })
  press.label(70, 35, `${names.city()}市文明办宣`, 4.4, { align: 'middle' })
  const lines = ['倡导健康文明的生活方式，营造整洁优美的城市环境。', '从身边小事做起，积极参加社区组织的志愿服务活动。', '养成良好习惯，爱护公共设施，遵守社会公德。', '发现问题请及时拨打服务热线，我们将尽快处理。']
  let y = 54
  lines.forEach((line, i) => { y = press.paragraph(14, y + 10, `${i + 1}、${line}`, 4.8, { widthMm: 112, stepMm: 8 }) + 2 })
  press.label(14, 180, `咨询电话：0${random.integer(500, 899)}-${random.digits(7)}`, 4.4)
  press.sampleMark(14, 197)
  return { sheets: [sheet] }
}

/** The label of a parcel, as couriers stick it on. */
const waybill: Layout<Facts> = (_, { random, names, faces }) => {
  const sheet = new Sheet(100, 150, '#fdfdfd')
  const press = new Press(sheet, faces, { label: '#1a1a1a', ink: '#1f1f1f' })
  const rule = (y: number) => sheet.line(3, y, 97, y, { colour: '#222', widthMm: 0.4 })
  const number = `${random.pick(['HL', 'LK', 'PX'])}${random.digits(13)}`
  press.label(6, 13, random.pick(['鹭羽速运', '飞汐快递', '榕达物流']), 6.6, { bold: true })
  press.label(94, 13, random.pick(['标快', '次日达', '特惠件']), 4.6, { align: 'end' })
  rule(18)
  printBars(sheet, number, 14, 21, 72, 13)
  press.ink(50, 39, number, 3.8, { align: 'middle', letterSpacingMm: 0.5 })
  rule(42)
  press.ink(50, 56, `${random.digits(3)}-${random.pick([...'ABCDEF'])}${random.digits(2)}-${random.digits(2)}`, 11, { align: 'middle' })
  rule(61)
  const ends: [string, number][] = [['收', 70], ['寄', 92]]
  for (const [mark, y] of ends) {
    sheet.mark(`<circle cx="9" cy="${y - 1.6}" r="4" fill="#1a1a1a"/>`)
    press.label(9, y, mark, 4.2, { align: 'middle', colour: '#fdfdfd' })
    press.ink(16, y, `${names.person()}　1${random.pick(['39', '52', '88'])}****${random.digits(4)}`, 4.2)
    press.paragraph(16, y + 6.4, `${names.region()}${names.address()}${random.integer(1, 9)}栋${random.integer(101, 909)}室`, 3.8, { widthMm: 78, stepMm: 5.4 })
    rule(y + 15)
  }
  press.label(6, 114, `托寄物：${random.pick(['文件', '书籍', '样品', '衣物'])}　件数：1　计重：${random.integer(1, 5)}.${random.integer(0, 9)} kg`, 3.4)
  press.label(6, 121, '签收前请当面验视，如有破损请拒收并联系客服', 3.1)
  sheet.qrCode(number, 74, 124, 20)
  press.label(6, 134, '签收人', 3.6)
  sheet.line(20, 135, 66, 135, { colour: '#222', widthMm: 0.25 })
  press.sampleMark(6, 146)
  return { sheets: [sheet], qr: [number] }
}

/** A class's week on the wall. */
const timetable: Layout<Facts> = (_, { random, names, faces }) => {
  const sheet = new Sheet(257, 182, '#fffdf4')
  const press = new Press(sheet, faces, { label: '#34507e', ink: '#2a2d36' })
  press.label(128, 22, `${random.pick(['三', '五', '八'])}年级（${random.integer(1, 9)}）班课程表`, 8, { align: 'middle' })
  press.label(237, 31, `班主任　${names.person()}`, 3.8, { align: 'end' })
  const lessons = ['语文', '数学', '英语', '科学', '体育', '音乐', '美术', '道德与法治', '劳动', '阅读']
  const rows = ['第一节', '第二节', '第三节', '第四节', '第五节', '第六节'].map((hour) => [hour, ...Array.from({ length: 5 }, () => random.pick(lessons))])
  printTable(press, { x: 20, y: 36, widthsMm: [37, 36, 36, 36, 36, 36], rowMm: 17, sizeMm: 4.8, heads: ['', '周一', '周二', '周三', '周四', '周五'], rows, rules: 'all', colour: '#7d95bd', aligns: ['middle', 'middle', 'middle', 'middle', 'middle', 'middle'] })
  press.label(20, 165, '早读八点前到班，眼保健操由值日生督促', 3.8)
  press.sampleMark(20, 177)
  return { sheets: [sheet] }
}

/** A page of a report, as every office writes them. */
const summary: Layout<Facts> = (_, studio) => {
  const { random, names, faces } = studio
  const sheet = new Sheet(210, 297, '#ffffff')
  const press = new Press(sheet, faces, { label: '#1b1b1d', ink: '#1b1b1d' })
  press.label(105, 38, random.pick(['上半年工作总结', '年度工作总结及下一步打算', '专项工作开展情况汇报']), 7.6, { align: 'middle', bold: true })
  press.label(105, 48, names.unit().replace('（样例）', ''), 4.8, { align: 'middle' })
  const parts: [string, string][] = [
    ['一、主要工作情况', '今年以来，在上级部门的正确领导下，我们紧紧围绕中心工作，明确任务分工，细化工作措施，较好地完成了各项目标任务。'],
    ['二、主要做法和成效', `（一）加强组织领导。成立工作小组，召开会议${random.integer(2, 9)}次，研究解决具体问题。（二）规范内部管理。修订制度${random.integer(3, 12)}项，做到有章可循、有据可查。（三）抓好队伍建设。组织学习培训，干部职工的业务能力和服务水平明显提高。`],
    ['三、存在的问题和不足', '一是学习的主动性还不够强，系统性有待提高；二是部门之间的沟通协调还不够顺畅；三是信息化手段运用不多，工作效率有待提升。'],
    ['四、下一步工作打算', '我们将坚持问题导向，进一步压实责任、改进作风，扎实推进重点工作，确保全年任务按期完成。'],
  ]
  let y = 58
  for (const [head, text] of parts) {
    press.ink(34, y + 10, head, 4.9, { font: faces.label, bold: true })
    y = press.paragraph(26, y + 19, `　　${text}`, 4.7, { widthMm: 157, stepMm: 8.8 })
  }
  press.ink(182, y + 18, dateForms.plain(someDate(studio)), 4.7, { align: 'end' })
  press.label(105, 284, `— ${random.integer(1, 3)} —`, 3.8, { align: 'middle' })
  press.sampleMark(26, 291)
  return { sheets: [sheet] }
}

export const other = voucherMaker(invent, { tuning: [notice, menu, letter, agenda, leaflet, waybill, timetable], 'held-out': [summary] })

/** An empty sheet with the marks that empty sheets have: punched holes, a fold, a page number. The sample mark stands on it too. */
const empty = (widthMm: number, heightMm: number, paper: string, rule: (sheet: Sheet) => void = () => {}): Layout<Facts> => (_, { random, faces }) => {
  const sheet = new Sheet(widthMm, heightMm, paper)
  const press = new Press(sheet, faces, black)
  rule(sheet)
  if (random.next() < 0.3) for (const y of [heightMm / 2 - 40, heightMm / 2 + 40]) sheet.mark(`<circle cx="10" cy="${y}" r="3" fill="#77777a"/>`)
  if (random.next() < 0.3) sheet.line(0, heightMm / 2 + random.between(-3, 3), widthMm, heightMm / 2, { colour: '#e4e2da', widthMm: 0.6 })
  if (random.next() < 0.3) press.label(widthMm / 2, heightMm - 9, String(random.integer(2, 30)), 3.4, { align: 'middle' })
  press.sampleMark(random.between(10, widthMm - 45), heightMm - 4)
  return { sheets: [sheet] }
}

const rulesEvery = (stepMm: number, colour: string, dash?: string) => (sheet: Sheet) => {
  for (let y = stepMm; y < sheet.heightMm - 8; y += stepMm) sheet.line(8, y, sheet.widthMm - 8, y, { colour, widthMm: 0.2, dash })
}

export const blank = voucherMaker(invent, {
  tuning: [
    empty(210, 297, '#fdfdfb'), empty(148, 210, '#fbf9f1', rulesEvery(9, '#b9c4d6')),
    empty(182, 257, '#f8f8f5', (sheet) => sheet.line(16, 22, 166, 22, { colour: '#cc5a5a', widthMm: 0.5 })), empty(105, 148, '#fefefe'),
    empty(195, 270, '#fcfdf8', (sheet) => { for (let y = 20; y < 250; y += 12) for (let x = 18; x < 170; x += 8) sheet.box(x, y, 8, 8, { colour: '#c9dccb', widthMm: 0.15 }) }),
    empty(210, 99, '#f3ede0', rulesEvery(11, '#d5c9b2', '0.3 1.2')),
  ],
  'held-out': [empty(297, 210, '#fbfbfa')],
})
