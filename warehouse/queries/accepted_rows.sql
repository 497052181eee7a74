-- A row is an announcement of the same article as one of the given texts, that a person has accepted last.
SELECT r.revision_id, a.* EXCLUDE (revision_id)
FROM (SELECT DISTINCT revision_id, article_id FROM articles WHERE revision_id IN (SELECT unnest(?))) r
JOIN announcements a USING (article_id)
JOIN (
  SELECT announcement_id, arg_max(field IS NOT DISTINCT FROM 'accepted', (recorded_at, correction_id)) AS accepted
  FROM corrections WHERE field IS NULL OR field = 'accepted' GROUP BY announcement_id
) c ON c.announcement_id = a.announcement_id AND c.accepted
