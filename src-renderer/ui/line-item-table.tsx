/** 明细 as printed, one row each; columns that no row fills are left out. */
import { Table } from 'antd'
import type { LineItem } from '../../src-shared/scan.ts'
import { useText } from '../text/use-text.ts'

const columns = ['name', 'spec', 'unit', 'quantity', 'unitPrice', 'amount', 'taxRate', 'tax'] as const
const isWords = new Set<string>(['name', 'spec', 'unit'])

export function LineItemTable({ items }: { items: readonly LineItem[] }) {
  const text = useText()
  const shown = columns.filter((column) => items.some((item) => item[column]))
  return (
    <Table<LineItem & { key: number }> size="small" className="line-items" data-testid="line-items" pagination={false} dataSource={items.map((item, key) => ({ ...item, key }))} scroll={{ x: 'max-content' }}
      columns={shown.map((column) => ({ title: text.lineItems[column], dataIndex: column, align: isWords.has(column) ? 'left' : 'right', className: isWords.has(column) ? undefined : 'figure', ellipsis: false }))} />
  )
}
