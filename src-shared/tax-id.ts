/** Unified social credit codes, GB 32100-2015. */

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The 18th character of a credit code from its first 17, or null where they hold a character outside the alphabet. */
export function creditCodeCheckDigit(first17: string): string | null {
  let sum = 0
  let weight = 1
  for (const char of first17) {
    const value = alphabet.indexOf(char)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]!
}

/** Whether an 18-character code's check digit is right; the older ids of 15 and 20 digits have none and pass by shape. */
export function isValidTaxId(taxId: string): boolean {
  if (/^\d{15}$|^\d{20}$/.test(taxId)) return true
  return taxId.length === 18 && creditCodeCheckDigit(taxId.slice(0, 17)) === taxId[17]
}
