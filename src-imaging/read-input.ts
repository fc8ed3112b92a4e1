/** Opens a file of unknown making: bounded in size, told by its first bytes and never by its name. */
import { readFile, stat } from 'node:fs/promises'
import { mediaTypeOf } from '../src-shared/media-type.ts'
import type { MediaType } from '../src-shared/station-api.ts'
import type { ElectronicDocument } from './documents/document.ts'
import { ScanFailure } from './scan-failure.ts'

export const maxFileBytes = 64 * 1024 * 1024

export const documentTypes: Partial<Record<MediaType, ElectronicDocument['type']>> = { 'application/pdf': 'pdf', 'application/ofd': 'ofd', 'application/xml': 'xml' }

/** @throws ScanFailure `not-found`, `unreadable`, `unsupported`, `too-large` */
export async function readInput(path: string): Promise<{ bytes: Uint8Array; mediaType: MediaType }> {
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
