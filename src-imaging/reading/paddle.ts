/** PP-OCR through onnxruntime: text detection (DB), which way is up, recognition (CTC), and a second look at what is doubtful. */
import { type Corners, distance, type Mat, type OpenCv, type Picture, toMat, toPicture, turn, turnPoint, withOpenCv } from '../opencv.ts'
import { reachToInk } from './box-ends.ts'
import { decodeCtc, type ReadChar } from './ctc.ts'
import type { PageReading, ReadingEngine, ReadLine } from './engine.ts'
import { type Cut, isLine, isPrinted, lineInput, type LineInput, planes, stack } from './line-images.ts'
import { withFormWords } from './form-words.ts'
import { withLonePrint } from './lone-print.ts'
import { idOf, type InstalledModel } from './models.ts'
import { closePaddleModel, openPaddleModel, type PaddleModel, runModel } from './paddle-model.ts'
import { removeStamps } from './stamps.ts'
import { joinAcross } from './spaced-labels.ts'
import { joinTouching, textBoxes, withoutSlivers } from './text-boxes.ts'
import { asThree, clearer, weakest, withAllStars } from './two-readings.ts'

const detectLongSidePx = 1408
/** Enough lines to tell which way up a page is. */
const orientationLines = 12
/** Votes ahead (one line is 1 at most) that the lines left to ask do not turn over. */
const settledVotes = 2
const classifierWidthPx = 192
/** Lines are recognised together up to this width of the batch: beyond it, the processor's caches are too small and each takes longer. */
const batchWidthPx = 640
const largestBatch = 8
/** Below this mean score it is no print. */
const leastScore = 0.5
/** A line whose least certain character scores below this is looked at again. */
const clearScore = 0.85
/** A page whose characters score less on average may stand on its head: print upside down seldom scores more. */
const poorClarity = 0.8
/** Where the first look read nothing, mostly nothing is printed: binding holes and codes' patterns score less. */
const foundScore = 0.8
const secondCut: Cut = { growX: 0.3, growY: 0.1, stretch: 1.1 }
/** A character alone that stays doubtful, or comes out as nothing, is mostly read when it fills its line and has white beside it. */
const loneCut: Cut = { growX: 0.5, growY: -0.12, stretch: 1.1 }
/** So cut, smears look like characters too: where nothing else was read, only what is clearly one is taken. */
const loneScore = 0.9
/** The recogniser knows no tick but by a sign that it resembles, and seldom surely. */
const tickScore = 0.5
const tick = '√'
/** A figure alone is taken for a letter now and then, and surely; three of it in a row are not. */
const threeCut: Cut = { growX: 0.05, growY: 0.03, stretch: 1, times: 3 }
/** Narrower than print: recognising costs by the width, and what that makes doubtful is looked at again. */
const firstCut: Cut = { growX: 0.12, growY: 0.03, stretch: 0.8 }
/** Asterisks in a row stand closer than the recogniser's steps can part. */
const starCut: Cut = { growX: 0.3, growY: 0.1, stretch: 1.6 }
/** The classifier was trained on lines in their proportions. */
const classifierCut: Cut = { ...firstCut, stretch: 1 }

/** `ReadingEngine.model` of a page that these files read. */
export const paddleName = (installed: InstalledModel): string => `paddle ${idOf(installed)}`

/** @param threads of the processor; the desk keeps working beside two */
export async function openPaddle(installed: InstalledModel, threads = 2): Promise<ReadingEngine> {
  const model = await openPaddleModel(installed, threads)
  return { name: 'paddle', model: paddleName(installed), read: (page, isUpright) => readPage(model, page, isUpright), reread: (page, boxes) => rereadBoxes(model, page, boxes), close: () => closePaddleModel(model) }
}

async function readPage(model: PaddleModel, picture: Picture, isUpright = false): Promise<PageReading> {
  const page = await withoutStamps(picture)
  try {
    const found = await detect(model, page)
    const quarterTurns = isUpright ? 0 : await uprightTurns(model, page, found)
    const reading = await readTurned(model, page, found, quarterTurns)
    if (isUpright || clarity(reading) > poorClarity) return reading
    const overhead = await readTurned(model, page, found, (quarterTurns + 2) % 4)
    return clarity(overhead) > clarity(reading) ? overhead : reading
  } finally {
    page.delete()
  }
}

/** The caller deletes it. */
async function withoutStamps(picture: Picture): Promise<Mat> {
  return withOpenCv((cv) => {
    const mat = toMat(cv, picture)
    removeStamps(cv, mat)
    return mat
  })
}

async function rereadBoxes(model: PaddleModel, picture: Picture, boxes: readonly Corners[]): Promise<ReadLine[]> {
  const page = await withoutStamps(picture)
  return (await recognise(model, page, boxes).finally(() => page.delete())).map(withFormWords)
}

