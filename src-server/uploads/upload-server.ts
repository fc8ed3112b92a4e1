/** tus 1.0.0 over the incoming files. Ids are the stations' own, so that repeating any request is safe; a 204 to the last byte means kept. */
import { DataStore, ERRORS, Server, Upload } from '@tus/server'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { AppError, type ErrorCode } from '../../src-shared/errors.ts'
import { maxFileBytes, uploadMetadataSchema } from '../../src-shared/station-api.ts'
import { type FileId, fileIdSchema, type UnitId } from '../../src-shared/voucher.ts'
import { statusOf } from '../http-errors.ts'
import type { IncomingFiles } from './incoming-files.ts'
import type { FileNotice } from './kept-files.ts'

/** The protocol's own refusals in our codes; what is not named here is `server-error`, which stations try again. */
const refusals = new Map<unknown, ErrorCode>([
  [ERRORS.FILE_NOT_FOUND, 'not-found'],
  [ERRORS.INVALID_OFFSET, 'files-missing'],
  [ERRORS.MISSING_OFFSET, 'bad-request'],
  [ERRORS.INVALID_CONTENT_TYPE, 'bad-request'],
  [ERRORS.INVALID_LENGTH, 'bad-request'],
  [ERRORS.INVALID_METADATA, 'bad-request'],
  [ERRORS.ERR_SIZE_EXCEEDED, 'bad-request'],
  [ERRORS.ERR_MAX_SIZE_EXCEEDED, 'bad-request'],
])

/** Checksum Mismatch, as tus' checksum extension numbers it. */
const damagedStatus = 460

export class UploadServer extends Server {
  private readonly unit: AsyncLocalStorage<UnitId>

  /** @param failed told of errors that are not the station's */
  constructor(files: IncomingFiles, failed: (error: unknown) => void) {
    const unit = new AsyncLocalStorage<UnitId>()
    super({
      path: '/uploads',
      relativeLocation: true,
      maxSize: maxFileBytes,
      // Desks are no web pages: no other site's page may send or see files.
      allowedOrigins: () => false,
      datastore: new UploadStore(files, () => unit.getStore()!),
      namingFunction: (_, metadata) => fileIdOf(metadata?.fileId),
      onResponseError: (request, error) => refusal(request.method, error, failed),
    })
    this.unit = unit
  }

  /** Answers one request in the name of a unit: other units' files do not exist for it. */
  handleFor(unitId: UnitId, request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.unit.run(unitId, () => this.handle(request, response))
  }

  /** Every refusal leaves here, also those the protocol makes before any handler: as JSON, like everywhere at the bureau. */
  override write(context: Parameters<Server['write']>[0], headers: Headers, status: number, body = ''): ReturnType<Server['write']> {
    headers.set('content-type', 'application/json; charset=utf-8')
    return super.write(context, headers, status, body.startsWith('{') ? body : errorBody('bad-request'))
  }
}

class UploadStore extends DataStore {
  private readonly files: IncomingFiles
  private readonly unitId: () => UnitId

  constructor(files: IncomingFiles, unitId: () => UnitId) {
    super()
    this.files = files
    this.unitId = unitId
    this.extensions = ['creation']
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.files.announce(noticeOf(upload, this.unitId()))
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const { file, offset } = await this.find(id)
    return new Upload({ id, size: file.bytes, offset })
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const { file } = await this.find(id)
    if (offset === file.bytes) return offset
    return this.files.write({ file, offset }, bytes)
  }

  private async find(id: string) {
    const progress = await this.files.progress(fileIdOf(id))
    if (!progress || progress.file.unitId !== this.unitId()) throw ERRORS.FILE_NOT_FOUND
    return progress
  }
}

function fileIdOf(text: string | null | undefined): FileId {
  const id = fileIdSchema.safeParse(text)
  if (!id.success) throw new AppError('bad-request', 'fileId is not a UUID')
  return id.data.toLowerCase() as FileId
}

function noticeOf(upload: Upload, unitId: UnitId): FileNotice {
  const metadata = uploadMetadataSchema.safeParse(upload.metadata)
  if (!metadata.success || !upload.size) throw new AppError('bad-request', 'upload-metadata or upload-length')
  return { id: upload.id as FileId, unitId, bytes: upload.size, ...metadata.data }
}

function refusal(method: string, error: unknown, failed: (error: unknown) => void): { status_code: number; body: string } {
  const code = error instanceof AppError ? error.code : (refusals.get(error) ?? 'server-error')
  if (code === 'server-error' && error !== ERRORS.ABORTED) failed(error)
  const isDamaged = code === 'digest-mismatch' && method !== 'POST'
  return { status_code: isDamaged ? damagedStatus : statusOf(code), body: errorBody(code) }
}

const errorBody = (code: ErrorCode) => JSON.stringify({ error: { code } })
