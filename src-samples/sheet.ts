/**
 * One side of a paper as its maker prints it: text, lines, codes and seals in millimetres. Remembers every piece of text
 * with its place, so that the truth of a picture is known to the character.
 */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import QRCode from 'qrcode'
import sharp from 'sharp'
import type { FieldName, Quad } from '../src-shared/voucher.ts'

/** print: what a reader must read. cipher: 密码区. seal: words in a stamp. Neither of the last two counts as text to be read. */
export type TextRole = 'print' | 'cipher' | 'seal'

export interface PrintedText {
  text: string
  /** Clockwise from the text's own top left, in millimetres of the sheet. */
  quadMm: Quad
  role: TextRole
  /** The field whose value, or a part of it, this text prints. */
  field?: FieldName
}

export interface TextStyle {
  sizeMm: number
  font: string
  colour?: string
  align?: 'start' | 'middle' | 'end'
  letterSpacingMm?: number
  bold?: boolean
  opacity?: number
  role?: TextRole
  field?: FieldName
  /** One character below the other. */
  downwards?: boolean
  /** Step between characters that run downwards. */
  stepMm?: number
}

export interface Stroke { colour: string; widthMm?: number; dash?: string }

export class Sheet {
  readonly texts: PrintedText[] = []
  private readonly marks: string[] = []
  readonly widthMm: number
  readonly heightMm: number
  readonly paper: string

  /** @param paper the paper's colour */
  constructor(widthMm: number, heightMm: number, paper = '#fbfaf5') {
    this.widthMm = widthMm
    this.heightMm = heightMm
    this.paper = paper
  }

  /** @param yMm the baseline; @returns the x where the text ends (starts, where it is aligned to its end) */
  text(xMm: number, yMm: number, content: string, style: TextStyle): number {
    if (content === '') return xMm
    const { sizeMm, font, colour = '#222', align = 'start', letterSpacingMm = 0, bold = false, opacity = 1 } = style
    if (style.downwards) return this.downwards(xMm, yMm, content, style)
    const width = widthOf(content, sizeMm, font, letterSpacingMm, bold)
    const left = align === 'start' ? xMm : align === 'middle' ? xMm - width / 2 : xMm - width
    const spacing = letterSpacingMm ? ` letter-spacing="${letterSpacingMm}"` : ''
    this.marks.push(`<text x="${left.toFixed(3)}" y="${yMm}" font-size="${sizeMm}" font-family="${familiesOf(font)}" fill="${colour}" xml:space="preserve"${bold ? ' font-weight="bold"' : ''}${opacity < 1 ? ` opacity="${opacity}"` : ''}${spacing}>${escape(content)}</text>`)
    this.remember(content, left, yMm - 0.86 * sizeMm, width, 1.1 * sizeMm, style)
    return align === 'end' ? left : left + width
  }

  private downwards(xMm: number, yMm: number, content: string, style: TextStyle): number {
    const step = style.stepMm ?? style.sizeMm * 1.15
    ;[...content].forEach((char, i) => {
      this.marks.push(`<text x="${xMm}" y="${(yMm + i * step).toFixed(3)}" font-size="${style.sizeMm}" font-family="${familiesOf(style.font)}" fill="${style.colour ?? '#222'}" text-anchor="middle">${escape(char)}</text>`)
    })
    this.remember(content, xMm - style.sizeMm / 2, yMm - 0.86 * style.sizeMm, style.sizeMm, step * ([...content].length - 1) + 1.1 * style.sizeMm, style)
    return xMm
  }

  private remember(text: string, left: number, top: number, width: number, height: number, { role = 'print', field }: TextStyle): void {
    if (text.trim() === '') return
    this.texts.push({ text, quadMm: [[left, top], [left + width, top], [left + width, top + height], [left, top + height]], role, field })
  }

  line(x1: number, y1: number, x2: number, y2: number, { colour, widthMm = 0.3, dash }: Stroke): void {
    this.marks.push(`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="${widthMm}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`)
  }

