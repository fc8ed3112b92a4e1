/** What the station's main process and the imaging process say to each other, one page at a time. */
import type { KnownMat } from '../src-shared/mat.ts'
import type { SeenPaper } from '../src-shared/outline.ts'
import type { Check, Line, LineItem, PageTone, ScanErrorCode, ScanItem } from '../src-shared/scan.ts'
import type { Fields, Quad, VoucherKind } from '../src-shared/voucher.ts'

export type EngineChoice = 'auto' | 'paddle' | 'tesseract'

/** A paper of a picture whose outline is known: found earlier, or set by a person. */
export interface KnownPaper {
  /** Which of the capture's papers, from 0. */
  itemIndex: number
  /** Picture of the file, from 1. */
  frame: number
  /** Clockwise in pixels of that picture; a person's begins with the paper's own top left. */
  quadPx: Quad
  isByHand: boolean
}

export interface ImagingRequest {
  id: string
  type: 'process'
  inputPath: string
  /** An empty folder for the results; the asker moves them out and clears it. */
  outDir: string
  engine: EngineChoice
  /** How pages are kept; `colour` where it is not given. */
  tone?: PageTone
  /** The unit at whose desk the paper lies: its invoices are made out to it. */
  unit?: { name: string; taxId: string }
  /** Only these are imaged, frame by frame in this order; nothing is looked for. */
  papers?: KnownPaper[]
  /** Of the camera that took it, as it was learnt before. */
  mat?: KnownMat
}

/** One paper of a capture, or one page of a document. Unlike the scan contract's, every box here is in pixels of the page's own image. */
export interface ImagedItem {
  /** Where it lies in the capture's picture, clockwise from its own top left. */
  quadPx: Quad
  /** Of a document, from 1. */
  page?: number
  /** The same for pages that are one voucher; different from every other file's. */
  voucherId?: string
  lineItems?: LineItem[]
  kind: VoucherKind
  kindScore: number
  quality: ScanItem['quality']
  fields: Fields
  lines: Pick<Line, 'text' | 'boxPx'>[]
  /** Of a photographed page, by which another shot of it is known: 576 bits in hexadecimal. */
  likeness?: string
  qr: string[]
  checks: Check[]
  output: Omit<ScanItem['output'], 'bytes'>
  /** JPEG, long side 480 px. */
  thumbPath: string
}

/** Which models are there; answered at once, whatever is being read. */
export interface ModelsRequest { id: string; type: 'models'; engine: EngineChoice }

export interface InstalledModel { name: string; version: string; licence: string; source: string; inUse: boolean }

/** `present` is what `ImagingAnswer.model` would be for a page read now with the engine asked about. */
export interface ModelsAnswer { id: string; present: string; installed: InstalledModel[] }

/** Where papers lie in a small frame of the preview; answered at once, whatever is being read. 8-bit RGB, rows from the top, no padding. */
export interface LookRequest { id: string; type: 'look'; frame: { data: Uint8Array; widthPx: number; heightPx: number }; /** Of that camera. */ mat: KnownMat | null }

export interface LookAnswer { id: string; papers: SeenPaper[]; isMatMoved: boolean }

/** Two stills of one camera: its table empty, and a sheet of known size on it. Answered at once. */
export interface LearnMatRequest { id: string; type: 'learn-mat'; empty: Uint8Array; sheet: Uint8Array }

/** `mat` is null where the stills are not that. */
export interface LearnMatAnswer { id: string; mat: KnownMat | null }

export type AnyRequest = ImagingRequest | ModelsRequest | LookRequest | LearnMatRequest

export type ImagingAnswer =
  | { id: string; ok: true; engine: 'paddle' | 'tesseract'; /** Engine and model that read it; missing where none was needed. */ model?: string; items: ImagedItem[] }
  | { id: string; ok: false; error: { code: ScanErrorCode; message: string } }
