/** From a still to a written page, by the product and by OpenCV's usual steps, in seconds of one processor. */
import sharp from 'sharp'
import { type Corners, distance, type Mat, type Picture, toMat, toPicture, warp, withOpenCv } from '../../../src-imaging/opencv.ts'
import { assess } from '../../../src-imaging/stages/assess.ts'
import { evenLight } from '../../../src-imaging/stages/clean.ts'
import { decodePicture } from '../../../src-imaging/stages/decode.ts'
import { findItems } from '../../../src-imaging/stages/find-items.ts'
import { estimateDpi, flatten } from '../../../src-imaging/stages/flatten.ts'
import { layeredPdf, packLayers } from '../../../src-imaging/stages/layered-pdf.ts'
import { pageLayers } from '../../../src-imaging/stages/layers.ts'
import { contourItems } from './contours.ts'

/** Without reading, and so without the measure of legibility. */
export async function ourPage(jpeg: Uint8Array): Promise<void> {
  const picture = await decodePicture(jpeg)
  for (const { corners, isCut } of await findItems(picture)) {
    const { flat, dpi } = await withOpenCv((cv, keep) => {
      const mat = keep(flatten(cv, keep(toMat(cv, picture)), corners))
      const dpi = estimateDpi(mat.cols, mat.rows)
      assess(cv, mat, { dpi, isCut, isPhotograph: true })
      evenLight(cv, mat)
      return { flat: toPicture(mat), dpi }
    })
    await layeredPdf(await packLayers(await pageLayers(flat, dpi)), { widthPx: flat.widthPx, heightPx: flat.heightPx, dpi }, [])
  }
}

/** @param quadPx where contours find no paper, its true corners are taken: the steps after them are the same */
export async function plainPage(jpeg: Uint8Array, quadPx: Corners): Promise<void> {
  const picture = await decodePicture(jpeg)
  const corners = (await contourItems(picture))[0] ?? quadPx
  const { data, widthPx, heightPx } = await withOpenCv((cv, keep) => {
    const flat = keep(warp(cv, keep(toMat(cv, picture)), corners, Math.round(distance(corners[0], corners[1])), Math.round(distance(corners[1], corners[2]))))
    const [gray, bright] = [keep(new cv.Mat()), keep(new cv.Mat())]
    cv.cvtColor(flat, gray, cv.COLOR_RGB2GRAY)
    cv.dilate(gray, bright, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(7, 7))))
    cv.medianBlur(bright, bright, 21)
    const planes = keep(new cv.MatVector())
    cv.split(flat, planes)
    const even = keep(new cv.MatVector())
    for (let c = 0; c < 3; c++) {
      const plane: Mat = keep(new cv.Mat())
      cv.divide(keep(planes.get(c)), bright, plane, 255)
      even.push_back(plane)
    }
    cv.merge(even, flat)
    return toPicture(flat) satisfies Picture
  })
  await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } }).jpeg({ quality: 70, mozjpeg: true }).toBuffer()
}
