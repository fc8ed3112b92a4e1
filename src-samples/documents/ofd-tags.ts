/** Custom tags in the vocabularies that makers use: which object on the page is which field. */
import type { FieldName } from '../../src-shared/voucher.ts'

export type TagStyle = 'eInvoice' | 'root' | 'TAX_TICKET' | 'EInvoice' | 'chinese' | 'empty' | 'malformed' | 'other' | 'none'
export type References = Partial<Record<FieldName, { pageId: number; ids: number[] }>>

export function writeTags(style: Exclude<TagStyle, 'none'>, references: References): string {
  const at = (field: FieldName) => references[field]
  const ref = (field: FieldName, prefix = 'ofd:') => at(field)?.ids.map((id) => `<${prefix}ObjectRef PageRef="${at(field)!.pageId}">${id}</${prefix}ObjectRef>`).join('') ?? ''
  const tag = (name: string, field: FieldName, prefix = '') => (at(field) ? `<${prefix}${name}>${ref(field)}</${prefix}${name}>` : `<${prefix}${name}/>`)
  const ofd = ' xmlns:ofd="http://www.ofdspec.org/2016"'
  const head = '<?xml version="1.0" encoding="UTF-8"?>'
  const vat = (prefix: string, hasCode: boolean) => `${hasCode ? tag('InvoiceCode', 'invoiceCode', prefix) : ''}${tag('InvoiceNo', 'invoiceNumber', prefix)}${tag('IssueDate', 'date', prefix)}${hasCode ? tag('InvoiceCheckCode', 'checkCode', prefix) : ''}<${prefix}Buyer>${tag('BuyerName', 'buyerName', prefix)}${tag('BuyerTaxID', 'buyerTaxId', prefix)}</${prefix}Buyer><${prefix}Seller>${tag('SellerName', 'sellerName', prefix)}${tag('SellerTaxID', 'sellerTaxId', prefix)}</${prefix}Seller>${tag('TaxExclusiveTotalAmount', 'amountNet', prefix)}${tag('TaxTotalAmount', 'amountTax', prefix)}${tag('TaxInclusiveTotalAmount', 'amountTotal', prefix)}`
  switch (style) {
    case 'eInvoice': return `${head}<eInvoice${ofd}>${vat('', true)}</eInvoice>`
    case 'root': return `${head}<ofd:root${ofd}>${vat('ofd:', false)}</ofd:root>`
    case 'malformed': return `${head}<:eInvoice xmlns:="">${vat(':', true)}</:eInvoice>`
    case 'empty': return `${head}<eInvoice${ofd}></eInvoice>`
    case 'other': return `${head}<kj:kj xmlns:kj="http://example.invalid/kj"><kj:param name="office">1</kj:param></kj:kj>`
    case 'TAX_TICKET': return `${head}<TAX_TICKET${ofd}><COMMON_ZZS><HEAD>${tag('FP_DM', 'invoiceCode')}${tag('FP_HM', 'invoiceNumber')}${tag('KPRQ', 'date')}${tag('JYM', 'checkCode')}</HEAD><BUYER><GMF>${tag('MC', 'buyerName')}${tag('NSRSBH', 'buyerTaxId')}</GMF></BUYER><MXHJ>${tag('HJJE', 'amountNet')}${tag('HJSE', 'amountTax')}</MXHJ><JSHJ>${tag('JSHJ_DX', 'amountTotalUpper')}${tag('JSHJ_XX', 'amountTotal')}</JSHJ><SALE><XSF>${tag('XSF_MC', 'sellerName')}${tag('XSF_NSRSBH', 'sellerTaxId')}</XSF></SALE></COMMON_ZZS></TAX_TICKET>`
    case 'EInvoice': return eInvoiceTags(references, ref, head + ofd)
    case 'chinese': return `${head}<银行回单${ofd}>${tag('交易日期', 'date')}${tag('付款人户名', 'buyerName')}${tag('付款人账号', 'accountTail')}${tag('收款人户名', 'sellerName')}${tag('金额大写', 'amountTotalUpper')}${tag('金额小写', 'amountTotal')}</银行回单>`
  }
}

/** 数电票 by its XML's own names; of the total the currency sign alone is referred to. */
function eInvoiceTags(references: References, ref: (field: FieldName) => string, head: string): string {
  const data = (name: string, field: FieldName) => `<${name}><ObjectData>${ref(field)}</ObjectData></${name}>`
  const sign = references.amountTotal ? `<ofd:ObjectRef PageRef="${references.amountTotal.pageId}">${references.amountTotal.ids[0]}</ofd:ObjectRef>` : ''
  return `${head.replace(' xmlns', '<EInvoice xmlns')}><EInvoiceData><SellerInformation>${data('SellerIdNum', 'sellerTaxId')}${data('SellerName', 'sellerName')}</SellerInformation><BuyerInformation>${data('BuyerIdNum', 'buyerTaxId')}${data('BuyerName', 'buyerName')}</BuyerInformation><BasicInformation>${data('TotalAmWithoutTax', 'amountNet')}${data('TotalTaxAm', 'amountTax')}<TotalTax-includedAmount><ObjectData>${sign}</ObjectData></TotalTax-includedAmount>${data('TotalTax-includedAmountInChinese', 'amountTotalUpper')}</BasicInformation></EInvoiceData><TaxSupervisionInfo>${data('InvoiceNumber', 'invoiceNumber')}${data('IssueTime', 'date')}</TaxSupervisionInfo></EInvoice>`
}
