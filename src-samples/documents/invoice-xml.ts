/** Originals as XML: 数电票, original_invoice, and XBRL of the accounting data standard. */
import type { LineItem } from '../../src-shared/scan.ts'
import { chineseDate, type Original } from './original.ts'

/** An element with its text escaped; left out where there is nothing to say. */
export function element(name: string, text: string | undefined, attributes = ''): string {
  return text === undefined ? '' : `<${name}${attributes}>${escapeXml(text)}</${name}>`
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

export interface EInvoiceWishes { version: '0.2' | '0.32' | '0.36'; hasDateTime?: boolean; hasSixDecimals?: boolean; hasEmptyLabels?: boolean; namespace?: string; encoding?: string; /** Beside the invoice’s own values those of travellers, of the invoice it takes back, of its signature. */ hasStrangers?: boolean; /** As an interface hands it on: in an envelope, or written into the text of one. */ envelope?: 'elements' | 'cdata' | 'escaped' }

/** The 数电票 of the tax bureaus. */
export function eInvoiceXml({ kind, fields, lineItems, more }: Original, wishes: EInvoiceWishes): string {
  const yuan = (amount: string | undefined) => (amount !== undefined && wishes.hasSixDecimals ? `${amount}0000` : amount)
  const label = (name: string, code: string, text: string) => `<${name}>${element('LabelCode', wishes.hasEmptyLabels ? '' : code)}${element('LabelName', wishes.hasEmptyLabels ? '' : text)}</${name}>`
  const isSpecial = kind === 'digital-special'
  const rows = lineItems.map((row) => `<IssuItemInformation>${element('ItemName', row.name)}${element('SpecMod', row.spec ?? '')}${element('MeaUnits', row.unit ?? '')}${element('Quantity', row.quantity)}${element('UnPrice', row.unitPrice)}${element('Amount', yuan(row.amount))}${element('TaxRate', asFraction(row.taxRate))}${element('ComTaxAm', row.tax === '***' ? '0' : yuan(row.tax))}${element('TotaltaxIncludedAmount', row.amount)}</IssuItemInformation>`)
  const toll = fields.plateNumber ? `<Toll>${element('PlateNumber', fields.plateNumber)}${element('VehicleType', '客车')}${element('StartDatesOfPassage', `${fields.date!.replaceAll('-', '')}172851000`)}</Toll>` : ''
  const inner = `<Header>${element('EIid', fields.invoiceNumber)}${element('EInvoiceTag', 'SWEI3200')}${element('Version', wishes.version)}<InherentLabel>${label('InIssuType', 'Y', '是')}${label('EInvoiceType', '01', '电子发票')}<GeneralOrSpecialVAT>${element('LabelCode', isSpecial ? '01' : '02')}${element('LabelName', isSpecial ? '增值税专用发票' : '普通发票')}</GeneralOrSpecialVAT></InherentLabel><UndefinedLabel></UndefinedLabel></Header>`
    + `<EInvoiceData><SellerInformation>${element('SellerIdNum', fields.sellerTaxId)}${element('SellerName', fields.sellerName)}<SellerAddr></SellerAddr></SellerInformation><BuyerInformation>${element('BuyerIdNum', fields.buyerTaxId ?? '')}${element('BuyerName', fields.buyerName)}</BuyerInformation>`
    + `<BasicInformation>${element('TotalAmWithoutTax', yuan(fields.amountNet))}${element('TotalTaxAm', yuan(fields.amountTax))}${element('TotalTax-includedAmount', yuan(fields.amountTotal))}${element('TotalTax-includedAmountInChinese', fields.amountTotalUpper)}${element('Drawer', more.clerk)}${element('RequestTime', wishes.hasDateTime ? `${fields.date} 09:41:07` : fields.date)}</BasicInformation>${rows.join('')}<SpecificInformation>${toll}${wishes.hasStrangers ? strangers : ''}</SpecificInformation><AdditionalInformation>${element('Remark', '')}</AdditionalInformation></EInvoiceData>`
    + `<TaxSupervisionInfo>${element('InvoiceNumber', fields.invoiceNumber)}${element('IssueTime', wishes.hasDateTime ? `${fields.date} 09:41:32` : fields.date)}${element('TaxBureauCode', '15300')}${element('TaxBureauName', '样例省税务局')}</TaxSupervisionInfo>`
  const invoice = `<EInvoice${wishes.namespace ?? ''}>${inner}${wishes.hasStrangers ? signature : ''}</EInvoice>`
  return `<?xml version="1.0" encoding="${wishes.encoding ?? 'UTF-8'}"?>\n${wishes.envelope ? inEnvelope(invoice, wishes.envelope) : invoice}`
}

const strangers = '<PassengerTransportation><Detail><Name>旅客样例</Name><TravelDate>2026-01-01</TravelDate><DepartureStation>云州</DepartureStation><DestinationStation>滇池</DestinationStation><TrainNumber>G1</TrainNumber></Detail></PassengerTransportation><RedEInvoice><InvoiceNumber>26530000000000000001</InvoiceNumber><OriginalInvoiceCode>26530000000000000001</OriginalInvoiceCode></RedEInvoice>'
const signature = '<Signature><Object><IssueDate>2026-12-31</IssueDate><SellerName>签名服务</SellerName></Object></Signature>'

function inEnvelope(invoice: string, envelope: NonNullable<EInvoiceWishes['envelope']>): string {
  const content = { elements: invoice, cdata: `<![CDATA[<?xml version="1.0" encoding="UTF-8"?>${invoice}]]>`, escaped: escapeXml(invoice) }[envelope]
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><r:response><code>0000</code><content>${content}</content></r:response></soap:Body></soap:Envelope>`
}

function asFraction(rate: string | undefined): string | undefined {
  const percent = /^(\d+)%$/.exec(rate ?? '')?.[1]
  return percent ? `0.${percent.padStart(2, '0')}` : rate
}

/** What the VAT platform attaches to its OFD files: the root without its prefix, the children with it, the date in Chinese. */
export function originalInvoiceXml({ fields, lineItems, more }: Original): string {
  const tag = (name: string, text: string | undefined) => element(`fp:${name}`, text)
  const goods = lineItems.map((row) => `<fp:GoodsInfo>${tag('Item', row.name)}${tag('Specification', row.spec)}${tag('MeasurementDimension', row.unit)}${tag('Price', row.unitPrice)}${tag('Quantity', row.quantity)}${tag('Amount', row.amount)}${tag('TaxScheme', row.taxRate)}${tag('TaxAmount', row.tax)}</fp:GoodsInfo>`)
  return `<?xml version="1.0" encoding="UTF-8"?><eInvoice xmlns:fp="http://www.chinatax.gov.cn/einvoice">${tag('DocID', '01')}${tag('AreaCode', '5300')}${tag('TypeCode', '0')}${tag('InvoiceCode', fields.invoiceCode)}${tag('InvoiceNo', fields.invoiceNumber)}${tag('IssueDate', chineseDate(fields.date!))}${tag('InvoiceCheckCode', fields.checkCode)}${tag('MachineNo', more.machine)}`
    + `<fp:Buyer>${tag('BuyerName', fields.buyerName)}${tag('BuyerTaxID', fields.buyerTaxId)}</fp:Buyer>${tag('TaxInclusiveTotalAmount', fields.amountTotal)}${tag('InvoiceClerk', more.clerk)}<fp:Seller>${tag('SellerName', fields.sellerName)}${tag('SellerTaxID', fields.sellerTaxId)}</fp:Seller>${tag('TaxTotalAmount', fields.amountTax)}${tag('TaxExclusiveTotalAmount', fields.amountNet)}<fp:GoodsInfos>${goods.join('')}</fp:GoodsInfos>${element('fp:Signature', 'U2FtcGxl')}</eInvoice>`
}

export interface XbrlWishes { isPrefixed: boolean; isRefund?: boolean }

/** XBRL instance of the Ministry of Finance's taxonomies: inv, rai, atr or bker, by the kind. */
export function xbrl(original: Original, { isPrefixed, isRefund = false }: XbrlWishes): string {
  const { kind, lineItems } = original
  const prefix = kind === 'rail-e' ? 'rai' : kind === 'air-e' ? 'atr' : kind === 'bank-slip' ? 'bker' : 'inv'
  const context = ` contextRef="As_Of_${original.fields.date!.replaceAll('-', '_')}"`
  const fact = (name: string, text: string | undefined) => element(`${prefix}:${name}`, text, context)
  const facts = prefix === 'rai' ? railFacts(original, isRefund) : prefix === 'atr' ? airFacts(original) : prefix === 'bker' ? bankFacts(original) : invoiceFacts(original)
  const rows = prefix === 'inv' ? lineItems.map((row) => tuple(row, fact)).join('') : ''
  const body = `<x:schemaRef xlink:type="simple" xlink:href="http://xbrl.mof.gov.cn/taxonomy/2021-11-30/${prefix}/${prefix}_issuer.xsd" xmlns:x="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"/><x:context id="As_Of"><x:entity><x:identifier scheme="http://xbrl.mof.gov.cn">${original.fields.sellerTaxId ?? ''}</x:identifier></x:entity></x:context>`
  const root = isPrefixed ? ['xbrli:xbrl', 'xmlns:xbrli'] as const : ['xbrl', 'xmlns'] as const
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root[0]} ${root[1]}="http://www.xbrl.org/2003/instance" xmlns:${prefix}="http://xbrl.mof.gov.cn/taxonomy/2021-11-30/${prefix}">${body.replaceAll('x:', isPrefixed ? 'xbrli:' : '')}${Object.entries(facts).map(([name, text]) => fact(name, text)).join('')}${rows}</${root[0]}>`
}

function tuple(row: LineItem, fact: (name: string, text: string | undefined) => string): string {
  return `<inv:InformationOfTaxableGoodsOrServicesDetailItemsTuple>${fact('NameOfTaxableGoodsOrServices', row.name)}${fact('SpecificationAndModel', row.spec)}${fact('UnitOfMeasurement', row.unit)}${fact('Quantity', row.quantity)}${fact('UnitPrice', row.unitPrice)}${fact('AmountExcludingTax', row.amount)}${fact('TaxRate', row.taxRate)}${fact('TaxAmount', row.tax)}</inv:InformationOfTaxableGoodsOrServicesDetailItemsTuple>`
}

function invoiceFacts({ kind, fields, more }: Original): Record<string, string | undefined> {
  return {
    UniqueCodeOfInvoice: `${fields.invoiceCode ?? ''}${fields.invoiceNumber}`, TypeOfInvoice: kind === 'vat-e-special' ? '增值税电子专用发票' : '增值税电子普通发票', CodeOfInvoice: fields.invoiceCode, NumberOfInvoice: fields.invoiceNumber, NumberOfInvoiceMachine: more.machine, DateOfIssue: fields.date, IdentifyingCode: fields.checkCode,
    NameOfPurchaser: fields.buyerName, TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfPurchaser: fields.buyerTaxId, NameOfSeller: fields.sellerName, TaxpayerIdentificationNumberUnifiedSocialCreditCodeOfSeller: fields.sellerTaxId,
    TotalAmountExcludingTax: fields.amountNet, TotalTaxAmount: fields.amountTax, TaxIncludedAmountInFigures: fields.amountTotal, TaxIncludedAmountInWords: fields.amountTotalUpper, Payee: '', Reviewer: '',
  }
}

function railFacts({ fields, more }: Original, isRefund: boolean): Record<string, string | undefined> {
  const [, carriage = '', seat = ''] = /^(\d+)车(.+)号$/.exec(fields.seat ?? '') ?? []
  return {
    TypeOfVoucher: '电子发票（铁路电子客票）', ETicketNumber: more.ticket, DateOfIssue: fields.date, TypeOfBusiness: isRefund ? '退' : '售', DepartureStation: fields.fromStation, DestinationStation: fields.toStation, TrainNumber: fields.trainNumber, TravelDate: more.travelDate, DepartureTime: more.time, SeatLevel: '二等座', Carriage: carriage, Seat: seat,
    Fare: fields.amountTotal, ElectronicInvoiceRailwayETicketNumber: fields.invoiceNumber, IdNumber: more.idNumber, Name: fields.passengerName, TotalAmountExcludingTax: more.net, TaxRate: '0.09', TaxAmount: more.tax, NameOfPurchaser: fields.buyerName, UnifiedSocialCreditCodeOfPurchaser: fields.buyerTaxId, NumberOfOriginalInvoice: '', IssueParty: '',
    ...(isRefund ? { FareOfOriginalRailwayTicket: more.original, AmountRefunded: more.refunded } : {}),
  }
}

function airFacts({ fields, more }: Original): Record<string, string | undefined> {
  return {
    ElectronicInvoiceAirTransportReceiptNumber: fields.invoiceNumber, PassengerName: fields.passengerName, ETicketNumber: more.ticket, Carrier: 'MU', Flight: fields.trainNumber, DepartureStation: fields.fromStation, DestinationStation: fields.toStation, CarrierDate: fields.date, DepartureTime: more.time,
    Fare: more.fare, FuelSurcharge: more.fuel, VatRate: '0.09', VatTaxAmount: fields.amountTax, CivilAviationDevelopmentFund: more.fund, OtherTaxes: '0.00', TotalAmount: fields.amountTotal, IssueDate: fields.date, IssueParty: more.seller, NameOfPurchaser: fields.buyerName, UnifiedSocialCreditCodeOfPurchaser: fields.buyerTaxId,
  }
}

function bankFacts({ fields, more }: Original): Record<string, string | undefined> {
  return {
    TypeOfBankElectronicReceipt: '转账回单', NumberOfBankElectronicReceipt: more.receipt, DateOfBookkeeping: fields.date, AccountNameOfPayer: fields.buyerName, AccountNumberOfPayer: more.account, AccountNameOfPayee: fields.sellerName, AccountNumberOfPayee: more.payeeAccount, TransactionAmountInFigures: fields.amountTotal, TransactionAmountInWords: fields.amountTotalUpper, Usage: '货款', IdentifyingCode: 'K7Q2M9XA',
  }
}
