/** All claims of the unit at this desk, newest first. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Empty, Input, Popconfirm, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { ClaimOverview } from '../../src-shared/ipc-contract.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { call, useClaims } from '../bridge.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import { ClaimStateTag } from '../ui/claim-state-tag.tsx'
import { useAction } from '../ui/use-action.ts'

export function ClaimListScreen({ open }: { open: (claimId: ClaimId) => void }) {
  const text = useText()
  const language = useLanguage()
  const { data: claims, isPending } = useClaims()
  const [sought, setSought] = useState('')
  const [create, isCreating] = useAction(async () => open((await call('claim.create')).claimId))
  const [remove] = useAction((claimId: ClaimId) => call('claim.remove', { claimId }))
  const shown = claims?.filter(({ form }) => `${form.number} ${form.purpose} ${form.payee}`.toLowerCase().includes(sought.trim().toLowerCase()))
  return (
    <div className="screen">
      <div className="screen-head">
        <Typography.Title level={4}>{text.claims.title}</Typography.Title>
        <Space>
          <Input.Search allowClear placeholder={text.claims.search} onChange={(event) => setSought(event.target.value)} className="search" />
          <Button type="primary" icon={<PlusOutlined />} loading={isCreating} onClick={() => void create()}>{text.claims.create}</Button>
        </Space>
      </div>
      <Table<ClaimOverview> rowKey="id" loading={isPending} dataSource={shown} pagination={{ pageSize: 15, hideOnSinglePage: true }} rowClassName="clickable"
        onRow={(claim) => ({ onClick: () => open(claim.id) })} locale={{ emptyText: <Empty description={text.claims.empty} /> }}
        columns={[
          { title: text.claims.number, width: 180, render: (_, claim) => claim.form.number || <Typography.Text type="secondary">{text.claims.untitled}</Typography.Text> },
          { title: text.claims.purpose, ellipsis: true, render: (_, claim) => claim.form.purpose },
          { title: text.form.payee, ellipsis: true, render: (_, claim) => claim.form.payee },
          { title: text.claims.amount, align: 'right', width: 130, render: (_, claim) => <span className="figure">{claim.form.amount}</span> },
          { title: text.claims.pages, align: 'right', width: 80, render: (_, claim) => <span className="figure">{claim.pageCount}</span> },
          { title: text.claims.state, width: 220, render: (_, claim) => <Space size={4}><ClaimStateTag claim={claim} />{claim.openAlerts > 0 && <Tag color="warning">{text.claims.alerts(claim.openAlerts)}</Tag>}</Space> },
          { title: text.claims.changed, width: 200, render: (_, claim) => <span className="figure">{new Date(claim.changedAt).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')}</span> },
          {
            width: 56, render: (_, claim) => claim.state === 'draft' && claim.round === 0 && claim.pageCount === 0 && claim.capturesWaiting === 0 && (
              <span onClick={(event) => event.stopPropagation()}>
                <Popconfirm title={text.claims.removeAsk} onConfirm={() => void remove(claim.id)}><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={text.claims.remove} /></Popconfirm>
              </span>
            ),
          },
        ]} />
    </div>
  )
}
