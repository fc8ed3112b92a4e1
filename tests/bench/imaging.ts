/** How well papers are found, on generated frames of tables that nothing was tuned on; a plain contour method on the same frames beside it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/launch.ts'
import { type FrameClass, frameClasses } from '../../src-samples/frame.ts'
import { findFrames, type Found, type FrameOutcome } from './imaging/find-frames.ts'
import { bar, row } from './table.ts'

const firstSeed = 500_000
/** Of each class; a quick look takes fewer: PINGYING_BENCH_FRAMES=20. */
const framesPerClass = Number(process.env.PINGYING_BENCH_FRAMES ?? 300)
const bars: Record<FrameClass, { counted: number; iou: number }> = { single: { counted: 99.5, iou: 0.985 }, several: { counted: 98, iou: 0.97 }, touching: { counted: 95, iou: 0.95 } }

export async function imagingFigures(): Promise<void> {
  const plans = frameClasses.flatMap((frameClass) => Array.from({ length: framesPerClass }, (_, i) => ({ class: frameClass, seed: firstSeed + i, set: 'held-out' as const })))
  const outcomes = await findFrames(plans, (done) => done % 50 === 0 && console.error(`${done} of ${plans.length} frames`))
  mkdirSync(join(root, 'out/bench'), { recursive: true })
  writeFileSync(join(root, 'out/bench/frames.json'), JSON.stringify(outcomes))
  for (const frameClass of frameClasses) rowsOf(frameClass, outcomes.filter(({ plan }) => plan.class === frameClass))
  row('finding the papers of a still of 8 MP', mean(outcomes.map(({ ours }) => ours.cpuS)), 'CPU s', 'OpenCV contours', mean(outcomes.map(({ contours }) => contours.cpuS)))
}

function rowsOf(frameClass: FrameClass, outcomes: readonly FrameOutcome[]): void {
  const items = outcomes.reduce((sum, { ours }) => sum + ours.ious.length, 0)
  const [ours, contours] = [(outcome: FrameOutcome) => outcome.ours, (outcome: FrameOutcome) => outcome.contours]
  bar(`${frameClass}: items counted right, of ${outcomes.length} frames`, countedRight(outcomes.map(ours)), '%', '>=', bars[frameClass].counted)
  bar(`${frameClass}: mean IoU of ${items} items`, meanIou(outcomes.map(ours)), '', '>=', bars[frameClass].iou)
  row(`${frameClass}: items counted right`, countedRight(outcomes.map(ours)), '%', 'OpenCV contours', countedRight(outcomes.map(contours)))
  row(`${frameClass}: mean IoU`, meanIou(outcomes.map(ours)), '', 'OpenCV contours', meanIou(outcomes.map(contours)))
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
const countedRight = (found: readonly Found[]) => 100 * mean(found.map(({ ious, extra }) => Number(extra === 0 && ious.every((iou) => iou > 0.5))))
/** An item that is none counts as one of IoU 0. */
const meanIou = (found: readonly Found[]) => mean(found.flatMap(({ ious, extra }) => [...ious, ...new Array<number>(extra).fill(0)]))
