/** One claim: camera on the left, its pages in the middle, the chosen page on the right, the claim's own form above. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Popconfirm, Space, Spin, Tabs, Typography } from 'antd'
import { useCallback, useState } from 'react'
import type { DeskClaim } from '../../src-shared/ipc-contract.ts'
import type { ClaimId, FieldName, PageId } from '../../src-shared/voucher.ts'
import { AlertCard } from '../alerts/alert-card.tsx'
import { call, DeskError, useClaim } from '../bridge.ts'
import { CameraPanel } from '../capture/camera-panel.tsx'
import { useText } from '../text/use-text.ts'
import { ClaimStateTag } from '../ui/claim-state-tag.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useAction } from '../ui/use-action.ts'
import { ClaimForm } from './claim-form.tsx'
import { ClaimHistory } from './claim-history.tsx'
import { PageDetail } from './page-detail.tsx'
import { PageStrip } from './page-strip.tsx'
import { SubmitButton } from './submit-button.tsx'

export function ClaimScreen({ claimId, back }: { claimId: ClaimId; back: () => void }) {
  const text = useText()
  const { data: claim, error } = useClaim(claimId)
  if (claim) return <OpenClaim claim={claim} back={back} />
  if (!error) return <Spin className="waiting" />
  return <div className="screen"><ErrorNote code={error instanceof DeskError ? error.code : 'internal'} action={<Button onClick={back}>{text.back}</Button>} /></div>
}

function OpenClaim({ claim, back }: { claim: DeskClaim; back: () => void }) {
  const isOpen = claim.state === 'draft' || claim.state === 'returned'
  const [chosen, setChosen] = useState<{ pageId: PageId; field: FieldName | null } | null>(null)
  const [retakingId, setRetakingId] = useState<PageId | null>(null)
  const stopRetaking = useCallback(() => setRetakingId(null), [])
  const page = claim.pages.find(({ id }) => id === chosen?.pageId) ?? claim.pages.at(-1) ?? null
  return (
    <div className="claim-screen">
      <ClaimHead claim={claim} isOpen={isOpen} back={back} />
      <ClaimForm claim={claim} isOpen={isOpen} />
      <div className="claim-body">
        <div className="claim-side">
          {isOpen ? <CameraPanel claimId={claim.id} retaking={claim.pages.find(({ id }) => id === retakingId) ?? null} stopRetaking={stopRetaking} /> : null}
          <ClaimTrace claim={claim} show={(pageId, field) => setChosen({ pageId, field })} />
        </div>
        <PageStrip claim={claim} isOpen={isOpen} chosenId={page?.id ?? null} choose={(pageId) => setChosen({ pageId, field: null })} retake={setRetakingId} />
        {page ? <PageDetail key={page.id} page={page} isOpen={isOpen} shownField={chosen?.pageId === page.id ? chosen.field : null} /> : <EmptyPage />}
      </div>
    </div>
  )
}

function ClaimHead({ claim, isOpen, back }: { claim: DeskClaim; isOpen: boolean; back: () => void }) {
  const text = useText()
  const [recall, isRecalling] = useAction(() => call('claim.recall', { claimId: claim.id }))
  const mayRecall = claim.state === 'submitted' || claim.state === 'kept'
  return (
    <>
      <div className="screen-head">
        <Space><Button type="text" icon={<ArrowLeftOutlined />} onClick={back} aria-label={text.back} data-testid="back" /><Typography.Title level={4}>{claim.form.number || text.claims.untitled}</Typography.Title><ClaimStateTag claim={claim} />{claim.takenBy && <Typography.Text type="secondary">{text.takenBy(claim.takenBy)}</Typography.Text>}</Space>
        <Space>
          {mayRecall && <Popconfirm title={text.submit.recallAsk} onConfirm={() => void recall()}><Button loading={isRecalling} data-testid="recall">{text.submit.recall}</Button></Popconfirm>}
          {isOpen && <SubmitButton claim={claim} />}
        </Space>
      </div>
      {claim.error && <ErrorNote code={claim.error} />}
    </>
  )
}

function ClaimTrace({ claim, show }: { claim: DeskClaim; show: (pageId: PageId, field: FieldName | null) => void }) {
  const text = useText()
  if (claim.round === 0) return null
  return (
    <Tabs size="small" className="claim-trace" defaultActiveKey={claim.alerts.length > 0 ? 'alerts' : 'history'} items={[
      { key: 'alerts', label: `${text.alerts.title} ${claim.alerts.length}`, children: claim.alerts.map((alert) => <AlertCard key={alert.id} alert={alert} showEvidence={(pageId, field) => show(pageId as PageId, field as FieldName | null)} />) },
      { key: 'history', label: text.history.title, children: <ClaimHistory claim={claim} /> },
    ]} />
  )
}

function EmptyPage() {
  const text = useText()
  return <div className="page-detail empty"><Typography.Text type="secondary">{text.pages.empty}</Typography.Text></div>
}

