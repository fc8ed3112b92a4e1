/** Pages that are one voucher: a contract that counts its pages, an invoice and its 销售货物清单, a document of one number over several pages. */
import type { Line } from '../../src-shared/scan.ts'
import { type Fields, invoiceKey, type VoucherKind } from '../../src-shared/voucher.ts'
import { PageText } from './page-text.ts'

export interface PageOfVoucher { kind: VoucherKind; fields: Fields; lines: readonly Pick<Line, 'text' | 'boxPx'>[] }

interface Clues { kind: VoucherKind; key: string | null; contractNumber: string | null; count: { page: number; of: number } | null; /** Its number at the foot, where the page does not say of how many. */ leaf: number | null; isList: boolean }

/**
 * @param pages of one capture or document, in order
 * @returns for each page the index of the first page of its voucher
 */
export function joinPages(pages: readonly PageOfVoucher[]): number[] {
  const clues = pages.map(cluesOf)
  const firsts: number[] = []
  clues.forEach((own, i) => {
    const groups = [...new Set(firsts)].toReversed().map((first) => ({ first, members: firsts.flatMap((other, j) => (other === first ? [clues[j]!] : [])) }))
    firsts.push(i > 0 && continues(own, clues[i - 1]!, clues[firsts[i - 1]!]!) ? firsts[i - 1]! : groups.find(({ members }) => belongs(own, members))?.first ?? i)
  })
  return firsts
}

function belongs(own: Clues, members: readonly Clues[]): boolean {
  const has = (test: (other: Clues) => boolean) => members.some(test)
  const sameKey = own.key !== null && has(({ key }) => key === own.key)
  if (sameKey && (own.isList || has(({ isList }) => isList))) return !own.count || !has(({ count, isList }) => isList === own.isList && count?.page === own.count!.page)
  if (!own.count || has(({ count }) => !count || count.of !== own.count!.of || count.page === own.count!.page)) return false
  if (sameKey) return true
  if (own.key !== null && has(({ key }) => key !== null)) return false
  if (own.contractNumber && has(({ contractNumber }) => contractNumber !== null)) return has(({ contractNumber }) => contractNumber === own.contractNumber)
  return own.kind === 'other' || has(({ kind }) => kind === own.kind || kind === 'other')
}

/** A contract's leaves that only carry their number: the one after the leaf before it, the first one after a cover. */
function continues(own: Clues, before: Clues, first: Clues): boolean {
  if (own.leaf === null || first.kind !== 'contract' || own.key !== null) return false
  if (own.contractNumber !== null && first.contractNumber !== null && own.contractNumber !== first.contractNumber) return false
  return own.leaf === (before.leaf ?? 0) + 1 && (own.leaf > 1 || own.contractNumber === null)
}

function cluesOf({ kind, fields, lines }: PageOfVoucher): Clues {
  const text = new PageText(lines.map((line) => ({ ...line, score: 1 }))).rows().map((row) => row.map((piece) => piece.text).join(' ')).join('\n')
  return { kind, key: invoiceKey(fields), contractNumber: fields.contractNumber?.value ?? null, count: pageCount(text), leaf: leafOf(text), isList: /(?:销售)?货物.{0,16}清 ?单|服务清单|应税.{0,6}清单/.test(text.replace(/ /g, '')) }
}

const counts = [/第 ?(\d{1,3}) ?页 ?[,/，]? ?\(?共 ?(\d{1,3}) ?页/, /共 ?(?<of>\d{1,3}) ?页 ?[,/，]? ?第 ?(?<page>\d{1,3}) ?页/, /Page ?(\d{1,3}) ?of ?(\d{1,3})/i, /^[-—–·~ ]*(?:页码?:? ?)?(\d{1,3}) ?\/ ?(\d{1,3})(?: ?页)?[-—–·~ ]*$/m]

/** 第 2 页 共 3 页, 共3页 第2页, 2/3 in a line of its own; null where the page stands alone. */
function pageCount(text: string): { page: number; of: number } | null {
  for (const pattern of counts) {
    const match = pattern.exec(text)
    if (!match) continue
    const [page, of] = [Number(match.groups?.page ?? match[1]), Number(match.groups?.of ?? match[2])]
    if (of > 1 && page >= 1 && page <= of) return { page, of }
  }
  return null
}

/** — 2 — or 第 2 页 in a line of its own. */
function leafOf(text: string): number | null {
  const match = /^ ?[-—–·~]+ ?(\d{1,3}) ?[-—–·~]+(?: |$)|^ ?第 ?(\d{1,3}) ?页(?: |$)/m.exec(text)
  return match && pageCount(text) === null ? Number(match[1] ?? match[2]) : null
}
