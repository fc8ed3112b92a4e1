/** Alerts as they are shown, and the steps people take on them. */
import { AppError } from '../../src-shared/errors.ts'
import { type Alert } from '../../src-shared/station-api.ts'
import { type AccountId, type AlertId, type ClaimId, type UnitId } from '../../src-shared/voucher.ts'
import { alertMoves, type AlertState, type ClaimState } from '../../src-shared/voucher-state.ts'
import { type SignedIn } from '../accounts/sessions.ts'
import { tellFeeds } from '../events/event-log.ts'
import { type Database, mustChangeOne, type Sql } from '../store/database.ts'
import { logAlert } from './alert-log.ts'

type AlertStep = Exclude<AlertState, 'open'>
interface AlertClaim { id: ClaimId; unit_id: UnitId; state: ClaimState; taken_by: AccountId | null }

const selectAlerts = `SELECT alerts.id, claim_id AS "claimId", form ->> 'number' AS "claimNumber", units.name AS "unitName", page_id AS "pageId",
  rule_id AS "ruleId", rule_version AS "ruleVersion", level, alerts.state, title, alerts.text, evidence,
  (SELECT json_agg(json_build_object('at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', actor, 'action', action, 'text', alert_log.text) ORDER BY alert_log.id)
    FROM alert_log WHERE alert_id = alerts.id) AS log
  FROM alerts JOIN claims ON claims.id = claim_id JOIN units ON units.id = unit_id`

/** Gravest first. */
export async function alertsOf(sql: Sql, claimId: ClaimId): Promise<Alert[]> {
  return (await sql.query<Alert>(`${selectAlerts} WHERE claim_id = $1 ORDER BY level, alerts.state, alerts.id`, [claimId])).rows
}

/** First or second level alerts not decided on, or confirmed ones of the first level, where the fault is still there. */
export async function hasBlockingAlerts(sql: Sql, claimId: ClaimId): Promise<boolean> {
  const { rowCount } = await sql.query(`SELECT 1 FROM alerts WHERE claim_id = $1 AND stands
    AND ((level <= 2 AND state IN ('open', 'explained')) OR (level = 1 AND state = 'confirmed')) LIMIT 1`, [claimId])
  return rowCount !== 0
}

/**
 * The unit explains; the reviewer who has the claim confirms or voids.
 * @throws AppError `not-found`, also for another unit's; `state-conflict`
 */
export async function stepAlert(database: Database, who: SignedIn, id: AlertId, step: AlertStep, text: string): Promise<Alert> {
  return database.transaction(async (sql) => {
    const claim = await lockClaimOf(sql, id)
    if (!claim || (who.unit && who.unit.id !== claim.unit_id)) throw new AppError('not-found', `alert ${id}`)
    if (step !== 'explained') mustHaveClaim(claim, who)
    const legal = Object.entries(alertMoves).filter(([, to]) => to.includes(step)).map(([from]) => from)
    mustChangeOne(await sql.query('UPDATE alerts SET state = $2 WHERE id = $1 AND state = ANY($3)', [id, step, legal]), `alert ${id} to ${step}`)
    await logAlert(sql, id, who.name, step, text)
    await sql.query('UPDATE claims SET changed_at = $2 WHERE id = $1', [claim.id, new Date()])
    await tellFeeds(sql, claim.id, claim.unit_id, 'alert')
    return (await sql.query<Alert>(`${selectAlerts} WHERE alerts.id = $1`, [id])).rows[0]!
  })
}

/** The claim is locked first, as every change of a claim does, so that nothing is decided beside an approval. */
async function lockClaimOf(sql: Sql, id: AlertId): Promise<AlertClaim | undefined> {
  return (await sql.query<AlertClaim>('SELECT id, unit_id, state, taken_by FROM claims WHERE id = (SELECT claim_id FROM alerts WHERE id = $1) FOR UPDATE', [id])).rows[0]
}

function mustHaveClaim(claim: AlertClaim, who: SignedIn): void {
  if (claim.state === 'in-review' && claim.taken_by === who.accountId) return
  throw new AppError(claim.state === 'in-review' ? 'taken-by-other' : 'state-conflict', `claim ${claim.id} is ${claim.state}`)
}
