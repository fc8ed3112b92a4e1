/** The second schema: electronic originals beside shots, which model read a page, every correction on record, and the search index. */
export const station002 = `
-- Rebuilt: a capture may now be a file, which has a name and no size in pixels of its own.
CREATE TABLE captures_002 (
  id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claims,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  media_type TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('camera', 'frame', 'file')),
  width_px INTEGER, height_px INTEGER,
  camera_label TEXT NOT NULL,
  file_name TEXT,
  retake_of TEXT,
  state TEXT NOT NULL CHECK (state IN ('kept', 'imaging', 'ready', 'parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  taken_at TEXT NOT NULL,
  removed_at TEXT,
  CHECK ((origin = 'file') = (file_name IS NOT NULL)),
  CHECK (origin = 'file' OR (width_px IS NOT NULL AND height_px IS NOT NULL))
) STRICT;
INSERT INTO captures_002 (id, claim_id, sha256, bytes, media_type, origin, width_px, height_px, camera_label, retake_of, state, attempts, lease_until, error, taken_at, removed_at)
  SELECT id, claim_id, sha256, bytes, media_type, origin, width_px, height_px, camera_label, retake_of, state, attempts, lease_until, error, taken_at, removed_at FROM captures;
DROP TABLE captures;
ALTER TABLE captures_002 RENAME TO captures;
CREATE INDEX captures_by_claim ON captures (claim_id);
CREATE INDEX captures_to_image ON captures (state, lease_until) WHERE state IN ('kept', 'imaging');

-- Engine and model of the page's present reading; null: no model was needed, or none was noted yet.
ALTER TABLE pages ADD COLUMN model TEXT;

-- What was read and what a person set instead, once for each edit. Never updated, exported only on request.
CREATE TABLE correction_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  page_id TEXT NOT NULL REFERENCES pages,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  read_value TEXT,
  read_score REAL,
  value TEXT NOT NULL,
  model TEXT
) STRICT;
INSERT INTO correction_log (at, page_id, kind, name, read_value, read_score, value)
  SELECT corrected_at, page_id, reading ->> '$.kind', name,
    CASE name WHEN '#kind' THEN reading ->> '$.kind' ELSE reading ->> ('$.fields.' || name || '.value') END,
    CAST(CASE name WHEN '#kind' THEN reading ->> '$.kindScore' ELSE reading ->> ('$.fields.' || name || '.score') END AS REAL), value
  FROM corrections JOIN pages ON pages.id = page_id ORDER BY corrected_at;
CREATE TRIGGER correction_log_is_kept BEFORE UPDATE ON correction_log BEGIN SELECT RAISE(ABORT, 'correction_log is append-only'); END;
CREATE TRIGGER correction_log_stays BEFORE DELETE ON correction_log BEGIN SELECT RAISE(ABORT, 'correction_log is append-only'); END;

-- Search: three characters and more by trigrams, one and two by the set of a page's short strings. seq outlives a VACUUM, a rowid of pages would not.
CREATE TABLE search_pages (
  seq INTEGER PRIMARY KEY,
  page_id TEXT NOT NULL UNIQUE REFERENCES pages
) STRICT;
CREATE VIRTUAL TABLE search_long USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');
CREATE VIRTUAL TABLE search_short USING fts5 (grams, content = '', contentless_delete = 1, detail = none, tokenize = "unicode61 tokenchars '_'");
`
