-- A row is a correction with the announcement as it was read: what it looks like wherever it is found again.
SELECT c.correction_id, c.field, c.value, c.recorded_at AS corrected_at, a.*
FROM corrections c JOIN announcements a USING (announcement_id)
WHERE $articles IS NULL OR a.article_id IN (SELECT unnest($articles))
ORDER BY c.recorded_at, c.correction_id
