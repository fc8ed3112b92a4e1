/** One claim under review: its pages on the left, the chosen page with its fields in the middle, alerts and record on the right. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Checkbox, Descriptions, Popconfirm, Space, Spin, Tag, Typography } from 'antd'
import { useState } from 'react'
import { copiesOf } from '../src-shared/originals.ts'
import type { ClaimDetail, ReviewedPage, Session } from '../src-shared/station-api.ts'
import type { FieldName } from '../src-shared/voucher.ts'
import { usePageImage } from '../src-windows/page-image.ts'
import { AlertList } from './alert-list.tsx'
import { moveClaim, returnPages, useClaim } from './api.ts'
import { Failure } from './failure.tsx'
import { PageView } from './page-view.tsx'
import { useLanguage, useText } from './text/use-text.ts'
import { useAction } from './use-action.ts'

/** As wide as the list shows it on a screen of twice the pixels. */
const thumbLongSidePx = 400

type Reviewer = Session['account']

export function ClaimScreen({ claimId, reviewer }: { claimId: string; reviewer: Reviewer }) {
  const { data: claim, error } = useClaim(claimId)
  if (claim) return <OpenClaim key={claim.round} claim={claim} reviewer={reviewer} />
  return error ? <div className="screen"><BackToQueue /><Failure error={error} /></div> : <Spin className="waiting" />
}

function BackToQueue() {
  const text = useText()
  return <Button type="text" icon={<ArrowLeftOutlined />} aria-label={text.claim.back} data-testid="back" onClick={() => { location.hash = '' }} />
}

function OpenClaim({ claim, reviewer }: { claim: ClaimDetail; reviewer: Reviewer }) {
  const [chosen, setChosen] = useState<{ pageId: string; field: FieldName | null } | null>(null)
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const isMine = claim.state === 'in-review' && claim.takenBy?.id === reviewer.id
  const page = claim.pages.find(({ pageId }) => pageId === chosen?.pageId) ?? claim.pages[0]!
  const mark = (pageId: string, reason: string | null) => setReasons(({ [pageId]: _, ...others }) => (reason === null ? others : { ...others, [pageId]: reason }))
  return (
    <div className="claim-screen">
      <ClaimHead claim={claim} isMine={isMine} reasons={reasons} />
      <div className="claim-body">
        <PageList claim={claim} chosenId={page.pageId} choose={(pageId) => setChosen({ pageId, field: null })} reasons={reasons} mark={mark} isMine={isMine} />
        <PageView key={page.pageId} page={page} isCopy={copiesOf(claim.pages).has(page.pageId)} shownField={chosen?.pageId === page.pageId ? chosen.field : null} isMine={isMine} reason={reasons[page.pageId] ?? null} mark={(reason) => mark(page.pageId, reason)} />
        <div className="claim-side"><AlertList claim={claim} isMine={isMine} show={(pageId, field) => setChosen({ pageId, field })} /><History claim={claim} /></div>
      </div>
    </div>
  )
}

function ClaimHead({ claim, isMine, reasons }: { claim: ClaimDetail; isMine: boolean; reasons: Record<string, string> }) {
  const text = useText()
  const { form } = claim
  return (
    <div className="claim-head">
      <div className="screen-head">
        <Space><BackToQueue /><Typography.Title level={4}>{form.number}</Typography.Title><Tag data-testid="claim-state" data-state={claim.state}>{claim.takenBy ? text.claim.takenBy(claim.takenBy.name) : text.states[claim.state]}</Tag>{claim.round > 1 && <Tag>{text.queue.round(claim.round)}</Tag>}</Space>
        <Moves claim={claim} isMine={isMine} reasons={reasons} />
      </div>
      <Descriptions size="small" column={6} items={[
        { key: 'unit', label: text.queue.unit, children: claim.unit.name }, { key: 'purpose', label: text.queue.purpose, children: form.purpose }, { key: 'item', label: text.claim.budgetItem, children: form.budgetItem || '—' },
        { key: 'payee', label: text.claim.payee, children: form.payee || '—' }, { key: 'amount', label: text.queue.amount, children: <b className="figure">{form.amount}</b> }, { key: 'year', label: text.claim.budgetYear, children: form.budgetYear },
      ]} />
    </div>
  )
}

