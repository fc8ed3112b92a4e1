/** Judges on the spot whether a page will do, so that nobody hears a week later that it is blurred. */
import type { ScanItem } from '../../src-shared/scan.ts'
import { freeing, type Mat, type OpenCv } from '../opencv.ts'
import { coveredBy } from './covered.ts'
import { sharpness } from './sharpness.ts'

/** Ink and paper are told apart at this resolution. */
const judgedDpi = 150
/**
 * Of `sharpness`: print blurred by 2 pixels and more stays below, print blurred by 1.2 and less above. It is told in the
 * picture's own pixels: of a ticket whose size is not known the resolution is not, either.
 */
const leastSharpness = 4
/** Dots an inch: below it small print is lost. */
const lowestDpi = 150
const blankInk = 0.004
const darkPaper = 70

type Quality = ScanItem['quality']

export interface Assessed {
  dpi: number
  /** Part of the paper lies outside the frame. */
  isCut: boolean
  /** Taken by a camera: what is drawn from a document has neither lamp nor hand over it. */
  isPhotograph: boolean
}

/** @param flat the page before its light was evened @returns regions in pixels of the page */
export function assess(cv: OpenCv, flat: Mat, { dpi, isCut, isPhotograph }: Assessed): Quality {
  return freeing((keep) => {
    const gray = keep(new cv.Mat())
    cv.cvtColor(flat, gray, cv.COLOR_RGB2GRAY)
    const { inkShare, paperLevel } = inkAndPaper(cv, gray, dpi)
    const isBlank = inkShare < blankInk
    const sharp = isBlank ? null : sharpness(cv, gray)
    const { glare, hand } = isPhotograph ? coveredBy(cv, flat, dpi) : { glare: null, hand: null }
    const reasons: Quality['reasons'] = []
    if (isBlank) reasons.push({ code: 'blank' })
    if (sharp !== null && sharp < leastSharpness) reasons.push({ code: 'blur' })
    if (glare && !isBlank) reasons.push({ code: 'glare', regionPx: glare })
    if (hand) reasons.push({ code: 'finger', regionPx: hand })
    if (isCut) reasons.push({ code: 'cut' })
    if (paperLevel < darkPaper) reasons.push({ code: 'dark' })
    return judgement(reasons)
  })
}

/** The same with what only the read page tells: how fine the picture is. */
export function withFineness({ reasons }: Quality, dpi: number): Quality {
  return judgement(dpi < lowestDpi ? [...reasons, { code: 'low-dpi' }] : reasons)
}

function judgement(reasons: Quality['reasons']): Quality {
  const isBlank = reasons.some(({ code }) => code === 'blank')
  return { verdict: isBlank ? 'blank' : reasons.length > 0 ? 'retake' : 'good', reasons }
}

/** Share of the page that is darker than the paper round it, and how bright the paper is. */
function inkAndPaper(cv: OpenCv, full: Mat, dpi: number): { inkShare: number; paperLevel: number } {
  return freeing((keep) => {
    const [gray, paper] = [keep(new cv.Mat()), keep(new cv.Mat())]
    const scale = Math.min(1, judgedDpi / dpi)
    cv.resize(full, gray, new cv.Size(Math.round(full.cols * scale), Math.round(full.rows * scale)), 0, 0, cv.INTER_AREA)
    cv.morphologyEx(gray, paper, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(13, 13))))
    // Each question to a Mat crosses into WebAssembly.
    const [papers, grays, { cols, rows }] = [paper.data, gray.data, { cols: gray.cols, rows: gray.rows }]
    const margin = Math.round(cols * 0.02)
    let [ink, seen, sum] = [0, 0, 0]
    for (let y = margin; y < rows - margin; y++) {
      for (let x = margin; x < cols - margin; x++) {
        const at = y * cols + x
        seen++
        sum += papers[at]!
        if (papers[at]! - grays[at]! >= 0.12 * papers[at]!) ink++
      }
    }
    return { inkShare: ink / Math.max(1, seen), paperLevel: sum / Math.max(1, seen) }
  })
}
