-- What other programs see are tables that are made from the entries, with corrections, merges, reviews and withdrawals applied
-- and every column typed. They are made anew after each writing; `ledger_shown` tells of which state of the record they tell.
DROP VIEW IF EXISTS articles;
DROP VIEW IF EXISTS claims;
DROP VIEW IF EXISTS findings;
DROP VIEW IF EXISTS snapshots;
DROP VIEW IF EXISTS corrections;
DROP VIEW IF EXISTS maps;
CREATE TABLE ledger_shown (link TEXT NOT NULL, form TEXT NOT NULL);
ALTER TABLE map_ground RENAME TO map_ground_untyped;
CREATE TABLE map_ground (
  key INTEGER PRIMARY KEY,
  snapshot TEXT NOT NULL,
  hash TEXT NOT NULL,
  source TEXT NOT NULL,
  time DATETIME NOT NULL,
  status TEXT NOT NULL,
  holder TEXT
);
INSERT INTO map_ground
  SELECT key, snapshot, hash, source, strftime('%Y-%m-%dT%H:%M:%fZ', time), status, holder FROM map_ground_untyped;
DROP TABLE map_ground_untyped;
CREATE INDEX map_ground_hash ON map_ground (hash);
CREATE VIEW maps AS
  SELECT m.key AS OGC_FID, m.key AS rowid, g.geom AS geom, m.source, m.time, m.status, m.holder
  FROM map_ground m JOIN ground g ON g.hash = m.hash;
