/**
 * Words that forms print in every copy, and signs that stand only in certain places: where the recogniser lost or mistook
 * one sign of them, it is put right. What a person filled in, and every figure, stays as it was read.
 */
import type { ReadLine } from './engine.ts'

/** The group named `here` becomes `sign`; an empty group is a place where it was lost. */
interface Rule { found: RegExp; sign: string }

const han = '\\u4e00-\\u9fff'
const upperSign = '零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正'

const rules: readonly Rule[] = [
  // 编码简称 of 商品和服务税收分类 stands between two asterisks before the goods' own name (总局公告2017年第45号).
  { found: new RegExp(`^(?<here>["“”'‘’\`.·]?)[${han}、（）]{2,12}\\*[${han}A-Za-z]`, 'd'), sign: '*' },
  { found: /地\s*址(?<here>\s*[-—.,，·丶一]?\s*)电\s*话/d, sign: '、' },
  { found: /密\s*码\s*(?<here>冈|网|凶|図)/d, sign: '区' },
  { found: /^(?<here>冈)$/d, sign: '区' },
  { found: /^(?<here>=|＝)$/d, sign: '二' },
  { found: /第(?<here>=|＝)联/d, sign: '二' },
  // 规格 of diesel oil (GB 19147).
  { found: /^(?<here>[1l]?[oO])#$/d, sign: '0' },
  // The places over an amount's boxes.
  { found: /^(?<here>\+|＋)元?$/d, sign: '十' },
  { found: /^(?=..)[亿千百十万元角分]*(?<here>干)[亿千百十万元角分干]*$/d, sign: '千' },
  { found: /(?<![（(]\s*)(?<here>)(?:大写|小写|盖章|签章|公章|增值税专用发票|普通发票|铁路电子客票|航空运输电子客票行程单)\s*[）)]/d, sign: '（' },
  { found: new RegExp(`[（(][${han}]{2,10}店(?<here>)$`, 'd'), sign: '）' },
  { found: new RegExp(`[${upperSign}](?<here>任|什|件|仕|阡|千)[${upperSign}]`, 'd'), sign: '仟' },
  { found: new RegExp(`[${upperSign}](?<here>伯|怕|陌|百)[${upperSign}]`, 'd'), sign: '佰' },
  { found: new RegExp(`[${upperSign}](?<here>方)[${upperSign}]`, 'd'), sign: '万' },
  // No province is written so; the recogniser hardly knows the sign of 云南.
  { found: /(?<![\u4e00-\u9fff])(?<here>滨|濱|演)[A-Z][·•.]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/d, sign: '滇' },
]

/** @returns the line with the signs that its form is known to have; a sign put in is as certain as its neighbours */
export function withFormWords(line: ReadLine): ReadLine {
  return rules.reduce(kept, withCapitals(line))
}

/** The line with the rule kept in every place. */
function kept(line: ReadLine, rule: Rule): ReadLine {
  const [start, end] = rule.found.exec(line.text)?.indices?.groups?.here ?? []
  return start === undefined || end === undefined || line.text.slice(start, end) === rule.sign ? line : kept(replaced(line, start, end, rule.sign), rule)
}

/** In codes and masks x is X: small letters come in words. The label of an itinerary has none. */
function withCapitals(line: ReadLine): ReadLine {
  if (/^Id ?no\b/.test(line.text)) return { ...line, text: line.text.replace(/^Id ?no/, (label) => label.toUpperCase()) }
  return /x/.test(line.text) && !/[a-wyz]/.test(line.text) && /(?:[A-Z0-9*X]x|x[A-Z0-9*X]|xx)/.test(line.text) && !/\dx\d/.test(line.text) ? { ...line, text: line.text.replaceAll('x', 'X') } : line
}

function replaced(line: ReadLine, start: number, end: number, sign: string): ReadLine {
  const at = [...line.text.slice(0, start)].length
  const length = [...line.text.slice(start, end)].length
  const beside = line.charScores.slice(Math.max(0, at - 1), at + length + 1)
  const score = beside.length === 0 ? line.score : Math.min(...beside)
  return { ...line, text: line.text.slice(0, start) + sign + line.text.slice(end), charScores: line.charScores.toSpliced(at, length, score) }
}
