/** Speaks to a bureau as a desk does, for tests that need no desk. */
import { createHash, randomUUID } from 'node:crypto'
import { BureauClient } from '../../src-main/bureau/bureau-client.ts'
import { samplePassword } from '../../src-shared/sample-world.ts'
import { claimSummarySchema, type ClaimDetail, claimDetailSchema, type ClaimSubmission, type ClaimSummary, type Receipt, type Session, sessionSchema, type SubmittedPage } from '../../src-shared/station-api.ts'
import type { ClaimId, Fields, FileId } from '../../src-shared/voucher.ts'
import { uploadFile } from '../../src-main/upload/tus-upload.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SignedIn { client: BureauClient; session: Session }

export async function signIn(url: string, account: string, password = samplePassword): Promise<SignedIn> {
  let token: string | null = null
  const client = new BureauClient(fetch, () => ({ serverUrl: url, token }))
  const session = await client.ask('POST', '/api/session', sessionSchema, { account, password, client: 'station' })
  token = session.token
  return { client, session }
}

export interface TestFile { id: FileId; bytes: Buffer; sha256: string; role: 'original' | 'page'; mediaType: string }

export function makeFile(role: TestFile['role'], bytes: Buffer, mediaType = 'image/jpeg'): TestFile {
  return { id: randomUUID() as FileId, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), role, mediaType }
}

export async function send({ client }: SignedIn, file: TestFile, folder: string): Promise<Receipt> {
  const path = join(folder, file.id)
  writeFileSync(path, file.bytes)
  return uploadFile(client, { fileId: file.id, claimId: randomUUID() as ClaimId, role: file.role, sha256: file.sha256, bytes: file.bytes.length, mediaType: file.mediaType, attempts: 1 }, path, () => {})
}

/** A page with two files already kept; its fields are those given. @param pdf the page's own file, else some bytes */
export async function sendPage(desk: SignedIn, folder: string, values: Record<string, string>, pdf?: Buffer): Promise<SubmittedPage> {
  const [original, page] = [makeFile('original', Buffer.from(`original ${randomUUID()}`)), pdf ? makeFile('page', pdf, 'application/pdf') : makeFile('page', Buffer.from(`page ${randomUUID()}`))]
  for (const file of [original, page]) await send(desk, file, folder)
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, score: 1, sure: true, source: 'ocr' }])) as Fields
  return {
    pageId: page.id as unknown as SubmittedPage['pageId'], captureId: original.id as unknown as SubmittedPage['captureId'], sha256: page.sha256, originalSha256: original.sha256, originalMediaType: 'image/jpeg', fileName: null, lineItems: [], voucherId: null, model: null,
    widthPx: 100, heightPx: 60, dpi: 300, kind: 'vat-e-normal', kindScore: 1, quality: { verdict: 'good', reasons: [] }, fields, qr: [], checks: [], retakeOf: null,
  }
}

export function submissionOf(pages: SubmittedPage[], round = 1, amount = '100.00'): ClaimSubmission {
  return { round, form: { number: `T-${randomUUID().slice(0, 8)}`, purpose: '测试', budgetItem: '', payee: '', amount, budgetYear: 2026 }, pages, explanations: [] }
}

export const submit = ({ client }: SignedIn, claimId: ClaimId, submission: ClaimSubmission): Promise<ClaimSummary> => client.ask('PUT', `/api/claims/${claimId}`, claimSummarySchema, submission)
export const move = ({ client }: SignedIn, claimId: ClaimId, step: string, body?: unknown): Promise<ClaimSummary> => client.ask('POST', `/api/claims/${claimId}/${step}`, claimSummarySchema, body)
export const detail = ({ client }: SignedIn, claimId: ClaimId): Promise<ClaimDetail> => client.ask('GET', `/api/claims/${claimId}`, claimDetailSchema)
export const newClaimId = (): ClaimId => randomUUID() as ClaimId
