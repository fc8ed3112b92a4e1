/** The guest's kernel: user-mode Linux with a virtual USB host controller and the UVC driver. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const source = 'linux-source-6.12'
const buildPackages = [source, 'make', 'gcc', 'libc6-dev', 'flex', 'bison', 'bc', 'libelf-dev', 'xz-utils', 'python3-minimal']

/**
 * PINGYING_HIL_KERNEL names one; otherwise it is built once from Debian's source (ten minutes or more on two cores) and kept.
 * @param folder where the built kernel is kept
 * @throws Error where there is none and it cannot be built
 */
export function guestKernel(folder: string): string {
  const given = process.env.PINGYING_HIL_KERNEL
  if (given) return given
  const kept = join(folder, 'linux')
  if (!existsSync(kept)) build(folder, kept)
  return kept
}

function build(folder: string, kept: string): void {
  installPackages(buildPackages)
  const tree = join(folder, source)
  rmSync(tree, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  execFileSync('tar', ['-xJf', `/usr/src/${source}.tar.xz`, '-C', folder], { stdio: 'inherit' })
  const make = (...targets: string[]) => execFileSync('make', ['-C', tree, 'ARCH=um', 'KCFLAGS=-w', `-j${navigator.hardwareConcurrency}`, ...targets], { stdio: ['ignore', 'ignore', 'inherit'] })
  cpSync(join(import.meta.dirname, 'kernel.config'), join(tree, '.config'))
  make('olddefconfig')
  make('linux')
  cpSync(join(tree, 'linux'), kept)
  rmSync(tree, { recursive: true, force: true })
}

/** @throws Error with the command to run, where the user may not install */
export function installPackages(names: string[]): void {
  const missing = names.filter((name) => !/ installed$/.test(String(spawnSync('dpkg-query', ['-W', '-f=${Status}', name]).stdout)))
  if (missing.length === 0) return
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  if (process.getuid?.() !== 0) throw new Error(`Please run:\n  sudo apt-get ${args.join(' ')}`)
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] })
  execFileSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
