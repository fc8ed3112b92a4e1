/** The engine's parts: CTC, boxes, networks made simpler, and models that are installed only when they are what they are said to be. */
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { reachToInk } from '../../src-imaging/reading/box-ends.ts'
import { alphabetOf, decodeCtc } from '../../src-imaging/reading/ctc.ts'
import { withLonePrint } from '../../src-imaging/reading/lone-print.ts'
import { charactersOfYaml, fileRoles, installModel, useModel } from '../../src-imaging/reading/install-model.ts'
import { dictionaryOf, idOf, type InstalledModel, installedModels, modelBytes, modelInUse, type ModelFault, ModelRefused, readManifest } from '../../src-imaging/reading/models.ts'
import { runModel, sessionOptions } from '../../src-imaging/reading/paddle-model.ts'
import { simplifyModel } from '../../src-imaging/reading/simplify-graph.ts'
import { type Recogniser, taughtTo, teach } from '../../src-imaging/reading/taught-characters.ts'
import { joinTouching, textBoxes, withoutSlivers } from '../../src-imaging/reading/text-boxes.ts'
import { type Corners, toPicture, withOpenCv } from '../../src-imaging/opencv.ts'
import { folderFor } from '../parts/folder.ts'

const shipped = installedModels('/nowhere')[0]!
const refusedAs = (fault: ModelFault) => (error: unknown) => error instanceof ModelRefused && error.fault === fault

