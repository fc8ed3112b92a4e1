/** The correction log, which leaves this computer only from here. */
import { App, Button, Card, Checkbox, Space, Typography } from 'antd'
import { useState } from 'react'
import { call, useCorrectionCount } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export function CorrectionsCard() {
  const text = useText()
  const { message } = App.useApp()
  const { data } = useCorrectionCount()
  const [withImages, setWithImages] = useState(false)
  const [save, isSaving] = useAction(async () => {
    if ((await call('corrections.export', { withImages })).isSaved) void message.success(text.corrections.exported)
  })
  return (
    <Card size="small" title={text.corrections.title} data-testid="corrections">
      <Typography.Paragraph type="secondary">{text.corrections.hint}</Typography.Paragraph>
      <Space size={16}>
        <Button size="small" loading={isSaving} disabled={!data?.corrections} data-testid="export-corrections" onClick={() => void save()}>{text.corrections.export}</Button>
        <Checkbox checked={withImages} onChange={(event) => setWithImages(event.target.checked)}>{text.corrections.withImages}</Checkbox>
        {data && <Typography.Text type="secondary">{text.corrections.count(data.corrections)}</Typography.Text>}
      </Space>
    </Card>
  )
}
