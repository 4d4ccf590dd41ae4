-- The record, as in the SQLite form: `entry` is all of it, one row a statement, chained by hash.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TABLE entry (
  seq bigint PRIMARY KEY,
  kind text NOT NULL,
  id text NOT NULL UNIQUE,
  article text,
  body text NOT NULL,
  recorded text NOT NULL,
  link text NOT NULL
);
CREATE INDEX entry_kind ON entry (kind, seq);
CREATE INDEX entry_article ON entry (article) WHERE article IS NOT NULL;
CREATE TABLE text (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  text text NOT NULL,
  sketch bytea NOT NULL,
  words tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(text, 200000))) STORED
);
CREATE INDEX text_words ON text USING gin (words);
CREATE TABLE ground (
  fid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  wkb bytea NOT NULL,
  geom geometry (MultiPolygon, 4326) GENERATED ALWAYS AS (ST_Multi(ST_GeomFromWKB(wkb, 4326))) STORED
);
CREATE INDEX ground_geom ON ground USING gist (geom);
CREATE TABLE map_ground (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  snapshot text NOT NULL,
  hash text NOT NULL,
  source text NOT NULL,
  time text NOT NULL,
  status text NOT NULL,
  holder text
);
CREATE INDEX map_ground_hash ON map_ground (hash);
CREATE VIEW maps AS
  SELECT m.key, g.geom, m.source, m.time, m.status, m.holder FROM map_ground m JOIN ground g ON g.hash = m.hash;
CREATE VIEW articles AS
  SELECT seq, id, body::json ->> 'published' AS published, body::json ->> 'title' AS title,
    body::json ->> 'publisher' AS publisher, body::json ->> 'agency' AS agency, body::json ->> 'url' AS url, recorded
  FROM entry WHERE kind = 'article';
CREATE VIEW claims AS
  SELECT seq, id, article, body::json ->> 'predicate' AS predicate, body::json ->> 'actor' AS actor,
    body::json ->> 'place' AS place, body::json ->> 'hedge' AS hedge, (body::json ->> 'low')::float AS low,
    (body::json ->> 'high')::float AS high, body::json ->> 'unit' AS unit, body::json ->> 'extent' AS extent,
    body::json ->> 'asserter' AS asserter, body::json ->> 'side' AS side, body::json ->> 'polarity' AS polarity,
    body::json ->> 'as_of' AS as_of, body::json ->> 'quote' AS quote, recorded
  FROM entry WHERE kind = 'claim';
CREATE VIEW findings AS
  SELECT seq, id, article, body::json ->> 'rule' AS rule, body::json ->> 'severity' AS severity,
    body::json ->> 'message' AS message, body::json ->> 'quote' AS quote, recorded
  FROM entry WHERE kind = 'finding';
