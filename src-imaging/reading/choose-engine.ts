/** Opens the engine that is asked for, once; `auto` takes PP-OCR where its models are installed, else tesseract. */
import type { EngineChoice } from '../messages.ts'
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

export async function closeEngines(): Promise<void> {
  for (const engine of opened.values()) await (await engine).close()
  opened.clear()
}
