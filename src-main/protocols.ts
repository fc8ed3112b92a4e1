/** `app://desk/…` serves the desk's built page, `voucher://…/<id>` its images: by id from the database, never by path. */
import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { imageAt } from './images.ts'
import type { Log } from './log.ts'
import type { Station } from './station.ts'

export const deskOrigin = 'app://desk'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.wav': 'audio/wav', '.woff2': 'font/woff2',
}

const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' voucher: blob: data:", "media-src 'self' blob:",
  "connect-src 'self' voucher:", "font-src 'self' data:", "worker-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'voucher', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ])
}

export function serveDesk(session: Session, root: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const path = normalize(join(root, decodeURIComponent(url.pathname)))
    const type = contentTypes[extname(path)]
    if (url.host !== 'desk' || !path.startsWith(root + sep) || !type) return new Response(null, { status: 404 })
    const body = await readFile(path).catch(() => null)
    if (!body) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), { headers: { 'content-type': type, 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' } })
  })
}

export function serveImages(session: Session, station: Station, log: Log): void {
  session.protocol.handle('voucher', async (request) => {
    try {
      const file = await imageAt(new URL(request.url), station)
      if (!file) return new Response(null, { status: 404 })
      const body = await readFile(station.vault.pathOf(file.sha256, file.mediaType))
      return new Response(new Uint8Array(body), { headers: { 'content-type': file.mediaType, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache', 'access-control-allow-origin': deskOrigin } })
    } catch (error) {
      log.error({ url: request.url, error: String(error) }, 'image not served')
      return new Response(null, { status: 500 })
    }
  })
}
