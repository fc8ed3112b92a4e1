/** An imaging process that finds, flattens, judges and compresses, and reads nothing: asked by the memory figures as the desk asks the whole one. */
import { readFile } from 'node:fs/promises'
import type { ImagingAnswer, ImagingRequest } from '../../../src-imaging/messages.ts'
import { ourPage } from './plain-page.ts'

process.on('message', async ({ id, inputPath }: ImagingRequest) => {
  await ourPage(await readFile(inputPath))
  globalThis.gc?.()
  process.send?.({ id, ok: true, engine: 'paddle', items: [] } satisfies ImagingAnswer)
})
process.on('disconnect', () => process.exit(0))
