/** The desk's calls to the main process as promises that fail with a code, and its news as stale queries. */
import { QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ErrorCode } from '../src-shared/errors.ts'
import type { IpcEvent, IpcChannel } from '../src-shared/ipc-channels.ts'
import type { IpcEventPayload, IpcInput, IpcOutput, StationBridge } from '../src-shared/ipc-contract.ts'

declare global {
  interface Window { pingying: StationBridge }
}

export class DeskError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(code)
    this.code = code
  }
}

/** @throws DeskError with a code of the error table */
export async function call<C extends IpcChannel>(channel: C, ...input: IpcInput<C> extends void ? [] : [IpcInput<C>]): Promise<IpcOutput<C>> {
  const answer = await (window.pingying.call[channel] as (value: unknown) => Promise<{ ok: true; value: IpcOutput<C> } | { ok: false; error: { code: ErrorCode } }>)(input[0])
  if (!answer.ok) throw new DeskError(answer.error.code)
  return answer.value
}

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false } } })

export const useStatus = () => useQuery({ queryKey: ['status'], queryFn: () => call('app.status') })
export const useClaims = () => useQuery({ queryKey: ['claims'], queryFn: () => call('claim.list') })
export const useClaim = (claimId: IpcInput<'claim.get'>['claimId']) => useQuery({ queryKey: ['claims', claimId], queryFn: () => call('claim.get', { claimId }) })
export const useRuleHits = (claimId: IpcInput<'claim.get'>['claimId'], enabled: boolean) =>
  useQuery({ queryKey: ['claims', claimId, 'rules'], queryFn: () => call('claim.checkRules', { claimId }), enabled })
export const useSearch = (text: string) => useQuery({ queryKey: ['claims', 'search', text], queryFn: () => call('search.find', { text }), enabled: text.trim() !== '', placeholderData: (before) => (text.trim() === '' ? undefined : before) })
export const useModels = () => useQuery({ queryKey: ['models'], queryFn: () => call('models.list'), staleTime: 0 })
export const useOlderReadings = (claimId: IpcInput<'models.countOlder'>['claimId']) =>
  useQuery({ queryKey: ['older', claimId], queryFn: () => call('models.countOlder', { claimId }), staleTime: 0 })
export const useCorrectionCount = () => useQuery({ queryKey: ['claims', 'corrections'], queryFn: () => call('corrections.count') })
export const useMat = (label: string) => useQuery({ queryKey: ['mats', label], queryFn: () => call('camera.mat', { label }) })
export const useSampleDesks = () => useQuery({ queryKey: ['desks'], queryFn: () => call('sample.desks') })
export const useUsbCameras = () => useQuery({ queryKey: ['cameras'], queryFn: () => call('camera.list') })

export function useStationEvent<E extends IpcEvent>(event: E, listener: (payload: IpcEventPayload[E]) => void): void {
  useEffect(() => window.pingying.on[event](listener), [event, listener])
}

const staleBy: Record<IpcEventPayload['changed']['topics'][number], readonly string[]> = {
  status: ['status'], claims: ['claims'], captures: ['claims', 'older'], alerts: ['claims'], settings: ['status', 'models', 'older'], mats: ['mats'],
}

/** What changed in the station's store makes the queries over it stale. */
export function followStation(): void {
  window.pingying.on.changed(({ topics }) => {
    for (const topic of topics) for (const key of staleBy[topic]) void queryClient.invalidateQueries({ queryKey: [key] })
  })
  window.pingying.on['cameras-changed'](({ cameras }) => queryClient.setQueryData(['cameras'], cameras))
  window.pingying.on['desk-shown'](() => void queryClient.invalidateQueries({ queryKey: ['desks'] }))
}
