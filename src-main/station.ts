/** The station put together: store, vault, imaging, uploads and the line to the bureau. Everything but the window; plain Node runs it too. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErrorCode } from '../src-shared/errors.ts'
import type { IpcEventPayload, ReadingModel, Settings, Status } from '../src-shared/ipc-contract.ts'
import { DeskAccount, type Seal } from './account.ts'
import { BureauClient, type Fetch } from './bureau/bureau-client.ts'
import { BureauLink } from './bureau/bureau-link.ts'
import { Vault } from './capture/vault.ts'
import { ImagingChild, type ImagingCommand } from './imaging/imaging-child.ts'
import { ImagingQueue } from './imaging/imaging-queue.ts'
import { PreviewEyes } from './imaging/preview-eyes.ts'
import type { Log } from './log.ts'
import { openStore, type Store } from './store/store-client.ts'
import { Uploader } from './upload/uploader.ts'

/** A person waits for the answer. */
const modelsTimeoutMs = 10_000

export interface StationOptions {
  /** Everything the station keeps is in this folder. */
  home: string
  version: string
  isSample: boolean
  storeWorkerUrl: URL
  /** Told where an earlier version's data is brought up to date before the station opens. */
  updating?: () => void
  imaging: ImagingCommand
  fetch: Fetch
  seal: Seal
  log: Log
  tell: <E extends keyof IpcEventPayload>(event: E, payload: IpcEventPayload[E]) => void
}

export interface Station {
  store: Store
  vault: Vault
  account: DeskAccount
  client: BureauClient
  imaging: ImagingQueue
  eyes: PreviewEyes
  uploader: Uploader
  link: BureauLink
  settings(): Settings
  saveSettings(settings: Settings): Promise<void>
  status(): Promise<Status>
  /** Which reading models imaging has, and which it would read with now. */
  models(): Promise<{ present: string; installed: ReadingModel[] }>
  /** After signing in or another address: connects anew and sends what waits. */
  reconnect(): Promise<void>
  changed: (topics: IpcEventPayload['changed']['topics'], claimId?: string) => void
  close(): Promise<void>
}

/** Models that were installed at this station are in a folder of its own. */
function withModels(command: ImagingCommand, home: string): ImagingCommand {
  return { ...command, env: { ...command.env, PINGYING_MODELS: join(home, 'models') } }
}

/** @throws AppError `newer-database`, or `internal` where the folder cannot be used */
export async function openStation(options: StationOptions): Promise<Station> {
  const { home, log, tell } = options
  await mkdir(home, { recursive: true, mode: 0o700 })
  const store = await openStore(options.storeWorkerUrl, join(home, 'station.db'), options.updating ?? (() => {}))
  const vault = new Vault(join(home, 'vault'))
  await vault.open()
  const workFolder = join(home, 'work')
  await rm(workFolder, { recursive: true, force: true })

  const account = new DeskAccount(store, options.seal)
  await account.resume()
  let settings = await store.settings.settings()
  let linkState: Status['link'] = { state: account.unit ? 'connecting' : 'signed-out', error: null }

  const changed: Station['changed'] = (topics, claimId) => tell('changed', { topics, claimId })
  const claimChanged = (claimId: string) => changed(['claims', 'captures', 'alerts', 'status'], claimId)
  const unitId = () => account.unit?.id ?? null
  const client = new BureauClient(options.fetch, () => ({ serverUrl: settings.serverUrl, token: account.token }))
  const child = new ImagingChild(withModels(options.imaging, home), log)
  const imaging = new ImagingQueue({
    store, vault, child, workFolder, log, unit: () => account.unit, engine: () => settings.engine, tone: () => settings.tone, changed: claimChanged, coverFound: (cover) => tell('cover-found', cover),
  })
  const eyes = new PreviewEyes(options.imaging, log)
  const lineDown = (code: ErrorCode) => {
    if (code !== 'session-expired') return
    linkState = { state: 'offline', error: code }
    changed(['status'])
  }
  const link: BureauLink = new BureauLink({
    store, client, log, unitId, changed: claimChanged,
    linkChanged: (state, error) => {
      if (state === 'connecting' && linkState.error) return
      linkState = { state, error }
      changed(['status'])
      if (state === 'online') void store.uploads.hurry().then(() => uploader.wake())
    },
  })
  const uploader = new Uploader({ store, vault, client, log, unitId, handedIn: (claimId) => link.refresh(claimId), failed: lineDown, changed: claimChanged })

  return {
    store, vault, account, client, imaging, eyes, uploader, link, changed,
    settings: () => settings,
    saveSettings: async (next) => {
      await store.settings.saveSettings(next)
      settings = next
      changed(['settings', 'status'])
    },
    status: async () => ({
      version: options.version, isSample: options.isSample, session: account.session, link: linkState,
      uploads: await store.uploads.waiting(unitId()),
      imaging: { waiting: await store.captures.waiting(), engine: child.engine, model: child.model },
      settings,
    }),
    models: () => child.models(settings.engine, modelsTimeoutMs),
    reconnect: async () => {
      linkState = { state: account.unit ? 'connecting' : 'signed-out', error: null }
      changed(['status', 'claims'])
      await store.uploads.hurry()
      link.restart()
      uploader.wake()
    },
    close: async () => {
      for (const part of [link, uploader, imaging, eyes]) part.close()
      await store.close()
    },
  }
}
