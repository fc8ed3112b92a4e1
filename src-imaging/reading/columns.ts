/** Print that runs down the page, one upright character below the other: its characters are laid side by side, as the recogniser reads. */
import type { Mat, OpenCv } from '../opencv.ts'

/** A character is at most this much taller than the column's ink is wide. */
const tallest = 1.25
/** Part of a rule's length that is dark where a column of print is at most half. */
const ruleShare = 0.85

interface Cell { top: number; bottom: number }

/** @param column the column cut out, upright. @returns its characters in one row, or the same picture where it is one character; the caller frees it */
export function laidSideBySide(cv: OpenCv, column: Mat): Mat {
  const dark = darkPixels(cv, column)
  const { cells, left, right } = cellsOf(dark)
  dark.delete()
  const out = new cv.Mat()
  if (cells.length < 2) {
    column.copyTo(out)
    return out
  }
  const margin = Math.round(0.12 * (right - left))
  const [x, width] = [Math.max(0, left - margin), Math.min(column.cols, right + margin) - Math.max(0, left - margin)]
  const height = Math.max(width, ...cells.map((cell) => cell.bottom - cell.top)) + 2 * margin
  const parts = new cv.MatVector()
  cells.forEach((cell, i) => {
    // Half-way to its neighbours, so that nothing of them is shown twice.
    const free = [i === 0 ? cell.top : (cell.top - cells[i - 1]!.bottom) / 2, i === cells.length - 1 ? column.rows - cell.bottom : (cells[i + 1]!.top - cell.bottom) / 2]
    const wanted = (height - (cell.bottom - cell.top)) / 2
    const [above, below] = free.map((px) => Math.max(0, Math.floor(Math.min(px, wanted)))) as [number, number]
    const part = column.roi(new cv.Rect(x, cell.top - above, width, cell.bottom + below - cell.top + above))
    const padded = new cv.Mat()
    const top = Math.max(0, Math.floor((height - part.rows) / 2))
    cv.copyMakeBorder(part, padded, top, Math.max(0, height - part.rows - top), 0, 0, cv.BORDER_REPLICATE)
    parts.push_back(padded)
    for (const mat of [part, padded]) mat.delete()
  })
  cv.hconcat(parts, out)
  parts.delete()
  return out
}

function darkPixels(cv: OpenCv, column: Mat): Mat {
  const gray = new cv.Mat()
  cv.cvtColor(column, gray, cv.COLOR_RGB2GRAY)
  cv.threshold(gray, gray, 0, 1, cv.THRESH_BINARY_INV + cv.THRESH_OTSU)
  return gray
}

/** Characters from the top: stretches of rows with ink, those that fit into one character joined; rules at the sides left out. */
function cellsOf(dark: Mat): { cells: Cell[]; left: number; right: number } {
  const { rows, cols, data } = dark
  const byColumn = new Uint32Array(cols)
  for (let y = 0; y < rows; y++) for (let x = 0; x < cols; x++) byColumn[x]! += data[y * cols + x]!
  const isPrint = Array.from(byColumn, (count) => count > 0 && count < ruleShare * rows)
  const left = Math.max(0, isPrint.indexOf(true))
  const right = Math.max(left + 1, isPrint.lastIndexOf(true) + 1)
  const stretches: Cell[] = []
  for (let y = 0; y < rows; y++) {
    let ink = 0
    for (let x = left; x < right; x++) if (isPrint[x]) ink += data[y * cols + x]!
    if (ink === 0) continue
    const open = stretches.at(-1)
    if (open && open.bottom === y) open.bottom = y + 1
    else stretches.push({ top: y, bottom: y + 1 })
  }
  const cells: Cell[] = []
  for (const stretch of stretches) {
    const open = cells.at(-1)
    if (open && stretch.bottom - open.top <= tallest * (right - left)) open.bottom = stretch.bottom
    else cells.push(stretch)
  }
  // Specks are no characters.
  return { cells: cells.filter((cell, _, all) => all.length === 1 || cell.bottom - cell.top >= 0.08 * (right - left)), left, right }
}
