/** What each call from the desk's window does; the contract is src-shared/ipc-contract.ts. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../src-shared/errors.ts'
import type { Settings } from '../src-shared/ipc-contract.ts'
import { runRules } from '../src-shared/rules/review-rules.ts'
import type { RuleId } from '../src-shared/rules/rule.ts'
import { alertSchema, claimSummarySchema, healthSchema } from '../src-shared/station-api.ts'
import type { ClaimId } from '../src-shared/voucher.ts'
import { BureauClient, type Fetch } from './bureau/bureau-client.ts'
import { listUsbCameras } from './camera/usb-cameras.ts'
import { saveCapture } from './capture/save-capture.ts'
import type { IpcHandlers } from './ipc.ts'
import type { Log } from './log.ts'
import { type FileDialogs, originalCalls } from './original-calls.ts'
import type { SampleDesks } from './sample-desks.ts'
import type { Station } from './station.ts'

export interface DeskCallOptions {
  station: Station
  sampleDesks: SampleDesks | null
  log: Log
  openLogFile: () => Promise<void>
  dialogs: FileDialogs
  quit: () => void
  /** The question whether to close while uploads wait is on the screen. */
  closingShown: () => void
  /** A fetch that goes through the given proxy, to try settings before they are kept. */
  fetchThrough: (proxy: string) => Promise<Fetch>
  useProxy: (proxy: string) => Promise<void>
  deskShown: (name: string) => void
}

/** A person waits for the answer. */
const testTimeoutMs = 8_000

export function deskCalls(options: DeskCallOptions): IpcHandlers {
  const calls: IpcHandlers = { ...appCalls(options), ...cameraCalls(options), ...captureCalls(options), ...claimCalls(options.station), ...pageCalls(options.station), ...originalCalls(options), ...sampleCalls(options) }
  return Object.fromEntries(Object.entries(calls).map(([channel, call]) => [channel, ofOwnUnit(options.station, call as Call)])) as unknown as IpcHandlers
}

type Call = (input: unknown) => Promise<unknown>

/** Every claim, page and shot that a call names must be of the unit signed in, whatever the call does with it. */
function ofOwnUnit({ store, account }: Station, call: Call): Call {
  return async (input) => {
    const ids = idsIn(input)
    if (ids.length > 0) await store.claims.mustBeOf(account.mustHaveUnit().id, ids)
    return call(input)
  }
}

function idsIn(input: unknown): string[] {
  const { claimId, pageId, captureId, retakeOf, pageIds = [], captureIds = [] } = (input ?? {}) as { [name in 'claimId' | 'pageId' | 'captureId' | 'retakeOf']?: string | null } & { pageIds?: string[]; captureIds?: string[] }
  return [claimId, pageId, captureId, retakeOf, ...pageIds, ...captureIds].filter((id) => id !== undefined && id !== null)
}

export type Calls<Prefix extends string> = { [C in keyof IpcHandlers as C extends `${Prefix}.${string}` ? C : never]: IpcHandlers[C] }

function appCalls({ station, log, openLogFile, quit, closingShown, fetchThrough, useProxy }: DeskCallOptions): Calls<'app' | 'session' | 'settings'> {
  return {
    'app.status': () => station.status(),
    'app.quit': async () => quit(),
    'app.closingShown': async () => closingShown(),
    'app.openLog': openLogFile,
    'session.signIn': async ({ account, password }) => {
      await station.account.signIn(station.client, account, password)
      await station.reconnect()
    },
    'session.signOut': async () => {
      await station.client.send('DELETE', '/api/session').catch((error: unknown) => log.info({ error: String(error) }, 'signed out without the bureau'))
      await station.account.signOut()
      await station.reconnect()
    },
    'settings.get': async () => station.settings(),
    'settings.save': async (settings) => {
      const before: Settings = station.settings()
      await station.saveSettings(settings)
      if (before.proxy !== settings.proxy) await useProxy(settings.proxy)
      if (before.proxy !== settings.proxy || before.serverUrl !== settings.serverUrl) await station.reconnect()
    },
    'settings.testServer': async ({ serverUrl, proxy }) => {
      const client = new BureauClient(await fetchThrough(proxy), () => ({ serverUrl, token: null }), testTimeoutMs)
      await client.ask('GET', '/api/health', healthSchema)
    },
  }
}

