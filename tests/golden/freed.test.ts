/** WebAssembly memory is not collected: what a page leaves there stays for the process's life. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { folderFor } from '../parts/folder.ts'

/** OpenCV's objects that were made and not yet freed, with the line of ours that made each. */
const live = new Map<object, string>()

/** Embind gives every object it makes a property of this name; what makes them is not reached otherwise. Must run before OpenCV is loaded. */
function watchWhatIsMade(): void {
  const handle = '$$'
  const note = (made: object, properties: object | undefined) => {
    if (properties && handle in properties) live.set(made, new Error().stack!.split('\n').find((line) => line.includes('src-imaging'))?.trim() ?? 'not ours')
    return made
  }
  const { create, defineProperties } = Object
  Object.create = (of: object | null, properties?: PropertyDescriptorMap) => note(create(of, properties!) as object, properties)
  Object.defineProperties = <T>(of: T, properties: PropertyDescriptorMap & ThisType<unknown>): T => note(defineProperties(of, properties) as object, properties) as T
}

/** Of OpenCV's classes: the reader of bar codes makes such objects too. */
const patched = new Set<object>()

/** From then on what is freed counts as freed. */
function watchWhatIsFreed(cv: object): void {
  for (const made of Object.values(cv)) {
    const prototype = (made as { prototype?: { delete?: (this: object) => void } } | null)?.prototype
    if (!prototype?.delete || patched.has(prototype)) continue
    const free = prototype.delete
    prototype.delete = function freed(this: object) {
      live.delete(this)
      free.call(this)
    }
    patched.add(prototype)
  }
}

describe('a page that has been read', () => {
  const folder = folderFor(after)
  let scan: (path: string) => Promise<number>
  before(async () => {
    watchWhatIsMade()
    const { withOpenCv } = await import('../../src-imaging/opencv.ts')
    const { scanFile } = await import('../../src-imaging/pipeline.ts')
    const { engineFor } = await import('../../src-imaging/reading/choose-engine.ts')
    await withOpenCv(watchWhatIsFreed)
    scan = async (path) => (await scanFile(path, { engine: () => engineFor('paddle'), outDir: join(folder, 'pages') })).items.length
  })

  // Seals and red forms take the longest way through reading; several papers the one through finding.
  for (const [name, draw] of Object.entries({
    'with a red form and a seal': async () => {
      const [{ makeVoucher }, { photograph }] = await Promise.all([import('../../src-samples/make-voucher.ts'), import('../../src-samples/photograph.ts')])
      return (await photograph(makeVoucher(960_002, { kind: 'vat-e-normal', set: 'held-out' }), 960_002, { severity: 'degraded' })).jpeg
    },
    'one of several that touch': async () => (await (await import('../../src-samples/frame.ts')).makeFrame(31, { class: 'touching', set: 'tuning', widthPx: 1632 })).jpeg,
  })) {
    test(`${name}: nothing of OpenCV’s is left behind`, async () => {
      const path = join(folder, 'still.jpg')
      writeFileSync(path, await draw())
      live.clear()
      assert.ok(await scan(path) > 0)
      const left = [...live].filter(([made]) => patched.has(Object.getPrototypeOf(made) as object)).map(([, where]) => where)
      assert.deepEqual([...new Set(left)], [], `${left.length} objects were not freed`)
    })
  }
})
