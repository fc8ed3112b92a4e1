/** Files that mean harm or are damaged, each with what a reader must say of it. */
import type { ScanErrorCode } from '../../src-shared/scan.ts'
import { makeOfd } from './ofd.ts'
import { writeZip, type ZipEntry } from './zip-writer.ts'

export interface HostileFile { name: string; bytes: Buffer; code: ScanErrorCode }

export function hostileOfds(): HostileFile[] {
  const good = makeOfd(1, { kind: 'digital-normal', tags: 'root' }).bytes
  return [
    { name: 'external entity in OFD.xml', code: 'unsafe', bytes: ofdOf({ 'OFD.xml': `<!DOCTYPE o [<!ENTITY e SYSTEM "file:///etc/hostname">]>${ofdXml}` }) },
    { name: 'external entity in a page', code: 'unsafe', bytes: ofdOf({ 'Doc_0/Page.xml': '<!DOCTYPE o SYSTEM "http://example.invalid/o.dtd"><Page/>' }) },
    { name: 'entry that inflates a thousand times', code: 'too-large', bytes: writeZip([{ name: 'OFD.xml', data: Buffer.alloc(24 * 1024 * 1024) }]) },
    { name: 'entries that are large together', code: 'too-large', bytes: writeZip(Array.from({ length: 160 }, (_, i) => ({ name: `${i}.xml`, data: Buffer.alloc(0), claimedBytes: 1024 * 1024 }))) },
    { name: 'entry larger than it claims', code: 'too-large', bytes: writeZip([{ name: 'OFD.xml', data: Buffer.alloc(9 * 1024 * 1024), claimedBytes: 1000 }]) },
    { name: 'too many entries', code: 'too-large', bytes: writeZip(Array.from({ length: 5_000 }, (_, i) => ({ name: `${i}`, data: Buffer.alloc(0) }))) },
    { name: 'encrypted entries', code: 'encrypted', bytes: writeZip([{ name: 'OFD.xml', data: Buffer.from(ofdXml), isEncrypted: true }]) },
    { name: 'encrypted by the standard of OFD', code: 'encrypted', bytes: writeZip([{ name: 'Encryptions.xml', data: Buffer.from('<Encryptions/>') }, { name: 'a.dat', data: Buffer.alloc(64, 7) }]) },
    { name: 'cut in the middle', code: 'truncated', bytes: good.subarray(0, Math.floor(good.length / 2)) },
    { name: 'cut at the end', code: 'truncated', bytes: good.subarray(0, good.length - 30) },
    { name: 'elements in elements without end', code: 'too-large', bytes: ofdOf({ 'OFD.xml': '<a>'.repeat(50_000) }) },
    { name: 'units of units', code: 'too-large', bytes: ofdOf({ 'Doc_0/Res.xml': `<Res>${Array.from({ length: 24 }, (_, i) => `<CompositeGraphicUnit ID="${i}"><Content>${`<CompositeObject ResourceID="${i + 1}"/>`.repeat(3)}</Content></CompositeGraphicUnit>`).join('')}</Res>`, 'Doc_0/Page.xml': '<Page><Content><Layer><CompositeObject ResourceID="0"/></Layer></Content></Page>' }) },
    { name: 'text without end', code: 'too-large', bytes: ofdOf({ 'Doc_0/Page.xml': `<Page><Content><Layer>${`<TextObject ID="1" Boundary="0 0 9 9" Size="3"><TextCode X="0" Y="3">${'发'.repeat(3_000)}</TextCode></TextObject>`.repeat(400)}</Layer></Content></Page>` }) },
    { name: 'five hundred posters', code: 'too-large', bytes: ofdOf({ 'Doc_0/Document.xml': `<Document><CommonData><PageArea><PhysicalBox>0 0 2900 2900</PhysicalBox></PageArea></CommonData><Pages>${'<Page ID="1" BaseLoc="Page.xml"/>'.repeat(500)}</Pages></Document>` }) },
    { name: 'zipped twice more', code: 'unsupported', bytes: writeZip([{ name: 'a.ofd', data: writeZip([{ name: 'b.ofd', data: good }]) }]) },
    { name: 'archive of other things', code: 'unsupported', bytes: writeZip([{ name: 'word/document.xml', data: Buffer.from('<document/>') }]) },
    { name: 'no archive', code: 'unreadable', bytes: Buffer.from('%PDF-1.7 not an archive at all, only text that goes on for a while') },
  ]
}

const ofdXml = '<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>'

/** A small OFD with some of its files replaced. */
function ofdOf(replaced: Record<string, string>): Buffer {
  const files: Record<string, string> = {
    'OFD.xml': ofdXml, 'Doc_0/Document.xml': '<Document><CommonData><PublicRes>Res.xml</PublicRes></CommonData><Pages><Page ID="1" BaseLoc="Page.xml"/></Pages></Document>',
    'Doc_0/Res.xml': '<Res/>', 'Doc_0/Page.xml': '<Page/>', ...replaced,
  }
  return writeZip(Object.entries(files).map(([name, text]): ZipEntry => ({ name, data: Buffer.from(text), isStored: text.length > 100_000 && !name.endsWith('Page.xml') })))
}

export function hostileXmls(): HostileFile[] {
  const nested = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
  return [
    { name: 'external entity', code: 'unsafe', bytes: Buffer.from('<?xml version="1.0"?><!DOCTYPE EInvoice [<!ENTITY x SYSTEM "file:///etc/passwd">]><EInvoice><SellerName>&x;</SellerName></EInvoice>') },
    { name: 'entities of entities', code: 'unsafe', bytes: Buffer.from(`<!DOCTYPE EInvoice [<!ENTITY e0 "lol">${nested}]><EInvoice>&e12;</EInvoice>`) },
    { name: 'elements in elements without end', code: 'too-large', bytes: Buffer.from('<EInvoice>'.repeat(100_000)) },
    { name: 'elements beside elements without end', code: 'too-large', bytes: Buffer.from(`<EInvoice>${'<a/>'.repeat(500_000)}</EInvoice>`) },
    { name: 'forty megabytes', code: 'too-large', bytes: Buffer.concat([Buffer.from('<EInvoice>'), Buffer.alloc(40 * 1024 * 1024, 0x20), Buffer.from('</EInvoice>')]) },
    { name: 'another document', code: 'unsupported', bytes: Buffer.from('<html><body><p>发票号码：24532000000012345678</p></body></html>') },
    { name: 'nothing of XML', code: 'unreadable', bytes: Buffer.from('发票号码,24532000000012345678') },
    { name: 'nothing', code: 'unreadable', bytes: Buffer.alloc(0) },
  ]
}
