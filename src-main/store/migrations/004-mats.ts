/** The fourth schema: the table under each camera, learnt with a sheet of known size. */
export const station004 = `
CREATE TABLE mats (
  camera_label TEXT NOT NULL,
  learnt_at TEXT NOT NULL,
  sheet TEXT NOT NULL CHECK (sheet IN ('a4', 'card')),
  -- Of the stills it was learnt from.
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  -- The sheet's corners in JSON, clockwise, a long side first.
  quad TEXT NOT NULL,
  -- Grey levels of the empty table, made small.
  look BLOB NOT NULL,
  PRIMARY KEY (camera_label, learnt_at)
) STRICT, WITHOUT ROWID;
`
