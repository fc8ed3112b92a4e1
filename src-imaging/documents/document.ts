/** An electronic original, opened: what it says of itself, what stands on its pages, and pictures for the reviewer. */
import type { Check, Line, LineItem } from '../../src-shared/scan.ts'
import type { Fields, VoucherKind } from '../../src-shared/voucher.ts'
import type { Picture } from '../opencv.ts'
import { ScanFailure } from '../scan-failure.ts'

/** Fine enough to read 密码区 on a screen, and what archives ask for at least. */
export const pageDpi = 200

export interface DocumentPage {
  /** Rendered for the reviewer at `dpi`. */
  picture: Picture
  dpi: number
  /** Text with its places in the picture's pixels, score 1; empty where the page has no text layer. */
  lines: Line[]
  /** Some of the page's text is in fonts that say nothing: the picture holds more than the lines. */
  isPartial?: boolean
}

/** One voucher in a document, as the file itself states it, in the scan contract's names; source is xml, ofd or pdf. */
export interface Statement {
  kind: VoucherKind | null
  fields: Fields
  lineItems: LineItem[]
  /** From 1. */
  pages: number[]
  /** Failed checks of the file against itself: what it prints and what it states differ. */
  checks?: Check[]
}

export interface ElectronicDocument { type: 'pdf' | 'ofd' | 'xml'; pages: DocumentPage[]; statements: Statement[] }

/** Pictures of all pages together: memory of a desk's PC. */
const maxPixels = 120_000_000
const maxPixelsOfPage = 40_000_000
const coarsestDpi = 60

/**
 * The resolution at which all pages fit in memory: `pageDpi`, or less for long documents and posters.
 * @throws ScanFailure `too-large` where even the coarsest does not fit
 */
export function fittingDpi(pages: readonly { widthInches: number; heightInches: number }[]): number {
  const areas = pages.map(({ widthInches, heightInches }) => widthInches * heightInches)
  const total = areas.reduce((sum, area) => sum + area, 0)
  const dpi = Math.floor(Math.min(pageDpi, Math.sqrt(maxPixels / Math.max(1, total)), Math.sqrt(maxPixelsOfPage / Math.max(1, ...areas))))
  if (dpi < coarsestDpi) throw new ScanFailure('too-large', `${pages.length} pages of ${Math.round(total)} square inches`)
  return dpi
}
