/** The usual way with OpenCV: edges, closed, contours, those of four corners. What a scanner app of a weekend does. */
import { type Corners, type Picture, toMat, withOpenCv } from '../../../src-imaging/opencv.ts'

const longSidePx = 1000
const smallestShare = 0.01

export async function contourItems(picture: Picture): Promise<Corners[]> {
  return withOpenCv((cv, keep) => {
    const scale = longSidePx / Math.max(picture.widthPx, picture.heightPx)
    const [small, edges] = [keep(new cv.Mat()), keep(new cv.Mat())]
    cv.resize(keep(toMat(cv, picture)), small, new cv.Size(Math.round(picture.widthPx * scale), Math.round(picture.heightPx * scale)), 0, 0, cv.INTER_AREA)
    cv.cvtColor(small, small, cv.COLOR_RGB2GRAY)
    cv.GaussianBlur(small, small, new cv.Size(5, 5), 0)
    cv.Canny(small, edges, 50, 150)
    cv.morphologyEx(edges, edges, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(5, 5))))
    const contours = keep(new cv.MatVector())
    cv.findContours(edges, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
    const found: Corners[] = []
    for (let i = 0; i < contours.size(); i++) {
      const [contour, outline] = [keep(contours.get(i)), keep(new cv.Mat())]
      cv.approxPolyDP(contour, outline, 0.02 * cv.arcLength(contour, true), true)
      if (outline.rows !== 4 || cv.contourArea(outline) < smallestShare * small.rows * small.cols || !cv.isContourConvex(outline)) continue
      const xy = outline.data32S
      const corners = [0, 2, 4, 6].map((at) => [(xy[at]! + 0.5) / scale, (xy[at + 1]! + 0.5) / scale]) as Corners
      found.push(cv.contourArea(outline, true) > 0 ? corners : (corners.toReversed() as Corners))
    }
    return found
  })
}
