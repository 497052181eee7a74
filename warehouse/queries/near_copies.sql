-- A row is a pair of texts, the first of tonight, that share at least $least bands and are of two articles.
WITH tonight AS (SELECT * FROM bands WHERE revision_id IN (SELECT unnest($revisions)))
SELECT t.revision_id, o.revision_id AS other_id, count(*) AS common
FROM tonight t JOIN bands o USING (band)
WHERE o.revision_id <> t.revision_id
GROUP BY ALL HAVING count(*) >= $least
ORDER BY t.revision_id, common DESC, other_id
