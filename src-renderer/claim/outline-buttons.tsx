/** The ways into cropping by hand: of a page, and of another paper in its shot. */
import { ScissorOutlined } from '@ant-design/icons'
import { App, Button, Space, Tooltip } from 'antd'
import { useState } from 'react'
import type { Page } from '../../src-shared/ipc-contract.ts'
import type { CaptureId, Quad } from '../../src-shared/voucher.ts'
import { call } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'
import { OutlineEditor } from './outline-editor.tsx'

/** Nothing where a page cannot be cropped: a document's, or one that the bureau may have. */
export function OutlineButton({ page, outline }: { page: Page; outline: NonNullable<Page['outline']> }) {
  const text = useText()
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  const [set, isSaving] = useSetOutline(page, outline, close)
  const isSent = page.upload !== null
  return (
    <>
      <Tooltip title={isSent ? text.outline.sent : text.outline.open}><Button size="small" icon={<ScissorOutlined />} disabled={isSent} data-testid="outline" onClick={() => setIsOpen(true)}>{text.outline.title}</Button></Tooltip>
      {isOpen && <OutlineEditor captureId={page.captureId} firstPx={outline.byHandPx ?? outline.foundPx} isSaving={isSaving} close={close} save={(quadPx) => void set(quadPx)} reset={outline.byHandPx && outline.foundPx ? () => void set(null) : null} />}
    </>
  )
}

function useSetOutline(page: Page, outline: NonNullable<Page['outline']>, done: () => void) {
  const text = useText()
  const { message } = App.useApp()
  const [back] = useAction((quadPx: Quad | null) => call('page.setOutline', { pageId: page.id, quadPx }))
  return useAction(async (quadPx: Quad | null) => {
    const { beforePx } = await call('page.setOutline', { pageId: page.id, quadPx })
    done()
    if (beforePx === null && outline.foundPx === null) return
    const key = `outline ${page.id}`
    const undo = () => {
      message.destroy(key)
      void back(beforePx)
    }
    void message.open({ key, type: 'info', duration: 60, content: <Space>{text.outline.saved}<Button type="link" size="small" data-testid="undo-outline" onClick={undo}>{text.pages.undo}</Button></Space> })
  })
}

/** Another paper in a shot, which was not found. */
export function AddPaperEditor({ captureId, close }: { captureId: CaptureId; close: () => void }) {
  const [add, isSaving] = useAction(async (quadPx: Quad) => {
    await call('capture.addPaper', { captureId, quadPx })
    close()
  })
  return <OutlineEditor captureId={captureId} firstPx={null} isSaving={isSaving} close={close} save={(quadPx) => void add(quadPx)} reset={null} />
}
