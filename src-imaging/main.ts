/** The imaging process: answers the station's requests one by one, and ends with the station. */
import { constants, setPriority } from 'node:os'
import type { Line } from '../src-shared/scan.ts'
import type { AnyRequest, ImagedItem, ImagingAnswer, ImagingRequest, LearnMatAnswer, LearnMatRequest, LookAnswer, LookRequest } from './messages.ts'
import { scanFile } from './pipeline.ts'
import { engineFor, listModels } from './reading/choose-engine.ts'
import { ScanFailure } from './scan-failure.ts'
import type { ScannedItem } from './scanned.ts'
import { learnMat, lookAt } from './watch.ts'

/** Engines grow over long batches; a fresh process is cheaper than a slow one. */
const requestsBeforeRenewal = 1000
let answered = 0

async function answerTo({ id, inputPath, outDir, engine, tone, unit, papers, mat }: ImagingRequest): Promise<ImagingAnswer> {
  try {
    const reader = engineFor(engine)
    let isModelUsed = false
    const scanned = await scanFile(inputPath, {
      engine: () => {
        isModelUsed = true
        return reader
      }, outDir, tone, unit, papers, mat,
    })
    const { name, model } = await reader
    return { id, ok: true, engine: name, ...(isModelUsed ? { model } : {}), items: scanned.items.map(asImaged) }
  } catch (error) {
    const code = error instanceof ScanFailure ? error.code : 'internal'
    return { id, ok: false, error: { code, message: error instanceof Error ? (error.stack ?? error.message) : String(error) } }
  }
}

function asImaged({ page, thumbPath, quadPx, likeness }: ScannedItem): ImagedItem {
  const { page: number, kind, kindScore, quality, fields, lines, lineItems, qr, checks, voucherId, output } = page
  return {
    ...(number ? { page: number } : {}), ...(voucherId ? { voucherId } : {}), ...(lineItems ? { lineItems } : {}),
    kind, kindScore, quality, fields, qr, checks, thumbPath, quadPx, ...(likeness ? { likeness } : {}),
    lines: lines.map(({ text, boxPx }: Line) => ({ text, boxPx })),
    output: { path: output.path, mediaType: output.mediaType, widthPx: output.widthPx, heightPx: output.heightPx, dpi: output.dpi },
  }
}

async function answerAtOnce(request: LookRequest | LearnMatRequest): Promise<LookAnswer | LearnMatAnswer> {
  return { id: request.id, ...(request.type === 'look' ? await lookAt(request.frame, request.mat) : { mat: await learnMat(request.empty, request.sheet) }) }
}

let last = Promise.resolve()
process.on('message', (request: AnyRequest) => {
  if (request.type === 'look' || request.type === 'learn-mat') return void answerAtOnce(request).then((answer) => process.send?.(answer))
  if (request.type === 'models') return void process.send?.({ id: request.id, ...listModels(request.engine) })
  // Reading may take its time; the camera's preview, its outlines and other programs may not wait for it.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  last = last.then(async () => {
    const answer = await answerTo(request)
    // A page leaves a hundred megabytes of pixels behind, which V8 does not hurry to give back.
    globalThis.gc?.()
    const isLast = ++answered >= requestsBeforeRenewal
    // Sending is asynchronous: the last answer is not lost when the process ends only once it has gone out.
    process.send?.(answer, () => isLast && process.exit(0))
  })
})
process.on('disconnect', () => process.exit(0))
