/**
 * ZIP archives from strangers, by APPNOTE 6.3: everything that could be a bomb is refused by the directory's own figures
 * before a byte is inflated, and inflating stops at the size the directory promised.
 */
import { inflateRawSync } from 'node:zlib'
import { ScanFailure } from '../scan-failure.ts'

export const archiveBounds = {
  entries: 4_000,
  /** All entries together, inflated. Real originals stay under 20 MiB. */
  totalBytes: 128 * 1024 * 1024,
  /** Of one entry over 1 MiB: XML of a long table reaches about 60. */
  ratio: 250,
}

/** Files of an archive by name, as the archive spells it with `/` between folders and none in front. */
export type ArchiveFiles = Map<string, Uint8Array>

interface Entry { name: string; isEncrypted: boolean; method: number; packedBytes: number; bytes: number; offset: number }

const signature = { end: 0x06054b50, end64: 0x06064b50, entry: 0x02014b50, local: 0x04034b50 }
/** Stands for a size or an offset that the 64-bit field beside it holds. */
const elsewhere = 0xffffffff

export function isArchive(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && view(bytes).getUint32(0, true) === signature.local
}

/**
 * @param totalBytes what all files together may take
 * @throws ScanFailure `truncated`, `too-large`, `encrypted`, `unreadable`
 */
export function unzipBounded(bytes: Uint8Array, totalBytes = archiveBounds.totalBytes): ArchiveFiles {
  const entries = readDirectory(bytes)
  checkBounds(entries, totalBytes)
  const files: ArchiveFiles = new Map()
  for (const entry of entries) if (entry.name !== '' && !entry.name.endsWith('/')) files.set(entry.name, inflateEntry(bytes, entry))
  return files
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The central directory; what lies before the archive, as some mail gateways put there, shifts all of its offsets. */
function readDirectory(bytes: Uint8Array): Entry[] {
  const data = view(bytes)
  const end = findEnd(data)
  if (end === null) throw new ScanFailure(isArchive(bytes) ? 'truncated' : 'unreadable', 'the archive has no directory')
  const { count, directoryBytes, directoryOffset, directoryEnd } = readEnd(data, end)
  if (count > archiveBounds.entries) throw new ScanFailure('too-large', `${count} entries`)
  const shift = directoryEnd - directoryBytes - directoryOffset
  let at = directoryEnd - directoryBytes
  if (at < 0 || shift < 0) throw new ScanFailure('truncated', 'the directory lies outside the archive')
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || data.getUint32(at, true) !== signature.entry) throw new ScanFailure('unreadable', 'the directory is damaged')
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => data.getUint16(at + offset, true)) as [number, number, number]
    const flags = data.getUint16(at + 8, true)
    const extra = at + 46 + nameBytes
    const [size, packedBytes, offset] = with64Bits(data, [data.getUint32(at + 24, true), data.getUint32(at + 20, true), data.getUint32(at + 42, true)], extra, Math.min(end, extra + extraBytes))
    entries.push({ name: cleanName(decodeName(bytes.subarray(at + 46, extra))), isEncrypted: (flags & 0x41) !== 0, method: data.getUint16(at + 10, true), packedBytes, bytes: size, offset: offset + shift })
    at += 46 + nameBytes + extraBytes + commentBytes
  }
  return entries
}

/** APPNOTE 4.3.14: programs that write without knowing the sizes put a 64-bit end record before the plain one, small archives too. */
function readEnd(data: DataView, end: number): { count: number; directoryBytes: number; directoryOffset: number; directoryEnd: number } {
  const plain = { count: data.getUint16(end + 10, true), directoryBytes: data.getUint32(end + 12, true), directoryOffset: data.getUint32(end + 16, true), directoryEnd: end }
  const isElsewhere = plain.count === 0xffff || plain.directoryBytes === elsewhere || plain.directoryOffset === elsewhere
  // A locator of 20 bytes stands between the two.
  const at = end - 20 - 56
  if (!isElsewhere || at < 0 || data.getUint32(at, true) !== signature.end64) return plain
  const [count, directoryBytes, directoryOffset] = [32, 40, 48].map((offset) => Number(data.getBigUint64(at + offset, true))) as [number, number, number]
  return { count, directoryBytes, directoryOffset, directoryEnd: at }
}

/** APPNOTE 4.5.3: only those of the three that do not fit in 32 bits stand in the extra field, in this order. */
function with64Bits(data: DataView, values: [size: number, packedBytes: number, offset: number], from: number, to: number): [size: number, packedBytes: number, offset: number] {
  if (!values.includes(elsewhere)) return values
  for (let at = from; at + 4 <= to; at += 4 + data.getUint16(at + 2, true)) {
    if (data.getUint16(at, true) !== 1) continue
    let next = at + 4
    return values.map((value) => {
      if (value !== elsewhere || next + 8 > to) return value
      next += 8
      return Number(data.getBigUint64(next - 8, true))
    }) as [number, number, number]
  }
  return values
}

/** The end record stands within 64 KiB of the end, before a comment. */
function findEnd(data: DataView): number | null {
  for (let at = data.byteLength - 22; at >= Math.max(0, data.byteLength - 22 - 0xffff); at--) {
    if (data.getUint32(at, true) === signature.end) return at
  }
  return null
}

function checkBounds(entries: readonly Entry[], totalBytes: number): void {
  let total = 0
  for (const { name, isEncrypted, bytes, packedBytes } of entries) {
    if (isEncrypted) throw new ScanFailure('encrypted', `${name} is encrypted`)
    total += bytes
    if (total > totalBytes) throw new ScanFailure('too-large', `more than ${totalBytes} bytes inflated`)
    if (bytes > 1024 * 1024 && bytes > packedBytes * archiveBounds.ratio) throw new ScanFailure('too-large', `${name} inflates ${Math.round(bytes / Math.max(1, packedBytes))} times`)
  }
}

function inflateEntry(bytes: Uint8Array, { name, method, packedBytes, bytes: size, offset }: Entry): Uint8Array {
  const data = view(bytes)
  if (offset + 30 > bytes.length || data.getUint32(offset, true) !== signature.local) throw new ScanFailure('truncated', `${name} is not where the directory says`)
  const start = offset + 30 + data.getUint16(offset + 26, true) + data.getUint16(offset + 28, true)
  if (start + packedBytes > bytes.length) throw new ScanFailure('truncated', `${name} ends too early`)
  const packed = bytes.subarray(start, start + packedBytes)
  if (method === 0) return packed
  if (method !== 8) throw new ScanFailure('unreadable', `${name} is packed by method ${method}`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch (error) {
    const isOverfull = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new ScanFailure(isOverfull ? 'too-large' : 'unreadable', isOverfull ? `${name} is larger than the directory says` : `${name} cannot be inflated`, { cause: error })
  }
}

/** UTF-8 where it is that, flag or no flag; else the GBK of Chinese Windows. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function cleanName(name: string): string {
  return name.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.').join('/') + (/[\\/]$/.test(name) ? '/' : '')
}
