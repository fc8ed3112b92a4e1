/** What an OFD document says of its vouchers: by its tags, by what is attached, by the notes in OFD.xml, each held against the print. */
import type { Line } from '../../src-shared/scan.ts'
import type { Fields, VoucherKind } from '../../src-shared/voucher.ts'
import { readVoucher } from '../reading/voucher-fields.ts'
import { agree } from './agreement.ts'
import type { Statement } from './document.ts'
import { type Facts, kindOfCode, readFacts, type ValueOf } from './facts.ts'
import type { TextThing } from './ofd-objects.ts'
import { folderOf, type OfdDocument, type OfdPackage } from './ofd-package.ts'
import { type OfdPage, textOfThing } from './ofd-pages.ts'
import { Print } from './print.ts'
import { withoutRemarks } from './without-remarks.ts'
import { withWholeNames } from './wrapped-names.ts'
import { child, descendants, textOf, type XmlNode } from './xml-tree.ts'

/** @param pages with the lines that stand on each; @param firstPage of this document in the file, from 1 */
export function statementsOf(ofd: OfdPackage, document: OfdDocument, pages: readonly OfdPage[], lines: readonly Line[][], firstPage: number): Statement[] {
  const tags = tagFacts(ofd, document, pages)
  const notes = noteFacts(document)
  const attachments = distinct(attachmentFacts(ofd, document))
  const numbers = pages.map((_, i) => firstPage + i)
  const sources = { ofd, tags, notes }
  if (attachments.length <= 1) {
    const attachment = attachments[0] ?? null
    return [tags, attachment, notes].some((facts) => facts && facts.values.size >= 2) ? [statementOf({ ...sources, attachment }, lines, numbers)] : []
  }
  return attachments.map((attachment) => {
    const own = numbers.filter((_, i) => new Print(lines[i]!).holds('invoiceNumber', attachment.values.get('invoiceNumber')?.[0] ?? ''))
    const on = own.length > 0 ? own : numbers
    return statementOf({ tags: null, notes: null, attachment }, on.map((number) => lines[number - firstPage]!), on)
  })
}

function statementOf({ tags, notes, attachment }: { tags: Facts | null; notes: Facts | null; attachment: Facts | null }, lines: readonly Line[][], pages: number[]): Statement {
  const [kindOnPage, found] = onPages(lines)
  const kind = attachment?.kind ?? tags?.kind ?? kindOnPage ?? kindOfCode(notes?.values.get('invoiceCode')?.[0] ?? '')
  const { fields, checks } = agree({ kind, tags, attachment, notes, print: new Print(lines.flat()), found })
  return { kind, fields, lineItems: [attachment, tags].find((facts) => facts && facts.lineItems.length > 0)?.lineItems ?? [], pages, ...(checks.length > 0 ? { checks } : {}) }
}

/** Of several pages the first says what it is and whose, the last has the sums. */
function onPages(lines: readonly Line[][]): [VoucherKind | null, Fields] {
  const onPage = (page: readonly Line[]) => ({ page, ...readVoucher(withoutRemarks(page), [], { source: 'ofd' }) })
  const [first, last] = [onPage(lines[0] ?? []), onPage(lines.at(-1) ?? [])]
  const fields = { ...(lines.length > 1 ? withWholeNames(last.fields, last.page) : {}), ...withWholeNames(first.fields, first.page) }
  return [first.kind === 'other' ? null : first.kind, fields]
}

function tagFacts(ofd: OfdPackage, { path, root }: OfdDocument, pages: readonly OfdPage[]): Facts | null {
  const textOfReference = referenceReader(pages)
  const valueOf: ValueOf = (node) => {
    const references = node.children.flatMap((inner) => (inner.name === 'ObjectRef' ? [inner] : inner.name === 'ObjectData' ? descendants(inner, 'ObjectRef') : []))
    const text = joinParts(references.map(textOfReference))
    return references.length > 0 && text !== '' ? text : null
  }
  return merged(tagTrees(ofd, path, root).map((tree) => readFacts(tree, valueOf)))
}

