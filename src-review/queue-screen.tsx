/** The queue of claims: waiting, under review, done. */
import { Empty, Segmented, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { ClaimSummary } from '../src-shared/station-api.ts'
import { useQueue } from './api.ts'
import { Failure } from './failure.tsx'
import { useLanguage, useText } from './text/use-text.ts'

const views = { waiting: 'kept', mine: 'in-review', done: 'approved,returned' } as const
const stateColours: Record<ClaimSummary['state'], string> = { draft: 'default', submitted: 'default', kept: 'cyan', 'in-review': 'blue', approved: 'success', returned: 'error' }

export function QueueScreen() {
  const text = useText()
  const locale = useLanguage() === 'zh' ? 'zh-CN' : 'en-GB'
  const [view, setView] = useState<keyof typeof views>('waiting')
  const { data, isPending, error } = useQueue(views[view])
  return (
    <div className="screen">
      <div className="screen-head">
        <Typography.Title level={4}>{text.queue.title}</Typography.Title>
        <Segmented value={view} onChange={setView} options={(['waiting', 'mine', 'done'] as const).map((value) => ({ value, label: text.queue[value] }))} />
      </div>
      {error && <Failure error={error} />}
      <Table<ClaimSummary> rowKey="id" loading={isPending} dataSource={data?.claims} pagination={{ pageSize: 20, hideOnSinglePage: true }} rowClassName="clickable" locale={{ emptyText: <Empty description={text.queue.empty} /> }}
        onRow={(claim) => ({ 'data-testid': 'queue-claim', 'data-number': claim.form.number, onClick: () => { location.hash = `claim=${claim.id}` } }) as object}
        columns={[
          { title: text.queue.number, width: 180, render: (_, claim) => <Space size={4}><b>{claim.form.number}</b>{claim.round > 1 && <Tag>{text.queue.round(claim.round)}</Tag>}</Space> },
          { title: text.queue.unit, ellipsis: true, width: 260, render: (_, claim) => claim.unit.name },
          { title: text.queue.purpose, ellipsis: true, render: (_, claim) => claim.form.purpose },
          { title: text.queue.amount, align: 'right', width: 130, render: (_, claim) => <span className="figure">{claim.form.amount}</span> },
          { title: text.queue.pages, align: 'right', width: 80, render: (_, claim) => <span className="figure">{claim.pageCount}</span> },
          { title: text.queue.alerts, width: 190, render: (_, claim) => <AlertCounts claim={claim} /> },
          { title: text.queue.state, width: 160, render: (_, claim) => <Tag color={stateColours[claim.state]}>{claim.takenBy ? text.claim.takenBy(claim.takenBy.name) : text.states[claim.state]}</Tag> },
          { title: text.queue.submitted, width: 180, render: (_, claim) => <span className="figure">{new Date(claim.submittedAt).toLocaleString(locale)}</span> },
        ]} />
    </div>
  )
}

function AlertCounts({ claim: { openAlerts } }: { claim: ClaimSummary }) {
  const text = useText()
  const colours = { 1: 'red', 2: 'orange', 3: 'gold' } as const
  return <Space size={2}>{([1, 2, 3] as const).map((level) => openAlerts[`level${level}`] > 0 && <Tag key={level} color={colours[level]}>{text.alerts.level[level]} {openAlerts[`level${level}`]}</Tag>)}</Space>
}
