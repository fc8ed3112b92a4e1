/** `npm run bench`: every claim of speed and accuracy as a row. `npm run bench -- reading` runs the named parts alone, `-- imaging` all whose names begin so. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDisplay } from '../../scripts/display.mjs'
import { bentFigures, costFigures, fileFigures, findingFigures, judgeFigures } from './imaging.ts'
import { memoryOverPages } from './memory.ts'
import { previewOutlines } from './preview.ts'
import { readingFigures } from './reading.ts'
import { searchPages } from './search.ts'
import { serverRate } from './server.ts'
import { processorPerPage, shutterAndStart } from './station.ts'
import { printTable } from './table.ts'

/** Each part gets an empty folder. */
const parts: Record<string, (folder: string) => Promise<void>> = {
  station: shutterAndStart,
  preview: previewOutlines,
  page: processorPerPage,
  server: serverRate,
  'imaging-finding': findingFigures,
  'imaging-judging': judgeFigures,
  'imaging-bent': bentFigures,
  'imaging-files': fileFigures,
  'imaging-cost': costFigures,
  reading: readingFigures,
  search: searchPages,
  memory: memoryOverPages,
}

const wanted = process.argv.slice(2)
const isCalled = (name: string, given: string) => name === given || name.startsWith(`${given}-`)
const unknown = wanted.filter((given) => !Object.keys(parts).some((name) => isCalled(name, given)))
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const display = process.platform === 'linux' && !process.env.DISPLAY ? await startDisplay() : null
Object.assign(process.env, display?.env)
try {
  for (const [name, run] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.some((given) => isCalled(name, given))) continue
    const folder = mkdtempSync(join(tmpdir(), `pingying-bench-${name}-`))
    // PostgreSQL's own user must be able to pass through.
    chmodSync(folder, 0o711)
    await run(folder).finally(() => rmSync(folder, { recursive: true, force: true }))
  }
  printTable()
} finally {
  display?.stop()
}
process.exit(0)