describe('CTC', () => {
  const alphabet = alphabetOf(['1', '8', '丶', 'の', '元'])
  /** Rows of the best class and its score; the second best, half as good, may be given. */
  const scores = (steps: [best: number, score: number, second?: number][]) => Float32Array.from(steps.flatMap(([best, score, second]) => Array.from({ length: 6 }, (_, c) => (c === best ? score : c === second ? score / 2 : 0))))
  const read = (steps: [number, number, number?][]) => decodeCtc(scores(steps), steps.length, alphabet)

  test('repeats are one character unless a blank stands between, and the best step scores', () => {
    assert.deepEqual(read([[1, 0.6], [1, 0.9], [0, 1], [1, 0.8]]).map(({ char, score }) => [char, Number(score.toFixed(2))]), [['1', 0.9], ['1', 0.8]])
  })
  test('a rare character that was taught is believed where it is clearly seen; elsewhere the next best is taken', () => {
    const signs = ['名', '蕤']
    const printed = (score: number) => decodeCtc(Float32Array.of(0.05, 0.95 - score, score), 1, alphabetOf(signs, new Set('蕤')))[0]?.char
    assert.equal(printed(0.9), '蕤')
    assert.equal(printed(0.6), '名')
  })
  test('a sign that is never printed gives way to the next best, a look-alike to the printed one', () => {
    assert.equal(read([[4, 0.8, 2]])[0]!.char, '8')
    assert.equal(read([[3, 0.9]])[0]!.char, '、')
  })
  test('参 is 叁 in an amount and itself in words; a sign that has its places gives way outside them', () => {
    const signs = [...'参拾与期Ⅲ川四省※*费']
    const printed = (text: string, second?: string) => {
      const rows = [...text].flatMap((char) => [char, '']).map((char) => Array.from({ length: signs.length + 1 }, (_, c) => (signs.indexOf(char) + 1 === c ? 0.8 : second && signs.indexOf(second) + 1 === c ? 0.2 : 0)))
      return decodeCtc(Float32Array.from(rows.flat()), rows.length, alphabetOf(signs)).map(({ char }) => char).join('')
    }
    assert.equal(printed('参拾'), '叁拾')
    assert.equal(printed('拾参'), '拾叁')
    assert.equal(printed('参与'), '参与')
    assert.equal(printed('Ⅲ期', '川'), 'Ⅲ期')
    assert.equal(printed('四Ⅲ省', '川'), '四川省')
    assert.equal(printed('※费', '*'), '※费')
    assert.equal(printed('费※费', '*'), '费*费')
  })
  test('a times sign is printed and stays, a letter with a mark over it gives way', () => {
    const signs = [...'3×xÉE']
    const printed = (best: string, second: string) => decodeCtc(Float32Array.from(['', ...signs].map((char) => (char === best ? 0.9 : char === second ? 0.1 : 0))), 1, alphabetOf(signs))[0]!.char
    assert.equal(printed('×', 'x'), '×')
    assert.equal(printed('É', 'E'), 'E')
  })
  test('a sign whose score is divided between its looks outweighs the blank, a space does not', () => {
    const signs = [...'三参、丶 —一']
    const row = (given: Record<string, number>) => ['', ...signs].map((char) => given[char] ?? 0)
    const printed = (...rows: Record<string, number>[]) => decodeCtc(Float32Array.from(rows.flatMap(row)), rows.length, alphabetOf(signs)).map(({ char }) => char).join('')
    assert.equal(printed({ 三: 1 }, { '': 0.45, '、': 0.35, 丶: 0.2 }, { 参: 1 }), '三、参')
    assert.equal(printed({ 三: 1 }, { '': 0.45, ' ': 0.55 * 0.8 }, { 参: 1 }), '三参')
    assert.equal(printed({ 三: 1 }, { '': 0.55, '、': 0.25, 丶: 0.2 }, { 参: 1 }), '三参')
    assert.equal(printed({ 三: 1 }, { 一: 0.7, '—': 0.3 }, { 参: 1 }), '三—参')
    assert.equal(printed({ 三: 1 }, { 一: 0.99 }, { 参: 1 }), '三一参')
  })
  test('beside the gap that an unknown character leaves nothing is sure; a label may be spaced', () => {
    const signs = [...'三参（）:']
    const spaced = (...cells: string[]) => {
      const rows = cells.flatMap((char) => [char, '', '', '']).map((char) => Array.from({ length: signs.length + 1 }, (_, c) => Number(signs.indexOf(char) + 1 === c)))
      return decodeCtc(Float32Array.from(rows.flat()), rows.length, alphabetOf(signs)).map(({ score }) => Number(score.toFixed(1)))
    }
    assert.deepEqual(spaced('三', '参', '三', '参'), [1, 1, 1, 1])
    assert.deepEqual(spaced('三', '参', '', '三', '参', '三'), [1, 0.6, 0.6, 1, 1])
    assert.deepEqual(spaced('三', '参', '三', '（', '', '参', '）'), [1, 1, 1, 0.6, 0.6, 1])
    assert.deepEqual(spaced('三', '', '参', ':', '三', '参', '三'), [1, 1, 1, 1, 1, 1])
  })
  test('a taught character that is seen less clearly stands where the gap in a word says that one does', () => {
    const signs = [...'云州市蕤']
    const line = (...cells: (string | [string, number])[]) => {
      const rows = cells.flatMap((cell) => [cell, '', '', '']).map((cell) => ['', ...signs].map((char) => (char === cell ? 1 : char === cell[0] ? Number(cell[1]) : char === '' ? 0.3 : 0)))
      return decodeCtc(Float32Array.from(rows.flat()), rows.length, alphabetOf(signs, new Set('蕤'))).map(({ char }) => char).join('')
    }
    assert.equal(line('云', '州', '市', ['蕤', 0.6], '州', '市'), '云州市蕤州市')
    assert.equal(line('云', '州', '市', ['蕤', 0.4], '州', '市'), '云州市州市')
    assert.equal(line('云', '州', '市', '州', ['蕤', 0.6]), '云州市州')
  })
  test('between measures an x that may be a times sign is one; a tick is read < where it is alone', () => {
    const signs = [...'1235.cm×xAB<']
    const line = (...cells: Record<string, number>[]) => {
      const rows = cells.flatMap((cell) => [cell, { '': 1 }]).map((cell: Record<string, number>) => ['', ...signs].map((char) => cell[char] ?? 0))
      return decodeCtc(Float32Array.from(rows.flat()), rows.length, alphabetOf(signs)).map(({ char }) => char).join('')
    }
    const letters = (text: string) => [...text].map((char) => ({ [char]: 1 }))
    const x = (times: number) => ({ x: 0.99 - times, '×': times })
    assert.equal(line(...letters('2'), x(0.4), ...letters('3')), '2×3')
    assert.equal(line(...letters('2'), x(0.1), ...letters('3')), '2x3')
    assert.equal(line(...letters('2cm'), x(0.05), ...letters('3cm')), '2cm×3cm')
    assert.equal(line(...letters('A'), x(0.4), ...letters('B')), 'AxB')
    assert.equal(line({ '<': 1 }), '√')
    assert.equal(line(...letters('2<3')), '2<3')
    assert.equal(line(x(0.01), ...letters('3')), 'x3')
    assert.equal(line(...letters('12'), x(0), ...letters('3.15')), '12×3.15')
    assert.equal(line(...letters('12'), x(0), ...letters('3.1')), '12x3.1')
  })
  test('之 that may be a tick and stands alone is one; what closes a quotation is no inch', () => {
    const signs = [...'之<“”"三']
    const line = (...rows: Record<string, number>[]) => decodeCtc(Float32Array.from(rows.flatMap((given) => ['', ...signs].map((char) => given[char] ?? 0))), rows.length, alphabetOf(signs)).map(({ char }) => char).join('')
    assert.equal(line({ 之: 0.6, '<': 0.2 }), '√')
    assert.equal(line({ 之: 0.9, '<': 0.02 }), '之')
    assert.equal(line({ 三: 1 }, { 之: 0.6, '<': 0.2 }), '三之')
    assert.equal(line({ '“': 1 }, { 三: 1 }, { '"': 1 }, { 之: 1 }, { '"': 1 }), '“三”之"')
  })
  test('the dashes round a page’s number are of one kind', () => {
    const signs = [...'3—-一']
    const read = (text: string) => decodeCtc(Float32Array.from([...text].flatMap((char) => ['', ...signs].map((sign) => Number(sign === char)))), [...text].length, alphabetOf(signs)).map(({ char }) => char).join('')
    assert.deepEqual(['-3—', '—3一', '-3-'].map(read), ['—3—', '—3—', '-3-'])
  })
  test('a check code has no letters O and L', () => {
    const signs = [...'eofld3校验码:']
    const read = (text: string) => {
      const rows = [...text].map((char) => Array.from({ length: signs.length + 1 }, (_, c) => Number(signs.indexOf(char) + 1 === c)))
      return decodeCtc(Float32Array.from(rows.flat()), rows.length, alphabetOf(signs)).map(({ char }) => char).join('')
    }
    assert.equal(read('eofd3f'), 'e0fd3f')
    assert.equal(read('校验码:folded'), '校验码:f01ded')
    assert.equal(read('folded'), 'folded')
  })
})

