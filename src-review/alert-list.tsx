/** Alerts of a claim, gravest first; the reviewer who has the claim confirms or voids each with a reason. */
import { Button, Card, Input, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Alert, ClaimDetail } from '../src-shared/station-api.ts'
import type { FieldName } from '../src-shared/voucher.ts'
import { judgeAlert } from './api.ts'
import { useLanguage, useText } from './text/use-text.ts'
import { useAction } from './use-action.ts'

const levelColours = { 1: 'red', 2: 'orange', 3: 'gold' } as const

interface AlertListProps { claim: ClaimDetail; isMine: boolean; show: (pageId: string, field: FieldName | null) => void }

export function AlertList({ claim, isMine, show }: AlertListProps) {
  const text = useText()
  return (
    <div className="alerts">
      <Typography.Text strong>{text.alerts.title} {claim.alerts.length}</Typography.Text>
      {claim.alerts.length === 0 && <Typography.Text type="secondary">{text.alerts.none}</Typography.Text>}
      {claim.alerts.map((alert) => <AlertCard key={alert.id} alert={alert} isMine={isMine} show={show} />)}
    </div>
  )
}

function AlertCard({ alert, isMine, show }: { alert: Alert; isMine: boolean; show: AlertListProps['show'] }) {
  const text = useText()
  const language = useLanguage()
  const isOpen = alert.state === 'open' || alert.state === 'explained'
  return (
    <Card size="small" className={`alert-card level-${alert.level}`} data-testid="alert" data-state={alert.state}>
      <Space wrap size={4}><Tag color={levelColours[alert.level]}>{text.alerts.level[alert.level]} · {text.alerts.meaning[alert.level]}</Tag><b>{alert.title[language]}</b><Tag>{text.alerts.states[alert.state]}</Tag></Space>
      <Typography.Paragraph>{alert.text[language]}</Typography.Paragraph>
      <Space wrap size={4}>{alert.evidence.map((piece, i) => <Tag key={i} className="clickable" onClick={() => piece.pageId && show(piece.pageId, piece.field)}>{piece.field ? text.fields[piece.field] : text.alerts.evidence} {piece.value}</Tag>)}</Space>
      <div className="trace">{alert.log.map((step, i) => <div key={i}><b>{text.alerts.actions[step.action]}</b> {step.actor} <Typography.Text type="secondary">{new Date(step.at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')}</Typography.Text>{step.action !== 'raised' && <div>{step.text}</div>}</div>)}</div>
      {isMine && isOpen && <Judge alert={alert} />}
    </Card>
  )
}

function Judge({ alert }: { alert: Alert }) {
  const text = useText()
  const [words, setWords] = useState('')
  const [judge, isRunning] = useAction((verdict: 'confirm' | 'void') => judgeAlert(alert.id, verdict, words.trim()))
  const isEmpty = words.trim() === ''
  return (
    <Space direction="vertical" className="judge">
      <Input.TextArea rows={2} maxLength={1000} value={words} placeholder={text.alerts.reason} data-testid="finding" onChange={(event) => setWords(event.target.value)} />
      <Space><Button size="small" danger disabled={isEmpty} loading={isRunning} data-testid="confirm-alert" onClick={() => void judge('confirm')}>{text.alerts.confirm}</Button><Button size="small" disabled={isEmpty} loading={isRunning} data-testid="void-alert" onClick={() => void judge('void')}>{text.alerts.void}</Button></Space>
    </Space>
  )
}
