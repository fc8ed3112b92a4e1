/** A page as the reviewer reads it: image and fields side by side, a field's place marked, the original a click away. */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { Alert, AutoComplete, Segmented, Tag, Typography } from 'antd'
import { useState } from 'react'
import { checkText } from '../src-shared/scan.ts'
import type { ReviewedPage } from '../src-shared/station-api.ts'
import { type FieldName, fieldNames } from '../src-shared/voucher.ts'
import { useLanguage, useText } from './text/use-text.ts'

interface PageViewProps { page: ReviewedPage; shownField: FieldName | null; isMine: boolean; reason: string | null; mark: (reason: string) => void }

export function PageView({ page, shownField, isMine, reason, mark }: PageViewProps) {
  const text = useText()
  const [pointed, setPointed] = useState<FieldName | null>(null)
  const [view, setView] = useState<'straight' | 'original'>('straight')
  const box = page.fields[pointed ?? shownField ?? 'invoiceNumber']?.boxPx
  return (
    <div className="page-view" data-testid="page-view">
      {page.returnReason && <Alert type="error" showIcon title={page.returnReason} />}
      {isMine && reason !== null && <AutoComplete className="reason" autoFocus value={reason} placeholder={text.claim.reason} options={text.claim.commonReasons.map((value) => ({ value }))} onChange={mark} data-testid="reason" status={reason.trim() === '' ? 'error' : undefined} />}
      <Segmented size="small" value={view} onChange={setView} options={[{ value: 'straight', label: text.claim.straight }, { value: 'original', label: text.claim.original }]} />
      <div className="page-image">
        {view === 'original' ? <img src={`/api/files/${page.captureId}`} alt={text.claim.original} /> : (
          <svg viewBox={`0 0 ${page.widthPx} ${page.heightPx}`} role="img">
            <image href={`/api/files/${page.pageId}`} width={page.widthPx} height={page.heightPx} />
            {box && (pointed || shownField) && <polygon className="mark" points={box.map((point) => point.join(',')).join(' ')} />}
          </svg>
        )}
      </div>
      <Fields page={page} marked={pointed ?? shownField} point={setPointed} />
    </div>
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
