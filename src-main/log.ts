/** The log: one line of JSON each, in a file of its own, written at once. No passwords, tokens or names of people. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>

const maxLogBytes = 10 * 1024 * 1024

/** Opens `<folder>/pingying.log`; a file grown too large is kept once as `.old`. */
export function openLog(folder: string): { log: Log; path: string } {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'pingying.log')
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.old`)
  return { log: pino({ base: null }, pino.destination({ dest: path, sync: true })), path }
}
