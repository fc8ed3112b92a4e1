/** The third schema: where each paper of a picture lies, as found and as a person set it; and what pages look like, to know another shot of one. */
export const station003 = `
CREATE TABLE outlines (
  capture_id TEXT NOT NULL REFERENCES captures,
  item_index INTEGER NOT NULL,
  -- Picture of the file, from 1.
  frame INTEGER NOT NULL,
  -- Four corners in JSON, clockwise in pixels of that picture, from the paper's own top left.
  found TEXT,
  by_hand TEXT,
  -- The page's image is not yet of this outline, or is to be read again.
  waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)),
  PRIMARY KEY (capture_id, item_index),
  CHECK (found IS NOT NULL OR by_hand IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE likenesses (
  page_id TEXT PRIMARY KEY REFERENCES pages,
  -- Here too, so that the others of a unit are gone through without reading their pages.
  unit_id TEXT NOT NULL,
  picture BLOB NOT NULL,
  numbers BLOB,
  -- The earlier page that this is another shot of.
  alike TEXT REFERENCES pages
) STRICT, WITHOUT ROWID;
CREATE INDEX likenesses_by_unit ON likenesses (unit_id, picture, numbers);
`
