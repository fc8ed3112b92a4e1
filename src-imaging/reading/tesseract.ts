/** The second engine: tesseract.js with simplified Chinese from an installed package, never the network. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { type Picture, toMat, toPicture, turn, withOpenCv } from '../opencv.ts'
import type { PageReading, ReadingEngine, ReadLine } from './engine.ts'
import { withFormWords } from './form-words.ts'

/** The one model of this engine, under `id` in the pages that it read. */
export const tesseractModel = { id: 'tesseract 7.0.0 chi_sim', name: 'tesseract', version: '7.0.0 chi_sim', licence: 'Apache-2.0', source: 'npm tesseract.js, @tesseract.js-data/chi_sim' }
/** Long side at which the four ways up are tried. */
const trialLongSidePx = 1000
/** Mean confidence, of 100, at which the first way up is taken without trying the others. */
const surelyUpright = 72

export async function openTesseract(): Promise<ReadingEngine> {
  const langPath = join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim/package.json')), '4.0.0_best_int')
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, { langPath, gzip: true, cacheMethod: 'none', logger: () => {}, errorHandler: () => {} })
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, preserve_interword_spaces: '0', user_defined_dpi: '300' })
  return { name: 'tesseract', model: tesseractModel.id, read: (page, isUpright) => readPage(worker, page, isUpright), reread: null, close: async () => void (await worker.terminate()) }
}

async function readPage(worker: Worker, page: Picture, isUpright = false): Promise<PageReading> {
  const quarterTurns = isUpright ? 0 : await uprightTurns(worker, page)
  const upright = await turned(page, quarterTurns)
  const { data } = await worker.recognize(await png(upright), {}, { blocks: true, text: false })
  const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines.map(({ text, confidence, bbox, words }): ReadLine => ({
    text: text.replace(/\s+/g, ''), score: confidence / 100, charScores: words.flatMap((word) => [...word.text.replace(/\s+/g, '')].map(() => word.confidence / 100)),
    boxPx: [[bbox.x0, bbox.y0], [bbox.x1, bbox.y0], [bbox.x1, bbox.y1], [bbox.x0, bbox.y1]],
  }))))
  return { quarterTurns, lines: lines.filter((line) => line.text !== '').map(withFormWords) }
}

async function uprightTurns(worker: Worker, page: Picture): Promise<number> {
  let best = { turns: 0, confidence: -1 }
  for (const turns of page.widthPx >= page.heightPx ? [0, 2, 1, 3] : [0, 1, 3, 2]) {
    const small = await png(await turned(page, turns), trialLongSidePx)
    const { data } = await worker.recognize(small, {}, { text: true })
    if (data.confidence > best.confidence) best = { turns, confidence: data.confidence }
    if (data.confidence >= surelyUpright) break
  }
  return best.turns
}

async function turned(page: Picture, quarterTurns: number): Promise<Picture> {
  return quarterTurns === 0 ? page : withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, page)), quarterTurns))))
}

async function png(page: Picture, longSidePx?: number): Promise<Buffer> {
  const picture = sharp(page.data, { raw: { width: page.widthPx, height: page.heightPx, channels: 3 } })
  const sized = longSidePx ? picture.resize({ width: longSidePx, height: longSidePx, fit: 'inside' }) : picture
  return sized.grayscale().png({ compressionLevel: 1 }).toBuffer()
}
