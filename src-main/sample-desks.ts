/**
 * The sample desk: Chromium's camera is a file, and laying another paper under it means putting another file in its place.
 * Only in sample mode; the folder is made by src-samples.
 */
import { copyFile, rename } from 'node:fs/promises'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../src-shared/errors.ts'
import { sampleDeskSchema } from '../src-shared/ipc-contract.ts'

const deskListSchema = z.array(sampleDeskSchema).min(1)
export type SampleDesk = z.infer<typeof sampleDeskSchema>

export class SampleDesks {
  /** The file that Chromium plays as a camera. */
  readonly feedPath: string
  readonly desks: readonly SampleDesk[]
  private readonly folder: string
  private shownName: string

  /** Lays the first desk, at once: Chromium is told the path before it starts. */
  constructor(folder: string, home: string) {
    this.folder = folder
    this.desks = deskListSchema.parse(JSON.parse(readFileSync(join(folder, 'desks.json'), 'utf8')))
    this.shownName = this.desks[0]!.name
    mkdirSync(home, { recursive: true })
    this.feedPath = join(home, 'sample-desk.mjpeg')
    copyFileSync(join(folder, `${this.shownName}.mjpeg`), this.feedPath)
  }

  get shown(): string {
    return this.shownName
  }

  /** @throws AppError `not-found` */
  async show(name: string): Promise<void> {
    if (!this.desks.some((desk) => desk.name === name)) throw new AppError('not-found', `desk ${name}`)
    const beside = `${this.feedPath}.next`
    await copyFile(join(this.folder, `${name}.mjpeg`), beside)
    await rename(beside, this.feedPath)
    this.shownName = name
  }
}

/** Chromium's switches for a camera that is a file; must be set before the app is ready. */
export function fileCameraSwitches(feedPath: string): [name: string, value?: string][] {
  return [['use-fake-device-for-media-stream'], ['use-file-for-fake-video-capture', feedPath]]
}
