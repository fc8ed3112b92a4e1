/** Lines of print as the recogniser takes them: cut from the page, laid straight, one height. */
import { type Corners, distance, type Mat, type OpenCv, warp } from '../opencv.ts'
import { laidSideBySide } from './columns.ts'

/** How a line is cut out, for first and second looks at it. */
export interface Cut {
  /** Margin added left and right, and above and below, as shares of the box's height. */
  growX: number
  growY: number
  /** Wider than its proportions by this factor. */
  stretch: number
  /** Shown so many times in a row, where it is not once. */
  times?: number
}

export interface LineInput {
  data: Float32Array
  width: number
  /** For each column whether anything in it stands out from the paper. */
  inked: Uint8Array
}

const longestLinePx = 3200
const shortestLinePx = 16
const aloneGrow = 0.3
/** A box so much taller than wide holds a figure or a letter, or a column. */
const figureRatio = 1.1

/** The line at the recogniser's height, normalised to -1 to 1, in planes blue, green, red as the models were trained. */
export function lineInput(cv: OpenCv, page: Mat, box: Corners, heightPx: number, cut: Cut): LineInput {
  const line = lineImage(cv, page, grown(box, cut))
  const width = Math.min(longestLinePx, Math.max(shortestLinePx, Math.ceil((line.cols * heightPx * cut.stretch) / line.rows)))
  const small = new cv.Mat()
  cv.resize(line, small, new cv.Size(width, heightPx), 0, 0, line.rows > heightPx ? cv.INTER_AREA : cv.INTER_CUBIC)
  const ink = inkByColumn(small)
  // Cut closely, a figure 1 is dark from top to bottom as well.
  if (cut.growY >= 0) paintOverRules(small, ink)
  const data = planes(small, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
  for (const mat of [line, small]) mat.delete()
  const input = { data, width, inked: Uint8Array.from(ink.rows, (count) => Number(count > 0)) }
  return cut.times ? repeated(input, cut.times) : input
}

/** Print differs from the paper by this many levels at least, and by this part of all the line's contrast. */
const leastContrast = 25
const inkShare = 0.15
/** A rule is dark over this part of the line's height; as a part of the same, how far from the line's ends it stands. */
const ruleShare = 0.95
const nearEnd = 0.2

/** How many rows of each column are ink, and how bright the paper is. */
interface Ink { rows: number[]; paper: number }

function inkByColumn({ data, rows, cols }: Mat): Ink {
  const levels = new Uint32Array(256)
  for (let i = 1; i < data.length; i += 3) levels[data[i]!]!++
  const levelAbove = (share: number) => {
    let [level, darker] = [0, 0]
    while (level < 255 && darker + levels[level]! <= share * rows * cols) darker += levels[level++]!
    return level
  }
  const [darkest, paper, lightest] = [0.01, 0.75, 0.99].map(levelAbove) as [number, number, number]
  const contrast = Math.max(leastContrast, inkShare * (lightest - darkest))
  const ink = new Array<number>(cols).fill(0)
  for (let i = 0; i < rows * cols; i++) ink[i % cols]! += Number(Math.abs(data[3 * i + 1]! - paper) > contrast)
  return { rows: ink, paper }
}

/** A rule of the table at an end of the line is read as a 1 or a bracket, and takes its neighbour with it. */
function paintOverRules({ data, rows, cols }: Mat, { rows: ink, paper }: Ink): void {
  const reach = Math.min(Math.floor(nearEnd * rows), cols >> 2)
  const isRule = (x: number) => ink[x]! >= ruleShare * rows
  const columns = Array.from({ length: cols }, (_, x) => x)
  const [first, last] = [columns.slice(0, reach).findLast(isRule) ?? -1, columns.slice(cols - reach).find(isRule) ?? cols]
  for (const x of columns.filter((column) => column <= first || column >= last)) {
    for (let y = 0; y < rows; y++) data.fill(paper, (y * cols + x) * 3, (y * cols + x + 1) * 3)
    ink[x] = 0
  }
}

/** What stands alone, shown several times in a row: the recogniser learned from words, and knows a figure best among others. */
function repeated({ data, width, inked }: LineInput, times: number): LineInput {
  const rows = data.length / width
  const out = new Float32Array(data.length * times)
  for (let row = 0; row < rows; row++) for (let n = 0; n < times; n++) out.set(data.subarray(row * width, (row + 1) * width), (row * times + n) * width)
  return { data: out, width: width * times, inked: Uint8Array.from({ length: width * times }, (_, x) => inked[x % width]!) }
}

/** Whether it is a line at all: white with a neighbour's edge at one end is none. */
export function isLine({ inked, width }: LineInput): boolean {
  const quarter = width >> 2
  const [start, middle, end] = [inked.subarray(0, quarter), inked.subarray(quarter, width - quarter), inked.subarray(width - quarter)].map((part) => part.includes(1))
  return middle! || (start! && end!)
}

/** Whether anything is printed where a character was read, of so many steps along the line. */
export function isPrinted({ inked, width }: LineInput, { step, endStep }: { step: number; endStep: number }, steps: number): boolean {
  const stepPx = width / steps
  return inked.subarray(Math.max(0, Math.floor((step - 1) * stepPx)), Math.ceil((endStep + 1) * stepPx)).includes(1)
}

/** The line cut out and laid straight at its own size, a column's characters side by side. */
function lineImage(cv: OpenCv, page: Mat, box: Corners): Mat {
  const width = Math.max(4, Math.round(Math.max(distance(box[0], box[1]), distance(box[3], box[2]))))
  const height = Math.max(4, Math.round(Math.max(distance(box[0], box[3]), distance(box[1], box[2]))))
  const flat = warp(cv, page, box, width, height)
  if (height < 1.5 * width) return flat
  const row = laidSideBySide(cv, flat)
  flat.delete()
  return row
}

/** A box moved outwards along its own axes. */
function grown(box: Corners, { growX, growY }: Cut): Corners {
  const [a, b, c, d] = box
  const height = Math.max(1, (distance(a, d) + distance(b, c)) / 2)
  const width = Math.max(1, (distance(a, b) + distance(d, c)) / 2)
  const short = Math.min(height, width)
  // A character alone needs white beside it to be told from a part of another; a figure alone is narrower, and is read best as it would stand among others.
  const ends = height > short * figureRatio || Math.max(width, height) >= 2 * short ? growX : Math.max(growX, aloneGrow)
  const [x, y] = height < 1.5 * width ? [ends, growY] : [growY, ends]
  const along = [(b[0] - a[0]) / width * x * short, (b[1] - a[1]) / width * x * short] as const
  const down = [(d[0] - a[0]) / height * y * short, (d[1] - a[1]) / height * y * short] as const
  return [
    [a[0] - along[0] - down[0], a[1] - along[1] - down[1]], [b[0] + along[0] - down[0], b[1] + along[1] - down[1]],
    [c[0] + along[0] + down[0], c[1] + along[1] + down[1]], [d[0] - along[0] + down[0], d[1] - along[1] + down[1]],
  ]
}

/** Lines of several widths in one block, padded with the middle gray on the right. */
export function stack(inputs: readonly Pick<LineInput, 'data' | 'width'>[], width: number, heightPx: number): Float32Array {
  if (inputs.length === 1 && inputs[0]!.width === width) return inputs[0]!.data
  const out = new Float32Array(inputs.length * 3 * heightPx * width)
  inputs.forEach((input, index) => {
    for (let row = 0; row < 3 * heightPx; row++) {
      out.set(input.data.subarray(row * input.width, (row + 1) * input.width), (index * 3 * heightPx + row) * width)
    }
  })
  return out
}

/** Normalised colour planes in the order blue, green, red, as the models were trained. */
export function planes(mat: Mat, mean: readonly number[], deviation: readonly number[]): Float32Array {
  const size = mat.rows * mat.cols
  const out = new Float32Array(3 * size)
  const pixels = mat.data
  for (let plane = 0; plane < 3; plane++) {
    const level = Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean[plane]!) / deviation[plane]!)
    let at = plane * size
    for (let i = 2 - plane; i < 3 * size; i += 3) out[at++] = level[pixels[i]!]!
  }
  return out
}