function cameraCalls({ station: { store, eyes, changed }, log }: DeskCallOptions): Calls<'camera'> {
  return {
    'camera.list': () => listUsbCameras(log),
    'camera.streamLost': async ({ label }) => log.warn({ label, usb: await listUsbCameras(log) }, 'the camera stream ended'),
    'camera.look': async ({ label, frame }) => eyes.look(frame, await store.mats.of(label)),
    'camera.mat': async ({ label }) => ({ sheet: (await store.mats.of(label))?.sheet ?? null }),
    'camera.learnMat': async ({ label, empty, sheet }) => {
      const mat = await eyes.learnMat(empty, sheet)
      if (!mat) throw new AppError('mat-not-learnt', label)
      await store.mats.learn(label, mat)
      log.info({ label, sheet: mat.sheet, quadPx: mat.quadPx }, 'mat learnt')
      changed(['mats'])
      return { sheet: mat.sheet }
    },
    'camera.forgetMat': async ({ label }) => {
      await store.mats.forget(label)
      changed(['mats'])
    },
  }
}

function captureCalls({ station, log }: DeskCallOptions): Omit<Calls<'capture'>, 'capture.saveOriginal'> {
  const { store, vault, imaging, changed } = station
  return {
    'capture.save': async (still) => {
      const captureId = await saveCapture(still, vault, store, log)
      changed(['captures', 'claims', 'status'], still.claimId)
      imaging.wake()
      return { captureId }
    },
    'capture.list': ({ claimId }) => store.captures.ofClaim(claimId),
    'capture.move': async ({ captureIds, claimId }) => {
      await store.captures.move(captureIds, claimId)
      changed(['captures', 'claims', 'status'])
    },
    'capture.processAgain': async ({ captureId }) => {
      await store.captures.processAgain(captureId)
      changed(['captures', 'status'])
      imaging.wake()
    },
    'capture.addPaper': async ({ captureId, quadPx }) => {
      changed(['captures', 'claims', 'status'], await store.outlines.add(captureId, quadPx))
      imaging.wake()
    },
    'capture.remove': async ({ captureId }) => {
      await store.captures.remove(captureId)
      changed(['captures', 'claims', 'status'])
    },
  }
}

function claimCalls(station: Station): Omit<Calls<'claim' | 'alert'>, 'claim.saveCover'> {
  const { store, account, client, link, uploader, changed } = station
  const claimChanged = (claimId: ClaimId) => changed(['claims', 'status', 'alerts'], claimId)
  return {
    'claim.list': async () => (account.unit ? store.claims.list(account.unit.id) : []),
    'claim.get': async ({ claimId }) => ({
      ...(await store.claims.get(claimId, account.mustHaveUnit().id)), pages: await store.pages.ofClaim(claimId), captures: await store.captures.ofClaim(claimId),
    }),
    'claim.create': async () => {
      const claimId = randomUUID() as ClaimId
      await store.claims.create(claimId, account.mustHaveUnit().id, new Date().getFullYear())
      claimChanged(claimId)
      return { claimId }
    },
    'claim.update': async ({ claimId, form }) => {
      await store.claims.update(claimId, form)
      claimChanged(claimId)
    },
    'claim.remove': async ({ claimId }) => {
      await store.claims.remove(claimId)
      claimChanged(claimId)
    },
    'claim.submit': async ({ claimId, explanations }) => {
      await store.claims.seal(claimId, explanations.map((said) => ({ ...said, ruleId: said.ruleId as RuleId })))
      claimChanged(claimId)
      uploader.wake()
    },
    'claim.recall': async ({ claimId }) => recall(station, claimId),
    'claim.checkRules': async ({ claimId }) => checkRules(station, claimId),
    'alert.explain': async ({ alertId, text }) => {
      const alert = await client.ask('POST', `/api/alerts/${alertId}/explain`, alertSchema, { text })
      await link.refresh(alert.claimId)
      claimChanged(alert.claimId)
    },
  }
}

