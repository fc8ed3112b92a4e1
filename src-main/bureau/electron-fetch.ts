/** Fetch through an Electron session: the system's proxy, certificates and sign-ons, without cookies. */
import type { ProxyConfig, Session } from 'electron'
import { AppError } from '../../src-shared/errors.ts'
import type { Fetch } from './bureau-client.ts'

export function electronFetch(session: Session): Fetch {
  return async (url, init) => {
    try {
      return await session.fetch(url, { ...init, credentials: 'omit', cache: 'no-store' })
    } catch (error) {
      // Chromium cannot hand over a redirect unfollowed and fails instead; the bureau never redirects, a gateway does.
      if (/redirect/i.test(String(error))) throw new AppError('captive-portal', String(error), { cause: error })
      throw error
    }
  }
}

/** Empty: as the system is set. A proxy that is set is used for every address, this computer too. */
export function proxyRules(proxy: string): ProxyConfig {
  return proxy === '' ? { mode: 'system' } : { mode: 'fixed_servers', proxyRules: proxy, proxyBypassRules: '<-loopback>' }
}
