/** From a recogniser's scores to characters: greedy CTC, where repeats collapse unless a blank stands between them. */

/** What each class of the recogniser stands for. Class 0 is CTC's blank. */
export interface Alphabet {
  chars: readonly string[]
  /** Classes that never stand on a Chinese voucher: the next best is taken instead. */
  isBarred: Uint8Array
}

/** `step` to `endStep` (excluded) is where along the line it stands. */
export interface ReadChar { char: string; score: number; step: number; endStep: number }

/** Signs of other trades (kana, accents, arrows), which are only ever misread print. */
const barred = /[ˉˇˋ´¨`^~〃〈〉〓〒＝※ⅡⅢ❤▪☆★◎◇◆□■▲▼△◥▕▏▎├┌┅─┐●○☎♪→←↑↓⇋↓∈∞∟⊥∣ʌɔɡɑ丿丨亅乚夂㐂㐱㙟㴪㸃䖝䝉彳彐阝弌弍\u3040-\u30ff\u3130-\u318f\u0370-\u03ff\u0400-\u04ff\u00c0-\u017f\u01cd-\u01dc]/u
/** Signs that look like the one that is printed. */
const lookAlikes: Record<string, string> = { 参: '叁', 丶: '、', '﹑': '、', 囗: '口', '∶': ':', 'ㆍ': '·', '•': '·', '‧': '·', '￡': '¥' }

/** @param dictionary one character a class, in the recogniser's order, blank left out */
export function alphabetOf(dictionary: readonly string[]): Alphabet {
  const chars = ['', ...dictionary.map((char) => lookAlikes[char] ?? char)]
  return { chars, isBarred: Uint8Array.from(chars, (char) => Number(barred.test(char))) }
}

/** @param scores `steps` rows of one probability for each class */
export function decodeCtc(scores: Float32Array, steps: number, { chars, isBarred }: Alphabet): ReadChar[] {
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
