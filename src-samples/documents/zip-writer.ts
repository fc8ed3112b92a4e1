/** ZIP archives as they should be and as they are met: stored, in any order, names in other encodings, and with planted damage. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string | Uint8Array
  data: Uint8Array
  isStored?: boolean
  isEncrypted?: boolean
  /** Its sizes and place stand in 64 bits, as programs write that do not know them beforehand. */
  is64Bit?: boolean
  /** What the directory says instead of the truth. */
  claimedBytes?: number
}

export function writeZip(entries: readonly ZipEntry[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(typeof entry.name === 'string' ? new TextEncoder().encode(entry.name) : entry.name)
    const packed = entry.isStored ? Buffer.from(entry.data) : deflateRawSync(entry.data)
    const head = fileHeader(entry, packed.length)
    const local = Buffer.concat([uint32(0x04034b50), head, uint16(name.length), uint16(0), name, packed])
    const extra = entry.is64Bit ? Buffer.concat([uint16(1), uint16(24), uint64(entry.data.length), uint64(packed.length), uint64(offset)]) : Buffer.alloc(0)
    const listed = entry.is64Bit ? Buffer.concat([head.subarray(0, 14), uint32(0xffffffff), uint32(0xffffffff)]) : head
    directory.push(Buffer.concat([uint32(0x02014b50), uint16(20), listed, uint16(name.length), uint16(extra.length), Buffer.alloc(10), uint32(entry.is64Bit ? 0xffffffff : offset), name, extra]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const is64Bit = entries.some((entry) => entry.is64Bit)
  const [count, size, start] = is64Bit ? [uint16(0xffff), uint32(0xffffffff), uint32(0xffffffff)] as const : [uint16(entries.length), uint32(central.length), uint32(offset)] as const
  const end = Buffer.concat([uint32(0x06054b50), uint32(0), count, count, size, start, uint16(comment.length), Buffer.from(comment, 'latin1')])
  return Buffer.concat([...parts, central, ...(is64Bit ? end64(entries.length, central.length, offset) : []), end])
}

/** The 64-bit end record and its locator. */
function end64(count: number, directoryBytes: number, directoryOffset: number): Buffer[] {
  return [uint32(0x06064b50), uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), uint64(count), uint64(count), uint64(directoryBytes), uint64(directoryOffset), uint32(0x07064b50), uint32(0), uint64(directoryOffset + directoryBytes), uint32(1)]
}

/** Version, flags, method, time, date, checksum, packed and real size: the same in both headers. */
function fileHeader({ data, isStored, isEncrypted, claimedBytes }: ZipEntry, packedBytes: number): Buffer {
  return Buffer.concat([uint16(20), uint16(isEncrypted ? 1 : 0), uint16(isStored ? 0 : 8), uint32(0x5a210000), uint32(crc32(data)), uint32(packedBytes), uint32(claimedBytes ?? data.length)])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
