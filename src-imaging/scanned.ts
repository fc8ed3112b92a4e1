/** What scanning is told and what it gives back, the same for pictures and documents. */
import type { KnownMat } from '../src-shared/mat.ts'
import type { Line, PageTone, ScanItem } from '../src-shared/scan.ts'
import type { MediaType } from '../src-shared/station-api.ts'
import type { Quad } from '../src-shared/voucher.ts'
import type { KnownPaper } from './messages.ts'
import type { Point } from './opencv.ts'
import type { ReadingEngine } from './reading/engine.ts'
import type { VoucherReading } from './reading/voucher-fields.ts'

/** Pages whose turn comes later than this keep their picture and are not read: the file has its answer within a minute. */
export const readWithinMs = 32_000

export interface ScanOptions {
  engine: () => Promise<ReadingEngine>
  outDir: string
  /** Of a picture's pages: what is written; it is read and judged in its colours. `colour` where it is not given. */
  tone?: PageTone
  unit?: { taxId: string; name?: string }
  /** What the written pages' names begin with. */
  name?: string
  /** Of a picture: what is not to be looked for, in the order of its frames. */
  papers?: readonly KnownPaper[]
  /** Of a picture: the table it was taken on, as it was learnt before. */
  mat?: KnownMat
}

export interface ScannedItem {
  /** Boxes in pixels of the page's own image. */
  page: Omit<ScanItem, 'quadPx' | 'rotationDeg' | 'lines'> & { lines: Line[] }
  thumbPath: string
  /** Of a photographed page that is not blank. */
  likeness?: string
  /** What each field's certainty was reckoned from. */
  features: VoucherReading['features']
  /** Where the paper lies in the input, clockwise from its own top left. */
  quadPx: Quad
  rotationDeg: number
  /** A point of the page's image as a point of the input. */
  toInput: (point: Point) => Point
}

export type Timings = Record<'decode' | 'find' | 'clean' | 'read' | 'compress' | 'total', number>

/** Adds the time that work takes to its stage. */
export type Timed = <T>(stage: keyof Timings, work: Promise<T>) => Promise<T>

export interface ScannedFile {
  mediaType: MediaType
  widthPx: number
  heightPx: number
  items: ScannedItem[]
  timingsMs: Timings
}
