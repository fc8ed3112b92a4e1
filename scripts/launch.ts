/** Starts the product's parts as processes, as a person, the tour and the tests all do. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const root = join(import.meta.dirname, '..')
export const electronPath = join(root, 'node_modules/electron/dist', process.platform === 'win32' ? 'electron.exe' : 'electron')

export interface Bureau { url: string; process: ChildProcess; stop(): Promise<void> }

export interface BureauOptions { dataFolder: string; port?: number; isSample?: boolean; env?: Record<string, string> }

/**
 * A finance server of its own on loopback, with its PostgreSQL.
 * @param options.port 0 (the default) takes any free one
 * @throws Error where it ends before it is ready; why is on standard error
 */
export async function startBureau({ dataFolder, port = 0, isSample = true, env = {} }: BureauOptions): Promise<Bureau> {
  const args = [join(root, 'src-server/main.ts'), '--port', String(port), '--data', dataFolder, ...(isSample ? ['--sample'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  const ready = once(createInterface(child.stdout), 'line').then(([line]) => (JSON.parse(line as string) as { url: string }).url)
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code} before it was ready`)))
  ended.catch(() => {})
  const url = await Promise.race([ready, ended])
  return { url, process: child, stop: () => stop(child) }
}

/** Asks a process to end and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** The sample desks, made once and kept: `<folder>/<name>.mjpeg`, their truth beside them. */
export async function makeSampleDesks(folder: string): Promise<void> {
  const maker = spawn(process.execPath, [join(root, 'src-samples/make-desks.ts'), '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(maker, 'exit')
  if (code !== 0) throw new Error('the sample desks could not be made')
}

/** Chromium refuses its own sandbox to root; everybody else has it. */
export function electronArgs(): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
}

/** `serverUrl` overrides the address in the settings. */
export interface DeskEnvironment { home: string; serverUrl?: string; sampleDesks?: string }

export function deskEnvironment({ home, serverUrl, sampleDesks }: DeskEnvironment): Record<string, string> {
  return { PINGYING_HOME: home, ...(serverUrl ? { PINGYING_SERVER: serverUrl } : {}), ...(sampleDesks ? { PINGYING_SAMPLE_DESKS: sampleDesks } : {}) }
}
