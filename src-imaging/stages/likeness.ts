/** What a page looks like in a few bytes, so that another shot of it is known: which cells of it have more ink than most. */
import { freeing, type OpenCv, type Picture, toMat } from '../opencv.ts'

/** Cells across and down, whatever the page's shape. */
const cells = 24
const cellPx = 24

/** @param page upright, its light even @returns 576 bits, in hexadecimal, row by row */
export function likenessOf(cv: OpenCv, page: Picture): string {
  return freeing((keep) => {
    const [gray, ink] = [keep(new cv.Mat()), keep(new cv.Mat())]
    cv.cvtColor(keep(toMat(cv, page)), gray, cv.COLOR_RGB2GRAY)
    const [small, paper] = [keep(new cv.Mat()), keep(new cv.Mat())]
    cv.resize(gray, small, new cv.Size(cells * cellPx, cells * cellPx), 0, 0, cv.INTER_AREA)
    cv.morphologyEx(small, paper, cv.MORPH_CLOSE, keep(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(13, 13))))
    cv.subtract(paper, small, ink)
    cv.threshold(ink, ink, 24, 255, cv.THRESH_TOZERO)
    cv.resize(ink, ink, new cv.Size(cells, cells), 0, 0, cv.INTER_AREA)
    const levels = ink.data
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
    const nibbles = Array.from({ length: levels.length / 4 }, (_, i) => [0, 1, 2, 3].reduce((bits, at) => 2 * bits + (levels[4 * i + at]! > mean ? 1 : 0), 0))
    return nibbles.map((nibble) => nibble.toString(16)).join('')
  })
}
