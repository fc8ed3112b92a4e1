/** Routes of claims, their alerts and the rules. */
import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { alertActionSchema, claimSubmissionSchema, returnClaimSchema } from '../../src-shared/station-api.ts'
import { alertIdSchema, claimIdSchema } from '../../src-shared/voucher.ts'
import { claimStateSchema } from '../../src-shared/voucher-state.ts'
import { unitOf, whoIs } from '../accounts/sign-in-guard.ts'
import { stepAlert } from '../alerts/alerts.ts'
import { rulesInForce } from '../alerts/rules-in-force.ts'
import { parse } from '../http-errors.ts'
import { type Database } from '../store/database.ts'
import { approveClaim, recallClaim, releaseClaim, returnClaim, takeClaim } from './claim-moves.ts'
import { getDetail, listClaims } from './claims.ts'
import { submitClaim } from './submit-claim.ts'

/** 200 pages with every field, box and code. */
const submissionLimitBytes = 16 * 1024 * 1024
const listSchema = z.object({
  state: z.string().transform((text) => text.split(',')).pipe(z.array(claimStateSchema)).optional(),
  cursor: z.string().max(100).optional(),
})
const accountants = { roles: ['accountant'] as const }
const reviewers = { roles: ['reviewer'] as const }
const both = { roles: ['accountant', 'reviewer'] as const }

export function claimRoutes(app: FastifyInstance, database: Database): void {
  const claimId = (request: FastifyRequest) => parse(z.object({ id: claimIdSchema }), request.params).id

  app.get('/api/claims', { config: both }, async (request) => {
    const { state = null, cursor = null } = parse(listSchema, request.query)
    return listClaims(database, whoIs(request), { states: state, cursor })
  })
  app.get('/api/claims/:id', { config: both }, async (request) => database.transaction((sql) => getDetail(sql, whoIs(request), claimId(request))))
  app.put('/api/claims/:id', { config: accountants, bodyLimit: submissionLimitBytes }, async (request) =>
    submitClaim(database, whoIs(request), unitOf(request), claimId(request), parse(claimSubmissionSchema, request.body)))
  app.post('/api/claims/:id/recall', { config: accountants }, async (request) => recallClaim(database, whoIs(request), claimId(request)))
  app.post('/api/claims/:id/take', { config: reviewers }, async (request) => takeClaim(database, whoIs(request), claimId(request)))
  app.post('/api/claims/:id/release', { config: reviewers }, async (request) => releaseClaim(database, whoIs(request), claimId(request)))
  app.post('/api/claims/:id/approve', { config: reviewers }, async (request) => approveClaim(database, whoIs(request), claimId(request)))
  app.post('/api/claims/:id/return', { config: reviewers }, async (request) =>
    returnClaim(database, whoIs(request), claimId(request), parse(returnClaimSchema, request.body).pages))
}

export function alertRoutes(app: FastifyInstance, database: Database): void {
  const steps = { explain: ['explained', accountants], confirm: ['confirmed', reviewers], void: ['voided', reviewers] } as const
  for (const [name, [state, config]] of Object.entries(steps)) {
    app.post(`/api/alerts/:id/${name}`, { config }, async (request) => {
      const { id } = parse(z.object({ id: alertIdSchema }), request.params)
      return stepAlert(database, whoIs(request), id, state, parse(alertActionSchema, request.body).text)
    })
  }
  app.get('/api/rules', { config: both }, async () => ({ rules: await rulesInForce(database) }))
}
