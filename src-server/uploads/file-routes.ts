/** Routes of files: sending them in, their receipts, and looking at them. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors.ts'
import type { Receipt } from '../../src-shared/station-api.ts'
import { isElectronic } from '../../src-shared/originals.ts'
import { fileIdSchema } from '../../src-shared/voucher.ts'
import { unitOf, whoIs } from '../accounts/sign-in-guard.ts'
import { parse } from '../http-errors.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import type { IncomingFiles } from './incoming-files.ts'
import type { KeptFile, KeptFiles } from './kept-files.ts'
import { UploadServer } from './upload-server.ts'

export interface FileServices { kept: KeptFiles; incoming: IncomingFiles; objects: ObjectStore }

export function fileRoutes(app: FastifyInstance, { kept, incoming, objects }: FileServices): void {
  const uploads = new UploadServer(incoming, (error) => app.log.error({ err: error }, 'upload'))
  // The bytes go straight to the upload server.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))

  for (const url of ['/uploads', '/uploads/:id']) {
    app.route({
      method: url === '/uploads' ? ['POST', 'OPTIONS'] : ['HEAD', 'PATCH', 'OPTIONS'], url, config: { roles: ['accountant'] },
      handler: async (request, reply) => {
        // Bytes that come with the announcement are not taken: they could not be told from a repetition.
        if (request.method === 'POST' && request.headers['content-type']) throw new AppError('bad-request', 'creation with upload')
        const { id: unitId } = unitOf(request)
        reply.hijack()
        await uploads.handleFor(unitId, request.raw, reply.raw)
      },
    })
  }

  app.get('/api/files/:id/receipt', { config: { roles: ['accountant'] } }, async (request): Promise<Receipt> => {
    const { id } = parse(fileParams, request.params)
    // Asking how far it came also finishes a file whose last steps a killed server left undone.
    await incoming.progress(id)
    return kept.receiptOf(own(await kept.find(id), unitOf(request).id))
  })

  app.get('/api/files/:id', { config: { roles: ['accountant', 'reviewer'] } }, async (request, reply) => {
    const { role, unit } = whoIs(request)
    const found = await kept.find(parse(fileParams, request.params).id)
    const file = own(found, role === 'reviewer' ? null : unit!.id)
    // One id, one content, for ever; but only in the cache of the one who may see it.
    if (isElectronic(file.mediaType)) reply.headers(neverInline)
    reply.headers({ 'content-type': file.mediaType, 'content-length': file.bytes, 'cache-control': 'private, max-age=31536000, immutable', etag: `"${file.sha256}"` })
    return reply.send(await objects.read(file.sha256))
  })
}

/** A document could carry scripts: it is handed over as a file to save, and a browser that opens it all the same has no origin of ours. */
const neverInline = { 'content-disposition': 'attachment', 'content-security-policy': "sandbox; default-src 'none'" }

const fileParams = z.object({ id: fileIdSchema })

/** @param unitId null: any unit's */
function own(file: KeptFile | null, unitId: string | null): KeptFile {
  if (!file || (unitId !== null && file.unitId !== unitId)) throw new AppError('not-found', 'file')
  return file
}
