/** The server's address, the proxy, language, reading engine; which cameras the USB bus has. */
import { CheckCircleFilled } from '@ant-design/icons'
import { App, Button, Card, Descriptions, Form, Input, List, Segmented, Select, Space, Typography } from 'antd'
import { useState } from 'react'
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { Settings, Status } from '../../src-shared/ipc-contract.ts'
import { call, DeskError, useUsbCameras } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { useAction } from '../ui/use-action.ts'
import { CorrectionsCard } from './corrections-card.tsx'
import { ReadingCard } from './reading-card.tsx'

export function SettingsScreen({ status, back }: { status: Status; back: () => void }) {
  const text = useText()
  const { message } = App.useApp()
  const [form] = Form.useForm<Settings>()
  const [save, isSaving] = useAction(async (settings: Settings) => {
    await call('settings.save', { ...status.settings, ...settings })
    void message.success(text.settings.saved)
  })
  return (
    <div className="screen narrow">
      <div className="screen-head"><Typography.Title level={4}>{text.settings.title}</Typography.Title><Button onClick={back}>{text.back}</Button></div>
      <Card>
        <Form form={form} layout="vertical" initialValues={status.settings} onFinish={(settings) => void save(settings)}>
          <Form.Item name="serverUrl" label={text.settings.server} rules={[{ required: true, pattern: /^https?:\/\/[^\s/]+/, message: text.settings.badUrl }]}><Input /></Form.Item>
          <Form.Item name="proxy" label={text.settings.proxy} rules={[{ pattern: /^$|^((https?|socks5):\/\/)?[\w.-]+:\d{1,5}$/, message: text.settings.badProxy }]}><Input placeholder="10.0.0.1:8080" /></Form.Item>
          <ServerTest read={() => form.getFieldsValue()} />
          <Form.Item name="language" label={text.settings.language}><Segmented options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} /></Form.Item>
          <Form.Item name="engine" label={text.settings.engine}><Select options={(['auto', 'paddle', 'tesseract'] as const).map((value) => ({ value, label: text.settings.engines[value] }))} className="short" /></Form.Item>
          <Form.Item name="tone" label={text.settings.tone} extra={text.settings.toneHint}><Segmented options={(['colour', 'grey', 'black-white'] as const).map((value) => ({ value, label: text.settings.tones[value] }))} /></Form.Item>
          <Button type="primary" htmlType="submit" loading={isSaving}>{text.settings.save}</Button>
        </Form>
      </Card>
      {status.session && <ReadingCard />}
      {status.session && <CorrectionsCard />}
      <UsbCameras />
      <Card size="small"><Space><Typography.Text type="secondary">{text.settings.version} {status.version}</Typography.Text><Button size="small" onClick={() => void call('app.openLog')}>{text.settings.log}</Button></Space></Card>
    </div>
  )
}

function ServerTest({ read }: { read: () => Settings }) {
  const text = useText()
  const [result, setResult] = useState<'ok' | ErrorCode | 'running' | null>(null)
  const test = async () => {
    setResult('running')
    const { serverUrl, proxy } = read()
    setResult(await call('settings.testServer', { serverUrl, proxy: proxy ?? '' }).then(() => 'ok' as const, (error: unknown) => (error instanceof DeskError ? error.code : 'internal')))
  }
  return (
    <Form.Item>
      <Space><Button onClick={() => void test()} loading={result === 'running'}>{text.settings.test}</Button>{result === 'ok' && <Typography.Text type="success"><CheckCircleFilled /> {text.settings.testOk}</Typography.Text>}</Space>
      {result !== null && result !== 'ok' && result !== 'running' && <div className="below"><ErrorNote code={result} /></div>}
    </Form.Item>
  )
}

function UsbCameras() {
  const text = useText()
  const { data: cameras = [] } = useUsbCameras()
  const hex = (id: number) => id.toString(16).padStart(4, '0')
  return (
    <Card size="small" title={text.settings.cameras}>
      {cameras.length === 0 ? <Typography.Text type="secondary">{text.settings.noCameras}</Typography.Text> : (
        <List size="small" dataSource={cameras} renderItem={(camera) => (
          <List.Item><Descriptions size="small" column={3} items={[
            { key: 'name', label: camera.manufacturer ?? text.camera.usb, children: camera.product ?? '—' },
            { key: 'id', label: 'ID', children: `${hex(camera.vendorId)}:${hex(camera.productId)}` },
            { key: 'serial', label: 'S/N', children: camera.serialNumber ?? '—' },
          ]} /></List.Item>
        )} />
      )}
    </Card>
  )
}
