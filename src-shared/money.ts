/** Amounts as whole fen in bigint, never floating point; and 大写, the upper-case amount printed on every invoice. */

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const variants: Record<string, string> = { 〇: '零', 一: '壹', 二: '贰', 三: '叁', 四: '肆', 五: '伍', 六: '陆', 七: '柒', 八: '捌', 九: '玖', 貳: '贰', 陸: '陆', 参: '叁', 十: '拾', 百: '佰', 千: '仟', 萬: '万', 億: '亿', 元: '圆', 圓: '圆', 正: '整' }
const smallUnits: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n }

/**
 * Decimal yuan as printed ("¥1,188.00", "-0.5") to fen.
 * @returns null where the text is not an amount with at most two decimals
 */
export function parseYuan(text: string): bigint | null {
  const bare = text.normalize('NFKC').replace(/[¥￥,\s]/g, '')
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(bare)
  if (!match) return null
  const fen = BigInt(match[2]!) * 100n + BigInt((match[3] ?? '').padEnd(2, '0') || '0')
  return match[1] ? -fen : fen
}

/** Fen to "1188.00". */
export function formatYuan(fen: bigint): string {
  const abs = fen < 0n ? -fen : fen
  return `${fen < 0n ? '-' : ''}${abs / 100n}.${(abs % 100n).toString().padStart(2, '0')}`
}

/**
 * 大写 to fen: "壹仟壹佰捌拾捌圆整" is 118800n. Takes 元/圆, 整/正, a leading 负/负数 and 人民币.
 * @returns null where the text is not a well-formed upper-case amount
 */
export function parseUpperAmount(text: string): bigint | null {
  const chars = [...text.normalize('NFKC').replace(/[\s()（）]/g, '')].map((c) => variants[c] ?? c).join('')
  const match = /^(?:人民币)?(负数?)?([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*圆)?零?(?:([壹贰叁肆伍陆柒捌玖零])角)?零?(?:([壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(chars)
  if (!match || (!match[2] && !match[3] && !match[4])) return null
  const yuan = match[2] ? parseUpperInteger(match[2].slice(0, -1)) : 0n
  if (yuan === null) return null
  const fen = yuan * 100n + BigInt(match[3] ? digits.indexOf(match[3]) : 0) * 10n + BigInt(match[4] ? digits.indexOf(match[4]) : 0)
  return match[1] ? -fen : fen
}

function parseUpperInteger(text: string): bigint | null {
  if (text === '') return null
  let total = 0n
  let section = 0n
  let pending: bigint | null = null
  for (const char of text) {
    const digit = digits.indexOf(char)
    if (digit >= 0) {
      if (pending !== null && pending !== 0n) return null
      pending = BigInt(digit)
    } else if (char in smallUnits) {
      section += (pending === null || pending === 0n ? 1n : pending) * smallUnits[char]!
      pending = null
    } else {
      section += pending ?? 0n
      pending = null
      total = char === '亿' ? (total + section) * 100_000_000n : total + section * 10_000n
      section = 0n
    }
  }
  return total + section + (pending ?? 0n)
}

/** Fen to 大写 as invoices print it: 118800n is "壹仟壹佰捌拾捌圆整". */
export function formatUpperAmount(fen: bigint): string {
  const abs = fen < 0n ? -fen : fen
  const yuan = abs / 100n
  const jiao = Number((abs / 10n) % 10n)
  const cent = Number(abs % 10n)
  let text = fen < 0n ? '负' : ''
  if (yuan > 0n || (jiao === 0 && cent === 0)) text += `${formatUpperInteger(yuan)}圆`
  if (jiao === 0 && cent === 0) return `${text}整`
  if (jiao > 0) text += `${digits[jiao]}角`
  else if (yuan > 0n) text += '零'
  return text + (cent > 0 ? `${digits[cent]}分` : '整')
}

function formatUpperInteger(yuan: bigint): string {
  if (yuan === 0n) return '零'
  const text = yuan.toString()
  let out = ''
  let zeroPending = false
  for (let i = 0; i < text.length; i++) {
    const place = text.length - 1 - i
    const digit = Number(text[i])
    if (digit === 0) zeroPending = true
    else {
      if (zeroPending && out) out += '零'
      zeroPending = false
      out += digits[digit]! + ['', '拾', '佰', '仟'][place % 4]!
    }
    if (place > 0 && place % 4 === 0) {
      const sectionHasDigits = /[1-9]/.test(text.slice(Math.max(0, i - 3), i + 1))
      if (place === 8) out += '亿'
      else if (sectionHasDigits) out += '万'
      if (sectionHasDigits && Number(text[i]) === 0) zeroPending = true
    }
  }
  return out
}
