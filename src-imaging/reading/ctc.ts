/** From a recogniser's scores to characters: greedy CTC, where repeats collapse unless a blank stands between them. */

/** What each class of the recogniser stands for. Class 0 is CTC's blank. */
export interface Alphabet {
  chars: readonly string[]
  /** Classes that never stand on a Chinese voucher: the next best is taken instead. */
  isBarred: Uint8Array
  /** The same, and the signs that stand in some places only: what is taken where one of those came out in another place. */
  isBarredHere: Uint8Array
  /** Classes of rare characters that were taught: what stands in white or in a blur now and then resembles one. */
  taught: Uint16Array
}

/** `step` to `endStep` (excluded) is where along the line it stands. */
export interface ReadChar { char: string; score: number; step: number; endStep: number }

/** Signs of other trades (kana, accents, arrows), which are only ever misread print. */
const barred = /[ˉˇˋ´¨`^~〃〈〉〓〒＝❤▪☆★◎◇◆□■▲▼△◥▕▏▎├┌┅─┐●○☎♪←↑↓⇋↓∈∞∟⊥∣ʌɔɡɑ丿丨亅乚夂㐂㐱㙟㴪㸃䖝䝉彳彐阝弌弍\u3040-\u30ff\u3130-\u318f\u0370-\u03ff\u0400-\u04ff\u00c0-\u00d6\u00d8-\u017f\u01cd-\u01dc]/u
/** Roman numerals, note marks and arrows are read into rules, 川 and *: they stand as a grade's number, before or after a note, and between places. */
const placed = /[※ⅡⅢ→]/u
const inPlace = /^\s*※+|※+\s*$|^→$|(?<=[\u4e00-\u9fff)）]\s*)→(?=\s*[\u4e00-\u9fff])|[ⅡⅢ](?=[型期级类度代段号相部卷、])|(?<=[第型类A-Za-z])[ⅡⅢ](?=$|[)）\s])/gu
/** The old way to write 叁 has a word's sign, which it is in an amount alone: before a unit, or beside another of its digits. */
const oldThree = /参(?=[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分])|(?<=[零壹贰叁肆伍陆柒捌玖拾佰仟])参/gu
/** After a Chinese character there are no degrees. */
const fullStop = /(?<=[\u4e00-\u9fff])°/g
/** What closes a quotation looks like an inch. */
const closing = /(?<=“[^”"]*)"/g
/** A check code's digits. */
const hexadecimal = /(?<![A-Za-z0-9])(?:(?<=校验码[:：]\s*)|(?=[a-flo]*[0-9]))[0-9a-flo]{6,}(?![A-Za-z0-9])/g
/** A page's number stands between two dashes of one kind (GB/T 9704). */
const pageNumber = /^[-－一](?=\s*\d+\s*—$)|(?<=^—\s*\d+\s*)[-－一]$/g
/** A dash's score beside that of 一 from which it is one. */
const thoughtOfDash = 0.1
/** The same for × beside x: after a figure, where x seldom has that of a ×, and after its unit, where it never has but the x seems the word's next letter. */
const thoughtOfTimes = 0.25
const thoughtOfTimesAfterUnit = 0.03
/** A number of pieces and the price of each, where an x is never printed. */
const piecesAndPrice = /^\d+[xX]\d+\.\d\d$/
/** The score of a tick's sign beside that of 之 from which it is one. */
const thoughtOfTick = 0.1
/** Of the way from one Chinese character to the next, from the one before a dash to the one after it. */
const wideDash = 1.75
/** The same for two that have another between them, which was not read. */
const oneLost = 1.6
/** What is left of the score of characters between which another seems lost. */
const besideLoss = 0.6
/** The score from which a taught character is believed. */
const clearlyTaught = 0.7
/** The same where another character than those that were read must stand. */
const taughtInGap = 0.5
/** Signs that look like the one that is printed. */
const lookAlikes: Record<string, string> = { 丶: '、', '﹑': '、', 囗: '口', '∶': ':', 'ㆍ': '·', '•': '·', '‧': '·', '￡': '¥' }

/** @param dictionary one character a class, in the recogniser's order, blank left out. @param rare characters that were taught */
export function alphabetOf(dictionary: readonly string[], rare: ReadonlySet<string> = new Set()): Alphabet {
  const chars = ['', ...dictionary.map((char) => lookAlikes[char] ?? char)]
  const classesOf = (signs: readonly RegExp[]) => Uint8Array.from(chars, (char) => Number(signs.some((sign) => sign.test(char))))
  return { chars, isBarred: classesOf([barred]), isBarredHere: classesOf([barred, placed]), taught: Uint16Array.from(chars.flatMap((char, c) => (rare.has(char) ? [c] : []))) }
}

/** @param scores `steps` rows of one probability for each class; those of taught characters that are not clearly seen are taken out */
export function decodeCtc(scores: Float32Array, steps: number, { chars, isBarred, isBarredHere, taught }: Alphabet): ReadChar[] {
  const faint = takeOutFaint(scores, steps, chars, taught)
  const read = collapsed(scores, steps, chars, isBarred)
  const text = read.map(({ char }) => char).join('')
  const placedRead = placed.test(text.replace(inPlace, '')) ? collapsed(scores, steps, chars, isBarredHere) : read
  const thought = thoughts(scores, steps, chars)
  return besideLosses(inContext(asTick(withTimes(withDashes(withFaint(placedRead, faint), thought), thought), thought)))
}

/** Taught characters that are not clearly seen, the clearest of each step that has any. */
function takeOutFaint(scores: Float32Array, steps: number, chars: readonly string[], taught: Uint16Array): ReadChar[] {
  const faint: ReadChar[] = []
  for (let step = 0; step < steps; step++) {
    const row = scores.subarray((step * scores.length) / steps, ((step + 1) * scores.length) / steps)
    for (const c of taught) {
      const score = row[c]!
      if (score >= clearlyTaught) continue
      row[c] = 0
      if (score >= taughtInGap) faint.push({ char: chars[c]!, score, step, endStep: step + 1 })
    }
  }
  return faint
}

/** Where the gap in a word says that a character was lost, the one that was faintly seen there stands. */
function withFaint(read: readonly ReadChar[], faint: readonly ReadChar[]): ReadChar[] {
  const gapAfter = gaps(read)
  return read.flatMap((each, i) => {
    const found = gapAfter[i] ? faint.filter(({ step }) => step > each.step && step < read[i + 1]!.step).sort((a, b) => b.score - a.score)[0] : undefined
    return found ? [each, found] : [each]
  })
}

/** A character that the recogniser does not know leaves no more than a gap in the word: what stands beside it is not sure. */
function besideLosses(read: readonly ReadChar[]): ReadChar[] {
  const gapAfter = gaps(read)
  return read.map((each, i) => (gapAfter[i] || gapAfter[i - 1] ? { ...each, score: besideLoss * each.score } : each))
}

/** For each character whether another is missing between it and the next. */
function gaps(read: readonly ReadChar[]): boolean[] {
  const pitch = usualPitch(read)
  // Labels are spaced over their column.
  const afterLabel = read.findIndex(({ char }) => /[:：]/.test(char)) + 1
  return read.map((one, i) => {
    const next = read[i + 1]
    return i >= afterLabel && next !== undefined && inWord.test(one.char) && inWord.test(next.char) && [one, next].some(isChinese) && next.step - one.step > oneLost * pitch
  })
}

const inWord = /[\u4e00-\u9fff()（）]/

function inContext(read: ReadChar[]): ReadChar[] {
  const text = read.map(({ char }) => char).join('')
  const told = text.replace(oldThree, '叁').replace(fullStop, '。').replace(closing, '”').replace(pageNumber, '—').replace(hexadecimal, (digits) => digits.replaceAll('l', '1').replaceAll('o', '0'))
  // Every class is a character of one unit but for a few rare ones, beside which none of these stands.
  return told === text || told.length !== read.length ? read : read.map((each, i) => ({ ...each, char: told[i]! }))
}

/** The best score that any class of such signs has where the character was read. */
type Thought = (of: ReadChar, signs: RegExp) => number

function thoughts(scores: Float32Array, steps: number, chars: readonly string[]): Thought {
  const classes = scores.length / steps
  return ({ step, endStep }, signs) => {
    let most = 0
    for (let at = step * classes; at < endStep * classes; at++) if (scores[at]! > most && signs.test(chars[at % classes]!)) most = scores[at]!
    return most
  }
}

/** A dash as wide as a Chinese character between two of them is no hyphen, and 一 is read without a thought of a dash. */
function withDashes(read: readonly ReadChar[], thought: Thought): ReadChar[] {
  return read.map((each, i) => {
    if (!/[一－-]/.test(each.char) || !isChinese(read[i - 1]) || !isChinese(read[i + 1])) return each
    if (each.char === '一') return thought(each, /[—－–-]/) > thoughtOfDash ? { ...each, char: '—' } : each
    return read[i + 1]!.step - read[i - 1]!.step > wideDash * usualPitch(read) ? { ...each, char: '—' } : each
  })
}

/** Between two measures, or a number and a price, × and not x. */
function withTimes(read: readonly ReadChar[], thought: Thought): ReadChar[] {
  const text = read.map(({ char }) => char)
  return read.map((each, i) => {
    const [before, after] = [text.slice(0, i).join(''), text[i + 1] ?? '']
    if (!/[xX]/.test(each.char) || !/\d\s*[cm]{0,2}$/.test(before) || !/\d/.test(after)) return each
    return piecesAndPrice.test(text.join('')) || thought(each, /×/) > (/\d$/.test(before) ? thoughtOfTimes : thoughtOfTimesAfterUnit) ? { ...each, char: '×' } : each
  })
}

/** Alone in its cell < ticks it, and so does 之 that might be one. */
function asTick(read: ReadChar[], thought: Thought): ReadChar[] {
  const [only, ...others] = read.filter(({ char }) => char !== ' ')
  return only && others.length === 0 && (only.char === '<' || (only.char === '之' && thought(only, /</) > thoughtOfTick)) ? [{ ...only, char: '√' }] : read
}

const isChinese = (read: ReadChar | undefined) => read !== undefined && /[\u4e00-\u9fff]/.test(read.char)

/** Steps from one Chinese character to the next. */
function usualPitch(read: readonly ReadChar[]): number {
  const pitches = read.flatMap((each, i) => (isChinese(each) && isChinese(read[i + 1]) ? [read[i + 1]!.step - each.step] : [])).sort((a, b) => a - b)
  return pitches[pitches.length >> 1] ?? Infinity
}

/** The score of a class that leaves the others nothing to say. */
const clearly = 0.85

/** The best class of each step; repeats are one character. */
function collapsed(scores: Float32Array, steps: number, chars: readonly string[], isBarred: Uint8Array): ReadChar[] {
  const classes = scores.length / steps
  const read: ReadChar[] = []
  let last = ''
  for (let step = 0; step < steps; step++) {
    const row = step * classes
    let best = bestOf(scores, row, classes)
    if (isBarred[best]) best = bestOf(scores.slice(row, row + classes).map((score, c) => (isBarred[c] ? 0 : score)), 0, classes)
    const open = read.at(-1)
    if (scores[row + best]! < clearly) best = together(scores.subarray(row, row + classes), best, chars, isBarred, open?.char)
    const char = chars[best] ?? ''
    const score = scores[row + best]!
    if (char !== '' && char !== last) read.push({ char, score, step, endStep: step + 1 })
    else if (char !== '' && open) {
      open.endStep = step + 1
      open.score = Math.max(open.score, score)
    }
    last = char
  }
  return read
}

/**
 * Where no class is clearly best: classes of one sign count together, and where they outweigh the blank so taken, something is printed.
 * A space, and more of the character before, are no reason to think so.
 */
function together(row: Float32Array, best: number, chars: readonly string[], isBarred: Uint8Array, before: string | undefined): number {
  const signs = new Map<string, { sum: number; best: number }>()
  let printed = 0
  row.forEach((score, c) => {
    if (score < 0.01 || c === 0 || isBarred[c]) return
    const sign = chars[c]!.normalize('NFKC').replace('°', '。').trim()
    const known = signs.get(sign) ?? { sum: 0, best: c }
    signs.set(sign, { sum: known.sum + score, best: score > row[known.best]! ? c : known.best })
    if (sign !== '' && chars[c] !== before) printed += score
  })
  const most = [...signs.values()].reduce((a, b) => (b.sum > a.sum ? b : a), { sum: 0, best })
  return best === 0 && (printed < row[0]! || chars[most.best]!.trim() === '' || chars[most.best] === before) ? 0 : most.best
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