async function readTurned(model: PaddleModel, page: Mat, found: readonly Corners[], quarterTurns: number): Promise<PageReading> {
  const upright = quarterTurns === 0 ? page : await withOpenCv((cv) => turn(cv, page, quarterTurns))
  try {
    const size = { widthPx: page.cols, heightPx: page.rows }
    // The detector is less sure of lines that run down the page.
    const seen = quarterTurns % 2 === 0 ? found.map((box) => box.map((point) => turnPoint(point, size, quarterTurns)) as Corners) : await detect(model, upright)
    const boxes = reachToInk(upright, seen.map(readingOrderCorners))
    const lines = await recognise(model, upright, boxes)
    return { quarterTurns, lines: lines.filter((line) => line.text.trim() !== '' && line.score > leastScore).map(withFormWords) }
  } finally {
    if (upright !== page) upright.delete()
  }
}

/** Mean score of the characters. */
function clarity({ lines }: PageReading): number {
  const scores = lines.flatMap(({ charScores }) => charScores)
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
}

/** Boxes of lines on the page as it lies. */
export async function detect({ detect: session }: PaddleModel, page: Mat): Promise<Corners[]> {
  const scale = Math.min(1, detectLongSidePx / Math.max(page.cols, page.rows))
  const to32 = (px: number) => Math.max(32, Math.round((px * scale) / 32) * 32)
  const [width, height] = [to32(page.cols), to32(page.rows)]
  const { input, picture } = await withOpenCv((cv, keep) => {
    const small = keep(new cv.Mat())
    cv.resize(page, small, new cv.Size(width, height), 0, 0, cv.INTER_AREA)
    return { input: planes(small, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]), picture: toPicture(small) }
  })
  const boxes = await runModel(session, input, [1, 3, height, width], async (map) => {
    const seen = await textBoxes(map, width, height)
    return withLonePrint(picture, withoutSlivers(joinTouching(joinAcross({ map, widthPx: width, heightPx: height }, picture, seen) ? await textBoxes(map, width, height) : seen)))
  })
  return boxes.map((box) => box.map(([x, y]) => [(x * page.cols) / width, (y * page.rows) / height]) as Corners)
}

/** Lines that run down the page mean a quarter turn; the classifier then tells the two ways apart. */
async function uprightTurns({ classify, lineHeightPx }: PaddleModel, page: Mat, boxes: Corners[]): Promise<number> {
  if (boxes.length === 0) return 0
  const byLength = [...boxes].sort((a, b) => longSide(b) - longSide(a)).slice(0, orientationLines)
  const sideways = byLength.filter((box) => isVertical(box)).length * 2 > byLength.length ? 1 : 0
  const inputs = await withOpenCv((cv, keep) => {
    const mat = sideways === 0 ? page : keep(turn(cv, page, sideways))
    return byLength.map((box) => readingOrderCorners(box.map((point) => turnPoint(point, { widthPx: page.cols, heightPx: page.rows }, sideways)) as Corners))
      .filter((box) => !isVertical(box))
      .map((box) => lineInput(cv, mat, box, lineHeightPx, classifierCut))
  })
  let votes = 0
  for (const { data, width } of inputs) {
    if (Math.abs(votes) >= settledVotes) break
    const shown = Math.min(width, classifierWidthPx)
    const square = stack([{ data: firstColumns(data, width, shown, 3 * lineHeightPx), width: shown }], classifierWidthPx, lineHeightPx)
    votes += await runModel(classify, square, [1, 3, lineHeightPx, classifierWidthPx], ([isUpright, isInverted]) => isInverted! - isUpright!)
  }
  return votes > 0 ? (sideways + 2) % 4 : sideways
}

function firstColumns(data: Float32Array, width: number, columns: number, rows: number): Float32Array {
  if (columns === width) return data
  const out = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) out.set(data.subarray(row * width, row * width + columns), row * columns)
  return out
}

