/** 签到表: who came to a meeting or a training. */
import { Sheet } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'
import { formRow } from './ruled-forms.ts'
import { dateForms, pad, Press, printTable, someDate, voucherMaker, type FieldValues, type Layout, type Studio } from './press.ts'

interface Facts { fields: FieldValues; meeting: string; place: string; host: string; people: { name: string; unit: string; phone: string; post: string }[] }

const occasions: Record<SampleSet, { meetings: readonly string[]; places: readonly string[]; posts: readonly string[] }> = {
  tuning: {
    meetings: ['秋季教研工作会议', '财务制度培训班', '安全生产专题会', '档案管理业务培训', '预算绩效管理讲座', '应急演练动员会', '党风廉政专题学习', '信息化项目评审会', '内部控制建设推进会', '基层统计人员轮训', '食品安全案例研讨', '青年技能比武赛前说明会'],
    places: ['三楼会议室', '多功能厅', '阶梯教室', '综合楼501室', '报告厅', '线下培训基地', '行政楼二楼大厅', '东区实训室', '图书馆研修间'], posts: ['教师', '会计', '科员', '主任', '干事', '副科长', '工程师', '出纳', '办事员', '科长', '讲师', '技师'],
  },
  'held-out': { meetings: ['上半年工作总结会', '预算编制业务培训', '新进人员岗前培训', '项目推进协调会', '采购管理制度宣讲'], places: ['机关四楼会议室', '第二会议室', '党员活动室', '学术交流中心'], posts: ['主管', '科员', '会计', '四级主任科员', '副主任', '专技人员'] },
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const { meetings, places, posts } = occasions[wishes.set]
  return {
    fields: { date: someDate(studio) }, meeting: random.pick(meetings), place: random.pick(places), host: names.unit().replace('（样例）', ''),
    people: Array.from({ length: random.integer(8, 18) }, () => ({ name: names.person(), unit: names.unit().replace('（样例）', ''), phone: `1${random.pick(['38', '59', '77', '86'])}${random.digits(8)}`, post: random.pick(posts) })),
  }
}

const ruled: Layout<Facts> = ({ fields, people, ...facts }, { faces }) => {
  const sheet = new Sheet(210, 297, '#fefefd')
  const press = new Press(sheet, faces, { label: '#222', ink: '#1f2648' })
  press.label(105, 26, facts.meeting + '签到表', 7.2, { align: 'middle', bold: true })
  press.pair(20, 40, '时间：', dateForms.long(fields.date!), 4, { field: 'date' })
  press.pair(110, 40, '地点：', facts.place, 4)
  press.pair(20, 48, '主办单位：', facts.host, 4)
  printTable(press, { x: 18, y: 53, widthsMm: [14, 30, 68, 22, 40], rowMm: 11, sizeMm: 3.8, heads: ['序号', '姓名', '单位', '职务', '联系电话'], rows: people.map(({ name, unit, post, phone }, i) => [String(i + 1), name, unit, post, phone]), rules: 'all', colour: '#333', aligns: ['middle', 'middle', 'start', 'middle', 'middle'] })
  press.sampleMark(20, 289)
  return { sheets: [sheet] }
}

const twice: Layout<Facts> = ({ fields, people, ...facts }, { faces, random }) => {
  const sheet = new Sheet(297, 210, '#fcfbf7')
  const press = new Press(sheet, faces, { label: '#2a3550', ink: '#22252c' })
  press.label(148, 20, '会 议 签 到 册', 7.6, { align: 'middle' })
  press.pair(20, 34, '会议名称：', facts.meeting, 4)
  press.pair(120, 34, '日期：', fields.date!, 4, { field: 'date' })
  press.pair(200, 34, '地点：', facts.place, 4)
  const half = Math.ceil(people.length / 2)
  ;[people.slice(0, half), people.slice(half)].forEach((part, side) => printTable(press, {
    x: 18 + side * 132, y: 40, widthsMm: [26, 64, 36], rowMm: 12, sizeMm: 3.8, heads: ['姓名', '工作单位', '手机'], rows: part.map(({ name, unit, phone }) => [name, unit, phone]), rules: 'all', colour: '#5b6a8a', aligns: ['middle', 'start', 'middle'],
  }))
  if (random.next() < 0.4) sheet.roundSeal(240, 178, facts.host, faces.label, { radius: 18 })
  press.sampleMark(20, 202)
  return { sheets: [sheet] }
}

