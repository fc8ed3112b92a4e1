/** Opens the engine that is asked for, once; `auto` takes PP-OCR where a model is installed, else tesseract. */
import type { EngineChoice, InstalledModel } from '../messages.ts'
import type { ReadingEngine } from './engine.ts'
import { idOf, installedModels, modelInUse, ModelRefused } from './models.ts'
import { openPaddle, paddleName } from './paddle.ts'
import { openTesseract, tesseractModel } from './tesseract.ts'

/** By the model's name: another model may be put in use while this process lives. */
const opened = new Map<string, Promise<ReadingEngine>>()

/** @throws ModelRefused where `paddle` is asked for and no model of it is installed */
export function engineFor(choice: EngineChoice): Promise<ReadingEngine> {
  const model = choice === 'tesseract' ? null : modelInUse()
  if (!model && choice === 'paddle') return Promise.reject(new ModelRefused('missing-file', 'no PP-OCR model is installed'))
  const name = model ? paddleName(model) : tesseractModel.id
  let engine = opened.get(name)
  if (!engine) {
    engine = model ? openPaddle(model) : openTesseract()
    opened.set(name, engine)
  }
  return engine
}

/** The models that are installed, and what `ReadingEngine.model` of the one that `choice` reads with now would say. */
export function listModels(choice: EngineChoice): { present: string; installed: InstalledModel[] } {
  const used = choice === 'tesseract' ? null : modelInUse()
  const installed = installedModels().map((model) => ({ ...wordsOf(model), inUse: used !== null && idOf(model) === idOf(used) }))
  return { present: used ? paddleName(used) : tesseractModel.id, installed: [...installed, { ...wordsOf(tesseractModel), inUse: used === null }] }
}

const wordsOf = ({ name, version, licence, source }: Omit<InstalledModel, 'inUse'>) => ({ name, version, licence, source })

export async function closeEngines(): Promise<void> {
  for (const engine of opened.values()) await (await engine).close()
  opened.clear()
}
