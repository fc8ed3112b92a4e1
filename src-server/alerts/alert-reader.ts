/** Alerts with their whole trace. */
import type { Evidence, RuleId } from '../../src-shared/rules/rule.ts'
import type { Alert } from '../../src-shared/station-api.ts'
import type { AlertId, ClaimId, PageId } from '../../src-shared/voucher.ts'
import type { Sql } from '../store/database.ts'

interface AlertRow {
  id: AlertId; claim_id: ClaimId; claim_number: string; unit_name: string; page_id: PageId | null; rule_id: RuleId; rule_version: number; level: 1 | 2 | 3
  state: Alert['state']; title: Alert['title']; text: Alert['text']; evidence: Evidence[]
}

/** Gravest first. */
export async function readAlerts(sql: Sql, by: 'claim_id' | 'id', value: string): Promise<Alert[]> {
  const { rows } = await sql.query<AlertRow>(`SELECT alerts.*, claims.form ->> 'number' AS claim_number, units.name AS unit_name FROM alerts
    JOIN claims ON claims.id = claim_id JOIN units ON units.id = unit_id WHERE alerts.${by} = $1 ORDER BY level, alerts.id`, [value])
  const { rows: steps } = await sql.query<{ alert_id: string; at: Date; actor: string; action: Alert['log'][number]['action']; text: string }>(
    'SELECT alert_id, at, actor, action, text FROM alert_log WHERE alert_id = ANY($1::uuid[]) ORDER BY id', [rows.map(({ id }) => id)])
  return rows.map((row) => ({
    id: row.id, claimId: row.claim_id, claimNumber: row.claim_number, unitName: row.unit_name, pageId: row.page_id, ruleId: row.rule_id, ruleVersion: row.rule_version,
    level: row.level, state: row.state, title: row.title, text: row.text, evidence: row.evidence,
    log: steps.filter((step) => step.alert_id === row.id).map(({ at, actor, action, text }) => ({ at: at.toISOString(), actor, action, text })),
  }))
}
