/** The part of a TrueType font that a document needs, as its printer would embed it: glyphs renumbered from 1, without names and maps. */

/** @param glyphs numbers in the font, 0 first; a glyph's new number is its place here */
export function subsetTrueType(font: Buffer, glyphs: readonly number[]): Buffer {
  const table = tablesOf(font)
  const isLong = table('head').readInt16BE(50) === 1
  const offsetOf = (glyph: number) => (isLong ? table('loca').readUInt32BE(4 * glyph) : 2 * table('loca').readUInt16BE(2 * glyph))
  const metrics = table('hhea').readUInt16BE(34)
  const outlines: Buffer[] = []
  const offsets = [0]
  const all = [...glyphs]
  for (let i = 0; i < all.length; i++) {
    const outline = Buffer.from(table('glyf').subarray(offsetOf(all[i]!), offsetOf(all[i]! + 1)))
    renumberParts(outline, all)
    outlines.push(outline, Buffer.alloc(-outline.length & 3))
    offsets.push(offsets.at(-1)! + outline.length + (-outline.length & 3))
  }
  const head = Buffer.from(table('head'))
  head.writeInt16BE(1, 50)
  const hhea = Buffer.from(table('hhea'))
  hhea.writeUInt16BE(all.length, 34)
  const maxp = Buffer.from(table('maxp'))
  maxp.writeUInt16BE(all.length, 4)
  const hmtx = Buffer.concat(all.map((glyph) => table('hmtx').subarray(4 * Math.min(glyph, metrics - 1), 4 * Math.min(glyph, metrics - 1) + 4)))
  const loca = Buffer.alloc(4 * offsets.length)
  offsets.forEach((offset, i) => loca.writeUInt32BE(offset, 4 * i))
  const hints = (['cvt ', 'fpgm', 'prep'] as const).flatMap((name): [string, Buffer][] => (table(name).length > 0 ? [[name, table(name)]] : []))
  return assembled([...hints, ['glyf', Buffer.concat(outlines)], ['head', head], ['hhea', hhea], ['hmtx', hmtx], ['loca', loca], ['maxp', maxp]])
}

function tablesOf(font: Buffer): (name: string) => Buffer {
  const tables = new Map(Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
    const entry = font.subarray(12 + 16 * i, 28 + 16 * i)
    const start = entry.readUInt32BE(8)
    return [entry.toString('latin1', 0, 4), font.subarray(start, start + entry.readUInt32BE(12))]
  }))
  return (name) => tables.get(name) ?? Buffer.alloc(0)
}

/** A glyph made of others names them by number; they come along under new ones. */
function renumberParts(outline: Buffer, all: number[]): void {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return
  let at = 10
  for (let hasMore = true; hasMore;) {
    const flags = outline.readUInt16BE(at)
    const part = outline.readUInt16BE(at + 2)
    if (!all.includes(part)) all.push(part)
    outline.writeUInt16BE(all.indexOf(part), at + 2)
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0)
    hasMore = (flags & 0x20) !== 0
  }
}

function assembled(tables: readonly [name: string, bytes: Buffer][]): Buffer {
  const head = Buffer.alloc(12 + 16 * tables.length)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(tables.length, 4)
  const bodies: Buffer[] = []
  let at = head.length
  tables.forEach(([name, bytes], i) => {
    head.write(name, 12 + 16 * i, 'latin1')
    head.writeUInt32BE(at, 20 + 16 * i)
    head.writeUInt32BE(bytes.length, 24 + 16 * i)
    bodies.push(bytes, Buffer.alloc(-bytes.length & 3))
    at += bytes.length + (-bytes.length & 3)
  })
  return Buffer.concat([head, ...bodies])
}
