/** 跨年度: dated before the budget year began (less the grace the rule gives) or after it ended. */
import { isCostVoucher } from '../voucher.ts'
import type { ClaimFacts, Hit, Rule } from './rule.ts'

export function outsideBudgetYear(rule: Rule, facts: ClaimFacts): Hit[] {
  const year = facts.claim.budgetYear
  const grace = Number(rule.parameters.graceMonths ?? 0)
  const first = grace > 0 ? `${year - 1}-${String(13 - grace).padStart(2, '0')}-01` : `${year}-01-01`
  return facts.pages.filter((page) => isCostVoucher(page.kind)).flatMap((page) => {
    const date = page.fields.date
    if (!date || !/^\d{4}-\d{2}-\d{2}$/.test(date.value)) return []
    if (date.value >= first && date.value <= `${year}-12-31`) return []
    return [{
      ruleId: rule.id, ruleVersion: rule.version, level: rule.level, pageId: page.pageId,
      key: date.value,
      values: { date: date.value, year: String(year) },
      evidence: [{ pageId: page.pageId, field: 'date', value: date.value, boxPx: date.boxPx }],
    }]
  })
}
