/**
 * The vault: files by content, `<root>/ab/abcdef….jpg`. A file is in it whole and synced, or not at all:
 * written beside, fsync, rename, fsync of the folder. The caller commits the database row after that, never before.
 */
import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'

const extensions: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/tiff': 'tif', 'application/pdf': 'pdf', 'application/ofd': 'ofd', 'application/xml': 'xml' }

export interface KeptFile { sha256: string; bytes: number }

export class Vault {
  readonly root: string
  private readonly incoming: string

  constructor(root: string) {
    this.root = root
    this.incoming = join(root, 'incoming')
  }

  /** Makes the folders and clears what a killed process left half-written. */
  async open(): Promise<void> {
    await mkdir(this.incoming, { recursive: true })
    for (const name of await readdir(this.incoming)) await rm(join(this.incoming, name), { force: true })
  }

  pathOf(sha256: string, mediaType: string): string {
    return join(this.root, sha256.slice(0, 2), `${sha256}.${extensions[mediaType] ?? 'bin'}`)
  }

  /**
   * Keeps bytes from memory.
   * @throws AppError `disk-full` or `disk-failed`; nothing half-written stays
   */
  async keep(bytes: Uint8Array, mediaType: string): Promise<KeptFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const temporary = join(this.incoming, randomUUID())
    return this.land(temporary, sha256, mediaType, bytes.byteLength, async (file) => {
      await file.writeFile(bytes)
    })
  }

  /** Keeps a file another process wrote: synced, hashed, and moved in. */
  async adopt(path: string, mediaType: string): Promise<KeptFile> {
    const file = await open(path, 'r')
    const hash = createHash('sha256')
    try {
      for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk as Buffer)
    } finally {
      await file.close()
    }
    const { size } = await stat(path)
    return this.land(path, hash.digest('hex'), mediaType, size, async () => {})
  }

  private async land(temporary: string, sha256: string, mediaType: string, bytes: number, fill: (file: FileHandle) => Promise<void>): Promise<KeptFile> {
    const final = this.pathOf(sha256, mediaType)
    const folder = join(this.root, sha256.slice(0, 2))
    try {
      const file = await open(temporary, 'a')
      try {
        await fill(file)
        await file.sync()
      } finally {
        await file.close()
      }
      const isNewFolder = (await mkdir(folder, { recursive: true })) !== undefined
      await rename(temporary, final)
      await syncFolder(folder)
      if (isNewFolder) await syncFolder(this.root)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {})
      throw diskError(error)
    }
    return { sha256, bytes }
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder for sync; NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function diskError(error: unknown): AppError {
  const code = (error as NodeJS.ErrnoException).code
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-failed', String(error), { cause: error })
}
