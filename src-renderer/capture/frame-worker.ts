/**
 * Makes small frames of the camera's stream off the window's own thread. Each message asks for one: the next that the camera
 * gives. Frames that nobody asked for are let go unseen, so that the preview never waits for this.
 */
import type { SmallFrame } from '../../src-shared/ipc-contract.ts'
import { type Brightness, brightnessOf } from './stillness.ts'

export interface SmallFrameSeen { frame: SmallFrame; brightness: Brightness }

/** What the finder was trained at. */
const longSidePx = 512

let frames: ReadableStreamDefaultReader<VideoFrame> | undefined

onmessage = async ({ data }: MessageEvent<ReadableStream<VideoFrame> | null>) => {
  if (data) frames = data.getReader()
  const { value } = await frames!.read()
  if (!value) return
  const seen = smallOf(value)
  value.close()
  postMessage(seen, { transfer: [seen.frame.data.buffer as ArrayBuffer] })
}

function smallOf(video: VideoFrame): SmallFrameSeen {
  const scale = longSidePx / Math.max(video.displayWidth, video.displayHeight)
  const [widthPx, heightPx] = [Math.round(video.displayWidth * scale), Math.round(video.displayHeight * scale)]
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { alpha: false, willReadFrequently: true })!
  context.drawImage(video, 0, 0, widthPx, heightPx)
  const rgba = context.getImageData(0, 0, widthPx, heightPx).data
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    data[to] = rgba[from]!
    data[to + 1] = rgba[from + 1]!
    data[to + 2] = rgba[from + 2]!
  }
  const frame = { data, widthPx, heightPx }
  return { frame, brightness: brightnessOf(frame) }
}
