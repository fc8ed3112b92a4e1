/**
 * Vouchers typed as they are printed in life, by many issuers, in tests/golden/lifelike-vouchers.txt; every name and number
 * invented. There two spaces or more part what a reader sees as separate, and the column in which a thing begins is its
 * place, Han characters two columns wide.
 */
import { readFileSync } from 'node:fs'
import type { Line } from '../../src-shared/scan.ts'
import type { FieldName, VoucherKind } from '../../src-shared/voucher.ts'

export interface LifelikeVoucher { name: string; kind: VoucherKind; fields: Partial<Record<FieldName, string>>; lines: Line[] }

const columnPx = 11
const rowPx = 38

const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)

function lineAt(text: string, before: string, row: number): Line {
  const [left, top] = [widthOf(before) * columnPx, row * rowPx]
  const right = left + widthOf(text) * columnPx
  return { text, score: 1, boxPx: [[left, top], [right, top], [right, top + 24], [left, top + 24]] }
}

function voucherOf(block: string): LifelikeVoucher {
  const [head, body] = block.split('\n---\n') as [string, string]
  const [name, ...facts] = head.split('\n') as [string, ...string[]]
  const { kind, ...fields } = Object.fromEntries(facts.map((fact) => [fact.slice(0, fact.indexOf(': ')), fact.slice(fact.indexOf(': ') + 2)])) as LifelikeVoucher['fields'] & { kind: VoucherKind }
  const lines = body.trimEnd().split('\n').flatMap((row, y) => [...row.matchAll(/\S+(?: \S+)*/g)].map((match) => lineAt(match[0], row.slice(0, match.index), y)))
  return { name, kind, fields, lines }
}

export const lifelikeVouchers: readonly LifelikeVoucher[] = readFileSync(new URL('../golden/lifelike-vouchers.txt', import.meta.url), 'utf8').split(/^=== /m).slice(1).map(voucherOf)
