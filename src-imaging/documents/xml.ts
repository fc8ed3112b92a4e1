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

/** Whether there is an invoice in it; a file that reaches out or is a bomb is refused here as well. */
export function isInvoiceXml(bytes: Uint8Array): boolean {
  try {
    return invoicesIn(parseXml(bytes)).some((root) => isVoucher(readFacts(root)))
  } catch (error) {
    if (error instanceof ScanFailure && error.code === 'unreadable') return false
    throw error
  }
}

/** The root, or the invoices that a wrapper holds: as its elements, or written into the text of one as interfaces hand them on. */
function invoicesIn(root: XmlNode, isWritten = false): XmlNode[] {
  const inner = ['EInvoice', 'eInvoice', 'xbrl'].flatMap((name) => descendants(root, name))
  if (inner.length > maxInvoices) throw new ScanFailure('too-large', `${inner.length} invoices in one file`)
  if (inner.length > 0) return root.name === inner[0]!.name ? [root] : inner
  const written = isWritten ? [] : textsIn(root).filter((text) => /^\s*<[?A-Za-z]/.test(text)).slice(0, maxInvoices)
  return [root, ...written.flatMap((text) => invoicesIn(parsedOr(root, text), true))]
}

/** A remark may begin like an element and be none. */
function parsedOr(root: XmlNode, text: string): XmlNode {
  try {
    return parseXml(Buffer.from(text))
  } catch (error) {
    if (error instanceof ScanFailure && error.code === 'unreadable') return root
    throw error
  }
}

function textsIn(node: XmlNode): string[] {
  return [node.text, ...node.children.flatMap(textsIn)]
}

function isVoucher({ values }: Facts): boolean {
  const has = (name: Parameters<typeof values.has>[0]) => values.has(name)
  return (has('invoiceNumber') && (has('amountTotal') || has('amountNet') || has('sellerName'))) || (has('amountTotal') && has('date') && (has('buyerName') || has('sellerName')))
}
