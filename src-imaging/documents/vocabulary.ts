/**
 * What the elements of the many vocabularies mean: VAT `eInvoice` (GB/T 33190 tags and original_invoice.xml), 数电票
 * `EInvoice`, `TAX_TICKET` in pinyin initials, fiscal `EInvoice` (CZ-EI), Chinese element names of bank receipts, and the
 * XBRL of the Ministry of Finance's accounting data standard (inv, einv, rai, atr, bker, efi).
 * Names hardly overlap between them, so one table serves all.
 */
import type { FieldName } from '../../src-shared/voucher.ts'

/** For each field its elements, the best first; `Parent/Name` where a name alone means several things. */
const elements: Partial<Record<FieldName, readonly string[]>> = {
  invoiceCode: ['InvoiceCode', 'FP_DM', 'FPDM', 'CodeOfInvoice', 'EInvoiceCode', '发票代码', '票据代码'],
  invoiceNumber: ['TaxSupervisionInfo/InvoiceNumber', 'InvoiceNumber', 'InvoiceNo', 'FP_HM', 'FPHM', 'NumberOfInvoice', 'ElectronicInvoiceRailwayETicketNumber', 'ElectronicInvoiceAirTransportReceiptNumber', 'EInvoiceNumber', '发票号码', '票据号码', '数电票号码', '电子发票号码', 'Header/EIid'],
  date: ['TaxSupervisionInfo/IssueTime', 'bker/DateOfBookkeeping', 'DateOfIssue', 'IssueDate', 'KPRQ', 'DateOfTransaction', 'TransactionDate', 'DateOfBookkeeping', 'RequestTime', 'IssueTime', '开票日期', '填开日期', '交易日期', '交易时间', '记账日期', '入账日期', '回单日期', '日期'],
  checkCode: ['InvoiceCheckCode', 'JYM', 'IdentifyingCode', 'RandomNumber', 'VerificationCode', '校验码'],
  buyerName: ['BuyerName', 'GMF_MC', 'GMFMC', 'GFMC', 'NameOfPurchaser', 'NameOfBuyer', 'PurchaserName', 'AccountNameOfPayer', 'NameOfPayer', 'PayerPartyName', '购买方名称', '购方名称', '付款人户名', '付款方户名', '付款人名称', '付款方名称', '付款人全称', '付款户名', '付款单位名称', '付款人'],
  buyerTaxId: ['BuyerTaxID', 'BuyerTaxNo', 'BuyerIdNum', 'GMF_NSRSBH', 'GMFNSRSBH', 'GFSBH', 'TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfPurchaser', 'UnifiedSocialCreditCodeOfPurchaser', 'PayerPartyCode', '购买方纳税人识别号', '购买方税号', '购方税号', '购买方统一社会信用代码'],
  sellerName: ['SellerName', 'XSF_MC', 'XSFMC', 'XFMC', 'NameOfSeller', 'AccountNameOfPayee', 'NameOfPayee', 'InvoicingPartyName', '销售方名称', '销方名称', '收款人户名', '收款方户名', '收款人名称', '收款方名称', '收款人全称', '收款户名', '收款单位名称'],
  sellerTaxId: ['SellerTaxID', 'SellerTaxNo', 'SellerIdNum', 'XSF_NSRSBH', 'XSFNSRSBH', 'XFSBH', 'TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfSeller', 'UnifiedSocialCreditCodeOfSeller', 'InvoicingPartyCode', '销售方纳税人识别号', '销售方税号', '销方税号', '销售方统一社会信用代码'],
  amountNet: ['TaxExclusiveTotalAmount', 'TotalAmWithoutTax', 'HJJE', 'TotalAmountExcludingTax', '合计金额', '金额合计', '不含税金额'],
  amountTax: ['TaxTotalAmount', 'TotalTaxAm', 'HJSE', 'TotalTaxAmount', 'VatTaxAmount', 'rai/TaxAmount', '合计税额', '税额合计'],
  amountTotal: ['TaxInclusiveTotalAmount', 'TotalTax-includedAmount', 'JSHJ_XX', 'JSHJXX', 'TaxIncludedAmountInFigures', 'TransactionAmountInFigures', 'AmountInFigures', 'TransactionAmount', 'TotalAmount', 'rai/Fare', 'rai/RefundFee', 'JSHJ', '价税合计小写', '价税合计', '小写金额', '金额小写', '交易金额', '发生额', '金额'],
  amountTotalUpper: ['TotalTax-includedAmountInChinese', 'TaxInclusiveTotalAmountWithWords', 'TaxInclusiveTotalAmountCN', 'JSHJ_DX', 'JSHJDX', 'TaxIncludedAmountInWords', 'TransactionAmountInWords', 'AmountInWords', '价税合计大写', '大写金额', '金额大写'],
  trainNumber: ['TrainNumber', 'Flight', 'FlightNumber', '车次', '航班号'],
  fromStation: ['DepartureStation', 'EntryStation', '出发站', '始发站'],
  toStation: ['DestinationStation', 'ExitStation', '到达站', '目的站'],
  passengerName: ['PassengerName', 'rai/Name', 'NameOfPassenger', '旅客姓名', '乘车人姓名'],
  plateNumber: ['PlateNumber', '车牌号'],
  accountTail: ['AccountNumberOfPayer', 'AccountOfPayer', '付款人账号', '付款方账号', '付款账号'],
}

