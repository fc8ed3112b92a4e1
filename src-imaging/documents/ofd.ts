/** Opens an OFD original (GB/T 33190-2016): what it says of its vouchers, its lines, and a picture of every page. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Line } from '../../src-shared/scan.ts'
import { ScanFailure } from '../scan-failure.ts'
import { archiveBounds, isArchive, unzipBounded } from './archive.ts'
import { type ElectronicDocument, fittingDpi } from './document.ts'
import { drawPage, startDrawing } from './ofd-drawing.ts'
import { linesOf } from './ofd-lines.ts'
import { documentsOf, OfdPackage } from './ofd-package.ts'
import { pagesOf } from './ofd-pages.ts'
import { sealsOf } from './ofd-seals.ts'
import { statementsOf } from './ofd-statements.ts'

const mmPerInch = 25.4
/** Originals in one archive. */
const maxInner = 8

/** @throws ScanFailure `truncated`, `too-large`, `encrypted`, `unsafe`, `unsupported`, `unreadable` */
export async function readOfd(bytes: Uint8Array): Promise<ElectronicDocument> {
  const opened: ElectronicDocument = { type: 'ofd', pages: [], statements: [] }
  const read = packagesIn(bytes).flatMap((ofd) => documentsOf(ofd).map((document) => ({ ofd, document, pages: pagesOf(ofd, document) })))
  const dpi = fittingDpi(read.flatMap(({ pages }) => pages.map(({ boxMm }) => ({ widthInches: boxMm.width / mmPerInch, heightInches: boxMm.height / mmPerInch }))))
  for (const { ofd, document, pages } of read) {
    const firstPage = opened.pages.length + 1
    const lines: Line[][] = pages.map((page) => linesOf(page, dpi / mmPerInch))
    opened.statements.push(...statementsOf(ofd, document, pages, lines, firstPage))
    const [seals, drawing] = [sealsOf(ofd, document), startDrawing(ofd)]
    for (const [i, page] of pages.entries()) {
      opened.pages.push({ picture: await drawPage(drawing, page, seals, dpi), dpi, lines: lines[i]! })
      // The drawing library frees its pixels between turns of the event loop only.
      await nextTurn()
    }
  }
  if (opened.pages.length === 0) throw new ScanFailure('unsupported', 'the OFD has no page')
  return opened
}

/** The package itself, or those that were zipped once more. */
function packagesIn(bytes: Uint8Array): OfdPackage[] {
  const outer = unzipBounded(bytes)
  const names = [...outer.keys()]
  if (names.some((name) => /(^|\/)(OFD|Document)\.xml$/i.test(name))) return [new OfdPackage(outer)]
  if (names.some((name) => /(^|\/)(Encryptions?|Encrypt\w*)\.(xml|dat)$/i.test(name))) throw new ScanFailure('encrypted', 'the OFD is encrypted')
  const inner = [...outer].filter(([name, file]) => /\.ofd$/i.test(name) && isArchive(file)).slice(0, maxInner).map(([, file]) => new OfdPackage(unzipBounded(file, archiveBounds.totalBytes / maxInner)))
  if (inner.length === 0) throw new ScanFailure('unsupported', 'the archive holds no OFD')
  return inner
}