/** Every line once; what is doubtful, or came out as nothing, again, cut more widely and at its full width; a character alone a third time, and three times in a row where it is doubtful, a letter or a figure; masks until every asterisk is parted. */
async function recognise(model: PaddleModel, page: Mat, boxes: readonly Corners[]): Promise<ReadLine[]> {
  const first = await recogniseCuts(model, page, boxes.map((box) => ({ box, cut: firstCut })))
  const lines = first.map((chars, i) => asLine(chars, boxes[i]!))
  const lookAgain = async (isWanted: (line: ReadLine) => boolean, cut: Cut, chosen: (known: ReadLine, again: ReadLine) => ReadLine) => {
    const wanted = lines.flatMap((line, i) => (isWanted(line) ? [i] : []))
    const again = await recogniseCuts(model, page, wanted.map((i) => ({ box: boxes[i]!, cut })))
    for (const [n, i] of wanted.entries()) lines[i] = chosen(lines[i]!, asLine(again[n]!, boxes[i]!))
  }
  const isTick = (line: ReadLine) => line.text === tick && weakest(line) > tickScore
  const isDoubtful = (line: ReadLine) => weakest(line) < clearScore && !isTick(line)
  const clearerFrom = (score: number) => (known: ReadLine, again: ReadLine) => (isTick(again) ? again : known.text !== '' || weakest(again) > score ? clearer(known, again) : known)
  const signs = ({ text }: ReadLine) => [...text].length
  await lookAgain(isDoubtful, secondCut, clearerFrom(foundScore))
  await lookAgain((line) => signs(line) < 2 && isDoubtful(line), loneCut, (known, again) => (signs(again) === 1 ? clearerFrom(loneScore)(known, again) : known))
  await lookAgain((line) => signs(line) === 1 && (isDoubtful(line) || /[A-Za-z0-9]/.test(line.text.normalize('NFKC'))), threeCut, asThree)
  await lookAgain(({ text }) => /\*\*/.test(text), starCut, withAllStars)
  return lines
}

async function recogniseCuts({ recognise: session, alphabet, lineHeightPx }: PaddleModel, page: Mat, cuts: readonly { box: Corners; cut: Cut }[]): Promise<ReadChar[][]> {
  const inputs = await withOpenCv((cv: OpenCv) => cuts.map(({ box, cut }) => lineInput(cv, page, box, lineHeightPx, cut)))
  const read: ReadChar[][] = []
  for (const batch of batches(inputs)) {
    const width = Math.max(...batch.map((index) => inputs[index]!.width))
    await runModel(session, stack(batch.map((index) => inputs[index]!), width, lineHeightPx), [batch.length, 3, lineHeightPx, width], (scores, [, steps]) => {
      batch.forEach((index, row) => {
        const input = inputs[index]!
        const ofLine = scores.subarray((row * scores.length) / batch.length, ((row + 1) * scores.length) / batch.length)
        read[index] = isLine(input) ? decodeCtc(ofLine, steps!, alphabet).filter((char) => char.char === ' ' || isPrinted(input, char, (steps! * input.width) / width)) : []
      })
    })
  }
  return read
}

/** Lines of nearly one width together, so that little is padded, and no batch wider than the caches bear. */
function batches(inputs: readonly LineInput[]): number[][] {
  const order = inputs.map((_, index) => index).sort((a, b) => inputs[a]!.width - inputs[b]!.width)
  const out: number[][] = []
  for (const index of order) {
    const { width } = inputs[index]!
    const open = out.at(-1)
    const padded = open ? open.length * width - open.reduce((sum, i) => sum + inputs[i]!.width, 0) : 0
    if (open && open.length < largestBatch && (open.length + 1) * width <= batchWidthPx && padded <= 0.1 * width * open.length) open.push(index)
    else out.push([index])
  }
  return out
}

function asLine(read: readonly ReadChar[], box: Corners): ReadLine {
  const chars = withoutRules(read)
  const charScores = chars.map((char) => char.score)
  return { text: chars.map((char) => char.char).join(''), score: charScores.length === 0 ? 0 : charScores.reduce((a, b) => a + b) / charScores.length, charScores, boxPx: box }
}

/** A rule of the table beside a line, or between two, looks like a bracket that has no partner. */
function withoutRules(read: readonly ReadChar[]): readonly ReadChar[] {
  const chars = read.filter(({ char }, i) => i === 0 || i === read.length - 1 || !/[「」|]/.test(char) || (char !== '|' && read.some((other) => other.char === (char === '「' ? '」' : '「'))))
  const text = chars.map((char) => char.char).join('')
  const first = /^[[「|]/.test(text) && !/[\]」]/.test(text) ? 1 : 0
  const last = /[\]」|]$/.test(text) && !/[[「]/.test(text) ? chars.length - 1 : chars.length
  const start = /^[」]/.test(text) ? 1 : first
  return chars.slice(start, Math.max(start, last))
}

const longSide = (box: Corners) => Math.max(distance(box[0], box[1]), distance(box[1], box[2]))
const isVertical = (box: Corners) => Math.max(...box.map((p) => p[1])) - Math.min(...box.map((p) => p[1])) > 1.5 * (Math.max(...box.map((p) => p[0])) - Math.min(...box.map((p) => p[0])))

/** Clockwise from the corner that is top left on an upright page. */
export function readingOrderCorners(box: Corners): Corners {
  const byX = [...box].sort((a, b) => a[0] - b[0])
  const [left, right] = [byX.slice(0, 2).sort((a, b) => a[1] - b[1]), byX.slice(2).sort((a, b) => a[1] - b[1])]
  return [left[0]!, right[0]!, right[1]!, left[1]!]
}
