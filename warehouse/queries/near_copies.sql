-- A row is a pair of texts, the first of tonight, that share at least $least bands and are of two articles.
-- Only texts since $since are looked through, so that the cost does not grow with the archive.
WITH tonight AS (
  SELECT revision_id, band FROM bands WHERE revision_id IN (SELECT unnest($revisions)) AND recorded_at >= $tonight
),
near AS MATERIALIZED (
  SELECT revision_id, band FROM bands WHERE band IN (SELECT band FROM tonight) AND recorded_at >= $since
)
SELECT t.revision_id, o.revision_id AS other_id, count(*) AS common
FROM tonight t JOIN near o USING (band)
WHERE o.revision_id <> t.revision_id
GROUP BY ALL HAVING count(*) >= $least
ORDER BY t.revision_id, common DESC, other_id
