/** Text objects in all the ways they are written. */
import { escapeXml } from './invoice-xml.ts'
import type { PlacedText } from './ofd-layout.ts'

/** list, run: DeltaX in full, or run-length. chars: an object for each character. codes: a TextCode for each half. radicals: Kangxi radicals for Han characters. glyphs: glyph ids beside the codes. private: glyph ids with private-use codes alone. plain: no DeltaX. */
export type TextStyle = 'list' | 'run' | 'chars' | 'codes' | 'radicals' | 'glyphs' | 'private' | 'plain'

export interface WrittenText { xml: string; ids: number[] }

export function writeText(placed: PlacedText, style: TextStyle, tag: (name: string) => string, nextId: () => number): WrittenText {
  if (placed.isDown) return writeDown(placed, tag, nextId())
  if (style === 'chars') return writeChars(placed, tag, nextId)
  const chars = [...(style === 'radicals' ? toRadicals(placed.text) : style === 'private' ? toPrivate(placed.text) : placed.text)]
  const steps = chars.slice(0, -1).map((char) => widthOf(char, placed.sizeMm))
  const id = nextId()
  const codes = style === 'codes' && chars.length > 3 ? twoCodes(placed, chars, tag) : textCode(chars.join(''), 0, placed.sizeMm * 0.9, style === 'plain' ? '' : ` DeltaX="${style === 'run' ? runLength(steps) : steps.join(' ')}"`, tag)
  const glyphs = style === 'glyphs' || style === 'private' ? `<${tag('CGTransform')} CodePosition="0" CodeCount="${chars.length}" GlyphCount="${chars.length}"><${tag('Glyphs')}>${chars.map((_, i) => i + 3).join(' ')}</${tag('Glyphs')}></${tag('CGTransform')}>` : ''
  return { ids: [id], xml: textObject(placed, id, `${glyphs}${codes}`, tag, chars.length * placed.sizeMm) }
}

function textObject({ x, y, sizeMm }: PlacedText, id: number, inner: string, tag: (name: string) => string, widthMm: number): string {
  return `<${tag('TextObject')} ID="${id}" Boundary="${x} ${round(y - sizeMm * 0.9)} ${round(widthMm)} ${round(sizeMm * 1.3)}" Font="3" Size="${sizeMm}"><${tag('FillColor')} Value="20 20 20"/>${inner}</${tag('TextObject')}>`
}

function textCode(text: string, x: number, y: number, more: string, tag: (name: string) => string): string {
  return `<${tag('TextCode')} X="${round(x)}" Y="${round(y)}"${more}>${escapeXml(text)}</${tag('TextCode')}>`
}

function twoCodes({ sizeMm }: PlacedText, chars: readonly string[], tag: (name: string) => string): string {
  const half = Math.floor(chars.length / 2)
  const [first, second] = [chars.slice(0, half), chars.slice(half)]
  const start = first.reduce((sum, char) => sum + widthOf(char, sizeMm), 0)
  return [[first, 0], [second, start]].map(([part, x]) => textCode((part as string[]).join(''), x as number, sizeMm * 0.9, ` DeltaX="${(part as string[]).slice(0, -1).map((char) => widthOf(char, sizeMm)).join(' ')}"`, tag)).join('')
}

function writeChars(placed: PlacedText, tag: (name: string) => string, nextId: () => number): WrittenText {
  const ids: number[] = []
  let x = placed.x
  const xml = [...placed.text].map((char) => {
    const at = x
    x = round(x + widthOf(char, placed.sizeMm))
    if (char === ' ') return ''
    const id = nextId()
    ids.push(id)
    return textObject({ ...placed, x: at }, id, textCode(char, 0, placed.sizeMm * 0.9, '', tag), tag, placed.sizeMm)
  })
  return { xml: xml.join(''), ids }
}

function writeDown(placed: PlacedText, tag: (name: string) => string, id: number): WrittenText {
  const steps = [...placed.text].slice(1).map(() => round(placed.sizeMm * 1.15))
  return { ids: [id], xml: textObject(placed, id, textCode(placed.text, 0, placed.sizeMm * 0.9, ` DeltaY="${steps.join(' ')}"`, tag), tag, placed.sizeMm) }
}

/** "g n d" for two or more equal steps. */
function runLength(steps: readonly number[]): string {
  const parts: string[] = []
  for (let i = 0; i < steps.length;) {
    let count = 1
    while (steps[i + count] === steps[i]) count++
    parts.push(count > 1 ? `g ${count} ${steps[i]}` : String(steps[i]))
    i += count
  }
  return parts.join(' ')
}

function widthOf(char: string, sizeMm: number): number {
  return round(/[\u2e80-\uffff]/.test(char) ? sizeMm : sizeMm / 2)
}

const radicals: Record<string, string> = { 人: '⼈', 方: '⽅', 金: '⾦', 日: '⽇', 文: '⽂', 水: '⽔', 大: '⼤', 小: '⼩', 子: '⼦', 一: '⼀', 二: '⼆', 月: '⽉', 面: '⾯', 用: '⽤' }

function toRadicals(text: string): string {
  return text.replace(/./gu, (char) => radicals[char] ?? char)
}

function toPrivate(text: string): string {
  return [...text].map((_, i) => String.fromCharCode(0xe000 + (i % 0x1000))).join('')
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