function Moves({ claim, isMine, reasons }: { claim: ClaimDetail; isMine: boolean; reasons: Record<string, string> }) {
  const text = useText()
  const [move, isMoving] = useAction((step: 'take' | 'release' | 'approve') => moveClaim(claim.id, step))
  const chosen = Object.entries(reasons)
  const [giveBack, isReturning] = useAction(() => returnPages(claim.id, chosen.map(([pageId, reason]) => ({ pageId, reason: reason.trim() }))))
  if (claim.state === 'kept') return <Button type="primary" loading={isMoving} data-testid="take" onClick={() => void move('take')}>{text.claim.take}</Button>
  if (!isMine) return null
  return (
    <Space>
      <Button onClick={() => void move('release')} loading={isMoving}>{text.claim.release}</Button>
      <Button danger data-testid="return" loading={isReturning} disabled={chosen.length === 0 || chosen.some(([, reason]) => reason.trim() === '')} onClick={() => void giveBack()}>{chosen.length === 0 ? text.claim.returnNone : text.claim.returnPages(chosen.length)}</Button>
      <Popconfirm title={text.claim.approveAsk} onConfirm={() => void move('approve')} okButtonProps={{ 'data-testid': 'confirm-approve' } as Record<`data-${string}`, string>}><Button type="primary" data-testid="approve" loading={isMoving} disabled={chosen.length > 0}>{text.claim.approve}</Button></Popconfirm>
    </Space>
  )
}

interface PageListProps { claim: ClaimDetail; chosenId: string; choose: (pageId: string) => void; reasons: Record<string, string>; mark: (pageId: string, reason: string | null) => void; isMine: boolean }

function PageList({ claim, chosenId, choose, reasons, mark, isMine }: PageListProps) {
  const text = useText()
  return (
    <div className="page-list">
      {claim.pages.map((page) => (
        <div key={page.pageId} className={`list-page ${page.pageId === chosenId ? 'chosen' : ''} ${page.review}`} data-testid="page" data-page-id={page.pageId} onClick={() => choose(page.pageId)}>
          <PageThumb page={page} />
          <PageWords page={page} />
          {isMine && <Checkbox checked={page.pageId in reasons} data-testid="return-page" onChange={(event) => { choose(page.pageId); mark(page.pageId, event.target.checked ? '' : null) }}>{text.claim.choose}</Checkbox>}
        </div>
      ))}
    </div>
  )
}

function PageThumb({ page }: { page: ReviewedPage }) {
  const text = useText()
  const { address } = usePageImage(`/api/files/${page.pageId}`, thumbLongSidePx)
  return <svg viewBox={`0 0 ${page.widthPx} ${page.heightPx}`} role="img" aria-label={text.claim.page(page.position)}>{address && <image href={address} width={page.widthPx} height={page.heightPx} />}</svg>
}

function PageWords({ page }: { page: ReviewedPage }) {
  const text = useText()
  return (
    <div className="page-words">
      <span>{page.position}. {text.kinds[page.kind]}</span>
      {page.fields.amountTotal && <b className="figure">¥{page.fields.amountTotal.value}</b>}
      <Space size={2}>
        {page.retakeOf && <Tag>{text.claim.retake}</Tag>}
        {page.review === 'approved' && <Tag color="success">{text.claim.approved}</Tag>}
        {page.review === 'returned' && <Tag color="error">{text.claim.returned}</Tag>}
        {page.quality.reasons.length > 0 && <Tag color="orange">{text.claim.flawed}</Tag>}
        {page.checks.some((check) => !check.ok) && <Tag color="orange">{text.claim.unsure}</Tag>}
      </Space>
    </div>
  )
}

function History({ claim }: { claim: ClaimDetail }) {
  const text = useText()
  const locale = useLanguage() === 'zh' ? 'zh-CN' : 'en-GB'
  return (
    <div className="history">
      <Typography.Text strong>{text.claim.history}</Typography.Text>
      {claim.history.map((step, i) => <div key={i}><b>{text.historyActions[step.action] ?? step.action}</b> {step.actor} <Typography.Text type="secondary">{new Date(step.at).toLocaleString(locale)}</Typography.Text>{step.action === 'returned' && <div>{step.text}</div>}</div>)}
    </div>
  )
}
