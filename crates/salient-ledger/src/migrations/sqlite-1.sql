-- The record. `entry` is all of it: one row a statement, chained by hash. Texts and geometries lie beside, once each.
-- Everything else here is a view or an index, made from these three.
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  article TEXT,
  body TEXT NOT NULL,
  recorded TEXT NOT NULL,
  link TEXT NOT NULL
);
CREATE INDEX entry_kind ON entry (kind, seq);
CREATE INDEX entry_article ON entry (article) WHERE article IS NOT NULL;
CREATE TABLE text (key INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, text TEXT NOT NULL, sketch BLOB NOT NULL);
CREATE VIRTUAL TABLE text_search USING fts5 (text, content = 'text', content_rowid = 'key', tokenize = 'unicode61');
CREATE TABLE ground (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB, hash TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE rtree_ground_geom USING rtree (id, minx, maxx, miny, maxy);
CREATE TABLE map_ground (
  key INTEGER PRIMARY KEY,
  snapshot TEXT NOT NULL,
  hash TEXT NOT NULL,
  source TEXT NOT NULL,
  time TEXT NOT NULL,
  status TEXT NOT NULL,
  holder TEXT
);
CREATE INDEX map_ground_hash ON map_ground (hash);
CREATE VIEW maps AS
  SELECT m.key AS OGC_FID, m.key AS rowid, g.geom AS geom, m.source, m.time, m.status, m.holder
  FROM map_ground m JOIN ground g ON g.hash = m.hash;
CREATE VIEW articles AS
  SELECT seq, id, json_extract(body, '$.published') AS published, json_extract(body, '$.title') AS title,
    json_extract(body, '$.publisher') AS publisher, json_extract(body, '$.byline') AS byline,
    json_extract(body, '$.agency') AS agency, json_extract(body, '$.url') AS url,
    (SELECT text FROM text WHERE hash = json_extract(body, '$.text')) AS text, recorded
  FROM entry WHERE kind = 'article';
CREATE VIEW claims AS
  SELECT seq, id, article, json_extract(body, '$.predicate') AS predicate, json_extract(body, '$.actor') AS actor,
    json_extract(body, '$.place') AS place, json_extract(body, '$.hedge') AS hedge, json_extract(body, '$.low') AS low,
    json_extract(body, '$.high') AS high, json_extract(body, '$.unit') AS unit,
    json_extract(body, '$.reading.hard.low') AS hard_low, json_extract(body, '$.reading.hard.high') AS hard_high,
    json_extract(body, '$.extent') AS extent, json_extract(body, '$.asserter') AS asserter,
    json_extract(body, '$.side') AS side, json_extract(body, '$.polarity') AS polarity,
    json_extract(body, '$.as_of') AS as_of, json_extract(body, '$.quote') AS quote, recorded
  FROM entry WHERE kind = 'claim';
CREATE VIEW findings AS
  SELECT seq, id, article, json_extract(body, '$.rule') AS rule, json_extract(body, '$.severity') AS severity,
    json_extract(body, '$.message') AS message, json_extract(body, '$.quote') AS quote,
    json_extract(body, '$.expected') AS expected, json_extract(body, '$.basis') AS basis, recorded
  FROM entry WHERE kind = 'finding';
CREATE VIEW snapshots AS
  SELECT seq, id, json_extract(body, '$.source') AS source, json_extract(body, '$.time') AS time,
    json_extract(body, '$.attribution') AS attribution, json_extract(body, '$.licence') AS licence,
    json_array_length(body, '$.ground') AS pieces, recorded
  FROM entry WHERE kind = 'snapshot';
CREATE VIEW corrections AS
  SELECT seq, id, kind, json_extract(body, '$.corrects') AS corrects, json_extract(body, '$.set') AS changes,
    json_extract(body, '$.names') AS names, json_extract(body, '$.same') AS same, json_extract(body, '$.reason') AS reason,
    recorded
  FROM entry WHERE kind IN ('correction', 'merge');
INSERT INTO gpkg_extensions VALUES ('ground', 'geom', 'gpkg_rtree_index',
  'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('articles', 'attributes', 'articles', 'Received texts', NULL),
  ('claims', 'attributes', 'claims', 'Who says what of whom, how much, where, when', NULL),
  ('findings', 'attributes', 'findings', 'What does not add up within an article', NULL),
  ('snapshots', 'attributes', 'snapshots', 'Control maps: one source at one time', NULL),
  ('corrections', 'attributes', 'corrections', 'Corrections and merges, which name what they correct', NULL);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES
  ('ground', 'features', 'ground', 'Geometries of control maps, each once', -180, -90, 180, 90, 4326),
  ('maps', 'features', 'maps', 'Ground by map, status and holder', -180, -90, 180, 90, 4326);
INSERT INTO gpkg_geometry_columns VALUES ('ground', 'geom', 'MULTIPOLYGON', 4326, 0, 0);
INSERT INTO gpkg_geometry_columns VALUES ('maps', 'geom', 'MULTIPOLYGON', 4326, 0, 0);
