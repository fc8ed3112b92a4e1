/** Which image an address of the window means: by id, and only those of the unit that is signed in. */
import { isElectronic } from '../src-shared/originals.ts'
import { captureIdSchema, pageIdSchema } from '../src-shared/voucher.ts'
import type { Station } from './station.ts'

interface ImageFile { sha256: string; mediaType: string }

/** @param url `voucher://capture/<id>`, `voucher://page/<id>` or `voucher://thumb/<id>`. @returns null where there is none, also for another unit's */
export async function imageAt(url: URL, { store, account }: Pick<Station, 'store' | 'account'>): Promise<ImageFile | null> {
  const id = url.pathname.slice(1)
  const unitId = account.unit?.id
  if (!unitId || !(await store.claims.isOf(unitId, id))) return null
  if (url.host === 'capture') {
    const captureId = captureIdSchema.safeParse(id)
    const file = captureId.success ? await store.captures.file(captureId.data) : null
    // Documents are never handed to the window: it sees the pictures made of them.
    return file && !isElectronic(file.mediaType) ? file : null
  }
  const pageId = pageIdSchema.safeParse(id)
  const file = pageId.success ? await store.pages.file(pageId.data) : null
  if (!file) return null
  if (url.host === 'page') return file
  return url.host === 'thumb' ? { sha256: file.thumbSha256, mediaType: 'image/jpeg' } : null
}
