/** A Vite plugin: pdfjs fetches its decoder of black and white pictures by name, so that the file keeps its own in what is built. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const name = 'jbig2_nowasm_fallback.js'

export const pdfDecoder = () => ({
  name: 'pdf-decoder',
  generateBundle() {
    const about = createRequire(import.meta.url).resolve('pdfjs-dist/package.json')
    const { version } = JSON.parse(readFileSync(about, 'utf8'))
    // Browsers keep what lies under assets for a year: another version has another address.
    this.emitFile({ type: 'asset', fileName: `assets/pdfjs-${version}/${name}`, source: readFileSync(join(dirname(about), 'wasm', name)) })
  },
})
