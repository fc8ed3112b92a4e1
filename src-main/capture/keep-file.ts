/** Files that a person drops or picks: kept byte for byte like a shot, told apart by their bytes, never by their name. */
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { type AddFile, maxStillBytes } from '../../src-shared/ipc-contract.ts'
import { mediaTypeOf } from '../../src-shared/media-type.ts'
import type { CaptureId } from '../../src-shared/voucher.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store-client.ts'
import { commitCapture } from './save-capture.ts'
import type { Vault } from './vault.ts'

/**
 * Write, fsync, rename, fsync of the folder, commit; only then the answer.
 * @throws AppError `unsupported`, `truncated` (empty), `disk-full`, `disk-failed`, `state-conflict` (the claim is sealed), `already-in-claim`
 */
export async function keepFile({ claimId, name, bytes }: AddFile, vault: Vault, store: Store, log: Log): Promise<CaptureId> {
  if (bytes.byteLength === 0) throw new AppError('truncated', 'the file is empty')
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) throw new AppError('unsupported', `begins with ${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`)
  const kept = await vault.keep(bytes, mediaType)
  const id = randomUUID() as CaptureId
  await commitCapture(store, { id, claimId, ...kept, mediaType, origin: 'file', widthPx: null, heightPx: null, cameraLabel: '', fileName: plainName(name), retakeOf: null })
  log.info({ captureId: id, bytes: kept.bytes, sha256: kept.sha256, mediaType }, 'file safe')
  return id
}

/** @throws AppError `too-large`, before anything is read; `unreadable-file` where it cannot be opened */
export async function readPicked(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('unreadable-file', String(error))
  })
  try {
    const { size } = await file.stat()
    if (size > maxStillBytes) throw new AppError('too-large', `${size} bytes`)
    return { name: basename(path), bytes: await file.readFile() }
  } finally {
    await file.close()
  }
}

/** A name to show and to offer again when the original is saved elsewhere: no folders, no control characters. */
function plainName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const plain = basename(name.replaceAll('\\', '/')).replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_').trim()
  return plain.replace(/^\.+/, '') || 'original'
}
