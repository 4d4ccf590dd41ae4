-- As in the SQLite form: claims tell how certain their reading is, and what their words tell of time.
DROP VIEW IF EXISTS claims;
CREATE VIEW claims AS
  SELECT seq, id, article, body::json ->> 'predicate' AS predicate, body::json ->> 'actor' AS actor,
    body::json ->> 'place' AS place, body::json ->> 'hedge' AS hedge, (body::json ->> 'low')::float AS low,
    (body::json ->> 'high')::float AS high, body::json ->> 'unit' AS unit, body::json ->> 'extent' AS extent,
    body::json ->> 'asserter' AS asserter, body::json ->> 'side' AS side, body::json ->> 'polarity' AS polarity,
    body::json ->> 'as_of' AS as_of, (body::json ->> 'confidence')::float AS confidence, body::json ->> 'tense' AS tense,
    (body::json ->> 'total')::boolean AS total, body::json ->> 'quote' AS quote, recorded
  FROM entry WHERE kind = 'claim';
