/** Runs the rules: the same code at the desk before submission and at the bureau on arrival. */
import { amountsDisagree } from './amounts-disagree.ts'
import { buyerNotUnit } from './buyer-not-unit.ts'
import { invoiceUsedBefore } from './invoice-used-before.ts'
import { outsideBudgetYear } from './outside-budget-year.ts'
import type { ClaimFacts, Hit, Rule, RuleFunction, RuleId } from './rule.ts'

const functions: Record<RuleId, RuleFunction> = {
  'invoice-used-before': invoiceUsedBefore,
  'buyer-not-unit': buyerNotUnit,
  'amounts-disagree': amountsDisagree,
  'outside-budget-year': outsideBudgetYear,
}

/** Every hit of the active rules, gravest level first; the same fault on a voucher and on its copy is one. */
export function runRules(rules: readonly Rule[], facts: ClaimFacts): Hit[] {
  return rules.filter((rule) => rule.active)
    .flatMap((rule) => functions[rule.id](rule, facts))
    .filter((hit, i, hits) => hits.findIndex(({ ruleId, key }) => ruleId === hit.ruleId && key === hit.key) === i)
    .sort((a, b) => a.level - b.level)
}

/** A hit in words; a value that is itself in words may have another for English, `name.en`. A place without a value is shown as an em dash. */
export function hitText(rule: Rule, hit: Pick<Hit, 'values'>, language: 'zh' | 'en'): string {
  return rule.text[language].replace(/\{(\w+)\}/g, (_, name: string) => hit.values[`${name}.${language}`] ?? hit.values[name] ?? '—')
}