describe('boxes of text', () => {
  const box = (x: number, y: number, width: number, height: number): Corners => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
  /** A probability map with no text, and what fills a rectangle of it. */
  const emptyMap = (widthPx: number, heightPx: number) => {
    const map = new Float32Array(widthPx * heightPx)
    const fill = (left: number, top: number, width: number, height: number, value: number) => {
      for (let y = top; y < top + height; y++) map.fill(value, y * widthPx + left, y * widthPx + left + width)
    }
    return { map, fill }
  }
  test('pieces of one row that overlap are one line; cells with a gap and rows below stay apart', () => {
    assert.equal(joinTouching([box(0, 0, 100, 30), box(92, 1, 80, 30)]).length, 1)
    assert.equal(joinTouching([box(0, 0, 100, 30), box(108, 1, 80, 30)]).length, 2)
    assert.equal(joinTouching([box(0, 0, 100, 30), box(0, 26, 100, 30)]).length, 2)
  })
  test('characters that stand on each other are a column, units in the rows of a table are not', () => {
    assert.equal(joinTouching([box(0, 0, 30, 34), box(0, 28, 30, 34), box(1, 56, 30, 34)]).length, 1)
    assert.equal(joinTouching([box(0, 0, 30, 34), box(0, 50, 30, 34)]).length, 2)
  })
  test('a sliver between two lines’ boxes is left out; a small word beside a line, and one under it, are not', () => {
    const [label, value] = [box(0, 0, 250, 40), box(265, 0, 400, 40)]
    assert.equal(withoutSlivers([label, value, box(236, 8, 40, 23)]).length, 2)
    assert.equal(withoutSlivers([label, box(255, 8, 60, 23), box(20, 42, 90, 23)]).length, 3)
    // Of a word that runs down.
    assert.equal(withoutSlivers([box(0, 0, 40, 44), box(0, 10, 40, 180)]).length, 2)
  })
  test('a line within the rectangle round a bent blob is boxed once', async () => {
    const { map, fill } = emptyMap(300, 300)
    // A seal's ring with a gap, less surely text than the line in it.
    fill(20, 20, 240, 14, 0.5)
    fill(20, 20, 14, 240, 0.5)
    fill(20, 246, 240, 14, 0.5)
    fill(80, 130, 150, 20, 0.95)
    const boxes = (await textBoxes(map, 300, 300)).filter((found) => Math.abs((found[0][1] + found[2][1]) / 2 - 140) < 20)
    assert.equal(boxes.length, 1)
  })
  test('a hole in a line is no line', async () => {
    const { map, fill } = emptyMap(200, 100)
    fill(20, 10, 90, 20, 0.95)
    fill(60, 17, 7, 6, 0.2)
    assert.equal((await textBoxes(map, 200, 100)).length, 1)
  })
  test('print that stands alone in its cell gets a box, in place of one around a part of it; what sticks out of a box, rules and patterns do not', async () => {
    const boxes = [box(10, 10, 150, 30), box(10, 60, 150, 30), box(304, 112, 8, 8)]
    const picture = await withOpenCv((cv, keep) => {
      const page = keep(new cv.Mat(300, 400, cv.CV_8UC3, new cv.Scalar(243, 243, 243)))
      const bar = (x: number, y: number, width: number, height: number) => cv.rectangle(page, new cv.Point(x, y), new cv.Point(x + width - 1, y + height - 1), new cv.Scalar(40, 40, 40), cv.FILLED)
      const hook = (x: number, y: number) => [bar(x, y, 12, 3), bar(x + 9, y, 3, 20)]
      hook(200, 100)
      hook(302, 106)
      for (let star = 0; star < 3; star++) cv.circle(page, new cv.Point(204 + 9 * star, 160), 2, new cv.Scalar(40, 40, 40), 2)
      for (const [x, y, width, height] of [[180, 90, 200, 2], [180, 140, 200, 2], [180, 90, 2, 50], [100, 36, 4, 12]] as const) bar(x, y, width, height)
      for (let x = 0; x < 12; x++) for (let y = 0; y < 10; y++) if ((x * y + x + y) % 3 < 2) bar(20 + 7 * x, 200 + 7 * y, 7, 7)
      return toPicture(page)
    })
    const found = await withLonePrint(picture, boxes)
    const shown = found.slice(2).map(([[left, top], , [right, bottom]]) => [left, top, right, bottom].map((px) => Math.round(px / 10)))
    assert.deepEqual(found.slice(0, 2), boxes.slice(0, 2))
    assert.deepEqual(shown, [[20, 10, 22, 12], [30, 10, 32, 13], [20, 15, 23, 18]])
  })
  test('a small sign just outside a box is taken into it, once; a rule and bare paper are not', async () => {
    const rights = await withOpenCv((cv, keep) => {
      const page = keep(new cv.Mat(60, 400, cv.CV_8UC3, new cv.Scalar(243, 243, 243)))
      cv.rectangle(page, new cv.Point(108, 30), new cv.Point(113, 36), new cv.Scalar(20, 20, 20), cv.FILLED)
      cv.rectangle(page, new cv.Point(208, 0), new cv.Point(210, 59), new cv.Scalar(20, 20, 20), cv.FILLED)
      return reachToInk(page, [box(10, 10, 90, 40), box(120, 10, 80, 40), box(280, 10, 60, 40)])
    })
    assert.ok(rights[0]![1][0] > 113)
    assert.deepEqual(rights.slice(1), [box(120, 10, 80, 40), box(280, 10, 60, 40)])
  })
  test('a box too tall for 二 is cut to its width; a figure’s and a round sign’s stay', async () => {
    const fitted = await withOpenCv((cv, keep) => {
      const page = keep(new cv.Mat(100, 400, cv.CV_8UC3, new cv.Scalar(243, 243, 243)))
      const stroke = (x: number, y: number, width: number, height: number) => cv.rectangle(page, new cv.Point(x, y), new cv.Point(x + width - 1, y + height - 1), new cv.Scalar(20, 20, 20), cv.FILLED)
      for (const y of [30, 56]) stroke(14, y, 32, 4)
      stroke(120, 24, 14, 44)
      stroke(212, 26, 40, 40)
      return reachToInk(page, [box(10, 16, 40, 60), box(110, 16, 36, 60), box(208, 20, 48, 52)])
    })
    assert.deepEqual(fitted[0]!.map(([x, y]) => [x, Math.round(y)]), [[10, 25], [50, 25], [50, 65], [10, 65]])
    assert.deepEqual(fitted.slice(1), [box(110, 16, 36, 60), box(208, 20, 48, 52)])
  })
})

