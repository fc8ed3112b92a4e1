/** What a page is a picture of: an electronic original, a print of one, a print whose original is not here, or a page that was taken before. */
import { FilePdfOutlined, LinkOutlined, SaveOutlined } from '@ant-design/icons'
import { Alert, Button, Space, Tag, Typography } from 'antd'
import type { Page } from '../../src-shared/ipc-contract.ts'
import { isElectronic } from '../../src-shared/originals.ts'
import { call } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export function PageOrigin({ page, openPage }: { page: Page; openPage: (claimId: Page['claimId'], pageId: Page['id']) => void }) {
  const text = useText()
  const { copyOf, alike } = page
  return (
    <>
      {page.fileName !== null && <OriginalFile page={page} />}
      {copyOf && (
        <Alert type="info" showIcon data-testid="copy-of" title={isElectronic(page.originalMediaType) ? text.originals.otherFormat : text.originals.printOf}
          action={<Button size="small" icon={<LinkOutlined />} data-testid="open-original" onClick={() => openPage(copyOf.claimId, copyOf.pageId)}>{copyOf.claimNumber === null ? text.originals.show : text.originals.showIn(copyOf.claimNumber || text.claims.untitled)}</Button>} />
      )}
      {alike && !copyOf && (
        <Alert type="warning" showIcon data-testid="alike" title={text.pages.alike}
          action={<Button size="small" icon={<LinkOutlined />} data-testid="open-alike" onClick={() => openPage(alike.claimId, alike.pageId)}>{alike.claimNumber === null ? text.pages.showAlike : text.pages.showAlikeIn(alike.claimNumber || text.claims.untitled)}</Button>} />
      )}
      {page.lacksOriginal && <Alert type="info" showIcon closable data-testid="lacks-original" title={text.originals.lacking} />}
    </>
  )
}

function OriginalFile({ page }: { page: Page }) {
  const text = useText()
  const [save, isSaving] = useAction(() => call('capture.saveOriginal', { captureId: page.captureId }))
  const isOriginal = isElectronic(page.originalMediaType)
  return (
    <div className="original-file" data-testid="original-file">
      <Space size={6}><FilePdfOutlined />{isOriginal && <Tag color="green">{text.originals.original} {page.originalMediaType.split('/')[1]!.toUpperCase()}</Tag>}<Typography.Text ellipsis title={page.fileName ?? ''}>{page.fileName}</Typography.Text>{page.documentPage !== null && <Typography.Text type="secondary">{text.pages.page(page.documentPage)}</Typography.Text>}</Space>
      <Button size="small" type="text" icon={<SaveOutlined />} loading={isSaving} onClick={() => void save()}>{text.originals.save}</Button>
    </div>
  )
}
