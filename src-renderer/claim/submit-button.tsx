/** Before submission the bureau's own rules run here on what the desk knows; the unit corrects, or explains and submits. */
import { Alert, App, Button, Input, Modal, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { DeskClaim } from '../../src-shared/ipc-contract.ts'
import { hitText } from '../../src-shared/rules/review-rules.ts'
import { levelColours } from '../alerts/alert-card.tsx'
import { call, useRuleHits } from '../bridge.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export function SubmitButton({ claim }: { claim: DeskClaim }) {
  const text = useText()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button type="primary" data-testid="submit" disabled={claim.pages.length === 0 || claim.capturesWaiting > 0} onClick={() => setAsking(true)}>{text.submit.submit}</Button>
      {isAsking && <SubmitQuestion claim={claim} close={() => setAsking(false)} />}
    </>
  )
}

function SubmitQuestion({ claim, close }: { claim: DeskClaim; close: () => void }) {
  const text = useText()
  const language = useLanguage()
  const { message } = App.useApp()
  const { data: hits = [], isPending } = useRuleHits(claim.id, true)
  const [words, setWords] = useState<Record<string, string>>({})
  const [submit, isSubmitting] = useAction(async () => {
    const explanations = hits.flatMap(({ hit }) => {
      const said = words[hit.ruleId + hit.key]?.trim()
      return said ? [{ ruleId: hit.ruleId, key: hit.key, text: said }] : []
    })
    await call('claim.submit', { claimId: claim.id, explanations })
    void message.success(text.submit.done)
    close()
  })
  return (
    <Modal open title={text.submit.title} onCancel={close} okText={text.submit.confirm} cancelText={text.submit.cancel} confirmLoading={isSubmitting || isPending} onOk={() => void submit()} width={640} okButtonProps={{ 'data-testid': 'confirm-submit' } as Record<`data-${string}`, string>}>
      <Alert type={hits.length === 0 ? 'success' : 'warning'} showIcon title={hits.length === 0 ? text.submit.none : text.submit.some} />
      {hits.map(({ rule, hit }) => (
        <div key={hit.ruleId + hit.key} className={`hit level-${hit.level}`} data-testid="rule-hit">
          <Space><Tag color={levelColours[hit.level]}>{text.alerts.level[hit.level]}</Tag><b>{rule.title[language]}</b><Typography.Text type="secondary">{text.alerts.levelMeaning[hit.level]}</Typography.Text></Space>
          <Typography.Paragraph>{pageNumber(claim, hit.pageId, text.pages.page)}{hitText(rule, hit, language)}</Typography.Paragraph>
          <Input.TextArea rows={2} maxLength={1000} placeholder={text.submit.explain} onChange={(event) => setWords({ ...words, [hit.ruleId + hit.key]: event.target.value })} />
        </div>
      ))}
    </Modal>
  )
}

function pageNumber(claim: DeskClaim, pageId: string | null, words: (n: number) => string): string {
  const index = claim.pages.findIndex(({ id }) => id === pageId)
  return index < 0 ? '' : `${words(index + 1)} · `
}
