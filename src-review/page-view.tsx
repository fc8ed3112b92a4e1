/** A page as the reviewer reads it: image and fields side by side, a field's place marked, the original a click away. */
import { CheckCircleFilled, DownloadOutlined, ExclamationCircleFilled } from '@ant-design/icons'
import { Alert, AutoComplete, Button, Segmented, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { isElectronic } from '../src-shared/originals.ts'
import { checkText, type LineItem } from '../src-shared/scan.ts'
import type { ReviewedPage } from '../src-shared/station-api.ts'
import { type FieldName, fieldNames } from '../src-shared/voucher.ts'
import { usePageImage } from '../src-windows/page-image.ts'
import { useLanguage, useText } from './text/use-text.ts'

interface PageViewProps { page: ReviewedPage; isCopy: boolean; shownField: FieldName | null; isMine: boolean; reason: string | null; mark: (reason: string) => void }

export function PageView({ page, isCopy, shownField, isMine, reason, mark }: PageViewProps) {
  const text = useText()
  const [pointed, setPointed] = useState<FieldName | null>(null)
  const [view, setView] = useState<'straight' | 'original'>('straight')
  const image = usePageImage(`/api/files/${page.pageId}`)
  const box = page.fields[pointed ?? shownField ?? 'invoiceNumber']?.boxPx
  return (
    <div className="page-view" data-testid="page-view">
      {page.returnReason && <Alert type="error" showIcon title={page.returnReason} />}
      {page.quality.reasons.length > 0 && <Alert type="warning" showIcon title={text.claim.flaws(page.quality.reasons.map(({ code }) => text.reasons[code]))} data-testid="flaws" />}
      {isMine && reason !== null && <AutoComplete className="reason" autoFocus value={reason} placeholder={text.claim.reason} options={text.claim.commonReasons.map((value) => ({ value }))} onChange={mark} data-testid="reason" status={reason.trim() === '' ? 'error' : undefined} />}
      <div className="page-source">
        {isPicture(page) ? <Segmented size="small" value={view} onChange={setView} options={[{ value: 'straight', label: text.claim.straight }, { value: 'original', label: text.claim.original }]} /> : <OriginalFile page={page} />}
        {isCopy && <Tag color="geekblue" data-testid="copy">{isElectronic(page.originalMediaType) ? text.claim.otherFormat : text.claim.copy}</Tag>}
      </div>
      {image.isFailed && view === 'straight' && <Alert type="warning" showIcon title={text.claim.notShown} />}
      <div className="page-image">
        {view === 'original' ? <img src={`/api/files/${page.captureId}`} alt={text.claim.original} /> : (
          <svg viewBox={`0 0 ${page.widthPx} ${page.heightPx}`} role="img">
            {image.address && <image href={image.address} width={page.widthPx} height={page.heightPx} />}
            {page.quality.reasons.map(({ code, regionPx }) => regionPx && <polygon key={code} className="flaw" points={regionPx.map((point) => point.join(',')).join(' ')}><title>{text.reasons[code]}</title></polygon>)}
            {box && (pointed || shownField) && <polygon className="mark" points={box.map((point) => point.join(',')).join(' ')} />}
          </svg>
        )}
      </div>
      <Fields page={page} marked={pointed ?? shownField} point={setPointed} />
      {page.lineItems.length > 0 && <LineItems items={page.lineItems} />}
    </div>
  )
}

/** Whether a browser can show the original itself; every other file is only handed over. */
const isPicture = (page: ReviewedPage) => !isElectronic(page.originalMediaType) && page.originalMediaType !== 'image/tiff'

/** The voucher itself, to be saved and opened in a program of its own. */
function OriginalFile({ page }: { page: ReviewedPage }) {
  const text = useText()
  return (
    <Space size={6} data-testid="original-file">
      {isElectronic(page.originalMediaType) && <Tag color="green">{text.claim.electronic} {page.originalMediaType.split('/')[1]!.toUpperCase()}</Tag>}
      <Typography.Text ellipsis className="file-name">{page.fileName}</Typography.Text>
      <Button size="small" icon={<DownloadOutlined />} href={`/api/files/${page.captureId}`} download={page.fileName ?? true} data-testid="download-original">{text.claim.download}</Button>
    </Space>
  )
}

const itemColumns = ['name', 'spec', 'unit', 'quantity', 'unitPrice', 'amount', 'taxRate', 'tax'] as const

function LineItems({ items }: { items: readonly LineItem[] }) {
  const text = useText()
  return (
    <Table<LineItem & { key: number }> size="small" className="line-items" data-testid="line-items" pagination={false} dataSource={items.map((item, key) => ({ ...item, key }))}
      columns={itemColumns.filter((column) => items.some((item) => item[column])).map((column) => ({ title: text.lineItems[column], dataIndex: column, align: ['name', 'spec', 'unit'].includes(column) ? 'left' : 'right', className: 'figure' }))} />
  )
}

function Fields({ page, marked, point }: { page: ReviewedPage; marked: FieldName | null; point: (name: FieldName | null) => void }) {
  const text = useText()
  const language = useLanguage()
  return (
    <div className="reading">
      <div className="fields">
        {fieldNames.filter((name) => page.fields[name]).map((name) => {
          const field = page.fields[name]!
          return (
            <div key={name} className={`field ${marked === name ? 'marked' : ''}`} data-testid={`field-${name}`} onMouseEnter={() => point(name)} onMouseLeave={() => point(null)}>
              <span className="field-name">{text.fields[name]}</span><span className="field-value figure">{field.value}</span>
              {field.source === 'person' ? <Tag color="blue">{text.claim.person}</Tag> : field.sure ? <CheckCircleFilled className="sure" /> : <ExclamationCircleFilled className="unsure" />}
            </div>
          )
        })}
      </div>
      <div className="checks">{page.checks.map((check) => <div key={check.rule} className={check.ok ? '' : 'fault'}>{check.ok ? <CheckCircleFilled className="sure" /> : <ExclamationCircleFilled className="unsure" />} {checkText(check, language)}</div>)}
        <Typography.Text type="secondary" className="figure">{page.widthPx}×{page.heightPx} · {Math.round(page.dpi)} dpi</Typography.Text></div>
    </div>
  )
}
