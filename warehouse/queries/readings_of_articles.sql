-- A row is a reading that reached a text of one of the given articles, with when that text was seen.
WITH mine AS (
  SELECT * FROM readings
  WHERE rowid IN (SELECT rowid FROM readings WHERE article_id IN (SELECT unnest($articles)) AND recorded_at >= $since) AND outcome IN ('read', 'nothing')
),
texts AS (
  SELECT revision_id, key_url, family, origin, published_at, published_by, first_seen, backlog FROM articles
  WHERE rowid IN (SELECT rowid FROM articles WHERE article_id IN (SELECT unnest($articles)) AND recorded_at >= $since)
),
seen AS (
  SELECT capture_id, fetched_at FROM captures
  WHERE rowid IN (SELECT rowid FROM captures WHERE capture_id IN (SELECT capture_id FROM mine))
),
taken AS (SELECT subject_id FROM compared WHERE subject_id IN (SELECT reading_id FROM mine) AND recorded_at >= $since),
told AS (
  SELECT revision_id, story_id FROM stories
  WHERE rowid IN (SELECT rowid FROM stories WHERE article_id IN (SELECT unnest($articles)) AND recorded_at >= $since)
),
tellers AS (
  SELECT article_id, min_by(origin, revision) AS origin, min_by(family, revision) AS family
  FROM articles WHERE rowid IN (SELECT rowid FROM articles WHERE article_id IN (SELECT story_id FROM told))
  GROUP BY article_id
)
SELECT r.reading_id, r.article_id, r.revision_id, r.extractor, r.extractor_version, r.recorded_at,
       r.capture_id IS NULL AS from_entry, coalesce(c.fetched_at, a.first_seen) AS seen_at,
       r.reading_id IN (SELECT subject_id FROM taken) AS compared,
       a.key_url, a.family, a.origin, a.published_at, a.published_by, a.first_seen, a.backlog,
       coalesce(s.story_id, r.article_id) AS story_id,
       coalesce(f.origin, f.family, a.origin, a.family) AS story_origin
FROM mine r
JOIN texts a USING (revision_id)
LEFT JOIN seen c ON c.capture_id = r.capture_id
LEFT JOIN told s ON s.revision_id = r.revision_id
LEFT JOIN tellers f ON f.article_id = s.story_id AND s.story_id <> r.article_id
ORDER BY r.reading_id