/** Three planes of dark strokes on white, in the middle third: enough like print for every network to answer. */
function drawnLine(height: number, width: number): Float32Array {
  return Float32Array.from({ length: 3 * height * width }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height]
    return y > height / 3 && y < (2 * height) / 3 && x > 12 && x < width - 12 && (x % 9 < 3 || y % 11 < 3) ? -1.5 : 1.8
  })
}

describe('networks made simpler', () => {
  for (const [file, dims] of [['detect', [1, 3, 96, 160]], ['recognise', [1, 3, 48, 96]], ['classify', [1, 3, 48, 192]]] as const) {
    test(`${file}: the same answer but for rounding`, async () => {
      const input = drawnLine(dims[2], dims[3])
      const bytes = modelBytes(shipped, file)
      const [before, since] = await Promise.all([bytes, simplifyModel(bytes)].map(async (model) => {
        const session = await ort.InferenceSession.create(model, sessionOptions(1))
        const out = await runModel(session, input, dims, (output) => Float32Array.from(output))
        await session.release()
        return out
      })) as [Float32Array, Float32Array]
      assert.equal(before.length, since.length)
      assert.ok(Math.max(...before) > 0.001)
      assert.ok(before.every((value, i) => Math.abs(value - since[i]!) < 1e-3))
    })
  }
  test('what is no ONNX model is refused', () => {
    assert.throws(() => simplifyModel(Buffer.from('not a model at all')), RangeError)
  })
})

