/**
 * Makes small frames of the camera's stream off the window's own thread. Each message asks for one: the next that the camera
 * gives. Frames that nobody asked for are let go unseen, so that the preview never waits for this.
 */
import type { SmallFrame } from '../../src-shared/ipc-contract.ts'
import { smallFrameOf } from './small-frame.ts'
import { type Brightness, brightnessOf } from './stillness.ts'

export interface SmallFrameSeen { frame: SmallFrame; brightness: Brightness }

let frames: ReadableStreamDefaultReader<VideoFrame> | undefined

onmessage = async ({ data }: MessageEvent<ReadableStream<VideoFrame> | null>) => {
  if (data) frames = data.getReader()
  const { value } = await frames!.read()
  if (!value) return
  const frame = await smallFrameOf(value).finally(() => value.close())
  postMessage({ frame, brightness: brightnessOf(frame) } satisfies SmallFrameSeen, { transfer: [frame.data.buffer as ArrayBuffer] })
}