const open: Layout<Facts> = ({ fields, people, ...facts }, { faces }) => {
  const sheet = new Sheet(210, 297, '#fdfcf9')
  const press = new Press(sheet, faces, { label: '#33373f', ink: '#252932' })
  press.label(22, 30, facts.meeting, 6.6)
  press.label(22, 40, `参会人员签到　（${facts.host}）`, 4)
  press.ink(188, 30, dateForms.dotted(fields.date!), 4.4, { align: 'end', field: 'date' })
  press.ink(188, 40, facts.place, 4, { align: 'end' })
  sheet.line(22, 45, 188, 45, { colour: '#333', widthMm: 0.6 })
  printTable(press, { x: 22, y: 47, widthsMm: [70, 34, 26, 36], rowMm: 10.5, sizeMm: 4, heads: ['所在部门', '签名', '岗位', '电话'], rows: people.map(({ name, unit, post, phone }) => [unit, name, post, phone.replace(/^(\d{3})\d{4}/, '$1****')]), rules: 'heads', colour: '#999', aligns: ['start', 'start', 'start', 'end'] })
  press.label(22, 275, `实到 ${people.length} 人`, 4)
  press.sampleMark(22, 288)
  return { sheets: [sheet] }
}

const narrowColumns: Layout<Facts> = ({ fields, people, ...facts }, { faces }) => {
  const sheet = new Sheet(182, 257, '#f9fbfd')
  const press = new Press(sheet, faces, { label: '#1f4f63', ink: '#22303a' })
  sheet.box(12, 12, 158, 20, { colour: 'none', widthMm: 0 }, '#dcebf1')
  press.label(91, 25, `${facts.meeting}　签到`, 6.2, { align: 'middle' })
  press.pair(14, 41, '签到日 ', dateForms.plain(fields.date!), 3.9, { field: 'date' })
  press.pair(96, 41, '承办 ', facts.host, 3.7)
  printTable(press, { x: 12, y: 46, widthsMm: [12, 34, 40, 72], rowMm: 10, sizeMm: 3.7, heads: ['No', '姓　名', '电　话', '来　自'], rows: people.map(({ name, unit, phone }, i) => [pad(i + 1), name, phone, unit]), rules: 'all', colour: '#8db3c2', aligns: ['middle', 'start', 'start', 'start'] })
  press.sampleMark(14, 250)
  return { sheets: [sheet] }
}

/** Two sittings of one day: a signature for each. */
const sittings: Layout<Facts> = ({ fields, people, ...facts }, { faces, random }) => {
  const sheet = new Sheet(297, 74 + people.length * 9.4, '#fefefc')
  const press = new Press(sheet, faces, { label: '#28242e', ink: '#1d1f2a' })
  const weekday = [...'日一二三四五六'][new Date(`${fields.date}T00:00:00Z`).getUTCDay()]!
  press.label(148, 17, `${facts.host}${facts.meeting}人员报到登记`, 6.4, { align: 'middle' })
  const edge = press.ink(18, 29, `${dateForms.plain(fields.date!)}（星期${weekday}）`, 4, { field: 'date' })
  press.ink(edge + 3, 29, `8:30—${random.integer(15, 17)}:00　${facts.place}`, 4)
  press.label(279, 29, `应到 ${people.length} 人`, 4, { align: 'end' })
  printTable(press, {
    x: 17, y: 33, widthsMm: [74, 30, 30, 46, 41, 41], rowMm: 9.4, sizeMm: 3.8, heads: ['选派单位', '职务', '姓名', '联系方式', '上午签名', '下午签名'], rules: 'all', colour: '#4a4652', aligns: ['start', 'middle', 'middle', 'middle', 'middle', 'middle'],
    rows: people.map(({ name, unit, phone, post }) => [unit, post, name, phone, '', '']),
  })
  const signed = { font: faces.label, colour: '#23388c', align: 'middle' as const }
  people.forEach(({ name }, i) => {
    const y = 33 + (i + 1) * 9.4 + 6.4
    press.ink(217.5, y, name, 5, signed)
    if (random.next() < 0.85) press.ink(258.5, y, name, 5, signed)
  })
  press.sampleMark(18, 33 + (people.length + 1) * 9.4 + 22)
  return { sheets: [sheet] }
}