  box(x: number, y: number, width: number, height: number, { colour, widthMm = 0.3 }: Stroke, fill = 'none'): void {
    this.marks.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="${colour}" stroke-width="${widthMm}"/>`)
  }

  qrCode(content: string, x: number, y: number, sizeMm: number): void {
    const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' })
    const step = sizeMm / modules.size
    let path = ''
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) path += `M${(x + column * step).toFixed(3)} ${(y + row * step).toFixed(3)}h${step.toFixed(3)}v${step.toFixed(3)}h-${step.toFixed(3)}z`
    }
    this.marks.push(`<path d="${path}" fill="#111" shape-rendering="crispEdges"/>`)
  }

  /** Anything else, as SVG in millimetres: barcodes, ornaments, handwriting. Words in it are not part of the truth. */
  mark(svg: string): void {
    this.marks.push(svg)
  }

  /** An oval stamp with two or three rows of words, laid over whatever is printed there. */
  ovalSeal(x: number, y: number, words: readonly string[], font: string, { rx = 15, ry = 10, opacity = 0.62, colour = '#c8202c' } = {}): void {
    this.marks.push(`<g opacity="${opacity}"><ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="none" stroke="${colour}" stroke-width="0.7"/><ellipse cx="${x}" cy="${y}" rx="${rx - 1.4}" ry="${ry - 1.3}" fill="none" stroke="${colour}" stroke-width="0.25"/></g>`)
    const step = (1.25 * ry) / (words.length + 0.4)
    words.forEach((word, i) => {
      const below = (i - (words.length - 1) / 2) * step
      const chord = 2 * (rx - 2.2) * Math.sqrt(1 - ((Math.abs(below) + 0.6) / ry) ** 2)
      const sizeMm = Math.min(2.8, step * 0.8, chord / widthOf(word, 1, font))
      this.text(x, y + below + 0.9, word, { sizeMm, font, colour, align: 'middle', opacity, role: 'seal' })
    })
  }

  /** A round office seal with a star, words along its lower chord. */
  roundSeal(x: number, y: number, words: string, font: string, { radius = 19, opacity = 0.6, colour = '#d0202a' } = {}): void {
    const star = Array.from({ length: 10 }, (_, i) => {
      const [r, angle] = [i % 2 === 0 ? radius * 0.32 : radius * 0.13, (i * Math.PI) / 5 - Math.PI / 2]
      return `${(x + r * Math.cos(angle)).toFixed(2)},${(y + r * Math.sin(angle)).toFixed(2)}`
    }).join(' ')
    this.marks.push(`<g opacity="${opacity}"><circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${colour}" stroke-width="0.9"/><polygon points="${star}" fill="${colour}"/></g>`)
    const chars = [...words]
    chars.forEach((char, i) => {
      const turn = ((i - (chars.length - 1) / 2) * Math.min(24, 250 / chars.length))
      this.marks.push(`<text x="${x}" y="${y - radius * 0.72}" font-size="${radius * 0.22}" font-family="${familiesOf(font)}" fill="${colour}" opacity="${opacity}" text-anchor="middle" transform="rotate(${turn.toFixed(1)} ${x} ${y})">${escape(char)}</text>`)
    })
    this.texts.push({ text: words, role: 'seal', quadMm: [[x - radius, y - radius], [x + radius, y - radius], [x + radius, y + radius], [x - radius, y + radius]] })
  }

  /** Prints another sheet on this one, smaller or larger, as an e-invoice is printed on A4. */
  lay(inner: Sheet, xMm: number, yMm: number, scale: number): void {
    this.marks.push(`<g transform="translate(${xMm} ${yMm}) scale(${scale})">${inner.marks.join('')}</g>`)
    for (const text of inner.texts) this.texts.push({ ...text, quadMm: text.quadMm.map(([x, y]) => [xMm + x * scale, yMm + y * scale]) as Quad })
  }

  svg(pxPerMm: number): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(this.widthMm * pxPerMm)}" height="${Math.round(this.heightMm * pxPerMm)}" viewBox="0 0 ${this.widthMm} ${this.heightMm}"><rect width="100%" height="100%" fill="${this.paper}"/>${this.marks.join('')}</svg>`
  }

  /** @returns the sheet at `pxPerMm`, RGB */
  async draw(pxPerMm: number): Promise<{ data: Buffer; widthPx: number; heightPx: number }> {
    const drawn = press.then(() => sharp(Buffer.from(this.svg(pxPerMm)), { limitInputPixels: 1e8 }).flatten({ background: this.paper }).removeAlpha().raw().toBuffer({ resolveWithObject: true }))
    press = drawn.catch(() => {})
    const { data, info } = await drawn
    return { data, widthPx: info.width, heightPx: info.height }
  }
}

/** One sheet at a time in a process: libvips' text layout crashes now and then when two threads load typefaces at once. */
let press: Promise<unknown> = Promise.resolve()

export const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A font without Latin gets its companion by name, so that measuring and drawing fall back to the same one. */
const familiesOf = (font: string) => (font === 'Droid Sans Fallback' ? `DejaVu Sans, ${font}` : font)

let measuring: SKRSContext2D | null = null

/** Width of a line of text; measured large, where hinting does not count. */
export function widthOf(content: string, sizeMm: number, font: string, letterSpacingMm = 0, bold = false): number {
  measuring ??= createCanvas(8, 8).getContext('2d')
  measuring.font = `${bold ? 'bold ' : ''}100px ${familiesOf(font)}`
  return (measuring.measureText(content).width / 100) * sizeMm + letterSpacingMm * [...content].length
}
