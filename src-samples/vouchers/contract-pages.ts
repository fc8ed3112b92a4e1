/** Running text over as many A4 pages as it needs: how the sample contracts are laid out. */
import type { FieldName } from '../../src-shared/voucher.ts'
import { Sheet, widthOf } from '../sheet.ts'
import type { SampleSet } from '../voucher.ts'
import { Press, printTable, type Studio } from './press.ts'

export interface Run { text: string; field?: FieldName }
export type Line = { runs: Run[]; indentMm: number; gapMm: number; bold?: boolean }
export const plain = (text: string): Run[] => [{ text }]

/** Breaks running text into lines; a run keeps its field on every line it reaches. */
export function breakRuns(runs: readonly Run[], sizeMm: number, font: string, widthMm: number): Run[][] {
  const lines: Run[][] = [[]]
  let usedMm = 0
  for (const { text, field } of runs) {
    for (const char of text) {
      const charMm = widthOf(char, sizeMm, font)
      if (usedMm + charMm > widthMm && !'，。；：、）'.includes(char)) {
        lines.push([])
        usedMm = 0
      }
      usedMm += charMm
      const last = lines.at(-1)!.at(-1)
      if (last && last.field === field) last.text += char
      else lines.at(-1)!.push({ text: char, field })
    }
  }
  return lines
}

export interface PageStyle { sizeMm: number; left: number; widthMm: number; top: number; bottom: number; colours: { label: string; ink: string }; paper: string; footer: (page: number, pages: number) => string; header?: string }

interface Annex { title: string; rows: readonly [item: string, demand: string][] }

const annexes: Record<SampleSet, readonly Annex[]> = {
  tuning: [
    { title: '附件一　技术与服务要求', rows: [['外观', '表面平整，无划痕、变形'], ['材质', '符合国家环保标准'], ['安装', '乙方派员现场安装调试'], ['培训', '不少于四学时'], ['响应时间', '接到通知后两小时内'], ['备件', '质保期内免费提供']] },
    { title: '附件（一）服务内容和考核办法', rows: [['人员配备', '项目负责人一名，工作人员六名'], ['服务时间', '法定工作日八时至十八时'], ['巡查', '每日两次并有记录'], ['月度考核', '满分一百分，九十分以上为合格'], ['整改', '三日内完成并书面报告']] },
    { title: '附表　履约标准一览', rows: [['响应', '工作时间三十分钟内到场'], ['安全', '特种作业人员持证并备案'], ['资料', '按月移交记录和影像资料'], ['环保', '废弃物分类清运，日产日清'], ['回访', '每季度一次，填写满意度表']] },
  ],
  'held-out': [
    { title: '附：验收核对表', rows: [['数量', '与清单逐项一致'], ['外观', '整洁完好，无破损、无缺件'], ['功能', '现场试用正常，无异常声响'], ['资料', '说明、记录和合格证明齐全'], ['时限', '未超过约定的完成日期'], ['遗留问题', '逐条写明并约定处理时间']] },
  ],
}

function printAnnex(press: Press, { random, wishes }: Studio, { left, widthMm, sizeMm }: PageStyle): void {
  const { title, rows } = random.pick(annexes[wishes.set])
  press.label(left, 38, title, 5.4)
  printTable(press, { x: left, y: 46, widthsMm: [14, 44, widthMm - 58], rowMm: sizeMm * 2.8, sizeMm, heads: ['序号', '项目', '要求'], rows: rows.map(([item, demand], i) => [String(i + 1), item, demand]), rules: 'all', aligns: ['middle', 'middle', 'start'] })
}

/**
 * Lays paragraphs out over as many A4 pages as they need, with an annex behind some.
 * @param tailMm the room that signatures and seals want behind the last line, on the same page
 * @returns `last`: the page to sign; `endY`: where its text ends
 */
export function layOut(paragraphs: readonly Line[], studio: Studio, style: PageStyle, tailMm: number): { pages: Press[]; last: Press; endY: number } {
  const { faces } = studio
  const stepMm = style.sizeMm * 1.77
  const newPage = () => new Press(new Sheet(210, 297, style.paper), faces, style.colours)
  const pages = [newPage()]
  let y = style.top
  for (const { runs, indentMm, gapMm, bold } of paragraphs) {
    y += gapMm
    for (const line of breakRuns(runs, style.sizeMm, faces.ink, style.widthMm - indentMm)) {
      if (y > style.bottom) {
        pages.push(newPage())
        y = style.top
      }
      let x = style.left + indentMm
      for (const { text, field } of line) x = pages.at(-1)!.ink(x, y, text, style.sizeMm, { field, font: faces.ink, bold })
      y += stepMm
    }
  }
  if (y + tailMm > style.bottom || pages.length < 2) {
    pages.push(newPage())
    y = style.top
  }
  const last = pages.at(-1)!
  if (studio.random.next() < 0.4) {
    pages.push(newPage())
    printAnnex(pages.at(-1)!, studio, style)
  }
  pages.forEach((press, i) => {
    press.label(105, 285, style.footer(i + 1, pages.length), 3.2, { align: 'middle' })
    if (style.header) press.label(style.left, 14, style.header, 3)
    press.sampleMark(style.left, 292)
  })
  return { pages, last, endY: y }
}

export const numbered = (i: number) => ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五'][i]!
