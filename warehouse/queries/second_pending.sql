-- A row is a text read by the grammar and not yet jointly with the model $model: its newest grammar reading, newest news first.
WITH grammar AS (
  SELECT revision_id, arg_max(r, (recorded_at, reading_id)) AS r
  FROM readings r WHERE extractor = 'grammar' AND outcome IN ('read', 'nothing') GROUP BY revision_id
)
SELECT a.revision_id, a.article_id, g.r.capture_id AS capture_id, g.r.entry_id AS entry_id, g.r.extractor_version AS grammar_version
FROM grammar g JOIN articles a USING (revision_id)
WHERE NOT EXISTS (
  SELECT 1 FROM readings s WHERE s.revision_id = g.revision_id AND s.extractor = 'joint:' || $model
    AND s.extractor_version = g.r.extractor_version || '+' || $prompt || '+' || $policy
) AND NOT EXISTS (
  SELECT 1 FROM readings s WHERE s.revision_id = g.revision_id AND s.extractor = 'model:' || $model
    AND s.extractor_version = $prompt || '.' || g.r.extractor_version AND s.reason IS NOT NULL
)
ORDER BY a.backlog, a.first_seen DESC, a.revision_id
