/** The rules in force: installed from the catalogue once, then the database's own. */
import { ruleCatalogue } from '../../src-shared/rules/catalogue.ts'
import { type Rule } from '../../src-shared/rules/rule.ts'
import { type Sql } from '../store/database.ts'

export async function installRules(sql: Sql): Promise<void> {
  for (const rule of ruleCatalogue) {
    await sql.query('INSERT INTO rules (id, version, level, active, parameters, title, text) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING',
      [rule.id, rule.version, rule.level, rule.active, JSON.stringify(rule.parameters), JSON.stringify(rule.title), JSON.stringify(rule.text)])
  }
}

/** Those switched off too, gravest first. */
export async function rulesInForce(sql: Sql): Promise<Rule[]> {
  return (await sql.query<Rule>('SELECT id, version, level, active, parameters, title, text FROM rules ORDER BY level, id')).rows
}
