-- A row is one of the given texts with its story, where it has one, and what it says of targets and starts.
WITH said AS (
  SELECT revision_id, list({'kind': kind, 'unit': unit, 'per': per, 'status': status, 'low': low, 'high': high,
                            'period_start': period_start, 'period_end': period_end}) AS said
  FROM announcements
  WHERE rowid IN (
    SELECT rowid FROM announcements
    WHERE revision_id IN (SELECT unnest($revisions)) AND recorded_at >= $since AND kind IN ('target', 'start') AND NOT prior
  )
  GROUP BY revision_id
),
mine AS (
  SELECT revision_id, article_id, family, key_url, published_at, first_seen FROM articles
  WHERE rowid IN (SELECT rowid FROM articles WHERE revision_id IN (SELECT unnest($revisions)) AND recorded_at >= $since)
),
told AS (SELECT revision_id, story_id FROM stories WHERE revision_id IN (SELECT unnest($revisions)) AND recorded_at >= $since)
SELECT a.revision_id, a.article_id, a.family, a.key_url, a.published_at, a.first_seen, s.story_id, d.said
FROM mine a
LEFT JOIN told s USING (revision_id)
LEFT JOIN said d USING (revision_id)
ORDER BY a.revision_id
