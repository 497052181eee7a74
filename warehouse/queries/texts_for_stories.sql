-- A row is one of the given texts with its story, where it has one, and what it says of targets and starts.
WITH said AS (
  SELECT revision_id, list({'kind': kind, 'unit': unit, 'per': per, 'status': status, 'low': low, 'high': high,
                            'period_start': period_start, 'period_end': period_end}) AS said
  FROM announcements
  WHERE revision_id IN (SELECT unnest($revisions)) AND kind IN ('target', 'start') AND NOT prior
  GROUP BY revision_id
)
SELECT a.revision_id, a.article_id, a.family, a.key_url, a.published_at, a.first_seen, s.story_id, d.said
FROM articles a
LEFT JOIN stories s USING (revision_id)
LEFT JOIN said d USING (revision_id)
WHERE a.revision_id IN (SELECT unnest($revisions))
ORDER BY a.revision_id
