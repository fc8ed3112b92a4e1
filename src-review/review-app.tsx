/** Who is signed in decides what the page is: the queue for reviewers, accounts for administrators. */
import { App, Button, Card, ConfigProvider, Form, Input, Layout, Space, Spin, Typography } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useEffect, useState } from 'react'
import type { Session } from '../src-shared/station-api.ts'
import { AdminScreen } from './admin-screen.tsx'
import { queryClient, signIn, signOut, useNews, useSession } from './api.ts'
import { ClaimScreen } from './claim-screen.tsx'
import { QueueScreen } from './queue-screen.tsx'
import { type Language, LanguageContext, useText } from './text/use-text.ts'
import { useAction } from './use-action.ts'

/** antd's styles come as a file, which a strict CSP lets through; the key is the class under which that file keeps its variables. */
const prebuiltStyles = { zeroRuntime: true, cssVar: { key: 'css-var-_R_0_' } }

const languageKey = 'pingying-language'

export function ReviewApp() {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh'))
  const switchLanguage = () => setLanguage((now) => (now === 'zh' ? 'en' : 'zh'))
  useEffect(() => {
    localStorage.setItem(languageKey, language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return (
    <LanguageContext value={language}>
      <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={prebuiltStyles}>
        <App className="review"><Page switchLanguage={switchLanguage} /></App>
      </ConfigProvider>
    </LanguageContext>
  )
}

function Page({ switchLanguage }: { switchLanguage: () => void }) {
  const { data: session, isPending } = useSession()
  if (isPending) return <Spin size="large" className="waiting" />
  if (!session) return <SignIn switchLanguage={switchLanguage} />
  return <SignedIn session={session} switchLanguage={switchLanguage} />
}

function SignedIn({ session, switchLanguage }: { session: Session; switchLanguage: () => void }) {
  const text = useText()
  const isAdmin = session.account.role === 'admin'
  const [leave] = useAction(async () => {
    await signOut()
    queryClient.setQueryData(['session'], null)
  })
  return (
    <Layout className="review-layout">
      <Layout.Header className="review-header">
        <Space size={10}><span className="brand-mark">凭</span><b>{text.product}</b><Typography.Text type="secondary">{isAdmin ? text.adminPlace : text.place}</Typography.Text></Space>
        <Space><Typography.Text>{session.account.name}</Typography.Text><Button size="small" type="text" onClick={switchLanguage}>{text.other}</Button><Button size="small" onClick={() => void leave()}>{text.signIn.out}</Button></Space>
      </Layout.Header>
      <Layout.Content className="review-content">
        {isAdmin ? <AdminScreen /> : session.account.role === 'reviewer' ? <Review session={session} /> : <Card className="narrow">{text.signIn.notForDesk}</Card>}
      </Layout.Content>
    </Layout>
  )
}

function Review({ session }: { session: Session }) {
  useNews()
  const claimId = useClaimInAddress()
  return claimId ? <ClaimScreen key={claimId} claimId={claimId} reviewer={session.account} /> : <QueueScreen />
}

/** The claim that is open stands in the address, so that it can be passed on and the browser's back key works. */
function useClaimInAddress(): string | null {
  const read = () => /^#claim=([0-9a-f-]{36})$/.exec(location.hash)?.[1] ?? null
  const [claimId, setClaimId] = useState(read)
  useEffect(() => {
    const follow = () => setClaimId(read())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return claimId
}

function SignIn({ switchLanguage }: { switchLanguage: () => void }) {
  const text = useText()
  const [enter, isRunning] = useAction(async ({ account, password }: { account: string; password: string }) => {
    queryClient.setQueryData(['session'], await signIn(account, password))
  })
  return (
    <div className="sign-in">
      <Card className="sign-in-card" title={<Space><span className="brand-mark">凭</span>{text.product} · {text.signIn.title}</Space>} extra={<Button type="text" size="small" onClick={switchLanguage}>{text.other}</Button>}>
        <Form layout="vertical" size="large" requiredMark={false} onFinish={(values: { account: string; password: string }) => void enter(values)}>
          <Form.Item name="account" label={text.signIn.account} rules={[{ required: true, message: '' }]}><Input autoFocus autoComplete="username" /></Form.Item>
          <Form.Item name="password" label={text.signIn.password} rules={[{ required: true, message: '' }]}><Input.Password autoComplete="current-password" /></Form.Item>
          <Button type="primary" htmlType="submit" block loading={isRunning}>{text.signIn.submit}</Button>
        </Form>
      </Card>
    </div>
  )
}
