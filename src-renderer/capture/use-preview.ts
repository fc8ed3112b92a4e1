/** What the camera sees, as it happens: outlines of the papers, and whether they lie still. */
import { useEffect, useState } from 'react'
import type { IpcOutput } from '../../src-shared/ipc-contract.ts'
import type { SeenPaper } from '../../src-shared/outline.ts'
import { call } from '../bridge.ts'
import type { CameraStream } from './camera-stream.ts'
import type { SmallFrameSeen } from './frame-worker.ts'
import { Stillness } from './stillness.ts'

export interface Preview {
  state: 'empty' | 'moving' | 'steady'
  /** In pixels of a frame of this size. */
  papers: SeenPaper[]
  /** The camera or its mat lies elsewhere than when the mat was learnt. */
  isMatMoved: boolean
  widthPx: number
  heightPx: number
  /** How many frames have been looked at since the camera opened. */
  looks: number
}

/** A glance at the stream so often; the finder is asked only about what has changed since it looked last. */
const glanceMs = 85
/** While all lies still: a glance costs the processor something too. */
const restingGlanceMs = 250
/** After a look that failed: the finder's process may be starting anew. */
const retryMs = 3_000

/** @param mat what is known of the camera's mat: with another one, what was seen is looked at anew */
export function usePreview(stream: CameraStream | null, mat: unknown): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null)
  useEffect(() => {
    if (!stream) return
    const stop = watch(stream, (next) => setPreview((shown) => (shown?.looks === next.looks && shown.state === next.state ? shown : next)))
    return () => {
      stop()
      setPreview(null)
    }
  }, [stream, mat])
  return preview
}

function watch(stream: CameraStream, show: (preview: Preview) => void): () => void {
  const worker = new Worker(new URL('./frame-worker.ts', import.meta.url), { type: 'module' })
  const stillness = new Stillness()
  let seen: IpcOutput<'camera.look'> | null = null
  let looks = 0
  let isWatching = true

  /** @returns how long to wait until the next glance */
  const lookAt = async ({ frame, brightness }: SmallFrameSeen): Promise<number> => {
    if (stillness.hear(brightness, performance.now())) {
      try {
        seen = await call('camera.look', { label: stream.label, frame })
        stillness.looked(brightness)
        looks++
      } catch {
        return retryMs
      }
    }
    return stillness.isSettled(performance.now()) ? restingGlanceMs : glanceMs
  }
  const watching = async () => {
    const frames = stream.frames()
    let next = asked(worker, frames, [frames])
    while (isWatching) {
      const startedMs = performance.now()
      const small = await next
      // The next one is made while this one is looked at.
      next = asked(worker, null)
      const waitMs = await lookAt(small)
      if (!isWatching) return
      if (seen) show({ ...seen, state: stateOf(seen.papers, stillness.isSettled(startedMs)), widthPx: small.frame.widthPx, heightPx: small.frame.heightPx, looks })
      await new Promise((resolve) => { setTimeout(resolve, Math.max(0, startedMs + waitMs - performance.now())) })
    }
  }
  void watching()
  return () => {
    isWatching = false
    worker.terminate()
  }
}

/** One small frame; it never comes where the stream ends or the worker goes. */
function asked(worker: Worker, message: ReadableStream<VideoFrame> | null, transfer: Transferable[] = []): Promise<SmallFrameSeen> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<SmallFrameSeen>) => resolve(data)
    worker.postMessage(message, transfer)
  })
}

function stateOf(papers: readonly SeenPaper[], isSettled: boolean): Preview['state'] {
  if (!isSettled) return 'moving'
  return papers.length === 0 ? 'empty' : 'steady'
}
