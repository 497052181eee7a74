-- A row is a person's correction that no comparison has taken in, with the article that it concerns.
SELECT c.correction_id, c.announcement_id, a.article_id
FROM corrections c LEFT JOIN announcements a USING (announcement_id)
WHERE NOT EXISTS (SELECT 1 FROM compared d WHERE d.subject_id = c.correction_id)
ORDER BY c.correction_id
