/** Text as search sees it: NFKC, lower case, without the spaces that Chinese is set with and the commas of amounts. */

export function searchText(original: string): string {
  return original.normalize('NFKC').toLowerCase().replace(/(?<=\d),(?=\d)/g, '').replace(/\s+(?=\p{Script=Han})|(?<=\p{Script=Han})\s+/gu, '')
}

/** Which UTF-16 units of a text as it is printed belong to any of the words. */
export function markWords(original: string, words: readonly string[]): boolean[] {
  const { text, at } = traced(original)
  const isMarked = Array.from({ length: original.length }, () => false)
  for (const word of words) {
    for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) isMarked.fill(true, at[from], at[from + word.length] ?? original.length)
  }
  return isMarked
}

/** The text as search sees it, and for each of its UTF-16 units where in the original it comes from. */
function traced(original: string): { text: string; at: number[] } {
  let text = ''
  const at: number[] = []
  let from = 0
  for (const char of original) {
    const folded = char.normalize('NFKC').toLowerCase()
    const [before, after] = [original.slice(0, from), original.slice(from + char.length)]
    const isDropped = folded === ',' ? /\d$/.test(before.normalize('NFKC')) && /^\d/.test(after.normalize('NFKC')) : /^\s$/u.test(folded) && (/\p{Script=Han}\s*$/u.test(before) || /^\s*\p{Script=Han}/u.test(after))
    if (!isDropped) {
      text += folded
      for (let unit = 0; unit < folded.length; unit++) at.push(from)
    }
    from += char.length
  }
  return { text, at }
}

/** What a person typed, as the words that must all be found. */
export function searchWords(typed: string): string[] {
  return [...new Set(typed.split(/\s+/).map((word) => searchText(word)).filter((word) => word !== ''))]
}

const codePoints = (text: string) => Array.from(text)

export const isShort = (word: string) => codePoints(word).length < 3

/** One or two characters as a token that no tokenizer touches. */
export function gramToken(gram: string): string {
  return codePoints(gram).map((char) => char.codePointAt(0)!.toString(36)).join('_')
}

/** Every string of one or two characters in the lines, each once. */
export function shortGrams(lines: readonly string[]): string[] {
  const grams = new Set<string>()
  for (const line of lines) {
    const chars = codePoints(line)
    chars.forEach((char, i) => {
      grams.add(char)
      if (i + 1 < chars.length) grams.add(char + chars[i + 1]!)
    })
  }
  return [...grams]
}
