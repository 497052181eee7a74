-- A row is an announcement that a person has accepted last, of a text whose joint reading counts, by another reader than that.
-- `accepted_at`: when it was accepted.
SELECT a.*, t.language, c.accepted_at
FROM announcements a
JOIN articles t ON t.revision_id = a.revision_id
JOIN live_readings l ON l.revision_id = a.revision_id AND starts_with(l.extractor, 'joint:') AND l.extractor <> a.extractor
JOIN (
  SELECT announcement_id, arg_max(field IS NOT DISTINCT FROM 'accepted', (recorded_at, correction_id)) AS accepted, max(recorded_at) AS accepted_at
  FROM corrections WHERE field IS NULL OR field = 'accepted' GROUP BY announcement_id
) c ON c.announcement_id = a.announcement_id AND c.accepted
ORDER BY a.announcement_id
