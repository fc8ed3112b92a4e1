/** What the recogniser is shown of a line, and what of its answer has ink to bear it out. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Corners, withOpenCv } from '../../src-imaging/opencv.ts'
import { isLine, isPrinted, type LineInput, lineInput } from '../../src-imaging/reading/line-images.ts'

const height = 48
const box: Corners = [[0, 0], [200, 0], [200, height], [0, height]]
/** A line of 200 x 48 pixels on which dark blocks stand. */
function line(...blocks: [x: number, y: number, width: number, height: number][]): Promise<LineInput> {
  return withOpenCv((cv, keep) => {
    const page = keep(new cv.Mat(height, 200, cv.CV_8UC3, new cv.Scalar(230, 228, 225)))
    for (const [x, y, width, tall] of blocks) cv.rectangle(page, new cv.Point(x, y), new cv.Point(x + width - 1, y + tall - 1), new cv.Scalar(40, 40, 40), cv.FILLED)
    return lineInput(cv, page, box, height, { growX: 0, growY: 0, stretch: 1 })
  })
}
const columnsWithInk = ({ inked }: LineInput) => inked.reduce((sum, mark) => sum + mark, 0)

describe('line images', () => {
  test('a rule at a line’s end is painted over; a figure there and a rule within the line stay', async () => {
    assert.equal(columnsWithInk(await line([3, 0, 3, height], [60, 8, 30, 32])), 30)
    assert.equal(columnsWithInk(await line([194, 0, 3, height], [60, 8, 30, 32])), 30)
    assert.equal(columnsWithInk(await line([3, 6, 4, 36], [60, 8, 30, 32])), 34)
    assert.equal(columnsWithInk(await line([100, 0, 3, height])), 3)
  })
  test('a character is believed where ink is, also a thin stroke, and not in the white', async () => {
    const input = await line([10, 8, 30, 32], [70, 24, 30, 2], [160, 8, 30, 32])
    const believed = (step: number) => isPrinted(input, { step, endStep: step + 1 }, 25)
    assert.deepEqual([2, 10, 16, 22].map(believed), [true, true, false, true])
  })
  test('white with a neighbour’s edge at one end is no line; spaced words are', async () => {
    const lines = [await line([190, 8, 10, 32]), await line(), await line([10, 8, 30, 32], [160, 8, 30, 32]), await line([90, 8, 20, 32])]
    assert.deepEqual(lines.map(isLine), [false, false, true, true])
  })
})
