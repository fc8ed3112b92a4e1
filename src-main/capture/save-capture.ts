/** The promise of the shutter: when this answers, the still is on disk, synced, and in the database. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../../src-shared/errors.ts'
import type { SaveCapture } from '../../src-shared/ipc-contract.ts'
import type { CaptureId } from '../../src-shared/voucher.ts'
import type { Log } from '../log.ts'
import type { NewCapture } from '../store/captures.ts'
import type { Store } from '../store/store-client.ts'
import type { Vault } from './vault.ts'

/**
 * Write, fsync, rename, fsync of the folder, commit; only then the answer, and with it the shutter's sound.
 * @throws AppError `unreadable-image`, `disk-full`, `disk-failed`, `state-conflict` (the claim is sealed)
 */
export async function saveCapture(still: SaveCapture, vault: Vault, store: Store, log: Log): Promise<CaptureId> {
  if (!looksLike(still.mediaType, still.bytes)) throw new AppError('unreadable-image', `not ${still.mediaType}`)
  const kept = await vault.keep(still.bytes, still.mediaType)
  const id = randomUUID() as CaptureId
  const { claimId, mediaType, origin, widthPx, heightPx, cameraLabel, retakeOf } = still
  await commitCapture(store, { id, claimId, ...kept, mediaType, origin, widthPx, heightPx, cameraLabel, fileName: null, retakeOf })
  log.info({ captureId: id, bytes: kept.bytes, sha256: kept.sha256 }, 'capture safe')
  return id
}

/** The last step of keeping: the row, for bytes that are synced already. */
export async function commitCapture(store: Store, capture: NewCapture): Promise<void> {
  await store.captures.add(capture).catch((error: unknown) => {
    throw /SQLITE_FULL|disk is full/.test(String(error)) ? new AppError('disk-full', String(error)) : error
  })
}

/** By magic number: what the camera hands over is checked before it takes room. */
function looksLike(mediaType: SaveCapture['mediaType'], bytes: Uint8Array): boolean {
  const magic = mediaType === 'image/jpeg' ? [0xff, 0xd8, 0xff] : [0x89, 0x50, 0x4e, 0x47]
  return magic.every((byte, index) => bytes[index] === byte)
}
