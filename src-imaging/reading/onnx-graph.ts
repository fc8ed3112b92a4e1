/**
 * An ONNX file as a graph that can be changed: just so much of the format (onnx.proto3, protocol buffers) as rewriting needs.
 * What is not understood is carried along byte for byte.
 */

/** One field of a protocol buffer message: a number, or bytes (fixed-width numbers too). */
interface WireField { number: number; wire: number; value: number; bytes: Uint8Array }

export interface Weights { dims: number[]; values: Float32Array }

export interface GraphNode {
  op: string
  inputs: string[]
  outputs: string[]
  /** Numbers and lists of whole numbers among the attributes. */
  attributes: Record<string, number | number[]>
  /** Attributes and all else, as they came. */
  rest: WireField[]
}

export interface ModelGraph {
  nodes: GraphNode[]
  /** 32-bit float constants by name: initializers and Constant nodes. */
  weights: Map<string, Weights>
  outputs: ReadonlySet<string>
  /** New weights and changed nodes are written, the rest as it came. */
  toBytes(): Uint8Array
}

const text = new TextDecoder()
const utf8 = new TextEncoder()
const float32 = 1
const length = 2
const tags = { model: { graph: 7 }, graph: { node: 1, initializer: 5, output: 12 }, node: { input: 1, output: 2, op: 4, attribute: 5 }, output: { type: 2 }, type: { tensor: 1 }, tensorType: { shape: 2 }, tensor: { dims: 1, type: 2, floats: 4, name: 8, raw: 9 } }

/** @throws RangeError where the bytes are no ONNX model */
export function parseOnnx(bytes: Uint8Array): ModelGraph {
  const model = readFields(bytes)
  const graphField = model.find((field) => field.number === tags.model.graph && field.wire === length)
  if (!graphField) throw new RangeError('not an ONNX model')
  const graph = readFields(graphField.bytes)
  const nodes = graph.filter((field) => field.number === tags.graph.node).map((field) => readNode(field.bytes))
  const weights = new Map<string, Weights>()
  for (const field of graph.filter(({ number }) => number === tags.graph.initializer)) addWeights(weights, field.bytes)
  for (const node of nodes.filter(({ op }) => op === 'Constant')) {
    const attribute = node.rest.find(({ number }) => number === tags.node.attribute)
    const tensor = attribute && readFields(attribute.bytes).find(({ number }) => number === 5)
    if (tensor) addWeights(weights, tensor.bytes, node.outputs[0])
  }
  const given = new Set(weights.keys())
  const outputs = new Set(graph.filter(({ number }) => number === tags.graph.output).map(({ bytes: output }) => text.decode(readFields(output)[0]!.bytes)))
  return {
    nodes, weights, outputs,
    toBytes() {
      const used = new Set(nodes.flatMap((node) => node.inputs))
      const needed = nodes.filter((node) => node.op !== 'Constant' || used.has(node.outputs[0]!))
      const kept = graph.filter((field) => field.number !== tags.graph.node && !(field.number === tags.graph.initializer && !used.has(nameOf(field.bytes))))
        .map((field) => (field.number === tags.graph.output ? bytesField(tags.graph.output, withoutShape(field.bytes)) : field))
      const added = [...weights].filter(([name]) => !given.has(name) && used.has(name)).map(([name, tensor]) => bytesField(tags.graph.initializer, writeWeights(name, tensor)))
      const written = writeFields([...needed.map((node) => bytesField(tags.graph.node, writeNode(node))), ...kept, ...added])
      return writeFields(model.map((field) => (field === graphField ? bytesField(tags.model.graph, written) : field)))
    },
  }
}

function readNode(bytes: Uint8Array): GraphNode {
  const fields = readFields(bytes)
  const strings = (tag: number) => fields.filter(({ number }) => number === tag).map((field) => text.decode(field.bytes))
  const attributes: GraphNode['attributes'] = {}
  for (const field of fields.filter(({ number }) => number === tags.node.attribute)) {
    const parts = readFields(field.bytes)
    const name = text.decode(parts.find(({ number }) => number === 1)?.bytes)
    const [float, whole] = [parts.find(({ number }) => number === 2), parts.find(({ number }) => number === 3)]
    const list = parts.filter(({ number }) => number === 8)
    if (float) attributes[name] = new DataView(float.bytes.buffer, float.bytes.byteOffset).getFloat32(0, true)
    else if (whole) attributes[name] = whole.value
    else if (list.length > 0) attributes[name] = list.flatMap((item) => (item.wire === length ? readVarints(item.bytes) : [item.value]))
  }
  const known: number[] = [tags.node.input, tags.node.output, tags.node.op]
  return { op: strings(tags.node.op)[0] ?? '', inputs: strings(tags.node.input), outputs: strings(tags.node.output), attributes, rest: fields.filter(({ number }) => !known.includes(number)) }
}

