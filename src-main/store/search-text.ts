/** Text as search sees it: NFKC, lower case, without the spaces that Chinese is set with and the commas of amounts. */

export interface SearchText {
  text: string
  /** For each UTF-16 unit of `text`, where in the original it comes from. */
  at: number[]
}

const isHan = (char: string | undefined) => char !== undefined && /\p{Script=Han}/u.test(char)
const isDigit = (char: string | undefined) => char !== undefined && /\d/.test(char)

export function searchText(original: string): SearchText {
  const chars: { char: string; at: number }[] = []
  let at = 0
  for (const char of original) {
    for (const folded of char.normalize('NFKC').toLowerCase()) chars.push({ char: folded, at })
    at += char.length
  }
  const kept = chars.filter(({ char }, i) => {
    const [before, after] = [chars[i - 1]?.char, chars[i + 1]?.char]
    if (char === ',') return !(isDigit(before) && isDigit(after))
    return !/\s/.test(char) || !(isHan(before) || isHan(after))
  })
  return { text: kept.map(({ char }) => char).join(''), at: kept.flatMap(({ char, at }) => Array.from({ length: char.length }, () => at)) }
}

/** What a person typed, as the words that must all be found. */
export function searchWords(typed: string): string[] {
  return [...new Set(typed.split(/\s+/).map((word) => searchText(word).text).filter((word) => word !== ''))]
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
