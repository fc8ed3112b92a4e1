/** From an electronic original to its vouchers: text where there is text, reading where there is none, one item for each page. */
import { checkVoucher } from '../../src-shared/checks.ts'
import type { Line, LineItem, ScanItem } from '../../src-shared/scan.ts'
import type { Fields } from '../../src-shared/voucher.ts'
import { joinVouchers } from '../join-vouchers.ts'
import { type Corners, type Picture, toMat, unwarpPoints, withOpenCv } from '../opencv.ts'
import type { VoucherReading } from '../reading/voucher-fields.ts'
import { readWithinMs, type ScannedFile, type ScannedItem, type ScanOptions, type Timed } from '../scanned.ts'
import { assess, withFineness } from '../stages/assess.ts'
import { writePage } from '../stages/compress.ts'
import type { DocumentPage, ElectronicDocument, Statement } from './document.ts'
import { exactFields, withStated } from './exact-fields.ts'
import { openDocument, type OpenDocument } from './open-document.ts'
import { readPage } from './page-reading.ts'
import { type PagePart, partsOf } from './split-page.ts'
import { withWholeNames } from './wrapped-names.ts'

/** @throws ScanFailure */
export async function scanDocument(bytes: Uint8Array, type: ElectronicDocument['type'], options: ScanOptions, timed: Timed): Promise<Omit<ScannedFile, 'timingsMs' | 'mediaType'>> {
  const begun = performance.now()
  const document = await timed('decode', openDocument(bytes, type))
  try {
    const items: ScannedItem[] = []
    let size = { widthPx: 0, heightPx: 0 }
    for (let number = 1; ; number++) {
      const { value: page, done } = await timed('decode', document.pages.next())
      if (done) break
      if (number === 1) size = { widthPx: page.picture.widthPx, heightPx: page.picture.heightPx }
      const parts = type === 'xml' ? [{ page, leftPx: 0, topPx: 0, isShared: false, isMixed: false }] : partsOf(page)
      for (const [at, part] of parts.entries()) {
        const name = `${options.name ?? 'page'}-${number}${parts.length > 1 ? `-${at + 1}` : ''}`
        items.push(await scanPart({ ...part, number, name, document, isLate: performance.now() - begun > readWithinMs }, options, timed))
      }
    }
    return { ...size, items: joinVouchers(items, bytes, { source: type, unit: options.unit, stated: type === 'pdf' ? [] : document.statements.map(({ pages }) => pages) }) }
  } finally {
    document.close()
  }
}

interface PartWork extends PagePart { number: number; name: string; document: OpenDocument; isLate: boolean }

async function scanPart({ page, leftPx, topPx, isShared, isMixed, number, name, document, isLate }: PartWork, options: ScanOptions, timed: Timed): Promise<ScannedItem> {
  const quality = page.lines.length > 0 ? good : await timed('clean', assessPage(page))
  const isBlank = quality.verdict === 'blank'
  const { picture: upright, quarterTurns, lines, qr, found } = await timed('read', readPage(page, document.type, { engine: options.engine, unit: options.unit, isLate: isLate || isBlank }))
  const voucher = isBlank ? blank : agreed(found, { lines, qr, number, document, isShared, isMixed }, options)
  const written = await timed('compress', writePage(upright, page.dpi, { folder: options.outDir, name }))
  const corners = turnedCorners(page.picture, quarterTurns, [leftPx, topPx])
  const { kind, kindScore, fields, lineItems, checks } = voucher
  return {
    page: { page: number, kind, kindScore, quality, lines, fields, ...(lineItems.length > 0 ? { lineItems } : {}), qr, checks, output: written.output },
    thumbPath: written.thumbPath, features: found.features, quadPx: corners, rotationDeg: (quarterTurns * 270) % 360,
    toInput: await withOpenCv((cv) => unwarpPoints(cv, corners, upright.widthPx, upright.heightPx)),
  }
}

const good: ScanItem['quality'] = { verdict: 'good', reasons: [] }
const blank = { kind: 'blank', kindScore: 1, fields: {}, lineItems: [], checks: [] } as const satisfies Agreed

type Agreed = Pick<ScanItem, 'kind' | 'kindScore' | 'fields' | 'checks'> & Pick<VoucherReading, 'lineItems'>
interface PageFacts extends Pick<PagePart, 'isShared' | 'isMixed'> { lines: readonly Line[]; qr: readonly string[]; number: number; document: OpenDocument }

/** What the page prints together with what the file states of it. */
function agreed(found: VoucherReading, { lines, qr, number, document, isShared, isMixed }: PageFacts, { unit }: ScanOptions): Agreed {
  const statement = statementFor(found, number, isShared, document)
  // Rows of tolls decide, whatever a file calls itself: the same invoice is of the same kind on paper.
  const kind = found.kind === 'toll-e' ? found.kind : statement?.kind ?? found.kind
  const checksOf = (fields: Fields, lineItems: readonly LineItem[]) => checkVoucher({ kind, fields, lineItems, qr, unitTaxId: unit?.taxId, today: new Date().toISOString().slice(0, 10) })
  const read = Object.values(found.fields).some((field) => field.source === document.type) ? withWholeNames(found.fields, lines) : found.fields
  const printed = exactFields(read, lines, checksOf(found.fields, found.lineItems), document.type)
  // OFD and XML readers have weighed the print already.
  const fields = !statement ? printed : document.type === 'pdf' ? withStated(printed, statement.fields) : { ...printed, ...statement.fields }
  const lineItems = statement && statement.lineItems.length > 0 ? statement.lineItems : found.lineItems
  return {
    kind, kindScore: statement?.kind === kind ? 1 : found.kindScore, fields: isMixed ? unsure(fields) : fields, lineItems,
    checks: [...checksOf(fields, lineItems), ...(statement?.checks ?? [])],
  }
}

const unsure = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, sure: false }]))

/** OFD and XML say which pages they speak of; an original inside a PDF speaks of the page with its number, or of the only page there is. */
function statementFor({ fields }: VoucherReading, number: number, isShared: boolean, { type, statements, pageCount }: OpenDocument): Statement | null {
  if (type !== 'pdf' && !isShared) return statements.find((one) => one.pages.includes(number)) ?? null
  return statements.find((one) => one.fields.invoiceNumber?.value === (fields.invoiceNumber?.value ?? '')) ?? (pageCount === 1 && statements.length === 1 && !isShared ? statements[0]! : null)
}

async function assessPage({ picture, dpi }: DocumentPage): Promise<ScanItem['quality']> {
  return withOpenCv((cv, keep) => withFineness(assess(cv, keep(toMat(cv, picture)), { dpi, isCut: false, isPhotograph: false }), dpi))
}

/** The page's corners in the rendered picture, from the corner that is top left when it stands upright. */
function turnedCorners({ widthPx, heightPx }: Picture, quarterTurns: number, [left, top]: [number, number]): Corners {
  const corners: Corners = [[left, top], [left + widthPx, top], [left + widthPx, top + heightPx], [left, top + heightPx]]
  return corners.map((_, i) => corners[(i + 4 - quarterTurns) % 4]) as Corners
}
