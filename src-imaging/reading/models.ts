/**
 * Reading models as files that can be changed: which there are, which is in use, and whether a file is what it is said to be.
 * The manifest in resources/models names those that npm brings; installed ones lie in the models folder with a manifest of the same form.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { sha256Schema } from '../../src-shared/voucher.ts'
import shipped from '../../resources/models/manifest.json' with { type: 'json' }

const fileSchema = z.object({ path: z.string(), sha256: sha256Schema })

export const readingModelSchema = z.object({
  name: z.string().regex(/^[\w.-]{1,60}$/),
  version: z.string().regex(/^[\w.-]{1,40}$/),
  licence: z.string().max(200),
  /** Where the files come from. */
  source: z.string().max(500),
  /** The npm package whose folder the paths start from; without it they start from the manifest's own. */
  package: z.string().optional(),
  /** The height of a line that the recogniser takes. */
  lineHeightPx: z.number().int().min(16).max(128),
  /** classify tells upright lines from upside-down ones; dictionary is one character a line, in the recogniser's order. */
  files: z.object({ detect: fileSchema, recognise: fileSchema, classify: fileSchema, dictionary: fileSchema }),
})
export type ReadingModel = z.infer<typeof readingModelSchema>
export type ModelFile = keyof ReadingModel['files']

export const manifestSchema = z.object({ inUse: z.string().optional(), models: z.array(readingModelSchema) })
export type Manifest = z.infer<typeof manifestSchema>

/** A model whose files are on this computer. */
export interface InstalledModel extends ReadingModel { folder: string }

/** What is wrong with model files, in words for the person who installs them. */
export type ModelFault = 'missing-file' | 'changed-file' | 'not-onnx' | 'wrong-shape' | 'wrong-dictionary' | 'reads-nothing' | 'unknown-model' | 'broken-manifest'

export class ModelRefused extends Error {
  readonly fault: ModelFault

  constructor(fault: ModelFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ModelRefused'
    this.fault = fault
  }
}

/** Installed models live here: PINGYING_MODELS, else beside the desk's own data. */
export function modelsFolder(): string {
  if (process.env.PINGYING_MODELS) return process.env.PINGYING_MODELS
  const appData = process.platform === 'win32' ? process.env.APPDATA : process.platform === 'darwin' ? join(homedir(), 'Library/Application Support') : process.env.XDG_CONFIG_HOME
  return join(process.env.PINGYING_HOME ?? join(appData ?? join(homedir(), '.config'), 'pingying'), 'models')
}

/** @throws ModelRefused `broken-manifest` */
export function readManifest(folder = modelsFolder()): Manifest {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) return { models: [] }
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new ModelRefused('broken-manifest', `${path} is not a manifest of models`, { cause: error })
  }
}

/** Every model on this computer, those from npm first. */
export function installedModels(folder = modelsFolder()): InstalledModel[] {
  const fromNpm = manifestSchema.parse(shipped).models.flatMap((model) => {
    const root = model.package ? packageFolder(model.package) : null
    return root ? [{ ...model, folder: root }] : []
  })
  return [...fromNpm, ...readManifest(folder).models.map((model) => ({ ...model, folder }))]
}

/** The chosen model, else the first; null where none is installed. */
export function modelInUse(folder = modelsFolder()): InstalledModel | null {
  const models = installedModels(folder)
  const { inUse } = readManifest(folder)
  return models.find((model) => idOf(model) === inUse) ?? models[0] ?? null
}

export const idOf = ({ name, version }: Pick<ReadingModel, 'name' | 'version'>): string => `${name} ${version}`

/** A file's bytes, if they are still those that were checked. @throws ModelRefused `missing-file`, `changed-file` */
export function modelBytes(model: InstalledModel, file: ModelFile): Uint8Array {
  const { path, sha256 } = model.files[file]
  const full = join(model.folder, path)
  if (!existsSync(full)) throw new ModelRefused('missing-file', `${full} is missing`)
  const bytes = readFileSync(full)
  if (sha256Of(bytes) !== sha256) throw new ModelRefused('changed-file', `${full} is not the file that was installed`)
  return bytes
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** One character a line; a last line break ends the last one. */
export function dictionaryOf(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).replace(/\r?\n$/, '').split(/\r?\n/)
}

function packageFolder(entry: string): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve(entry))
  } catch {
    return null
  }
}
