/** What differs from the mat: masks of it, from the bold to the cautious, for papers in the light and in the shade. */
import type { Mat, OpenCv } from '../opencv.ts'

/** Lightness, 0 to 255. */
const whitePaper = 195
/** Shade lies on mat and paper alike: it moves lightness most. */
const weights = { full: [0.8, 1.5], hue: [0.2, 2.2] } as const
/** Shares of the threshold that parts the picture best. */
const boldness = [1, 0.6, 0.4]
const leastDifference = 8

export type Keep = <M extends { delete(): void }>(mat: M) => M

/** @param lab the small picture, blurred a little; @param edges its edge pixels; @returns masks, 255 where the colour is far from every colour of the border, and whether the border is as white as paper */
export function differsFromMat(cv: OpenCv, keep: Keep, lab: Mat, edges: Mat): { masks: Mat[]; isMatWhite: boolean } {
  const centres = borderColours(cv, keep, lab)
  const masks: Mat[] = []
  for (const [lightness, colour] of [weights.full, weights.hue]) {
    const far = keep(farFrom(cv, lab, centres, lightness, colour))
    const otsu = cv.threshold(far, keep(new cv.Mat()), 0, 255, cv.THRESH_BINARY | cv.THRESH_OTSU)
    for (const share of boldness) {
      const mask = keep(new cv.Mat())
      cv.threshold(far, mask, Math.max(leastDifference, otsu * share), 255, cv.THRESH_BINARY)
      cv.morphologyEx(mask, mask, cv.MORPH_OPEN, keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(3, 3))))
      masks.push(mask)
    }
  }
  const isMatWhite = centres.every(([l]) => l > whitePaper)
  // On white, what edges close in is the print's own frame.
  if (!isMatWhite) masks.push(keep(insideEdges(cv, keep, edges)), keep(lighterHalf(cv, keep, lab)))
  return { masks, isMatWhite }
}

/** What is light, where a paper fills the frame so that its own colour is most of the border's. */
function lighterHalf(cv: OpenCv, keep: Keep, lab: Mat): Mat {
  const planes = keep(new cv.MatVector())
  cv.split(lab, planes)
  const mask = new cv.Mat()
  cv.threshold(keep(planes.get(0)), mask, 0, 255, cv.THRESH_BINARY | cv.THRESH_OTSU)
  return mask
}

/** Where lightness or colour changes. */
export function edgePixels(cv: OpenCv, keep: Keep, lab: Mat): Mat {
  const planes = keep(new cv.MatVector())
  cv.split(lab, planes)
  const edges = keep(new cv.Mat(lab.rows, lab.cols, cv.CV_8UC1, new cv.Scalar(0)))
  for (let i = 0; i < 3; i++) {
    const found = keep(new cv.Mat())
    cv.Canny(keep(planes.get(i)), found, 12, 36)
    cv.bitwise_or(edges, found, edges)
  }
  return edges
}

/** What edges close in, however the light falls. */
function insideEdges(cv: OpenCv, keep: Keep, edges: Mat): Mat {
  const closed = keep(new cv.Mat())
  cv.morphologyEx(edges, closed, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(7, 7))))
  const contours = keep(new cv.MatVector())
  cv.findContours(closed, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE)
  const mask = new cv.Mat(edges.rows, edges.cols, cv.CV_8UC1, new cv.Scalar(0))
  cv.drawContours(mask, contours, -1, new cv.Scalar(255), cv.FILLED)
  return mask
}

function farFrom(cv: OpenCv, lab: Mat, centres: readonly Point3[], lightness: number, colour: number): Mat {
  const far = new cv.Mat(lab.rows, lab.cols, cv.CV_8UC1)
  const pixels = lab.data
  const out = far.data
  for (let i = 0; i < out.length; i++) {
    let nearest = 255 * 255
    for (const [l, a, b] of centres) {
      const dl = (pixels[i * 3]! - l) * lightness
      const da = (pixels[i * 3 + 1]! - a) * colour
      const db = (pixels[i * 3 + 2]! - b) * colour
      const d = dl * dl + da * da + db * db
      if (d < nearest) nearest = d
    }
    out[i] = Math.sqrt(nearest)
  }
  return far
}

/** The border ring's colours in up to four groups; grids and wood grain have more than one. */
function borderColours(cv: OpenCv, keep: Keep, lab: Mat): Point3[] {
  const ring = Math.max(4, Math.round(lab.rows * 0.025))
  const samples: number[] = []
  const pixels = lab.data
  for (let y = 0; y < lab.rows; y += 2) {
    for (let x = 0; x < lab.cols; x += 2) {
      if (y >= ring && y < lab.rows - ring && x >= ring && x < lab.cols - ring) continue
      const at = (y * lab.cols + x) * 3
      samples.push(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!)
    }
  }
  const data = keep(cv.matFromArray(samples.length / 3, 3, cv.CV_32F, samples))
  const labels = keep(new cv.Mat())
  const centres = keep(new cv.Mat())
  const criteria = new cv.TermCriteria(cv.TermCriteria_EPS + cv.TermCriteria_MAX_ITER, 20, 1)
  cv.setRNGSeed(7)
  cv.kmeans(data, 4, labels, criteria, 3, 2 satisfies KmeansPlusPlus, centres)
  const counts = [0, 0, 0, 0]
  for (const label of labels.data32S) counts[label]!++
  // A small group is a paper that reaches the border, not the mat.
  return counts.flatMap((count, k) => (count > 0.06 * labels.rows ? [[centres.floatAt(k, 0), centres.floatAt(k, 1), centres.floatAt(k, 2)] as Point3] : []))
}

type Point3 = [number, number, number]
/** KMEANS_PP_CENTERS, which the library's types leave out. */
type KmeansPlusPlus = 2
