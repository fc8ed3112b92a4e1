/** A Vite plugin: pdfjs fetches its decoder of black and white pictures by name, so that the file keeps its own in what is built. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const name = 'jbig2_nowasm_fallback.js'

export const pdfDecoder = () => ({
  name: 'pdf-decoder',
  generateBundle() {
    const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
    this.emitFile({ type: 'asset', fileName: `pdfjs/${name}`, source: readFileSync(join(folder, 'wasm', name)) })
  },
})