describe('characters taught', () => {
  const [bytes, dictionary] = [modelBytes(shipped, 'recognise'), dictionaryOf(modelBytes(shipped, 'dictionary'))]
  const [before, taught] = [{ bytes, classes: [...dictionary, ' '] }, taughtTo(shipped.files.recognise.sha256)!]
  const scoresOf = async (recogniser: Recogniser): Promise<[Float32Array, number]> => {
    const session = await ort.InferenceSession.create(recogniser.bytes, sessionOptions(1))
    const scores = await runModel(session, drawnLine(48, 96), [1, 3, 48, 96], (output) => Float32Array.from(output))
    await session.release()
    return [scores, recogniser.classes.length + 1]
  }

  test('characters come in that the dictionary lacks; what was not taught is seen as before, character by character', async () => {
    const since = teach(before, taught)
    const rows = new Set(taught.characters)
    assert.ok(since.classes.length > before.classes.length + 1000)
    assert.deepEqual(since.classes.slice(0, before.classes.length), before.classes)
    const [[scores, classes], [scoresSince, classesSince]] = [await scoresOf(before), await scoresOf(since)]
    assert.equal(scoresSince.length / classesSince, scores.length / classes)
    for (let step = 0; step < scores.length / classes; step++) {
      // Beside each other, untaught characters stand as they stood; the softmax alone is over more.
      const share = scoresSince[step * classesSince]! / scores[step * classes]!
      before.classes.forEach((char, i) => {
        if (rows.has(char)) return
        const [was, is] = [scores[step * classes + i + 1]!, scoresSince[step * classesSince + i + 1]!]
        assert.ok(Math.abs(is - was * share) < 1e-4 + 0.01 * was, `${char} at ${step}: ${was}, ${is}`)
      })
    }
  })
  test('a recogniser that was not taught stays as it is; rows do not fit a network with other classes', () => {
    assert.equal(taughtTo('0'.repeat(64)), null)
    assert.throws(() => teach({ bytes, classes: dictionary.slice(9) }, taught), RangeError)
    assert.throws(() => teach({ ...before, bytes: modelBytes(shipped, 'detect') }, taught), RangeError)
  })
})

