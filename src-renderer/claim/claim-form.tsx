/** Number, purpose, budget item, payee, amount, year. Kept as it is typed. */
import { Button, Form, Input, InputNumber, Tooltip } from 'antd'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { DeskClaim, DraftForm } from '../../src-shared/ipc-contract.ts'
import { formatYuan, parseYuan } from '../../src-shared/money.ts'
import { countedPages } from '../../src-shared/originals.ts'
import { call } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

const saveAfterMs = 400

export function ClaimForm({ claim, isOpen }: { claim: DeskClaim; isOpen: boolean }) {
  const text = useText()
  const [form] = Form.useForm<DraftForm>()
  const [save] = useAction((draft: DraftForm) => call('claim.update', { claimId: claim.id, form: draft }))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saveNow = useEffectEvent(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    void save(tidy(form.getFieldsValue()))
  })
  const saveSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(saveNow, saveAfterMs)
  }
  // Leaving the screen must not lose what was typed a moment ago.
  useEffect(() => () => saveNow(), [])
  const total = voucherTotal(claim)
  const fillAmount = () => {
    form.setFieldValue('amount', total)
    void save(tidy(form.getFieldsValue()))
  }
  return (
    <Form form={form} layout="vertical" className="claim-form" initialValues={claim.form} disabled={!isOpen} onValuesChange={saveSoon} onBlur={() => saveNow()} requiredMark={false}>
      <Form.Item name="number" label={text.form.number}><Input maxLength={40} /></Form.Item>
      <Form.Item name="purpose" label={text.form.purpose}><Input maxLength={200} /></Form.Item>
      <Form.Item name="budgetItem" label={text.form.budgetItem}><Input maxLength={100} /></Form.Item>
      <Form.Item name="payee" label={text.form.payee}><Input maxLength={100} /></Form.Item>
      <Form.Item label={text.form.amount}>
        <div className="amount">
          <Form.Item name="amount" noStyle rules={[{ validator: (_, value: string) => (!value || parseYuan(value) !== null ? Promise.resolve() : Promise.reject(new Error(text.form.amountFault))) }]}><Input maxLength={20} className="figure" /></Form.Item>
          {isOpen && total !== null && total !== claim.form.amount && <Tooltip title={text.form.fillAmount}><Button onClick={fillAmount} data-testid="fill-amount">= {total}</Button></Tooltip>}
        </div>
      </Form.Item>
      <Form.Item name="budgetYear" label={text.form.budgetYear}><InputNumber min={2000} max={2100} precision={0} controls={false} /></Form.Item>
    </Form>
  )
}

/** An amount typed as 1188 or 1,188.5 is kept as 1188.00 or 1188.50. */
function tidy(draft: DraftForm): DraftForm {
  const fen = parseYuan(draft.amount ?? '')
  return { ...draft, amount: fen === null ? (draft.amount ?? '') : formatYuan(fen), budgetYear: draft.budgetYear ?? new Date().getFullYear() }
}

/** A page that was taken twice counts once. */
function voucherTotal(claim: DeskClaim): string | null {
  const pages = claim.pages.filter(({ alike }) => alike?.claimId !== claim.id)
  const totals = countedPages(pages.map((page) => ({ ...page, pageId: page.id }))).flatMap((page) => parseYuan(page.fields.amountTotal?.value ?? '') ?? [])
  return totals.length === 0 ? null : formatYuan(totals.reduce((a, b) => a + b, 0n))
}
