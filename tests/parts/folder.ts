/** A folder for one test, gone when the test is over. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @param after the test's own, or its suite's */
export function folderFor(after: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'pingying-test-'))
  // PostgreSQL does not run as root; its own user must be able to pass through.
  chmodSync(folder, 0o711)
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
