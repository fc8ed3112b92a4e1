/** What a reading engine does: a flat page in, which way up it is and its lines out. Engines are exchangeable. */
import type { Line } from '../../src-shared/scan.ts'
import type { Picture } from '../opencv.ts'

export interface ReadLine extends Line {
  /** The least certain character's score; `score` is the mean. */
  minScore: number
  /** Whether a second reading of a doubtful line said the same; absent where none was made. */
  agreed?: boolean
}

export interface PageReading {
  /** Clockwise quarter turns that bring the page upright: 0 to 3. */
  quarterTurns: number
  /** Boxes are pixels of the page after those turns. */
  lines: ReadLine[]
}

export interface ReadingEngine {
  readonly name: 'paddle' | 'tesseract'
  /** Engine, models and their version, kept with every page they read: `paddle PP-OCRv4-mobile 1`. */
  readonly model: string
  read(page: Picture): Promise<PageReading>
  close(): Promise<void>
}
