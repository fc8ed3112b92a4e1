/** The administrator makes units and accounts, unlocks and disables. */
import { Button, Card, Form, Input, Popconfirm, Select, Space, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { Account, Role, Unit } from '../src-shared/station-api.ts'
import { isValidTaxId } from '../src-shared/tax-id.ts'
import { changeAccount, makeAccount, makeUnit, setPassword, useAccounts, useUnits } from './api.ts'
import { useText } from './text/use-text.ts'
import { useAction } from './use-action.ts'

export function AdminScreen() {
  const text = useText()
  return <div className="screen"><Tabs items={[{ key: 'accounts', label: text.admin.accounts, children: <AccountList /> }, { key: 'units', label: text.admin.units, children: <UnitList /> }]} /></div>
}

function AccountList() {
  const text = useText()
  const { data } = useAccounts()
  return (
    <Space direction="vertical" size={16} className="wide">
      <NewAccount />
      <Table<Account> rowKey="id" size="small" dataSource={data?.accounts} pagination={{ pageSize: 20, hideOnSinglePage: true }} columns={[
        { title: text.admin.account, dataIndex: 'account' }, { title: text.admin.name, dataIndex: 'name' }, { title: text.admin.role, render: (_, account) => text.admin.roles[account.role] }, { title: text.admin.unit, render: (_, account) => account.unit?.name ?? '—' },
        { title: text.admin.state, render: (_, account) => (account.disabled ? <Tag>{text.admin.disabled}</Tag> : account.lockedUntil ? <Tag color="error">{text.admin.locked}</Tag> : <Tag color="success">{text.admin.active}</Tag>) },
        { width: 320, render: (_, account) => <AccountTools account={account} /> },
      ]} />
    </Space>
  )
}

function AccountTools({ account }: { account: Account }) {
  const text = useText()
  const [change] = useAction((what: 'unlock' | 'disable' | 'enable') => changeAccount(account.id, what))
  const [password, setWord] = useState('')
  const [reset] = useAction(async () => {
    await setPassword(account.id, password)
    setWord('')
  })
  return (
    <Space size={4}>
      {account.lockedUntil && <Button size="small" onClick={() => void change('unlock')}>{text.admin.unlock}</Button>}
      <Button size="small" onClick={() => void change(account.disabled ? 'enable' : 'disable')}>{account.disabled ? text.admin.enable : text.admin.disable}</Button>
      <Popconfirm title={text.admin.newPassword} description={<Input.Password value={password} autoComplete="new-password" onChange={(event) => setWord(event.target.value)} />} okButtonProps={{ disabled: password.length < 10 }} onConfirm={() => void reset()}><Button size="small">{text.admin.newPassword}</Button></Popconfirm>
    </Space>
  )
}

interface NewAccountValues { account: string; name: string; role: Role; unitId?: string; password: string }

function NewAccount() {
  const text = useText()
  const [form] = Form.useForm<NewAccountValues>()
  const role = Form.useWatch('role', form)
  const { data } = useUnits()
  const [create, isRunning] = useAction(async (values: NewAccountValues) => {
    await makeAccount({ ...values, unitId: values.role === 'accountant' ? values.unitId : null })
    form.resetFields()
  })
  return (
    <Card size="small" title={text.admin.newAccount}>
      <Form form={form} layout="inline" onFinish={(values) => void create(values)} initialValues={{ role: 'accountant' }}>
        <Form.Item name="account" rules={[{ required: true, pattern: /^[A-Za-z0-9._-]{3,64}$/, message: text.admin.accountRule }]}><Input placeholder={text.admin.account} autoComplete="off" /></Form.Item>
        <Form.Item name="name" rules={[{ required: true, message: '' }]}><Input placeholder={text.admin.name} /></Form.Item>
        <Form.Item name="role"><Select className="short" options={(['accountant', 'reviewer', 'admin'] as const).map((value) => ({ value, label: text.admin.roles[value] }))} /></Form.Item>
        {role === 'accountant' && <Form.Item name="unitId" rules={[{ required: true, message: '' }]}><Select className="middle" placeholder={text.admin.unit} options={data?.units.map((unit) => ({ value: unit.id, label: unit.name }))} /></Form.Item>}
        <Form.Item name="password" rules={[{ required: true, min: 10, message: text.admin.short }]}><Input.Password placeholder={text.admin.password} autoComplete="new-password" /></Form.Item>
        <Button type="primary" htmlType="submit" loading={isRunning}>{text.admin.create}</Button>
      </Form>
    </Card>
  )
}

function UnitList() {
  const text = useText()
  const { data } = useUnits()
  const [form] = Form.useForm<{ name: string; taxId: string }>()
  const [create, isRunning] = useAction(async (unit: { name: string; taxId: string }) => {
    await makeUnit(unit)
    form.resetFields()
  })
  return (
    <Space direction="vertical" size={16} className="wide">
      <Card size="small" title={text.admin.newUnit}>
        <Form form={form} layout="inline" onFinish={(unit) => void create(unit)}>
          <Form.Item name="name" rules={[{ required: true, message: '' }]}><Input placeholder={text.admin.unitName} className="middle" /></Form.Item>
          <Form.Item name="taxId" rules={[{ required: true, validator: (_, value: string) => (isValidTaxId(value ?? '') ? Promise.resolve() : Promise.reject(new Error(text.admin.badTaxId))) }]}><Input placeholder={text.admin.taxId} className="middle" /></Form.Item>
          <Button type="primary" htmlType="submit" loading={isRunning}>{text.admin.create}</Button>
        </Form>
      </Card>
      <Table<Unit> rowKey="id" size="small" dataSource={data?.units} pagination={{ pageSize: 20, hideOnSinglePage: true }} columns={[{ title: text.admin.unitName, dataIndex: 'name' }, { title: text.admin.taxId, dataIndex: 'taxId' }]} />
    </Space>
  )
}
