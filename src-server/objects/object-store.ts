/** Where the bureau keeps bytes: by their SHA-256, whole and synced or not at all. */
import type { Readable } from 'node:stream'

export interface ObjectStore {
  /**
   * Moves a local file in; afterwards it survives a power cut. Keeping the same bytes again is harmless.
   * @param path a file whose bytes were hashed to `sha256` and are synced
   */
  keep(path: string, sha256: string): Promise<void>
  /** @throws AppError `not-found` */
  read(sha256: string): Promise<Readable>
}
