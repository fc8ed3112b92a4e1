/** Items of one file that are one voucher get one id, and the first of them what the whole voucher says. */
import { createHash } from 'node:crypto'
import type { Line } from '../src-shared/scan.ts'
import type { Fields, Quad } from '../src-shared/voucher.ts'
import { joinPages } from './reading/join-pages.ts'
import { readVoucher } from './reading/voucher-fields.ts'
import type { ScannedItem, ScanOptions } from './scanned.ts'

export interface Joining {
  source: 'ocr' | 'pdf' | 'ofd' | 'xml'
  /** Pages that the file itself says are one voucher, from 1. */
  stated?: readonly (readonly number[])[]
  unit?: ScanOptions['unit']
  /** Which of the file's items these are, from 0, where they are not all of them. */
  places?: readonly number[]
}

/** @param bytes of the file: ids of another file are others */
export function joinVouchers(items: readonly ScannedItem[], bytes: Uint8Array, joining: Joining): ScannedItem[] {
  const file = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const byReading = joinPages(items.map(({ page }) => page))
  const firsts = items.map(({ page }, i) => {
    const stated = joining.stated?.find((pages) => pages.includes(page.page!))
    return stated ? items.findIndex((item) => stated.includes(item.page.page!)) : byReading[i]!
  })
  return items.map((item, i) => {
    const group = items.filter((_, at) => firsts[at] === firsts[i])
    const page = group.length === 1 ? item.page : firsts[i] === i ? wholeVoucher(group, joining) : continued(item, group[0]!)
    return { ...item, page: { ...page, voucherId: `${file}-${(joining.places?.[firsts[i]!] ?? firsts[i]!) + 1}` } }
  })
}

/** A following page is of the voucher's kind, unless it names its own. */
function continued({ page }: ScannedItem, { page: { kind, kindScore } }: ScannedItem): ScannedItem['page'] {
  return page.kind === 'other' ? { ...page, kind, kindScore } : page
}

/** The first page with what only the others say, or only all of them together: a contract's date stands under its last clause. */
function wholeVoucher(group: readonly ScannedItem[], joining: Joining): ScannedItem['page'] {
  const [first, ...rest] = group.map(({ page }) => page) as [ScannedItem['page'], ...ScannedItem['page'][]]
  const fields: Fields = { ...first.fields }
  for (const other of [...rest.map((page) => page.fields), fieldsTogether(group, joining)]) {
    // A place belongs to the page it is on; what another page says comes without one.
    for (const [name, field] of Object.entries(other)) fields[name as keyof Fields] ??= { ...field, boxPx: undefined }
  }
  const lineItems = group.flatMap(({ page }) => page.lineItems ?? [])
  return { ...first, fields, ...(lineItems.length > 0 ? { lineItems } : {}) }
}

/** What only the pages together say. Of a picture's lines no scores of single characters are left: nothing of it is sure. */
function fieldsTogether(group: readonly ScannedItem[], { source, unit }: Joining): Fields {
  if (group[0]!.page.kind === 'other' || source === 'xml') return {}
  const { fields } = readVoucher(stacked(group), [], { source, unit })
  return source === 'ocr' ? Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, sure: false }])) : fields
}

/** Of a long voucher its beginning and its end say what it is: reading takes more than proportionally longer the more lines there are. */
const pagesAtEachEnd = 5

/** The pages' lines as if the pages hung one below the other. */
function stacked(all: readonly ScannedItem[]): Line[] {
  const group = all.length <= 2 * pagesAtEachEnd ? all : [...all.slice(0, pagesAtEachEnd), ...all.slice(-pagesAtEachEnd)]
  let topPx = 0
  return group.flatMap(({ page: { lines, output } }) => {
    const shifted = lines.map((line) => ({ ...line, boxPx: line.boxPx.map(([x, y]) => [x, y + topPx]) as Quad }))
    topPx += output.heightPx
    return shifted
  })
}
