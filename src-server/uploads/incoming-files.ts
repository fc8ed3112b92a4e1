/**
 * Files on their way in: `<root>/<id>` holds the bytes that came so far, `<root>/<id>.json` what the station announced.
 * When the last byte is in, a file is synced, hashed anew, moved to the objects and recorded; a server killed anywhere
 * between these steps takes them up again the next time anybody asks for the file.
 */
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../src-shared/errors.ts'
import type { FileId } from '../../src-shared/voucher.ts'
import { digestOf } from '../objects/file-objects.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import { type FileNotice, type KeptFiles, mustBeSameFile } from './kept-files.ts'

export interface UploadProgress { file: FileNotice; offset: number }

export class IncomingFiles {
  private readonly root: string
  private readonly objects: ObjectStore
  private readonly kept: KeptFiles
  private readonly finishing = new Map<FileId, Promise<void>>()

  constructor(root: string, objects: ObjectStore, kept: KeptFiles) {
    this.root = root
    this.objects = objects
    this.kept = kept
  }

  open(): Promise<unknown> {
    return mkdir(this.root, { recursive: true, mode: 0o700 })
  }

  /** How far a file has come, all of it once it is kept; null where it was never announced. */
  async progress(id: FileId): Promise<UploadProgress | null> {
    const announced = await this.announced(id)
    const offset = announced && (await this.offsetOf(id))
    if (announced && offset !== null && offset < announced.bytes) return { file: announced, offset }
    if (announced) await this.finish(announced)
    const kept = await this.kept.find(id)
    return kept && { file: kept, offset: kept.bytes }
  }

  /**
   * Takes up a new file; one that is known stays as it is.
   * @throws AppError `not-allowed` for another unit's id, `digest-mismatch` for other bytes under a known id
   */
  async announce(file: FileNotice): Promise<void> {
    const known = (await this.announced(file.id)) ?? (await this.kept.find(file.id))
    if (known) {
      if (known.unitId !== file.unitId) throw new AppError('not-allowed', `file ${file.id} is another unit's`)
      return mustBeSameFile(known, file)
    }
    await writeFile(this.pathOf(file.id), '', { mode: 0o600 })
    const beside = `${this.noticeOf(file.id)}.new`
    await writeFile(beside, JSON.stringify(file), { mode: 0o600 })
    await rename(beside, this.noticeOf(file.id))
  }

  /**
   * Writes what comes at an offset and syncs it; the last byte makes the file kept.
   * @returns the new offset
   * @throws AppError `digest-mismatch`: nothing of the file stays, so that it is sent again
   */
  async write({ file, offset }: UploadProgress, bytes: Readable): Promise<number> {
    const handle = await open(this.pathOf(file.id), 'r+')
    let end = offset
    try {
      for await (const chunk of bytes) {
        await handle.write(chunk as Buffer, 0, (chunk as Buffer).byteLength, end)
        end += (chunk as Buffer).byteLength
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (end === file.bytes) await this.finish(file)
    return end
  }

  /** Once at a time for each file, however many ask. */
  private finish(file: FileNotice): Promise<void> {
    const running = this.finishing.get(file.id) ?? this.keep(file).finally(() => this.finishing.delete(file.id))
    this.finishing.set(file.id, running)
    return running
  }

  private async keep(file: FileNotice): Promise<void> {
    const path = this.pathOf(file.id)
    const isHere = (await this.offsetOf(file.id)) !== null
    if (isHere) await syncFile(path)
    const bytes = isHere ? createReadStream(path) : await this.objects.read(file.sha256).catch(() => null)
    const sha256 = bytes && (await digestOf(bytes))
    if (sha256 !== file.sha256) {
      await this.forget(file.id)
      throw new AppError('digest-mismatch', `file ${file.id} came as ${sha256 ?? 'nothing'}`)
    }
    if (isHere) await this.objects.keep(path, file.sha256)
    await this.kept.record(file)
    await rm(this.noticeOf(file.id), { force: true })
  }

  private async forget(id: FileId): Promise<void> {
    await rm(this.noticeOf(id), { force: true })
    await rm(this.pathOf(id), { force: true })
  }

  private async announced(id: FileId): Promise<FileNotice | null> {
    const text = await readFile(this.noticeOf(id), 'utf8').catch(() => null)
    try {
      return text === null ? null : (JSON.parse(text) as FileNotice)
    } catch {
      // A power cut can leave an empty notice: the file counts as never announced.
      return null
    }
  }

  private offsetOf(id: FileId): Promise<number | null> {
    return stat(this.pathOf(id)).then(({ size }) => size, () => null)
  }

  private pathOf(id: FileId): string {
    return join(this.root, id)
  }

  private noticeOf(id: FileId): string {
    return join(this.root, `${id}.json`)
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
