/** The reviewer's page asks the bureau: answers are checked against the contract, failures carry a code. */
import { QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { z } from 'zod'
import { type ErrorCode, isErrorCode } from '../src-shared/errors.ts'
import { accountSchema, alertSchema, apiErrorSchema, claimDetailSchema, claimListSchema, claimSummarySchema, sessionSchema, unitSchema } from '../src-shared/station-api.ts'

export class ApiError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** @throws ApiError */
export async function ask<Out extends z.ZodType>(method: 'GET' | 'POST' | 'DELETE', path: string, answer: Out, body?: unknown): Promise<z.infer<Out>> {
  const response = await fetch(path, { method, headers: body === undefined ? {} : { 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) })
    .catch(() => Promise.reject(new ApiError('offline')))
  const json: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const named = apiErrorSchema.safeParse(json)
    throw new ApiError(named.success && isErrorCode(named.data.error.code) ? named.data.error.code : 'server-error')
  }
  const parsed = answer.safeParse(json)
  if (!parsed.success) throw new ApiError('captive-portal')
  return parsed.data
}

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } })
queryClient.getQueryCache().subscribe(({ query, type }) => {
  const isExpired = type === 'updated' && query.state.error instanceof ApiError && query.state.error.code === 'session-expired'
  if (isExpired && query.queryKey[0] !== 'session') queryClient.setQueryData(['session'], null)
})

export const useSession = () => useQuery({
  queryKey: ['session'],
  queryFn: () => ask('GET', '/api/session', sessionSchema).catch((error: unknown) => (error instanceof ApiError && error.code === 'session-expired' ? null : Promise.reject(error))),
})
export const useQueue = (states: string) => useQuery({ queryKey: ['claims', 'list', states], queryFn: () => ask('GET', `/api/claims?state=${states}`, claimListSchema) })
export const useClaim = (id: string) => useQuery({ queryKey: ['claims', id], queryFn: () => ask('GET', `/api/claims/${id}`, claimDetailSchema) })
export const useAccounts = () => useQuery({ queryKey: ['accounts'], queryFn: () => ask('GET', '/api/accounts', z.object({ accounts: z.array(accountSchema) })) })
export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: () => ask('GET', '/api/units', z.object({ units: z.array(unitSchema) })) })

export const signIn = (account: string, password: string) => ask('POST', '/api/session', sessionSchema, { account, password, client: 'browser' })
export const signOut = () => ask('DELETE', '/api/session', z.object({}))
export const moveClaim = (id: string, move: 'take' | 'release' | 'approve') => ask('POST', `/api/claims/${id}/${move}`, claimSummarySchema)
export const returnPages = (id: string, pages: { pageId: string; reason: string }[]) => ask('POST', `/api/claims/${id}/return`, claimSummarySchema, { pages })
export const judgeAlert = (id: string, verdict: 'confirm' | 'void', text: string) => ask('POST', `/api/alerts/${id}/${verdict}`, alertSchema, { text })
export const makeUnit = (unit: { name: string; taxId: string }) => ask('POST', '/api/units', unitSchema, unit)
export const makeAccount = (account: object) => ask('POST', '/api/accounts', accountSchema, account)
export const changeAccount = (id: string, change: 'unlock' | 'disable' | 'enable') => ask('POST', `/api/accounts/${id}/${change}`, accountSchema)
export const setPassword = (id: string, password: string) => ask('POST', `/api/accounts/${id}/password`, accountSchema, { password })

/** The browser's own event stream; it comes back by itself and goes on where it stopped. */
export function useNews(): void {
  useEffect(() => {
    const source = new EventSource('/api/events')
    source.onmessage = () => void queryClient.invalidateQueries({ queryKey: ['claims'] })
    source.onopen = () => void queryClient.invalidateQueries({ queryKey: ['claims'] })
    return () => source.close()
  }, [])
}
