-- Claims tell how certain their reading is, and what their words tell of time. Claims of older readers tell none of it.
DROP VIEW IF EXISTS claims;
CREATE VIEW claims AS
  SELECT seq, id, article, json_extract(body, '$.predicate') AS predicate, json_extract(body, '$.actor') AS actor,
    json_extract(body, '$.place') AS place, json_extract(body, '$.hedge') AS hedge, json_extract(body, '$.low') AS low,
    json_extract(body, '$.high') AS high, json_extract(body, '$.unit') AS unit,
    json_extract(body, '$.reading.hard.low') AS hard_low, json_extract(body, '$.reading.hard.high') AS hard_high,
    json_extract(body, '$.extent') AS extent, json_extract(body, '$.asserter') AS asserter,
    json_extract(body, '$.side') AS side, json_extract(body, '$.polarity') AS polarity,
    json_extract(body, '$.as_of') AS as_of, json_extract(body, '$.confidence') AS confidence,
    json_extract(body, '$.tense') AS tense, json_extract(body, '$.total') AS total,
    json_extract(body, '$.quote') AS quote, recorded
  FROM entry WHERE kind = 'claim';
