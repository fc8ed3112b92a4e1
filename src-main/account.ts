/** Who is signed in at this desk. The token is sealed by the operating system where that can; signing out forgets it, never the pages. */
import { AppError } from '../src-shared/errors.ts'
import { type Session, sessionSchema, type Unit } from '../src-shared/station-api.ts'
import type { BureauClient } from './bureau/bureau-client.ts'
import type { Store } from './store/store-client.ts'

/** The operating system's keeping of secrets; Electron's safeStorage in the app. */
export interface Seal {
  seal(plain: string): string
  /** Null where it was sealed by another user or machine. */
  open(sealed: string): string | null
}

export class DeskAccount {
  private readonly store: Store
  private readonly seal: Seal
  private current: Session | null = null

  constructor(store: Store, seal: Seal) {
    this.store = store
    this.seal = seal
  }

  /** Takes up the session of the last run, if it can still be opened. */
  async resume(): Promise<void> {
    const stored = await this.store.settings.session()
    if (!stored) return
    const { sealedToken, ...session } = stored
    const token = this.seal.open(sealedToken)
    this.current = token === null ? null : { ...session, token }
  }

  get session(): Omit<Session, 'token'> | null {
    if (!this.current) return null
    const { token: _, ...session } = this.current
    return session
  }

  get token(): string | null {
    return this.current?.token ?? null
  }

  get unit(): Unit | null {
    return this.current?.unit ?? null
  }

  /** @throws AppError `session-expired` where nobody is signed in */
  mustHaveUnit(): Unit {
    if (!this.current?.unit) throw new AppError('session-expired', 'nobody is signed in')
    return this.current.unit
  }

  /** @throws AppError `wrong-password`, `account-locked`, `not-allowed` (not an accountant of a unit), or that of the line */
  async signIn(client: BureauClient, account: string, password: string): Promise<void> {
    const session = await client.ask('POST', '/api/session', sessionSchema, { account, password, client: 'station' })
    if (session.account.role !== 'accountant' || !session.unit || !session.token) throw new AppError('not-allowed', `${session.account.role} at a desk`)
    const { token, ...rest } = session
    await this.store.settings.saveSession(rest, this.seal.seal(token))
    this.current = session
  }

  async signOut(): Promise<void> {
    await this.store.settings.forgetSession()
    this.current = null
  }
}
