/** One page: its image with the chosen field or what was searched for marked on it, and what was read, open to a person's correction. */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { Alert, Input, Select, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Page } from '../../src-shared/ipc-contract.ts'
import { checkText } from '../../src-shared/scan.ts'
import { type FieldName, fieldNames, keyFieldsOf, type Quad, type VoucherKind, voucherKinds } from '../../src-shared/voucher.ts'
import { usePageImage } from '../../src-windows/page-image.ts'
import { call } from '../bridge.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import { LineItemTable } from '../ui/line-item-table.tsx'
import { useAction } from '../ui/use-action.ts'
import { OutlineButton } from './outline-buttons.tsx'
import { PageOrigin } from './page-origin.tsx'

export interface ShownPlace { field: FieldName | null; boxesPx: readonly Quad[] }

interface PageDetailProps { page: Page; isOpen: boolean; shown: ShownPlace; openPage: (claimId: Page['claimId'], pageId: Page['id']) => void }

export function PageDetail({ page, isOpen, shown, openPage }: PageDetailProps) {
  const text = useText()
  const [focused, setFocused] = useState<FieldName | null>(null)
  const marked = focused ?? shown.field
  return (
    <div className="page-detail" data-testid="page-detail">
      {page.review === 'returned' && <Alert type="error" showIcon title={text.page.returnedFor(page.returnReason ?? '')} />}
      {page.quality.verdict !== 'good' && <Alert type="warning" showIcon title={text.page.fault(page.quality.verdict === 'blank' ? text.page.blank : text.page.retake, page.quality.reasons.map(({ code }) => text.reasons[code]))} />}
      <PageOrigin page={page} openPage={openPage} />
      <PageImage page={page} isOpen={isOpen} boxesPx={marked ? [page.fields[marked]?.boxPx] : shown.boxesPx} className={marked ? 'mark' : 'mark found'} />
      <div className="page-reading">
        <FieldList page={page} isOpen={isOpen} marked={marked} focus={setFocused} />
        <CheckList page={page} />
      </div>
      {page.lineItems.length > 0 && <LineItemTable items={page.lineItems} />}
    </div>
  )
}

function PageImage({ page, isOpen, boxesPx, className }: { page: Page; isOpen: boolean; boxesPx: readonly (Quad | undefined)[]; className: string }) {
  const text = useText()
  const image = usePageImage(`voucher://page/${page.id}?${page.version}`)
  return (
    <div className="page-image">
      {isOpen && page.outline && <div className="page-tools"><OutlineButton page={page} outline={page.outline} /></div>}
      {image.isFailed && <Alert type="warning" showIcon title={text.page.notShown} />}
      <svg viewBox={`0 0 ${page.widthPx} ${page.heightPx}`} role="img">
        {!image.isFailed && <image href={image.address ?? `voucher://thumb/${page.id}?${page.version}`} width={page.widthPx} height={page.heightPx} />}
        {page.quality.reasons.map(({ code, regionPx }) => regionPx && <polygon key={code} points={regionPx.map((point) => point.join(',')).join(' ')} className="flaw" data-testid={`flaw-${code}`}><title>{text.reasons[code]}</title></polygon>)}
        {boxesPx.map((box, i) => box && <polygon key={i} points={box.map((point) => point.join(',')).join(' ')} className={className} data-testid="mark" />)}
      </svg>
    </div>
  )
}

function FieldList({ page, isOpen, marked, focus }: { page: Page; isOpen: boolean; marked: FieldName | null; focus: (name: FieldName | null) => void }) {
  const text = useText()
  const [setKind] = useAction((kind: VoucherKind) => call('page.setKind', { pageId: page.id, kind }))
  const wanted = keyFieldsOf(page.kind)
  const shown = fieldNames.filter((name) => wanted.includes(name) || page.fields[name])
  return (
    <div className="fields">
      <div className="field"><span className="field-name">{text.page.kind}</span>
        <Select size="small" value={page.kind} disabled={!isOpen} showSearch={{ optionFilterProp: 'label' }} onChange={(kind) => void setKind(kind)} options={voucherKinds.map((kind) => ({ value: kind, label: text.kinds[kind] }))} className="field-value" />
      </div>
      {shown.map((name) => <FieldRow key={`${name} ${page.fields[name]?.value ?? ''}`} page={page} name={name} isOpen={isOpen} isMarked={marked === name} focus={focus} />)}
    </div>
  )
}

interface RowProps { page: Page; name: FieldName; isOpen: boolean; isMarked: boolean; focus: (name: FieldName | null) => void }

function FieldRow({ page, name, isOpen, isMarked, focus }: RowProps) {
  const text = useText()
  const field = page.fields[name]
  const [value, setValue] = useState(field?.value ?? '')
  const [correct] = useAction(() => call('page.correctField', { pageId: page.id, name, value: value.trim() }))
  const settle = () => {
    focus(null)
    if (value.trim() !== (field?.value ?? '')) void correct()
  }
  return (
    <label className={`field ${isMarked ? 'marked' : ''}`} data-testid={`field-${name}`}>
      <span className="field-name">{text.fields[name]}</span>
      <Input size="small" className="field-value figure" value={value} title={value} readOnly={!isOpen} status={field?.sure ? undefined : 'warning'} onFocus={() => focus(name)} onBlur={settle}
        onChange={(event) => setValue(event.target.value)} onPressEnter={(event) => event.currentTarget.blur()}
        suffix={field?.source === 'person' ? <Tag color="blue">{text.page.from.person}</Tag> : field?.sure ? <CheckCircleFilled className="sure" /> : <ExclamationCircleFilled className="unsure" title={text.page.check} />} />
    </label>
  )
}

function CheckList({ page }: { page: Page }) {
  const text = useText()
  const language = useLanguage()
  return (
    <div className="checks">
      <Typography.Text strong>{text.page.checks}</Typography.Text>
      {page.checks.map((check) => (
        <div key={check.rule} className={check.ok ? 'check ok' : 'check fault'}>
          {check.ok ? <CheckCircleFilled className="sure" /> : <ExclamationCircleFilled className="unsure" />} <b>{text.rules[check.rule]}</b> {!check.ok && <span>{checkText(check, language)}</span>}
        </div>
      ))}
      <div className="page-figures"><Typography.Text type="secondary" className="figure">{page.widthPx}×{page.heightPx} · {Math.round(page.dpi)} dpi · {Math.round(page.bytes / 1024)} KB</Typography.Text>{page.model && <Typography.Text type="secondary">{page.model}</Typography.Text>}</div>
    </div>
  )
}
