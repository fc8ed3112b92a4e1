/** The reviewer's page and the headers that keep a browser from doing anything else with what the bureau answers. */
import { type FastifyInstance } from 'fastify'
import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isGuarded } from './accounts/sign-in-guard.ts'
import { send } from './http-errors.ts'

const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "connect-src 'self'", "font-src 'self'",
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
].join('; ')

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

export function sendSafetyHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
    if (isGuarded(request.url) && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/**
 * Serves the built page; every path that is no file is the page itself, which does its own routing.
 * @param folder where it was built; may be missing, as on a server for stations alone
 */
export async function serveReviewPage(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'))
  // Names of assets hold their content's hash; the page itself is asked for anew.
  if (isBuilt) await app.register(fastifyStatic, { root: folder, wildcard: false, setHeaders: (response, path) => response.setHeader('cache-control', path.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache') })
  app.setNotFoundHandler((request, reply) => {
    const isPage = isBuilt && request.method === 'GET' && !isGuarded(request.url) && (request.headers.accept ?? '').includes('text/html')
    return isPage ? reply.sendFile('index.html') : send(request, reply, 404, 'not-found')
  })
}
