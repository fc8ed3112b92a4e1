/** An electronic original, opened: what it says of itself, what stands on its pages, and pictures for the reviewer. */
import type { Line, LineItem } from '../../src-shared/scan.ts'
import type { Fields, VoucherKind } from '../../src-shared/voucher.ts'
import type { Picture } from '../opencv.ts'

/** Fine enough to read 密码区 on a screen, and what archives ask for at least. */
export const pageDpi = 200

export interface DocumentPage {
  /** Rendered for the reviewer at `dpi`. */
  picture: Picture
  dpi: number
  /** Text with its places in the picture's pixels, score 1; empty where the page has no text layer. */
  lines: Line[]
}

/** One voucher in a document, as the file itself states it, in the scan contract's names; source is xml, ofd or pdf. */
export interface Statement {
  kind: VoucherKind | null
  fields: Fields
  lineItems: LineItem[]
  /** From 1. */
  pages: number[]
}

export interface ElectronicDocument { type: 'pdf' | 'ofd' | 'xml'; pages: DocumentPage[]; statements: Statement[] }
