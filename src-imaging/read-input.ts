/** Opens a file of unknown making: bounded in size, told by its first bytes and never by its name. */
import { readFile, stat } from 'node:fs/promises'
import type { ElectronicDocument } from './documents/document.ts'
import { ScanFailure } from './scan-failure.ts'
import type { InputMediaType } from './scanned.ts'

export const maxFileBytes = 64 * 1024 * 1024

export const documentTypes: Partial<Record<InputMediaType, ElectronicDocument['type']>> = { 'application/pdf': 'pdf', 'application/ofd': 'ofd', 'application/xml': 'xml' }

const magics: [mediaType: InputMediaType, bytes: number[], offset?: number][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]], ['image/png', [0x89, 0x50, 0x4e, 0x47]], ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]], ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]], ['application/ofd', [0x50, 0x4b, 0x03, 0x04]],
]

/** @throws ScanFailure `not-found`, `unreadable`, `unsupported`, `too-large` */
export async function readInput(path: string): Promise<{ bytes: Uint8Array; mediaType: InputMediaType }> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new ScanFailure('not-found', 'no such file')
  if (found.size === 0) throw new ScanFailure('unreadable', 'the file is empty')
  if (found.size > maxFileBytes) throw new ScanFailure('too-large', `${found.size} bytes`)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ScanFailure('unreadable', 'the file cannot be opened', { cause: error })
  })
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) throw new ScanFailure('unsupported', 'neither a picture nor a document that this program reads')
  return { bytes, mediaType }
}

/** Null where the first bytes are of nothing that is read here. */
export function mediaTypeOf(bytes: Uint8Array): InputMediaType | null {
  const known = magics.find(([, magic, offset = 0]) => magic.every((byte, index) => bytes[offset + index] === byte))
  if (known) return known[0]
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  // PDF readers take a header anywhere in the first kilobyte; mail and browsers put things before it.
  if (head.includes('%PDF-')) return 'application/pdf'
  return isXml(head) ? 'application/xml' : null
}

/** As UTF-8, with or without its mark, or as UTF-16. */
function isXml(head: string): boolean {
  return /^(\xef\xbb\xbf)?\s*<(\?xml|[A-Za-z_:!])/.test(head) || /^(\xff\xfe<\0|\xfe\xff\0<)/.test(head)
}
