-- As in the SQLite form: what other programs see are typed tables, made from the entries.
DROP VIEW IF EXISTS articles;
DROP VIEW IF EXISTS claims;
DROP VIEW IF EXISTS findings;
DROP VIEW IF EXISTS maps;
CREATE TABLE ledger_shown (link text NOT NULL, form text NOT NULL);
CREATE VIEW maps AS
  SELECT m.key, g.geom, m.source, m.time::timestamptz AS time, m.status, m.holder
  FROM map_ground m JOIN ground g ON g.hash = m.hash;
