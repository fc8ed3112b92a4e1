/** Every alert of the unit's claims, gravest first: what was found, on what evidence, who did what. */
import { Card, Empty, Spin, Typography } from 'antd'
import { useQueries } from '@tanstack/react-query'
import type { Alert } from '../../src-shared/station-api.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { call, useClaims } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { AlertCard } from './alert-card.tsx'

export function AlertScreen({ open }: { open: (claimId: ClaimId) => void }) {
  const text = useText()
  const { data: claims = [], isPending } = useClaims()
  const details = useQueries({ queries: claims.filter((claim) => claim.round > 0).map(({ id }) => ({ queryKey: ['claims', id], queryFn: () => call('claim.get', { claimId: id }) })) })
  const alerts = details.flatMap((detail) => detail.data?.alerts ?? []).sort(byUrgency)
  return (
    <div className="screen narrow">
      <div className="screen-head"><Typography.Title level={4}>{text.alerts.title}</Typography.Title></div>
      {isPending && <Spin />}
      {!isPending && alerts.length === 0 && <Card><Empty description={text.alerts.empty} /></Card>}
      {alerts.map((alert) => <AlertCard key={alert.id} alert={alert} openClaim={() => open(alert.claimId)} />)}
    </div>
  )
}

const isOpen = (alert: Alert) => alert.state === 'open' || alert.state === 'explained'

function byUrgency(a: Alert, b: Alert): number {
  return Number(isOpen(b)) - Number(isOpen(a)) || a.level - b.level || (b.log[0]?.at ?? '').localeCompare(a.log[0]?.at ?? '')
}
