/**
 * XML from strangers as a tree: of any encoding met in invoices, with prefixes that were never declared, and without
 * anything that reaches out of the file.
 */
import { SaxesParser } from 'saxes'
import { ScanFailure } from '../scan-failure.ts'

export interface XmlNode {
  /** Without its prefix. */
  name: string
  attributes: Record<string, string>
  children: XmlNode[]
  /** Its own characters, those of CDATA too, without its children's. */
  text: string
}

export const xmlBounds = { bytes: 32 * 1024 * 1024, depth: 200, nodes: 400_000 }

/** @throws ScanFailure `unsafe` where it declares a document type, `too-large`, `unreadable` where there is no element in it */
export function parseXml(bytes: Uint8Array): XmlNode {
  if (bytes.length > xmlBounds.bytes) throw new ScanFailure('too-large', `${bytes.length} bytes of XML`)
  const source = decodeXml(bytes)
  // An ampersand that begins no reference is met in company names; the parser would swallow all that follows it.
  return parseTree(source.replace(/&(?!#\d{1,7};|#x[\da-fA-F]{1,6};|[A-Za-z][\w.-]{0,40};)/g, '&amp;'))
}

function parseTree(source: string): XmlNode {
  const top: XmlNode = { name: '', attributes: {}, children: [], text: '' }
  const open: XmlNode[] = [top]
  let count = 0
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => { throw new ScanFailure('unsafe', 'a document type is declared') })
  // Faults of form are told to this handler and reading goes on: what stands in the file is still worth having.
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }) => {
    if (++count > xmlBounds.nodes || open.length > xmlBounds.depth) throw new ScanFailure('too-large', 'the XML is too deep or has too many elements')
    const node: XmlNode = { name: localName(name), attributes: withLocalNames(attributes), children: [], text: '' }
    open.at(-1)!.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => { if (open.length > 1) open.pop() })
  const addText = (text: string) => { open.at(-1)!.text += text }
  parser.on('text', addText)
  parser.on('cdata', addText)
  try {
    parser.write(source).close()
  } catch (error) {
    if (error instanceof ScanFailure) throw error
    if (top.children.length === 0) throw new ScanFailure('unreadable', 'not XML', { cause: error })
  }
  const root = top.children[0]
  if (!root) throw new ScanFailure('unreadable', 'the XML has no element')
  return root
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}

function withLocalNames(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !name.startsWith('xmlns')).map(([name, value]) => [localName(name), value]))
}

/** By byte-order mark or zero bytes; else UTF-8, and what is none is GBK: declarations are often left over from a template. */
export function decodeXml(bytes: Uint8Array): string {
  const [a = 0, b = 0] = bytes
  const isWide = (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)
  const isWideBigEndian = (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)
  if (isWide || isWideBigEndian) return trimmed(new TextDecoder(isWide ? 'utf-16le' : 'utf-16be').decode(bytes))
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return trimmed(new TextDecoder(encoding, { fatal: true }).decode(bytes))
    } catch {
      // The next encoding, then the one that takes anything.
    }
  }
  return trimmed(new TextDecoder('utf-8').decode(bytes))
}

/** Without what stands before the first bracket: white space there makes the declaration a fault. */
function trimmed(source: string): string {
  return source.slice(Math.max(0, source.indexOf('<')))
}

export function child(node: XmlNode | null | undefined, name: string): XmlNode | null {
  return node?.children.find((candidate) => candidate.name === name) ?? null
}

export function childrenOf(node: XmlNode | null | undefined, name: string): XmlNode[] {
  return node?.children.filter((candidate) => candidate.name === name) ?? []
}

/** Every element of that name below, in the order of the file. */
export function descendants(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((candidate) => (candidate.name === name ? [candidate, ...descendants(candidate, name)] : descendants(candidate, name)))
}

/** All characters below. */
export function textOf(node: XmlNode | null | undefined): string {
  return node ? (node.text + node.children.map(textOf).join('')).trim() : ''
}
