/** What a reading engine does: a flat page in, which way up it is and its lines out. Engines are exchangeable. */
import type { Line } from '../../src-shared/scan.ts'
import type { Picture } from '../opencv.ts'

export interface PageReading {
  /** Clockwise quarter turns that bring the page upright: 0 to 3. */
  quarterTurns: number
  /** Boxes are pixels of the page after those turns. */
  lines: Line[]
}

export interface ReadingEngine {
  readonly name: 'paddle' | 'tesseract'
  read(page: Picture): Promise<PageReading>
  close(): Promise<void>
}
