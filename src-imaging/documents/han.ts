/** Characters as people write them: files often carry radicals and compatibility forms that look like Han characters and are others. */

/** Radicals of the CJK supplement that Unicode gives no plain form for, with the character each is taken for. */
const supplement = '⺁厂⺄乙⺈刀⺋卩⺌小⺎尢⺏尢⺗心⺝月⺟母⺠民⺢水⺦爿⺧牛⺩王⺪疋⺫目⺬示⺮竹⺯糸⺱罒⺳网⺶羊⺷羊⺸羊⺹老⺻聿⺼肉⺽臼⻁虎⻂衣⻃覀⻄西⻅见⻆角⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'
const plainForms = new Map(Array.from({ length: [...supplement].length / 2 }, (_, i) => [[...supplement][2 * i]!, [...supplement][2 * i + 1]!]))

/** Kangxi radicals, supplement radicals and compatibility ideographs become the Han characters they stand for; everything else stays as it is. */
export function plainHan(text: string): string {
  return text.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (char) => plainForms.get(char) ?? char.normalize('NFKC'))
}

/** The characters of GB 2312, which all but rare names are written with. */
let common: Set<string> | null = null

function commonHan(): Set<string> {
  if (common) return common
  const decoder = new TextDecoder('gbk')
  const codes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) codes.push(row, cell)
  common = new Set(decoder.decode(Uint8Array.from(codes)))
  return common
}

const strange = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd\u3400-\u4dbf]|[^\p{Script=Han}\p{Script=Latin}\p{Script=Common}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Inherited}]/u

/**
 * How much of a text no Chinese document would hold: control, private and unassigned characters, scripts that do not
 * belong, Han characters that hardly anyone uses. What a font without a map to Unicode gives is nearly all of this.
 * @returns 0 to 1, of the characters that are not white space
 */
export function nonsenseShare(text: string): number {
  const chars = [...text].filter((char) => !/[ \t\r\n\u00a0\u3000]/.test(char))
  if (chars.length === 0) return 0
  const han = chars.filter((char) => /[\u4e00-\u9fff]/.test(char))
  const rare = han.filter((char) => !commonHan().has(char)).length
  // A few rare characters are a name; a page full of them is glyph numbers taken for characters.
  return (chars.filter((char) => strange.test(char)).length + (rare > 3 && rare > 0.3 * han.length ? rare : 0)) / chars.length
}
