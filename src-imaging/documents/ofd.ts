/** Opens an OFD original (GB/T 33190-2016): what it says of its vouchers, its lines, and a picture of every page. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Line } from '../../src-shared/scan.ts'
import { ScanFailure } from '../scan-failure.ts'
import { archiveBounds, isArchive, unzipBounded } from './archive.ts'
import { type DocumentPage, type ElectronicDocument, fittingDpi, type Statement } from './document.ts'
import { drawPage, startDrawing } from './ofd-drawing.ts'
import { linesOf } from './ofd-lines.ts'
import { documentsOf, OfdPackage } from './ofd-package.ts'
import { pagesOf } from './ofd-pages.ts'
import { sealsOf } from './ofd-seals.ts'
import { statementsOf } from './ofd-statements.ts'
import { isInvoiceXml, readInvoiceXml } from './xml.ts'

const mmPerInch = 25.4
/** Originals in one archive. */
const maxInner = 8

export interface OpenOfd { pageCount: number; statements: Statement[]; page: (number: number) => Promise<DocumentPage> }

/** Pages are drawn when they are asked for. @throws ScanFailure `truncated`, `too-large`, `encrypted`, `unsafe`, `unsupported`, `unreadable` */
export async function openOfd(bytes: Uint8Array): Promise<OpenOfd> {
  const { packages, invoices } = contentsOf(bytes)
  if (packages.length === 0) return openInvoices(invoices)
  const read = packages.flatMap((ofd) => documentsOf(ofd).map((document) => ({ ofd, document, pages: pagesOf(ofd, document) })))
  const dpi = fittingDpi(read.flatMap(({ pages }) => pages.map(({ boxMm }) => ({ widthInches: boxMm.width / mmPerInch, heightInches: boxMm.height / mmPerInch }))))
  const statements: Statement[] = []
  const drawn: (() => Promise<DocumentPage>)[] = []
  for (const { ofd, document, pages } of read) {
    const lines: Line[][] = pages.map((page) => linesOf(page, dpi / mmPerInch))
    statements.push(...statementsOf(ofd, document, pages, lines, drawn.length + 1))
    const [seals, drawing] = [sealsOf(ofd, document), startDrawing(ofd)]
    drawn.push(...pages.map((page, i) => async () => ({ picture: await drawPage(drawing, page, seals, dpi), dpi, lines: lines[i]! })))
  }
  if (drawn.length === 0) throw new ScanFailure('unsupported', 'the OFD has no page')
  return { pageCount: drawn.length, statements, page: async (number) => drawn[number - 1]!() }
}

/** All of it at once. @throws ScanFailure as `openOfd` */
export async function readOfd(bytes: Uint8Array): Promise<ElectronicDocument> {
  const { pageCount, statements, page } = await openOfd(bytes)
  const pages: DocumentPage[] = []
  for (let number = 1; number <= pageCount; number++) {
    pages.push(await page(number))
    // The drawing library frees its pixels between turns of the event loop only.
    await nextTurn()
  }
  return { type: 'ofd', pages, statements }
}

/** Invoice XML that was zipped to be sent. */
async function openInvoices(files: readonly Uint8Array[]): Promise<OpenOfd> {
  const read = await Promise.all(files.map((file) => readInvoiceXml(file)))
  const pages = read.flatMap((document) => document.pages)
  const statements = read.flatMap((document) => document.statements).map((statement, i) => ({ ...statement, pages: [i + 1] }))
  return { pageCount: pages.length, statements, page: async (number) => pages[number - 1]! }
}

/** The package itself, or what was zipped once more: OFDs, or where there are none invoices as XML. */
function contentsOf(bytes: Uint8Array): { packages: OfdPackage[]; invoices: Uint8Array[] } {
  const outer = unzipBounded(bytes)
  const names = [...outer.keys()]
  if (names.some((name) => /(^|\/)(OFD|Document)\.xml$/i.test(name))) return { packages: [new OfdPackage(outer)], invoices: [] }
  if (names.some((name) => /(^|\/)(Encryptions?|Encrypt\w*)\.(xml|dat)$/i.test(name))) throw new ScanFailure('encrypted', 'the OFD is encrypted')
  const packages = [...outer].filter(([name, file]) => /\.ofd$/i.test(name) && isArchive(file)).slice(0, maxInner).map(([, file]) => new OfdPackage(unzipBounded(file, archiveBounds.totalBytes / maxInner)))
  const invoices = [...outer].filter(([name, file]) => /\.xml$/i.test(name) && isInvoiceXml(file)).slice(0, maxInner).map(([, file]) => file)
  if (packages.length + invoices.length === 0) throw new ScanFailure('unsupported', 'the archive holds neither an OFD nor an invoice’s XML')
  return { packages, invoices }
}
