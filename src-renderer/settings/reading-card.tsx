/** Which models read, and reading again what another model read. */
import { ReloadOutlined } from '@ant-design/icons'
import { Button, Card, Space, Spin, Table, Tag, Typography } from 'antd'
import type { ReadingModel } from '../../src-shared/ipc-contract.ts'
import { call, useModels, useOlderReadings } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export function ReadingCard() {
  const text = useText()
  const { data: models } = useModels()
  return (
    <Card size="small" title={text.reading.title} data-testid="models">
      {models ? (
        <Table<ReadingModel> size="small" pagination={false} rowKey={({ name, version }) => `${name} ${version}`} dataSource={models.installed} columns={[
          { title: text.reading.model, width: 320, render: (_, { name, version, inUse }) => <Space size={6}><b>{name}</b><span>{version}</span>{inUse && <Tag color="green">{text.reading.inUse}</Tag>}</Space> },
          { title: text.reading.licence, dataIndex: 'licence', width: 120 }, { title: text.reading.source, dataIndex: 'source' },
        ]} />
      ) : <Spin size="small" />}
      <OlderReadings />
    </Card>
  )
}

function OlderReadings() {
  const text = useText()
  const { data: older } = useOlderReadings(null)
  const [readAgain, isAsking] = useAction(() => call('models.readAgain', { claimId: null }))
  if (!older) return null
  if (older.captures === 0) return <Typography.Paragraph type="secondary" className="below">{text.reading.upToDate}</Typography.Paragraph>
  return (
    <Space className="below">
      <Typography.Text>{text.reading.older(older.captures)}</Typography.Text>
      <Button size="small" icon={<ReloadOutlined />} loading={isAsking} data-testid="read-all-again" onClick={() => void readAgain()}>{text.reading.again(older.captures)}</Button>
      <Typography.Text type="secondary">{text.reading.againHint}</Typography.Text>
    </Space>
  )
}
