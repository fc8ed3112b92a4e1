/** One page: its image with the chosen field marked on it, and what was read, open to a person's correction. */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { Alert, Input, Select, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Page } from '../../src-shared/ipc-contract.ts'
import { checkText } from '../../src-shared/scan.ts'
import { type FieldName, fieldNames, keyFieldsOf, type VoucherKind, voucherKinds } from '../../src-shared/voucher.ts'
import { call } from '../bridge.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export function PageDetail({ page, isOpen, shownField }: { page: Page; isOpen: boolean; shownField: FieldName | null }) {
  const text = useText()
  const [focused, setFocused] = useState<FieldName | null>(null)
  const marked = focused ?? shownField
  return (
    <div className="page-detail" data-testid="page-detail">
      {page.review === 'returned' && <Alert type="error" showIcon title={text.page.returnedFor(page.returnReason ?? '')} />}
      {page.quality.verdict !== 'good' && <Alert type="warning" showIcon title={text.page.fault(page.quality.verdict === 'blank' ? text.page.blank : text.page.retake, page.quality.reasons.map(({ code }) => text.reasons[code]))} />}
      <PageImage page={page} marked={marked} />
      <div className="page-reading">
        <FieldList page={page} isOpen={isOpen} marked={marked} focus={setFocused} />
        <CheckList page={page} />
      </div>
    </div>
  )
}

function PageImage({ page, marked }: { page: Page; marked: FieldName | null }) {
  const box = marked ? page.fields[marked]?.boxPx : undefined
  return (
    <div className="page-image">
      <svg viewBox={`0 0 ${page.widthPx} ${page.heightPx}`} role="img">
        <image href={`voucher://page/${page.id}`} width={page.widthPx} height={page.heightPx} />
        {box && <polygon points={box.map((point) => point.join(',')).join(' ')} className="mark" />}
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
      <Input size="small" className="field-value figure" value={value} readOnly={!isOpen} status={field?.sure ? undefined : 'warning'} onFocus={() => focus(name)} onBlur={settle}
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
      <Space size={6} className="page-figures"><Typography.Text type="secondary" className="figure">{page.widthPx}×{page.heightPx} · {Math.round(page.dpi)} dpi · {Math.round(page.bytes / 1024)} KB</Typography.Text></Space>
    </div>
  )
}