/** Nothing but names, each in its box, under a sentence that says when, where and what for. */
const boxesOfNames: Layout<Facts> = ({ fields, people, ...facts }, { faces }) => {
  const sheet = new Sheet(176, 250, '#fdf9f4')
  const press = new Press(sheet, faces, { label: '#8a2f2a', ink: '#26262c' })
  press.label(88, 24, '与会签名簿', 8, { align: 'middle', letterSpacingMm: 1 })
  sheet.line(20, 30, 156, 30, { colour: '#8a2f2a', widthMm: 0.8 })
  const host = press.ink(20, 43, `${facts.host}于`, 4.2)
  const edge = press.ink(host, 43, dateForms.long(fields.date!), 4.2, { field: 'date' })
  press.ink(edge, 43, `在${facts.place}举行`, 4.2)
  press.ink(20, 53, `${facts.meeting}，到会人员如下。`, 4.2)
  for (let i = 0; i < 20; i++) {
    const [x, y] = [20 + (i % 4) * 34, 62 + Math.floor(i / 4) * 20]
    sheet.box(x, y, 34, 20, { colour: '#c79a8f', widthMm: 0.3 })
    press.label(x + 2, y + 4.4, String(i + 1), 2.6)
    press.ink(x + 17, y + 13, people[i]?.name ?? '', 5.6, { font: faces.label, colour: '#1d2d74', align: 'middle' })
  }
  press.label(156, 184, `到会 ${people.length} 人`, 4.2, { align: 'end' })
  press.label(20, 200, '记录人', 4)
  sheet.line(34, 201, 80, 201, { colour: '#8a2f2a', widthMm: 0.25 })
  press.sampleMark(20, 243)
  return { sheets: [sheet] }
}

/** What, when and where in cells over the rows, as a word processor's table has it; everybody signs in the last column. */
const headedByCells: Layout<Facts> = ({ fields, people, ...facts }, { faces, random }) => {
  const sheet = new Sheet(210, 297, '#ffffff')
  const press = new Press(sheet, faces, { label: '#1d1d1f', ink: '#1d1d1f' })
  const colour = '#1d1d1f'
  press.label(105, 24, '会 议 签 到 表', 7.4, { align: 'middle', bold: true })
  let y = formRow(press, 17, 31, 10, [['会议名称', facts.meeting, 30, 146]], 4, colour)
  y = formRow(press, 17, y, 10, [['会议时间', `${dateForms.plain(fields.date!)}${random.pick(['上午9:00', '下午2:30', '9:30', '14:00'])}`, 30, 62, 'date'], ['会议地点', facts.place, 28, 56]], 4, colour)
  y = formRow(press, 17, y, 10, [['召集单位', facts.host, 30, 62], ['应到人数', `${people.length}人`, 28, 56]], 4, colour)
  const end = printTable(press, {
    x: 17, y, widthsMm: [16, 76, 38, 46], rowMm: 10.4, sizeMm: 4, heads: ['序号', '单位（部门）', '职务/职称', '签 名'], rules: 'all', colour, aligns: ['middle', 'start', 'middle', 'middle'],
    rows: Array.from({ length: 19 }, (_, i) => [String(i + 1), people[i]?.unit ?? '', people[i]?.post ?? '', '']),
  })
  people.forEach(({ name }, i) => press.ink(170 + random.between(-4, 4), y + (i + 1) * 10.4 + 7 + random.between(-0.8, 0.6), name, 5.4, { font: faces.label, colour: '#1c2f7c', align: 'middle' }))
  press.label(18, end + 7, '注：请参会人员本人签名，签到表作为会议费报销附件。', 3.4)
  press.sampleMark(18, 291)
  return { sheets: [sheet] }
}

export const attendance = voucherMaker(invent, { tuning: [ruled, twice, open, narrowColumns, sittings, boxesOfNames], 'held-out': [headedByCells] })
