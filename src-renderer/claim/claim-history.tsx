/** Who did what to the claim, and when. */
import { Timeline, Typography } from 'antd'
import type { DeskClaim } from '../../src-shared/ipc-contract.ts'
import { useLanguage, useText } from '../text/use-text.ts'

export function ClaimHistory({ claim }: { claim: DeskClaim }) {
  const text = useText()
  const locale = useLanguage() === 'zh' ? 'zh-CN' : 'en-GB'
  return (
    <Timeline className="trace" items={claim.history.map((step, i) => ({
      key: i, content: <><b>{text.history.actions[step.action] ?? step.action}</b> <Typography.Text type="secondary">{new Date(step.at).toLocaleString(locale)}</Typography.Text></>,
    }))} />
  )
}
