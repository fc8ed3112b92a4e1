/** What the rules say of a submission becomes alerts: each fault raised once, dropped when a later round no longer shows it. */
import { randomUUID } from 'node:crypto'
import { type ClaimFacts, type Hit, type Rule } from '../../src-shared/rules/rule.ts'
import { hitText, runRules } from '../../src-shared/rules/review-rules.ts'
import { type ClaimSubmission } from '../../src-shared/station-api.ts'
import { type AlertId, type ClaimId } from '../../src-shared/voucher.ts'
import { type AlertState } from '../../src-shared/voucher-state.ts'
import { type Sql } from '../store/database.ts'
import { logAlert, systemActor } from './alert-log.ts'
import { rulesInForce } from './rules-in-force.ts'

interface StandingAlert { id: AlertId; ruleId: string; key: string; state: AlertState; explanation: string | null }

/**
 * Runs the rules and brings the claim's alerts up to date, in the submission's transaction.
 * @param round for the words of what is dropped
 * @param actor who submitted, and so explains
 * @returns whether any alert changed
 */
export async function raiseAlerts(sql: Sql, claimId: ClaimId, facts: ClaimFacts, { round, explanations }: ClaimSubmission, actor: string): Promise<boolean> {
  const rules = await rulesInForce(sql)
  const hits = mergeHits(runRules(rules, facts))
  const standing = await standingAlerts(sql, claimId)
  let changes = 0
  for (const alert of standing) {
    if (!hits.some((hit) => isOf(alert, hit))) changes += await dropAlert(sql, alert, round)
  }
  for (const hit of hits) {
    const rule = rules.find(({ id }) => id === hit.ruleId)!
    const known = standing.find((alert) => isOf(alert, hit))
    const alert = known ?? (await raiseAlert(sql, claimId, rule, hit))
    if (known) await refreshAlert(sql, known.id, rule, hit)
    const said = explanations.find(({ ruleId, key }) => ruleId === hit.ruleId && cut(key) === cut(hit.key))
    changes += (known ? 0 : 1) + (said ? await explainOnArrival(sql, alert, said.text, actor) : 0)
  }
  return changes > 0
}

const cut = (key: string) => key.slice(0, 300)
const isOf = (alert: StandingAlert, hit: Hit) => alert.ruleId === hit.ruleId && alert.key === cut(hit.key)

/** The same fault on several pages is one alert that shows them all. */
function mergeHits(hits: readonly Hit[]): Hit[] {
  const merged = new Map<string, Hit>()
  for (const hit of hits) {
    const name = `${hit.ruleId}|${cut(hit.key)}`
    const known = merged.get(name)
    merged.set(name, known ? { ...known, evidence: [...known.evidence, ...hit.evidence] } : hit)
  }
  return [...merged.values()]
}

async function standingAlerts(sql: Sql, claimId: ClaimId): Promise<StandingAlert[]> {
  const { rows } = await sql.query<StandingAlert>(`SELECT id, rule_id AS "ruleId", key, state,
    (SELECT text FROM alert_log WHERE alert_id = alerts.id AND action = 'explained' ORDER BY alert_log.id DESC LIMIT 1) AS explanation
    FROM alerts WHERE claim_id = $1 AND stands`, [claimId])
  return rows
}

async function raiseAlert(sql: Sql, claimId: ClaimId, rule: Rule, hit: Hit): Promise<StandingAlert> {
  const id = randomUUID() as AlertId
  const text = textOf(rule, hit)
  await sql.query(`INSERT INTO alerts (id, claim_id, rule_id, rule_version, level, key, page_id, state, title, text, evidence)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)`,
  [id, claimId, hit.ruleId, hit.ruleVersion, hit.level, cut(hit.key), hit.pageId, JSON.stringify(rule.title), JSON.stringify(text), JSON.stringify(hit.evidence)])
  await logAlert(sql, id, systemActor, 'raised', text.zh)
  return { id, ruleId: hit.ruleId, key: hit.key, state: 'open', explanation: null }
}

/** A new round has new pages: the alert points at those. */
async function refreshAlert(sql: Sql, id: AlertId, rule: Rule, hit: Hit): Promise<void> {
  await sql.query('UPDATE alerts SET page_id = $2, text = $3, evidence = $4 WHERE id = $1', [id, hit.pageId, JSON.stringify(textOf(rule, hit)), JSON.stringify(hit.evidence)])
}

/** What was decided stays decided; an alert nobody decided on is voided. Neither blocks any more. */
async function dropAlert(sql: Sql, { id, state }: StandingAlert, round: number): Promise<number> {
  const isUndecided = state === 'open' || state === 'explained'
  await sql.query('UPDATE alerts SET stands = false, state = $2 WHERE id = $1', [id, isUndecided ? 'voided' : state])
  if (isUndecided) await logAlert(sql, id, systemActor, 'voided', `第 ${round} 次提交中已无此问题，系统自动作废。`)
  return isUndecided ? 1 : 0
}

async function explainOnArrival(sql: Sql, { id, state, explanation }: StandingAlert, text: string, actor: string): Promise<number> {
  if (state === 'confirmed' || state === 'voided' || explanation === text) return 0
  await sql.query(`UPDATE alerts SET state = 'explained' WHERE id = $1`, [id])
  await logAlert(sql, id, actor, 'explained', text)
  return 1
}

const textOf = (rule: Rule, hit: Hit) => ({ zh: hitText(rule, hit, 'zh'), en: hitText(rule, hit, 'en') })
