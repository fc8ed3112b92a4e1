/** Puts a model's files into the models folder after checking that they are what they are said to be and read. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { dictionaryOf, idOf, type InstalledModel, installedModels, type ModelFile, ModelRefused, modelsFolder, type ReadingModel, readManifest, sha256Of } from './models.ts'
import { openPaddle } from './paddle.ts'

export interface ModelWishes {
  name: string
  version: string
  licence: string
  source: string
  lineHeightPx?: number
  /** Any of them; what is not given is taken from the first installed model. */
  files: Partial<Record<ModelFile, string>>
}

const largestModelBytes = 400_000_000
const onnxFiles: readonly ModelFile[] = ['detect', 'recognise', 'classify']

/** Tells files apart by name, as PaddleOCR and its converters name them. @throws ModelRefused `unknown-model` */
export function fileRoles(paths: readonly string[]): Partial<Record<ModelFile, string>> {
  const roles: Partial<Record<ModelFile, string>> = {}
  for (const path of paths) {
    const name = basename(path).toLowerCase()
    const role: ModelFile | null = /\.(txt|ya?ml)$/.test(name) ? 'dictionary' : /det/.test(name) ? 'detect' : /rec/.test(name) ? 'recognise' : /cls|textline_ori/.test(name) ? 'classify' : null
    if (!role || roles[role]) throw new ModelRefused('unknown-model', `${path}: detection, recognition and classification files have det, rec or cls in their names, dictionaries end in .txt or .yml`)
    roles[role] = path
  }
  return roles
}

/**
 * Checks, then copies; a refused model leaves nothing behind. It is not put in use.
 * @throws ModelRefused
 */
export async function installModel(wishes: ModelWishes, folder = modelsFolder()): Promise<InstalledModel> {
  const id = idOf(wishes)
  if (installedModels(folder).some((model) => idOf(model) === id)) throw new ModelRefused('unknown-model', `${id} is installed already`)
  const own = join(folder, `${wishes.name}-${wishes.version}`)
  mkdirSync(own, { recursive: true })
  try {
    const model = copyIn(wishes, folder, own)
    await selfTest(model)
    const { folder: _, ...entry } = model
    writeManifest(folder, { ...readManifest(folder), models: [...readManifest(folder).models, entry] })
    return model
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    throw error
  }
}

/** @param id as `npm run models -- list` prints it. @throws ModelRefused `unknown-model` */
export function useModel(id: string, folder = modelsFolder()): InstalledModel {
  const model = installedModels(folder).find((each) => idOf(each) === id || each.name === id)
  if (!model) throw new ModelRefused('unknown-model', `no model ${id} is installed`)
  mkdirSync(folder, { recursive: true })
  writeManifest(folder, { ...readManifest(folder), inUse: idOf(model) })
  return model
}

function writeManifest(folder: string, manifest: object): void {
  const path = join(folder, 'manifest.json')
  writeFileSync(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}

function copyIn({ files, lineHeightPx = 48, ...about }: ModelWishes, folder: string, own: string): InstalledModel {
  const [base] = installedModels(folder)
  const placed = {} as ReadingModel['files']
  for (const role of [...onnxFiles, 'dictionary'] as const) {
    const from = files[role] ?? (base ? join(base.folder, base.files[role].path) : null)
    if (!from) throw new ModelRefused('missing-file', `no ${role} file was given and none is installed`)
    const to = join(own, role === 'dictionary' ? 'dictionary.txt' : `${role}.onnx`)
    const bytes = role === 'dictionary' ? copyDictionary(from, to) : copyOnnx(from, to)
    placed[role] = { path: join(basename(own), basename(to)), sha256: sha256Of(bytes) }
  }
  return { ...about, lineHeightPx, files: placed, folder }
}

function copyOnnx(from: string, to: string): Uint8Array {
  const bytes = readOrRefuse(from)
  copyFileSync(from, to)
  return bytes
}

/** A plain list, or the character_dict of an official inference.yml. */
function copyDictionary(from: string, to: string): Uint8Array {
  const bytes = readOrRefuse(from)
  const chars = /\.ya?ml$/i.test(from) ? charactersOfYaml(new TextDecoder().decode(bytes)) : dictionaryOf(bytes)
  if (chars.length < 10 || chars.some((char) => [...char].length > 4)) throw new ModelRefused('wrong-dictionary', `${from} is not one character a line`)
  writeFileSync(to, `${chars.join('\n')}\n`)
  return readFileSync(to)
}

function readOrRefuse(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path)
    if (bytes.length > 0 && bytes.length <= largestModelBytes) return bytes
  } catch (error) {
    throw new ModelRefused('missing-file', `${path} cannot be read`, { cause: error })
  }
  throw new ModelRefused('not-onnx', `${path} is empty or too large`)
}

/** The list under `character_dict:`: one item a line, bare or in single or double quotes. */
export function charactersOfYaml(text: string): string[] {
  const lines = text.split(/\r?\n/)
  const start = lines.findIndex((line) => /^\s*character_dict:\s*$/.test(line))
  if (start < 0) throw new ModelRefused('wrong-dictionary', 'the file has no character_dict')
  const chars: string[] = []
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*- ?(.*)$/.exec(line)?.[1]
    if (item === undefined) break
    const single = /^'(.*)'\s*$/.exec(item)
    if (single) chars.push(single[1]!.replace(/''/g, "'"))
    else chars.push(/^".*"\s*$/.test(item) ? (JSON.parse(item) as string) : item.trimEnd() || item)
  }
  return chars
}

const testLine = '发票号码12345678'

/** A drawn line must be found and read. @throws ModelRefused */
async function selfTest(model: InstalledModel): Promise<void> {
  const engine = await openPaddle(model, 1)
  try {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="160"><rect width="100%" height="100%" fill="#fff"/><text x="60" y="95" font-size="44" font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif">${testLine}</text></svg>`
    const { data, info } = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const { lines } = await engine.read({ data, widthPx: info.width, heightPx: info.height })
    const read = lines.map((line) => line.text).join('').replace(/\s/g, '')
    if (!read.includes('12345678')) throw new ModelRefused('reads-nothing', `a drawn line was read as “${read}”`)
  } catch (error) {
    throw error instanceof ModelRefused ? error : new ModelRefused('wrong-shape', 'the files do not work together', { cause: error })
  } finally {
    await engine.close()
  }
}
