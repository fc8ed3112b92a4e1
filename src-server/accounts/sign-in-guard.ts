/** Who asks: a bearer token from a desk, a cookie from a browser. Every route names the roles it is for; without names it is closed. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../src-shared/errors.ts'
import type { Role, Unit } from '../../src-shared/station-api.ts'
import type { Accounts, Identity } from './accounts.ts'

export const sessionCookie = 'pingying_session'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `anyone` needs no session. */
    roles?: readonly Role[] | 'anyone'
  }
}

const identities = new WeakMap<FastifyRequest, Identity>()

export function guardRoutes(app: FastifyInstance, accounts: Accounts): void {
  app.addHook('onRequest', async (request) => {
    const { roles } = request.routeOptions.config
    if (roles === 'anyone' || request.is404) return
    const identity = await identify(request, accounts)
    if (!roles?.includes(identity.role)) throw new AppError('not-allowed', `${identity.role} at ${request.routeOptions.url}`)
    identities.set(request, identity)
  })
}

async function identify(request: FastifyRequest, accounts: Accounts): Promise<Identity> {
  const token = tokenOf(request)
  const identity = token ? await accounts.whoHas(token) : null
  if (!identity) throw new AppError('session-expired', 'no session')
  return identity
}

export function tokenOf(request: FastifyRequest): string | null {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return bearer
  const cookie = request.cookies[sessionCookie]
  if (cookie && request.method !== 'GET' && request.method !== 'HEAD') mustBeOurPage(request)
  return cookie ?? null
}

/** A browser sends its cookie for any page that asks; only our own page may change anything. */
export function mustBeOurPage(request: FastifyRequest): void {
  const { origin } = request.headers
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== request.headers.host) throw new AppError('not-allowed', `origin ${origin}`)
}

export function whoIs(request: FastifyRequest): Identity {
  const identity = identities.get(request)
  if (!identity) throw new AppError('session-expired', 'no session')
  return identity
}

/** @throws AppError `not-allowed` where the account belongs to no unit */
export function unitOf(request: FastifyRequest): Unit {
  const { unit } = whoIs(request)
  if (!unit) throw new AppError('not-allowed', 'no unit')
  return unit
}
