/** 签到表: who came to a meeting or a training. */
import { Sheet } from '../sheet.ts'
import { dateForms, pad, Press, printTable, someDate, voucherMaker, type FieldValues, type Layout, type Studio } from './press.ts'

interface Facts { fields: FieldValues; meeting: string; place: string; host: string; people: { name: string; unit: string; phone: string; post: string }[] }

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const isTuning = wishes.set === 'tuning'
  return {
    fields: { date: someDate(studio) }, meeting: random.pick(isTuning ? ['秋季教研工作会议', '财务制度培训班', '安全生产专题会', '档案管理业务培训'] : ['预算绩效管理讲座', '应急演练动员会', '党风廉政专题学习', '信息化项目评审会']), place: random.pick(isTuning ? ['三楼会议室', '多功能厅', '阶梯教室'] : ['综合楼501室', '报告厅', '线下培训基地']), host: names.unit().replace('（样例）', ''),
    people: Array.from({ length: random.integer(8, 18) }, () => ({ name: names.person(), unit: names.unit().replace('（样例）', ''), phone: `1${random.pick(['38', '59', '77', '86'])}${random.digits(8)}`, post: random.pick(isTuning ? ['教师', '会计', '科员', '主任'] : ['干事', '副科长', '工程师', '出纳']) })),
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

export const attendance = voucherMaker(invent, { tuning: [ruled, twice, open, narrowColumns], 'held-out': [open, narrowColumns] })
