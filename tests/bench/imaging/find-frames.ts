/** Finds the papers of many frames, by the product's way and by a plain contour method beside it, against where they lie. */
import { findItems } from '../../../src-imaging/stages/find-items.ts'
import { areaOf, sharedArea } from '../../../src-imaging/stages/lines.ts'
import { decodePicture } from '../../../src-imaging/stages/decode.ts'
import type { Corners } from '../../../src-imaging/opencv.ts'
import { type FrameClass, makeFrame } from '../../../src-samples/frame.ts'
import type { SampleSet } from '../../../src-samples/voucher.ts'
import type { Quad } from '../../../src-shared/voucher.ts'
import { answerPlans, onAllProcessors } from '../on-all-processors.ts'
import { contourItems } from './contours.ts'

export interface FramePlan { class: FrameClass; seed: number; set: SampleSet }

/** IoU of each paper with what was found for it, 0 for one missed; and how many were found that are none. */
export interface Found { ious: number[]; extra: number; cpuS: number }
export interface FrameOutcome { plan: FramePlan; table: string; ours: Found; contours: Found }

export const findFrames = (plans: readonly FramePlan[], tell?: (done: number) => void): Promise<FrameOutcome[]> => onAllProcessors(import.meta.filename, plans, tell)

answerPlans(import.meta.filename, findFrame)

async function findFrame(plan: FramePlan): Promise<FrameOutcome> {
  const { jpeg, truth } = await makeFrame(plan.seed, plan)
  const picture = await decodePicture(jpeg)
  const frame: Corners = [[0, 0], [truth.widthPx, 0], [truth.widthPx, truth.heightPx], [0, truth.heightPx]]
  const papers = truth.papers.map(({ quadPx }) => quadPx)
  const measured = async (find: () => Promise<readonly Corners[]>): Promise<Found> => {
    const before = process.cpuUsage()
    const found = await find()
    const { user, system } = process.cpuUsage(before)
    return { ...matched(papers, found, frame), cpuS: (user + system) / 1e6 }
  }
  return {
    plan, table: truth.table,
    ours: await measured(async () => (await findItems(picture)).map(({ corners }) => corners)),
    contours: await measured(() => contourItems(picture)),
  }
}

/** Each paper with the item that it shares most with, the best pairs first. Of a paper that is cut off, what is in the frame counts. */
function matched(papers: readonly Quad[], found: readonly Corners[], frame: Corners): Omit<Found, 'cpuS'> {
  const pairs = papers.flatMap((paper, p) => found.map((item, f) => ({ p, f, iou: overlapOf(paper as Corners, item, frame) }))).filter(({ iou }) => iou > 0).sort((a, b) => b.iou - a.iou)
  const ious = papers.map(() => 0)
  const [taken, used] = [new Set<number>(), new Set<number>()]
  for (const { p, f, iou } of pairs) {
    if (taken.has(p) || used.has(f)) continue
    ious[p] = iou
    taken.add(p)
    used.add(f)
  }
  return { ious, extra: found.length - used.size }
}

function overlapOf(paper: Corners, item: Corners, frame: Corners): number {
  const shared = sharedArea(paper, item)
  return shared / (sharedArea(paper, frame) + areaOf(item) - shared)
}
