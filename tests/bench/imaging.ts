/** How well papers are found, on generated frames of tables that nothing was tuned on, a plain contour method on the same frames beside it; what the judge says of spoilt stills; and what a page's file takes, says and costs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/launch.ts'
import type { Corners } from '../../src-imaging/opencv.ts'
import { type FrameClass, frameClasses, makeFrame } from '../../src-samples/frame.ts'
import { flaws } from '../../src-samples/photograph.ts'
import { bentPages } from './imaging/bent-pages.ts'
import { findFrames, type Found, type FrameOutcome } from './imaging/find-frames.ts'
import { judgeStills } from './imaging/judge-stills.ts'
import { filePlans, writeFiles } from './imaging/page-files.ts'
import { ourPage, plainPage } from './imaging/plain-page.ts'
import { at, bar, row } from './table.ts'

const firstSeed = 500_000
/** Of each class; a quick look takes fewer: PINGYING_BENCH_FRAMES=20. */
const framesPerClass = Number(process.env.PINGYING_BENCH_FRAMES ?? 300)
/** Of each kind whose sheet is A4: PINGYING_BENCH_PAGES=2. */
const pagesPerKind = Number(process.env.PINGYING_BENCH_PAGES ?? 8)
const stillsTimed = 12
const bars: Record<FrameClass, { counted: number; iou: number }> = { single: { counted: 99.5, iou: 0.985 }, several: { counted: 98, iou: 0.97 }, touching: { counted: 95, iou: 0.95 } }

export async function findingFigures(): Promise<void> {
  const plans = frameClasses.flatMap((frameClass) => Array.from({ length: framesPerClass }, (_, i) => ({ class: frameClass, seed: firstSeed + i, set: 'held-out' as const })))
  const outcomes = await findFrames(plans, (done) => done % 50 === 0 && console.error(`${done} of ${plans.length} frames`))
  store('frames', outcomes)
  for (const frameClass of frameClasses) rowsOf(frameClass, outcomes.filter(({ plan }) => plan.class === frameClass))
  row('finding the papers of a still of 8 MP', mean(outcomes.map(({ ours }) => ours.cpuS)), 'CPU s', 'OpenCV contours', mean(outcomes.map(({ contours }) => contours.cpuS)))
}

export async function judgeFigures(): Promise<void> {
  const outcomes = await judgeStills(firstSeed, framesPerClass, (done) => done % 100 === 0 && console.error(`${done} stills judged`))
  store('judged-stills', outcomes)
  const share = (flaw: string, of: string | undefined) => 100 * mean(outcomes.filter(({ plan }) => plan.flaw === of).map(({ codes }) => Number(codes.includes(flaw))))
  for (const flaw of flaws) {
    bar(`${flaw}: caught, of ${framesPerClass} stills`, share(flaw, flaw), '%', '>=', 98)
    bar(`${flaw}: false alarms on as many without a flaw`, share(flaw, undefined), '%', '<=', 1)
  }
}

export async function bentFigures(): Promise<void> {
  const count = Math.ceil(framesPerClass / 3)
  const outcomes = await bentPages(firstSeed, count, (done) => done % 50 === 0 && console.error(`${done} bent and flat pages`))
  store('bent-pages', outcomes)
  const [bent, flat] = [outcomes.filter(({ plan }) => plan.isBent), outcomes.filter(({ plan }) => !plan.isBent)]
  const tilt = (of: 'before' | 'after', share: number) => at(bent.flatMap((outcome) => outcome[of].tiltsDeg), share)
  const wrong = (of: 'before' | 'after') => (100 * bent.reduce((sum, outcome) => sum + outcome[of].errors, 0)) / bent.reduce((sum, { printed }) => sum + printed, 0)
  for (const share of [0.5, 0.9]) row(`${count} bent papers: tilt of printed texts, ${100 * share} % are below`, tilt('after', share), 'degrees', 'laid flat by four corners alone', tilt('before', share))
  row('bent papers: characters wrong', wrong('after'), '%', 'laid flat by four corners alone', wrong('before'))
  row('bent papers that were drawn straight', bent.filter(({ isStraightened }) => isStraightened).length, 'of them', 'all', bent.length)
  row('flat papers that were taken for bent', flat.filter(({ isStraightened }) => isStraightened).length, 'of them', 'all', flat.length)
}

export async function fileFigures(): Promise<void> {
  const outcomes = await writeFiles(filePlans(firstSeed, pagesPerKind), (done) => done % 20 === 0 && console.error(`${done} pages written`))
  store('page-files', outcomes)
  const kilobytes = outcomes.map(({ bytes }) => bytes / 1024)
  const wrong = (of: 'errorsOnPage' | 'errorsInFile') => (100 * outcomes.reduce((sum, outcome) => sum + outcome[of], 0)) / outcomes.reduce((sum, { printed }) => sum + printed, 0)
  bar(`KB of a colour A4 page at 300 dpi, mean of ${outcomes.length}`, mean(kilobytes), 'KB', '<=', 110)
  bar('KB of the largest', Math.max(...kilobytes), 'KB', '<=', 200)
  bar('characters wrong in the file beyond those wrong on the page, points', wrong('errorsInFile') - wrong('errorsOnPage'), '%', '<=', 0.1)
  bar(`first corner is the paper's own top left, of ${outcomes.length}`, 100 * mean(outcomes.map(({ isUpright }) => Number(isUpright))), '%', '>=', 99.5)
  bar('straight to 0.2 degrees', 100 * mean(outcomes.map(({ askewDeg }) => Number(askewDeg <= 0.2))), '%', '>=', 99)
  row('pages in layers, of all', (100 * outcomes.filter(({ isLayered }) => isLayered).length) / outcomes.length, '%', 'all', 100)
}

export async function costFigures(): Promise<void> {
  const cpu = { ours: 0, plain: 0 }
  for (let i = 0; i < stillsTimed; i++) {
    const { jpeg, truth } = await makeFrame(firstSeed + i, { class: 'single', set: 'held-out' })
    for (const [way, work] of [['ours', () => ourPage(jpeg)], ['plain', () => plainPage(jpeg, truth.papers[0]!.quadPx as Corners)]] as const) {
      const before = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(before)
      // The first of each loads its libraries.
      if (i > 0) cpu[way] += (user + system) / 1e6
    }
  }
  bar('from a still of 8 MP to its page, beside decoding, contours, warp, even light and mozjpeg', cpu.ours / cpu.plain, 'of its CPU s', '<=', 0.55)
  row('from a still of 8 MP to its page', cpu.ours / (stillsTimed - 1), 'CPU s', 'OpenCV and mozjpeg', cpu.plain / (stillsTimed - 1))
}

/** To be looked into afterwards. */
function store(name: string, outcomes: unknown): void {
  mkdirSync(join(root, 'out/bench'), { recursive: true })
  writeFileSync(join(root, `out/bench/${name}.json`), JSON.stringify(outcomes))
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
