/**
 * One file to the bureau by tus 1.0.0, under an id that is ours: asking how far it came and going on is always safe,
 * so a lost answer, a killed process or a cut connection never makes a second copy.
 */
import { open } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors.ts'
import { type Receipt, receiptSchema } from '../../src-shared/station-api.ts'
import type { BureauClient } from '../bureau/bureau-client.ts'
import type { UploadWork } from '../store/uploads.ts'

/** Small enough that a slow line shows progress and a cut costs little. */
const chunkBytes = 512 * 1024
const tus = { 'tus-resumable': '1.0.0' }

/**
 * Sends what is missing of the file at `path` and answers the bureau's receipt for its digest.
 * @param progress called with the bytes the bureau has
 * @throws AppError of the bureau client; `digest-mismatch` where the bureau kept other bytes
 */
export async function uploadFile(client: BureauClient, work: UploadWork, path: string, progress: (sentBytes: number) => void): Promise<Receipt> {
  let offset = (await offsetOf(client, work)) ?? (await create(client, work))
  const file = await open(path, 'r')
  try {
    while (offset < work.bytes) {
      const chunk = Buffer.alloc(Math.min(chunkBytes, work.bytes - offset))
      await file.read(chunk, 0, chunk.byteLength, offset)
      offset = await patch(client, work, offset, chunk)
      progress(offset)
    }
  } finally {
    await file.close()
  }
  return receiptOf(client, work)
}

/** How far the bureau has it; null where it does not know the file. */
async function offsetOf(client: BureauClient, work: UploadWork): Promise<number | null> {
  try {
    return readOffset(await client.send('HEAD', `/uploads/${work.fileId}`, { headers: tus }), work)
  } catch (error) {
    if (error instanceof AppError && error.detail.endsWith(': 404')) return null
    throw error
  }
}

async function create(client: BureauClient, work: UploadWork): Promise<number> {
  const metadata = { fileId: work.fileId, sha256: work.sha256, role: work.role, mediaType: work.mediaType }
  const encoded = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',')
  await client.send('POST', '/uploads', { headers: { ...tus, 'upload-length': String(work.bytes), 'upload-metadata': encoded } })
  return (await offsetOf(client, work)) ?? 0
}

async function patch(client: BureauClient, work: UploadWork, offset: number, chunk: Buffer<ArrayBuffer>): Promise<number> {
  const response = await client.send('PATCH', `/uploads/${work.fileId}`, {
    headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body: chunk, timeoutMs: 120_000,
  })
  return readOffset(response, work)
}

/** An offset is the bureau's word only with the protocol's own header beside it. */
function readOffset(response: Response, work: UploadWork): number {
  const offset = Number(response.headers.get('upload-offset') ?? NaN)
  if (response.headers.get('tus-resumable') === null || !Number.isInteger(offset) || offset < 0 || offset > work.bytes) throw new AppError('captive-portal', 'no upload-offset')
  return offset
}

async function receiptOf(client: BureauClient, work: UploadWork): Promise<Receipt> {
  const receipt = await client.ask('GET', `/api/files/${work.fileId}/receipt`, receiptSchema)
  if (receipt.fileId !== work.fileId || receipt.sha256 !== work.sha256 || receipt.bytes !== work.bytes) throw new AppError('digest-mismatch', work.fileId)
  return receipt
}