function writeNode({ op, inputs, outputs, rest }: GraphNode): Uint8Array {
  const strings = (tag: number, values: string[]) => values.map((value) => bytesField(tag, utf8.encode(value)))
  return writeFields([...strings(tags.node.input, inputs), ...strings(tags.node.output, outputs), ...strings(tags.node.op, [op]), ...rest])
}

/** A node made new, with whole-number, list and float attributes. */
export function makeNode(op: string, inputs: string[], outputs: string[], attributes: Record<string, number | number[]>, floats: Record<string, number> = {}): GraphNode {
  const attribute = (name: string, parts: WireField[], type: number) => bytesField(tags.node.attribute, writeFields([bytesField(1, utf8.encode(name)), ...parts, varintField(20, type)]))
  const rest = [
    ...Object.entries(attributes).map(([name, value]) => (Array.isArray(value) ? attribute(name, value.map((item) => varintField(8, item)), 7) : attribute(name, [varintField(3, value)], 2))),
    ...Object.entries(floats).map(([name, value]) => attribute(name, [{ number: 2, wire: 5, value: 0, bytes: new Uint8Array(Float32Array.of(value).buffer) }], 1)),
  ]
  return { op, inputs, outputs, attributes: { ...attributes, ...floats }, rest }
}

function addWeights(weights: Map<string, Weights>, bytes: Uint8Array, constantName?: string): void {
  const fields = readFields(bytes)
  if (fields.find(({ number }) => number === tags.tensor.type)?.value !== float32) return
  const dims = fields.filter(({ number }) => number === tags.tensor.dims).flatMap((field) => (field.wire === length ? readVarints(field.bytes) : [field.value]))
  const data = fields.find(({ number }) => number === tags.tensor.raw) ?? fields.find(({ number, wire }) => number === tags.tensor.floats && wire === length)
  const name = constantName ?? nameOf(bytes)
  if (data) weights.set(name, { dims, values: new Float32Array(new Uint8Array(data.bytes).buffer) })
}

function nameOf(tensor: Uint8Array): string {
  return text.decode(readFields(tensor).find(({ number }) => number === tags.tensor.name)?.bytes)
}

/** An output's name and element type; its shape follows from the network, and may have changed. */
function withoutShape(output: Uint8Array): Uint8Array {
  const type = (bytes: Uint8Array) => readFields(bytes).filter(({ number }) => number !== tags.tensorType.shape)
  return writeFields(readFields(output).map((field) => (field.number === tags.output.type
    ? bytesField(field.number, writeFields(readFields(field.bytes).map((inner) => (inner.number === tags.type.tensor ? bytesField(inner.number, writeFields(type(inner.bytes))) : inner))))
    : field)))
}

function writeWeights(name: string, { dims, values }: Weights): Uint8Array {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return writeFields([...dims.map((dim) => varintField(tags.tensor.dims, dim)), varintField(tags.tensor.type, float32), bytesField(tags.tensor.name, utf8.encode(name)), bytesField(tags.tensor.raw, raw)])
}

const bytesField = (number: number, bytes: Uint8Array): WireField => ({ number, wire: length, value: 0, bytes })
const varintField = (number: number, value: number): WireField => ({ number, wire: 0, value, bytes: varint(value) })

function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = []
  for (let at = 0; at < bytes.length;) {
    const [tag, afterTag] = readVarint(bytes, at)
    const [number, wire] = [Math.floor(tag / 8), tag % 8]
    const [value, afterValue] = wire === 0 || wire === length ? readVarint(bytes, afterTag) : [0, afterTag]
    const start = wire === 0 ? afterTag : afterValue
    const end = wire === 0 ? afterValue : start + (wire === length ? value : wire === 5 ? 4 : wire === 1 ? 8 : Number.NaN)
    if (!(end <= bytes.length)) throw new RangeError('not an ONNX model')
    fields.push({ number, wire, value, bytes: bytes.subarray(start, end) })
    at = end
  }
  return fields
}

function readVarint(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0
  for (let at = start, scale = 1; at < bytes.length && at < start + 10; at++, scale *= 128) {
    value += (bytes[at]! & 127) * scale
    if (bytes[at]! < 128) return [value, at + 1]
  }
  throw new RangeError('not an ONNX model')
}

function readVarints(bytes: Uint8Array): number[] {
  const values: number[] = []
  for (let at = 0; at < bytes.length;) {
    const [value, next] = readVarint(bytes, at)
    values.push(value)
    at = next
  }
  return values
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Uint8Array.from([...bytes, left])
    bytes.push((left % 128) | 128)
  }
}

function writeFields(fields: WireField[]): Uint8Array {
  const parts = fields.flatMap(({ number, wire, bytes }) => (wire === length ? [varint(number * 8 + wire), varint(bytes.length), bytes] : [varint(number * 8 + wire), bytes]))
  return Buffer.concat(parts)
}
