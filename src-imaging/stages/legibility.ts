/** Whether a page's small file can be read as well as the page itself, measured by reading both. */
import type { Picture } from '../opencv.ts'
import type { ReadingEngine, ReadLine } from '../reading/engine.ts'
import { weakest } from '../reading/two-readings.ts'

/** @param shown what a reader sees of the small file, of the page's size @returns the lines that are read otherwise in it, and no more surely */
export async function lessLegible(shown: Picture, lines: readonly ReadLine[], reread: NonNullable<ReadingEngine['reread']>): Promise<ReadLine[]> {
  const again = await reread(shown, lines.map(({ boxPx }) => boxPx))
  return lines.filter((line, i) => again[i]!.text !== line.text && weakest(again[i]!) <= weakest(line))
}
