/** The correction log as JSON lines in a file of the person's choosing: for whoever makes reading better. Never sent anywhere by itself. */
import { copyFile, mkdir, open } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { UnitId } from '../src-shared/voucher.ts'
import type { Vault } from './capture/vault.ts'
import type { Store } from './store/store-client.ts'

const batch = 500

/** @param withImages also copies each page's image, into `<name>-images/` beside the file, and names it in the line */
export async function exportCorrections(path: string, unitId: UnitId, withImages: boolean, store: Store, vault: Vault): Promise<void> {
  const imageFolder = `${basename(path, extname(path))}-images`
  if (withImages) await mkdir(join(dirname(path), imageFolder), { recursive: true })
  const file = await open(path, 'w', 0o600)
  try {
    for (let rows = await store.corrections.after(unitId, 0, batch); rows.length > 0; rows = await store.corrections.after(unitId, rows.at(-1)!.seq, batch)) {
      for (const { seq: _, sha256, mediaType, ...correction } of rows) {
        const source = vault.pathOf(sha256, mediaType)
        const image = withImages ? { image: `${imageFolder}/${basename(source)}` } : {}
        if (withImages) await copyFile(source, join(dirname(path), imageFolder, basename(source)))
        await file.write(`${JSON.stringify({ ...correction, ...image })}\n`)
      }
    }
    await file.sync()
  } finally {
    await file.close()
  }
}
