/** Whether anything moves under the camera: the brightness of the picture's blocks, now and before. */

/** Mean brightness of each block, 0 to 255, rows from the top. */
export type Brightness = Float32Array

const blocksAcross = 32
/** A lamp's flicker and the sensor's noise stay below this, once a change of the whole picture's brightness is taken out. */
const sameBrightness = 5
/** More blocks that differ than this share, and something moved: a finger's tip covers more. */
const movedShare = 0.004
/** So long nothing may move until it counts as lying still. */
const settledMs = 500

/** @param frame 8-bit RGB */
export function brightnessOf({ data, widthPx, heightPx }: { data: Uint8Array; widthPx: number; heightPx: number }): Brightness {
  const blockPx = widthPx / blocksAcross
  const rows = Math.max(1, Math.round(heightPx / blockPx))
  const [sums, counts] = [new Float32Array(blocksAcross * rows), new Uint32Array(blocksAcross * rows)]
  for (let y = 0; y < heightPx; y++) {
    const row = Math.min(rows - 1, Math.floor(y / blockPx)) * blocksAcross
    for (let x = 0; x < widthPx; x++) {
      const block = row + Math.floor(x / blockPx)
      const at = 3 * (y * widthPx + x)
      sums[block]! += 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
      counts[block]!++
    }
  }
  return sums.map((sum, i) => sum / counts[i]!)
}

/** A camera that sets its exposure anew makes all blocks lighter alike: that is no movement. */
export function hasMoved(before: Brightness, now: Brightness): boolean {
  if (before.length !== now.length) return true
  const gains = now.map((value, i) => (value + 1) / (before[i]! + 1)).sort()
  const gain = gains[Math.floor(gains.length / 2)]!
  let differing = 0
  for (const [i, value] of now.entries()) if (Math.abs(value - ((before[i]! + 1) * gain - 1)) > sameBrightness) differing++
  return differing > movedShare * now.length
}

/** Follows a stream's frames: which are worth looking at, and since when all is still. */
export class Stillness {
  private last: Brightness | null = null
  private lookedAt: Brightness | null = null
  private movedAtMs = -Infinity

  /** @returns whether the frame shows something else than the one last looked at */
  hear(brightness: Brightness, nowMs: number): boolean {
    if (!this.last || hasMoved(this.last, brightness)) this.movedAtMs = nowMs
    this.last = brightness
    return !this.lookedAt || hasMoved(this.lookedAt, brightness)
  }

  looked(brightness: Brightness | null): void {
    this.lookedAt = brightness
  }

  isSettled(nowMs: number): boolean {
    return nowMs - this.movedAtMs >= settledMs
  }
}
