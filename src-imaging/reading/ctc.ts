/** From a recogniser's scores to characters: greedy CTC, where repeats collapse unless a blank stands between them. */

/** What each class of the recogniser stands for. Class 0 is CTC's blank. */
export interface Alphabet {
  chars: readonly string[]
  /** Classes that never stand on a Chinese voucher: the next best is taken instead. */
  isBarred: Uint8Array
  /** The same, and the signs that stand in some places only: what is taken where one of those came out in another place. */
  isBarredHere: Uint8Array
}

/** `step` to `endStep` (excluded) is where along the line it stands. */
export interface ReadChar { char: string; score: number; step: number; endStep: number }

/** Signs of other trades (kana, accents, arrows), which are only ever misread print. */
const barred = /[ˉˇˋ´¨`^~〃〈〉〓〒＝❤▪☆★◎◇◆□■▲▼△◥▕▏▎├┌┅─┐●○☎♪→←↑↓⇋↓∈∞∟⊥∣ʌɔɡɑ丿丨亅乚夂㐂㐱㙟㴪㸃䖝䝉彳彐阝弌弍\u3040-\u30ff\u3130-\u318f\u0370-\u03ff\u0400-\u04ff\u00c0-\u017f\u01cd-\u01dc]/u
/** Roman numerals and note marks are read into rules, 川 and *: they stand as a grade's number, and before or after a note. */
const placed = /[※ⅡⅢ]/u
const inPlace = /^\s*※+|※+\s*$|[ⅡⅢ](?=[型期级类度代段号相部卷、])|(?<=[第型类A-Za-z])[ⅡⅢ](?=$|[)）\s])/gu
/** The old way to write 叁 has a word's sign, which it is in an amount alone: before a unit, or beside another of its digits. */
const oldThree = /参(?=[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分])|(?<=[零壹贰叁肆伍陆柒捌玖拾佰仟])参/gu
/** Signs that look like the one that is printed. */
const lookAlikes: Record<string, string> = { 丶: '、', '﹑': '、', 囗: '口', '∶': ':', 'ㆍ': '·', '•': '·', '‧': '·', '￡': '¥' }

/** @param dictionary one character a class, in the recogniser's order, blank left out */
export function alphabetOf(dictionary: readonly string[]): Alphabet {
  const chars = ['', ...dictionary.map((char) => lookAlikes[char] ?? char)]
  const classesOf = (signs: readonly RegExp[]) => Uint8Array.from(chars, (char) => Number(signs.some((sign) => sign.test(char))))
  return { chars, isBarred: classesOf([barred]), isBarredHere: classesOf([barred, placed]) }
}

/** @param scores `steps` rows of one probability for each class */
export function decodeCtc(scores: Float32Array, steps: number, { chars, isBarred, isBarredHere }: Alphabet): ReadChar[] {
  const read = collapsed(scores, steps, chars, isBarred)
  const text = read.map(({ char }) => char).join('')
  return amountDigits(placed.test(text.replace(inPlace, '')) ? collapsed(scores, steps, chars, isBarredHere) : read)
}

function amountDigits(read: ReadChar[]): ReadChar[] {
  // Every class is a character of one unit but for a few rare ones, beside which no amount stands.
  for (const { index } of read.map(({ char }) => char).join('').matchAll(oldThree)) if (read[index]?.char === '参') read[index].char = '叁'
  return read
}

/** The best class of each step; repeats are one character. */
function collapsed(scores: Float32Array, steps: number, chars: readonly string[], isBarred: Uint8Array): ReadChar[] {
  const classes = scores.length / steps
  const read: ReadChar[] = []
  let last = ''
  for (let step = 0; step < steps; step++) {
    const row = step * classes
    let best = bestOf(scores, row, classes)
    if (isBarred[best]) best = bestOf(scores.slice(row, row + classes).map((score, c) => (isBarred[c] ? 0 : score)), 0, classes)
    const char = chars[best] ?? ''
    const score = scores[row + best]!
    const open = read.at(-1)
    if (char !== '' && char !== last) read.push({ char, score, step, endStep: step + 1 })
    else if (char !== '' && open) {
      open.endStep = step + 1
      open.score = Math.max(open.score, score)
    }
    last = char
  }
  return read
}

function bestOf(scores: Float32Array, row: number, classes: number): number {
  let best = 0
  let most = scores[row]!
  for (let c = 1; c < classes; c++) {
    const score = scores[row + c]!
    if (score > most) {
      most = score
      best = c
    }
  }
  return best
}
