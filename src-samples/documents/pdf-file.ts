/** Writes PDF files object by object, so that every way in which real ones are made can be made here too. */
import fontkit from '@pdf-lib/fontkit'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { subsetTrueType } from './truetype-subset.ts'

/** How text is written down in the file. The first needs no map; the next three name a font that is not in the file; the last gives glyph numbers without a map to Unicode. */
export type TextCoding = 'embedded' | 'GBK-EUC-H' | 'UniGB-UCS2-H' | 'UniGB-UTF16-H' | 'no-unicode-map'

export interface PdfFont { ref: number; /** As a hexadecimal string. */ encode: (text: string) => string }

/** A TrueType font with Chinese and Latin characters in one file. */
const wenKai = '/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf'

export class PdfFile {
  private readonly objects: Buffer[] = []

  /** @returns the object's number */
  add(content: string | Buffer): number {
    this.objects.push(Buffer.from(content))
    return this.objects.length
  }

  /** A number to refer to before the object is known. */
  reserve(): number {
    return this.add('null')
  }

  put(number: number, content: string | Buffer): void {
    this.objects[number - 1] = Buffer.from(content)
  }

  stream(data: Buffer | string, entries = '', isPacked = true): number {
    return this.add(stream(Buffer.from(data), entries, isPacked))
  }

  /** @param text every character that will be written in it */
  font(coding: TextCoding, text: string): PdfFont {
    return coding === 'embedded' || coding === 'no-unicode-map' ? this.embeddedFont(text, coding === 'embedded') : this.namedFont(coding)
  }

  private namedFont(coding: Exclude<TextCoding, 'embedded' | 'no-unicode-map'>): PdfFont {
    const descriptor = this.add('<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 80>>')
    const descendant = this.add(`<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500 7716[500]]/FontDescriptor ${descriptor} 0 R>>`)
    const ref = this.add(`<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${coding}/DescendantFonts[${descendant} 0 R]>>`)
    return { ref, encode: (text) => (coding === 'GBK-EUC-H' ? gbkBytes(text) : utf16(text)).toString('hex') }
  }

  private embeddedFont(text: string, hasUnicodeMap: boolean): PdfFont {
    const bytes = readFileSync(wenKai)
    const font = fontkit.create(bytes)
    const chars = [...new Set(text)].map((char) => ({ char, glyph: font.glyphForCodePoint(char.codePointAt(0)!) }))
    const glyphs = new Map(chars.map(({ char, glyph }, i) => [char, { id: i + 1, width: Math.round((glyph.advanceWidth * 1000) / font.unitsPerEm) }]))
    const file = this.stream(subsetTrueType(bytes, [0, ...chars.map(({ glyph }) => glyph.id)]))
    const descriptor = this.add(`<</Type/FontDescriptor/FontName/ABCDEF+WenKai/Flags 4/FontBBox[-1000 -300 2000 1200]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 733/StemV 80/FontFile2 ${file} 0 R>>`)
    const widths = [...glyphs.values()].map(({ id, width }) => `${id}[${width}]`).join('')
    const descendant = this.add(`<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/BaseFont/ABCDEF+WenKai/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[${widths}]/FontDescriptor ${descriptor} 0 R>>`)
    const map = hasUnicodeMap ? `/ToUnicode ${this.stream(unicodeMap([...glyphs].map(([char, { id }]) => [id, char])))} 0 R` : ''
    const ref = this.add(`<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+WenKai/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]${map}>>`)
    return { ref, encode: (written) => [...written].map((char) => glyphs.get(char)!.id.toString(16).padStart(4, '0')).join('') }
  }

  /** @param root number of the catalogue; @param userPassword encrypts (RC4, 40 bits); an empty one opens without asking */
  save(root: number, userPassword?: string): Buffer {
    const id = createHash('md5').update(String(this.objects.length)).digest()
    const lock = userPassword === undefined ? null : encryption(userPassword, id)
    const bodies = this.objects.map((body, index) => (lock ? lock.encrypted(body, index + 1) : body))
    if (lock) bodies.push(Buffer.from(lock.dictionary))
    let at = 0
    const parts: Buffer[] = []
    const write = (part: Buffer) => {
      parts.push(part)
      at += part.length
    }
    write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'))
    const offsets = bodies.map((body, index) => {
      const offset = at
      write(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
      return offset
    })
    const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    const trailer = `<</Size ${bodies.length + 1}/Root ${root} 0 R/ID[<${id.toString('hex')}><${id.toString('hex')}>]${lock ? `/Encrypt ${bodies.length} 0 R` : ''}>>`
    const start = at
    write(Buffer.from(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`))
    return Buffer.concat(parts)
  }
}

function stream(data: Buffer, entries: string, isPacked: boolean): Buffer {
  const body = isPacked ? deflateSync(data) : data
  return Buffer.concat([Buffer.from(`<<${entries}${isPacked ? '/Filter/FlateDecode' : ''}/Length ${body.length}>>\nstream\n`), body, Buffer.from('\nendstream')])
}

function unicodeMap(pairs: [id: number, char: string][]): string {
  const hex = (id: number) => id.toString(16).padStart(4, '0')
  const blocks: string[] = []
  for (let i = 0; i < pairs.length; i += 100) {
    const block = pairs.slice(i, i + 100)
    blocks.push(`${block.length} beginbfchar\n${block.map(([id, char]) => `<${hex(id)}> <${utf16(char).toString('hex')}>`).join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join('\n')}\nendcmap end end`
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

let gbk: Map<string, number[]> | null = null

function gbkBytes(text: string): Buffer {
  if (!gbk) {
    gbk = new Map()
    const decoder = new TextDecoder('gbk')
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) gbk.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return Buffer.from([...text].flatMap((char) => (char < '\x80' ? [char.charCodeAt(0)] : gbk!.get(char === '¥' ? '￥' : char) ?? [])))
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest()

/** The standard security handler, revision 2. */
function encryption(userPassword: string, id: Buffer): { dictionary: string; encrypted: (body: Buffer, number: number) => Buffer } {
  const padded = Buffer.concat([Buffer.from(userPassword, 'latin1'), padding]).subarray(0, 32)
  const owner = rc4(md5(Buffer.concat([Buffer.from('owner'), padding]).subarray(0, 32)).subarray(0, 5), padded)
  const key = md5(padded, owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id).subarray(0, 5)
  const encrypted = (body: Buffer, number: number) => {
    const [start, end] = [body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream')]
    if (end < 0) return body
    const objectKey = md5(key, Buffer.from([number & 0xff, (number >> 8) & 0xff, 0, 0, 0])).subarray(0, 10)
    return Buffer.concat([body.subarray(0, start), rc4(objectKey, body.subarray(start, end)), body.subarray(end)])
  }
  return { dictionary: `<</Filter/Standard/V 1/R 2/O<${owner.toString('hex')}>/U<${rc4(key, padding).toString('hex')}>/P -4>>`, encrypted }
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, i) => i)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + box[i]! + key[i % key.length]!) & 255
    ;[box[i], box[j]] = [box[j]!, box[i]!]
  }
  let [i, j] = [0, 0]
  return Buffer.from(data.map((byte) => {
    i = (i + 1) & 255
    j = (j + box[i]!) & 255
    ;[box[i], box[j]] = [box[j]!, box[i]!]
    return byte ^ box[(box[i]! + box[j]!) & 255]!
  }))
}
