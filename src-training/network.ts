/**
 * The recogniser that training starts from: `node scripts/run.mjs src-training/network.ts --out DIR`.
 * Writes PP-OCR's as `start.onnx`, in fewer steps, `start.json`: the digest it was published with, and `characters.txt`: its dictionary with the added ones.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dictionaryOf, installedModels, modelBytes } from '../src-imaging/reading/models.ts'
import { simplifyModel } from '../src-imaging/reading/simplify-graph.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
const base = installedModels().find(({ name }) => name === 'PP-OCRv4-mobile')!
const dictionary = dictionaryOf(modelBytes(base, 'dictionary'))
const added = [...readFileSync(join(import.meta.dirname, 'added-characters.txt'), 'utf8').trim()]
mkdirSync(values.out!, { recursive: true })
writeFileSync(join(values.out!, 'start.onnx'), simplifyModel(modelBytes(base, 'recognise')))
writeFileSync(join(values.out!, 'characters.txt'), [...dictionary, ...added].join('\n'))
writeFileSync(join(values.out!, 'start.json'), JSON.stringify({ sha256: base.files.recognise.sha256 }))
