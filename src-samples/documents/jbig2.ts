/** A JBIG2 file (ITU-T T.88, MMR coding) of 32 x 32 points: a black square of 16 in the middle. */

/** T.6 codes of each row: horizontal mode starts the square, vertical mode repeats it, pass mode ends it. */
const whiteRow = '1'
const firstRow = `001${'10011'}${'0000010111'}1`
const sameRow = '111'
const rowBelow = `0001${'1'}`

export function writeJbig2(): Buffer {
  const rows = [...Array<string>(8).fill(whiteRow), firstRow, ...Array<string>(15).fill(sameRow), rowBelow, ...Array<string>(7).fill(whiteRow)].join('')
  const codes = Buffer.from((rows.padEnd(Math.ceil(rows.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const page = Buffer.concat([uint32(32), uint32(32), uint32(0), uint32(0), Buffer.of(0, 0, 0)])
  const region = Buffer.concat([uint32(32), uint32(32), uint32(0), uint32(0), Buffer.of(0), Buffer.of(1), codes])
  return Buffer.concat([Buffer.of(0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a, 1), uint32(1), segment(0, 48, page), segment(1, 38, region), segment(2, 49, Buffer.alloc(0)), segment(3, 51, Buffer.alloc(0))])
}

function segment(number: number, type: number, data: Buffer): Buffer {
  return Buffer.concat([uint32(number), Buffer.of(type, 0, 1), uint32(data.length), data])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
