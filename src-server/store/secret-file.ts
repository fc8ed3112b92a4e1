/** A secret in a file that only the server's user may read: made once, synced, then always the same. */
import { link, open, readFile, rm } from 'node:fs/promises'

/** @returns the file's text; where there is none, what `make` gives is written first */
export async function secretFile(path: string, make: () => string): Promise<string> {
  const known = await readFile(path, 'utf8').catch(() => null)
  if (known !== null) return known.trim()
  const beside = `${path}.${process.pid}`
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(`${make()}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  // Linked, not renamed: a secret that is there already is never overwritten.
  await link(beside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(beside)
  return (await readFile(path, 'utf8')).trim()
}
