/** Errors as answers: a code and the request's id. What went wrong inside goes to the log alone. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError, type ErrorCode } from '../src-shared/errors.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'bad-request': 400, 'wrong-password': 401, 'session-expired': 401, 'not-allowed': 403, 'not-found': 404,
  'state-conflict': 409, 'taken-by-other': 409, 'alerts-open': 409, 'files-missing': 409, 'digest-mismatch': 409,
  'account-locked': 423, 'server-error': 503,
}

export const statusOf = (code: ErrorCode) => statuses[code] ?? 500

/** @throws AppError `bad-request`; what is wrong with it goes to the log */
export function parse<Out extends z.ZodType>(schema: Out, value: unknown): z.infer<Out> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new AppError('bad-request', z.prettifyError(parsed.error).slice(0, 2000))
  return parsed.data
}

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, code } = answerTo(error)
    const level = status >= 500 ? 'error' : 'info'
    request.log[level]({ err: status >= 500 ? error : undefined, code, detail: error instanceof AppError ? error.detail : error.code }, 'refused')
    return send(request, reply, status, code)
  })
}

export function send(request: FastifyRequest, reply: FastifyReply, status: number, code: ErrorCode): FastifyReply {
  return reply.code(status).send({ error: { code, requestId: request.id } })
}

function answerTo(error: FastifyError): { status: number; code: ErrorCode } {
  if (error instanceof AppError) return { status: statusOf(error.code), code: error.code }
  // Fastify's own refusals: body too large, not JSON, wrong type.
  if (error.statusCode !== undefined && error.statusCode < 500) return { status: error.statusCode, code: 'bad-request' }
  // PostgreSQL's class 22: a value it cannot hold, such as a text with a NUL in it.
  if (/^22...$/.test(error.code ?? '')) return { status: 400, code: 'bad-request' }
  // Classes 08, 40, 53, 57 and refused connections: the database is away, full or made us wait. It may be tried again.
  if (/^(08|40|53|57)...$|^ECONN/.test(error.code ?? '')) return { status: statusOf('server-error'), code: 'server-error' }
  return { status: 500, code: 'internal' }
}
