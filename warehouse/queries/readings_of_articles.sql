-- A row is a reading that reached a text of one of the given articles, with when that text was seen.
SELECT r.reading_id, r.article_id, r.revision_id, r.extractor, r.extractor_version, r.recorded_at,
       r.capture_id IS NULL AS from_entry, coalesce(c.fetched_at, a.first_seen) AS seen_at,
       EXISTS (SELECT 1 FROM compared d WHERE d.subject_id = r.reading_id) AS compared,
       a.key_url, a.family, a.origin, a.published_at, a.published_by, a.first_seen, a.backlog,
       coalesce(s.story_id, r.article_id) AS story_id,
       coalesce(f.origin, f.family, a.origin, a.family) AS story_origin
FROM readings r
JOIN articles a USING (revision_id)
LEFT JOIN captures c ON c.capture_id = r.capture_id
LEFT JOIN stories s ON s.revision_id = r.revision_id
LEFT JOIN (
  SELECT article_id, min_by(origin, revision) AS origin, min_by(family, revision) AS family
  FROM articles WHERE article_id IN (SELECT story_id FROM stories WHERE article_id IN (SELECT unnest($articles)) AND story_id <> article_id)
  GROUP BY article_id
) f
  ON f.article_id = s.story_id AND s.story_id <> r.article_id
WHERE r.article_id IN (SELECT unnest($articles)) AND r.outcome IN ('read', 'nothing')
ORDER BY r.reading_id
