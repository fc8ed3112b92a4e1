/** Opens the engine that is asked for, once; `auto` takes PP-OCR where a model is installed, else tesseract. */
import type { EngineChoice } from '../messages.ts'
import type { ReadingEngine } from './engine.ts'
import { modelInUse, ModelRefused } from './models.ts'
import { openPaddle } from './paddle.ts'
import { openTesseract } from './tesseract.ts'

const opened = new Map<ReadingEngine['name'], Promise<ReadingEngine>>()

/** @throws ModelRefused where `paddle` is asked for and no model of it is installed */
export function engineFor(choice: EngineChoice): Promise<ReadingEngine> {
  const model = choice === 'tesseract' ? null : modelInUse()
  const name = choice === 'auto' ? (model ? 'paddle' : 'tesseract') : choice
  let engine = opened.get(name)
  if (!engine) {
    engine = name === 'tesseract' ? openTesseract() : model ? openPaddle(model) : Promise.reject(new ModelRefused('missing-file', 'no PP-OCR model is installed'))
    opened.set(name, engine)
  }
  return engine
}

export async function closeEngines(): Promise<void> {
  for (const engine of opened.values()) await (await engine).close()
  opened.clear()
}
