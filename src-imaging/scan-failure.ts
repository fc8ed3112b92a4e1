/** Why a file could not be scanned; the codes are those of the scan contract. */
import type { ScanErrorCode } from '../src-shared/scan.ts'

export class ScanFailure extends Error {
  readonly code: ScanErrorCode

  constructor(code: ScanErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ScanFailure'
    this.code = code
  }
}
