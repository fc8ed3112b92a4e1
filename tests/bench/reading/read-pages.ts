/** Reads many pages, one thread of reading in each process. */
import { answerPlans, onAllProcessors } from '../on-all-processors.ts'
import { type PageOutcome, type PagePlan, readPage } from './pages.ts'

export const readPages = (plans: readonly PagePlan[], tell?: (done: number) => void): Promise<PageOutcome[]> => onAllProcessors(import.meta.filename, plans, tell)

answerPlans(import.meta.filename, readPage)
