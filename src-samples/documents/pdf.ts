/** PDF originals in every way that real ones are made, and files that are no originals; what each says is known. */
import QRCode from 'qrcode'
import { deflateSync } from 'node:zlib'
import { formatUpperAmount, formatYuan, parseYuan } from '../../src-shared/money.ts'
import { sampleUnit } from '../../src-shared/sample-world.ts'
import type { ScanErrorCode } from '../../src-shared/scan.ts'
import type { FieldName, VoucherKind } from '../../src-shared/voucher.ts'
import { type InvoiceKind, makeInvoice, type SampleInvoice } from './invoice.ts'
import { Names } from '../names.ts'
import { layOut } from './ofd-layout.ts'
import { makeOriginal } from './original.ts'
import { Random } from '../random.ts'
import { digitalPage, type Placed, railPage, type RailTicket, type SamplePage, tripPage, vatPage, type LayoutWishes } from './invoice-pages.ts'
import { PdfFile, type PdfFont, type TextCoding } from './pdf-file.ts'

export interface DocumentTruth { kind: VoucherKind; fields: Partial<Record<FieldName, string>>; /** From 1. */ pages: number[] }

export interface SamplePdf { name: string; bytes: Buffer; vouchers: DocumentTruth[]; /** What reading must answer instead. */ refusal?: ScanErrorCode }

export interface PdfWishes {
  coding?: TextCoding
  /** Another coding for what is printed in advance. */
  labelCoding?: TextCoding
  /** One text object for every character, as printers of OFD files write. */
  byCharacter?: boolean
  /** Quarter turns clockwise of the content, by /Rotate or by the drawing itself. */
  turned?: { quarters: number; by: 'page' | 'content' }
  userPassword?: string
  attachments?: { name: string; bytes: Buffer }[]
  /** The attachments are pinned to the first page, not listed in the catalogue. */
  arePinned?: boolean
  /** What was filled in stands in the fields of a form that was never flattened. */
  asForm?: boolean
  /** Entries of the catalogue. */
  catalogue?: string
}

const pt = (mm: number) => (mm * 72) / 25.4
const number = (value: number) => value.toFixed(2)

