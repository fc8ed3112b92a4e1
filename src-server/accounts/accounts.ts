/** Accounts, who may sign in, and the sessions they have. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError } from '../../src-shared/errors.ts'
import type { newAccountSchema, newUnitSchema} from '../../src-shared/station-api.ts';
import { type Account, type Role, type Session, type Unit } from '../../src-shared/station-api.ts'
import { isValidTaxId } from '../../src-shared/tax-id.ts'
import type { AccountId, UnitId } from '../../src-shared/voucher.ts'
import { type Database, mustChangeOne, type Sql } from '../store/database.ts'
import { hashPassword, isPassword } from './passwords.ts'

const failuresBeforeLock = 5
const lockMs = 15 * 60_000
const sessionMs = 12 * 60 * 60_000

export interface Identity { accountId: AccountId; account: string; name: string; role: Role; unit: Unit | null; expiresAt: Date }

interface AccountRow { id: AccountId; account: string; name: string; role: Role; password_hash: string; is_disabled: boolean; unit_id: UnitId | null; unit_name: string | null; tax_id: string | null; locked_until: Date | null }

const selectAccounts = `SELECT accounts.*, units.name AS unit_name, units.tax_id, locked_until FROM accounts
  LEFT JOIN units ON units.id = unit_id LEFT JOIN sign_in_attempts ON account_key = lower(account)`

export class Accounts {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  /**
   * @throws AppError `wrong-password`, also for an account that is unknown or disabled; `account-locked` after repeated failures
   */
  async signIn(account: string, password: string): Promise<{ session: Omit<Session, 'token'>; token: string }> {
    const key = account.toLowerCase()
    await this.countAttempt(key)
    const { rows } = await this.database.query<AccountRow>(`${selectAccounts} WHERE lower(account) = $1`, [key])
    const row = rows[0]
    const isRight = await isPassword(password, row?.password_hash ?? null)
    if (!row || !isRight || row.is_disabled) throw new AppError('wrong-password', key)
    await this.database.query('DELETE FROM sign_in_attempts WHERE account_key = $1', [key])
    return this.openSession(row)
  }

  /** Counted before the password is looked at, so that a hundred guesses at once are a hundred guesses. */
  private async countAttempt(key: string): Promise<void> {
    const now = new Date()
    const { rows } = await this.database.query<{ failures: number; locked_until: Date | null }>(`INSERT INTO sign_in_attempts AS known (account_key, failures, last_at) VALUES ($1, 1, $2)
      ON CONFLICT (account_key) DO UPDATE SET last_at = $2,
        failures = CASE WHEN known.locked_until <= $2 THEN 1 ELSE known.failures + 1 END,
        locked_until = CASE WHEN known.locked_until > $2 THEN known.locked_until WHEN known.locked_until IS NULL AND known.failures >= $3 THEN $4::timestamptz ELSE NULL END
      RETURNING failures, locked_until`, [key, now, failuresBeforeLock, new Date(now.getTime() + lockMs)])
    if (rows[0]!.locked_until && rows[0]!.locked_until > now) throw new AppError('account-locked', key)
  }

  private async openSession(row: AccountRow): Promise<{ session: Omit<Session, 'token'>; token: string }> {
    const token = randomBytes(32).toString('base64url')
    const expiresAt = new Date(Date.now() + sessionMs)
    await this.database.query('DELETE FROM sessions WHERE expires_at < now()')
    await this.database.query('INSERT INTO sessions (token_sha256, account_id, expires_at) VALUES ($1, $2, $3)', [digest(token), row.id, expiresAt])
    const { id, account, name, role } = row
    return { token, session: { account: { id, account, name, role }, unit: unitOfRow(row), expiresAt: expiresAt.toISOString() } }
  }

  async whoHas(token: string): Promise<Identity | null> {
    const { rows } = await this.database.query<AccountRow & { expires_at: Date }>(
      `SELECT accounts.*, units.name AS unit_name, units.tax_id, NULL AS locked_until, expires_at FROM sessions
      JOIN accounts ON accounts.id = account_id LEFT JOIN units ON units.id = unit_id
      WHERE token_sha256 = $1 AND expires_at > now() AND NOT is_disabled`, [digest(token)])
    const row = rows[0]
    return row ? { accountId: row.id, account: row.account, name: row.name, role: row.role, unit: unitOfRow(row), expiresAt: row.expires_at } : null
  }

  async signOut(token: string): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE token_sha256 = $1', [digest(token)])
  }

  async list(): Promise<Account[]> {
    const { rows } = await this.database.query<AccountRow>(`${selectAccounts} ORDER BY role, account`)
    return rows.map(asAccount)
  }

  /** @throws AppError `bad-request` where role and unit do not fit, `state-conflict` where the name is taken */
  async create({ account, name, role, unitId, password }: z.infer<typeof newAccountSchema>): Promise<Account> {
    if ((role === 'accountant') !== (unitId !== null)) throw new AppError('bad-request', 'an accountant has a unit, nobody else')
    const id = randomUUID()
    await this.database.query('INSERT INTO accounts (id, account, name, role, unit_id, password_hash) VALUES ($1, $2, $3, $4, $5, $6)', [id, account, name, role, unitId, await hashPassword(password)])
      .catch(asConflict)
    return this.find(id)
  }

  async unlock(id: string): Promise<Account> {
    await this.database.query('DELETE FROM sign_in_attempts WHERE account_key = (SELECT lower(account) FROM accounts WHERE id = $1)', [id])
    return this.find(id)
  }

  /** A disabled account's sessions end at once. */
  async setDisabled(id: string, isDisabled: boolean): Promise<Account> {
    await this.database.transaction(async (sql) => {
      mustChangeOne(await sql.query('UPDATE accounts SET is_disabled = $2 WHERE id = $1', [id, isDisabled]), `account ${id}`)
      if (isDisabled) await endSessions(sql, id)
    })
    return this.find(id)
  }

  async setPassword(id: string, password: string): Promise<Account> {
    const hash = await hashPassword(password)
    await this.database.transaction(async (sql) => {
      mustChangeOne(await sql.query('UPDATE accounts SET password_hash = $2 WHERE id = $1', [id, hash]), `account ${id}`)
      await endSessions(sql, id)
    })
    return this.find(id)
  }

  async units(): Promise<Unit[]> {
    return (await this.database.query<Unit>('SELECT id, name, tax_id AS "taxId" FROM units ORDER BY name')).rows
  }

  /** @throws AppError `bad-request` for a tax id whose check digit is wrong, `state-conflict` where name or id is known */
  async createUnit({ name, taxId }: z.infer<typeof newUnitSchema>): Promise<Unit> {
    if (!isValidTaxId(taxId)) throw new AppError('bad-request', `tax id ${taxId}`)
    const unit = { id: randomUUID() as UnitId, name, taxId }
    await this.database.query('INSERT INTO units (id, name, tax_id) VALUES ($1, $2, $3)', [unit.id, name, taxId]).catch(asConflict)
    return unit
  }

  private async find(id: string): Promise<Account> {
    const { rows } = await this.database.query<AccountRow>(`${selectAccounts} WHERE accounts.id = $1`, [id])
    if (!rows[0]) throw new AppError('not-found', `account ${id}`)
    return asAccount(rows[0])
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest()
const endSessions = (sql: Sql, accountId: string) => sql.query('DELETE FROM sessions WHERE account_id = $1', [accountId])

function unitOfRow({ unit_id, unit_name, tax_id }: AccountRow): Unit | null {
  return unit_id ? { id: unit_id, name: unit_name!, taxId: tax_id! } : null
}

function asAccount(row: AccountRow): Account {
  const lockedUntil = row.locked_until && row.locked_until > new Date() ? row.locked_until.toISOString() : null
  return { id: row.id, account: row.account, name: row.name, role: row.role, unit: unitOfRow(row), disabled: row.is_disabled, lockedUntil }
}

/** PostgreSQL 23505: the name or id is taken; 23503: there is no such unit. */
function asConflict(error: { code?: string }): never {
  if (error.code === '23505') throw new AppError('state-conflict', 'taken')
  if (error.code === '23503') throw new AppError('bad-request', 'no such unit')
  throw error
}
