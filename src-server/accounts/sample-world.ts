/** Sample units and accounts, for `--sample` alone; and the first administrator of a real bureau. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sampleAccounts, samplePassword, sampleUnit, secondSampleUnit } from '../../src-shared/sample-world.ts'
import type { Role, Unit } from '../../src-shared/station-api.ts'
import { secretFile } from '../store/secret-file.ts'
import type { Accounts } from './accounts.ts'

/** What is there already stays as it is. */
export async function seedSampleWorld(accounts: Accounts): Promise<void> {
  const known = await accounts.units()
  const unitFor = async ({ name, taxId }: { name: string; taxId: string }): Promise<Unit> => known.find((unit) => unit.taxId === taxId) ?? accounts.createUnit({ name, taxId })
  const [first, second] = [await unitFor(sampleUnit), await unitFor(secondSampleUnit)]
  const taken = new Set((await accounts.list()).map(({ account }) => account))
  const people: [account: string, name: string, role: Role, unit: Unit | null][] = [
    [sampleAccounts.desk1, '样例经办甲', 'accountant', first], [sampleAccounts.desk2, '样例经办乙', 'accountant', second],
    [sampleAccounts.review1, '样例审核甲', 'reviewer', null], [sampleAccounts.review2, '样例审核乙', 'reviewer', null], [sampleAccounts.admin1, '样例管理员', 'admin', null],
  ]
  for (const [account, name, role, unit] of people) {
    if (!taken.has(account)) await accounts.create({ account, name, role, unitId: unit?.id ?? null, password: samplePassword })
  }
}

/** @returns where the password lies, or null where there are accounts already */
export async function makeFirstAdministrator(accounts: Accounts, dataFolder: string): Promise<string | null> {
  if ((await accounts.list()).length > 0) return null
  const path = join(dataFolder, 'first-admin-password.txt')
  const password = await secretFile(path, () => randomBytes(15).toString('base64url'))
  await accounts.create({ account: 'admin', name: '管理员', role: 'admin', unitId: null, password })
  return path
}
