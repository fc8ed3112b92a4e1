/** The bureau's first schema. Times are kept to the millisecond, as they are told; every state change leaves a row behind. */
export const bureau001 = `
CREATE TABLE units (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  tax_id text NOT NULL UNIQUE
);

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  account text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('accountant', 'reviewer', 'admin')),
  unit_id uuid REFERENCES units,
  password_hash text NOT NULL,
  is_disabled boolean NOT NULL DEFAULT false,
  CHECK ((role = 'accountant') = (unit_id IS NOT NULL))
);
CREATE UNIQUE INDEX accounts_by_name ON accounts (lower(account));

-- By the name that was typed, known or not: an unknown account must not answer otherwise than a known one.
CREATE TABLE sign_in_attempts (
  account_key text PRIMARY KEY,
  failures int NOT NULL,
  last_at timestamptz(3) NOT NULL,
  locked_until timestamptz(3)
);

CREATE TABLE sessions (
  token_sha256 bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- A row means: the bytes and their folder are synced, and their digest was computed anew.
CREATE TABLE files (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES units,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes > 0),
  role text NOT NULL CHECK (role IN ('original', 'page')),
  media_type text NOT NULL,
  kept_at timestamptz(3) NOT NULL
);

CREATE TABLE claims (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES units,
  state text NOT NULL CHECK (state IN ('draft', 'kept', 'in-review', 'approved', 'returned')),
  round int NOT NULL CHECK (round > 0),
  form jsonb NOT NULL,
  taken_by uuid REFERENCES accounts,
  submitted_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  CHECK ((state = 'in-review') = (taken_by IS NOT NULL))
);
CREATE INDEX claims_newest ON claims (submitted_at DESC, id DESC);
CREATE INDEX claims_newest_of_unit ON claims (unit_id, submitted_at DESC, id DESC);

-- Pages of every round; a claim's present pages are those of its present round.
CREATE TABLE claim_pages (
  claim_id uuid NOT NULL REFERENCES claims,
  round int NOT NULL,
  page_id uuid NOT NULL REFERENCES files,
  position int NOT NULL,
  body jsonb NOT NULL,
  review text NOT NULL DEFAULT 'none' CHECK (review IN ('none', 'approved', 'returned')),
  return_reason text,
  PRIMARY KEY (claim_id, round, page_id),
  CHECK ((review = 'returned') = (return_reason IS NOT NULL))
);

CREATE TABLE claim_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES claims,
  at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  text text NOT NULL
);
CREATE INDEX claim_history_by_claim ON claim_history (claim_id, id);

-- Which claims use an invoice, in the order in which they first did; across all units.
CREATE TABLE invoice_uses (
  invoice_key text NOT NULL,
  claim_id uuid NOT NULL REFERENCES claims,
  first_use bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (invoice_key, claim_id)
);
CREATE INDEX invoice_uses_by_claim ON invoice_uses (claim_id);

CREATE TABLE rules (
  id text PRIMARY KEY,
  version int NOT NULL CHECK (version > 0),
  level int NOT NULL CHECK (level BETWEEN 1 AND 3),
  active boolean NOT NULL,
  parameters jsonb NOT NULL,
  title jsonb NOT NULL,
  text jsonb NOT NULL
);

-- stands: false once a later round no longer shows the fault; the alert and its log stay on record.
CREATE TABLE alerts (
  id uuid PRIMARY KEY,
  claim_id uuid NOT NULL REFERENCES claims,
  rule_id text NOT NULL REFERENCES rules,
  rule_version int NOT NULL,
  level int NOT NULL CHECK (level BETWEEN 1 AND 3),
  key text NOT NULL,
  page_id uuid,
  state text NOT NULL CHECK (state IN ('open', 'explained', 'confirmed', 'voided')),
  stands boolean NOT NULL DEFAULT true,
  title jsonb NOT NULL,
  text jsonb NOT NULL,
  evidence jsonb NOT NULL
);
CREATE INDEX alerts_by_claim ON alerts (claim_id);
CREATE UNIQUE INDEX alerts_raised_once ON alerts (claim_id, rule_id, key) WHERE stands;

CREATE TABLE alert_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id uuid NOT NULL REFERENCES alerts,
  at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  action text NOT NULL CHECK (action IN ('raised', 'explained', 'confirmed', 'voided')),
  text text NOT NULL
);
CREATE INDEX alert_log_by_alert ON alert_log (alert_id, id);

-- A feed is what one listener follows: a unit's (its id is the unit's), or the reviewers' queue (the nil id).
CREATE TABLE feeds (id uuid PRIMARY KEY, last_seq bigint NOT NULL DEFAULT 0);
INSERT INTO feeds (id) VALUES ('00000000-0000-0000-0000-000000000000');
CREATE TABLE feed_events (
  feed_id uuid NOT NULL REFERENCES feeds,
  seq bigint NOT NULL,
  claim_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  what text NOT NULL CHECK (what IN ('claim', 'alert')),
  PRIMARY KEY (feed_id, seq)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER alert_log_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_log EXECUTE FUNCTION refuse_change();
CREATE TRIGGER claim_history_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_history EXECUTE FUNCTION refuse_change();
CREATE TRIGGER feed_events_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON feed_events EXECUTE FUNCTION refuse_change();
`
