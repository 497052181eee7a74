-- A language model as second reader: what it was asked and what it answered, and whose rows count.

CREATE TABLE model_answers (
  answer_id VARCHAR NOT NULL,      -- hash of answer_key and attempt
  answer_key VARCHAR NOT NULL,     -- hash of model, prompt version and article: nothing is asked twice
  text_fingerprint VARCHAR NOT NULL, -- hash of text, title and publication date
  model VARCHAR NOT NULL,
  prompt_version VARCHAR NOT NULL,
  revision_id VARCHAR NOT NULL,    -- the text that was asked about first; copies share its answer
  attempt INTEGER NOT NULL,        -- 1, 2, …: an answer that was of no use is asked for again on another night
  outcome VARCHAR NOT NULL,        -- answered | refused | truncated | rubbish | rejected | timeout
  reason VARCHAR,
  status INTEGER,                  -- HTTP status, null where there was no answer
  request VARCHAR NOT NULL,        -- JSON as sent
  response VARCHAR,                -- body as received
  tokens_in BIGINT NOT NULL,       -- as the endpoint counted them, else a guess
  tokens_out BIGINT NOT NULL,
  seconds DOUBLE NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);
CREATE TRIGGER model_answers_no_update AFTER UPDATE ON model_answers FOR EACH STATEMENT INSERT INTO refused SELECT error('model_answers is append-only: UPDATE refused')::INTEGER;
CREATE TRIGGER model_answers_no_delete AFTER DELETE ON model_answers FOR EACH STATEMENT INSERT INTO refused SELECT error('model_answers is append-only: DELETE refused')::INTEGER;

-- The reading that counts for each text: of the reader that came to it last; of two on one night the joint one
-- before the grammar's. A model's reading alone counts only where there is no other.
CREATE OR REPLACE VIEW live_readings AS
SELECT reading_id, article_id, revision_id, extractor, extractor_version, recorded_at, from_entry, seen_at
FROM (
  SELECT r.reading_id, r.article_id, r.revision_id, r.extractor, r.extractor_version, r.recorded_at,
         r.capture_id IS NULL AS from_entry, coalesce(c.fetched_at, a.first_seen) AS seen_at,
         min(r.recorded_at) OVER (PARTITION BY r.revision_id, r.extractor, r.extractor_version) AS since
  FROM readings r
  JOIN articles a ON a.revision_id = r.revision_id
  LEFT JOIN captures c ON c.capture_id = r.capture_id
  WHERE r.outcome IN ('read', 'nothing')
)
QUALIFY row_number() OVER (
  PARTITION BY revision_id
  ORDER BY starts_with(extractor, 'model:'), since DESC, starts_with(extractor, 'joint:') DESC, recorded_at DESC, reading_id DESC
) = 1;
