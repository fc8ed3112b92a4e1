/** 通行费电子发票: a plate and the days of the journey in every row; the older ones on the VAT form, the newer ones 数电票. */
import type { Random } from '../random.ts'
import type { SampleVoucher, VoucherMaker, VoucherWishes } from '../voucher.ts'
import { layOutDigital, planOf } from './digital.ts'
import { tollDetails, tollGoods, tollRows } from './special-rows.ts'
import { makeVatContent, planFor, type VatContent } from './vat-content.ts'
import { layOutForm, voucherOf } from './vat-paper.ts'

export const drawToll: VoucherMaker = (random, wishes) => {
  if (random.next() < 0.5) return onForm(random, wishes, makeVatContent(random, wishes, planFor(wishes.kind, { mostRows: 3, goods: tollGoods, shape: 'amounts', hasCode: true, qrKind: '14' })))
  const special = tollRows(wishes.set)
  return layOutDigital(random, wishes, makeVatContent(random, wishes, planFor(wishes.kind, planOf(special))), special)
}

function onForm(random: Random, wishes: VoucherWishes, content: VatContent): SampleVoucher {
  const details = tollDetails(random, content, content.set)
  const sheet = layOutForm(random, wishes, content, (form, ink, { frame: [left, , right], rows: [top, bottom], colour, stepMm }) => {
    const edges = [0, 0.25, 0.37, 0.46, 0.58, 0.7, 0.82, 0.9, 1].map((share) => left + share * (right - left))
    const heads = ['项目名称', '车牌号', '类型', '通行日期起', '通行日期止', '金 额', '税率', '税 额']
    heads.forEach((head, i) => form.write((edges[i]! + edges[i + 1]!) / 2, top + 4, head, { sizeMm: 3, align: 'middle' }))
    for (const x of edges.slice(1, -1)) form.sheet.line(x, top, x, bottom, { colour })
    content.lineItems.forEach((item, row) => {
      const y = top + 9 + row * stepMm
      const values = [item.name, ...details.cells[row]!, item.amount, item.taxRate!, item.tax!]
      values.forEach((value, i) => ink.write(i < 5 ? edges[i]! + 1 : edges[i + 1]! - 1, y, value, { sizeMm: 3.1, align: i < 5 ? 'start' : 'end', roomMm: edges[i + 1]! - edges[i]! - 1.6, ...(i === 1 ? { field: 'plateNumber' } : {}) }))
    })
    return edges[6]! - 1
  })
  return { ...voucherOf('toll-e', content), fields: { ...content.fields, ...details.fields }, sheets: [sheet] }
}
