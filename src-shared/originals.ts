/**
 * 电子原件: the electronic file is the voucher, its print only a copy (财会〔2020〕6号).
 * Which pages of a claim are one voucher, and which count: each invoice once, however many prints of it lie beside its original.
 */
import { z } from 'zod'
import { type Fields, invoiceKey, type PageId, type VoucherKind } from './voucher.ts'

export const documentTypeSchema = z.enum(['application/pdf', 'application/ofd', 'application/xml'])
export type DocumentType = z.infer<typeof documentTypeSchema>

/** Whether a capture's bytes are an electronic original rather than a picture of paper. */
export function isElectronic(mediaType: string): mediaType is DocumentType {
  return documentTypeSchema.safeParse(mediaType).success
}

const issuedElectronically = new Set<VoucherKind>(['digital-normal', 'digital-special', 'vat-e-normal', 'vat-e-special', 'rail-e', 'air-e', 'toll-e'])

/** Whether papers of this kind are always prints of an electronic file. */
export function isIssuedElectronically(kind: VoucherKind): boolean {
  return issuedElectronically.has(kind)
}

export interface VoucherPage {
  pageId: PageId
  kind: VoucherKind
  fields: Fields
  /** Of the capture that the page comes from. */
  originalMediaType: string
  /** The same for pages that are one voucher. */
  voucherId: string | null
}

/**
 * Pages that repeat an electronic original of the same claim, each with that original's page: prints of it, and the same
 * invoice in another format. The same format twice is no copy but a second use.
 */
export function copiesOf(pages: readonly VoucherPage[]): Map<PageId, PageId> {
  const originals = new Map<string, VoucherPage>()
  for (const page of pages) {
    const key = invoiceKey(page.fields)
    if (key && isElectronic(page.originalMediaType) && !originals.has(key)) originals.set(key, page)
  }
  return new Map(pages.flatMap((page) => {
    const original = originals.get(invoiceKey(page.fields) ?? '')
    const isCopy = original && (!isElectronic(page.originalMediaType) || page.originalMediaType !== original.originalMediaType)
    return isCopy ? [[page.pageId, original.pageId] as const] : []
  }))
}

/** Papers beside the vouchers: they repeat or ground an amount that a voucher says, and ask for no payment themselves. */
const besideVouchers = new Set<VoucherKind>(['bank-slip', 'card-slip', 'hotel-bill', 'contract', 'attendance', 'approval', 'acceptance', 'claim-form', 'blank'])

/** One page for each voucher that counts: papers beside them, copies, and the further pages of a voucher left out. */
export function countedPages<P extends VoucherPage>(pages: readonly P[]): P[] {
  const copies = copiesOf(pages)
  const seen = new Set<string>()
  return pages.filter((page) => {
    if (copies.has(page.pageId) || besideVouchers.has(page.kind)) return false
    if (page.voucherId === null) return true
    const isFirst = !seen.has(page.voucherId)
    seen.add(page.voucherId)
    return isFirst
  })
}
