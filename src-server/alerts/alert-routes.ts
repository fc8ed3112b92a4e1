/** Routes of alerts: the unit explains, the reviewer who has the claim confirms or voids; every step is on record for good. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors.ts'
import { type Alert, alertActionSchema } from '../../src-shared/station-api.ts'
import { type AlertState, alertMoves } from '../../src-shared/voucher-state.ts'
import { alertIdSchema, type ClaimId } from '../../src-shared/voucher.ts'
import { unitOf, whoIs } from '../accounts/sign-in-guard.ts'
import type { Feeds } from '../events/feeds.ts'
import { parse } from '../http-errors.ts'
import { type Database, mustChangeOne, type Sql } from '../store/database.ts'
import { readAlerts } from './alert-reader.ts'
import { logStep } from './raise-alerts.ts'

type Action = 'explained' | 'confirmed' | 'voided'
interface AlertPlace { claim_id: ClaimId; unit_id: string; taken_by: string | null; state: AlertState }

export function alertRoutes(app: FastifyInstance, database: Database, feeds: Feeds): void {
  app.post('/api/alerts/:id/explain', { config: { roles: ['accountant'] } }, (request) => act(request, 'explained', (place) => {
    if (place.unit_id !== unitOf(request).id) throw new AppError('not-found', 'another unit’s alert')
  }))
  const mustHaveClaim = (request: FastifyRequest) => (place: AlertPlace) => {
    if (place.taken_by !== whoIs(request).accountId) throw new AppError('state-conflict', 'the claim is not taken by this reviewer')
  }
  app.post('/api/alerts/:id/confirm', { config: { roles: ['reviewer'] } }, (request) => act(request, 'confirmed', mustHaveClaim(request)))
  app.post('/api/alerts/:id/void', { config: { roles: ['reviewer'] } }, (request) => act(request, 'voided', mustHaveClaim(request)))

  async function act(request: FastifyRequest, action: Action, check: (place: AlertPlace) => void): Promise<Alert> {
    const { id } = parse(z.object({ id: alertIdSchema }), request.params)
    const { text } = parse(alertActionSchema, request.body)
    const { alert, unitId } = await database.transaction(async (sql) => {
      const place = await find(sql, id)
      check(place)
      if (!alertMoves[place.state].includes(action)) throw new AppError('state-conflict', `alert is ${place.state}`)
      mustChangeOne(await sql.query('UPDATE alerts SET state = $2 WHERE id = $1 AND state = $3', [id, action, place.state]), `alert ${id}`)
      await logStep(sql, id, whoIs(request).name, action, text)
      await feeds.add(sql, place.unit_id, place.claim_id, 'alert')
      return { alert: (await readAlerts(sql, 'id', id))[0]!, unitId: place.unit_id }
    })
    feeds.announce(unitId)
    return alert
  }
}

async function find(sql: Sql, id: string): Promise<AlertPlace> {
  const { rows } = await sql.query<AlertPlace>('SELECT claim_id, unit_id, taken_by, alerts.state FROM alerts JOIN claims ON claims.id = claim_id WHERE alerts.id = $1 FOR UPDATE', [id])
  if (!rows[0]) throw new AppError('not-found', `alert ${id}`)
  return rows[0]
}
