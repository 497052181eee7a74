-- A row is an announcement of the given articles (null: of all) with its newest resolution, if it has one.
WITH latest AS (
  SELECT announcement_id, max_by(z, z.recorded_at) AS z FROM resolutions z
  WHERE $articles IS NULL OR announcement_id IN (SELECT announcement_id FROM announcements WHERE article_id IN (SELECT unnest($articles)))
  GROUP BY announcement_id
)
SELECT m.*, a.language, a.published_at, a.first_seen,
       z.z.plant_id AS plant_id, z.z.plant AS plant_shown, z.z.scope AS scope
FROM announcements m
JOIN articles a USING (revision_id)
LEFT JOIN latest z USING (announcement_id)
WHERE $articles IS NULL OR m.article_id IN (SELECT unnest($articles))
ORDER BY m.announcement_id
