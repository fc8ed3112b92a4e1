/** The code printed on a 报销单, by which the pages laid down after it find their claim. */
import { type ClaimId, claimIdSchema } from './voucher.ts'

const prefix = 'PINGYING:CLAIM:'
const inLink = /^https?:\/\/[^/?#\s]+(?:\/[^/?#\s]+)*\/claim\/([0-9a-f-]{36})\/?$/i

export function claimQrText(claimId: ClaimId): string {
  return prefix + claimId
}

/** @returns null where the text is not a claim's code */
export function parseClaimQr(text: string): ClaimId | null {
  const trimmed = text.trim()
  const id = trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : inLink.exec(trimmed)?.[1]
  return claimIdSchema.safeParse(id?.toLowerCase()).data ?? null
}
