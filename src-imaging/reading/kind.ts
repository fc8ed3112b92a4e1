/** What kind of paper it is, by its title and its QR code. */
import { parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import type { Line } from '../../src-shared/scan.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { PageText } from './page-text.ts'

/** Titles from the particular to the general; the first that is found names the kind. */
const titles: [pattern: RegExp, kind: VoucherKind][] = [
  [/电子发票.{0,4}增值税专用发票/, 'digital-special'],
  [/电子发票.{0,4}普通发票/, 'digital-normal'],
  [/铁路电子客票/, 'rail-e'],
  [/航空运输电子客票|电子行程单/, 'air-e'],
  [/通行费.*电子/, 'toll-e'],
  [/增值税电子专用发票/, 'vat-e-special'],
  [/增值税电子普通发票/, 'vat-e-normal'],
  [/增值税普通发票.{0,2}卷票/, 'roll'],
  [/增值税专用发票/, 'vat-special'],
  [/增值税普通发票/, 'vat-normal'],
  [/医疗.{0,6}(收费|票据)/, 'fiscal-medical'],
  [/非税收入|财政票据/, 'fiscal-nontax'],
  [/出租.{0,4}(汽车|车).{0,6}(票|发票)/, 'taxi'],
  [/定额发票/, 'quota'],
  [/机打发票|通用机打/, 'machine'],
  [/行程单/, 'air'],
  [/通行费/, 'toll'],
  [/(汽车|公路|道路)客(运|票)/, 'bus'],
  [/(检票|车次|二等座|一等座|硬座|硬卧)/, 'train'],
  [/签购单|持卡人/, 'card-slip'],
  [/(电子|业务|转账)回单|回单/, 'bank-slip'],
  [/住宿(清单|账单)|结账单/, 'hotel-bill'],
  [/签到表|签到册/, 'attendance'],
  [/验收(单|报告)/, 'acceptance'],
  [/审批(单|表)/, 'approval'],
  [/报销(单|凭单)|费用报销/, 'claim-form'],
  [/合同(书|编号)?|甲方.*乙方/, 'contract'],
]

export function tellKind(lines: readonly Line[], qr: readonly string[], isBlank: boolean): { kind: VoucherKind; kindScore: number } {
  if (isBlank) return { kind: 'blank', kindScore: 1 }
  const code = qr.map(parseInvoiceQr).find((parsed) => parsed?.kind) ?? null
  const page = new PageText(lines)
  // A title that a seal cuts in two is read as two pieces of one row.
  const rows = page.pieces.map((piece) => [piece, ...page.rightOf(piece)].map((part) => part.text.normalize('NFKC')).join(''))
  const text = rows.join('\n')
  const byTitle = titles.find(([pattern]) => pattern.test(text))?.[1] ?? null
  if (!code?.kind) return byTitle ? { kind: byTitle, kindScore: isInvoice(byTitle) ? 0.9 : 0.75 } : { kind: 'other', kindScore: 0.3 }
  if (byTitle === code.kind) return { kind: code.kind, kindScore: 0.99 }
  // The code is this paper's own when its number is printed on it too.
  if (!byTitle || text.includes(code.invoiceNumber)) return { kind: code.kind, kindScore: 0.9 }
  return { kind: byTitle, kindScore: 0.6 }
}

function isInvoice(kind: VoucherKind): boolean {
  return kind.startsWith('vat-') || kind.startsWith('digital-')
}
