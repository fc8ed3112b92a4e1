/**
 * Firms and public bodies by what their names end with, and which of them a paper is from where no label says so: who
 * heads the form, who signs over the day, who is spoken of.
 */
import type { LabelledPage } from '../find-values.ts'
import type { Piece } from '../page-text.ts'
import { dayAlone, partyName, pattern } from '../shapes.ts'
import { anywhere, type FoundFields, orElse, type Reading, sole, unnamed } from './family.ts'

const trades = '维修|服务|装饰|装潢|广告|图文|印务|打印|设计|销售|营销|经销|配送|物流|租赁|家政|养护|技术|工程|制作|安装|商贸|贸易|商务|批发|采购|家具|办公|电脑|汽修|修理|保洁|餐饮|咨询|快印|印刷|数码|园艺|劳务|搬家|运输|会展'
const firmEnds = `公司|集团|商行|商店|商场|商贸行|超市|经营部|经销部|门市部|经销处|营业部|批发部|服务部|维修部|修理部|厂|合作社|工作室|事务所|书店|书城|药房|药店|酒店|宾馆|饭店|花店|五金店|专卖店|旗舰店|百货|店|商社|作坊|(?:${trades})(?:中心|站|社|行|部|队)`
const publicEnds = '局|委员会|管委会|人民政府|政府|办公室|办事处|厅|法院|检察院|学校|小学|中学|大学|学院|党校|幼儿园|医院|卫生院|研究院|研究所|科学院|图书馆|文化馆|博物馆|档案馆|体育馆|中心|委|所|站|大队|支队|总队|协会|学会|联合会|基金会|管理处|服务处|园区|电视台|（样例）'
const branch = '(?:[（(][\\u4e00-\\u9fff]{1,8}[)）])?'
const isFirm = new RegExp(`^[\\u4e00-\\u9fff（）()A-Za-z]{2,}(?:${firmEnds})${branch}$`)
const isPublic = new RegExp(`^[\\u4e00-\\u9fff（）()]{2,}(?:${publicEnds})${branch}$`)

/** Which side of a purchase a name is on: firms sell, public bodies buy. Null for what is no such name. */
export function sideOf(name: string): 'buyerName' | 'sellerName' | null {
  const wide = name.replace(/ /g, '').replace(/\(/g, '（').replace(/\)/g, '）')
  const bare = wide.replace(/（样例）$/, '')
  if (bare.length < 4 || bare.length > 32) return null
  if (isFirm.test(bare)) return 'sellerName'
  return isPublic.test(bare) || isPublic.test(wide) ? 'buyerName' : null
}

const named = (piece: Piece, rank: number): Reading => ({ value: partyName(piece.text)?.value ?? piece.text, score: piece.score, boxPx: piece.boxPx, rank })

/** Who heads a form, and who signs it: a name alone at the head, or over the day at the foot. */
export function addByPlace(form: LabelledPage, found: FoundFields): void {
  const { page } = form
  const isHead = (piece: Piece) => piece.bottom < page.top + 0.25 * (page.bottom - page.top) && page.rowOf(piece).length === 0
  const days = page.pieces.filter((piece) => dayAlone(piece.text))
  const signs = (piece: Piece) => days.some((one) => one.top > piece.top + 0.5 * page.lineHeightPx && one.top - piece.bottom < 3 * page.lineHeightPx && one.left < piece.right && one.right > piece.left)
  const bodies = page.pieces.flatMap((piece) => ({ piece, side: form.opensWithLabel(piece) ? null : sideOf(piece.text) })).filter(({ side }) => side !== null)
  for (const { piece, side } of bodies) {
    const isOnly = new Set(bodies.filter((one) => one.side === side).map((one) => one.piece.text.replace(/ /g, ''))).size === 1
    if (isHead(piece)) orElse(found, side!, [named(piece, isOnly ? sole : unnamed)])
    else if (signs(piece)) orElse(found, side!, [named(piece, isOnly && days.length === 1 ? sole : 0.6)])
  }
}

const firm = `[\\u4e00-\\u9fff（）]{2,28}?(?:${firmEnds})${branch}`
const publicBody = `[\\u4e00-\\u9fff（）]{2,28}?(?:${publicEnds})${branch}`
/** Not the words of a seal, and not the first part of a longer name. */
const after = '(?![\\u4e00-\\u9fff]{0,2}章)(?![\\u4e00-\\u9fff（）]{0,9}(?:公司|厂|店|商行|中心|集团|合作社))'
/** Before a name in a sentence. */
const spokenOf = '(?:^(?:兹证明|证明|兹有)?|[,，。:;；]|兹证明|证明|由|与|向|和|从|自|经|对|为|收到|委托|收悉|同|给|请|付给|支付给|支付) ?'
const inSentence = [
  { side: 'sellerName', shape: pattern(new RegExp(`${spokenOf}(${firm})${after}`)) },
  { side: 'buyerName', shape: pattern(new RegExp(`${spokenOf}(${publicBody})(?![\\u4e00-\\u9fff])`)) },
  { side: 'buyerName', shape: pattern(new RegExp(`(${publicBody})(?=(?:将|拟|向|委托|采购|购买|因|就|与))`)) },
] as const

/** Who is spoken of in running text; a firm is no buyer there. */
export function addSpokenOf(form: LabelledPage, found: FoundFields): void {
  for (const { side, shape } of inSentence) {
    if (!found[side]) {
      const readings = anywhere(form, shape, 0.4).filter(({ value }) => sideOf(value) === side)
      if (readings.length > 0) found[side] = readings
    }
  }
}
