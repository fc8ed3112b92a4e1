/** The desk: who is signed in, where the line stands, and the screen that is open. */
import { AlertOutlined, FileDoneOutlined, SearchOutlined, SettingOutlined } from '@ant-design/icons'
import { App, Badge, Button, ConfigProvider, Layout, Menu, Space, Spin, Tag, Tooltip, Typography } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Status } from '../src-shared/ipc-contract.ts'
import type { ClaimId } from '../src-shared/voucher.ts'
import { AlertScreen } from './alerts/alert-screen.tsx'
import { call, useClaims, useStationEvent, useStatus } from './bridge.ts'
import { type ChosenPage, ClaimScreen } from './claim/claim-screen.tsx'
import { useCoverFound } from './claim/use-cover-found.tsx'
import { ClaimListScreen } from './claims/claim-list-screen.tsx'
import { SearchScreen } from './search/search-screen.tsx'
import { SettingsScreen } from './settings/settings-screen.tsx'
import { SignInAgain } from './sign-in/sign-in-again.tsx'
import { SignInScreen } from './sign-in/sign-in-screen.tsx'
import { LanguageContext, useText } from './text/use-text.ts'
import { useAction } from './ui/use-action.ts'

/** antd's styles come as a file, which a strict CSP lets through; the key is the class under which that file keeps its variables. */
const prebuiltStyles = { zeroRuntime: true, cssVar: { key: 'css-var-_R_0_' } }

type Screen = { name: 'claims' | 'search' | 'alerts' | 'settings' } | { name: 'claim'; claimId: ClaimId; first: ChosenPage | null; from: 'claims' | 'search' }

export function DeskApp() {
  const { data: status } = useStatus()
  const language = status?.settings.language ?? 'zh'
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return (
    <LanguageContext value={language}>
      <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={prebuiltStyles}>
        <App className="desk">{status ? <Desk status={status} /> : <Spin size="large" className="waiting" />}</App>
      </ConfigProvider>
    </LanguageContext>
  )
}

function Desk({ status }: { status: Status }) {
  const [screen, setScreen] = useState<Screen>({ name: 'claims' })
  useClosingQuestion()
  const isSettings = screen.name === 'settings'
  const openClaim = useCallback((claimId: ClaimId, first: ChosenPage | null = null, from: 'claims' | 'search' = 'claims') => setScreen({ name: 'claim', claimId, first, from }), [])
  const [sought, seek] = useState('')
  const focus = useSearchKey(useCallback(() => setScreen({ name: 'search' }), []))
  useCoverFound(openClaim)
  if (!status.session && !isSettings) return <SignInScreen status={status} openSettings={() => setScreen({ name: 'settings' })} />
  return (
    <Layout className="desk-layout">
      <DeskHeader status={status} screen={screen} open={setScreen} />
      <Layout.Content className="desk-content">
        {status.link.error === 'session-expired' && <SignInAgain />}
        {screen.name === 'claims' && <ClaimListScreen open={(claimId) => openClaim(claimId)} />}
        {screen.name === 'claim' && <ClaimScreen key={`${screen.claimId} ${screen.first?.pageId ?? ''}`} claimId={screen.claimId} first={screen.first} back={() => setScreen({ name: screen.from })} openPage={(claimId, pageId) => openClaim(claimId, { pageId, field: null, boxesPx: [] })} />}
        {screen.name === 'search' && <SearchScreen sought={sought} seek={seek} focus={focus} open={({ claimId, pageId, boxesPx }) => openClaim(claimId, { pageId, field: null, boxesPx }, 'search')} />}
        {screen.name === 'alerts' && <AlertScreen open={(claimId) => openClaim(claimId)} />}
        {isSettings && <SettingsScreen status={status} back={() => setScreen({ name: 'claims' })} />}
      </Layout.Content>
    </Layout>
  )
}

function DeskHeader({ status, screen, open }: { status: Status; screen: Screen; open: (screen: Screen) => void }) {
  const text = useText()
  const { data: claims } = useClaims()
  const alerts = claims?.reduce((sum, claim) => sum + claim.openAlerts, 0) ?? 0
  const [signOut] = useAction(() => call('session.signOut'))
  return (
    <Layout.Header className="desk-header">
      <Space size={8} className="brand"><span className="brand-mark">凭</span><span><b>{text.product}</b><small>{text.productLine}</small></span></Space>
      <Menu mode="horizontal" className="desk-menu" selectedKeys={[screen.name === 'claim' ? screen.from : screen.name]} onClick={({ key }) => open({ name: key as 'claims' })}
        items={[
          { key: 'claims', icon: <FileDoneOutlined />, label: text.nav.claims },
          { key: 'search', icon: <SearchOutlined />, label: text.nav.search },
          { key: 'alerts', icon: <AlertOutlined />, label: <Badge count={alerts} size="small" offset={[10, 0]}>{text.nav.alerts}</Badge> },
          { key: 'settings', icon: <SettingOutlined />, label: text.nav.settings },
        ]} />
      <Space size={12}>
        {status.isSample && <Tooltip title={text.sampleMode}><Tag color="gold">样例 SAMPLE</Tag></Tooltip>}
        <Works status={status} />
        <LinkLight status={status} />
        {status.session && <Typography.Text className="unit-name">{status.session.unit?.name} · {status.session.account.name}</Typography.Text>}
        {status.session && <Button size="small" onClick={() => void signOut()}>{text.signIn.out}</Button>}
      </Space>
    </Layout.Header>
  )
}

/** Ctrl+F, or Command+F, anywhere. @returns a number that changes with each press */
function useSearchKey(search: () => void): number {
  const [presses, setPresses] = useState(0)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyF' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setPresses((n) => n + 1)
      search()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [search])
  return presses
}

/** What the desk is doing by itself. */
function Works({ status: { uploads, imaging } }: { status: Status }) {
  const text = useText()
  return (
    <>
      {imaging.waiting > 0 && <Tag color="processing">{text.imaging(imaging.waiting)}</Tag>}
      {uploads.waitingFiles > 0 && <Tag color="processing" data-testid="uploads-waiting">{text.uploads(uploads.waitingFiles)}</Tag>}
      {uploads.parkedFiles > 0 && <Tag color="error">{text.parked(uploads.parkedFiles)}</Tag>}
    </>
  )
}

const lights: Record<Status['link']['state'], 'success' | 'processing' | 'warning' | 'default'> = { online: 'success', connecting: 'processing', offline: 'warning', 'signed-out': 'default' }

function LinkLight({ status: { link } }: { status: Status }) {
  const text = useText()
  return <span data-testid="link" data-state={link.state}><Badge status={lights[link.state]} text={text.link[link.state]} /></span>
}

/** Closing with files still to be sent: nothing is lost, but the person should know. */
function useClosingQuestion(): void {
  const text = useText()
  const { modal } = App.useApp()
  const asked = useRef<{ destroy: () => void }>(null)
  useStationEvent('closing', useCallback(({ waitingFiles }) => {
    asked.current?.destroy()
    asked.current = modal.confirm({
      title: text.closing.title, content: text.closing.body(waitingFiles), okText: text.closing.close, cancelText: text.closing.stay,
      onOk: () => call('app.quit', { force: true }),
    })
    void call('app.closingShown')
  }, [modal, text]))
}
