/** The station's memory: one synchronous class over one SQLite file. It lives in a worker thread; tests call it directly. */
import { CaptureStore } from './captures.ts'
import { ClaimStore } from './claims.ts'
import { CorrectionStore } from './corrections.ts'
import { openDatabase, type StationDatabase } from './database.ts'
import { MatStore } from './mats.ts'
import { OutlineStore } from './outlines.ts'
import { PageStore } from './pages.ts'
import { SearchStore } from './search.ts'
import { SettingsStore } from './settings.ts'
import { UploadStore } from './uploads.ts'

export class StationStore {
  readonly captures: CaptureStore
  readonly pages: PageStore
  readonly outlines: OutlineStore
  readonly mats: MatStore
  readonly claims: ClaimStore
  readonly uploads: UploadStore
  readonly settings: SettingsStore
  readonly search: SearchStore
  readonly corrections: CorrectionStore
  private readonly db: StationDatabase

  /** Opens the file and voids every lease of the process that died or closed before. */
  constructor(path: string, updating?: () => void) {
    this.db = openDatabase(path, updating)
    this.captures = new CaptureStore(this.db)
    this.pages = new PageStore(this.db)
    this.outlines = new OutlineStore(this.db)
    this.mats = new MatStore(this.db)
    this.claims = new ClaimStore(this.db)
    this.uploads = new UploadStore(this.db)
    this.settings = new SettingsStore(this.db)
    this.search = new SearchStore(this.db)
    this.corrections = new CorrectionStore(this.db)
    this.captures.releaseLeases()
    this.uploads.releaseSending()
  }

  close(): void {
    this.db.close()
  }
}
