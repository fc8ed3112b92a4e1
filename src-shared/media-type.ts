/** What a file is, told by its first bytes and never by its name. */
import type { MediaType } from './station-api.ts'

const starts: [mediaType: MediaType, bytes: number[], offset?: number][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]], ['image/png', [0x89, 0x50, 0x4e, 0x47]], ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]], ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  // An OFD is a ZIP; whether a ZIP is an OFD is seen when it is opened.
  ['application/ofd', [0x50, 0x4b, 0x03, 0x04]],
]

/** Null where the first bytes are of nothing that is read here. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  const known = starts.find(([, start, offset = 0]) => start.every((byte, i) => bytes[offset + i] === byte))
  if (known) return known[0]
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  // PDF readers take a header anywhere in the first kilobyte; mail and browsers put things before it.
  if (head.includes('%PDF-')) return 'application/pdf'
  if (head.includes('PK\x03\x04')) return 'application/ofd'
  return isXml(head) ? 'application/xml' : null
}

/** As UTF-8, with or without its mark, or as UTF-16. @param head a byte a character */
function isXml(head: string): boolean {
  return /^(\xef\xbb\xbf)?\s*<(\?xml|[A-Za-z_:!])/.test(head) || /^(\xff\xfe<\0|\xfe\xff\0<)/.test(head)
}
