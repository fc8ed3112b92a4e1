/** Routes of sessions, accounts and units. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { newAccountSchema, newUnitSchema, passwordSchema, type Session, signInSchema } from '../../src-shared/station-api.ts'
import { accountIdSchema } from '../../src-shared/voucher.ts'
import { parse } from '../http-errors.ts'
import type { Accounts } from './accounts.ts'
import { mustBeOurPage, sessionCookie, tokenOf, whoIs } from './sign-in-guard.ts'

const everybody = { roles: ['accountant', 'reviewer', 'admin'] } as const
const administrators = { roles: ['admin'] } as const
const idParams = z.object({ id: accountIdSchema })

export function accountRoutes(app: FastifyInstance, accounts: Accounts, isSecure: boolean): void {
  app.post('/api/session', { config: { roles: 'anyone' } }, async (request, reply): Promise<Session> => {
    const { account, password, client } = parse(signInSchema, request.body)
    if (client === 'browser') mustBeOurPage(request)
    const { session, token } = await accounts.signIn(account, password)
    if (client === 'station') return { ...session, token }
    setCookie(reply, token, isSecure)
    return { ...session, token: null }
  })
  app.get('/api/session', { config: everybody }, async (request): Promise<Session> => {
    const { accountId, account, name, role, unit, expiresAt } = whoIs(request)
    return { account: { id: accountId, account, name, role }, unit, token: null, expiresAt: expiresAt.toISOString() }
  })
  app.delete('/api/session', { config: everybody }, async (request, reply) => {
    await accounts.signOut(tokenOf(request)!)
    return reply.clearCookie(sessionCookie, { path: '/' }).send({})
  })

  app.get('/api/accounts', { config: administrators }, async () => ({ accounts: await accounts.list() }))
  app.post('/api/accounts', { config: administrators }, async (request) => accounts.create(parse(newAccountSchema, request.body)))
  app.post('/api/accounts/:id/unlock', { config: administrators }, async (request) => accounts.unlock(parse(idParams, request.params).id))
  app.post('/api/accounts/:id/disable', { config: administrators }, async (request) => accounts.setDisabled(parse(idParams, request.params).id, true))
  app.post('/api/accounts/:id/enable', { config: administrators }, async (request) => accounts.setDisabled(parse(idParams, request.params).id, false))
  app.post('/api/accounts/:id/password', { config: administrators }, async (request) =>
    accounts.setPassword(parse(idParams, request.params).id, parse(z.object({ password: passwordSchema }), request.body).password))
  app.get('/api/units', { config: administrators }, async () => ({ units: await accounts.units() }))
  app.post('/api/units', { config: administrators }, async (request) => accounts.createUnit(parse(newUnitSchema, request.body)))
}

function setCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure, maxAge: 12 * 60 * 60 })
}
