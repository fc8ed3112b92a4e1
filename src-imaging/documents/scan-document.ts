/** From an electronic original to its vouchers: text where there is text, reading where there is none, one item for each page. */
import { createHash } from 'node:crypto'
import { checkVoucher } from '../../src-shared/checks.ts'
import type { Line, ScanItem } from '../../src-shared/scan.ts'
import type { Fields } from '../../src-shared/voucher.ts'
import { type Corners, type Picture, toMat, toPicture, turn, unwarpPoints, withOpenCv } from '../opencv.ts'
import { readQrCodes } from '../reading/qr.ts'
import { readVoucher, type VoucherReading } from '../reading/voucher-fields.ts'
import type { ScannedFile, ScannedItem, ScanOptions, Timed } from '../scanned.ts'
import { assess } from '../stages/assess.ts'
import { writePage } from '../stages/compress.ts'
import type { DocumentPage, ElectronicDocument, Statement } from './document.ts'
import { exactFields, statedFields } from './exact-fields.ts'
import { joinVouchers } from './join-vouchers.ts'
import { openDocument } from './open-document.ts'

/** Pages whose turn comes later than this keep their picture and are not read: the file has its answer within a minute. */
const readWithinMs = 40_000

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
      const statement = document.statements.find((one) => one.pages.includes(number)) ?? null
      items.push(await scanPage({ page, number, type, statement, isLate: performance.now() - begun > readWithinMs }, options, timed))
    }
    return { ...size, items: joinVouchers(items, document.statements, createHash('sha256').update(bytes).digest('hex').slice(0, 12)) }
  } finally {
    document.close()
  }
}

interface PageWork { page: DocumentPage; number: number; type: ElectronicDocument['type']; statement: Statement | null; isLate: boolean }

async function scanPage({ page, number, type, statement, isLate }: PageWork, options: ScanOptions, timed: Timed): Promise<ScannedItem> {
  const quality = page.lines.length > 0 ? good : await timed('clean', assessPage(page))
  const isBlank = quality.verdict === 'blank'
  const isRead = page.lines.length === 0 && !isBlank && !isLate
  const reading = isRead ? await timed('read', (await options.engine()).read(page.picture)) : { quarterTurns: 0, lines: page.lines }
  const upright = await timed('clean', turned(page.picture, reading.quarterTurns))
  const qr = isBlank || isLate ? [] : await timed('read', readQrCodes(upright))
  const found = isBlank ? blank : readVoucher(reading.lines, qr, options.unit)
  const voucher = { ...found, ...fieldsOf(found, reading.lines, qr, type, statement, options) }
  const written = await timed('compress', writePage(upright, page.dpi, options.outDir, `${options.name ?? 'page'}-${number}`))
  const corners = turnedCorners(page.picture, reading.quarterTurns)
  const { kind, kindScore, fields, lineItems, checks } = voucher
  return {
    page: { page: number, kind, kindScore, quality, lines: reading.lines, fields, ...(lineItems.length > 0 ? { lineItems } : {}), qr, checks, output: written.output },
    thumbPath: written.thumbPath, quadPx: corners, rotationDeg: (reading.quarterTurns * 270) % 360,
    toInput: await withOpenCv((cv) => unwarpPoints(cv, corners, upright.widthPx, upright.heightPx)),
  }
}

const good: ScanItem['quality'] = { verdict: 'good', reasons: [] }
const blank: VoucherReading = { kind: 'blank', kindScore: 1, fields: {}, lineItems: [] }

function fieldsOf(found: VoucherReading, lines: readonly Line[], qr: readonly string[], type: ElectronicDocument['type'], statement: Statement | null, { unit }: ScanOptions) {
  const kind = statement?.kind ?? found.kind
  const checksOf = (fields: Fields) => checkVoucher({ kind, fields, qr, unitTaxId: unit?.taxId, today: new Date().toISOString().slice(0, 10) })
  const printed = exactFields(found.fields, lines, checksOf(found.fields), type)
  const fields = statement ? statedFields(statement, printed) : printed
  return { kind, kindScore: statement?.kind ? 1 : found.kindScore, fields, lineItems: statement && statement.lineItems.length > 0 ? statement.lineItems : found.lineItems, checks: checksOf(fields) }
}

async function assessPage({ picture, dpi }: DocumentPage): Promise<ScanItem['quality']> {
  return withOpenCv((cv, keep) => assess(cv, keep(toMat(cv, picture)), dpi, false).quality)
}

async function turned(picture: Picture, quarterTurns: number): Promise<Picture> {
  return quarterTurns === 0 ? picture : withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, picture)), quarterTurns))))
}

/** The page's corners in the rendered picture, from the corner that is top left when it stands upright. */
function turnedCorners({ widthPx, heightPx }: Picture, quarterTurns: number): Corners {
  const corners: Corners = [[0, 0], [widthPx, 0], [widthPx, heightPx], [0, heightPx]]
  return corners.map((_, i) => corners[(i + 4 - quarterTurns) % 4]) as Corners
}
