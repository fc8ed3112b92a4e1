/** Routes of claims: a unit hands in and recalls, a reviewer takes, approves and returns. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { claimSubmissionSchema, type ClaimDetail, type ClaimSummary, returnClaimSchema } from '../../src-shared/station-api.ts'
import { type ClaimId, claimIdSchema } from '../../src-shared/voucher.ts'
import { claimStateSchema } from '../../src-shared/voucher-state.ts'
import { unitOf, whoIs } from '../accounts/sign-in-guard.ts'
import type { Feeds } from '../events/feeds.ts'
import { parse } from '../http-errors.ts'
import { readRules } from '../alerts/raise-alerts.ts'
import type { Database, Sql } from '../store/database.ts'
import { listClaims, readDetail, readSummary } from './claim-reader.ts'
import { type Actor, approveClaim, recallClaim, releaseClaim, returnClaim, takeClaim } from './claim-steps.ts'
import { takeInClaim } from './submission.ts'

const pageSize = 50
const idParams = z.object({ id: claimIdSchema })
const listQuery = z.object({ state: z.string().optional(), cursor: z.string().max(200).optional() })

const both = { roles: ['accountant', 'reviewer'] } as const
const units = { roles: ['accountant'] } as const
const reviewers = { roles: ['reviewer'] } as const

export function reviewRoutes(app: FastifyInstance, database: Database, feeds: Feeds): void {
  app.get('/api/rules', { config: both }, async () => ({ rules: await readRules(database) }))
  app.get('/api/claims', { config: both }, async (request) => list(database, request))
  app.get('/api/claims/:id', { config: both }, async (request): Promise<ClaimDetail> => readDetail(database, idOf(request), whoIs(request).unit?.id ?? null))

  app.put('/api/claims/:id', { config: units, bodyLimit: 8 * 1024 * 1024 }, async (request): Promise<ClaimSummary> => {
    const submission = parse(claimSubmissionSchema, request.body)
    const unit = unitOf(request)
    return change(request, (sql) => takeInClaim(sql, idOf(request), unit, whoIs(request).name, submission))
  })
  app.post('/api/claims/:id/recall', { config: units }, (request) => change(request, (sql) => recallClaim(sql, idOf(request), unitOf(request).id, whoIs(request).name)))
  app.post('/api/claims/:id/take', { config: reviewers }, (request) => change(request, (sql) => takeClaim(sql, idOf(request), actorOf(request))))
  app.post('/api/claims/:id/release', { config: reviewers }, (request) => change(request, (sql) => releaseClaim(sql, idOf(request), actorOf(request))))
  app.post('/api/claims/:id/approve', { config: reviewers }, (request) => change(request, (sql) => approveClaim(sql, idOf(request), actorOf(request))))
  app.post('/api/claims/:id/return', { config: reviewers }, (request) => {
    const { pages } = parse(returnClaimSchema, request.body)
    return change(request, (sql) => returnClaim(sql, idOf(request), actorOf(request), pages))
  })

  /** Does it, tells the feeds in the same transaction, and answers the claim as it then is. */
  async function change(request: FastifyRequest, work: (sql: Sql) => Promise<unknown>): Promise<ClaimSummary> {
    const summary = await database.transaction(async (sql) => {
      const isChanged = await work(sql)
      const after = await readSummary(sql, idOf(request), whoIs(request).unit?.id ?? null)
      if (isChanged !== false) await feeds.add(sql, after.unit.id, after.id, 'claim')
      return after
    })
    feeds.announce(summary.unit.id)
    return summary
  }
}

async function list(database: Database, request: FastifyRequest): Promise<{ claims: ClaimSummary[]; nextCursor: string | null }> {
  const { state, cursor } = parse(listQuery, request.query)
  const states = state === undefined ? null : parse(z.array(claimStateSchema), state.split(','))
  const [submittedAt, id] = cursor?.split(' ') ?? []
  const after = cursor ? parse(z.object({ submittedAt: z.coerce.date(), id: z.uuid() }), { submittedAt, id }) : null
  const claims = await listClaims(database, { states, unitId: whoIs(request).unit?.id ?? null, cursor: after, limit: pageSize + 1 })
  const shown = claims.slice(0, pageSize)
  const last = shown.at(-1)
  return { claims: shown, nextCursor: claims.length > pageSize && last ? `${last.submittedAt} ${last.id}` : null }
}

const idOf = (request: FastifyRequest): ClaimId => parse(idParams, request.params).id

function actorOf(request: FastifyRequest): Actor {
  const { accountId, name } = whoIs(request)
  return { id: accountId, name }
}
