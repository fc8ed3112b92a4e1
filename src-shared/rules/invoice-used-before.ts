/** 同一发票重复报销: the same code and number in another claim, or twice in this one. A print beside its electronic original is no second use. */
import { countedPages } from '../originals.ts'
import { invoiceKey, type PageId } from '../voucher.ts'
import type { ClaimFacts, EarlierUse, Hit, PageFacts, Rule } from './rule.ts'

export function invoiceUsedBefore(rule: Rule, facts: ClaimFacts): Hit[] {
  const seen = new Map<string, PageId>()
  return countedPages(facts.pages).flatMap((page) => {
    const key = invoiceKey(page.fields)
    if (!key) return []
    const uses = [...(facts.earlierUses.get(key) ?? [])]
    const twin = seen.get(key)
    seen.set(key, twin ?? page.pageId)
    const hits = uses.map((use) => hitOf(rule, page, key, use.claimId, use))
    if (twin) hits.push(hitOf(rule, page, key, twin, { claimNumber: facts.claim.number, unitName: facts.unit.name }))
    return hits
  })
}

function hitOf(rule: Rule, page: PageFacts, key: string, other: string, use: Omit<EarlierUse, 'claimId'>): Hit {
  const number = page.fields.invoiceNumber
  return {
    ruleId: rule.id, ruleVersion: rule.version, level: rule.level, pageId: page.pageId,
    key: `${key}|${other}`,
    values: { invoice: number?.value ?? '', claimNumber: use.claimNumber, unitName: use.unitName },
    evidence: [{ pageId: page.pageId, field: 'invoiceNumber', value: number?.value ?? '', boxPx: number?.boxPx }],
  }
}
