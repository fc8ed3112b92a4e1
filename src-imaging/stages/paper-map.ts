/** Where papers are, as a small network of our own sees it (a U-Net, Ronneberger et al. 2015; `src-training/finder.py`). */
import * as ort from 'onnxruntime-node'
import sharp from 'sharp'
import { z } from 'zod'
import finderFile from '../../resources/models/finder.json' with { type: 'json' }
import type { Picture } from '../opencv.ts'
import { runModel, sessionOptions } from '../reading/paddle-model.ts'

/** What the network was trained at; its sides are multiples of `stepPx`. */
const longSidePx = 512
const stepPx = 32

/** Row by row, for each pixel of a picture of this size, how surely it is inside a paper and how surely at the edge of one; 0 to 1. */
export interface PaperMap { inside: Float32Array; edge: Float32Array; widthPx: number; heightPx: number }

const finder = z.object({ onnx: z.string() }).parse(finderFile)
let opened: Promise<ort.InferenceSession> | undefined

/** @returns a map of half the network's size, over the whole picture */
export async function paperMap(picture: Picture): Promise<PaperMap> {
  // Its pictures are all of one size or two: what it keeps is little, and a look at the preview costs half.
  opened ??= ort.InferenceSession.create(Buffer.from(finder.onnx, 'base64'), { ...sessionOptions(2), enableCpuMemArena: true })
  const session = await opened
  const scale = longSidePx / Math.max(picture.widthPx, picture.heightPx)
  const [width, height] = [picture.widthPx, picture.heightPx].map((px) => Math.max(stepPx, Math.round((px * scale) / stepPx) * stepPx)) as [number, number]
  const pixels = await shrunk(picture, width, height)
  return runModel(session, pixels, [1, 3, height, width], (said, [, , heightPx, widthPx]) => {
    const half = said.length / 2
    return { inside: said.slice(0, half), edge: said.slice(half), widthPx: widthPx!, heightPx: heightPx! }
  })
}

/** Planes red, green, blue, -1 to 1, as `finder.py` prepares them. libvips shrinks a still in less than half of OpenCV's time. */
async function shrunk({ data, widthPx, heightPx }: Picture, width: number, height: number): Promise<Float32Array> {
  const small = await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer()
  const planes = new Float32Array(small.length)
  const plane = width * height
  for (let i = 0; i < plane; i++) for (let c = 0; c < 3; c++) planes[c * plane + i] = small[3 * i + c]! / 127.5 - 1
  return planes
}
