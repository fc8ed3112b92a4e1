/** 数电票 XML files in the versions and encodings that are met, with what they say. */
import { eInvoiceXml } from './invoice-xml.ts'
import { makeOriginal, type Original } from './original.ts'
import type { XmlVariant } from './variants.ts'

export function makeXml(seed: number, variant: XmlVariant): { bytes: Buffer; original: Original } {
  const original = makeOriginal(seed, { kind: variant.kind ?? 'digital-normal', isRed: variant.isRed, hasDiscount: variant.hasDiscount, isExempt: variant.isExempt })
  return { original, bytes: encode(eInvoiceXml(original, variant), variant.as ?? 'utf-8') }
}

export function encode(text: string, as: NonNullable<XmlVariant['as']>): Buffer {
  switch (as) {
    case 'utf-8': return Buffer.from(text)
    case 'utf-8-bom': return Buffer.from(`\ufeff${text}`)
    case 'gbk': return encodeGbk(text)
    case 'utf-16le': return Buffer.from(`\ufeff${text}`, 'utf16le')
    case 'utf-16be': return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  }
}

/** Node decodes GBK but does not encode it: the table is made by decoding every pair of bytes once. */
function encodeGbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const pairs = new Map<string, Buffer>()
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) pairs.set(decoder.decode(Uint8Array.of(high, low)), Buffer.of(high, low))
  return Buffer.concat([...text].map((char) => (char.codePointAt(0)! < 0x80 ? Buffer.from(char) : pairs.get(char) ?? Buffer.from('?'))))
}
