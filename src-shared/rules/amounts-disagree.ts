/** 金额不一致: net + tax, 大写 and QR against the total on each voucher; the vouchers' sum against the claim. */
import { countedPages } from '../originals.ts'
import { formatYuan, parseUpperAmount, parseYuan } from '../money.ts'
import { checkText } from '../scan.ts'
import { type FieldName, isCostVoucher } from '../voucher.ts'
import type { ClaimFacts, Hit, PageFacts, Rule } from './rule.ts'

export function amountsDisagree(rule: Rule, facts: ClaimFacts): Hit[] {
  return [...facts.pages.flatMap((page) => withinPage(rule, page)), ...againstClaim(rule, facts)]
}

function withinPage(rule: Rule, page: PageFacts): Hit[] {
  const yuan = (name: FieldName) => parseYuan(page.fields[name]?.value ?? '')
  const total = yuan('amountTotal')
  if (total === null) return []
  const hits: Hit[] = []
  const net = yuan('amountNet')
  const tax = yuan('amountTax')
  if (net !== null && tax !== null && differ(rule, net + tax, total)) {
    hits.push(pageHit(rule, page, { zh: '金额加税额与价税合计', en: 'Net plus tax, and the total' }, formatYuan(net + tax), formatYuan(total), ['amountNet', 'amountTax', 'amountTotal']))
  }
  const upper = parseUpperAmount(page.fields.amountTotalUpper?.value ?? '')
  if (upper !== null && differ(rule, upper, total)) {
    hits.push(pageHit(rule, page, { zh: '大写与小写金额', en: 'The amount in words, and in figures' }, formatYuan(upper), formatYuan(total), ['amountTotalUpper', 'amountTotal']))
  }
  const qr = page.checks.find((check) => check.rule === 'qr' && !check.ok)
  if (qr) hits.push(withEnglish(pageHit(rule, page, { zh: '二维码与票面', en: 'QR code and print' }, qr.message, formatYuan(total), ['amountTotal']), 'left', checkText(qr, 'en')))
  return hits
}

function againstClaim(rule: Rule, facts: ClaimFacts): Hit[] {
  const claimed = parseYuan(facts.claim.amount)
  const costs = countedPages(facts.pages).filter((page) => isCostVoucher(page.kind))
  const totals = costs.flatMap((page) => parseYuan(page.fields.amountTotal?.value ?? '') ?? [])
  if (claimed === null || totals.length === 0) return []
  const sum = totals.reduce((a, b) => a + b, 0n)
  if (!differ(rule, sum, claimed)) return []
  return [{
    ruleId: rule.id, ruleVersion: rule.version, level: rule.level, pageId: null,
    key: `claim|${sum}|${claimed}`,
    values: { what: '票据合计与报销金额', 'what.en': 'The vouchers’ total, and the claim', left: formatYuan(sum), right: formatYuan(claimed) },
    evidence: costs.flatMap((page) => {
      const total = page.fields.amountTotal
      return total ? [{ pageId: page.pageId, field: 'amountTotal' as const, value: total.value, boxPx: total.boxPx }] : []
    }),
  }]
}

function differ(rule: Rule, left: bigint, right: bigint): boolean {
  const gap = left > right ? left - right : right - left
  return gap > BigInt(Number(rule.parameters.toleranceFen ?? 0))
}

function pageHit(rule: Rule, page: PageFacts, what: { zh: string; en: string }, left: string, right: string, fields: FieldName[]): Hit {
  return {
    ruleId: rule.id, ruleVersion: rule.version, level: rule.level, pageId: page.pageId,
    key: `${what.zh}|${left}|${right}`.slice(0, 300),
    values: { what: what.zh, 'what.en': what.en, left, right },
    evidence: fields.flatMap((field) => {
      const found = page.fields[field]
      return found ? [{ pageId: page.pageId, field, value: found.value, boxPx: found.boxPx }] : []
    }),
  }
}

function withEnglish(hit: Hit, name: string, text: string): Hit {
  return { ...hit, values: { ...hit.values, [`${name}.en`]: text } }
}
