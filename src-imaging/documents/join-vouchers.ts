/** Pages of a document that are one voucher: the file says so, or they carry one number, or they count themselves page by page. */
import { invoiceKey, type Fields } from '../../src-shared/voucher.ts'
import type { ScannedItem } from '../scanned.ts'
import type { Statement } from './document.ts'

/** @param document what the ids begin with, another for every file; a voucher's first page is given what the others say beside it */
export function joinVouchers(items: readonly ScannedItem[], statements: readonly Statement[], document: string): ScannedItem[] {
  const groups: ScannedItem[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last && goesOn(last, item, statements)) last.push(item)
    else groups.push([item])
  }
  return groups.flatMap((group, index) => group.map((item, at) => ({
    ...item, page: { ...(at === 0 && group.length > 1 ? withTheRest(group) : item.page), voucherId: `${document}-${index + 1}` },
  })))
}

function goesOn(group: readonly ScannedItem[], item: ScannedItem, statements: readonly Statement[]): boolean {
  const pages = [group.at(-1)!.page.page!, item.page.page!]
  if (statements.some((statement) => pages.every((page) => statement.pages.includes(page)))) return true
  const keys = [group[0]!, item].map(({ page }) => invoiceKey(page.fields))
  if (keys[0] && keys[1]) return keys[0] === keys[1]
  const [before, now] = [counted(group.at(-1)!), counted(item)]
  return before !== null && now !== null && now.of === before.of && now.number === before.number + 1
}

/** 第 2 页 共 3 页, 共3页 第2页, 2/3 at the foot. */
function counted({ page: { lines } }: ScannedItem): { number: number; of: number } | null {
  const text = lines.map((line) => line.text).join('\n').normalize('NFKC').replace(/[ \t]/g, '')
  const found = /第(\d{1,3})页[,，/]?\n?共(\d{1,3})页/.exec(text) ?? /共(?<of>\d{1,3})页[,，/]?\n?第(?<number>\d{1,3})页/.exec(text) ?? /^页?(\d{1,3})\/(\d{1,3})页?$/m.exec(text)
  if (!found) return null
  const [number, of] = [Number(found.groups?.number ?? found[1]), Number(found.groups?.of ?? found[2])]
  return number >= 1 && of > 1 && number <= of ? { number, of } : null
}

function withTheRest(group: readonly ScannedItem[]): ScannedItem['page'] {
  const fields: Fields = {}
  for (const [at, { page }] of group.entries()) {
    // A place belongs to the page it is on; what another page says comes without one.
    for (const [name, field] of Object.entries(page.fields)) fields[name as keyof Fields] ??= at === 0 ? field : { ...field, boxPx: undefined }
  }
  const lineItems = group.flatMap(({ page }) => page.lineItems ?? [])
  return { ...group[0]!.page, fields, ...(lineItems.length > 0 ? { lineItems } : {}) }
}
