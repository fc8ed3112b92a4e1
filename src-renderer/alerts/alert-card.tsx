/** One alert in words, with its evidence and its whole trace; the unit explains here. */
import { Button, Card, Input, Space, Tag, Timeline, Typography } from 'antd'
import { useState } from 'react'
import type { Alert } from '../../src-shared/station-api.ts'
import { call } from '../bridge.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export const levelColours = { 1: 'red', 2: 'orange', 3: 'gold' } as const
const stateColours: Record<Alert['state'], string> = { open: 'error', explained: 'processing', confirmed: 'warning', voided: 'default' }

export function AlertCard({ alert, openClaim, showEvidence }: { alert: Alert; openClaim?: () => void; showEvidence?: (pageId: string, field: string | null) => void }) {
  const text = useText()
  const language = useLanguage()
  const isOpen = alert.state === 'open' || alert.state === 'explained'
  return (
    <Card size="small" className={`alert-card level-${alert.level}`} data-testid="alert" data-state={alert.state}
      title={<Space><Tag color={levelColours[alert.level]}>{text.alerts.level[alert.level]}</Tag>{alert.title[language]}<Tag color={stateColours[alert.state]}>{text.alerts.states[alert.state]}</Tag></Space>}
      extra={openClaim && <Button type="link" size="small" onClick={openClaim}>{alert.claimNumber}</Button>}>
      <Typography.Paragraph>{alert.text[language]}</Typography.Paragraph>
      <Space wrap size={4} className="evidence">
        {alert.evidence.map((piece, i) => (
          <Tag key={i} className={showEvidence && piece.pageId ? 'clickable' : undefined} onClick={() => piece.pageId && showEvidence?.(piece.pageId, piece.field)}>{piece.field ? text.fields[piece.field] : ''} {piece.value}</Tag>
        ))}
      </Space>
      <Timeline className="trace" items={alert.log.map((step) => ({ key: step.at + step.action, content: <><Typography.Text type="secondary">{new Date(step.at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')} · {step.actor} · {text.alerts.actions[step.action]}</Typography.Text>{step.action !== 'raised' && <div>{step.text}</div>}</> }))} />
      {isOpen && <Explain alert={alert} />}
    </Card>
  )
}

function Explain({ alert }: { alert: Alert }) {
  const text = useText()
  const [words, setWords] = useState('')
  const [explain, isRunning] = useAction(async () => {
    await call('alert.explain', { alertId: alert.id, text: words.trim() })
    setWords('')
  })
  return (
    <Space.Compact block>
      <Input value={words} maxLength={1000} placeholder={text.alerts.explain} onChange={(event) => setWords(event.target.value)} />
      <Button type="primary" loading={isRunning} disabled={words.trim() === ''} onClick={() => void explain()}>{text.alerts.send}</Button>
    </Space.Compact>
  )
}
