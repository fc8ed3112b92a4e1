/** A PP-OCR model opened in onnxruntime: detection, upside-down classification, recognition, and the alphabet. */
import * as ort from 'onnxruntime-node'
import { type Alphabet, alphabetOf } from './ctc.ts'
import { dictionaryOf, idOf, type InstalledModel, modelBytes, ModelRefused } from './models.ts'
import { simplifyModel } from './simplify-graph.ts'
import { type Recogniser, taughtTo, teach } from './taught-characters.ts'

export interface PaddleModel {
  id: string
  detect: ort.InferenceSession
  classify: ort.InferenceSession
  recognise: ort.InferenceSession
  alphabet: Alphabet
  lineHeightPx: number
}

export function sessionOptions(threads: number): ort.InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', logSeverityLevel: 3,
    // Pages differ in size: an arena keeps the largest of every shape and never gives it back. Batches of lines are small
    // and bounded: with one, the recogniser is the exception, and a third less time goes to the system for new memory.
    enableCpuMemArena: false, enableMemPattern: false,
    // Threads that wait in a loop take the processor from the camera's preview.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

/** @throws ModelRefused where a file is missing, changed, no ONNX model, or does not fit the others */
export async function openPaddleModel(model: InstalledModel, threads: number): Promise<PaddleModel> {
  const open = async (file: 'detect' | 'classify' | 'recognise', bytes = modelBytes(model, file)) => {
    try {
      return await ort.InferenceSession.create(simplifyModel(bytes), { ...sessionOptions(threads), enableCpuMemArena: file === 'recognise' })
    } catch (error) {
      throw new ModelRefused('not-onnx', `${model.files[file].path} is not a model that can be opened`, { cause: error })
    }
  }
  const { bytes, classes, rare } = recogniserOf(model)
  const sessions = { detect: await open('detect'), classify: await open('classify'), recognise: await open('recognise', bytes) }
  const told = await classesOf(sessions.recognise, model.lineHeightPx)
  // A recogniser has a class for each character, one for CTC's blank, and, mostly, one for the space at the end.
  if (told !== classes.length + 1 && told !== classes.length + 2) {
    for (const session of Object.values(sessions)) await session.release()
    throw new ModelRefused('wrong-dictionary', `the recogniser tells ${told - 1} characters apart, the dictionary has ${classes.length}`)
  }
  return { id: idOf(model), ...sessions, alphabet: alphabetOf(told === classes.length + 2 ? [...classes, ' '] : classes, rare), lineHeightPx: model.lineHeightPx }
}

/** With what it was taught. @throws ModelRefused */
function recogniserOf(model: InstalledModel): Recogniser & { rare?: ReadonlySet<string> } {
  const [bytes, dictionary] = [modelBytes(model, 'recognise'), dictionaryOf(modelBytes(model, 'dictionary'))]
  const taught = taughtTo(model.files.recognise.sha256)
  if (!taught) return { bytes, classes: dictionary }
  try {
    return { ...teach({ bytes, classes: [...dictionary, ' '] }, taught), rare: new Set(taught.characters) }
  } catch (error) {
    throw new ModelRefused('wrong-dictionary', `${model.files.dictionary.path} is not the dictionary of ${model.files.recognise.path}`, { cause: error })
  }
}

export async function closePaddleModel({ detect, classify, recognise }: PaddleModel): Promise<void> {
  for (const session of [detect, classify, recognise]) await session.release()
}

/** Runs a session with one input and one output, and hands the output over before its memory is given back. */
export async function runModel<T>(session: ort.InferenceSession, data: Float32Array, dims: readonly number[], use: (output: Float32Array, dims: readonly number[]) => T | Promise<T>): Promise<T> {
  const result = (await session.run({ [session.inputNames[0]!]: new ort.Tensor('float32', data, dims) }))[session.outputNames[0]!]!
  try {
    return await use(result.data as Float32Array, result.dims)
  } finally {
    result.dispose()
  }
}

/** @throws ModelRefused `wrong-shape` where it does not take lines of this height or does not answer with scores by step */
async function classesOf(recognise: ort.InferenceSession, lineHeightPx: number): Promise<number> {
  const width = 2 * lineHeightPx
  try {
    return await runModel(recognise, new Float32Array(3 * lineHeightPx * width), [1, 3, lineHeightPx, width], (_, [batch, steps, classes, ...more]) => {
      if (batch !== 1 || !steps || !classes || more.length > 0) throw new RangeError('not scores by step')
      return classes
    })
  } catch (error) {
    throw new ModelRefused('wrong-shape', `the recogniser does not take lines of ${lineHeightPx} pixels`, { cause: error })
  }
}
