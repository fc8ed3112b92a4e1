/** 报销单 as a sheet to print: the claim's form and its own code, so that pages taken after it find their claim. */
import { toString } from 'qrcode'
import { claimQrText } from '../src-shared/claim-qr.ts'
import type { ClaimOverview } from '../src-shared/ipc-contract.ts'
import { formatUpperAmount, parseYuan } from '../src-shared/money.ts'
import type { Unit } from '../src-shared/station-api.ts'

const styles = `
  @page { size: A4; margin: 18mm }
  body { font-family: 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', SimSun, sans-serif; color: #111; margin: 0 }
  header { display: flex; justify-content: space-between; align-items: flex-start }
  h1 { font-size: 26pt; letter-spacing: .4em; margin: 4mm 0 1mm }
  svg { width: 34mm; height: 34mm } small { font-size: 7.5pt; color: #444 }
  table { width: 100%; border-collapse: collapse; margin-top: 6mm; font-size: 12pt }
  th, td { border: .35mm solid #333; padding: 3mm 4mm; text-align: left; height: 7mm } th { width: 28mm; font-weight: 600; white-space: nowrap }
  .sign td { height: 20mm; vertical-align: top; width: 33% }`

/** @returns a whole page of HTML without scripts or outside references */
export async function claimCover(claim: Pick<ClaimOverview, 'id' | 'form' | 'pageCount'>, unit: Unit): Promise<string> {
  const { form } = claim
  const code = await toString(claimQrText(claim.id), { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 })
  const fen = parseYuan(form.amount)
  const rows: [label: string, value: string][] = [
    ['单位', unit.name], ['编号', form.number], ['事由', form.purpose], ['预算项目', form.budgetItem], ['收款人', form.payee],
    ['金额', form.amount && `¥ ${form.amount}`], ['金额大写', fen === null ? '' : formatUpperAmount(fen)], ['预算年度', String(form.budgetYear)], ['附件', claim.pageCount > 0 ? `${claim.pageCount} 页` : '　　　页'],
  ]
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>报销单</title><style>${styles}</style></head><body>
    <header><h1>报销单</h1><div>${code}<br><small>拍摄此页后，随后的票据归入本单</small></div></header>
    <table>${rows.map(([label, value]) => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`).join('')}</table>
    <table class="sign"><tr><td>经办人：</td><td>单位审核：</td><td>负责人：</td></tr></table></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
