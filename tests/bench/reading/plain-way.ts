/**
 * The plain way to read a page with the same models as published: detection at a long side of 1536, then every line alone.
 * No stamps taken off, no second look, nothing folded. The peer of the engine's rows in the benchmark; one thread.
 */
import * as ort from 'onnxruntime-node'
import { type Corners, type Picture, toMat, withOpenCv } from '../../../src-imaging/opencv.ts'
import { alphabetOf, decodeCtc } from '../../../src-imaging/reading/ctc.ts'
import { lineInput, planes } from '../../../src-imaging/reading/line-images.ts'
import { dictionaryOf, type InstalledModel, modelBytes } from '../../../src-imaging/reading/models.ts'
import { readingOrderCorners } from '../../../src-imaging/reading/paddle.ts'
import { runModel } from '../../../src-imaging/reading/paddle-model.ts'
import { textBoxes } from '../../../src-imaging/reading/text-boxes.ts'
import type { Quad } from '../../../src-shared/voucher.ts'

const detectLongSidePx = 1536

export interface PlainReader { read(page: Picture): Promise<{ text: string; quad: Quad }[]>; close(): Promise<void> }

export async function openPlainWay(model: InstalledModel): Promise<PlainReader> {
  const open = (file: 'detect' | 'recognise') => ort.InferenceSession.create(modelBytes(model, file), { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', logSeverityLevel: 3 })
  const [detect, recognise] = [await open('detect'), await open('recognise')]
  const alphabet = alphabetOf([...dictionaryOf(modelBytes(model, 'dictionary')), ' '])
  return {
    async read(page) {
      const read: { text: string; quad: Quad }[] = []
      const boxes = await boxesOf(detect, page)
      const lines = await withOpenCv((cv, keep) => {
        const mat = keep(toMat(cv, page))
        return boxes.map((box) => lineInput(cv, mat, box, model.lineHeightPx, { growX: 0, growY: 0, stretch: 1 }))
      })
      for (const [i, box] of boxes.entries()) {
        const { data, width } = lines[i]!
        const chars = await runModel(recognise, data, [1, 3, model.lineHeightPx, width], (scores, [, steps]) => decodeCtc(scores, steps!, alphabet))
        read.push({ text: chars.map((char) => char.char).join(''), quad: box })
      }
      return read
    },
    async close() {
      for (const session of [detect, recognise]) await session.release()
    },
  }
}

async function boxesOf(detect: ort.InferenceSession, page: Picture): Promise<Corners[]> {
  const scale = Math.min(1, detectLongSidePx / Math.max(page.widthPx, page.heightPx))
  const to32 = (px: number) => Math.max(32, Math.round((px * scale) / 32) * 32)
  const [width, height] = [to32(page.widthPx), to32(page.heightPx)]
  const input = await withOpenCv((cv, keep) => {
    const small = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, page)), small, new cv.Size(width, height), 0, 0, cv.INTER_AREA)
    return planes(small, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
  })
  const boxes = await runModel(detect, input, [1, 3, height, width], (map) => textBoxes(map, width, height))
  return boxes.map((box) => readingOrderCorners(box.map(([x, y]) => [(x * page.widthPx) / width, (y * page.heightPx) / height]) as Corners))
}
