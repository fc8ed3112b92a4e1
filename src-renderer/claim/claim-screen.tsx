/** One claim: camera on the left, its pages in the middle, the chosen page on the right, the claim's own form above. */
import { ArrowLeftOutlined, FilePdfOutlined, ReloadOutlined } from '@ant-design/icons'
import { App, Button, Popconfirm, Space, Spin, Tabs, Tooltip, Typography } from 'antd'
import { useCallback, useState } from 'react'
import type { DeskClaim } from '../../src-shared/ipc-contract.ts'
import type { ClaimId, FieldName, PageId } from '../../src-shared/voucher.ts'
import { AlertCard } from '../alerts/alert-card.tsx'
import { call, DeskError, useClaim, useOlderReadings } from '../bridge.ts'
import { CameraPanel } from '../capture/camera-panel.tsx'
import { useText } from '../text/use-text.ts'
import { ClaimStateTag } from '../ui/claim-state-tag.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useAction } from '../ui/use-action.ts'
import { ClaimForm } from './claim-form.tsx'
import { ClaimHistory } from './claim-history.tsx'
import { FileDrop, PickFilesButton } from './file-drop.tsx'
import { PageDetail, type ShownPlace } from './page-detail.tsx'
import { PageStrip } from './page-strip.tsx'
import { SubmitButton } from './submit-button.tsx'

/** A page to open, and where on it to look. */
export interface ChosenPage extends ShownPlace { pageId: PageId }

interface ClaimScreenProps { claimId: ClaimId; first: ChosenPage | null; back: () => void; openPage: (claimId: ClaimId, pageId: PageId) => void }

/** @param props.first the page that is open at the beginning; null: the last */
export function ClaimScreen({ claimId, ...props }: ClaimScreenProps) {
  const text = useText()
  const { data: claim, error } = useClaim(claimId)
  if (claim) return <OpenClaim claim={claim} {...props} />
  if (!error) return <Spin className="waiting" />
  return <div className="screen"><ErrorNote code={error instanceof DeskError ? error.code : 'internal'} action={<Button onClick={props.back}>{text.back}</Button>} /></div>
}

function OpenClaim({ claim, first, back, openPage }: Omit<ClaimScreenProps, 'claimId'> & { claim: DeskClaim }) {
  const isOpen = claim.state === 'draft' || claim.state === 'returned'
  const [chosen, setChosen] = useState(first)
  const [retakingId, setRetakingId] = useState<PageId | null>(null)
  const stopRetaking = useCallback(() => setRetakingId(null), [])
  const page = claim.pages.find(({ id }) => id === chosen?.pageId) ?? claim.pages.at(-1) ?? null
  const choose = (pageId: PageId, field: FieldName | null = null) => setChosen({ pageId, field, boxesPx: [] })
  const openAny = (claimId: ClaimId, pageId: PageId) => (claimId === claim.id ? choose(pageId) : openPage(claimId, pageId))
  const shown = chosen && chosen.pageId === page?.id ? chosen : nowhere
  const screen = (
    <div className="claim-screen">
      <ClaimHead claim={claim} isOpen={isOpen} back={back} />
      <ClaimForm claim={claim} isOpen={isOpen} />
      <div className="claim-body">
        <div className="claim-side">
          {isOpen ? <CameraPanel claimId={claim.id} retaking={claim.pages.find(({ id }) => id === retakingId) ?? null} stopRetaking={stopRetaking} /> : null}
          {isOpen && <PickFilesButton claimId={claim.id} />}
          <ClaimTrace claim={claim} show={choose} />
        </div>
        <PageStrip claim={claim} isOpen={isOpen} chosenId={page?.id ?? null} choose={choose} retake={setRetakingId} />
        {page ? <PageDetail key={page.id} page={page} isOpen={isOpen} shown={shown} openPage={openAny} /> : <EmptyPage />}
      </div>
    </div>
  )
  return isOpen ? <FileDrop claimId={claim.id}>{screen}</FileDrop> : screen
}

const nowhere: ShownPlace = { field: null, boxesPx: [] }

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
          {isOpen && <ReadAgainButton claim={claim} />}
          {isOpen && <CoverButton claim={claim} />}
          {isOpen && <SubmitButton claim={claim} />}
        </Space>
      </div>
      {claim.error && <ErrorNote code={claim.error} />}
    </>
  )
}

/** Where a newer model could read the claim's pages better. */
function ReadAgainButton({ claim }: { claim: DeskClaim }) {
  const text = useText()
  const { data } = useOlderReadings(claim.id)
  const [readAgain, isAsking] = useAction(() => call('models.readAgain', { claimId: claim.id }))
  if (!data || data.captures === 0) return null
  return <Tooltip title={text.reading.againHint}><Button icon={<ReloadOutlined />} loading={isAsking} data-testid="read-again" onClick={() => void readAgain()}>{text.reading.again(data.captures)}</Button></Tooltip>
}

function CoverButton({ claim }: { claim: DeskClaim }) {
  const text = useText()
  const { message } = App.useApp()
  const [save, isSaving] = useAction(async () => {
    if ((await call('claim.saveCover', { claimId: claim.id })).isSaved) void message.success(text.cover.saved)
  })
  return <Tooltip title={text.cover.hint}><Button icon={<FilePdfOutlined />} loading={isSaving} data-testid="save-cover" onClick={() => void save()}>{text.cover.save}</Button></Tooltip>
}

function ClaimTrace({ claim, show }: { claim: DeskClaim; show: (pageId: PageId, field?: FieldName | null) => void }) {
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

