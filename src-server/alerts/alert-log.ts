/** The record of an alert, from raising to closing; the database refuses to change or delete a line of it. */
import { type AlertId } from '../../src-shared/voucher.ts'
import { type Sql } from '../store/database.ts'

/** Who acts where no person does. */
export const systemActor = '系统'

export async function logAlert(sql: Sql, alertId: AlertId, actor: string, action: 'raised' | 'explained' | 'confirmed' | 'voided', text: string): Promise<void> {
  await sql.query('INSERT INTO alert_log (alert_id, at, actor, action, text) VALUES ($1, $2, $3, $4, $5)', [alertId, new Date(), actor, action, text])
}
