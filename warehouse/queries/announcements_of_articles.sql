-- A row is an announcement of the given articles, with the plant it was last resolved to.
-- Rows are found by narrow scans first and then fetched whole by rowid, here and in the other queries of a comparison.
WITH mine AS (
  SELECT * FROM announcements
  WHERE rowid IN (SELECT rowid FROM announcements WHERE article_id IN (SELECT unnest($articles)) AND recorded_at >= $since)
),
texts AS (
  SELECT revision_id, language, title, published_at, first_seen FROM articles
  WHERE rowid IN (SELECT rowid FROM articles WHERE article_id IN (SELECT unnest($articles)) AND recorded_at >= $since)
),
latest AS (
  SELECT announcement_id, max_by(z, z.recorded_at) AS z FROM resolutions z
  WHERE rowid IN (
    SELECT rowid FROM resolutions WHERE announcement_id IN (SELECT announcement_id FROM mine) AND recorded_at >= $since
  )
  GROUP BY announcement_id
)
SELECT m.*, a.language, a.title, a.published_at, a.first_seen,
       z.z.plant_id AS plant_id, z.z.plant AS plant_shown, z.z.scope AS scope, z.z.gazetteer_version AS gazetteer_version
FROM mine m JOIN texts a USING (revision_id)
LEFT JOIN latest z USING (announcement_id)
ORDER BY m.announcement_id
