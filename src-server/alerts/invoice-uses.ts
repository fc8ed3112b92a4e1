/** Which invoices which claims use, across all units; the first to use one is not told of those after it. */
import { type EarlierUse } from '../../src-shared/rules/rule.ts'
import { type SubmittedPage } from '../../src-shared/station-api.ts'
import { type ClaimId, invoiceKey } from '../../src-shared/voucher.ts'
import { type Sql } from '../store/database.ts'

/** Longer than any invoice's code and number; what a reading made longer is cut, so that it fits an index. */
const longestKey = 200

/** The distinct invoices on these pages. */
export function invoiceKeysOf(pages: readonly SubmittedPage[]): string[] {
  return [...new Set(pages.flatMap((page) => invoiceKey(page.fields) ?? []))]
}

/**
 * Replaces a claim's uses; those it had before keep their place in time.
 * @returns for each key, the uses by other claims that are earlier
 */
export async function recordInvoiceUses(sql: Sql, claimId: ClaimId, keys: readonly string[]): Promise<Map<string, EarlierUse[]>> {
  const stored = keys.map(cut)
  await sql.query('DELETE FROM invoice_uses WHERE claim_id = $1 AND invoice_key <> ALL($2)', [claimId, stored])
  await sql.query('INSERT INTO invoice_uses (invoice_key, claim_id) SELECT DISTINCT unnest($2::text[]), $1::uuid ON CONFLICT DO NOTHING', [claimId, stored])
  const { rows } = await sql.query<EarlierUse & { key: string }>(
    `SELECT theirs.invoice_key AS key, claims.id AS "claimId", claims.form ->> 'number' AS "claimNumber", units.name AS "unitName"
     FROM invoice_uses AS ours JOIN invoice_uses AS theirs ON theirs.invoice_key = ours.invoice_key AND theirs.first_use < ours.first_use
     JOIN claims ON claims.id = theirs.claim_id JOIN units ON units.id = claims.unit_id
     WHERE ours.claim_id = $1 ORDER BY theirs.first_use`, [claimId])
  return new Map(keys.map((key) => [key, rows.filter((row) => row.key === cut(key)).map(({ key: _, ...use }) => use)]))
}

/** A recalled claim uses nothing: its invoices may come in another. */
export async function releaseInvoiceUses(sql: Sql, claimId: ClaimId): Promise<void> {
  await sql.query('DELETE FROM invoice_uses WHERE claim_id = $1', [claimId])
}

const cut = (key: string) => key.slice(0, longestKey)