describe('models as files', () => {
  const folder = folderFor(after)
  const pathOf = (model: InstalledModel, file: keyof InstalledModel['files']) => join(model.folder, model.files[file].path)
  const copies = { detect: join(folder, 'new_det.onnx'), recognise: join(folder, 'new_rec.onnx'), dictionary: join(folder, 'new_keys.txt') }
  for (const [file, path] of Object.entries(copies)) copyFileSync(pathOf(shipped, file as 'detect'), path)
  const models = join(folder, 'models')
  const about = { version: '5', licence: 'Apache-2.0', source: 'test' }

  test('a new model is checked by reading a line, installed, put in use, and refused a second time', async () => {
    const model = await installModel({ name: 'PP-new', ...about, files: fileRoles(Object.values(copies)) }, models)
    assert.equal(idOf(modelInUse(models)!), 'PP-OCRv4-mobile 2')
    assert.equal(idOf(useModel('PP-new', models)), 'PP-new 5')
    assert.equal(idOf(modelInUse(models)!), 'PP-new 5')
    assert.equal(model.files.detect.sha256, shipped.files.detect.sha256)
    await assert.rejects(installModel({ name: 'PP-new', ...about, files: copies }, models), refusedAs('unknown-model'))
  })
  test('a short dictionary, a cut network, a missing file and a network in the wrong place are told apart and leave nothing', async () => {
    const write = (name: string, bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    const short = write('short.txt', Buffer.from(readFileSync(copies.dictionary, 'utf8').split('\n').slice(0, 500).join('\n')))
    const cut = write('cut_rec.onnx', readFileSync(copies.recognise).subarray(0, 200_000))
    const tries: [string, object, ModelFault][] = [
      ['short', { dictionary: short }, 'wrong-dictionary'], ['cut', { recognise: cut }, 'not-onnx'], ['gone', { detect: join(folder, 'no_det.onnx') }, 'missing-file'], ['swapped', { recognise: copies.detect }, 'wrong-shape'],
    ]
    for (const [name, files, fault] of tries) {
      await assert.rejects(installModel({ name, ...about, files }, models), refusedAs(fault), name)
      assert.equal(existsSync(join(models, `${name}-5`)), false)
    }
    assert.deepEqual(readManifest(models).models.map(idOf), ['PP-new 5'])
  })
  test('a file that changed after it was installed is not opened', () => {
    const model = modelInUse(models)!
    writeFileSync(pathOf(model, 'dictionary'), 'x')
    assert.throws(() => modelBytes(model, 'dictionary'), refusedAs('changed-file'))
  })
  test('the character list of an official inference.yml', () => {
    assert.deepEqual(charactersOfYaml("PostProcess:\n  name: CTCLabelDecode\n  character_dict:\n  - 一\n  - ''''\n  - '!'\n  - \"\\\"\"\n  - '　'\nGlobal:\n  x: 1\n"), ['一', "'", '!', '"', '　'])
  })
})
