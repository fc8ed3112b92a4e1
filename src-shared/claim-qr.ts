/** A claim's own code, printed on its 报销单: `PINGYING:CLAIM:<uuid>`. Pages taken after it go to that claim. */
import { type ClaimId, claimIdSchema } from './voucher.ts'

const prefix = 'PINGYING:CLAIM:'

export function claimQrText(claimId: ClaimId): string {
  return prefix + claimId
}

/** @returns null where the text is no claim's code */
export function parseClaimQr(text: string): ClaimId | null {
  if (!text.startsWith(prefix)) return null
  const id = claimIdSchema.safeParse(text.slice(prefix.length).trim().toLowerCase())
  return id.success ? id.data : null
}
