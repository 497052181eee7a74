-- A row is a paragraph of the given texts that stands under at least $least articles of its site.
WITH mine AS (
  SELECT DISTINCT site, fingerprint FROM paragraphs WHERE revision_id IN (SELECT unnest($revisions)) AND recorded_at >= $since
)
SELECT p.site, p.fingerprint
FROM paragraphs p SEMI JOIN mine USING (site, fingerprint)
GROUP BY p.site, p.fingerprint HAVING count(DISTINCT p.article_id) >= $least
