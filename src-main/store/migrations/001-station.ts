/** The station's first schema. Ids are UUIDs, times ISO 8601 in UTC, leases and due times Unix milliseconds. */
export const station001 = `
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'kept', 'in-review', 'approved', 'returned')),
  round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
  number TEXT NOT NULL, purpose TEXT NOT NULL, budget_item TEXT NOT NULL, payee TEXT NOT NULL, amount TEXT NOT NULL,
  budget_year INTEGER NOT NULL,
  explanations TEXT NOT NULL DEFAULT '[]',
  taken_by TEXT,
  error TEXT,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_unit ON claims (unit_id, changed_at);

CREATE TABLE captures (
  id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claims,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  media_type TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('camera', 'frame')),
  width_px INTEGER NOT NULL, height_px INTEGER NOT NULL,
  camera_label TEXT NOT NULL,
  retake_of TEXT,
  state TEXT NOT NULL CHECK (state IN ('kept', 'imaging', 'ready', 'parked')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  taken_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE INDEX captures_by_claim ON captures (claim_id);
CREATE INDEX captures_to_image ON captures (state, lease_until) WHERE state IN ('kept', 'imaging');

CREATE TABLE pages (
  id TEXT PRIMARY KEY,
  capture_id TEXT NOT NULL REFERENCES captures,
  item_index INTEGER NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims,
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  media_type TEXT NOT NULL,
  thumb_sha256 TEXT NOT NULL CHECK (length(thumb_sha256) = 64),
  width_px INTEGER NOT NULL, height_px INTEGER NOT NULL, dpi REAL NOT NULL,
  reading TEXT NOT NULL,
  review TEXT NOT NULL DEFAULT 'none' CHECK (review IN ('none', 'approved', 'returned')),
  return_reason TEXT,
  retake_of TEXT,
  removed_at TEXT,
  UNIQUE (capture_id, item_index)
) STRICT;
CREATE INDEX pages_by_claim ON pages (claim_id, position);

-- What a person put right; a later reading never touches it. '#kind' is the voucher's kind.
CREATE TABLE corrections (
  page_id TEXT NOT NULL REFERENCES pages,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  corrected_at TEXT NOT NULL,
  PRIMARY KEY (page_id, name)
) STRICT;

-- One invoice's uses on this desk, so that a second use is noticed before submission.
CREATE TABLE invoice_uses (
  page_id TEXT PRIMARY KEY REFERENCES pages,
  invoice_key TEXT NOT NULL
) STRICT;
CREATE INDEX invoice_uses_by_key ON invoice_uses (invoice_key);

CREATE TABLE uploads (
  file_id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claims,
  role TEXT NOT NULL CHECK (role IN ('original', 'page')),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'kept', 'parked')),
  sent_bytes INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  receipt TEXT,
  CHECK ((state = 'kept') = (receipt IS NOT NULL))
) STRICT;
CREATE INDEX uploads_by_claim ON uploads (claim_id);
CREATE INDEX uploads_due ON uploads (state, due_at) WHERE state IN ('waiting', 'sending');

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claims,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX alerts_by_claim ON alerts (claim_id);

-- Every state change, in the transaction that made it. Never updated.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  entity TEXT NOT NULL CHECK (entity IN ('claim', 'capture', 'page', 'upload', 'alert')),
  entity_id TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_claim ON events (claim_id, seq);
CREATE TRIGGER events_are_kept BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
`
