/** The claim's pages in order, shots on their way among them: drag to reorder, delete with undo, retake what was returned. */
import { ArrowDownOutlined, ArrowUpOutlined, CameraOutlined, DeleteOutlined, FileTextOutlined, MoreOutlined, ScissorOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Space, Spin, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Capture, DeskClaim, Page } from '../../src-shared/ipc-contract.ts'
import { isElectronic } from '../../src-shared/originals.ts'
import { keyFieldsOf, type PageId } from '../../src-shared/voucher.ts'
import { call, useClaims } from '../bridge.ts'
import { errorWords, useLanguage, useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'
import { AddPaperEditor } from './outline-buttons.tsx'

interface StripProps { claim: DeskClaim; isOpen: boolean; chosenId: PageId | null; choose: (pageId: PageId) => void; retake: (pageId: PageId) => void }

export function PageStrip({ claim, isOpen, chosenId, choose, retake }: StripProps) {
  const text = useText()
  const [dragged, setDragged] = useState<PageId | null>(null)
  const [reorder] = useAction((pageIds: PageId[]) => call('page.reorder', { claimId: claim.id, pageIds }))
  const rereading = new Set(claim.captures.filter(({ isRereading }) => isRereading).map(({ id }) => id))
  const moveTo = (pageId: PageId, index: number) => {
    const others = claim.pages.map(({ id }) => id).filter((id) => id !== pageId)
    void reorder([...others.slice(0, index), pageId, ...others.slice(index)])
  }
  return (
    <div className="page-strip" data-testid="page-strip">
      <Typography.Text strong>{text.pages.title} {claim.pages.length}</Typography.Text>
      {claim.pages.map((page, index) => (
        <div key={page.id} className={`strip-page ${page.id === chosenId ? 'chosen' : ''} ${page.review}`} data-testid="page" data-page-id={page.id} draggable={isOpen} onClick={() => choose(page.id)}
          onDragStart={() => setDragged(page.id)} onDragOver={(event) => isOpen && event.preventDefault()} onDrop={() => dragged && dragged !== page.id && moveTo(dragged, index)} onDragEnd={() => setDragged(null)}>
          <img src={`voucher://thumb/${page.id}?${page.version}`} alt={text.pages.page(index + 1)} draggable={false} />
          <PageWords page={page} index={index} isRereading={rereading.has(page.captureId)} />
          {isOpen && <PageTools claim={claim} page={page} index={index} moveTo={moveTo} retake={retake} />}
        </div>
      ))}
      {claim.captures.filter((capture) => capture.state !== 'ready' && !capture.isRereading).map((capture) => <WaitingCapture key={capture.id} capture={capture} isOpen={isOpen} />)}
    </div>
  )
}

function PageWords({ page, index, isRereading }: { page: Page; index: number; isRereading: boolean }) {
  const text = useText()
  const unsure = keyFieldsOf(page.kind).filter((name) => !page.fields[name]?.sure).length
  const upload = page.upload ? { kept: text.pages.kept, sending: text.pages.sending, waiting: text.pages.waiting, parked: text.pages.parkedUpload }[page.upload.state] : null
  return (
    <div className="strip-words">
      <Typography.Text ellipsis>{index + 1}. {text.kinds[page.kind]}</Typography.Text>
      {page.fields.amountTotal && <Typography.Text className="figure" strong>¥{page.fields.amountTotal.value}</Typography.Text>}
      <Space size={2} wrap>
        {isRereading && <Tag color="processing">{text.captures.imaging}</Tag>}
        {isElectronic(page.originalMediaType) && <Tag color="green">{page.originalMediaType.split('/')[1]!.toUpperCase()}</Tag>}
        {page.copyOf && <Tag color="geekblue">{isElectronic(page.originalMediaType) ? text.originals.format : text.originals.copy}</Tag>}
        {page.alike && !page.copyOf && <Tag color="volcano">{text.reasons.duplicate}</Tag>}
        {page.review === 'returned' && <Tag color="error">{text.pages.returned}</Tag>}
        {page.review === 'approved' && <Tag color="success">{text.pages.approved}</Tag>}
        {page.quality.verdict !== 'good' && <Tag color="volcano">{page.quality.verdict === 'blank' ? text.page.blank : text.page.retake}</Tag>}
        {unsure > 0 ? <Tag color="gold">{text.pages.unsure(unsure)}</Tag> : null}
        {page.checks.some((check) => !check.ok) && <Tag color="orange">{text.page.check}</Tag>}
        {page.retakeOf && <Tag>{text.pages.retaken}</Tag>}
        {upload && page.review === 'none' && <Tag color={page.upload!.state === 'kept' ? 'cyan' : 'processing'}>{upload}</Tag>}
      </Space>
    </div>
  )
}

interface ToolsProps { claim: DeskClaim; page: Page; index: number; moveTo: (pageId: PageId, index: number) => void; retake: (pageId: PageId) => void }

function PageTools({ claim, page, index, moveTo, retake }: ToolsProps) {
  const text = useText()
  const { data: claims = [] } = useClaims()
  const remove = useRemoveWithUndo()
  const [toClaim] = useAction((claimId: DeskClaim['id']) => call('page.move', { pageId: page.id, claimId }))
  const [isAdding, setIsAdding] = useState(false)
  const others = claims.filter(({ id, state }) => id !== claim.id && (state === 'draft' || state === 'returned'))
  return (
    <div className="strip-tools" onClick={(event) => event.stopPropagation()}>
      {(page.review === 'returned' || page.quality.verdict !== 'good') && <Button type="primary" size="small" danger icon={<CameraOutlined />} data-testid="retake" onClick={() => retake(page.id)}>{text.pages.retake}</Button>}
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={text.pages.remove} data-testid="remove-page" onClick={() => void remove(page.id)} />
      <Dropdown trigger={['click']} menu={{ items: [
        { key: 'up', icon: <ArrowUpOutlined />, label: text.pages.up, disabled: index === 0, onClick: () => moveTo(page.id, index - 1) },
        { key: 'down', icon: <ArrowDownOutlined />, label: text.pages.down, disabled: index === claim.pages.length - 1, onClick: () => moveTo(page.id, index + 1) },
        ...(page.outline ? [{ key: 'another', icon: <ScissorOutlined />, label: text.outline.another, onClick: () => setIsAdding(true) }] : []),
        { key: 'retake', icon: <CameraOutlined />, label: text.pages.retake, onClick: () => retake(page.id) },
        ...(others.length > 0 ? [{ key: 'to', label: text.pages.moveTo, children: others.map((other) => ({ key: other.id, label: other.form.number || text.claims.untitled, onClick: () => void toClaim(other.id) })) }] : []),
      ] }}><Button type="text" size="small" icon={<MoreOutlined />} aria-label={text.more} /></Dropdown>
      {isAdding && <AddPaperEditor captureId={page.captureId} close={() => setIsAdding(false)} />}
    </div>
  )
}

function useRemoveWithUndo(): (pageId: PageId) => Promise<void> {
  const text = useText()
  const { message } = App.useApp()
  const [restore] = useAction((pageId: PageId) => call('page.restore', { pageId }))
  const [remove] = useAction((pageId: PageId) => call('page.remove', { pageId }))
  return async (pageId) => {
    if (!(await remove(pageId))) return
    const undo = () => {
      message.destroy(pageId)
      void restore(pageId)
    }
    void message.open({ key: pageId, type: 'info', duration: 8, content: <Space>{text.pages.removed}<Button type="link" size="small" data-testid="undo" onClick={undo}>{text.pages.undo}</Button></Space> })
  }
}

function WaitingCapture({ capture, isOpen }: { capture: Capture; isOpen: boolean }) {
  const text = useText()
  const language = useLanguage()
  const [again] = useAction(() => call('capture.processAgain', { captureId: capture.id }))
  const [remove] = useAction(() => call('capture.remove', { captureId: capture.id }))
  const isParked = capture.state === 'parked'
  const words = capture.error ? errorWords(capture.error, language) : null
  return (
    <div className={`strip-page waiting-capture ${capture.state}`} data-testid="capture" data-state={capture.state}>
      {!isParked ? <Spin size="small" /> : isElectronic(capture.mediaType) ? <FileTextOutlined className="file-mark" /> : <img src={`voucher://capture/${capture.id}`} alt="" />}
      <div className="strip-words">
        {capture.fileName && <Typography.Text strong className="file-name">{capture.fileName}</Typography.Text>}
        <Typography.Text type={isParked ? 'danger' : 'secondary'}>{words?.happened ?? text.captures[capture.state === 'imaging' ? 'imaging' : 'kept']}</Typography.Text>
        {words && <Typography.Text type="secondary">{words.remedy}</Typography.Text>}
        {isParked && isOpen && <Space size={4}><Button size="small" onClick={() => void again()}>{text.captures.again}</Button><Button size="small" onClick={() => void remove()}>{text.captures.remove}</Button></Space>}
      </div>
    </div>
  )
}
