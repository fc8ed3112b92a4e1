/** 抬头/税号不符: an invoice made out to somebody else. Judged by tax id where both are known, else by name. */
import { isCostVoucher } from '../voucher.ts'
import type { ClaimFacts, Evidence, Hit, PageFacts, Rule } from './rule.ts'

export function buyerNotUnit(rule: Rule, facts: ClaimFacts): Hit[] {
  return facts.pages.filter((page) => isMadeOut(page) && !isBuyer(page, facts.unit)).map((page) => {
    const { buyerName, buyerTaxId } = page.fields
    const evidence: Evidence[] = []
    if (buyerName) evidence.push({ pageId: page.pageId, field: 'buyerName', value: buyerName.value, boxPx: buyerName.boxPx })
    if (buyerTaxId) evidence.push({ pageId: page.pageId, field: 'buyerTaxId', value: buyerTaxId.value, boxPx: buyerTaxId.boxPx })
    return {
      ruleId: rule.id, ruleVersion: rule.version, level: rule.level, pageId: page.pageId,
      key: `${buyerName?.value ?? ''}|${buyerTaxId?.value ?? ''}`,
      values: { buyer: buyerName?.value ?? '—', buyerTaxId: buyerTaxId?.value ?? '—', unit: facts.unit.name, unitTaxId: facts.unit.taxId },
      evidence,
    }
  })
}

/** Invoices are made out to the unit; a patient, an examinee or a party to a contract is no buyer in this sense. */
function isMadeOut({ kind }: PageFacts): boolean {
  return isCostVoucher(kind) && !kind.startsWith('fiscal-')
}

function isBuyer(page: PageFacts, unit: ClaimFacts['unit']): boolean {
  const { buyerName, buyerTaxId } = page.fields
  if (buyerTaxId && buyerTaxId.value !== unit.taxId) return false
  if (buyerName && plain(buyerName.value) !== plain(unit.name)) return false
  return true
}

/** Full-width brackets and spaces differ between printers; the name is the same. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '')
}
