/** Outlines of embedded fonts, and the installed fonts that stand in for those that are not embedded. */
import fontkit from '@pdf-lib/fontkit'
import { Path2D } from '@napi-rs/canvas'
import type { OfdPackage } from './ofd-package.ts'
import type { OfdFont } from './ofd-resources.ts'

/** An embedded font: the outline of a glyph with the em as its unit, y upwards; null where it has none. */
export interface Outlines { glyphOf(char: string): number; pathOf(glyphId: number): Path2D | null }

const maxFontBytes = 40 * 1024 * 1024

/** @returns null where the font is not embedded or cannot be read: the stand-in is used */
export function outlinesOf(ofd: OfdPackage, font: OfdFont): Outlines | null {
  const bytes = font.file ? ofd.bytes(font.file) : null
  if (!bytes || bytes.length > maxFontBytes) return null
  try {
    const face = fontkit.create(bytes)
    const paths = new Map<number, Path2D | null>()
    return {
      glyphOf: (char) => attempt(() => face.glyphForCodePoint(char.codePointAt(0)!).id) ?? 0,
      pathOf: (glyphId) => {
        if (!paths.has(glyphId)) paths.set(glyphId, attempt(() => unitPath(face.getGlyph(glyphId).path.toSVG(), face.unitsPerEm)))
        return paths.get(glyphId)!
      },
    }
  } catch {
    return null
  }
}

/** A damaged glyph costs that glyph alone. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function unitPath(svg: string, unitsPerEm: number): Path2D {
  const path = new Path2D()
  path.addPath(new Path2D(svg), { a: 1 / unitsPerEm, b: 0, c: 0, d: 1 / unitsPerEm, e: 0, f: 0 })
  return path
}

const song = '"SimSun", "NSimSun", "Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN", serif'
const hei = '"SimHei", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
const kai = `"KaiTi", "STKaiti", "AR PL UKai CN", "LXGW WenKai", ${song}`

const standIns: [pattern: RegExp, families: string][] = [
  [/kai|楷/i, kai], [/fang|仿宋/i, `"FangSong", "STFangsong", ${song}`], [/hei|黑|yahei|sans|arial|helvetica/i, hei],
  [/courier|mono|consol/i, `"Courier New", "Liberation Mono", "DejaVu Sans Mono", ${song}`], [/times|roman/i, `"Times New Roman", "Liberation Serif", ${song}`],
]

/** CSS font families for a font that is not embedded. */
export function standInFor(font: OfdFont | null): string {
  return standIns.find(([pattern]) => pattern.test(font?.name ?? ''))?.[1] ?? song
}
