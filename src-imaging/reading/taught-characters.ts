/**
 * Characters that a recogniser was taught beside its own, and rare ones of its own that it was taught anew: rows of its last
 * layer alone, so that it sees and says everything else as before. `src-training/characters.py` learns them.
 */
import { z } from 'zod'
import taughtFile from '../../resources/models/taught-characters.json' with { type: 'json' }
import { sha256Schema } from '../../src-shared/voucher.ts'
import { parseOnnx, type Weights } from './onnx-graph.ts'

/** `rows`: for each character, in base64, one 32-bit float for each input of the layer and one for its bias. */
const taughtSchema = z.object({ recogniser: sha256Schema, characters: z.string(), rows: z.string() })
export type TaughtCharacters = z.infer<typeof taughtSchema>

export interface Recogniser { bytes: Uint8Array; /** One character a class; CTC's blank is left out. */ classes: string[] }

/** What was taught to the recogniser of this digest; null for any other. */
export function taughtTo(sha256: string): TaughtCharacters | null {
  const taught = taughtSchema.parse(taughtFile)
  return taught.recogniser === sha256 ? taught : null
}

/** @throws RangeError where the network does not end in a layer that has a row for each class */
export function teach({ bytes, classes }: Recogniser, { characters, rows }: TaughtCharacters): Recogniser {
  const graph = parseOnnx(bytes)
  const multiply = graph.nodes.findLast(({ op, inputs }) => op === 'MatMul' && graph.weights.has(inputs[1]!))
  const add = multiply && graph.nodes.find(({ op, inputs }) => op === 'Add' && inputs.includes(multiply.outputs[0]!))
  const [weights, bias] = [multiply, add].map((node) => graph.weights.get(node?.inputs[1] ?? ''))
  const [inputs, before] = weights?.dims ?? []
  if (!multiply || !add || !weights || !bias || !inputs || before !== classes.length + 1) throw new RangeError('no last layer with a row for each class')
  const taught = [...characters]
  const more = taught.filter((char) => !classes.includes(char))
  const all = [...classes, ...more]
  const layer = widened(weights, bias, all.length + 1)
  const values = new Float32Array(new Uint8Array(Buffer.from(rows, 'base64')).buffer)
  for (const [n, char] of taught.entries()) {
    const at = all.indexOf(char) + 1
    const row = values.subarray(n * (inputs + 1), (n + 1) * (inputs + 1))
    for (let i = 0; i < inputs; i++) layer.weights.values[i * (all.length + 1) + at] = row[i]!
    layer.bias.values[at] = row[inputs]!
  }
  graph.weights.set('taught_weights', layer.weights)
  graph.weights.set('taught_bias', layer.bias)
  multiply.inputs[1] = 'taught_weights'
  add.inputs[1] = 'taught_bias'
  return { bytes: graph.toBytes(), classes: all }
}

/** The layer with room for more classes behind those it has. */
function widened({ dims: [inputs], values }: Weights, bias: Weights, classes: number): { weights: Weights; bias: Weights } {
  const before = bias.values.length
  const weights = new Float32Array(inputs! * classes)
  for (let i = 0; i < inputs!; i++) weights.set(values.subarray(i * before, (i + 1) * before), i * classes)
  const biases = new Float32Array(classes)
  biases.set(bias.values)
  return { weights: { dims: [inputs!, classes], values: weights }, bias: { dims: [classes], values: biases } }
}
