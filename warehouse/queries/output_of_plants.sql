-- A row is a plant and a day up to which it is said to have produced something.
WITH near AS (SELECT announcement_id, plant_id, recorded_at FROM resolutions WHERE plant_id IN (SELECT unnest($plants))),
produced AS (
  SELECT announcement_id, revision_id, coalesce(period_end, said_on) AS until FROM announcements
  WHERE rowid IN (
    SELECT rowid FROM announcements WHERE kind = 'output' AND low > 0 AND announcement_id IN (SELECT announcement_id FROM near)
  )
)
SELECT DISTINCT n.plant_id, coalesce(p.until, t.published_at::DATE) AS until
FROM produced p
JOIN (SELECT announcement_id, max_by(plant_id, recorded_at) AS plant_id FROM near GROUP BY announcement_id) n USING (announcement_id)
LEFT JOIN (
  SELECT revision_id, published_at FROM articles
  WHERE rowid IN (SELECT rowid FROM articles WHERE revision_id IN (SELECT revision_id FROM produced WHERE until IS NULL))
) t USING (revision_id)
ORDER BY ALL
