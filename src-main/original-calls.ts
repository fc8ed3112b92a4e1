/** Calls about files, what was read and finding it again: originals in and out, covers, search, models, corrections. */
import { AppError, type ErrorCode } from '../src-shared/errors.ts'
import type { ClaimId } from '../src-shared/voucher.ts'
import { keepFile, readPicked } from './capture/keep-file.ts'
import { claimCover } from './claim-cover.ts'
import type { Calls, DeskCallOptions } from './desk-calls.ts'
import { exportCorrections } from './export-corrections.ts'

/** What main asks the person in windows of its own: a renderer never names a path. */
export interface FileDialogs {
  /** Files to take in; empty where the person thought better of it. */
  openFiles(): Promise<string[]>
  /** Where to save; null where the person thought better of it. */
  saveAs(suggestedName: string): Promise<string | null>
  printToPdf(html: string): Promise<Uint8Array>
  writeFile(path: string, bytes: Uint8Array): Promise<void>
  copyFile(from: string, to: string): Promise<void>
}

export function originalCalls(options: DeskCallOptions): Calls<'file'> & Calls<'search'> & Calls<'models'> & Calls<'corrections'> & Pick<Calls<'capture'>, 'capture.saveOriginal'> & Pick<Calls<'claim'>, 'claim.saveCover'> {
  return { ...fileCalls(options), ...modelCalls(options), ...savingCalls(options), 'search.find': async ({ text }) => options.station.store.search.find(options.station.account.mustHaveUnit().id, text) }
}

function fileCalls({ station, log, dialogs }: DeskCallOptions): Calls<'file'> {
  const { store, vault, imaging, changed } = station
  const arrived = (claimId: ClaimId) => {
    changed(['captures', 'claims', 'status'], claimId)
    imaging.wake()
  }
  return {
    'file.add': async (file) => {
      const captureId = await keepFile(file, vault, store, log)
      arrived(file.claimId)
      return { captureId }
    },
    'file.pick': async ({ claimId }) => {
      const refused: { name: string; error: ErrorCode }[] = []
      const paths = await dialogs.openFiles()
      for (const path of paths) {
        try {
          await keepFile({ claimId, ...(await readPicked(path)) }, vault, store, log)
          arrived(claimId)
        } catch (error) {
          const code = error instanceof AppError ? error.code : 'internal'
          log.warn({ code, error: String(error) }, 'file not taken in')
          refused.push({ name: path.split(/[\\/]/).at(-1) ?? path, error: code })
        }
      }
      return { kept: paths.length - refused.length, refused }
    },
  }
}

function modelCalls({ station }: DeskCallOptions): Calls<'models'> {
  const { store, account, imaging, changed } = station
  const older = async (claimId: ClaimId | null) => store.captures.readByOther(account.mustHaveUnit().id, (await station.models()).present, claimId)
  return {
    'models.list': () => station.models(),
    'models.countOlder': async ({ claimId }) => ({ captures: (await older(claimId)).length }),
    'models.readAgain': async ({ claimId }) => {
      const captureIds = await older(claimId)
      await store.captures.readAgain(captureIds)
      changed(['captures', 'claims', 'status'], claimId ?? undefined)
      imaging.wake()
      return { captures: captureIds.length }
    },
  }
}

function savingCalls({ station, dialogs }: DeskCallOptions): Calls<'corrections'> & Pick<Calls<'capture'>, 'capture.saveOriginal'> & Pick<Calls<'claim'>, 'claim.saveCover'> {
  const { store, vault, account } = station
  const savedAs = async (name: string, save: (path: string) => Promise<void>) => {
    const path = await dialogs.saveAs(name)
    if (path !== null) await save(path)
    return { isSaved: path !== null }
  }
  return {
    'corrections.count': async () => ({ corrections: await store.corrections.count(account.mustHaveUnit().id) }),
    'corrections.export': async ({ withImages }) => {
      const unit = account.mustHaveUnit()
      return savedAs(`pingying-corrections-${new Date().toISOString().slice(0, 10)}.jsonl`, (path) => exportCorrections(path, unit.id, withImages, store, vault))
    },
    'capture.saveOriginal': async ({ captureId }) => {
      const file = await store.captures.file(captureId)
      if (!file) throw new AppError('not-found', captureId)
      const source = vault.pathOf(file.sha256, file.mediaType)
      return savedAs(file.fileName ?? source.split(/[\\/]/).at(-1)!, (path) => dialogs.copyFile(source, path))
    },
    'claim.saveCover': async ({ claimId }) => {
      const unit = account.mustHaveUnit()
      const claim = await store.claims.get(claimId, unit.id)
      return savedAs(`报销单-${claim.form.number || claimId.slice(0, 8)}.pdf`, async (path) => dialogs.writeFile(path, await dialogs.printToPdf(await claimCover(claim, unit))))
    },
  }
}
