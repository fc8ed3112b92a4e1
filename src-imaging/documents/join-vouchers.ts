/** Pages of a document that are one voucher get one id, and the first of them what the whole voucher says. */
import type { Line } from '../../src-shared/scan.ts'
import type { Fields, Quad } from '../../src-shared/voucher.ts'
import { joinPages } from '../reading/join-pages.ts'
import { readVoucher } from '../reading/voucher-fields.ts'
import type { ScannedItem } from '../scanned.ts'
import type { ElectronicDocument, Statement } from './document.ts'

/** @param document what the ids begin with, another for every file */
export function joinVouchers(items: readonly ScannedItem[], type: ElectronicDocument['type'], statements: readonly Statement[], document: string): ScannedItem[] {
  const byReading = joinPages(items.map(({ page }) => page))
  const firsts = items.map(({ page }, i) => {
    const stated = type === 'pdf' ? undefined : statements.find((statement) => statement.pages.includes(page.page!))
    return stated ? items.findIndex((item) => stated.pages.includes(item.page.page!)) : byReading[i]!
  })
  return items.map((item, i) => {
    const group = items.filter((_, at) => firsts[at] === firsts[i])
    const page = group.length === 1 ? item.page : firsts[i] === i ? wholeVoucher(group, type) : continued(item, group[0]!)
    return { ...item, page: { ...page, voucherId: `${document}-${firsts[i]! + 1}` } }
  })
}

/** A following page is of the voucher's kind, unless it names its own. */
function continued({ page }: ScannedItem, { page: { kind, kindScore } }: ScannedItem): ScannedItem['page'] {
  return page.kind === 'other' ? { ...page, kind, kindScore } : page
}

/** The first page with what only the others say, or only all of them together: a contract's date stands under its last clause. */
function wholeVoucher(group: readonly ScannedItem[], type: ElectronicDocument['type']): ScannedItem['page'] {
  const [first, ...rest] = group.map(({ page }) => page) as [ScannedItem['page'], ...ScannedItem['page'][]]
  const together = first.kind === 'other' || type === 'xml' ? {} : readVoucher(stacked(group), [], { source: type }).fields
  const fields: Fields = { ...first.fields }
  for (const other of [...rest.map((page) => page.fields), together]) {
    // A place belongs to the page it is on; what another page says comes without one.
    for (const [name, field] of Object.entries(other)) fields[name as keyof Fields] ??= { ...field, boxPx: undefined }
  }
  const lineItems = group.flatMap(({ page }) => page.lineItems ?? [])
  return { ...first, fields, ...(lineItems.length > 0 ? { lineItems } : {}) }
}

/** All pages' lines as if the pages hung one below the other. */
function stacked(group: readonly ScannedItem[]): Line[] {
  let topPx = 0
  return group.flatMap(({ page: { lines, output } }) => {
    const shifted = lines.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x, y + topPx]) as Quad }))
    topPx += output.heightPx
    return shifted
  })
}
