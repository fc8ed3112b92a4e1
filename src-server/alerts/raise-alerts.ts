/** The review rules at a claim's arrival: each fault raises one alert, however often the claim comes. */
import { randomUUID } from 'node:crypto'
import { ruleCatalogue } from '../../src-shared/rules/catalogue.ts'
import { hitText, runRules } from '../../src-shared/rules/review-rules.ts'
import type { EarlierUse, Hit, Rule } from '../../src-shared/rules/rule.ts'
import type { ClaimSubmission, Unit } from '../../src-shared/station-api.ts'
import { type ClaimId, invoiceKey } from '../../src-shared/voucher.ts'
import type { Sql } from '../store/database.ts'

/** Who acts where no person does. */
const system = '系统 / system'

/** Rules the database does not know yet are added as the catalogue has them; those it knows stay as the bureau set them. */
export async function installRules(sql: Sql): Promise<void> {
  for (const rule of ruleCatalogue) {
    await sql.query('INSERT INTO rules (id, version, level, active, parameters, title, text) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING',
      [rule.id, rule.version, rule.level, rule.active, JSON.stringify(rule.parameters), JSON.stringify(rule.title), JSON.stringify(rule.text)])
  }
}

export async function readRules(sql: Sql): Promise<Rule[]> {
  return (await sql.query<Rule>('SELECT id, version, level, active, parameters, title, text FROM rules ORDER BY level, id')).rows
}

export async function raiseAlerts(sql: Sql, claimId: ClaimId, unit: Unit, { form, pages }: ClaimSubmission): Promise<void> {
  const rules = await readRules(sql)
  const hits = runRules(rules, {
    unit, claim: form, pages,
    earlierUses: await earlierUses(sql, claimId, pages.flatMap((page) => invoiceKey(page.fields) ?? [])),
  })
  await voidMended(sql, claimId, hits)
  for (const hit of hits) await raise(sql, claimId, rules.find((rule) => rule.id === hit.ruleId)!, hit)
}

/** Uses in claims that came before this one, of any unit. A recalled draft does not count. */
async function earlierUses(sql: Sql, claimId: ClaimId, keys: string[]): Promise<Map<string, EarlierUse[]>> {
  const { rows } = await sql.query<{ invoice_key: string; id: ClaimId; number: string; unit_name: string }>(`SELECT theirs.invoice_key, claims.id, claims.form ->> 'number' AS number, units.name AS unit_name
    FROM invoice_uses theirs JOIN invoice_uses ours ON ours.invoice_key = theirs.invoice_key AND ours.claim_id = $1 AND theirs.first_use < ours.first_use
    JOIN claims ON claims.id = theirs.claim_id JOIN units ON units.id = unit_id
    WHERE theirs.invoice_key = ANY($2) AND claims.state <> 'draft' ORDER BY theirs.first_use`, [claimId, keys])
  const uses = new Map<string, EarlierUse[]>()
  for (const row of rows) uses.set(row.invoice_key, [...(uses.get(row.invoice_key) ?? []), { claimId: row.id, claimNumber: row.number, unitName: row.unit_name }])
  return uses
}

/** A fault that this round no longer shows: its alert is closed, with the reason, and stays on record. */
async function voidMended(sql: Sql, claimId: ClaimId, hits: readonly Hit[]): Promise<void> {
  const { rows } = await sql.query<{ id: string; rule_id: string; key: string; state: string }>('SELECT id, rule_id, key, state FROM alerts WHERE claim_id = $1 AND stands', [claimId])
  for (const alert of rows) {
    if (hits.some((hit) => hit.ruleId === alert.rule_id && hit.key === alert.key)) continue
    const isOpen = alert.state === 'open' || alert.state === 'explained'
    await sql.query(`UPDATE alerts SET stands = false, state = $2 WHERE id = $1`, [alert.id, isOpen ? 'voided' : alert.state])
    if (isOpen) await logStep(sql, alert.id, system, 'voided', '重新提交后已不存在 / no longer present after resubmission')
  }
}

async function raise(sql: Sql, claimId: ClaimId, rule: Rule, hit: Hit): Promise<void> {
  const text = { zh: hitText(rule, hit, 'zh'), en: hitText(rule, hit, 'en') }
  const { rows: [raised] } = await sql.query<{ id: string }>(`INSERT INTO alerts (id, claim_id, rule_id, rule_version, level, key, page_id, state, title, text, evidence)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10) ON CONFLICT (claim_id, rule_id, key) WHERE stands DO NOTHING RETURNING id`,
  [randomUUID(), claimId, hit.ruleId, hit.ruleVersion, hit.level, hit.key, hit.pageId, JSON.stringify(rule.title), JSON.stringify(text), JSON.stringify(hit.evidence)])
  if (raised) await logStep(sql, raised.id, system, 'raised', text.zh)
}

/** What the unit already said to what it saw before submission. */
export async function explainBeforehand(sql: Sql, claimId: ClaimId, actor: string, explanations: ClaimSubmission['explanations']): Promise<void> {
  for (const { ruleId, key, text } of explanations) {
    const { rows: [alert] } = await sql.query<{ id: string }>(`UPDATE alerts SET state = 'explained' WHERE claim_id = $1 AND rule_id = $2 AND key = $3 AND stands AND state IN ('open', 'explained') RETURNING id`, [claimId, ruleId, key])
    if (alert) await logStep(sql, alert.id, actor, 'explained', text)
  }
}

export async function logStep(sql: Sql, alertId: string, actor: string, action: 'raised' | 'explained' | 'confirmed' | 'voided', text: string): Promise<void> {
  await sql.query('INSERT INTO alert_log (alert_id, at, actor, action, text) VALUES ($1, $2, $3, $4, $5)', [alertId, new Date(), actor, action, text])
}
