/** The benchmark's peer: @tus/server with its own FileStore, and just enough around it for the same client: a session and a receipt. */
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const folder = process.argv[2]!
mkdirSync(folder, { recursive: true })
const tus = new Server({ path: '/uploads', datastore: new FileStore({ directory: folder }), namingFunction: (_, metadata) => metadata!.fileId! })
const unit = { id: randomUUID(), name: 'peer', taxId: '12530100MB1234567Q' }
const session = { account: { id: randomUUID(), account: 'desk1', name: 'peer', role: 'accountant' }, unit, token: 'token', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }

const server = createServer((request, response) => {
  const id = /^\/api\/files\/([^/]+)\/receipt$/.exec(request.url ?? '')?.[1]
  if (request.url === '/api/session') response.setHeader('content-type', 'application/json').end(JSON.stringify(session))
  else if (id) {
    const bytes = readFileSync(join(folder, id))
    const receipt = { fileId: id, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, keptAt: new Date().toISOString(), signature: '' }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(receipt))
  } else void tus.handle(request, response)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
