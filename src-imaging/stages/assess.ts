/** Judges on the spot whether a page will do, so that nobody hears a week later that it is blurred. */
import type { ScanItem } from '../../src-shared/scan.ts'
import type { Mat, OpenCv } from '../opencv.ts'

/** Sharpness is judged at this resolution, so that a bigger picture of the same paper is not judged harder. */
const judgedDpi = 150
/** Mean squared Laplacian over the ink's edges, as a share of the ink's contrast squared; sharp print gives 0.3 and more. */
export const blurLimit = 0.12
const lowestDpi = 150
const blankInk = 0.004
const darkPaper = 70

export interface Assessment { quality: ScanItem['quality']; sharpness: number; inkShare: number; paperLevel: number }

/** @param flat the page before its light was evened */
export function assess(cv: OpenCv, flat: Mat, dpi: number, isCut: boolean): Assessment {
  const gray = new cv.Mat()
  cv.cvtColor(flat, gray, cv.COLOR_RGB2GRAY)
  const scale = Math.min(1, judgedDpi / dpi)
  cv.resize(gray, gray, new cv.Size(Math.round(flat.cols * scale), Math.round(flat.rows * scale)), 0, 0, cv.INTER_AREA)
  const { sharpness, inkShare, paperLevel } = measureInk(cv, gray)
  gray.delete()
  const isBlank = inkShare < blankInk
  const reasons: ScanItem['quality']['reasons'] = []
  if (isBlank) reasons.push({ code: 'blank' })
  else if (sharpness < blurLimit) reasons.push({ code: 'blur' })
  if (isCut) reasons.push({ code: 'cut' })
  if (dpi < lowestDpi) reasons.push({ code: 'low-dpi' })
  if (paperLevel < darkPaper) reasons.push({ code: 'dark' })
  return { quality: { verdict: isBlank ? 'blank' : reasons.length > 0 ? 'retake' : 'good', reasons }, sharpness, inkShare, paperLevel }
}

function measureInk(cv: OpenCv, gray: Mat): { sharpness: number; inkShare: number; paperLevel: number } {
  const paper = new cv.Mat()
  const kernel = cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(13, 13))
  cv.morphologyEx(gray, paper, cv.MORPH_CLOSE, kernel)
  const laplacian = new cv.Mat()
  cv.Laplacian(gray, laplacian, cv.CV_16S, 1)
  const [papers, grays, edges] = [paper.data, gray.data, laplacian.data16S]
  const margin = Math.round(gray.cols * 0.02)
  let ink = 0
  let seen = 0
  let energy = 0
  let contrast = 0
  let paperSum = 0
  for (let y = margin; y < gray.rows - margin; y++) {
    for (let x = margin; x < gray.cols - margin; x++) {
      const at = y * gray.cols + x
      const depth = papers[at]! - grays[at]!
      seen++
      paperSum += papers[at]!
      if (depth < 0.12 * papers[at]!) continue
      ink++
      energy += edges[at]! ** 2
      contrast += depth ** 2
    }
  }
  for (const mat of [paper, kernel, laplacian]) mat.delete()
  return { sharpness: contrast === 0 ? 0 : energy / contrast, inkShare: ink / Math.max(1, seen), paperLevel: paperSum / Math.max(1, seen) }
}
