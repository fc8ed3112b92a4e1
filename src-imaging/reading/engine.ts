/** What a reading engine does: a flat page in, which way up it is and its lines out. Engines are exchangeable. */
import type { Line } from '../../src-shared/scan.ts'
import type { Quad } from '../../src-shared/voucher.ts'
import type { Picture } from '../opencv.ts'

export interface ReadLine extends Line {
  /** Of each character of the text, in code points; `score` is their mean. A character that a second reading saw otherwise has little. */
  charScores: readonly number[]
}

export interface PageReading {
  /** Clockwise quarter turns that bring the page upright: 0 to 3. */
  quarterTurns: number
  /** Boxes are pixels of the page after those turns. */
  lines: ReadLine[]
}

export interface ReadingEngine {
  readonly name: 'paddle' | 'tesseract'
  /** Engine, models and their version, kept with every page they read: `paddle PP-OCRv4-mobile 2`. */
  readonly model: string
  /** @param isUpright a person said which way is up: it is not asked again */
  read(page: Picture, isUpright?: boolean): Promise<PageReading>
  /** What an upright page has in boxes of lines, as `read` would read them; null where the engine cannot. */
  reread: ((page: Picture, boxes: readonly Quad[]) => Promise<ReadLine[]>) | null
  close(): Promise<void>
}