const meanings = new Map<string, { field: FieldName; rank: number }>()
for (const [field, names] of Object.entries(elements)) names.forEach((name, rank) => meanings.set(name, { field: field as FieldName, rank }))

const buyerFolder = /^(Buyer|BUYER|GMF|BuyerInformation|购买方|购方|付款方|付款人|Payer)$/
const sellerFolder = /^(Seller|SELLER|SALE|XSF|SellerInformation|销售方|销方|收款方|收款人|Payee)$/
const partyName = /^(MC|Name|NAME|名称|户名|全称)$/
const partyTaxId = /^(NSRSBH|TaxID|TaxNo|IdNum|税号|纳税人识别号|统一社会信用代码)$/
const partyAccount = /^(账号|帐号|Account|AccountNumber)$/

/** @param path local names from below the root down to the element; for XBRL the taxonomy's prefix stands in front of the name */
export function meaningOf(path: readonly string[]): { field: FieldName; rank: number } | null {
  const name = path.at(-1) ?? ''
  const qualified = meanings.get(path.slice(-2).join('/'))
  if (qualified) return qualified
  const folders = path.slice(0, -1)
  const side = folders.some((folder) => buyerFolder.test(folder)) ? 'buyer' : folders.some((folder) => sellerFolder.test(folder)) ? 'seller' : null
  if (side && partyName.test(name)) return { field: `${side}Name`, rank: 0 }
  if (side && partyTaxId.test(name)) return { field: `${side}TaxId`, rank: 0 }
  if (side === 'buyer' && partyAccount.test(name)) return { field: 'accountTail', rank: 0 }
  return meanings.get(name) ?? null
}

/**
 * What speaks of something other than the voucher: the travellers of a ride, the invoice that a red one takes back, the
 * bookkeeper's entries, a signature's own day. Of the special information only a toll's plate is the voucher's.
 */
const strangers = /^(PassengerTransportation|FreightTransportation|RedEInvoice|InformationOf(Accounting|DebitAndCredit)\w*|\w*Signature\w*|SignedInfo|KeyInfo)$/

export function isOfAnother(name: string): boolean {
  return strangers.test(name)
}

/** Elements that hold one row of 明细, or rows of rows; nothing in them is a total. */
const rowElements = new Set(['IssuItemInformation', 'GoodsInfo', 'InformationOfTaxableGoodsOrServicesDetailItemsTuple', 'MX', 'XMXX'])
const rowFolders = new Set(['GoodsInfos', 'MXS', 'XMXXS', 'Details'])

export function isRow(name: string): boolean {
  return rowElements.has(name)
}

export function isRowFolder(name: string): boolean {
  return rowFolders.has(name)
}

export const rowColumns = {
  name: ['ItemName', 'Item', 'NameOfTaxableGoodsOrServices', 'XMMC', 'SPMC', 'MC'],
  spec: ['SpecMod', 'Specification', 'SpecificationAndModel', 'GGXH', 'GG'],
  unit: ['MeaUnits', 'MeasurementDimension', 'Unit', 'UnitOfMeasurement', 'DW', 'ItemUnit'],
  quantity: ['Quantity', 'XMSL', 'SPSL', 'ItemQuantity'],
  unitPrice: ['UnPrice', 'Price', 'UnitPrice', 'XMDJ', 'DJ', 'ItemStd'],
  amount: ['Amount', 'AmountExcludingTax', 'XMJE', 'JE', 'ItemAmount'],
  taxRate: ['TaxRate', 'TaxScheme', 'SL', 'SLV'],
  tax: ['ComTaxAm', 'TaxAmount', 'SE'],
} as const
