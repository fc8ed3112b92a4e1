/** Where a paper lies in the picture it was taken with: four corners clockwise, the first one the paper's own top left. */
import { z } from 'zod'
import { type Quad, quadSchema } from './voucher.ts'

/** Of a paper narrower than that nothing could be read. */
const leastSidePx = 24
/** Beyond any camera's picture. */
const mostPx = 20_000

/** What a person may set: the paper's corners in pixels of the capture's picture, as it lies upright. */
export const outlineSchema = quadSchema.refine(isOutline)

export const pageOutlineSchema = z.object({
  /** As it was found, or as it was read last; null for pages of an earlier version and for those a person added. */
  foundPx: quadSchema.nullable(),
  /** As a person set it: it wins. */
  byHandPx: quadSchema.nullable(),
})
export type PageOutline = z.infer<typeof pageOutlineSchema>

/** A paper as the preview shows it. `isCut`: it reaches the picture's edge, and part of it may be missing. */
export const seenPaperSchema = z.object({ quadPx: quadSchema, isCut: z.boolean() })
export type SeenPaper = z.infer<typeof seenPaperSchema>

/** Four corners that a flat paper can have: clockwise, bending the same way at each, no side too short. */
export function isOutline(quad: Quad): boolean {
  return quad.every(([x, y], i) => {
    const [[fromX, fromY], [toX, toY]] = [quad[(i + 3) % 4]!, quad[(i + 1) % 4]!]
    const bend = (x - fromX) * (toY - y) - (y - fromY) * (toX - x)
    return x >= 0 && y >= 0 && x <= mostPx && y <= mostPx && Math.hypot(toX - x, toY - y) >= leastSidePx && bend > leastSidePx
  })
}

/** The same paper seen so many quarter turns further clockwise. */
export function turnedOutline(quad: Quad, quarterTurns: number): Quad {
  return quad.map((_, i) => quad[(i + 4 - (quarterTurns % 4)) % 4]!) as Quad
}
