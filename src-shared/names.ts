/** What kinds and fields are called, in the field's standard terms; the desk and the reviewer's page use the same words. */
import type { LineItem, QualityReason } from './scan.ts'
import type { FieldName, VoucherKind } from './voucher.ts'

interface Names { kinds: Record<VoucherKind, string>; fields: Record<FieldName, string>; lineItems: Record<keyof LineItem, string>; /** What spoils a picture. */ reasons: Record<QualityReason, string> }

export const names: Record<'zh' | 'en', Names> = {
  zh: {
    kinds: {
      'vat-special': '增值税专用发票', 'vat-normal': '增值税普通发票', 'vat-e-normal': '增值税电子普通发票', 'vat-e-special': '增值税电子专用发票', 'digital-normal': '数电票（普通发票）', 'digital-special': '数电票（专用发票）',
      'rail-e': '铁路电子客票', 'air-e': '航空电子客票', 'toll-e': '通行费电子发票', train: '火车票', taxi: '出租车票', roll: '卷票', machine: '机打发票', quota: '定额发票', bus: '客运票', toll: '通行费票', air: '航空行程单',
      'fiscal-nontax': '非税收入票据', 'fiscal-medical': '医疗收费票据', 'bank-slip': '银行回单', 'card-slip': '公务卡小票', 'hotel-bill': '住宿清单', contract: '合同', attendance: '签到表', approval: '审批单', acceptance: '验收单', 'claim-form': '报销单据', other: '其他', blank: '空白页',
    },
    fields: {
      invoiceCode: '发票代码', invoiceNumber: '发票号码', date: '开票日期', checkCode: '校验码', buyerName: '购买方名称', buyerTaxId: '购买方税号', sellerName: '销售方名称', sellerTaxId: '销售方税号', amountNet: '金额', amountTax: '税额', amountTotal: '价税合计', amountTotalUpper: '大写合计',
      trainNumber: '车次', fromStation: '出发站', toStation: '到达站', passengerName: '姓名', seat: '席位', plateNumber: '车号', boardingTime: '上车', alightingTime: '下车', distance: '里程', contractNumber: '合同编号', accountTail: '账号尾号',
    },
    lineItems: { name: '名称', spec: '规格型号', unit: '单位', quantity: '数量', unitPrice: '单价', amount: '金额', taxRate: '税率', tax: '税额' },
    reasons: { blur: '模糊', glare: '反光', cut: '缺边', finger: '有手指', 'low-dpi': '分辨率不足', dark: '过暗', blank: '空白', duplicate: '重复' },
  },
  en: {
    kinds: {
      'vat-special': 'VAT special invoice', 'vat-normal': 'VAT normal invoice', 'vat-e-normal': 'VAT e-invoice', 'vat-e-special': 'VAT special e-invoice', 'digital-normal': 'Digital invoice (normal)', 'digital-special': 'Digital invoice (special)',
      'rail-e': 'Rail e-ticket', 'air-e': 'Air e-ticket', 'toll-e': 'Toll e-invoice', train: 'Train ticket', taxi: 'Taxi receipt', roll: 'Roll receipt', machine: 'Printed invoice', quota: 'Fixed-sum invoice', bus: 'Bus ticket', toll: 'Toll receipt', air: 'Air itinerary',
      'fiscal-nontax': 'Non-tax receipt', 'fiscal-medical': 'Medical receipt', 'bank-slip': 'Bank slip', 'card-slip': 'Card slip', 'hotel-bill': 'Hotel bill', contract: 'Contract', attendance: 'Attendance list', approval: 'Approval form', acceptance: 'Acceptance note', 'claim-form': 'Claim form', other: 'Other', blank: 'Blank',
    },
    fields: {
      invoiceCode: 'Code', invoiceNumber: 'Number', date: 'Date', checkCode: 'Check code', buyerName: 'Buyer', buyerTaxId: 'Buyer tax id', sellerName: 'Seller', sellerTaxId: 'Seller tax id', amountNet: 'Net', amountTax: 'Tax', amountTotal: 'Total', amountTotalUpper: 'In words',
      trainNumber: 'Train', fromStation: 'From', toStation: 'To', passengerName: 'Passenger', seat: 'Seat', plateNumber: 'Plate', boardingTime: 'Boarding', alightingTime: 'Alighting', distance: 'Distance', contractNumber: 'Contract no.', accountTail: 'Account tail',
    },
    lineItems: { name: 'Name', spec: 'Spec', unit: 'Unit', quantity: 'Quantity', unitPrice: 'Price', amount: 'Amount', taxRate: 'Rate', tax: 'Tax' },
    reasons: { blur: 'blurred', glare: 'glare', cut: 'cut off', finger: 'finger', 'low-dpi': 'low resolution', dark: 'dark', blank: 'blank', duplicate: 'duplicate' },
  },
}
