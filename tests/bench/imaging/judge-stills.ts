/** What the judge says of generated stills, spoilt in a known way or not at all. */
import { sampleKinds } from '../../../src-samples/make-voucher.ts'
import { type Flaw, flaws } from '../../../src-samples/photograph.ts'
import type { VoucherKind } from '../../../src-shared/voucher.ts'
import { judged } from '../../parts/judged-still.ts'
import { answerPlans, onAllProcessors } from '../on-all-processors.ts'

interface StillPlan { seed: number; kind: VoucherKind; flaw?: Flaw }
interface StillOutcome { plan: StillPlan; codes: string[] }

/** As many stills of each flaw, and as many without one, of every kind but blank ones in turn. */
export function judgeStills(firstSeed: number, count: number, tell?: (done: number) => void): Promise<StillOutcome[]> {
  const kinds = sampleKinds.filter((kind) => kind !== 'blank')
  const plans = [undefined, ...flaws].flatMap((flaw) => Array.from({ length: count }, (_, i): StillPlan => ({ seed: firstSeed + i, kind: kinds[i % kinds.length]!, flaw })))
  return onAllProcessors(import.meta.filename, plans, tell)
}

answerPlans(import.meta.filename, async (plan: StillPlan): Promise<StillOutcome> => ({ plan, codes: (await judged(plan.seed, plan.kind, plan.flaw)).codes }))
