/** ZIP archives as they should be and as they are met: stored, in any order, names in other encodings, and with planted damage. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string | Uint8Array
  data: Uint8Array
  isStored?: boolean
  isEncrypted?: boolean
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
    directory.push(Buffer.concat([uint32(0x02014b50), uint16(20), head, uint16(name.length), Buffer.alloc(12), uint32(offset), name]))
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.concat([uint32(0x06054b50), uint32(0), uint16(entries.length), uint16(entries.length), uint32(central.length), uint32(offset), uint16(comment.length), Buffer.from(comment, 'latin1')])
  return Buffer.concat([...parts, central, end])
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
