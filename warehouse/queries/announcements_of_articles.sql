-- A row is an announcement of the given articles, with the plant it was last resolved to.
WITH mine AS (SELECT * FROM announcements WHERE article_id IN (SELECT unnest($articles))),
latest AS (
  SELECT announcement_id, max_by(z, z.recorded_at) AS z
  FROM resolutions z WHERE announcement_id IN (SELECT announcement_id FROM mine) GROUP BY announcement_id
)
SELECT m.*, a.language, a.title, a.published_at, a.first_seen,
       z.plant_id AS plant_id, z.plant AS plant_shown, z.scope AS scope, z.gazetteer_version
FROM mine m JOIN articles a USING (revision_id)
LEFT JOIN (SELECT announcement_id, z.plant_id, z.plant, z.scope, z.gazetteer_version FROM latest) z USING (announcement_id)
ORDER BY m.announcement_id
