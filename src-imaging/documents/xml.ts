/** Opens an invoice that is XML alone: 数电票, original_invoice, XBRL of the accounting data standard. */
import { ScanFailure } from '../scan-failure.ts'
import { agreeAlone } from './agreement.ts'
import { type ElectronicDocument, type Statement } from './document.ts'
import { type Facts, readFacts } from './facts.ts'
import { drawInvoice } from './invoice-picture.ts'
import { descendants, parseXml, type XmlNode } from './xml-tree.ts'

/** Invoices in one wrapper, each with its picture. */
const maxInvoices = 30

/** @throws ScanFailure `unsafe`, `too-large`, `unreadable`, and `unsupported` where the XML is no invoice */
export async function readInvoiceXml(bytes: Uint8Array): Promise<ElectronicDocument> {
  const facts = invoicesIn(parseXml(bytes)).map((root) => readFacts(root)).filter(isVoucher)
  if (facts.length === 0) throw new ScanFailure('unsupported', 'the XML is no invoice that this program knows')
  const statements: Statement[] = facts.map((fact, i) => ({ kind: fact.kind, fields: agreeAlone(fact), lineItems: fact.lineItems, pages: [i + 1] }))
  return { type: 'xml', pages: statements.map(drawInvoice), statements }
}

/** The root, or the invoices that a wrapper holds. */
function invoicesIn(root: XmlNode): XmlNode[] {
  const inner = ['EInvoice', 'eInvoice', 'xbrl'].flatMap((name) => descendants(root, name))
  if (inner.length > maxInvoices) throw new ScanFailure('too-large', `${inner.length} invoices in one file`)
  return inner.length > 0 && root.name !== inner[0]!.name ? inner : [root]
}

function isVoucher({ values }: Facts): boolean {
  const has = (name: Parameters<typeof values.has>[0]) => values.has(name)
  return (has('invoiceNumber') && (has('amountTotal') || has('amountNet') || has('sellerName'))) || (has('amountTotal') && has('date') && (has('buyerName') || has('sellerName')))
}
