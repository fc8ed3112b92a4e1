/** Signing in; the desk keeps its pages whoever is signed in. */
import { Button, Card, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { Status } from '../../src-shared/ipc-contract.ts'
import { call, DeskError } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { ErrorNote } from '../ui/error-note.tsx'

export function SignInScreen({ status, openSettings }: { status: Status; openSettings: () => void }) {
  const text = useText()
  return (
    <div className="sign-in">
      <Card className="sign-in-card">
        <div className="sign-in-brand"><span className="brand-mark large">凭</span><div><Typography.Title level={3}>{text.product}</Typography.Title><Typography.Text type="secondary">{text.productLine}</Typography.Text></div></div>
        <SignInForm />
        <Typography.Paragraph type="secondary">{text.signIn.hint}</Typography.Paragraph>
        <div className="sign-in-server"><Typography.Text type="secondary">{text.signIn.server} {status.settings.serverUrl}</Typography.Text><Button type="link" size="small" onClick={openSettings}>{text.signIn.change}</Button></div>
      </Card>
    </div>
  )
}

export function SignInForm({ done }: { done?: () => void }) {
  const text = useText()
  const [error, setError] = useState<ErrorCode | null>(null)
  const [isRunning, setRunning] = useState(false)
  const signIn = async (values: { account: string; password: string }) => {
    setRunning(true)
    setError(null)
    try {
      await call('session.signIn', values)
      done?.()
    } catch (failure) {
      setError(failure instanceof DeskError ? failure.code : 'internal')
    } finally {
      setRunning(false)
    }
  }
  return (
    <Form layout="vertical" size="large" onFinish={signIn} requiredMark={false}>
      <Form.Item name="account" label={text.signIn.account} rules={[{ required: true, message: '' }]}><Input autoFocus autoComplete="off" /></Form.Item>
      <Form.Item name="password" label={text.signIn.password} rules={[{ required: true, message: '' }]}><Input.Password autoComplete="off" /></Form.Item>
      {error && <Form.Item><ErrorNote code={error} /></Form.Item>}
      <Button type="primary" htmlType="submit" block loading={isRunning}>{text.signIn.submit}</Button>
    </Form>
  )
}
