/** A camera's frame made small: by its planes where it has them, which costs a quarter of what a canvas takes; else by a canvas. */
import type { SmallFrame } from '../../src-shared/ipc-contract.ts'

/** What the finder was trained at. */
const longSidePx = 512
/** So many samples across and down make one pixel. */
const samples = 3

export async function smallFrameOf(video: VideoFrame): Promise<SmallFrame> {
  const { width, height } = video.visibleRect!
  const scale = longSidePx / Math.max(width, height)
  const size = { widthPx: Math.round(width * scale), heightPx: Math.round(height * scale) }
  const data = video.format === 'I420' ? await fromPlanes(video, size) : fromCanvas(video, size)
  return { data, ...size }
}

interface Size { widthPx: number; heightPx: number }

/** Brightness in full, colours at half the size (I420), as JPEG has them (ITU-T T.871). */
async function fromPlanes(video: VideoFrame, { widthPx, heightPx }: Size): Promise<Uint8Array> {
  const { width, height } = video.visibleRect!
  const planes = new Uint8Array(video.allocationSize())
  const [luma, blue, red] = await video.copyTo(planes)
  const [columns, rows] = [placesIn(width, widthPx), placesIn(height, heightPx)]
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let y = 0, to = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, to += 3) {
      let sum = 0
      for (let down = 0; down < samples; down++) {
        const row = luma!.offset + rows[y * samples + down]! * luma!.stride
        for (let across = 0; across < samples; across++) sum += planes[row + columns[x * samples + across]!]!
      }
      const [column, row] = [columns[x * samples + 1]! >> 1, rows[y * samples + 1]! >> 1]
      const bright = sum / (samples * samples)
      const [cb, cr] = [planes[blue!.offset + row * blue!.stride + column]! - 128, planes[red!.offset + row * red!.stride + column]! - 128]
      data[to] = within(bright + 1.402 * cr)
      data[to + 1] = within(bright - 0.344 * cb - 0.714 * cr)
      data[to + 2] = within(bright + 1.772 * cb)
    }
  }
  return data
}

const within = (level: number) => (level < 0 ? 0 : level > 255 ? 255 : level)

/** For each small pixel the places of its samples along one side. */
function placesIn(longPx: number, shortPx: number): Uint32Array {
  return Uint32Array.from({ length: shortPx * samples }, (_, i) => Math.floor(((i + 0.5) / (shortPx * samples)) * longPx))
}

function fromCanvas(video: VideoFrame, { widthPx, heightPx }: Size): Uint8Array {
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { alpha: false, willReadFrequently: true })!
  context.drawImage(video, 0, 0, widthPx, heightPx)
  const rgba = context.getImageData(0, 0, widthPx, heightPx).data
  const data = new Uint8Array(3 * widthPx * heightPx)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    data[to] = rgba[from]!
    data[to + 1] = rgba[from + 1]!
    data[to + 2] = rgba[from + 2]!
  }
  return data
}
