/** The rules as they are first installed; the bureau's database holds those in force and may change level, parameters and text. */
import type { Rule } from './rule.ts'

export const ruleCatalogue: readonly Rule[] = [
  {
    id: 'invoice-used-before', version: 1, level: 1, active: true, parameters: {},
    title: { zh: '发票重复使用', en: 'Invoice used before' },
    text: { zh: '发票 {invoice} 已在报销单 {claimNumber}（{unitName}）中使用过。', en: 'Invoice {invoice} was already used in claim {claimNumber} ({unitName}).' },
  },
  {
    id: 'buyer-not-unit', version: 1, level: 2, active: true, parameters: {},
    title: { zh: '抬头或税号不符', en: 'Buyer is not this unit' },
    text: { zh: '购买方“{buyer}”（{buyerTaxId}）不是本单位“{unit}”（{unitTaxId}）。', en: 'The buyer “{buyer}” ({buyerTaxId}) is not this unit “{unit}” ({unitTaxId}).' },
  },
  {
    id: 'amounts-disagree', version: 1, level: 2, active: true, parameters: { toleranceFen: 0 },
    title: { zh: '金额不一致', en: 'Amounts disagree' },
    text: { zh: '{what}：{left} 与 {right} 不一致。', en: '{what}: {left} and {right} disagree.' },
  },
  {
    id: 'outside-budget-year', version: 1, level: 3, active: true, parameters: { graceMonths: 0 },
    title: { zh: '跨预算年度', en: 'Outside the budget year' },
    text: { zh: '开票日期 {date} 不在 {year} 预算年度内。', en: 'Dated {date}, outside the budget year {year}.' },
  },
]
