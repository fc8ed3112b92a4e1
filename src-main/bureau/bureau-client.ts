/** Requests to the bureau over a network that may be slow, gone, or answering in somebody else's name. */
import { z } from 'zod'
import { AppError, type ErrorCode, isErrorCode } from '../../src-shared/errors.ts'
import { apiErrorSchema } from '../../src-shared/station-api.ts'

/** `fetch` of Node or of an Electron session; the latter brings the system's proxy and certificates. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export interface BureauAddress { serverUrl: string; token: string | null }

const requestTimeoutMs = 30_000

export class BureauClient {
  private readonly fetch: Fetch
  private readonly address: () => BureauAddress

  private readonly timeoutMs: number

  constructor(fetch: Fetch, address: () => BureauAddress, timeoutMs = requestTimeoutMs) {
    this.fetch = fetch
    this.address = address
    this.timeoutMs = timeoutMs
  }

  /**
   * A JSON request, its answer checked against the schema.
   * @throws AppError with the bureau's own code, or `offline`, `captive-portal`, `server-error`, `session-expired`
   */
  async ask<Out extends z.ZodType>(method: 'GET' | 'POST' | 'PUT', path: string, answer: Out, body?: unknown): Promise<z.infer<Out>> {
    const response = await this.send(method, path, {
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const parsed = answer.safeParse(await readJson(response))
    if (!parsed.success) throw new AppError('captive-portal', `${method} ${path}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }

  /**
   * Any request with the session's token; only an answer the bureau itself gave comes back.
   * @param options.timeoutMs null for a stream that stays open
   */
  async send(method: string, path: string, options: { headers?: Record<string, string>; body?: BodyInit; timeoutMs?: number | null; signal?: AbortSignal } = {}): Promise<Response> {
    const { serverUrl, token } = this.address()
    const signals = [options.signal, options.timeoutMs === null ? undefined : AbortSignal.timeout(options.timeoutMs ?? this.timeoutMs)].filter((s) => s !== undefined)
    let response: Response
    try {
      response = await this.fetch(new URL(path, serverUrl).href, {
        method, headers: { ...options.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: options.body, redirect: 'manual', signal: AbortSignal.any(signals),
      })
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('offline', `${method} ${path}: ${String(error)}`, { cause: error })
    }
    if (response.ok) return response
    throw new AppError(await errorCodeOf(response), `${method} ${path}: ${response.status}`)
  }
}

async function errorCodeOf(response: Response): Promise<ErrorCode> {
  // A redirect, or an error page in HTML, is a gateway speaking: the bureau answers errors in JSON only.
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) return 'captive-portal'
  const named = apiErrorSchema.safeParse(await readJson(response).catch(() => null))
  if (named.success && isErrorCode(named.data.error.code)) return named.data.error.code
  if (response.status >= 500 || response.status === 429 || response.status === 408) return 'server-error'
  if (response.status === 401) return 'session-expired'
  return (response.headers.get('content-type') ?? '').includes('html') ? 'captive-portal' : 'server-error'
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw new AppError('offline', String(error))
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('captive-portal', 'the answer is not JSON')
  }
}
