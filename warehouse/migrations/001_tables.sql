-- The tables of the warehouse. Rows are only ever added; what no longer holds is answered by a later row.
-- Ids are stable hashes of the defining fields (warehouse/ids.py); times are UTC.

CREATE TABLE migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);

-- what we listen to -----------------------------------------------------------------------------------
CREATE TABLE sources (
  source_id VARCHAR NOT NULL,      -- hash of the url
  name VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,           -- feed | sitemap | page
  language VARCHAR,
  family VARCHAR NOT NULL,         -- publisher family: sources of one family are one origin
  settings VARCHAR NOT NULL,       -- the declaration as JSON; a changed declaration is a new row
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE polls (
  poll_id VARCHAR NOT NULL,        -- hash of source and time
  source_id VARCHAR NOT NULL,
  polled_at TIMESTAMP NOT NULL,
  outcome VARCHAR NOT NULL,        -- new | unchanged | empty | moved | gone | not_a_feed | blocked | failed
  status INTEGER,                  -- HTTP status, null where there was no answer
  final_url VARCHAR,
  etag VARCHAR,                    -- validators verbatim, to be sent back
  last_modified VARCHAR,
  body_sha256 VARCHAR,
  items_seen INTEGER NOT NULL,
  items_new INTEGER NOT NULL,
  gap BOOLEAN NOT NULL,            -- the oldest item now is newer than the newest of the last poll: items were lost
  newest TIMESTAMP,                -- newest and oldest item of this poll
  oldest TIMESTAMP,
  first_poll BOOLEAN NOT NULL,
  interval_minutes INTEGER,        -- how often it is worth asking, by how fast the feed turns over
  next_due TIMESTAMP,              -- not before this time (interval, Retry-After, back-off)
  retry_at TIMESTAMP,              -- the host asked to be left alone until then
  moved_to VARCHAR,                -- where permanent redirects led
  archive_file VARCHAR,            -- a feed whose body changed is kept, relative to archive/
  archive_offset BIGINT,
  error VARCHAR
);

CREATE TABLE entries (
  entry_id VARCHAR NOT NULL,       -- hash of source and key_url: one article promised by one source, once
  source_id VARCHAR NOT NULL,
  url VARCHAR NOT NULL,            -- as the feed said it: this is fetched
  key_url VARCHAR NOT NULL,        -- canonical form, a key only
  guid VARCHAR,
  title VARCHAR,
  summary VARCHAR,
  content VARCHAR,                 -- full text in the feed, where there
  published_at TIMESTAMP,
  published_raw VARCHAR,
  language VARCHAR,
  origin VARCHAR,                  -- <source> of the item
  first_seen TIMESTAMP NOT NULL,
  backlog BOOLEAN NOT NULL         -- in the feed at the first poll of its source and older than a day then, or backfilled
);

CREATE TABLE captures (
  capture_id VARCHAR NOT NULL,     -- hash of url, fetched_at and sha256
  entry_id VARCHAR,                -- what it was fetched for
  url VARCHAR NOT NULL,
  key_url VARCHAR NOT NULL,
  final_url VARCHAR,
  outcome VARCHAR NOT NULL,        -- kept | unchanged | failed | refused | given_up
  attempt INTEGER NOT NULL,        -- 1, 2, … for this entry
  status INTEGER,
  media_type VARCHAR,
  charset VARCHAR,
  bytes BIGINT,
  sha256 VARCHAR,                  -- of the body
  etag VARCHAR,
  last_modified VARCHAR,
  fetched_at TIMESTAMP NOT NULL,
  archive_file VARCHAR,            -- relative to archive/
  archive_offset BIGINT,
  retry_at TIMESTAMP,              -- the host asked to be left alone until then
  error VARCHAR
);

CREATE TABLE robots (              -- robots.txt as last seen, believed for a day
  origin VARCHAR NOT NULL,         -- scheme://host:port
  fetched_at TIMESTAMP NOT NULL,
  outcome VARCHAR NOT NULL,        -- rules | all (no file: everything is allowed) | none (out of reach: nothing is)
  status INTEGER,
  rules VARCHAR
);

-- what was read -----------------------------------------------------------------------------------------
CREATE TABLE readings (
  reading_id VARCHAR NOT NULL,     -- hash of what was read (capture or entry) and extractor version
  capture_id VARCHAR,              -- null where title and summary of the entry were read
  entry_id VARCHAR,
  article_id VARCHAR,
  revision_id VARCHAR,
  extractor VARCHAR NOT NULL,      -- grammar | model:NAME
  extractor_version VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,        -- read | nothing | no_text | timeout | crashed | memory | error | wall | expired
  reason VARCHAR,
  attempt INTEGER NOT NULL,
  announcements INTEGER NOT NULL,
  dropped VARCHAR,                 -- JSON: candidates refused, by reason
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE articles (
  revision_id VARCHAR NOT NULL,    -- hash of article and text
  article_id VARCHAR NOT NULL,     -- hash of key_url
  revision INTEGER NOT NULL,       -- 1, 2, …
  url VARCHAR NOT NULL,
  key_url VARCHAR NOT NULL,
  source_id VARCHAR NOT NULL,
  family VARCHAR NOT NULL,
  origin VARCHAR,                  -- agency credit or <source>: who told it first, by its own word
  title VARCHAR,
  language VARCHAR,
  published_at TIMESTAMP,
  published_by VARCHAR,            -- feed | json-ld | meta | htmldate (a guess) | first_seen (a guess)
  first_seen TIMESTAMP NOT NULL,
  backlog BOOLEAN NOT NULL,
  text VARCHAR NOT NULL,           -- one paragraph a line; spans are in this
  text_sha256 VARCHAR NOT NULL,
  capture_id VARCHAR,
  entry_id VARCHAR,
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE paragraphs (
  revision_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  site VARCHAR NOT NULL,           -- host of the page: boilerplate is counted by site
  position INTEGER NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  fingerprint BIGINT NOT NULL,
  repeat_of INTEGER,               -- position of the first occurrence in the same article
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE bands (               -- MinHash bands of a revision: the index by which copies are found
  revision_id VARCHAR NOT NULL,
  band BIGINT NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE stories (
  article_id VARCHAR NOT NULL,
  revision_id VARCHAR NOT NULL,
  story_id VARCHAR NOT NULL,       -- article_id of the first article of the group
  similarity DOUBLE,               -- to the nearest member; null for the first itself
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE announcements (
  announcement_id VARCHAR NOT NULL,-- hash of revision, extractor version and the fields that define the row
  reading_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  revision_id VARCHAR NOT NULL,
  plant VARCHAR NOT NULL,          -- as said
  kind VARCHAR NOT NULL,
  low DOUBLE,
  high DOUBLE,
  unit VARCHAR,
  per VARCHAR,
  period_start DATE,
  period_end DATE,
  status VARCHAR,
  prior BOOLEAN NOT NULL,
  product VARCHAR,
  part VARCHAR,
  wording VARCHAR,
  speaker VARCHAR,
  voice VARCHAR NOT NULL,          -- producer | authority | outside
  said_on DATE,
  company VARCHAR,
  place VARCHAR,
  quote VARCHAR NOT NULL,          -- exact slice of the article's text
  paragraph INTEGER,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  confidence DOUBLE NOT NULL,
  rules VARCHAR,                   -- JSON array of the shapes that fired
  extractor VARCHAR NOT NULL,
  extractor_version VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

-- what it is about --------------------------------------------------------------------------------------
CREATE TABLE plants (
  plant_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,           -- plant | company | brand | group
  company VARCHAR,                 -- plant_id of the owner
  place VARCHAR,
  country VARCHAR,                 -- ISO 3166 alpha-2
  main_product VARCHAR,
  external_ids VARCHAR,            -- JSON
  gazetteer_version VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE plant_names (
  plant_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  language VARCHAR,
  role VARCHAR NOT NULL,           -- name | alias | former | owner | brand
  valid_from INTEGER,              -- years
  valid_to INTEGER,
  gazetteer_version VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE resolutions (
  announcement_id VARCHAR NOT NULL,
  plant_id VARCHAR NOT NULL,       -- gazetteer id, or `name:…` where nothing matched
  plant VARCHAR NOT NULL,          -- display name
  scope VARCHAR NOT NULL,          -- `all`, or the part that the statement is about
  how VARCHAR NOT NULL,            -- the rule that resolved it
  gazetteer_version VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE corrections (
  correction_id VARCHAR NOT NULL,
  announcement_id VARCHAR NOT NULL,
  field VARCHAR,                   -- null: the whole row is rejected
  value VARCHAR,
  who VARCHAR NOT NULL,
  why VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

-- history -----------------------------------------------------------------------------------------------
CREATE TABLE compared (            -- readings (and corrections) that a comparison has taken in
  subject_id VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE versions (
  version_id VARCHAR NOT NULL,     -- hash of key and number
  key_id VARCHAR NOT NULL,         -- hash of plant, kind, scope, unit, rate and period: what the value is of
  plant_id VARCHAR NOT NULL,
  plant VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,           -- target | start
  scope VARCHAR NOT NULL,
  unit VARCHAR,
  per VARCHAR,
  period_start DATE,               -- null for a start: there the date is the value
  period_end DATE,
  series INTEGER NOT NULL,         -- starts: a done start closes its series, a later planned one opens the next
  version INTEGER NOT NULL,
  low DOUBLE,
  high DOUBLE,
  wording VARCHAR,
  start_from DATE,
  start_to DATE,
  status VARCHAR,
  stated_at DATE NOT NULL,
  stated_by VARCHAR NOT NULL,      -- said_on | published | guess
  cause VARCHAR NOT NULL,          -- news | late | edit | backlog | reextraction | correction
  standing BOOLEAN NOT NULL,       -- whether it became the standing value when recorded
  aside VARCHAR,                   -- contested | guess | superseded | doubtful: kept, but never standing; else null
  retracts VARCHAR,                -- version_id that this row takes back (re-reading, correction), else null
  announcement_id VARCHAR,
  revision_id VARCHAR,             -- the text that says it; null where the row only takes another back
  article_id VARCHAR,
  origin VARCHAR,                  -- who said it first: agency credit, else publisher family
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE reaffirmations (      -- statements that say what already stands
  version_id VARCHAR NOT NULL,
  announcement_id VARCHAR NOT NULL,
  revision_id VARCHAR NOT NULL,
  stated_at DATE NOT NULL,
  origin VARCHAR NOT NULL,         -- independent origin: agency credit, else publisher family; of a copy, the first teller's
  copy BOOLEAN NOT NULL,           -- a copy or a repeated paragraph: no confirmation
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE changes (
  change_id VARCHAR NOT NULL,
  from_version VARCHAR NOT NULL,
  to_version VARCHAR NOT NULL,
  plant_id VARCHAR NOT NULL,
  plant VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  scope VARCHAR NOT NULL,
  direction VARCHAR NOT NULL,      -- raised | lowered | narrowed | widened | postponed | advanced
  size DOUBLE,                     -- new minus old, on the end that moved; days for a start
  percent DOUBLE,
  contested BOOLEAN NOT NULL,      -- two sources contradict each other within a day
  cause VARCHAR NOT NULL,          -- news | edit
  stated_at DATE NOT NULL,
  from_announcement VARCHAR,
  to_announcement VARCHAR,
  why VARCHAR,                     -- JSON: rules that fired, what else was considered
  recorded_at TIMESTAMP NOT NULL
);

-- telling -----------------------------------------------------------------------------------------------
CREATE TABLE outbox (
  message_id VARCHAR NOT NULL,     -- hash of change, rule and channel
  change_id VARCHAR,               -- null for an operator's message
  rule VARCHAR NOT NULL,
  channel VARCHAR NOT NULL,
  digest BOOLEAN NOT NULL,
  subject VARCHAR NOT NULL,
  body VARCHAR NOT NULL,           -- JSON: what the message says
  recorded_at TIMESTAMP NOT NULL
);

CREATE TABLE deliveries (
  message_id VARCHAR NOT NULL,
  attempt INTEGER NOT NULL,
  outcome VARCHAR NOT NULL,        -- claimed | sent | failed | dead | withheld
  reason VARCHAR,
  next_due TIMESTAMP,
  attempted_at TIMESTAMP NOT NULL
);

CREATE TABLE conditions (          -- what the operator was told: said once, and again when it is over
  condition_id VARCHAR NOT NULL,   -- hash of kind and subject
  kind VARCHAR NOT NULL,           -- night_failed | night_degraded | night_missed | feed_silent | feed_moved | feed_gone | …
  subject VARCHAR NOT NULL,
  state VARCHAR NOT NULL,          -- began | over
  detail VARCHAR,
  recorded_at TIMESTAMP NOT NULL
);

-- nights ------------------------------------------------------------------------------------------------
CREATE TABLE runs (
  run_id VARCHAR NOT NULL,
  night DATE NOT NULL,             -- the local date it stands for
  trigger VARCHAR NOT NULL,        -- schedule | command | catch-up | resume
  started_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  recorded_at TIMESTAMP NOT NULL,  -- the one that all rows of this night carry
  outcome VARCHAR NOT NULL,        -- good | degraded | failed | interrupted
  reasons VARCHAR,                 -- JSON array: why it was not good
  counts VARCHAR NOT NULL,         -- JSON object: seen, fetched, read, dropped and why, appended, failed, …
  missed VARCHAR                   -- JSON array of nights that this one stands in for
);