/** Year, month and day are objects of their own where 年月日 stand in the template. */
function joinParts(parts: readonly string[]): string {
  const isDate = parts.length === 3 && /^\s*\d{4}\s*$/.test(parts[0]!) && parts.slice(1).every((part) => /^\s*\d{1,2}\s*$/.test(part))
  return parts.join(isDate ? '-' : '')
}

function tagTrees(ofd: OfdPackage, path: string, root: XmlNode): XmlNode[] {
  const listPath = ofd.find(textOf(child(root, 'CustomTags')), path)
  const list = ofd.tree(listPath)
  const named = list ? descendants(list, 'FileLoc').map((location) => ofd.find(textOf(location), listPath!, folderOf(path), `${folderOf(path)}/Tags`)) : []
  const paths = new Set([...named, ...ofd.names.filter((name) => name.startsWith(folderOf(path)) && /CustomTag\.xml$/i.test(name))])
  return [...paths].flatMap((name) => ofd.tree(name) ?? [])
}

/** Ids are unique in a document; where they are not, the page that the reference names decides, and on it what is painted last. */
function referenceReader(pages: readonly OfdPage[]): (reference: XmlNode) => string {
  const byPage = new Map(pages.map((page) => [page.id, textsById(page)]))
  return (reference) => {
    const id = textOf(reference) || (reference.attributes.ID ?? '')
    const thing = byPage.get(reference.attributes.PageRef ?? '')?.get(id) ?? [...byPage.values()].map((texts) => texts.get(id)).find((text) => text !== undefined)
    return thing ? textOfThing(thing) : ''
  }
}

function textsById(page: OfdPage): Map<string, TextThing> {
  return new Map(page.things.filter((thing) => thing.type === 'text').map((thing) => [thing.id, thing]))
}

function attachmentFacts(ofd: OfdPackage, { path, root }: OfdDocument): Facts[] {
  const listPath = ofd.find(textOf(child(root, 'Attachments')), path)
  const list = ofd.tree(listPath)
  const named = list ? descendants(list, 'Attachment').map((entry) => ofd.find(textOf(child(entry, 'FileLoc')) || textOf(entry), listPath!, folderOf(path), `${folderOf(path)}/Attachs`)) : []
  const lying = ofd.names.filter((name) => /(original_invoice\.xml|_(issuer|receiver)[^/]*\.(xml|xbrl)|\.xbrl)$/i.test(name) || /\/Attachs?\/[^/]+\.xml$/i.test(name))
  const paths = new Set([...named, ...lying])
  return [...paths].flatMap((name) => {
    const tree = name && /\.(xml|xbrl)$/i.test(name) ? ofd.tree(name) : null
    const facts = tree && tree.name !== 'Attachments' ? readFacts(tree) : null
    return facts && facts.values.size >= 2 ? [facts] : []
  })
}

/** One for each invoice: the XBRL and the invoice XML of the same one are taken together, the fuller first. */
function distinct(list: readonly Facts[]): Facts[] {
  const groups = new Map<string, Facts[]>()
  for (const facts of [...list].sort((a, b) => b.values.size - a.values.size)) {
    const number = facts.values.get('invoiceNumber')?.[0] ?? ''
    groups.set(number, [...(groups.get(number) ?? []), facts])
  }
  const nameless = groups.get('') ?? []
  groups.delete('')
  const numbered = [...groups.values()].map((group) => merged(group)!)
  return numbered.length === 0 ? [merged(nameless)].filter((facts) => facts !== null) : numbered
}

function merged(list: readonly Facts[]): Facts | null {
  const [first, ...rest] = list
  if (!first) return null
  const values = new Map(first.values)
  for (const facts of rest) for (const [name, more] of facts.values) values.set(name, [...new Set([...(values.get(name) ?? []), ...more])])
  return { kind: list.find((facts) => facts.kind)?.kind ?? null, values, lineItems: list.find((facts) => facts.lineItems.length > 0)?.lineItems ?? [] }
}

function noteFacts({ customDatas }: OfdDocument): Facts | null {
  if (customDatas.size === 0) return null
  const children = [...customDatas].map(([name, text]) => ({ name, text, attributes: {}, children: [] }))
  return readFacts({ name: 'CustomDatas', attributes: {}, children, text: '' })
}