/** Still here: back to a draft at once. Already at the bureau: it gives the claim back, if nobody has taken it. */
async function recall(station: Station, claimId: ClaimId): Promise<void> {
  const known = await station.store.claims.stateOf(claimId)
  if (!known) throw new AppError('not-found', claimId)
  if (known.state === 'submitted') await recallOnTheWay(station, claimId)
  else await recallKept(station, claimId)
  station.changed(['claims', 'status', 'alerts'], claimId)
}

/** The bureau may have it although its answer was lost: it is asked, and only a claim it does not hold is recalled here alone. */
async function recallOnTheWay(station: Station, claimId: ClaimId): Promise<void> {
  const { claims } = station.store
  if (await claims.isUnsent(claimId)) return claims.recallUnsent(claimId)
  try {
    await recallKept(station, claimId)
  } catch (error) {
    if (!(error instanceof AppError) || !['not-found', 'state-conflict'].includes(error.code)) throw error
    await claims.recallUnsent(claimId)
  }
}

async function recallKept(station: Station, claimId: ClaimId): Promise<void> {
  await station.client.ask('POST', `/api/claims/${claimId}/recall`, claimSummarySchema)
  await station.link.refresh(claimId)
}

async function checkRules({ store, account }: Station, claimId: ClaimId): ReturnType<IpcHandlers['claim.checkRules']> {
  const unit = account.mustHaveUnit()
  const rules = await store.settings.rules()
  const { form } = await store.claims.get(claimId, unit.id)
  const pages = (await store.pages.ofClaim(claimId)).map((page) => ({ ...page, pageId: page.id }))
  const hits = runRules(rules, { unit, claim: form, pages, earlierUses: await store.pages.earlierUses(claimId, unit.name) })
  return hits.map((hit) => ({ rule: rules.find((rule) => rule.id === hit.ruleId)!, hit }))
}

function pageCalls({ store, imaging, changed }: Station): Calls<'page'> {
  const claimChanged = (claimId: ClaimId) => changed(['claims', 'captures'], claimId)
  return {
    'page.correctField': async ({ pageId, name, value }) => claimChanged(await store.pages.correctField(pageId, name, value)),
    'page.setKind': async ({ pageId, kind }) => claimChanged(await store.pages.setKind(pageId, kind)),
    'page.setOutline': async ({ pageId, quadPx }) => {
      const { claimId, before } = await store.outlines.set(pageId, quadPx)
      changed(['claims', 'captures', 'status'], claimId)
      imaging.wake()
      return { beforePx: before }
    },
    'page.reorder': async ({ claimId, pageIds }) => {
      await store.pages.reorder(claimId, pageIds)
      claimChanged(claimId)
    },
    'page.move': async ({ pageId, claimId }) => {
      const from = await store.pages.move(pageId, claimId)
      claimChanged(from)
      claimChanged(claimId)
    },
    'page.remove': async ({ pageId }) => claimChanged(await store.pages.remove(pageId)),
    'page.restore': async ({ pageId }) => claimChanged(await store.pages.restore(pageId)),
  }
}

function sampleCalls({ sampleDesks, deskShown }: DeskCallOptions): Calls<'sample'> {
  return {
    'sample.desks': async () => ({ desks: [...(sampleDesks?.desks ?? [])], shown: sampleDesks?.shown ?? '' }),
    'sample.showDesk': async ({ name }) => {
      if (!sampleDesks) throw new AppError('not-found', 'no sample desk')
      await sampleDesks.show(name)
      deskShown(name)
    },
  }
}
