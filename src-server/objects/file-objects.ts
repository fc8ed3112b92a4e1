/** The object store on a file system: `<root>/ab/<sha256>`. */
import { createHash } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../src-shared/errors.ts'
import type { ObjectStore } from './object-store.ts'

export class FileObjects implements ObjectStore {
  private readonly root: string

  /** @param root must be on the same file system as the files that are moved in */
  constructor(root: string) {
    this.root = root
  }

  async keep(path: string, sha256: string): Promise<void> {
    const final = this.pathOf(sha256)
    const folder = dirname(final)
    const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(path, final)
    await syncFolder(folder)
    if (firstMade) {
      await syncFolder(this.root)
      await syncFolder(dirname(this.root))
    }
  }

  async read(sha256: string): Promise<Readable> {
    try {
      return (await open(this.pathOf(sha256), 'r')).createReadStream()
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new AppError('not-found', `object ${sha256}`) : error
    }
  }

  private pathOf(sha256: string): string {
    return join(this.root, sha256.slice(0, 2), sha256)
  }
}

/** SHA-256 of all that a stream gives, in hex. */
export async function digestOf(bytes: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) hash.update(chunk as Buffer)
  return hash.digest('hex')
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
