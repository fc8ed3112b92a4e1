/** One hand on a sheet: the form's printer or the machine that fills it in, with its typefaces, its ink and its misplacement. */
import { type Sheet, type TextStyle, widthOf } from '../sheet.ts'

export interface PenStyle {
  font: string
  /** For figures and Latin letters; the same as `font` where it is not given. */
  digits?: string
  colour: string
  sizeMm: number
  /** How far this hand is off from where the form wants it. */
  shiftMm?: [x: number, y: number]
}

/** `roomMm`: the width there is; longer text is set smaller, as invoice printers do. */
export type PenOptions = Partial<TextStyle> & { roomMm?: number }

const smallestMm = 1.9

export class Pen {
  readonly sheet: Sheet
  private readonly style: PenStyle

  constructor(sheet: Sheet, style: PenStyle) {
    this.sheet = sheet
    this.style = style
  }

  /** @param y the baseline; @returns the x where the text ends */
  write(x: number, y: number, content: string, { roomMm, ...more }: PenOptions = {}): number {
    const [dx, dy] = this.style.shiftMm ?? [0, 0]
    const font = this.fontOf(content)
    let sizeMm = more.sizeMm ?? this.style.sizeMm
    if (roomMm) sizeMm = Math.max(smallestMm, Math.min(sizeMm, (sizeMm * roomMm) / widthOf(content, sizeMm, font, more.letterSpacingMm, more.bold)))
    return this.sheet.text(x + dx, Number((y + dy).toFixed(3)), content, { font, colour: this.style.colour, ...more, sizeMm }) - dx
  }

  /** Breaks the text into lines of at most `roomMm`; @returns how many there are */
  wrap(x: number, y: number, content: string, roomMm: number, stepMm: number, more: PenOptions = {}): number {
    const lines = this.linesOf(content, roomMm, more.sizeMm)
    lines.forEach((line, i) => this.write(x, y + i * stepMm, line, more))
    return lines.length
  }

  linesOf(content: string, roomMm: number, sizeMm = this.style.sizeMm): string[] {
    const lines = ['']
    for (const char of content) {
      const longer = lines.at(-1)! + char
      if (lines.at(-1) !== '' && widthOf(longer, sizeMm, this.fontOf(longer)) > roomMm) lines.push(char)
      else lines[lines.length - 1] = longer
    }
    return lines
  }

  down(x: number, y: number, content: string, stepMm: number, more: PenOptions = {}): void {
    this.write(x, y, content, { ...more, downwards: true, stepMm })
  }

  private fontOf(content: string): string {
    return this.style.digits && /^[\x20-\x7e¥]+$/.test(content) ? this.style.digits : this.style.font
  }
}
