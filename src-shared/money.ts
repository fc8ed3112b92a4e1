/** Amounts as whole fen in bigint, never floating point; and 大写, the upper-case amount printed on every invoice. */

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
/** Other ways of writing the same character. */
const variants: Record<string, string> = {
  〇: '零', 一: '壹', 二: '贰', 两: '贰', 三: '叁', 四: '肆', 五: '伍', 六: '陆', 七: '柒', 八: '捌', 九: '玖', 弌: '壹', 貳: '贰', 弍: '贰', 陸: '陆', 参: '叁', 參: '叁', 叄: '叁', 漆: '柒',
  十: '拾', 百: '佰', 千: '仟', 萬: '万', 億: '亿', 元: '圆', 圓: '圆', 块: '圆', 毛: '角', 正: '整', 負: '负',
}
/** Characters no 大写 can hold, and the one they are mistaken for. */
const slips: Record<string, string> = { 查: '壹', 臺: '壹', 壶: '壹', 壴: '壹', 亚: '壹', 武: '贰', 货: '贰', 贷: '贰', 贡: '贰', 染: '柒', 渠: '柒', 别: '捌', 別: '捌', 驷: '肆', 隶: '肆', 任: '伍', 陲: '陆', 致: '玖', 攻: '玖', 雾: '零', 寒: '零', 抬: '拾', 捡: '拾', 恰: '拾', 伯: '佰', 怕: '佰', 什: '仟', 阡: '仟', 园: '圆', 国: '圆', 囿: '圆', 围: '圆', 身: '角', 甬: '角', 鳖: '整', 憋: '整', 棼: '分', 参: '叁' }
const smallUnits: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }

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
 * 大写 to fen: "壹仟壹佰捌拾捌圆整" is 118800n. Takes 元/圆, 整/正, everyday numerals, 负/（负数）/红字, 人民币 and ⊗ before it.
 * @returns null where the text is not a well-formed upper-case amount: unit after unit, digit after digit, units out of order
 */
export function parseUpperAmount(text: string): bigint | null {
  const chars = [...text.normalize('NFKC').replace(/[\s()（）:⊗ⓧ]/g, '')].map((c) => variants[c] ?? c).join('')
  const match = /^(负数?)?(?:人民币)?(负数?)?([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+圆)?零?(?:([零壹贰叁肆伍陆柒捌玖])角)?零?(?:([零壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(chars)
  if (!match || (match[1] && match[2]) || (!match[3] && !match[4] && !match[5])) return null
  const yuan = match[3] ? parseUpperInteger(match[3].slice(0, -1)) : 0n
  if (yuan === null) return null
  const fen = yuan * 100n + BigInt(match[4] ? digits.indexOf(match[4]) : 0) * 10n + BigInt(match[5] ? digits.indexOf(match[5]) : 0)
  return match[1] || match[2] ? -fen : fen
}

/** Sections of four places, each followed by 亿 or 万 in falling order; 万亿 is allowed once. */
function parseUpperInteger(text: string): bigint | null {
  const hundredMillions = text.split('亿')
  if (hundredMillions.length > 2) return null
  const parts = hundredMillions.map(parseBelowHundredMillion)
  if (parts.includes(null)) return null
  const [high, low] = parts.length === 2 ? parts as [bigint, bigint] : [0n, parts[0]!]
  return parts.length === 2 && (high === 0n || text.startsWith('亿')) ? null : high * 100_000_000n + low
}

function parseBelowHundredMillion(text: string): bigint | null {
  const [high, low, ...more] = text.split('万')
  if (more.length > 0) return null
  if (low === undefined) return parseSection(high!)
  const [highValue, lowValue] = [parseSection(high!), parseSection(low)]
  return highValue === null || lowValue === null || highValue === 0n ? null : highValue * 10_000n + lowValue
}

/** Up to 仟, units falling; 零 may stand for what is left out, and 拾 may stand alone at the head. */
function parseSection(text: string): bigint | null {
  let sum = 0
  let below = 10_000
  let pending: number | null = null
  for (const char of text) {
    const unit = smallUnits[char]
    const digit = digits.indexOf(char)
    if (unit === undefined) {
      if (digit < 0 || (pending !== null && pending !== 0)) return null
      pending = digit
    } else {
      // 零拾 and 零佰 are printed on forms that keep every place.
      const isAlone = pending === null && char === '拾' && sum === 0
      if (unit >= below || (pending === null && !isAlone)) return null
      sum += (isAlone ? 1 : pending!) * unit
      below = unit
      pending = null
    }
  }
  if (pending !== null && pending !== 0 && below <= 1) return null
  return BigInt(sum + (pending ?? 0))
}

/** Characters that 大写 cannot hold, read for ones it can, put right; every other character as printed. Among 大写 digits an everyday one, 五 beside 肆, is a slip too. */
export function mendUpperAmount(text: string): string {
  const mended = [...text].map((char) => slips[char] ?? char).join('')
  return /[壹贰叁肆伍陆柒捌玖]/.test(mended) ? mended.replace(/[二三四五六七八九]/g, (char) => variants[char]!) : mended
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