/** One PDF with these pages. */
export function makePdf(pages: readonly SamplePage[], wishes: PdfWishes = {}): Buffer {
  const file = new PdfFile()
  const root = file.reserve()
  const tree = file.reserve()
  const font = file.font(wishes.coding ?? 'embedded', pages.flatMap((page) => page.texts.map((placed) => placed.text)).join(''))
  const labelFont = wishes.labelCoding ? file.font(wishes.labelCoding, pages.flatMap((page) => page.texts.map((placed) => placed.text)).join('')) : font
  const attached = addAttachments(file, wishes.attachments ?? [])
  const kids = pages.map((page, i) => addPage(file, tree, page, { values: font, labels: labelFont }, wishes, i === 0 && wishes.arePinned ? attached : []))
  file.put(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`)
  file.put(root, `<</Type/Catalog/Pages ${tree} 0 R${wishes.arePinned ? '' : listed(attached)}${wishes.catalogue ?? ''}>>`)
  return file.save(root, wishes.userPassword)
}

interface PageFonts { values: PdfFont; labels: PdfFont }

function addPage(file: PdfFile, tree: number, page: SamplePage, fonts: PageFonts, wishes: PdfWishes, pinned: readonly Attached[]): number {
  const [width, height] = [pt(page.widthMm), pt(page.heightMm)]
  const { quarters = 0, by = 'page' } = wishes.turned ?? {}
  const isOnSide = by === 'content' && quarters % 2 === 1
  const turn = by === 'page' || quarters === 0 ? '' : `${[[1, 0, 0, 1, 0, 0], [0, -1, 1, 0, 0, width], [-1, 0, 0, -1, width, height], [0, 1, -1, 0, height, 0]][quarters]!.map(number).join(' ')} cm\n`
  const [values, labels] = wishes.asForm ? [page.texts.filter(isValue), page.texts.filter((placed) => !isValue(placed))] : [[], page.texts]
  const fields = [...values.map((placed, i) => addField(file, placed, i, height)), ...pinned.map(({ spec }) => file.add(`<</Type/Annot/Subtype/FileAttachment/FS ${spec} 0 R/Rect[10 10 20 20]>>`))]
  const content = file.stream(`q\n${turn}${drawing({ ...page, texts: labels }, fonts, height, wishes)}Q\n`)
  return file.add(`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${number(isOnSide ? height : width)} ${number(isOnSide ? width : height)}]${by === 'page' && quarters ? `/Rotate ${quarters * 90}` : ''}/Resources<</Font<</F1 ${fonts.values.ref} 0 R/F2 ${fonts.labels.ref} 0 R>>>>/Contents ${content} 0 R${fields.length > 0 ? `/Annots[${fields.map((field) => `${field} 0 R`).join(' ')}]` : ''}>>`)
}

const isValue = ({ text }: Placed) => /^(¥?[\d.]+|[0-9A-Z]{15,20}|.*（样例）|.*公司|.*圆.*|\d{4}年.*日)$/.test(text)

function addField(file: PdfFile, placed: Placed, index: number, heightPt: number): number {
  const { x, y, text, sizeMm = 3.4 } = startOf(placed)
  const rect = [pt(x), heightPt - pt(y + 0.25 * sizeMm), pt(x + widthOf(text, sizeMm) + 1), heightPt - pt(y - sizeMm)].map(number).join(' ')
  return file.add(`<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(value${index})/V<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>/DA(/Helv ${number(pt(sizeMm))} Tf)/Rect[${rect}]>>`)
}

function drawing(page: SamplePage, fonts: PageFonts, heightPt: number, { byCharacter = false }: PdfWishes): string {
  const strokes = page.strokes.map(({ x1, y1, x2, y2 }) => `${number(pt(x1))} ${number(heightPt - pt(y1))} m ${number(pt(x2))} ${number(heightPt - pt(y2))} l S\n`).join('')
  const texts = page.texts.flatMap((placed) => (byCharacter ? characters(placed) : [startOf(placed)]).map((part) => ({ ...part, isValue: isValue(placed) }))).map(({ x, y, text, sizeMm = 3.4, spacingMm = 0, isValue: isFilledIn }) =>
    `BT /${isFilledIn ? 'F1' : 'F2'} ${number(pt(sizeMm))} Tf ${number(pt(spacingMm))} Tc 1 0 0 1 ${number(pt(x))} ${number(heightPt - pt(y))} Tm <${(isFilledIn ? fonts.values : fonts.labels).encode(text)}> Tj ET\n`).join('')
  return `0.5 w ${strokes}${page.qr ? qrCode(page.qr, heightPt) : ''}${texts}`
}

/** Half a size for Latin characters, a whole one for Chinese. */
const widthOf = (text: string, sizeMm: number, spacingMm = 0) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.555) * sizeMm + spacingMm, 0)

function startOf(placed: Placed): Placed {
  return placed.align === 'end' ? { ...placed, x: placed.x - widthOf(placed.text, placed.sizeMm ?? 3.4, placed.spacingMm) } : placed
}

function characters(placed: Placed): Placed[] {
  let { x } = startOf(placed)
  return [...placed.text].map((char) => {
    const at = { ...placed, text: char, x, align: 'start' as const }
    x += widthOf(char, placed.sizeMm ?? 3.4, placed.spacingMm)
    return at
  })
}

function qrCode({ text, x, y, sizeMm }: NonNullable<SamplePage['qr']>, heightPt: number): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const step = pt(sizeMm / modules.size)
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) path += `${number(pt(x) + column * step)} ${number(heightPt - pt(y) - (row + 1) * step)} ${number(step)} ${number(step)} re\n`
  }
  return `${path}f\n`
}

interface Attached { name: string; /** The file specification's object. */ spec: number }

function addAttachments(file: PdfFile, attachments: readonly { name: string; bytes: Buffer }[]): Attached[] {
  return attachments.map(({ name, bytes }) => ({ name, spec: file.add(`<</Type/Filespec/F(${name})/UF(${name})/EF<</F ${file.stream(bytes, '/Type/EmbeddedFile')} 0 R>>>>`) }))
}

function listed(attached: readonly Attached[]): string {
  return attached.length === 0 ? '' : `/Names<</EmbeddedFiles<</Names[${attached.map(({ name, spec }) => `(${name}) ${spec} 0 R`).join('')}]>>>>`
}

const truthOf = ({ kind, fields }: SampleInvoice, pages: number[], without: FieldName[] = []): DocumentTruth => ({ kind, pages, fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !without.includes(name as FieldName))) })

function invoicePdf(name: string, seed: number, kind: InvoiceKind, wishes: PdfWishes & LayoutWishes = {}): SamplePdf {
  const invoice = makeInvoice(seed, { kind })
  const page = kind === 'vat-e-normal' ? vatPage(invoice, new Random(seed), wishes) : digitalPage(invoice)
  return { name, bytes: makePdf([page], wishes), vouchers: [truthOf(invoice, [1])] }
}

/** Every readable variant; `seed` changes what they say. */
export function readablePdfs(seed = 1): SamplePdf[] {
  const at = (step: number) => seed * 1000 + step
  return [
    invoicePdf('digital-normal', at(1), 'digital-normal'), invoicePdf('digital-special', at(2), 'digital-special'), invoicePdf('vat-e', at(3), 'vat-e-normal'),
    invoicePdf('gbk-euc', at(4), 'vat-e-normal', { coding: 'GBK-EUC-H' }), invoicePdf('unigb-ucs2', at(5), 'vat-e-normal', { coding: 'UniGB-UCS2-H' }),
    invoicePdf('unigb-utf16', at(6), 'digital-normal', { coding: 'UniGB-UTF16-H' }), invoicePdf('no-unicode-map', at(7), 'digital-normal', { coding: 'no-unicode-map' }),
    invoicePdf('glued-cipher', at(8), 'vat-e-normal', { gluedCipher: true, coding: 'GBK-EUC-H' }), invoicePdf('spaced-labels', at(9), 'vat-e-normal', { spacedLabels: true }),
    invoicePdf('by-character', at(10), 'digital-special', { byCharacter: true }), invoicePdf('spaced-by-character', at(11), 'vat-e-normal', { byCharacter: true, spacedLabels: true }),
    invoicePdf('turned-page', at(12), 'digital-normal', { turned: { quarters: 1, by: 'page' } }), invoicePdf('turned-content', at(13), 'vat-e-normal', { turned: { quarters: 3, by: 'content' } }),
    invoicePdf('turned-back', at(14), 'digital-normal', { turned: { quarters: 2, by: 'content' } }), invoicePdf('owner-password', at(15), 'digital-normal', { userPassword: '' }),
    invoicePdf('form-fields', at(22), 'digital-normal', { asForm: true }), invoicePdf('mute-labels', at(23), 'digital-special', { labelCoding: 'no-unicode-map' }), tollPdf(at(16)), manyPdf(at(17)), withTripPdf(at(18)), sheetsPdf(at(19)), railPdf(at(20)), formPdf(at(21)), wrappedNamesPdf(at(24), 'digital-normal'), wrappedNamesPdf(at(25), 'vat-e-normal'), remarkPdf(at(26), 'digital-normal'), remarkPdf(at(27), 'vat-e-normal'),
  ]
}

/** Exempt from tax: stars in the tax column, the total equals the net amount. */
function tollPdf(seed: number): SamplePdf {
  const invoice = makeInvoice(seed, { kind: 'vat-e-normal' })
  const fields = { ...invoice.fields, amountTotal: invoice.fields.amountNet, amountTotalUpper: formatUpperAmount(parseYuan(invoice.fields.amountNet!)!) }
  const lines = [{ ...invoice.lines[0]!, name: '*经营租赁*通行费', amount: fields.amountNet! }]
  const toll = { ...invoice, fields, lines }
  return { name: 'toll-stars', bytes: makePdf([vatPage(toll, new Random(seed), { starredTax: true, toll: { plate: '云A12345' } })]), vouchers: [{ ...truthOf(toll, [1], ['amountTax']), kind: 'toll-e' }] }
}

/** What a company prints at the end of a month: one file, 29 invoices. */
function manyPdf(seed: number): SamplePdf {
  const invoices = Array.from({ length: 29 }, (_, i) => makeInvoice(seed + i * 31, { kind: i % 3 === 0 ? 'vat-e-normal' : 'digital-normal' }))
  const pages = invoices.map((invoice, i) => (invoice.kind === 'vat-e-normal' ? vatPage(invoice, new Random(seed + i)) : digitalPage(invoice)))
  return { name: 'twenty-nine', bytes: makePdf(pages), vouchers: invoices.map((invoice, i) => truthOf(invoice, [i + 1])) }
}

function withTripPdf(seed: number): SamplePdf {
  const invoice = makeInvoice(seed, { kind: 'digital-normal' })
  const rides = [{ date: invoice.fields.date!, from: '云州站', to: '示范实验小学', price: '32.50' }, { date: invoice.fields.date!, from: '示范实验小学', to: '云州站', price: '30.10' }]
  return { name: 'with-trip-table', bytes: makePdf([digitalPage(invoice), tripPage(rides)]), vouchers: [truthOf(invoice, [1])] }
}

/** Names too long for their place: half above and half below their label's line. */
function wrappedNamesPdf(seed: number, kind: 'digital-normal' | 'vat-e-normal'): SamplePdf {
  const made = makeInvoice(seed, { kind })
  const tails = { buyerName: '附属实验中心', sellerName: '滇池南岸分公司' } as const
  const heads = { buyerName: `${made.fields.buyerName}教育集团`, sellerName: `${made.fields.sellerName}云州高新区` } as const
  const invoice = { ...made, fields: { ...made.fields, buyerName: heads.buyerName + tails.buyerName, sellerName: heads.sellerName + tails.sellerName } }
  const page = kind === 'vat-e-normal' ? vatPage(invoice, new Random(seed)) : digitalPage(invoice)
  const texts = page.texts.flatMap((placed) => {
    const party = (['buyerName', 'sellerName'] as const).find((name) => invoice.fields[name] === placed.text)
    return party ? [{ ...placed, text: heads[party], y: placed.y - 1.5, sizeMm: 2.7 }, { ...placed, text: tails[party], y: placed.y + 1.5, sizeMm: 2.7 }] : [placed]
  })
  return { name: `wrapped-names-${kind}`, bytes: makePdf([{ ...page, texts }]), vouchers: [truthOf(invoice, [1])] }
}

/** 备注 names another invoice and another taxpayer. */
function remarkPdf(seed: number, kind: 'digital-normal' | 'vat-e-normal'): SamplePdf {
  const invoice = makeInvoice(seed, { kind })
  const page = kind === 'vat-e-normal' ? vatPage(invoice, new Random(seed)) : digitalPage(invoice)
  const x = kind === 'vat-e-normal' ? 156 : 14
  const remark = ['名称：云州市样例代收处 纳税人识别号：91530100MA6H137000', '发票号码：26530000000000000009 开票日期：2026年01月01日'].map((text, i) => ({ x, y: 108 + 5 * i, text, sizeMm: 2.6 }))
  return { name: `remark-${kind}`, bytes: makePdf([{ ...page, texts: [...page.texts, ...remark] }]), vouchers: [truthOf(invoice, [1])] }
}

/** One invoice on two sheets: the sums stand on the last. */
function sheetsPdf(seed: number): SamplePdf {
  const invoice = makeInvoice(seed, { kind: 'digital-special' })
  return { name: 'two-sheets', bytes: makePdf([1, 2].map((sheet) => digitalPage(invoice, { number: sheet, of: 2 }))), vouchers: [truthOf(invoice, [1, 2])] }
}

function railPdf(seed: number): SamplePdf {
  const random = new Random(seed)
  const names = new Names(random, 'tuning')
  const date = `2026-0${random.integer(1, 9)}-1${random.integer(0, 9)}`
  const ticket: RailTicket = {
    number: `2653${random.digits(16)}`, date, travelDate: date, from: '云州南站', to: '海岚北站', train: `G${random.integer(100, 9999)}`, seat: `0${random.integer(1, 8)}车1${random.integer(0, 9)}F号`,
    price: formatYuan(BigInt(random.integer(3000, 90_000))), passenger: names.person(), buyerName: sampleUnit.name, buyerTaxId: sampleUnit.taxId,
  }
  const fields = { invoiceNumber: ticket.number, date, fromStation: ticket.from, toStation: ticket.to, trainNumber: ticket.train, seat: ticket.seat, passengerName: ticket.passenger, amountTotal: ticket.price, buyerName: ticket.buyerName, buyerTaxId: ticket.buyerTaxId }
  return { name: 'rail-e', bytes: makePdf([railPage(ticket)]), vouchers: [{ kind: 'rail-e', fields, pages: [1] }] }
}

/** A signature field and a form are no danger. */
function formPdf(seed: number): SamplePdf {
  return invoicePdf('form', seed, 'digital-normal', { catalogue: '/AcroForm<</Fields[<</FT/Sig/T(Signature1)/V<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Contents<00>/ByteRange[0 1 2 3]>>>>]/SigFlags 3>>' })
}

/** Invoices on one sheet, as offices print them to save paper: below one another on A4, side by side on A3. */
export function severalOnOnePage(seed: number, way: 'below' | 'beside' | 'grid'): SamplePdf {
  const kinds: InvoiceKind[] = ['digital-normal', 'digital-special', 'digital-normal', 'digital-special']
  const invoices = kinds.slice(0, way === 'grid' ? 4 : 2).map((kind, i) => makeInvoice(seed + i, { kind }))
  const columns = way === 'below' ? 1 : 2
  const sheets = invoices.map((invoice, i) => moved(digitalPage(invoice), (i % columns) * 210, Math.floor(i / columns) * 148.5))
  const sheet: SamplePage = { widthMm: 210 * columns, heightMm: (148.5 * invoices.length) / columns, texts: sheets.flatMap(({ texts }) => texts), strokes: sheets.flatMap(({ strokes }) => strokes), qr: sheets[0]!.qr }
  return { name: `several-${way}`, bytes: makePdf([sheet]), vouchers: invoices.map((invoice) => truthOf(invoice, [1])) }
}

/** What a bank prints of a day: three slips on one sheet. */
export function bankSheet(seed: number): SamplePdf {
  const slips = [0, 1, 2].map((i) => makeOriginal(seed + i, { kind: 'bank-slip' }))
  const sheets = slips.map((slip, i) => {
    const { texts, frames } = layOut(slip)
    const strokes = frames.flatMap(([x, y, width, height]) => [[x, y, x + width, y], [x, y + height, x + width, y + height]] as const).map(([x1, y1, x2, y2]) => ({ x1, y1, x2, y2 }))
    return moved({ widthMm: 210, heightMm: 99, texts, strokes }, 0, i * 99)
  })
  const sheet: SamplePage = { widthMm: 210, heightMm: 297, texts: sheets.flatMap(({ texts }) => texts), strokes: sheets.flatMap(({ strokes }) => strokes) }
  return { name: 'bank-sheet', bytes: makePdf([sheet]), vouchers: slips.map(({ kind, fields }) => ({ kind, fields, pages: [1] })) }
}

function moved(page: SamplePage, x: number, y: number): SamplePage {
  return { ...page, texts: page.texts.map((placed) => ({ ...placed, x: placed.x + x, y: placed.y + y })), strokes: page.strokes.map((stroke) => ({ x1: stroke.x1 + x, y1: stroke.y1 + y, x2: stroke.x2 + x, y2: stroke.y2 + y })) }
}

/** The invoice's XML in a PDF. @param stated what the XML says otherwise than the print */
export function withOriginalInside(seed: number, stated: Partial<Record<FieldName, string>> = {}, arePinned = false): SamplePdf {
  const invoice = makeInvoice(seed, { kind: 'digital-normal' })
  const fields = { ...invoice.fields, ...stated }
  const xml = `<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header><EIid>${fields.invoiceNumber}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.2</Version></Header><EInvoiceData>`
    + `<SellerInformation><SellerIdNum>${fields.sellerTaxId}</SellerIdNum><SellerName>${fields.sellerName}</SellerName></SellerInformation><BuyerInformation><BuyerIdNum>${fields.buyerTaxId}</BuyerIdNum><BuyerName>${fields.buyerName}</BuyerName></BuyerInformation>`
    + `<BasicInformation><TotalAmWithoutTax>${fields.amountNet}</TotalAmWithoutTax><TotalTaxAm>${fields.amountTax}</TotalTaxAm><TotalTax-includedAmount>${fields.amountTotal}</TotalTax-includedAmount><RequestTime>${fields.date} 10:00:00</RequestTime></BasicInformation></EInvoiceData>`
    + `<TaxSupervisionInfo><InvoiceNumber>${fields.invoiceNumber}</InvoiceNumber><IssueTime>${fields.date}</IssueTime></TaxSupervisionInfo></EInvoice>`
  return { name: `original-${arePinned ? 'pinned' : 'inside'}-${Object.keys(stated).length}`, bytes: makePdf([digitalPage(invoice)], { arePinned, attachments: [{ name: 'invoice.xml', bytes: Buffer.from(xml) }] }), vouchers: [truthOf(invoice, [1])] }
}

/** What must be answered with a refusal. */
export function refusedPdfs(seed = 1): SamplePdf[] {
  const invoice = makeInvoice(seed, { kind: 'digital-normal' })
  const plain = makePdf([digitalPage(invoice)])
  const refused = (name: string, refusal: ScanErrorCode, bytes: Buffer): SamplePdf => ({ name, bytes, vouchers: [], refusal })
  const withCatalogue = (catalogue: string) => makePdf([digitalPage(invoice)], { catalogue })
  const withAttachment = (name: string, text: string) => makePdf([digitalPage(invoice)], { attachments: [{ name, bytes: Buffer.from(text, 'latin1') }] })
  return [
    refused('encrypted', 'encrypted', makePdf([digitalPage(invoice)], { userPassword: 'geheim' })),
    refused('script', 'unsafe', withCatalogue('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>')),
    refused('hidden-script', 'unsafe', withCatalogue('/OpenAction<</S/J#61vaScript/JS(app.alert\\(1\\))>>')),
    refused('packed-script', 'unsafe', packedObjects(plain, '7 0 <</S/JavaScript/JS(app.alert\\(1\\))>>')),
    refused('launch', 'unsafe', withCatalogue('/OpenAction<</S/Launch/F(calc.exe)>>')),
    refused('program-inside', 'unsafe', withAttachment('invoice.exe', 'MZ\x90\0')),
    refused('renamed-program', 'unsafe', withAttachment('invoice.dat', 'MZ\x90\0')),
    refused('truncated', 'truncated', plain.subarray(0, Math.floor(plain.length * 0.6))),
    refused('truncated-table', 'truncated', plain.subarray(0, plain.length - 200)),
    refused('huge-page', 'too-large', hugePage()),
    refused('many-pages', 'too-large', manyPages(400)),
    refused('object-bomb', 'too-large', packedObjects(plain, Buffer.alloc(160 * 1024 * 1024, 0x20))),
    refused('nested-forms', 'timeout', nestedForms()),
    refused('no-pdf', 'unreadable', Buffer.from('%PDF-1.7\nthis is only text\nstartxref\n0\n%%EOF\n')),
  ]
}

/** Adds an object stream that nothing refers to. */
function packedObjects(pdf: Buffer, objects: Buffer | string): Buffer {
  const body = deflateSync(objects)
  const end = pdf.lastIndexOf('xref\n0')
  return Buffer.concat([pdf.subarray(0, end), Buffer.from(`999 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${body.length}>>\nstream\n`), body, Buffer.from('\nendstream\nendobj\n'), pdf.subarray(end)])
}

function hugePage(): Buffer {
  const file = new PdfFile()
  const tree = file.reserve()
  file.put(tree, `<</Type/Pages/Count 1/Kids[${file.add(`<</Type/Page/Parent ${tree} 0 R/UserUnit 10/MediaBox[0 0 14400 14400]>>`)} 0 R]>>`)
  return file.save(file.add(`<</Type/Catalog/Pages ${tree} 0 R>>`))
}

function manyPages(count: number): Buffer {
  const file = new PdfFile()
  const tree = file.reserve()
  const page = `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]>>`
  file.put(tree, `<</Type/Pages/Count ${count}/Kids[${Array.from({ length: count }, () => `${file.add(page)} 0 R`).join(' ')}]>>`)
  return file.save(file.add(`<</Type/Catalog/Pages ${tree} 0 R>>`))
}

/** Forms that each draw the next one twenty times: billions of strokes from two kilobytes. */
function nestedForms(): Buffer {
  const file = new PdfFile()
  let form = file.stream('0 0 m 9 9 l S', '/Type/XObject/Subtype/Form/BBox[0 0 10 10]')
  for (let depth = 0; depth < 8; depth++) form = file.stream('/X Do '.repeat(20), `/Type/XObject/Subtype/Form/BBox[0 0 10 10]/Resources<</XObject<</X ${form} 0 R>>>>`)
  const tree = file.reserve()
  const content = file.stream('/X Do')
  file.put(tree, `<</Type/Pages/Count 1/Kids[${file.add(`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X ${form} 0 R>>>>/Contents ${content} 0 R>>`)} 0 R]>>`)
  return file.save(file.add(`<</Type/Catalog/Pages ${tree} 0 R>>`))
}
