/** Key and value pairs: the settings, the session, how far the bureau's events have been heard, the rules in force. */
import { type Settings, settingsSchema } from '../../src-shared/ipc-contract.ts'
import { type Session, ruleListSchema, sessionSchema } from '../../src-shared/station-api.ts'
import { ruleCatalogue } from '../../src-shared/rules/catalogue.ts'
import type { Rule } from '../../src-shared/rules/rule.ts'
import type { StationDatabase } from './database.ts'

export const defaultSettings: Settings = { serverUrl: 'http://127.0.0.1:8686', proxy: '', language: 'zh', engine: 'auto', tone: 'colour', camera: '' }

export class SettingsStore {
  private readonly db: StationDatabase

  constructor(db: StationDatabase) {
    this.db = db
  }

  settings(): Settings {
    return { ...defaultSettings, ...settingsSchema.partial().catch({}).parse(this.read('settings') ?? {}) }
  }

  saveSettings(settings: Settings): void {
    this.write('settings', settings)
  }

  /** The session as the bureau gave it, the token sealed by the operating system where that can. */
  session(): (Omit<Session, 'token'> & { sealedToken: string }) | null {
    const stored = sessionSchema.omit({ token: true }).loose().nullable().catch(null).parse(this.read('session'))
    return stored && typeof stored.sealedToken === 'string' ? { ...stored, sealedToken: stored.sealedToken } : null
  }

  saveSession(session: Omit<Session, 'token'>, sealedToken: string): void {
    this.write('session', { ...session, sealedToken })
  }

  /** Forgets the token, keeps the unit: pages may be taken while signed out. */
  forgetSession(): void {
    this.db.prepare("DELETE FROM settings WHERE key = 'session'").run()
  }

  lastEventSeq(unitId: string): number {
    return Number(this.read(`events:${unitId}`) ?? 0)
  }

  saveLastEventSeq(unitId: string, seq: number): void {
    this.write(`events:${unitId}`, seq)
  }

  rules(): readonly Rule[] {
    return ruleListSchema.nullable().catch(null).parse(this.read('rules'))?.rules ?? ruleCatalogue
  }

  saveRules(rules: readonly Rule[]): void {
    this.write('rules', { rules })
  }

  private read(key: string): unknown {
    const row = this.db.prepare('SELECT value FROM settings WHERE key = ?').get(key) as { value: string } | undefined
    return row ? JSON.parse(row.value) : null
  }

  private write(key: string, value: unknown): void {
    this.db.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, JSON.stringify(value))
  }
}
